/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/corpus.h"
#include "dedupe/order.h"

/* Pairs of documents worth an exact look, without comparing all: documents whose sketches agree in
 * a band (locality-sensitive hashing, Leskovec, Rajaraman, Ullman, Mining of Massive
 * Datasets, 3.4), and documents of one name. Of documents with the same text only the first takes
 * part. */

/* Members of one bucket beyond this many are compared only with their neighbours in order, so
 * that a thousand copies of a template cost a thousand comparisons, not a million. */
#define SG_BUCKET_WINDOW 32
#define SG_NAME_WINDOW   10

GArray *sg_candidates_find(const SgCorpus *corpus); /* of SgCandidate; sorted, distinct */
