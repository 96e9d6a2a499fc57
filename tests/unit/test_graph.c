/* SPDX-License-Identifier: MIT */
#include "small-graph.h"

static const SmallGraph shape = {
    .labels = hostile_labels, .n_labels = 8, .n_documents = 3, .n_edges = 12};

/* Breaks one rule. The graph is const to all but this test, which must damage it. */
typedef void (*Damage)(SgGraph *graph);

#define MUTABLE(Type, noun, i) ((Type *)(uintptr_t)sg_graph_##noun(graph, i))

static void
swap_ids(SgGraph *graph)
{
	const char *id = MUTABLE(SgEntity, entity, 0)->id;
	MUTABLE(SgEntity, entity, 0)->id = MUTABLE(SgEntity, entity, 1)->id;
	MUTABLE(SgEntity, entity, 1)->id = id;
}

static void
fold_ids(SgGraph *graph)
{
	MUTABLE(SgGraphExample, example, 0)->id = "DOCUMENT/small-0000-md";
}

static void
repeat_edge_id(SgGraph *graph)
{
	MUTABLE(SgEdge, edge, 1)->id = MUTABLE(SgEdge, edge, 0)->id;
}

static void
dangle_edge(SgGraph *graph)
{
	MUTABLE(SgEdge, edge, 0)->target = 100000;
}

static void
loop_edge(SgGraph *graph)
{
	MUTABLE(SgEdge, edge, 0)->target = MUTABLE(SgEdge, edge, 0)->source;
}

static void
weigh_nothing(SgGraph *graph)
{
	MUTABLE(SgEdge, edge, 0)->weight = -1;
}

static void
bare_edge(SgGraph *graph)
{
	MUTABLE(SgEdge, edge, 2)->evidence.count = 0;
}

static void
bare_entity(SgGraph *graph)
{
	MUTABLE(SgEntity, entity, 2)->evidence.count = 0;
}

static void
overrun_evidence(SgGraph *graph)
{
	MUTABLE(SgEntity, entity, 2)->evidence.first = UINT32_MAX;
}

static void
leave_text(SgGraph *graph)
{
	MUTABLE(SgEvidence, evidence, 0)->span.length = UINT32_MAX;
}

static void
precede_line(SgGraph *graph)
{
	MUTABLE(SgEvidence, evidence, 0)->span = (SgSpan){3, 3, 0, 1};
}

static void
leave_lines(SgGraph *graph)
{
	MUTABLE(SgEvidence, evidence, 0)->span.end_line = 1000;
}

static void
exceed_rank(SgGraph *graph)
{
	MUTABLE(SgEntity, entity, 0)->rank = 1.5;
}

static void
lose_topic(SgGraph *graph)
{
	MUTABLE(SgEntity, entity, 0)->topic = 7;
}

static void
mistake_kind(SgGraph *graph)
{
	SgEntity *entity = MUTABLE(SgEntity, entity, 0);
	entity->kind = entity->kind == SG_KIND_TOOL ? SG_KIND_ERROR : SG_KIND_TOOL;
}

static void
mistake_sort(SgGraph *graph)
{
	MUTABLE(SgGraphDocument, document, 0)->copy_of = sg_ref_of(graph, SG_SORT_ENTITY, 0);
}

static void
mistake_example(SgGraph *graph)
{
	MUTABLE(SgGraphExample, example, 0)->code = 9;
}

static void
overrun_refs(SgGraph *graph)
{
	MUTABLE(SgTopic, topic, 0)->members.count = 5000;
}

static const struct {
	const char *path;
	Damage damage;
} damages[] = {
    {"/graph/check/ids-out-of-order", swap_ids},
    {"/graph/check/ids-equal-after-folding", fold_ids},
    {"/graph/check/two-edges-of-one-id", repeat_edge_id},
    {"/graph/check/dangling-edge", dangle_edge},
    {"/graph/check/edge-to-itself", loop_edge},
    {"/graph/check/negative-weight", weigh_nothing},
    {"/graph/check/edge-without-evidence", bare_edge},
    {"/graph/check/entity-without-evidence", bare_entity},
    {"/graph/check/evidence-out-of-range", overrun_evidence},
    {"/graph/check/passage-outside-the-text", leave_text},
    {"/graph/check/passage-before-its-line", precede_line},
    {"/graph/check/line-after-the-last", leave_lines},
    {"/graph/check/rank-above-one", exceed_rank},
    {"/graph/check/unknown-topic", lose_topic},
    {"/graph/check/id-of-another-kind", mistake_kind},
    {"/graph/check/entity-where-a-document-belongs", mistake_sort},
    {"/graph/check/example-of-nothing", mistake_example},
    {"/graph/check/members-out-of-range", overrun_refs},
};

static void
test_damage_is_found(const void *data)
{
	g_autoptr(SgGraph) graph = small_graph(&shape);
	g_autoptr(GString) report = g_string_new(NULL);
	(*(const Damage *)data)(graph);
	g_assert_cmpuint(sg_graph_check(graph, report), >, 0);
	g_assert_cmpuint(report->len, >, 0);
}

static void
test_sound_graph_has_no_fault(void)
{
	g_autoptr(SgGraph) graph = small_graph(&shape);
	g_autoptr(GString) report = g_string_new(NULL);
	g_assert_cmpuint(sg_graph_check(graph, report), ==, 0);
	g_assert_cmpstr(report->str, ==, "");
}

static void
test_ids_lead_back_to_their_nodes(void)
{
	g_autoptr(SgGraph) graph = small_graph(&shape);
	SgRef last = sg_ref_of(graph, SG_SORT_ENTITY, sg_graph_n_entities(graph) - 1);
	for (SgRef ref = 0; ref <= last; ref++)
		g_assert_cmpuint(sg_graph_find(graph, sg_ref_id(graph, ref)), ==, ref);
	g_assert_cmpuint(sg_graph_find(graph, "concept/absent"), ==, SG_NONE);
}

static void
test_every_edge_is_at_both_of_its_ends(void)
{
	g_autoptr(SgGraph) graph = small_graph(&shape);
	size_t from = 0;
	size_t to = 0;
	SgRef last = sg_ref_of(graph, SG_SORT_ENTITY, sg_graph_n_entities(graph) - 1);
	for (SgRef ref = 0; ref <= last; ref++) {
		size_t count;
		const uint32_t *edges = sg_graph_edges_from(graph, ref, &count);
		for (size_t i = 0; i < count; i++)
			g_assert_cmpuint(sg_graph_edge(graph, edges[i])->source, ==, ref);
		from += count;
		edges = sg_graph_edges_to(graph, ref, &count);
		for (size_t i = 0; i < count; i++)
			g_assert_cmpuint(sg_graph_edge(graph, edges[i])->target, ==, ref);
		to += count;
	}
	g_assert_cmpuint(from, ==, sg_graph_n_edges(graph));
	g_assert_cmpuint(to, ==, sg_graph_n_edges(graph));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/graph/check/sound-graph-has-no-fault", test_sound_graph_has_no_fault);
	for (size_t i = 0; i < G_N_ELEMENTS(damages); i++)
		g_test_add_data_func(damages[i].path, &damages[i].damage, test_damage_is_found);
	g_test_add_func("/graph/ids-lead-back-to-their-nodes", test_ids_lead_back_to_their_nodes);
	g_test_add_func("/graph/every-edge-is-at-both-of-its-ends",
			test_every_edge_is_at_both_of_its_ends);
	return g_test_run();
}
