/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emit.h"

/* Prints in four lines what a build found and wrote. diags: how many of each severity. */
void sg_summary_print(const SgGraph *graph,
		      const SgEmitReport *report,
		      const size_t diags[3],
		      double seconds);
