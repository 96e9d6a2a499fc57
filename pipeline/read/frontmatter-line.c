/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include <string.h>

#define MAX_KEY  64
#define MAX_NAME 72 /* bytes up to the next key: what is longer is a sentence */

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

static const char *const common_keys[] = {"description", "tools",   "model",   "color",
					  "tags",        "version", "license", "author",
					  "category",    "tier",    "globs",   "alwaysApply"};

/* " description: " and the like at p. */
static bool
is_common_key(const char *p, const char *end)
{
	for (size_t i = 0; i < G_N_ELEMENTS(common_keys); i++) {
		size_t n = strlen(common_keys[i]);
		if ((size_t)(end - p) > n + 3 && memcmp(p + 1, common_keys[i], n) == 0 &&
		    p[n + 1] == ':' && p[n + 2] == ' ')
			return true;
	}
	return false;
}

void
sg_matter_divide(SgMatter *matter)
{
	SgMatterLine line = sg_matter_peek(matter);
	const char *end = line.text + line.length;
	bool first = line.length > 6 && memcmp(line.text, "name: ", 6) == 0;
	if (line.indent > 0 || (!first && !matter->divided))
		return;
	const char *limit = first ? MIN(end, line.text + MAX_NAME) : end;
	for (const char *p = line.text; (p = memchr(p, ' ', (size_t)(limit - p))) != NULL; p++) {
		if (!is_common_key(p, end))
			continue;
		matter->cut = p;
		matter->divided = true;
		return;
	}
	matter->divided = false;
}

bool
sg_matter_has_line(const SgMatter *matter)
{
	return matter->at < matter->end;
}

SgMatterLine
sg_matter_peek(const SgMatter *matter)
{
	bool cut = matter->cut != NULL && matter->cut > matter->at;
	return sg_matter_line_at(matter->at, cut ? matter->cut : matter->end);
}

void
sg_matter_skip(SgMatter *matter)
{
	if (matter->cut != NULL && matter->cut > matter->at) {
		matter->at = matter->cut + 1;
		matter->cut = NULL;
		return;
	}
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

size_t
sg_matter_value_column(const SgReading *reading, uint32_t number, char *first)
{
	size_t length = 0;
	const char *text = sg_reading_line(reading, number, &length);
	SgMatterLine line = sg_matter_line_at(text, text + length);
	size_t column = line.indent;
	while (sg_matter_is_item(line)) {
		line = sg_matter_line_at(line.text + 1, line.text + line.length);
		column += 1 + line.indent;
	}
	size_t skip = sg_matter_key_length(line);
	skip += skip > 0;
	while (skip < line.length && (line.text[skip] == ' ' || line.text[skip] == '\t'))
		skip++;
	if (first != NULL)
		*first = '\0';
	if (first != NULL && skip < line.length)
		*first = line.text[skip];
	return column + skip + 1;
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
