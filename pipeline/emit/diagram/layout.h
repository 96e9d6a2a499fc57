/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Where the parts of a drawing stand, in points from the upper left corner. */

typedef struct {
	double x, y;
} SgPoint;

typedef struct {
	SgPoint middle;
	double width, height;
} SgBox;

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

void sg_layout_free(SgLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgLayout, sg_layout_free)
