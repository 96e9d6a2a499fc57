/* SPDX-License-Identifier: MIT */
#include "emit/diagram/label.h"

#include "base/text.h"

#include <string.h>

char *
sg_label_flat(const char *text)
{
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

/* Graphviz reads \N and the like as its own words and decodes entities, in every label. */
char *
sg_label_escape(const char *lines)
{
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
