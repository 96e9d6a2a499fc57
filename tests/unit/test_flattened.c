/* SPDX-License-Identifier: MIT */
#include "reading.h"

#define ROWS "| name | keep-bees |\n"

/* The lines below one metadata row; the kinds they must become: a letter for each top-level block,
 * with its lines. h1-h3 heading, p paragraph, c code, l list, o ordered list, t table. */
static const struct {
	const char *fact;
	const char *lines;
	const char *blocks;
} cases[] = {
    {"title-and-prose", "Keeping Bees\nBees need water and quiet places all through the year.\n",
     "h1@2 p@3"},
    {"title-above-title-is-its-parent",
     "Keeping Bees\nWhat this is about, in one sentence.\nThe Hive\nFrames and Boxes\nA hive is "
     "made of boxes.\nThe Queen\nThere is one queen.\n",
     "h1@2 p@3 h2@4 h3@5 p@6 h3@7 p@8"},
    {"sentence-is-no-title",
     "Keeping Bees\nWatch the hive.\nBees are calm in the morning, as a rule:\n- early\n- before "
     "rain\n",
     "h1@2 p@3 p@4 l@5-6"},
    {"numbered-title-and-list",
     "Keeping Bees\nE0042: The Queen Is Missing\nLook for eggs.\n1. open the box\n2. close the "
     "box\n",
     "h1@2 h2@3 p@4 o@5-6"},
    {"run-in-head-is-no-title",
     "Keeping Bees\nIt is simple.\nSolution 1: Take a Look\nOpen the box slowly.\n",
     "h1@2 p@3 p@4 p@5"},
    {"code-without-indentation",
     "Counting Bees\nCount them in a loop:\nfn main() {\nlet mut bees = 0;\nfor bee in hive() "
     "{\nbees += 1;\n}\nprintln!(\"{bees}\");\n}\nThat is all of them.\n",
     "h1@2 p@3 c@4-10 p@11"},
    {"words-inside-brackets-are-code",
     "Counting Bees\nSo:\nlet text = String::from(\nsome words that are not code\n);\nDone with "
     "the counting of bees.\n",
     "h1@2 p@3 c@4-6 p@7"},
    {"shell-session",
     "Building a Hive\nBuild it:\n$ cargo build --release\n$ cargo test\nThen look at it once "
     "more.\n",
     "h1@2 p@3 c@4-5 p@6"},
    {"settings",
     "Settings of a Hive\nWrite this down:\n[hive]\nboxes = 3\nqueen = \"yes\"\nThat is enough for "
     "a hive.\n",
     "h1@2 p@3 c@4-6 p@7"},
    {"report-of-a-tool",
     "Sick Bees\nIt prints:\nWARNING: HiveSanitizer: cold bees (pid=12)\n#0 0x5609a841fb1f in "
     "hive::main src/hive.rs:3\nThen it stops for the night.\n",
     "h1@2 p@3 c@4-5 p@6"},
    {"names-with-meanings-are-a-list",
     "Words of Bees\nLearn them:\nsuper - a box for honey\nbrood - young bees\nnuc - a small "
     "hive\nThat will do for now, I think.\n",
     "h1@2 p@3 l@4-6 p@7"},
    {"rows-are-a-table",
     "Bees by Month\nThe count:\n| May | 10 |\n| June | 20 |\nThe bees are well.\n",
     "h1@2 p@3 t@4-5 p@6"},
    {"error-code-is-a-title",
     "Keeping Bees\nBees need water and quiet places all through the year.\nE0042: the queen is "
     "missing\nLook for eggs.\n",
     "h1@2 p@3 h2@4 p@5"},
    {"question-behind-a-number-is-a-title",
     "Keeping Bees\nAsk before you open it.\n1. Which box holds the queen?\nThe lower one does, as "
     "a rule.\n2. \"Bees are calm\"\nThey are not.\n",
     "h1@2 p@3 h2@4 p@5 h2@6 p@7"},
    {"short-line-above-a-paragraph-is-a-title",
     "Keeping Bees\nBees need water.\nfeed_late feeds in autumn\nA colony that was fed late in the "
     "year comes through the winter with more stores.\n",
     "h1@2 p@3 h2@4 p@5"},
    {"report-behind-code-is-a-block-of-its-own",
     "Counting Bees\nThis fails:\nlet bees = hive.count();\nlet more = bees + hive;\nerror[E0277]: "
     "cannot add a hive\n--> src/hive.rs:2:17\n2 | let more = bees + hive;\nThat is all there is "
     "to say of it.\n",
     "h1@2 p@3 c@4-5 c@6-8 p@9"},
    {"report-behind-a-blank-line-inside-brackets",
     "Counting Bees\nThis fails:\nlet bees = count(\n\nerror[E0277]: cannot add a hive\n--> "
     "src/hive.rs:2:17\n);\nThat is all there is to say of it.\n",
     "h1@2 p@3 c@4-8 p@9"},
    {"sentence-that-begins-with-a-command-is-prose",
     "Counting Bees\nIt is simple.\ncargo check ends well for a hive that cargo build refuses, so "
     "build it as well.\n",
     "h1@2 p@3 p@4"},
    {"folders-with-comments-are-code",
     "Boxes of a Hive\nIt looks so:\nhive/\nhive/lid.rs # What is on top\nhive/floor.rs # What is "
     "below\nThat is all of them, I think.\n",
     "h1@2 p@3 c@4-6 p@7"},
    {"hard-wrapped-prose-is-joined",
     "Keeping Bees\nBees that have been moved in the evening find their way back to the old "
     "place\nand must be moved by stages.\n",
     "h1@2 p@3-4"},
    {"bullet-alone-before-a-word-longer-than-the-column",
     "Keeping Bees\nBees need water and quiet places all through the\nyear, and they find both "
     "where a garden is left to\nitself for a while, which costs nothing, or so the\nneighbours "
     "say when they are asked about it again.\n-\n"
     "thequeenofthehivethatwasmovedinthespringofthisyearisnotseenbyanybodynow\nThat is all.\n",
     "h1@2 p@3-6 l@7-8 p@9"},
    {"all-that-was-broken-at-a-column-is-joined",
     "Keeping Bees\nBees need water and quiet places all through the\nyear, and they find both "
     "where a garden is left to\nitself for a while, which costs nothing.\n- open the box slowly, "
     "from the side, with the sun\nbehind you and the wind from the front\n- close it before the "
     "brood gets cold, which takes\nless time than a beginner would think\nThe Winter Box\nIt "
     "holds "
     "what the bees need until spring: honey,\npollen, dry air. Nothing else helps them when "
     "the\nfrost lasts for weeks on end.\nlet bees = hive.count_all_bees_that_are_in(box, "
     "day);\nlet more = bees + 1;\nThat is all.\n",
     "h1@2 p@3-5 l@6-9 h2@10 p@11-13 c@14-15 p@16"},
};

