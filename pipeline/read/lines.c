/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

const char *
sg_reading_line(const SgReading *reading, uint32_t line, size_t *length)
{
	const GArray *lines = reading->doc->lines;
	size_t at = g_array_index(lines, uint32_t, line - 1);
	size_t end = line < lines->len ? g_array_index(lines, uint32_t, line) - 1 : reading->length;
	if (end > at && reading->text[end - 1] == '\n')
		end--;
	*length = end - at;
	return reading->text + at;
}

uint32_t
sg_reading_line_at(const SgReading *reading, size_t at)
{
	const uint32_t *lines = (const uint32_t *)(const void *)reading->doc->lines->data;
	uint32_t low = 0;
	uint32_t high = reading->doc->lines->len;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (lines[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

bool
sg_reading_is_code(const SgReading *reading, uint32_t line)
{
	const SgDocument *doc = reading->doc;
	for (guint i = 1; i < doc->nodes->len; i++) {
		const SgNode *node = &g_array_index(doc->nodes, SgNode, i);
		if (node->kind == SG_NODE_CODE && node->line <= line && line <= node->end_line)
			return true;
	}
	return false;
}

bool
sg_reading_is_blank(const SgReading *reading, uint32_t line)
{
	size_t length = 0;
	const char *text = sg_reading_line(reading, line, &length);
	for (size_t i = 0; i < length; i++) {
		if (text[i] != ' ' && text[i] != '\t' && text[i] != '>')
			return false;
	}
	return true;
}

bool
sg_reading_is_fence(const SgReading *reading, uint32_t line, char mark, size_t count)
{
	size_t length = 0;
	const char *text = sg_reading_line(reading, line, &length);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		length--;
	size_t run = 0;
	while (length > 0 && text[length - 1] == mark) {
		length--;
		run++;
	}
	for (size_t i = 0; i < length; i++) {
		if (strchr(" \t>", text[i]) == NULL)
			return false;
	}
	return run >= count;
}

bool
sg_reading_opens_fence(const SgReading *reading, uint32_t line, char mark, size_t count)
{
	size_t length = 0;
	const char *text = sg_reading_line(reading, line, &length);
	size_t at = 0;
	while (at < length && strchr(" \t>", text[at]) != NULL)
		at++;
	size_t start = at;
	while (at < length && text[at] == mark)
		at++;
	return at - start >= count && at < length && g_ascii_isalpha(text[at]) &&
	       memchr(text + at, mark, length - at) == NULL;
}

uint32_t
sg_reading_find_word(const SgReading *reading, const char *text, uint32_t from, uint32_t to)
{
	while (*text != '\0' && !g_ascii_isalnum(*text))
		text++;
	size_t word = 0;
	while (g_ascii_isalnum(text[word]))
		word++;
	to = MIN(to, reading->doc->lines->len);
	for (uint32_t line = from; word > 0 && line <= to; line++) {
		size_t length = 0;
		const char *source = sg_reading_line(reading, line, &length);
		if (memmem(source, length, text, word) != NULL)
			return line;
	}
	return 0;
}
