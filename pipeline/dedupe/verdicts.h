/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/shingles.h"
#include "model/graph.h"

/* What two documents are to each other, by one table of conditions in verdicts.c. */
typedef struct {
	SgShared shared;
	bool same_text;    /* byte for byte */
	bool other_markup; /* one Markdown, the other flattened, HTML or text */
	bool same_name;
} SgComparison;

/* SG_N_VERDICTS: nothing to report. */
SgVerdict sg_verdict_decide(const SgComparison *comparison);

/* Whether the two are one document, so that one of them can stand for both. */
bool sg_verdict_is_same(SgVerdict verdict);
