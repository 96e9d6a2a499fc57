/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include <string.h>

/* A map or list whose entries may still follow; entries begin at column indent. */
typedef struct {
	size_t indent;
	uint32_t meta; /* SG_NONE: the front matter itself */
	bool list;
} Level;

typedef struct {
	SgMatter matter;
	Level levels[SG_MATTER_MAX_DEPTH];
	size_t depth;
} Reader;

static uint32_t
add_meta(Reader *reader, SgMetaType type, const char *key, size_t key_bytes)
{
	GArray *metas = reader->matter.reading->doc->metas;
	if (key_bytes >= 2 && (key[0] == '"' || key[0] == '\'')) {
		key++;
		key_bytes -= 2;
	}
	SgMeta meta = {.type = type,
		       .key = sg_matter_keep(&reader->matter, key, key_bytes),
		       .line = reader->matter.line,
		       .end_line = reader->matter.line,
		       .end = metas->len + 1};
	g_array_append_val(metas, meta);
	return metas->len - 1;
}

static void
diagnose(Reader *reader, SgDiagTag tag, size_t column, const char *detail)
{
	sg_diags_add(reader->matter.reading->doc->diags, tag, reader->matter.line, (unsigned)column,
		     detail);
}

static void
close_levels(Reader *reader, size_t depth)
{
	while (reader->depth > depth) {
		Level level = reader->levels[--reader->depth];
		if (level.meta == SG_NONE)
			continue;
		SgMeta *meta = sg_matter_meta(&reader->matter, level.meta);
		meta->end = reader->matter.reading->doc->metas->len;
		for (uint32_t i = level.meta + 1; i < meta->end; i++)
			meta->end_line =
			    MAX(meta->end_line, sg_matter_meta(&reader->matter, i)->end_line);
	}
}

static bool
open_level(Reader *reader, size_t indent, uint32_t meta, bool list)
{
	if (reader->depth == SG_MATTER_MAX_DEPTH) {
		diagnose(reader, SG_DIAG_FM_LIMIT, indent + 1, "nested over 32 levels");
		return false;
	}
	reader->levels[reader->depth++] = (Level){.indent = indent, .meta = meta, .list = list};
	sg_matter_meta(&reader->matter, meta)->type = list ? SG_META_LIST : SG_META_MAP;
	return true;
}

/* Behind a key without a value: the next line tells what it holds. */
static void
read_children(Reader *reader, uint32_t meta, size_t indent)
{
	while (sg_matter_has_line(&reader->matter)) {
		SgMatterLine next = sg_matter_peek(&reader->matter);
		if (next.length > 0 && next.text[0] != '#')
			break;
		sg_matter_skip(&reader->matter);
	}
	sg_matter_meta(&reader->matter, meta)->type = SG_META_NULL;
	if (!sg_matter_has_line(&reader->matter))
		return;
	SgMatterLine next = sg_matter_peek(&reader->matter);
	bool item = sg_matter_is_item(next) && next.indent >= indent;
	if (item || (next.indent > indent && sg_matter_key_length(next) > 0)) {
		if (open_level(reader, next.indent, meta, item))
			return;
	} else if (next.indent <= indent) {
		return;
	}
	g_autoptr(GString) value = g_string_new(NULL);
	uint32_t line = sg_matter_meta(&reader->matter, meta)->line;
	sg_matter_take_continuation(&reader->matter, value, indent);
	SgStr kept = sg_matter_keep(&reader->matter, value->str, value->len);
	SgMeta *entry = sg_matter_meta(&reader->matter, meta);
	entry->type = SG_META_STRING;
	entry->value = kept;
	entry->end_line = MAX(line, reader->matter.line - 1);
}

/* Entries of the level that has room for one at this column; deeper levels end. */
static void
fit_levels(Reader *reader, SgMatterLine line)
{
	while (reader->depth > 1) {
		const Level *top = &reader->levels[reader->depth - 1];
		if (top->indent < line.indent ||
		    (top->indent == line.indent && top->list == sg_matter_is_item(line)))
			return;
		close_levels(reader, reader->depth - 1);
	}
}

static void
read_entry(Reader *reader, SgMatterLine line)
{
	size_t key = sg_matter_key_length(line);
	size_t column = line.indent;
	uint32_t meta = add_meta(reader, SG_META_STRING, line.text, key);
	size_t skip = key > 0 ? key + 1 : 0;
	while (skip < line.length && (line.text[skip] == ' ' || line.text[skip] == '\t'))
		skip++;
	g_autoptr(GString) value = g_string_new_len(line.text + skip, (gssize)(line.length - skip));
	if (key == 0 && *line.text == '%')
		diagnose(reader, SG_DIAG_FM_TAG, column + 1, "a directive");
	else if (key == 0)
		diagnose(reader, SG_DIAG_FM_LENIENT, column + 1,
			 "a line that is neither key nor value");
	sg_matter_skip(&reader->matter);
	if (value->len > 0)
		sg_matter_read_value(&reader->matter, meta, value, line.indent, column + skip + 1);
	else
		read_children(reader, meta, line.indent);
}

/* The line behind the "- " that it begins with. */
static SgMatterLine
behind_marker(SgMatterLine line)
{
	do {
		line.text++;
		line.length--;
		line.indent++;
	} while (line.length > 0 && (*line.text == ' ' || *line.text == '\t'));
	return line;
}

/* "- value", "- key: value" and "- - value": what stands behind a marker may open one more level.
 */
static void
read_item(Reader *reader, SgMatterLine line)
{
	size_t outer = line.indent;
	for (bool nested = true; nested;) {
		outer = line.indent;
		line = behind_marker(line);
		nested = sg_matter_is_item(line);
		if (!nested && sg_matter_key_length(line) == 0)
			break;
		uint32_t meta = add_meta(reader, SG_META_MAP, "", 0);
		if (!open_level(reader, line.indent, meta, nested)) {
			g_array_set_size(reader->matter.reading->doc->metas, meta);
			break;
		}
	}
	if (sg_matter_key_length(line) > 0 &&
	    reader->levels[reader->depth - 1].indent == line.indent) {
		read_entry(reader, line);
		return;
	}
	uint32_t meta = add_meta(reader, SG_META_STRING, "", 0);
	g_autoptr(GString) value = g_string_new_len(line.text, (gssize)line.length);
	sg_matter_skip(&reader->matter);
	if (value->len > 0)
		sg_matter_read_value(&reader->matter, meta, value, outer, line.indent + 1);
	else
		read_children(reader, meta, outer);
}

/* YAML takes it for the first character of a key. */
static bool
has_no_break_space(const char *at, SgMatterLine line)
{
	return memchr(at, '\xc2', (size_t)(line.text - at)) != NULL;
}

void
sg_matter_read_entries(SgMatter *matter)
{
	Reader reader = {.matter = *matter};
	reader.levels[0] = (Level){.meta = SG_NONE};
	reader.depth = 1;
	while (sg_matter_has_line(&reader.matter)) {
		sg_matter_divide(&reader.matter);
		SgMatterLine line = sg_matter_peek(&reader.matter);
		if (line.length == 0 || line.text[0] == '#') {
			sg_matter_skip(&reader.matter);
			continue;
		}
		if (has_no_break_space(reader.matter.at, line))
			diagnose(&reader, SG_DIAG_FM_LENIENT, 1,
				 "a no-break space in the indentation");
		fit_levels(&reader, line);
		if (sg_matter_is_item(line))
			read_item(&reader, line);
		else
			read_entry(&reader, line);
	}
	close_levels(&reader, 0);
}
