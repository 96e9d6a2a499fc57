/* SPDX-License-Identifier: MIT */
#include "base/syntax.h"

#include <string.h>

static void
test_names(void)
{
	static const struct {
		const char *word, *language;
	} CASES[] = {
	    {"rust", "rust"},
	    {"rs", "rust"},
	    {"Rust", "rust"},
	    {"py", "python"},
	    {"python3", "python"},
	    {"sh", "bash"},
	    {"yml", "yaml"},
	    {"jsx", "javascript"},
	    {"C++", "cpp"},
	    {"c", "c"},
	    {"txt", "text"},
	    {"console", "console"},
	    {"", NULL},
	    {"rustic", NULL},
	    {"r s", NULL},
	    {"rs rustlang", NULL},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
		g_assert_cmpstr(sg_syntax_language(CASES[i].word), ==, CASES[i].language);
}

static double
share_of(const char *language, const char *text)
{
	return sg_syntax_query(language, text, strlen(text), NULL, NULL, NULL);
}

static void
test_every_grammar_parses(void)
{
	static const struct {
		const char *language, *text;
	} CASES[] = {
	    {"rust", "fn main() { println!(\"{}\", 1); }\n"},
	    {"toml", "[dependencies]\ntokio = { version = \"1\", features = [\"full\"] }\n"},
	    {"bash", "for f in *.rs; do echo \"$f\"; done\n"},
	    {"json", "{\"a\": [1, true, null]}\n"},
	    {"python", "def f(x):\n    return [y for y in x]\n"},
	    {"javascript", "const f = async (x) => { await x?.y; };\n"},
	    {"typescript", "interface A<T> { b: T | null }\n"},
	    {"tsx", "const a = <B c={1}>text</B>;\n"},
	    {"yaml", "a:\n  - b: 'c'\n"},
	    {"c", "int main(void) { return 0; }\n"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
		g_assert_cmpfloat(share_of(CASES[i].language, CASES[i].text), ==, 1);
	g_assert_cmpfloat(share_of("rust", ""), ==, 1);
	g_assert_cmpfloat(share_of("go", "package main\n"), ==, -1);
	g_assert_cmpfloat(share_of("klingon", "x"), ==, -1);
}

static void
test_share_falls_with_errors(void)
{
	double good = share_of("rust", "fn a() {}\nfn b() {}\n");
	double half = share_of("rust", "fn a() {}\nfn b() { let = = ; }\nfn c() {}\n");
	double prose = share_of("rust", "Ownership is what makes Rust, unlike C, safe. Use it!\n");
	g_assert_cmpfloat(good, ==, 1);
	g_assert_cmpfloat(half, <, 1);
	g_assert_cmpfloat(half, >, 0.5);
	g_assert_cmpfloat(prose, <, half);
	g_assert_cmpfloat(prose, >=, 0);
	g_assert_cmpfloat(share_of("rust", "fn a() {"), <, 1);
}

/* Writes "pattern:row:name=text;" for each capture. */
typedef struct {
	const char *text;
	GString *out;
} Log;

static void
log_match(const SgCapture *captures, size_t count, unsigned pattern, void *data)
{
	Log *log = data;
	g_string_append_printf(log->out, "%u", pattern);
	for (size_t i = 0; i < count; i++)
		g_string_append_printf(log->out, ":%u:%s=%.*s", captures[i].row, captures[i].name,
				       (int)captures[i].length, log->text + captures[i].at);
	g_string_append_c(log->out, ';');
}

static void
check_matches(const char *language, const char *text, const char *query, const char *expected)
{
	Log log = {.text = text, .out = g_string_new(NULL)};
	double share = sg_syntax_query(language, text, strlen(text), query, log_match, &log);
	g_assert_cmpfloat(share, >=, 0);
	g_assert_cmpstr(log.out->str, ==, expected);
	g_string_free(log.out, TRUE);
}

static void
test_matches_in_order_of_text(void)
{
	static const char TEXT[] = "use serde::Serialize;\n"
				   "fn outer() {\n"
				   "  fn inner() {}\n"
				   "}\n"
				   "extern crate libc;\n";
	static const char QUERY[] = "(function_item name: (identifier) @fn body: (block) @body)"
				    "(extern_crate_declaration name: (identifier) @crate)"
				    "(use_declaration argument: (_) @use)";
	check_matches("rust", TEXT, QUERY,
		      "2:0:use=serde::Serialize;"
		      "0:1:fn=outer:1:body={\n  fn inner() {}\n};"
		      "0:2:fn=inner:2:body={};"
		      "1:4:crate=libc;");
	/* The same text again, and another query of it. */
	check_matches("rust", TEXT, "(extern_crate_declaration) @x", "0:4:x=extern crate libc;;");
	check_matches("rust", "", QUERY, "");
}

static void
test_predicates(void)
{
	static const char TEXT[] = "require('a'); load('b'); import_('c'); x('x');\n";
	static const struct {
		const char *predicate, *found;
	} CASES[] = {
	    {"(#eq? @f \"require\")", "a"},
	    {"(#not-eq? @f \"require\")", "bcx"},
	    {"(#any-of? @f \"load\" \"x\")", "bx"},
	    {"(#eq? @f @s)", "x"},
	    {"(#not-eq? @f \"load\")(#not-eq? @f \"x\")", "ac"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *query =
		    g_strdup_printf("((call_expression function: (identifier) @f"
				    " arguments: (arguments (string (string_fragment) @s))) %s)",
				    CASES[i].predicate);
		Log log = {.text = TEXT, .out = g_string_new(NULL)};
		sg_syntax_query("javascript", TEXT, strlen(TEXT), query, log_match, &log);
		g_autoptr(GString) found = g_string_new(NULL);
		for (const char *at = log.out->str; (at = strstr(at, "s=")); at += 2)
			g_string_append_c(found, at[2]);
		g_assert_cmpstr(found->str, ==, CASES[i].found);
		g_string_free(log.out, TRUE);
	}
}

static void
count_match(const SgCapture *captures, size_t count, unsigned pattern, void *data)
{
	(void)captures;
	(void)count;
	(void)pattern;
	++*(unsigned *)data;
}

static void
test_hostile_texts_end(void)
{
	static const struct {
		const char *language, *unit;
	} CASES[] = {
	    {"rust", "{"},         {"rust", "a<"},  {"rust", "(("}, {"json", "["},
	    {"bash", "$("},        {"bash", "`\\"}, {"yaml", "- "}, {"yaml", "{a: "},
	    {"python", "if x:"},   {"c", "*("},     {"toml", "[["}, {"tsx", "<a>"},
	    {"javascript", "`${"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		while (text->len < 60000)
			g_string_append(text, CASES[i].unit);
		unsigned matches = 0;
		gint64 start = g_get_monotonic_time();
		double share = sg_syntax_query(CASES[i].language, text->str, text->len, "(_) @x",
					       count_match, &matches);
		g_test_message("%s %s: share %f, %u matches, %u ms", CASES[i].language,
			       CASES[i].unit, share, matches,
			       (unsigned)((g_get_monotonic_time() - start) / 1000));
		g_assert_cmpfloat(share, <=, 1);
		if (share < 0)
			g_assert_cmpuint(matches, ==, 0);
	}
	/* A text that came to its time limit leaves nothing behind for the next one. */
	g_assert_cmpfloat(share_of("rust", "fn main() {}\n"), ==, 1);
}

static void
test_size_is_limited(void)
{
	g_autofree char *text = g_strnfill(SG_SYNTAX_MAX_BYTES + 1, '\n');
	g_assert_cmpfloat(sg_syntax_query("json", text, SG_SYNTAX_MAX_BYTES, NULL, NULL, NULL), ==,
			  1);
	g_assert_cmpfloat(sg_syntax_query("json", text, SG_SYNTAX_MAX_BYTES + 1, NULL, NULL, NULL),
			  ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/syntax/names-of-languages", test_names);
	g_test_add_func("/syntax/every-grammar-parses", test_every_grammar_parses);
	g_test_add_func("/syntax/share-falls-with-errors", test_share_falls_with_errors);
	g_test_add_func("/syntax/matches-in-order-of-text", test_matches_in_order_of_text);
	g_test_add_func("/syntax/predicates", test_predicates);
	g_test_add_func("/syntax/hostile-texts-end", test_hostile_texts_end);
	g_test_add_func("/syntax/size-is-limited", test_size_is_limited);
	int status = g_test_run();
	sg_syntax_teardown();
	return status;
}
