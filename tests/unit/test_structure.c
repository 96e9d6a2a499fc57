/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

/* Where a link of the document a.md leads; beside it stands b.md. */
static const struct {
	const char *fact;
	const char *link;
	bool linked, broken;
} cases[] = {
    {"document", "b.md", true, false},
    {"document-by-another-way", "./sub/../b.md#part", true, false},
    {"document-that-is-not-there", "sub/c.md", false, true},
    {"letters-of-any-case", "README.MD?x=1", false, true},
    {"escaped-name", "a%20b.txt", false, true},
    {"script-may-be-there", "scripts/run.sh", false, false},
    {"folder-may-be-there", "scripts/", false, false},
    {"anchor-of-its-own-page", "#part.md", false, false},
    {"another-site", "https://example.org/c.md", false, false},
    {"another-scheme", "mailto:c@example.md", false, false},
    {"absolute-path", "/c.md", false, false},
    {"out-of-the-sources", "../c.md", false, false},
};

static void
test_link(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autofree char *text = g_strdup_printf("# Bees\n\n-> %s", cases[i].link);
	GPtrArray *facts = make_corpus();
	g_ptr_array_add(facts, make_plain("a", text));
	g_ptr_array_add(facts, make_plain("b", "# Wax\n\nCombs."));
	g_autoptr(SgGraph) graph = make_graph(facts, NULL);
	bool linked = false;
	for (uint32_t e = 0; e < sg_graph_n_edges(graph); e++)
		linked = linked || sg_graph_edge(graph, e)->type == SG_EDGE_LINKS_TO;
	g_assert_cmpint(linked, ==, cases[i].linked);
	g_assert_cmpuint(sg_graph_n_diags(graph), ==, cases[i].broken);
	if (!cases[i].broken)
		return;
	const SgGraphDiag *diag = sg_graph_diag(graph, 0);
	g_assert_cmpint(diag->tag, ==, SG_DIAG_LINK_BROKEN);
	g_assert_cmpuint(diag->line, ==, 3);
	g_assert_cmpuint(diag->column, ==, 1);
	g_assert_true(g_str_has_suffix(diag->message, cases[i].link));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/link/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_link);
	}
	return g_test_run();
}
