/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

#include <stdint.h>

/* Facts by key, one file each, in a directory with a size cap. Damaged, foreign or old entries
 * are treated as missing. Safe for several processes at once. */
typedef struct SgCache SgCache;

#define SG_CACHE_CAP ((uint64_t)512 << 20)

/* dir NULL: $XDG_CACHE_HOME/skillgraph. When the place cannot be used, the run goes on without a
 * cache: NULL with the reason in *why (owned). context: digest text of all that extraction
 * depends on besides the document (program, vocabulary, grammars, configuration, limits). */
SgCache *sg_cache_open(const char *dir, const char *context, char **why);
void sg_cache_free(SgCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgCache, sg_cache_free)

/* Key of a document with the sg_digest_strong of its bytes; owned. */
char *sg_cache_key(const SgCache *cache, const char *path, const char *digest);
GBytes *sg_cache_lookup(const SgCache *cache, const char *key);
void sg_cache_store(const SgCache *cache, const char *key, GBytes *facts);

/* Bytes that sg_cache_trim leaves; SG_CACHE_CAP unless set. */
void sg_cache_set_cap(SgCache *cache, uint64_t bytes);

/* Removes least recently used entries beyond the cap. */
void sg_cache_trim(const SgCache *cache);
