/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"
#include "emit/diagram/place.h"

#include <glib.h>

/* Where an engine puts the parts of a drawing. */

/* A row of cubic Bezier curves: one point and three for each curve. */
typedef struct {
	uint32_t first, count; /* points */
	bool starts, ends;     /* with an arrow head, whose tip is start or end */
	SgPoint start, end;
} SgCurve;

typedef struct {
	uint32_t first, count; /* curves */
	bool has_words;
	SgPoint words; /* their middle */
} SgEdgePlace;

typedef struct {
	SgBox box;
	SgPoint label; /* its middle */
} SgGroupPlace;

/* Nodes, edges and groups in the order of the drawing. */
typedef struct {
	double width, height;
	SgBox *nodes;
	SgEdgePlace *edges;
	SgGroupPlace *groups;
	GArray *curves; /* of SgCurve */
	GArray *points; /* of SgPoint */
} SgLayout;

/* As SVG (see svg.h). Owned. */
char *sg_layout_svg(const SgDrawing *drawing, const SgLayout *layout);

void sg_layout_free(SgLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgLayout, sg_layout_free)
