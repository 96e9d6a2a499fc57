/* SPDX-License-Identifier: MIT */
#include "model/config-keys.h"

#include "model/facts.h"

#include <string.h>

static const char *check_base_url(char **value);
static const char *check_language(char **value);
static const char *check_logo(char **value);
static const char *check_accent(char **value);
static const char *check_edit_url(char **value);
static const char *check_kind(char **value);
static const char *check_page(char **value);
static const char *check_number(char **value);

const SgConfigKey SG_CONFIG_KEYS[] = {
    {"title", NULL, SG_CONFIG_TEXT, offsetof(SgConfig, title), "Skill graph", NULL,
     "The name of the site, in the head of every page.", NULL},
    {"description", NULL, SG_CONFIG_TEXT, offsetof(SgConfig, description), NULL,
     "What our agents know about Rust",
     "One sentence about the site, for its home page and for "
     "search engines.",
     NULL},
    {"base_url", NULL, SG_CONFIG_TEXT, offsetof(SgConfig, base_url), NULL,
     "https://docs.example.org/skills/",
     "The address under which the site is published: each page names its own there for search "
     "engines (the canonical link), and the page for missing addresses links by it. All other "
     "links are relative with or without it.",
     check_base_url},
    {"language", NULL, SG_CONFIG_TEXT, offsetof(SgConfig, language), "en", NULL,
     "The language of the pages, as in HTML's lang attribute.", check_language},
    {"logo", NULL, SG_CONFIG_FILE, offsetof(SgConfig, logo), NULL, "logo.svg",
     "An image for the head of every page: a file, by its path from this one's directory.",
     check_logo},
    {"accent", NULL, SG_CONFIG_TEXT, offsetof(SgConfig, accent), NULL, "\"#8a4b2f\"",
     "The colour of links and marks; without it the theme's own.", check_accent},
    {"footer", NULL, SG_CONFIG_TEXT, offsetof(SgConfig, footer), NULL, "Platform team, internal",
     "A line at the foot of every page.", NULL},
    {"nav", NULL, SG_CONFIG_PAIRS, offsetof(SgConfig, nav), NULL,
     "\n  Handbook: https://example.org/handbook/",
     "Further links in the head of every page, as 'label: address'.", NULL},
    {"edit_url", NULL, SG_CONFIG_TEXT, offsetof(SgConfig, edit_url), NULL,
     "\"https://git.example.org/skills/blob/main/{path}#L{line}\"",
     "Where a source can be seen or edited; {path} and {line} are replaced.", check_edit_url},
    {"include", NULL, SG_CONFIG_LIST, offsetof(SgConfig, include), NULL, "[\"skills/**/*.md\"]",
     "Only documents whose path fits one of these patterns are read.", NULL},
    {"exclude", NULL, SG_CONFIG_LIST, offsetof(SgConfig, exclude), NULL, "[\"**/drafts/**\"]",
     "Documents whose path fits one of these patterns are left out.", NULL},
    {"allow_secrets", NULL, SG_CONFIG_LIST, offsetof(SgConfig, allow_secrets), NULL,
     "[\"examples/**\"]",
     "Documents in which what looks like a secret is none: it is not masked, only reported.", NULL},
    {"packs", NULL, SG_CONFIG_LIST, offsetof(SgConfig, packs), NULL, "[rust]",
     "The vocabulary packs to use on every document. Without it each pack acts on documents of its "
     "own language.",
     NULL},
    {"aliases", NULL, SG_CONFIG_ALIASES, offsetof(SgConfig, aliases), NULL,
     "\n  Interior mutability: [inner mutability, shared mutability]",
     "Other names of an entity, as 'label: [names]'.", NULL},
    {"kinds", NULL, SG_CONFIG_PAIRS, offsetof(SgConfig, kinds), NULL, "\n  Miri: tool",
     "The kind of an entity where it is not told rightly: concept, error, crate, pattern or tool.",
     check_kind},
    {"ignore_terms", NULL, SG_CONFIG_NAMES, offsetof(SgConfig, ignore_terms), NULL,
     "[Acme, internal note]", "Names that are no entities.", NULL},
    {"merge", NULL, SG_CONFIG_PAIRS, offsetof(SgConfig, merge), NULL,
     "\n  Borrowck: Borrow checker", "Two entities that are one, as 'name: label to keep'.", NULL},
    {"separate", NULL, SG_CONFIG_PAIRS, offsetof(SgConfig, separate), NULL, "\n  Future: Futures",
     "Two names that are not the same entity although they look so.", NULL},
    {"redirects", NULL, SG_CONFIG_PATHS, offsetof(SgConfig, redirects), NULL,
     "\n  old/page.html: concept/ownership.html",
     "Pages for old addresses that lead to new ones; both are paths in the site.", check_page},
    {"limits", NULL, SG_CONFIG_GROUP, 0, NULL, NULL,
     "What a single document may ask for. A document over a limit is reported.", NULL},
    {"file_bytes", "limits", SG_CONFIG_NUMBER, offsetof(SgConfig, max_file_bytes), "4194304", NULL,
     "Size of a file; larger ones are not read.", check_number},
    {"line_bytes", "limits", SG_CONFIG_NUMBER, offsetof(SgConfig, max_line_bytes), "1048576", NULL,
     "Length of a line; a document with a longer one is kept as plain text.", check_number},
    {"depth", "limits", SG_CONFIG_NUMBER, offsetof(SgConfig, max_depth), "100", NULL,
     "Nesting of lists and quotes; deeper documents are kept as plain text.", check_number},
    {"job_seconds", "limits", SG_CONFIG_NUMBER, offsetof(SgConfig, job_seconds), "10", NULL,
     "Seconds for a document; one that takes longer is kept as plain text.", check_number},
    {"job_megabytes", "limits", SG_CONFIG_NUMBER, offsetof(SgConfig, job_megabytes), "1024", NULL,
     "Megabytes for a document; one that needs more is kept as plain text.", check_number},
    {"image_bytes", "limits", SG_CONFIG_NUMBER, offsetof(SgConfig, max_image_bytes), "4194304",
     NULL, "Size of a picture; larger ones are not shown.", check_number},
};

