/* SPDX-License-Identifier: MIT */
#include "emit/site/lookup.h"
#include "emit/site/site.h"
#include "emit/site/theme.h"
#include "reading.h"
#include "small-graph.h"

static SgTheme *theme;

typedef SgPage *(*PageFn)(const SgEmitContext *context, size_t i, SgOutput *output);

static char *
render(const SgEmitContext *context, PageFn make, size_t i)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SgPage) page = make(context, i, NULL);
	GString *html = g_string_new(NULL);
	bool done = sg_theme_render(theme, page, html, &error);
	g_assert_no_error(error);
	g_assert_true(done);
	return g_string_free(html, FALSE);
}

static size_t
count(const char *text, const char *part)
{
	size_t found = 0;
	while ((text = strstr(text, part)) != NULL) {
		found++;
		text += strlen(part);
	}
	return found;
}

/* What no page has, whatever it shows. */
static void
check_page(const char *html)
{
	g_assert_true(g_utf8_validate(html, -1, NULL));
	g_assert_cmpuint(count(html, "<script"), ==, 1);
	g_assert_cmpuint(count(html, "<h1"), ==, 1);
	g_assert_cmpuint(count(html, "<main"), ==, 1);
	static const char *const never[] = {"<b>bold",
					    "<style",
					    "<iframe",
					    "<img src=x",
					    "xmlns=",
					    "\x01",
					    "javascript:alert(1)\""};
	for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
		g_assert_null(strstr(html, never[i]));
}

static void
hostile_names_are_text(void)
{
	SmallGraph shape = {hostile_labels, G_N_ELEMENTS(hostile_labels), 3, 40};
	g_autoptr(SgGraph) graph = small_graph(&shape);
	SgEmitContext context = {.graph = graph, .config = reading_config, .theme = theme};
	const struct {
		PageFn make;
		size_t count;
	} pages[] = {
	    {sg_home_page, 1},
	    {sg_entity_page, sg_graph_n_entities(graph)},
	    {sg_document_page, sg_graph_n_documents(graph)},
	    {sg_index_page, sg_index_count(&context)},
	    {sg_overlaps_page, 1},
	    {sg_quality_page, 1},
	    {sg_data_page, 1},
	    {sg_missing_page, 1},
	};
	for (size_t p = 0; p < G_N_ELEMENTS(pages); p++) {
		for (size_t i = 0; i < pages[p].count; i++) {
			g_autofree char *html = render(&context, pages[p].make, i);
			check_page(html);
		}
	}
	sg_lookup_forget();
}

static void
same_page_same_digest(void)
{
	SmallGraph shape = {hostile_labels, 4, 2, 3};
	g_autoptr(SgGraph) graph = small_graph(&shape);
	SgEmitContext context = {.graph = graph, .config = reading_config, .theme = theme};
	g_autoptr(SgPage) one = sg_entity_page(&context, 0, NULL);
	g_autoptr(SgPage) again = sg_entity_page(&context, 0, NULL);
	g_autoptr(SgPage) other = sg_entity_page(&context, 1, NULL);
	g_assert_cmpstr(sg_page_digest(one).hex, ==, sg_page_digest(again).hex);
	g_assert_cmpstr(sg_page_digest(one).hex, !=, sg_page_digest(other).hex);
	sg_lookup_forget();
}

/* Edges of the entity whose other end is one, too; *plain counts those without a direction. */
static size_t
count_edges(const SgGraph *graph, SgRef self, size_t *plain)
{
	size_t n[2];
	const uint32_t *sides[] = {sg_graph_edges_from(graph, self, &n[0]),
				   sg_graph_edges_to(graph, self, &n[1])};
	size_t shown = 0;
	for (int s = 0; s < 2; s++) {
		for (size_t i = 0; i < n[s]; i++) {
			const SgEdge *edge = sg_graph_edge(graph, sides[s][i]);
			SgRef other = s == 0 ? edge->target : edge->source;
			bool entity = sg_ref_sort(graph, other) == SG_SORT_ENTITY;
			shown += entity;
			*plain += entity && edge->type == SG_EDGE_RELATED;
		}
	}
	return shown;
}

