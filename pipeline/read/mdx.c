/* SPDX-License-Identifier: MIT */
#include "read/mdx.h"

#include "read/steps.h"

#include <string.h>

/* MDX: Markdown with imports, exports and components between its blocks. The Markdown parser is
 * shown blank lines in their place, since it would take all up to the next blank line for HTML;
 * they come back as text that is shown. What stands in a component is often indented, which is no
 * code in MDX: its indentation is left out as well. */

#define MAX_LINES 200 /* of one statement or tag */

typedef struct {
	SgReading *reading;
	GString *masked;
	GArray *spans;  /* of SgSpan */
	unsigned depth; /* of open components */
	uint32_t until; /* last line of a statement or tag that is being left out */
	size_t fence;   /* length of the open fence of code, or 0 */
	char fence_mark;
} Mask;

static size_t
skip_space(const char *line, size_t length)
{
	size_t at = 0;
	while (at < length && (line[at] == ' ' || line[at] == '\t'))
		at++;
	return at;
}

static bool
has_prefix(const char *text, size_t length, const char *prefix)
{
	size_t n = strlen(prefix);
	return length >= n && memcmp(text, prefix, n) == 0;
}

static bool
is_statement(const char *text, size_t length)
{
	static const char *const starts[] = {"import ",         "import{",          "export const ",
					     "export default ", "export function ", "export {"};
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
		if (!has_prefix(text, length, starts[i]))
			continue;
		/* "import the data first" is prose. */
		return i > 0 || memchr(text, '{', length) != NULL ||
		       memchr(text, '\'', length) != NULL || memchr(text, '"', length) != NULL;
	}
	return false;
}

/* "<Name", "</Name", "<>", "</>" or "{/ *": what only MDX has. */
static bool
is_component(const char *text, size_t length)
{
	if (has_prefix(text, length, "{/*") || has_prefix(text, length, "<>") ||
	    has_prefix(text, length, "</>"))
		return true;
	size_t at = has_prefix(text, length, "</") ? 2 : has_prefix(text, length, "<") ? 1 : 0;
	return at > 0 && at < length && g_ascii_isupper(text[at]);
}

/* What is open in a statement or a tag. */
typedef struct {
	int open;
	char quote;
	bool tag;
} Brackets;

static void
take_char(Brackets *brackets, char before, char c)
{
	bool tag = brackets->tag;
	if (brackets->quote != 0)
		brackets->quote = c == brackets->quote ? 0 : brackets->quote;
	else if (c == '"' || c == '`' || (c == '\'' && !tag))
		brackets->quote = c;
	else if (c == '{' || c == '(' || c == '[' || (tag && c == '<'))
		brackets->open++;
	else if (c == '}' || c == ')' || c == ']' || (tag && c == '>' && before != '='))
		brackets->open--;
}

static bool
is_closed(const Brackets *brackets)
{
	return brackets->open <= 0 && brackets->quote == 0;
}

/* Bytes up to where a tag ends in this line, or all of it. */
static size_t
take_line(Brackets *brackets, const char *text, size_t length)
{
	for (size_t i = skip_space(text, length); i < length; i++) {
		take_char(brackets, i > 0 ? text[i - 1] : '\0', text[i]);
		if (brackets->tag && is_closed(brackets))
			return i + 1;
	}
	return length;
}

/* The last line of what begins in this one and goes on while brackets are open; 0: it does not end,
 * or text follows it in its last line. */
static uint32_t
end_of(const SgReading *reading, uint32_t line, bool tag)
{
	Brackets brackets = {.tag = tag};
	uint32_t most = MIN(reading->doc->lines->len, line + MAX_LINES - 1);
	for (uint32_t last = line; last <= most; last++) {
		size_t length = 0;
		const char *text = sg_reading_line(reading, last, &length);
		size_t end = take_line(&brackets, text, length);
		if (is_closed(&brackets))
			return end + skip_space(text + end, length - end) == length ? last : 0;
	}
	return 0;
}

static bool
ends_itself(const SgReading *reading, uint32_t line)
{
	size_t length = 0;
	const char *text = sg_reading_line(reading, line, &length);
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return length >= 2 && memcmp(text + length - 2, "/>", 2) == 0;
}

static void
follow_depth(Mask *mask, const char *text, size_t length, uint32_t last)
{
	if (has_prefix(text, length, "{/*"))
		return;
	if (has_prefix(text, length, "</"))
		mask->depth -= mask->depth > 0;
	else if (!ends_itself(mask->reading, last))
		mask->depth++;
}

/* Opens or closes a fence of code. */
static bool
follow_fence(Mask *mask, const char *text, size_t length)
{
	size_t run = 0;
	while (run < length && (text[run] == '`' || text[run] == '~') && text[run] == text[0])
		run++;
	if (mask->fence > 0) {
		bool closes = run >= mask->fence && text[0] == mask->fence_mark;
		mask->fence = closes ? 0 : mask->fence;
		return true;
	}
	mask->fence = run >= 3 ? run : 0;
	mask->fence_mark = length > 0 ? text[0] : 0;
	return mask->fence > 0;
}

/* Whether the line is left out. */
static bool
hides(Mask *mask, uint32_t line, const char *text, size_t length)
{
	if (line <= mask->until)
		return true;
	if (follow_fence(mask, text, length))
		return false;
	bool tag = is_component(text, length);
	if (!tag && (mask->depth > 0 || !is_statement(text, length)))
		return false;
	uint32_t last = end_of(mask->reading, line, tag);
	if (last == 0)
		return false;
	SgSpan span = sg_document_span_lines(mask->reading->doc, line, last);
	g_array_append_val(mask->spans, span);
	mask->until = last;
	if (tag)
		follow_depth(mask, text, length, last);
	return true;
}

static void
add_line(Mask *mask, uint32_t line)
{
	size_t length = 0;
	const char *text = sg_reading_line(mask->reading, line, &length);
	size_t indent = skip_space(text, length);
	bool inside = mask->depth > 0;
	if (!hides(mask, line, text + indent, length - indent)) {
		size_t skip = inside ? MIN(indent, (size_t)mask->depth * 2) : 0;
		g_string_append_len(mask->masked, text + skip, (gssize)(length - skip));
	}
	g_string_append_c(mask->masked, '\n');
}

char *
sg_mdx_mask(SgReading *reading, GArray *spans, size_t *length)
{
	const char *dot = strrchr(reading->path, '.');
	if (dot == NULL || g_ascii_strcasecmp(dot, ".mdx") != 0)
		return NULL;
	Mask mask = {.reading = reading, .masked = g_string_new(NULL), .spans = spans};
	for (uint32_t line = reading->body_line; line <= reading->doc->lines->len; line++)
		add_line(&mask, line);
	*length = mask.masked->len;
	return g_string_free(mask.masked, FALSE);
}
