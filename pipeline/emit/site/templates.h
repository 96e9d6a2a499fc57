/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Finds and runs the templates of a stylesheet. libxslt tries the patterns of all modes at each
 * node; but where no pattern asks for more than a name, the first answer holds for all elements of
 * that name in that mode. */

/* NOLINTBEGIN(bugprone-reserved-identifier): the names that the libraries give them */
struct _xmlNode;
struct _xsltStylesheet;
struct _xsltTemplate;
struct _xsltTransformContext;
/* NOLINTEND(bugprone-reserved-identifier) */

typedef struct SgTemplates SgTemplates;

/* Of a sheet that has been compiled, with all that it imports. */
SgTemplates *sg_templates_new(const struct _xsltStylesheet *sheet);
void sg_templates_free(SgTemplates *templates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgTemplates, sg_templates_free)

/* What xsl:apply-templates without parameters does with one node, in the mode of context. */
void sg_templates_apply(SgTemplates *templates,
			struct _xsltTransformContext *context,
			struct _xmlNode *node);

/* Whether sg_template_run can: there are neither parameters nor variables. */
bool sg_template_is_plain(const struct _xsltTemplate *template);

/* What libxslt does to run a template at node. False, and nothing done, if templates are nested too
 * deep. */
bool sg_template_run(struct _xsltTransformContext *context,
		     struct _xmlNode *node,
		     struct _xsltTemplate *template);
