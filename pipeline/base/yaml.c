/* SPDX-License-Identifier: MIT */
#include "base/yaml.h"

#include <string.h>
#include <yaml.h>

#define FEW_KEYS 8 /* are searched faster one by one */

/* A list or map that is not closed yet. */
typedef struct {
	SgYaml *node;     /* borrowed: stands in its parent already */
	GHashTable *seen; /* of maps with many keys: their texts, borrowed; or NULL */
	SgYaml *key;      /* owned; waits for its value */
} Frame;

typedef struct {
	yaml_parser_t parser;
	SgYaml *root;
	GArray *frames; /* of Frame */
	unsigned documents;
	SgYamlFault *fault;
} Reader;

static void
clear_frame_cb(void *data)
{
	Frame *frame = data;
	g_clear_pointer(&frame->seen, g_hash_table_unref);
	g_clear_pointer(&frame->key, sg_yaml_free);
}

static void
free_yaml_cb(void *data)
{
	sg_yaml_free(data);
}

/* Recursion of free is bounded by SG_YAML_MAX_DEPTH, as deeper trees are never made. */
void
sg_yaml_free(SgYaml *yaml) /* NOLINT(misc-no-recursion) */
{
	if (!yaml)
		return;
	g_free(yaml->text);
	g_clear_pointer(&yaml->keys, g_ptr_array_unref);
	g_clear_pointer(&yaml->values, g_ptr_array_unref);
	g_free(yaml);
}

static SgYaml *
new_node(SgYamlKind kind, yaml_mark_t mark)
{
	SgYaml *yaml = g_new0(SgYaml, 1);
	yaml->kind = kind;
	yaml->line = (unsigned)mark.line + 1;
	yaml->column = (unsigned)mark.column + 1;
	if (kind != SG_YAML_SCALAR)
		yaml->values = g_ptr_array_new_with_free_func(free_yaml_cb);
	if (kind == SG_YAML_MAP)
		yaml->keys = g_ptr_array_new_with_free_func(free_yaml_cb);
	return yaml;
}

static bool G_GNUC_PRINTF(3, 4) refuse(Reader *reader, yaml_mark_t mark, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	reader->fault->message = g_strdup_vprintf(format, args);
	va_end(args);
	reader->fault->line = (unsigned)mark.line + 1;
	reader->fault->column = (unsigned)mark.column + 1;
	return false;
}

/* The place of a byte, for errors that libyaml gives without a mark. */
static yaml_mark_t
mark_of(const char *text, size_t offset)
{
	yaml_mark_t mark = {.index = offset};
	const char *start = text;
	for (const char *at = text; at < text + offset; at++) {
		if (*at == '\n') {
			mark.line++;
			start = at + 1;
		}
	}
	mark.column = (size_t)g_utf8_strlen(start, text + offset - start);
	return mark;
}

/* Whether only white space follows. */
static bool
is_at_end(yaml_mark_t mark, const char *text, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", text[length - 1]))
		length--;
	yaml_mark_t end = mark_of(text, length);
	return mark.line > end.line || (mark.line == end.line && mark.column >= end.column);
}

/* Puts libyaml's own complaint into the fault. What is never closed is reported where it opens:
 * libyaml's position is the end of the text. */
static bool
refuse_syntax(Reader *reader, const char *text, size_t length)
{
	const yaml_parser_t *parser = &reader->parser;
	const char *problem = parser->problem ? parser->problem : "not YAML";
	if (parser->error == YAML_READER_ERROR)
		return refuse(reader, mark_of(text, parser->problem_offset), "%s", problem);
	bool quote = parser->context && strstr(parser->context, "quoted scalar") &&
		     strstr(problem, "end of stream");
	if (quote)
		return refuse(reader, parser->context_mark, "quote is not closed");
	bool flow = parser->context && strstr(parser->context, "parsing a flow");
	if (flow && is_at_end(parser->problem_mark, text, length))
		return refuse(reader, parser->context_mark, "bracket is not closed");
	return refuse(reader, parser->problem_mark, "%s", problem);
}