static void
append_block(GString *out, const SgNode *node)
{
	static const char letters[SG_N_NODE_KINDS] = {[SG_NODE_HEADING] = 'h',
						      [SG_NODE_PARAGRAPH] = 'p',
						      [SG_NODE_CODE] = 'c',
						      [SG_NODE_LIST] = 'l',
						      [SG_NODE_TABLE] = 't'};
	char letter = node->kind == SG_NODE_LIST && node->level == 1 ? 'o' : letters[node->kind];
	g_string_append_printf(out, "%s%c", out->len > 0 ? " " : "", letter);
	if (node->kind == SG_NODE_HEADING)
		g_string_append_printf(out, "%u", node->level);
	g_string_append_printf(out, "@%u", node->line);
	if (node->end_line > node->line)
		g_string_append_printf(out, "-%u", node->end_line);
}

static char *
blocks_of(const SgDocument *doc)
{
	GString *out = g_string_new(NULL);
	const SgNode *nodes = nodes_of(doc);
	for (uint32_t i = 1; i < nodes[0].end; i = nodes[i].end)
		append_block(out, &nodes[i]);
	return g_string_free(out, FALSE);
}

static void
test_case(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autofree char *text = g_strconcat(ROWS, cases[i].lines, NULL);
	g_autoptr(SgDocument) doc = read_as("x.txt", text);
	g_assert_cmpint(doc->record.syntax, ==, SG_SYNTAX_FLATTENED);
	g_autofree char *blocks = blocks_of(doc);
	g_assert_cmpstr(blocks, ==, cases[i].blocks);
	const SgNode *nodes = nodes_of(doc);
	for (uint32_t k = 1; k < nodes[0].end; k = nodes[k].end) {
		if (nodes[k].kind != SG_NODE_PARAGRAPH)
			g_assert_cmpint(nodes[k].flags & SG_FLAG_INFERRED, ==, SG_FLAG_INFERRED);
	}
}

