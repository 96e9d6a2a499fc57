/* SPDX-License-Identifier: MIT */
#include "dedupe/shingles.h"

#include "base/radix.h"
#include "model/words.h"

#define N_SLOTS 1024

/* Sorted, distinct. */
typedef struct {
	uint32_t document; /* SG_NONE: empty slot */
	GArray *hashes;    /* of uint64_t */
} Set;

struct SgShingleSets {
	const SgCorpus *corpus;
	GArray *spare; /* of SgKeyed: a document's shingles, to be sorted */
	Set left;
	Set slots[N_SLOTS];
};

static void
fill(Set *set, const SgShingleSets *sets, uint32_t document)
{
	const SgFacts *facts = sg_corpus_facts(sets->corpus, document);
	g_array_set_size(sets->spare, 0);
	SgShingleWalk walk = sg_shingles_start(facts->pool, facts->nodes, facts->n_nodes);
	for (SgKeyed item = {0}; sg_shingles_next(&walk, &item.key);)
		g_array_append_val(sets->spare, item);
	const SgKeyed *items = (const SgKeyed *)(const void *)sets->spare->data;
	sg_sort_keyed((SgKeyed *)(void *)sets->spare->data, sets->spare->len);
	g_array_set_size(set->hashes, 0);
	for (guint i = 0; i < sets->spare->len; i++) {
		if (i == 0 || items[i].key != items[i - 1].key)
			g_array_append_val(set->hashes, items[i].key);
	}
	set->document = document;
}

SgShingleSets *
sg_shingle_sets_new(const SgCorpus *corpus)
{
	SgShingleSets *sets = g_new0(SgShingleSets, 1);
	sets->corpus = corpus;
	sets->spare = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
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
	g_array_unref(sets->spare);
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
		fill(slot, sets, document);
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
		fill(&sets->left, sets, a);
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
