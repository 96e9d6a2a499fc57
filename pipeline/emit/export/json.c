/* SPDX-License-Identifier: MIT */
#include "emit/export/json.h"

#include "base/text.h"
#include "emit/export/buffer.h"
#include "emit/export/records.h"

#include <errno.h>
#include <math.h>

/* A value that holds others. */
typedef struct {
	bool list;  /* else its members have names */
	bool begun; /* it has a member */
	/* Of front matter, where a key may come again: its first value stands. Else NULL. */
	GHashTable *keys;
} Open;

typedef struct {
	SgSink sink;
	SgBuffer out;
	Open *open; /* the innermost last */
	size_t depth, room;
	unsigned skipped; /* depth within a value whose key came before */
	bool first;       /* no record yet in this array */
} JsonSink;

static JsonSink *
json_sink(SgSink *sink)
{
	return (JsonSink *)sink;
}

static const SgEscapes escapes = {
    {"\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004",      "\\u0005",      "\\u0006",
     "\\u0007", "\\b",     "\\t",     "\\n",     "\\u000B",      "\\f",          "\\r",
     "\\u000E", "\\u000F", "\\u0010", "\\u0011", "\\u0012",      "\\u0013",      "\\u0014",
     "\\u0015", "\\u0016", "\\u0017", "\\u0018", "\\u0019",      "\\u001A",      "\\u001B",
     "\\u001C", "\\u001D", "\\u001E", "\\u001F", ['"'] = "\\\"", ['\\'] = "\\\\"}};

/* NUL is a character of JSON, though not of GLib's text. */
static bool
is_text(const char *bytes, size_t length)
{
	const char *end = bytes + length;
	const char *stop = bytes;
	while (!g_utf8_validate(bytes, end - bytes, &stop) && *stop == '\0')
		bytes = stop + 1;
	return stop == end;
}

static void
put_quoted(SgBuffer *out, const char *bytes, size_t length)
{
	size_t start = out->text->len;
	sg_buffer_char(out, '"');
	if (sg_buffer_escape(out, &escapes, bytes, length) && !is_text(bytes, length)) {
		g_autofree char *clean = sg_text_clean(bytes, length);
		out->text->len = start + 1;
		(void)sg_buffer_escape(out, &escapes, clean, strlen(clean));
	}
	sg_buffer_char(out, '"');
}

/* Names are ours, but for those of front matter. */
static void
put_name(SgBuffer *out, const Open *open, const char *name)
{
	g_assert(name);
	if (open->keys) {
		put_quoted(out, name, strlen(name));
	} else {
		sg_buffer_char(out, '"');
		sg_buffer_text(out, name);
		sg_buffer_char(out, '"');
	}
	sg_buffer_char(out, ':');
}

/* Begins a member. False when it is not to be written. */
static bool
begin_member(JsonSink *json, const char *name)
{
	if (json->skipped > 0)
		return false;
	if (json->depth == 0) {
		sg_buffer_text(&json->out, json->first ? "\n" : ",\n");
		json->first = false;
		return true;
	}
	Open *open = &json->open[json->depth - 1];
	if (open->keys && !g_hash_table_add(open->keys, (void *)name))
		return false;
	if (open->begun)
		sg_buffer_char(&json->out, ',');
	open->begun = true;
	if (!open->list)
		put_name(&json->out, open, name);
	return true;
}

static Open *
push(JsonSink *json)
{
	if (json->depth == json->room) {
		json->room = 2 * json->room + 8;
		json->open = g_renew(Open, json->open, json->room);
	}
	return &json->open[json->depth++];
}

static void
begin_value(JsonSink *json, const char *name, bool list, bool keyed)
{
	if (!begin_member(json, name)) {
		json->skipped++;
		return;
	}
	sg_buffer_char(&json->out, list ? '[' : '{');
	*push(json) =
	    (Open){.list = list, .keys = keyed ? g_hash_table_new(g_str_hash, g_str_equal) : NULL};
}

static void
begin_array(SgSink *sink, const char *name, const char *item G_GNUC_UNUSED)
{
	JsonSink *json = json_sink(sink);
	g_assert(json->depth == 0);
	sg_buffer_text(&json->out, ",\n\"");
	sg_buffer_text(&json->out, name);
	sg_buffer_text(&json->out, "\":[");
	json->first = true;
}

static void
end_array(SgSink *sink)
{
	JsonSink *json = json_sink(sink);
	g_assert(json->depth == 0);
	sg_buffer_text(&json->out, json->first ? "]" : "\n]");
}

/* The front matter is the one record whose names are input. */
static void
begin_record(SgSink *sink, const char *name)
{
	begin_value(json_sink(sink), name, false, name && strcmp(name, "metadata") == 0);
}

static void
begin_list(SgSink *sink, const char *name, const char *item G_GNUC_UNUSED)
{
	begin_value(json_sink(sink), name, true, false);
}

static void
begin_meta(SgSink *sink, const char *key, SgMetaType type)
{
	begin_value(json_sink(sink), key, type != SG_META_MAP, type == SG_META_MAP);
}

