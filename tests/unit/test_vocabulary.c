/* SPDX-License-Identifier: MIT */
#include "model/vocabulary.h"

#include <glib/gstdio.h>
#include <string.h>

static char *scratch; /* a directory of this run */

static const char CORE[] = "pack: core\n"
			   "words:\n"
			   "  structural: [Overview, 'When to Use This Skill']\n"
			   "  plain: [box]\n"
			   "  mark-pattern: [pattern, idiom]\n"
			   "verbs:\n"
			   "  prevents: [prevent, eliminate]\n"
			   "  solved_by: [fixed by]\n"
			   "concepts: [Ownership, cache, {name: Toggles, also: [flags]}]\n";

/* The format of pack.c, each key once. */
static const char RUST[] =
    "pack: rust\n"
    "languages: [rust, toml]\n"
    "facet: cargo\n"
    "words:\n"
    "  plain: [future]\n"
    "links:\n"
    "  crate: \"https://docs.rs/{name}\"\n"
    "  error/compiler: \"https://doc.rust-lang.org/error_codes/{name}.html\"\n"
    "entities:\n"
    "  - {name: tokio, kind: crate, also: [Tokio runtime], url: \"https://tokio.rs\"}\n"
    "  - {name: Miri, kind: tool}\n"
    "crates: [serde, {name: clap, also: [clap derive]}]\n"
    "patterns: [builder]\n"
    "tools: [clippy, cache]\n"
    "concepts: [{name: Features, also: [flags]}, 'Arc<T>', Cell, cells, {name: Cell, also: [cell "
    "type]}]\n"
    "errors: [{name: dangling pointer, facet: symptom}]\n"
    "error_codes: {prefix: E, digits: 4, first: 1, last: 805, facet: compiler}\n";

static const char WEB[] = "pack: web\n"
			  "languages: [javascript]\n"
			  "facet: npm\n"
			  "links:\n"
			  "  crate: \"https://www.npmjs.com/package/{name}\"\n"
			  "  error/compiler: \"https://example.org/{name}\"\n"
			  "crates: [express, serde, '@types/node']\n"
			  "error_codes:\n"
			  "  - {prefix: TS, digits: 4, first: 1000, last: 18999, facet: compiler}\n"
			  "  - {prefix: H, last: 3, facet: report}\n";

