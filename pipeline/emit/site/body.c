/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/lookup.h"
#include "emit/site/site.h"

#include "base/text.h"
#include "emit/url.h"

#include <string.h>

/* What is nested deeper is shown at this depth: the theme's templates recurse. */
#define MAX_DEPTH 200

/* An open node of the tree. */
typedef struct {
	uint32_t node;
	uint32_t end;
	unsigned elements; /* that close with it */
	bool tight;        /* a tight list: paragraphs of its items have no element of their own */
	bool has_body;     /* a table: its tbody is open */
} Frame;

typedef struct {
	SgPage *page;
	const SgEmitContext *context;
	const SgOutput *output; /* or NULL */
	const SgFacts *facts;
	const SgLookup *lookup;
	SgAnchors *anchors;
	const SgGraphDocument *document;
	GArray *frames;     /* of Frame */
	GHashTable *linked; /* entities linked in this section */
	uint32_t title;     /* node left out, or SG_NONE */
	int shift;          /* added to the levels of headings */
	uint32_t section;   /* next in facts->sections */
	uint32_t code;      /* next in facts->codes */
	uint32_t mention;   /* next of the document's mentions */
	uint32_t link;      /* next of the document's links */
	unsigned links;     /* open links: no link in a link */
} Body;

typedef struct {
	const char *element; /* or NULL: none of its own */
	/* Writes attributes or content; true if the children come next. */
	bool (*enter)(Body *body, uint32_t i, Frame *frame);
} Rule;

static const char *
str(const Body *body, SgStr at)
{
	return sg_facts_str(body->facts, at);
}

/* id="L12" of the element opened last. */
static void
add_line_id(Body *body, uint32_t line)
{
	sg_anchors_add_id(body->page, body->anchors, line);
}

/* <line n="12"/> within text, where some page links to it. */
static void
add_line_mark(Body *body, uint32_t line)
{
	if (!sg_lookup_is_target(body->lookup, body->anchors->document, line) ||
	    !sg_anchors_take(body->anchors, line))
		return;
	sg_page_open(body->page, "line");
	sg_page_number(body->page, "n", line);
	sg_page_close(body->page);
}

static const Frame *
frame_above(const Body *body, unsigned levels)
{
	return body->frames->len > levels
		   ? &g_array_index(body->frames, Frame, body->frames->len - 1 - levels)
		   : NULL;
}

static bool
enter_block(Body *body, uint32_t i, Frame *frame G_GNUC_UNUSED)
{
	add_line_id(body, body->facts->nodes[i].line);
	return true;
}

static bool
enter_heading(Body *body, uint32_t i, Frame *frame)
{
	static const char *const elements[] = {"h2", "h3", "h4", "h5", "h6"};
	const SgNode *node = &body->facts->nodes[i];
	int level = CLAMP((int)node->level + body->shift, 2, 6);
	sg_page_open(body->page, elements[level - 2]);
	frame->elements = 1;
	const SgFacts *facts = body->facts;
	while (body->section < facts->n_sections && facts->sections[body->section].node < i)
		body->section++;
	if (body->section < facts->n_sections && facts->sections[body->section].node == i) {
		g_autofree char *id =
		    g_strconcat("s-", str(body, facts->sections[body->section].anchor), NULL);
		sg_page_attr(body->page, "id", id);
	}
	if (sg_anchors_take(body->anchors, node->line))
		sg_page_number(body->page, "line", node->line);
	g_hash_table_remove_all(body->linked);
	return true;
}

static bool
enter_paragraph(Body *body, uint32_t i, Frame *frame)
{
	const Frame *item = frame_above(body, 0);
	const Frame *list = frame_above(body, 1);
	if (item && list && list->tight && body->facts->nodes[item->node].kind == SG_NODE_ITEM)
		return true;
	bool residue = body->facts->nodes[i].flags & SG_FLAG_RESIDUE;
	sg_page_open(body->page, residue ? "residue" : "p");
	frame->elements = 1;
	return enter_block(body, i, frame);
}

static bool
enter_list(Body *body, uint32_t i, Frame *frame)
{
	const SgNode *node = &body->facts->nodes[i];
	sg_page_open(body->page, node->level == 1 ? "ol" : "ul");
	frame->elements = 1;
	frame->tight = node->flags & SG_FLAG_TIGHT;
	if (node->level == 1 && node->value != 1)
		sg_page_number(body->page, "start", node->value);
	return true;
}

