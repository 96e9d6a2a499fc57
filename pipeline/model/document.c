/* SPDX-License-Identifier: MIT */
#include "model/document.h"

#include "model/host.h"

#include <string.h>

static const char *const type_names[] = {
    [SG_TYPE_SKILL] = "skill", [SG_TYPE_AGENT] = "agent",   [SG_TYPE_GUIDE] = "guide",
    [SG_TYPE_RULE] = "rule",   [SG_TYPE_PROMPT] = "prompt", [SG_TYPE_REFERENCE] = "reference",
    [SG_TYPE_OTHER] = "other",
};

static const char *const syntax_names[] = {
    [SG_SYNTAX_MARKDOWN] = "markdown",
    [SG_SYNTAX_FLATTENED] = "flattened",
    [SG_SYNTAX_HTML] = "html",
    [SG_SYNTAX_TEXT] = "text",
};

static const char *const kind_names[SG_N_NODE_KINDS] = {
    [SG_NODE_ROOT] = "root",           [SG_NODE_HEADING] = "heading",
    [SG_NODE_PARAGRAPH] = "paragraph", [SG_NODE_QUOTE] = "quote",
    [SG_NODE_LIST] = "list",           [SG_NODE_ITEM] = "item",
    [SG_NODE_CODE] = "code",           [SG_NODE_RULE] = "rule",
    [SG_NODE_TABLE] = "table",         [SG_NODE_ROW] = "row",
    [SG_NODE_CELL] = "cell",           [SG_NODE_HTML] = "html",
    [SG_NODE_TEXT] = "text",           [SG_NODE_SOFTBREAK] = "softbreak",
    [SG_NODE_LINEBREAK] = "linebreak", [SG_NODE_CODE_SPAN] = "code-span",
    [SG_NODE_HTML_SPAN] = "html-span", [SG_NODE_EMPHASIS] = "emphasis",
    [SG_NODE_STRONG] = "strong",       [SG_NODE_STRIKE] = "strike",
    [SG_NODE_LINK] = "link",           [SG_NODE_IMAGE] = "image",
};

const char *
sg_doc_type_name(SgDocType type)
{
	g_assert(type <= SG_TYPE_OTHER);
	return type_names[type];
}

const char *
sg_doc_syntax_name(SgDocSyntax syntax)
{
	g_assert(syntax <= SG_SYNTAX_TEXT);
	return syntax_names[syntax];
}

const char *
sg_node_kind_name(SgNodeKind kind)
{
	g_assert(kind < SG_N_NODE_KINDS);
	return kind_names[kind];
}

bool
sg_node_is_inline(SgNodeKind kind)
{
	return kind >= SG_NODE_TEXT && kind < SG_N_NODE_KINDS;
}

SgDocument *
sg_document_new(void)
{
	SgDocument *doc = g_new0(SgDocument, 1);
	doc->pool = g_string_sized_new(4096);
	g_string_append_c(doc->pool, '\0');
	doc->lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	doc->metas = g_array_new(FALSE, FALSE, sizeof(SgMeta));
	doc->nodes = g_array_new(FALSE, FALSE, sizeof(SgNode));
	doc->waivers = g_array_new(FALSE, FALSE, sizeof(SgWaiver));
	doc->hosts = g_array_new(FALSE, FALSE, sizeof(SgHostRecord));
	doc->diags = sg_diags_new();
	return doc;
}

void
sg_document_free(SgDocument *doc)
{
	if (!doc)
		return;
	if (doc->pool)
		g_string_free(doc->pool, TRUE);
	g_clear_pointer(&doc->lines, g_array_unref);
	g_clear_pointer(&doc->metas, g_array_unref);
	g_clear_pointer(&doc->nodes, g_array_unref);
	g_clear_pointer(&doc->waivers, g_array_unref);
	g_clear_pointer(&doc->hosts, g_array_unref);
	sg_diags_free(doc->diags);
	g_free(doc);
}

SgStr
sg_pool_add(GString *pool, const char *string, gssize length)
{
	size_t bytes = length < 0 ? strlen(string) : (size_t)length;
	if (bytes == 0)
		return 0;
	size_t at = pool->len;
	g_assert(at + bytes < UINT32_MAX);
	g_string_append_len(pool, string, (gssize)bytes);
	g_string_append_c(pool, '\0');
	return (SgStr)at;
}

const char *
sg_document_str(const SgDocument *doc, SgStr str)
{
	g_assert(str < doc->pool->len);
	return doc->pool->str + str;
}

const char *
sg_document_text(const SgDocument *doc, size_t *length)
{
	*length = doc->record.text_length;
	return doc->pool->str + doc->record.text;
}

