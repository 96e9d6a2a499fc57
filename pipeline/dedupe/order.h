/* SPDX-License-Identifier: MIT */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Two documents; a < b. */
typedef struct {
	uint32_t a, b;
} SgCandidate;

/* The order in which pairs are looked at best: those of documents that hang together, by whatever
 * chain of pairs, follow each other, so that a document is read once and forgotten soon. Gives
 * numbers of pairs; those of one group stay in the order that they came in. documents: how many
 * there are. Owned. */
uint32_t *sg_pairs_order(const SgCandidate *pairs, size_t count, uint32_t documents);
