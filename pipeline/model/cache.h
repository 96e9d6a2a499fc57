/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

/* Facts by key, one file each, in a directory with a size cap. Damaged, foreign or old entries
 * are treated as missing. Safe for several processes at once. */
typedef struct SgCache SgCache;

/* dir NULL: $XDG_CACHE_HOME/skillgraph. When the place cannot be used, the run goes on without a
 * cache: NULL with the reason in *why (owned). context: digest text of all that extraction
 * depends on besides the document (program, vocabulary, grammars, configuration, limits). */
SgCache *sg_cache_open(const char *dir, const char *context, char **why);
void sg_cache_free(SgCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgCache, sg_cache_free)

/* Key of a document; owned. */
char *sg_cache_key(const SgCache *cache, const char *path, const void *content, size_t length);
GBytes *sg_cache_lookup(const SgCache *cache, const char *key);
void sg_cache_store(const SgCache *cache, const char *key, GBytes *facts);

/* Removes least recently used entries beyond the cap. */
void sg_cache_trim(const SgCache *cache);
