/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/syntax.h"

#include <string.h>

/* Crates that Rust code uses: paths that begin with a name that is neither Rust's own nor the
 * document's own. */

#define DOUBT_UNKNOWN_PATH 30 /* a path without "use" may begin with a module that is not shown */
#define MAX_NAME           64

/* Names that the document's code makes itself (@name) or brings in, and where a crate's name can
 * stand: the first part of a path. */
static const SgSyntaxPattern patterns[] = {
    {"name", "mod_item name:identifier"},
    {"name", "macro_definition name:identifier"},
    {"use", "use_declaration argument:_"},
    {"name", "let_declaration pattern:identifier"},
    {"name", "parameter pattern:identifier"},
    {"extern", "extern_crate_declaration name:identifier"},
    {"path", "scoped_identifier path:identifier"},
    {"path", "scoped_type_identifier path:identifier"},
    {"tokens", "macro_invocation macro:_"},
    {"tokens", "attribute_item ._"},
    {NULL, NULL},
};

/* A place where a crate may be named. */
typedef struct {
	uint32_t name; /* offset into Reading.names */
	uint32_t code;
	uint32_t row;
	bool used;     /* by "use" or "extern crate", not by a path alone */
	bool namesake; /* "uuid::Uuid": what follows has the same name */
} Place;

/* What is crate and what is local can be told only when all code is read; each text is parsed once.
 */
typedef struct {
	SgExtraction *x;
	const char *text; /* of the block that is read */
	uint32_t code;
	GString *names; /* one after the other, each with its NUL */
	GArray *places; /* of Place */
} Reading;

static bool
is_name_char(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

/* The last names of a use tree: what "use a::{b, c as d}" makes known here. */
static void
add_imported(GHashTable *locals, const char *tree, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t n = 0;
		while (i + n < length && is_name_char(tree[i + n]))
			n++;
		bool goes_on = i + n + 1 < length && tree[i + n] == ':' && tree[i + n + 1] == ':';
		bool follows = i >= 2 && tree[i - 1] == ':';
		bool in_list = i > 0 && strchr("{, \n", tree[i - 1]) != NULL;
		if (n > 0 && !goes_on && (follows || in_list))
			g_hash_table_add(locals, g_strndup(tree + i, n));
		i += MAX(n, 1);
	}
}

/* What paths of the language itself begin with. */
static const char *const path_roots[] = {"self", "super", "crate",      "std",
					 "core", "alloc", "proc_macro", "test"};

static bool
is_rusts_own(const SgExtraction *x, const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(path_roots); i++) {
		if (strcmp(path_roots[i], name) == 0)
			return true;
	}
	g_autofree char *phrase = g_strconcat("rust ", name, NULL);
	return sg_vocabulary_lists(x->vocabulary, SG_WORDS_BUILTIN, phrase);
}

static bool
is_crate_name(const SgExtraction *x, const char *name, bool used)
{
	if (!g_ascii_islower(*name) || strlen(name) < 2 || is_rusts_own(x, name))
		return false;
	if (!used && g_hash_table_contains(x->locals, name))
		return false;
	static const char *const placeholders[] = {"my", "your", "example", "foo", "bar", "some_"};
	for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++) {
		if (g_str_has_prefix(name, placeholders[i]))
			return false;
	}
	return true;
}

/* found: names that the block had before. */
static void
add_crate(SgExtraction *x, const char *name, const Place *place, GHashTable *found)
{
	bool used = place->used;
	if (!is_crate_name(x, name, used) || g_hash_table_contains(found, name))
		return;
	const SgKnown *known = sg_vocabulary_find_in(x->vocabulary, name, SG_KIND_CRATE, x->packs);
	/* Unknown names are crates only where "use" says so, or the type has the crate's name, and
	 * no plain word ("models"). */
	if (!known && (!(used || place->namesake) ||
		       sg_vocabulary_lists(x->vocabulary, SG_WORDS_PLAIN, name) ||
		       g_hash_table_contains(x->locals, name)))
		return;
	g_hash_table_add(found, (char *)name);
	SgPackage package = {.name = name,
			     .ecosystem = "cargo",
			     .code = place->code,
			     .row = place->row,
			     .rule =
				 used ? &sg_rules[SG_RULE_RUST_USE] : &sg_rules[SG_RULE_RUST_PATH]};
	sg_add_package(x, &package);
}

