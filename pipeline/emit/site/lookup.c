/* SPDX-License-Identifier: MIT */
#include "emit/site/lookup.h"

#include "emit/url.h"

#include <string.h>

#define STRING_BYTES 65536

/* Records by document: items[start[document]] .. items[start[document + 1]]. */
typedef struct {
	uint32_t *start;
	uint32_t *items;
} Index;

struct SgLookup {
	const SgGraph *graph;
	bool *ambiguous; /* of each document: another one has its title */
	bool packages;
	uint32_t *first_line; /* of each document: where its lines begin in targets */
	uint8_t *targets;     /* a bit for each line of each document */
	Index overlaps, diags;
	GStringChunk *strings;
	const char **document_urls; /* of strings, as entity_urls */
	const char **entity_urls;
};

static void
mark(SgLookup *lookup, uint32_t document, uint32_t line)
{
	const SgFacts *facts = sg_graph_document(lookup->graph, document)->facts;
	if (line == 0 || line > facts->record->n_lines)
		return;
	uint32_t bit = lookup->first_line[document] + line - 1;
	lookup->targets[bit / 8] |= (uint8_t)(1U << bit % 8);
}

static void
mark_overlaps(SgLookup *lookup)
{
	const SgGraph *graph = lookup->graph;
	for (size_t i = 0; i < sg_graph_n_overlaps(graph); i++) {
		const SgOverlap *overlap = sg_graph_overlap(graph, i);
		uint32_t a = (uint32_t)sg_ref_index(graph, overlap->a);
		uint32_t b = (uint32_t)sg_ref_index(graph, overlap->b);
		for (uint32_t p = 0; p < overlap->passages.count; p++) {
			const SgPassage *passage =
			    sg_graph_passage(graph, overlap->passages.first + p);
			mark(lookup, a, passage->a_line);
			mark(lookup, b, passage->b_line);
		}
		for (uint32_t d = 0; d < overlap->differences.count; d++) {
			const SgDifference *difference =
			    sg_graph_difference(graph, overlap->differences.first + d);
			mark(lookup, a, difference->a.line);
			mark(lookup, b, difference->b.line);
		}
	}
}

static void
mark_targets(SgLookup *lookup)
{
	const SgGraph *graph = lookup->graph;
	size_t n_documents = sg_graph_n_documents(graph);
	lookup->first_line = g_new0(uint32_t, n_documents + 1);
	for (size_t i = 0; i < n_documents; i++)
		lookup->first_line[i + 1] =
		    lookup->first_line[i] + sg_graph_document(graph, i)->facts->record->n_lines;
	lookup->targets = g_malloc0(lookup->first_line[n_documents] / 8 + 1);
	for (size_t i = 0; i < sg_graph_n_evidence(graph); i++) {
		const SgEvidence *evidence = sg_graph_evidence(graph, i);
		mark(lookup, evidence->document, evidence->span.line);
	}
	for (size_t i = 0; i < sg_graph_n_diags(graph); i++) {
		const SgGraphDiag *diag = sg_graph_diag(graph, i);
		if (diag->document != SG_NONE)
			mark(lookup, diag->document, diag->line);
	}
	mark_overlaps(lookup);
}

/* A record names up to two documents; SG_NONE for none. */
typedef void (*OwnersFn)(const SgGraph *graph, size_t i, uint32_t owners[2]);

static void
overlap_owners(const SgGraph *graph, size_t i, uint32_t owners[2])
{
	const SgOverlap *overlap = sg_graph_overlap(graph, i);
	owners[0] = (uint32_t)sg_ref_index(graph, overlap->a);
	owners[1] = (uint32_t)sg_ref_index(graph, overlap->b);
}

static void
diag_owners(const SgGraph *graph, size_t i, uint32_t owners[2])
{
	owners[0] = sg_graph_diag(graph, i)->document;
	owners[1] = SG_NONE;
}

/* Counting sort: the items of a document keep their order. */
static Index
index_by_document(const SgGraph *graph, size_t n_items, OwnersFn owners_of)
{
	size_t n_documents = sg_graph_n_documents(graph);
	Index index = {.start = g_new0(uint32_t, n_documents + 2)};
	uint32_t owners[2];
	for (size_t i = 0; i < n_items; i++) {
		owners_of(graph, i, owners);
		for (int side = 0; side < 2; side++) {
			if (owners[side] != SG_NONE)
				index.start[owners[side] + 2]++;
		}
	}
	for (size_t i = 2; i < n_documents + 2; i++)
		index.start[i] += index.start[i - 1];
	index.items = g_new(uint32_t, (gsize)index.start[n_documents + 1] + 1);
	for (size_t i = 0; i < n_items; i++) {
		owners_of(graph, i, owners);
		for (int side = 0; side < 2; side++) {
			if (owners[side] != SG_NONE)
				index.items[index.start[owners[side] + 1]++] = (uint32_t)i;
		}
	}
	return index;
}

