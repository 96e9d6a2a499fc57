/* SPDX-License-Identifier: MIT */
#include "emit/site/instructions.h"

#include "emit/site/literals.h"
#include "emit/site/plain-path.h"
#include "emit/site/result-tree.h"
#include "emit/site/templates.h"

#include <libxslt/extensions.h>
#include <libxslt/imports.h>
#include <libxslt/templates.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <string.h>

/* What is known of one instruction; its node's _private. */
typedef struct {
	xsltElemPreComp head;
	xsltTransformFunction original;
	SgPath path; /* without a name: all children */
	SgPathTest test;
} Plan;

static const Plan *
plan_of(const xmlNode *inst)
{
	return inst->_private;
}

static void
value_of_cb(xsltTransformContextPtr context,
	    xmlNodePtr node,
	    xmlNodePtr inst,
	    xsltElemPreCompPtr comp)
{
	const Plan *plan = plan_of(inst);
	const xmlChar *text = sg_path_string(&plan->path, node);
	if (text)
		sg_result_text(context, text);
	else
		plan->original(context, node, inst, comp);
}

static void
if_cb(xsltTransformContextPtr context, xmlNodePtr node, xmlNodePtr inst, xsltElemPreCompPtr comp)
{
	const Plan *plan = plan_of(inst);
	if (node->type != XML_ELEMENT_NODE)
		plan->original(context, node, inst, comp);
	else if (sg_path_test_holds(&plan->test, node))
		sg_literal_content(context, node, inst);
}

static void
choose_cb(xsltTransformContextPtr context,
	  xmlNodePtr node,
	  xmlNodePtr inst,
	  xsltElemPreCompPtr comp)
{
	if (node->type != XML_ELEMENT_NODE) {
		plan_of(inst)->original(context, node, inst, comp);
		return;
	}
	for (xmlNodePtr branch = inst->children; branch; branch = branch->next) {
		const Plan *plan = plan_of(branch);
		if (!plan || sg_path_test_holds(&plan->test, node)) {
			sg_literal_content(context, node, branch);
			return;
		}
	}
}

static void
copy_cb(xsltTransformContextPtr context, xmlNodePtr node, xmlNodePtr inst, xsltElemPreCompPtr comp)
{
	xmlNodePtr outer = context->insert;
	if (node->type != XML_ELEMENT_NODE || node->ns || node->nsDef || !outer) {
		plan_of(inst)->original(context, node, inst, comp);
		return;
	}
	context->insert = sg_result_element(outer, node->name);
	sg_literal_content(context, node, inst);
	context->insert = outer;
}

static bool
can_copy(const xmlNode *element, const xmlAttr *attribute)
{
	return !attribute->ns && sg_path_text(attribute->children) &&
	       !sg_path_attribute(element, attribute->name);
}

static void
copy_of_cb(xsltTransformContextPtr context,
	   xmlNodePtr node,
	   xmlNodePtr inst,
	   xsltElemPreCompPtr comp)
{
	const Plan *plan = plan_of(inst);
	xmlNodePtr into = context->insert;
	bool plain =
	    node->type == XML_ELEMENT_NODE && into->type == XML_ELEMENT_NODE && !into->children;
	for (const xmlAttr *a = plain ? node->properties : NULL; a && plain; a = a->next)
		plain = can_copy(into, a);
	if (!plain) {
		plan->original(context, node, inst, comp);
		return;
	}
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		if (plan->path.axis == SG_PATH_ATTRIBUTES || a->name == plan->path.name)
			sg_result_attribute(into, a->name,
					    sg_result_copy(sg_path_text(a->children)));
	}
}

static bool
is_selected(const Plan *plan, const xmlNode *child)
{
	return !plan->path.name ||
	       (child->name == plan->path.name && child->type == XML_ELEMENT_NODE && !child->ns);
}

/* How many children are selected; -1: there are others than elements and text. */
static int
count_selected(const Plan *plan, const xmlNode *node)
{
	int count = 0;
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE && child->type != XML_TEXT_NODE)
			return -1;
		count += is_selected(plan, child);
	}
	return count;
}

static void
apply_to(xsltTransformContextPtr context, xmlNodePtr child, xmlNodePtr inst G_GNUC_UNUSED)
{
	sg_templates_apply(context->style->_private, context, child);
}

