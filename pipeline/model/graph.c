/* SPDX-License-Identifier: MIT */
#include "model/graph.h"

#include "base/radix.h"
#include "model/graph-parts.h"

#include <string.h>

/* Edges by one of their ends: edges[start[ref]] .. edges[start[ref + 1]]. */
typedef struct {
	uint32_t *start;
	uint32_t *edges;
} Adjacency;

struct SgGraph {
	SgGraphParts *parts;
	uint32_t base[SG_N_SORTS + 1]; /* first ref of each sort, then the number of all */
	Adjacency from, to;
};

static const char *const verdict_names[SG_N_VERDICTS] = {
    [SG_VERDICT_IDENTICAL] = "identical", [SG_VERDICT_RENDITION] = "rendition",
    [SG_VERDICT_COPY] = "copy",           [SG_VERDICT_DERIVED] = "derived",
    [SG_VERDICT_VARIANT] = "variant",     [SG_VERDICT_RIVAL] = "rival",
    [SG_VERDICT_OVERLAP] = "overlap",
};

const char *
sg_verdict_name(SgVerdict verdict)
{
	g_assert(verdict < SG_N_VERDICTS);
	return verdict_names[verdict];
}

SgGraphParts *
sg_parts_new(GPtrArray *facts)
{
	SgGraphParts *parts = g_new0(SgGraphParts, 1);
	parts->facts = facts;
	parts->strings = g_string_chunk_new(65536);
	g_mutex_init(&parts->adding);
	parts->documents = g_array_new(FALSE, TRUE, sizeof(SgGraphDocument));
	parts->sections = g_array_new(FALSE, TRUE, sizeof(SgGraphSection));
	parts->examples = g_array_new(FALSE, TRUE, sizeof(SgGraphExample));
	parts->entities = g_array_new(FALSE, TRUE, sizeof(SgEntity));
	parts->edges = g_array_new(FALSE, TRUE, sizeof(SgEdge));
	parts->evidence = g_array_new(FALSE, TRUE, sizeof(SgEvidence));
	parts->statements = g_array_new(FALSE, TRUE, sizeof(SgGraphStatement));
	parts->merges = g_array_new(FALSE, TRUE, sizeof(SgMerge));
	parts->mentions = g_array_new(FALSE, TRUE, sizeof(SgMention));
	parts->files = g_array_new(FALSE, TRUE, sizeof(SgGraphFile));
	parts->links = g_array_new(FALSE, TRUE, sizeof(SgGraphLink));
	parts->topics = g_array_new(FALSE, TRUE, sizeof(SgTopic));
	parts->overlaps = g_array_new(FALSE, TRUE, sizeof(SgOverlap));
	parts->passages = g_array_new(FALSE, TRUE, sizeof(SgPassage));
	parts->differences = g_array_new(FALSE, TRUE, sizeof(SgDifference));
	parts->clusters = g_array_new(FALSE, TRUE, sizeof(SgCluster));
	parts->conflicts = g_array_new(FALSE, TRUE, sizeof(SgConflict));
	parts->diags = g_array_new(FALSE, TRUE, sizeof(SgGraphDiag));
	parts->waived = g_array_new(FALSE, TRUE, sizeof(SgWaived));
	parts->refs = g_array_new(FALSE, TRUE, sizeof(SgRef));
	parts->aliases = g_ptr_array_new();
	return parts;
}

void
sg_parts_free(SgGraphParts *parts)
{
	if (!parts)
		return;
	GArray **arrays[] = {
	    &parts->documents, &parts->sections,  &parts->examples,    &parts->entities,
	    &parts->edges,     &parts->evidence,  &parts->statements,  &parts->merges,
	    &parts->mentions,  &parts->topics,    &parts->overlaps,    &parts->passages,
	    &parts->clusters,  &parts->conflicts, &parts->differences, &parts->diags,
	    &parts->refs,      &parts->files,     &parts->links,       &parts->waived};
	for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
		g_clear_pointer(arrays[i], g_array_unref);
	g_clear_pointer(&parts->aliases, g_ptr_array_unref);
	g_clear_pointer(&parts->facts, g_ptr_array_unref);
	g_clear_pointer(&parts->strings, g_string_chunk_free);
	g_mutex_clear(&parts->adding);
	g_free(parts);
}

const char *
sg_parts_string(SgGraphParts *parts, const char *string)
{
	return *string ? sg_parts_bytes(parts, string, strlen(string)) : "";
}

const char *
sg_parts_bytes(SgGraphParts *parts, const char *bytes, size_t length)
{
	g_mutex_lock(&parts->adding);
	const char *kept = g_string_chunk_insert_len(parts->strings, bytes, (gssize)length);
	g_mutex_unlock(&parts->adding);
	return kept;
}

/* An edge's type, source and target in one number, to sort and index edges without going to them.
 */
#define REF_BITS 29 /* of a node; more would not fit into memory */
#define REF_MASK (((uint64_t)1 << REF_BITS) - 1)

