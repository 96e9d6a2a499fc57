/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include "base/syntax.h"

#include <string.h>

/* Dependencies in Cargo.toml snippets, with version requirement and features. */

#define MAX_KEY 80

static const SgSyntaxPattern patterns[] = {
    {"table", "table ._"},
    {"table", "table_array_element ._"},
    {"key", "pair ._"},
    {NULL, NULL},
};

static const SgSyntaxQuery query = {"toml", patterns};

/* The text of a value. */
typedef struct {
	size_t at;
	size_t length;
} Value;

/* The dependency that is being read. */
typedef struct {
	SgExtraction *x;
	const char *text;
	uint32_t code;
	char *table; /* the header in force; NULL before the first */
	char *name;  /* of the pending dependency, or NULL */
	GString *versions;
	GString *features;
	uint32_t row;
	size_t value_end; /* of the pending dependency's value */
} Reading;

static bool
is_dependency_table(const char *table)
{
	static const char *const ends[] = {"dependencies", "dev-dependencies",
					   "build-dependencies"};
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		if (strcmp(table, ends[i]) == 0)
			return true;
	}
	bool nested = g_str_has_prefix(table, "workspace.") || g_str_has_prefix(table, "target.");
	return nested && g_str_has_suffix(table, "dependencies");
}

/* "[dependencies.tokio]" opens one dependency as a table of its own. */
static const char *
dependency_of_table(const char *table)
{
	const char *dot = strrchr(table, '.');
	if (!dot || dot[1] == '\0')
		return NULL;
	g_autofree char *before = g_strndup(table, (size_t)(dot - table));
	return is_dependency_table(before) ? dot + 1 : NULL;
}

static void
flush(Reading *reading)
{
	if (!reading->name)
		return;
	SgPackage package = {.name = reading->name,
			     .ecosystem = "cargo",
			     .versions = reading->versions->str,
			     .features = reading->features->str,
			     .code = reading->code,
			     .row = reading->row,
			     .rule = &sg_rules[SG_RULE_CARGO_TOML]};
	sg_add_package(reading->x, &package);
	g_clear_pointer(&reading->name, g_free);
}

static void
begin(Reading *reading, const char *name, uint32_t row, size_t value_end)
{
	flush(reading);
	reading->name = g_strdup(name);
	g_string_truncate(reading->versions, 0);
	g_string_truncate(reading->features, 0);
	reading->row = row;
	reading->value_end = value_end;
}

/* The strings of a value: "1.0" or ["derive", "rc"], comma separated without quotes. */
static void
append_strings(GString *out, const char *value, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (value[i] != '"' && value[i] != '\'')
			continue;
		const char *end = memchr(value + i + 1, value[i], length - i - 1);
		if (!end)
			return;
		if (out->len > 0)
			g_string_append_c(out, ',');
		g_string_append_len(out, value + i + 1, end - (value + i + 1));
		i = (size_t)(end - value);
	}
}

static void
use_attribute(Reading *reading, const char *key, const Value *value)
{
	const char *text = reading->text + value->at;
	if (strcmp(key, "version") == 0)
		append_strings(reading->versions, text, value->length);
	else if (strcmp(key, "features") == 0)
		append_strings(reading->features, text, value->length);
	else if (strcmp(key, "package") == 0) {
		g_autoptr(GString) name = g_string_new(NULL);
		append_strings(name, text, value->length);
		g_free(reading->name);
		reading->name = g_strdup(name->str);
	}
}

static void
read_table(Reading *reading, const SgMatch *header)
{
	flush(reading);
	g_free(reading->table);
	reading->table = g_strndup(reading->text + header->at, header->length);
	reading->value_end = 0;
	const char *name = dependency_of_table(reading->table);
	if (name)
		begin(reading, name, header->row, SIZE_MAX);
}

/* Before any header a snippet may leave "[dependencies]" to the reader; versions show it. */
static bool
looks_like_requirement(const char *value)
{
	return (*value == '"' && (g_ascii_isdigit(value[1]) || strchr("^~=*>", value[1]))) ||
	       (*value == '{' &&
		(strstr(value, "version") || strstr(value, "git") || strstr(value, "path")));
}

static void
read_pair(Reading *reading, const SgMatch *key, const Value *value)
{
	if (key->length > MAX_KEY)
		return;
	g_autofree char *name = g_strndup(reading->text + key->at, key->length);
	g_strdelimit(name, "\"'", ' ');
	g_strstrip(name);
	if (reading->name && key->at < reading->value_end) {
		use_attribute(reading, name, value);
		return;
	}
	const char *text = reading->text + value->at;
	bool bare = !reading->table && looks_like_requirement(text) &&
		    strcmp(name, "version") != 0 && strcmp(name, "edition") != 0 &&
		    strcmp(name, "rust-version") != 0;
	if (!bare && !(reading->table && is_dependency_table(reading->table)))
		return;
	char *dot = strchr(name, '.'); /* tokio.workspace = true */
	if (dot)
		*dot = '\0';
	begin(reading, name, key->row, value->at + value->length);
	if (*text == '"' || *text == '\'')
		append_strings(reading->versions, text, value->length);
}

/* What stands behind the key and its sign. */
static Value
value_of(const char *text, const SgMatch *key)
{
	size_t at = key->at + key->length;
	at += strspn(text + at, " \t=");
	at = MIN(at, key->outer_end);
	return (Value){at, key->outer_end - at};
}

static void
take(const SgMatch *match, void *data)
{
	Reading *reading = data;
	if (strcmp(match->name, "table") == 0) {
		read_table(reading, match);
		return;
	}
	Value value = value_of(reading->text, match);
	read_pair(reading, match, &value);
}

void
sg_step_toml(SgExtraction *x)
{
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		if (strcmp(sg_document_str(x->doc, code->language), "toml") != 0)
			continue;
		g_autofree char *text = g_strdup(sg_document_str(x->doc, code->text));
		if (strstr(text, "[tool.") || strstr(text, "[project]"))
			continue; /* Python's */
		Reading reading = {.x = x, .text = text, .code = i};
		reading.versions = g_string_new(NULL);
		reading.features = g_string_new(NULL);
		sg_syntax_find(&query, text, take, &reading);
		flush(&reading);
		g_string_free(reading.versions, TRUE);
		g_string_free(reading.features, TRUE);
		g_free(reading.table);
	}
}