static void
end(SgSink *sink)
{
	JsonSink *json = json_sink(sink);
	if (json->skipped > 0) {
		json->skipped--;
		return;
	}
	g_assert(json->depth > 0);
	Open *open = &json->open[json->depth - 1];
	sg_buffer_char(&json->out, open->list ? ']' : '}');
	g_clear_pointer(&open->keys, g_hash_table_unref);
	if (--json->depth == 0)
		sg_buffer_flush_full(&json->out);
}

static void
text(SgSink *sink, const char *name, const char *bytes, size_t length)
{
	if (begin_member(json_sink(sink), name))
		put_quoted(&json_sink(sink)->out, bytes, length);
}

static void
word(SgSink *sink, const char *name, const char *string)
{
	SgBuffer *out = &json_sink(sink)->out;
	if (!begin_member(json_sink(sink), name))
		return;
	if (string)
		put_quoted(out, string, strlen(string));
	else
		sg_buffer_text(out, "null");
}

static void
integer(SgSink *sink, const char *name, int64_t value)
{
	if (begin_member(json_sink(sink), name))
		sg_buffer_integer(&json_sink(sink)->out, value);
}

/* A number that is real says so: "1.0". */
static void
real(SgSink *sink, const char *name, double value)
{
	if (begin_member(json_sink(sink), name))
		sg_buffer_rounded(&json_sink(sink)->out, value, ".0");
}

static void
boolean(SgSink *sink, const char *name, bool value)
{
	if (begin_member(json_sink(sink), name))
		sg_buffer_text(&json_sink(sink)->out, value ? "true" : "false");
}

static void
range(SgSink *sink, const char *name, uint32_t first, uint32_t last)
{
	SgBuffer *out = &json_sink(sink)->out;
	if (!begin_member(json_sink(sink), name))
		return;
	sg_buffer_char(out, '[');
	sg_buffer_integer(out, first);
	sg_buffer_char(out, ',');
	sg_buffer_integer(out, last);
	sg_buffer_char(out, ']');
}

/* Whether a written number is one of JSON that is written again as it stands ("1.10", "0x1f" and
 * "1e999" are not). */
static bool
is_number(const char *written)
{
	g_autoptr(GString) text = g_string_new(NULL);
	SgBuffer again = {.text = text};
	char *stop = NULL;
	errno = 0;
	if (strpbrk(written, ".e")) {
		double value = g_ascii_strtod(written, &stop);
		if (errno || !isfinite(value))
			return false;
		sg_buffer_real(&again, value, ".0");
	} else {
		int64_t value = g_ascii_strtoll(written, &stop, 10);
		if (errno)
			return false;
		sg_buffer_integer(&again, value);
	}
	sg_buffer_char(&again, '\0');
	return strcmp(text->str, written) == 0;
}

static void
meta(SgSink *sink, const char *key, SgMetaType type, const char *value)
{
	SgBuffer *out = &json_sink(sink)->out;
	if (!begin_member(json_sink(sink), key))
		return;
	if (type == SG_META_BOOL)
		sg_buffer_text(out, *value == 't' ? "true" : "false");
	else if (type == SG_META_NULL)
		sg_buffer_text(out, "null");
	else if (type == SG_META_NUMBER && is_number(value))
		sg_buffer_text(out, value);
	else
		put_quoted(out, value, strlen(value));
}

static void
begin_graph(SgSink *sink)
{
	sg_buffer_text(&json_sink(sink)->out,
		       "{\"format\":\"skillgraph-graph\",\"version\":1,\n"
		       "\"generator\":{\"name\":\"skillgraph\",\"version\":\"" SG_VERSION "\"}");
}

static void
end_graph(SgSink *sink)
{
	sg_buffer_text(&json_sink(sink)->out, "\n}\n");
	sg_buffer_flush(&json_sink(sink)->out);
}

static void
free_sink(SgSink *sink)
{
	JsonSink *json = json_sink(sink);
	g_string_free(json->out.text, TRUE);
	g_free(json->open);
	g_free(json);
}

static const SgSinkOps ops = {
    .begin_graph = begin_graph,
    .end_graph = end_graph,
    .begin_array = begin_array,
    .end_array = end_array,
    .begin_record = begin_record,
    .begin_list = begin_list,
    .end = end,
    .word = word,
    .integer = integer,
    .real = real,
    .boolean = boolean,
    .range = range,
    .text = text,
    .meta = meta,
    .begin_meta = begin_meta,
    .free = free_sink,
};

SgSink *
sg_json_new(SgPutFn put, void *to)
{
	JsonSink *json = g_new0(JsonSink, 1);
	json->sink.ops = &ops;
	json->out = (SgBuffer){.text = g_string_new(NULL), .put = put, .to = to};
	return &json->sink;
}

static void
collect_cb(void *string, const void *bytes, size_t length)
{
	g_string_append_len(string, bytes, (gssize)length);
}

char *
sg_json_record(const SgGraph *graph, SgRef ref)
{
	GString *line = g_string_new(NULL);
	g_autoptr(SgSink) sink = sg_json_new(collect_cb, line);
	if (sg_ref_sort(graph, ref) == SG_SORT_ENTITY)
		sg_record_entity(graph, sg_ref_index(graph, ref), sink);
	else
		sg_record_document(graph, sg_ref_index(graph, ref), sink);
	sg_buffer_flush(&json_sink(sink)->out);
	g_string_erase(line, 0, strlen(",\n"));
	return g_string_free(line, FALSE);
}
