/* SPDX-License-Identifier: MIT */
#include "emit/export/json.h"

#include "base/text.h"
#include "emit/export/records.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* Digits that a double always keeps. */
#define FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY)

typedef struct {
	SgSink sink;
	GPtrArray *open; /* of json_t, the innermost last; the first is owned, the others by it */
	bool first;      /* no record yet in this array, no array yet in the file */
	SgPutFn put;
	void *to;
} JsonSink;

static JsonSink *
json_sink(SgSink *sink)
{
	return (JsonSink *)sink;
}

static void
put_text(JsonSink *json, const char *text)
{
	json->put(json->to, text, strlen(text));
}

static int
put_cb(const char *bytes, size_t length, void *json)
{
	((JsonSink *)json)->put(((JsonSink *)json)->to, bytes, length);
	return 0;
}

static void
dump(JsonSink *json, const json_t *value)
{
	int failed = json_dump_callback(value, put_cb, json, FLAGS);
	g_assert(failed == 0);
}

/* The first value of a key stands. Takes value. */
static void
add(SgSink *sink, const char *name, json_t *value)
{
	GPtrArray *open = json_sink(sink)->open;
	g_assert(value);
	if (open->len == 0)
		return;
	json_t *parent = g_ptr_array_index(open, open->len - 1);
	if (json_is_array(parent))
		json_array_append_new(parent, value);
	else if (json_object_get(parent, name))
		json_decref(value);
	else
		json_object_set_new(parent, name, value);
}

static void
open_value(SgSink *sink, const char *name, json_t *value)
{
	add(sink, name, value);
	g_ptr_array_add(json_sink(sink)->open, value);
}

static void
begin_array(SgSink *sink, const char *name, const char *item G_GNUC_UNUSED)
{
	JsonSink *json = json_sink(sink);
	put_text(json, ",\n\"");
	put_text(json, name);
	put_text(json, "\":[");
	json->first = true;
}

static void
end_array(SgSink *sink)
{
	put_text(json_sink(sink), json_sink(sink)->first ? "]" : "\n]");
}

static void
begin_record(SgSink *sink, const char *name)
{
	open_value(sink, name, json_object());
}

static void
begin_list(SgSink *sink, const char *name, const char *item G_GNUC_UNUSED)
{
	open_value(sink, name, json_array());
}

static void
end(SgSink *sink)
{
	JsonSink *json = json_sink(sink);
	json_t *value = g_ptr_array_steal_index(json->open, json->open->len - 1);
	if (json->open->len > 0)
		return;
	put_text(json, json->first ? "\n" : ",\n");
	json->first = false;
	dump(json, value);
	json_decref(value);
}

static json_t *
string_of(const char *text, size_t length)
{
	json_t *string = json_stringn(text, length);
	if (string)
		return string;
	g_autofree char *clean = sg_text_clean(text, length);
	return json_string(clean);
}

static void
text(SgSink *sink, const char *name, const char *bytes, size_t length)
{
	add(sink, name, string_of(bytes, length));
}

static void
word(SgSink *sink, const char *name, const char *string)
{
	add(sink, name, string ? string_of(string, strlen(string)) : json_null());
}

static void
integer(SgSink *sink, const char *name, int64_t value)
{
	add(sink, name, json_integer(value));
}

/* Six decimals: what is beyond them in a rank or a share differs between compilers. */
static void
real(SgSink *sink, const char *name, double value)
{
	add(sink, name, json_real(round(value * 1e6) / 1e6));
}

static void
boolean(SgSink *sink, const char *name, bool value)
{
	add(sink, name, json_boolean(value));
}

static void
range(SgSink *sink, const char *name, uint32_t first, uint32_t last)
{
	json_t *pair = json_array();
	json_array_append_new(pair, json_integer(first));
	json_array_append_new(pair, json_integer(last));
	add(sink, name, pair);
}

/* A number of JSON that is written again as it stands ("1.10" and "0x1f" are not); else NULL. */
static json_t *
number_of(const char *written)
{
	json_t *number = json_loads(written, JSON_DECODE_ANY, NULL);
	g_autofree char *again = json_is_number(number) ? json_dumps(number, FLAGS) : NULL;
	if (g_strcmp0(again, written) == 0)
		return number;
	json_decref(number);
	return NULL;
}

static void
meta(SgSink *sink, const char *key, SgMetaType type, const char *value)
{
	json_t *typed = NULL;
	if (type == SG_META_NUMBER)
		typed = number_of(value);
	else if (type == SG_META_BOOL)
		typed = json_boolean(*value == 't');
	else if (type == SG_META_NULL)
		typed = json_null();
	add(sink, key, typed ? typed : string_of(value, strlen(value)));
}

static void
begin_meta(SgSink *sink, const char *key, SgMetaType type)
{
	open_value(sink, key, type == SG_META_MAP ? json_object() : json_array());
}

static const SgSinkOps ops = {
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
};

static void
collect_cb(void *string, const void *bytes, size_t length)
{
	g_string_append_len(string, bytes, (gssize)length);
}

void
sg_json_write(const SgGraph *graph, SgPutFn put, void *to)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	JsonSink json = {.sink = {&ops}, .open = open, .put = put, .to = to};
	put_text(&json, "{\"format\":\"skillgraph-graph\",\"version\":1,\n"
			"\"generator\":{\"name\":\"skillgraph\",\"version\":\"" SG_VERSION "\"}");
	sg_records_write(graph, &json.sink);
	put_text(&json, "\n}\n");
}

char *
sg_json_record(const SgGraph *graph, SgRef ref)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	GString *line = g_string_new(NULL);
	JsonSink json = {.sink = {&ops}, .open = open, .put = collect_cb, .to = line};
	if (sg_ref_sort(graph, ref) == SG_SORT_ENTITY)
		sg_record_entity(graph, sg_ref_index(graph, ref), &json.sink);
	else
		sg_record_document(graph, sg_ref_index(graph, ref), &json.sink);
	g_string_erase(line, 0, strlen(",\n"));
	return g_string_free(line, FALSE);
}
