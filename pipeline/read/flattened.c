/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* A document that has lost its markup, as by copying it out of a page: every line is a block or
 * a line of code. Lines are judged by their looks, then by their neighbours. What is recovered is
 * marked as inferred. */

#define MAX_REGION    400 /* lines in which an open bracket may close */
#define MAX_TITLE_RUN 3

typedef struct {
	const char *text;
	size_t length;
	SgLineLook look;
} Line;

typedef struct {
	SgReading *reading;
	SgDocument *doc;
	GArray *lines; /* of Line */
	bool any_heading, parent_open;
} Flat;

/* Titles that close a document and so belong to no section before them. */
static const char *const top_titles[] = {"Resources",  "References", "Further Reading", "See Also",
					 "Conclusion", "Summary",    "License",         "Overview"};

static Line *
line_at(const Flat *flat, size_t i)
{
	return &g_array_index(flat->lines, Line, i);
}

static uint32_t
number_of(const Flat *flat, size_t i)
{
	return flat->reading->body_line + (uint32_t)i;
}

static void
split_lines(Flat *flat)
{
	const char *p = flat->reading->text + flat->reading->body;
	const char *end = flat->reading->text + flat->reading->length;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		Line line = {.text = p, .length = (size_t)((stop != NULL ? stop : end) - p)};
		p = stop != NULL ? stop + 1 : end;
		while (line.length > 0 && (line.text[0] == ' ' || line.text[0] == '\t')) {
			line.text++;
			line.length--;
		}
		while (line.length > 0 && strchr(" \t", line.text[line.length - 1]) != NULL)
			line.length--;
		line.look = sg_line_look(line.text, line.length);
		g_array_append_val(flat->lines, line);
	}
}

/* The line that closes the brackets open after line i, or i when prose stands before it. */
static size_t
closing_line(const Flat *flat, size_t i, int open)
{
	size_t prose = 0;
	for (size_t k = i + 1; k < flat->lines->len && k - i <= MAX_REGION; k++) {
		const Line *line = line_at(flat, k);
		bool sentence = line->look == SG_LINE_PROSE && line->length > 60;
		prose += sentence || line->look == SG_LINE_TITLE;
		open += sg_line_balance(line->text, line->length);
		if (open <= 0)
			return prose * 3 <= k - i ? k : i;
	}
	return i;
}

/* What stands inside open brackets is code, whatever it looks like. */
static void
extend_by_brackets(Flat *flat)
{
	int open = 0;
	for (size_t i = 0; i < flat->lines->len; i++) {
		const Line *line = line_at(flat, i);
		if (line->look != SG_LINE_CODE) {
			open = 0;
			continue;
		}
		open = MAX(open + sg_line_balance(line->text, line->length), 0);
		if (open == 0)
			continue;
		size_t close = closing_line(flat, i, open);
		for (size_t k = i + 1; k <= close; k++)
			line_at(flat, k)->look = SG_LINE_CODE;
		open = close > i ? 0 : open;
		i = MAX(i, close);
	}
}

/* One or two lines between lines of code are code, unless they are written as sentences or titles.
 */
static void
extend_by_neighbours(Flat *flat)
{
	for (size_t i = 1; i + 1 < flat->lines->len; i++) {
		Line *line = line_at(flat, i);
		if (line_at(flat, i - 1)->look != SG_LINE_CODE || line->look == SG_LINE_CODE)
			continue;
		bool text = line->look == SG_LINE_TITLE || line->look == SG_LINE_BLANK ||
			    line->look == SG_LINE_LIST || line->length == 0 ||
			    g_ascii_isupper(line->text[0]) ||
			    strchr(".:", line->text[line->length - 1]) != NULL;
		bool near =
		    line_at(flat, i + 1)->look == SG_LINE_CODE ||
		    (i + 2 < flat->lines->len && line_at(flat, i + 2)->look == SG_LINE_CODE);
		if (!text && near)
			line->look = SG_LINE_CODE;
	}
}

static SgLineLook
look_of(const Flat *flat, size_t i)
{
	return i < flat->lines->len ? line_at(flat, i)->look : SG_LINE_BLANK;
}

/* Whether line i looks so; of list entries only numbered ones count. */
static bool
is_like(const Flat *flat, size_t i, SgLineLook look)
{
	bool ordered = true;
	if (look_of(flat, i) == SG_LINE_LIST)
		sg_line_marker(line_at(flat, i)->text, line_at(flat, i)->length, &ordered, NULL);
	return look_of(flat, i) == look && ordered;
}

/* "3. Closing the Hive" between other things is a numbered title, and so is "Bees - A Summary": a
 * list has more than one entry. */
