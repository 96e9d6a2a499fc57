/* SPDX-License-Identifier: MIT */
#include "dedupe/candidates.h"

#include "base/parallel.h"
#include "base/radix.h"

#include <string.h>

/* 32 bands of 2 bins: of pairs with Jaccard 0.8 all but 1e-14 meet in one, with 0.3 95 %. */
#define BAND_ROWS 2
#define N_BANDS   (SG_SKETCH_SIZE / BAND_ROWS)

/* Bins in common below which neither a copy nor a containment of 0.5 is likely (Jaccard 0.09 and
 * less); pairs that share a band by chance end here. */
#define MIN_EQUAL_BINS 6

#define MANY 20000 /* documents in bands that are a run of work for a thread */

/* What the pairs of all bands are found in. */
typedef struct {
	const SgCorpus *corpus;
	uint32_t *bins;         /* SG_SKETCH_SIZE of each document: side by side, since every band
				   goes through all */
	GArray *pairs[N_BANDS]; /* of SgKeyed */
} Sketches;

static bool
takes_part(const SgCorpus *corpus, uint32_t document)
{
	return corpus->twin[document] == document &&
	       sg_corpus_facts(corpus, document)->sketch->n_shingles > 0;
}

static uint32_t *
copy_bins(const SgCorpus *corpus)
{
	uint32_t *bins = g_new(uint32_t, SG_SKETCH_SIZE * ((size_t)corpus->n + 1));
	for (uint32_t i = 0; i < corpus->n; i++)
		memcpy(bins + (size_t)i * SG_SKETCH_SIZE, sg_corpus_facts(corpus, i)->sketch->bins,
		       SG_SKETCH_SIZE * sizeof *bins);
	return bins;
}

/* sketches NULL: every pair of documents is worth a look. */
static bool
is_worth(const Sketches *sketches, uint64_t a, uint64_t b)
{
	if (!sketches)
		return a != b;
	const uint32_t *left = sketches->bins + a * SG_SKETCH_SIZE;
	const uint32_t *right = sketches->bins + b * SG_SKETCH_SIZE;
	uint32_t equal = 0;
	for (size_t i = 0; i < SG_SKETCH_SIZE; i++)
		equal += left[i] == right[i];
	return equal >= MIN_EQUAL_BINS;
}

/* Entries have a document as their value and come in order of it. Adds the pairs inside each run of
 * equal keys; the key of a pair are its two documents. */
static void
add_pairs(const Sketches *sketches, GArray *entries, size_t window, GArray *pairs)
{
	SgKeyed *all = (SgKeyed *)(void *)entries->data;
	sg_sort_keyed(all, entries->len);
	for (size_t i = 0; i < entries->len; i++) {
		size_t last = MIN(entries->len, i + 1 + window);
		for (size_t j = i + 1; j < last && all[j].key == all[i].key; j++) {
			SgKeyed pair = {all[i].value << 32 | all[j].value, 0};
			if (is_worth(sketches, all[i].value, all[j].value))
				g_array_append_val(pairs, pair);
		}
	}
}

static void
list_band(const Sketches *sketches, size_t band, GArray *entries)
{
	const SgCorpus *corpus = sketches->corpus;
	g_array_set_size(entries, 0);
	for (uint32_t i = 0; i < corpus->n; i++) {
		const uint32_t *bins =
		    sketches->bins + (size_t)i * SG_SKETCH_SIZE + band * BAND_ROWS;
		SgKeyed entry = {(uint64_t)bins[0] << 32 | bins[1], i};
		if (takes_part(corpus, i))
			g_array_append_val(entries, entry);
	}
}

static void
look_at_bands(SgTurns *turns, void *data)
{
	Sketches *sketches = data;
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
	for (size_t band; sg_turns_next(turns, &band);) {
		sketches->pairs[band] = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
		list_band(sketches, band, entries);
		add_pairs(sketches, entries, SG_BUCKET_WINDOW, sketches->pairs[band]);
	}
}

static void
add_alike(const SgCorpus *corpus, GArray *pairs)
{
	Sketches sketches = {.corpus = corpus, .bins = copy_bins(corpus)};
	sg_parallel_run(N_BANDS, MAX(MANY / (corpus->n + 1), 1), look_at_bands, &sketches);
	for (size_t band = 0; band < N_BANDS; band++) {
		g_array_append_vals(pairs, sketches.pairs[band]->data, sketches.pairs[band]->len);
		g_array_unref(sketches.pairs[band]);
	}
	g_free(sketches.bins);
}

static void
add_named(const SgCorpus *corpus, GArray *pairs)
{
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
	for (uint32_t i = 0; i < corpus->n; i++) {
		SgKeyed entry = {corpus->name[i], i};
		if (corpus->twin[i] == i && corpus->name[i] != SG_NONE)
			g_array_append_val(entries, entry);
	}
	add_pairs(NULL, entries, SG_NAME_WINDOW, pairs);
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
	add_alike(corpus, pairs);
	add_named(corpus, pairs);
	return list_distinct(pairs);
}
