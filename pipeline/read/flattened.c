/* SPDX-License-Identifier: MIT */
#include "read/flattened.h"

#include "base/text.h"

#include <string.h>

/* A document that has lost its markup, as by copying it out of a page: every line is a block or
 * a line of code. Lines are judged by their looks, then by their neighbours. What is recovered is
 * marked as inferred. */

#define MAX_REGION 400 /* lines in which an open bracket may close */

/* Titles that close a document and so belong to no section before them. */
static const char *const top_titles[] = {"Resources",  "References", "Further Reading", "See Also",
					 "Conclusion", "Summary",    "License",         "Overview"};

static uint32_t
number_of(const SgFlat *flat, size_t i)
{
	return flat->reading->body_line + sg_flat_line(flat, i)->first;
}

static uint32_t
last_number_of(const SgFlat *flat, size_t i)
{
	return number_of(flat, i) + sg_flat_line(flat, i)->count - 1;
}

static const SgFlatLine *
source_of(const SgFlat *flat, size_t i, uint32_t number)
{
	return &g_array_index(flat->sources, SgFlatLine, sg_flat_line(flat, i)->first + number);
}

static void
split_lines(SgFlat *flat)
{
	const char *p = flat->reading->text + flat->reading->body;
	const char *end = flat->reading->text + flat->reading->length;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		SgFlatLine line = {.text = p,
				   .length = (size_t)((stop != NULL ? stop : end) - p),
				   .first = flat->sources->len,
				   .count = 1};
		p = stop != NULL ? stop + 1 : end;
		while (line.length > 0 && (line.text[0] == ' ' || line.text[0] == '\t')) {
			line.text++;
			line.length--;
		}
		while (line.length > 0 && strchr(" \t", line.text[line.length - 1]) != NULL)
			line.length--;
		line.look = sg_line_look(line.text, line.length);
		line.balance = sg_line_balance(line.text, line.length);
		g_array_append_val(flat->sources, line);
	}
}

/* The line that closes the brackets open after line i, or i when prose stands before it. */
static size_t
closing_line(const SgFlat *flat, size_t i, int open)
{
	size_t prose = 0;
	for (size_t k = i + 1; k < flat->lines->len && k - i <= MAX_REGION; k++) {
		const SgFlatLine *line = sg_flat_line(flat, k);
		bool sentence = line->look == SG_LINE_PROSE && line->length > 60;
		prose += sentence || line->look == SG_LINE_TITLE;
		open += line->balance;
		if (open <= 0)
			return prose * 3 <= k - i ? k : i;
	}
	return i;
}

/* What stands inside open brackets is code, whatever it looks like. */
static void
extend_by_brackets(SgFlat *flat)
{
	int open = 0;
	for (size_t i = 0; i < flat->lines->len; i++) {
		const SgFlatLine *line = sg_flat_line(flat, i);
		if (line->look != SG_LINE_CODE) {
			open = 0;
			continue;
		}
		open = MAX(open + line->balance, 0);
		if (open == 0)
			continue;
		size_t close = closing_line(flat, i, open);
		for (size_t k = i + 1; k <= close; k++)
			sg_flat_line(flat, k)->look = SG_LINE_CODE;
		open = close > i ? 0 : open;
		i = MAX(i, close);
	}
}

static bool
is_arrow(const SgFlatLine *line)
{
	return line->length >= 3 && memcmp(line->text, "\xe2\x86", 2) == 0;
}

/* One or two lines between lines of code are code, unless they are written as sentences or titles.
 */
