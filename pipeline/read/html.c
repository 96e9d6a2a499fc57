/* SPDX-License-Identifier: MIT */
#include "read/html.h"

#include "read/steps.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* The text structure of an HTML page by libxml2's reader. Nothing of it is passed on as HTML, so
 * its being of the time of HTML 4 does no harm. Positions of libxml2 are those of the ends of tags,
 * so the lines of text are found by its words. */

#define MAX_SEARCH 200 /* lines in which the first word of a text is looked for */

typedef struct {
	uint32_t node;
	unsigned depth; /* of the element that opened it; leaving that one closes it */
} Open;

typedef struct {
	SgReading *reading;
	SgDocument *doc;
	GArray *open; /* of Open; [0] is the root */
	unsigned depth;
	uint32_t line;
	bool at_space; /* white space would come after white space */
	bool broken;   /* a line ended in the text: a soft break if more text follows */
	uint32_t dropped, furniture; /* lines where such first stood, or 0 */
	unsigned cells, links;
} Page;

static SgNode *
top(Page *page)
{
	return sg_document_node(page->doc,
				g_array_index(page->open, Open, page->open->len - 1).node);
}

static SgNodeKind
top_kind(Page *page)
{
	return (SgNodeKind)top(page)->kind;
}

static void
push(Page *page, SgNodeKind kind, unsigned depth)
{
	Open open = {.node = sg_document_open(page->doc, kind, page->line, page->line),
		     .depth = depth};
	g_array_append_val(page->open, open);
	page->cells += kind == SG_NODE_CELL;
	page->links += kind == SG_NODE_LINK;
	if (!sg_node_is_inline(kind)) {
		page->at_space = true;
		page->broken = false;
	}
}

static void
pop(Page *page)
{
	uint32_t index = g_array_index(page->open, Open, page->open->len - 1).node;
	sg_document_close(page->doc, index);
	g_array_set_size(page->open, page->open->len - 1);
	const SgNode *node = sg_document_node(page->doc, index);
	page->cells -= node->kind == SG_NODE_CELL;
	page->links -= node->kind == SG_NODE_LINK;
	if (!sg_node_is_inline((SgNodeKind)node->kind)) {
		page->at_space = true;
		page->broken = false;
	}
	SgNode *above = top(page);
	above->end_line = MAX(above->end_line, node->end_line);
}

/* Inlines, paragraphs and headings end where a block begins. */
static void
end_text(Page *page)
{
	while (page->open->len > 1) {
		SgNodeKind kind = top_kind(page);
		if (!sg_node_is_inline(kind) && kind != SG_NODE_PARAGRAPH &&
		    kind != SG_NODE_HEADING)
			return;
		pop(page);
	}
}

/* The innermost node reaches as far as we have come; pop hands that on to its parents. */
static void
widen(Page *page)
{
	SgNode *node = top(page);
	node->end_line = MAX(node->end_line, page->line);
}

/* Opens what must stand between the innermost block and a child of this kind: an item in a list, a
 * row in a table, a paragraph around text. */
static void
make_room(Page *page, SgNodeKind child)
{
	bool text = sg_node_is_inline(child);
	if (top_kind(page) == SG_NODE_LIST && child != SG_NODE_ITEM)
		push(page, SG_NODE_ITEM, page->depth - 1);
	if (top_kind(page) == SG_NODE_TABLE && child != SG_NODE_ROW)
		push(page, SG_NODE_ROW, page->depth - 1);
	if (top_kind(page) == SG_NODE_ROW && child != SG_NODE_CELL)
		push(page, SG_NODE_CELL, page->depth - 1);
	SgNodeKind kind = top_kind(page);
	if (text && (kind == SG_NODE_ROOT || kind == SG_NODE_QUOTE || kind == SG_NODE_ITEM))
		push(page, SG_NODE_PARAGRAPH, page->depth - 1);
	if (text && page->broken) {
		uint32_t line = top(page)->end_line;
		sg_document_open(page->doc, SG_NODE_SOFTBREAK, line, line);
		page->broken = false;
	}
}

