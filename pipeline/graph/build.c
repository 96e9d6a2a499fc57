/* SPDX-License-Identifier: MIT */
#include "graph/build.h"

#include "base/parallel.h"
#include "graph/building.h"

#define MAX_STEPS 4
#define MAX_LANES 2

typedef void (*Step)(SgBuilding *building);

/* Lanes of one phase run side by side: what a step writes, no step of the other lane touches, but
 * for the strings of the graph. Only one of them may ask the vocabulary, which remembers answers.
 */
typedef struct {
	Step lanes[MAX_LANES][MAX_STEPS];
} Phase;

static const Phase phases[] = {
    {{{sg_build_documents}}},
    {{{sg_build_sections, sg_build_examples, sg_build_terms}, {sg_build_resolution}}},
    {{{sg_build_structure, sg_build_bundles, sg_build_links, sg_build_unused},
      {sg_build_entities}}},
    {{{sg_build_statements}, {sg_build_mentions}}},
    {{{sg_build_relations}, {sg_build_related}}},
    {{{sg_build_overlaps, sg_build_edges}}},
    {{{sg_build_rank}, {sg_build_communities, sg_build_conflicts, sg_build_diags}}},
    {{{sg_build_topics}}},
};

typedef struct {
	const Phase *phase;
	SgBuilding *building;
} Running;

static void
run_lanes(SgTurns *turns, void *data)
{
	const Running *running = data;
	for (size_t lane; sg_turns_next(turns, &lane);) {
		const Step *steps = running->phase->lanes[lane];
		for (size_t i = 0; i < MAX_STEPS && steps[i]; i++)
			steps[i](running->building);
	}
}

static void
run_phases(SgBuilding *building)
{
	for (size_t i = 0; i < G_N_ELEMENTS(phases); i++) {
		Running running = {&phases[i], building};
		size_t lanes = 1;
		while (lanes < MAX_LANES && phases[i].lanes[lanes][0])
			lanes++;
		sg_parallel_run(lanes, 1, run_lanes, &running);
	}
}

static uint32_t *
find_canonical(const SgOverlaps *overlaps, uint32_t n_documents)
{
	uint32_t *canonical = g_new(uint32_t, n_documents + 1);
	for (uint32_t i = 0; i < n_documents; i++)
		canonical[i] = i;
	for (guint i = 0; i < overlaps->clusters->len; i++) {
		const SgCluster *cluster = &g_array_index(overlaps->clusters, SgCluster, i);
		for (uint32_t k = 0; k < cluster->members.count; k++) {
			SgRef member =
			    g_array_index(overlaps->members, SgRef, cluster->members.first + k);
			canonical[member] = cluster->canonical;
		}
	}
	return canonical;
}

static void
clear_places(SgPlaces *places)
{
	g_clear_pointer(&places->first, g_free);
	g_clear_pointer(&places->node, g_free);
}

static void
clear(SgBuilding *building)
{
	clear_places(&building->sections);
	clear_places(&building->codes);
	clear_places(&building->terms);
	g_free(building->term_spans);
	g_free(building->canonical);
	g_free(building->community);
	g_array_unref(building->drafts);
	g_array_unref(building->related);
	g_array_unref(building->occurrences);
	g_hash_table_unref(building->skills);
}

SgGraph *
sg_graph_build(GPtrArray *facts,
	       const SgOverlaps *overlaps,
	       const SgVocabulary *vocabulary,
	       const SgConfig *config,
	       const SgListing *listing)
{
	SgBuilding building = {
	    .parts = sg_parts_new(facts),
	    .overlaps = overlaps,
	    .vocabulary = vocabulary,
	    .config = config,
	    .listing = listing,
	    .n_documents = facts->len,
	    .canonical = find_canonical(overlaps, facts->len),
	    .drafts = g_array_new(FALSE, FALSE, sizeof(SgDraft)),
	    .related = g_array_new(FALSE, FALSE, sizeof(SgDraft)),
	    .occurrences = g_array_new(FALSE, FALSE, sizeof(SgOccurrence)),
	    .skills = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	};
	run_phases(&building);
	SgGraph *graph = sg_graph_new(building.parts);
	clear(&building);
	return graph;
}