/* Whether the type behind the first name of a path has the same name. */
static bool
is_namesake(const char *name, size_t length)
{
	const char *next = name + length + 2;
	return g_str_has_prefix(name + length, "::") && g_ascii_isupper(*next) &&
	       g_ascii_strncasecmp(name, next, length) == 0 && !is_name_char(next[length]);
}

static void
note_place(Reading *reading, const char *name, size_t length, Place place)
{
	if (length == 0 || length > MAX_NAME)
		return;
	place.name = (uint32_t)reading->names->len;
	place.code = reading->code;
	place.namesake = is_namesake(name, length);
	g_string_append_len(reading->names, name, (gssize)length);
	g_string_append_c(reading->names, '\0');
	g_array_append_val(reading->places, place);
}

/* The first name of a path, or those of the trees in "use {a::b, c}". */
static void
note_crate(Reading *reading, const SgMatch *c)
{
	size_t end = c->at + c->length;
	const char *text = reading->text;
	size_t at = c->at;
	unsigned depth = 0;
	bool first = true;
	for (; at < end; at++) {
		depth += text[at] == '{';
		depth -= text[at] == '}' && depth > 0;
		size_t n = 0;
		while (at + n < end && is_name_char(text[at + n]))
			n++;
		if (n == 0) {
			first |= text[at] == ',' && depth == 1 && text[c->at] == '{';
			continue;
		}
		if (first)
			note_place(reading, text + at, n,
				   (Place){.row = c->row, .used = strcmp(c->name, "path") != 0});
		first = false;
		at += n - 1;
	}
}

/* The last byte of what begins at text[at]: of a string literal all of it, of a name the whole
 * name, else the byte itself. */
static size_t
skip_token(const char *text, size_t at, size_t end)
{
	if (text[at] == '"' && (at == 0 || text[at - 1] != '\'')) {
		for (at++; at < end && text[at] != '"'; at++)
			at += text[at] == '\\';
		return at;
	}
	while (is_name_char(text[at]) && at + 1 < end && is_name_char(text[at + 1]))
		at++;
	return at;
}

/* The paths among tokens that no grammar reads: arguments of macros and attributes. */
static void
note_tokens(Reading *reading, const SgMatch *match)
{
	const char *text = reading->text;
	uint32_t row = match->row;
	for (size_t at = match->at; at < match->outer_end; at++) {
		size_t last = MIN(skip_token(text, at, match->outer_end), match->outer_end - 1);
		bool goes_on =
		    is_name_char(text[at]) && text[last + 1] == ':' && text[last + 2] == ':';
		if (goes_on && (at == 0 || !strchr(":.'$", text[at - 1])))
			note_place(reading, text + at, last + 1 - at, (Place){.row = row});
		for (; at < last; at++)
			row += text[at] == '\n';
		row += text[at] == '\n';
	}
}

static void
note_name(const SgMatch *match, void *data)
{
	Reading *reading = data;
	if (strcmp(match->name, "tokens") == 0)
		note_tokens(reading, match);
	else if (strcmp(match->name, "name") != 0)
		note_crate(reading, match);
	else if (match->length < MAX_NAME)
		g_hash_table_add(reading->x->locals,
				 g_strndup(reading->text + match->at, match->length));
	if (strcmp(match->name, "use") == 0)
		add_imported(reading->x->locals, reading->text + match->at, match->length);
}

