/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* Statements about terms that stand in prose: definitions under a head, advice, when to apply,
 * steps. */

#define MIN_DEFINITION_WORDS 5
#define MAX_ADVISED          4 /* things that one sentence of advice is filed under */

typedef struct {
	SgExtraction *x;
	uint32_t head;  /* term that waits for its first sentence, or SG_NONE */
	uint32_t steps; /* term whose steps the next list gives, or SG_NONE */
	uint32_t section;
} Reading;

static bool
has_definition(const SgExtraction *x, uint32_t term)
{
	for (guint i = 0; i < x->facts->statements->len; i++) {
		const SgStatement *s = &g_array_index(x->facts->statements, SgStatement, i);
		if (s->term == term && s->says == SG_SAYS_DEFINITION)
			return true;
	}
	return false;
}

static SgSpan
span_of(const Reading *r, const SgBlock *block, SgSentence s)
{
	return sg_prose_span(block->prose, r->x->doc, s.at, s.end);
}

/* The first sentence under a head usually says what the thing is. */
static void
define_head(Reading *r, const SgBlock *block)
{
	if (r->head == SG_NONE || block->prose->n_sentences == 0)
		return;
	uint32_t head = r->head;
	r->head = SG_NONE;
	if (block->item != SG_NONE || block->prose->n_leads > 0)
		return;
	SgSentence s = block->prose->sentences[0];
	g_autofree char *text = sg_prose_slice(block->prose, s.at, s.end);
	if (sg_phrase_count_words(text) < MIN_DEFINITION_WORDS ||
	    sg_phrase_is_advice(r->x->vocabulary, text) || g_str_has_prefix(text, "You ") ||
	    g_str_has_prefix(text, "This ") || has_definition(r->x, head))
		return;
	sg_add_statement(
	    r->x, head, (SgSaying){SG_SAYS_DEFINITION, text, sg_rules[SG_RULE_FIRST_SENTENCE].name},
	    span_of(r, block, s));
}

static void
note_heads(Reading *r, const SgBlock *block)
{
	bool run_in =
	    block->terms < block->terms_end && sg_term(r->x, block->terms)->role == SG_ROLE_HEADING;
	if (block->kind == SG_NODE_HEADING)
		r->head = SG_NONE;
	if (run_in && sg_term(r->x, block->terms)->kind != SG_KIND_ERROR)
		r->head = block->terms;
	if (block->kind == SG_NODE_HEADING || run_in)
		r->steps = SG_NONE;
}

static unsigned
under_of_lead(const Reading *r, const SgBlock *block, SgLead lead)
{
	g_autofree char *head = sg_prose_slice(block->prose, lead.at, lead.at + lead.head_length);
	g_autofree char *clean = sg_phrase_clean(head);
	unsigned under = 0;
	if (sg_vocabulary_lists(r->x->vocabulary, SG_WORDS_MARK_WHEN, clean))
		under |= SG_UNDER_WHEN;
	if (sg_vocabulary_lists(r->x->vocabulary, SG_WORDS_MARK_STEPS, clean))
		under |= SG_UNDER_STEPS;
	return under;
}

/* "**When to apply**: ...", "**Steps**:" below the head of a thing. */
static void
read_leads(Reading *r, const SgBlock *block)
{
	for (guint i = 0; i < block->prose->n_leads; i++) {
		SgLead lead = block->prose->leads[i];
		unsigned under = block->owner != SG_NONE ? under_of_lead(r, block, lead) : 0;
		if ((under & SG_UNDER_WHEN) != 0 && lead.body < lead.end) {
			g_autofree char *text = sg_prose_slice(block->prose, lead.body, lead.end);
			sg_add_statement(
			    r->x, block->owner,
			    (SgSaying){SG_SAYS_WHEN, text, sg_rules[SG_RULE_WHEN].name},
			    span_of(r, block, (SgSentence){lead.at, lead.end}));
		}
		if ((under & SG_UNDER_STEPS) != 0 && lead.body >= lead.end)
			r->steps = block->owner;
		else if (block->item == SG_NONE)
			r->steps = SG_NONE;
	}
}

