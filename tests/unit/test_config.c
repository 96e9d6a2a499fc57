/* SPDX-License-Identifier: MIT */
#include "model/config.h"

#include <glib/gstdio.h>
#include <string.h>

static char *scratch; /* a directory of this run */

/* Loads text as a file; NULL with the message after the path in *message (owned). */
static SgConfig *
load(const char *text, char **message)
{
	g_autofree char *path = g_build_filename(scratch, "skillgraph.yaml", NULL);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_autoptr(GError) error = NULL;
	SgConfig *config = sg_config_load(path, &error);
	g_remove(path);
	g_assert_cmpint(config == NULL, ==, error != NULL);
	*message = NULL;
	if (!error)
		return config;
	g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
	g_assert_true(g_str_has_prefix(error->message, path));
	*message = g_strdup(error->message + strlen(path));
	return NULL;
}

static SgConfig *
load_sound(const char *text)
{
	g_autofree char *message = NULL;
	SgConfig *config = load(text, &message);
	g_assert_cmpstr(message, ==, NULL);
	return config;
}

static const char *
text_at(const GPtrArray *list, guint i)
{
	g_assert_cmpuint(i, <, list->len);
	return list->pdata[i];
}

static void
check_pair(const GPtrArray *pairs, guint i, const char *key, const char *value, unsigned line)
{
	g_assert_cmpuint(i, <, pairs->len);
	const SgPair *pair = pairs->pdata[i];
	g_assert_cmpstr(pair->key, ==, key);
	g_assert_cmpstr(pair->value, ==, value);
	g_assert_cmpuint(pair->line, ==, line);
}

static void
check_defaults(const SgConfig *config)
{
	g_assert_cmpstr(config->title, ==, "Skill graph");
	g_assert_cmpstr(config->language, ==, "en");
	g_assert_null(config->base_url);
	g_assert_null(config->accent);
	g_assert_null(config->packs);
	g_assert_cmpuint(config->include->len, ==, 0);
	g_assert_cmpuint(config->nav->len, ==, 0);
	g_assert_cmpint(config->max_file_bytes, ==, 4 << 20);
	g_assert_cmpint(config->max_line_bytes, ==, 1 << 20);
	g_assert_cmpint(config->max_depth, ==, 100);
	g_assert_cmpint(config->job_seconds, ==, 10);
	g_assert_cmpint(config->job_megabytes, ==, 1024);
}

static void
test_defaults(void)
{
	g_autoptr(SgConfig) without = sg_config_load(NULL, NULL);
	check_defaults(without);
	g_assert_null(without->path);
	g_autoptr(SgConfig) empty = load_sound("title:\nlimits:\ninclude:\n");
	check_defaults(empty);
	g_assert_nonnull(empty->path);
}

static void
test_every_type(void)
{
	g_autoptr(SgConfig) config =
	    load_sound("title: '  Our   skills '\n"
		       "base_url: https://example.org/a\n"
		       "language: pt-BR\n"
		       "accent: \"#A0B1c2\"\n"
		       "edit_url: https://example.org/{path}\n"
		       "include: ['*.md', \"b\"]\n"
		       "packs: []\n"
		       "aliases:\n"
		       "  Interior mutability: [inner mutability, 'shared: mutability']\n"
		       "  Miri: the Miri interpreter\n"
		       "kinds: {Miri: tool}\n"
		       "limits:\n"
		       "  depth: 12\n");
	g_assert_cmpstr(config->title, ==, "Our skills");
	g_assert_cmpstr(config->base_url, ==, "https://example.org/a/");
	g_assert_cmpstr(config->language, ==, "pt-BR");
	g_assert_cmpstr(config->accent, ==, "#a0b1c2");
	g_assert_cmpstr(config->edit_url, ==, "https://example.org/{path}");
	g_assert_cmpuint(config->include->len, ==, 2);
	g_assert_cmpstr(text_at(config->include, 1), ==, "b");
	g_assert_nonnull(config->packs);
	check_pair(config->aliases, 0, "Interior mutability",
		   "inner mutability\nshared: mutability", 9);
	check_pair(config->aliases, 1, "Miri", "the Miri interpreter", 10);
	check_pair(config->kinds, 0, "Miri", "tool", 11);
	g_assert_cmpint(config->max_depth, ==, 12);
	g_assert_cmpint(config->job_seconds, ==, 10);
}

