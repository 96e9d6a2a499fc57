/* SPDX-License-Identifier: MIT */
#pragma once

/* Nodes of the tree that a stylesheet makes, put together without libxml2's searches for names and
 * declarations. Names are of the dictionary of sg_page_memory_names. */

/* NOLINTBEGIN(bugprone-reserved-identifier): the names that the libraries give them */
struct _xmlNode;
struct _xsltTransformContext;
/* NOLINTEND(bugprone-reserved-identifier) */

/* Behind the last child of parent. */
struct _xmlNode *sg_result_element(struct _xmlNode *parent, const unsigned char *name);

/* value is of the dictionary, or memory of libxml2 that the tree takes. The element has no
 * attribute of this name yet. */
void sg_result_attribute(struct _xmlNode *element,
			 const unsigned char *name,
			 const unsigned char *value);

/* At the place where the next node goes; text behind text becomes one node. */
void sg_result_text(struct _xsltTransformContext *context, const unsigned char *text);

unsigned char *sg_result_copy(const unsigned char *text);
