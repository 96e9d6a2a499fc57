/* SPDX-License-Identifier: MIT */
#include "graph/resolve.h"

/* Documents that were written from each other: one witness, however many they are. */

static uint32_t
first_of(uint32_t *family, uint32_t i)
{
	while (family[i] != i) {
		family[i] = family[family[i]];
		i = family[i];
	}
	return i;
}

static bool
is_kin(SgVerdict verdict)
{
	return verdict == SG_VERDICT_IDENTICAL || verdict == SG_VERDICT_RENDITION ||
	       verdict == SG_VERDICT_COPY || verdict == SG_VERDICT_DERIVED ||
	       verdict == SG_VERDICT_VARIANT;
}

uint32_t *
sg_families(const SgOverlaps *overlaps, uint32_t n_documents)
{
	uint32_t *family = g_new(uint32_t, n_documents + 1);
	for (uint32_t i = 0; i < n_documents; i++)
		family[i] = i;
	for (guint i = 0; i < overlaps->overlaps->len; i++) {
		const SgOverlap *overlap = &g_array_index(overlaps->overlaps, SgOverlap, i);
		if (!is_kin(overlap->verdict))
			continue;
		uint32_t a = first_of(family, overlap->a);
		uint32_t b = first_of(family, overlap->b);
		family[MAX(a, b)] = MIN(a, b);
	}
	for (uint32_t i = 0; i < n_documents; i++)
		family[i] = first_of(family, i);
	return family;
}
