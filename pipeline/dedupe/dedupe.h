/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/config.h"
#include "model/graph.h"

/* dedupe: all facts -> which documents are the same, copies, variants, and where they agree.
 * Candidates come from the sketches; every verdict is checked on the full shingle sets. The
 * result does not depend on the order of the facts beyond their index. */

typedef struct {
	GArray *overlaps;    /* of SgOverlap; a and b are indices of facts, a < b; sorted by a, b */
	GArray *passages;    /* of SgPassage */
	GArray *differences; /* of SgDifference */
	GArray *clusters;    /* of SgCluster; id NULL, canonical and members are indices of facts */
	GArray *members;     /* of SgRef */
} SgOverlaps;

SgOverlaps *sg_dedupe(const GPtrArray *facts /* of SgFacts */, const SgConfig *config);
void sg_overlaps_free(SgOverlaps *overlaps);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgOverlaps, sg_overlaps_free)
