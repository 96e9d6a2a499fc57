/* SPDX-License-Identifier: MIT */
#pragma once

#include "graph/building.h"

/* The names of all entities, ready to be found in text word by word. */

/* A word of a text: letters and digits; '_' stands between words, as '-' does. */
typedef struct {
	uint64_t hash; /* case folded, without a plural s */
	uint32_t at, length;
} SgToken;

/* Const once it is made: threads may share it. */
typedef struct SgLexicon SgLexicon;

SgLexicon *sg_lexicon_new(const SgBuilding *building);
void sg_lexicon_free(SgLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgLexicon, sg_lexicon_free)

/* Replaces tokens by the words of text. */
void sg_lexicon_tokenise(const char *text, GArray *tokens /* of SgToken */);

/* The entity with the longest name that begins at token number first of prose, with the bytes that
 * it takes from there and the tokens; SG_NONE when there is none. */
uint32_t sg_lexicon_match(const SgLexicon *lexicon,
			  const char *text,
			  const GArray *tokens,
			  uint32_t first,
			  SgToken *match);

/* The entity that a code span names as a whole, or SG_NONE. met (text (borrowed) -> entity + 1, or
 * 0) remembers the spans that were asked for, since they recur; whoever asks owns it. */
uint32_t sg_lexicon_of_code(const SgLexicon *lexicon, GHashTable *met, const char *text);
