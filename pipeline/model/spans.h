/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/facts.h"

/* Places in the text of a document: whole lines, and the sentence around a place. */

/* The bytes of lines line..end_line, without the last line end; cut to the lines there are. */
SgSpan sg_span_lines(const SgFacts *facts, uint32_t line, uint32_t end_line);

/* White space at the ends of a span left out; length 0 when it holds nothing else. */
SgSpan sg_span_trim(const SgFacts *facts, SgSpan span);

/* The sentence or item on line that has the words of needle: the whole line where it is short or
 * the words are not found. Trimmed; length 0 when the line is blank. */
SgSpan sg_span_sentence(const SgFacts *facts, uint32_t line, const char *needle, size_t length);

/* The line that names the document: its name or title in the front matter, its first heading, or
 * its first line that is not blank. Length 0 only when the whole text is blank. */
SgSpan sg_span_title(const SgFacts *facts);