static void
extend_by_neighbours(SgFlat *flat)
{
	for (size_t i = 1; i + 1 < flat->lines->len; i++) {
		SgFlatLine *line = sg_flat_line(flat, i);
		if (sg_flat_line(flat, i - 1)->look != SG_LINE_CODE || line->look == SG_LINE_CODE)
			continue;
		bool text = line->look == SG_LINE_TITLE || line->look == SG_LINE_BLANK ||
			    line->look == SG_LINE_LIST || line->length == 0 ||
			    g_ascii_isupper(line->text[0]) ||
			    sg_ends_in(line->text, line->length, ".:");
		bool near =
		    sg_flat_line(flat, i + 1)->look == SG_LINE_CODE ||
		    (i + 2 < flat->lines->len && sg_flat_line(flat, i + 2)->look == SG_LINE_CODE);
		const SgFlatLine *before = sg_flat_line(flat, i - 1);
		bool goes_on = before->length > 1 && sg_ends_in(before->text, before->length, "\\");
		bool drawn = line->length <= 60 && is_arrow(before) &&
			     sg_flat_look(flat, i + 1) == SG_LINE_CODE &&
			     is_arrow(sg_flat_line(flat, i + 1));
		if ((!text && near) || goes_on || drawn)
			line->look = SG_LINE_CODE;
	}
}

static SgNode *
open_inferred(SgFlat *flat, SgNodeKind kind, size_t i, size_t end, uint32_t *index)
{
	*index =
	    sg_document_open(flat->doc, kind, number_of(flat, i), last_number_of(flat, end - 1));
	SgNode *node = sg_document_node(flat->doc, *index);
	node->flags = SG_FLAG_INFERRED;
	return node;
}

/* Text with the back-ticks that survived as code spans. */
static void
add_inlines(SgFlat *flat, const char *text, size_t length, uint32_t line)
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

/* The text of line i but for skip bytes, with a break wherever it was broken. What is skipped may
 * reach into the space that stands for a break: "-" can be a line of its own. */
static void
add_text(SgFlat *flat, size_t i, size_t skip)
{
	bool any = false;
	for (uint32_t k = 0; k < sg_flat_line(flat, i)->count; k++) {
		const SgFlatLine *source = source_of(flat, i, k);
		uint32_t number = number_of(flat, i) + k;
		size_t cut = MIN(skip, source->length);
		skip -= MIN(skip, source->length + 1);
		if (cut == source->length)
			continue;
		if (any)
			sg_document_open(flat->doc, SG_NODE_SOFTBREAK, number - 1, number - 1);
		add_inlines(flat, source->text + cut, source->length - cut, number);
		any = true;
	}
}

/* How far the run of lines of one look goes. */
static size_t
run_end(const SgFlat *flat, size_t i)
{
	SgLineLook look = sg_flat_line(flat, i)->look;
	size_t end = i + 1;
	while (end < flat->lines->len && sg_flat_line(flat, end)->look == look)
		end++;
	return end;
}

static bool
is_top_title(const SgFlatLine *line)
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
add_heading(SgFlat *flat, size_t i)
{
	bool above = i + 1 < flat->lines->len && sg_flat_line(flat, i + 1)->look == SG_LINE_TITLE;
	bool top = above || is_top_title(sg_flat_line(flat, i));
	bool first = !flat->any_heading && i <= 1;
	uint32_t index = 0;
	SgNode *node = open_inferred(flat, SG_NODE_HEADING, i, i + 1, &index);
	node->level = first ? 1 : top || !flat->parent_open ? 2 : 3;
	flat->any_heading = true;
	if (!first && top)
		flat->parent_open = above;
	add_text(flat, i, 0);
	sg_document_close(flat->doc, index);
	return i + 1;
}

/* Code ends where what a tool says of it begins. */
static size_t
code_end(const SgFlat *flat, size_t i)
{
	size_t end = run_end(flat, i);
	if (sg_line_is_report(sg_flat_line(flat, i)->text, sg_flat_line(flat, i)->length))
		return end;
	for (size_t k = i + 1; k < end; k++) {
		const SgFlatLine *line = sg_flat_line(flat, k);
		const SgFlatLine *before = sg_flat_line(flat, k - 1);
		if (g_ascii_isalpha(line->text[0]) && sg_line_is_report(line->text, line->length) &&
		    sg_ends_in(before->text, before->length, "};"))
			return k;
	}
	return end;
}

static size_t
add_code(SgFlat *flat, size_t i)
{
	size_t end = code_end(flat, i);
	const SgFlatLine *last = source_of(flat, end - 1, sg_flat_line(flat, end - 1)->count - 1);
	const char *start = source_of(flat, i, 0)->text;
	uint32_t index = 0;
	open_inferred(flat, SG_NODE_CODE, i, end, &index);
	SgStr code = sg_pool_add(flat->doc->pool, start, last->text + last->length - start);
	sg_document_node(flat->doc, index)->text = code;
	sg_document_close(flat->doc, index);
	return end;
}