static void
promote_titles(Flat *flat)
{
	for (size_t i = 0; i < flat->lines->len; i++) {
		Line *line = line_at(flat, i);
		bool alone = !is_like(flat, i - 1, line->look) && !is_like(flat, i + 1, line->look);
		bool ordered = false;
		size_t skip = sg_line_marker(line->text, line->length, &ordered, NULL);
		if (!alone || line->length == 0 || !g_ascii_isalnum(line->text[line->length - 1]))
			continue;
		if (line->look == SG_LINE_LIST && ordered &&
		    sg_line_look(line->text + skip, line->length - skip) == SG_LINE_TITLE)
			line->look = SG_LINE_TITLE;
		const char *dash = memmem(line->text, line->length, " - ", 3);
		if (line->look == SG_LINE_PAIR && line->length <= 60 && dash != NULL &&
		    g_ascii_isupper(dash[3]) && g_ascii_isupper(line->text[0]))
			line->look = SG_LINE_TITLE;
	}
}

/* A title has something under it; many titles in a row are a list, not headings. */
static void
demote_titles(Flat *flat)
{
	for (size_t i = 0; i < flat->lines->len;) {
		size_t end = i;
		while (end < flat->lines->len && line_at(flat, end)->look == SG_LINE_TITLE)
			end++;
		bool last = end == flat->lines->len;
		for (size_t k = i; k < end; k++) {
			bool goes_on = look_of(flat, k + 1) == SG_LINE_PROSE &&
				       g_ascii_islower(line_at(flat, k + 1)->text[0]);
			if (end - i > MAX_TITLE_RUN || (last && k + 1 == end) || goes_on)
				line_at(flat, k)->look = SG_LINE_PROSE;
		}
		i = MAX(end, i + 1);
	}
}

static SgNode *
open_inferred(Flat *flat, SgNodeKind kind, size_t i, size_t end, uint32_t *index)
{
	*index = sg_document_open(flat->doc, kind, number_of(flat, i), number_of(flat, end - 1));
	SgNode *node = sg_document_node(flat->doc, *index);
	node->flags = SG_FLAG_INFERRED;
	return node;
}

/* Text with the back-ticks that survived as code spans. */
static void
add_inlines(Flat *flat, const char *text, size_t length, uint32_t line)
{
	const char *end = text + length;
	while (text < end) {
		const char *open = memchr(text, '`', (size_t)(end - text));
		const char *close =
		    open != NULL ? memchr(open + 1, '`', (size_t)(end - open - 1)) : NULL;
		if (close == NULL || close == open + 1) {
			sg_link_add_text(flat->reading, text, (size_t)(end - text), line);
			return;
		}
		sg_link_add_text(flat->reading, text, (size_t)(open - text), line);
		uint32_t span = sg_document_open(flat->doc, SG_NODE_CODE_SPAN, line, line);
		SgStr code = sg_pool_add(flat->doc->pool, open + 1, close - open - 1);
		sg_document_node(flat->doc, span)->text = code;
		text = close + 1;
	}
}

/* How far the run of lines of one look goes. */
static size_t
run_end(const Flat *flat, size_t i)
{
	SgLineLook look = line_at(flat, i)->look;
	size_t end = i + 1;
	while (end < flat->lines->len && line_at(flat, end)->look == look)
		end++;
	return end;
}

static bool
is_top_title(const Line *line)
{
	for (size_t i = 0; i < G_N_ELEMENTS(top_titles); i++) {
		if (strlen(top_titles[i]) == line->length &&
		    g_ascii_strncasecmp(top_titles[i], line->text, line->length) == 0)
			return true;
	}
	return false;
}

/* The first title is the document's. One that stands right above another is its parent. */
static size_t
add_heading(Flat *flat, size_t i)
{
	const Line *line = line_at(flat, i);
	bool above = i + 1 < flat->lines->len && line_at(flat, i + 1)->look == SG_LINE_TITLE;
	bool top = above || is_top_title(line);
	bool first = !flat->any_heading && i <= 1;
	uint32_t index = 0;
	SgNode *node = open_inferred(flat, SG_NODE_HEADING, i, i + 1, &index);
	node->level = first ? 1 : top || !flat->parent_open ? 2 : 3;
	flat->any_heading = true;
	if (!first && top)
		flat->parent_open = above;
	add_inlines(flat, line->text, line->length, number_of(flat, i));
	sg_document_close(flat->doc, index);
	return i + 1;
}

static size_t
add_code(Flat *flat, size_t i)
{
	size_t end = run_end(flat, i);
	const Line *last = line_at(flat, end - 1);
	const char *start = line_at(flat, i)->text;
	uint32_t index = 0;
	open_inferred(flat, SG_NODE_CODE, i, end, &index);
	SgStr code = sg_pool_add(flat->doc->pool, start, last->text + last->length - start);
	sg_document_node(flat->doc, index)->text = code;
	sg_document_close(flat->doc, index);
	return end;
}

static void
add_item(Flat *flat, size_t i, size_t skip)
{
	const Line *line = line_at(flat, i);
	uint32_t item = 0;
	uint32_t paragraph = 0;
	open_inferred(flat, SG_NODE_ITEM, i, i + 1, &item);
	open_inferred(flat, SG_NODE_PARAGRAPH, i, i + 1, &paragraph);
	add_inlines(flat, line->text + skip, line->length - skip, number_of(flat, i));
	sg_document_close(flat->doc, paragraph);
	sg_document_close(flat->doc, item);
}

