/* SPDX-License-Identifier: MIT */
#include "reading.h"

static const struct {
	const char *fact, *text, *tree;
} cases[] = {
    {"imports-and-exports-are-shown",
     "import A from 'a';\nimport {\n  B,\n} from 'b';\n\nexport const c = {\n\n  d: 1,\n};\n\n# "
     "T\n",
     "html@1'import A from 'a';' html@2-4'import {~  B,~} from 'b';' "
     "html@6-9'export const c = {~~  d: 1,~};' heading1@11[text@11'T']"},
    {"words-of-a-component-are-text", "# T\n\n<Note>\n  a *b*\n\n    c\n</Note>\n",
     "heading1@1[text@1'T'] html@3'<Note>' paragraph@4[text@4'a ' emphasis@4[text@4'b']] "
     "paragraph@6[text@6'c'] html@7'</Note>'"},
    {"tag-over-lines", "# T\n\n<Card\n  title=\"a > b\"\n  on={() => c}\n/>\n\nd\n",
     "heading1@1[text@1'T'] html@3-6'<Card~  title=\"a > b\"~  on={() => c}~/>' "
     "paragraph@8[text@8'd']"},
    {"code-is-kept", "# T\n\n<Tab>\n```js\nimport a from 'b';\n<Note>\n```\n</Tab>\n",
     "heading1@1[text@1'T'] html@3'<Tab>' code@4-7'import a from 'b';~<Note>' html@8'</Tab>'"},
    {"prose-that-begins-with-import", "# T\n\nimport the data first\n",
     "heading1@1[text@1'T'] paragraph@3[text@3'import the data first']"},
    {"component-within-words", "# T\n\na <Icon /> b\n",
     "heading1@1[text@1'T'] paragraph@3[text@3'a ' html-span@3'<Icon />' text@3' b']"},
    {"comment", "# T\n\n{/* a */}\n\nb\n",
     "heading1@1[text@1'T'] html@3'{/* a */}' paragraph@5[text@5'b']"},
    {"tag-that-never-ends", "# T\n\n<Note a\n\nb\n",
     "heading1@1[text@1'T'] paragraph@3[text@3'<Note a'] paragraph@5[text@5'b']"},
};

static void
test_case(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(SgDocument) doc = read_as("docs/x.mdx", cases[i].text);
	g_autofree char *tree = tree_of(doc);
	g_autofree char *diags = diags_of(doc);
	g_assert_cmpstr(tree, ==, cases[i].tree);
	g_assert_cmpstr(diags, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/mdx/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	int status = g_test_run();
	reading_done();
	return status;
}
