/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* What a part of a document compares: the things below a heading such as "Caches Compared", and the
 * columns of a table whose first column lists aspects. */

#define MAX_COMPARED 6  /* more are a catalogue */
#define MAX_LINES    12 /* of a quote that holds both things */
#define MAX_COLUMN   60 /* bytes of the head of a column */

/* From the beginning of a passage to the end of a later one; the later alone where they are far
 * apart. */
static SgSpan
join_spans(SgSpan a, SgSpan b)
{
	if (b.at < a.at || b.end_line - a.line >= MAX_LINES)
		return b;
	return (SgSpan){.line = a.line,
			.end_line = MAX(a.end_line, b.end_line),
			.at = a.at,
			.length = MAX(a.at + a.length, b.at + b.length) - a.at};
}

static void
contrast_all(SgExtraction *x, const GArray *terms)
{
	if (terms->len > MAX_COMPARED)
		return;
	for (guint i = 0; i < terms->len; i++) {
		for (guint j = i + 1; j < terms->len; j++) {
			uint32_t a = g_array_index(terms, uint32_t, i);
			uint32_t b = g_array_index(terms, uint32_t, j);
			sg_add_claim(x, (SgRelation){SG_EDGE_CONTRASTS, a, b},
				     &sg_rules[SG_RULE_COMPARISON],
				     join_spans(sg_term(x, a)->span, sg_term(x, b)->span));
		}
	}
}

static bool
has_word(const SgExtraction *x, const char *text, SgWords words)
{
	for (const char *p = text; *p != '\0';) {
		size_t n = sg_word_length(p);
		if ((sg_word_phrase(x, p, n).lists & SG_IN(words)) != 0)
			return true;
		p += MAX(n, 1);
	}
	return false;
}

/* Whether a head, a topic of a list or the first cell of a row gave the term: not a sentence. */
static bool
is_compared(const SgExtraction *x, const SgBlock *block, const SgTerm *term)
{
	const char *rule = sg_document_str(x->doc, term->rule);
	return (term->role <= SG_ROLE_DEFINITION && block->kind != SG_NODE_HEADING) ||
	       strcmp(rule, sg_rules[SG_RULE_LIST_ITEM].name) == 0 ||
	       strcmp(rule, sg_rules[SG_RULE_TABLE_COLUMN].name) == 0;
}

/* The things of one sort that the passages of a section are about. */
static GArray *
collect_compared(const SgExtraction *x, guint heading)
{
	GArray *terms = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	uint32_t section = sg_block(x, heading)->section;
	for (guint i = heading + 1; i < x->blocks->len && terms->len <= MAX_COMPARED; i++) {
		const SgBlock *block = sg_block(x, i);
		if (block->section != section)
			break;
		uint32_t t = block->terms;
		if (t == block->terms_end || !is_compared(x, block, sg_term(x, t)))
			continue;
		uint32_t first = terms->len > 0 ? g_array_index(terms, uint32_t, 0) : t;
		if (sg_term(x, first)->kind == sg_term(x, t)->kind)
			g_array_append_val(terms, t);
	}
	return terms;
}

/* The one thing that the heading names, unless it is itself compared: a term, or SG_NONE. */
static uint32_t
find_sort(const SgExtraction *x, const SgBlock *heading, const GArray *terms)
{
	if (heading->terms + 1 != heading->terms_end || terms->len > MAX_COMPARED)
		return SG_NONE;
	const SgTerm *sort = sg_term(x, heading->terms);
	for (guint i = 0; i < terms->len; i++) {
		const SgTerm *term = sg_term(x, g_array_index(terms, uint32_t, i));
		if (strcmp(sg_document_str(x->doc, term->label),
			   sg_document_str(x->doc, sort->label)) == 0)
			return SG_NONE;
	}
	bool general = sort->kind == SG_KIND_CONCEPT || sort->kind == SG_KIND_PATTERN;
	return general ? heading->terms : SG_NONE;
}

/* "Caches Compared": what stands there are caches, and stand against each other. */
void
sg_read_comparison_below(SgExtraction *x, guint heading)
{
	const SgBlock *block = sg_block(x, heading);
	if (block->section == SG_NONE || !has_word(x, block->prose->text, SG_WORDS_MARK_COMPARISON))
		return;
	g_autoptr(GArray) terms = collect_compared(x, heading);
	if (terms->len < 2)
		return;
	contrast_all(x, terms);
	uint32_t sort = find_sort(x, block, terms);
	for (guint i = 0; sort != SG_NONE && i < terms->len; i++) {
		uint32_t term = g_array_index(terms, uint32_t, i);
		sg_add_claim(x, (SgRelation){SG_EDGE_BROADER, term, sort},
			     &sg_rules[SG_RULE_COMPARISON], sg_term(x, term)->span);
	}
}

/* The thing that the head of a column names, nothing else standing there: a term, or SG_NONE. */
static uint32_t
read_column(SgExtraction *x, SgBlock *cell)
{
	const SgProse *prose = cell->prose;
	if (prose->length == 0 || prose->length > MAX_COLUMN)
		return SG_NONE;
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_names(x, cell, (SgSentence){0, prose->length}, hits);
	const SgHit *hit = hits->len > 0 ? &g_array_index(hits, SgHit, 0) : NULL;
	bool whole = hit && hit->at == 0 &&
		     (hit->end == prose->length || prose->text[hit->end] == ' ') &&
		     (hit->end == prose->length || prose->text[hit->end + 1] == '(');
	return whole ? sg_hit_term(x, cell, hit, &sg_rules[SG_RULE_COMPARISON]) : SG_NONE;
}

/* "| Aspect | Threads | Tasks |". */
void
sg_read_columns(SgExtraction *x, guint first)
{
	SgBlock *cell = sg_block(x, first);
	if (!cell->header || cell->column != 0 ||
	    !has_word(x, cell->prose->text, SG_WORDS_MARK_ASPECT))
		return;
	g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	guint columns = 0;
	for (guint i = first + 1; i < x->blocks->len; i++) {
		cell = sg_block(x, i);
		if (cell->kind != SG_NODE_CELL || !cell->header || cell->column == 0)
			break;
		uint32_t term = read_column(x, cell);
		columns++;
		if (term != SG_NONE)
			g_array_append_val(terms, term);
	}
	if (terms->len == columns)
		contrast_all(x, terms);
}
