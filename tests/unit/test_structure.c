/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#include "model/anchors.h"
#include "model/href.h"

/* Where a link of docs/a.md leads. Beside it stand docs/b.md, a skill docs/skill/SKILL.md, a file
 * docs/run.sh and a folder docs/closed/ that was not entered. */
static const struct {
	const char *fact;
	const char *link;
	const char *target; /* path of a document, or id of a section; or NULL */
	const char *diag;   /* or NULL */
	const char *alone;  /* diag when nothing is known but the documents, where it differs */
} cases[] = {
    {"document", "b.md", "docs/b.md", NULL, NULL},
    {"document-by-another-way", "./sub/../b.md", "docs/b.md", NULL, NULL},
    {"document-by-its-folder-above", "../docs/b.md", "docs/b.md", NULL, NULL},
    {"document-with-query", "b.md?raw=1", "docs/b.md", NULL, NULL},
    {"escaped-letters", "%62.md", "docs/b.md", NULL, NULL},
    {"from-the-root", "/docs/b.md", "docs/b.md", NULL, NULL},
    {"folder-of-a-skill", "skill/", "docs/skill/SKILL.md", NULL, NULL},
    {"heading-there", "b.md#wax-and-honey", "section/docs/b/s0", NULL, NULL},
    {"heading-in-any-case", "b.md#Wax-and-Honey", "section/docs/b/s0", NULL, NULL},
    {"heading-not-there", "b.md#propolis", "docs/b.md", "anchor-missing", NULL},
    {"top-of-any-page", "b.md#top", "docs/b.md", NULL, NULL},
    {"document-not-there", "sub/c.md", NULL, "link-broken", NULL},
    {"letters-of-any-case", "README.MD?x=1", NULL, "link-broken", NULL},
    {"escaped-name", "a%20b.txt", NULL, "link-broken", NULL},
    {"script-there", "run.sh", NULL, NULL, NULL},
    {"script-not-there", "walk.sh", NULL, "link-broken", "-"},
    {"folder-not-there", "scripts/", NULL, "link-broken", "-"},
    {"in-a-folder-that-was-not-entered", "closed/x.md", NULL, NULL, "link-broken"},
    {"own-heading", "#bees", NULL, NULL, NULL},
    {"own-heading-not-there", "#part.md", NULL, "anchor-missing", NULL},
    {"another-site", "https://example.org/c.md", NULL, NULL, NULL},
    {"another-scheme", "mailto:c@example.md", NULL, NULL, NULL},
    {"another-host", "//example.org/c.md", NULL, NULL, NULL},
    {"absolute-path", "/c.md", NULL, NULL, NULL},
    {"out-of-the-sources", "../../c.md", NULL, "link-outside", NULL},
    {"a-word-to-be-replaced", "url", NULL, NULL, NULL},
    {"a-placeholder", "{file}.md", NULL, NULL, NULL},
};

static SgListing *
make_listing(void)
{
	static const struct {
		const char *path;
		SgFoundKind kind;
	} found[] = {{"docs/a.md", SG_FOUND_DOCUMENT},
		     {"docs/b.md", SG_FOUND_DOCUMENT},
		     {"docs/skill/SKILL.md", SG_FOUND_DOCUMENT},
		     {"docs/run.sh", SG_FOUND_OTHER},
		     {"docs/closed/", SG_FOUND_IGNORED}};
	SgListing *listing = sg_listing_new();
	for (size_t i = 0; i < G_N_ELEMENTS(found); i++)
		sg_listing_add(listing,
			       (SgFound){.path = g_strdup(found[i].path), .kind = found[i].kind});
	sg_listing_seal(listing);
	return listing;
}

static const char *
linked_place(const SgGraph *graph)
{
	const char *place = NULL;
	for (uint32_t e = 0; e < sg_graph_n_edges(graph); e++) {
		const SgEdge *edge = sg_graph_edge(graph, e);
		if (edge->type != SG_EDGE_LINKS_TO)
			continue;
		place = sg_ref_id(graph, edge->target);
		if (sg_ref_sort(graph, edge->target) != SG_SORT_DOCUMENT)
			continue;
		const SgFacts *facts = sg_graph_document(graph, edge->target)->facts;
		place = sg_facts_str(facts, facts->record->path);
	}
	return place;
}

