/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/site.h"

#include <string.h>

/* Worst first: what is there twice, then what disagrees, then what is merely alike. */
static const SgVerdict verdict_order[] = {
    SG_VERDICT_IDENTICAL, SG_VERDICT_COPY,    SG_VERDICT_RENDITION, SG_VERDICT_DERIVED,
    SG_VERDICT_RIVAL,     SG_VERDICT_VARIANT, SG_VERDICT_OVERLAP,
};

char *
sg_overlap_url(size_t overlap)
{
	return g_strdup_printf("overlaps.html#pair-%zu", overlap + 1);
}

static unsigned
verdict_place(SgVerdict verdict)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(verdict_order); i++) {
		if (verdict_order[i] == verdict)
			return i;
	}
	return G_N_ELEMENTS(verdict_order);
}

static int
compare_overlaps(const void *a, const void *b, void *data)
{
	uint32_t i = *(const uint32_t *)a;
	uint32_t j = *(const uint32_t *)b;
	const SgOverlap *x = sg_graph_overlap(data, i);
	const SgOverlap *y = sg_graph_overlap(data, j);
	unsigned place_x = verdict_place(x->verdict);
	unsigned place_y = verdict_place(y->verdict);
	if (place_x != place_y)
		return (place_x > place_y) - (place_x < place_y);
	if (x->score != y->score)
		return (x->score < y->score) - (x->score > y->score);
	return (i > j) - (i < j);
}

static void
add_lines(SgPage *page,
	  const SgGraph *graph,
	  const char *side,
	  uint32_t document,
	  const uint32_t lines[2])
{
	g_autofree char *url = sg_fragment_line_url(graph, document, lines[0]);
	sg_page_open(page, side);
	sg_page_href(page, url);
	sg_page_number(page, "line", lines[0]);
	if (lines[1] > lines[0])
		sg_page_number(page, "end", lines[1]);
	sg_page_close(page);
}

static void
add_passages(SgPage *page, const SgGraph *graph, const SgOverlap *overlap)
{
	uint32_t a = (uint32_t)sg_ref_index(graph, overlap->a);
	uint32_t b = (uint32_t)sg_ref_index(graph, overlap->b);
	uint32_t shown = MIN(overlap->passages.count, (uint32_t)SG_SHOW_DETAILS);
	sg_page_open(page, "passages");
	sg_page_number(page, "count", overlap->passages.count);
	for (uint32_t i = 0; i < shown; i++) {
		const SgPassage *passage = sg_graph_passage(graph, overlap->passages.first + i);
		sg_page_open(page, "passage");
		sg_page_percent(page, "similarity", passage->similarity);
		add_lines(page, graph, "a", a, (uint32_t[]){passage->a_line, passage->a_end});
		add_lines(page, graph, "b", b, (uint32_t[]){passage->b_line, passage->b_end});
		sg_page_close(page);
	}
	sg_fragment_more(page, overlap->passages.count, shown);
	sg_page_close(page);
}

static void
add_side(SgPage *page, const SgGraph *graph, const char *side, uint32_t document, SgSpan span)
{
	if (span.length == 0)
		return;
	const SgFacts *facts = sg_graph_document(graph, document)->facts;
	g_autofree char *url = sg_fragment_line_url(graph, document, span.line);
	g_autofree char *words = g_strndup(sg_facts_passage(facts, span), span.length);
	g_autofree char *shortened = sg_fragment_shorten(words, 240);
	sg_page_open(page, side);
	sg_page_href(page, url);
	sg_page_number(page, "line", span.line);
	sg_page_text(page, shortened, -1);
	sg_page_close(page);
}

static void
add_differences(SgPage *page, const SgGraph *graph, const SgOverlap *overlap)
{
	uint32_t shown = MIN(overlap->differences.count, (uint32_t)SG_SHOW_DETAILS);
	sg_page_open(page, "differences");
	sg_page_number(page, "count", overlap->differences.count);
	for (uint32_t i = 0; i < shown; i++) {
		const SgDifference *difference =
		    sg_graph_difference(graph, overlap->differences.first + i);
		sg_page_open(page, "difference");
		sg_page_attr(page, "kind", difference->kind);
		add_side(page, graph, "a", (uint32_t)sg_ref_index(graph, overlap->a),
			 difference->a);
		add_side(page, graph, "b", (uint32_t)sg_ref_index(graph, overlap->b),
			 difference->b);
		sg_page_close(page);
	}
	sg_fragment_more(page, overlap->differences.count, shown);
	sg_page_close(page);
}

