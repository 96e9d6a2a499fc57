/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* Relations that structure states between terms; those of sentences are in sentences.c. */

#define MAX_LEVELS 6    /* of headings */
#define MAX_ITEM   90   /* bytes */
#define MAX_BLOCK  4000 /* bytes; in longer ones nothing is looked for again and again */

/* Whether two names have a word in common, but for its ending: "Testing" and "Test data". */
static bool
share_word(const char *a, const char *b)
{
	for (const char *word = a; *word != '\0'; word += strspn(word, " -/")) {
		size_t n = strcspn(word, " -/");
		size_t stem = n > 7 ? n - 3 : MIN(n, 4);
		for (const char *p = b; stem >= 4 && *p != '\0'; p += strspn(p, " -/")) {
			if (g_ascii_strncasecmp(word, p, stem) == 0)
				return true;
			p += strcspn(p, " -/");
		}
		word += n;
	}
	return false;
}

/* Of the things that one heading names ("Caches and Debuggers") the one that a term belongs to:
 * that with which it shares a word, a tool among tools; the only one; else SG_NONE. */
static uint32_t
choose_above(const SgExtraction *x, uint32_t first, const SgTerm *term)
{
	if (first == SG_NONE || sg_term(x, first)->role != SG_ROLE_HEADING)
		return first;
	SgSpan span = sg_term(x, first)->span;
	const char *label = sg_document_str(x->doc, term->label);
	uint32_t alike = SG_NONE;
	unsigned count = 0;
	for (uint32_t i = first; i < x->facts->terms->len; i++) {
		const SgTerm *above = sg_term(x, i);
		if (above->span.at != span.at || above->role != SG_ROLE_HEADING)
			break;
		if (share_word(sg_document_str(x->doc, above->label), label))
			return i;
		if (alike == SG_NONE && term->kind == SG_KIND_TOOL && above->kind == term->kind)
			alike = i;
		count++;
	}
	return alike != SG_NONE ? alike : count == 1 ? first : SG_NONE;
}

/* What a term stands under: for a heading the heading above it, else the head of its passage. */
static uint32_t
broader_of(const SgExtraction *x, const SgBlock *block, const SgTerm *term)
{
	if (block->kind == SG_NODE_HEADING) {
		if (block->section == SG_NONE)
			return SG_NONE;
		uint32_t parent =
		    g_array_index(x->facts->sections, SgSection, block->section).parent;
		return choose_above(x, sg_section_owner(x, parent), term);
	}
	if (term->role == SG_ROLE_HEADING || block->owner == SG_NONE ||
	    (block->owner >= block->terms && block->owner < block->terms_end))
		return choose_above(x, sg_section_owner(x, block->section), term);
	return choose_above(x, block->owner, term);
}

/* The title says what the whole document is about; that all of it is narrower says nothing. */
static bool
is_title_term(const SgExtraction *x, const SgTerm *term)
{
	return term->section == 0 && term->role == SG_ROLE_HEADING &&
	       g_array_index(x->facts->sections, SgSection, 0).level == 1 &&
	       term->span.at == g_array_index(x->facts->sections, SgSection, 0).span.at;
}

static bool
is_narrower(const SgExtraction *x, const SgTerm *term)
{
	const char *rule = sg_document_str(x->doc, term->rule);
	return term->role == SG_ROLE_HEADING ||
	       strcmp(rule, sg_rules[SG_RULE_DEFINITION_ITEM].name) == 0 ||
	       strcmp(rule, sg_rules[SG_RULE_LIST_ITEM].name) == 0;
}

/* Where a package is written in a block, with hyphens or underscores, or NULL. */
static const char *
find_written(const SgBlock *block, const char *label)
{
	size_t n = strlen(label);
	const char *end = block->prose->text + block->prose->length;
	for (const char *p = block->prose->text; p + n <= end; p++) {
		size_t same = 0;
		while (same < n && (g_ascii_tolower(p[same]) == label[same] ||
				    (p[same] == '_' && label[same] == '-')))
			same++;
		if (same == n)
			return p;
	}
	return NULL;
}