static SgKeyed *
order_edges(const GArray *edges)
{
	SgKeyed *items = g_new(SgKeyed, edges->len + 1);
	for (uint32_t i = 0; i < edges->len; i++) {
		const SgEdge *edge = &g_array_index(edges, SgEdge, i);
		uint64_t ends = (uint64_t)edge->source << REF_BITS | edge->target;
		items[i] = (SgKeyed){(uint64_t)edge->type << (2 * REF_BITS) | ends, i};
	}
	sg_sort_keyed(items, edges->len);
	return items;
}

/* Counting sort by one end of edges that are in order: shift says which. */
static Adjacency
index_edges(const SgKeyed *items, uint32_t count, uint32_t n_refs, unsigned shift)
{
	Adjacency adjacency = {g_new0(uint32_t, n_refs + 2), g_new(uint32_t, count + 1)};
	for (uint32_t i = 0; i < count; i++)
		adjacency.start[(items[i].key >> shift & REF_MASK) + 2]++;
	for (uint32_t r = 2; r < n_refs + 2; r++)
		adjacency.start[r] += adjacency.start[r - 1];
	for (uint32_t i = 0; i < count; i++) {
		uint32_t *end = &adjacency.start[(items[i].key >> shift & REF_MASK) + 1];
		adjacency.edges[(*end)++] = (uint32_t)items[i].value;
	}
	return adjacency;
}

SgGraph *
sg_graph_new(SgGraphParts *parts)
{
	SgGraph *graph = g_new0(SgGraph, 1);
	graph->parts = parts;
	const GArray *sorts[SG_N_SORTS] = {parts->documents, parts->sections, parts->examples,
					   parts->entities};
	for (int sort = 0; sort < SG_N_SORTS; sort++)
		graph->base[sort + 1] = graph->base[sort] + sorts[sort]->len;
	uint32_t n_refs = graph->base[SG_N_SORTS];
	g_assert(n_refs <= REF_MASK);
	for (uint32_t i = 0; i < parts->edges->len; i++) {
		const SgEdge *edge = &g_array_index(parts->edges, SgEdge, i);
		g_assert(edge->source < n_refs && edge->target < n_refs);
	}
	g_autofree SgKeyed *items = order_edges(parts->edges);
	graph->from = index_edges(items, parts->edges->len, n_refs, REF_BITS);
	graph->to = index_edges(items, parts->edges->len, n_refs, 0);
	return graph;
}

void
sg_graph_free(SgGraph *graph)
{
	if (!graph)
		return;
	g_free(graph->from.start);
	g_free(graph->from.edges);
	g_free(graph->to.start);
	g_free(graph->to.edges);
	sg_parts_free(graph->parts);
	g_free(graph);
}

#define ARRAY(Type, noun, nouns)                                     \
	size_t sg_graph_n_##nouns(const SgGraph *graph)              \
	{                                                            \
		return graph->parts->nouns->len;                     \
	}                                                            \
	const Type *sg_graph_##noun(const SgGraph *graph, size_t i)  \
	{                                                            \
		g_assert(i < graph->parts->nouns->len);              \
		return &g_array_index(graph->parts->nouns, Type, i); \
	}
ARRAY(SgGraphDocument, document, documents)
ARRAY(SgGraphSection, section, sections)
ARRAY(SgGraphExample, example, examples)
ARRAY(SgEntity, entity, entities)
ARRAY(SgEdge, edge, edges)
ARRAY(SgEvidence, evidence, evidence)
ARRAY(SgGraphStatement, statement, statements)
ARRAY(SgMerge, merge, merges)
ARRAY(SgMention, mention, mentions)
ARRAY(SgGraphFile, file, files)
ARRAY(SgGraphLink, link, links)
ARRAY(SgTopic, topic, topics)
ARRAY(SgOverlap, overlap, overlaps)
ARRAY(SgPassage, passage, passages)
ARRAY(SgDifference, difference, differences)
ARRAY(SgCluster, cluster, clusters)
ARRAY(SgConflict, conflict, conflicts)
ARRAY(SgGraphDiag, diag, diags)
ARRAY(SgWaived, waived, waived)
ARRAY(SgRef, refs, refs)

const char *
sg_graph_diag_path(const SgGraph *graph, const SgGraphDiag *diag)
{
	if (diag->document == SG_NONE)
		return diag->path ? diag->path : "sources";
	const SgFacts *facts = sg_graph_document(graph, diag->document)->facts;
	return sg_facts_str(facts, facts->record->path);
}

size_t
sg_graph_n_aliases(const SgGraph *graph)
{
	return graph->parts->aliases->len;
}

const char *const *
sg_graph_alias(const SgGraph *graph, size_t i)
{
	g_assert(i < graph->parts->aliases->len);
	return (const char *const *)&graph->parts->aliases->pdata[i];
}

SgSort
sg_ref_sort(const SgGraph *graph, SgRef ref)
{
	g_assert(ref < graph->base[SG_N_SORTS]);
	int sort = 0;
	while (ref >= graph->base[sort + 1])
		sort++;
	return (SgSort)sort;
}

size_t
sg_ref_index(const SgGraph *graph, SgRef ref)
{
	return ref - graph->base[sg_ref_sort(graph, ref)];
}

