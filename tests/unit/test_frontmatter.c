/* SPDX-License-Identifier: MIT */
#include "reading.h"

/* Lines between the fences; the records they must become ("key:type=value", types s n b 0 l m);
 * what must be said of them, "" for nothing. */
static const struct {
	const char *fact;
	const char *lines;
	const char *metas;
	const char *diags;
} cases[] = {
    {"plain-scalars", "name: a-b\nn: 12\nyes: true\nnone:\n",
     "name:s=a-b|n:n=12|yes:b=true|none:0=", ""},
    {"number-keeps-its-text", "name: a\nversion: 2.0\nlong: 1.2.3\nhex: 0x1f\nexp: 1e5\n",
     "name:s=a|version:n=2.0|long:s=1.2.3|hex:s=0x1f|exp:n=1e5", ""},
    {"quotes-are-resolved", "a: \"x: y\"\nb: 'it''s'\nc: \"l\\n\\\"q\\\"\"\n",
     "a:s=x: y|b:s=it's|c:s=l\n\"q\"", ""},
    {"comment-behind-quotes-is-dropped", "a: \"x\" # why\n", "a:s=x", ""},
    {"comment-behind-a-word-is-dropped", "model: opus # dear\n", "model:s=opus", ""},
    {"comment-lines-are-skipped", "# first\na: b\n# second\nc: d\n", "a:s=b|c:s=d", ""},
    {"flow-list", "tags: [a, 'b c', \"d\", 3]\n", "tags:l=(:s=a|:s=b c|:s=d|:n=3)", ""},
    {"flow-list-over-lines", "tags: [\n  a,\n  b,\n]\nname: x\n", "tags:l=(:s=a|:s=b)|name:s=x",
     ""},
    {"empty-flow", "a: []\nb: {}\n", "a:l=()|b:m=()", ""},
    {"flow-in-flow", "a: {b: [c, {d: e}], f: g}\n", "a:m=(b:l=(:s=c|:m=(d:s=e))|f:s=g)", ""},
    {"list-below-its-key", "tags:\n  - a\n  - 'b'\nname: x\n", "tags:l=(:s=a|:s=b)|name:s=x", ""},
    {"list-at-the-column-of-its-key", "tags:\n- a\n- b\nname: x\n", "tags:l=(:s=a|:s=b)|name:s=x",
     ""},
    {"maps-in-a-list", "hand:\n  - to: a\n    send: true\n  - to: b\n",
     "hand:l=(:m=(to:s=a|send:b=true)|:m=(to:s=b))", ""},
    {"list-in-a-list", "a:\n  - - x\n    - y\n  - z\n", "a:l=(:l=(:s=x|:s=y)|:s=z)", ""},
    {"nested-maps", "metadata:\n  author: me\n  more:\n    deep: 1\nname: x\n",
     "metadata:m=(author:s=me|more:m=(deep:n=1))|name:s=x", ""},
    {"literal-block", "d: |\n  one\n   two\n\n  three\nn: x\n", "d:s=one\n two\n\nthree|n:s=x", ""},
    {"folded-block", "d: >-\n  one\n  two\n\n  three\n", "d:s=one two\nthree", ""},
    {"plain-scalar-over-lines", "d: one\n  two\n  three: four\nn: x\n",
     "d:s=one two three: four|n:s=x", "front-matter-lenient@4:8"},
    {"value-on-the-next-line", "d:\n  just text\nn: x\n", "d:s=just text|n:s=x", ""},
    {"colon-in-a-value", "name: a\ndescription: Use when: x\n",
     "name:s=a|description:s=Use when: x", "front-matter-lenient@3:22"},
    {"star-is-text", "name: a\ntools: *\n", "name:s=a|tools:s=*", "front-matter-lenient@3:8"},
    {"globs-without-quotes", "globs: **/*.js, **/*.ts\nalwaysApply: false\n",
     "globs:s=**/*.js, **/*.ts|alwaysApply:b=false", "front-matter-lenient@2:8"},
    {"at-sign-is-text", "author: @bob\n", "author:s=@bob", "front-matter-lenient@2:9"},
    {"bracket-that-is-no-list", "d: [WIP] thing\nhint: [file] [--x]\n",
     "d:s=[WIP] thing|hint:s=[file] [--x]", "front-matter-lenient@2:4 front-matter-lenient@3:7"},
    {"one-word-in-brackets-is-a-list", "hint: [issue]\n", "hint:l=(:s=issue)", ""},
    {"colour-is-kept", "color: #fff\nname: x\n", "color:s=#fff|name:s=x", "front-matter-hash@2:8"},
    {"template-is-text", "name: {{ name }}\nx: y\n", "name:s={{ name }}|x:s=y",
     "front-matter-lenient@2:7"},
    {"wiki-link-is-text", "up: [[Some Page]]\n", "up:s=[[Some Page]]", ""},
    {"duplicate-keys-are-both-kept", "name: a\nx: y\nname: b\n", "name:s=a|x:s=y|name:s=b",
     "front-matter-duplicate@4:1"},
    {"quote-that-never-closes", "name: \"open\nx: y\n", "name:s=\"open|x:s=y",
     "front-matter-quote@2:7"},
    {"quote-inside-quotes", "d: 'it's here'\nx: y\n", "d:s=it's here|x:s=y",
     "front-matter-quote@2:4"},
    {"text-behind-quotes", "d: \"a\" b\n", "d:s=\"a\" b", "front-matter-quote@2:4"},
    {"quote-over-lines", "d: \"one\n  two\"\nx: y\n", "d:s=one two|x:s=y", ""},
    {"alias-is-text", "a: &base x\nb: *base\n", "a:s=&base x|b:s=*base",
     "front-matter-alias@2:4 front-matter-alias@3:4"},
    {"tag-is-text", "a: !!python/object:os.system x\n", "a:s=!!python/object:os.system x",
     "front-matter-tag@2:4"},
    {"tab-as-indent", "m:\n\tk: v\nn: x\n", "m:m=(k:s=v)|n:s=x", "front-matter-lenient@3:1"},
    {"no-break-space-as-indent", "m:\n\xc2\xa0\xc2\xa0k: v\n", "m:m=(k:s=v)",
     "front-matter-lenient@3:1"},
    {"key-without-a-space", "name:glued\nx: y\n", "name:s=glued|x:s=y", "front-matter-lenient@3:2"},
    {"quoted-key", "\"my key\": v\n", "my key:s=v", ""},
    {"stray-line-goes-on-with-the-value", "name: x\n!! what is this\nb: c\n",
     "name:s=x !! what is this|b:s=c", "front-matter-lenient@3:3 name-slug@2:7"},
    {"more-than-is-not-a-block", "needs: >= 1.2\nx: y\n", "needs:s=>= 1.2|x:s=y",
     "front-matter-lenient@2:8"},
    {"name-that-is-a-list", "name: [a, b]\n", "name:l=(:s=a|:s=b)", "front-matter-type@2:1"},
    {"name-that-is-a-number", "name: 12\n", "name:n=12", "front-matter-type@2:1"},
    {"keys-in-one-line", "name: x description: Does: this tools: Read\ny: z\n",
     "name:s=x|description:s=Does: this|tools:s=Read|y:s=z", "front-matter-lenient@2:20"},
    {"key-given-twice-in-a-map", "m:\n  k: v\n  k: w\n", "m:m=(k:s=v|k:s=w)",
     "front-matter-duplicate@4:3"},
    {"bracket-that-never-closes", "a: [b, c\nd: e\nf: g\n", "a:s=[b, c|d:s=e|f:s=g",
     "front-matter-lenient@2:4"},
    {"long-closing-fence", "name: x\ntools: y\n--------", "name:s=x|tools:s=y",
     "front-matter-lenient@4:1"},
};

