/* SPDX-License-Identifier: MIT */
#include "emit/site/literals.h"

#include "emit/site/page-memory.h"
#include "emit/site/plain-path.h"
#include "emit/site/result-tree.h"

#include <libxslt/extensions.h>
#include <libxslt/templates.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <string.h>

#define MAX_PIECES 4

/* Of an attribute's value: words, or the attribute of that name. */
typedef struct {
	const xmlChar *attribute;
	const char *words;
	size_t length;
} Piece;

typedef struct {
	const xmlAttr *source; /* in the sheet */
	const xmlChar *fixed;  /* the whole value, or NULL */
	size_t n_pieces;       /* 0: libxslt's */
	Piece pieces[MAX_PIECES];
} Value;

typedef struct {
	xsltElemPreComp head;
	GArray *values; /* of Value */
} Literal;

static xmlNs ours = {.type = XML_LOCAL_NAMESPACE,
		     .href = BAD_CAST "urn:skillgraph:literals",
		     .prefix = BAD_CAST "sg"};

/* The pieces of a value, one behind the other; NULL: not to be had this way. */
static xmlChar *
join_pieces(const Value *value, const xmlNode *node)
{
	const char *words[MAX_PIECES];
	size_t lengths[MAX_PIECES];
	size_t length = 0;
	for (size_t i = 0; i < value->n_pieces; i++) {
		const Piece *piece = &value->pieces[i];
		const SgPath path = {SG_PATH_ATTRIBUTE, piece->attribute};
		words[i] = piece->words ? piece->words : (const char *)sg_path_string(&path, node);
		if (!words[i])
			return NULL;
		lengths[i] = piece->words ? piece->length : strlen(words[i]);
		length += lengths[i];
	}
	xmlChar *joined = xmlMalloc(length + 1);
	xmlChar *end = joined;
	for (size_t i = 0; i < value->n_pieces; i++) {
		memcpy(end, words[i], lengths[i]);
		end += lengths[i];
	}
	*end = '\0';
	return joined;
}

static const xmlChar *
evaluate(xsltTransformContextPtr context, const Value *value)
{
	const xmlChar *text = value->fixed;
	if (!text && value->n_pieces > 0)
		text = join_pieces(value, context->node);
	if (!text)
		text = xsltEvalAVT(context, value->source->psvi, value->source->parent);
	return text ? text : sg_result_copy(BAD_CAST "");
}

/* Without variables there is nothing to open and close around the children. */
bool
sg_literal_is_flat(const xmlNode *parent)
{
	for (const xmlNode *child = parent->children; child; child = child->next) {
		const xsltElemPreComp *comp = child->psvi;
		if (child->type != XML_TEXT_NODE &&
		    (child->type != XML_ELEMENT_NODE || !comp || !comp->func))
			return false;
	}
	return true;
}

void
sg_literal_content(xsltTransformContextPtr context, xmlNodePtr node, xmlNodePtr parent)
{
	xmlNodePtr made = context->insert;
	xmlNodePtr inst = context->inst;
	if (!sg_literal_is_flat(parent)) {
		xsltApplyOneTemplate(context, node, parent->children, NULL, NULL);
		return;
	}
	for (xmlNodePtr child = parent->children; child; child = child->next) {
		xsltElemPreCompPtr comp = child->psvi;
		if (context->state == XSLT_STATE_STOPPED)
			break;
		context->inst = child;
		context->insert = made;
		if (child->type == XML_TEXT_NODE)
			sg_result_text(context, child->content);
		else
			comp->func(context, node, child, comp);
	}
	context->insert = made;
	context->inst = inst;
}

static void
make_cb(xsltTransformContextPtr context, xmlNodePtr node, xmlNodePtr inst, xsltElemPreCompPtr comp)
{
	const Literal *literal = (const Literal *)(const void *)comp;
	xmlNodePtr outer = context->insert;
	xmlNodePtr made = sg_result_element(outer, inst->name);
	for (guint i = 0; i < literal->values->len; i++) {
		const Value *value = &g_array_index(literal->values, Value, i);
		sg_result_attribute(made, value->source->name, evaluate(context, value));
	}
	context->insert = made;
	sg_literal_content(context, node, inst);
	context->insert = outer;
}

/* "words{@name}words"; false: not plain. */
static bool
read_pieces(Value *value, const char *at)
{
	for (; *at; value->n_pieces++) {
		Piece *piece = &value->pieces[value->n_pieces];
		SgPath path = {0};
		if (value->n_pieces == MAX_PIECES || *at == '}')
			return false;
		if (*at == '{') {
			at = sg_path_read_front(at + 1, &path);
			if (!at || *at != '}' || path.axis != SG_PATH_ATTRIBUTE)
				return false;
			piece->attribute = path.name;
			at++;
			continue;
		}
		piece->length = strcspn(at, "{}");
		piece->words = at;
		at += piece->length;
	}
	return true;
}

static void
add_value(GArray *values, const xmlAttr *attribute)
{
	const xmlChar *text = sg_path_text(attribute->children);
	Value value = {.source = attribute};
	if (!attribute->psvi)
		value.fixed = xmlDictLookup(sg_page_memory_names(), text, -1);
	else if (!text || !read_pieces(&value, (const char *)text))
		value.n_pieces = 0;
	g_array_append_val(values, value);
}

/* libxslt opens and closes the scope of variables. */
static bool
has_scope(const xmlNode *element)
{
	for (const xmlNode *child = element->children; child; child = child->next) {
		if (IS_XSLT_ELEM(child) &&
		    (IS_XSLT_NAME(child, "variable") || IS_XSLT_NAME(child, "param")))
			return true;
	}
	return false;
}

static bool
is_plain(const xmlNode *element)
{
	for (const xmlAttr *a = element->properties; a; a = a->next) {
		if (a->ns || (!a->psvi && !sg_path_text(a->children)))
			return false;
	}
	return !element->ns && !element->psvi && !has_scope(element);
}

static void
free_cb(xsltElemPreCompPtr comp)
{
	Literal *literal = (Literal *)(void *)comp;
	g_array_unref(literal->values);
	g_free(literal);
}

void
sg_literal_prepare(xsltStylesheetPtr sheet, xmlNodePtr element)
{
	if (!is_plain(element))
		return;
	Literal *literal = g_new0(Literal, 1);
	xsltInitElemPreComp(&literal->head, sheet, element, make_cb, free_cb);
	literal->values = g_array_new(FALSE, FALSE, sizeof(Value));
	for (const xmlAttr *a = element->properties; a; a = a->next)
		add_value(literal->values, a);
	element->psvi = literal;
	element->ns = &ours;
}