void
sg_document_set_text(SgDocument *doc, const char *text, size_t length)
{
	doc->record.text = sg_pool_add(doc->pool, text, (gssize)length);
	doc->record.text_length = (uint32_t)length;
	g_array_set_size(doc->lines, 0);
	for (size_t at = 0; at < length;) {
		uint32_t offset = (uint32_t)at;
		g_array_append_val(doc->lines, offset);
		const char *end = memchr(text + at, '\n', length - at);
		at = end ? (size_t)(end - text) + 1 : length;
	}
	doc->record.n_lines = doc->lines->len;
}

uint32_t
sg_document_open(SgDocument *doc, SgNodeKind kind, uint32_t line, uint32_t end_line)
{
	SgNode node = {
	    .kind = (uint8_t)kind, .line = line, .end_line = end_line, .end = doc->nodes->len + 1};
	g_array_append_val(doc->nodes, node);
	return doc->nodes->len - 1;
}

void
sg_document_close(SgDocument *doc, uint32_t node)
{
	sg_document_node(doc, node)->end = doc->nodes->len;
}

SgNode *
sg_document_node(SgDocument *doc, uint32_t i)
{
	g_assert(i < doc->nodes->len);
	return &g_array_index(doc->nodes, SgNode, i);
}

SgSpan
sg_document_span_lines(const SgDocument *doc, uint32_t line, uint32_t end_line)
{
	g_assert(line >= 1 && line <= end_line && end_line <= doc->lines->len);
	uint32_t at = g_array_index(doc->lines, uint32_t, line - 1);
	uint32_t end = end_line < doc->lines->len
			   ? g_array_index(doc->lines, uint32_t, end_line) - 1
			   : doc->record.text_length;
	const char *text = doc->pool->str + doc->record.text;
	if (end > at && text[end - 1] == '\n')
		end--;
	return (SgSpan){.line = line, .end_line = end_line, .at = at, .length = end - at};
}

/* A report of faults that stops growing after the first ones. */
static void
blame(GString *report, size_t faults, const char *what, uint32_t index)
{
	if (report && faults <= 5)
		g_string_append_printf(report, "%s at %u\n", what, index);
}

static bool
node_is_sound(const SgDocument *doc, uint32_t i, uint32_t parent, const char **what)
{
	const SgNode *node = &g_array_index(doc->nodes, SgNode, i);
	const SgNode *above = &g_array_index(doc->nodes, SgNode, parent);
	bool in_order =
	    node->end > i && node->end <= doc->nodes->len && (i == 0 || node->end <= above->end);
	bool in_lines = node->line <= node->end_line && node->end_line <= MAX(doc->lines->len, 1);
	bool in_parent = i == 0 || (node->line >= above->line && node->end_line <= above->end_line);
	bool in_pool = node->text < doc->pool->len && node->extra < doc->pool->len;
	*what = node->kind >= SG_N_NODE_KINDS ? "unknown kind of node"
		: !in_order                   ? "node's end out of order"
		: !in_lines                   ? "node's lines out of the text"
		: !in_parent                  ? "node's lines outside its parent's"
					      : "node's string outside the pool";
	return node->kind < SG_N_NODE_KINDS && in_order && in_lines && in_parent && in_pool;
}

static size_t
check_nodes(const SgDocument *doc, GString *report)
{
	size_t faults = 0;
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < doc->nodes->len; i++) {
		while (open->len > 0) {
			uint32_t top = g_array_index(open, uint32_t, open->len - 1);
			if (i < g_array_index(doc->nodes, SgNode, top).end)
				break;
			g_array_set_size(open, open->len - 1);
		}
		uint32_t parent = open->len > 0 ? g_array_index(open, uint32_t, open->len - 1) : 0;
		const char *what;
		if ((i > 0 && open->len == 0) || !node_is_sound(doc, i, parent, &what))
			blame(report, ++faults, i > 0 && open->len == 0 ? "second root" : what, i);
		g_array_append_val(open, i);
	}
	return faults;
}

static size_t
check_metas(const SgDocument *doc, GString *report)
{
	size_t faults = 0;
	for (uint32_t i = 0; i < doc->metas->len; i++) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		if (meta->type > SG_META_MAP || meta->end <= i || meta->end > doc->metas->len ||
		    meta->key >= doc->pool->len || meta->value >= doc->pool->len ||
		    meta->line < 1 || meta->line > meta->end_line ||
		    meta->end_line > doc->lines->len)
			blame(report, ++faults, "front matter record", i);
	}
	return faults;
}

size_t
sg_document_check(const SgDocument *doc, GString *report)
{
	size_t faults = 0;
	if (doc->nodes->len == 0 || g_array_index(doc->nodes, SgNode, 0).kind != SG_NODE_ROOT)
		blame(report, ++faults, "no root", 0);
	const char *text = doc->pool->str + doc->record.text;
	if (!g_utf8_validate(text, doc->record.text_length, NULL) ||
	    memchr(text, '\r', doc->record.text_length))
		blame(report, ++faults, "text is not clean UTF-8 with LF", 0);
	return faults + check_nodes(doc, report) + check_metas(doc, report);
}
