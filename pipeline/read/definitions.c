/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* Markdown shows nothing of a link definition that no link uses, nor of a comment written as one
 * ("[//]: # (text)"). Their lines stand in no block; they are kept as text that is shown. */

typedef struct {
	SgReading *reading;
	SgDocument *doc;
	uint8_t *covered; /* for each line, 1-based: a block has it */
	GHashTable *used; /* of char *, borrowed: targets of links */
	GArray *found;    /* of SgSpan, in order of lines */
} Search;

static const SgNode *
node_at(const Search *search, uint32_t i)
{
	return &g_array_index(search->doc->nodes, SgNode, i);
}

static bool
has_lines_of_its_own(SgNodeKind kind)
{
	return kind == SG_NODE_HEADING || kind == SG_NODE_PARAGRAPH || kind == SG_NODE_CODE ||
	       kind == SG_NODE_HTML || kind == SG_NODE_TABLE || kind == SG_NODE_RULE;
}

/* A paragraph that follows definitions is said to begin with them: its words tell better. */
static void
look_at_nodes(Search *search)
{
	uint32_t n_lines = search->doc->lines->len;
	for (uint32_t i = 1; i < search->doc->nodes->len; i++) {
		const SgNode *node = node_at(search, i);
		if (node->kind == SG_NODE_LINK || node->kind == SG_NODE_IMAGE)
			g_hash_table_add(search->used,
					 (char *)sg_document_str(search->doc, node->text));
		if (!has_lines_of_its_own((SgNodeKind)node->kind))
			continue;
		bool inlines = node->kind == SG_NODE_PARAGRAPH && node->end > i + 1;
		uint32_t first = inlines ? node_at(search, i + 1)->line : node->line;
		for (uint32_t line = first; line <= MIN(node->end_line, n_lines); line++)
			search->covered[line] = 1;
	}
}

/* The target of "[label]: target ..." behind markers of containers, or NULL. Owned. */
static char *
target_of(const char *text, size_t length)
{
	size_t at = 0;
	while (at < length && strchr(" \t>*+-", text[at]) != NULL)
		at++;
	const char *close =
	    at < length && text[at] == '[' ? memmem(text + at, length - at, "]:", 2) : NULL;
	if (close == NULL)
		return NULL;
	const char *p = close + 2;
	const char *end = text + length;
	while (p < end && (*p == ' ' || *p == '\t' || *p == '<'))
		p++;
	const char *stop = p;
	while (stop < end && strchr(" \t>", *stop) == NULL)
		stop++;
	return g_strndup(p, (size_t)(stop - p));
}

/* Lines from a definition to the next one, to a blank line or to a block. */
static void
find_definitions(Search *search)
{
	uint32_t n_lines = search->doc->lines->len;
	for (uint32_t line = search->reading->body_line; line <= n_lines;) {
		size_t length = 0;
		const char *text = sg_reading_line(search->reading, line, &length);
		g_autofree char *target = search->covered[line] ? NULL : target_of(text, length);
		uint32_t first = line++;
		if (target == NULL)
			continue;
		for (; line <= n_lines && !search->covered[line]; line++) {
			text = sg_reading_line(search->reading, line, &length);
			g_autofree char *next = target_of(text, length);
			if (next != NULL || sg_reading_is_blank(search->reading, line))
				break;
		}
		SgSpan span = sg_document_span_lines(search->doc, first, line - 1);
		if (!g_hash_table_contains(search->used, target))
			g_array_append_val(search->found, span);
	}
}

static SgNode
node_of(const Search *search, const SgSpan *span)
{
	return (SgNode){.kind = SG_NODE_HTML,
			.line = span->line,
			.end_line = span->end_line,
			.text = sg_pool_add(search->doc->pool, search->reading->text + span->at,
					    (gssize)span->length)};
}

/* Puts them before the first block of the root that begins behind them. */
static void
insert_found(Search *search)
{
	GArray *old = search->doc->nodes;
	GArray *nodes =
	    g_array_sized_new(FALSE, FALSE, sizeof(SgNode), old->len + search->found->len);
	uint32_t next = 0; /* of found; as many were put in, and so much do indices grow */
	uint32_t block = 1;
	g_array_append_val(nodes, g_array_index(old, SgNode, 0));
	while (block < old->len || next < search->found->len) {
		const SgSpan *span =
		    next < search->found->len ? &g_array_index(search->found, SgSpan, next) : NULL;
		if (span != NULL &&
		    (block == old->len || span->line <= node_at(search, block)->line)) {
			SgNode node = node_of(search, span);
			node.end = nodes->len + 1;
			g_array_append_val(nodes, node);
			next++;
			continue;
		}
		for (uint32_t end = node_at(search, block)->end; block < end; block++) {
			SgNode node = *node_at(search, block);
			node.end += next;
			g_array_append_val(nodes, node);
		}
	}
	search->doc->nodes = nodes;
	g_array_unref(old);
}

static int
compare_span(const void *a, const void *b)
{
	const SgSpan *x = a;
	const SgSpan *y = b;
	return (x->line > y->line) - (x->line < y->line);
}

void
sg_definitions_keep(SgReading *reading, const GArray *hidden)
{
	const char *body = reading->text + reading->body;
	if (hidden->len == 0 && memmem(body, reading->length - reading->body, "]:", 2) == NULL)
		return;
	g_autofree uint8_t *covered = g_new0(uint8_t, reading->doc->lines->len + 2);
	g_autoptr(GHashTable) used = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(SgSpan));
	Search search = {.reading = reading,
			 .doc = reading->doc,
			 .covered = covered,
			 .used = used,
			 .found = found};
	look_at_nodes(&search);
	for (guint i = 0; i < hidden->len; i++) {
		const SgSpan *span = &g_array_index(hidden, SgSpan, i);
		for (uint32_t line = span->line; line <= span->end_line; line++)
			covered[line] = 1;
		g_array_append_val(found, *span);
	}
	find_definitions(&search);
	g_array_sort(found, compare_span);
	if (found->len > 0)
		insert_found(&search);
}
