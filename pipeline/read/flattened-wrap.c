/* SPDX-License-Identifier: MIT */
#include "read/flattened.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Prose that was broken at a column, and the blank lines between paragraphs lost: which lines
 * belong together. Programs and people break a line where the next word would not fit, so a line
 * that ends before that column, though there was room for the word, ends a paragraph. */

#define LEAST_WIDTH  50 /* columns */
#define MOST_WIDTH   120
#define LEAST_BROKEN 3  /* lines that go on for certain */
#define MOST_LINES   64 /* of one paragraph */

static size_t
count_columns(const char *text, size_t length)
{
	size_t columns = 0;
	for (size_t i = 0; i < length; i++)
		columns += ((unsigned char)text[i] & 0xc0) != 0x80;
	return columns;
}

static SgFlatLine *
source_at(const SgFlat *flat, size_t i)
{
	return &g_array_index(flat->sources, SgFlatLine, i);
}

/* Columns of line i with the first word of the next. */
static size_t
columns_with_next(const SgFlat *flat, size_t i)
{
	const SgFlatLine *line = source_at(flat, i);
	const SgFlatLine *next = source_at(flat, i + 1);
	const char *space = memchr(next->text, ' ', next->length);
	size_t word = space != NULL ? (size_t)(space - next->text) : next->length;
	return count_columns(line->text, line->length) + 1 + count_columns(next->text, word);
}

/* A line that stops in the middle of a sentence, and one that goes on with small letters. */
static bool
goes_on(const SgFlat *flat, size_t i)
{
	const SgFlatLine *line = source_at(flat, i);
	const SgFlatLine *next = source_at(flat, i + 1);
	bool prose = line->look == SG_LINE_PROSE || line->look == SG_LINE_LIST ||
		     line->look == SG_LINE_TITLE || line->look == SG_LINE_PAIR;
	return prose && line->length >= LEAST_WIDTH / 2 && next->length > 0 &&
	       g_ascii_islower(next->text[0]) && g_ascii_isalpha(line->text[line->length - 1]);
}

static int
compare_size(gconstpointer a, gconstpointer b)
{
	size_t x = *(const size_t *)a;
	size_t y = *(const size_t *)b;
	return (x > y) - (x < y);
}

/* The column that most of the lines that go on were broken at, or 0. */
static size_t
find_width(const SgFlat *flat)
{
	g_autoptr(GArray) reached = g_array_new(FALSE, FALSE, sizeof(size_t));
	g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(size_t));
	for (size_t i = 0; i + 1 < flat->sources->len; i++) {
		if (!goes_on(flat, i))
			continue;
		const SgFlatLine *line = source_at(flat, i);
		size_t columns = columns_with_next(flat, i);
		size_t length = count_columns(line->text, line->length);
		g_array_append_val(reached, columns);
		g_array_append_val(lengths, length);
	}
	if (reached->len < LEAST_BROKEN)
		return 0;
	g_array_sort(reached, compare_size);
	g_array_sort(lengths, compare_size);
	size_t width = g_array_index(reached, size_t, reached->len / 10) - 1;
	size_t longest = g_array_index(lengths, size_t, lengths->len - 1 - lengths->len / 10);
	return width >= LEAST_WIDTH && width <= MOST_WIDTH && longest <= width ? width : 0;
}

/* Whether line i is broken at the column, for all that its length tells. */
static bool
is_full(const SgFlat *flat, size_t i, size_t width)
{
	if (i + 1 >= flat->sources->len || source_at(flat, i + 1)->length == 0)
		return false;
	const SgFlatLine *line = source_at(flat, i);
	return count_columns(line->text, line->length) <= width &&
	       columns_with_next(flat, i) > width;
}

static bool
ends_sentence(const SgFlatLine *line)
{
	return sg_ends_in(line->text, line->length, ".:!?");
}

/* A line that a full line may go on with: no block of its own. After the end of a sentence it has
 * to be broken itself or end a sentence, or it may be a title or code. */
static bool
may_follow(const SgFlat *flat, size_t i, size_t width)
{
	const SgFlatLine *before = source_at(flat, i - 1);
	const SgFlatLine *line = source_at(flat, i);
	bool whole = !is_full(flat, i, width) && !ends_sentence(line);
	if (line->look == SG_LINE_BLANK || line->look == SG_LINE_ROW || line->look == SG_LINE_LIST)
		return false;
	if (line->look == SG_LINE_CODE && sg_ends_in(line->text, line->length, ";{}"))
		return false;
	if (ends_sentence(before))
		return !whole && line->look != SG_LINE_PAIR;
	return !(whole && line->look == SG_LINE_TITLE && g_ascii_isupper(line->text[0]));
}

/* Lines first to end as one, in a text of its own. */
static SgFlatLine
join(const SgFlat *flat, size_t first, size_t end)
{
	GString *text = g_string_new(NULL);
	for (size_t i = first; i < end; i++) {
		const SgFlatLine *line = source_at(flat, i);
		if (i > first)
			g_string_append_c(text, ' ');
		g_string_append_len(text, line->text, (gssize)line->length);
	}
	SgFlatLine joined = {
	    .length = text->len, .first = (uint32_t)first, .count = (uint32_t)(end - first)};
	char *owned = g_string_free(text, FALSE);
	joined.text = owned;
	g_ptr_array_add(flat->texts, owned);
	joined.look = sg_line_look(joined.text, joined.length);
	joined.balance = sg_line_balance(joined.text, joined.length);
	return joined;
}

void
sg_flat_join_lines(SgFlat *flat)
{
	size_t width = find_width(flat);
	for (size_t i = 0, end = 0; i < flat->sources->len; i = end) {
		SgFlatLine line = *source_at(flat, i);
		end = i + 1;
		bool block = line.look == SG_LINE_BLANK || line.look == SG_LINE_ROW;
		while (width > 0 && !block && end - i < MOST_LINES &&
		       is_full(flat, end - 1, width) && may_follow(flat, end, width))
			end++;
		SgFlatLine joined = end > i + 1 ? join(flat, i, end) : line;
		bool code = joined.look == SG_LINE_CODE;
		if (code && line.look == SG_LINE_CODE) /* a long line of code is not broken */
			end = i + 1;
		else
			line = joined;
		if (code && line.count > 1)
			line.look = SG_LINE_PROSE;
		g_array_append_val(flat->lines, line);
	}
}
