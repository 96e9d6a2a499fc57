/* SPDX-License-Identifier: MIT */
#include "emit/export/json.h"

#include "base/text.h"
#include "emit/export/records.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* Written directly, not through a library's tree of values: that made 60 MB a second and was a
 * tenth of a whole build; this makes 400. */

#define FLUSH_BYTES ((size_t)64 * 1024)
/* \u0000 */
#define MAX_ESCAPE 6
/* Digits that a double always keeps. */
#define REAL_FORMAT "%.15g"

/* A value that holds others. */
typedef struct {
	bool list;  /* else its members have names */
	bool begun; /* it has a member */
	/* Of front matter, where a key may come again: its first value stands. Else NULL. */
	GHashTable *keys;
} Open;

typedef struct {
	SgSink sink;
	GString *out;     /* what is not put yet */
	GArray *open;     /* of Open, the innermost last */
	unsigned skipped; /* depth within a value whose key came before */
	bool first;       /* no record yet in this array */
	SgPutFn put;
	void *to;
} JsonSink;

static JsonSink *
json_sink(SgSink *sink)
{
	return (JsonSink *)sink;
}

/* Where n bytes can be written. */
static inline char *
room(GString *out, size_t n)
{
	if (G_UNLIKELY(out->allocated_len - out->len <= n)) {
		size_t length = out->len;
		g_string_set_size(out, length + n);
		out->len = length;
	}
	return out->str + out->len;
}

static inline void
put_bytes(GString *out, const char *bytes, size_t length)
{
	memcpy(room(out, length), bytes, length);
	out->len += length;
}

static void
put_text(GString *out, const char *text)
{
	put_bytes(out, text, strlen(text));
}

static inline void
put_char(GString *out, char c)
{
	*room(out, 1) = c;
	out->len++;
}

static void
flush(JsonSink *json)
{
	json->put(json->to, json->out->str, json->out->len);
	json->out->len = 0;
}

static inline bool
is_plain(unsigned char c)
{
	return c >= ' ' && c != '"' && c != '\\';
}

static size_t
escape(char *at, unsigned char c)
{
	static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
				       ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
	static const char hex[] = "0123456789ABCDEF";
	at[0] = '\\';
	if (c < sizeof letters && letters[c]) {
		at[1] = letters[c];
		return 2;
	}
	at[1] = 'u';
	at[2] = '0';
	at[3] = '0';
	at[4] = hex[c >> 4];
	at[5] = hex[c & 15];
	return MAX_ESCAPE;
}

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

/* False, and nothing put, when the bytes are no text. */
static bool
put_if_text(GString *out, const char *bytes, size_t length)
{
	char *at = room(out, length * MAX_ESCAPE + 2);
	unsigned char seen = 0;
	*at++ = '"';
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];
		seen |= c;
		if (is_plain(c))
			*at++ = (char)c;
		else
			at += escape(at, c);
	}
	*at++ = '"';
	if (seen >= 0x80 && !is_text(bytes, length))
		return false;
	out->len = (size_t)(at - out->str);
	return true;
}

static void
put_quoted(GString *out, const char *bytes, size_t length)
{
	if (put_if_text(out, bytes, length))
		return;
	g_autofree char *clean = sg_text_clean(bytes, length);
	bool put = put_if_text(out, clean, strlen(clean));
	g_assert(put);
}

/* Begins a member. False when it is not to be written. */
static bool
begin_member(JsonSink *json, const char *name)
{
	if (json->skipped > 0)
		return false;
	if (json->open->len == 0) {
		put_text(json->out, json->first ? "\n" : ",\n");
		json->first = false;
		return true;
	}
	Open *open = &g_array_index(json->open, Open, json->open->len - 1);
	if (open->keys && !g_hash_table_add(open->keys, (void *)name))
		return false;
	if (open->begun)
		put_char(json->out, ',');
	open->begun = true;
	if (!open->list) {
		g_assert(name);
		put_quoted(json->out, name, strlen(name));
		put_char(json->out, ':');
	}
	return true;
}

static void
begin_value(JsonSink *json, const char *name, bool list, bool keyed)
{
	if (!begin_member(json, name)) {
		json->skipped++;
		return;
	}
	put_char(json->out, list ? '[' : '{');
	Open open = {.list = list,
		     .keys = keyed ? g_hash_table_new(g_str_hash, g_str_equal) : NULL};
	g_array_append_val(json->open, open);
}

static void
begin_array(SgSink *sink, const char *name, const char *item G_GNUC_UNUSED)
{
	JsonSink *json = json_sink(sink);
	g_assert(json->open->len == 0);
	put_text(json->out, ",\n\"");
	put_text(json->out, name);
	put_text(json->out, "\":[");
	json->first = true;
}

static void
end_array(SgSink *sink)
{
	JsonSink *json = json_sink(sink);
	g_assert(json->open->len == 0);
	put_text(json->out, json->first ? "]" : "\n]");
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
	g_assert(json->open->len > 0);
	Open *open = &g_array_index(json->open, Open, json->open->len - 1);
	put_char(json->out, open->list ? ']' : '}');
	g_clear_pointer(&open->keys, g_hash_table_unref);
	g_array_set_size(json->open, json->open->len - 1);
	if (json->open->len == 0 && json->out->len >= FLUSH_BYTES)
		flush(json);
}

static void
text(SgSink *sink, const char *name, const char *bytes, size_t length)
{
	if (begin_member(json_sink(sink), name))
		put_quoted(json_sink(sink)->out, bytes, length);
}