/* "not serde", "needs no serde", "instead of serde": it serves nothing there. */
static bool
is_refused(const SgExtraction *x, const SgBlock *block, const SgTerm *crate)
{
	static const char *const words[] = {"not ",         "no ",        "without ", "instead of ",
					    "rather than ", "avoid ",     "than ",    "over ",
					    "unlike ",      "replacing ", "never "};
	if (block->prose->length > MAX_BLOCK)
		return false;
	const char *at = find_written(block, sg_document_str(x->doc, crate->label));
	for (size_t i = 0; at && i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i]);
		size_t before = (size_t)(at - block->prose->text);
		bool begins =
		    before == n || (before > n && !g_ascii_isalnum(at[-(ptrdiff_t)n - 1]));
		if (before >= n && begins && g_ascii_strncasecmp(at - n, words[i], n) == 0)
			return true;
	}
	return false;
}

/* Whether a heading further up is about the term: "Ownership Strategy" at the end of a part of
 * "Ownership" is no case of that part. */
static bool
stands_above(const SgExtraction *x, const SgTerm *above, const SgTerm *term)
{
	const char *label = sg_document_str(x->doc, term->label);
	uint32_t section = above->section;
	for (unsigned level = 0; section != SG_NONE && level < MAX_LEVELS; level++) {
		section = g_array_index(x->facts->sections, SgSection, section).parent;
		uint32_t owner = sg_section_owner(x, section);
		if (owner != SG_NONE &&
		    strcmp(sg_document_str(x->doc, sg_term(x, owner)->label), label) == 0)
			return true;
	}
	return false;
}

static void
relate_term(SgExtraction *x, const SgBlock *block, uint32_t i)
{
	SgTerm term = *sg_term(x, i);
	if (term.kind == SG_KIND_CRATE)
		sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, SG_NONE, i},
			     &sg_rules[SG_RULE_NAMED], term.span);
	/* A package serves the head it is named under, even where both stand in one passage. */
	uint32_t broader = term.kind == SG_KIND_CRATE && block->kind != SG_NODE_HEADING
			       ? choose_above(x, block->owner, &term)
			       : broader_of(x, block, &term);
	if (broader == SG_NONE || broader == i)
		return;
	SgTerm above = *sg_term(x, broader);
	bool same =
	    strcmp(sg_document_str(x->doc, above.label), sg_document_str(x->doc, term.label)) == 0;
	if (same || is_title_term(x, &above))
		return;
	if (term.kind == SG_KIND_CRATE) {
		bool general = above.kind == SG_KIND_CONCEPT || above.kind == SG_KIND_PATTERN;
		if (general && !is_refused(x, block, &term))
			sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, broader, i},
				     &sg_rules[SG_RULE_NAMED_UNDER_HEADING], term.span);
	} else if (is_narrower(x, &term) && !stands_above(x, &above, &term) &&
		   above.kind != SG_KIND_CRATE && above.kind != SG_KIND_ERROR &&
		   !(above.kind == SG_KIND_TOOL && term.kind == SG_KIND_ERROR)) {
		sg_add_claim(x, (SgRelation){SG_EDGE_BROADER, i, broader},
			     &sg_rules[SG_RULE_UNDER_HEADING], term.span);
	}
}

/* "Detecting Double Frees" as a head under "Memcheck": what stands above does what the head says.
 */
static void
relate_doing(SgExtraction *x, const SgBlock *block)
{
	const char *text = block->prose->text;
	size_t n = sg_word_length(text);
	SgEdgeType verb = sg_word_phrase(x, text, n).verb;
	if (verb == SG_N_EDGE_TYPES || n < 4 || memcmp(text + n - 3, "ing", 3) != 0)
		return;
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		SgTerm term = *sg_term(x, i);
		uint32_t above = broader_of(x, block, &term);
		if (above != SG_NONE && term.role == SG_ROLE_HEADING &&
		    !is_title_term(x, sg_term(x, above)))
			sg_add_claim(x, (SgRelation){verb, above, i}, &sg_rules[SG_RULE_DOING_HEAD],
				     term.span);
	}
}

