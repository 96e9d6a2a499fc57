/* SPDX-License-Identifier: MIT */
#include "emit/diagram/label.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

bool
sg_label_is_plain(const char *text, size_t limit)
{
	char before = ' ';
	for (size_t i = 0; i <= limit; i++) {
		char c = text[i];
		if (!c)
			return before != ' ' || i == 0;
		if (c < ' ' || c > '~' || (c == ' ' && before == ' '))
			return false;
		before = c;
	}
	return false;
}

char *
sg_label_flat(const char *text)
{
	if (sg_label_is_plain(text, SG_LABEL_MAX))
		return g_strdup(text);
	g_autofree char *clean = sg_text_clean(text, strlen(text));
	char *flat = sg_text_squash(clean, strlen(clean));
	if (g_utf8_strlen(flat, -1) > SG_LABEL_MAX) {
		g_autofree char *whole = flat;
		g_autofree char *cut = g_utf8_substring(whole, 0, SG_LABEL_MAX - 1);
		flat = g_strconcat(cut, "\u2026", NULL);
	}
	return flat;
}

/* Where the line that begins at start ends, and in *next where the following one begins. */
static const char *
line_end(const char *start, const char **next)
{
	const char *space = NULL;
	const char *joint = NULL;
	const char *c = start;
	for (int width = 0; width < SG_LABEL_WIDTH && *c; width++) {
		if (*c == ' ')
			space = c;
		else if (strchr("-_/.:", *c))
			joint = c + 1;
		c = g_utf8_next_char(c);
	}
	const char *end = c;
	if (*c && *c != ' ')
		end = space ? space : joint ? joint : c;
	*next = *end == ' ' ? end + 1 : end;
	return end;
}

char *
sg_label_wrap(const char *text)
{
	if (sg_label_is_plain(text, SG_LABEL_WIDTH))
		return g_strdup(text);
	g_autofree char *flat = sg_label_flat(text);
	GString *lines = g_string_new(NULL);
	for (const char *start = flat; *start;) {
		const char *next = NULL;
		const char *end = line_end(start, &next);
		if (lines->len > 0)
			g_string_append_c(lines, '\n');
		g_string_append_len(lines, start, end - start);
		start = next;
	}
	return g_string_free(lines, FALSE);
}

unsigned
sg_label_lines(const char *lines)
{
	unsigned count = 1;
	for (const char *c = lines; *c; c++)
		count += *c == '\n';
	return count;
}

/* In thousandths of the size. What the table lacks is as wide as a capital. */
static unsigned
letter_width(const char *letter)
{
	static const uint16_t widths[] = {
	    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
	unsigned char byte = (unsigned char)*letter;
	if (byte >= ' ' && byte < ' ' + G_N_ELEMENTS(widths))
		return widths[byte - ' '];
	gunichar c = g_utf8_get_char(letter);
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide(c) ? 1000 : 722;
}

double
sg_label_width(const char *lines, double size)
{
	unsigned widest = 0;
	unsigned width = 0;
	for (const char *c = lines; *c; c = g_utf8_next_char(c)) {
		width = *c == '\n' ? 0 : width + letter_width(c);
		widest = MAX(widest, width);
	}
	return widest * size / 1000;
}

/* Graphviz reads \N and the like as its own words and decodes entities, in every label. */
char *
sg_label_escape(const char *lines)
{
	if (!strpbrk(lines, "\\&\n"))
		return g_strdup(lines);
	GString *label = g_string_sized_new(strlen(lines) + 8);
	for (const char *c = lines; *c; c++) {
		if (*c == '\\')
			g_string_append(label, "\\\\");
		else if (*c == '&')
			g_string_append(label, "&amp;");
		else if (*c == '\n')
			g_string_append(label, "\\n");
		else
			g_string_append_c(label, *c);
	}
	return g_string_free(label, FALSE);
}
