/* SPDX-License-Identifier: MIT */
#pragma once

#include "graph/lexicon.h"

/* Private to the lexicon: one of its names, and what is asked of a place where it may stand. */

#define SG_LEXICON_WORDS 8

typedef struct {
	uint64_t key; /* of its first words: what it is looked up by */
	const char *text;
	uint32_t length; /* of text, without generic arguments */
	uint32_t entity;
	uint32_t n_words;
	uint64_t words[SG_LEXICON_WORDS];
	uint64_t packs; /* that know it */
	bool exact;     /* as it is written: a type, an acronym */
	bool crate;
	bool loose;  /* one word, another than the label: "pinning" of Pin */
	bool listed; /* as a plain word */
	bool plural; /* of several things: "Traits" */
	bool whole;  /* not before or after a hyphen: tokio is not tokio-postgres */
} SgLexiconName;

/* A capital behind the first letter of a word: "RefCell", "RAII". */
bool sg_lexicon_has_own_spelling(const char *text, uint32_t length);

/* Whether the name is what begins at the first of left tokens, and no part of anything longer. */
bool sg_lexicon_name_stands(const SgLexiconName *name,
			    const char *text,
			    const SgToken *tokens,
			    uint32_t left);

/* The bytes that it takes there. */
uint32_t sg_lexicon_name_length(const SgLexiconName *name, const SgToken *tokens);

/* Known, but to no pack that acts. */
bool sg_lexicon_name_is_foreign(const SgLexiconName *name, uint64_t packs);

/* Whether it may be plain English where these packs act. */
bool sg_lexicon_name_is_plain(const SgLexiconName *name, uint64_t packs);

/* How it is written at token i. */
SgNameForm
sg_lexicon_name_form(const SgLexiconName *name, const SgScannedText *scanned, uint32_t i);