static void
add_pair(SgPage *page, const SgGraph *graph, uint32_t i, bool detailed)
{
	const SgOverlap *overlap = sg_graph_overlap(graph, i);
	sg_page_open(page, "pair");
	sg_page_number(page, "number", (uint64_t)i + 1);
	sg_page_attr(page, "verdict", sg_verdict_name(overlap->verdict));
	sg_page_percent(page, "jaccard", overlap->jaccard);
	sg_page_percent(page, "share-a", overlap->containment_a);
	sg_page_percent(page, "share-b", overlap->containment_b);
	sg_fragment_ref(page, graph, overlap->a);
	sg_fragment_ref(page, graph, overlap->b);
	if (detailed) {
		add_passages(page, graph, overlap);
		add_differences(page, graph, overlap);
	}
	sg_page_close(page);
}

/* Pairs that have no room on the page keep a place that links lead to. */
static void
add_pairs(SgPage *page, const SgGraph *graph)
{
	size_t count = sg_graph_n_overlaps(graph);
	g_autofree uint32_t *order = g_new(uint32_t, count + 1);
	for (size_t i = 0; i < count; i++)
		order[i] = (uint32_t)i;
	g_qsort_with_data(order, (int)count, sizeof *order, compare_overlaps,
			  (void *)(uintptr_t)graph);
	size_t shown = MIN(count, (size_t)SG_SHOW_PAIRS);
	sg_page_open(page, "pairs");
	sg_page_number(page, "count", count);
	for (size_t i = 0; i < shown; i++)
		add_pair(page, graph, order[i], i < SG_SHOW_DETAILED);
	sg_page_open(page, "rest");
	for (size_t i = shown; i < count; i++) {
		sg_page_open(page, "pair");
		sg_page_number(page, "number", (uint64_t)order[i] + 1);
		sg_page_close(page);
	}
	sg_page_close(page);
	sg_fragment_more(page, count, shown);
	sg_page_close(page);
}

static void
add_clusters(SgPage *page, const SgGraph *graph)
{
	size_t count = sg_graph_n_clusters(graph);
	size_t shown = MIN(count, (size_t)SG_SHOW_PAIRS);
	sg_page_open(page, "clusters");
	sg_page_number(page, "count", count);
	for (size_t i = 0; i < shown; i++) {
		const SgCluster *cluster = sg_graph_cluster(graph, i);
		sg_page_open(page, "cluster");
		sg_page_open(page, "canonical");
		sg_fragment_ref(page, graph, cluster->canonical);
		sg_page_close(page);
		for (uint32_t m = 0; m < cluster->members.count; m++) {
			SgRef member = *sg_graph_refs(graph, cluster->members.first + m);
			if (member != cluster->canonical)
				sg_fragment_ref(page, graph, member);
		}
		sg_page_close(page);
	}
	sg_fragment_more(page, count, shown);
	sg_page_close(page);
}

void
sg_conflict_add(SgPage *page, const SgEmitContext *context, size_t i)
{
	const SgConflict *conflict = sg_graph_conflict(context->graph, i);
	uint32_t shown = MIN(conflict->sides.count, (uint32_t)SG_SHOW_DETAILS);
	sg_page_open(page, "conflict");
	sg_page_number(page, "number", (uint64_t)i + 1);
	sg_page_attr(page, "kind", conflict->kind);
	sg_page_attr(page, "subject", conflict->subject);
	for (uint32_t s = 0; s < shown; s++) {
		const SgEvidence *evidence =
		    sg_graph_evidence(context->graph, conflict->sides.first + s);
		sg_page_open(page, "side");
		sg_fragment_quote(page, context->graph, evidence);
		sg_fragment_source(page, context, evidence);
		sg_page_close(page);
	}
	sg_fragment_more(page, conflict->sides.count, shown);
	sg_page_close(page);
}

/* Conflicts in groups of one kind. */
static void
add_conflicts(SgPage *page, const SgEmitContext *context)
{
	static const char *const kinds[] = {"name", "version", "number", "negation", "metadata"};
	for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
		size_t count = 0;
		sg_page_open(page, "conflicts");
		sg_page_attr(page, "kind", kinds[k]);
		for (size_t i = 0; i < sg_graph_n_conflicts(context->graph); i++) {
			const SgConflict *conflict = sg_graph_conflict(context->graph, i);
			if (strcmp(conflict->kind, kinds[k]) == 0 && count++ < SG_SHOW_PAIRS)
				sg_conflict_add(page, context, i);
		}
		sg_fragment_more(page, count, MIN(count, (size_t)SG_SHOW_PAIRS));
		sg_page_close(page);
	}
}

SgPage *
sg_overlaps_page(const SgEmitContext *context, size_t i G_GNUC_UNUSED, SgOutput *output)
{
	SgPage *page =
	    sg_fragment_page(context, SG_PAGE_OVERLAPS, "overlaps.html", "overlaps", NULL);
	sg_fragment_crumb(page, "overlaps", NULL, NULL);
	sg_page_open(page, "findings");
	sg_diagram_offer(page, output, "overlaps.svg");
	add_pairs(page, context->graph);
	add_clusters(page, context->graph);
	add_conflicts(page, context);
	sg_page_close(page);
	return page;
}
