/* SPDX-License-Identifier: MIT */
#include "emit/diagram/dot.h"

#include "base/append.h"
#include "emit/diagram/label.h"

#include <string.h>

/* Of graph, nodes and edges. Text is measured a seventh larger than the SVG writes it. */
static const char *const defaults[] = {
    "graph [bgcolor=transparent, color=\"#8a8a85\", fontcolor=\"#1b1b1f\", fontname=Helvetica, "
    "fontsize=13.7",
    "node [color=\"#5b5b55\", fontcolor=\"#1b1b1f\", fontname=Helvetica, fontsize=13.7, "
    "height=0.36, margin=\"0.11,0.05\", shape=box, style=filled, width=0.6];\n",
    "edge [arrowsize=0.7, color=\"#6f6f69\", fontcolor=\"#4a4a46\", fontname=Helvetica, "
    "fontsize=11.4",
};

/* What the engines are told besides, as in graphviz.c. */
static const char *const engine_defaults[SG_N_ENGINES] = {
    [SG_ENGINE_DOT] = ", nodesep=0.15",
    [SG_ENGINE_TWOPI] = ", layout=twopi, overlap=false, ranksep=1.4",
    [SG_ENGINE_SFDP] = ", layout=sfdp, overlap=scalexy, K=1.2, sep=\"+6\", start=1",
};

/* By the grammar of the language only a quote is escaped within quotes; a backslash stands for
 * itself. */
static void
append_quoted(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
		sg_append_len(out, text, (size_t)(quote - text));
		sg_append(out, "\\\"");
	}
	sg_append(out, text);
	g_string_append_c(out, '"');
}

static void
append_value(GString *out, const char *name, const char *value)
{
	sg_append(out, name);
	append_quoted(out, value);
}

static void
append_label(GString *out, const char *lines)
{
	g_autofree char *label = sg_label_escape(lines);
	append_value(out, "label=", label);
}

static void
write_defaults(const SgDrawing *drawing, GString *out)
{
	sg_append(out, "digraph ");
	append_quoted(out, drawing->name);
	sg_append(out, " {\n");
	sg_append(out, defaults[0]);
	sg_append(out, engine_defaults[drawing->engine]);
	if (drawing->sideways)
		sg_append(out, ", rankdir=LR");
	if (drawing->engine == SG_ENGINE_DOT)
		sg_append(out, drawing->star ? ", ranksep=0.6" : ", ranksep=0.3");
	if (drawing->nodes->len > SG_SMALL_DRAWING)
		sg_append(out, ", nslimit=0.2, nslimit1=0.2, mclimit=0.5");
	sg_append(out, "];\n");
	sg_append(out, defaults[1]);
	sg_append(out, defaults[2]);
	sg_append(out, "];\n");
}

static bool
is_alike(const SgDrawnNode *a, const SgDrawnNode *b)
{
	return a->mark == b->mark && a->focus == b->focus;
}

/* Nodes of one kind beside each other share their looks. */
static void
open_nodes(const SgDrawnNode *node, GString *out)
{
	const SgMarkLook *look = sg_mark_look(node->mark);
	sg_append(out, "{ node [class=\"");
	sg_append(out, look->name);
	sg_append(out, node->focus ? " focus\", penwidth=2.5, shape=" : "\", shape=");
	sg_append(out, look->shape);
	append_value(out, ", style=", look->style);
	append_value(out, ", margin=", look->margin);
	append_value(out, ", fillcolor=", look->fill);
	append_value(out, ", color=", look->stroke);
	sg_append(out, "];\n");
}

static void
write_node(const SgDrawnNode *node, GString *out)
{
	append_quoted(out, node->id);
	sg_append(out, " [");
	append_label(out, node->lines);
	if (node->url) {
		/* Graphviz writes a URL into the SVG as it is. */
		g_autofree char *url =
		    strpbrk(node->url, "&<>\"'") ? g_markup_escape_text(node->url, -1) : NULL;
		append_value(out, ", URL=", url ? url : node->url);
	}
	sg_append(out, "];\n");
}