static void
add_item(SgFlat *flat, size_t i, size_t skip)
{
	uint32_t item = 0;
	uint32_t paragraph = 0;
	open_inferred(flat, SG_NODE_ITEM, i, i + 1, &item);
	open_inferred(flat, SG_NODE_PARAGRAPH, i, i + 1, &paragraph);
	add_text(flat, i, skip);
	sg_document_close(flat->doc, paragraph);
	sg_document_close(flat->doc, item);
}

/* How far the run of list lines goes: up to where numbers begin or end. */
static size_t
list_end(const SgFlat *flat, size_t i, bool ordered)
{
	SgLineLook look = sg_flat_line(flat, i)->look;
	size_t end = i + 1;
	for (; end < flat->lines->len && sg_flat_line(flat, end)->look == look; end++) {
		bool same = false;
		sg_line_marker(sg_flat_line(flat, end)->text, sg_flat_line(flat, end)->length,
			       &same, NULL);
		if (same != ordered)
			break;
	}
	return end;
}

/* Lines with markers, or "name - meaning" lines, up to where the sort of marker changes. */
static size_t
add_list(SgFlat *flat, size_t i)
{
	bool ordered = false;
	uint32_t number = 0;
	bool marked = sg_line_marker(sg_flat_line(flat, i)->text, sg_flat_line(flat, i)->length,
				     &ordered, &number) > 0;
	size_t end = marked ? list_end(flat, i, ordered) : run_end(flat, i);
	uint32_t index = 0;
	SgNode *list = open_inferred(flat, SG_NODE_LIST, i, end, &index);
	list->level = ordered;
	list->value = number;
	list->flags |= SG_FLAG_TIGHT;
	for (size_t k = i; k < end; k++) {
		const SgFlatLine *line = sg_flat_line(flat, k);
		add_item(flat, k,
			 marked ? sg_line_marker(line->text, line->length, NULL, NULL) : 0);
	}
	sg_document_close(flat->doc, index);
	return end;
}

static void
add_cells(SgFlat *flat, size_t i)
{
	const SgFlatLine *line = sg_flat_line(flat, i);
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
add_table(SgFlat *flat, size_t i)
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
continues(const SgFlat *flat, size_t i)
{
	if (i >= flat->lines->len)
		return false;
	const SgFlatLine *before = sg_flat_line(flat, i - 1);
	const SgFlatLine *line = sg_flat_line(flat, i);
	return line->look == SG_LINE_PROSE && before->length > 60 &&
	       !sg_ends_in(before->text, before->length, ".:!?;") && g_ascii_islower(line->text[0]);
}

static size_t
add_paragraph(SgFlat *flat, size_t i)
{
	uint32_t first = number_of(flat, i);
	uint32_t index = sg_document_open(flat->doc, SG_NODE_PARAGRAPH, first, first);
	add_text(flat, i, 0);
	size_t end = i + 1;
	for (; continues(flat, end); end++) {
		uint32_t line = number_of(flat, end);
		sg_document_open(flat->doc, SG_NODE_SOFTBREAK, line - 1, line - 1);
		add_text(flat, end, 0);
	}
	sg_document_node(flat->doc, index)->end_line = last_number_of(flat, end - 1);
	sg_document_close(flat->doc, index);
	return end;
}

static size_t
add_block(SgFlat *flat, size_t i)
{
	switch (sg_flat_line(flat, i)->look) {
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
	g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(SgFlatLine));
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(SgFlatLine));
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	SgFlat flat = {.reading = reading,
		       .doc = reading->doc,
		       .sources = sources,
		       .lines = lines,
		       .texts = texts};
	split_lines(&flat);
	sg_flat_join_lines(&flat);
	extend_by_brackets(&flat);
	extend_by_neighbours(&flat);
	sg_flat_find_titles(&flat);
	for (size_t i = 0; i < lines->len;)
		i = add_block(&flat, i);
	return true;
}
