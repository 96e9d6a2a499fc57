/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/graph.h"

/* What pages ask of the whole graph again and again. Made once for each process, when it is asked
 * for first: workers that write no document page never pay for it. */
typedef struct SgLookup SgLookup;

/* Borrowed; for as long as the graph lives. */
const SgLookup *sg_lookup(const SgGraph *graph);

/* Frees it: before its graph is freed, where another graph may follow. */
void sg_lookup_forget(void);

/* The page of a document or an entity, "concept/x.html"; borrowed. */
const char *sg_lookup_url(const SgLookup *lookup, SgRef ref);

/* Whether another document has the same title, so that links tell the path, too. */
bool sg_lookup_is_ambiguous(const SgLookup *lookup, uint32_t document);

/* Whether any page of the site links to this line of a document. */
bool sg_lookup_is_target(const SgLookup *lookup, uint32_t document, uint32_t line);

/* sg_graph_has_packages() */
bool sg_lookup_has_packages(const SgLookup *lookup);

/* Indices of the overlaps and diagnostics of a document, in their order. */
const uint32_t *sg_lookup_overlaps(const SgLookup *lookup, uint32_t document, size_t *count);
const uint32_t *sg_lookup_diags(const SgLookup *lookup, uint32_t document, size_t *count);
