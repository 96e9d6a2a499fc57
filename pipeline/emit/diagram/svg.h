/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"
#include "emit/diagram/pen.h"
#include "emit/diagram/place.h"

/* The parts of every picture as SVG fit for both uses, a file of its own and a part of an HTML
 * page: no prolog, no fixed size, no style; role, title and description; every id begins with the
 * drawing's name; links are plain href. Nodes are counted from 0 in their order.
 *
 * A node is an element with data-id in a group of class "node KIND"; nodes of one kind beside each
 * other share it. A line is in a group of class "edge TYPE" with the nodes that it ties in
 * data-source and data-target. Style sheets recolour by these classes. */
typedef struct {
	const SgDrawing *drawing;
	GString *out;
} SgSvg;

/* The root with the words for those who do not see it, and a sheet of paper, so that the file reads
 * on any ground. */
SgSvg sg_svg_begin(const SgDrawing *drawing, double width, double height);
/* Owned. */
char *sg_svg_end(SgSvg *svg);

void sg_svg_add(const SgSvg *svg, const char *markup);
/* Text for elements and attributes: on one line, cut where it is long (see label.h), escaped. */
void sg_svg_add_text(const SgSvg *svg, const char *text);

/* Around all lines; then around each, whose group is left open for its nodes. */
void sg_svg_begin_edges(const SgSvg *svg);
void sg_svg_begin_edge(const SgSvg *svg, SgEdgeType type);
void sg_svg_end_group(const SgSvg *svg);

/* A path, dashed as style says, to be drawn by the pen until its end. */
void sg_svg_begin_path(const SgSvg *svg, SgPen *pen, const char *style);
void sg_svg_end_path(const SgSvg *svg, const SgPen *pen);

/* An arrow head; it points away from the point from. */
void sg_svg_arrow(SgPen *pen, SgPoint tip, SgPoint from);

/* The words of a line, their middle at a point. */
void sg_svg_add_words(const SgSvg *svg, SgPoint middle, const char *words);

void sg_svg_add_label(const SgSvg *svg, SgPoint middle, const char *lines);
void sg_svg_add_nodes(const SgSvg *svg, const SgBox *boxes);
