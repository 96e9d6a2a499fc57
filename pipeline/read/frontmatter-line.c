/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include <string.h>

#define MAX_KEY 64

/* Tabs and no-break spaces are taken for one column each; YAML refuses both. */
static size_t
blank_length(const char *p, const char *end)
{
	if (p < end && (*p == ' ' || *p == '\t'))
		return 1;
	return end - p >= 2 && memcmp(p, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

SgMatterLine
sg_matter_line_at(const char *p, const char *end)
{
	const char *stop = memchr(p, '\n', (size_t)(end - p));
	if (stop == NULL)
		stop = end;
	SgMatterLine line = {.text = p};
	for (size_t n; (n = blank_length(line.text, stop)) > 0; line.text += n)
		line.indent++;
	while (stop > line.text && (stop[-1] == ' ' || stop[-1] == '\t'))
		stop--;
	line.length = (size_t)(stop - line.text);
	return line;
}

bool
sg_matter_has_line(const SgMatter *matter)
{
	return matter->at < matter->end;
}

SgMatterLine
sg_matter_peek(const SgMatter *matter)
{
	return sg_matter_line_at(matter->at, matter->end);
}

void
sg_matter_skip(SgMatter *matter)
{
	const char *stop = memchr(matter->at, '\n', (size_t)(matter->end - matter->at));
	matter->at = stop != NULL ? stop + 1 : matter->end;
	matter->line++;
}

bool
sg_matter_is_item(SgMatterLine line)
{
	return line.length > 0 && line.text[0] == '-' &&
	       (line.length == 1 || line.text[1] == ' ' || line.text[1] == '\t');
}

static bool
is_key_char(unsigned char c)
{
	return g_ascii_isalnum(c) || c >= 0x80 || strchr("_-.$/@<", c) != NULL;
}

size_t
sg_matter_key_length(SgMatterLine line)
{
	size_t n = 0, spaces = 0;
	if (line.length > 1 && (line.text[0] == '"' || line.text[0] == '\'')) {
		const char *close = memchr(line.text + 1, line.text[0], line.length - 1);
		n = close != NULL ? (size_t)(close - line.text) + 1 : line.length;
	} else if (line.length > 0 && strchr("-./@", line.text[0]) == NULL) {
		for (; n < line.length && line.text[n] != '\0'; n++) {
			spaces += line.text[n] == ' ';
			if (line.text[n] != ' ' && !is_key_char((unsigned char)line.text[n]))
				break;
		}
	}
	if (n == 0 || n > MAX_KEY || n >= line.length || line.text[n] != ':' || spaces > 2)
		return 0;
	if (n + 1 == line.length || line.text[n + 1] == ' ' || line.text[n + 1] == '\t')
		return n;
	bool glued = line.indent == 0 && spaces == 0 && g_ascii_isalpha(line.text[n + 1]) &&
		     line.text[0] != '"';
	return glued ? n : 0;
}

SgMeta *
sg_matter_meta(const SgMatter *matter, uint32_t i)
{
	return &g_array_index(matter->reading->doc->metas, SgMeta, i);
}

SgStr
sg_matter_keep(const SgMatter *matter, const char *text, size_t length)
{
	return sg_pool_add(matter->reading->doc->pool, text, (gssize)length);
}
