/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emit.h"

/* What a line counts. */
typedef struct {
	size_t count;
	const char *one, *many;
} SgCount;

/* "1 error, 3 notes", without an end of line. */
void sg_counts_print(const SgCount *counts, size_t n);

/* Prints in four lines what a build found and wrote. diags: how many of each severity. */
void sg_summary_print(const SgGraph *graph,
		      const SgEmitReport *report,
		      const size_t diags[3],
		      double seconds);
