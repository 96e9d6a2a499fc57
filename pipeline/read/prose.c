/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

static void
add_break(SgReading *reading, uint32_t line)
{
	uint32_t node = sg_document_open(reading->doc, SG_NODE_SOFTBREAK, line, line);
	sg_document_close(reading->doc, node);
}

static size_t
trimmed(const char **p, size_t length)
{
	while (length > 0 && (**p == ' ' || **p == '\t')) {
		(*p)++;
		length--;
	}
	while (length > 0 && ((*p)[length - 1] == ' ' || (*p)[length - 1] == '\t'))
		length--;
	return length;
}

/* Text without markup: paragraphs separated by blank lines. */
bool
sg_prose_read(SgReading *reading)
{
	const char *p = reading->text + reading->body;
	const char *end = reading->text + reading->length;
	uint32_t paragraph = SG_NONE;
	for (uint32_t line = reading->body_line; p < end; line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		const char *start = p;
		size_t length = trimmed(&start, (size_t)((stop != NULL ? stop : end) - p));
		p = stop != NULL ? stop + 1 : end;
		if (length == 0) {
			paragraph = SG_NONE;
			continue;
		}
		if (paragraph == SG_NONE)
			paragraph = sg_document_open(reading->doc, SG_NODE_PARAGRAPH, line, line);
		else
			add_break(reading, line - 1);
		sg_link_add_text(reading, start, length, line);
		sg_document_node(reading->doc, paragraph)->end_line = line;
		sg_document_close(reading->doc, paragraph);
	}
	return true;
}