static void
relations_without_direction_are_one_row(void)
{
	SmallGraph shape = {hostile_labels, G_N_ELEMENTS(hostile_labels), 3, 60};
	g_autoptr(SgGraph) graph = small_graph(&shape);
	SgEmitContext context = {.graph = graph, .config = reading_config, .theme = theme};
	size_t n_plain = 0;
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		size_t plain = 0;
		size_t shown = count_edges(graph, sg_ref_of(graph, SG_SORT_ENTITY, i), &plain);
		g_autofree char *html = render(&context, sg_entity_page, i);
		g_assert_cmpuint(count(html, "<a class=\"line why\""), ==, shown);
		g_assert_cmpuint(count(html, ">Related to</th>"), ==, plain > 0);
		g_assert_cmpuint(count(html, "<h2>Relations</h2>"), ==, shown > 0);
		n_plain += plain;
	}
	g_assert_cmpuint(n_plain, >, 0);
	sg_lookup_forget();
}

static void
redirects_lead_and_replace_nothing(void)
{
	SmallGraph shape = {hostile_labels, 4, 2, 3};
	g_autoptr(SgGraph) graph = small_graph(&shape);
	SgPair pairs[] = {{(char *)"old/page.html", (char *)"concept/index.html", 3},
			  {(char *)"data.html", (char *)"old/page.html", 4},
			  {(char *)"gone.html", (char *)"nowhere.html", 5}};
	g_autoptr(GPtrArray) redirects = g_ptr_array_new();
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
		g_ptr_array_add(redirects, &pairs[i]);
	SgConfig config = *reading_config;
	config.redirects = redirects;
	config.base_url = (char *)"https://e.org/s/";
	config.path = (char *)"s.yaml";
	SgEmitContext context = {.graph = graph, .config = &config, .theme = theme};

	g_autofree char *html = render(&context, sg_redirect_page, 0);
	check_page(html);
	static const char *const parts[] = {
	    "<meta http-equiv=\"refresh\" content=\"0; url=../concept/index.html\">",
	    "<link rel=\"canonical\" href=\"https://e.org/s/concept/index.html\">",
	    "<meta name=\"robots\" content=\"noindex\">",
	    "<a href=\"../concept/index.html\">concept/index.html</a>",
	    "http-equiv=\"Content-Security-Policy\""};
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		g_assert_cmpuint(count(html, parts[i]), ==, 1);
	g_assert_cmpuint(count(html, "rel=\"canonical\""), ==, 1);

	g_autoptr(GError) error = NULL;
	g_assert_false(sg_redirect_check(&context, 0, NULL, &error));
	g_assert_cmpstr(error->message, ==,
			"s.yaml:4: data.html is a page of the site, which stays; "
			"s.yaml:5: gone.html leads to nowhere.html, which the site does not have");
	g_autoptr(GHashTable) taken = sg_redirect_taken(&context);
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		g_autoptr(SgPage) page = sg_entity_page(&context, i, NULL);
		g_assert_true(g_hash_table_contains(taken, sg_page_url(page)));
	}
	for (size_t i = 0; i < sg_index_count(&context); i++) {
		g_autoptr(SgPage) page = sg_index_page(&context, i, NULL);
		g_assert_true(g_hash_table_contains(taken, sg_page_url(page)));
	}
	sg_lookup_forget();
}

static SgFacts *
facts_of(const char *path, const char *text)
{
	g_autoptr(SgFactsBuilder) builder = sg_facts_builder_new(read_as(path, text));
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
	SgFacts *facts = sg_facts_load(bytes, NULL);
	g_assert_nonnull(facts);
	return facts;
}

/* What the graph would say of the links of the first document: those that name b.md lead there. */
static void
add_links(SgGraphParts *parts)
{
	SgGraphDocument *document = &g_array_index(parts->documents, SgGraphDocument, 0);
	for (uint32_t i = 0; i < document->facts->n_nodes; i++) {
		const SgNode *node = &document->facts->nodes[i];
		SgGraphLink link = {i, 1, SG_NONE, 0, SG_NONE};
		if (node->kind == SG_NODE_LINK &&
		    strstr(sg_facts_str(document->facts, node->text), "b.md"))
			g_array_append_val(parts->links, link);
	}
	document->links.count = parts->links->len;
}

