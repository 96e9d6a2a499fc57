/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* What a body is written in, from counts over its lines. */

#define MIN_BARE 20 /* lines without a blank one that make a document suspect */

#define LEAST_BROKEN 40 /* bytes of a line that was broken at a column */

typedef struct {
	size_t lines, blank;
	size_t headings; /* "## x", or "# x" with nothing right above or below: no comment of a
			    script */
	size_t fences, marked, links, tables;
	size_t code, titles, lists, pairs;
	size_t continued; /* lines that go on with the sentence of the one before */
	bool goes_on;     /* whether the line before may */
} Counts;

static const char *const html_starts[] = {"<!doctype html", "<html", "<head", "<body"};

static bool
is_html(const char *text, size_t length)
{
	while (length > 0 && g_ascii_isspace(*text)) {
		text++;
		length--;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(html_starts); i++) {
		size_t n = strlen(html_starts[i]);
		if (length > n && g_ascii_strncasecmp(text, html_starts[i], n) == 0)
			return true;
	}
	return false;
}

static bool
is_heading(const char *line, size_t length, bool alone)
{
	size_t level = 0;
	while (level < length && line[level] == '#')
		level++;
	if (level == 0 || level > 6 || level + 1 >= length || line[level] != ' ')
		return false;
	return level > 1 || alone;
}

static bool
is_fence(const char *line, size_t length)
{
	while (length > 0 && *line == ' ') {
		line++;
		length--;
	}
	return length >= 3 && (memcmp(line, "```", 3) == 0 || memcmp(line, "~~~", 3) == 0);
}

/* Where two characters stand side by side, or NULL. Lines are short and have few of the first:
 * memchr beats memmem. */
static const char *
find_pair(const char *line, size_t length, const char pair[2])
{
	const char *end = line + length;
	for (const char *p = line; p + 1 < end; p++) {
		p = memchr(p, pair[0], (size_t)(end - p - 1));
		if (p == NULL || p[1] == pair[1])
			return p;
	}
	return NULL;
}

/* "**bold**" or "[text](target)". */
static void
count_spans(Counts *counts, const char *line, size_t length)
{
	const char *bold = find_pair(line, length, "**");
	if (bold != NULL) {
		size_t left = length - (size_t)(bold + 2 - line);
		counts->marked +=
		    left > 2 && bold[2] != ' ' && find_pair(bold + 2, left, "**") != NULL;
	}
	counts->links += find_pair(line, length, "](") != NULL;
}

static bool
is_delimiter(const char *line, size_t length)
{
	size_t dashes = 0;
	for (size_t i = 0; i < length; i++) {
		if (line[i] != '|' && line[i] != '-' && line[i] != ':' && line[i] != ' ')
			return false;
		dashes += line[i] == '-';
	}
	return dashes >= 2 && memchr(line, '|', length) != NULL;
}

static void
count_markup(Counts *counts, const char *line, size_t length, bool alone)
{
	counts->lines++;
	counts->blank += length == 0;
	counts->headings += is_heading(line, length, alone);
	counts->fences += is_fence(line, length);
	counts->tables += is_delimiter(line, length);
	count_spans(counts, line, length);
}

static void
count_look(Counts *counts, const char *line, size_t length, bool alone)
{
	(void)alone;
	SgLineLook look = sg_line_look(line, length);
	counts->code += look == SG_LINE_CODE;
	counts->titles += look == SG_LINE_TITLE;
	counts->lists += look == SG_LINE_LIST;
	counts->pairs += look == SG_LINE_PAIR;
	counts->continued += counts->goes_on && look == SG_LINE_PROSE && g_ascii_islower(*line);
	counts->goes_on = length >= LEAST_BROKEN && g_ascii_isalpha(line[length - 1]);
}

static void
for_each_line(const SgReading *reading,
	      Counts *counts,
	      void (*count)(Counts *, const char *, size_t, bool))
{
	const char *p = reading->text + reading->body;
	const char *end = reading->text + reading->length;
	bool blank_before = true;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t length = (size_t)((stop != NULL ? stop : end) - p);
		bool blank_after = stop == NULL || stop + 1 >= end || stop[1] == '\n';
		count(counts, p, length, blank_before || blank_after);
		blank_before = length == 0;
		p = stop != NULL ? stop + 1 : end;
	}
}

static bool
has_suffix(const char *path, const char *const *suffixes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(suffixes[i]);
		size_t length = strlen(path);
		if (length >= n && g_ascii_strcasecmp(path + length - n, suffixes[i]) == 0)
			return true;
	}
	return false;
}

/* Copying from a page drops the blank lines between blocks: many lines that look like titles, code
 * or list entries and hardly a blank one. */
static bool
is_flattened(const SgReading *reading, const Counts *counts)
{
	size_t shaped = counts->titles + counts->code + counts->lists + counts->pairs;
	bool rows = reading->body > 0 && reading->text[0] == '|';
	size_t whole = counts->lines - counts->continued;
	return rows || (counts->lines >= 8 && counts->titles >= 2 && shaped * 3 >= whole);
}

SgDocSyntax
sg_sniff_syntax(const SgReading *reading)
{
	static const char *const html[] = {".html", ".htm"};
	static const char *const markdown[] = {".md", ".mdc", ".mdx"};
	Counts counts = {0};
	if (is_html(reading->text + reading->body, reading->length - reading->body) ||
	    has_suffix(reading->path, html, G_N_ELEMENTS(html)))
		return SG_SYNTAX_HTML;
	for_each_line(reading, &counts, count_markup);
	size_t strong = counts.headings + counts.fences + counts.tables;
	size_t weak = counts.marked + counts.links;
	bool markup = strong > 0 || weak * 50 > counts.lines;
	bool dense = counts.blank * 8 <= counts.lines;
	/* A few marks among hundreds of lines come from the code in it. */
	bool bare = counts.blank == 0 && counts.lines >= MIN_BARE;
	if (!markup || bare || (dense && (strong + weak) * 100 < counts.lines))
		for_each_line(reading, &counts, count_look);
	/* What has no blank line is Markdown only if its marks outnumber what lost them. */
	if (bare && markup && counts.titles <= strong)
		counts.titles = 0;
	if (dense && counts.lines > 0 && is_flattened(reading, &counts))
		return SG_SYNTAX_FLATTENED;
	if (markup || has_suffix(reading->path, markdown, G_N_ELEMENTS(markdown)))
		return SG_SYNTAX_MARKDOWN;
	/* Paragraphs and lists mean the same in Markdown. */
	return counts.lists > 0 ? SG_SYNTAX_MARKDOWN : SG_SYNTAX_TEXT;
}
