/* SPDX-License-Identifier: MIT */
#include "dedupe/candidates.h"

#include "base/radix.h"

/* 32 bands of 2 bins: of pairs with Jaccard 0.8 all but 1e-14 meet in one, with 0.3 95 %. */
#define BAND_ROWS 2
#define N_BANDS   (SG_SKETCH_SIZE / BAND_ROWS)

/* Bins in common below which neither a copy nor a containment of 0.5 is likely (Jaccard 0.09 and
 * less); pairs that share a band by chance end here. */
#define MIN_EQUAL_BINS 6

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

/* Entries have a document as their value and come in order of it. Adds the pairs inside each run of
 * equal keys; the key of a pair are its two documents. */
static void
add_pairs(const SgCorpus *corpus, GArray *entries, size_t window, WorthFn worth, GArray *pairs)
{
	SgKeyed *all = (SgKeyed *)(void *)entries->data;
	sg_sort_keyed(all, entries->len);
	for (size_t i = 0; i < entries->len; i++) {
		size_t last = MIN(entries->len, i + 1 + window);
		for (size_t j = i + 1; j < last && all[j].key == all[i].key; j++) {
			SgKeyed pair = {all[i].value << 32 | all[j].value, 0};
			if (worth(corpus, (uint32_t)all[i].value, (uint32_t)all[j].value))
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
		SgKeyed entry = {(uint64_t)bins[0] << 32 | bins[1], i};
		g_array_append_val(entries, entry);
	}
}

static void
list_names(const SgCorpus *corpus, GArray *entries)
{
	g_array_set_size(entries, 0);
	for (uint32_t i = 0; i < corpus->n; i++) {
		SgKeyed entry = {corpus->name[i], i};
		if (corpus->twin[i] == i && corpus->name[i] != SG_NONE)
			g_array_append_val(entries, entry);
	}
}

static GArray *
list_distinct(GArray *pairs)
{
	GArray *candidates = g_array_new(FALSE, FALSE, sizeof(SgCandidate));
	SgKeyed *all = (SgKeyed *)(void *)pairs->data;
	sg_sort_keyed(all, pairs->len);
	for (guint i = 0; i < pairs->len; i++) {
		SgCandidate pair = {(uint32_t)(all[i].key >> 32), (uint32_t)all[i].key};
		if (i == 0 || all[i].key != all[i - 1].key)
			g_array_append_val(candidates, pair);
	}
	return candidates;
}

GArray *
sg_candidates_find(const SgCorpus *corpus)
{
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
	for (size_t band = 0; band < N_BANDS; band++) {
		list_band(corpus, band, entries);
		add_pairs(corpus, entries, SG_BUCKET_WINDOW, sketches_agree, pairs);
	}
	list_names(corpus, entries);
	add_pairs(corpus, entries, SG_NAME_WINDOW, always, pairs);
	return list_distinct(pairs);
}
