/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include <string.h>

/* Where front matter begins and ends in real files: between lines of three hyphens, or nearly so.
 */

#define MAX_PREAMBLE 4096 /* bytes of comments and blank lines before it */

typedef struct {
	const char *at, *end;
	uint32_t line; /* of at */
} Cursor;

static const char *
line_end(const Cursor *cursor)
{
	const char *stop = memchr(cursor->at, '\n', (size_t)(cursor->end - cursor->at));
	return stop != NULL ? stop : cursor->end;
}

static void
next_line(Cursor *cursor)
{
	const char *stop = line_end(cursor);
	cursor->at = stop < cursor->end ? stop + 1 : stop;
	cursor->line++;
}

static SgMatterLine
this_line(const Cursor *cursor)
{
	return sg_matter_line_at(cursor->at, cursor->end);
}

static bool
begins(SgMatterLine line, const char *text)
{
	size_t n = strlen(text);
	return line.length >= n && memcmp(line.text, text, n) == 0;
}

static size_t
hyphens(SgMatterLine line)
{
	size_t n = 0;
	while (n < line.length && line.text[n] == '-')
		n++;
	return n;
}

static bool
is_fence(SgMatterLine line, bool closing)
{
	return line.indent == 0 && line.length == 3 &&
	       (begins(line, "---") || (closing && begins(line, "...")));
}

/* "--------" right below an entry was meant to close. */
static bool
is_long_fence(SgMatterLine line)
{
	return line.indent == 0 && line.length > 3 && hyphens(line) == line.length;
}

/* "---# Heading" right below an entry was meant to close, too. */
static bool
is_glued_fence(SgMatterLine line)
{
	if (line.indent > 0 || hyphens(line) != 3 || memchr(line.text, '|', line.length) != NULL)
		return false;
	char next = line.text[3] == ' ' && line.length > 4 ? line.text[4] : line.text[3];
	return g_ascii_isalnum(next) || strchr("#*`<[", next) != NULL;
}

static bool
is_entry(SgMatterLine line)
{
	return sg_matter_key_length(line) > 0 || sg_matter_is_item(line);
}

/* "key: value---". */
static bool
has_fence_at_end(SgMatterLine line)
{
	return line.length > 4 && is_entry(line) && hyphens(line) == 0 &&
	       memcmp(line.text + line.length - 3, "---", 3) == 0 &&
	       line.text[line.length - 4] != '-';
}

/* A rule at the top of a text is no fence: behind a fence stands a key. */
static bool
begins_with_key(Cursor cursor)
{
	for (; cursor.at < cursor.end; next_line(&cursor)) {
		SgMatterLine line = this_line(&cursor);
		if (line.length > 0 && line.text[0] != '#' && line.text[0] != '%')
			return sg_matter_key_length(line) > 0 || is_fence(line, true);
	}
	return false;
}

/* Nothing of front matter: a fence of code, or what stands behind a blank line at the first column
 * and is neither entry, comment nor bracket. */
static bool
is_body(SgMatterLine line, bool after_blank)
{
	if (line.length == 0 || line.indent > 0)
		return false;
	if (begins(line, "```") || begins(line, "~~~"))
		return true;
	return after_blank && !is_entry(line) && strchr("#]}\"'", line.text[0]) == NULL;
}

static bool
close_at(SgMatterFences *fences, const Cursor *cursor, const char *end, const char *body)
{
	fences->end = end;
	fences->body = body;
	fences->body_line = cursor->line;
	return true;
}

static void
complain(SgReading *reading, uint32_t line, size_t column, const char *what)
{
	sg_diags_add(reading->doc->diags, SG_DIAG_FM_LENIENT, line, (unsigned)column, what);
}

/* Whether this line closes; a line that only nearly does is complained of. */
static bool
closes(SgReading *reading, SgMatterFences *fences, Cursor *cursor, bool below_entry)
{
	SgMatterLine line = this_line(cursor);
	uint32_t number = cursor->line;
	const char *start = cursor->at;
	bool too_long = below_entry && is_long_fence(line);
	if (too_long || is_fence(line, true)) {
		if (too_long)
			complain(reading, number, 1,
				 "the closing line has more than three hyphens");
		next_line(cursor);
		return close_at(fences, cursor, start, cursor->at);
	}
	if (below_entry && is_glued_fence(line)) {
		complain(reading, number, 4, "text behind the closing '---'");
		return close_at(fences, cursor, start, start + 3 + (start[3] == ' '));
	}
	return false;
}

