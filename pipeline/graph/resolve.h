/* SPDX-License-Identifier: MIT */
#pragma once

#include "graph/building.h"

/* Which names of all documents name one thing. Names with one key form a group; groups are then
 * united by rules, each with a name. Inside the stage only. */

/* A name as some document writes it; distinct over the corpus. */
typedef struct {
	const char *text; /* borrowed from facts */
	const char *key;  /* of the group that it belongs to unless it names a crate */
	bool exact;       /* nothing but case, hyphens and underscores was lost in the key */
	uint32_t plain;   /* group of the key, or SG_NONE */
	uint32_t crate;   /* group of the last crate met under this name, or SG_NONE */
} SgSpelling;

#define SG_MAX_WITNESSES 3 /* more do not make a name surer */

typedef struct {
	const char *key;
	const char
	    *crate; /* name in the registry's manner, lower case with '-', or NULL: no crate */
	const char *facet;  /* first one given; of crates the ecosystem */
	const char *wanted; /* label that the configuration asks for, or NULL */
	const char *rule;   /* by which the group was united with another, or NULL */
	uint32_t parent;    /* of the union; a root is its own parent */
	uint32_t witnesses[SG_MAX_WITNESSES]; /* the first families that name it */
	uint32_t n_witnesses;
	double weight[SG_N_KINDS]; /* confidence summed */
	double known[SG_N_KINDS];  /* the part of it that the vocabulary backs */
	unsigned best;             /* highest confidence */
	SgKind kind;               /* decided at the root */
	uint32_t entity;           /* at the root: number, or SG_NONE when dropped */
} SgGroup;

/* One place that uses a name: a term, or the other name that a term gives. */
typedef struct {
	uint32_t root; /* group; valid after all unions */
	uint32_t spelling;
	uint32_t document, term;
	bool alias;
	uint8_t role;       /* SgRole of the term */
	uint8_t confidence; /* of the term */
} SgUse;

struct SgResolution {
	SgBuilding *building;
	GArray *spellings;   /* of SgSpelling */
	GArray *groups;      /* of SgGroup */
	GArray *uses;        /* of SgUse; sorted by root, spelling, alias, document, term */
	GHashTable *by_text; /* text -> spelling + 1 */
	GHashTable *by_key;  /* key -> group + 1 */
	GStringChunk *texts; /* that spellings and groups are made of */
	uint32_t *families;  /* of documents, see sg_families */
};

SgResolution *sg_resolution_new(SgBuilding *building);
void sg_resolution_free(SgResolution *resolution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgResolution, sg_resolution_free)

SgGroup *sg_resolution_group(const SgResolution *resolution, uint32_t group);
const SgSpelling *sg_resolution_spelling(const SgResolution *resolution, uint32_t spelling);
uint32_t sg_resolution_root(const SgResolution *resolution, uint32_t group);

/* The spelling of a text, added when it is new; text must live as long as the resolution. */
uint32_t sg_resolution_spell(SgResolution *resolution, const char *text);

/* The group of a plain key or of a crate, or SG_NONE. */
uint32_t sg_resolution_find(const SgResolution *resolution, const char *key);

/* Unites two groups unless the configuration keeps them apart; returns whether they are one now. */
bool sg_resolution_unite(SgResolution *resolution, uint32_t a, uint32_t b, const char *rule);

/* The rules, applied in order. unite.c */
void sg_resolution_apply_rules(SgResolution *resolution);

/* For each document the first of those that were written from each other, by overlap: renditions,
 * copies, derived ones and variants. Owned. families.c */
uint32_t *sg_families(const SgOverlaps *overlaps, uint32_t n_documents);

/* What an entity is called. labels.c. uses: those of one root. Owned. */
char *
sg_resolution_label(const SgResolution *resolution, const SgUse *uses, size_t count, SgKind kind);
/* Its id; suffix is of the key, so that it does not depend on other entities. Owned. */
char *sg_entity_id(SgKind kind, const char *facet, const char *label, const char *key);
