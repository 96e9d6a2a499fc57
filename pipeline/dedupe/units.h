/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/corpus.h"

/* The units of documents: blocks, in code lines, as what aligning compares. Made when a pair needs
 * them and kept only for as long as room is, as shingles are. */

/* hash is a polynomial of the words' hashes, so that those of adjacent units combine. */
#define SG_UNIT_BASE 0x9e3779b97f4a7c15u

typedef struct {
	uint64_t hash;
	uint32_t n_words;
	uint32_t line, end_line;
	uint32_t next;    /* unit after it whose hash may be the same, or SG_NONE */
	uint32_t partner; /* unit of the other document, or SG_NONE; left to who aligns */
} SgUnit;

typedef struct {
	uint32_t document; /* SG_NONE: empty */
	const SgFacts *facts;
	GArray *units; /* of SgUnit */
	GArray *heads; /* of uint32_t: first unit by the low bits of its hash, or SG_NONE */
} SgUnitList;

/* The first of the units that may have this hash, in order; the others by next. SG_NONE: none. */
uint32_t sg_unit_list_first(const SgUnitList *list, uint64_t hash);

typedef struct SgUnitLists SgUnitLists;

/* corpus is borrowed. */
SgUnitLists *sg_unit_lists_new(const SgCorpus *corpus);
void sg_unit_lists_free(SgUnitLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgUnitLists, sg_unit_lists_free)

/* Borrowed until the next call that does not ask to keep it. keep may be NULL. */
SgUnitList *sg_unit_lists_get(SgUnitLists *lists, uint32_t document, const SgUnitList *keep);