/* The page of a text that stands beside a document docs/b.md. */
static char *
page_of(const char *text)
{
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	g_ptr_array_add(facts, facts_of("docs/a.md", text));
	g_ptr_array_add(facts, facts_of("docs/b.md", "# B\n"));
	SgGraphParts *parts = sg_parts_new(facts);
	static const char *const ids[] = {"document/a", "document/b"};
	for (guint i = 0; i < facts->len; i++) {
		SgGraphDocument document = {.id = ids[i],
					    .facts = facts->pdata[i],
					    .topic = SG_NONE,
					    .rendition_of = SG_NONE,
					    .copy_of = SG_NONE,
					    .derived_from = SG_NONE};
		g_array_append_val(parts->documents, document);
	}
	add_links(parts);
	SgEvidence evidence = {.document = 0, .span = {.line = 4, .end_line = 4}, .rule = ""};
	g_array_append_val(parts->evidence, evidence);
	g_autoptr(SgGraph) graph = sg_graph_new(parts);
	SgEmitContext context = {.graph = graph, .config = reading_config, .theme = theme};
	char *html = render(&context, sg_document_page, 0);
	sg_lookup_forget();
	return html;
}

typedef struct {
	const char *name;
	const char *text;
	const char *html; /* a part of the page */
} Case;

static const Case cases[] = {
    {"html-is-shown-as-text", "x\n\n<script>a()</script>\n",
     "<code>&lt;script&gt;a()&lt;/script&gt;"},
    {"inline-html-is-shown-as-text", "x <b>y</b>\n", "<code class=\"raw\">&lt;b&gt;</code>y"},
    {"scripts-are-no-links", "[x](javascript:alert(1))\n",
     "<span class=\"unlinked\">x <code>javascript:alert(1)</code></span>"},
    {"another-document-is-linked", "[x](b.md)\n", "<a href=\"b.html\">x</a>"},
    {"from-the-folder-of-the-text", "[x](../docs/./b.md?raw=1#none)\n", "<a href=\"b.html\">x</a>"},
    {"what-is-not-published-is-not-linked", "[x](c.md)\n", "<span class=\"unlinked\">x <code>c.md"},
    {"nor-what-lies-outside", "[x](../../../etc/passwd)\n", "<span class=\"unlinked\">x"},
    {"other-sites-are", "[x](https://example.org/?a=1&b=2)\n",
     "<a class=\"outside\" href=\"https://example.org/?a=1&amp;b=2\""},
    {"an-address-without-scheme-is-no-path", "[x](//example.org/a)\n",
     "href=\"https://example.org/a\""},
    {"titles-are-escaped", "[x](https://example.org '\"><script>')\n",
     "title=\"&quot;&gt;&lt;script&gt;\""},
    {"pictures-are-not-fetched", "![a \"b\"](http://example.org/x.png)\n",
     "<a class=\"picture\" href=\"http://example.org/x.png\" rel=\"noopener\">Picture: a \"b\""},
    {"info-strings-are-cleaned", "x\n\n```\"><script>y\nz\n```\n", "class=\"language-scripty\""},
    {"tight-lists-have-no-paragraphs", "- one\n- two\n", "one</li>\n<li id=\"L2\">two</li></ul>"},
    {"loose-lists-have", "- one\n\n- two\n", "<li id=\"L1\">\n<p>one</p></li>"},
    {"lists-begin-where-they-begin", "3. one\n", "<ol start=\"3\">"},
    {"tasks-tell-their-state", "- [x] one\n- [ ] two\n",
     "<li class=\"task task-done\" id=\"L1\"><span class=\"box\" role=\"img\" "
     "aria-label=\"done\">"},
    {"tables-have-head-and-body", "x\n\n|a|b|\n|-|-:|\n|1|2|\n",
     "<tbody>\n<tr id=\"L5\">\n<td>1</td>\n<td class=\"to-right\">2</td></tr></tbody>"},
    {"the-highest-heading-is-h2", "x\n\n### A\n\n#### B\n", "<h2>A"},
    {"lines-that-are-linked-to-have-a-place", "one\ntwo\nthree\nfour\n",
     "three\n<span class=\"at\" id=\"L4\"></span>four"},
    {"in-code-too", "```\na\nb\nc\n```\n", "b\n<span class=\"at\" id=\"L4\"></span>c"},
    {"on-fences-they-have-one-elsewhere", "x\n\n    code\n\n\n\n", "id=\"L4\""},
    {"line-feeds-at-the-start-of-code-stay", "```\n\na\n```\n", "<code>\na"},
    {"marks-of-direction-are-removed",
     "a\xe2\x80\xae"
     "b\n",
     ">ab</p>"},
};

