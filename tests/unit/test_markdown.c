/* SPDX-License-Identifier: MIT */
#include "reading.h"

/* Text; its tree as kind, level, lines and text; what must be said of it. */
static const struct {
	const char *fact;
	const char *text;
	const char *tree;
	const char *diags;
} cases[] = {
    {"headings-of-both-forms", "# A\n\nB\n===\n\nC\nD\n---\n",
     "heading1@1[text@1'A'] heading1@3-4[text@3'B'] heading2@6-8[text@6'C' softbreak@6 text@7'D']",
     ""},
    {"paragraph-counts-its-lines", "# T\n\none\ntwo *three\nfour* five\n",
     "heading1@1[text@1'T'] paragraph@3-5[text@3'one' softbreak@3 text@4'two ' "
     "emphasis@4-5[text@4'three' softbreak@4 text@5'four'] text@5' five']",
     ""},
    {"code-span-over-lines", "# T\n\na `b\nc` d\ne\n",
     "heading1@1[text@1'T'] paragraph@3-5[text@3'a ' code-span@3-4'b c' text@4' d' softbreak@4 "
     "text@5'e']",
     ""},
    {"definition-without-a-link-is-shown", "# T\n\n[a]: x 'y'\n[b]: z\n\n[b] c\n\n[//]: # (d)\n",
     "heading1@1[text@1'T'] html@3'[a]: x 'y'' paragraph@6[link@6'z'[text@6'b'] text@6' c'] "
     "html@8'[//]: # (d)'",
     ""},
    {"definition-above-its-paragraph", "# T\n\n[a]: x\nwords\n",
     "heading1@1[text@1'T'] html@3'[a]: x' paragraph@3-4[text@4'words']", ""},
    {"hard-break", "# T\n\na  \nb\\\nc\n",
     "heading1@1[text@1'T'] paragraph@3-5[text@3'a' linebreak@3 text@4'b' linebreak@4 text@5'c']",
     ""},
    {"tight-and-loose-lists", "# T\n\n- a\n- b\n\n1. c\n\n   d\n2. e\n",
     "heading1@1[text@1'T'] list@3-4[item@3[paragraph@3[text@3'a']] "
     "item@4[paragraph@4[text@4'b']]] list1@6-9[item@6-8[paragraph@6[text@6'c'] "
     "paragraph@8[text@8'd']] item@9[paragraph@9[text@9'e']]]",
     ""},
    {"list-ends-with-its-last-line", "# T\n\n- a\n  b\n\n\n\npara\n",
     "heading1@1[text@1'T'] list@3-4[item@3-4[paragraph@3-4[text@3'a' softbreak@3 text@4'b']]] "
     "paragraph@8[text@8'para']",
     ""},
    {"task-list", "# T\n\n- [x] done\n- [ ] open\n",
     "heading1@1[text@1'T'] list@3-4[item@3[paragraph@3[text@3'done']] "
     "item@4[paragraph@4[text@4'open']]]",
     ""},
    {"fenced-code", "# T\n\n```rust,ignore\nfn f() {}\n\n```\n",
     "heading1@1[text@1'T'] code@3-6'fn f() {}~'", ""},
    {"indented-code", "# T\n\n    a\n    b\n\n\nc\n",
     "heading1@1[text@1'T'] code@3-4'a~b' paragraph@7[text@7'c']", ""},
    {"unclosed-fence", "# T\n\n~~~\na\n", "heading1@1[text@1'T'] code@3-4'a'", "code-unclosed@3:1"},
    {"unclosed-fence-in-a-list", "# T\n\n- a\n  ```\n  b\n\nc\n",
     "heading1@1[text@1'T'] list@3-6[item@3-6[paragraph@3[text@3'a'] code@4-6'b~']] "
     "paragraph@7[text@7'c']",
     "code-unclosed@4:1"},
    {"closed-fence-in-a-quote", "# T\n\n> ```\n> a\n> ```\n",
     "heading1@1[text@1'T'] quote@3-5[code@3-5'a']", ""},
    {"table", "# T\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | **2** |\n",
     "heading1@1[text@1'T'] table@3-5[row1@3[cell1@3[text@3'a'] cell2@3[text@3'b'] "
     "cell3@3[text@3'c']] row@5[cell1@5[text@5'1'] cell2@5[strong@5[text@5'2']] cell3@5]]",
     ""},
    {"lazy-quote", "# T\n\n> a\nb\n\nc\n",
     "heading1@1[text@1'T'] quote@3-4[paragraph@3-4[text@3'a' softbreak@3 text@4'b']] "
     "paragraph@6[text@6'c']",
     ""},
    {"rule", "# T\n\n---\n\na\n", "heading1@1[text@1'T'] rule@3 paragraph@5[text@5'a']", ""},
    {"html-is-text", "# T\n\n<div>\nx\n</div>\n\na <b>c</b>\n",
     "heading1@1[text@1'T'] html@3-5'<div>~x~</div>' paragraph@7[text@7'a ' html-span@7'<b>' "
     "text@7'c' html-span@7'</b>']",
     "raw-html@3:1"},
    {"comment-is-not-reported", "# T\n\n<!-- a -->\n\nb\n",
     "heading1@1[text@1'T'] html@3'<!-- a -->' paragraph@5[text@5'b']", ""},
    {"link-and-title", "# T\n\n[a *b*](c.md \"d\") ![e](f.png)\n",
     "heading1@1[text@1'T'] paragraph@3[link@3'c.md'[text@3'a ' emphasis@3[text@3'b']] text@3' ' "
     "image@3'f.png'[text@3'e']]",
     ""},
    {"reference-is-resolved", "# T\n\n[a]: http://b.c\n[x] [a]\n",
     "heading1@1[text@1'T'] paragraph@3-4[text@4'[x] ' link@4'http://b.c'[text@4'a']]", ""},
    {"bare-url-is-a-link", "# T\n\nSee https://a.b/c_(d), (http://e.f).\n",
     "heading1@1[text@1'T'] paragraph@3[text@3'See ' "
     "link@3'https://a.b/c_(d)'[text@3'https://a.b/c_(d)'] text@3', (' "
     "link@3'http://e.f'[text@3'http://e.f'] text@3').']",
     ""},
    {"bare-url-in-a-link-is-not", "# T\n\n[https://a.b](https://a.b)\n",
     "heading1@1[text@1'T'] paragraph@3[link@3'https://a.b'[text@3'https://a.b']]", ""},
    {"word-before-a-url", "# T\n\nxhttp://a.b https://\n",
     "heading1@1[text@1'T'] paragraph@3[text@3'xhttp://a.b https://']", ""},
    {"strikethrough", "# T\n\n~~a~~ b\n",
     "heading1@1[text@1'T'] paragraph@3[strike@3[text@3'a'] text@3' b']", ""},
    {"dangerous-schemes",
     "# T\n\n[a](javascript:x) [b](JaVa&#115;cript:x) [c](vbscript:x) [d](file:///x) "
     "[e](data:text/html,x)\n",
     "heading1@1[text@1'T'] paragraph@3[link@3'javascript:x'[text@3'a'] text@3' ' "
     "link@3'JaVascript:x'[text@3'b'] text@3' ' link@3'vbscript:x'[text@3'c'] text@3' ' "
     "link@3'file:///x'[text@3'd'] text@3' ' link@3'data:text/html,x'[text@3'e']]",
     "url-scheme@3:1 url-scheme@3:1 url-scheme@3:1 url-scheme@3:1 url-scheme@3:1"},
    {"harmless-schemes", "# T\n\n[a](mailto:x@y.z) [b](x.md) ![c](data:image/png;base64,x)\n",
     "heading1@1[text@1'T'] paragraph@3[link@3'mailto:x@y.z'[text@3'a'] text@3' ' "
     "link@3'x.md'[text@3'b'] text@3' ' image@3'data:image/png;base64,x'[text@3'c']]",
     ""},
    {"lines-behind-front-matter", "---\nname: a\n---\n\n# T\n\nb\nc\n",
     "heading1@5[text@5'T'] paragraph@7-8[text@7'b' softbreak@7 text@8'c']", ""},
    {"no-footnotes", "# T\n\na[^1]\n\n[^1]: two words\n",
     "heading1@1[text@1'T'] paragraph@3[text@3'a[^1]'] paragraph@5[text@5'[^1]: two words']", ""},
};

