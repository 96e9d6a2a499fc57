/* SPDX-License-Identifier: MIT */
#include "dedupe/shingles.h"

#include "model/words.h"

#include <string.h>

#define N_SLOTS 256 /* far more than documents hang together */

/* Numbers other than 0 by open addressing, at most half full: linear in time and, unlike sorting,
 * without a pass over all for each byte of a number. */
typedef struct {
	GArray *keys; /* of uint64_t; 0: free. The length is a power of two. */
} Table;

/* Distinct, in order of the text. */
typedef struct {
	uint32_t document; /* SG_NONE: empty slot */
	GArray *hashes;    /* of uint64_t */
} Set;

struct SgShingleSets {
	const SgCorpus *corpus;
	GArray *spare; /* of uint64_t: all shingles of a document, repeated ones too */
	Table seen;    /* of the document that is being listed */
	Table left;    /* of the left document of the last pair */
	uint32_t left_document;
	uint32_t n_left;
	Set slots[N_SLOTS];
};

/* Empties the table and makes room for count keys. */
static void
table_reset(Table *table, guint count)
{
	guint size = 16;
	while (size / 2 < count)
		size *= 2;
	g_array_set_size(table->keys, size);
	memset(table->keys->data, 0, size * sizeof(uint64_t));
}

/* Where key is or belongs. */
static uint64_t *
table_find(const Table *table, uint64_t key)
{
	uint64_t *keys = (uint64_t *)(void *)table->keys->data;
	guint mask = table->keys->len - 1;
	guint i = (guint)key & mask;
	while (keys[i] != 0 && keys[i] != key)
		i = (i + 1) & mask;
	return &keys[i];
}

/* Returns their number. */
static guint
list_all(GArray *spare, const SgFacts *facts)
{
	SgShingleWalk walk = sg_shingles_start(facts->pool, facts->nodes, facts->n_nodes);
	guint count = 0;
	for (uint64_t shingle; sg_shingles_next(&walk, &shingle);) {
		if (count == spare->len)
			g_array_set_size(spare, 2 * count + 256);
		g_array_index(spare, uint64_t, count++) = shingle ? shingle : 1;
	}
	return count;
}

static void
fill(Set *set, SgShingleSets *sets, uint32_t document)
{
	guint count = list_all(sets->spare, sg_corpus_facts(sets->corpus, document));
	table_reset(&sets->seen, count);
	g_array_set_size(set->hashes, count);
	guint distinct = 0;
	for (guint i = 0; i < count; i++) {
		uint64_t shingle = g_array_index(sets->spare, uint64_t, i);
		uint64_t *place = table_find(&sets->seen, shingle);
		if (*place == 0)
			g_array_index(set->hashes, uint64_t, distinct++) = shingle;
		*place = shingle;
	}
	g_array_set_size(set->hashes, distinct);
	set->document = document;
}

SgShingleSets *
sg_shingle_sets_new(const SgCorpus *corpus)
{
	SgShingleSets *sets = g_new0(SgShingleSets, 1);
	sets->corpus = corpus;
	sets->spare = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	sets->seen.keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	sets->left.keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	sets->left_document = SG_NONE;
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
	g_array_unref(sets->seen.keys);
	g_array_unref(sets->left.keys);
	for (size_t i = 0; i < N_SLOTS; i++)
		g_clear_pointer(&sets->slots[i].hashes, g_array_unref);
	g_free(sets);
}

static const GArray *
set_of(SgShingleSets *sets, uint32_t document)
{
	Set *slot = &sets->slots[document % N_SLOTS];
	if (!slot->hashes)
		slot->hashes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	if (slot->document != document)
		fill(slot, sets, document);
	return slot->hashes;
}

static void
enter_left(SgShingleSets *sets, uint32_t document)
{
	const GArray *hashes = set_of(sets, document);
	table_reset(&sets->left, hashes->len);
	for (guint i = 0; i < hashes->len; i++) {
		uint64_t shingle = g_array_index(hashes, uint64_t, i);
		*table_find(&sets->left, shingle) = shingle;
	}
	sets->left_document = document;
	sets->n_left = hashes->len;
}

SgShared
sg_shingle_sets_compare(SgShingleSets *sets, uint32_t a, uint32_t b)
{
	if (sets->left_document != a)
		enter_left(sets, a);
	const GArray *right = set_of(sets, b);
	uint32_t common = 0;
	for (guint i = 0; i < right->len; i++)
		common += *table_find(&sets->left, g_array_index(right, uint64_t, i)) != 0;
	return (SgShared){sets->n_left, right->len, common};
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