static void
test_refusals(void)
{
	static const struct {
		const char *text, *message;
	} CASES[] = {
	    {"titel: x\n", ":1:1: unknown key 'titel'; did you mean 'title'?"},
	    {"a: 1\n", ":1:1: unknown key 'a'"},
	    {"title: x\nlimits:\n  dept: 3\n", ":3:3: unknown key 'dept'; did you mean 'depth'?"},
	    {"depth: 3\n", ":1:1: unknown key 'depth'"},
	    {"limits: {title: x}\n", ":1:10: unknown key 'title'"},
	    {"title: [a]\n", ":1:8: title: expected a text"},
	    {"include: a\n", ":1:10: include: expected a list"},
	    {"include: [a, [b]]\n", ":1:14: include: expected a text"},
	    {"nav: [a]\n", ":1:6: nav: expected 'name: value' lines"},
	    {"nav: {a: [b]}\n", ":1:10: nav: expected a text"},
	    {"merge:\n  a:\n", ":2:3: merge: a name and a value are needed"},
	    {"limits: 3\n", ":1:9: limits: expected 'name: value' lines"},
	    {"limits: {depth: 0}\n", ":1:17: depth: expected a whole number from 1 to 2147483647"},
	    {"limits: {depth: 1e3}\n",
	     ":1:17: depth: expected a whole number from 1 to 2147483647"},
	    {"language: english\n",
	     ":1:11: language: expected a language code such as en or pt-BR"},
	    {"language: '12'\n", ":1:11: language: expected a language code such as en or pt-BR"},
	    {"accent: red\n", ":1:9: accent: expected a colour such as \"#8a4b2f\" (in quotes)"},
	    {"base_url: ftp://example.org\n",
	     ":1:11: base_url: expected an address such as https://example.org/skills/"},
	    {"base_url: https://e.org/\"><script>\n",
	     ":1:11: base_url: expected an address such as https://example.org/skills/"},
	    {"edit_url: https://example.org/\n",
	     ":1:11: edit_url: expected a web address with {path} in it"},
	    {"kinds: {Miri: programme}\n",
	     ":1:15: kinds: expected concept, error, crate, pattern or tool"},
	    {"logo: picture.txt\n",
	     ":1:7: logo: expected a file that ends in .svg, .png, .webp, .jpg, .jpeg or .gif"},
	    {"redirects:\n  a.html: a.html\n", ":2:3: redirects: leads to itself"},
	    {"redirects:\n  a.html:\n", ":2:3: redirects: a name and a value are needed"},
	    {"redirects: {a.html: b.html, a.html: c.html}\n",
	     ":1:29: key 'a.html' is given twice, first in line 1"},
	    {"title: a\ntitle: b\n", ":2:1: key 'title' is given twice, first in line 1"},
	    {"title: a: b\n", ":1:9: mapping values are not allowed in this context"},
	    {"- a\n", ":1:1: expected 'key: value' lines"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *message = NULL;
		g_autoptr(SgConfig) config = load(CASES[i].text, &message);
		g_assert_null(config);
		g_assert_cmpstr(message, ==, CASES[i].message);
	}
}

static void
test_missing_logo(void)
{
	g_autofree char *message = NULL;
	g_autofree char *expected =
	    g_strdup_printf(":2:7: logo: %s/no.svg: not a file to read", scratch);
	g_autoptr(SgConfig) config = load("title: a\nlogo: no.svg\n", &message);
	g_assert_null(config);
	g_assert_cmpstr(message, ==, expected);
}

static void
test_redirects(void)
{
	static const struct {
		const char *path;
		bool fit;
	} CASES[] = {
	    {"a.html", true},
	    {"v1.2/Old_page.html", true},
	    {"a/b/c--2.html", true},
	    {"/a.html", false},
	    {"../a.html", false},
	    {"a/../b.html", false},
	    {"a//b.html", false},
	    {"./a.html", false},
	    {".html", false},
	    {"a.htm", false},
	    {"a/", false},
	    {"a.html#x", false},
	    {"index.html/a.html", false},
	    {"http://e.org/a.html", false},
	    {"a%2fb.html", false},
	    {"a b.html", false},
	    {"a~.html", false},
	};
	static const char WRONG[] = "redirects: expected a page of the site such as old/page.html";
	for (size_t i = 0; i < 2 * G_N_ELEMENTS(CASES); i++) {
		const char *path = CASES[i / 2].path;
		bool second = i % 2 != 0;
		g_autofree char *text = second
					    ? g_strdup_printf("redirects:\n  x.html: '%s'\n", path)
					    : g_strdup_printf("redirects:\n  '%s': x.html\n", path);
		g_autofree char *expected = g_strdup_printf(":2:%d: %s", second ? 11 : 3, WRONG);
		g_autofree char *message = NULL;
		g_autoptr(SgConfig) config = load(text, &message);
		g_assert_cmpstr(message, ==, CASES[i / 2].fit ? NULL : expected);
		if (config)
			check_pair(config->redirects, 0, second ? "x.html" : path,
				   second ? path : "x.html", 2);
	}
}

static void
test_missing_file(void)
{
	g_autoptr(GError) error = NULL;
	g_assert_null(sg_config_load("/no/such/skillgraph.yaml", &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
	g_assert_true(g_str_has_prefix(error->message, "/no/such/skillgraph.yaml: cannot open: "));
}

/* The template as it is, and with the '#' before each key removed. */
static void
test_template_loads(void)
{
	g_autofree char *template = sg_config_template();
	g_autoptr(SgConfig) as_is = load_sound(template);
	check_defaults(as_is);
	g_auto(GStrv) lines = g_strsplit(template, "\n", -1);
	g_autoptr(GString) text = g_string_new(NULL);
	for (char **line = lines; *line; line++) {
		g_assert_cmpuint(g_utf8_strlen(*line, -1), <=, 100);
		bool key = (*line)[0] == '#' && (*line)[1] != '\0' &&
			   ((*line)[1] != ' ' || (*line)[2] == ' ');
		g_string_append_printf(text, "%s\n", key ? *line + 1 : *line);
	}
	g_autofree char *logo = g_build_filename(scratch, "logo.svg", NULL);
	g_assert_true(g_file_set_contents(logo, "<svg/>", -1, NULL));
	g_autoptr(SgConfig) set = load_sound(text->str);
	g_remove(logo);
	g_assert_cmpstr(set->logo, ==, "logo.svg");
	g_assert_cmpstr(set->base_url, ==, "https://docs.example.org/skills/");
	g_assert_cmpstr(set->accent, ==, "#8a4b2f");
	g_assert_cmpstr(text_at(set->packs, 0), ==, "rust");
	const SgPair *ignored = set->ignore_terms->pdata[1];
	g_assert_cmpstr(ignored->key, ==, "internal note");
	g_assert_cmpuint(set->redirects->len, ==, 1);
	g_assert_cmpuint(set->separate->len, ==, 1);
	g_assert_cmpint(set->max_line_bytes, ==, 1 << 20);
}

static void
test_extract_key(void)
{
	static const struct {
		const char *text;
		bool changes;
	} CASES[] = {
	    {"title: Other\nmerge: {a: b}\n", false},
	    {"packs: []\n", true},
	    {"packs: [rust]\n", true},
	    {"ignore_terms: [a]\n", true},
	    {"ignore_terms: [\"a b\"]\n", true},
	    {"ignore_terms: [a, b]\n", true},
	    {"limits: {depth: 7}\n", true},
	    {"limits: {job_seconds: 7}\n", true},
	};
	g_autoptr(SgConfig) defaults = sg_config_load(NULL, NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_hash_table_add(seen, sg_config_extract_key(defaults));
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(SgConfig) config = load_sound(CASES[i].text);
		bool added = g_hash_table_add(seen, sg_config_extract_key(config));
		g_assert_cmpint(added, ==, CASES[i].changes);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	scratch = g_dir_make_tmp("sg-config-XXXXXX", NULL);
	g_test_add_func("/config/defaults", test_defaults);
	g_test_add_func("/config/every-type", test_every_type);
	g_test_add_func("/config/refusals-name-place-and-nearest-key", test_refusals);
	g_test_add_func("/config/missing-file", test_missing_file);
	g_test_add_func("/config/missing-logo", test_missing_logo);
	g_test_add_func("/config/redirects-join-pages-of-the-site", test_redirects);
	g_test_add_func("/config/template-loads-with-and-without-comments", test_template_loads);
	g_test_add_func("/config/extract-key-changes-with-what-extraction-uses", test_extract_key);
	int status = g_test_run();
	g_rmdir(scratch);
	g_free(scratch);
	return status;
}
