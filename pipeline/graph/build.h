/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/dedupe.h"
#include "model/graph.h"
#include "model/listing.h"
#include "model/vocabulary.h"

/* graph: facts + overlaps -> the const graph: entities resolved over all documents, statements,
 * relations, mentions, rank and topics. Pure; sg_graph_check() of the result is 0. */

/* Takes facts (of SgFacts, in order of their slug) over. listing, all that was met beside the
 * documents, may be NULL: then nothing is known of other files. */
SgGraph *sg_graph_build(GPtrArray *facts,
			const SgOverlaps *overlaps,
			const SgVocabulary *vocabulary,
			const SgConfig *config,
			const SgListing *listing);