static bool
enter_item(Body *body, uint32_t i, Frame *frame)
{
	const SgNode *node = &body->facts->nodes[i];
	bool task = node->flags & SG_FLAG_TASK;
	sg_page_open(body->page, task ? "task" : "li");
	frame->elements = 1;
	if (task)
		sg_page_attr(body->page, "state", node->flags & SG_FLAG_CHECKED ? "done" : "open");
	return enter_block(body, i, frame);
}

/* The lines of a text that keeps them, with an id at those that are linked to. */
static void
add_lines(Body *body, const char *text, uint32_t line)
{
	const char *start = text;
	for (const char *c = text; *start; line++) {
		c = strchr(start, '\n');
		if (sg_lookup_is_target(body->lookup, body->anchors->document, line)) {
			sg_page_text(body->page, text, start - text);
			add_line_mark(body, line);
			text = start;
		}
		if (!c)
			break;
		start = c + 1;
	}
	sg_page_text(body->page, text, -1);
}

static bool
enter_code(Body *body, uint32_t i, Frame *frame G_GNUC_UNUSED)
{
	const SgFacts *facts = body->facts;
	const SgNode *node = &facts->nodes[i];
	while (body->code < facts->n_codes && facts->codes[body->code].node < i)
		body->code++;
	const SgCode *code = body->code < facts->n_codes && facts->codes[body->code].node == i
				 ? &facts->codes[body->code]
				 : NULL;
	const char *known = code ? str(body, code->language) : "";
	g_autofree char *language = sg_fragment_language(*known ? known : str(body, node->extra));
	add_line_id(body, node->line);
	sg_page_attr(body->page, "language", language);
	if (code && code->inferred && *known)
		sg_page_attr(body->page, "inferred", "yes");
	sg_page_attr(body->page, "attributes", code ? str(body, code->attributes) : NULL);
	uint32_t first = node->line + (node->flags & SG_FLAG_FENCED ? 1 : 0);
	sg_page_open(body->page, "code");
	add_lines(body, str(body, node->text), code ? code->span.line : first);
	sg_page_close(body->page);
	return false;
}

static bool
enter_raw(Body *body, uint32_t i, Frame *frame G_GNUC_UNUSED)
{
	const SgNode *node = &body->facts->nodes[i];
	add_line_id(body, node->line);
	add_lines(body, str(body, node->text), node->line);
	return false;
}

static bool
enter_row(Body *body, uint32_t i, Frame *frame)
{
	Frame *table = &g_array_index(body->frames, Frame, body->frames->len - 1);
	bool header = body->facts->nodes[i].level == 1;
	if (header) {
		sg_page_open(body->page, "thead");
		frame->elements++;
	} else if (!table->has_body) {
		sg_page_open(body->page, "tbody");
		table->has_body = true;
		table->elements++;
	}
	sg_page_open(body->page, "tr");
	frame->elements++;
	return enter_block(body, i, frame);
}

static bool
enter_cell(Body *body, uint32_t i, Frame *frame)
{
	static const char *const aligns[] = {NULL, "left", "center", "right"};
	const Frame *row = frame_above(body, 0);
	bool header = row && body->facts->nodes[row->node].level == 1;
	sg_page_open(body->page, header ? "th" : "td");
	frame->elements = 1;
	sg_page_attr(body->page, "align", aligns[MIN(body->facts->nodes[i].level, 3)]);
	return true;
}

static void
add_mention(Body *body, const char *text, const SgMention *mention)
{
	const SgGraph *graph = body->context->graph;
	if (body->links > 0 ||
	    !g_hash_table_add(body->linked, GUINT_TO_POINTER(mention->entity + 1))) {
		sg_page_text(body->page, text + mention->at, mention->length);
		return;
	}
	size_t index = sg_ref_index(graph, mention->entity);
	sg_page_open(body->page, "mention");
	sg_page_attr(body->page, "kind", sg_kind_name(sg_graph_entity(graph, index)->kind));
	sg_fragment_href(body->page, graph, mention->entity);
	sg_page_text(body->page, text + mention->at, mention->length);
	sg_page_close(body->page);
}

/* Mentions stand in order of node and place; one that overlaps the one before it is left out. */
static bool
enter_text(Body *body, uint32_t i, Frame *frame G_GNUC_UNUSED)
{
	const SgRun *run = &body->document->mentions;
	const char *text = str(body, body->facts->nodes[i].text);
	size_t length = strlen(text);
	size_t at = 0;
	for (; body->mention < run->count; body->mention++) {
		const SgMention *mention =
		    sg_graph_mention(body->context->graph, run->first + body->mention);
		if (mention->node > i)
			break;
		if (mention->node < i || mention->at < at ||
		    (size_t)mention->at + mention->length > length)
			continue;
		sg_page_text(body->page, text + at, (gssize)(mention->at - at));
		add_mention(body, text, mention);
		at = (size_t)mention->at + mention->length;
	}
	sg_page_text(body->page, text + at, -1);
	return false;
}

