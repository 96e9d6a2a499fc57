/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* Relations that structure and sentences state between terms. */

#define MAX_ENDS 6 /* things on one side of a verb */

static const SgRuleInfo heading_rule = {"under-heading", SG_ROLE_HEADING, 60};
static const SgRuleInfo prose_use_rule = {"named-under-heading", SG_ROLE_TERM, 60};
static const SgRuleInfo document_use_rule = {"named", SG_ROLE_TERM, 55};
static const SgRuleInfo verb_rule = {"verb", SG_ROLE_STATEMENT, 60};
static const SgRuleInfo such_as_rule = {"such-as", SG_ROLE_STATEMENT, 65};
static const SgRuleInfo contrast_rule = {"unlike", SG_ROLE_STATEMENT, 60};

/* What a term stands under: for a heading the heading above it, else the head of its passage. */
static uint32_t
broader_of(const SgExtraction *x, const SgBlock *block, const SgTerm *term)
{
	if (block->kind == SG_NODE_HEADING) {
		if (block->section == SG_NONE)
			return SG_NONE;
		return sg_section_owner(
		    x, g_array_index(x->facts->sections, SgSection, block->section).parent);
	}
	if (term->role == SG_ROLE_HEADING || block->owner == SG_NONE ||
	    (block->owner >= block->terms && block->owner < block->terms_end))
		return sg_section_owner(x, block->section);
	return block->owner;
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
	return term->role == SG_ROLE_HEADING || strcmp(rule, "definition-item") == 0 ||
	       strcmp(rule, "list-item") == 0;
}

static void
relate_term(SgExtraction *x, const SgBlock *block, uint32_t i)
{
	SgTerm term = *sg_term(x, i);
	if (term.kind == SG_KIND_CRATE)
		sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, SG_NONE, i}, &document_use_rule,
			     term.span);
	/* A package serves the head it is named under, even where both stand in one passage. */
	uint32_t broader = term.kind == SG_KIND_CRATE && block->kind != SG_NODE_HEADING
			       ? block->owner
			       : broader_of(x, block, &term);
	if (broader == SG_NONE || broader == i)
		return;
	SgTerm above = *sg_term(x, broader);
	bool same =
	    strcmp(sg_document_str(x->doc, above.label), sg_document_str(x->doc, term.label)) == 0;
	if (same || is_title_term(x, &above))
		return;
	if (term.kind == SG_KIND_CRATE) {
		if (above.kind == SG_KIND_CONCEPT || above.kind == SG_KIND_PATTERN)
			sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, broader, i},
				     &prose_use_rule, term.span);
	} else if (is_narrower(x, &term) && above.kind != SG_KIND_CRATE &&
		   above.kind != SG_KIND_ERROR) {
		sg_add_claim(x, (SgRelation){SG_EDGE_BROADER, i, broader}, &heading_rule,
			     term.span);
	}
}

/* In an item like "Benchmarking with criterion" the packages serve what stands beside them. */
static void
relate_siblings(SgExtraction *x, const SgBlock *block)
{
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		SgTerm crate = *sg_term(x, i);
		if (crate.kind != SG_KIND_CRATE || i == block->terms)
			continue;
		SgTerm first = *sg_term(x, block->terms);
		bool beside = first.span.at == crate.span.at && block->kind == SG_NODE_PARAGRAPH;
		if (beside && (first.kind == SG_KIND_CONCEPT || first.kind == SG_KIND_PATTERN))
			sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, block->terms, i},
				     &prose_use_rule, crate.span);
	}
}

/* The verb that carries a relation, between from and end; its bounds in *at and *stop. */
static SgEdgeType
find_verb(SgExtraction *x, const char *text, SgSentence s, uint32_t *at, uint32_t *stop)
{
	static const bool letters[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['-'] = true};
	for (uint32_t p = s.at; p < s.end;) {
		uint32_t n = 0;
		while (p + n < s.end && letters[(unsigned char)text[p + n]])
			n++;
		bool may = n >= 4 && sg_vocabulary_may_be_verb(x->vocabulary, text + p);
		SgEdgeType verb = may ? sg_word_phrase(x, text + p, n).verb : SG_N_EDGE_TYPES;
		if (verb != SG_N_EDGE_TYPES) {
			*at = p;
			*stop = p + n;
			return verb;
		}
		p += MAX(n, 1);
	}
	return SG_N_EDGE_TYPES;
}

/* Means and circumstances end the list of what a verb acts on. */
static uint32_t
object_end(const char *text, uint32_t at, uint32_t end)
{
	static const char *const stops[] = {" through ", " via ",  " by ",    " without ",
					    " at ",      "; ",     " using ", ", while ",
					    ", making ", ", but ", " when ",  " so that "};
	uint32_t stop = end;
	for (size_t i = 0; i < G_N_ELEMENTS(stops); i++) {
		const char *hit = memmem(text + at, stop - at, stops[i], strlen(stops[i]));
		if (hit)
			stop = (uint32_t)(hit - text);
	}
	return stop;
}

