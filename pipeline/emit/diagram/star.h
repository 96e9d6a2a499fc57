/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"
#include "emit/diagram/place.h"

/* A drawing that is a star, placed: its focus in the middle, neighbours in a column at each side.
 * What leads to the focus stands at its left, what it leads to at its right, and relations without
 * a direction where there is room. Neighbours with the same relations stand beside each other and
 * share one line, which says the relation once. Nothing overlaps, whatever the labels. */

/* The relations of a neighbour: bit t for one of type t that leads to the focus or has no
 * direction, bit SG_N_EDGE_TYPES + t for one that leads from it. */
typedef uint64_t SgTies;
G_STATIC_ASSERT(2 * SG_N_EDGE_TYPES <= 64);

typedef struct {
	uint32_t first, count; /* spokes */
	SgTies ties;
	SgPoint trunk; /* where the lines of the neighbours meet */
	double bend;   /* x from where the line turns to its port */
	double level;  /* x from where it runs level to it, above what stands below the focus */
	SgPoint port;  /* at the focus */
} SgBundle;

typedef struct {
	double width, height;
	SgBox *nodes;    /* in the order of the drawing */
	GArray *spokes;  /* of uint32_t: neighbours, by bundle and from top to bottom */
	GArray *bundles; /* of SgBundle */
	uint32_t more;   /* the node below the focus that says what is left out, or SG_NONE */
} SgStar;

SgStar *sg_star_new(const SgDrawing *drawing);
void sg_star_free(SgStar *star);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgStar, sg_star_free)

uint32_t sg_star_spoke(const SgStar *star, uint32_t i);
const SgBundle *sg_star_bundle(const SgStar *star, uint32_t i);

/* Middle of the words of a bundle's n-th relation: the first stand on the line, the others below.
 */
SgPoint sg_bundle_words(const SgBundle *bundle, unsigned n);

/* The next relation of ties, which it is taken from. */
typedef struct {
	SgEdgeType type;
	bool outward; /* from the focus */
} SgTie;
SgTie sg_ties_next(SgTies *ties);

/* As SVG (see svg.h). Owned. */
char *sg_star_svg(const SgDrawing *drawing);
