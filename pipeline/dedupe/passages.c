/* SPDX-License-Identifier: MIT */
#include "dedupe/align.h"

#include "base/parallel.h"
#include "dedupe/order.h"
#include "dedupe/verdicts.h"

/* What each overlap says of its two texts. */

#define PAIRS_IN_RUN 32

typedef struct {
	const SgCorpus *corpus;
	const GArray *overlaps; /* of SgOverlap */
	const uint32_t *order;  /* to look at them in */
	SgAlignment *found;     /* of each */
} Aligning;

static void
align_identical(const SgFacts *facts, GArray *passages)
{
	SgPassage all = {1, facts->n_lines, 1, facts->n_lines, 1};
	if (facts->n_lines > 0)
		g_array_append_val(passages, all);
}

static void
align_overlap(const SgCorpus *corpus,
	      SgUnitLists *lists,
	      const SgOverlap *overlap,
	      SgAlignment *found)
{
	const SgFacts *a = sg_corpus_facts(corpus, overlap->a);
	const SgFacts *b = sg_corpus_facts(corpus, overlap->b);
	if (overlap->verdict == SG_VERDICT_IDENTICAL) {
		align_identical(a, found->passages);
		return;
	}
	/* Where most of the text differs, a list of differences would be the text again. */
	bool list = sg_verdict_is_same(overlap->verdict) || overlap->verdict == SG_VERDICT_DERIVED;
	if (list || overlap->verdict == SG_VERDICT_VARIANT)
		sg_align_metas(a, b, found->differences);
	SgAlignment wanted = {found->passages, list ? found->differences : NULL};
	if (overlap->score > 0)
		sg_align_texts(lists, overlap->a, overlap->b, &wanted);
}

static void
align_share(SgTurns *turns, void *data)
{
	const Aligning *aligning = data;
	g_autoptr(SgUnitLists) lists = sg_unit_lists_new(aligning->corpus);
	for (size_t step; sg_turns_next(turns, &step);) {
		uint32_t i = aligning->order[step];
		SgAlignment *found = &aligning->found[i];
		found->passages = g_array_new(FALSE, FALSE, sizeof(SgPassage));
		found->differences = g_array_new(FALSE, FALSE, sizeof(SgDifference));
		align_overlap(aligning->corpus, lists,
			      &g_array_index(aligning->overlaps, SgOverlap, i), found);
	}
}

static uint32_t *
order_overlaps(const GArray *overlaps, uint32_t documents)
{
	g_autofree SgCandidate *pairs = g_new(SgCandidate, overlaps->len + 1);
	for (guint i = 0; i < overlaps->len; i++) {
		const SgOverlap *overlap = &g_array_index(overlaps, SgOverlap, i);
		pairs[i] = (SgCandidate){overlap->a, overlap->b};
	}
	return sg_pairs_order(pairs, overlaps->len, documents);
}

/* Appends what part holds to all; frees part. */
static SgRun
take_over(GArray *all, GArray *part)
{
	SgRun run = {all->len, part->len};
	if (part->len > 0)
		g_array_append_vals(all, part->data, part->len);
	g_array_unref(part);
	return run;
}

void
sg_align_overlaps(const SgCorpus *corpus, SgOverlaps *overlaps)
{
	GArray *all = overlaps->overlaps;
	g_autofree uint32_t *order = order_overlaps(all, corpus->n);
	g_autofree SgAlignment *found = g_new0(SgAlignment, all->len + 1);
	Aligning aligning = {corpus, all, order, found};
	sg_parallel_run(all->len, PAIRS_IN_RUN, align_share, &aligning);
	for (guint i = 0; i < all->len; i++) {
		SgOverlap *overlap = &g_array_index(all, SgOverlap, i);
		overlap->passages = take_over(overlaps->passages, found[i].passages);
		overlap->differences = take_over(overlaps->differences, found[i].differences);
	}
}
