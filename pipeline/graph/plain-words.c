/* SPDX-License-Identifier: MIT */
#include "graph/mentions.h"

#include <string.h>

/* Which words that name entities are plain English where they stand, judged by all documents. */

#define USES_FOR_A_NAME                                                           \
	4 /* of a plain word: of less than so many documents that use it one must \
	     give it as a name, or it is plain English in the others */

/* A word is a proper name that has a capital in mid-sentence so often, and so often for each time
 * that it has none. */
#define MIN_CAPITALS         2
#define CAPITALS_FOR_A_SMALL 4

/* In how many documents a word stands, how many of them give it as a name; and how often it stands
 * with a capital in mid-sentence and without one. */
typedef struct {
	uint32_t document; /* 1 + the last one that was counted; as the following */
	uint32_t giver, sayer;
	uint32_t uses, given;
	uint32_t said; /* like given, but not as code alone */
	uint32_t capital, small;
} Word;

/* Counts a document once. last: 1 + the last one that was counted. */
static void
count_once(uint32_t *last, uint32_t *count, uint32_t document)
{
	*count += *last != document + 1;
	*last = document + 1;
}

/* `Result` says nothing of what a result is. */
static bool
is_said(const SgFacts *facts, const SgTerm *term)
{
	return term->role != SG_ROLE_CODE &&
	       strcmp(sg_facts_str(facts, term->rule), sg_rules[SG_RULE_CODE_SPAN].name) != 0;
}

static void
count_words(const SgMentionSearch *search, uint32_t document, Word *words /* of each entity */)
{
	const SgBuilding *building = search->building;
	const SgFacts *facts = sg_building_facts(building, document);
	const uint32_t *entities = building->terms.node + building->terms.first[document];
	for (uint32_t i = 0; i < facts->n_terms; i++) {
		if (entities[i] == SG_NONE)
			continue;
		Word *word = &words[entities[i]];
		count_once(&word->document, &word->uses, document);
		if (sg_term_gives_name(&facts->terms[i]))
			count_once(&word->giver, &word->given, document);
		if (is_said(facts, &facts->terms[i]))
			count_once(&word->sayer, &word->said, document);
	}
	const SgMentionFindings *findings = &search->findings[document];
	for (uint32_t i = 0; i < findings->n_matches; i++) {
		const SgMentionMatch *match = &findings->matches[i];
		Word *word = &words[match->entity];
		if (match->form != SG_FORM_SURE && match->form != SG_FORM_LOOSE)
			count_once(&word->document, &word->uses, document);
		word->capital += match->form == SG_FORM_CAPITAL;
		word->small += match->form == SG_FORM_SMALL;
	}
}

void
sg_mentions_judge_words(const SgMentionSearch *search)
{
	const SgBuilding *building = search->building;
	uint32_t n = building->parts->entities->len;
	g_autofree Word *words = g_new0(Word, n + 1);
	for (uint32_t i = 0; i < building->n_documents; i++) {
		if (building->canonical[i] == i)
			count_words(search, i, words);
	}
	for (uint32_t i = 0; i < n; i++) {
		const Word *word = &words[i];
		search->plain[i] = word->given < 2 || word->given * USES_FOR_A_NAME <= word->uses;
		search->common[i] = word->said * 3 > word->uses * 2 && word->said > 2;
		search->proper[i] = word->capital >= MIN_CAPITALS &&
				    word->small * CAPITALS_FOR_A_SMALL <= word->capital;
	}
}