/* The key of that text that the map has already, or NULL. */
static const SgYaml *
find_key(const SgYaml *map, const char *text)
{
	for (size_t i = 0; i < map->keys->len; i++) {
		if (strcmp(sg_yaml_key(map, i)->text, text) == 0)
			return sg_yaml_key(map, i);
	}
	return NULL;
}

/* Whether the map has no key of that text yet; notes it. */
static bool
is_new_key(Frame *frame, const char *text)
{
	const SgYaml *map = frame->node;
	if (map->keys->len < FEW_KEYS)
		return !find_key(map, text);
	if (!frame->seen) {
		frame->seen = g_hash_table_new(g_str_hash, g_str_equal);
		for (size_t i = 0; i < map->keys->len; i++)
			g_hash_table_add(frame->seen, sg_yaml_key(map, i)->text);
	}
	return g_hash_table_add(frame->seen, (gpointer)text);
}

/* Takes node as the next key or value of what is open; frees it when it is refused. */
static bool
take_node(Reader *reader, SgYaml *node, yaml_mark_t mark)
{
	if (reader->frames->len == 0) {
		g_assert(!reader->root);
		reader->root = node;
		return true;
	}
	Frame *frame = &g_array_index(reader->frames, Frame, reader->frames->len - 1);
	if (frame->node->kind == SG_YAML_LIST) {
		g_ptr_array_add(frame->node->values, node);
	} else if (frame->key) {
		g_ptr_array_add(frame->node->keys, g_steal_pointer(&frame->key));
		g_ptr_array_add(frame->node->values, node);
	} else if (node->kind != SG_YAML_SCALAR) {
		sg_yaml_free(node);
		return refuse(reader, mark, "a key must be a plain text");
	} else if (!is_new_key(frame, node->text)) {
		const SgYaml *first = find_key(frame->node, node->text);
		/* The set may hold the text of this node now, which is freed with the frame. */
		frame->key = node;
		return refuse(reader, mark, "key '%s' is given twice, first in line %u", node->text,
			      first->line);
	} else {
		frame->key = node;
	}
	return true;
}

/* The tags of YAML's core schema add nothing to the kind that a node has anyway; any other asks for
 * something that is not done here. */
static bool
is_core_tag(const yaml_char_t *tag)
{
	static const char *const CORE[] = {"str",  "int", "float", "bool",
					   "null", "seq", "map",   "timestamp"};
	const char *name = (const char *)tag;
	if (!g_str_has_prefix(name, "tag:yaml.org,2002:"))
		return strcmp(name, "!") == 0;
	name = strrchr(name, ':') + 1;
	for (size_t i = 0; i < G_N_ELEMENTS(CORE); i++)
		if (strcmp(name, CORE[i]) == 0)
			return true;
	return false;
}

static bool
check_node(Reader *reader, const yaml_char_t *anchor, const yaml_char_t *tag, yaml_mark_t mark)
{
	if (anchor)
		return refuse(reader, mark, "anchor '&%s' is not allowed", (const char *)anchor);
	if (tag && !is_core_tag(tag))
		return refuse(reader, mark, "tag '%s' is not allowed", (const char *)tag);
	return true;
}

static bool
take_scalar(Reader *reader, const yaml_event_t *event)
{
	yaml_mark_t mark = event->start_mark;
	if (!check_node(reader, event->data.scalar.anchor, event->data.scalar.tag, mark))
		return false;
	const char *text = (const char *)event->data.scalar.value;
	if (strlen(text) != event->data.scalar.length)
		return refuse(reader, mark, "NUL character in a text");
	SgYaml *node = new_node(SG_YAML_SCALAR, mark);
	node->text = g_strdup(text);
	node->plain =
	    event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !event->data.scalar.tag;
	return take_node(reader, node, mark);
}

