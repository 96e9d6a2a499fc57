/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/site.h"

#include "base/text.h"
#include "emit/url.h"

#include <string.h>

/* Statements of one role that say the same in several documents. */
typedef struct {
	uint32_t first;  /* statement */
	GArray *sources; /* of uint32_t: evidence */
} Saying;

static void
saying_free(void *data)
{
	Saying *saying = data;
	g_array_unref(saying->sources);
	g_free(saying);
}

static Saying *
find_saying(GPtrArray *sayings, GHashTable *by_key, uint32_t statement, const char *text)
{
	g_autofree char *key = sg_text_key(text);
	Saying *saying = g_hash_table_lookup(by_key, key);
	if (saying)
		return saying;
	saying = g_new0(Saying, 1);
	saying->first = statement;
	saying->sources = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_ptr_array_add(sayings, saying);
	g_hash_table_insert(by_key, g_steal_pointer(&key), saying);
	return saying;
}

static GPtrArray *
group_statements(const SgGraph *graph, const SgEntity *entity, SgSays says)
{
	GPtrArray *sayings = g_ptr_array_new_with_free_func(saying_free);
	g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (uint32_t i = 0; i < entity->statements.count; i++) {
		uint32_t at = entity->statements.first + i;
		const SgGraphStatement *statement = sg_graph_statement(graph, at);
		if (statement->says != says)
			continue;
		Saying *saying = find_saying(sayings, by_key, at, statement->text);
		g_array_append_val(saying->sources, statement->evidence);
	}
	return sayings;
}

static void
add_saying(SgPage *page, const SgEmitContext *context, const Saying *saying)
{
	const SgGraph *graph = context->graph;
	const SgGraphStatement *statement = sg_graph_statement(graph, saying->first);
	sg_page_open(page, "statement");
	sg_page_number(page, "order", statement->order);
	if (saying->sources->len > 1)
		sg_page_number(page, "agreement", saying->sources->len);
	sg_page_open(page, "text");
	sg_fragment_inline(page, statement->text, strlen(statement->text));
	sg_page_close(page);
	for (guint i = 0; i < MIN(saying->sources->len, 6U); i++) {
		uint32_t evidence = g_array_index(saying->sources, uint32_t, i);
		sg_fragment_source(page, context, sg_graph_evidence(graph, evidence));
	}
	for (uint32_t i = 0; i < statement->targets.count; i++)
		sg_fragment_ref(page, graph, *sg_graph_refs(graph, statement->targets.first + i));
	for (uint32_t i = 0; i < MIN(statement->examples.count, 3U); i++)
		sg_fragment_example(page, context,
				    *sg_graph_refs(graph, statement->examples.first + i));
	sg_page_close(page);
}

/* A lone saying that leads the page is not said again. */
static bool
is_lead(const Saying *saying, uint32_t definition)
{
	return saying->first == definition && saying->sources->len == 1;
}

static void
add_statements(SgPage *page,
	       const SgEmitContext *context,
	       const SgEntity *entity,
	       uint32_t definition)
{
	for (int says = 0; says < SG_N_SAYS; says++) {
		g_autoptr(GPtrArray) sayings =
		    group_statements(context->graph, entity, (SgSays)says);
		if (sayings->len == 0 ||
		    (sayings->len == 1 && is_lead(sayings->pdata[0], definition)))
			continue;
		guint shown = MIN(sayings->len, (guint)SG_SHOW_STATEMENTS);
		sg_page_open(page, "says");
		sg_page_attr(page, "role", sg_says_name((SgSays)says));
		if (says == SG_SAYS_DEFINITION && definition != SG_NONE)
			sg_page_attr(page, "other", "yes");
		for (guint i = 0; i < shown; i++) {
			if (!is_lead(sayings->pdata[i], definition))
				add_saying(page, context, sayings->pdata[i]);
		}
		sg_fragment_more(page, sayings->len, shown);
		sg_page_close(page);
	}
}

static void
add_definition(SgPage *page, const SgEmitContext *context, uint32_t definition)
{
	if (definition == SG_NONE)
		return;
	const SgGraphStatement *statement = sg_graph_statement(context->graph, definition);
	sg_page_open(page, "definition");
	sg_page_open(page, "text");
	sg_fragment_inline(page, statement->text, strlen(statement->text));
	sg_page_close(page);
	sg_fragment_source(page, context, sg_graph_evidence(context->graph, statement->evidence));
	sg_page_close(page);
}

