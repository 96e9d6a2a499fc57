/* SPDX-License-Identifier: MIT */
#include "emit/export/xml.h"

#include "base/text.h"
#include "emit/export/records.h"

#include <libxml/xmlwriter.h>
#include <math.h>
#include <string.h>

#define NAMESPACE "urn:skillgraph:graph:1"

/* A record is an element; a list only gives its members their name. */
typedef struct {
	const char *item;
	bool element;
} Open;

typedef struct {
	SgSink sink;
	xmlTextWriterPtr writer;
	xmlOutputBufferPtr buffer; /* the writer's */
	GString *scratch;
	GArray *open; /* of Open, the innermost last */
	SgPutFn put;
	void *to;
	bool failed;
} XmlSink;

static XmlSink *
xml_sink(SgSink *sink)
{
	return (XmlSink *)sink;
}

/* Every call of the writer gives the number of bytes or -1. */
static void
note(XmlSink *xml, int written)
{
	if (written < 0)
		xml->failed = true;
}

static const char *
name_or_item(XmlSink *xml, const char *name)
{
	if (name)
		return name;
	g_assert(xml->open->len > 0);
	return g_array_index(xml->open, Open, xml->open->len - 1).item;
}

static void
start(XmlSink *xml, const char *name)
{
	note(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST name));
}

static void
stop(XmlSink *xml)
{
	note(xml, xmlTextWriterEndElement(xml->writer));
}

/* Bytes that are written as they are. What is no ASCII is looked at by sg_text_clean. */
static inline bool
is_plain(unsigned char c)
{
	return c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"';
}

static bool
is_clean(const char *text, size_t length)
{
	unsigned char odd = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		odd |= (c < ' ' && c != '\n' && c != '\t') || c >= 0x7f;
	}
	return !odd;
}

/* As XML 1.0, sections 2.4 and 3.3.3, has it. White space of an attribute would become a space. */
static const char *
escape_of(char c, bool in_attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\n':
		return in_attribute ? "&#10;" : NULL;
	case '\t':
		return in_attribute ? "&#9;" : NULL;
	default:
		return NULL;
	}
}

static void
escape(GString *out, const char *text, size_t length, bool in_attribute)
{
	const char *end = text + length;
	while (text < end) {
		const char *from = text;
		while (text < end && is_plain((unsigned char)*text))
			text++;
		g_string_append_len(out, from, text - from);
		if (text == end)
			return;
		const char *escaped = escape_of(*text, in_attribute);
		if (escaped)
			g_string_append(out, escaped);
		else
			g_string_append_c(out, *text);
		text++;
	}
}

static void
append_clean(GString *out, const char *text, size_t length, bool in_attribute)
{
	if (is_clean(text, length)) {
		escape(out, text, length, in_attribute);
		return;
	}
	g_autofree char *clean = sg_text_clean(text, length);
	escape(out, clean, strlen(clean), in_attribute);
}

/* The writer makes the elements and is told of texts that are escaped already: its own attributes
 * and texts cost four copies each. Its tag is open now, so an attribute can go past it. */
static void
attribute(XmlSink *xml, const char *name, const char *value)
{
	GString *scratch = xml->scratch;
	g_string_truncate(scratch, 0);
	g_string_append_c(scratch, ' ');
	g_string_append(scratch, name);
	g_string_append(scratch, "=\"");
	append_clean(scratch, value, strlen(value), true);
	g_string_append_c(scratch, '"');
	note(xml, xmlOutputBufferWrite(xml->buffer, (int)scratch->len, scratch->str));
}

static void
content(XmlSink *xml, const char *text, size_t length)
{
	g_string_truncate(xml->scratch, 0);
	append_clean(xml->scratch, text, length, false);
	note(xml, xmlTextWriterWriteRawLen(xml->writer, BAD_CAST xml->scratch->str,
					   (int)xml->scratch->len));
}

static void
push(XmlSink *xml, const char *item, bool element)
{
	Open open = {item, element};
	g_array_append_val(xml->open, open);
}

static void
begin_array(SgSink *sink, const char *name, const char *item)
{
	XmlSink *xml = xml_sink(sink);
	note(xml, xmlTextWriterWriteRaw(xml->writer, BAD_CAST "\n"));
	start(xml, name);
	push(xml, item, true);
}

static void
end(SgSink *sink)
{
	XmlSink *xml = xml_sink(sink);
	if (g_array_index(xml->open, Open, xml->open->len - 1).element)
		stop(xml);
	g_array_set_size(xml->open, xml->open->len - 1);
}

