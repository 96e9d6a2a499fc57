/* SPDX-License-Identifier: MIT */
#include "dedupe/verdicts.h"

/* The first row whose conditions all hold decides. Shares are of shingles without markup. */
typedef struct {
	SgVerdict verdict;
	bool same_text, other_markup, same_name; /* required where true */
	double jaccard;                          /* at least */
	double containment;                      /* of the smaller in the larger, at least */
	uint32_t common; /* shingles, at least: a shared phrase proves nothing */
} Rule;

static const Rule rules[] = {
    {SG_VERDICT_IDENTICAL, true, false, false, 0, 0, 0},
    {SG_VERDICT_RENDITION, false, true, false, 0.8, 0, 1},
    {SG_VERDICT_COPY, false, false, false, 0.8, 0, 1},
    /* A catalogue that holds a small document is not derived from it: hence the Jaccard. */
    {SG_VERDICT_DERIVED, false, false, false, 0.2, 0.8, 20},
    {SG_VERDICT_VARIANT, false, false, true, 0, 0, 0},
    {SG_VERDICT_OVERLAP, false, false, false, 0.3, 0, 20},
    {SG_VERDICT_OVERLAP, false, false, false, 0, 0.5, 40},
};

static bool
holds(const Rule *rule, const SgComparison *comparison)
{
	SgShared shared = comparison->shared;
	double containment = MAX(sg_shared_containment_a(shared), sg_shared_containment_b(shared));
	return (!rule->same_text || comparison->same_text) &&
	       (!rule->other_markup || comparison->other_markup) &&
	       (!rule->same_name || comparison->same_name) &&
	       sg_shared_jaccard(shared) >= rule->jaccard && containment >= rule->containment &&
	       shared.common >= rule->common;
}

SgVerdict
sg_verdict_decide(const SgComparison *comparison)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
		if (holds(&rules[i], comparison))
			return rules[i].verdict;
	}
	return SG_N_VERDICTS;
}

bool
sg_verdict_is_same(SgVerdict verdict)
{
	return verdict == SG_VERDICT_IDENTICAL || verdict == SG_VERDICT_RENDITION ||
	       verdict == SG_VERDICT_COPY;
}
