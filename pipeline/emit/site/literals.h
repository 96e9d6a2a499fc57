/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>

/* The elements of a stylesheet that are made as they stand, with attributes of words and "{@name}":
 * libxslt is told that they are elements of an extension, which is here. */

/* NOLINTBEGIN(bugprone-reserved-identifier): the names that the libraries give them */
struct _xmlNode;
struct _xsltStylesheet;
struct _xsltTransformContext;
/* NOLINTEND(bugprone-reserved-identifier) */

/* Of an element of a template whose content has been prepared; one that is not plain is left to
 * libxslt. */
void sg_literal_prepare(struct _xsltStylesheet *sheet, struct _xmlNode *element);

/* Whether what parent holds needs no scope: no variable is declared in it. */
bool sg_literal_is_flat(const struct _xmlNode *parent);

/* What an instruction or element of a sheet holds, done for node. */
void sg_literal_content(struct _xsltTransformContext *context,
			struct _xmlNode *node,
			struct _xmlNode *parent);
