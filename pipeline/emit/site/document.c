/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/lookup.h"
#include "emit/site/site.h"

#include "base/text.h"
#include "emit/url.h"

#include <string.h>

enum {
	MAX_OUTLINE = 150,
	OUTLINE_LEVELS = 3,
	MAX_NAMED = 40, /* entities named beside the text */
};

static void
add_origin(SgPage *page, const SgGraph *graph, const char *kind, SgRef origin)
{
	if (origin == SG_NONE)
		return;
	sg_page_open(page, "origin");
	sg_page_attr(page, "kind", kind);
	sg_fragment_ref(page, graph, origin);
	sg_page_close(page);
}

static void
add_overlaps(SgPage *page, const SgGraph *graph, uint32_t document)
{
	size_t count;
	const uint32_t *overlaps = sg_lookup_overlaps(sg_lookup(graph), document, &count);
	SgRef self = sg_ref_of(graph, SG_SORT_DOCUMENT, document);
	sg_page_open(page, "overlaps");
	for (size_t i = 0; i < MIN(count, (size_t)SG_SHOW_DETAILS); i++) {
		const SgOverlap *overlap = sg_graph_overlap(graph, overlaps[i]);
		bool is_a = overlap->a == self;
		g_autofree char *url = sg_overlap_url(overlaps[i]);
		sg_page_open(page, "overlap");
		sg_page_attr(page, "verdict", sg_verdict_name(overlap->verdict));
		double share = is_a ? overlap->containment_a : overlap->containment_b;
		if (share > 0)
			sg_page_percent(page, "share", share);
		sg_page_href(page, url);
		sg_fragment_ref(page, graph, is_a ? overlap->b : overlap->a);
		sg_page_close(page);
	}
	sg_fragment_more(page, count, MIN(count, (size_t)SG_SHOW_DETAILS));
	sg_page_close(page);
}

static void
add_diagnostics(SgPage *page, const SgGraph *graph, uint32_t document)
{
	size_t count;
	const uint32_t *diags = sg_lookup_diags(sg_lookup(graph), document, &count);
	size_t shown = MIN(count, (size_t)20);
	sg_page_open(page, "diagnostics");
	sg_page_number(page, "count", count);
	for (size_t i = 0; i < shown; i++) {
		const SgGraphDiag *diag = sg_graph_diag(graph, diags[i]);
		const SgDiagRule *rule = sg_diag_rule(diag->tag);
		sg_page_open(page, "diagnostic");
		sg_page_attr(page, "severity", sg_severity_name(rule->severity));
		sg_page_attr(page, "tag", rule->name);
		if (diag->line > 0)
			sg_page_number(page, "line", diag->line);
		sg_page_text(page, diag->message, -1);
		sg_page_close(page);
	}
	sg_fragment_more(page, count, shown);
	sg_page_close(page);
}

static unsigned
highest_level(const SgFacts *facts, uint32_t title)
{
	unsigned highest = 6;
	for (uint32_t i = 0; i < facts->n_sections; i++) {
		if (facts->sections[i].node != title)
			highest = MIN(highest, facts->sections[i].level);
	}
	return highest;
}

static void
add_outline(SgPage *page, const SgFacts *facts, uint32_t title)
{
	unsigned highest = highest_level(facts, title);
	unsigned shown = 0;
	sg_page_open(page, "outline");
	for (uint32_t i = 0; i < facts->n_sections && shown < MAX_OUTLINE; i++) {
		const SgSection *section = &facts->sections[i];
		unsigned level = section->level - MIN(highest, section->level);
		if (section->node == title || level >= OUTLINE_LEVELS)
			continue;
		g_autofree char *link =
		    g_strconcat("#s-", sg_facts_str(facts, section->anchor), NULL);
		sg_page_open(page, "item");
		sg_page_number(page, "level", level + 1);
		sg_page_attr(page, "href", link);
		sg_page_text(page, sg_facts_str(facts, section->title), -1);
		sg_page_close(page);
		shown++;
	}
	sg_page_close(page);
}

/* The skill that it is a part of. */
static void
add_whole(SgPage *page, const SgGraph *graph, SgRef self)
{
	size_t count;
	const uint32_t *edges = sg_graph_edges_from(graph, self, &count);
	edges = sg_graph_edges_of(graph, edges, SG_EDGE_PART_OF, &count);
	for (size_t i = 0; i < count; i++) {
		sg_page_open(page, "whole");
		sg_fragment_ref(page, graph, sg_graph_edge(graph, edges[i])->target);
		sg_page_close(page);
	}
}

static int
compare_rank(const void *a, const void *b, void *data)
{
	const SgGraph *graph = data;
	SgRef x = *(const SgRef *)a;
	SgRef y = *(const SgRef *)b;
	double rank_x = sg_graph_entity(graph, sg_ref_index(graph, x))->rank;
	double rank_y = sg_graph_entity(graph, sg_ref_index(graph, y))->rank;
	if (rank_x != rank_y)
		return (rank_x < rank_y) - (rank_x > rank_y);
	return (x > y) - (x < y);
}

