/* SPDX-License-Identifier: MIT */
#pragma once

#include "graph/building.h"
#include "graph/tokens.h"

/* The names of all entities, ready to be found in text word by word. */

/* Const once it is made: threads may share it. */
typedef struct SgLexicon SgLexicon;

SgLexicon *sg_lexicon_new(const SgBuilding *building);
void sg_lexicon_free(SgLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgLexicon, sg_lexicon_free)

/* How a name is written, as far as that tells a name from a plain word. */
typedef enum {
	SG_FORM_SURE,
	SG_FORM_WORD,    /* no pack that acts on the document knows the word */
	SG_FORM_CAPITAL, /* the vocabulary lists the word as plain; it has a capital in mid-sentence
			  */
	SG_FORM_START,   /* the same where any word may have one */
	SG_FORM_SMALL,   /* the same without a capital */
	SG_FORM_LOOSE    /* one word that is not quite the name: "pinning", "generic" */
} SgNameForm;

/* A name that stands in a text. */
typedef struct {
	uint32_t entity;
	uint32_t n_tokens; /* that it takes */
	uint32_t at, length;
	SgNameForm form;
	bool foreign; /* only packs that do not act on the document know it */
} SgNamed;

/* A text in which names are looked for. */
typedef struct {
	const char *text;
	const GArray *tokens; /* of SgToken */
	uint64_t packs;       /* that act on its document */
} SgScannedText;

/* The longest name that begins at token number first of prose; false: there is none. */
bool sg_lexicon_match(const SgLexicon *lexicon,
		      const SgScannedText *scanned,
		      uint32_t first,
		      SgNamed *named);

/* The entity that a code span names as a whole, or SG_NONE. met (text (borrowed) -> entity + 1, or
 * 0) remembers the spans that were asked for, since they recur; whoever asks owns it. */
uint32_t sg_lexicon_of_code(const SgLexicon *lexicon, GHashTable *met, const char *text);

/* The same for a code span that names an entity, by the entity's label. */
SgNameForm sg_lexicon_form_of_code(const SgLexicon *lexicon, uint32_t entity, uint64_t packs);