static void
write_nodes(const SgDrawing *drawing, GString *out)
{
	const SgDrawnNode *before = NULL;
	for (uint32_t i = 0; i < drawing->nodes->len; i++) {
		const SgDrawnNode *node = sg_drawing_node(drawing, i);
		if (before && !is_alike(before, node))
			sg_append(out, "}\n");
		if (!before || !is_alike(before, node))
			open_nodes(node, out);
		write_node(node, out);
		before = node;
	}
	if (before)
		sg_append(out, "}\n");
}

static void
write_group(const SgDrawing *drawing, uint32_t number, GString *out)
{
	g_autofree char *lines = sg_label_wrap(sg_drawing_group(drawing, number)->label);
	g_string_append_printf(out, "subgraph cluster_%u {\n\tclass=topic; style=rounded; ",
			       number);
	append_label(out, lines);
	sg_append(out, ";\n");
	for (uint32_t i = 0; i < drawing->nodes->len; i++) {
		const SgDrawnNode *node = sg_drawing_node(drawing, i);
		if (node->group != number)
			continue;
		g_string_append_c(out, '\t');
		append_quoted(out, node->id);
		sg_append(out, ";\n");
	}
	sg_append(out, "}\n");
}

/* Edges of one relation beside each other that begin or end at the same node. */
typedef struct {
	uint32_t first, count;
	bool one_source, one_target;
} Fan;

static Fan
find_fan(const SgDrawing *drawing, uint32_t first)
{
	const SgDrawnEdge *edge = sg_drawing_edge(drawing, first);
	Fan fan = {first, 1, true, true};
	for (uint32_t i = first + 1; i < drawing->edges->len; i++) {
		const SgDrawnEdge *next = sg_drawing_edge(drawing, i);
		bool one_source = fan.one_source && next->from == edge->from;
		bool one_target = fan.one_target && next->to == edge->to;
		if (next->type != edge->type || next->worded != edge->worded ||
		    one_source == one_target)
			break;
		fan = (Fan){first, fan.count + 1, one_source, one_target};
	}
	return fan;
}

static void
write_ends(const SgDrawing *drawing, const Fan *fan, bool sources, GString *out)
{
	bool one = sources ? fan->one_source : fan->one_target;
	sg_append(out, one ? "" : "{");
	for (uint32_t i = 0; i < (one ? 1 : fan->count); i++) {
		const SgDrawnEdge *edge = sg_drawing_edge(drawing, fan->first + i);
		uint32_t node = sources ? edge->from : edge->to;
		sg_append(out, i > 0 ? " " : "");
		append_quoted(out, sg_drawing_node(drawing, node)->id);
	}
	sg_append(out, one ? "" : "}");
}

static void
write_fan(const SgDrawing *drawing, const Fan *fan, GString *out)
{
	const SgDrawnEdge *edge = sg_drawing_edge(drawing, fan->first);
	const SgEdgeLook *look = sg_edge_look(edge->type);
	write_ends(drawing, fan, true, out);
	sg_append(out, " -> ");
	write_ends(drawing, fan, false, out);
	sg_append(out, " [class=");
	sg_append(out, sg_edge_type_name(edge->type));
	sg_append(out, ", style=");
	sg_append(out, look->style);
	sg_append(out, ", dir=");
	sg_append(out, look->direction);
	if (edge->worded)
		append_value(out, ", label=", look->words);
	sg_append(out, "];\n");
}

static void
write_edges(const SgDrawing *drawing, GString *out)
{
	for (uint32_t i = 0; i < drawing->edges->len;) {
		Fan fan = find_fan(drawing, i);
		write_fan(drawing, &fan, out);
		i += fan.count;
	}
}

char *
sg_dot_write(const SgDrawing *drawing)
{
	GString *out = g_string_sized_new((gsize)8 * 1024);
	write_defaults(drawing, out);
	write_nodes(drawing, out);
	for (uint32_t i = 0; i < drawing->groups->len; i++)
		write_group(drawing, i, out);
	write_edges(drawing, out);
	sg_append(out, "}\n");
	return g_string_free(out, FALSE);
}