static void
test_case(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	/* A case that brings its own fence ends in a hyphen. */
	bool fenced = g_str_has_suffix(cases[i].lines, "-");
	g_autofree char *text = g_strconcat("---\n", cases[i].lines, fenced ? "\n" : "---\n",
					    "\n# The Title\n\nBody.\n", NULL);
	g_autoptr(SgDocument) doc = read_as("x.md", text);
	g_autofree char *metas = metas_of(doc);
	g_autofree char *diags = diags_of(doc);
	g_assert_cmpstr(metas, ==, cases[i].metas);
	g_assert_cmpstr(diags, ==, cases[i].diags);
	g_autofree char *tree = tree_of(doc);
	g_assert_nonnull(strstr(tree, "text@"));
	g_assert_null(strstr(tree, "rule@"));
}

/* No value of one key may cost another its own. */
static void
test_bad_value_keeps_its_neighbours(void)
{
	static const char *const bad[] = {"*",   "@x",  "[a] b", "{ x",    "'",    "\"",  "a: b: c",
					  "% d", "`x`", "!t",    "&",      "| x",  "> y", "- z",
					  "#c",  "\\",  "[",     "[[[[[[", "{{}}", "]"};
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text =
		    g_strdup_printf("---\nname: first\nbad: %s\nlast: third\n---\nBody\n", bad[i]);
		g_autoptr(SgDocument) doc = read_as("x.md", text);
		g_autofree char *metas = metas_of(doc);
		g_assert_true(g_str_has_prefix(metas, "name:s=first|bad:"));
		g_assert_true(g_str_has_suffix(metas, "|last:s=third"));
		g_assert_nonnull(strstr(metas, bad[i][0] == '-' ? "z" : bad[i]));
		g_assert_cmpuint(doc->record.body_line, ==, 6);
	}
}