static void
go_to_line(Page *page, const xmlNode *node)
{
	long line = xmlGetLineNo(node) + (long)page->reading->body_line - 1;
	uint32_t last = MAX(page->doc->record.n_lines, 1);
	/* libxml2 counts lines in 16 bits. */
	if (xmlGetLineNo(node) < 65535 && line > (long)page->line && line <= (long)last)
		page->line = (uint32_t)line;
}

/* Goes on to the line where the first word of text stands. */
static void
find_line(Page *page, const char *text)
{
	uint32_t line =
	    sg_reading_find_word(page->reading, text, page->line, page->line + MAX_SEARCH);
	if (line == 0)
		return;
	page->line = line;
}

static bool
is_in_text(Page *page)
{
	SgNodeKind kind = top_kind(page);
	return sg_node_is_inline(kind) || kind == SG_NODE_PARAGRAPH || kind == SG_NODE_HEADING ||
	       kind == SG_NODE_CELL;
}

/* Words of one line of the source, white space already squashed. */
static void
add_words(Page *page, const GString *words)
{
	make_room(page, SG_NODE_TEXT);
	find_line(page, words->str);
	widen(page);
	if (page->links == 0) {
		sg_link_add_text(page->reading, words->str, words->len, page->line);
		return;
	}
	uint32_t node = sg_document_open(page->doc, SG_NODE_TEXT, page->line, page->line);
	SgStr kept = sg_pool_add(page->doc->pool, words->str, (gssize)words->len);
	sg_document_node(page->doc, node)->text = kept;
}

/* White space between blocks is nothing; inside a block it is one space, or a soft break where the
 * source has a line end. */
static void
add_text(Page *page, const char *content)
{
	g_autoptr(GString) words = g_string_new(NULL);
	for (const char *p = content;; p++) {
		if (*p == '\0' || *p == '\n') {
			if (*p == '\n' && words->len > 0 && words->str[words->len - 1] == ' ')
				g_string_truncate(words, words->len - 1);
			bool blank = words->len == 0 ||
				     (words->len == 1 && words->str[0] == ' ' && !is_in_text(page));
			if (!blank)
				add_words(page, words);
			g_string_truncate(words, 0);
			if (*p == '\0')
				return;
			page->broken |= is_in_text(page) && (!page->at_space || !blank);
			page->at_space = true;
		} else if (!g_ascii_isspace(*p)) {
			g_string_append_c(words, *p);
			page->at_space = false;
		} else if (!page->at_space) {
			g_string_append_c(words, ' ');
			page->at_space = true;
		}
	}
}

static SgStr
keep_attribute(Page *page, xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	SgStr kept = value != NULL ? sg_pool_add(page->doc->pool, (const char *)value, -1) : 0;
	xmlFree(value);
	return kept;
}

/* All text below a node at once: for code. */
static SgStr
keep_content(Page *page, const xmlNode *node, bool block)
{
	xmlChar *content = xmlNodeGetContent(node);
	const char *text = content != NULL ? (const char *)content : "";
	size_t length = strlen(text);
	if (block && length > 0 && text[0] == '\n') {
		text++;
		length--;
	}
	while (block && length > 0 && text[length - 1] == '\n')
		length--;
	SgStr kept = sg_pool_add(page->doc->pool, text, (gssize)length);
	xmlFree(content);
	return kept;
}

/* "language-rust" of a class of pre or of the code in it. */
static SgStr
keep_language(Page *page, const xmlNode *pre)
{
	const xmlNode *places[] = {pre, xmlFirstElementChild((xmlNode *)pre)};
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		xmlChar *class =
		    places[i] != NULL ? xmlGetProp(places[i], (const xmlChar *)"class") : NULL;
		const char *at = class != NULL ? strstr((const char *)class, "language-") : NULL;
		SgStr kept = at != NULL ? sg_pool_add(page->doc->pool, at + 9,
						      (gssize)strcspn(at + 9, " \t\n"))
					: 0;
		xmlFree(class);
		if (kept != 0)
			return kept;
	}
	return 0;
}

