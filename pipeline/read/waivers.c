/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include "base/text.h"

#include <string.h>

/* Comments that ask to leave out diagnostics:
 *   <!-- skillgraph-ignore TAG... -->        of its line; alone on it, of the next one with text
 *   <!-- skillgraph-ignore-file TAG... -->   of the whole file
 * and the same behind '#' in front matter, where a comment of HTML would be a value. What stands
 * behind a ':' is the reason, for people. */

#define WORD      "skillgraph-ignore"
#define WORD_FILE "-file"
#define MOST      1000 /* in one document */
#define LONGEST   4096 /* bytes up to the end of a comment */

typedef struct {
	SgReading *reading;
	uint32_t line;
	const char *start, *end;   /* of its line */
	const char *open;          /* of the comment */
	const char *words, *close; /* what it says */
} Comment;

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* In a comment, or in one of front matter? */
static bool
find_borders(Comment *comment, const char *at)
{
	const char *p = at;
	while (p > comment->start && is_space(p[-1]))
		p--;
	if (p - comment->start >= 4 && memcmp(p - 4, "<!--", 4) == 0) {
		comment->open = p - 4;
		size_t left = MIN((size_t)(comment->end - at), (size_t)LONGEST);
		comment->close = memmem(at, left, "-->", 3);
		return comment->close &&
		       !(comment->open > comment->start && comment->open[-1] == '`');
	}
	if (p > comment->start && p[-1] == '#' && comment->line < comment->reading->body_line) {
		comment->open = p - 1;
		comment->close = comment->end;
		return true;
	}
	return false;
}

static uint32_t
next_with_text(const SgReading *reading, uint32_t line)
{
	uint32_t n_lines = reading->doc->record.n_lines;
	uint32_t next = line + 1;
	while (next < n_lines && sg_reading_is_blank(reading, next))
		next++;
	return MIN(next, n_lines);
}

static void
fill_lines(const Comment *comment, bool whole, SgWaiver *waiver)
{
	waiver->first_line = comment->line;
	waiver->end_line = comment->line;
	if (whole) {
		waiver->first_line = 0;
		waiver->end_line = UINT32_MAX;
		return;
	}
	const char *p = comment->start;
	while (p < comment->open && (is_space(*p) || *p == '>'))
		p++;
	const char *behind = MIN(comment->close + 3, comment->end);
	while (behind < comment->end && is_space(*behind))
		behind++;
	if (p == comment->open && behind == comment->end)
		waiver->end_line = next_with_text(comment->reading, comment->line);
}

static uint32_t
column_of(const Comment *comment, const char *at)
{
	return (uint32_t)g_utf8_strlen(comment->start, at - comment->start) + 1;
}

static void
complain(const Comment *comment, const char *at, size_t length)
{
	g_autofree char *word = g_strndup(at, length);
	sg_diags_add(comment->reading->doc->diags, SG_DIAG_IGNORE_UNKNOWN, comment->line,
		     column_of(comment, at), length > 0 ? word : "it names none");
}

/* What stands behind the ':' at p, if there is one. */
static SgStr
read_reason(const Comment *comment, const char *p)
{
	if (p >= comment->close || *p != ':')
		return 0;
	g_autofree char *reason = sg_text_squash(p + 1, (size_t)(comment->close - p - 1));
	return sg_pool_add(comment->reading->doc->pool, reason, -1);
}

static void
read_tags(const Comment *comment, bool whole)
{
	GArray *waivers = comment->reading->doc->waivers;
	guint first = waivers->len;
	unsigned count = 0;
	const char *p = comment->words;
	while (true) {
		while (p < comment->close && (is_space(*p) || *p == ','))
			p++;
		const char *word = p;
		while (p < comment->close && (g_ascii_isalnum(*p) || *p == '-'))
			p++;
		if (p == word)
			break;
		count++;
		SgDiagTag tag = sg_diag_find(word, (size_t)(p - word));
		if (tag == SG_N_DIAGS) {
			complain(comment, word, (size_t)(p - word));
			continue;
		}
		SgWaiver waiver = {
		    .tag = tag, .line = comment->line, .column = column_of(comment, word)};
		fill_lines(comment, whole, &waiver);
		g_array_append_val(waivers, waiver);
	}
	SgStr reason = read_reason(comment, p);
	for (guint i = first; i < waivers->len; i++)
		g_array_index(waivers, SgWaiver, i).reason = reason;
	if (count == 0)
		complain(comment, comment->open, 0);
}

/* Returns whether it is one. */
static bool
read_comment(SgReading *reading, const char *at)
{
	uint32_t line = sg_reading_line_at(reading, (size_t)(at - reading->text));
	size_t length = 0;
	const char *start = sg_reading_line(reading, line, &length);
	Comment comment = {.reading = reading, .line = line, .start = start, .end = start + length};
	const char *words = at + strlen(WORD);
	bool whole = g_str_has_prefix(words, WORD_FILE);
	comment.words = words + (whole ? strlen(WORD_FILE) : 0);
	bool ended = is_space(*comment.words) || *comment.words == '-' || *comment.words == '\n' ||
		     *comment.words == '\0';
	/* Code shows such a comment, it does not make one. */
	if (!ended || !find_borders(&comment, at) || sg_reading_is_code(reading, line))
		return false;
	read_tags(&comment, whole);
	return true;
}

void
sg_waivers_read(SgReading *reading)
{
	unsigned comments = 0;
	for (const char *at = reading->text; (at = strstr(at, WORD)) != NULL; at += strlen(WORD)) {
		comments += read_comment(reading, at);
		if (comments == MOST || reading->doc->waivers->len >= MOST)
			return;
	}
}