static void
check_case(const void *data)
{
	const Case *c = data;
	g_autofree char *html = page_of(c->text);
	check_page(html);
	const char *body = strstr(html, "<main");
	g_test_message("%s", body);
	g_assert_nonnull(strstr(body, c->html));
}

/* The page of docs/SKILL.md shows what is in its folder; only documents are links. */
static void
a_skill_shows_its_files(void)
{
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	g_ptr_array_add(facts, facts_of("docs/SKILL.md", "# A\n"));
	g_ptr_array_add(facts, facts_of("docs/references/b.md", "# B & C\n"));
	SgGraphParts *parts = sg_parts_new(facts);
	static const char *const ids[] = {"document/a", "document/b"};
	for (guint i = 0; i < facts->len; i++) {
		SgGraphDocument document = {.id = ids[i],
					    .facts = facts->pdata[i],
					    .topic = SG_NONE,
					    .rendition_of = SG_NONE,
					    .copy_of = SG_NONE,
					    .derived_from = SG_NONE};
		g_array_append_val(parts->documents, document);
	}
	SgEdge part = {.id = "edge/1", .source = 1, .target = 0, .type = SG_EDGE_PART_OF};
	g_array_append_val(parts->edges, part);
	SgGraphFile files[] = {
	    {.path = "docs/references/c.json", .digest = "", .bytes = 2048, .skill = 0},
	    {.path = "docs/scripts/<b>.sh", .digest = "", .bytes = 1, .skill = 0},
	    {.path = "other/d.png", .digest = "", .bytes = 1, .skill = SG_NONE},
	};
	g_array_append_vals(parts->files, files, G_N_ELEMENTS(files));
	g_autoptr(SgGraph) graph = sg_graph_new(parts);
	SgEmitContext context = {.graph = graph, .config = reading_config, .theme = theme};
	static const char *const shown[] = {
	    "id=\"files\"",
	    "<strong><code>SKILL.md</code></strong>",
	    "<code>references/</code>",
	    "<a href=\"b.html\"><code>b.md</code></a>",
	    "B &amp; C",
	    "<code>c.json</code> <span class=\"size\">2.0 KiB</span>",
	    "<code>&lt;b&gt;.sh</code> <span class=\"size\">1 byte</span>",
	};
	g_autofree char *html = render(&context, sg_document_page, 0);
	check_page(html);
	for (size_t i = 0; i < G_N_ELEMENTS(shown); i++)
		if (!strstr(html, shown[i]))
			g_error("%s is not in %s", shown[i], strstr(html, "<main"));
	g_assert_null(strstr(html, "d.png"));
	sg_lookup_forget();
	g_autofree char *of_part = render(&context, sg_document_page, 1);
	g_assert_null(strstr(of_part, "id=\"files\""));
	g_assert_nonnull(strstr(of_part, "Part of <a"));
	sg_lookup_forget();
}

/* As deep as a reader may ever let it be. */
static void
deep_nesting_is_rendered(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (int i = 0; i < 90; i++)
		g_string_append(text, "> ");
	g_string_append(text, "deep\n");
	g_autofree char *html = page_of(text->str);
	g_assert_nonnull(strstr(html, "deep"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	theme = sg_theme_load(NULL, NULL);
	g_assert_nonnull(theme);
	g_test_add_func("/pages/hostile-names-are-text", hostile_names_are_text);
	g_test_add_func("/pages/same-page-same-digest", same_page_same_digest);
	g_test_add_func("/pages/relations-without-direction-are-one-row",
			relations_without_direction_are_one_row);
	g_test_add_func("/pages/redirects-lead-and-replace-nothing",
			redirects_lead_and_replace_nothing);
	g_test_add_func("/pages/a-skill-shows-its-files", a_skill_shows_its_files);
	g_test_add_func("/pages/deep-nesting-is-rendered", deep_nesting_is_rendered);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/pages/text/", cases[i].name, NULL);
		g_test_add_data_func(path, &cases[i], check_case);
	}
	int status = g_test_run();
	sg_theme_free(theme);
	reading_done();
	sg_theme_teardown();
	return status;
}