static void
write_pack(const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(scratch, name, NULL);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
remove_pack(const char *name)
{
	g_autofree char *path = g_build_filename(scratch, name, NULL);
	g_remove(path);
}

static SgVocabulary *
load_sound(const char *const *packs)
{
	g_autoptr(GError) error = NULL;
	SgVocabulary *vocabulary = sg_vocabulary_load(scratch, packs, &error);
	g_assert_no_error(error);
	return vocabulary;
}

static void
test_words(void)
{
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	static const struct {
		const char *phrase;
		SgWords words;
		bool listed;
	} CASES[] = {
	    {"OVERVIEW:", SG_WORDS_STRUCTURAL, true},
	    {"When to use this skill?", SG_WORDS_STRUCTURAL, true},
	    {"ownership", SG_WORDS_STRUCTURAL, false},
	    {"Idioms", SG_WORDS_MARK_PATTERN, true},
	    {"box", SG_WORDS_PLAIN, true},
	    {"Futures", SG_WORDS_PLAIN, true},
	    {"box", SG_WORDS_STOP, false},
	    {"", SG_WORDS_PLAIN, false},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
		g_assert_cmpint(sg_vocabulary_lists(vocabulary, CASES[i].words, CASES[i].phrase),
				==, CASES[i].listed);
}

static void
check_known(const SgKnown *known, const char *label, SgKind kind, const char *facet)
{
	g_assert_nonnull(known);
	g_assert_cmpstr(known->label, ==, label);
	g_assert_cmpint(known->kind, ==, kind);
	g_assert_cmpstr(known->facet, ==, facet);
}

static void
test_names(void)
{
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	static const struct {
		const char *name, *label, *facet;
		SgKind asked, kind;
	} CASES[] = {
	    {"tokio", "tokio", "cargo", SG_N_KINDS, SG_KIND_CRATE},
	    {"the tokio", NULL, NULL, SG_N_KINDS, SG_N_KINDS},
	    {"Tokio-Runtimes", "tokio", "cargo", SG_N_KINDS, SG_KIND_CRATE},
	    {"clap derive", "clap", "cargo", SG_KIND_CRATE, SG_KIND_CRATE},
	    {"Clap", NULL, NULL, SG_KIND_TOOL, SG_N_KINDS},
	    {"`Arc`", "Arc<T>", "", SG_N_KINDS, SG_KIND_CONCEPT},
	    {"cell types", "Cell", "", SG_N_KINDS, SG_KIND_CONCEPT},
	    {"cells", "cells", "", SG_N_KINDS, SG_KIND_CONCEPT},
	    {"CELLS", "Cell", "", SG_N_KINDS, SG_KIND_CONCEPT},
	    {"cache", "cache", "", SG_N_KINDS, SG_KIND_TOOL},
	    {"cache", "cache", "", SG_KIND_CONCEPT, SG_KIND_CONCEPT},
	    {"Dangling pointers", "dangling pointer", "symptom", SG_N_KINDS, SG_KIND_ERROR},
	    {"express", "express", "npm", SG_N_KINDS, SG_KIND_CRATE},
	    /* What a field calls so goes before what core does. */
	    {"flags", "Features", "", SG_N_KINDS, SG_KIND_CONCEPT},
	    {"", NULL, NULL, SG_N_KINDS, SG_N_KINDS},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		const SgKnown *known =
		    sg_vocabulary_find(vocabulary, CASES[i].name, CASES[i].asked);
		if (CASES[i].label)
			check_known(known, CASES[i].label, CASES[i].kind, CASES[i].facet);
		else
			g_assert_null(known);
	}
	g_assert_cmpstr(sg_vocabulary_find(vocabulary, "Miri", SG_N_KINDS)->pack, ==, "rust");
}

/* A reader of running text goes on to the next word only where a name can. */
static void
test_first_words(void)
{
	static const struct {
		const char *text;
		size_t length;
		bool names;
		bool goes_on;
	} CASES[] = {
	    {"Tokio runtime is", 5, true, true},
	    {"Tokio runtime is", 13, true, false},
	    {"dangling pointers", 8, false, true},
	    {"dangling pointers", 17, true, false},
	    {"Dangling Pointer", 8, false, true},
	    {"dangling commas", 8, false, false},
	    {"dangling 2", 8, false, false},
	    {"Cells of", 5, true, false},
	    {"clippy", 6, true, false},
	    {"unheard", 7, false, false},
	    {"? clap", 1, false, true},
	};
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		SgPhrase phrase = sg_vocabulary_phrase(vocabulary, CASES[i].text, CASES[i].length);
		g_test_message("%s", CASES[i].text);
		g_assert_cmpint(phrase.names, ==, CASES[i].names);
		const char *next = CASES[i].text + CASES[i].length;
		bool goes_on = (phrase.goes_on & SG_NEXT(*next == ' ' ? next[1] : *next)) != 0;
		g_assert_cmpint(goes_on, ==, CASES[i].goes_on);
	}
}

/* What was looked up is remembered: names of several lengths, and what differs in one letter. */
static void
test_lookups_are_told_apart(void)
{
	static const char *const NAMES[] = {
	    "Miri", "tokio", "clippy", "builder", "cell type", "Tokio runtime", "dangling pointer"};
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		size_t length = strlen(NAMES[i]);
		for (size_t place = 0; place <= length; place++) {
			g_autofree char *other = g_strconcat(NAMES[i], " ", NULL);
			other[place] = 'q';
			g_assert_true(sg_vocabulary_phrase(vocabulary, NAMES[i], length).names);
			g_assert_false(
			    sg_vocabulary_phrase(vocabulary, other, length + (place == length))
				.names);
		}
	}
}

static void
test_packs_of_a_language(void)
{
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	uint64_t none = sg_vocabulary_packs_of(vocabulary, NULL);
	uint64_t rust = sg_vocabulary_packs_of(vocabulary, "toml");
	uint64_t web = sg_vocabulary_packs_of(vocabulary, "javascript");
	g_assert_cmphex(none, ==, 1);
	g_assert_cmphex(rust, ==, 3);
	g_assert_cmphex(web, ==, 5);
	check_known(sg_vocabulary_find_in(vocabulary, "serde", SG_N_KINDS, rust), "serde",
		    SG_KIND_CRATE, "cargo");
	check_known(sg_vocabulary_find_in(vocabulary, "serde", SG_N_KINDS, web), "serde",
		    SG_KIND_CRATE, "npm");
	check_known(sg_vocabulary_find_in(vocabulary, "cache", SG_N_KINDS, none), "cache",
		    SG_KIND_CONCEPT, "");
	g_assert_null(sg_vocabulary_find_in(vocabulary, "tokio", SG_N_KINDS, web));
}

