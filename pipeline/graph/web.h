/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdint.h>

/* An undirected weighted graph of numbered points as adjacency lists: what rank and topics reckon
 * with. A point's neighbours are neighbour[start[i]] .. neighbour[start[i + 1]]. */
typedef struct {
	uint32_t n;
	uint32_t *start;
	uint32_t *neighbour;
	double *weight; /* beside neighbour */
	double *own;    /* of each point: weight inside it, after it was made of several */
} SgWeb;

typedef struct {
	uint32_t a, b;
	double weight;
} SgStrand;

SgWeb *sg_web_new(uint32_t n, const GArray *strands /* of SgStrand */);
void sg_web_free(SgWeb *web);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgWeb, sg_web_free)

/* PageRank (Page, Brin, Motwani, Winograd 1999) with damping 0.85; sums to 1. Owned. */
double *sg_web_rank(const SgWeb *web);

/* Communities by modularity: the Louvain method (Blondel, Guillaume, Lambiotte, Lefebvre 2008) with
 * a fixed order of points, so that the same web gives the same result. The community of each point,
 * numbered from 0 in order of their first point. Owned. */
uint32_t *sg_web_communities(const SgWeb *web);