static void
add_code(Page *page, const xmlNode *node, SgNodeKind kind)
{
	bool block = kind == SG_NODE_CODE;
	if (block)
		end_text(page);
	make_room(page, kind);
	SgStr text = keep_content(page, node, block);
	SgStr language = block ? keep_language(page, node) : 0;
	uint32_t line = page->line;
	g_autofree char *code = g_strdup(sg_document_str(page->doc, text));
	find_line(page, code);
	uint32_t first = block ? page->line : MAX(page->line, line);
	for (const char *p = code; block && (p = strchr(p, '\n')) != NULL; p++)
		page->line = MIN(page->line + 1, page->doc->lines->len);
	uint32_t index = sg_document_open(page->doc, kind, first, page->line);
	SgNode *out = sg_document_node(page->doc, index);
	out->text = text;
	out->extra = language;
	widen(page);
	page->at_space = block;
}

static void
add_break(Page *page, xmlNode *node, SgNodeKind kind)
{
	if (kind == SG_NODE_RULE && page->cells == 0)
		end_text(page);
	else if (kind == SG_NODE_RULE)
		return;
	make_room(page, kind);
	SgStr target = kind == SG_NODE_IMAGE ? keep_attribute(page, node, "src") : 0;
	SgStr alternative = kind == SG_NODE_IMAGE ? keep_attribute(page, node, "alt") : 0;
	widen(page);
	uint32_t index = sg_document_open(page->doc, kind, page->line, page->line);
	sg_document_node(page->doc, index)->text = target;
	if (alternative != 0) {
		uint32_t text = sg_document_open(page->doc, SG_NODE_TEXT, page->line, page->line);
		sg_document_node(page->doc, text)->text = alternative;
		sg_document_close(page->doc, index);
	}
	if (kind == SG_NODE_IMAGE)
		sg_link_check(page->reading, sg_document_str(page->doc, target), true, page->line);
	page->at_space = kind != SG_NODE_IMAGE;
}

static void
open_span(Page *page, xmlNode *node, SgNodeKind kind)
{
	make_room(page, kind);
	SgStr target = kind == SG_NODE_LINK ? keep_attribute(page, node, "href") : 0;
	if (kind == SG_NODE_LINK && target == 0)
		return;
	push(page, kind, page->depth);
	top(page)->text = target;
	if (kind == SG_NODE_LINK)
		sg_link_check(page->reading, sg_document_str(page->doc, target), false, page->line);
}

/* What a block may stand in: an item only in a list, a row only in a table, a cell only in a row.
 */
static bool
is_at_home(Page *page, SgNodeKind kind)
{
	SgNodeKind above = top_kind(page);
	return kind == SG_NODE_ITEM   ? above == SG_NODE_LIST
	       : kind == SG_NODE_ROW  ? above == SG_NODE_TABLE
	       : kind == SG_NODE_CELL ? above == SG_NODE_ROW
				      : true;
}

static void
open_block(Page *page, const SgHtmlElement *element)
{
	if (page->cells > 0)
		return; /* in a cell all is inline */
	end_text(page);
	if (!is_at_home(page, element->kind))
		return;
	make_room(page, element->kind);
	if (page->cells > 0)
		return;
	push(page, element->kind, page->depth);
	SgNode *node = top(page);
	node->level = element->level;
	if (element->kind == SG_NODE_LIST)
		node->value = element->level;
	if (element->kind == SG_NODE_CELL && strcmp(element->name, "th") == 0)
		sg_document_node(page->doc,
				 g_array_index(page->open, Open, page->open->len - 2).node)
		    ->level = 1;
}

static bool
is_furniture(xmlNode *node)
{
	xmlChar *role = xmlGetProp(node, (const xmlChar *)"role");
	xmlChar *class = xmlGetProp(node, (const xmlChar *)"class");
	bool found =
	    sg_html_is_furniture((const char *)role) || sg_html_is_furniture((const char *)class);
	xmlFree(role);
	xmlFree(class);
	return found && strcmp((const char *)node->name, "body") != 0;
}

