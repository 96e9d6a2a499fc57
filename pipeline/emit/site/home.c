/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/site.h"

#include <string.h>

enum {
	CARD_ITEMS = 3,
	TOPICS = 12,
	TOPIC_MEMBERS = 7,
	ENTRY_ITEMS = 8,
	DOCUMENT_ITEMS = 8,
};

/* The cards that the page leads with: pairs of documents by verdict. */
typedef struct {
	const char *kind;
	unsigned verdicts; /* a bit for each SgVerdict */
} PairCard;

#define BIT(verdict) (1U << (verdict))

static const PairCard pair_cards[] = {
    {"duplicates", BIT(SG_VERDICT_IDENTICAL) | BIT(SG_VERDICT_COPY)},
    {"renditions", BIT(SG_VERDICT_RENDITION)},
    {"derived", BIT(SG_VERDICT_DERIVED)},
    {"rivals", BIT(SG_VERDICT_RIVAL)},
};

/* Then conflicts by kind. */
typedef struct {
	const char *kind;
	const char *conflicts; /* separated by spaces */
} ConflictCard;

static const ConflictCard conflict_cards[] = {
    {"names", "name"},
    {"versions", "version"},
    {"contradictions", "number negation"},
    {"metadata", "metadata"},
};

static void
add_pair_card(SgPage *page, const SgGraph *graph, const PairCard *card)
{
	size_t count = 0;
	sg_page_open(page, "card");
	sg_page_attr(page, "kind", card->kind);
	sg_page_href(page, "overlaps.html");
	for (size_t i = 0; i < sg_graph_n_overlaps(graph); i++) {
		const SgOverlap *overlap = sg_graph_overlap(graph, i);
		if (!(card->verdicts & BIT(overlap->verdict)) || count++ >= CARD_ITEMS)
			continue;
		g_autofree char *url = sg_overlap_url(i);
		sg_page_open(page, "pair");
		sg_page_attr(page, "verdict", sg_verdict_name(overlap->verdict));
		if (overlap->containment_a > 0 || overlap->containment_b > 0)
			sg_page_percent(page, "share",
					MAX(overlap->containment_a, overlap->containment_b));
		sg_page_href(page, url);
		sg_fragment_ref(page, graph, overlap->a);
		sg_fragment_ref(page, graph, overlap->b);
		sg_page_close(page);
	}
	sg_page_open(page, "total");
	sg_page_number(page, "count", count);
	sg_page_close(page);
	sg_page_close(page);
}

static bool
is_of_card(const ConflictCard *card, const char *kind)
{
	const char *found = strstr(card->conflicts, kind);
	return found && *kind;
}

static void
add_conflict_card(SgPage *page, const SgEmitContext *context, const ConflictCard *card)
{
	size_t count = 0;
	sg_page_open(page, "card");
	sg_page_attr(page, "kind", card->kind);
	sg_page_href(page, "overlaps.html");
	for (size_t i = 0; i < sg_graph_n_conflicts(context->graph); i++) {
		if (is_of_card(card, sg_graph_conflict(context->graph, i)->kind) &&
		    count++ < CARD_ITEMS)
			sg_conflict_add(page, context, i);
	}
	sg_page_open(page, "total");
	sg_page_number(page, "count", count);
	sg_page_close(page);
	sg_page_close(page);
}

static void
add_quality_card(SgPage *page, const SgGraph *graph)
{
	size_t counts[SG_SEVERITY_ERROR + 1] = {0};
	for (size_t i = 0; i < sg_graph_n_diags(graph); i++)
		counts[sg_diag_rule(sg_graph_diag(graph, i)->tag)->severity]++;
	sg_page_open(page, "card");
	sg_page_attr(page, "kind", "quality");
	sg_page_href(page, "quality.html");
	sg_page_number(page, "errors", counts[SG_SEVERITY_ERROR]);
	sg_page_number(page, "warnings", counts[SG_SEVERITY_WARNING]);
	sg_page_number(page, "notes", counts[SG_SEVERITY_NOTE]);
	sg_page_open(page, "total");
	sg_page_number(page, "count", counts[SG_SEVERITY_ERROR] + counts[SG_SEVERITY_WARNING]);
	sg_page_close(page);
	sg_page_close(page);
}

static int
compare_topics(const void *a, const void *b, void *data)
{
	uint32_t i = *(const uint32_t *)a;
	uint32_t j = *(const uint32_t *)b;
	uint32_t x = sg_graph_topic(data, i)->members.count;
	uint32_t y = sg_graph_topic(data, j)->members.count;
	return x != y ? (x < y) - (x > y) : (i > j) - (i < j);
}