static bool
enter_softbreak(Body *body, uint32_t i, Frame *frame G_GNUC_UNUSED)
{
	sg_page_text(body->page, "\n", 1);
	add_line_mark(body, body->facts->nodes[i].line + 1);
	return false;
}

static bool
enter_linebreak(Body *body, uint32_t i, Frame *frame G_GNUC_UNUSED)
{
	sg_page_leaf(body->page, "br", "");
	add_line_mark(body, body->facts->nodes[i].line + 1);
	return false;
}

static const char *const link_kinds[] = {
    [SG_LINK_INSIDE] = "inside",
    [SG_LINK_OUTSIDE] = "outside",
    [SG_LINK_NOWHERE] = "nowhere",
    [SG_LINK_REFUSED] = "refused",
};

/* What the graph knows of a link; nodes are asked for in their order. */
static const SgGraphLink *
link_of(Body *body, uint32_t i)
{
	const SgRun *run = &body->document->links;
	for (; body->link < run->count; body->link++) {
		const SgGraphLink *link =
		    sg_graph_link(body->context->graph, run->first + body->link);
		if (link->node >= i)
			return link->node == i ? link : NULL;
	}
	return NULL;
}

/* A picture that was not copied, or is none, is shown as its words. */
static SgLinkKind
check_picture(const Body *body, uint32_t i, const SgGraphLink *link, const char *url)
{
	bool is_image = body->facts->nodes[i].kind == SG_NODE_IMAGE;
	if (link->document != SG_NONE)
		return SG_LINK_INSIDE;
	if (!*sg_graph_file(body->context->graph, link->file)->digest)
		return is_image ? SG_LINK_NOWHERE : SG_LINK_INSIDE;
	return body->output && sg_output_has(body->output, url) ? SG_LINK_INSIDE : SG_LINK_NOWHERE;
}

/* <link kind= href= target= title=>: what it is made of is the theme's. */
static bool
enter_link(Body *body, uint32_t i, Frame *frame)
{
	const SgNode *node = &body->facts->nodes[i];
	const char *target = str(body, node->text);
	g_autofree char *url = NULL;
	const SgGraphLink *link = link_of(body, i);
	SgLinkKind kind = sg_link_resolve(body->context->graph, link, target, &url);
	if (kind == SG_LINK_INSIDE)
		kind = check_picture(body, i, link, url);
	sg_page_open(body->page, node->kind == SG_NODE_IMAGE ? "image" : "link");
	frame->elements = 1;
	if (body->links > 0 && kind <= SG_LINK_OUTSIDE &&
	    !(node->kind == SG_NODE_IMAGE && kind == SG_LINK_INSIDE))
		kind = SG_LINK_NOWHERE;
	sg_page_attr(body->page, "kind", link_kinds[kind]);
	sg_page_attr(body->page, "target", target);
	sg_page_attr(body->page, "title", str(body, node->extra));
	if (kind == SG_LINK_INSIDE)
		sg_page_href(body->page, url);
	else if (kind == SG_LINK_OUTSIDE)
		sg_page_attr(body->page, "href", url);
	body->links++;
	return true;
}

static bool
enter_nothing(Body *body G_GNUC_UNUSED, uint32_t i G_GNUC_UNUSED, Frame *frame G_GNUC_UNUSED)
{
	return true;
}

static const Rule rules[SG_N_NODE_KINDS] = {
    [SG_NODE_ROOT] = {"body", enter_nothing},
    [SG_NODE_HEADING] = {NULL, enter_heading},
    [SG_NODE_PARAGRAPH] = {NULL, enter_paragraph},
    [SG_NODE_QUOTE] = {"blockquote", enter_block},
    [SG_NODE_LIST] = {NULL, enter_list},
    [SG_NODE_ITEM] = {NULL, enter_item},
    [SG_NODE_CODE] = {"code-block", enter_code},
    [SG_NODE_RULE] = {"hr", enter_block},
    [SG_NODE_TABLE] = {"table", enter_nothing},
    [SG_NODE_ROW] = {NULL, enter_row},
    [SG_NODE_CELL] = {NULL, enter_cell},
    [SG_NODE_HTML] = {"raw", enter_raw},
    [SG_NODE_TEXT] = {NULL, enter_text},
    [SG_NODE_SOFTBREAK] = {NULL, enter_softbreak},
    [SG_NODE_LINEBREAK] = {NULL, enter_linebreak},
    [SG_NODE_CODE_SPAN] = {"code", enter_text},
    [SG_NODE_HTML_SPAN] = {"raw-span", enter_text},
    [SG_NODE_EMPHASIS] = {"em", enter_nothing},
    [SG_NODE_STRONG] = {"strong", enter_nothing},
    [SG_NODE_STRIKE] = {"del", enter_nothing},
    [SG_NODE_LINK] = {NULL, enter_link},
    [SG_NODE_IMAGE] = {NULL, enter_link},
};