const size_t SG_N_CONFIG_KEYS = G_N_ELEMENTS(SG_CONFIG_KEYS);

SgNames
sg_config_keys_of(const char *group)
{
	size_t first = 0;
	while (g_strcmp0(SG_CONFIG_KEYS[first].group, group) != 0)
		first++;
	size_t end = first;
	while (end < SG_N_CONFIG_KEYS && g_strcmp0(SG_CONFIG_KEYS[end].group, group) == 0)
		end++;
	return (SgNames){&SG_CONFIG_KEYS[first], end - first, sizeof(SgConfigKey)};
}

/* Large enough for any use, small enough for every sum and product made of it. */
static const int64_t MAX_NUMBER = INT32_MAX;

static bool
has_only(const char *text, const char *extra)
{
	for (; *text; text++)
		if (!g_ascii_isalnum(*text) && !strchr(extra, *text))
			return false;
	return true;
}

static bool
is_web_address(const char *text)
{
	const char *host = g_str_has_prefix(text, "https://")  ? text + 8
			   : g_str_has_prefix(text, "http://") ? text + 7
							       : NULL;
	return host && g_ascii_isalnum(*host);
}

static const char *
check_base_url(char **value)
{
	if (!is_web_address(*value) || !has_only(*value, "-._~:/%[]@!$&'()*+,;="))
		return "expected an address such as https://example.org/skills/";
	if (!g_str_has_suffix(*value, "/")) {
		char *ended = g_strconcat(*value, "/", NULL);
		g_free(*value);
		*value = ended;
	}
	return NULL;
}

/* The form of RFC 5646: a language of two or three letters, then subtags of up to eight. */
static const char *
check_language(char **value)
{
	static const char WRONG[] = "expected a language code such as en or pt-BR";
	g_auto(GStrv) tags = g_strsplit(*value, "-", -1);
	for (char **tag = tags; *tag; tag++) {
		size_t length = strlen(*tag);
		size_t longest = tag == tags ? 3 : 8;
		size_t shortest = tag == tags ? 2 : 1;
		if (length < shortest || length > longest || !has_only(*tag, ""))
			return WRONG;
	}
	return g_ascii_isalpha((*value)[0]) && g_ascii_isalpha((*value)[1]) ? NULL : WRONG;
}

static const char *
check_logo(char **value)
{
	static const char *const suffixes[] = {".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif"};
	const char *dot = strrchr(*value, '.');
	for (size_t i = 0; dot && i < G_N_ELEMENTS(suffixes); i++)
		if (g_ascii_strcasecmp(dot, suffixes[i]) == 0)
			return NULL;
	return "expected a file that ends in .svg, .png, .webp, .jpg, .jpeg or .gif";
}

static const char *
check_accent(char **value)
{
	bool fit = (*value)[0] == '#' && strlen(*value) == 7;
	for (size_t i = 1; fit && i < 7; i++)
		fit = g_ascii_isxdigit((*value)[i]);
	for (size_t i = 1; fit && i < 7; i++)
		(*value)[i] = g_ascii_tolower((*value)[i]);
	return fit ? NULL : "expected a colour such as \"#8a4b2f\" (in quotes)";
}

static const char *
check_edit_url(char **value)
{
	bool fit = is_web_address(*value) && strstr(*value, "{path}");
	return fit ? NULL : "expected a web address with {path} in it";
}

static const char *
check_kind(char **value)
{
	for (unsigned kind = 0; kind < SG_N_KINDS; kind++)
		if (strcmp(*value, sg_kind_name(kind)) == 0)
			return NULL;
	return "expected concept, error, crate, pattern or tool";
}

enum { MAX_PATH_BYTES = 200 }; /* any file system takes it, below any usual directory */

/* A folder with the name of a file that the site has ("index.html/") could not be made. */
static bool
is_folder(const char *name)
{
	const char *dot = strrchr(name, '.');
	return *name && *name != '.' && !(dot && g_ascii_isalpha(dot[1]));
}

static const char *
check_page(char **value)
{
	g_auto(GStrv) steps = g_strsplit(*value, "/", -1);
	guint last = g_strv_length(steps) - 1;
	bool fit = strlen(*value) <= MAX_PATH_BYTES && has_only(*value, "-._/") &&
		   steps[last][0] != '.' && g_str_has_suffix(steps[last], ".html");
	for (guint i = 0; fit && i < last; i++)
		fit = is_folder(steps[i]);
	return fit ? NULL : "expected a page of the site such as old/page.html";
}

static const char *
check_number(char **value)
{
	gint64 number = 0;
	bool fit = g_ascii_string_to_signed(*value, 10, 1, MAX_NUMBER, &number, NULL);
	return fit ? NULL : "expected a whole number from 1 to 2147483647";
}
