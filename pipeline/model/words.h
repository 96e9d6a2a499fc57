/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/facts.h"

/* The words of a document's tree without its markup: what two renditions of one text have in
 * common. Runs of letters and digits of prose and code, case folded; ideographs and kana count one
 * by one, since their text has no spaces. A word goes on over the border of inline nodes
 * ("**un**like" is one word) and ends at a block or line break. Left out: link targets, HTML tags,
 * residue, front matter. Sketches (extract) and full sets (dedupe) both walk this way, so that they
 * speak of the same shingles. */

typedef struct {
	uint64_t hash;
	uint32_t block; /* the innermost block node that the word stands in */
	uint32_t line;  /* 1-based; of the word's first letter */
} SgWord;

/* One walk over nodes[0..n_nodes), whose strings are in pool. All borrowed; the members are
 * private. */
typedef struct {
	const char *pool;
	const SgNode *nodes;
	uint32_t n_nodes;
	uint32_t node;
	uint32_t block;
	uint32_t line;
	const char *at;
	bool in_code;
	bool in_html;
	bool in_tag;
} SgWordWalk;

SgWordWalk sg_words_start(const char *pool, const SgNode *nodes, uint32_t n_nodes);
bool sg_words_next(SgWordWalk *walk, SgWord *word);

/* The hash of each run of SG_SHINGLE_WORDS words, in order, repeated ones too. A text that is
 * shorter, but not empty, is one shingle. */
typedef struct {
	SgWordWalk words;
	uint64_t last[SG_SHINGLE_WORDS]; /* words, oldest first */
	uint32_t n_words;                /* walked so far */
	bool ended;
} SgShingleWalk;

SgShingleWalk sg_shingles_start(const char *pool, const SgNode *nodes, uint32_t n_nodes);
bool sg_shingles_next(SgShingleWalk *walk, uint64_t *shingle);
