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
	return sg_syntax_share(language, text, strlen(text));
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

/* Writes "row:name=text;" for each match. */
typedef struct {
	const char *text;
	GString *out;
} Log;

static void
log_match(const SgMatch *match, void *data)
{
	Log *log = data;
	g_string_append_printf(log->out, "%u:%s=%.*s;", match->row, match->name, (int)match->length,
			       log->text + match->at);
}

static void
check_matches(const char *language,
	      const char *text,
	      const SgSyntaxPattern *patterns,
	      const char *expected)
{
	Log log = {.text = text, .out = g_string_new(NULL)};
	sg_syntax_find(&(SgSyntaxQuery){language, patterns}, text, log_match, &log);
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
	static const SgSyntaxPattern PATTERNS[] = {
	    {"fn", "function_item name:identifier"},
	    {"body", "function_item body:block"},
	    {"crate", "extern_crate_declaration name:identifier"},
	    {"use", "use_declaration argument:_"},
	    {NULL, NULL},
	};
	static const SgSyntaxPattern WHOLE[] = {{"x", "extern_crate_declaration"}, {NULL, NULL}};
	check_matches("rust", TEXT, PATTERNS,
		      "0:use=serde::Serialize;"
		      "1:fn=outer;1:body={\n  fn inner() {}\n};"
		      "2:fn=inner;2:body={};"
		      "4:crate=libc;");
	/* The same text again, and another table. */
	check_matches("rust", TEXT, WHOLE, "4:x=extern crate libc;;");
	check_matches("rust", "", PATTERNS, "");
	check_matches("cobol", TEXT, PATTERNS, "");
}

/* What a step takes of the children. */
static void
test_steps(void)
{
	static const char TEXT[] = "import a.b, c as d, e\n"
				   "from f import g as h\n"
				   "i(j, 'k')\n"
				   "l('m', n)\n";
	static const struct {
		SgSyntaxPattern patterns[2];
		const char *found;
	} CASES[] = {
	    {{{"x", "import_statement name:dotted_name"}, {NULL, NULL}}, "0:x=a.b;0:x=e;"},
	    {{{"x", "import_statement name:dotted_name .identifier"}, {NULL, NULL}},
	     "0:x=a;0:x=e;"},
	    {{{"x", "import_statement name:dotted_name identifier"}, {NULL, NULL}},
	     "0:x=a;0:x=b;0:x=e;"},
	    {{{"x", "import_statement name:aliased_import name:dotted_name .identifier"},
	      {NULL, NULL}},
	     "0:x=c;"},
	    {{{"x", "aliased_import alias:_"}, {NULL, NULL}}, "0:x=d;1:x=h;"},
	    {{{"x", "call arguments:argument_list string"}, {NULL, NULL}}, "2:x='k';3:x='m';"},
	    {{{"x", "call arguments:argument_list .string"}, {NULL, NULL}}, "3:x='m';"},
	    {{{"x", "call arguments:argument_list ._"}, {NULL, NULL}}, "2:x=j;3:x='m';"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
		check_matches("python", TEXT, CASES[i].patterns, CASES[i].found);
}

static void
check_outer(const SgMatch *match, void *data)
{
	g_assert_cmpuint(match->outer_at, ==, 1);
	g_assert_cmpuint(match->outer_end, ==, 1 + strlen("a = [1]"));
	++*(unsigned *)data;
}

static void
test_outer_node(void)
{
	static const SgSyntaxPattern PATTERNS[] = {{"key", "pair ._"}, {NULL, NULL}};
	unsigned matches = 0;
	sg_syntax_find(&(SgSyntaxQuery){"toml", PATTERNS}, "\na = [1]\n", check_outer, &matches);
	g_assert_cmpuint(matches, ==, 1);
}

static void
count_match(const SgMatch *match, void *data)
{
	(void)match;
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
	static const SgSyntaxPattern PATTERNS[] = {{"x", "_"}, {"y", "_ _ _"}, {NULL, NULL}};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		while (text->len < 60000)
			g_string_append(text, CASES[i].unit);
		unsigned matches = 0;
		gint64 start = g_get_monotonic_time();
		double share = sg_syntax_share(CASES[i].language, text->str, text->len);
		sg_syntax_find(&(SgSyntaxQuery){CASES[i].language, PATTERNS}, text->str,
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
	g_assert_cmpfloat(sg_syntax_share("json", text, SG_SYNTAX_MAX_BYTES), ==, 1);
	g_assert_cmpfloat(sg_syntax_share("json", text, SG_SYNTAX_MAX_BYTES + 1), ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/syntax/names-of-languages", test_names);
	g_test_add_func("/syntax/every-grammar-parses", test_every_grammar_parses);
	g_test_add_func("/syntax/share-falls-with-errors", test_share_falls_with_errors);
	g_test_add_func("/syntax/matches-in-order-of-text", test_matches_in_order_of_text);
	g_test_add_func("/syntax/steps", test_steps);
	g_test_add_func("/syntax/outer-node", test_outer_node);
	g_test_add_func("/syntax/hostile-texts-end", test_hostile_texts_end);
	g_test_add_func("/syntax/size-is-limited", test_size_is_limited);
	int status = g_test_run();
	sg_syntax_teardown();
	return status;
}
