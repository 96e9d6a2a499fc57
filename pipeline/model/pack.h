/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "base/yaml.h"
#include "model/vocabulary.h"

/* What vocabulary.c looks up and pack*.c fill: private to them. */

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

/* What is known of all phrases of one sg_text_key. */
typedef struct {
	GArray *senses; /* of SgSense, best first; NULL: names nothing */
	SgPhrase phrase;
} SgKeyEntry;

/* What is known of a phrase as written; borrowed. */
typedef struct {
	const GArray *exact; /* senses, or NULL */
	const SgKeyEntry *entry;
} SgFound;

/* A phrase of up to 16 bytes that was looked up. Small, so that the slots of common words stay near
 * the processor. */
typedef struct {
	SgFound found; /* entry NULL: empty slot */
	uint64_t a, b; /* with the length: the phrase */
	size_t length;
} SgLookup;

/* A longer one; those that do not fit seldom return. */
typedef struct {
	SgFound found;
	uint32_t length;
	char phrase[44];
} SgLongLookup;

#define SG_LOOKUPS      8192 /* powers of two */
#define SG_LONG_LOOKUPS 2048

struct SgVocabulary {
	GStringChunk *strings; /* holds every char * below */
	GArray *packs;         /* of SgPack */
	GPtrArray *known;      /* of SgKnown */
	GHashTable *exact;     /* name -> GArray of SgSense, best first */
	GHashTable *keys;      /* sg_text_key -> SgKeyEntry */
	GArray *links;         /* of SgLink */
	GArray *codes;         /* of SgErrorCodes */
	SgBeginnings verbs;    /* of their keys */
	char *digest;          /* owned */
	/* Words return, and a key costs more than a hash. */
	SgLookup *lookups;          /* SG_LOOKUPS slots */
	SgLongLookup *long_lookups; /* SG_LONG_LOOKUPS slots */
};

/* Adds the pack in the file; its content goes into the checksum. Error: SG_ERROR_USAGE. */
bool sg_pack_load(SgVocabulary *vocabulary, const char *path, GChecksum *checksum, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* What a file is read into, and where errors go. */
typedef struct {
	SgVocabulary *vocabulary;
	SgPack *pack; /* valid while no other is added */
	unsigned number;
	const char *path;
	GError **error;
} SgPackReader;

#define sg_pack_refuse(reader, at, ...) \
	sg_yaml_refuse((reader)->error, (reader)->path, at, __VA_ARGS__)

/* The entry of a key; made when it is not there. */
SgKeyEntry *sg_pack_entry(const SgPackReader *reader, const char *key);

/* A string that lives as long as the vocabulary. */
char *sg_pack_keep(const SgPackReader *reader, const char *text);

/* The sg_text_key of a scalar, owned; NULL and an error when nothing of it is left. */
char *sg_pack_key(const SgPackReader *reader, const SgYaml *node);

/* Whether a value is what is wanted; an error with its place if not. A scalar must not be empty. */
bool sg_pack_expect(const SgPackReader *reader, const SgYaml *node, SgYamlKind kind);
bool sg_pack_expect_texts(const SgPackReader *reader, const SgYaml *node);
bool sg_pack_expect_facet(const SgPackReader *reader, const SgYaml *node);
bool sg_pack_expect_url(const SgPackReader *reader, const SgYaml *node);

/* The kind of that name; SG_N_KINDS and an error at node when there is none. */
SgKind sg_pack_match_kind(const SgPackReader *reader, const SgYaml *node, const char *text);

/* A list of entities; kind SG_N_KINDS: each says its own. */
bool sg_pack_read_entities(SgPackReader *reader, const SgYaml *node, SgKind kind);
