/* SPDX-License-Identifier: MIT */
#include "model/spans.h"

#include <string.h>

/* A line up to this length is quoted whole. */
#define MAX_WHOLE_LINE 240

static uint32_t
line_start(const SgFacts *facts, uint32_t line)
{
	return MIN(facts->lines[line - 1], facts->record->text_length);
}

SgSpan
sg_span_lines(const SgFacts *facts, uint32_t line, uint32_t end_line)
{
	if (facts->n_lines == 0)
		return (SgSpan){.line = 1, .end_line = 1};
	line = CLAMP(line, 1, facts->n_lines);
	end_line = CLAMP(end_line, line, facts->n_lines);
	uint32_t at = line_start(facts, line);
	uint32_t end = facts->record->text_length;
	if (end_line < facts->n_lines)
		end = line_start(facts, end_line + 1);
	const char *text = sg_facts_str(facts, facts->record->text);
	if (end > at && text[end - 1] == '\n')
		end--;
	return (SgSpan){line, end_line, at, MAX(end, at) - at};
}

SgSpan
sg_span_trim(const SgFacts *facts, SgSpan span)
{
	const char *text = sg_facts_str(facts, facts->record->text);
	while (span.length > 0 && g_ascii_isspace(text[span.at + span.length - 1])) {
		if (text[span.at + span.length - 1] == '\n' && span.end_line > span.line)
			span.end_line--;
		span.length--;
	}
	while (span.length > 0 && g_ascii_isspace(text[span.at])) {
		if (text[span.at] == '\n' && span.line < span.end_line)
			span.line++;
		span.at++;
		span.length--;
	}
	return span;
}

static bool
ends_sentence(const char *text, uint32_t at, uint32_t end)
{
	return (text[at] == '.' || text[at] == '!' || text[at] == '?') && at + 1 < end &&
	       text[at + 1] == ' ';
}

SgSpan
sg_span_sentence(const SgFacts *facts, uint32_t line, const char *needle, size_t length)
{
	SgSpan span = sg_span_trim(facts, sg_span_lines(facts, line, line));
	if (span.length <= MAX_WHOLE_LINE || length == 0)
		return span;
	const char *text = sg_facts_str(facts, facts->record->text);
	const char *found = memmem(text + span.at, span.length, needle, length);
	if (!found)
		return span;
	uint32_t line_end = span.at + span.length;
	uint32_t from = (uint32_t)(found - text);
	uint32_t to = from + (uint32_t)length;
	while (from > span.at && !(text[from - 1] == ' ' && from >= span.at + 2 &&
				   ends_sentence(text, from - 2, line_end)))
		from--;
	while (to < line_end && !ends_sentence(text, to - 1, line_end))
		to++;
	return sg_span_trim(facts, (SgSpan){span.line, span.end_line, from, to - from});
}

static SgSpan
meta_span(const SgFacts *facts, SgStr value)
{
	SgSpan none = {.line = 1, .end_line = 1};
	const char *wanted = sg_facts_str(facts, value);
	for (uint32_t i = 0; *wanted && i < facts->n_metas; i++) {
		const SgMeta *meta = &facts->metas[i];
		if (meta->line > 0 && strcmp(sg_facts_str(facts, meta->value), wanted) == 0)
			return sg_span_trim(facts,
					    sg_span_lines(facts, meta->line, meta->end_line));
	}
	return none;
}

SgSpan
sg_span_title(const SgFacts *facts)
{
	SgSpan span = meta_span(facts, facts->record->name);
	if (span.length == 0)
		span = meta_span(facts, facts->record->title);
	if (span.length == 0 && facts->n_sections > 0)
		span = sg_span_trim(facts, facts->sections[0].span);
	for (uint32_t line = 1; span.length == 0 && line <= facts->n_lines; line++)
		span = sg_span_trim(facts, sg_span_lines(facts, line, line));
	return span;
}