static void
test_verbs(void)
{
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	g_assert_cmpint(sg_vocabulary_verb(vocabulary, "Prevents"), ==, SG_EDGE_PREVENTS);
	g_assert_cmpint(sg_vocabulary_verb(vocabulary, "eliminate"), ==, SG_EDGE_PREVENTS);
	g_assert_cmpint(sg_vocabulary_verb(vocabulary, "fixed by"), ==, SG_EDGE_SOLVED_BY);
	g_assert_cmpint(sg_vocabulary_verb(vocabulary, "is"), ==, SG_N_EDGE_TYPES);
	static const char *const MAY[] = {"Prevents", "eliminate", "elf", "-prevent", "e-liminate"};
	for (size_t i = 0; i < G_N_ELEMENTS(MAY); i++)
		g_assert_true(sg_vocabulary_may_be_verb(vocabulary, MAY[i]));
	g_assert_false(sg_vocabulary_may_be_verb(vocabulary, "borrow"));
}

static void
test_error_codes(void)
{
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	static const struct {
		const char *word, *pack, *facet;
	} CASES[] = {
	    {"E0502", "rust", "compiler"},
	    {"E0001", "rust", "compiler"},
	    {"E0805", "rust", "compiler"},
	    {"TS2322", "web", "compiler"},
	    {"TS18046", "web", "compiler"},
	    {"H2", "web", "report"},
	    {"E0000", NULL, NULL},
	    {"E0806", NULL, NULL},
	    {"E502", NULL, NULL},
	    {"E00502", NULL, NULL},
	    {"E0502x", NULL, NULL},
	    {"e0502", NULL, NULL},
	    {"E", NULL, NULL},
	    {"H02", NULL, NULL},
	    {"TS99999999999", NULL, NULL},
	    {"", NULL, NULL},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		const SgErrorCodes *codes = sg_vocabulary_error_codes(vocabulary, CASES[i].word);
		g_assert_cmpstr(codes ? codes->pack : NULL, ==, CASES[i].pack);
		g_assert_cmpstr(codes ? codes->facet : NULL, ==, CASES[i].facet);
	}
}

static void
test_urls(void)
{
	g_autoptr(SgVocabulary) vocabulary = load_sound(NULL);
	static const struct {
		SgKind kind;
		const char *facet, *label, *url;
	} CASES[] = {
	    {SG_KIND_CRATE, "cargo", "serde", "https://docs.rs/serde"},
	    {SG_KIND_CRATE, "cargo", "not-listed", "https://docs.rs/not-listed"},
	    {SG_KIND_CRATE, "cargo", "tokio", "https://tokio.rs"},
	    {SG_KIND_CRATE, "npm", "@types/node", "https://www.npmjs.com/package/@types/node"},
	    {SG_KIND_CRATE, "npm", "a\"b c", "https://www.npmjs.com/package/a%22b%20c"},
	    {SG_KIND_CRATE, "pypi", "flask", NULL},
	    {SG_KIND_ERROR, "compiler", "E0502",
	     "https://doc.rust-lang.org/error_codes/E0502.html"},
	    {SG_KIND_ERROR, "compiler", "TS2322", "https://example.org/TS2322"},
	    {SG_KIND_ERROR, "compiler", "E9999", NULL},
	    {SG_KIND_CONCEPT, "", "Ownership", NULL},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *url =
		    sg_vocabulary_url(vocabulary, CASES[i].kind, CASES[i].facet, CASES[i].label);
		g_assert_cmpstr(url, ==, CASES[i].url);
	}
}

