/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/graph.h"

/* The graph while it is built: plain arrays that the graph stage fills, sorts and hands over.
 * Strings live in strings (sg_parts_string), so that the graph frees them in one call. */
typedef struct {
	GPtrArray *facts; /* of SgFacts, owned; in order of document id */
	GStringChunk *strings;
	GMutex adding; /* held by who adds to strings */
	GArray *documents, *sections, *examples, *entities,
	    *edges; /* of the types of graph.h, sorted by id */
	GArray *evidence, *statements, *merges, *mentions, *files, *links, *topics, *overlaps,
	    *passages, *differences, *clusters, *conflicts, *diags, *waived, *refs;
	GPtrArray *aliases; /* of char *, in strings */
} SgGraphParts;

/* facts (of SgFacts) is taken over. */
SgGraphParts *sg_parts_new(GPtrArray *facts);
void sg_parts_free(SgGraphParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgGraphParts, sg_parts_free)

/* A copy that lives as long as the graph; for any thread. The second may hold NULs. */
const char *sg_parts_string(SgGraphParts *parts, const char *string);
const char *sg_parts_bytes(SgGraphParts *parts, const char *bytes, size_t length);

/* Takes parts over and indexes them. */
SgGraph *sg_graph_new(SgGraphParts *parts);
