/* SPDX-License-Identifier: MIT */
#include "emit/diagram/svg.h"

#include "base/append.h"
#include "base/text.h"
#include "emit/diagram/label.h"
#include "emit/diagram/shape.h"

#include <math.h>
#include <string.h>

/* Written from a layout, not made from Graphviz's own SVG: to give it colours, links and ids, to
 * have it print them and to read that again took twice the time of the layout. Most of these bytes
 * stand in a page a second time: what parts share stands on the group around them. */

#define ARROW      7.0
#define HALF_ARROW 3.0

#define LINE_STROKE "#6f6f69"
#define WORDS_FILL  "#4a4a46"

void
sg_svg_add(const SgSvg *svg, const char *markup)
{
	sg_append(svg->out, markup);
}

static void
add_escaped(const SgSvg *svg, const char *text, size_t length)
{
	static const char *const escapes[] = {
	    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
	size_t from = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned char letter = (unsigned char)text[i];
		if (letter >= G_N_ELEMENTS(escapes) || !escapes[letter])
			continue;
		sg_append_len(svg->out, text + from, i - from);
		sg_append(svg->out, escapes[letter]);
		from = i + 1;
	}
	sg_append_len(svg->out, text + from, length - from);
}

void
sg_svg_add_text(const SgSvg *svg, const char *text)
{
	g_autofree char *flat = sg_label_flat(text);
	add_escaped(svg, flat, strlen(flat));
}

/* The same uncut. */
static void
add_prose(const SgSvg *svg, const char *text)
{
	size_t length = strlen(text);
	if (sg_label_is_plain(text, length)) {
		add_escaped(svg, text, length);
		return;
	}
	g_autofree char *clean = sg_text_clean(text, length);
	add_escaped(svg, clean, strlen(clean));
}

static void
add_attribute(const SgSvg *svg, const char *name, double number)
{
	sg_svg_add(svg, name);
	sg_pen_number(svg->out, number);
	g_string_append_c(svg->out, '"');
}

/* At least as wide as the drawing wants. */
static void
add_sheet(const SgSvg *svg, double width, double height)
{
	double left = MIN(0, (width - svg->drawing->min_width) / 2);
	sg_svg_add(svg, "<rect class=\"paper\" fill=\"#fff\"");
	if (left < 0)
		add_attribute(svg, " x=\"", left);
	add_attribute(svg, " width=\"", width - 2 * left);
	add_attribute(svg, " height=\"", height);
	sg_svg_add(svg, "/>\n");
}

static void
add_view_box(const SgSvg *svg, double width, double height)
{
	double left = MIN(0, (width - svg->drawing->min_width) / 2);
	sg_svg_add(svg, " viewBox=\"");
	sg_pen_number(svg->out, left);
	sg_svg_add(svg, " 0 ");
	sg_pen_number(svg->out, width - 2 * left);
	g_string_append_c(svg->out, ' ');
	sg_pen_number(svg->out, height);
	g_string_append_c(svg->out, '"');
}

static void
add_name(const SgSvg *svg, const char *before, const char *after)
{
	sg_svg_add(svg, before);
	sg_svg_add(svg, svg->drawing->name);
	sg_svg_add(svg, after);
}

SgSvg
sg_svg_begin(const SgDrawing *drawing, double width, double height)
{
	SgSvg svg = {drawing, g_string_sized_new((gsize)16 * 1024)};
	sg_svg_add(&svg,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"group\"");
	add_view_box(&svg, width, height);
	add_name(&svg, " aria-labelledby=\"", "-title ");
	add_name(&svg, "",
		 "-desc\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\" "
		 "font-size=\"12\" text-anchor=\"middle\" fill=\"#1b1b1f\">\n");
	add_name(&svg, "<title id=\"", "-title\">");
	add_prose(&svg, drawing->title);
	add_name(&svg, "</title>\n<desc id=\"", "-desc\">");
	add_prose(&svg, drawing->description);
	sg_svg_add(&svg, "</desc>\n");
	add_sheet(&svg, width, height);
	return svg;
}

char *
sg_svg_end(SgSvg *svg)
{
	sg_svg_add(svg, "</svg>\n");
	return g_string_free(g_steal_pointer(&svg->out), FALSE);
}

void
sg_svg_begin_edges(const SgSvg *svg)
{
	sg_svg_add(svg, "<g fill=\"none\" stroke=\"" LINE_STROKE "\" font-size=\"11\">\n");
}

void
sg_svg_begin_edge(const SgSvg *svg, SgEdgeType type)
{
	sg_svg_add(svg, "<g class=\"edge ");
	sg_svg_add(svg, sg_edge_type_name(type));
	g_string_append_c(svg->out, '"');
}

void
sg_svg_end_group(const SgSvg *svg)
{
	sg_svg_add(svg, "</g>\n");
}

