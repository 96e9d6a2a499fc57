/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/vocabulary.h"

/* What vocabulary.c looks up and pack.c fills: private to the two. */

/* One of the things that a name denotes. */
typedef struct {
	SgKnown *known; /* of SgVocabulary.known */
	unsigned pack;
} SgSense;

typedef struct {
	char *name;
	char *facet;          /* of its crates */
	GPtrArray *languages; /* of char *; empty: every document */
} SgPack;

/* A link template: {name} stands for the label. */
typedef struct {
	SgKind kind;
	char *facet;
	char *template;
	unsigned pack;
} SgLink;

struct SgVocabulary {
	GStringChunk *strings; /* holds every char * below */
	GArray *packs;         /* of SgPack */
	GPtrArray *known;      /* of SgKnown */
	GHashTable *exact;     /* name -> GArray of SgSense, best first */
	GHashTable *folded;    /* sg_text_key of the name -> the same */
	GHashTable *words[SG_N_WORDS]; /* set of sg_text_key */
	GHashTable *verbs;             /* sg_text_key -> SgEdgeType + 1 */
	GArray *links;                 /* of SgLink */
	GArray *codes;                 /* of SgErrorCodes */
	char *digest;                  /* owned */
};

/* Adds the pack in the file; its content goes into the checksum. Error: SG_ERROR_USAGE. */
bool sg_pack_load(SgVocabulary *vocabulary, const char *path, GChecksum *checksum, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