static void
add_topic(SgPage *page, const SgGraph *graph, const SgTopic *topic)
{
	uint32_t shown = 0;
	size_t entities = 0;
	size_t documents = 0;
	sg_page_open(page, "topic");
	sg_page_attr(page, "label", topic->label);
	for (uint32_t i = 0; i < topic->members.count; i++) {
		SgRef member = *sg_graph_refs(graph, topic->members.first + i);
		SgSort sort = sg_ref_sort(graph, member);
		entities += sort == SG_SORT_ENTITY;
		documents += sort == SG_SORT_DOCUMENT;
		if (sort != SG_SORT_ENTITY || shown >= TOPIC_MEMBERS)
			continue;
		sg_fragment_ref(page, graph, member);
		shown++;
	}
	sg_page_open(page, "total");
	sg_page_number(page, "entities", entities);
	sg_page_number(page, "documents", documents);
	sg_page_close(page);
	sg_page_close(page);
}

/* The largest first; a topic of one member groups nothing. */
static void
add_topics(SgPage *page, const SgGraph *graph)
{
	size_t count = sg_graph_n_topics(graph);
	g_autofree uint32_t *order = g_new(uint32_t, count + 1);
	for (size_t i = 0; i < count; i++)
		order[i] = (uint32_t)i;
	g_qsort_with_data(order, (int)count, sizeof *order, compare_topics,
			  (void *)(uintptr_t)graph);
	sg_page_open(page, "topics");
	sg_page_number(page, "count", count);
	for (size_t i = 0; i < MIN(count, (size_t)TOPICS); i++) {
		const SgTopic *topic = sg_graph_topic(graph, order[i]);
		if (topic->members.count > 1)
			add_topic(page, graph, topic);
	}
	sg_page_close(page);
}

static double
rank_of(const SgGraph *graph, SgRef ref)
{
	size_t i = sg_ref_index(graph, ref);
	return sg_ref_sort(graph, ref) == SG_SORT_DOCUMENT ? sg_graph_document(graph, i)->rank
							   : sg_graph_entity(graph, i)->rank;
}

static int
compare_rank(const void *a, const void *b, void *graph)
{
	SgRef x = *(const SgRef *)a;
	SgRef y = *(const SgRef *)b;
	double rank_x = rank_of(graph, x);
	double rank_y = rank_of(graph, y);
	if (rank_x != rank_y)
		return (rank_x < rank_y) - (rank_x > rank_y);
	return (x > y) - (x < y);
}

/* An entry point: how many there are of a kind, and the most central. */
static void
add_entry(SgPage *page, const SgGraph *graph, const char *kind, GArray *refs, guint limit)
{
	g_autofree char *url = g_strconcat(kind, "/index.html", NULL);
	g_array_sort_with_data(refs, compare_rank, (void *)(uintptr_t)graph);
	sg_page_open(page, "entry");
	sg_page_attr(page, "kind", kind);
	sg_page_number(page, "count", refs->len);
	sg_page_href(page, url);
	for (guint i = 0; i < MIN(refs->len, limit); i++)
		sg_fragment_ref(page, graph, g_array_index(refs, SgRef, i));
	sg_page_close(page);
}

static void
add_entries(SgPage *page, const SgGraph *graph)
{
	GArray *by_kind[SG_N_KINDS];
	for (int kind = 0; kind < SG_N_KINDS; kind++)
		by_kind[kind] = g_array_new(FALSE, FALSE, sizeof(SgRef));
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		SgRef ref = sg_ref_of(graph, SG_SORT_ENTITY, i);
		g_array_append_val(by_kind[sg_graph_entity(graph, i)->kind], ref);
	}
	for (int kind = 0; kind < SG_N_KINDS; kind++) {
		add_entry(page, graph, sg_kind_name((SgKind)kind), by_kind[kind], ENTRY_ITEMS);
		g_array_unref(by_kind[kind]);
	}
	g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(SgRef));
	for (size_t i = 0; i < sg_graph_n_documents(graph); i++) {
		SgRef ref = sg_ref_of(graph, SG_SORT_DOCUMENT, i);
		g_array_append_val(documents, ref);
	}
	add_entry(page, graph, "document", documents, DOCUMENT_ITEMS);
}

SgPage *
sg_home_page(const SgEmitContext *context, size_t i G_GNUC_UNUSED, SgOutput *output)
{
	const SgGraph *graph = context->graph;
	SgPage *page = sg_fragment_page(context, SG_PAGE_HOME, "index.html", NULL,
					context->config->description);
	sg_page_open(page, "home");
	sg_page_number(page, "documents", sg_graph_n_documents(graph));
	sg_page_number(page, "entities", sg_graph_n_entities(graph));
	sg_page_number(page, "edges", sg_graph_n_edges(graph));
	sg_page_number(page, "examples", sg_graph_n_examples(graph));
	for (size_t c = 0; c < G_N_ELEMENTS(pair_cards); c++)
		add_pair_card(page, graph, &pair_cards[c]);
	for (size_t c = 0; c < G_N_ELEMENTS(conflict_cards); c++)
		add_conflict_card(page, context, &conflict_cards[c]);
	add_quality_card(page, graph);
	add_topics(page, graph);
	sg_diagram_offer(page, output, "overview.svg");
	add_entries(page, graph);
	sg_page_close(page);
	return page;
}
