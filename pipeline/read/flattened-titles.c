/* SPDX-License-Identifier: MIT */
#include "read/flattened.h"

#include "base/text.h"

#include <string.h>

/* Which lines of a text without markup are titles: told by what stands around them. */

#define MAX_TITLE_RUN 3

/* Whether line i looks so; of list entries only numbered ones count. */
static bool
is_like(const SgFlat *flat, size_t i, SgLineLook look)
{
	bool ordered = true;
	if (sg_flat_look(flat, i) == SG_LINE_LIST)
		sg_line_marker(sg_flat_line(flat, i)->text, sg_flat_line(flat, i)->length, &ordered,
			       NULL);
	return sg_flat_look(flat, i) == look && ordered;
}

/* The full stops and colons of Chinese and Japanese. */
static bool
is_full_stop(const char *text, size_t length)
{
	static const char *const stops[] = {"\xe3\x80\x82", "\xef\xbc\x9a", "\xef\xbc\x8c",
					    "\xef\xbc\x9b", "\xef\xbc\x9f", "\xef\xbc\x81"};
	for (size_t i = 0; i < G_N_ELEMENTS(stops) && length >= 3; i++) {
		if (memcmp(text + length - 3, stops[i], 3) == 0)
			return true;
	}
	return false;
}

/* What stands behind a number: a title, perhaps between quotes, or a question. */
static bool
is_numbered_title(const char *text, size_t length)
{
	if (length > 2 && text[0] == '"' && text[length - 1] == '"') {
		text++;
		length -= 2;
	}
	length -= length > 1 && text[length - 1] == '?';
	if (length == 0)
		return false;
	char last = text[length - 1];
	bool ends = g_ascii_isalnum(last) || strchr(">)`", last) != NULL ||
		    ((unsigned char)last >= 0x80 && !is_full_stop(text, length));
	SgLineLook look = sg_line_look(text, length);
	bool clauses = look == SG_LINE_PROSE && length <= 80 && g_ascii_isupper(text[0]) &&
		       memmem(text, length, ". ", 2) == NULL;
	return ends && (look == SG_LINE_TITLE || clauses);
}

/* "3. Closing the Hive" between other things is a numbered title, and so is "Bees - A Summary": a
 * list has more than one entry. */
static void
promote_titles(SgFlat *flat)
{
	for (size_t i = 0; i < flat->lines->len; i++) {
		SgFlatLine *line = sg_flat_line(flat, i);
		bool alone = !is_like(flat, i - 1, line->look) && !is_like(flat, i + 1, line->look);
		bool ordered = false;
		size_t skip = sg_line_marker(line->text, line->length, &ordered, NULL);
		if (!alone || line->length == 0)
			continue;
		if (line->look == SG_LINE_LIST && ordered &&
		    is_numbered_title(line->text + skip, line->length - skip))
			line->look = SG_LINE_TITLE;
		if (!g_ascii_isalnum(line->text[line->length - 1]))
			continue;
		const char *dash = memmem(line->text, line->length, " - ", 3);
		if (line->look == SG_LINE_PAIR && line->length <= 60 && dash != NULL &&
		    g_ascii_isupper(dash[3]) && g_ascii_isupper(line->text[0]))
			line->look = SG_LINE_TITLE;
	}
}

/* Whether line i is a paragraph of its own: long, and a sentence. */
static bool
is_long_text(const SgFlat *flat, size_t i)
{
	SgLineLook look = sg_flat_look(flat, i);
	if (look != SG_LINE_PROSE && look != SG_LINE_PAIR)
		return false;
	const SgFlatLine *line = sg_flat_line(flat, i);
	return line->length > 60 && sg_ends_in(line->text, line->length, ".:?");
}

/* Whether a line could be a title by its length and its end alone. */
static bool
is_short(const SgFlatLine *line)
{
	size_t spaces = 0;
	for (size_t i = 0; i < line->length; i++)
		spaces += line->text[i] == ' ';
	return line->length > 0 && line->length <= 80 && spaces < 12 &&
	       !sg_ends_in(line->text, line->length, ".,;:!?");
}

static bool
has_none_of(const SgFlatLine *line, const char *marks)
{
	for (size_t i = 0; i < line->length; i++) {
		if (strchr(marks, line->text[i]) != NULL)
			return false;
	}
	return true;
}

/* What stands before a title is complete: a sentence, code, a list or a table. */
static bool
is_complete(const SgFlat *flat, size_t i)
{
	SgLineLook look = sg_flat_look(flat, i);
	if (look != SG_LINE_PROSE && look != SG_LINE_PAIR)
		return true;
	const SgFlatLine *line = sg_flat_line(flat, i);
	return sg_ends_in(line->text, line->length, ".!?)");
}

/* "rename_all is a wire change" or "Pattern 4: reports" right above a paragraph, and behind
 * something complete: a title, whatever it begins with. Paragraphs end in a full stop. */
static void
promote_short_lines(SgFlat *flat)
{
	for (size_t i = 1; i + 1 < flat->lines->len; i++) {
		SgFlatLine *line = sg_flat_line(flat, i);
		bool text = line->look == SG_LINE_PROSE || line->look == SG_LINE_PAIR;
		bool lonely_code = line->look == SG_LINE_CODE &&
				   sg_flat_look(flat, i - 1) == SG_LINE_PROSE &&
				   memchr(line->text, ' ', line->length) != NULL;
		text = text && has_none_of(line, "{};=[\\") && line->text[0] != '-';
		lonely_code = lonely_code && has_none_of(line, ";{}()=\"$/-.");
		if ((text || lonely_code) && is_short(line) && is_long_text(flat, i + 1) &&
		    is_complete(flat, i - 1))
			line->look = SG_LINE_TITLE;
	}
}

/* A title has something under it; many titles in a row are a list, not headings. */
static void
demote_titles(SgFlat *flat)
{
	for (size_t i = 0; i < flat->lines->len;) {
		size_t end = i;
		while (end < flat->lines->len && sg_flat_line(flat, end)->look == SG_LINE_TITLE)
			end++;
		bool last = end == flat->lines->len;
		for (size_t k = i; k < end; k++) {
			bool goes_on = sg_flat_look(flat, k + 1) == SG_LINE_PROSE &&
				       g_ascii_islower(sg_flat_line(flat, k + 1)->text[0]);
			if (end - i > MAX_TITLE_RUN || (last && k + 1 == end) || goes_on)
				sg_flat_line(flat, k)->look = SG_LINE_PROSE;
		}
		i = MAX(end, i + 1);
	}
}

void
sg_flat_find_titles(SgFlat *flat)
{
	promote_titles(flat);
	promote_short_lines(flat);
	demote_titles(flat);
}
