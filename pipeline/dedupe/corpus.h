/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/facts.h"

/* The documents as dedupe sees them: numbers instead of texts and names. */
typedef struct {
	const GPtrArray *facts; /* of SgFacts, borrowed */
	uint32_t n;
	uint32_t *twin; /* first document with the same text, itself when there is none before it */
	uint32_t *name; /* documents of one type whose front matter gives one name have one number;
			   SG_NONE: no name */
} SgCorpus;

SgCorpus *sg_corpus_new(const GPtrArray *facts);
void sg_corpus_free(SgCorpus *corpus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgCorpus, sg_corpus_free)

const SgFacts *sg_corpus_facts(const SgCorpus *corpus, uint32_t document);