/* Whether to go into an element. */
static bool
enter_element(Page *page, xmlNode *node)
{
	const SgHtmlElement *element = sg_html_find_element((const char *)node->name);
	go_to_line(page, node);
	if (element == NULL)
		return true;
	bool section = element->act == SG_HTML_SECTION;
	switch (section && is_furniture(node) ? SG_HTML_FURNITURE : element->act) {
	case SG_HTML_BLOCK:
		open_block(page, element);
		return true;
	case SG_HTML_SPAN:
		if (element->kind == SG_NODE_CODE_SPAN)
			add_code(page, node, SG_NODE_CODE_SPAN);
		else
			open_span(page, node, element->kind);
		return element->kind != SG_NODE_CODE_SPAN;
	case SG_HTML_PRE:
		add_code(page, node, page->cells > 0 ? SG_NODE_CODE_SPAN : SG_NODE_CODE);
		return false;
	case SG_HTML_BREAK:
		add_break(page, node, element->kind);
		return false;
	case SG_HTML_SECTION:
		if (page->cells == 0 && top_kind(page) != SG_NODE_HEADING)
			end_text(page);
		return true;
	case SG_HTML_DROP:
		if (page->dropped == 0 && strcmp(element->name, "head") != 0)
			page->dropped = page->line;
		return false;
	case SG_HTML_FURNITURE:
		page->furniture = page->furniture > 0 ? page->furniture : page->line;
		return false;
	default:
		return true;
	}
}

static void
leave_element(Page *page)
{
	while (page->open->len > 1 &&
	       g_array_index(page->open, Open, page->open->len - 1).depth >= page->depth)
		pop(page);
}

/* The next node in document order, elements left on the way closed; NULL at the end. */
static xmlNode *
step(Page *page, xmlNode *node, const xmlNode *root, bool into)
{
	if (into && node->children != NULL) {
		page->depth++;
		return node->children;
	}
	leave_element(page);
	while (node != root && node->next == NULL) {
		node = node->parent;
		page->depth--;
		leave_element(page);
	}
	return node == root ? NULL : node->next;
}

static bool
walk(Page *page, xmlNode *root)
{
	page->depth = 1;
	for (xmlNode *node = root; node != NULL;) {
		bool into = false;
		if (node->type == XML_ELEMENT_NODE)
			into = enter_element(page, node);
		else if (node->type == XML_TEXT_NODE && node->content != NULL)
			add_text(page, (const char *)node->content);
		if (page->open->len > (guint64)page->reading->config->max_depth + 1) {
			sg_diags_add(page->doc->diags, SG_DIAG_DEPTH, page->line, 1,
				     "elements in each other");
			return false;
		}
		node = step(page, node, root, into);
	}
	return true;
}

static void
report(const Page *page)
{
	if (page->dropped > 0)
		sg_diags_add(page->doc->diags, SG_DIAG_RAW_HTML, page->dropped, 1,
			     "scripts and styles are left out");
	if (page->furniture > 0)
		sg_diags_add(page->doc->diags, SG_DIAG_RESIDUE, page->furniture, 1,
			     "navigation and other parts of the page are left out");
}

static void
add_title(Page *page, const xmlNode *root)
{
	if (page->doc->metas->len > 0)
		return;
	for (const xmlNode *head = root->children; head != NULL; head = head->next) {
		for (const xmlNode *node = head->children; node != NULL; node = node->next) {
			if (node->type != XML_ELEMENT_NODE ||
			    strcmp((const char *)node->name, "title") != 0)
				continue;
			go_to_line(page, node);
			SgMeta meta = {.type = SG_META_STRING,
				       .end = 1,
				       .key = sg_pool_add(page->doc->pool, "title", -1),
				       .value = keep_content(page, node, true),
				       .line = page->line,
				       .end_line = page->line};
			g_array_append_val(page->doc->metas, meta);
			return;
		}
	}
}

bool
sg_html_read(SgReading *reading)
{
	if (sg_prescan_refuses_html(reading))
		return false;
	htmlDocPtr parsed = htmlReadMemory(
	    reading->text + reading->body, (int)MIN(reading->length - reading->body, G_MAXINT32),
	    NULL, "UTF-8",
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	xmlNode *root = parsed != NULL ? xmlDocGetRootElement(parsed) : NULL;
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
	Open first = {0};
	g_array_append_val(open, first);
	Page page = {.reading = reading,
		     .doc = reading->doc,
		     .open = open,
		     .at_space = true,
		     .line = MIN(reading->body_line, MAX(reading->doc->record.n_lines, 1))};
	bool sound = true;
	if (root != NULL) {
		add_title(&page, root);
		sound = walk(&page, root);
		while (open->len > 1)
			pop(&page);
		report(&page);
	}
	xmlFreeDoc(parsed);
	return sound;
}

void
sg_html_setup(void)
{
	xmlInitParser();
}
