/* SPDX-License-Identifier: MIT */
#pragma once

#include "read/read.h"

#include <string.h>

/* For tests of read: text in, checked document out, and short ways to look at it. */

static SgConfig *reading_config;

static inline void
reading_init(void)
{
	reading_config = sg_config_load(NULL, NULL);
	g_assert_nonnull(reading_config);
	sg_read_setup();
}

static inline void
reading_done(void)
{
	sg_config_free(reading_config);
	sg_read_teardown();
}

static inline SgDocument *
read_bytes_as(const char *path, const void *bytes, size_t length)
{
	SgSource source = {.file = (char *)path, .path = (char *)path, .slug = (char *)"x"};
	g_autoptr(GBytes) block = g_bytes_new(bytes, length);
	SgDocument *doc = sg_read(&source, block, NULL, reading_config, SG_READ_FULL);
	g_autoptr(GString) report = g_string_new(NULL);
	if (sg_document_check(doc, report) > 0)
		g_error("%s: %s", path, report->str);
	return doc;
}

static inline SgDocument *
read_as(const char *path, const char *text)
{
	return read_bytes_as(path, text, strlen(text));
}

static inline const SgNode *
nodes_of(const SgDocument *doc)
{
	return (const SgNode *)(const void *)doc->nodes->data;
}

static inline bool
is_of_hosts(const SgDiag *diag)
{
	return diag->tag >= SG_DIAG_HOST_SKIPS && diag->tag <= SG_DIAG_HOST_ADVICE;
}

/* "tag@line:column" of the diagnostics that tell what hosts make of it, or of all others, separated
 * by spaces. Owned. */
static inline char *
list_diags(const SgDocument *doc, bool hosts)
{
	GString *out = g_string_new(NULL);
	for (size_t i = 0; i < sg_diags_count(doc->diags); i++) {
		const SgDiag *diag = sg_diags_get(doc->diags, i);
		if (is_of_hosts(diag) != hosts)
			continue;
		g_string_append_printf(out, "%s%s@%u:%u", out->len > 0 ? " " : "",
				       sg_diag_rule(diag->tag)->name, diag->line, diag->column);
	}
	return g_string_free(out, FALSE);
}

static inline char *
diags_of(const SgDocument *doc)
{
	return list_diags(doc, false);
}

/* The tree in one line: kind, level, lines and text, children in brackets. A node that stands in
 * one line of its parent's first line shows no lines. Owned. */
static inline char *
tree_of(const SgDocument *doc)
{
	GString *out = g_string_new(NULL);
	const SgNode *nodes = nodes_of(doc);
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 1; i < doc->nodes->len; i++) {
		while (ends->len > 0 && i >= g_array_index(ends, uint32_t, ends->len - 1)) {
			g_array_set_size(ends, ends->len - 1);
			g_string_append_c(out, ']');
		}
		if (out->len > 0 && out->str[out->len - 1] != '[')
			g_string_append_c(out, ' ');
		g_string_append(out, sg_node_kind_name((SgNodeKind)nodes[i].kind));
		if (nodes[i].level > 0)
			g_string_append_printf(out, "%u", nodes[i].level);
		g_string_append_printf(out, "@%u", nodes[i].line);
		if (nodes[i].end_line != nodes[i].line)
			g_string_append_printf(out, "-%u", nodes[i].end_line);
		if (nodes[i].text != 0)
			g_string_append_printf(out, "'%s'", sg_document_str(doc, nodes[i].text));
		if (nodes[i].end > i + 1) {
			g_string_append_c(out, '[');
			g_array_append_val(ends, nodes[i].end);
		}
	}
	for (guint i = 0; i < ends->len; i++)
		g_string_append_c(out, ']');
	g_strdelimit(out->str, "\n", '~');
	return g_string_free(out, FALSE);
}

/* Front matter in one line: "key=value key={a=b} key=[x,y]" with a letter for the type. Owned. */
static inline char *
metas_of(const SgDocument *doc)
{
	static const char letters[] = {
	    [SG_META_STRING] = 's', [SG_META_NUMBER] = 'n', [SG_META_BOOL] = 'b',
	    [SG_META_NULL] = '0',   [SG_META_LIST] = 'l',   [SG_META_MAP] = 'm'};
	GString *out = g_string_new(NULL);
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < doc->metas->len; i++) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		while (ends->len > 0 && i >= g_array_index(ends, uint32_t, ends->len - 1)) {
			g_array_set_size(ends, ends->len - 1);
			g_string_append_c(out, ')');
		}
		if (out->len > 0 && out->str[out->len - 1] != '(')
			g_string_append_c(out, '|');
		g_string_append_printf(out, "%s:%c=%s", sg_document_str(doc, meta->key),
				       letters[meta->type], sg_document_str(doc, meta->value));
		if (meta->type == SG_META_LIST || meta->type == SG_META_MAP) {
			g_string_append_c(out, '(');
			g_array_append_val(ends, meta->end);
		}
	}
	for (guint i = 0; i < ends->len; i++)
		g_string_append_c(out, ')');
	return g_string_free(out, FALSE);
}

static inline bool
has_diag(const SgDocument *doc, SgDiagTag tag)
{
	for (size_t i = 0; i < sg_diags_count(doc->diags); i++) {
		if (sg_diags_get(doc->diags, i)->tag == tag)
			return true;
	}
	return false;
}
