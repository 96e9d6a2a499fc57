/* SPDX-License-Identifier: MIT */
#include "dedupe/candidates.h"

#include <stdlib.h>

/* 32 bands of 2 bins: of pairs with Jaccard 0.8 all but 1e-14 meet in one, with 0.3 95 %. */
#define BAND_ROWS 2
#define N_BANDS   (SG_SKETCH_SIZE / BAND_ROWS)

/* Bins in common below which neither a copy nor a containment of 0.5 is likely (Jaccard 0.09 and
 * less); pairs that share a band by chance end here. */
#define MIN_EQUAL_BINS 6

typedef struct {
	uint64_t key;
	uint32_t document;
} Entry;

static int
compare_entry(const void *a, const void *b)
{
	const Entry *x = a;
	const Entry *y = b;
	if (x->key != y->key)
		return (x->key > y->key) - (x->key < y->key);
	return (x->document > y->document) - (x->document < y->document);
}

static int
compare_candidate(const void *a, const void *b)
{
	const SgCandidate *x = a;
	const SgCandidate *y = b;
	if (x->a != y->a)
		return (x->a > y->a) - (x->a < y->a);
	return (x->b > y->b) - (x->b < y->b);
}

static uint32_t
count_equal_bins(const SgFacts *a, const SgFacts *b)
{
	uint32_t equal = 0;
	for (size_t i = 0; i < SG_SKETCH_SIZE; i++)
		equal += a->sketch->bins[i] == b->sketch->bins[i];
	return equal;
}

typedef bool (*WorthFn)(const SgCorpus *corpus, uint32_t a, uint32_t b);

static bool
sketches_agree(const SgCorpus *corpus, uint32_t a, uint32_t b)
{
	return count_equal_bins(sg_corpus_facts(corpus, a), sg_corpus_facts(corpus, b)) >=
	       MIN_EQUAL_BINS;
}

static bool
always(const SgCorpus *corpus, uint32_t a, uint32_t b)
{
	(void)corpus;
	return a != b;
}

/* Adds the pairs inside each run of equal keys. */
static void
add_pairs(const SgCorpus *corpus, GArray *entries, size_t window, WorthFn worth, GArray *pairs)
{
	const Entry *all = (const Entry *)(const void *)entries->data;
	if (entries->len > 1)
		qsort(entries->data, entries->len, sizeof(Entry), compare_entry);
	for (size_t i = 0; i < entries->len; i++) {
		size_t last = MIN(entries->len, i + 1 + window);
		for (size_t j = i + 1; j < last && all[j].key == all[i].key; j++) {
			SgCandidate pair = {all[i].document, all[j].document};
			if (worth(corpus, pair.a, pair.b))
				g_array_append_val(pairs, pair);
		}
	}
}

static bool
takes_part(const SgCorpus *corpus, uint32_t document)
{
	return corpus->twin[document] == document &&
	       sg_corpus_facts(corpus, document)->sketch->n_shingles > 0;
}

static void
list_band(const SgCorpus *corpus, size_t band, GArray *entries)
{
	g_array_set_size(entries, 0);
	for (uint32_t i = 0; i < corpus->n; i++) {
		if (!takes_part(corpus, i))
			continue;
		const uint32_t *bins = sg_corpus_facts(corpus, i)->sketch->bins + band * BAND_ROWS;
		Entry entry = {(uint64_t)bins[0] << 32 | bins[1], i};
		g_array_append_val(entries, entry);
	}
}

static void
list_names(const SgCorpus *corpus, GArray *entries)
{
	g_array_set_size(entries, 0);
	for (uint32_t i = 0; i < corpus->n; i++) {
		Entry entry = {corpus->name[i], i};
		if (corpus->twin[i] == i && corpus->name[i] != SG_NONE)
			g_array_append_val(entries, entry);
	}
}

static void
drop_repeated(GArray *pairs)
{
	SgCandidate *all = (SgCandidate *)(void *)pairs->data;
	guint distinct = 0;
	if (pairs->len > 1)
		qsort(all, pairs->len, sizeof *all, compare_candidate);
	for (guint i = 0; i < pairs->len; i++) {
		if (i == 0 || compare_candidate(&all[i], &all[distinct - 1]) != 0)
			all[distinct++] = all[i];
	}
	g_array_set_size(pairs, distinct);
}

GArray *
sg_candidates_find(const SgCorpus *corpus)
{
	GArray *pairs = g_array_new(FALSE, FALSE, sizeof(SgCandidate));
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	for (size_t band = 0; band < N_BANDS; band++) {
		list_band(corpus, band, entries);
		add_pairs(corpus, entries, SG_BUCKET_WINDOW, sketches_agree, pairs);
	}
	list_names(corpus, entries);
	add_pairs(corpus, entries, SG_NAME_WINDOW, always, pairs);
	drop_repeated(pairs);
	return pairs;
}