static void
claim_pairs(SgExtraction *x, SgEdgeType type, GArray *left, GArray *right, SgSpan span)
{
	for (guint i = 0; i < left->len && i < MAX_ENDS; i++) {
		for (guint j = 0; j < right->len && j < MAX_ENDS; j++)
			sg_add_claim(x,
				     (SgRelation){type, g_array_index(left, SgHit, i).term,
						  g_array_index(right, SgHit, j).term},
				     &verb_rule, span);
	}
}

/* Subject, verb, objects. "It prevents X" speaks of the head that governs the passage. */
static void
read_verb(SgExtraction *x, SgBlock *block, SgSentence s)
{
	const char *text = block->prose->text;
	uint32_t at = 0;
	uint32_t stop = 0;
	SgEdgeType type = find_verb(x, text, s, &at, &stop);
	if (type == SG_N_EDGE_TYPES)
		return;
	g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(SgHit));
	g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_known(x, block, (SgSentence){stop, object_end(text, stop, s.end)}, &verb_rule,
		      right);
	if (right->len == 0)
		return;
	sg_scan_known(x, block, (SgSentence){s.at, at}, &verb_rule, left);
	if (left->len == 0 && block->owner != SG_NONE) {
		SgHit owner = {.term = block->owner};
		g_array_append_val(left, owner);
	}
	g_array_set_size(left, MIN(left->len, 2));
	claim_pairs(x, type, left, right, sg_prose_span(block->prose, x->doc, s.at, s.end));
}

static const char *const examples[] = {" such as ", ", including ", " like "};

/* Where each of examples stands next in a block, so that its text is searched once. */
typedef struct {
	const char *next[G_N_ELEMENTS(examples)]; /* NULL: no more */
} Joints;

static Joints
find_joints(const char *text)
{
	Joints joints;
	for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
		joints.next[i] = strstr(text, examples[i]);
	return joints;
}

/* The first of examples[i] inside a sentence, or NULL; the sentences are asked for in order. */
static const char *
joint_in(Joints *joints, size_t i, const char *text, SgSentence s)
{
	while (joints->next[i] && joints->next[i] < text + s.at)
		joints->next[i] = strstr(joints->next[i] + 1, examples[i]);
	const char *next = joints->next[i];
	return next && next + strlen(examples[i]) <= text + s.end ? next : NULL;
}

/* "X such as A, B and C". */
static void
read_examples(SgExtraction *x, SgBlock *block, SgSentence s, Joints *joints)
{
	const char *text = block->prose->text;
	for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
		const char *hit = joint_in(joints, i, text, s);
		if (!hit)
			continue;
		uint32_t joint = (uint32_t)(hit - text);
		uint32_t from = joint + (uint32_t)strlen(examples[i]);
		g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(SgHit));
		g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(SgHit));
		sg_scan_known(x, block, (SgSentence){s.at, joint}, &such_as_rule, left);
		if (left->len == 0 || g_array_index(left, SgHit, left->len - 1).end != joint)
			continue;
		sg_scan_known(x, block, (SgSentence){from, object_end(text, from, s.end)},
			      &such_as_rule, right);
		uint32_t broader = g_array_index(left, SgHit, left->len - 1).term;
		SgSpan span = sg_prose_span(block->prose, x->doc, s.at, s.end);
		for (guint j = 0; j < right->len && j < MAX_ENDS; j++) {
			uint32_t narrower = g_array_index(right, SgHit, j).term;
			if (sg_term(x, narrower)->kind != SG_KIND_CRATE)
				sg_add_claim(x, (SgRelation){SG_EDGE_BROADER, narrower, broader},
					     &such_as_rule, span);
		}
	}
}

/* "Unlike X, Y ...". */
static void
read_unlike(SgExtraction *x, SgBlock *block, SgSentence s)
{
	const char *text = block->prose->text;
	if (!g_str_has_prefix(text + s.at, "Unlike "))
		return;
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_known(x, block, s, &contrast_rule, hits);
	const char *comma = memchr(text + s.at, ',', s.end - s.at);
	if (hits->len == 0 || !comma || g_array_index(hits, SgHit, 0).at > (uint32_t)(comma - text))
		return;
	uint32_t other = block->owner;
	for (guint i = 1; i < hits->len; i++) {
		if (g_array_index(hits, SgHit, i).at > (uint32_t)(comma - text)) {
			other = g_array_index(hits, SgHit, i).term;
			break;
		}
	}
	if (other != SG_NONE)
		sg_add_claim(
		    x, (SgRelation){SG_EDGE_CONTRASTS, g_array_index(hits, SgHit, 0).term, other},
		    &contrast_rule, sg_prose_span(block->prose, x->doc, s.at, s.end));
}

static void
read_sentences(SgExtraction *x, SgBlock *block)
{
	Joints joints = find_joints(block->prose->text);
	for (uint32_t i = 0; i < block->prose->n_sentences; i++) {
		SgSentence s = block->prose->sentences[i];
		read_verb(x, block, s);
		read_examples(x, block, s, &joints);
		read_unlike(x, block, s);
	}
}

void
sg_step_relations(SgExtraction *x)
{
	for (guint i = 0; i < x->blocks->len; i++) {
		SgBlock *block = sg_block(x, i);
		for (uint32_t t = block->terms; t < block->terms_end; t++)
			relate_term(x, block, t);
		relate_siblings(x, block);
		if (block->kind == SG_NODE_PARAGRAPH)
			read_sentences(x, block);
	}
}