static void
do_for(xsltTransformContextPtr context, xmlNodePtr child, xmlNodePtr inst)
{
	sg_literal_content(context, child, inst);
}

/* Makes each child that is selected the current node, as position() and last() have it. */
static void
each_selected(xsltTransformContextPtr context,
	      xmlNodePtr node,
	      xmlNodePtr inst,
	      int count,
	      void (*act)(xsltTransformContextPtr, xmlNodePtr, xmlNodePtr))
{
	xmlXPathContextPtr place = context->xpathCtxt;
	int size = place->contextSize;
	int position = place->proximityPosition;
	int i = 0;
	xmlNodePtr current = context->node;
	for (xmlNodePtr child = node->children; child && i < count; child = child->next) {
		if (!is_selected(plan_of(inst), child))
			continue;
		context->node = child;
		place->contextSize = count;
		place->proximityPosition = ++i;
		act(context, child, inst);
	}
	context->node = current;
	place->contextSize = size;
	place->proximityPosition = position;
}

static void
apply_templates_cb(xsltTransformContextPtr context,
		   xmlNodePtr node,
		   xmlNodePtr inst,
		   xsltElemPreCompPtr comp)
{
	const Plan *plan = plan_of(inst);
	const xsltStylePreComp *own = (const xsltStylePreComp *)(const void *)comp;
	int count = node->type == XML_ELEMENT_NODE ? count_selected(plan, node) : -1;
	if (count < 0) {
		plan->original(context, node, inst, comp);
		return;
	}
	const xmlChar *mode = context->mode;
	const xmlChar *mode_uri = context->modeURI;
	context->mode = own->mode;
	context->modeURI = own->modeURI;
	each_selected(context, node, inst, count, apply_to);
	context->mode = mode;
	context->modeURI = mode_uri;
}

static void
for_each_cb(xsltTransformContextPtr context,
	    xmlNodePtr node,
	    xmlNodePtr inst,
	    xsltElemPreCompPtr comp)
{
	const Plan *plan = plan_of(inst);
	int count = node->type == XML_ELEMENT_NODE ? count_selected(plan, node) : -1;
	if (count < 0) {
		plan->original(context, node, inst, comp);
		return;
	}
	xsltTemplatePtr rule = context->currentTemplateRule;
	context->currentTemplateRule = NULL;
	each_selected(context, node, inst, count, do_for);
	context->currentTemplateRule = rule;
}

/* libxslt looks for the template at the first call. */
static void
call_template_cb(xsltTransformContextPtr context,
		 xmlNodePtr node,
		 xmlNodePtr inst,
		 xsltElemPreCompPtr comp)
{
	const xsltStylePreComp *own = (const xsltStylePreComp *)(const void *)comp;
	if (!own->templ || !sg_template_is_plain(own->templ) ||
	    !sg_template_run(context, node, own->templ))
		plan_of(inst)->original(context, node, inst, comp);
}

static bool
is_instruction(const xmlNode *node, const char *name)
{
	return IS_XSLT_ELEM(node) && strcmp((const char *)node->name, name) == 0;
}

static bool
prepare_value_of(Plan *plan, const xsltStylePreComp *comp)
{
	return sg_path_read(comp->select, &plan->path) && plan->path.axis != SG_PATH_ATTRIBUTES &&
	       !comp->noescape;
}

static bool
prepare_copy(Plan *plan G_GNUC_UNUSED, const xsltStylePreComp *comp)
{
	return !comp->use && !comp->has_use;
}

static bool
prepare_copy_of(Plan *plan, const xsltStylePreComp *comp)
{
	return sg_path_read(comp->select, &plan->path) &&
	       (plan->path.axis == SG_PATH_ATTRIBUTE || plan->path.axis == SG_PATH_ATTRIBUTES);
}

/* No parameters, no sorting. */
static bool
prepare_apply_templates(Plan *plan, const xsltStylePreComp *comp)
{
	return !comp->inst->children &&
	       (!comp->select ||
		(sg_path_read(comp->select, &plan->path) && plan->path.axis == SG_PATH_CHILD));
}