static const char *
title_of(const SgGraph *graph, uint32_t document)
{
	return sg_ref_label(graph, sg_ref_of(graph, SG_SORT_DOCUMENT, document));
}

static GHashTable *
count_titles(const SgGraph *graph)
{
	GHashTable *titles = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t i = 0; i < sg_graph_n_documents(graph); i++) {
		void *title = (void *)(uintptr_t)title_of(graph, (uint32_t)i);
		size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(titles, title));
		g_hash_table_insert(titles, title, GSIZE_TO_POINTER(count + 1));
	}
	return titles;
}

static bool *
list_ambiguous(const SgGraph *graph)
{
	size_t n = sg_graph_n_documents(graph);
	bool *ambiguous = g_new0(bool, n + 1);
	g_autoptr(GHashTable) titles = count_titles(graph);
	for (size_t i = 0; i < n; i++) {
		const char *title = title_of(graph, (uint32_t)i);
		ambiguous[i] = GPOINTER_TO_SIZE(g_hash_table_lookup(titles, title)) > 1;
	}
	return ambiguous;
}

bool
sg_lookup_has_packages(const SgLookup *lookup)
{
	return lookup->packages;
}

bool
sg_lookup_is_ambiguous(const SgLookup *lookup, uint32_t document)
{
	return lookup->ambiguous[document];
}

static const char **
list_urls(SgLookup *lookup, SgSort sort, size_t count)
{
	const char **urls = g_new(const char *, count + 1);
	for (size_t i = 0; i < count; i++) {
		SgRef ref = sg_ref_of(lookup->graph, sort, i);
		g_autofree char *place = sg_url_of_ref(lookup->graph, ref);
		g_autofree char *url = sg_url_file(place, ".html");
		urls[i] = g_string_chunk_insert(lookup->strings, url);
	}
	return urls;
}

const char *
sg_lookup_url(const SgLookup *lookup, SgRef ref)
{
	size_t i = sg_ref_index(lookup->graph, ref);
	bool is_document = sg_ref_sort(lookup->graph, ref) == SG_SORT_DOCUMENT;
	return is_document ? lookup->document_urls[i] : lookup->entity_urls[i];
}

static void
lookup_free(SgLookup *lookup)
{
	if (!lookup)
		return;
	g_string_chunk_free(lookup->strings);
	g_free(lookup->document_urls);
	g_free(lookup->entity_urls);
	g_free(lookup->ambiguous);
	g_free(lookup->first_line);
	g_free(lookup->targets);
	g_free(lookup->overlaps.start);
	g_free(lookup->overlaps.items);
	g_free(lookup->diags.start);
	g_free(lookup->diags.items);
	g_free(lookup);
}

static SgLookup *
lookup_new(const SgGraph *graph)
{
	SgLookup *lookup = g_new0(SgLookup, 1);
	lookup->graph = graph;
	lookup->ambiguous = list_ambiguous(graph);
	lookup->packages = sg_graph_has_packages(graph);
	lookup->overlaps = index_by_document(graph, sg_graph_n_overlaps(graph), overlap_owners);
	lookup->diags = index_by_document(graph, sg_graph_n_diags(graph), diag_owners);
	mark_targets(lookup);
	lookup->strings = g_string_chunk_new(STRING_BYTES);
	lookup->document_urls = list_urls(lookup, SG_SORT_DOCUMENT, sg_graph_n_documents(graph));
	lookup->entity_urls = list_urls(lookup, SG_SORT_ENTITY, sg_graph_n_entities(graph));
	return lookup;
}

static SgLookup *current;

const SgLookup *
sg_lookup(const SgGraph *graph)
{
	if (!current || current->graph != graph) {
		lookup_free(current);
		current = lookup_new(graph);
	}
	return current;
}

void
sg_lookup_forget(void)
{
	g_clear_pointer(&current, lookup_free);
}

bool
sg_lookup_is_target(const SgLookup *lookup, uint32_t document, uint32_t line)
{
	uint32_t bit = lookup->first_line[document] + line - 1;
	if (line == 0 || bit >= lookup->first_line[document + 1])
		return false;
	return lookup->targets[bit / 8] >> bit % 8 & 1;
}

static const uint32_t *
index_get(const Index *index, uint32_t document, size_t *count)
{
	*count = index->start[document + 1] - index->start[document];
	return index->items + index->start[document];
}

const uint32_t *
sg_lookup_overlaps(const SgLookup *lookup, uint32_t document, size_t *count)
{
	return index_get(&lookup->overlaps, document, count);
}

const uint32_t *
sg_lookup_diags(const SgLookup *lookup, uint32_t document, size_t *count)
{
	return index_get(&lookup->diags, document, count);
}