static void
close_frames(Body *body, uint32_t i)
{
	while (body->frames->len > 0) {
		const Frame *frame = frame_above(body, 0);
		if (frame->end > i)
			return;
		uint8_t kind = body->facts->nodes[frame->node].kind;
		if ((kind == SG_NODE_LINK || kind == SG_NODE_IMAGE) && frame->elements > 0)
			body->links--;
		for (unsigned n = 0; n < frame->elements; n++)
			sg_page_close(body->page);
		g_array_set_size(body->frames, body->frames->len - 1);
	}
}

static bool
is_too_deep(const Body *body, uint32_t i)
{
	return body->frames->len >= MAX_DEPTH && body->facts->nodes[i].end > i + 1;
}

/* Returns the node to go on with. */
static uint32_t
enter_node(Body *body, uint32_t i)
{
	const SgNode *node = &body->facts->nodes[i];
	const Rule *rule = &rules[node->kind];
	Frame frame = {.node = i, .end = node->end};
	bool inside = true;
	if (rule->element && !is_too_deep(body, i)) {
		sg_page_open(body->page, rule->element);
		frame.elements = 1;
	}
	if (!is_too_deep(body, i))
		inside = rule->enter(body, i, &frame);
	g_array_append_val(body->frames, frame);
	return inside ? i + 1 : node->end;
}

/* Lines that are linked to but are no part of what is shown (a fence, a blank line) lead to the end
 * of the text rather than to nothing. */
static void
add_left_lines(Body *body)
{
	for (uint32_t line = 1; line <= body->anchors->n_lines; line++)
		add_line_mark(body, line);
}

/* The text of a heading without its markup. */
static char *
heading_text(const SgFacts *facts, uint32_t heading)
{
	GString *text = g_string_new(NULL);
	for (uint32_t i = heading + 1; i < facts->nodes[heading].end; i++)
		g_string_append(text, sg_facts_str(facts, facts->nodes[i].text));
	return g_string_free(text, FALSE);
}

uint32_t
sg_body_title_node(const SgFacts *facts)
{
	if (facts->n_nodes < 2 || facts->nodes[1].kind != SG_NODE_HEADING)
		return SG_NONE;
	g_autofree char *text = heading_text(facts, 1);
	const char *title = sg_facts_str(facts, facts->record->title);
	g_autofree char *heading = sg_text_squash(text, strlen(text));
	g_autofree char *whole = sg_text_squash(title, strlen(title));
	return strcmp(heading, whole) == 0 ? 1 : SG_NONE;
}

/* The page's title is its h1, so the highest heading of the body becomes an h2. */
static int
heading_shift(const SgFacts *facts, uint32_t title)
{
	int highest = 6;
	for (uint32_t i = 0; i < facts->n_nodes; i++) {
		if (facts->nodes[i].kind == SG_NODE_HEADING && i != title)
			highest = MIN(highest, (int)facts->nodes[i].level);
	}
	return 2 - highest;
}

void
sg_body_add(SgPage *page,
	    const SgEmitContext *context,
	    const SgOutput *output,
	    SgAnchors *anchors,
	    uint32_t title)
{
	const SgGraphDocument *document = sg_graph_document(context->graph, anchors->document);
	g_autoptr(GHashTable) linked = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) frames = g_array_new(FALSE, FALSE, sizeof(Frame));
	Body body = {.page = page,
		     .context = context,
		     .output = output,
		     .facts = document->facts,
		     .lookup = sg_lookup(context->graph),
		     .anchors = anchors,
		     .document = document,
		     .frames = frames,
		     .linked = linked,
		     .title = title,
		     .shift = heading_shift(document->facts, title)};
	for (uint32_t i = 0; i < body.facts->n_nodes;) {
		close_frames(&body, i);
		i = i == title ? body.facts->nodes[i].end : enter_node(&body, i);
	}
	close_frames(&body, UINT32_MAX);
	sg_page_open(page, "left");
	add_left_lines(&body);
	sg_page_close(page);
}