static bool
prepare_for_each(Plan *plan, const xsltStylePreComp *comp)
{
	const xmlNode *first = comp->inst->children;
	return sg_path_read(comp->select, &plan->path) && plan->path.axis == SG_PATH_CHILD &&
	       !(first && is_instruction(first, "sort"));
}

/* No parameters. */
static bool
prepare_call_template(Plan *plan G_GNUC_UNUSED, const xsltStylePreComp *comp)
{
	return !comp->inst->children;
}

static bool
prepare_test(Plan *plan, const xsltStylePreComp *comp)
{
	return sg_path_test_read(comp->test, &plan->test);
}

/* All of its branches are plain; they have been prepared. */
static bool
prepare_choose(Plan *plan G_GNUC_UNUSED, const xsltStylePreComp *comp)
{
	for (const xmlNode *branch = comp->inst->children; branch; branch = branch->next) {
		if (is_instruction(branch, "otherwise") ? branch->next != NULL : !branch->_private)
			return false;
	}
	return true;
}

/* The instructions that have a plain form. */
static const struct {
	xsltStyleType type;
	bool (*prepare)(Plan *plan, const xsltStylePreComp *comp);
	xsltTransformFunction func; /* NULL: of the instruction around it */
} instructions[] = {
    {XSLT_FUNC_VALUEOF, prepare_value_of, value_of_cb},
    {XSLT_FUNC_IF, prepare_test, if_cb},
    {XSLT_FUNC_WHEN, prepare_test, NULL},
    {XSLT_FUNC_CHOOSE, prepare_choose, choose_cb},
    {XSLT_FUNC_APPLYTEMPLATES, prepare_apply_templates, apply_templates_cb},
    {XSLT_FUNC_CALLTEMPLATE, prepare_call_template, call_template_cb},
    {XSLT_FUNC_FOREACH, prepare_for_each, for_each_cb},
    {XSLT_FUNC_COPY, prepare_copy, copy_cb},
    {XSLT_FUNC_COPYOF, prepare_copy_of, copy_of_cb},
};

static void
free_cb(xsltElemPreCompPtr comp)
{
	Plan *plan = (Plan *)(void *)comp;
	sg_path_test_clear(&plan->test);
	g_free(plan);
}

static void
prepare_instruction(xsltStylesheetPtr sheet, xmlNodePtr inst)
{
	xsltStylePreCompPtr comp = inst->psvi;
	for (size_t i = 0; comp && i < G_N_ELEMENTS(instructions); i++) {
		if (comp->type != instructions[i].type)
			continue;
		Plan *plan = g_new0(Plan, 1);
		xsltInitElemPreComp(&plan->head, sheet, inst, NULL, free_cb);
		if (!instructions[i].prepare(plan, comp))
			continue;
		plan->original = comp->func;
		inst->_private = plan;
		if (instructions[i].func)
			comp->func = instructions[i].func;
	}
}

static xmlNodePtr
first_leaf(xmlNodePtr node)
{
	while (node->children)
		node = node->children;
	return node;
}

/* The inner ones first: the outer ones build on them. */
static void
prepare_below(xsltStylesheetPtr sheet, xmlNodePtr top)
{
	xmlNodePtr node = first_leaf(top);
	for (; node != top; node = node->next ? first_leaf(node->next) : node->parent) {
		if (IS_XSLT_ELEM(node))
			prepare_instruction(sheet, node);
		else if (node->type == XML_ELEMENT_NODE)
			sg_literal_prepare(sheet, node);
	}
}

static void
prepare_templates(xsltStylesheetPtr sheet, xmlDocPtr doc)
{
	xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
	for (xmlNodePtr child = root ? root->children : NULL; child; child = child->next) {
		if (is_instruction(child, "template"))
			prepare_below(sheet, child);
	}
}

void
sg_instructions_quicken(xsltStylesheetPtr sheet)
{
	sheet->_private = sg_templates_new(sheet);
	for (xsltStylesheetPtr part = sheet; part; part = xsltNextImport(part)) {
		prepare_templates(part, part->doc);
		for (xsltDocumentPtr included = part->docList; included; included = included->next)
			prepare_templates(part, included->doc);
	}
}

void
sg_instructions_release(xsltStylesheetPtr sheet)
{
	if (sheet)
		g_clear_pointer((SgTemplates **)&sheet->_private, sg_templates_free);
}