static bool
open_node(Reader *reader, SgYamlKind kind, const yaml_event_t *event)
{
	yaml_mark_t mark = event->start_mark;
	bool list = kind == SG_YAML_LIST;
	const yaml_char_t *anchor =
	    list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;
	const yaml_char_t *tag =
	    list ? event->data.sequence_start.tag : event->data.mapping_start.tag;
	if (!check_node(reader, anchor, tag, mark))
		return false;
	if (reader->frames->len >= SG_YAML_MAX_DEPTH)
		return refuse(reader, mark, "nested deeper than %d", SG_YAML_MAX_DEPTH);
	SgYaml *node = new_node(kind, mark);
	if (!take_node(reader, node, mark))
		return false;
	Frame frame = {.node = node};
	g_array_append_val(reader->frames, frame);
	return true;
}

static bool
take_event(Reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (++reader->documents > 1)
			return refuse(reader, event->start_mark, "more than one YAML document");
		return true;
	case YAML_ALIAS_EVENT:
		return refuse(reader, event->start_mark, "alias '*%s' is not allowed",
			      (const char *)event->data.alias.anchor);
	case YAML_SCALAR_EVENT:
		return take_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(reader, SG_YAML_LIST, event);
	case YAML_MAPPING_START_EVENT:
		return open_node(reader, SG_YAML_MAP, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		clear_frame_cb(&g_array_index(reader->frames, Frame, reader->frames->len - 1));
		g_array_set_size(reader->frames, reader->frames->len - 1);
		return true;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return true;
	}
	return true;
}

static bool
read_events(Reader *reader, const char *text, size_t length)
{
	bool sound = true;
	bool end = false;
	while (sound && !end) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event))
			return refuse_syntax(reader, text, length);
		end = event.type == YAML_STREAM_END_EVENT;
		sound = take_event(reader, &event);
		yaml_event_delete(&event);
	}
	return sound;
}

static bool
is_null(const SgYaml *root)
{
	return !root || (root->kind == SG_YAML_SCALAR && root->plain && !*root->text);
}

SgYaml *
sg_yaml_parse(const char *text, size_t length, SgYamlFault *fault)
{
	*fault = (SgYamlFault){0};
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		length -= 3;
	}
	Reader reader = {.fault = fault};
	const char *bad = NULL;
	/* Checked here, since libyaml reports bad bytes without a place and guesses UTF-16. */
	if (!g_utf8_validate_len(text, length, &bad)) {
		refuse(&reader, mark_of(text, (size_t)(bad - text)), "not valid UTF-8 text");
		return NULL;
	}
	int initialized = yaml_parser_initialize(&reader.parser);
	g_assert(initialized);
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, length);
	reader.frames = g_array_new(FALSE, FALSE, sizeof(Frame));
	bool sound = read_events(&reader, text, length);
	for (guint i = 0; i < reader.frames->len; i++)
		clear_frame_cb(&g_array_index(reader.frames, Frame, i));
	g_array_unref(reader.frames);
	yaml_parser_delete(&reader.parser);
	if (!sound || is_null(reader.root))
		g_clear_pointer(&reader.root, sg_yaml_free);
	if (sound && !reader.root)
		reader.root = new_node(SG_YAML_MAP, (yaml_mark_t){0});
	return reader.root;
}

const SgYaml *
sg_yaml_get(const SgYaml *map, const char *key)
{
	for (size_t i = 0; map->kind == SG_YAML_MAP && i < sg_yaml_count(map); i++)
		if (strcmp(sg_yaml_key(map, i)->text, key) == 0)
			return sg_yaml_item(map, i);
	return NULL;
}

size_t
sg_yaml_count(const SgYaml *yaml)
{
	return yaml->values ? yaml->values->len : 0;
}

const SgYaml *
sg_yaml_key(const SgYaml *map, size_t i)
{
	g_assert(map->kind == SG_YAML_MAP && i < map->keys->len);
	return g_ptr_array_index(map->keys, i);
}

const SgYaml *
sg_yaml_item(const SgYaml *yaml, size_t i)
{
	g_assert(i < sg_yaml_count(yaml));
	return g_ptr_array_index(yaml->values, i);
}
