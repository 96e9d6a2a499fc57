/* SPDX-License-Identifier: MIT */
#include "dedupe/shingles.h"

#include "model/words.h"

#include <stdlib.h>

#define N_SLOTS 1024

/* Sorted, distinct. */
typedef struct {
	uint32_t document; /* SG_NONE: empty slot */
	GArray *hashes;    /* of uint64_t */
} Set;

struct SgShingleSets {
	const SgCorpus *corpus;
	Set left;
	Set slots[N_SLOTS];
};

static int
compare_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static void
fill(Set *set, const SgCorpus *corpus, uint32_t document)
{
	const SgFacts *facts = sg_corpus_facts(corpus, document);
	g_array_set_size(set->hashes, 0);
	SgShingleWalk walk = sg_shingles_start(facts->pool, facts->nodes, facts->n_nodes);
	for (uint64_t hash; sg_shingles_next(&walk, &hash);)
		g_array_append_val(set->hashes, hash);
	uint64_t *hashes = (uint64_t *)(void *)set->hashes->data;
	if (set->hashes->len > 1)
		qsort(hashes, set->hashes->len, sizeof *hashes, compare_hash);
	guint distinct = 0;
	for (guint i = 0; i < set->hashes->len; i++) {
		if (i == 0 || hashes[i] != hashes[distinct - 1])
			hashes[distinct++] = hashes[i];
	}
	g_array_set_size(set->hashes, distinct);
	set->document = document;
}

SgShingleSets *
sg_shingle_sets_new(const SgCorpus *corpus)
{
	SgShingleSets *sets = g_new0(SgShingleSets, 1);
	sets->corpus = corpus;
	sets->left = (Set){SG_NONE, g_array_new(FALSE, FALSE, sizeof(uint64_t))};
	for (size_t i = 0; i < N_SLOTS; i++)
		sets->slots[i] = (Set){SG_NONE, NULL};
	return sets;
}

void
sg_shingle_sets_free(SgShingleSets *sets)
{
	if (!sets)
		return;
	g_array_unref(sets->left.hashes);
	for (size_t i = 0; i < N_SLOTS; i++)
		g_clear_pointer(&sets->slots[i].hashes, g_array_unref);
	g_free(sets);
}

static const GArray *
slot_of(SgShingleSets *sets, uint32_t document)
{
	Set *slot = &sets->slots[document % N_SLOTS];
	if (!slot->hashes)
		slot->hashes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	if (slot->document != document)
		fill(slot, sets->corpus, document);
	return slot->hashes;
}

static uint32_t
count_common(const GArray *a, const GArray *b)
{
	uint32_t common = 0;
	for (guint i = 0, j = 0; i < a->len && j < b->len;) {
		uint64_t x = g_array_index(a, uint64_t, i);
		uint64_t y = g_array_index(b, uint64_t, j);
		common += x == y;
		i += x <= y;
		j += y <= x;
	}
	return common;
}

SgShared
sg_shingle_sets_compare(SgShingleSets *sets, uint32_t a, uint32_t b)
{
	if (sets->left.document != a)
		fill(&sets->left, sets->corpus, a);
	const GArray *right = slot_of(sets, b);
	const GArray *left = sets->left.hashes;
	return (SgShared){left->len, right->len, count_common(left, right)};
}

static double
share(uint32_t part, uint32_t whole)
{
	return whole ? (double)part / whole : 0;
}

double
sg_shared_jaccard(SgShared shared)
{
	return share(shared.common, shared.n_a + shared.n_b - shared.common);
}

double
sg_shared_containment_a(SgShared shared)
{
	return share(shared.common, shared.n_a);
}

double
sg_shared_containment_b(SgShared shared)
{
	return share(shared.common, shared.n_b);
}
