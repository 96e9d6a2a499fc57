/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/dedupe.h"
#include "dedupe/units.h"

/* Where two documents agree and where they differ. Units are blocks, in code lines, compared by
 * their words without markup. Units that are long and rare enough anchor a passage, which then
 * grows both ways (after Heckel 1978); what lies between anchors is a difference. */
typedef struct {
	GArray *passages;    /* of SgPassage; appended to, in order of a's lines */
	GArray *differences; /* of SgDifference; appended to; NULL: not wanted */
} SgAlignment;

/* a and b are numbers of documents, a != b. */
void sg_align_texts(SgUnitLists *lists, uint32_t a, uint32_t b, SgAlignment *alignment);

/* Appends the front matter fields that differ or stand on one side only, in order of a, then b. */
void sg_align_metas(const SgFacts *a, const SgFacts *b, GArray *differences);

/* Fills the passages and differences of all overlaps, which must be sorted by a, b. passages.c */
void sg_align_overlaps(const SgCorpus *corpus, SgOverlaps *overlaps);
