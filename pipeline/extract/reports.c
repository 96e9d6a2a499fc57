/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include <string.h>

/* What sanitizers print: "ERROR: AddressSanitizer: heap-use-after-free on address". The report
 * names the tool and the fault that it has found. */

#define MAX_FAULT 40 /* bytes of a fault of several words */

static const char mark[] = "Sanitizer: ";

typedef struct {
	SgExtraction *x;
	uint32_t code;
	SgPlace place;
	uint32_t tool; /* term, or SG_NONE */
} Report;

/* The word that ends before text[at]. */
static size_t
word_before(const char *text, size_t at)
{
	size_t n = 0;
	while (n < at && g_ascii_isalpha(text[at - n - 1]))
		n++;
	return n;
}

static uint32_t
add_tool(const Report *report, const char *text, size_t end)
{
	size_t n = word_before(text, end);
	if (n <= strlen("Sanitizer"))
		return SG_NONE;
	g_autofree char *written = g_strndup(text + end - n, n);
	const SgKnown *known =
	    sg_vocabulary_find_in(report->x->vocabulary, written, SG_KIND_TOOL, report->x->packs);
	SgName name = {.label = known ? known->label : written, .known = true};
	return sg_add_term(report->x, &name, SG_KIND_TOOL, &sg_rules[SG_RULE_SANITIZER_REPORT],
			   report->place);
}

static void
claim_fault(const Report *report, const SgName *fault, SgKind kind)
{
	SgExtraction *x = report->x;
	uint32_t term =
	    sg_add_term(x, fault, kind, &sg_rules[SG_RULE_SANITIZER_REPORT], report->place);
	if (term == SG_NONE)
		return;
	if (kind == SG_KIND_ERROR)
		sg_term(x, term)->code = report->code;
	if (report->tool != SG_NONE)
		sg_add_claim(x, (SgRelation){SG_EDGE_DETECTS, report->tool, term},
			     &sg_rules[SG_RULE_SANITIZER_REPORT], report->place.span);
}

/* "data race (pid=7)", "detected memory leaks": words that are known as a fault elsewhere. */
static void
read_words(const Report *report, const char *tool, const char *fault)
{
	static const char found[] = "detected ";
	bool counted = g_str_has_prefix(fault, found);
	if (counted)
		fault += strlen(found);
	size_t n = strspn(fault, "abcdefghijklmnopqrstuvwxyz ");
	while (n > 0 && fault[n - 1] == ' ')
		n--;
	const SgKnown *known =
	    n > 0 && n <= MAX_FAULT ? sg_find_words_here(report->x, fault, n) : NULL;
	if (!known || (known->kind != SG_KIND_ERROR && known->kind != SG_KIND_CONCEPT))
		return;
	SgName name = {.label = known->label, .facet = known->facet, .known = true};
	claim_fault(report, &name, known->kind);
	if (counted)
		return;
	g_autofree char *label = g_strndup(tool, (gsize)(fault + n - tool));
	SgName printed = {.label = label, .facet = (char *)"report", .known = true};
	claim_fault(report, &printed, SG_KIND_ERROR);
}

/* at: of the mark in text. */
static void
read_report(Report *report, const char *text, size_t at)
{
	size_t tool_end = at + strlen("Sanitizer");
	const char *fault = text + at + strlen(mark);
	const char *tool = text + tool_end - word_before(text, tool_end);
	size_t n = strspn(fault, "abcdefghijklmnopqrstuvwxyz-");
	bool single = n >= 5 && memchr(fault, '-', n);
	bool stated = tool >= text + 2 && memcmp(tool - 2, ": ", 2) == 0;
	if (!single && !stated)
		return;
	report->tool = stated ? add_tool(report, text, tool_end) : SG_NONE;
	if (!single) {
		read_words(report, tool, fault);
		return;
	}
	g_autofree char *label = g_strndup(fault, n);
	SgName name = {.label = label, .facet = (char *)"report", .known = true};
	claim_fault(report, &name, SG_KIND_ERROR);
}

static void
read_code(SgExtraction *x, uint32_t i, const char *text)
{
	uint32_t row = 0;
	const char *line = text;
	for (const char *p = strstr(text, mark); p; p = strstr(p + 1, mark)) {
		for (; line < p; line++)
			row += *line == '\n';
		Report report = {.x = x, .code = i, .tool = SG_NONE};
		report.place = (SgPlace){g_array_index(x->facts->codes, SgCode, i).section,
					 sg_code_line(x, i, row)};
		read_report(&report, text, (size_t)(p - text));
	}
}

void
sg_step_reports(SgExtraction *x)
{
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const char *text =
		    sg_document_str(x->doc, g_array_index(x->facts->codes, SgCode, i).text);
		if (!strstr(text, mark))
			continue;
		g_autofree char *copy = g_strdup(text);
		read_code(x, i, copy);
	}
}
