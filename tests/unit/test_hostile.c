/* SPDX-License-Identifier: MIT */
#include "dedupe/dedupe.h"
#include "extracting.h"
#include "graph/build.h"

#include <string.h>
#include <time.h>

/* Documents that are one thing over and over: no stage may need more than time that grows with
 * their size, as the whole corpus waits for dedupe and graph. */

#define BYTES (1 << 19)

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
#define MOST_SECONDS 60
#else
#define MOST_SECONDS 8
#endif

#define MATTER "---\nname: a-b\ndescription: Use when it is large.\n"
#define FLAT   "| name | a-b |\nTitle of it\nSome words that say what it is about.\n"

/* "%u" in piece stands for its number. */
static const struct {
	const char *name, *path, *head, *piece, *tail;
} inputs[] = {
    {"front-matter-keys", "a.md", MATTER, "k%u: v\n", "---\n\nText.\n"},
    {"front-matter-same-key", "a.md", MATTER, "k: v\n", "---\n\nText.\n"},
    {"front-matter-brackets", "a.md", MATTER, "[[ ]\n", "---\n\nText.\n"},
    {"front-matter-brackets-in-a-value", "a.md", MATTER "k: [[[\n", "  ],[\n", "---\n\nText.\n"},
    {"front-matter-quotes", "a.md", MATTER, "\"\\\"\n", "---\n\nText.\n"},
    {"markers-in-turn", "a.txt", FLAT, "- a\n1. b\n", ""},
    {"open-brackets", "a.txt", FLAT, "fn x( {\n", ""},
    {"reports", "a.txt", FLAT "0x123456};\n", "error: x};\n", ""},
    {"accents-apart", "a.txt", FLAT, "e\xcc\x81", "\n"},
    {"accents-apart-without-ascii", "a.txt", FLAT, "\xce\xb1\xcc\x81", "\n"},
    {"marks-in-no-order", "a.txt", FLAT "e", "\xcc\x81\xcc\xa3", "\n"},
    {"private-key-lines", "a.md", "", "-----BEGIN PRIVATE KEY-----\n", ""},
    {"private-keys-in-a-line", "a.md", "", "-----BEGIN x ", "\n"},
    {"keys-in-a-line", "a.md", "", "AKIAQ2W3E4R5T6Y7U2B3 ", "\n"},
    {"apostrophes", "a.md", "", "I\xe2\x80\x99ll ", "\n"},
    {"open-parentheses", "a.md", "", "(a ", "\n"},
    {"open-links", "a.md", "", "[a](", "\n"},
    {"comments-that-stay-open", "a.md", "", "<!-- skillgraph-ignore a ", "\n"},
    {"comments-in-a-line", "a.md", "", "<!-- skillgraph-ignore a --> ", "\n"},
    {"headings", "a.md", "", "#\n", ""},
    {"headings-in-a-line", "a.html", "<!DOCTYPE html><body>", "<h2>a</h2>", "</body>"},
    {"code-in-a-line", "a.html", "<!DOCTYPE html><body>", "<pre><code>x</code></pre>", "</body>"},
    {"attributes", "a.html", "<!DOCTYPE html><body><a ", "a%u=b ", ">x</a></body>"},
    {"one-letter-paragraphs", "a.txt", FLAT, "[\nx\n", ""},
    {"packages", "a.md", "```bash\n", "npm install pkg%u\n", "```\n"},
    {"names-in-a-line", "a.md", "", "`Thing%u` ", "\n"},
    {"joints-in-a-sentence", "a.md", "", "memory safety like fuzzing ", "\n"},
    {"brackets-in-sentences", "a.md", "", "Fuzzing (fuzzing) like fuzzing (a, b. ", "\n"},
};

static Extracting extracting;

/* Under valgrind each step takes fifty times as long. */
static size_t
bytes_of_text(void)
{
	const char *wrap = g_getenv("SG_WRAP");
	return wrap && *wrap ? BYTES >> 5 : BYTES;
}

