/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/spans.h"

#include <stdlib.h>
#include <string.h>

/* From overlaps to the documents' relations. Indices of facts are refs of documents already. */

static SgGraphDocument *
document_at(const SgBuilding *building, uint32_t i)
{
	return &g_array_index(building->parts->documents, SgGraphDocument, i);
}

static void
draft_relation(
    SgBuilding *building, uint32_t source, uint32_t target, SgEdgeType type, double weight)
{
	uint32_t ends[] = {source, target};
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		const SgFacts *facts = sg_building_facts(building, ends[i]);
		SgDraft draft = {.source = source,
				 .target = target,
				 .type = type,
				 .weight = i == 0 ? weight : 0,
				 .evidence = sg_building_evidence(
				     building, ends[i], sg_span_title(facts), SG_ROLE_METADATA,
				     sg_rules[SG_RULE_OVERLAP].name)};
		sg_building_draft(building, draft);
	}
}

/* Between two that are one document the edge goes to the canonical; only a pair with it counts. */
static void
relate_same(SgBuilding *building, const SgOverlap *overlap)
{
	uint32_t target = building->canonical[overlap->a];
	if (target != overlap->a && target != overlap->b)
		return;
	uint32_t source = target == overlap->a ? overlap->b : overlap->a;
	if (building->canonical[source] != target)
		return;
	SgGraphDocument *document = document_at(building, source);
	if (overlap->verdict == SG_VERDICT_RENDITION) {
		document->rendition_of = target;
		draft_relation(building, source, target, SG_EDGE_RENDITION_OF, overlap->jaccard);
	} else {
		document->copy_of = target;
		draft_relation(building, source, target, SG_EDGE_COPY_OF, overlap->jaccard);
	}
}

/* The one that is contained came first, the one with additions is derived from it. Of several it is
 * derived from the one that covers most of it. */
static void
relate_derived(SgBuilding *building, const SgOverlap *overlap, double *best)
{
	bool a_inside = overlap->containment_a >= overlap->containment_b;
	uint32_t source = a_inside ? overlap->b : overlap->a;
	uint32_t target = a_inside ? overlap->a : overlap->b;
	draft_relation(building, source, target, SG_EDGE_DERIVED_FROM, overlap->score);
	if (building->canonical[source] != source)
		return;
	if (overlap->jaccard > best[source]) {
		best[source] = overlap->jaccard;
		document_at(building, source)->derived_from = target;
	}
}

typedef struct {
	uint32_t document, other;
} Variant;

static int
compare_variant(const void *a, const void *b)
{
	const Variant *x = a;
	const Variant *y = b;
	if (x->document != y->document)
		return (x->document > y->document) - (x->document < y->document);
	return (x->other > y->other) - (x->other < y->other);
}

static void
list_variants(SgBuilding *building, GArray *variants)
{
	GArray *refs = building->parts->refs;
	if (variants->len > 1)
		qsort(variants->data, variants->len, sizeof(Variant), compare_variant);
	for (guint i = 0; i < variants->len; i++) {
		const Variant *variant = &g_array_index(variants, Variant, i);
		SgGraphDocument *document = document_at(building, variant->document);
		if (document->variants.count++ == 0)
			document->variants.first = refs->len;
		g_array_append_val(refs, variant->other);
	}
}

/* What relating needs besides the graph. */
typedef struct {
	double *best; /* of each document: how much of it the one covers that it is derived from */
	GArray *variants; /* of Variant */
} Relating;

static void
relate_variant(SgBuilding *building, const SgOverlap *overlap, Relating *relating)
{
	Variant there = {overlap->a, overlap->b};
	Variant back = {overlap->b, overlap->a};
	g_array_append_val(relating->variants, there);
	g_array_append_val(relating->variants, back);
	draft_relation(building, overlap->b, overlap->a, SG_EDGE_VARIANT_OF, 1);
}

static void
relate(SgBuilding *building, const SgOverlap *overlap, Relating *relating)
{
	switch (overlap->verdict) {
	case SG_VERDICT_IDENTICAL:
	case SG_VERDICT_RENDITION:
	case SG_VERDICT_COPY:
		relate_same(building, overlap);
		break;
	case SG_VERDICT_DERIVED:
		relate_derived(building, overlap, relating->best);
		break;
	case SG_VERDICT_VARIANT:
		relate_variant(building, overlap, relating);
		break;
	case SG_VERDICT_RIVAL:
		draft_relation(building, overlap->b, overlap->a, SG_EDGE_RIVAL_OF, overlap->score);
		break;
	case SG_VERDICT_OVERLAP:
		draft_relation(building, overlap->b, overlap->a, SG_EDGE_OVERLAPS, overlap->score);
		break;
	case SG_N_VERDICTS:
		break;
	}
}

static void
relate_all(SgBuilding *building)
{
	g_autofree double *best = g_new0(double, building->n_documents + 1);
	g_autoptr(GArray) variants = g_array_new(FALSE, FALSE, sizeof(Variant));
	Relating relating = {best, variants};
	const GArray *overlaps = building->overlaps->overlaps;
	for (guint i = 0; i < overlaps->len; i++)
		relate(building, &g_array_index(overlaps, SgOverlap, i), &relating);
	list_variants(building, variants);
}

static int
compare_cluster(gconstpointer a, gconstpointer b)
{
	return strcmp(((const SgCluster *)a)->id, ((const SgCluster *)b)->id);
}

static void
add_clusters(SgBuilding *building)
{
	SgGraphParts *parts = building->parts;
	const GArray *clusters = building->overlaps->clusters;
	for (guint i = 0; i < clusters->len; i++) {
		SgCluster cluster = g_array_index(clusters, SgCluster, i);
		const SgFacts *facts = sg_building_facts(building, cluster.canonical);
		g_autofree char *id =
		    g_strconcat("cluster/", sg_facts_str(facts, facts->record->slug), NULL);
		cluster.id = sg_parts_string(parts, id);
		uint32_t first = parts->refs->len;
		g_array_append_vals(
		    parts->refs,
		    &g_array_index(building->overlaps->members, SgRef, cluster.members.first),
		    cluster.members.count);
		cluster.members.first = first;
		g_array_append_val(parts->clusters, cluster);
	}
	g_array_sort(parts->clusters, compare_cluster);
}

void
sg_build_overlaps(SgBuilding *building)
{
	SgGraphParts *parts = building->parts;
	const SgOverlaps *overlaps = building->overlaps;
	g_array_append_vals(parts->overlaps, overlaps->overlaps->data, overlaps->overlaps->len);
	g_array_append_vals(parts->passages, overlaps->passages->data, overlaps->passages->len);
	g_array_append_vals(parts->differences, overlaps->differences->data,
			    overlaps->differences->len);
	relate_all(building);
	add_clusters(building);
}