/* Codes in comments ("//~ ERROR E0373") and in what the compiler prints ("error[E0502]"). */
static void
add_error_codes(SgExtraction *x, uint32_t i, const char *text)
{
	uint32_t row = 0;
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (const char *p = text; *p != '\0'; p++) {
		row += *p == '\n';
		size_t n = sg_phrase_error_code(p);
		if (n == 0 || (p > text && is_name_char(p[-1])))
			continue;
		g_autofree char *code = g_strndup(p, n);
		if (!g_hash_table_add(seen, g_strdup(code)))
			continue;
		SgName name = {.label = code, .facet = (char *)"compiler", .known = true};
		uint32_t section = g_array_index(x->facts->codes, SgCode, i).section;
		uint32_t term =
		    sg_add_term(x, &name, SG_KIND_ERROR, &sg_rules[SG_RULE_ERROR_CODE_IN_CODE],
				(SgPlace){section, sg_code_line(x, i, row)});
		if (term != SG_NONE)
			sg_term(x, term)->code = i;
	}
}

/* Of "rust,compile_fail,E0425": the code fails with that error, and the line of the fence says so.
 */
static void
add_declared_code(SgExtraction *x, uint32_t i)
{
	const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
	uint32_t section = code->section;
	uint32_t line = sg_node(x, code->node)->line;
	const char *attributes = sg_document_str(x->doc, code->attributes);
	g_auto(GStrv) words = g_strsplit(attributes, " ", 8);
	for (char **word = words; *word != NULL; word++) {
		size_t n = sg_phrase_error_code(*word);
		if (n == 0 || (*word)[n] != '\0')
			continue;
		SgName name = {.label = *word, .facet = (char *)"compiler", .known = true};
		SgSpan span = sg_document_span_lines(x->doc, line, line);
		uint32_t term =
		    sg_add_term(x, &name, SG_KIND_ERROR, &sg_rules[SG_RULE_ERROR_CODE_IN_CODE],
				(SgPlace){section, span});
		if (term != SG_NONE)
			sg_term(x, term)->code = i;
	}
}

/* What compilers print is shown as text or among commands. */
static bool
may_show_errors(const char *language)
{
	static const char *const languages[] = {"",     "rust", "text",  "txt",     "plaintext",
						"bash", "sh",   "shell", "console", "output"};
	for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
		if (strcmp(language, languages[i]) == 0)
			return true;
	return false;
}

static bool
is_rust(const SgExtraction *x, guint i)
{
	const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
	return strcmp(sg_document_str(x->doc, code->language), "rust") == 0;
}

static void
read_codes(Reading *reading)
{
	static const SgSyntaxQuery query = {"rust", patterns};
	const SgExtraction *x = reading->x;
	for (guint i = 0; i < x->facts->codes->len; i++) {
		if (!is_rust(x, i))
			continue;
		reading->text =
		    sg_document_str(x->doc, g_array_index(x->facts->codes, SgCode, i).text);
		reading->code = i;
		sg_syntax_find(&query, reading->text, note_name, reading);
	}
}

static void
add_crates(SgExtraction *x)
{
	g_autoptr(GString) names = g_string_new(NULL);
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
	g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
	Reading reading = {.x = x, .names = names, .places = places};
	read_codes(&reading);
	for (guint i = 0; i < places->len; i++) {
		const Place *place = &g_array_index(places, Place, i);
		if (i > 0 && place->code != g_array_index(places, Place, i - 1).code)
			g_hash_table_remove_all(found);
		add_crate(x, names->str + place->name, place, found);
	}
}

void
sg_step_rust(SgExtraction *x)
{
	add_crates(x);
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		if (!may_show_errors(sg_document_str(x->doc, code->language)))
			continue;
		g_autofree char *text = g_strdup(sg_document_str(x->doc, code->text));
		if (!g_hash_table_contains(x->ecosystems, "cargo"))
			continue;
		add_declared_code(x, i);
		add_error_codes(x, i, text);
	}
}
