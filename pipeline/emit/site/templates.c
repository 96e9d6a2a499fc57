/* SPDX-License-Identifier: MIT */
#include "emit/site/templates.h"

#include "emit/site/literals.h"
#include "emit/site/page-memory.h"
#include "emit/site/result-tree.h"

#include <libxslt/imports.h>
#include <libxslt/pattern.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <string.h>

#define N_FOUND 256 /* a power of two */

/* Elements for which it takes more than their name to tell the template. */
typedef struct {
	const xmlChar *mode;
	const xmlChar *name; /* NULL: all of them */
	bool is_text;        /* text, not elements */
} Doubt;

/* What a name led to in a mode. */
typedef struct {
	const xmlChar *mode;
	const xmlChar *name;
	xsltTemplatePtr template; /* NULL: ask libxslt */
} Found;

struct SgTemplates {
	GArray *doubts; /* of Doubt */
	Found found[N_FOUND];
};

/* One alternative of a pattern: where its last step is, and whether there is more to it. */
typedef struct {
	const char *step;
	size_t length;
	bool is_longer;
} Alternative;

static size_t
skip_predicate(const char *text)
{
	size_t depth = 0;
	for (const char *at = text; *at; at++) {
		if (*at == '"' || *at == '\'') {
			const char *end = strchr(at + 1, *at);
			at = end ? end : at + strlen(at) - 1;
		}
		depth += *at == '[';
		if (*at == ']' && --depth == 0)
			return (size_t)(at - text) + 1;
	}
	return strlen(text);
}

/* Returns what comes behind it. */
static const char *
read_alternative(const char *text, Alternative *alternative)
{
	const char *at = text + strspn(text, " \t\r\n");
	*alternative = (Alternative){.step = at};
	while (*at && *at != '|') {
		if (*at == '[') {
			alternative->is_longer = true;
			at += skip_predicate(at);
		} else if (*at == '/') {
			*alternative = (Alternative){.step = at + 1, .is_longer = true};
			at++;
		} else {
			alternative->length += !g_ascii_isspace(*at);
			at++;
		}
	}
	return *at ? at + 1 : at;
}

static bool
is_name(const Alternative *step)
{
	static const char letters[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-.";
	return step->length > 0 && !strchr("0123456789-.", *step->step) &&
	       strspn(step->step, letters) == step->length;
}

static bool
is_step(const Alternative *alternative, const char *step)
{
	return alternative->length == strlen(step) &&
	       strncmp(alternative->step, step, alternative->length) == 0;
}

/* "name" and "*" leave no doubt. */
static void
add_doubts(GArray *doubts, const xsltTemplate *template)
{
	Alternative each;
	for (const char *at = (const char *)template->match; at && *at;) {
		at = read_alternative(at, &each);
		Doubt doubt = {.mode = template->mode};
		bool any = is_step(&each, "*");
		if (is_step(&each, "text()") || is_step(&each, "node()"))
			g_array_append_vals(doubts, &(Doubt){template->mode, NULL, true}, 1);
		if (is_step(&each, "text()") || ((any || is_name(&each)) && !each.is_longer))
			continue;
		if (is_name(&each))
			doubt.name = xmlDictLookup(sg_page_memory_names(), BAD_CAST each.step,
						   (int)each.length);
		g_array_append_val(doubts, doubt);
	}
}

SgTemplates *
sg_templates_new(const xsltStylesheet *sheet)
{
	SgTemplates *templates = g_new0(SgTemplates, 1);
	templates->doubts = g_array_new(FALSE, FALSE, sizeof(Doubt));
	for (xsltStylesheetPtr part = (xsltStylesheetPtr)sheet; part; part = xsltNextImport(part)) {
		for (const xsltTemplate *t = part->templates; t; t = t->next)
			add_doubts(templates->doubts, t);
	}
	return templates;
}

void
sg_templates_free(SgTemplates *templates)
{
	if (!templates)
		return;
	g_array_unref(templates->doubts);
	g_free(templates);
}

static bool
is_doubtful(const SgTemplates *templates, const xmlChar *mode, const xmlNode *node)
{
	bool is_text = node->type == XML_TEXT_NODE;
	for (guint i = 0; i < templates->doubts->len; i++) {
		const Doubt *doubt = &g_array_index(templates->doubts, Doubt, i);
		if (doubt->mode == mode && doubt->is_text == is_text &&
		    (!doubt->name || doubt->name == node->name))
			return true;
	}
	return false;
}

bool
sg_template_is_plain(const xsltTemplate *template)
{
	return template->content && template->inheritedNsNr == 0 &&
	       sg_literal_is_flat(template->elem);
}

bool
sg_template_run(xsltTransformContextPtr context, xmlNodePtr node, xsltTemplatePtr template)
{
	if (context->depth >= context->maxTemplateDepth)
		return false;
	int base = context->varsBase;
	context->depth++;
	context->varsBase = context->varsNr;
	sg_literal_content(context, node, template->elem);
	context->varsBase = base;
	context->depth--;
	return true;
}

/* NULL: libxslt is to find it. */
static xsltTemplatePtr
find(SgTemplates *templates, xsltTransformContextPtr context, xmlNodePtr element)
{
	size_t place = ((uintptr_t)element->name ^ (uintptr_t)context->mode >> 3) % N_FOUND;
	Found *found = &templates->found[place];
	if (found->name == element->name && found->mode == context->mode)
		return found->template;
	*found = (Found){.mode = context->mode, .name = element->name};
	if (!is_doubtful(templates, context->mode, element))
		found->template = xsltGetTemplate(context, element, NULL);
	if (found->template && !sg_template_is_plain(found->template))
		found->template = NULL;
	return found->template;
}

/* Text for which there is no template is copied; so XSLT 1.0, section 5.8. */
void
sg_templates_apply(SgTemplates *templates, xsltTransformContextPtr context, xmlNodePtr node)
{
	if (node->type == XML_TEXT_NODE && !is_doubtful(templates, context->mode, node)) {
		sg_result_text(context, node->content);
		return;
	}
	bool is_element = node->type == XML_ELEMENT_NODE && !node->ns && !context->modeURI;
	xsltTemplatePtr template = is_element ? find(templates, context, node) : NULL;
	xsltTemplatePtr rule = context->currentTemplateRule;
	context->currentTemplateRule = template;
	bool has_run = template && sg_template_run(context, node, template);
	context->currentTemplateRule = rule;
	if (!has_run)
		xsltProcessOneNode(context, node, NULL);
}