/* What the document is about: the entities that it defines or names, the most central first. */
static void
add_named(SgPage *page, const SgGraph *graph, SgRef self)
{
	size_t count;
	const uint32_t *edges = sg_graph_edges_from(graph, self, &count);
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(SgRef));
	for (size_t i = 0; i < count; i++) {
		const SgEdge *edge = sg_graph_edge(graph, edges[i]);
		if (sg_ref_sort(graph, edge->target) == SG_SORT_ENTITY &&
		    g_hash_table_add(seen, GUINT_TO_POINTER(edge->target + 1)))
			g_array_append_val(named, edge->target);
	}
	g_array_sort_with_data(named, compare_rank, (void *)(uintptr_t)graph);
	guint shown = MIN(named->len, (guint)MAX_NAMED);
	sg_page_open(page, "named");
	for (guint i = 0; i < shown; i++)
		sg_fragment_ref(page, graph, g_array_index(named, SgRef, i));
	sg_fragment_more(page, named->len, shown);
	sg_page_close(page);
}

static void
add_facts(SgPage *page,
	  const SgEmitContext *context,
	  const SgGraphDocument *document,
	  uint32_t title)
{
	const SgFacts *facts = document->facts;
	const SgDocRecord *record = facts->record;
	sg_page_attr(page, "id", document->id);
	sg_page_attr(page, "path", sg_facts_str(facts, record->path));
	sg_page_attr(page, "label", sg_facts_str(facts, record->title));
	sg_page_attr(page, "name", sg_facts_str(facts, record->name));
	sg_page_attr(page, "type", sg_doc_type_name((SgDocType)record->type));
	sg_page_attr(page, "dialect", sg_facts_str(facts, record->dialect));
	sg_page_attr(page, "syntax", sg_doc_syntax_name((SgDocSyntax)record->syntax));
	sg_page_attr(page, "date", sg_facts_str(facts, record->date));
	sg_page_number(page, "bytes", record->bytes);
	sg_page_number(page, "lines", record->n_lines);
	sg_page_number(page, "words", facts->sketch->n_words);
	sg_page_number(page, "tokens", record->tokens);
	sg_page_number(page, "description-tokens", record->description_tokens);
	sg_page_number(page, "body-tokens", record->body_tokens);
	sg_page_number(page, "codes", facts->n_codes);
	if (document->topic != SG_NONE)
		sg_page_attr(page, "topic", sg_graph_topic(context->graph, document->topic)->label);
	if (title != SG_NONE)
		sg_page_number(page, "title-line", facts->nodes[title].line);
	for (uint32_t i = 0; title != SG_NONE && i < facts->n_sections; i++) {
		if (facts->sections[i].node == title) {
			g_autofree char *id =
			    g_strconcat("s-", sg_facts_str(facts, facts->sections[i].anchor), NULL);
			sg_page_attr(page, "title-id", id);
		}
	}
}

/* The whole file in the source repository. */
static void
add_edit_link(SgPage *page, const SgEmitContext *context, uint32_t document)
{
	SgEvidence whole = {.document = document, .span = {.line = 1, .end_line = 1}};
	sg_page_open(page, "place");
	sg_fragment_source(page, context, &whole);
	sg_page_close(page);
}

static void
add_content(
    SgPage *page, const SgEmitContext *context, const SgOutput *output, uint32_t i, uint32_t title)
{
	const SgFacts *facts = sg_graph_document(context->graph, i)->facts;
	g_autofree uint8_t *taken = g_malloc0((gsize)facts->record->n_lines + 1);
	SgAnchors anchors = {.document = i, .n_lines = facts->record->n_lines, .taken = taken};
	if (title != SG_NONE)
		sg_anchors_take(&anchors, facts->nodes[title].line);
	sg_metadata_add(page, facts, &anchors);
	add_outline(page, facts, title);
	sg_body_add(page, context, output, &anchors, title);
}

SgPage *
sg_document_page(const SgEmitContext *context, size_t i, SgOutput *output)
{
	const SgGraph *graph = context->graph;
	const SgGraphDocument *document = sg_graph_document(graph, i);
	const SgFacts *facts = document->facts;
	SgRef self = sg_ref_of(graph, SG_SORT_DOCUMENT, i);
	uint32_t title = sg_body_title_node(facts);
	const char *label = sg_ref_label(graph, self);
	g_autofree char *place = sg_url_of_id(document->id);
	g_autofree char *url = sg_url_file(place, ".html");
	g_autofree char *picture = sg_url_file(place, ".svg");

	SgPage *page = sg_fragment_page(context, SG_PAGE_DOCUMENT, url, label,
					sg_facts_str(facts, facts->record->description));
	sg_fragment_crumb(page, "document", "document/index.html", NULL);
	sg_fragment_crumb(page, "self", NULL, label);
	sg_page_open(page, "document");
	add_facts(page, context, document, title);
	sg_page_leaf(page, "description", sg_facts_str(facts, facts->record->description));
	add_edit_link(page, context, (uint32_t)i);
	add_origin(page, graph, "rendition_of", document->rendition_of);
	add_origin(page, graph, "copy_of", document->copy_of);
	add_origin(page, graph, "derived_from", document->derived_from);
	add_overlaps(page, graph, (uint32_t)i);
	add_diagnostics(page, graph, (uint32_t)i);
	sg_hosts_add_document(page, facts);
	add_whole(page, graph, self);
	sg_bundle_add(page, graph, (uint32_t)i);
	add_named(page, graph, self);
	sg_diagram_offer(page, output, picture);
	add_content(page, context, output, (uint32_t)i, title);
	sg_page_close(page);
	return page;
}
