/* SPDX-License-Identifier: MIT */
#pragma once

#include "graph/lexicon.h"

/* Private to the search for mentions: what was found, until it is known which words are names. */

typedef struct {
	uint32_t entity, section;
	uint32_t node, at, length;
	uint8_t form; /* SgNameForm */
	bool meant;   /* the document gives the name, or its field knows it */
} SgMentionMatch;

/* What was found in one document. */
typedef struct {
	SgMentionMatch *matches;
	uint32_t n_matches;
	SgMention *mentions;
	SgDraft *drafts;
	SgOccurrence *occurrences;
	uint32_t n_mentions, n_drafts, n_occurrences;
} SgMentionFindings;

/* What all threads read, and the findings that they leave. */
typedef struct {
	const SgBuilding *building;
	const SgLexicon *lexicon;
	SgMentionFindings *findings; /* of each document */
	/* Of each entity, of a word that names it: */
	bool *plain;  /* it is plain English where it is not given */
	bool *common; /* most that use it give it as a name, though it is listed as plain */
	bool *proper; /* it has a capital wherever it stands */
} SgMentionSearch;

#define SG_SURE_TERM 55 /* confidence of a term that gives its document a name */

/* Of a doubtful term the word may be plain in the document itself. */
static inline bool
sg_term_gives_name(const SgTerm *term)
{
	return term->known || term->confidence >= SG_SURE_TERM;
}

/* A word is a name where it is used if many of those that use it give it as one; it is a proper
 * name if it hardly ever stands without a capital. Copies do not count. Fills plain, common and
 * proper. */
void sg_mentions_judge_words(const SgMentionSearch *search);
