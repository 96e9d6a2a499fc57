/* SPDX-License-Identifier: MIT */
#include "emit/diagram/svg.h"

#include "base/text.h"
#include "emit/diagram/label.h"
#include "emit/diagram/shape.h"

#include <math.h>
#include <string.h>

/* Written from the layout, not made from Graphviz's own SVG: to give it colours, links and ids, to
 * have it print them and to read that again took twice the time of the layout. */

#define LINE_HEIGHT 16.4
#define BASELINE    4.1 /* from the middle of a line */
#define WORDS_BASE  3.4
#define ARROW       7.0
#define HALF_ARROW  2.45

#define LINE_STROKE  "#6f6f69"
#define FRAME_STROKE "#8a8a85"

typedef struct {
	const SgDrawing *drawing;
	const SgLayout *layout;
	GString *out;
} Writer;

static void
append(const Writer *writer, const char *text)
{
	g_string_append(writer->out, text);
}

/* Text for elements and attributes. */
static void
append_escaped(const Writer *writer, const char *text)
{
	static const char *const escapes[] = {
	    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
	const char *from = text;
	for (const char *c = text; *c; c++) {
		unsigned char letter = (unsigned char)*c;
		if (letter >= G_N_ELEMENTS(escapes) || !escapes[letter])
			continue;
		g_string_append_len(writer->out, from, c - from);
		g_string_append(writer->out, escapes[letter]);
		from = c + 1;
	}
	g_string_append(writer->out, from);
}

static void
append_flat(const Writer *writer, const char *text)
{
	g_autofree char *flat = sg_label_flat(text);
	append_escaped(writer, flat);
}

/* The same uncut. */
static void
append_prose(const Writer *writer, const char *text)
{
	g_autofree char *clean = sg_text_clean(text, strlen(text));
	append_escaped(writer, clean);
}

static void
append_id(const Writer *writer, char letter, uint32_t number)
{
	append(writer, "<g id=\"");
	append(writer, writer->drawing->name);
	g_string_append_c(writer->out, '-');
	g_string_append_c(writer->out, letter);
	sg_shape_number(writer->out, number);
	g_string_append_c(writer->out, '"');
}

static void
append_data(const Writer *writer, const char *name, const char *text)
{
	append(writer, name);
	append_flat(writer, text);
	g_string_append_c(writer->out, '"');
}

static void
append_line(const Writer *writer, SgPoint base, const char *looks, const char *text)
{
	append(writer, "<text x=\"");
	sg_shape_number(writer->out, base.x);
	append(writer, "\" y=\"");
	sg_shape_number(writer->out, base.y);
	g_string_append_c(writer->out, '"');
	append(writer, looks);
	g_string_append_c(writer->out, '>');
	append_escaped(writer, text);
	append(writer, "</text>\n");
}

static void
append_label(const Writer *writer, SgPoint middle, const char *label)
{
	g_autofree char *wrapped = sg_label_wrap(label);
	double lines = 0;
	for (const char *c = wrapped; *c; c++)
		lines += *c == '\n';
	SgPoint base = {middle.x, middle.y + BASELINE - lines * LINE_HEIGHT / 2};
	char *next = wrapped;
	while (next) {
		char *line = next;
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		append_line(writer, base, " font-size=\"12\"", line);
		base.y += LINE_HEIGHT;
	}
}

/* A view box at least as wide as the drawing wants, the words for those who do not see it, and a
 * sheet of paper, so that the file reads on any ground. */
static void
write_root(const Writer *writer)
{
	const SgDrawing *drawing = writer->drawing;
	double width = writer->layout->width;
	double left = width < drawing->min_width ? (width - drawing->min_width) / 2 : 0;
	GString *box = g_string_new(NULL);
	GString *paper = g_string_new(NULL);
	sg_shape_number(box, left);
	g_string_append(paper, "x=\"");
	g_string_append(paper, box->str);
	g_string_append(paper, "\" y=\"0\" width=\"");
	g_string_append(box, " 0 ");
	sg_shape_number(box, width - 2 * left);
	sg_shape_number(paper, width - 2 * left);
	g_string_append_c(box, ' ');
	g_string_append(paper, "\" height=\"");
	sg_shape_number(box, writer->layout->height);
	sg_shape_number(paper, writer->layout->height);
	g_string_append_printf(
	    writer->out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"group\" "
	    "viewBox=\"%s\" aria-labelledby=\"%s-title %s-desc\" "
	    "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\" "
	    "text-anchor=\"middle\" fill=\"#1b1b1f\">\n<title id=\"%s-title\">",
	    box->str, drawing->name, drawing->name, drawing->name);
	append_prose(writer, drawing->title);
	g_string_append_printf(writer->out, "</title>\n<desc id=\"%s-desc\">", drawing->name);
	append_prose(writer, drawing->description);
	g_string_append_printf(
	    writer->out, "</desc>\n<rect class=\"paper\" fill=\"#ffffff\" %s\"/>\n", paper->str);
	g_string_free(box, TRUE);
	g_string_free(paper, TRUE);
}

static void
write_group(const Writer *writer, uint32_t number)
{
	const SgGroupPlace *place = &writer->layout->groups[number];
	const char *label = sg_drawing_group(writer->drawing, number)->label;
	append_id(writer, 'c', number);
	append(writer, " class=\"topic\">\n<title>");
	append_flat(writer, label);
	append(writer, "</title>\n");
	sg_shape_frame(&place->box, " fill=\"none\" stroke=\"" FRAME_STROKE "\"", writer->out);
	append_label(writer, place->label, label);
	append(writer, "</g>\n");
}

static void
write_arrow(const Writer *writer, SgPoint tip, SgPoint from)
{
	double x = tip.x - from.x;
	double y = tip.y - from.y;
	double length = sqrt(x * x + y * y);
	if (length <= 0)
		return;
	x /= length;
	y /= length;
	SgPoint base = {tip.x - x * ARROW, tip.y - y * ARROW};
	append(writer, "<polygon fill=\"" LINE_STROKE "\" stroke=\"" LINE_STROKE "\" points=\"");
	sg_shape_point(writer->out, base.x - y * HALF_ARROW, base.y + x * HALF_ARROW);
	g_string_append_c(writer->out, ' ');
	sg_shape_point(writer->out, tip.x, tip.y);
	g_string_append_c(writer->out, ' ');
	sg_shape_point(writer->out, base.x + y * HALF_ARROW, base.y - x * HALF_ARROW);
	append(writer, "\"/>\n");
}

static const char *
dashes_of(const char *style)
{
	if (strcmp(style, "dashed") == 0)
		return " stroke-dasharray=\"5,2\"";
	return strcmp(style, "dotted") == 0 ? " stroke-dasharray=\"1,5\"" : "";
}

static void
write_curve(const Writer *writer, const SgCurve *curve, const char *style)
{
	const SgPoint *points = &g_array_index(writer->layout->points, SgPoint, curve->first);
	append(writer, "<path fill=\"none\" stroke=\"" LINE_STROKE "\"");
	append(writer, dashes_of(style));
	append(writer, " d=\"M");
	for (uint32_t i = 0; i < curve->count; i++) {
		if (i > 0)
			g_string_append_c(writer->out, i == 1 ? 'C' : ' ');
		sg_shape_point(writer->out, points[i].x, points[i].y);
	}
	append(writer, "\"/>\n");
	if (curve->starts)
		write_arrow(writer, curve->start, points[0]);
	if (curve->ends)
		write_arrow(writer, curve->end, points[curve->count - 1]);
}

static void
write_edge(const Writer *writer, uint32_t number)
{
	const SgDrawing *drawing = writer->drawing;
	const SgDrawnEdge *edge = sg_drawing_edge(drawing, number);
	const SgDrawnNode *from = sg_drawing_node(drawing, edge->from);
	const SgDrawnNode *to = sg_drawing_node(drawing, edge->to);
	const SgEdgePlace *place = &writer->layout->edges[number];
	const SgEdgeLook *look = sg_edge_look(edge->type);
	const char *type = sg_edge_type_name(edge->type);
	append_id(writer, 'e', number);
	g_string_append_printf(writer->out, " class=\"edge %s\" data-type=\"%s\"", type, type);
	append_data(writer, " data-source=\"", from->id);
	append_data(writer, " data-target=\"", to->id);
	append(writer, ">\n<title>");
	append_flat(writer, from->label);
	g_string_append_printf(writer->out, " %s ", look->words);
	append_flat(writer, to->label);
	append(writer, "</title>\n");
	for (uint32_t i = 0; i < place->count; i++)
		write_curve(writer,
			    &g_array_index(writer->layout->curves, SgCurve, place->first + i),
			    look->style);
	SgPoint base = {place->words.x, place->words.y + WORDS_BASE};
	if (place->has_words)
		append_line(writer, base, " font-size=\"10\" fill=\"#4a4a46\"", look->words);
	append(writer, "</g>\n");
}

static void
write_node(const Writer *writer, uint32_t number)
{
	const SgDrawnNode *node = sg_drawing_node(writer->drawing, number);
	const SgBox *box = &writer->layout->nodes[number];
	const SgMarkLook *look = sg_mark_look(node->mark);
	append_id(writer, 'n', number);
	g_string_append_printf(writer->out, " class=\"node %s%s\"", look->name,
			       node->focus ? " focus" : "");
	append_data(writer, " data-id=\"", node->id);
	append(writer, ">\n<title>");
	append_flat(writer, node->label);
	if (node->mark != SG_MARK_MORE)
		g_string_append_printf(writer->out, " (%s)", look->noun);
	append(writer, "</title>\n");
	if (node->url) {
		append(writer, "<a href=\"");
		append_escaped(writer, node->url);
		append(writer, "\">\n");
	}
	sg_shape_write(node, box, writer->out);
	append_label(writer, box->middle, node->label);
	append(writer, node->url ? "</a>\n</g>\n" : "</g>\n");
}

/* Frames below lines below nodes. */
char *
sg_svg_write(const SgDrawing *drawing, const SgLayout *layout)
{
	Writer writer = {drawing, layout, g_string_sized_new((gsize)16 * 1024)};
	write_root(&writer);
	for (uint32_t i = 0; i < drawing->groups->len; i++)
		write_group(&writer, i);
	for (uint32_t i = 0; i < drawing->edges->len; i++)
		write_edge(&writer, i);
	for (uint32_t i = 0; i < drawing->nodes->len; i++)
		write_node(&writer, i);
	append(&writer, "</svg>\n");
	return g_string_free(writer.out, FALSE);
}