static void
assert_words_are_in(const char *tree, const char *lines)
{
	g_auto(GStrv) words = g_strsplit_set(lines, " |\n", -1);
	for (char **word = words; *word; word++) {
		if (g_ascii_isalpha(**word))
			g_assert_nonnull(strstr(tree, *word));
	}
}

/* No word is lost: each stands in a leaf of the tree, as it is written. */
static void
test_nothing_is_lost(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(ROWS, cases[i].lines, NULL);
		g_autoptr(SgDocument) doc = read_as("x.txt", text);
		g_autofree char *tree = tree_of(doc);
		assert_words_are_in(tree, cases[i].lines);
	}
}

/* What a text is written in is told from its content. */
static const struct {
	const char *path;
	const char *text;
	SgDocSyntax syntax;
} sniffed[] = {
    {"a.txt", "# Bees\n\nSome text.\n", SG_SYNTAX_MARKDOWN},
    {"a.txt", "Some text about **bees** and more.\n\nAnd so on.\n", SG_SYNTAX_MARKDOWN},
    {"a.txt", "One:\n\n```sh\nls\n```\n", SG_SYNTAX_MARKDOWN},
    {"a.txt", "| a | b |\n|---|---|\n| c | d |\n", SG_SYNTAX_MARKDOWN},
    {"a.txt", "Bees need water.\n\nAnd they need a quiet place.\n", SG_SYNTAX_TEXT},
    {"a.md", "Bees need water.\n\nAnd they need a quiet place.\n", SG_SYNTAX_MARKDOWN},
    {"a.md", ROWS "Keeping Bees\nBees need water.\n", SG_SYNTAX_FLATTENED},
    {"a.txt",
     "Keeping Bees\nBees need water at all times.\nThe Hive\nIt has boxes.\nlet boxes = "
     "3;\nprint(boxes);\nThe Queen\n- one\n- only one\nShe lays eggs.\n",
     SG_SYNTAX_FLATTENED},
    {"a.txt", "# comment\nx=1\n\n# more\ny=2\n", SG_SYNTAX_MARKDOWN},
};

static void
test_sniffing(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sniffed); i++) {
		g_autoptr(SgDocument) doc = read_as(sniffed[i].path, sniffed[i].text);
		if (doc->record.syntax != sniffed[i].syntax)
			g_error("case %zu is %s", i,
				sg_doc_syntax_name((SgDocSyntax)doc->record.syntax));
	}
}

static void
test_prose_is_paragraphs(void)
{
	g_autoptr(SgDocument) doc =
	    read_as("a.txt", "Bees need\nwater.\n\n  See http://bees.example now.\n");
	g_autofree char *tree = tree_of(doc);
	g_assert_cmpstr(tree, ==,
			"paragraph@1-2[text@1'Bees need' softbreak@1 text@2'water.'] "
			"paragraph@4[text@4'See ' "
			"link@4'http://bees.example'[text@4'http://bees.example'] text@4' now.']");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/flattened/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	g_test_add_func("/flattened/nothing-is-lost", test_nothing_is_lost);
	g_test_add_func("/syntax/told-by-content", test_sniffing);
	g_test_add_func("/prose/paragraphs", test_prose_is_paragraphs);
	int status = g_test_run();
	reading_done();
	return status;
}
