/* SPDX-License-Identifier: MIT */
#include "emit/site/site.h"

#include <string.h>

#define MAX_DEPTH 16

static const char *const type_names[] = {
    [SG_META_STRING] = "string", [SG_META_NUMBER] = "number", [SG_META_BOOL] = "bool",
    [SG_META_NULL] = "null",     [SG_META_LIST] = "list",     [SG_META_MAP] = "map",
};

static void
close_ended(SgPage *page, uint32_t i, uint32_t *ends, unsigned *depth)
{
	while (*depth > 0 && ends[*depth - 1] <= i) {
		sg_page_close(page);
		(*depth)--;
	}
}

/* Where a comment of YAML begins in a line, or NULL. "color: #fff" has none: it is kept as a value.
 */
static const char *
find_comment(const char *line, size_t length)
{
	size_t at = 0;
	while (at < length && (line[at] == ' ' || line[at] == '\t'))
		at++;
	if (at < length && line[at] == '#')
		return line + at;
	for (at = at + 1; at < length; at++) {
		bool spaced = line[at] == '#' && (line[at - 1] == ' ' || line[at - 1] == '\t');
		size_t value = at;
		while (spaced && value > 0 && line[value - 1] == ' ')
			value--;
		if (spaced && value > 0 && line[value - 1] != ':')
			return line + at;
	}
	return NULL;
}

/* What the writers of the front matter said to each other. */
static void
add_comments(SgPage *page, const SgFacts *facts, SgAnchors *anchors)
{
	const char *text = facts->pool + facts->record->text;
	uint32_t end = MIN(facts->record->body_line, facts->n_lines + 1);
	for (uint32_t line = 1; facts->n_metas > 0 && line < end && *text != '|'; line++) {
		const char *start = text + facts->lines[line - 1];
		size_t length = strcspn(start, "\n");
		const char *comment = find_comment(start, length);
		if (comment == NULL)
			continue;
		sg_page_open(page, "comment");
		sg_anchors_add_id(page, anchors, line);
		sg_page_text(page, comment, start + length - comment);
		sg_page_close(page);
	}
}

/* Nested as it is written; what lies deeper than MAX_DEPTH hangs at that depth. */
void
sg_metadata_add(SgPage *page, const SgFacts *facts, SgAnchors *anchors)
{
	uint32_t ends[MAX_DEPTH];
	unsigned depth = 0;
	sg_page_open(page, "metadata");
	for (uint32_t i = 0; i < facts->n_metas; i++) {
		const SgMeta *meta = &facts->metas[i];
		close_ended(page, i, ends, &depth);
		sg_page_open(page, "entry");
		sg_page_attr(page, "key", sg_facts_str(facts, meta->key));
		sg_page_attr(page, "type", type_names[MIN(meta->type, SG_META_MAP)]);
		sg_anchors_add_id(page, anchors, meta->line);
		sg_page_attr(page, "value", sg_facts_str(facts, meta->value));
		if (meta->end > i + 1 && depth < MAX_DEPTH)
			ends[depth++] = meta->end;
		else
			sg_page_close(page);
	}
	close_ended(page, facts->n_metas, ends, &depth);
	add_comments(page, facts, anchors);
	sg_page_close(page);
}
