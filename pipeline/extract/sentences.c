/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* Reads the sentences of a passage for the relations that they state. */

/* "Unlike references, ...": what something is unlike is a thing, however plain its name. */
static void
add_plain_name(const SgReadSentence *s, uint32_t end, GArray *hits)
{
	static const char unlike[] = "Unlike ";
	uint32_t at = s->at + (uint32_t)strlen(unlike);
	uint32_t n = at < end ? end - at : 0;
	const SgKnown *known = n > 0 ? sg_find_words_here(s->x, s->text + at, n) : NULL;
	SgHit hit = {at, end, known, SG_NONE};
	if (known)
		g_array_append_val(hits, hit);
}

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
	if (left->len == 0)
		add_plain_name(s, cut, left);
	if (left->len == 0)
		return;
	/* "Unlike X, they ...": not the name that comes next. */
	g_autoptr(GArray) meant = sg_sentence_antecedents(s, cut + 1);
	bool pronoun = sg_sentence_is_pronoun(s, cut + 2);
	bool named = right->len > 0 && sg_hit_at(right, 0)->at <= cut + SG_SENTENCE_WINDOW;
	const SgHit *other = named && !(pronoun && meant->len > 0) ? sg_hit_at(right, 0)
			     : meant->len > 0                      ? sg_hit_at(meant, 0)
								   : NULL;
	if (other)
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, sg_hit_at(left, 0), other,
				  SG_RULE_CONTRAST);
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
				    .at = sg_sentence_skip_head(prose, range),
				    .end = range.end,
				    .whole = range,
				    .number = i};
		sg_read_verbs(&s);
		sg_read_joints(&s);
		sg_read_forms(&s);
		sg_read_passage(&s);
		read_unlike(&s);
	}
}