/* Lines with markers, or "name - meaning" lines, up to where the sort of marker changes. */
static size_t
add_list(Flat *flat, size_t i)
{
	size_t end = run_end(flat, i);
	bool ordered = false;
	uint32_t number = 0;
	bool marked =
	    sg_line_marker(line_at(flat, i)->text, line_at(flat, i)->length, &ordered, &number) > 0;
	for (size_t k = i + 1; marked && k < end; k++) {
		bool same = false;
		sg_line_marker(line_at(flat, k)->text, line_at(flat, k)->length, &same, NULL);
		if (same != ordered)
			end = k;
	}
	uint32_t index = 0;
	SgNode *list = open_inferred(flat, SG_NODE_LIST, i, end, &index);
	list->level = ordered;
	list->value = number;
	list->flags |= SG_FLAG_TIGHT;
	for (size_t k = i; k < end; k++) {
		const Line *line = line_at(flat, k);
		add_item(flat, k,
			 marked ? sg_line_marker(line->text, line->length, NULL, NULL) : 0);
	}
	sg_document_close(flat->doc, index);
	return end;
}

static void
add_cells(Flat *flat, size_t i)
{
	const Line *line = line_at(flat, i);
	const char *p = line->text + 1;
	const char *end = line->text + line->length;
	while (p < end) {
		const char *bar = memchr(p, '|', (size_t)(end - p));
		const char *stop = bar != NULL ? bar : end;
		uint32_t cell = 0;
		open_inferred(flat, SG_NODE_CELL, i, i + 1, &cell);
		size_t length = (size_t)(stop - p);
		while (length > 0 && *p == ' ') {
			p++;
			length--;
		}
		while (length > 0 && p[length - 1] == ' ')
			length--;
		add_inlines(flat, p, length, number_of(flat, i));
		sg_document_close(flat->doc, cell);
		p = stop + 1;
	}
}

static size_t
add_table(Flat *flat, size_t i)
{
	size_t end = run_end(flat, i);
	uint32_t table = 0;
	open_inferred(flat, SG_NODE_TABLE, i, end, &table);
	for (size_t k = i; k < end; k++) {
		uint32_t row = 0;
		open_inferred(flat, SG_NODE_ROW, k, k + 1, &row)->level = k == i && end > i + 1;
		add_cells(flat, k);
		sg_document_close(flat->doc, row);
	}
	sg_document_close(flat->doc, table);
	return end;
}

/* Whether the line goes on with the sentence of the line before it. */
static bool
continues(const Flat *flat, size_t i)
{
	if (i >= flat->lines->len)
		return false;
	const Line *before = line_at(flat, i - 1);
	const Line *line = line_at(flat, i);
	return line->look == SG_LINE_PROSE && before->length > 60 &&
	       strchr(".:!?;", before->text[before->length - 1]) == NULL &&
	       g_ascii_islower(line->text[0]);
}

static size_t
add_paragraph(Flat *flat, size_t i)
{
	uint32_t first = number_of(flat, i);
	uint32_t index = sg_document_open(flat->doc, SG_NODE_PARAGRAPH, first, first);
	add_inlines(flat, line_at(flat, i)->text, line_at(flat, i)->length, first);
	size_t end = i + 1;
	for (; continues(flat, end); end++) {
		uint32_t line = number_of(flat, end);
		sg_document_open(flat->doc, SG_NODE_SOFTBREAK, line - 1, line - 1);
		add_inlines(flat, line_at(flat, end)->text, line_at(flat, end)->length, line);
	}
	sg_document_node(flat->doc, index)->end_line = number_of(flat, end - 1);
	sg_document_close(flat->doc, index);
	return end;
}

static size_t
add_block(Flat *flat, size_t i)
{
	switch (line_at(flat, i)->look) {
	case SG_LINE_BLANK:
		return i + 1;
	case SG_LINE_CODE:
		return add_code(flat, i);
	case SG_LINE_LIST:
		return add_list(flat, i);
	case SG_LINE_ROW:
		return run_end(flat, i) > i + 1 ? add_table(flat, i) : add_paragraph(flat, i);
	case SG_LINE_PAIR:
		return run_end(flat, i) > i + 1 ? add_list(flat, i) : add_paragraph(flat, i);
	case SG_LINE_TITLE:
		return add_heading(flat, i);
	default:
		return add_paragraph(flat, i);
	}
}

bool
sg_flattened_read(SgReading *reading)
{
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
	Flat flat = {.reading = reading, .doc = reading->doc, .lines = lines};
	split_lines(&flat);
	extend_by_brackets(&flat);
	extend_by_neighbours(&flat);
	promote_titles(&flat);
	demote_titles(&flat);
	for (size_t i = 0; i < lines->len;)
		i = add_block(&flat, i);
	return true;
}
