/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/corpus.h"

/* The full sets of shingles of documents (model/words.h), made when a candidate needs them and
 * kept only for as long as room is, so that memory does not grow with the corpus. */
typedef struct SgShingleSets SgShingleSets;

/* corpus is borrowed. */
SgShingleSets *sg_shingle_sets_new(const SgCorpus *corpus);
void sg_shingle_sets_free(SgShingleSets *sets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgShingleSets, sg_shingle_sets_free)

/* Numbers of distinct shingles: of each document and of both. Fastest when pairs come in order of
 * a. */
typedef struct {
	uint32_t n_a, n_b, common;
} SgShared;

SgShared sg_shingle_sets_compare(SgShingleSets *sets, uint32_t a, uint32_t b);

/* Shares of 0..1; 0 where a set is empty. */
double sg_shared_jaccard(SgShared shared);
double sg_shared_containment_a(SgShared shared); /* of a's shingles, the share found in b */
double sg_shared_containment_b(SgShared shared);
