/* SPDX-License-Identifier: MIT */
#include "emit/diagram/dot.h"

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
	for (const char *c = text; *c; c++) {
		if (*c == '"')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *c);
	}
	g_string_append_c(out, '"');
}

static void
append_value(GString *out, const char *name, const char *value)
{
	g_string_append(out, name);
	append_quoted(out, value);
}

static void
append_label(GString *out, const char *text)
{
	g_autofree char *lines = sg_label_wrap(text);
	g_autofree char *label = sg_label_escape(lines);
	append_value(out, "label=", label);
}

static void
write_defaults(const SgDrawing *drawing, GString *out)
{
	g_string_append(out, "digraph ");
	append_quoted(out, drawing->name);
	g_string_append(out, " {\n");
	g_string_append(out, defaults[0]);
	g_string_append(out, engine_defaults[drawing->engine]);
	if (drawing->sideways)
		g_string_append(out, ", rankdir=LR");
	if (drawing->engine == SG_ENGINE_DOT)
		g_string_append(out, drawing->tree ? ", ranksep=1.7" : ", ranksep=0.3");
	if (drawing->nodes->len > SG_SMALL_DRAWING)
		g_string_append(out, ", nslimit=0.2, nslimit1=0.2, mclimit=0.5");
	g_string_append(out, "];\n");
	g_string_append(out, defaults[1]);
	g_string_append(out, defaults[2]);
	if (drawing->tree)
		g_string_append(out, ", headport=w, tailport=e");
	g_string_append(out, "];\n");
}

static void
write_node(const SgDrawnNode *node, uint32_t number, GString *out)
{
	const SgMarkLook *look = sg_mark_look(node->mark);
	append_quoted(out, node->id);
	g_string_append(out, " [");
	append_label(out, node->label);
	g_string_append_printf(out,
			       ", id=n%u, class=\"%s%s\", shape=%s, style=\"%s\", margin=\"%s\", "
			       "fillcolor=\"%s\", color=\"%s\"%s",
			       number, look->name, node->focus ? " focus" : "", look->shape,
			       look->style, look->margin, look->fill, look->stroke,
			       node->focus ? ", penwidth=2.5" : "");
	if (node->url) {
		/* Graphviz writes a URL into the SVG as it is. */
		g_autofree char *url = g_markup_escape_text(node->url, -1);
		append_value(out, ", URL=", url);
	}
	g_string_append(out, "];\n");
}

static void
write_group(const SgDrawing *drawing, uint32_t number, GString *out)
{
	g_string_append_printf(out, "subgraph cluster_%u {\n\tid=c%u; class=topic; style=rounded; ",
			       number, number);
	append_label(out, sg_drawing_group(drawing, number)->label);
	g_string_append(out, ";\n");
	for (uint32_t i = 0; i < drawing->nodes->len; i++) {
		const SgDrawnNode *node = sg_drawing_node(drawing, i);
		if (node->group != number)
			continue;
		g_string_append_c(out, '\t');
		append_quoted(out, node->id);
		g_string_append(out, ";\n");
	}
	g_string_append(out, "}\n");
}

static void
append_number(GString *out, const char *name, double number)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	g_string_append(out, name);
	g_string_append(out, g_ascii_formatd(text, sizeof text, "%.2f", number));
}

static void
write_edge(const SgDrawing *drawing, uint32_t number, GString *out)
{
	static const char *const places[] = {[SG_LABEL_MIDDLE] = ", label=",
					     [SG_LABEL_HEAD] = ", headlabel=",
					     [SG_LABEL_TAIL] = ", taillabel="};
	const SgDrawnEdge *edge = sg_drawing_edge(drawing, number);
	const SgEdgeLook *look = sg_edge_look(edge->type);
	append_quoted(out, sg_drawing_node(drawing, edge->from)->id);
	g_string_append(out, " -> ");
	append_quoted(out, sg_drawing_node(drawing, edge->to)->id);
	g_string_append_printf(out, " [id=e%u, class=\"%s\", style=%s, dir=%s", number,
			       sg_edge_type_name(edge->type), look->style, look->direction);
	if (edge->label != SG_LABEL_NONE)
		append_value(out, places[edge->label], look->words);
	if (edge->label == SG_LABEL_HEAD || edge->label == SG_LABEL_TAIL) {
		SgWordsPlace place = sg_words_place(edge);
		append_number(out, ", labeldistance=", place.distance);
		append_number(out, ", labelangle=", place.angle);
	}
	g_string_append(out, "];\n");
}

char *
sg_dot_write(const SgDrawing *drawing)
{
	GString *out = g_string_sized_new((gsize)8 * 1024);
	write_defaults(drawing, out);
	for (uint32_t i = 0; i < drawing->nodes->len; i++)
		write_node(sg_drawing_node(drawing, i), i, out);
	for (uint32_t i = 0; i < drawing->groups->len; i++)
		write_group(drawing, i, out);
	for (uint32_t i = 0; i < drawing->edges->len; i++)
		write_edge(drawing, i, out);
	g_string_append(out, "}\n");
	return g_string_free(out, FALSE);
}
