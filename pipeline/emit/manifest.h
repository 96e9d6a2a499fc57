/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>

/* What skillgraph wrote into a directory: the mark that the directory is ours, the proof of each
 * file and of what it was made from. A text file: a head with count and checksum, then a line for
 * each file, "digest size inputs name", sorted by name. Same files, same bytes. */
#define SG_MANIFEST_NAME ".skillgraph-manifest"

typedef struct {
	char *name; /* relative, '/' between its parts */
	SgDigest digest;
	SgDigest inputs; /* of what the file was made from */
	uint64_t size;
} SgFileEntry;

typedef struct SgManifest SgManifest;

SgManifest *sg_manifest_new(void);
void sg_manifest_free(SgManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgManifest, sg_manifest_free)

/* entry is copied. Returns false, and changes nothing, if the name is there already. */
bool sg_manifest_add(SgManifest *manifest, const SgFileEntry *entry);
const SgFileEntry *sg_manifest_find(const SgManifest *manifest, const char *name); /* or NULL */
/* Version of the program that wrote it; of a new one: ours. */
const char *sg_manifest_version(const SgManifest *manifest);
size_t sg_manifest_count(const SgManifest *manifest);
/* By name after sg_manifest_format or sg_manifest_parse, else in the order of addition. */
const SgFileEntry *sg_manifest_entry(const SgManifest *manifest, size_t i);

/* Sorts the entries. */
GBytes *sg_manifest_format(SgManifest *manifest);

typedef enum {
	SG_MANIFEST_SOUND,
	SG_MANIFEST_DAMAGED, /* ours by its first line, but not to be relied on */
	SG_MANIFEST_FOREIGN,
} SgManifestState;

/* The entries of a text that may be damaged or hostile; none unless it is sound. Never NULL. */
SgManifest *sg_manifest_parse(const char *text, size_t length, SgManifestState *state);

/* One line, with its line end; and back from the bytes before a line end. */
void sg_file_entry_format(const SgFileEntry *entry, GString *text);
bool sg_file_entry_parse(const char *line, size_t length, SgFileEntry *entry); /* owns its name */

/* Whether a name can be written: parts of [A-Za-z0-9._-], none of them "." or ".." or empty, at
 * most 255 bytes each and 1000 in all. */
bool sg_file_name_is_valid(const char *name);
