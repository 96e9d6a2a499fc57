/* SPDX-License-Identifier: MIT */
#include "read/commonmark.h"
#include "read/mdx.h"
#include "read/steps.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <cmark-gfm/registry.h>
#include <string.h>

/* CommonMark and GFM by cmark-gfm, whose tree is copied into ours: lines become lines of the
 * document, and its wrong end lines are mended (reference: cmark #228, #296: inline positions
 * are best effort). */

/* What a short source may become. */
#define MAX_NODES(bytes)        (100000 + (bytes)*20 / 16)
#define MAX_TARGET_BYTES(bytes) (1000000 + (bytes)*20)
#define MAX_KINDS               32

/* SgNodeKind + 1 by the number of a cmark type; 0: none. */
static uint8_t block_kinds[MAX_KINDS];
static uint8_t inline_kinds[MAX_KINDS];

typedef struct {
	SgReading *reading;
	SgDocument *doc;
	uint32_t offset;     /* lines before the body */
	uint32_t line;       /* where the inlines have come to */
	uint32_t last;       /* last line of the block that the inlines are in */
	GArray *open;        /* of uint32_t: nodes whose descendants follow */
	GHashTable *targets; /* of char *, owned -> SgStr: a target is kept once */
	size_t max_nodes, max_target_bytes, target_bytes;
	unsigned links; /* open links: no bare URL becomes a link in a link */
	bool html_seen;
} Tree;

