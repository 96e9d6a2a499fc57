/* SPDX-License-Identifier: MIT */
#include "graph/building.h"
#include "graph/web.h"

#include <math.h>

/* How much an edge says of the importance of its ends; 0: nothing. Copies say nothing new: only
 * canonical documents speak. */
static const double importance[SG_N_EDGE_TYPES] = {
    [SG_EDGE_PART_OF] = 0.5,      [SG_EDGE_LINKS_TO] = 1,    [SG_EDGE_DEFINES] = 2,
    [SG_EDGE_MENTIONS] = 1,       [SG_EDGE_USES_CRATE] = 1,  [SG_EDGE_BROADER] = 1,
    [SG_EDGE_RELATED] = 0.3,      [SG_EDGE_CONTRASTS] = 0.5, [SG_EDGE_SOLVED_BY] = 1,
    [SG_EDGE_CAUSED_BY] = 1,      [SG_EDGE_PREVENTS] = 1,    [SG_EDGE_DETECTS] = 1,
    [SG_EDGE_DERIVED_FROM] = 0.5,
};

/* Documents first, then entities; UINT32_MAX for what has no rank. */
static uint32_t
point_of(const SgBuilding *building, SgRef ref)
{
	if (ref < building->n_documents)
		return building->canonical[ref] == ref ? ref : UINT32_MAX;
	if (ref < building->base[SG_SORT_ENTITY])
		return UINT32_MAX;
	return building->n_documents + ref - building->base[SG_SORT_ENTITY];
}

/* A link to a section of a document speaks for the document. */
static uint32_t
target_point(const SgBuilding *building, const SgEdge *edge)
{
	const GArray *sections = building->parts->sections;
	uint32_t first = building->base[SG_SORT_SECTION];
	SgRef ref = edge->target;
	if (edge->type == SG_EDGE_LINKS_TO && ref >= first && ref - first < sections->len)
		ref = g_array_index(sections, SgGraphSection, ref - first).document;
	return point_of(building, ref);
}

static GArray *
list_strands(const SgBuilding *building)
{
	GArray *strands = g_array_new(FALSE, FALSE, sizeof(SgStrand));
	const GArray *edges = building->parts->edges;
	for (guint i = 0; i < edges->len; i++) {
		const SgEdge *edge = &g_array_index(edges, SgEdge, i);
		SgStrand strand = {point_of(building, edge->source), target_point(building, edge),
				   importance[edge->type] * log1p(edge->weight)};
		if (strand.weight > 0 && strand.a != UINT32_MAX && strand.b != UINT32_MAX)
			g_array_append_val(strands, strand);
	}
	return strands;
}

/* To 0..1, the highest being 1, in steps that print the same everywhere. */
static double
normalise(double rank, double highest)
{
	return highest > 0 ? round(rank / highest * 1e6) / 1e6 : 0;
}

void
sg_build_rank(SgBuilding *building)
{
	SgGraphParts *parts = building->parts;
	uint32_t n_documents = building->n_documents;
	uint32_t n = n_documents + parts->entities->len;
	if (n == 0)
		return;
	g_autoptr(GArray) strands = list_strands(building);
	g_autoptr(SgWeb) web = sg_web_new(n, strands);
	g_autofree double *rank = sg_web_rank(web);
	double highest[2] = {0, 0};
	for (uint32_t i = 0; i < n; i++)
		highest[i >= n_documents] = MAX(highest[i >= n_documents], rank[i]);
	for (uint32_t i = 0; i < n_documents; i++)
		g_array_index(parts->documents, SgGraphDocument, i).rank =
		    normalise(rank[i], highest[0]);
	for (uint32_t i = 0; i < parts->entities->len; i++)
		g_array_index(parts->entities, SgEntity, i).rank =
		    normalise(rank[n_documents + i], highest[1]);
}
