/* SPDX-License-Identifier: MIT */
#include "emit/diagram/layout.h"

#include "emit/diagram/label.h"
#include "emit/diagram/shape.h"
#include "emit/diagram/svg.h"

void
sg_layout_free(SgLayout *layout)
{
	if (!layout)
		return;
	g_free(layout->nodes);
	g_free(layout->edges);
	g_free(layout->groups);
	g_array_unref(layout->curves);
	g_array_unref(layout->points);
	g_free(layout);
}

static void
add_frame(const SgSvg *svg, const SgGroupPlace *place, const char *label)
{
	g_autofree char *lines = sg_label_wrap(label);
	SgPen pen;
	sg_svg_add(svg, "<g class=\"topic\">\n<title>");
	sg_svg_add_text(svg, label);
	sg_svg_add(svg, "</title>\n<path fill=\"none\" stroke=\"#8a8a85\"");
	sg_pen_begin(&pen, svg->out);
	sg_shape_round(&pen, &place->box);
	sg_svg_end_path(svg, &pen);
	sg_svg_add_label(svg, place->label, lines);
	sg_svg_end_group(svg);
}

/* The line is drawn to the tips of its arrows; their heads are not dashed. */
static void
add_curve(const SgSvg *svg, const SgLayout *layout, const SgCurve *curve, const char *style)
{
	const SgPoint *points = &g_array_index(layout->points, SgPoint, curve->first);
	const SgPoint *last = &points[curve->count - 1];
	SgPen pen;
	sg_svg_begin_path(svg, &pen, style);
	if (curve->starts) {
		sg_pen_move(&pen, curve->start.x, curve->start.y);
		sg_pen_line(&pen, points->x, points->y);
	} else {
		sg_pen_move(&pen, points->x, points->y);
	}
	for (const SgPoint *p = points + 1; p + 2 <= last; p += 3)
		sg_pen_curve(&pen, p[0], p[1], p[2]);
	if (curve->ends)
		sg_pen_line(&pen, curve->end.x, curve->end.y);
	if (style[0] == 'd' && (curve->starts || curve->ends)) {
		sg_svg_end_path(svg, &pen);
		sg_svg_begin_path(svg, &pen, "solid");
	}
	if (curve->starts)
		sg_svg_arrow(&pen, curve->start, points[0]);
	if (curve->ends)
		sg_svg_arrow(&pen, curve->end, *last);
	sg_svg_end_path(svg, &pen);
}

static void
add_edge(const SgSvg *svg, const SgLayout *layout, uint32_t number)
{
	const SgDrawnEdge *edge = sg_drawing_edge(svg->drawing, number);
	const SgEdgePlace *place = &layout->edges[number];
	const SgEdgeLook *look = sg_edge_look(edge->type);
	sg_svg_begin_edge(svg, edge->type);
	g_string_append_printf(svg->out, " data-source=\"%u\" data-target=\"%u\">\n<title>",
			       edge->from, edge->to);
	sg_svg_add_text(svg, sg_drawing_node(svg->drawing, edge->from)->label);
	g_string_append_printf(svg->out, " %s ", look->words);
	sg_svg_add_text(svg, sg_drawing_node(svg->drawing, edge->to)->label);
	sg_svg_add(svg, "</title>\n");
	for (uint32_t i = 0; i < place->count; i++)
		add_curve(svg, layout, &g_array_index(layout->curves, SgCurve, place->first + i),
			  look->style);
	if (place->has_words)
		sg_svg_add_words(svg, place->words, look->words);
	sg_svg_end_group(svg);
}

/* Frames below lines below nodes. */
char *
sg_layout_svg(const SgDrawing *drawing, const SgLayout *layout)
{
	SgSvg svg = sg_svg_begin(drawing, layout->width, layout->height);
	for (uint32_t i = 0; i < drawing->groups->len; i++)
		add_frame(&svg, &layout->groups[i], sg_drawing_group(drawing, i)->label);
	sg_svg_begin_edges(&svg);
	for (uint32_t i = 0; i < drawing->edges->len; i++)
		add_edge(&svg, layout, i);
	sg_svg_end_group(&svg);
	sg_svg_add_nodes(&svg, layout->nodes);
	return sg_svg_end(&svg);
}