void
sg_svg_begin_path(const SgSvg *svg, SgPen *pen, const char *style)
{
	sg_svg_add(svg, "<path");
	if (strcmp(style, "dashed") == 0)
		sg_svg_add(svg, " stroke-dasharray=\"5 2\"");
	else if (strcmp(style, "dotted") == 0)
		sg_svg_add(svg, " stroke-dasharray=\"2 3\"");
	sg_pen_begin(pen, svg->out);
}

void
sg_svg_end_path(const SgSvg *svg, const SgPen *pen)
{
	sg_pen_end(pen);
	sg_svg_add(svg, "/>\n");
}

void
sg_svg_arrow(SgPen *pen, SgPoint tip, SgPoint from)
{
	double x = tip.x - from.x;
	double y = tip.y - from.y;
	double length = sqrt(x * x + y * y);
	if (length <= 0)
		return;
	x /= length;
	y /= length;
	SgPoint base = {tip.x - x * ARROW, tip.y - y * ARROW};
	sg_pen_move(pen, base.x - y * HALF_ARROW, base.y + x * HALF_ARROW);
	sg_pen_line(pen, tip.x, tip.y);
	sg_pen_line(pen, base.x + y * HALF_ARROW, base.y - x * HALF_ARROW);
}

static void
begin_text(const SgSvg *svg, SgPoint base)
{
	add_attribute(svg, "<text x=\"", base.x);
	add_attribute(svg, " y=\"", base.y);
}

void
sg_svg_add_words(const SgSvg *svg, SgPoint middle, const char *words)
{
	begin_text(svg, (SgPoint){middle.x, middle.y + SG_WORDS_BASE});
	sg_svg_add(svg, " fill=\"" WORDS_FILL "\" stroke=\"none\">");
	add_escaped(svg, words, strlen(words));
	sg_svg_add(svg, "</text>\n");
}

void
sg_svg_add_label(const SgSvg *svg, SgPoint middle, const char *lines)
{
	unsigned count = sg_label_lines(lines);
	SgPoint base = {middle.x, middle.y + SG_TEXT_BASE - (count - 1) * SG_TEXT_LINE / 2};
	for (const char *line = lines; line;) {
		const char *end = strchr(line, '\n');
		begin_text(svg, base);
		g_string_append_c(svg->out, '>');
		add_escaped(svg, line, end ? (size_t)(end - line) : strlen(line));
		sg_svg_add(svg, "</text>");
		base.y += SG_TEXT_LINE;
		line = end ? end + 1 : NULL;
	}
}

static void
begin_nodes(const SgSvg *svg, const SgDrawnNode *node)
{
	const SgMarkLook *look = sg_mark_look(node->mark);
	sg_svg_add(svg, "<g class=\"node ");
	sg_svg_add(svg, look->name);
	sg_svg_add(svg, node->focus ? " focus\" stroke-width=\"2.5\">\n<title>" : "\">\n<title>");
	sg_svg_add(svg, look->noun);
	sg_svg_add(svg, "</title>\n");
}

static void
add_node(const SgSvg *svg, const SgDrawnNode *node, const SgBox *box)
{
	const SgMarkLook *look = sg_mark_look(node->mark);
	sg_svg_add(svg, node->url ? "<a data-id=\"" : "<g data-id=\"");
	add_escaped(svg, node->id, strlen(node->id));
	if (node->url) {
		sg_svg_add(svg, "\" href=\"");
		add_escaped(svg, node->url, strlen(node->url));
	}
	sg_svg_add(svg, "\"><path fill=\"");
	sg_svg_add(svg, look->fill);
	sg_svg_add(svg, "\" stroke=\"");
	sg_svg_add(svg, look->stroke);
	sg_svg_add(svg, node->mark == SG_MARK_MORE ? "\" stroke-dasharray=\"5 2\"" : "\"");
	SgPen pen;
	sg_pen_begin(&pen, svg->out);
	sg_shape_draw(&pen, node->mark, box);
	sg_pen_end(&pen);
	sg_svg_add(svg, "/>");
	sg_svg_add_label(svg, box->middle, node->lines);
	sg_svg_add(svg, node->url ? "</a>\n" : "</g>\n");
}

void
sg_svg_add_nodes(const SgSvg *svg, const SgBox *boxes)
{
	const SgDrawnNode *before = NULL;
	for (uint32_t i = 0; i < svg->drawing->nodes->len; i++) {
		const SgDrawnNode *node = sg_drawing_node(svg->drawing, i);
		bool joins = before && before->mark == node->mark && before->focus == node->focus;
		if (before && !joins)
			sg_svg_end_group(svg);
		if (!joins)
			begin_nodes(svg, node);
		add_node(svg, node, &boxes[i]);
		before = node;
	}
	if (before)
		sg_svg_end_group(svg);
}
