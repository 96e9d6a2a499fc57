/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/config.h"
#include "model/graph.h"

/* emit: const graph -> files, published in one step. Whatever happens before that step leaves the
 * old output as it was. */

typedef struct {
	const char *out;
	const char *theme;       /* overlay directory, or NULL */
	unsigned jobs;           /* worker processes; 0: one for each processor */
	unsigned layout_seconds; /* limit of one diagram; 0: the default */
	GPtrArray
	    *notes; /* of char *: what the user should know, such as a diagram that took too long */
} SgEmitOptions;

typedef struct {
	size_t pages, diagrams, files, bytes;
	size_t written; /* files that differ from the previous output */
} SgEmitReport;

typedef struct SgEmit SgEmit;

/* Before any document is read: locks the target's parent, refuses a target that is not ours, clears
 * leftovers of a killed run, compiles the theme. Error: SG_ERROR_USAGE or SG_ERROR_THEME. */
SgEmit *sg_emit_open(const SgEmitOptions *options,
		     const SgConfig *config,
		     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes everything into the staging directory and publishes it. Error: SG_ERROR_OUTPUT, IO, THEME.
 */
bool sg_emit_run(SgEmit *emit, const SgGraph *graph, SgEmitReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Removes the staging directory, if there still is one, and gives the lock back. */
void sg_emit_free(SgEmit *emit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgEmit, sg_emit_free)
