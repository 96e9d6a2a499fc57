/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

/* Words first..end of one endless text. */
static char *
slice(unsigned first, unsigned end)
{
	GString *text = g_string_new("# Title\n");
	for (unsigned i = first; i < end; i++)
		g_string_append_printf(text, "%sw%u", i % 10 == 0 ? "\n" : " ", i);
	return g_string_free(text, FALSE);
}

static SgFacts *
make_slice(const char *slug, unsigned first, unsigned end, SgDocSyntax syntax)
{
	g_autofree char *text = slice(first, end);
	Making making = make_document(slug, text);
	making.doc->record.syntax = syntax;
	return make_facts(&making);
}

static const SgCluster *
cluster_at(const SgOverlaps *overlaps, guint i)
{
	return &g_array_index(overlaps->clusters, SgCluster, i);
}

static void
test_canonical(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_slice("a", 0, 310, SG_SYNTAX_FLATTENED));
	g_ptr_array_add(facts, make_slice("b", 0, 300, SG_SYNTAX_MARKDOWN));
	g_ptr_array_add(facts, make_slice("c", 0, 305, SG_SYNTAX_MARKDOWN));
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, NULL);
	g_assert_cmpuint(overlaps->clusters->len, ==, 1);
	g_assert_cmpuint(cluster_at(overlaps, 0)->canonical, ==, 2);
	g_assert_cmpuint(cluster_at(overlaps, 0)->members.count, ==, 3);
}

/* Neighbours share more than 0.8, the ends of the chain do not. */
static void
test_chain(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_slice("a", 0, 500, SG_SYNTAX_MARKDOWN));
	g_ptr_array_add(facts, make_slice("b", 40, 540, SG_SYNTAX_MARKDOWN));
	g_ptr_array_add(facts, make_slice("c", 80, 580, SG_SYNTAX_MARKDOWN));
	g_ptr_array_add(facts, make_slice("d", 120, 620, SG_SYNTAX_MARKDOWN));
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, NULL);
	g_assert_cmpuint(overlaps->clusters->len, ==, 2);
	for (guint i = 0; i < overlaps->clusters->len; i++)
		g_assert_cmpuint(cluster_at(overlaps, i)->members.count, ==, 2);
}

static void
test_twins(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_slice("a", 0, 300, SG_SYNTAX_FLATTENED));
	g_ptr_array_add(facts, make_slice("b", 0, 300, SG_SYNTAX_FLATTENED));
	g_ptr_array_add(facts, make_slice("c", 0, 310, SG_SYNTAX_MARKDOWN));
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_clusters(graph), ==, 1);
	g_assert_cmpuint(sg_graph_cluster(graph, 0)->canonical, ==, 2);
	g_assert_cmpuint(sg_graph_document(graph, 0)->rendition_of, ==, 2);
	g_assert_cmpuint(sg_graph_document(graph, 1)->rendition_of, ==, 2);
	g_assert_cmpuint(sg_graph_document(graph, 2)->rendition_of, ==, SG_NONE);
}

/* The order of documents may change who comes first, not who belongs together. */
static void
test_order(void)
{
	static const unsigned starts[] = {0, 3, 900, 6, 905, 2000};
	static const unsigned orders[3][6] = {
	    {0, 1, 2, 3, 4, 5}, {5, 4, 3, 2, 1, 0}, {2, 0, 4, 5, 1, 3}};
	for (size_t o = 0; o < G_N_ELEMENTS(orders); o++) {
		g_autoptr(GPtrArray) facts = make_corpus();
		unsigned place[6];
		for (unsigned i = 0; i < 6; i++) {
			unsigned start = starts[orders[o][i]];
			g_autofree char *slug = g_strdup_printf("d%u", i);
			place[orders[o][i]] = i;
			g_ptr_array_add(facts,
					make_slice(slug, start, start + 400, SG_SYNTAX_MARKDOWN));
		}
		g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, NULL);
		g_assert_cmpuint(overlaps->overlaps->len, ==, 4);
		g_assert_cmpuint(overlaps->clusters->len, ==, 2);
		for (guint i = 0; i < 2; i++) {
			SgRun run = cluster_at(overlaps, i)->members;
			bool small = run.count == 2;
			for (uint32_t k = run.first; k < run.first + run.count; k++) {
				SgRef member = g_array_index(overlaps->members, SgRef, k);
				g_assert_true(small == (member == place[2] || member == place[4]));
			}
		}
	}
}

/* Ten thousand copies and a thousand files of one name stay cheap. */
static void
test_many(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	for (unsigned i = 0; i < 3000; i++) {
		g_autofree char *slug = g_strdup_printf("d%05u", i);
		g_autofree char *text =
		    g_strdup_printf("name: rust-pro\n\nw%u x%u y%u", i / 2, i / 2, i / 2);
		g_ptr_array_add(facts, make_plain(slug, text));
	}
	gint64 start = g_get_monotonic_time();
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, NULL);
	g_assert_cmpuint(overlaps->clusters->len, ==, 1500);
	g_assert_cmpuint(overlaps->overlaps->len, <, 3000 * 20);
	g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/clusters/structure-then-completeness-decides", test_canonical);
	g_test_add_func("/clusters/no-chains", test_chain);
	g_test_add_func("/clusters/identical-documents-follow-their-twin", test_twins);
	g_test_add_func("/clusters/order-does-not-matter", test_order);
	g_test_add_func("/clusters/many-of-one-name", test_many);
	return g_test_run();
}