static GString *
make_text(size_t i)
{
	size_t bytes = bytes_of_text();
	GString *text = g_string_new(inputs[i].head);
	const char *hole = strstr(inputs[i].piece, "%u");
	for (unsigned k = 0; text->len < bytes; k++) {
		if (hole)
			g_string_append_printf(text, "%.*s%u%s", (int)(hole - inputs[i].piece),
					       inputs[i].piece, k, hole + 2);
		else
			g_string_append(text, inputs[i].piece);
	}
	g_string_append(text, inputs[i].tail);
	return text;
}

static SgFacts *
facts_of(const char *path, const char *slug, const GString *text)
{
	SgSource source = {.file = (char *)path, .path = (char *)path, .slug = (char *)slug};
	g_autoptr(GBytes) bytes = g_bytes_new(text->str, text->len);
	SgDocument *doc = sg_read(&source, bytes, NULL, extracting.config, SG_READ_FULL);
	g_autoptr(GBytes) block = sg_extract(doc, extracting.vocabulary, extracting.config);
	g_autofree char *why = NULL;
	SgFacts *facts = sg_facts_load(block, &why);
	g_assert_cmpstr(why, ==, NULL);
	return facts;
}

static double
seconds_since(clock_t start)
{
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* The document and one that has a line more. */
static void
test_time(gconstpointer data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(GString) text = make_text(i);
	g_autofree char *other = g_strdup_printf("b/%s", inputs[i].path);
	clock_t start = clock();
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	g_ptr_array_add(facts, facts_of(inputs[i].path, "a", text));
	g_string_append(text, "\nA last line.\n");
	g_ptr_array_add(facts, facts_of(other, "b", text));
	g_assert_cmpfloat(seconds_since(start), <, MOST_SECONDS);
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, extracting.config);
	g_assert_cmpfloat(seconds_since(start), <, MOST_SECONDS);
	g_autoptr(SgGraph) graph =
	    sg_graph_build(facts, overlaps, extracting.vocabulary, extracting.config, NULL);
	g_test_message("%s: %.2f s", inputs[i].name, seconds_since(start));
	g_assert_cmpfloat(seconds_since(start), <, MOST_SECONDS);
	size_t quoted = 0;
	for (size_t k = 0; k < sg_graph_n_evidence(graph); k++) {
		size_t length = 0;
		sg_graph_quote(graph, sg_graph_evidence(graph, k), &length);
		quoted += length;
	}
	g_assert_cmpuint(quoted, <, 512 * BYTES);
}

/* A thousand differences of front matter tell enough of two documents. */
static void
test_front_matter_of_two(void)
{
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	for (char name = 'a'; name <= 'b'; name++) {
		g_autoptr(GString) text = g_string_new(MATTER);
		for (unsigned i = 0; i < 5000; i++)
			g_string_append_printf(text, "%c%u: v\n", name, i);
		g_string_append(text, "---\n\nBees need water on each hot day of a long summer.\n");
		char slug[] = {name, '\0'};
		g_autofree char *path = g_strdup_printf("%c.md", name);
		g_ptr_array_add(facts, facts_of(path, slug, text));
	}
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, extracting.config);
	g_autoptr(SgGraph) graph =
	    sg_graph_build(facts, overlaps, extracting.vocabulary, extracting.config, NULL);
	g_assert_cmpuint(sg_graph_n_overlaps(graph), ==, 1);
	g_assert_cmpuint(sg_graph_overlap(graph, 0)->differences.count, ==, 1000);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	extracting = extracting_new();
	for (size_t i = 0; i < G_N_ELEMENTS(inputs); i++) {
		g_autofree char *path = g_strdup_printf("/hostile/%s", inputs[i].name);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_time);
	}
	g_test_add_func("/hostile/front-matter-of-two", test_front_matter_of_two);
	int status = g_test_run();
	extracting_clear(&extracting);
	return status;
}
