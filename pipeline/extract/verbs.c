/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* Relations that verbs state: subject, verb and objects. A name counts only where it is the noun:
 * "allocator overhead" says nothing of an allocator. */

#define MAX_NEGATION 20 /* bytes before a verb in which it is denied */

/* The verb that carries a relation; its bounds in *at and *stop. */
static SgEdgeType
find_verb(const SgReadSentence *s, uint32_t *at, uint32_t *stop)
{
	static const bool letters[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['-'] = true};
	for (uint32_t p = s->at; p < s->end;) {
		uint32_t n = 0;
		while (p + n < s->end && letters[(unsigned char)s->text[p + n]])
			n++;
		bool may = n >= 4 && sg_vocabulary_may_be_verb(s->x->vocabulary, s->text + p);
		SgEdgeType verb = may ? sg_word_phrase(s->x, s->text + p, n).verb : SG_N_EDGE_TYPES;
		if (verb != SG_N_EDGE_TYPES) {
			*at = p;
			*stop = p + n;
			return verb;
		}
		p += MAX(n, 1);
	}
	return SG_N_EDGE_TYPES;
}

/* "does not prevent", "can't detect", "without preventing". */
static bool
is_denied(const SgReadSentence *s, uint32_t verb)
{
	static const char *const words[] = {"not ",     "n't ",    "n\xe2\x80\x99t ",
					    "never ",   "cannot ", "no ",
					    "without ", "nor ",    "hardly "};
	uint32_t from = verb - s->at > MAX_NEGATION ? verb - MAX_NEGATION : s->at;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (sg_sentence_find(s, from, verb, words[i]))
			return true;
	}
	return false;
}

/* Keeps the names of the subject: those right before the verb, or those that the sentence begins
 * with, unless another clause begins between. */
static void
keep_subjects(const SgReadSentence *s, GArray *hits, uint32_t verb)
{
	static const char *const clauses[] = {" that ", " which ",   "; ",
					      ": ",     " because ", " where "};
	for (guint i = hits->len; i > 0; i--) {
		if (sg_sentence_follows_preposition(s, sg_hit_at(hits, i - 1)->at))
			g_array_remove_index(hits, i - 1);
	}
	guint n = hits->len;
	if (n > 1 && sg_hit_at(hits, n - 1)->end + 2 >= verb) {
		guint first = n - 1;
		while (first > 0 && sg_sentence_are_joined(s, sg_hit_at(hits, first - 1),
							   sg_hit_at(hits, first)))
			first--;
		g_array_remove_range(hits, 0, first);
		return;
	}
	guint kept = n > 0;
	while (kept > 0 && kept < n &&
	       sg_sentence_are_joined(s, sg_hit_at(hits, kept - 1), sg_hit_at(hits, kept)))
		kept++;
	g_array_set_size(hits, kept);
	for (size_t i = 0; kept > 0 && i < G_N_ELEMENTS(clauses); i++) {
		if (sg_sentence_find(s, sg_hit_at(hits, 0)->end, verb, clauses[i]))
			g_array_set_size(hits, 0);
	}
}

/* What does it: names, or what a pronoun in their place stands for. */
static GArray *
find_subjects(const SgReadSentence *s, uint32_t verb)
{
	GArray *hits = sg_sentence_scan(s, s->at, verb);
	bool none = hits->len == 0;
	keep_subjects(s, hits, verb);
	bool implied = verb == s->at || sg_sentence_begins_with_pronoun(s);
	SgHit meant = none && implied ? sg_sentence_antecedent(s, s->at) : (SgHit){.term = SG_NONE};
	if (meant.known || meant.term != SG_NONE)
		g_array_append_val(hits, meant);
	g_array_set_size(hits, MIN(hits->len, 2));
	return hits;
}

static uint32_t
skip_by(const SgReadSentence *s, uint32_t at)
{
	static const char *const joints[] = {" by ", " from ", " out of "};
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		if (g_str_has_prefix(s->text + at, joints[i]))
			return at + (uint32_t)strlen(joints[i]);
	}
	return at;
}

/* "eliminates data races through the type system": the means do it as well. */
static void
add_means(const SgReadSentence *s, uint32_t at, GArray *subjects)
{
	static const char *const joints[] = {" through ", " via "};
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		const char *joint = sg_sentence_find(s, at, s->end, joints[i]);
		if (!joint)
			continue;
		uint32_t from = (uint32_t)(joint - s->text) + (uint32_t)strlen(joints[i]);
		g_autoptr(GArray) hits = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
		const SgHit *means = hits->len > 0 ? sg_hit_at(hits, 0) : NULL;
		if (means && means->at <= from + SG_MAX_ADJECTIVE &&
		    sg_sentence_is_general(s, means) && sg_sentence_ends_noun(s, means->end))
			g_array_append_vals(subjects, means, 1);
	}
}

/* "X prevents Y", "Y is prevented by X"; "Y is caused by X", "X fixed Y". */
void
sg_read_verb(const SgReadSentence *s)
{
	uint32_t at = 0;
	uint32_t stop = 0;
	SgEdgeType type = find_verb(s, &at, &stop);
	if (type == SG_N_EDGE_TYPES || is_denied(s, at))
		return;
	uint32_t behind = skip_by(s, stop);
	bool of_effect = type == SG_EDGE_CAUSED_BY || type == SG_EDGE_SOLVED_BY;
	bool turned = (behind > stop) != of_effect;
	g_autoptr(GArray) right = sg_sentence_scan(s, behind, sg_sentence_object_end(s, behind));
	sg_sentence_keep_list(s, right, behind);
	if (right->len == 0)
		return;
	g_autoptr(GArray) left = find_subjects(s, at);
	if (!of_effect && behind == stop)
		add_means(s, stop, left);
	for (guint i = 0; i < left->len; i++) {
		for (guint j = 0; j < right->len; j++) {
			const SgHit *a = sg_hit_at(left, i);
			const SgHit *b = sg_hit_at(right, j);
			/* "use-after-free bugs" are the error, "concurrency bugs" not concurrency.
			 */
			if (sg_hit_kind(s->x, b) == SG_KIND_ERROR ||
			    sg_sentence_ends_noun(s, b->end))
				sg_sentence_claim(s, type, turned ? b : a, turned ? a : b,
						  SG_RULE_VERB);
		}
	}
}