static void
test_case(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(SgDocument) doc = read_as("x.md", cases[i].text);
	g_autofree char *tree = tree_of(doc);
	g_autofree char *diags = diags_of(doc);
	g_assert_cmpint(doc->record.syntax, ==, SG_SYNTAX_MARKDOWN);
	g_assert_cmpstr(tree, ==, cases[i].tree);
	g_assert_cmpstr(diags, ==, cases[i].diags);
}

static char *
repeat(const char *head, const char *part, size_t times, const char *tail)
{
	GString *text = g_string_new(head);
	for (size_t i = 0; i < times; i++)
		g_string_append(text, part);
	g_string_append(text, tail);
	return g_string_free(text, FALSE);
}

/* Texts over which the parser needs seconds to minutes, or that become a thousand times their size.
 */
static const struct {
	const char *fact;
	const char *head, *part;
	size_t times;
	const char *middle, *part2;
	size_t times2;
	SgDiagTag tag;
} hostile[] = {
    {"nested-quotes", "", ">", 100000, "a", "", 0, SG_DIAG_DEPTH},
    {"nested-lists-and-blank-lines", "", "- ", 20000, "x", "\n", 20000, SG_DIAG_DEPTH},
    {"nested-lists-in-a-quote", "> ", "- ", 20000, "x\n", ">\n", 20000, SG_DIAG_DEPTH},
    {"nested-ordered-lists", "", "1. ", 20000, "x", "\n", 10, SG_DIAG_DEPTH},
    {"nested-emphasis", "", "*a _b ", 3000, "c", " d_ e*", 3000, SG_DIAG_DEPTH},
    {"declarations-never-closed", "a", "<!A ", 80000, "", "", 0, SG_DIAG_AMPLIFICATION},
    {"instructions-never-closed", "a", "<?", 80000, "", "", 0, SG_DIAG_AMPLIFICATION},
    {"images-never-closed", "", "![[]()", 80000, "", "", 0, SG_DIAG_AMPLIFICATION},
    {"wide-table", "|", "a|", 20000, "\n|", "-|", 20000, SG_DIAG_AMPLIFICATION},
};

