/* SPDX-License-Identifier: MIT */
#include "emit/export/xml.h"

#include "base/text.h"
#include "emit/export/buffer.h"

#include <string.h>

#define NAMESPACE "urn:skillgraph:graph:1"

/* A record is an element; a list only gives its members their name. */
typedef struct {
	const char *item;
	const char *element; /* NULL of a list */
} Open;

typedef struct {
	SgSink sink;
	SgBuffer out;
	Open *open; /* the innermost last */
	size_t depth, room;
	bool in_tag; /* of the element begun last: it may get attributes yet */
} XmlSink;

/* As XML 1.0, sections 2.4 and 3.3.3, has it. White space of an attribute would become a space. */
static const SgEscapes in_text = {
    {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"}};
static const SgEscapes in_attribute = {{['&'] = "&amp;",
					['<'] = "&lt;",
					['>'] = "&gt;",
					['"'] = "&quot;",
					['\n'] = "&#10;",
					['\t'] = "&#9;"}};

static XmlSink *
xml_sink(SgSink *sink)
{
	return (XmlSink *)sink;
}

static const char *
name_or_item(const XmlSink *xml, const char *name)
{
	if (name)
		return name;
	g_assert(xml->depth > 0);
	return xml->open[xml->depth - 1].item;
}

static void
close_tag(XmlSink *xml)
{
	if (xml->in_tag)
		sg_buffer_char(&xml->out, '>');
	xml->in_tag = false;
}

static void
start(XmlSink *xml, const char *name)
{
	close_tag(xml);
	sg_buffer_char(&xml->out, '<');
	sg_buffer_text(&xml->out, name);
	xml->in_tag = true;
}

static void
stop(XmlSink *xml, const char *name)
{
	if (xml->in_tag) {
		sg_buffer_bytes(&xml->out, "/>", 2);
		xml->in_tag = false;
		return;
	}
	sg_buffer_bytes(&xml->out, "</", 2);
	sg_buffer_text(&xml->out, name);
	sg_buffer_char(&xml->out, '>');
}

static void
put_clean(XmlSink *xml, const SgEscapes *escapes, const char *text, size_t length)
{
	size_t start_length = xml->out.text->len;
	if (!sg_buffer_escape(&xml->out, escapes, text, length))
		return;
	g_autofree char *clean = sg_text_clean(text, length);
	xml->out.text->len = start_length;
	(void)sg_buffer_escape(&xml->out, escapes, clean, strlen(clean));
}

static void
begin_attribute(XmlSink *xml, const char *name)
{
	g_assert(xml->in_tag);
	sg_buffer_char(&xml->out, ' ');
	sg_buffer_text(&xml->out, name);
	sg_buffer_bytes(&xml->out, "=\"", 2);
}

static void
end_attribute(XmlSink *xml)
{
	sg_buffer_char(&xml->out, '"');
}

static void
attribute(XmlSink *xml, const char *name, const char *value)
{
	begin_attribute(xml, name);
	put_clean(xml, &in_attribute, value, strlen(value));
	end_attribute(xml);
}

static void
content(XmlSink *xml, const char *text, size_t length)
{
	close_tag(xml);
	put_clean(xml, &in_text, text, length);
}

static void
push(XmlSink *xml, const char *item, const char *element)
{
	if (xml->depth == xml->room) {
		xml->room = 2 * xml->room + 8;
		xml->open = g_renew(Open, xml->open, xml->room);
	}
	xml->open[xml->depth++] = (Open){item, element};
}

static void
new_line(XmlSink *xml)
{
	close_tag(xml);
	sg_buffer_char(&xml->out, '\n');
}

static void
begin_array(SgSink *sink, const char *name, const char *item)
{
	XmlSink *xml = xml_sink(sink);
	new_line(xml);
	start(xml, name);
	push(xml, item, name);
}

static void
end(SgSink *sink)
{
	XmlSink *xml = xml_sink(sink);
	g_assert(xml->depth > 0);
	const Open *open = &xml->open[--xml->depth];
	if (open->element)
		stop(xml, open->element);
	if (xml->depth == 1)
		sg_buffer_flush_full(&xml->out);
}

static void
end_array(SgSink *sink)
{
	new_line(xml_sink(sink));
	end(sink);
}

static void
begin_record(SgSink *sink, const char *name)
{
	XmlSink *xml = xml_sink(sink);
	const char *element = name_or_item(xml, name);
	if (xml->depth == 1)
		new_line(xml);
	start(xml, element);
	push(xml, NULL, element);
}

static void
begin_list(SgSink *sink, const char *name G_GNUC_UNUSED, const char *item)
{
	push(xml_sink(sink), item, NULL);
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
	const char *element = name_or_item(xml, NULL);
	start(xml, element);
	attribute(xml, "ref", value);
	stop(xml, element);
}

static void
integer(SgSink *sink, const char *name, int64_t value)
{
	XmlSink *xml = xml_sink(sink);
	begin_attribute(xml, name);
	sg_buffer_integer(&xml->out, value);
	end_attribute(xml);
}

static void
real(SgSink *sink, const char *name, double value)
{
	XmlSink *xml = xml_sink(sink);
	begin_attribute(xml, name);
	sg_buffer_rounded(&xml->out, value, "");
	end_attribute(xml);
}

static void
boolean(SgSink *sink, const char *name, bool value)
{
	attribute(xml_sink(sink), name, value ? "true" : "false");
}

static void
range(SgSink *sink, const char *name, uint32_t first, uint32_t last)
{
	XmlSink *xml = xml_sink(sink);
	begin_attribute(xml, name);
	sg_buffer_integer(&xml->out, first);
	sg_buffer_char(&xml->out, '-');
	sg_buffer_integer(&xml->out, last);
	end_attribute(xml);
}

static void
text(SgSink *sink, const char *name, const char *bytes, size_t length)
{
	XmlSink *xml = xml_sink(sink);
	const char *element = name_or_item(xml, name);
	start(xml, element);
	content(xml, bytes, length);
	stop(xml, element);
}

/* Returns the name of the element. */
static const char *
start_meta(XmlSink *xml, const char *key, SgMetaType type)
{
	static const char *const names[] = {
	    [SG_META_STRING] = "string", [SG_META_NUMBER] = "number", [SG_META_BOOL] = "boolean",
	    [SG_META_NULL] = "null",     [SG_META_LIST] = "list",     [SG_META_MAP] = "map",
	};
	start(xml, names[type]);
	if (*key)
		attribute(xml, "key", key);
	return names[type];
}

static void
meta(SgSink *sink, const char *key, SgMetaType type, const char *value)
{
	XmlSink *xml = xml_sink(sink);
	const char *element = start_meta(xml, key, type);
	if (type != SG_META_NULL)
		content(xml, value, strlen(value));
	stop(xml, element);
}

static void
begin_meta(SgSink *sink, const char *key, SgMetaType type)
{
	XmlSink *xml = xml_sink(sink);
	push(xml, NULL, start_meta(xml, key, type));
}

static void
begin_graph(SgSink *sink)
{
	XmlSink *xml = xml_sink(sink);
	sg_buffer_text(&xml->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	start(xml, "graph");
	attribute(xml, "xmlns", NAMESPACE);
	attribute(xml, "format", "skillgraph-graph");
	attribute(xml, "version", "1");
	attribute(xml, "generator", "skillgraph " SG_VERSION);
}

static void
end_graph(SgSink *sink)
{
	XmlSink *xml = xml_sink(sink);
	new_line(xml);
	stop(xml, "graph");
	new_line(xml);
	sg_buffer_flush(&xml->out);
}

static void
free_sink(SgSink *sink)
{
	XmlSink *xml = xml_sink(sink);
	g_string_free(xml->out.text, TRUE);
	g_free(xml->open);
	g_free(xml);
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
sg_xml_new(SgPutFn put, void *to)
{
	XmlSink *xml = g_new0(XmlSink, 1);
	xml->sink.ops = &ops;
	xml->out = (SgBuffer){.text = g_string_new(NULL), .put = put, .to = to};
	return &xml->sink;
}