/* The first thing in general of the item that a term stands in, or SG_NONE. */
static uint32_t
find_sibling(const SgExtraction *x, const SgBlock *block, const SgTerm *term)
{
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		const SgTerm *other = sg_term(x, i);
		bool general = other->kind == SG_KIND_CONCEPT || other->kind == SG_KIND_PATTERN;
		bool code = strcmp(sg_document_str(x->doc, other->rule),
				   sg_rules[SG_RULE_CODE_SPAN].name) == 0;
		if (general && !code && other->span.at == term->span.at)
			return i;
	}
	return SG_NONE;
}

/* "Benchmarking with criterion": what a whole topic is done with is a package, though its name is a
 * plain word. */
static void
relate_plain_package(SgExtraction *x, SgBlock *block)
{
	static const char *const joints[] = {" with ", " using ", " via "};
	const SgProse *prose = block->prose;
	const char *space = prose->length <= MAX_ITEM ? strrchr(prose->text, ' ') : NULL;
	if (!space || block->terms + 1 != block->terms_end || prose->n_leads > 0)
		return;
	SgKind kind = (SgKind)sg_term(x, block->terms)->kind;
	SgSpan span = sg_term(x, block->terms)->span;
	uint32_t at = (uint32_t)(space + 1 - prose->text);
	const SgKnown *crate = sg_word_facts(x, space + 1, sg_word_length(space + 1)).plain_crate;
	if (!crate || !(kind == SG_KIND_CONCEPT || kind == SG_KIND_PATTERN) ||
	    at + sg_word_length(space + 1) != prose->length)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		size_t n = strlen(joints[i]);
		if (at < n || memcmp(space + 1 - n, joints[i], n) != 0)
			continue;
		uint32_t term = sg_add_known(x, block, crate, &sg_rules[SG_RULE_LIST_ITEM], at);
		sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, block->terms, term},
			     &sg_rules[SG_RULE_NAMED_UNDER_HEADING], span);
		sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, SG_NONE, term},
			     &sg_rules[SG_RULE_NAMED], span);
	}
}

/* In items like "Benchmarking with criterion" and "Serde for serialization" the packages serve what
 * stands beside them. */
static void
relate_siblings(SgExtraction *x, SgBlock *block)
{
	if (block->kind != SG_NODE_PARAGRAPH || !block->opens_item)
		return;
	relate_plain_package(x, block);
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		SgTerm crate = *sg_term(x, i);
		uint32_t served =
		    crate.kind == SG_KIND_CRATE ? find_sibling(x, block, &crate) : SG_NONE;
		if (served != SG_NONE)
			sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, served, i},
				     &sg_rules[SG_RULE_NAMED_UNDER_HEADING], crate.span);
	}
}

static void
read_cell(SgExtraction *x, guint i)
{
	SgBlock *cell = sg_block(x, i);
	if (cell->header)
		sg_read_columns(x, i);
	else if (cell->column > 0)
		sg_read_sentences(x, cell);
}

void
sg_step_relations(SgExtraction *x)
{
	sg_scan_prepare(x);
	for (guint i = 0; i < x->blocks->len; i++) {
		SgBlock *block = sg_block(x, i);
		for (uint32_t t = block->terms; t < block->terms_end; t++)
			relate_term(x, block, t);
		relate_siblings(x, block);
		relate_doing(x, block);
		if (block->kind == SG_NODE_PARAGRAPH)
			sg_read_sentences(x, block);
		else if (block->kind == SG_NODE_HEADING)
			sg_read_comparison_below(x, i);
		else
			read_cell(x, i);
	}
}