static void
test_hostile(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autofree char *head =
	    repeat(hostile[i].head, hostile[i].part, hostile[i].times, hostile[i].middle);
	g_autofree char *text = repeat(head, hostile[i].part2, hostile[i].times2, "\n");
	gint64 start = g_get_monotonic_time();
	g_autoptr(SgDocument) doc = read_as("x.md", text);
	g_assert_cmpint(g_get_monotonic_time() - start, <, 8000000);
	g_assert_true(has_diag(doc, hostile[i].tag));
	g_assert_cmpuint(doc->nodes->len, ==, 2);
	g_assert_cmpuint(strlen(sg_document_str(doc, nodes_of(doc)[1].text)), ==, strlen(text));
}

static void
test_rows_of_one_cell(void)
{
	g_autofree char *head = repeat("|", "a|", 848, "\n|");
	g_autofree char *table = repeat(head, "-|", 848, "\n");
	g_autofree char *text = repeat(table, "|b\n", 424, "");
	g_autoptr(SgDocument) doc = read_as("x.md", text);
	g_assert_true(has_diag(doc, SG_DIAG_AMPLIFICATION));
	g_assert_cmpuint(doc->nodes->len, ==, 2);
}

static void
test_target_is_kept_once(void)
{
	g_autofree char *target = repeat("# T\n\n[a]: http://x.y/", "t", 500, "\n\n");
	g_autofree char *text = repeat(target, "[a] ", 500, "\n");
	g_autoptr(SgDocument) doc = read_as("x.md", text);
	g_assert_false(has_diag(doc, SG_DIAG_AMPLIFICATION));
	g_assert_cmpuint(doc->pool->len, <, 20000);
	g_autofree char *more = repeat(target, "[a] ", 80000, "\n");
	g_autoptr(SgDocument) bomb = read_as("x.md", more);
	g_assert_true(has_diag(bomb, SG_DIAG_AMPLIFICATION));
}