static void
map_kind(cmark_node_type type, SgNodeKind kind)
{
	unsigned number = (unsigned)type & CMARK_NODE_VALUE_MASK;
	bool block = ((unsigned)type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
	g_assert(number < MAX_KINDS);
	(block ? block_kinds : inline_kinds)[number] = (uint8_t)(kind + 1);
}

void
sg_markdown_setup(void)
{
	cmark_gfm_core_extensions_ensure_registered();
	const struct {
		cmark_node_type type;
		SgNodeKind kind;
	} kinds[] = {
	    {CMARK_NODE_HEADING, SG_NODE_HEADING},
	    {CMARK_NODE_PARAGRAPH, SG_NODE_PARAGRAPH},
	    {CMARK_NODE_BLOCK_QUOTE, SG_NODE_QUOTE},
	    {CMARK_NODE_LIST, SG_NODE_LIST},
	    {CMARK_NODE_ITEM, SG_NODE_ITEM},
	    {CMARK_NODE_CODE_BLOCK, SG_NODE_CODE},
	    {CMARK_NODE_THEMATIC_BREAK, SG_NODE_RULE},
	    {CMARK_NODE_HTML_BLOCK, SG_NODE_HTML},
	    {CMARK_NODE_TEXT, SG_NODE_TEXT},
	    {CMARK_NODE_SOFTBREAK, SG_NODE_SOFTBREAK},
	    {CMARK_NODE_LINEBREAK, SG_NODE_LINEBREAK},
	    {CMARK_NODE_CODE, SG_NODE_CODE_SPAN},
	    {CMARK_NODE_HTML_INLINE, SG_NODE_HTML_SPAN},
	    {CMARK_NODE_EMPH, SG_NODE_EMPHASIS},
	    {CMARK_NODE_STRONG, SG_NODE_STRONG},
	    {CMARK_NODE_LINK, SG_NODE_LINK},
	    {CMARK_NODE_IMAGE, SG_NODE_IMAGE},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		map_kind(kinds[i].type, kinds[i].kind);
}

void
sg_markdown_teardown(void)
{
	cmark_release_plugins();
}

/* The types of extensions are numbered when they are registered, and only their names are public.
 */
static uint8_t
learn_kind(cmark_node *node)
{
	static const struct {
		const char *name;
		SgNodeKind kind;
	} kinds[] = {
	    {"table", SG_NODE_TABLE},          {"table_header", SG_NODE_ROW},
	    {"table_row", SG_NODE_ROW},        {"table_cell", SG_NODE_CELL},
	    {"strikethrough", SG_NODE_STRIKE},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (strcmp(cmark_node_get_type_string(node), kinds[i].name) != 0)
			continue;
		map_kind(cmark_node_get_type(node), kinds[i].kind);
		return (uint8_t)(kinds[i].kind + 1);
	}
	return 0;
}

/* The kind of a cmark node, or SG_N_NODE_KINDS for one that has no place in our tree. */
static SgNodeKind
kind_of(cmark_node *node)
{
	unsigned type = (unsigned)cmark_node_get_type(node);
	unsigned number = type & CMARK_NODE_VALUE_MASK;
	bool block = (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
	uint8_t kind = number < MAX_KINDS ? (block ? block_kinds : inline_kinds)[number] : 0;
	if (kind == 0)
		kind = learn_kind(node);
	return kind > 0 ? (SgNodeKind)(kind - 1) : SG_N_NODE_KINDS;
}

static SgStr
keep(Tree *tree, const char *text)
{
	return text != NULL ? sg_pool_add(tree->doc->pool, text, -1) : 0;
}

static SgStr
keep_target(Tree *tree, const char *target)
{
	if (target == NULL || *target == '\0')
		return 0;
	tree->target_bytes += strlen(target);
	gpointer known = g_hash_table_lookup(tree->targets, target);
	if (known != NULL)
		return GPOINTER_TO_UINT(known);
	SgStr kept = keep(tree, target);
	g_hash_table_insert(tree->targets, g_strdup(target), GUINT_TO_POINTER(kept));
	return kept;
}

/* A line of cmark as a line of the document, inside [low, n_lines]. */
static uint32_t
document_line(const Tree *tree, int line, uint32_t low)
{
	uint32_t n = tree->doc->lines->len;
	uint32_t mapped = line > 0 ? (uint32_t)line + tree->offset : low;
	return CLAMP(mapped, low, MAX(n, low));
}

/* The end of a block without blocks in it. Column 0 of a line means the end of the line before. */
static uint32_t
leaf_end(const Tree *tree, cmark_node *node, uint32_t line)
{
	int end = cmark_node_get_end_line(node);
	if (cmark_node_get_end_column(node) == 0)
		end--;
	uint32_t mapped = document_line(tree, end, line);
	while (mapped > line && sg_reading_is_blank(tree->reading, mapped))
		mapped--;
	return mapped;
}

/* "```" inside "```": the fence that is meant to close the inner block closes the outer. */
static void
check_nesting(Tree *tree, const SgNode *out, char mark, size_t fence)
{
	for (uint32_t line = out->line + 1; line < out->end_line; line++) {
		if (!sg_reading_opens_fence(tree->reading, line, mark, fence))
			continue;
		g_autofree char *detail = g_strdup_printf("the outer one is in line %u", out->line);
		sg_diags_add(tree->doc->diags, SG_DIAG_CODE_NESTED, line, 1, detail);
		return;
	}
}

/* cmark's end of a fenced block is wrong where its container ends it. Each line of the code ends in
 * a line feed, so the closing fence stands, if anywhere, right behind as many lines. */
static void
fill_fence(Tree *tree, cmark_node *node, SgNode *out)
{
	int fence = 0;
	int offset = 0;
	char mark = 0;
	if (!cmark_node_get_fenced(node, &fence, &offset, &mark))
		return;
	uint32_t last = out->line;
	for (const char *p = cmark_node_get_literal(node); (p = strchr(p, '\n')) != NULL; p++)
		last++;
	uint32_t n_lines = tree->doc->lines->len;
	bool closed =
	    last < n_lines && sg_reading_is_fence(tree->reading, last + 1, mark, (size_t)fence);
	out->flags |= SG_FLAG_FENCED;
	out->end_line = MIN(closed ? last + 1 : last, n_lines);
	check_nesting(tree, out, mark, (size_t)fence);
	if (closed)
		return;
	out->flags |= SG_FLAG_UNCLOSED;
	g_autofree char *detail = g_strdup_printf("opened by %d '%c'", fence, mark);
	sg_diags_add(tree->doc->diags, SG_DIAG_CODE_UNCLOSED, out->line, 1, detail);
}

static void
fill_code(Tree *tree, cmark_node *node, uint32_t index)
{
	const char *code = cmark_node_get_literal(node);
	size_t length = strlen(code);
	if (length > 0 && code[length - 1] == '\n')
		length--;
	SgStr text = sg_pool_add(tree->doc->pool, code, (gssize)length);
	SgStr info = keep(tree, cmark_node_get_fence_info(node));
	SgNode *out = sg_document_node(tree->doc, index);
	out->text = text;
	out->extra = info;
	fill_fence(tree, node, out);
}

static void
fill_html(Tree *tree, cmark_node *node, uint32_t index)
{
	const char *html = cmark_node_get_literal(node);
	size_t length = strlen(html);
	while (length > 0 && html[length - 1] == '\n')
		length--;
	SgStr text = sg_pool_add(tree->doc->pool, html, (gssize)length);
	SgNode *out = sg_document_node(tree->doc, index);
	out->text = text;
	if (tree->html_seen || g_str_has_prefix(html + strspn(html, " \t"), "<!--"))
		return;
	tree->html_seen = true;
	g_autofree char *detail = g_strndup(html, strcspn(html, "\n >") + 1);
	sg_diags_add(tree->doc->diags, SG_DIAG_RAW_HTML, out->line, 1, g_strchomp(detail));
}

static void
fill_link(Tree *tree, cmark_node *node, uint32_t index)
{
	SgStr target = keep_target(tree, cmark_node_get_url(node));
	SgStr title = keep_target(tree, cmark_node_get_title(node));
	SgNode *out = sg_document_node(tree->doc, index);
	out->text = target;
	out->extra = title;
	bool image = out->kind == SG_NODE_IMAGE;
	sg_link_check(tree->reading, cmark_node_get_url(node), image, out->line);
}

static void
fill_list(cmark_node *node, SgNode *out)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	out->level = ordered;
	out->value = ordered ? (uint32_t)cmark_node_get_list_start(node) : 0;
	if (cmark_node_get_list_tight(node))
		out->flags |= SG_FLAG_TIGHT;
}

static void
fill_item(cmark_node *node, SgNode *out)
{
	if (strcmp(cmark_node_get_type_string(node), "tasklist") != 0)
		return;
	out->flags |= SG_FLAG_TASK;
	if (cmark_gfm_extensions_get_tasklist_item_checked(node))
		out->flags |= SG_FLAG_CHECKED;
}

static SgAlign
align_of(cmark_node *cell)
{
	cmark_node *row = cmark_node_parent(cell);
	cmark_node *table = cmark_node_parent(row);
	uint16_t columns = cmark_gfm_extensions_get_table_columns(table);
	const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
	uint16_t column = 0;
	for (cmark_node *c = cell; (c = cmark_node_previous(c)) != NULL;)
		column++;
	if (alignments == NULL || column >= columns)
		return SG_ALIGN_NONE;
	return alignments[column] == 'l'   ? SG_ALIGN_LEFT
	       : alignments[column] == 'c' ? SG_ALIGN_CENTER
	       : alignments[column] == 'r' ? SG_ALIGN_RIGHT
					   : SG_ALIGN_NONE;
}

static void
fill_block(Tree *tree, cmark_node *node, uint32_t index)
{
	SgNode *out = sg_document_node(tree->doc, index);
	switch ((SgNodeKind)out->kind) {
	case SG_NODE_HEADING:
		out->level = (uint8_t)cmark_node_get_heading_level(node);
		break;
	case SG_NODE_LIST:
		fill_list(node, out);
		break;
	case SG_NODE_ITEM:
		fill_item(node, out);
		break;
	case SG_NODE_CODE:
		fill_code(tree, node, index);
		break;
	case SG_NODE_HTML:
		fill_html(tree, node, index);
		break;
	case SG_NODE_ROW:
		out->level = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
		break;
	case SG_NODE_CELL:
		out->level = (uint8_t)align_of(node);
		break;
	default:
		break;
	}
}

/* Blocks that hold inlines or text and no blocks. */
static bool
is_leaf_block(SgNodeKind kind)
{
	return kind == SG_NODE_HEADING || kind == SG_NODE_PARAGRAPH || kind == SG_NODE_CODE ||
	       kind == SG_NODE_RULE || kind == SG_NODE_HTML || kind == SG_NODE_CELL;
}

static uint32_t
parent_line(const Tree *tree)
{
	uint32_t parent = g_array_index(tree->open, uint32_t, tree->open->len - 1);
	return g_array_index(tree->doc->nodes, SgNode, parent).line;
}

static uint32_t
enter_block(Tree *tree, cmark_node *node, SgNodeKind kind)
{
	uint32_t line = document_line(tree, cmark_node_get_start_line(node), parent_line(tree));
	uint32_t end = is_leaf_block(kind) ? leaf_end(tree, node, line) : line;
	uint32_t index = sg_document_open(tree->doc, kind, line, end);
	fill_block(tree, node, index);
	tree->line = line;
	tree->last = end;
	return index;
}

/* Where the last word of a code span stands that may have line ends in it. */
static uint32_t
last_line_of(const Tree *tree, const char *literal)
{
	const char *word = literal + strlen(literal);
	while (word > literal && !g_ascii_isalnum(word[-1]))
		word--;
	while (word > literal && g_ascii_isalnum(word[-1]))
		word--;
	return MAX(tree->line, sg_reading_find_word(tree->reading, word, tree->line, tree->last));
}

/* Inlines go forward through the lines of their block, one for each break. A code span, a target or
 * a definition that was taken out may hold line ends as well: so the first word of the literal is
 * looked for from here on. */
static uint32_t
enter_inline(Tree *tree, cmark_node *node, SgNodeKind kind)
{
	const char *literal = cmark_node_get_literal(node);
	uint32_t found = literal != NULL && tree->line < tree->last
			     ? sg_reading_find_word(tree->reading, literal, tree->line, tree->last)
			     : 0;
	tree->line = MAX(tree->line, found);
	if (kind == SG_NODE_TEXT && tree->links == 0 && literal != NULL) {
		sg_link_add_text(tree->reading, literal, strlen(literal), tree->line);
		return SG_NONE;
	}
	uint32_t index = sg_document_open(tree->doc, kind, tree->line, tree->line);
	if (kind == SG_NODE_HTML_SPAN)
		fill_html(tree, node, index);
	else if (kind == SG_NODE_LINK || kind == SG_NODE_IMAGE)
		fill_link(tree, node, index);
	else if (literal != NULL) {
		SgStr text = keep(tree, literal);
		sg_document_node(tree->doc, index)->text = text;
	}
	if (literal != NULL && tree->line < tree->last) {
		tree->line = last_line_of(tree, literal);
		sg_document_node(tree->doc, index)->end_line = tree->line;
	}
	if ((kind == SG_NODE_SOFTBREAK || kind == SG_NODE_LINEBREAK) && tree->line < tree->last)
		tree->line++;
	return index;
}

static void
enter(Tree *tree, cmark_node *node)
{
	SgNodeKind kind = kind_of(node);
	if (kind == SG_N_NODE_KINDS)
		return;
	bool is_inline = sg_node_is_inline(kind);
	uint32_t index = is_inline ? enter_inline(tree, node, kind) : enter_block(tree, node, kind);
	tree->links += kind == SG_NODE_LINK || kind == SG_NODE_IMAGE;
	if (index != SG_NONE)
		g_array_append_val(tree->open, index);
}

/* Closes the innermost node and widens its parent to hold it. */
static void
leave(Tree *tree)
{
	uint32_t index = g_array_index(tree->open, uint32_t, tree->open->len - 1);
	g_array_set_size(tree->open, tree->open->len - 1);
	sg_document_close(tree->doc, index);
	const SgNode *node = sg_document_node(tree->doc, index);
	bool spans = sg_node_is_inline((SgNodeKind)node->kind) && node->end > index + 1;
	if (spans && tree->line > node->end_line)
		sg_document_node(tree->doc, index)->end_line = tree->line;
	tree->links -= node->kind == SG_NODE_LINK || node->kind == SG_NODE_IMAGE;
	uint32_t above = g_array_index(tree->open, uint32_t, tree->open->len - 1);
	SgNode *parent = sg_document_node(tree->doc, above);
	parent->end_line = MAX(parent->end_line, node->end_line);
}

static bool
refuse(Tree *tree, SgDiagTag tag, const char *detail)
{
	uint32_t line = sg_document_node(tree->doc, tree->doc->nodes->len - 1)->line;
	sg_diags_add(tree->doc->diags, tag, line, 1, detail);
	return false;
}

static bool
is_leaf(cmark_node *node)
{
	SgNodeKind kind = kind_of(node);
	return kind == SG_NODE_CODE || kind == SG_NODE_RULE || kind == SG_NODE_HTML ||
	       kind == SG_NODE_TEXT || kind == SG_NODE_SOFTBREAK || kind == SG_NODE_LINEBREAK ||
	       kind == SG_NODE_CODE_SPAN || kind == SG_NODE_HTML_SPAN;
}

static bool
copy_tree(Tree *tree, cmark_iter *iter)
{
	cmark_event_type event;
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (kind_of(node) == SG_N_NODE_KINDS)
			continue;
		guint depth = tree->open->len;
		if (event == CMARK_EVENT_ENTER)
			enter(tree, node);
		if ((event == CMARK_EVENT_EXIT || is_leaf(node)) &&
		    (event == CMARK_EVENT_EXIT || tree->open->len > depth))
			leave(tree);
		if (tree->open->len > (guint64)tree->reading->config->max_depth + 1)
			return refuse(tree, SG_DIAG_DEPTH, "elements in each other");
		if (tree->doc->nodes->len > tree->max_nodes)
			return refuse(tree, SG_DIAG_AMPLIFICATION, "elements");
		if (tree->target_bytes > tree->max_target_bytes)
			return refuse(tree, SG_DIAG_AMPLIFICATION, "link targets");
	}
	return true;
}

static bool
read_tree(Tree *tree, const char *text, size_t length)
{
	g_autoptr(SgArena) memory = sg_arena_new();
	sg_commonmark_enter(memory);
	cmark_iter *iter = cmark_iter_new(sg_commonmark_parse(text, length));
	bool copied = copy_tree(tree, iter);
	cmark_iter_free(iter);
	sg_commonmark_leave();
	return copied;
}

bool
sg_markdown_read(SgReading *reading)
{
	if (sg_prescan_refuses(reading))
		return false;
	size_t length = reading->length - reading->body;
	Tree tree = {.reading = reading,
		     .doc = reading->doc,
		     .offset = reading->body_line - 1,
		     .open = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
		     .targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		     .max_nodes = MAX_NODES(length),
		     .max_target_bytes = MAX_TARGET_BYTES(length)};
	uint32_t root = 0;
	g_array_append_val(tree.open, root);
	g_autoptr(GArray) hidden = g_array_new(FALSE, FALSE, sizeof(SgSpan));
	g_autofree char *masked = sg_mdx_mask(reading, hidden, &length);
	tree.html_seen = masked != NULL; /* components are what MDX is about */
	bool copied = read_tree(&tree, masked ? masked : reading->text + reading->body, length);
	g_hash_table_unref(tree.targets);
	g_array_unref(tree.open);
	if (copied)
		sg_definitions_keep(reading, hidden);
	return copied;
}
