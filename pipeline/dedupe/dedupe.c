/* SPDX-License-Identifier: MIT */
#include "dedupe/dedupe.h"

#include "dedupe/align.h"
#include "dedupe/candidates.h"
#include "dedupe/clusters.h"
#include "dedupe/verdicts.h"

#include <string.h>

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

static void
judge_candidates(const SgCorpus *corpus, SgOverlaps *overlaps)
{
	g_autoptr(GArray) candidates = sg_candidates_find(corpus);
	g_autoptr(SgShingleSets) sets = sg_shingle_sets_new(corpus);
	for (guint i = 0; i < candidates->len; i++) {
		SgCandidate pair = g_array_index(candidates, SgCandidate, i);
		SgComparison comparison = {
		    .shared = sg_shingle_sets_compare(sets, pair.a, pair.b),
		    .same_text = have_same_text(corpus, &pair),
		    .other_markup = is_markdown(corpus, pair.a) != is_markdown(corpus, pair.b),
		    .same_name = corpus->name[pair.a] != SG_NONE &&
				 corpus->name[pair.a] == corpus->name[pair.b],
		};
		SgVerdict verdict = sg_verdict_decide(&comparison);
		if (verdict == SG_N_VERDICTS)
			continue;
		SgOverlap overlap = {
		    .a = pair.a,
		    .b = pair.b,
		    .verdict = verdict,
		    .jaccard = sg_shared_jaccard(comparison.shared),
		    .containment_a = sg_shared_containment_a(comparison.shared),
		    .containment_b = sg_shared_containment_b(comparison.shared),
		};
		overlap.score = MAX(overlap.containment_a, overlap.containment_b);
		g_array_append_val(overlaps->overlaps, overlap);
	}
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

static void
align_identical(const SgFacts *facts, GArray *passages)
{
	SgPassage all = {1, facts->n_lines, 1, facts->n_lines, 1};
	if (facts->n_lines > 0)
		g_array_append_val(passages, all);
}

static void
align_pair(SgUnitLists *lists, const SgCorpus *corpus, SgOverlaps *overlaps, SgOverlap *overlap)
{
	const SgFacts *a = sg_corpus_facts(corpus, overlap->a);
	const SgFacts *b = sg_corpus_facts(corpus, overlap->b);
	bool same = sg_verdict_is_same(overlap->verdict);
	overlap->passages.first = overlaps->passages->len;
	overlap->differences.first = overlaps->differences->len;
	if (overlap->verdict == SG_VERDICT_IDENTICAL) {
		align_identical(a, overlaps->passages);
	} else {
		/* Where most of the text differs, a list of differences would be the text again. */
		bool list = same || overlap->verdict == SG_VERDICT_DERIVED;
		if (list || overlap->verdict == SG_VERDICT_VARIANT)
			sg_align_metas(a, b, overlaps->differences);
		SgAlignment alignment = {overlaps->passages, list ? overlaps->differences : NULL};
		if (overlap->score > 0)
			sg_align_texts(lists, overlap->a, overlap->b, &alignment);
	}
	overlap->passages.count = overlaps->passages->len - overlap->passages.first;
	overlap->differences.count = overlaps->differences->len - overlap->differences.first;
}

static void
align_pairs(const SgCorpus *corpus, SgOverlaps *overlaps)
{
	g_autoptr(SgUnitLists) lists = sg_unit_lists_new(corpus);
	for (guint i = 0; i < overlaps->overlaps->len; i++)
		align_pair(lists, corpus, overlaps,
			   &g_array_index(overlaps->overlaps, SgOverlap, i));
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
	align_pairs(corpus, overlaps);
	return overlaps;
}
