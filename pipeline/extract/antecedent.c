/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* What a sentence without a subject of its own speaks of: the head that governs it, or what the
 * sentences before it began with. */

#define MAX_BACK 12 /* blocks between an item and the item that it stands in */
#define MAX_LIST 3  /* names that "these" stands for */
#define MAX_FAR  4  /* sentences between it and them */

/* The terms that a head gave stand in all of its passage. */
static uint32_t
term_of_lead(const SgReadSentence *s, const SgBlock *block, const SgLead *lead)
{
	SgSpan span = sg_prose_span(block->prose, s->x->doc, lead->at, lead->at + 1);
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		const SgTerm *term = sg_term(s->x, i);
		if (term->role <= SG_ROLE_DEFINITION && term->span.at <= span.at &&
		    span.at < term->span.at + term->span.length)
			return i;
	}
	return SG_NONE;
}

/* "**Use lifetimes with care**: ...": no name, but of one thing. */
static SgHit
read_lead(const SgReadSentence *s, const SgBlock *block, const SgLead *lead)
{
	SgHit none = {.term = SG_NONE};
	uint32_t term = term_of_lead(s, block, lead);
	if (term != SG_NONE)
		return (SgHit){.term = term};
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_names(s->x, block, (SgSentence){lead->at, lead->at + lead->head_length}, hits);
	return hits->len == 1 ? *sg_hit_at(hits, 0) : none;
}

/* A line that is all head governs what comes next, and not itself. */
static const SgLead *
find_lead(const SgBlock *block, uint32_t at)
{
	for (uint32_t i = 0; i < block->prose->n_leads; i++) {
		const SgLead *lead = &block->prose->leads[i];
		if (lead->at <= at && at < lead->end && lead->body < lead->end)
			return lead;
	}
	return NULL;
}

/* The block that opens the item around the item of a block, or NULL. */
static const SgBlock *
find_parent(const SgReadSentence *s)
{
	const SgBlock *first = sg_block(s->x, 0);
	const SgBlock *block = s->block;
	for (unsigned i = 0; i < MAX_BACK && block > first && s->block->depth > 1; i++) {
		block--;
		if (block->opens_item && block->depth + 1 == s->block->depth &&
		    sg_node(s->x, block->item)->end > s->block->node)
			return block;
	}
	return NULL;
}

/* A head with a body of its own governs that passage and the list below it, not what follows. */
static bool
governs(const SgReadSentence *s, uint32_t owner)
{
	const char *rule = sg_document_str(s->x->doc, sg_term(s->x, owner)->rule);
	return s->block->item != SG_NONE ||
	       strcmp(rule, sg_rules[SG_RULE_DEFINITION_ITEM].name) != 0;
}

/* What a row of a table is about: the thing in its first cell, or nothing. */
static SgHit
read_row(const SgReadSentence *s)
{
	SgHit head = {.term = SG_NONE};
	const SgBlock *first = s->block - s->block->column;
	if (s->block->column == 0 || first < sg_block(s->x, 0) || first->kind != SG_NODE_CELL ||
	    first->column != 0)
		return head;
	if (first->terms < first->terms_end)
		head.term = first->terms;
	return head;
}

SgHit
sg_sentence_head(const SgReadSentence *s)
{
	SgHit head = {.term = SG_NONE};
	if (s->block->kind == SG_NODE_CELL)
		return read_row(s);
	const SgLead *lead = find_lead(s->block, s->whole.at);
	if (lead)
		return read_lead(s, s->block, lead);
	const SgBlock *parent = find_parent(s);
	if (parent && parent->prose->n_leads > 0)
		return read_lead(s, parent, &parent->prose->leads[0]);
	if (s->block->owner != SG_NONE && governs(s, s->block->owner))
		head.term = s->block->owner;
	return head;
}

/* Whether a name stands for two things at once: "Send and Sync". */
static bool
is_pair(const SgReadSentence *s, const SgHit *hit)
{
	return memmem(s->text + hit->at, hit->end - hit->at, " and ", 5) != NULL;
}

/* "These types": the list that one of the sentences before begins with. */
static bool
add_list_before(const SgReadSentence *s, GArray *found)
{
	const SgProse *prose = s->block->prose;
	uint32_t here = s->number;
	for (uint32_t i = here; i > 0 && i + MAX_FAR > here; i--) {
		SgSentence sentence = prose->sentences[i - 1];
		if (sentence.end - sentence.at > SG_MAX_SENTENCE)
			continue;
		uint32_t at = sg_sentence_skip_head(prose, sentence);
		g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
		sg_scan_names(s->x, s->block, (SgSentence){at, sentence.end}, hits);
		SgReadSentence earlier = *s;
		earlier.at = at;
		earlier.end = sentence.end;
		sg_sentence_keep_list(&earlier, hits, at);
		if (hits->len > 0 && sg_hit_at(hits, 0)->at <= at + 4 &&
		    (hits->len > 1 || is_pair(s, sg_hit_at(hits, 0)))) {
			g_array_append_vals(found, hits->data, MIN(hits->len, MAX_LIST));
			return true;
		}
	}
	return false;
}

/* What another sentence of the block begins with. */
static bool
add_subject_of(const SgReadSentence *s, uint32_t number, GArray *found)
{
	const SgProse *prose = s->block->prose;
	SgSentence sentence = prose->sentences[number];
	if (sentence.end - sentence.at > SG_MAX_SENTENCE)
		return false;
	uint32_t at = sg_sentence_skip_head(prose, sentence);
	uint32_t end = MIN(sentence.end, at + SG_SENTENCE_WINDOW);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_names(s->x, s->block, (SgSentence){at, end}, hits);
	if (hits->len == 0 || sg_hit_at(hits, 0)->at > at + 4)
		return false;
	g_array_append_vals(found, sg_hit_at(hits, 0), 1);
	return true;
}

GArray *
sg_sentence_antecedents(const SgReadSentence *s, uint32_t at)
{
	static const char *const many[] = {"these", "both"};
	static const char *const names[] = {"it", "they", "its", "their", "this", "these", "both"};
	GArray *found = g_array_new(FALSE, FALSE, sizeof(SgHit));
	at += s->text[at] == ' ';
	const char *word = s->text + at;
	size_t n = sg_word_length(word);
	if (SG_ONE_OF(word, n, many) && add_list_before(s, found))
		return found;
	bool pronoun = SG_ONE_OF(word, n, names);
	if (pronoun && s->number > 0 && add_subject_of(s, s->number - 1, found))
		return found;
	SgHit head = sg_sentence_head(s);
	if (head.known || head.term != SG_NONE)
		g_array_append_val(found, head);
	else if (pronoun && s->number > 1 && s->number < MAX_FAR)
		add_subject_of(s, 0, found);
	return found;
}
