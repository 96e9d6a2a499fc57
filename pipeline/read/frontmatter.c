/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include <string.h>

#define MAX_BYTES 65536 /* of text given to the YAML library */

static void
report_duplicate(SgDocument *doc, const SgMeta *meta, GHashTable *first)
{
	const char *key = sg_document_str(doc, meta->key);
	gpointer line = *key != '\0' ? g_hash_table_lookup(first, key) : NULL;
	if (line == NULL) {
		g_hash_table_insert(first, (char *)key, GUINT_TO_POINTER(meta->line));
		return;
	}
	size_t at = sg_document_span_lines(doc, meta->line, meta->line).at;
	size_t length = 0;
	SgMatterLine text = sg_matter_line_at(sg_document_text(doc, &length) + at,
					      sg_document_text(doc, &length) + length);
	g_autofree char *detail =
	    g_strdup_printf("%s, first in line %u", key, GPOINTER_TO_UINT(line));
	sg_diags_add(doc->diags, SG_DIAG_FM_DUPLICATE, meta->line, (unsigned)text.indent + 1,
		     detail);
	sg_diags_relate(doc->diags, GPOINTER_TO_UINT(line));
}

/* Among the entries of one map: [from, to) and what follows each. */
static void
report_duplicates(SgReading *reading, uint32_t from, uint32_t to)
{
	SgDocument *doc = reading->doc;
	g_autoptr(GHashTable) first = /* key (borrowed) -> line */
	    g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = from; i < to; i = g_array_index(doc->metas, SgMeta, i).end)
		report_duplicate(doc, &g_array_index(doc->metas, SgMeta, i), first);
}

static void
report_all_duplicates(SgReading *reading)
{
	const GArray *metas = reading->doc->metas;
	report_duplicates(reading, 0, metas->len);
	for (uint32_t i = 0; i < metas->len; i++) {
		const SgMeta *meta = &g_array_index(metas, SgMeta, i);
		if (meta->type == SG_META_MAP)
			report_duplicates(reading, i + 1, meta->end);
	}
}

/* Comments before the front matter stay in the tree, where they stood. */
static void
keep_preamble(SgReading *reading, uint32_t lines)
{
	SgDocument *doc = reading->doc;
	uint32_t line = 1;
	while (line <= lines && sg_reading_is_blank(reading, line))
		line++;
	while (lines >= line && sg_reading_is_blank(reading, lines))
		lines--;
	if (lines < line)
		return;
	SgSpan span = sg_document_span_lines(doc, line, lines);
	uint32_t node = sg_document_open(doc, SG_NODE_HTML, line, lines);
	SgStr text = sg_pool_add(doc->pool, reading->text + span.at, (gssize)span.length);
	sg_document_node(doc, node)->text = text;
	sg_document_close(doc, node);
}

void
sg_front_matter_read(SgReading *reading)
{
	SgMatterFences fences = {0};
	reading->body = 0;
	reading->body_line = 1;
	if (!sg_matter_find_fences(reading, &fences)) {
		sg_front_matter_read_rows(reading);
		return;
	}
	keep_preamble(reading, fences.preamble);
	SgMatter matter = {
	    .reading = reading, .at = fences.start, .end = fences.end, .line = fences.first_line};
	sg_matter_read_entries(&matter);
	report_all_duplicates(reading);
	size_t length = (size_t)(fences.end - fences.start);
	if (length > MAX_BYTES)
		sg_diags_add(reading->doc->diags, SG_DIAG_FM_LIMIT, 1, 1, "more than 64 KB");
	else
		sg_front_matter_check(reading, (size_t)(fences.start - reading->text), length,
				      fences.first_line);
	reading->body = (size_t)(fences.body - reading->text);
	reading->body_line = fences.body_line;
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