SgRef
sg_ref_of(const SgGraph *graph, SgSort sort, size_t index)
{
	g_assert(graph->base[sort] + index < graph->base[sort + 1]);
	return graph->base[sort] + (uint32_t)index;
}

const char *
sg_ref_id(const SgGraph *graph, SgRef ref)
{
	size_t i = sg_ref_index(graph, ref);
	switch (sg_ref_sort(graph, ref)) {
	case SG_SORT_DOCUMENT:
		return sg_graph_document(graph, i)->id;
	case SG_SORT_SECTION:
		return sg_graph_section(graph, i)->id;
	case SG_SORT_EXAMPLE:
		return sg_graph_example(graph, i)->id;
	case SG_SORT_ENTITY:
		return sg_graph_entity(graph, i)->id;
	case SG_N_SORTS:
		break;
	}
	g_assert_not_reached();
}

static const char *
document_label(const SgFacts *facts)
{
	const char *title = sg_facts_str(facts, facts->record->title);
	return *title ? title : sg_facts_str(facts, facts->record->path);
}

const char *
sg_ref_label(const SgGraph *graph, SgRef ref)
{
	size_t i = sg_ref_index(graph, ref);
	switch (sg_ref_sort(graph, ref)) {
	case SG_SORT_DOCUMENT:
		return document_label(sg_graph_document(graph, i)->facts);
	case SG_SORT_SECTION: {
		const SgGraphSection *section = sg_graph_section(graph, i);
		const SgFacts *facts = sg_graph_document(graph, section->document)->facts;
		return sg_facts_str(facts, facts->sections[section->section].title);
	}
	case SG_SORT_EXAMPLE: {
		const SgGraphExample *example = sg_graph_example(graph, i);
		const SgFacts *facts = sg_graph_document(graph, example->document)->facts;
		const char *language = sg_facts_str(facts, facts->codes[example->code].language);
		return *language ? language : "code";
	}
	case SG_SORT_ENTITY:
		return sg_graph_entity(graph, i)->label;
	case SG_N_SORTS:
		break;
	}
	g_assert_not_reached();
}

static SgRef
find_in_sort(const SgGraph *graph, SgSort sort, const char *id)
{
	uint32_t low = graph->base[sort];
	uint32_t high = graph->base[sort + 1];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(id, sg_ref_id(graph, middle));
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return SG_NONE;
}

SgRef
sg_graph_find(const SgGraph *graph, const char *id)
{
	for (int sort = 0; sort < SG_N_SORTS; sort++) {
		SgRef ref = find_in_sort(graph, (SgSort)sort, id);
		if (ref != SG_NONE)
			return ref;
	}
	return SG_NONE;
}

static const uint32_t *
adjacent(const Adjacency *adjacency, SgRef ref, size_t *count)
{
	*count = adjacency->start[ref + 1] - adjacency->start[ref];
	return adjacency->edges + adjacency->start[ref];
}

const uint32_t *
sg_graph_edges_from(const SgGraph *graph, SgRef ref, size_t *count)
{
	g_assert(ref < graph->base[SG_N_SORTS]);
	return adjacent(&graph->from, ref, count);
}

const uint32_t *
sg_graph_edges_to(const SgGraph *graph, SgRef ref, size_t *count)
{
	g_assert(ref < graph->base[SG_N_SORTS]);
	return adjacent(&graph->to, ref, count);
}

static size_t
count_below(const SgGraph *graph, const uint32_t *edges, size_t count, unsigned type)
{
	size_t from = 0;
	while (from < count) {
		size_t middle = from + (count - from) / 2;
		if (sg_graph_edge(graph, edges[middle])->type < type)
			from = middle + 1;
		else
			count = middle;
	}
	return from;
}

const uint32_t *
sg_graph_edges_of(const SgGraph *graph, const uint32_t *edges, SgEdgeType type, size_t *count)
{
	size_t first = count_below(graph, edges, *count, type);
	*count = count_below(graph, edges + first, *count - first, (unsigned)type + 1);
	return edges + first;
}

bool
sg_graph_has_packages(const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		const SgEntity *entity = sg_graph_entity(graph, i);
		if (entity->kind == SG_KIND_CRATE && entity->facet && *entity->facet &&
		    strcmp(entity->facet, "cargo") != 0)
			return true;
	}
	return false;
}

size_t
sg_quote_length(const char *text, size_t length)
{
	if (length <= SG_MAX_QUOTE)
		return length;
	return (size_t)(g_utf8_find_prev_char(text, text + SG_MAX_QUOTE + 1) - text);
}

/* Blocks of code do not overlap, lines and sentences are quoted once for each thing in them. */
const char *
sg_graph_quote(const SgGraph *graph, const SgEvidence *evidence, size_t *length)
{
	SgSpan span = evidence->span;
	const char *quote =
	    sg_facts_passage(sg_graph_document(graph, evidence->document)->facts, span);
	bool block = evidence->role == SG_ROLE_CODE && span.end_line > span.line;
	*length = block ? span.length : sg_quote_length(quote, span.length);
	return quote;
}
