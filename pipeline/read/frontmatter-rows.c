/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* Front matter of a flattened rendition: "| key | value |" rows at the top of the text, as a page
 * shows it and copying keeps it. */

/* Keys whose value is a list when commas separate it. */
static const char *const list_keys[] = {"tags",       "keywords", "tech_stack",
					"categories", "topics",   "globs"};
/* At least one of these makes the rows front matter and no table. */
static const char *const telling_keys[] = {"name", "title", "description", "tags"};

typedef struct {
	const char *key, *value;
	size_t key_length, value_length;
} Row;

static bool
is_one_of(const Row *row, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(keys[i]) == row->key_length &&
		    g_ascii_strncasecmp(keys[i], row->key, row->key_length) == 0)
			return true;
	}
	return false;
}

static size_t
trim(const char **start, const char *end)
{
	while (*start < end && g_ascii_isspace(**start))
		(*start)++;
	while (end > *start && g_ascii_isspace(end[-1]))
		end--;
	return (size_t)(end - *start);
}

static bool
is_key(const char *key, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!g_ascii_isalnum(key[i]) && strchr("_-.", key[i]) == NULL)
			return false;
	}
	return length > 0 && length <= 64 && g_ascii_isalpha(key[0]);
}

/* The value may hold bars of its own: the row ends at its last one. */
static bool
parse_row(const char *line, size_t length, Row *row)
{
	size_t inner = trim(&line, line + length);
	if (inner < 5 || line[0] != '|' || line[inner - 1] != '|')
		return false;
	const char *end = line + inner - 1;
	const char *bar = memchr(line + 1, '|', (size_t)(end - line - 1));
	if (bar == NULL)
		return false;
	row->key = line + 1;
	row->key_length = trim(&row->key, bar);
	row->value = bar + 1;
	row->value_length = trim(&row->value, end);
	return is_key(row->key, row->key_length);
}

static void
add_meta(SgDocument *doc, SgStr key, const char *value, size_t length, uint32_t line)
{
	g_autofree char *copy = g_strndup(value, length);
	SgMeta meta = {.type = sg_front_matter_type(copy),
		       .key = key,
		       .value = sg_pool_add(doc->pool, value, (gssize)length),
		       .end = doc->metas->len + 1,
		       .line = line,
		       .end_line = line};
	g_array_append_val(doc->metas, meta);
}

static void
add_row(SgDocument *doc, const Row *row, uint32_t line)
{
	SgStr key = sg_pool_add(doc->pool, row->key, (gssize)row->key_length);
	bool list = is_one_of(row, list_keys, G_N_ELEMENTS(list_keys));
	if (!list || memchr(row->value, ',', row->value_length) == NULL) {
		add_meta(doc, key, row->value, row->value_length, line);
		return;
	}
	guint at = doc->metas->len;
	SgMeta meta = {.type = SG_META_LIST, .key = key, .line = line, .end_line = line};
	g_array_append_val(doc->metas, meta);
	const char *end = row->value + row->value_length;
	for (const char *p = row->value; p < end;) {
		const char *comma = memchr(p, ',', (size_t)(end - p));
		const char *stop = comma != NULL ? comma : end;
		const char *start = p;
		size_t length = trim(&start, stop);
		if (length > 0)
			add_meta(doc, 0, start, length, line);
		p = stop + 1;
	}
	g_array_index(doc->metas, SgMeta, at).end = doc->metas->len;
}

bool
sg_front_matter_read_rows(SgReading *reading)
{
	const char *end = reading->text + reading->length;
	const char *p = reading->text;
	uint32_t rows = 0;
	bool telling = false;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t length = (size_t)((stop != NULL ? stop : end) - p);
		Row row;
		if (!parse_row(p, length, &row))
			break;
		telling |= is_one_of(&row, telling_keys, G_N_ELEMENTS(telling_keys));
		rows++;
		p = stop != NULL ? stop + 1 : end;
	}
	bool delimiter = p < end && *p == '|' && strspn(p, "|-: \t") >= 4;
	if (rows == 0 || !telling || delimiter)
		return false;
	reading->body = (size_t)(p - reading->text);
	reading->body_line = rows + 1;
	p = reading->text;
	for (uint32_t line = 1; line <= rows; line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		Row row;
		if (parse_row(p, (size_t)((stop != NULL ? stop : end) - p), &row))
			add_row(reading->doc, &row, line);
		p = stop != NULL ? stop + 1 : end;
	}
	sg_diags_add(reading->doc->diags, SG_DIAG_FM_FLATTENED, 1, 1, "rows of a table");
	return true;
}