static void
check_link(size_t i, const SgListing *listing, const char *expected)
{
	g_autofree char *text = g_strdup_printf("# Bees\n\n-> %s", cases[i].link);
	GPtrArray *facts = make_corpus();
	g_ptr_array_add(facts, make_plain("docs/a", text));
	g_ptr_array_add(facts, make_plain("docs/b", "# Wax and Honey\n\nCombs."));
	g_ptr_array_add(facts, make_plain("docs/skill/SKILL", "# Hive\n\nFrames."));
	g_autoptr(SgGraph) graph = make_graph_among(facts, NULL, listing);
	g_assert_cmpstr(linked_place(graph), ==, cases[i].target);
	g_assert_cmpuint(sg_graph_n_diags(graph), ==, expected != NULL);
	if (!expected)
		return;
	const SgGraphDiag *diag = sg_graph_diag(graph, 0);
	g_assert_cmpstr(sg_diag_rule(diag->tag)->name, ==, expected);
	g_assert_cmpuint(diag->line, ==, 3);
	g_assert_cmpuint(diag->column, ==, 4);
	g_assert_nonnull(strstr(diag->message, cases[i].link));
}

static void
test_link(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(SgListing) listing = make_listing();
	check_link(i, listing, cases[i].diag);
}

static void
test_link_alone(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	const char *alone = cases[i].alone ? cases[i].alone : cases[i].diag;
	check_link(i, NULL, g_strcmp0(alone, "-") == 0 ? NULL : alone);
}

/* Of a document that was given by its name nobody knows what lies beside it. */
static void
test_alone(void)
{
	g_autoptr(SgListing) listing = sg_listing_new();
	sg_listing_add(listing, (SgFound){.path = g_strdup("a.md"), .alone = true});
	sg_listing_seal(listing);
	GPtrArray *facts = make_corpus();
	g_ptr_array_add(facts, make_plain("a", "# Bees\n\n-> wax.md\n-> ../hive.md\n-> #comb"));
	g_autoptr(SgGraph) graph = make_graph_among(facts, NULL, listing);
	g_assert_cmpuint(sg_graph_n_diags(graph), ==, 1);
	g_assert_cmpint(sg_graph_diag(graph, 0)->tag, ==, SG_DIAG_ANCHOR_MISSING);
}

/* Names that a fragment may have, and the heading (number) or line ("L3") that it means. */
static const struct {
	const char *fragment, *place; /* NULL: none */
} places[] = {
    {"getting-started", "0"},
    {"q--a", "1"}, /* two spaces around what is dropped */
    {"setup", "2"},
    {"setup-1", "3"},
    {"s3", "3"}, /* our own */
    {"\xc3\xbc"
     "ber-uns",
     "4"},
    {"\xc3\x9c"
     "BER-uns",
     "4"},
    {"snake_case", "5"},
    {"nothing", NULL},
};

static void
test_places(void)
{
	static const char text[] = "# Getting Started!\n# Q & A\n# Setup\n# Setup\n"
				   "# \xc3\x9c"
				   "ber uns\n# snake_case";
	g_autoptr(SgFacts) facts = make_plain("a", text);
	g_autoptr(SgPlaceNames) names = sg_place_names_new(facts);
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		uint32_t section = SG_NONE;
		uint32_t line = 0;
		bool found = sg_place_names_find(names, places[i].fragment, &section, &line);
		g_autofree char *place = found ? g_strdup_printf("%u", section) : NULL;
		g_assert_cmpstr(place, ==, places[i].place);
	}
}

/* A document, and the skill that it is a part of (NULL: none). */
static const struct {
	const char *path, *skill;
} parts[] = {
    {"SKILL.md", NULL},
    {"a/SKILL.md", "SKILL.md"},
    {"a/b/c/deep.md", "a/SKILL.md"},
    {"a/b/x.md", "a/SKILL.md"},
    {"a/nested/SKILL.md", "a/SKILL.md"},
    {"a/nested/y.md", "a/nested/SKILL.md"},
    {"ab/z.md", "SKILL.md"},
};

static void
test_parts(void)
{
	GPtrArray *facts = make_corpus();
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *stem = g_strndup(parts[i].path, strlen(parts[i].path) - 3);
		g_autofree char *text = g_strdup_printf("# Part %zu\n\nText of its own.", i);
		g_ptr_array_add(facts, make_plain(stem, text));
	}
	g_autoptr(SgGraph) graph = make_graph(facts, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		size_t count;
		const uint32_t *edges = sg_graph_edges_from(graph, (SgRef)i, &count);
		const char *skill = NULL;
		for (size_t e = 0; e < count; e++) {
			const SgEdge *edge = sg_graph_edge(graph, edges[e]);
			if (edge->type == SG_EDGE_PART_OF)
				skill = parts[edge->target].path;
		}
		g_assert_cmpstr(skill, ==, parts[i].skill);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/link/", cases[i].fact, NULL);
		g_autofree char *alone = g_strconcat("/link-alone/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_link);
		g_test_add_data_func(alone, GSIZE_TO_POINTER(i), test_link_alone);
	}
	g_test_add_func("/link/of-a-document-alone", test_alone);
	g_test_add_func("/places/as-hosts-name-them", test_places);
	g_test_add_func("/bundle/nearest-skill-above", test_parts);
	return g_test_run();
}
