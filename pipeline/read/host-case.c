/* SPDX-License-Identifier: MIT */
#include "read/host-rules.h"

#include "base/yaml.h"

#include <string.h>

#define MAX_BYTES 65536 /* of text given to the YAML library */

/* "---" with nothing but white space behind it. */
static bool
is_fence(const char *line, size_t length)
{
	while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
		length--;
	return length == 3 && memcmp(line, "---", 3) == 0;
}

static void
find_fences(SgHostCase *c)
{
	const SgReading *reading = c->reading;
	uint32_t n_lines = reading->doc->record.n_lines;
	size_t length = 0;
	c->body_line = 1;
	const char *first = n_lines > 0 ? sg_reading_line(reading, 1, &length) : "";
	if (!is_fence(first, length))
		return;
	c->fenced = true;
	for (uint32_t line = 2; line <= n_lines && !c->closed; line++) {
		const char *text = sg_reading_line(reading, line, &length);
		if (line == 2)
			c->at = (size_t)(text - reading->text);
		if (!is_fence(text, length))
			continue;
		c->closed = true;
		c->length = (size_t)(text - reading->text) - c->at;
		c->body_line = line + 1;
		c->body = MIN((size_t)(text - reading->text) + length + 1, reading->length);
	}
}

static bool
is_flow(const SgHostCase *c, const SgYaml *value)
{
	if (value->kind == SG_YAML_SCALAR || value->line == 0)
		return false;
	size_t length = 0;
	const char *line = sg_reading_line(c->reading, value->line, &length);
	const char *at = g_utf8_offset_to_pointer(line, (glong)value->column - 1);
	return at < line + length && (*at == '[' || *at == '{');
}

static void
add_fields(SgHostCase *c, const SgYaml *map)
{
	for (size_t i = 0; i < sg_yaml_count(map); i++) {
		const SgYaml *key = sg_yaml_key(map, i);
		const SgYaml *value = sg_yaml_item(map, i);
		bool scalar = value->kind == SG_YAML_SCALAR;
		SgHostField field = {
		    .key = g_string_chunk_insert(c->texts, key->text),
		    .text = scalar ? g_string_chunk_insert(c->texts, value->text) : "",
		    .list = value->kind == SG_YAML_LIST,
		    .map = value->kind == SG_YAML_MAP,
		    .flow = is_flow(c, value),
		    .quoted = scalar && !value->plain,
		    .line = scalar && *value->text ? value->line : key->line,
		    .column = scalar && *value->text ? value->column : key->column,
		};
		g_array_append_val(c->fields, field);
	}
}

/* What our own reader understands, where YAML does not: for hosts that read line by line. */
static void
add_lenient_fields(SgHostCase *c)
{
	const SgDocument *doc = c->reading->doc;
	for (uint32_t i = 0; i < doc->metas->len; i = g_array_index(doc->metas, SgMeta, i).end) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		SgHostField field = {
		    .key = g_string_chunk_insert(c->texts, sg_document_str(doc, meta->key)),
		    .text = g_string_chunk_insert(c->texts, sg_document_str(doc, meta->value)),
		    .list = meta->type == SG_META_LIST,
		    .map = meta->type == SG_META_MAP,
		    .line = meta->line,
		    .column = 1,
		};
		g_array_append_val(c->fields, field);
	}
}

/* Where the value of "key: a: b" begins, or NULL for every line that is something else. */
static const char *
find_loose_value(const char *line, size_t length)
{
	const char *end = line + length;
	const char *p = line;
	while (p < end && (g_ascii_isalnum(*p) || *p == '-' || *p == '_'))
		p++;
	if (p == line || end - p < 3 || p[0] != ':' || p[1] != ' ')
		return NULL;
	p += 2;
	while (p < end && *p == ' ')
		p++;
	bool colon = p < end && g_strstr_len(p, end - p, ": ") != NULL;
	return colon && !strchr("\"'[{|>&*!#", *p) ? p : NULL;
}

/* As the guide for clients has it: values with a colon in them are quoted, and read again. */
static bool
can_be_mended(const SgHostCase *c)
{
	const char *p = c->reading->text + c->at;
	const char *end = p + c->length;
	g_autoptr(GString) text = g_string_sized_new(c->length + 64);
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		const char *value = find_loose_value(p, (size_t)(stop - p));
		const char *plain_end = value ? value : stop;
		g_string_append_len(text, p, plain_end - p);
		if (value)
			g_string_append_c(text, '"');
		for (const char *at = plain_end; at < stop; at++) {
			if (*at == '"' || *at == '\\')
				g_string_append_c(text, '\\');
			g_string_append_c(text, *at);
		}
		g_string_append(text, value ? "\"\n" : "\n");
		p = stop + 1;
	}
	SgYamlFault fault = {0};
	g_autoptr(SgYaml) yaml = sg_yaml_parse(text->str, text->len, &fault);
	g_free(fault.message);
	return yaml != NULL && yaml->kind == SG_YAML_MAP;
}

static void
refuse(SgHostCase *c, SgYamlFault fault)
{
	c->refused = true;
	c->fault = fault.message ? fault.message : g_strdup("not a list of keys");
	c->fault_line = CLAMP(fault.line, 1, MAX(c->body_line - 1, 1));
	c->fault_column = MAX(fault.column, 1);
}

static void
read_fields(SgHostCase *c)
{
	if (!c->closed)
		return;
	SgYamlFault fault = {0};
	if (c->length > MAX_BYTES) {
		fault.message = g_strdup("more than 64 KB");
		refuse(c, fault);
		return;
	}
	/* The opening fence is YAML, too: with it, lines count from that of the document. */
	bool known = c->reading->yaml && c->reading->yaml_end == c->at + c->length;
	g_autoptr(SgYaml) own =
	    known ? NULL : sg_yaml_parse(c->reading->text, c->at + c->length, &fault);
	const SgYaml *yaml = known ? c->reading->yaml : own;
	if (yaml && yaml->kind == SG_YAML_MAP) {
		add_fields(c, yaml);
		g_free(fault.message);
		return;
	}
	refuse(c, fault);
	c->mended = can_be_mended(c);
	add_lenient_fields(c);
}

SgHostCase *
sg_host_case_new(const SgReading *reading)
{
	SgHostCase *c = g_new0(SgHostCase, 1);
	const char *slash = strrchr(reading->path, '/');
	c->reading = reading;
	c->file = slash ? slash + 1 : reading->path;
	g_autofree char *above = g_strndup(reading->path, slash ? slash - reading->path : 0);
	const char *last = strrchr(above, '/');
	c->folder = g_strdup(last ? last + 1 : above);
	c->fields = g_array_new(FALSE, FALSE, sizeof(SgHostField));
	c->texts = g_string_chunk_new(512);
	find_fences(c);
	read_fields(c);
	return c;
}

void
sg_host_case_free(SgHostCase *c)
{
	if (!c)
		return;
	g_free(c->folder);
	g_free(c->fault);
	g_array_unref(c->fields);
	g_string_chunk_free(c->texts);
	g_free(c);
}

const SgHostField *
sg_host_case_find(const SgHostCase *c, const char *key)
{
	for (guint i = 0; i < c->fields->len; i++) {
		const SgHostField *field = &g_array_index(c->fields, SgHostField, i);
		if (strcmp(field->key, key) == 0)
			return field;
	}
	return NULL;
}

bool
sg_host_globs_match(const char *globs, const char *path)
{
	g_auto(GStrv) all = g_strsplit(globs, " ", -1);
	for (char **glob = all; *glob; glob++) {
		if (sg_glob_matches(*glob, path))
			return true;
	}
	return false;
}
