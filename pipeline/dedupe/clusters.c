/* SPDX-License-Identifier: MIT */
#include "dedupe/clusters.h"

#include "dedupe/verdicts.h"

#include <stdlib.h>

/* Smaller is better. */
static const unsigned char structure[] = {[SG_SYNTAX_MARKDOWN] = 0,
					  [SG_SYNTAX_HTML] = 1,
					  [SG_SYNTAX_FLATTENED] = 2,
					  [SG_SYNTAX_TEXT] = 3};

typedef struct {
	uint32_t document;
	uint32_t structure;
	uint32_t n_shingles;
} Rank;

static int
compare_rank(const void *a, const void *b)
{
	const Rank *x = a;
	const Rank *y = b;
	if (x->structure != y->structure)
		return (x->structure > y->structure) - (x->structure < y->structure);
	if (x->n_shingles != y->n_shingles)
		return (x->n_shingles < y->n_shingles) - (x->n_shingles > y->n_shingles);
	return (x->document > y->document) - (x->document < y->document);
}

int
sg_overlap_compare(gconstpointer a, gconstpointer b)
{
	const SgOverlap *x = a;
	const SgOverlap *y = b;
	if (x->a != y->a)
		return (x->a > y->a) - (x->a < y->a);
	return (x->b > y->b) - (x->b < y->b);
}

const SgOverlap *
sg_overlaps_find(const SgOverlaps *overlaps, uint32_t a, uint32_t b)
{
	SgOverlap key = {.a = MIN(a, b), .b = MAX(a, b)};
	if (overlaps->overlaps->len == 0)
		return NULL;
	return bsearch(&key, overlaps->overlaps->data, overlaps->overlaps->len, sizeof key,
		       sg_overlap_compare);
}

/* For each document the documents that are the same, as runs of one array. */
typedef struct {
	uint32_t *start;
	uint32_t *other;
} Links;

static Links
link_same(const SgCorpus *corpus, const GArray *overlaps)
{
	Links links = {g_new0(uint32_t, corpus->n + 2),
		       g_new(uint32_t, 2 * (size_t)overlaps->len + 1)};
	for (guint i = 0; i < overlaps->len; i++) {
		const SgOverlap *overlap = &g_array_index(overlaps, SgOverlap, i);
		if (sg_verdict_is_same(overlap->verdict)) {
			links.start[overlap->a + 2]++;
			links.start[overlap->b + 2]++;
		}
	}
	for (uint32_t i = 2; i < corpus->n + 2; i++)
		links.start[i] += links.start[i - 1];
	for (guint i = 0; i < overlaps->len; i++) {
		const SgOverlap *overlap = &g_array_index(overlaps, SgOverlap, i);
		if (sg_verdict_is_same(overlap->verdict)) {
			links.other[links.start[overlap->a + 1]++] = overlap->b;
			links.other[links.start[overlap->b + 1]++] = overlap->a;
		}
	}
	return links;
}

static Rank *
rank_documents(const SgCorpus *corpus)
{
	Rank *ranks = g_new(Rank, corpus->n + 1);
	for (uint32_t i = 0; i < corpus->n; i++) {
		const SgFacts *facts = sg_corpus_facts(corpus, i);
		ranks[i] = (Rank){i, structure[facts->record->syntax], facts->sketch->n_shingles};
	}
	qsort(ranks, corpus->n, sizeof *ranks, compare_rank);
	return ranks;
}

static int
compare_member(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

typedef struct {
	const SgCorpus *corpus;
	Links links;
	uint32_t *next_twin; /* next document with the same text, or SG_NONE */
	bool *taken;
	SgOverlaps *overlaps;
} Forming;

static uint32_t *
chain_twins(const SgCorpus *corpus)
{
	uint32_t *next = g_new(uint32_t, corpus->n + 1);
	g_autofree uint32_t *last = g_new(uint32_t, corpus->n + 1);
	for (uint32_t i = 0; i < corpus->n; i++) {
		next[i] = SG_NONE;
		last[i] = i;
		uint32_t first = corpus->twin[i];
		if (first != i) {
			next[last[first]] = i;
			last[first] = i;
		}
	}
	return next;
}

/* A document brings those with the same text along: they were not compared themselves. */
static void
take(Forming *forming, uint32_t document)
{
	bool first = forming->corpus->twin[document] == document;
	for (uint32_t i = document; i != SG_NONE; i = first ? forming->next_twin[i] : SG_NONE) {
		if (forming->taken[i])
			continue;
		forming->taken[i] = true;
		g_array_append_val(forming->overlaps->members, i);
	}
}

/* The canonical document takes what is linked to it and still free. */
static void
form_one(Forming *forming, uint32_t canonical)
{
	SgOverlaps *overlaps = forming->overlaps;
	const Links *links = &forming->links;
	SgCluster cluster = {.canonical = canonical, .members.first = overlaps->members->len};
	take(forming, canonical);
	for (uint32_t i = links->start[canonical]; i < links->start[canonical + 1]; i++) {
		if (!forming->taken[links->other[i]])
			take(forming, links->other[i]);
	}
	cluster.members.count = overlaps->members->len - cluster.members.first;
	if (cluster.members.count < 2) {
		g_array_set_size(overlaps->members, cluster.members.first);
		return;
	}
	qsort(&g_array_index(overlaps->members, SgRef, cluster.members.first),
	      cluster.members.count, sizeof(SgRef), compare_member);
	g_array_append_val(overlaps->clusters, cluster);
}

static int
compare_cluster(gconstpointer a, gconstpointer b)
{
	const SgCluster *x = a;
	const SgCluster *y = b;
	return (x->canonical > y->canonical) - (x->canonical < y->canonical);
}

void
sg_clusters_form(const SgCorpus *corpus, SgOverlaps *overlaps)
{
	if (corpus->n == 0)
		return;
	Forming forming = {corpus, link_same(corpus, overlaps->overlaps), chain_twins(corpus),
			   g_new0(bool, corpus->n), overlaps};
	g_autofree Rank *ranks = rank_documents(corpus);
	for (uint32_t i = 0; i < corpus->n; i++) {
		if (!forming.taken[ranks[i].document])
			form_one(&forming, ranks[i].document);
	}
	g_array_sort(overlaps->clusters, compare_cluster);
	g_free(forming.links.start);
	g_free(forming.links.other);
	g_free(forming.next_twin);
	g_free(forming.taken);
}
