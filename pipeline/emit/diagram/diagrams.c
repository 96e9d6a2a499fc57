/* SPDX-License-Identifier: MIT */
#include "emit/diagram/diagrams.h"

#include "emit/diagram/dot.h"
#include "emit/diagram/graphviz.h"
#include "emit/diagram/pen.h"
#include "emit/diagram/star.h"
#include "emit/url.h"

#include <string.h>

/* Changes of the SVG's form change the digest of every picture. */
#define FORMAT "drawing-12"

char *
sg_drawing_svg(const SgDrawing *drawing, GError **error)
{
	return drawing->star ? sg_star_svg(drawing)
			     : sg_graphviz_svg(drawing, SG_LAYOUT_SECONDS, error);
}

SgDigest
sg_drawing_digest(const SgDrawing *drawing, const char *dot)
{
	g_autoptr(GString) parts = g_string_sized_new(8192);
	/* The NUL at the end of each part keeps "ab", "c" apart from "a", "bc". */
	const char *strings[] = {FORMAT, drawing->title, drawing->description, dot};
	for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
		g_string_append_len(parts, strings[i], (gssize)strlen(strings[i]) + 1);
	sg_pen_number(parts, drawing->min_width);
	return sg_digest(parts->str, parts->len);
}

bool
sg_drawing_publish(const SgDrawing *drawing, const char *path, SgOutput *output, GError **error)
{
	g_autofree char *dot = sg_dot_write(drawing);
	SgDigest inputs = sg_drawing_digest(drawing, dot);
	g_autofree char *svg_name = sg_url_file(path, ".svg");
	g_autofree char *dot_name = sg_url_file(path, ".dot");
	if (!sg_output_reuse(output, svg_name, inputs)) {
		char *svg = sg_drawing_svg(drawing, error);
		g_autoptr(GBytes) bytes = svg ? g_bytes_new_take(svg, strlen(svg)) : NULL;
		if (!bytes || !sg_output_write_kept(output, svg_name, inputs, bytes, error))
			return false;
	}
	return sg_output_reuse(output, dot_name, inputs) ||
	       sg_output_write(output, dot_name, inputs, dot, strlen(dot), error);
}

bool
sg_neighbourhood_publish(const SgGraph *graph, size_t entity, SgOutput *output, GError **error)
{
	g_autoptr(SgDrawing) drawing = sg_neighbourhood_draw(graph, entity);
	g_autofree char *path = sg_url_of_id(sg_graph_entity(graph, entity)->id);
	return sg_drawing_publish(drawing, path, output, error);
}

static size_t
count_one(const SgEmitContext *context G_GNUC_UNUSED)
{
	return 1;
}

static bool
write_overview(const SgEmitContext *context,
	       size_t i G_GNUC_UNUSED,
	       SgOutput *output,
	       GError **error)
{
	g_autoptr(SgDrawing) drawing = sg_overview_draw(context->graph);
	return sg_drawing_publish(drawing, "overview", output, error);
}

const SgEmitter sg_diagram_emitters[] = {
    {"overview diagram", 1, true, count_one, write_overview},
    {0},
};
