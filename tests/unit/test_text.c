/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <string.h>

static void
test_slugs(void)
{
	static const struct {
		const char *label, *slug;
		bool lossy;
	} CASES[] = {
	    {"ownership", "ownership", false},
	    {"Ownership", "ownership", false},
	    {"When to Use", "when-to-use", false},
	    {"  -- a \t b --  ", "a-b", false},
	    {"E0502", "e0502", false},
	    {"Arc", "arc", false},
	    {"Arc<T>", "arc-t", true},
	    {"C++", "c", true},
	    {"rust_pro", "rust-pro", true},
	    {"na\u00efve", "naive", true},
	    {"nai\u0308ve", "naive", true},
	    {"\u0130stanbul", "istanbul", true},
	    {"Stra\u00dfe", "strasse", true},
	    {"\ufb01ne", "fine", true},
	    {"\u0420\u0443\u0441", "", true},
	    {"../../etc/cron.d/x", "etc-cron-d-x", true},
	    {"!!!", "", true},
	    {"---", "", true},
	    {"", "", true},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		bool lossy = !CASES[i].lossy;
		g_autofree char *slug = sg_text_slug(CASES[i].label, &lossy);
		g_assert_cmpstr(slug, ==, CASES[i].slug);
		g_assert_cmpint(lossy, ==, CASES[i].lossy);
	}
	g_autofree char *without_flag = sg_text_slug("A B", NULL);
	g_assert_cmpstr(without_flag, ==, "a-b");
}

static void
test_slug_is_cut(void)
{
	g_autofree char *words = g_strnfill(400, 'a');
	for (size_t i = 79; i < 400; i += 80)
		words[i] = ' ';
	bool lossy = false;
	g_autofree char *slug = sg_text_slug(words, &lossy);
	g_assert_cmpuint(strlen(slug), ==, 79);
	g_assert_true(lossy);
}

static void
test_keys(void)
{
	static const struct {
		const char *label, *key;
	} CASES[] = {
	    {"Smart Pointers", "smart pointer"},
	    {"smart-pointer", "smart pointer"},
	    {"`Arc<Mutex<T>>`", "arc"},
	    {"Vec<T>", "vec"},
	    {"Fn(A) -> B", "fn a b"},
	    {"a < b", "a b"},
	    {"C++", "c++"},
	    {"C#", "c#"},
	    {"&mut T", "&mut t"},
	    {"*const T", "*const t"},
	    {"'static", "'static"},
	    {"Cargo.toml", "cargo.toml"},
	    {"borrow_checker", "borrow checker"},
	    {"std::mem::swap", "std mem swap"},
	    {"class", "class"},
	    {"gas", "gas"},
	    {"locks", "lock"},
	    {"  Data\n\tRaces!  ", "data race"},
	    {"\u00c9tat", "\u00e9tat"},
	    {"E\u0301tat", "\u00e9tat"},
	    {"STRASSE", "strasse"},
	    {"Stra\u00dfe", "strasse"},
	    {"\u65e5\u672c\u8a9e\u3001\u8a9e", "\u65e5\u672c\u8a9e \u8a9e"},
	    {"?!", ""},
	    {"", ""},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *key = sg_text_key(CASES[i].label);
		g_assert_cmpstr(key, ==, CASES[i].key);
		g_autofree char *again = sg_text_key(key);
		if (!g_str_has_suffix(key, "s"))
			g_assert_cmpstr(again, ==, key);
	}
}

/* Long texts are normalized in pieces, none of which may end inside a character. */
static void
test_long_key(void)
{
	for (size_t shift = 0; shift < 8; shift++) {
		g_autoptr(GString) apart = g_string_new(NULL);
		g_autoptr(GString) joined = g_string_new(NULL);
		for (size_t i = 0; i < shift; i++) {
			g_string_append_c(apart, 'a');
			g_string_append_c(joined, 'a');
		}
		for (size_t i = 0; i < 3000; i++) {
			g_string_append(apart, "e\u0301\u03b1\u0301\u1112\u1161\u11ab");
			g_string_append(joined, "\u00e9\u03ac\ud55c");
		}
		g_autofree char *a = sg_text_key(apart->str);
		g_autofree char *b = sg_text_key(joined->str);
		g_assert_cmpstr(a, ==, b);
	}
}

static void
test_squash(void)
{
	static const struct {
		const char *text, *squashed;
	} CASES[] = {
	    {"  a \n\t b  ", "a b"},
	    {"a\u00a0\u2003b", "a b"},
	    {" \n ", ""},
	    {"", ""},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *squashed = sg_text_squash(CASES[i].text, strlen(CASES[i].text));
		g_assert_cmpstr(squashed, ==, CASES[i].squashed);
	}
	g_autofree char *part = sg_text_squash("abc def", 5);
	g_assert_cmpstr(part, ==, "abc d");
}

