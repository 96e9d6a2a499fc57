/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* Reads the sentences of a passage for the relations that they state. */

/* "Unlike X, Y ...": Y is the first name behind the comma, or what the passage is about. */
static void
read_unlike(const SgReadSentence *s)
{
	if (!g_str_has_prefix(s->text + s->at, "Unlike "))
		return;
	const char *comma = memchr(s->text + s->at, ',', s->end - s->at);
	/* "Unlike X, which does this, Y does that." */
	if (comma && g_str_has_prefix(comma, ", which ")) {
		uint32_t after = (uint32_t)(comma - s->text) + 1;
		comma = memchr(s->text + after, ',', s->end - after);
	}
	if (!comma)
		return;
	uint32_t cut = (uint32_t)(comma - s->text);
	g_autoptr(GArray) left = sg_sentence_scan(s, s->at, cut);
	g_autoptr(GArray) right = sg_sentence_scan(s, cut, s->end);
	SgHit meant = sg_sentence_antecedent(s, cut + 1);
	bool named = right->len > 0 && sg_hit_at(right, 0)->at <= cut + SG_SENTENCE_WINDOW;
	const SgHit *other = named && meant.term == s->block->owner ? sg_hit_at(right, 0) : &meant;
	if (left->len > 0 && (other->known || other->term != SG_NONE))
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, sg_hit_at(left, 0), other,
				  SG_RULE_CONTRAST);
}

/* A head with a body behind it is no part of what the sentence says. */
static uint32_t
skip_head(const SgProse *prose, SgSentence sentence)
{
	for (uint32_t i = 0; i < prose->n_leads; i++) {
		const SgLead *lead = &prose->leads[i];
		if (lead->at == sentence.at && lead->body < sentence.end && lead->body > lead->at)
			return lead->body;
	}
	return sentence.at;
}

void
sg_read_sentences(SgExtraction *x, SgBlock *block)
{
	const SgProse *prose = block->prose;
	for (uint32_t i = 0; i < prose->n_sentences; i++) {
		SgSentence range = prose->sentences[i];
		if (range.end - range.at > SG_MAX_SENTENCE)
			continue;
		SgReadSentence s = {.x = x,
				    .block = block,
				    .text = prose->text,
				    .at = skip_head(prose, range),
				    .end = range.end,
				    .whole = range,
				    .before = i > 0 ? prose->sentences[i - 1] : (SgSentence){0}};
		sg_read_verb(&s);
		sg_read_joints(&s);
		read_unlike(&s);
	}
}
