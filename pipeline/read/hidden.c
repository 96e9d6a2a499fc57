/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* Characters that nobody sees. One between words is an accident; many in a row carry a message:
 * tags (U+E0000) are ASCII in disguise, variation selectors and zero-width characters are used as
 * digits. Joiners belong to many scripts and to emoji, and are judged by their neighbours. */

#define LEAST_HIDDEN 4 /* letters, or digits of eight */
#define LEAST_RUN    8

typedef struct {
	const char *start;
	unsigned count;
	gunichar first;
	GString *tags; /* what they spell */
} Run;

static bool
is_tag(gunichar c)
{
	return c >= 0xe0000 && c <= 0xe007f;
}

static bool
is_selector(gunichar c)
{
	return c >= 0xe0100 && c <= 0xe01ef;
}

static bool
is_invisible(gunichar c)
{
	static const gunichar single[] = {0xad,   0x115f, 0x1160, 0x180e, 0x200b,
					  0x200c, 0x200d, 0x3164, 0xfeff, 0xffa0};
	for (size_t i = 0; i < G_N_ELEMENTS(single); i++) {
		if (c == single[i])
			return true;
	}
	return (c >= 0x2060 && c <= 0x2064) || is_tag(c) || is_selector(c);
}

/* Of the character before p; 0 at the start. */
static gunichar
char_before(const SgReading *reading, const char *p)
{
	if (p == reading->text)
		return 0;
	return g_utf8_get_char(g_utf8_find_prev_char(reading->text, p));
}

/* Joiners between letters of a script that has them, or in an emoji; tags behind the black flag. */
static bool
is_at_home(const SgReading *reading, const Run *run, const char *end)
{
	gunichar before = char_before(reading, run->start);
	gunichar after = g_utf8_get_char(end);
	bool joiner = run->first == 0x200c || run->first == 0x200d;
	if (joiner)
		return run->count == 1 && (before >= 0x80 || after >= 0x80);
	if (is_tag(run->first))
		return before == 0x1f3f4;
	if (is_selector(run->first))
		return run->count == 1 && before >= 0x80;
	return run->first == 0xad && run->count == 1 && before >= 0x80;
}

static void
diagnose(const SgReading *reading, const Run *run)
{
	uint32_t line = sg_reading_line_at(reading, (size_t)(run->start - reading->text));
	size_t length = 0;
	const char *start = sg_reading_line(reading, line, &length);
	unsigned column = (unsigned)g_utf8_strlen(start, run->start - start) + 1;
	SgDiags *diags = reading->doc->diags;
	g_autofree char *detail = NULL;
	if (run->tags->len >= LEAST_HIDDEN) {
		detail = g_strdup_printf("\"%s\"", run->tags->str);
		sg_diags_add(diags, SG_DIAG_HIDDEN_TEXT, line, column, detail);
	} else if (run->count >= LEAST_RUN) {
		detail = g_strdup_printf("%u of them in a row", run->count);
		sg_diags_add(diags, SG_DIAG_HIDDEN_TEXT, line, column, detail);
	} else {
		detail = g_strdup_printf("U+%04X", run->first);
		sg_diags_add(diags, SG_DIAG_INVISIBLE, line, column, detail);
	}
}

/* The run that begins at p; returns the byte behind it. */
static const char *
take_run(const SgReading *reading, const char *p)
{
	g_autoptr(GString) tags = g_string_new(NULL);
	Run run = {.start = p, .first = g_utf8_get_char(p), .tags = tags};
	const char *end = reading->text + reading->length;
	while (p < end) {
		gunichar c = g_utf8_get_char(p);
		if (!is_invisible(c))
			break;
		if (c > 0xe0020 && c < 0xe007f && tags->len < 200)
			g_string_append_c(tags, (char)(c - 0xe0000));
		else if (c == 0xe0020 && tags->len < 200)
			g_string_append_c(tags, ' ');
		run.count++;
		p = g_utf8_next_char(p);
	}
	if (!is_at_home(reading, &run, p))
		diagnose(reading, &run);
	return p;
}

void
sg_hidden_report(const SgReading *reading)
{
	const char *p = reading->text;
	const char *end = p + reading->length;
	while (p < end) {
		unsigned char c = (unsigned char)*p;
		if (c < 0x80) {
			p++;
		} else if (is_invisible(g_utf8_get_char(p))) {
			p = take_run(reading, p);
		} else {
			p = g_utf8_next_char(p);
		}
	}
}
