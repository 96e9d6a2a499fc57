/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* cmark-gfm 0.29.0.gfm.6 needs seconds to minutes for a few kilobytes of nested containers or of
 * very wide tables. One look at each line finds those before the parser does. */

#define MAX_COLUMNS    1000
#define MAX_ATTRIBUTES 2000

typedef struct {
	size_t columns; /* of the table that the lines seem to be in, or 0 */
	uint64_t cells;
	uint32_t table_line; /* where the table with the most columns begins */
	size_t most_columns;
	uint64_t openers; /* "<?", "<!" and "![": each may make the parser look to the end */
	const char *first_opener;
} Scan;

/* Length of the container marker at p: ">", "-", "*", "+", "1."; or 0. */
static size_t
marker_length(const char *p, const char *end)
{
	if (*p == '>')
		return 1;
	if (strchr("-*+", *p) != NULL)
		return p + 1 == end || p[1] == ' ' || p[1] == '\t';
	const char *digits = p;
	while (p < end && g_ascii_isdigit(*p) && p - digits < 10)
		p++;
	return p > digits && p < end && (*p == '.' || *p == ')') ? (size_t)(p - digits) + 1 : 0;
}

/* Container markers at the start of a line: each nests one deeper. */
static int64_t
count_markers(const char *p, const char *end)
{
	int64_t count = 0;
	while (p < end) {
		bool space = *p == ' ' || *p == '\t';
		size_t length = space ? 1 : marker_length(p, end);
		if (length == 0)
			break;
		count += !space;
		p += length;
	}
	return count;
}

/* "|---|:--:|": the number of columns, or 0 if the line is no such row. */
static size_t
delimiter_columns(const char *p, const char *end)
{
	size_t columns = 0;
	bool dash = false;
	for (; p < end; p++) {
		if (strchr("|-: \t", *p) == NULL)
			return 0;
		columns += *p == '|';
		dash |= *p == '-';
	}
	return dash ? columns : 0;
}

static void
note_opener(Scan *scan, const char *p)
{
	scan->openers++;
	if (scan->first_opener == NULL || p < scan->first_opener)
		scan->first_opener = p;
}

static void
count_openers(Scan *scan, const char *p, const char *end)
{
	for (const char *q = p; (q = memchr(q, '<', (size_t)(end - q))) != NULL && q + 1 < end; q++)
		if (q[1] == '?' || q[1] == '!')
			note_opener(scan, q);
	for (const char *q = p; (q = memchr(q, '!', (size_t)(end - q))) != NULL && q + 1 < end; q++)
		if (q[1] == '[')
			note_opener(scan, q);
}

static bool
refuse(SgReading *reading, SgDiagTag tag, uint32_t line, const char *detail)
{
	sg_diags_add(reading->doc->diags, tag, line, MIN(line, 1), detail);
	return true;
}

static bool
refuse_at(SgReading *reading, const char *place, const char *detail)
{
	unsigned line = 1;
	const char *start = reading->text;
	for (const char *p = start; (p = memchr(p, '\n', (size_t)(place - p))) != NULL; line++)
		start = ++p;
	unsigned column = (unsigned)g_utf8_strlen(start, place - start) + 1;
	sg_diags_add(reading->doc->diags, SG_DIAG_AMPLIFICATION, line, column, detail);
	return true;
}

static bool
scan_line(SgReading *reading, Scan *scan, uint32_t line, const char *p, const char *end)
{
	size_t columns = delimiter_columns(p, end);
	if (columns > scan->most_columns) {
		scan->most_columns = columns;
		scan->table_line = line > reading->body_line ? line - 1 : line;
	}
	if (columns > 0)
		scan->columns = columns;
	else if (p == end)
		scan->columns = 0;
	scan->cells += scan->columns;
	return count_markers(p, end) > reading->config->max_depth;
}

bool
sg_prescan_refuses(SgReading *reading)
{
	Scan scan = {0};
	const char *p = reading->text + reading->body;
	const char *end = reading->text + reading->length;
	size_t length = (size_t)(end - p);
	count_openers(&scan, p, end);
	for (uint32_t line = reading->body_line; p < end; line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		if (stop == NULL)
			stop = end;
		if (scan_line(reading, &scan, line, p, stop))
			return refuse(reading, SG_DIAG_DEPTH, line, "containers in one line");
		if (scan.columns > MAX_COLUMNS)
			return refuse(reading, SG_DIAG_AMPLIFICATION, line, "columns of a table");
		p = stop < end ? stop + 1 : end;
	}
	if (scan.cells > length / 4 + 20000)
		return refuse(reading, SG_DIAG_AMPLIFICATION, scan.table_line, "cells of tables");
	if (scan.openers > 2000 && scan.openers * length > 2000000000U)
		return refuse_at(reading, scan.first_opener, "markup that is never closed");
	return false;
}

/* Behind the value that is quoted at p, or behind the rest of the text. */
static const char *
skip_quoted(const char *p, const char *end)
{
	const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
	return close != NULL ? close + 1 : end;
}

/* Words of the tag that begins at p; *stop is where it ends. */
static size_t
count_attributes(const char *p, const char *end, const char **stop)
{
	size_t count = 0;
	while (p < end && *p != '>') {
		bool gap = g_ascii_isspace(*p) || *p == '/';
		p++;
		if (p < end && gap && !g_ascii_isspace(*p))
			count++;
		if (p + 1 < end && *p == '=' && (p[1] == '"' || p[1] == '\''))
			p = skip_quoted(p + 1, end);
	}
	*stop = p;
	return count;
}

/* libxml2 compares each attribute of a tag with all before it. */
bool
sg_prescan_refuses_html(SgReading *reading)
{
	const char *p = reading->text + reading->body;
	const char *end = reading->text + reading->length;
	while ((p = memchr(p, '<', (size_t)(end - p))) != NULL && p + 1 < end) {
		const char *tag = p++;
		if (!g_ascii_isalpha(*p))
			continue;
		if (count_attributes(p, end, &p) > MAX_ATTRIBUTES)
			return refuse_at(reading, tag, "attributes of one element");
	}
	return false;
}