static void
test_no_closing_fence(void)
{
	g_autoptr(SgDocument) doc = read_as("x.md", "---\nname: a\n\nText that goes on.\n");
	g_autofree char *diags = diags_of(doc);
	g_assert_true(g_str_has_prefix(diags, "front-matter-open@1:1"));
	g_assert_cmpuint(doc->metas->len, ==, 0);
	g_autofree char *tree = tree_of(doc);
	g_assert_nonnull(strstr(tree, "name: a"));
}

static void
test_rule_is_no_fence(void)
{
	static const char *const texts[] = {"---\n\nA rule above.\n\n---\n\nAnd below.\n",
					    "# A\n\n---\nname: x\n---\n", " ---\nname: x\n---\n"};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(SgDocument) doc = read_as("x.md", texts[i]);
		g_assert_cmpuint(doc->metas->len, ==, 0);
		g_assert_cmpuint(doc->record.body_line, ==, 1);
	}
}

/* Whole texts: what becomes of odd fences. */
static const struct {
	const char *fact, *text, *metas, *diags;
	uint32_t body_line;
} fences[] = {
    {"later-rule-closes-nothing", "---\na: b\n\n# T\n\nText of it.\n\n---\n\nMore.\n", "",
     "front-matter-open@1:1", 1},
    {"blank-lines-and-comments-inside", "---\na: b\n\n# why\n\nc: d\n---\n# T\n", "a:s=b|c:s=d", "",
     8},
    {"code-closes-nothing", "---\na: b\n```\nx\n---\n```\n# T\n", "", "front-matter-open@1:1", 1},
    {"fence-behind-the-last-value", "---\na: b\nc: d---\n\n# T\n", "a:s=b|c:s=d",
     "front-matter-lenient@3:5", 4},
    {"heading-behind-the-fence", "---\na: b\n---# T\n\nx\n", "a:s=b", "front-matter-lenient@3:4",
     3},
    {"comment-before", "<!-- by\nhand -->\n\n---\na: b\n---\n# T\n", "a:s=b",
     "front-matter-lenient@1:1", 7},
    {"all-in-one-line", "--- name: a title: b c tags: [d] ---\n# T\n",
     "name:s=a title: b c|tags:l=(:s=d)", "front-matter-lenient@1:1", 2},
    {"directive", "---\n%YAML 1.1\na: b\n---\n# T\n", ":s=%YAML 1.1|a:s=b", "front-matter-tag@2:1",
     5},
};

static void
test_fences(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(SgDocument) doc = read_as("x.md", fences[i].text);
	g_autofree char *metas = metas_of(doc);
	g_autofree char *diags = diags_of(doc);
	g_assert_cmpstr(metas, ==, fences[i].metas);
	g_assert_cmpstr(diags, ==, fences[i].diags);
	g_assert_cmpuint(doc->record.body_line, ==, fences[i].body_line);
	g_autofree char *tree = tree_of(doc);
	g_assert_nonnull(strstr(tree, "heading1@"));
	bool comment = g_str_has_prefix(fences[i].text, "<!--");
	g_assert_cmpint(strstr(tree, "html@1-2'<!-- by~hand -->'") != NULL, ==, comment);
}

