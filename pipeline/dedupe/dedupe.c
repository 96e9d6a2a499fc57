/* SPDX-License-Identifier: MIT */
#include "dedupe/dedupe.h"

#include "base/parallel.h"
#include "dedupe/align.h"
#include "dedupe/candidates.h"
#include "dedupe/clusters.h"
#include "dedupe/verdicts.h"

#include <string.h>

#define PAIRS_IN_RUN 32

void
sg_overlaps_free(SgOverlaps *overlaps)
{
	if (!overlaps)
		return;
	g_array_unref(overlaps->overlaps);
	g_array_unref(overlaps->passages);
	g_array_unref(overlaps->differences);
	g_array_unref(overlaps->clusters);
	g_array_unref(overlaps->members);
	g_free(overlaps);
}

static SgOverlaps *
overlaps_new(void)
{
	SgOverlaps *overlaps = g_new0(SgOverlaps, 1);
	overlaps->overlaps = g_array_new(FALSE, FALSE, sizeof(SgOverlap));
	overlaps->passages = g_array_new(FALSE, FALSE, sizeof(SgPassage));
	overlaps->differences = g_array_new(FALSE, FALSE, sizeof(SgDifference));
	overlaps->clusters = g_array_new(FALSE, FALSE, sizeof(SgCluster));
	overlaps->members = g_array_new(FALSE, FALSE, sizeof(SgRef));
	return overlaps;
}

static bool
is_markdown(const SgCorpus *corpus, uint32_t document)
{
	return sg_corpus_facts(corpus, document)->record->syntax == SG_SYNTAX_MARKDOWN;
}

/* The same bytes under names that have them read in two ways. */
static bool
have_same_text(const SgCorpus *corpus, const SgCandidate *pair)
{
	const SgFacts *a = sg_corpus_facts(corpus, pair->a);
	const SgFacts *b = sg_corpus_facts(corpus, pair->b);
	return a->record->text_length == b->record->text_length &&
	       memcmp(sg_facts_str(a, a->record->text), sg_facts_str(b, b->record->text),
		      a->record->text_length) == 0;
}

/* Pairs and what is found out of each of them. */
typedef struct {
	const SgCorpus *corpus;
	const SgCandidate *pairs;
	const uint32_t *order; /* to look at them in */
	SgShared *shared;
} Comparing;

static void
compare_pairs(SgTurns *turns, void *data)
{
	const Comparing *comparing = data;
	g_autoptr(SgShingleSets) sets = sg_shingle_sets_new(comparing->corpus);
	for (size_t step; sg_turns_next(turns, &step);) {
		uint32_t i = comparing->order[step];
		SgCandidate pair = comparing->pairs[i];
		comparing->shared[i] = sg_shingle_sets_compare(sets, pair.a, pair.b);
	}
}

static SgShared *
compare_candidates(const SgCorpus *corpus, const GArray *candidates)
{
	const SgCandidate *pairs = (const SgCandidate *)(const void *)candidates->data;
	g_autofree uint32_t *order = sg_pairs_order(pairs, candidates->len, corpus->n);
	SgShared *shared = g_new(SgShared, candidates->len + 1);
	Comparing comparing = {corpus, pairs, order, shared};
	sg_parallel_run(candidates->len, PAIRS_IN_RUN, compare_pairs, &comparing);
	return shared;
}

static void
judge_pair(const SgCorpus *corpus, const SgCandidate *pair, SgShared shared, GArray *overlaps)
{
	SgComparison comparison = {
	    .shared = shared,
	    .same_text = have_same_text(corpus, pair),
	    .other_markup = is_markdown(corpus, pair->a) != is_markdown(corpus, pair->b),
	    .same_name =
		corpus->name[pair->a] != SG_NONE && corpus->name[pair->a] == corpus->name[pair->b],
	};
	SgVerdict verdict = sg_verdict_decide(&comparison);
	if (verdict == SG_N_VERDICTS)
		return;
	SgOverlap overlap = {
	    .a = pair->a,
	    .b = pair->b,
	    .verdict = verdict,
	    .jaccard = sg_shared_jaccard(shared),
	    .containment_a = sg_shared_containment_a(shared),
	    .containment_b = sg_shared_containment_b(shared),
	};
	overlap.score = MAX(overlap.containment_a, overlap.containment_b);
	g_array_append_val(overlaps, overlap);
}

static void
judge_candidates(const SgCorpus *corpus, SgOverlaps *overlaps)
{
	g_autoptr(GArray) candidates = sg_candidates_find(corpus);
	g_autofree SgShared *shared = compare_candidates(corpus, candidates);
	for (guint i = 0; i < candidates->len; i++)
		judge_pair(corpus, &g_array_index(candidates, SgCandidate, i), shared[i],
			   overlaps->overlaps);
}

static void
add_identical(const SgCorpus *corpus, SgOverlaps *overlaps)
{
	for (uint32_t i = 0; i < corpus->n; i++) {
		if (corpus->twin[i] == i)
			continue;
		SgOverlap overlap = {.a = corpus->twin[i],
				     .b = i,
				     .verdict = SG_VERDICT_IDENTICAL,
				     .jaccard = 1,
				     .containment_a = 1,
				     .containment_b = 1,
				     .score = 1};
		g_array_append_val(overlaps->overlaps, overlap);
	}
}

/* What holds for a document holds for one with the same text. */
static SgOverlap
pass_on(const SgOverlap *known, uint32_t canonical, uint32_t member)
{
	SgOverlap overlap = *known;
	if ((known->a == canonical) != (canonical < member)) {
		overlap.containment_a = known->containment_b;
		overlap.containment_b = known->containment_a;
	}
	overlap.a = MIN(canonical, member);
	overlap.b = MAX(canonical, member);
	return overlap;
}

static void
complete_cluster(const SgCorpus *corpus,
		 const SgOverlaps *overlaps,
		 const SgCluster *cluster,
		 GArray *missing)
{
	for (uint32_t k = 0; k < cluster->members.count; k++) {
		SgRef member = g_array_index(overlaps->members, SgRef, cluster->members.first + k);
		if (member == cluster->canonical ||
		    sg_overlaps_find(overlaps, cluster->canonical, member))
			continue;
		const SgOverlap *known =
		    sg_overlaps_find(overlaps, cluster->canonical, corpus->twin[member]);
		g_assert(known);
		SgOverlap overlap = pass_on(known, cluster->canonical, member);
		g_array_append_val(missing, overlap);
	}
}

/* Each member of a cluster gets its pair with the canonical document. */
static void
complete_clusters(const SgCorpus *corpus, SgOverlaps *overlaps)
{
	g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(SgOverlap));
	for (guint i = 0; i < overlaps->clusters->len; i++)
		complete_cluster(corpus, overlaps, &g_array_index(overlaps->clusters, SgCluster, i),
				 missing);
	g_array_append_vals(overlaps->overlaps, missing->data, missing->len);
	g_array_sort(overlaps->overlaps, sg_overlap_compare);
}

SgOverlaps *
sg_dedupe(const GPtrArray *facts, const SgConfig *config)
{
	(void)config; /* no key of it speaks of documents yet */
	SgOverlaps *overlaps = overlaps_new();
	g_autoptr(SgCorpus) corpus = sg_corpus_new(facts);
	judge_candidates(corpus, overlaps);
	add_identical(corpus, overlaps);
	g_array_sort(overlaps->overlaps, sg_overlap_compare);
	sg_clusters_form(corpus, overlaps);
	complete_clusters(corpus, overlaps);
	sg_align_overlaps(corpus, overlaps);
	return overlaps;
}