/* "key: value---" closes where no line of its own does, and a blank line follows. */
static bool
closes_at_end(SgReading *reading, SgMatterFences *fences, Cursor cursor)
{
	for (; cursor.at < cursor.end; next_line(&cursor)) {
		SgMatterLine line = this_line(&cursor);
		if (line.length == 0)
			return false;
		if (!has_fence_at_end(line))
			continue;
		Cursor after = cursor;
		next_line(&after);
		if (after.at < after.end && this_line(&after).length > 0)
			return false;
		const char *end = line.text + line.length - 3;
		complain(reading, cursor.line,
			 (size_t)g_utf8_strlen(cursor.at, end - cursor.at) + 1,
			 "the closing '---' stands behind a value");
		return close_at(fences, &after, end, after.at);
	}
	return false;
}

static bool
find_close(SgReading *reading, SgMatterFences *fences, Cursor cursor)
{
	Cursor first = cursor;
	bool below_entry = false;
	bool after_blank = false;
	for (; cursor.at < cursor.end; next_line(&cursor)) {
		if (closes(reading, fences, &cursor, below_entry))
			return true;
		SgMatterLine line = this_line(&cursor);
		if (is_body(line, after_blank))
			break;
		after_blank =
		    line.length == 0 || (after_blank && line.text[0] == '#' && line.indent == 0);
		below_entry = is_entry(line);
	}
	return closes_at_end(reading, fences, first);
}

/* "--- name: a description: b ---": what a page or a chat has made one line of. */
static bool
find_one_line(SgReading *reading, SgMatterFences *fences, Cursor *cursor)
{
	SgMatterLine line = this_line(cursor);
	if (line.indent > 0 || line.length < 12 || hyphens(line) != 3 || line.text[3] != ' ' ||
	    memcmp(line.text + line.length - 4, " ---", 4) != 0)
		return false;
	fences->start = line.text + 4;
	const char *end = line.text + line.length - 4;
	if (end <= fences->start ||
	    sg_matter_key_length(sg_matter_line_at(fences->start, end)) == 0)
		return false;
	fences->first_line = cursor->line;
	complain(reading, cursor->line, 1, "all of it stands in one line");
	next_line(cursor);
	return close_at(fences, cursor, end, cursor->at);
}

/* Goes over blank lines and comments; false when something else comes first. */
static bool
skip_preamble(Cursor *cursor)
{
	const char *limit = cursor->at + MIN(cursor->end - cursor->at, MAX_PREAMBLE);
	while (cursor->at < limit) {
		SgMatterLine line = this_line(cursor);
		if (line.length > 0 && !begins(line, "<!--"))
			return begins(line, "---");
		const char *close = line.length > 0
					? memmem(line.text, (size_t)(limit - line.text), "-->", 3)
					: line.text;
		if (close == NULL)
			return false;
		while (line_end(cursor) < close)
			next_line(cursor);
		next_line(cursor);
	}
	return false;
}

static bool
find_fenced(SgReading *reading, SgMatterFences *fences, Cursor *cursor)
{
	if (!is_fence(this_line(cursor), false))
		return find_one_line(reading, fences, cursor);
	next_line(cursor);
	if (!begins_with_key(*cursor))
		return false;
	fences->start = cursor->at;
	fences->first_line = cursor->line;
	if (find_close(reading, fences, *cursor))
		return true;
	if (cursor->line == 2)
		sg_diags_add(reading->doc->diags, SG_DIAG_FM_OPEN, 1, 1, "read as text");
	return false;
}

bool
sg_matter_find_fences(SgReading *reading, SgMatterFences *fences)
{
	Cursor cursor = {.at = reading->text, .end = reading->text + reading->length, .line = 1};
	if (!skip_preamble(&cursor))
		return false;
	fences->preamble = cursor.line - 1;
	if (!find_fenced(reading, fences, &cursor))
		return false;
	if (fences->preamble > 0)
		complain(reading, 1, 1, "something stands before the opening '---'");
	return true;
}
