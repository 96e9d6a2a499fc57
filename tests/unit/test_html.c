/* SPDX-License-Identifier: MIT */
#include "reading.h"

static const struct {
	const char *fact;
	const char *text;
	const char *tree;
	const char *diags;
} cases[] = {
    {"headings-and-paragraphs",
     "<html><body>\n<h1>A <em>b</em></h1>\n<p>c\nd</p>\n</body></html>\n",
     "heading1@2[text@2'A ' emphasis@2[text@2'b']] paragraph@3-4[text@3'c' softbreak@3 text@4'd']",
     ""},
    {"lists", "<html><ul>\n<li>a\n<li>b<ol><li>c</ol>\n</ul></html>\n",
     "list@1-3[item@2[paragraph@2[text@2'a']] item@3[paragraph@3[text@3'b'] "
     "list1@3[item@3[paragraph@3[text@3'c']]]]]",
     "name-missing@1:1"},
    {"code-keeps-its-lines",
     "<html><pre><code class=\"x language-rust\">\nfn f() {\n    g();\n}\n</code></pre><p>a "
     "<code>b c</code></html>",
     "code@2-4'fn f() {~    g();~}' paragraph@5[text@5'a ' code-span@5'b c']", "name-missing@1:1"},
    {"table", "<html><table>\n<tr><th>a<th>b\n<tr><td>1<td>2 <p>3</table></html>",
     "table@1-3[row1@2[cell@2[text@2'a'] cell@2[text@2'b']] row@3[cell@3[text@3'1'] "
     "cell@3[text@3'2 ' text@3'3']]]",
     "name-missing@1:1"},
    {"scripts-are-dropped-and-told", "<html><style>x</style><p>a<script>b()</script></html>",
     "paragraph@1[text@1'a']", "raw-html@1:1 name-missing@1:1"},
    {"furniture-is-dropped-and-told", "<html><nav>Home</nav><p>a<footer>c</footer></html>",
     "paragraph@1[text@1'a']", "residue@1:1 name-missing@1:1"},
    {"furniture-is-told-by-role-and-class",
     "<html>\n<div class=\"x navbar\">Home</div>\n<div role=navigation>b</div><div "
     "class=nav-x>a</div>",
     "paragraph@3[text@3'a']", "residue@2:1 name-missing@1:1"},
    {"loose-text-gets-a-paragraph", "<html><body>a<div>b</div>c</html>",
     "paragraph@1[text@1'a'] paragraph@1[text@1'b'] paragraph@1[text@1'c']", "name-missing@1:1"},
    {"stray-item-and-cell", "<html><li>a</li><td>b</td></html>",
     "paragraph@1[text@1'a'] paragraph@1[text@1'b']", "name-missing@1:1"},
    {"links",
     "<html><p><a href=\"b.md\">a</a> <a href=\"javascript:x\">c</a> http://d.e <img src=i.png "
     "alt=k></html>",
     "paragraph@1[link@1'b.md'[text@1'a'] text@1' ' link@1'javascript:x'[text@1'c'] text@1' ' "
     "link@1'http://d.e'[text@1'http://d.e'] text@1' ' image@1'i.png'[text@1'k']]",
     "url-scheme@1:1 name-missing@1:1"},
    {"block-ends-a-paragraph", "<html><p>a<b>b<h2>c</h2>d</html>",
     "paragraph@1[text@1'a' strong@1[text@1'b']] heading2@1[text@1'c'] paragraph@1[text@1'd']", ""},
};

static void
test_case(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(SgDocument) doc = read_as("x.html", cases[i].text);
	g_autofree char *tree = tree_of(doc);
	g_autofree char *diags = diags_of(doc);
	g_assert_cmpint(doc->record.syntax, ==, SG_SYNTAX_HTML);
	g_assert_cmpstr(tree, ==, cases[i].tree);
	g_assert_cmpstr(diags, ==, cases[i].diags);
}

static void
test_told_by_its_content(void)
{
	static const char *const texts[] = {"<!DOCTYPE html>\n<p>a", "\n <HTML><p>a"};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(SgDocument) doc = read_as("x.txt", texts[i]);
		g_assert_cmpint(doc->record.syntax, ==, SG_SYNTAX_HTML);
	}
	g_autoptr(SgDocument) markdown = read_as("x.md", "# A\n\n<html>\n");
	g_assert_cmpint(markdown->record.syntax, ==, SG_SYNTAX_MARKDOWN);
}

static void
test_title_of_the_head(void)
{
	g_autoptr(SgDocument) doc =
	    read_as("x.html", "<html><head><title>A page</title></head><p>b</html>");
	g_assert_cmpstr(sg_document_str(doc, doc->record.title), ==, "A page");
}

static void
test_deep_elements(void)
{
	g_autoptr(GString) text = g_string_new("<html>");
	for (int i = 0; i < 5000; i++)
		g_string_append(text, "<blockquote>");
	g_string_append(text, "x");
	g_autoptr(SgDocument) doc = read_as("x.html", text->str);
	g_assert_true(has_diag(doc, SG_DIAG_DEPTH));
	g_assert_cmpuint(doc->nodes->len, ==, 2);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/html/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	g_test_add_func("/html/told-by-its-content", test_told_by_its_content);
	g_test_add_func("/html/title-of-the-head", test_title_of_the_head);
	g_test_add_func("/html/deep-elements-become-plain-text", test_deep_elements);
	int status = g_test_run();
	reading_done();
	return status;
}