static void
end_array(SgSink *sink)
{
	note(xml_sink(sink), xmlTextWriterWriteRaw(xml_sink(sink)->writer, BAD_CAST "\n"));
	end(sink);
}

static void
begin_record(SgSink *sink, const char *name)
{
	XmlSink *xml = xml_sink(sink);
	if (xml->open->len == 1)
		note(xml, xmlTextWriterWriteRaw(xml->writer, BAD_CAST "\n"));
	start(xml, name_or_item(xml, name));
	push(xml, NULL, true);
}

static void
begin_list(SgSink *sink, const char *name G_GNUC_UNUSED, const char *item)
{
	push(xml_sink(sink), item, false);
}

static void
word(SgSink *sink, const char *name, const char *value)
{
	XmlSink *xml = xml_sink(sink);
	if (!value)
		return;
	if (name) {
		attribute(xml, name, value);
		return;
	}
	start(xml, name_or_item(xml, NULL));
	attribute(xml, "ref", value);
	stop(xml);
}

static void
integer(SgSink *sink, const char *name, int64_t value)
{
	char text[32];
	g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
	attribute(xml_sink(sink), name, text);
}

static void
real(SgSink *sink, const char *name, double value)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	attribute(xml_sink(sink), name,
		  g_ascii_formatd(text, sizeof text, "%.15g", round(value * 1e6) / 1e6));
}

static void
boolean(SgSink *sink, const char *name, bool value)
{
	attribute(xml_sink(sink), name, value ? "true" : "false");
}

static void
range(SgSink *sink, const char *name, uint32_t first, uint32_t last)
{
	char text[32];
	g_snprintf(text, sizeof text, "%u-%u", first, last);
	attribute(xml_sink(sink), name, text);
}

static void
text(SgSink *sink, const char *name, const char *bytes, size_t length)
{
	XmlSink *xml = xml_sink(sink);
	start(xml, name_or_item(xml, name));
	content(xml, bytes, length);
	stop(xml);
}

static void
start_meta(XmlSink *xml, const char *key, SgMetaType type)
{
	static const char *const names[] = {
	    [SG_META_STRING] = "string", [SG_META_NUMBER] = "number", [SG_META_BOOL] = "boolean",
	    [SG_META_NULL] = "null",     [SG_META_LIST] = "list",     [SG_META_MAP] = "map",
	};
	start(xml, names[type]);
	if (*key)
		attribute(xml, "key", key);
}

static void
meta(SgSink *sink, const char *key, SgMetaType type, const char *value)
{
	XmlSink *xml = xml_sink(sink);
	start_meta(xml, key, type);
	if (type != SG_META_NULL)
		content(xml, value, strlen(value));
	stop(xml);
}

static void
begin_meta(SgSink *sink, const char *key, SgMetaType type)
{
	start_meta(xml_sink(sink), key, type);
	push(xml_sink(sink), NULL, true);
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

static int
put_cb(void *xml, const char *bytes, int length)
{
	((XmlSink *)xml)->put(((XmlSink *)xml)->to, bytes, (size_t)length);
	return length;
}

bool
sg_xml_write(const SgGraph *graph, SgPutFn put, void *to, GError **error)
{
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
	g_autoptr(GString) scratch = g_string_sized_new(4096);
	XmlSink xml = {.sink = {&ops}, .scratch = scratch, .open = open, .put = put, .to = to};
	xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(put_cb, NULL, &xml, NULL);
	xmlTextWriterPtr writer = buffer ? xmlNewTextWriter(buffer) : NULL;
	if (!writer)
		return sg_fail(error, SG_ERROR_OUTPUT, "graph.xml: no writer");
	xml.writer = writer;
	xml.buffer = buffer;
	/* Told of the encoding, the writer would convert UTF-8 into UTF-8. */
	note(&xml, xmlTextWriterWriteRaw(writer,
					 BAD_CAST "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	start(&xml, "graph");
	attribute(&xml, "xmlns", NAMESPACE);
	attribute(&xml, "format", "skillgraph-graph");
	attribute(&xml, "version", "1");
	attribute(&xml, "generator", "skillgraph " SG_VERSION);
	sg_records_write(graph, &xml.sink);
	note(&xml, xmlTextWriterWriteRaw(writer, BAD_CAST "\n"));
	note(&xml, xmlTextWriterEndDocument(writer));
	xmlFreeTextWriter(writer);
	if (xml.failed)
		return sg_fail(error, SG_ERROR_OUTPUT, "graph.xml: libxml2 could not write it");
	return true;
}
