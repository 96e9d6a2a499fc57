/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include <string.h>

#define MAX_BYTES 65536 /* of text given to the YAML library */

static void
report_duplicates(SgReading *reading)
{
	SgDocument *doc = reading->doc;
	g_autoptr(GHashTable) first = /* key (borrowed) -> line */
	    g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < doc->metas->len; i = g_array_index(doc->metas, SgMeta, i).end) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		const char *key = sg_document_str(doc, meta->key);
		gpointer line = g_hash_table_lookup(first, key);
		if (line == NULL) {
			g_hash_table_insert(first, (char *)key, GUINT_TO_POINTER(meta->line));
			continue;
		}
		g_autofree char *detail =
		    g_strdup_printf("%s, first in line %u", key, GPOINTER_TO_UINT(line));
		if (*key != '\0')
			sg_diags_add(doc->diags, SG_DIAG_FM_DUPLICATE, meta->line, 1, detail);
	}
}

static bool
is_fence(const char *p, const char *end, bool closing)
{
	SgMatterLine line = sg_matter_line_at(p, end);
	return line.indent == 0 && line.length == 3 &&
	       (memcmp(line.text, "---", 3) == 0 || (closing && memcmp(line.text, "...", 3) == 0));
}

/* "--------" right below an entry was meant to close the front matter. */
static bool
is_long_fence(const char *p, const char *end, bool below_entry)
{
	SgMatterLine line = sg_matter_line_at(p, end);
	return below_entry && line.indent == 0 && line.length > 3 &&
	       strspn(line.text, "-") == line.length;
}

static const char *
next_line(const char *p, const char *end)
{
	const char *stop = memchr(p, '\n', (size_t)(end - p));
	return stop != NULL ? stop + 1 : end;
}

/* A rule at the top of a text is no fence: behind a fence stands a key. */
static bool
begins_with_key(const char *p, const char *end)
{
	for (; p < end; p = next_line(p, end)) {
		SgMatterLine line = sg_matter_line_at(p, end);
		if (line.length > 0 && line.text[0] != '#')
			return sg_matter_key_length(line) > 0 || is_fence(p, end, true);
	}
	return false;
}

static void
read_fenced(SgReading *reading, const char *start, const char *close, uint32_t lines)
{
	const char *end = reading->text + reading->length;
	size_t length = (size_t)(close - start);
	SgMatter matter = {.reading = reading, .at = start, .end = close, .line = 2};
	sg_matter_read_entries(&matter);
	report_duplicates(reading);
	if (length > MAX_BYTES)
		sg_diags_add(reading->doc->diags, SG_DIAG_FM_LIMIT, 1, 1, "more than 64 KB");
	else
		sg_front_matter_check(reading, (size_t)(start - reading->text), length, 2);
	reading->body = (size_t)(next_line(close, end) - reading->text);
	reading->body_line = lines + 3;
}

void
sg_front_matter_read(SgReading *reading)
{
	const char *end = reading->text + reading->length;
	reading->body = 0;
	reading->body_line = 1;
	if (!is_fence(reading->text, end, false)) {
		sg_front_matter_read_rows(reading);
		return;
	}
	const char *start = next_line(reading->text, end);
	if (!begins_with_key(start, end))
		return;
	uint32_t lines = 0;
	bool below_entry = false;
	for (const char *p = start; p < end; p = next_line(p, end), lines++) {
		bool too_long = is_long_fence(p, end, below_entry);
		if (too_long)
			sg_diags_add(reading->doc->diags, SG_DIAG_FM_LENIENT, lines + 2, 1,
				     "the closing line has more than three hyphens");
		if (too_long || is_fence(p, end, true)) {
			read_fenced(reading, start, p, lines);
			return;
		}
		SgMatterLine line = sg_matter_line_at(p, end);
		below_entry = sg_matter_key_length(line) > 0 || sg_matter_is_item(line);
	}
	sg_diags_add(reading->doc->diags, SG_DIAG_FM_OPEN, 1, 1, "read as text");
}

const SgMeta *
sg_front_matter_find(const SgDocument *doc, const char *key)
{
	for (uint32_t i = 0; i < doc->metas->len; i = g_array_index(doc->metas, SgMeta, i).end) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		if (g_ascii_strcasecmp(sg_document_str(doc, meta->key), key) == 0)
			return meta;
	}
	return NULL;
}