static int
compare_versions(const void *a, const void *b, void *graph)
{
	uint32_t i = *(const uint32_t *)a;
	uint32_t j = *(const uint32_t *)b;
	const SgEdge *x = sg_graph_edge(graph, i);
	const SgEdge *y = sg_graph_edge(graph, j);
	int order = strcmp(x->versions, y->versions);
	if (order == 0)
		order = strcmp(x->features, y->features);
	return order ? order : (i > j) - (i < j);
}

/* The documents that ask for a version of the crate, by version. */
static GArray *
version_edges(const SgGraph *graph, SgRef self)
{
	size_t count;
	const uint32_t *edges = sg_graph_edges_to(graph, self, &count);
	edges = sg_graph_edges_of(graph, edges, SG_EDGE_USES_CRATE, &count);
	GArray *asking = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (size_t i = 0; i < count; i++) {
		const SgEdge *edge = sg_graph_edge(graph, edges[i]);
		if ((*edge->versions || *edge->features) &&
		    sg_ref_sort(graph, edge->source) == SG_SORT_DOCUMENT)
			g_array_append_val(asking, edges[i]);
	}
	g_array_sort_with_data(asking, compare_versions, (void *)(uintptr_t)graph);
	return asking;
}

/* One row for each version with the same features. */
static void
add_versions(SgPage *page, const SgEmitContext *context, SgRef self)
{
	const SgGraph *graph = context->graph;
	g_autoptr(GArray) asking = version_edges(graph, self);
	const SgEdge *last = NULL;
	if (asking->len == 0)
		return;
	sg_page_open(page, "versions");
	for (guint i = 0; i < asking->len; i++) {
		const SgEdge *edge = sg_graph_edge(graph, g_array_index(asking, uint32_t, i));
		if (!last || strcmp(last->versions, edge->versions) != 0 ||
		    strcmp(last->features, edge->features) != 0) {
			if (last)
				sg_page_close(page);
			sg_page_open(page, "version");
			sg_page_attr(page, "versions", edge->versions);
			sg_page_attr(page, "features", edge->features);
		}
		last = edge;
		if (edge->evidence.count > 0)
			sg_fragment_source(page, context,
					   sg_graph_evidence(graph, edge->evidence.first));
	}
	sg_page_close(page);
	sg_page_close(page);
}

/* What documents contain and mention has its own place, not in the table. */
static bool
is_relation(SgEdgeType type)
{
	return type != SG_EDGE_CONTAINS && type != SG_EDGE_MENTIONS &&
	       type != SG_EDGE_ILLUSTRATED_BY;
}

static bool
is_shown(const SgGraph *graph, const SgEdge *edge, SgRef other)
{
	return sg_ref_sort(graph, other) == SG_SORT_ENTITY ||
	       (edge->type != SG_EDGE_USES_CRATE && edge->type != SG_EDGE_DEFINES);
}

typedef struct {
	const uint32_t *edges;
	size_t count;
	bool out; /* the entity is the source */
} Side;

static SgRef
other_end(const SgEdge *edge, bool out)
{
	return out ? edge->target : edge->source;
}

static bool
has_no_direction(SgEdgeType type)
{
	return type == SG_EDGE_RELATED || type == SG_EDGE_CONTRASTS;
}

/* One row of the table while it is made. */
typedef struct {
	SgEdgeType type;
	size_t shown;
	size_t all;
} Row;

static void
add_end(SgPage *page, const SgEmitContext *context, Row *row, const SgEdge *edge, bool out)
{
	const SgGraph *graph = context->graph;
	if (!is_shown(graph, edge, other_end(edge, out)) || row->all++ >= SG_SHOW_REFS)
		return;
	if (row->shown++ == 0) {
		sg_page_open(page, "relation");
		sg_page_attr(page, "type", sg_edge_type_name(row->type));
		sg_page_attr(page, "direction", out ? "out" : "in");
	}
	sg_fragment_ref_open(page, graph, other_end(edge, out));
	if (edge->evidence.count > 0)
		sg_fragment_source(page, context, sg_graph_evidence(graph, edge->evidence.first));
	sg_page_close(page);
}