static bool
read_step(Reading *r, const SgBlock *block)
{
	if (r->steps == SG_NONE || !block->opens_item)
		return false;
	SgSentence whole = {0, block->prose->length};
	g_autofree char *text = sg_prose_slice(block->prose, whole.at, whole.end);
	sg_add_statement(r->x, r->steps,
			 (SgSaying){SG_SAYS_STEP, text, sg_rules[SG_RULE_STEP].name},
			 span_of(r, block, whole));
	return true;
}

static void
advise(Reading *r, SgBlock *block, SgSentence s)
{
	SgExtraction *x = r->x;
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_names(x, block, s, hits);
	g_autofree char *text = sg_prose_slice(block->prose, s.at, s.end);
	SgSpan span = span_of(r, block, s);
	for (guint i = 0; i < hits->len && i < MAX_ADVISED; i++) {
		const SgHit *hit = &g_array_index(hits, SgHit, i);
		sg_add_statement(x, sg_hit_term(x, block, hit, &sg_rules[SG_RULE_ADVICE]),
				 (SgSaying){SG_SAYS_GUIDANCE, text, sg_rules[SG_RULE_ADVICE].name},
				 span);
	}
	if (hits->len == 0 && block->owner != SG_NONE &&
	    sg_term(x, block->owner)->section == block->section)
		sg_add_statement(x, block->owner,
				 (SgSaying){SG_SAYS_GUIDANCE, text, sg_rules[SG_RULE_ADVICE].name},
				 span);
}

/* Whether the first word can be one of advice: most sentences need no closer look. */
static bool
may_advise(const Reading *r, const SgBlock *block, SgSentence s)
{
	const char *text = block->prose->text;
	while (s.at < s.end && g_ascii_isspace(text[s.at]))
		s.at++;
	uint32_t end = s.at;
	for (; end < s.end && !g_ascii_isspace(text[end]); end++)
		if ((text[end] & 0x80) != 0 || text[end] == '\v')
			return true; /* maybe another sort of space */
	uint32_t lists = sg_vocabulary_phrase(r->x->vocabulary, text + s.at, end - s.at).lists;
	return (lists & (SG_IN(SG_WORDS_MARK_GUIDANCE) | SG_IN(SG_WORDS_IMPERATIVE))) != 0;
}

static bool
is_advice(const Reading *r, const SgBlock *block, SgSentence s)
{
	if (!may_advise(r, block, s))
		return false;
	g_autofree char *text = sg_prose_slice(block->prose, s.at, s.end);
	size_t first = strcspn(text, " ");
	if (first >= strlen(text) || sg_phrase_count_words(text) < 3)
		return false;
	g_autofree char *word = g_strndup(text, first);
	bool strong = sg_vocabulary_lists(r->x->vocabulary, SG_WORDS_MARK_GUIDANCE, word);
	bool listed = block->item != SG_NONE || (block->under & SG_UNDER_GUIDANCE) != 0;
	return strong || (listed && sg_phrase_is_advice(r->x->vocabulary, text));
}

static void
read_advice(Reading *r, SgBlock *block)
{
	for (guint i = 0; i < block->prose->n_sentences; i++) {
		SgSentence s = block->prose->sentences[i];
		if (is_advice(r, block, s))
			advise(r, block, s);
	}
}

void
sg_step_guidance(SgExtraction *x)
{
	Reading r = {.x = x, .head = SG_NONE, .steps = SG_NONE};
	for (guint i = 0; i < x->blocks->len; i++) {
		SgBlock *block = sg_block(x, i);
		if (block->kind == SG_NODE_CELL)
			continue;
		if (block->kind == SG_NODE_PARAGRAPH)
			define_head(&r, block);
		note_heads(&r, block);
		if (block->kind != SG_NODE_PARAGRAPH)
			continue;
		read_leads(&r, block);
		if (!read_step(&r, block))
			read_advice(&r, block);
	}
}