static void
test_choice_of_packs(void)
{
	static const char *const CHOICE[] = {"web", "core", "web", NULL};
	static const char *const NONE[] = {NULL};
	static const char *const WRONG[] = {"rsut", NULL};
	g_autoptr(SgVocabulary) all = load_sound(NULL);
	g_autoptr(SgVocabulary) web = load_sound(CHOICE);
	g_autoptr(SgVocabulary) core = load_sound(NONE);
	g_assert_null(sg_vocabulary_find(web, "tokio", SG_N_KINDS));
	g_assert_nonnull(sg_vocabulary_find(web, "express", SG_N_KINDS));
	g_assert_null(sg_vocabulary_find(core, "express", SG_N_KINDS));
	g_assert_nonnull(sg_vocabulary_find(core, "Ownership", SG_N_KINDS));
	g_assert_cmpstr(sg_vocabulary_digest(all), !=, sg_vocabulary_digest(web));
	g_autoptr(SgVocabulary) again = load_sound(NULL);
	g_assert_cmpstr(sg_vocabulary_digest(all), ==, sg_vocabulary_digest(again));
	g_autoptr(GError) error = NULL;
	g_assert_null(sg_vocabulary_load(scratch, WRONG, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
	g_assert_nonnull(strstr(error->message, "no vocabulary pack 'rsut'; did you mean 'rust'?"));
}

static void
test_refusals(void)
{
	static const struct {
		const char *text, *message;
	} CASES[] = {
	    {"crates: [a]\n", ":1:1: the key 'pack' is needed"},
	    {"pack: other\n", ":1:7: pack 'other' must stand in a file other.yaml"},
	    {"pack: bad\ncrate: [a]\n", ":2:1: unknown key 'crate'; did you mean 'crates'?"},
	    {"pack: bad\nwords: {stopp: [a]}\n", ":2:9: unknown key 'stopp'; did you mean 'stop'?"},
	    {"pack: bad\nwords: {stop: a}\n", ":2:15: expected a list"},
	    {"pack: bad\nwords: {stop: ['!']}\n", ":2:16: '!' has no letter or digit"},
	    {"pack: bad\nverbs: {prevent: [a]}\n",
	     ":2:9: unknown key 'prevent'; did you mean 'prevents'?"},
	    {"pack: bad\nlinks: {create: 'https://x'}\n",
	     ":2:9: 'create' is no kind: concept, error, crate, pattern or tool"},
	    {"pack: bad\nlinks: {crate: 'javascript:x'}\n",
	     ":2:16: expected an address that begins with https://"},
	    {"pack: bad\nlinks: {crate: 'https://x/\"'}\n",
	     ":2:16: character that is not allowed in an address"},
	    {"pack: bad\nentities: [{kind: crate}]\n", ":2:12: a name is needed"},
	    {"pack: bad\nentities: [a]\n", ":2:12: a kind is needed"},
	    {"pack: bad\nentities: [{name: a, kind: thing}]\n",
	     ":2:28: 'thing' is no kind: concept, error, crate, pattern or tool"},
	    {"pack: bad\ncrates: [{name: a, kind: tool}]\n",
	     ":2:26: the kind is given by the list"},
	    {"pack: bad\ncrates: [{name: a, alos: [b]}]\n",
	     ":2:20: unknown key 'alos'; did you mean 'also'?"},
	    {"pack: bad\ncrates: [{name: a, facet: A}]\n",
	     ":2:27: a facet has lower-case letters, digits and '-'"},
	    {"pack: bad\ncrates: [{name: a, also: [b]}, b]\n",
	     ":2:32: 'b' already names the crate 'a'"},
	    {"pack: bad\ncrates: [a, {name: b, also: [a]}]\n",
	     ":2:30: 'a' already names the crate 'a'"},
	    {"pack: bad\ncrates: ['']\n", ":2:10: '' has no letter or digit"},
	    {"pack: bad\ncrates: [[a]]\n", ":2:10: expected 'name: value' lines"},
	    {"pack: bad\nerror_codes: {first: x}\n", ":2:22: expected a whole number"},
	    {"pack: bad\nerror_codes: {first: 3}\n",
	     ":2:14: a prefix and the last number are needed"},
	    {"pack: bad\nlanguages: rust\n", ":2:12: expected a list"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		write_pack("bad.yaml", CASES[i].text);
		g_autoptr(GError) error = NULL;
		g_assert_null(sg_vocabulary_load(scratch, NULL, &error));
		g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
		const char *place = strstr(error->message, "bad.yaml");
		g_assert_nonnull(place);
		g_assert_cmpstr(place + strlen("bad.yaml"), ==, CASES[i].message);
	}
	remove_pack("bad.yaml");
}

static void
test_missing_directory(void)
{
	g_autoptr(GError) error = NULL;
	g_assert_null(sg_vocabulary_load("/no/such/dir", NULL, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
	g_assert_true(g_str_has_prefix(error->message, "/no/such/dir: cannot open: "));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	scratch = g_dir_make_tmp("sg-vocabulary-XXXXXX", NULL);
	write_pack("core.yaml", CORE);
	write_pack("rust.yaml", RUST);
	write_pack("web.yaml", WEB);
	g_test_add_func("/vocabulary/words-match-in-any-spelling", test_words);
	g_test_add_func("/vocabulary/names-exact-before-folded", test_names);
	g_test_add_func("/vocabulary/first-words-of-longer-names", test_first_words);
	g_test_add_func("/vocabulary/lookups-are-told-apart", test_lookups_are_told_apart);
	g_test_add_func("/vocabulary/packs-of-a-language", test_packs_of_a_language);
	g_test_add_func("/vocabulary/verbs", test_verbs);
	g_test_add_func("/vocabulary/error-codes", test_error_codes);
	g_test_add_func("/vocabulary/urls", test_urls);
	g_test_add_func("/vocabulary/choice-of-packs", test_choice_of_packs);
	g_test_add_func("/vocabulary/refusals-have-a-place", test_refusals);
	g_test_add_func("/vocabulary/missing-directory", test_missing_directory);
	int status = g_test_run();
	remove_pack("core.yaml");
	remove_pack("rust.yaml");
	remove_pack("web.yaml");
	g_rmdir(scratch);
	g_free(scratch);
	return status;
}
