/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/corpus.h"
#include "dedupe/dedupe.h"

/* Groups the documents that are one document. The canonical one is the first by this rule: Markdown
 * before HTML before flattened text, then the one with more different shingles, then the one whose
 * path comes first. Every other member is itself the same as the canonical: A~B and B~C alone do
 * not put A and C together. Fills clusters and members; overlaps must be sorted by a, b. */
void sg_clusters_form(const SgCorpus *corpus, SgOverlaps *overlaps);

/* The overlap of two documents, or NULL. */
const SgOverlap *sg_overlaps_find(const SgOverlaps *overlaps, uint32_t a, uint32_t b);

int sg_overlap_compare(gconstpointer a, gconstpointer b); /* by a, b */
