/* SPDX-License-Identifier: MIT */
#include "emit/url.h"

#include "small-graph.h"

static void
ids(void)
{
	static const struct {
		const char *id, *url;
	} cases[] = {
	    {"concept/ownership", "concept/ownership"},
	    {"error/E0502", "error/e0502"},
	    {"crate/npm:express", "crate/npm--express"},
	    {"crate/npm-express", "crate/npm-express"},
	    {"topic/memory", "topic/memory"},
	    {"concept/index", "concept/index--"},
	    {"concept/com1", "concept/com1--"},
	    {"concept/common", "concept/common"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *url = sg_url_of_id(cases[i].id);
		g_assert_cmpstr(url, ==, cases[i].url);
	}
}

static void
nodes_of_every_sort(void)
{
	const SmallGraph shape = {hostile_labels, 3, 2, 2};
	g_autoptr(SgGraph) graph = small_graph(&shape);
	static const struct {
		SgSort sort;
		const char *url;
	} cases[] = {
	    {SG_SORT_DOCUMENT, "document/small-0000-md"},
	    {SG_SORT_SECTION, "document/small-0000-md#s-small-heading"},
	    {SG_SORT_EXAMPLE, "document/small-0000-md#L2"},
	    {SG_SORT_ENTITY, "concept/e000000"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *url = sg_url_of_ref(graph, sg_ref_of(graph, cases[i].sort, 0));
		g_assert_cmpstr(url, ==, cases[i].url);
	}
}

static void
extension(void)
{
	g_autofree char *page = sg_url_file("concept/a", ".html");
	g_assert_cmpstr(page, ==, "concept/a.html");
	g_autofree char *place = sg_url_file("document/x#setup", ".html");
	g_assert_cmpstr(place, ==, "document/x.html#setup");
}

static void
links(void)
{
	static const struct {
		const char *from, *to, *link;
	} cases[] = {
	    {"concept/a.html", "error/e0502.html#x", "../error/e0502.html#x"},
	    {"concept/a.html", "concept/b.html", "b.html"},
	    {"concept/a.html", "concept/a.html", "a.html"},
	    {"concept/a.html", "concept/a.html#x", "#x"},
	    {"concept/a.html", "concept/ab.html#x", "ab.html#x"},
	    {"index.html", "concept/a.html", "concept/a.html"},
	    {"concept/a.html", "index.html", "../index.html"},
	    {"a/b/c.html", "a/d/e.html", "../d/e.html"},
	    {"concept/a.html#y", "data/graph.json", "../data/graph.json"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *link = sg_url_relative(cases[i].from, cases[i].to);
		g_assert_cmpstr(link, ==, cases[i].link);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/url/ids-become-file-names-that-never-meet", ids);
	g_test_add_func("/url/sections-and-examples-are-places-in-documents", nodes_of_every_sort);
	g_test_add_func("/url/the-extension-stands-before-the-fragment", extension);
	g_test_add_func("/url/links-are-relative", links);
	return g_test_run();
}