static Side
side_of(const SgGraph *graph, const Side *side, SgEdgeType type)
{
	Side run = *side;
	run.edges = sg_graph_edges_of(graph, side->edges, type, &run.count);
	return run;
}

static void
add_ends(SgPage *page, const SgEmitContext *context, Row *row, const Side *run)
{
	for (size_t i = 0; i < run->count; i++)
		add_end(page, context, row, sg_graph_edge(context->graph, run->edges[i]), run->out);
}

/* Relations without a direction are one row, whichever end the entity is: the one of the way out,
 * if there are any. */
static void
add_relation(SgPage *page, const SgEmitContext *context, const Side *run, const Side *other)
{
	const SgGraph *graph = context->graph;
	Row row = {.type = sg_graph_edge(graph, *run->edges)->type};
	Side back = {0};
	if (has_no_direction(row.type))
		back = side_of(graph, other, row.type);
	if (!is_relation(row.type) || (!run->out && back.count > 0))
		return;
	add_ends(page, context, &row, run);
	add_ends(page, context, &row, &back);
	if (row.shown > 0) {
		sg_fragment_more(page, row.all, row.shown);
		sg_page_close(page);
	}
}

static void
add_relations(SgPage *page, const SgEmitContext *context, SgRef self)
{
	Side sides[2] = {{.out = true}, {.out = false}};
	sides[0].edges = sg_graph_edges_from(context->graph, self, &sides[0].count);
	sides[1].edges = sg_graph_edges_to(context->graph, self, &sides[1].count);
	sg_page_open(page, "relations");
	for (int s = 0; s < 2; s++) {
		Side run = {0};
		for (size_t i = 0; i < sides[s].count; i += run.count) {
			const SgEdge *first = sg_graph_edge(context->graph, sides[s].edges[i]);
			run = side_of(context->graph, &sides[s], first->type);
			add_relation(page, context, &run, &sides[1 - s]);
		}
	}
	sg_page_close_unless_empty(page);
}

static void
add_examples(SgPage *page, const SgEmitContext *context, SgRef self)
{
	const SgGraph *graph = context->graph;
	size_t count;
	const uint32_t *edges = sg_graph_edges_from(graph, self, &count);
	edges = sg_graph_edges_of(graph, edges, SG_EDGE_ILLUSTRATED_BY, &count);
	size_t shown = MIN(count, (size_t)SG_SHOW_EXAMPLES);
	if (count == 0)
		return;
	sg_page_open(page, "examples");
	for (size_t i = 0; i < shown; i++)
		sg_fragment_example(page, context, sg_graph_edge(graph, edges[i])->target);
	sg_fragment_more(page, count, shown);
	sg_page_close(page);
}

static int
compare_evidence(const void *a, const void *b, void *graph)
{
	const SgEvidence *x = sg_graph_evidence(graph, *(const uint32_t *)a);
	const SgEvidence *y = sg_graph_evidence(graph, *(const uint32_t *)b);
	if (x->document != y->document)
		return (x->document > y->document) - (x->document < y->document);
	if (x->span.at != y->span.at)
		return (x->span.at > y->span.at) - (x->span.at < y->span.at);
	return (*(const uint32_t *)a > *(const uint32_t *)b) -
	       (*(const uint32_t *)a < *(const uint32_t *)b);
}

static GArray *
sorted_evidence(const SgGraph *graph, SgRun run)
{
	GArray *order = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), run.count);
	for (uint32_t i = 0; i < run.count; i++) {
		uint32_t at = run.first + i;
		g_array_append_val(order, at);
	}
	g_array_sort_with_data(order, compare_evidence, (void *)(uintptr_t)graph);
	return order;
}

/* The passages of one document, from order[start] on; returns the index behind them. Evidence of
 * one passage by several rules is shown once. */