static void
test_plain_mode_keeps_the_text(void)
{
	static const char text[] = "---\nname: a\n---\n# B\n";
	SgSource source = {.file = (char *)"x", .path = (char *)"x.md", .slug = (char *)"x"};
	g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
	g_autoptr(SgDocument) doc = sg_read(&source, bytes, NULL, reading_config, SG_READ_PLAIN);
	g_assert_cmpuint(sg_document_check(doc, NULL), ==, 0);
	g_autofree char *tree = tree_of(doc);
	g_assert_cmpstr(tree, ==, "code@1-4'---~name: a~---~# B~'");
}

/* The longest word of each leaf stands in the lines that the leaf claims. */
static void
assert_words_in_lines(const SgDocument *doc, const char *file)
{
	const SgNode *nodes = nodes_of(doc);
	size_t length = 0;
	const char *text = sg_document_text(doc, &length);
	for (uint32_t i = 1; i < doc->nodes->len; i++) {
		const char *word = sg_document_str(doc, nodes[i].text);
		bool leaf = nodes[i].kind == SG_NODE_TEXT || nodes[i].kind == SG_NODE_CODE_SPAN ||
			    nodes[i].kind == SG_NODE_CODE || nodes[i].kind == SG_NODE_HTML;
		while (*word != '\0' && !g_ascii_isalnum(*word))
			word++;
		size_t n = 0;
		while (g_ascii_isalnum(word[n]))
			n++;
		if (!leaf || n < 2)
			continue;
		SgSpan span = sg_document_span_lines(doc, nodes[i].line, nodes[i].end_line);
		if (memmem(text + span.at, span.length, word, n) == NULL)
			g_error("%s:%u-%u: no '%.*s'", file, nodes[i].line, nodes[i].end_line,
				(int)n, word);
	}
}

static void
check_files_below(const char *path, size_t *count)
{
	g_autoptr(GPtrArray) pending = g_ptr_array_new_with_free_func(g_free); /* of char * */
	g_ptr_array_add(pending, g_strdup(path));
	for (guint i = 0; i < pending->len; i++) {
		const char *file = g_ptr_array_index(pending, i);
		g_autoptr(GDir) dir = g_dir_open(file, 0, NULL);
		for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
			g_ptr_array_add(pending, g_build_filename(file, name, NULL));
		g_autofree char *text = NULL;
		size_t length = 0;
		if (dir != NULL || !g_str_has_suffix(file, ".md") ||
		    !g_file_get_contents(file, &text, &length, NULL))
			continue;
		g_autoptr(SgDocument) doc = read_bytes_as(file, text, length);
		assert_words_in_lines(doc, file);
		*count += 1;
	}
}

/* Over the cases above and all Markdown of the checkout's own sources and test cases. */
static void
test_words_stand_in_their_lines(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(SgDocument) doc = read_as("x.md", cases[i].text);
		assert_words_in_lines(doc, cases[i].fact);
	}
	size_t count = 0;
	check_files_below("sources", &count);
	check_files_below("tests/cases", &count);
	if (count == 0)
		g_test_skip("not run in the checkout");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/markdown/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
		g_autofree char *path = g_strconcat("/markdown/hostile/", hostile[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_hostile);
	}
	g_test_add_func("/markdown/hostile/rows-of-one-cell", test_rows_of_one_cell);
	g_test_add_func("/markdown/hostile/target-is-kept-once", test_target_is_kept_once);
	g_test_add_func("/markdown/plain-mode-keeps-the-text", test_plain_mode_keeps_the_text);
	g_test_add_func("/markdown/words-stand-in-their-lines", test_words_stand_in_their_lines);
	int status = g_test_run();
	reading_done();
	return status;
}
