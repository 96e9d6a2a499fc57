/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

static const char *const names[2][4] = {{"Alpha", "Beta", "Gamma", "Delta"},
					{"Ocean", "River", "Lake", "Pond"}};

#define N_DOCUMENTS 6

/* Documents that speak of the first four names, and others that speak of the second four; one may
 * be left out. */
static GPtrArray *
make_two_fields(unsigned left_out)
{
	GPtrArray *facts = make_corpus();
	for (unsigned i = 0; i < N_DOCUMENTS; i++) {
		if (i == left_out)
			continue;
		const char *const *field = names[i % 2];
		g_autofree char *slug = g_strdup_printf("d%u", i);
		g_autofree char *text =
		    g_strdup_printf("# Part %u\n%s and %s and %s\n# More %u\n%s and %s and %s", i,
				    field[0], field[1], field[2], i, field[0], field[1], field[3]);
		Making making = make_document(slug, text);
		for (unsigned k = 0; k < 4; k++) {
			uint32_t term =
			    make_term(&making, SG_KIND_CONCEPT, field[k], k == 3 ? 4 : 2, 80);
			made_term(&making, term)->section = k == 3;
		}
		g_ptr_array_add(facts, make_facts(&making));
	}
	return facts;
}

static void
test_fields(void)
{
	g_autoptr(SgGraph) graph = make_graph(make_two_fields(N_DOCUMENTS), NULL);
	g_assert_cmpuint(sg_graph_n_topics(graph), ==, 2);
	for (unsigned field = 0; field < 2; field++) {
		g_autofree char *id = g_strdup_printf("concept/%s", field ? "ocean" : "alpha");
		SgRef first = sg_graph_find(graph, id);
		g_assert_cmpuint(first, !=, SG_NONE);
		uint32_t topic = sg_graph_entity(graph, sg_ref_index(graph, first))->topic;
		const SgTopic *known = sg_graph_topic(graph, topic);
		g_assert_cmpuint(known->members.count, ==, 4);
		/* The two names that stand everywhere are the most central, in order of id. */
		g_assert_true(
		    g_str_has_prefix(known->label, field ? "Ocean, River" : "Alpha, Beta"));
		g_assert_true(g_str_has_prefix(known->id, "topic/"));
		for (unsigned d = field; d < 6; d += 2)
			g_assert_cmpuint(sg_graph_document(graph, d)->topic, ==, topic);
	}
}

static char *
list_topics(const SgGraph *graph)
{
	GString *list = g_string_new(NULL);
	for (size_t i = 0; i < sg_graph_n_topics(graph); i++) {
		const SgTopic *topic = sg_graph_topic(graph, i);
		g_string_append_printf(list, "%s of %u;", topic->label, topic->members.count);
	}
	return g_string_free(list, FALSE);
}

static void
test_one_document_less(void)
{
	g_autoptr(SgGraph) whole = make_graph(make_two_fields(N_DOCUMENTS), NULL);
	g_autofree char *wanted = list_topics(whole);
	for (unsigned i = 0; i < N_DOCUMENTS; i++) {
		g_autoptr(SgGraph) graph = make_graph(make_two_fields(i), NULL);
		g_autofree char *topics = list_topics(graph);
		g_assert_cmpstr(topics, ==, wanted);
	}
}

static void
test_small(void)
{
	Making making = make_document("a", "Alpha and Beta.");
	make_term(&making, SG_KIND_CONCEPT, "Alpha", 1, 80);
	make_term(&making, SG_KIND_CONCEPT, "Beta", 1, 80);
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_facts(&making));
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_topics(graph), ==, 0);
	g_assert_cmpuint(sg_graph_entity(graph, 0)->topic, ==, SG_NONE);
	g_assert_cmpuint(sg_graph_document(graph, 0)->topic, ==, SG_NONE);
}

static void
test_related(void)
{
	g_autoptr(SgGraph) graph = make_graph(make_two_fields(N_DOCUMENTS), NULL);
	size_t n_related = 0;
	for (size_t i = 0; i < sg_graph_n_edges(graph); i++) {
		const SgEdge *edge = sg_graph_edge(graph, i);
		if (edge->type != SG_EDGE_RELATED)
			continue;
		n_related++;
		uint32_t a = sg_graph_entity(graph, sg_ref_index(graph, edge->source))->topic;
		uint32_t b = sg_graph_entity(graph, sg_ref_index(graph, edge->target))->topic;
		g_assert_cmpuint(a, ==, b);
	}
	/* Five of the six pairs of each field stand together; Gamma and Delta never do. */
	g_assert_cmpuint(n_related, ==, 10);
}

static void
test_blank(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_plain("a", ""));
	g_ptr_array_add(facts, make_plain("b", "\n\n"));
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_documents(graph), ==, 2);
	g_assert_cmpuint(sg_graph_n_overlaps(graph), ==, 0);
	g_autoptr(SgGraph) empty = make_graph(make_corpus(), NULL);
	g_assert_cmpuint(sg_graph_n_documents(empty), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/topics/two-fields", test_fields);
	g_test_add_func("/topics/stay-without-one-document", test_one_document_less);
	g_test_add_func("/topics/need-three-members", test_small);
	g_test_add_func("/related/what-stands-together", test_related);
	g_test_add_func("/build/blank-documents", test_blank);
	return g_test_run();
}
