/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/config.h"
#include "model/graph.h"

/* The diagnostics of a run, as `check` shows them: with what they stand for in a baseline, and
 * without those that are in it. */

typedef struct {
	const SgGraphDiag *diag; /* borrowed from the graph */
	const char *path;        /* borrowed */
	const SgWaived *waived;  /* of what a comment takes, else NULL */
	/* Of its tag, path and the words of its line: the same when lines move. */
	char fingerprint[17];
} SgFinding;

/* All in the order of the graph. */
GArray *sg_findings_new(const SgGraph *graph);    /* of SgFinding */
GArray *sg_findings_waived(const SgGraph *graph); /* the same of what comments take */

/* How many there are of each severity. */
void sg_findings_count(const GArray *findings, size_t counts[3]);

/* A baseline: one line for each finding, sorted, under a line that names the format. */
bool sg_baseline_write(const char *file,
		       const GArray *findings,
		       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Moves to known what the baseline has, as often as it has it. *stale is how many entries stand for
 * nothing any more. Error: SG_ERROR_USAGE. */
bool sg_baseline_subtract(const char *file,
			  GArray *findings,
			  GArray *known,
			  size_t *stale,
			  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reports for other programs; owned. roots: the command's arguments, NULL-terminated; likely
 * secrets in them are masked as the configuration has it. */
char *sg_findings_json(const SgGraph *graph, const GArray *findings);
/* suppressed: of SgFinding, to be shown as that; or NULL. */
char *sg_findings_sarif(const SgGraph *graph,
			const GArray *findings,
			const GArray *suppressed,
			const SgConfig *config,
			char *const *roots);