static guint
add_passages(SgPage *page, const SgEmitContext *context, const GArray *order, guint start)
{
	const SgGraph *graph = context->graph;
	const SgEvidence *first = sg_graph_evidence(graph, g_array_index(order, uint32_t, start));
	uint32_t last_at = SG_NONE;
	size_t all = 0;
	guint i = start;
	sg_page_open(page, "in");
	sg_fragment_ref(page, graph, sg_ref_of(graph, SG_SORT_DOCUMENT, first->document));
	for (; i < order->len; i++) {
		const SgEvidence *evidence =
		    sg_graph_evidence(graph, g_array_index(order, uint32_t, i));
		if (evidence->document != first->document)
			break;
		if (evidence->span.at == last_at)
			continue;
		last_at = evidence->span.at;
		if (all++ >= SG_SHOW_PASSAGES)
			continue;
		sg_page_open(page, "passage");
		sg_fragment_place(page, context, evidence);
		sg_fragment_words(page, graph, evidence);
		sg_page_close(page);
	}
	sg_fragment_more(page, all, MIN(all, (size_t)SG_SHOW_PASSAGES));
	sg_page_close(page);
	return i;
}

static void
add_documents(SgPage *page, const SgEmitContext *context, const SgEntity *entity)
{
	g_autoptr(GArray) order = sorted_evidence(context->graph, entity->evidence);
	size_t shown = 0;
	sg_page_open(page, "documents");
	sg_page_number(page, "count", entity->documents);
	for (guint i = 0; i < order->len && shown < SG_SHOW_DOCUMENTS; shown++)
		i = add_passages(page, context, order, i);
	sg_fragment_more(page, entity->documents, shown);
	sg_page_close(page);
}

static void
add_topic(SgPage *page, const SgGraph *graph, const SgEntity *entity, SgRef self)
{
	if (entity->topic == SG_NONE)
		return;
	const SgTopic *topic = sg_graph_topic(graph, entity->topic);
	unsigned shown = 0;
	sg_page_open(page, "topic");
	sg_page_attr(page, "label", topic->label);
	for (uint32_t i = 0; i < topic->members.count && shown < 8; i++) {
		SgRef member = *sg_graph_refs(graph, topic->members.first + i);
		if (member == self || sg_ref_sort(graph, member) != SG_SORT_ENTITY)
			continue;
		sg_fragment_ref(page, graph, member);
		shown++;
	}
	sg_page_close(page);
}

static void
add_names(SgPage *page, const SgGraph *graph, const SgEntity *entity)
{
	for (uint32_t i = 0; i < entity->aliases.count; i++)
		sg_page_leaf(page, "alias", *sg_graph_alias(graph, entity->aliases.first + i));
}

SgPage *
sg_entity_page(const SgEmitContext *context, size_t i, SgOutput *output)
{
	const SgGraph *graph = context->graph;
	const SgEntity *entity = sg_graph_entity(graph, i);
	SgRef self = sg_ref_of(graph, SG_SORT_ENTITY, i);
	uint32_t definition = sg_fragment_definition(graph, entity);
	const char *summary =
	    definition == SG_NONE ? NULL : sg_graph_statement(graph, definition)->text;
	const char *kind = sg_kind_name(entity->kind);
	g_autofree char *place = sg_url_of_id(entity->id);
	g_autofree char *url = sg_url_file(place, ".html");
	g_autofree char *index = g_strconcat(kind, "/index.html", NULL);
	g_autofree char *picture = sg_url_file(place, ".svg");

	SgPage *page = sg_fragment_page(context, SG_PAGE_ENTITY, url, entity->label, summary);
	sg_fragment_crumb(page, kind, index, NULL);
	sg_fragment_crumb(page, "self", NULL, entity->label);
	sg_page_open(page, "entity");
	sg_page_attr(page, "id", entity->id);
	sg_page_attr(page, "kind", kind);
	sg_page_attr(page, "facet", entity->facet);
	sg_page_attr(page, "label", entity->label);
	sg_page_attr(page, "reference", entity->url);
	sg_page_number(page, "documents", entity->documents);
	sg_page_percent(page, "rank", entity->rank);
	add_names(page, graph, entity);
	add_definition(page, context, definition);
	add_statements(page, context, entity, definition);
	add_versions(page, context, self);
	add_relations(page, context, self);
	sg_diagram_offer(page, output, picture);
	add_examples(page, context, self);
	add_documents(page, context, entity);
	add_topic(page, graph, entity, self);
	sg_page_close(page);
	return page;
}
