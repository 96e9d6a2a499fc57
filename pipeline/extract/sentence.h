/* SPDX-License-Identifier: MIT */
#pragma once

#include "extract/steps.h"

/* Private to extract: a sentence that is read for relations, and what is asked of its parts. */

#define SG_MAX_ADJECTIVE   24 /* bytes between a verb or an article and the noun */
#define SG_SENTENCE_WINDOW 64 /* bytes behind a joint in which the other side begins */
#define SG_MAX_SENTENCE \
	1000 /* bytes; what is longer is no sentence, and would be read again and again */

typedef struct {
	SgExtraction *x;
	SgBlock *block;
	const char *text; /* of the block */
	uint32_t at;      /* behind a head that the sentence begins with */
	uint32_t end;
	SgSentence whole; /* with the head: what is quoted */
	uint32_t number;  /* in the block */
} SgReadSentence;

/* The names in text[at, end), cut off at the sentence's end: of SgHit, owned. */
GArray *sg_sentence_scan(const SgReadSentence *s, uint32_t at, uint32_t end);

static inline const SgHit *
sg_hit_at(const GArray *hits, guint i)
{
	return &g_array_index(hits, SgHit, i);
}

/* The last name, if it ends just there, or NULL. */
const SgHit *sg_hit_before(const GArray *hits, uint32_t end);

/* A concept or a pattern. */
bool sg_sentence_is_general(const SgReadSentence *s, const SgHit *hit);
bool sg_sentence_is_crate(const SgReadSentence *s, const SgHit *hit);
/* Whether a name stands in a code span. */
bool sg_sentence_is_code(const SgReadSentence *s, const SgHit *hit);

void sg_sentence_claim(
    const SgReadSentence *s, SgEdgeType type, const SgHit *from, const SgHit *to, SgRule rule);

/* Where words stand first in text[at, end), or NULL. */
const char *sg_sentence_find(const SgReadSentence *s, uint32_t at, uint32_t end, const char *words);

/* Whether a word is one of a table, whatever its case. */
bool sg_is_one_of(const char *word, size_t length, const char *const *words, size_t count);
#define SG_ONE_OF(word, length, words) sg_is_one_of(word, length, words, G_N_ELEMENTS(words))

/* "through the type system", "approach to concurrency": no subject, no predicate. */
bool sg_sentence_follows_preposition(const SgReadSentence *s, uint32_t at);

/* Whether a name that ends there is the noun, not the first part of one. */
bool sg_sentence_ends_noun(const SgReadSentence *s, uint32_t end);

/* Whether "it", "these" or the like stands at text[at]. */
bool sg_sentence_is_pronoun(const SgReadSentence *s, uint32_t at);

/* "A, B", "A and B", "A errors and B": parts of one list. */
bool sg_sentence_are_joined(const SgReadSentence *s, const SgHit *a, const SgHit *b);

/* Keeps the names of one list that begins at most an adjective behind from. */
void sg_sentence_keep_list(const SgReadSentence *s, GArray *hits, uint32_t from);

/* The noun at the end of names that stand side by side ("thread-safe interior mutability"), the
 * first of which is at most an adjective behind from: a concept or pattern, or NULL. */
const SgHit *sg_sentence_find_noun(const SgReadSentence *s, const GArray *hits, uint32_t from);

/* Where the list of what a verb at text[at] acts on ends: means, circumstances and clauses do. */
uint32_t sg_sentence_object_end(const SgReadSentence *s, uint32_t at);

/* Where a sentence begins behind the head that it may have: that is no part of what it says. */
uint32_t sg_sentence_skip_head(const SgProse *prose, SgSentence sentence);

/* The head that governs a sentence (antecedent.c); no known name and SG_NONE where none does. */
SgHit sg_sentence_head(const SgReadSentence *s);

/* What a pronoun at text[at], or nothing at all, stands for: "it" is what the sentence before
 * begins with, "these" the list that one of those before begins with; else the head; a pronoun
 * without one is what the passage begins with. Of SgHit, owned; may be empty. */
GArray *sg_sentence_antecedents(const SgReadSentence *s, uint32_t at);

/* The names in front of a joint. Of SgHit, owned. */
GArray *sg_sentence_scan_left(const SgReadSentence *s, uint32_t at);

/* Whether only a joint stands between two names ("A, B", "A and B"), brackets behind the first
 * aside. */
bool sg_sentence_are_linked(const SgReadSentence *s, const SgHit *a, const SgHit *b);

/* The relations that a sentence states: "X prevents Y" (verbs.c), what stands between two names
 * (joints.c). */
void sg_read_verbs(const SgReadSentence *s);
void sg_read_joints(const SgReadSentence *s);

/* What the passage of a head says of it by its form, and what two sentences say that follow each
 * other (passages.c). */
void sg_read_passage(const SgReadSentence *s);

/* What is a case of what (broader.c). at: where the left side of a joint ends; from: where the
 * right one begins. */
void sg_read_examples(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_others(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_members(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_is_a(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_means(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_forms(const SgReadSentence *s);

/* What stands against what (contrast.c). */
void sg_read_contrast(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_versus(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_preference(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_version(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_comparison(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_difference(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_whereas(const SgReadSentence *s, uint32_t at, uint32_t from);
void sg_read_choice(const SgReadSentence *s, uint32_t at, uint32_t from);