static void
test_dots_close_too(void)
{
	g_autoptr(SgDocument) doc = read_as("x.md", "---\nname: a\n...\n# B\n");
	g_assert_cmpuint(doc->metas->len, ==, 1);
	g_assert_cmpuint(doc->record.body_line, ==, 4);
}

static void
test_limits(void)
{
	g_autoptr(GString) deep = g_string_new("---\nname: x\ndeep: ");
	for (int i = 0; i < 100000; i++)
		g_string_append_c(deep, '[');
	g_string_append(deep, "\n---\nBody\n");
	g_autoptr(SgDocument) doc = read_as("x.md", deep->str);
	g_assert_true(has_diag(doc, SG_DIAG_FM_LIMIT));
	g_assert_cmpuint(doc->metas->len, ==, 2);

	g_autoptr(GString) many = g_string_new("---\n");
	for (int i = 0; i < 20000; i++)
		g_string_append_printf(many, "k%d: %d\n", i, i);
	g_string_append(many, "---\nBody\n");
	g_autoptr(SgDocument) keys = read_as("x.md", many->str);
	g_assert_true(has_diag(keys, SG_DIAG_FM_LIMIT));
	g_assert_cmpuint(keys->metas->len, ==, 20000);
}

static void
test_nesting_ends_at_the_limit(void)
{
	g_autoptr(GString) text = g_string_new("---\n");
	for (int i = 0; i < 60; i++)
		g_string_append_printf(text, "%*sk%d:\n", i, "", i);
	g_string_append_printf(text, "%*send: x\n---\nBody\n", 60, "");
	g_autoptr(SgDocument) doc = read_as("x.md", text->str);
	g_assert_true(has_diag(doc, SG_DIAG_FM_LIMIT));
	g_autofree char *metas = metas_of(doc);
	g_assert_nonnull(strstr(metas, "end: x"));
}

static void
test_rows(void)
{
	g_autoptr(SgDocument) doc =
	    read_as("x.txt", "| name | tidy-names |\n| tags | a, b c |\n| note | x | y |\nTidy "
			     "Names\nKeep names tidy.\n");
	g_autofree char *metas = metas_of(doc);
	g_assert_cmpstr(metas, ==, "name:s=tidy-names|tags:l=(:s=a|:s=b c)|note:s=x | y");
	g_assert_true(has_diag(doc, SG_DIAG_FM_FLATTENED));
	g_assert_cmpuint(doc->record.body_line, ==, 4);
	static const char *const tables[] = {"| name | what |\n|---|---|\n| a | b |\n",
					     "| Alpha | Beta |\n| x | y |\n"};
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		g_autoptr(SgDocument) table = read_as("x.md", tables[i]);
		g_assert_cmpuint(table->metas->len, ==, 0);
	}
}

static void
test_lines(void)
{
	g_autoptr(SgDocument) doc =
	    read_as("x.md", "---\na: b\nc:\n  - d\n  - e\nf: |\n  g\n  h\n---\n");
	static const uint32_t lines[][2] = {{2, 2}, {3, 5}, {4, 4}, {5, 5}, {6, 8}};
	g_assert_cmpuint(doc->metas->len, ==, G_N_ELEMENTS(lines));
	for (uint32_t i = 0; i < doc->metas->len; i++) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		g_assert_cmpuint(meta->line, ==, lines[i][0]);
		g_assert_cmpuint(meta->end_line, ==, lines[i][1]);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/front-matter/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(fences); i++) {
		g_autofree char *path = g_strconcat("/front-matter/fences/", fences[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_fences);
	}
	g_test_add_func("/front-matter/bad-value-keeps-its-neighbours",
			test_bad_value_keeps_its_neighbours);
	g_test_add_func("/front-matter/no-closing-fence", test_no_closing_fence);
	g_test_add_func("/front-matter/rule-is-no-fence", test_rule_is_no_fence);
	g_test_add_func("/front-matter/dots-close-too", test_dots_close_too);
	g_test_add_func("/front-matter/limits", test_limits);
	g_test_add_func("/front-matter/nesting-ends-at-the-limit", test_nesting_ends_at_the_limit);
	g_test_add_func("/front-matter/rows-of-a-flattened-text", test_rows);
	g_test_add_func("/front-matter/lines", test_lines);
	int status = g_test_run();
	reading_done();
	return status;
}