static void
test_controls_are_escaped(void)
{
	static const struct {
		const char *text, *escaped;
	} CASES[] = {
	    {"plain \u00e9", "plain \u00e9"},
	    {"a\x1b[31mz\n\x7f", "a\\x1b[31mz\\x0a\\x7f"},
	    {"\xc2\x85", "\\u{0085}"},
	    {"a\u202eb\u202c", "a\\u{202e}b\\u{202c}"},
	    {"\xff\xfe\xc3(", "\\xff\\xfe\\xc3("},
	    {"\xe2\x82", "\\xe2\\x82"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *escaped = sg_text_escape_controls(CASES[i].text);
		g_assert_cmpstr(escaped, ==, CASES[i].escaped);
	}
}

static void
test_clean_is_fit_for_xml(void)
{
	static const char DIRTY[] = "a\0b\x01\r\n\t\u202ec\u202c\xef\xbf\xbf\xef\xbf\xbe\xff";
	g_autofree char *clean = sg_text_clean(DIRTY, sizeof(DIRTY) - 1);
	g_assert_cmpstr(clean, ==, "a\ufffdb\ufffd\ufffd\n\tc\ufffd\ufffd\ufffd");
}

static void
test_distance(void)
{
	static const struct {
		const char *a, *b;
		unsigned limit, distance;
	} CASES[] = {
	    {"title", "title", 3, 0},    {"titel", "title", 3, 2},   {"title", "titles", 3, 1},
	    {"", "abc", 3, 3},           {"", "abcd", 3, 4},         {"kitten", "sitting", 3, 3},
	    {"kitten", "sitting", 2, 3}, {"abcdef", "uvwxyz", 3, 4}, {"a", "b", 0, 1},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_assert_cmpuint(sg_text_distance(CASES[i].a, CASES[i].b, CASES[i].limit), ==,
				 CASES[i].distance);
		g_assert_cmpuint(sg_text_distance(CASES[i].b, CASES[i].a, CASES[i].limit), ==,
				 CASES[i].distance);
	}
}

static void
test_nearest_name(void)
{
	static const struct {
		const char *name;
		int value;
	} TABLE[] = {{"title", 1}, {"titles", 2}, {"url", 3}, {"description", 4}};
	SgNames names = SG_NAMES(TABLE);
	g_assert_cmpstr(sg_names_get(&names, 3), ==, "description");
	static const struct {
		const char *word, *nearest;
	} CASES[] = {
	    {"titel", "title"},
	    {"titlesx", "titles"},
	    {"decsription", "description"},
	    {"ur", "url"},
	    {"if", NULL},
	    {"", NULL},
	    {"something else", NULL},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
		g_assert_cmpstr(sg_text_nearest(CASES[i].word, &names), ==, CASES[i].nearest);
}

static void
test_words(void)
{
	static const char TEXT[] = " one two\n\nthree\u00a0four ";
	g_assert_cmpuint(sg_text_count_words(TEXT, sizeof(TEXT) - 1), ==, 4);
	g_assert_cmpuint(sg_text_count_words(TEXT, 7), ==, 2);
	g_assert_cmpuint(sg_text_count_words("", 0), ==, 0);
}

/* Each byte in each place of eight and behind them. */
static void
test_lower(void)
{
	for (int byte = 1; byte < 256; byte++) {
		for (size_t place = 0; place < 11; place++) {
			char text[] = "AzZa@[`{A-Z";
			text[place] = (char)byte;
			g_autofree char *expected = g_ascii_strdown(text, -1);
			g_autofree char *lower = sg_text_lower(text, strlen(text));
			g_assert_cmpstr(lower, ==, expected);
		}
	}
	g_autofree char *part = sg_text_lower("ABC", 2);
	g_assert_cmpstr(part, ==, "ab");
}

static void
test_beginnings(void)
{
	g_assert_cmpuint(sg_beginning("Rust"), ==, sg_beginning("rust"));
	g_assert_cmpuint(sg_beginning("rust"), ==, sg_beginning("ruby"));
	g_assert_cmpuint(sg_beginning("rust"), !=, sg_beginning("rest"));
	g_assert_cmpuint(sg_beginning("rust"), !=, sg_beginning("bust"));
	g_assert_cmpuint(sg_beginning("\xff\xff"), <, G_N_ELEMENTS(((SgBeginnings *)NULL)->has));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/slug/table", test_slugs);
	g_test_add_func("/slug/cut-at-80-bytes-without-trailing-hyphen", test_slug_is_cut);
	g_test_add_func("/key/table", test_keys);
	g_test_add_func("/key/long-text-as-short-text", test_long_key);
	g_test_add_func("/lower/ascii-letters-alone", test_lower);
	g_test_add_func("/beginnings/two-letters-whatever-their-case", test_beginnings);
	g_test_add_func("/squash/white-space-runs-become-one-space", test_squash);
	g_test_add_func("/escape/controls-and-invalid-bytes", test_controls_are_escaped);
	g_test_add_func("/clean/fit-for-xml", test_clean_is_fit_for_xml);
	g_test_add_func("/distance/symmetric-and-cut-off", test_distance);
	g_test_add_func("/nearest/did-you-mean", test_nearest_name);
	g_test_add_func("/words/white-space-separates", test_words);
	return g_test_run();
}