static void
word(SgSink *sink, const char *name, const char *string)
{
	GString *out = json_sink(sink)->out;
	if (!begin_member(json_sink(sink), name))
		return;
	if (string)
		put_quoted(out, string, strlen(string));
	else
		put_text(out, "null");
}

static void
put_integer(GString *out, int64_t value)
{
	char digits[24];
	char *at = digits + sizeof digits;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		*--at = '-';
	put_bytes(out, at, (size_t)(digits + sizeof digits - at));
}

static void
integer(SgSink *sink, const char *name, int64_t value)
{
	if (begin_member(json_sink(sink), name))
		put_integer(json_sink(sink)->out, value);
}

/* "1.0", "2.5e-5": with a point or an exponent, which has no plus and no leading zero. */
static void
put_real(GString *out, double value)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];
	g_ascii_formatd(digits, sizeof digits, REAL_FORMAT, value);
	const char *exponent = strchr(digits, 'e');
	if (!exponent) {
		put_text(out, digits);
		if (!strchr(digits, '.'))
			put_text(out, ".0");
		return;
	}
	put_bytes(out, digits, (size_t)(exponent + 1 - digits));
	if (exponent[1] == '-')
		put_char(out, '-');
	put_text(out, exponent + 1 + strspn(exponent + 1, "+-0"));
}

/* A number below one million in millionths, from one ten-thousandth on: what REAL_FORMAT makes of
 * it, without its cost. */
static void
put_millionths(GString *out, uint32_t whole, uint32_t millionths)
{
	char digits[] = ".000000";
	size_t length = sizeof digits - 1;
	for (size_t i = length; i-- > 1; millionths /= 10)
		digits[i] = (char)('0' + millionths % 10);
	while (length > 2 && digits[length - 1] == '0')
		length--;
	put_integer(out, whole);
	put_bytes(out, digits, length);
}

/* Six decimals: what is beyond them in a rank or a share differs between compilers. */
static void
real(SgSink *sink, const char *name, double value)
{
	GString *out = json_sink(sink)->out;
	if (!begin_member(json_sink(sink), name))
		return;
	double millions = round(value * 1e6);
	if (millions >= 100 && millions < 1e12)
		put_millionths(out, (uint32_t)(millions / 1e6), (uint32_t)fmod(millions, 1e6));
	else
		put_real(out, millions / 1e6);
}

static void
boolean(SgSink *sink, const char *name, bool value)
{
	if (begin_member(json_sink(sink), name))
		put_text(json_sink(sink)->out, value ? "true" : "false");
}

static void
range(SgSink *sink, const char *name, uint32_t first, uint32_t last)
{
	GString *out = json_sink(sink)->out;
	if (!begin_member(json_sink(sink), name))
		return;
	put_char(out, '[');
	put_integer(out, first);
	put_char(out, ',');
	put_integer(out, last);
	put_char(out, ']');
}

/* Whether a written number is one of JSON that is written again as it stands ("1.10", "0x1f" and
 * "1e999" are not). */
static bool
is_number(const char *written)
{
	g_autoptr(GString) again = g_string_new(NULL);
	char *stop = NULL;
	errno = 0;
	if (strpbrk(written, ".e")) {
		double value = g_ascii_strtod(written, &stop);
		if (errno || !isfinite(value))
			return false;
		put_real(again, value);
	} else {
		int64_t value = g_ascii_strtoll(written, &stop, 10);
		if (errno)
			return false;
		put_integer(again, value);
	}
	put_char(again, '\0');
	return strcmp(again->str, written) == 0;
}

static void
meta(SgSink *sink, const char *key, SgMetaType type, const char *value)
{
	GString *out = json_sink(sink)->out;
	if (!begin_member(json_sink(sink), key))
		return;
	if (type == SG_META_BOOL)
		put_text(out, *value == 't' ? "true" : "false");
	else if (type == SG_META_NULL)
		put_text(out, "null");
	else if (type == SG_META_NUMBER && is_number(value))
		put_text(out, value);
	else
		put_quoted(out, value, strlen(value));
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

void
sg_json_write(const SgGraph *graph, SgPutFn put, void *to)
{
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
	g_autoptr(GString) out = g_string_sized_new(2 * FLUSH_BYTES);
	JsonSink json = {.sink = {&ops}, .out = out, .open = open, .put = put, .to = to};
	put_text(out, "{\"format\":\"skillgraph-graph\",\"version\":1,\n"
		      "\"generator\":{\"name\":\"skillgraph\",\"version\":\"" SG_VERSION "\"}");
	sg_records_write(graph, &json.sink);
	put_text(out, "\n}\n");
	flush(&json);
}

static void
collect_cb(void *string, const void *bytes, size_t length)
{
	g_string_append_len(string, bytes, (gssize)length);
}

char *
sg_json_record(const SgGraph *graph, SgRef ref)
{
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
	g_autoptr(GString) out = g_string_new(NULL);
	GString *line = g_string_new(NULL);
	JsonSink json = {.sink = {&ops}, .out = out, .open = open, .put = collect_cb, .to = line};
	if (sg_ref_sort(graph, ref) == SG_SORT_ENTITY)
		sg_record_entity(graph, sg_ref_index(graph, ref), &json.sink);
	else
		sg_record_document(graph, sg_ref_index(graph, ref), &json.sink);
	flush(&json);
	g_string_erase(line, 0, strlen(",\n"));
	return g_string_free(line, FALSE);
}
