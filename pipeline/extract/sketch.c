/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include "model/words.h"

#include <string.h>

#define EMPTY UINT32_MAX
#define BATCH 256

/* The finaliser of MurmurHash3 (Appleby): one permutation of the shingles' hashes. */
static uint64_t
permute(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53u;
	return h ^ (h >> 33);
}

/* Optimal densification (Shrivastava 2017, algorithm 1): an empty bin borrows from one that is
 * chosen by the bin's number and the attempt, so that two sketches borrow alike. */
static void
densify(uint32_t *bins)
{
	uint32_t filled[SG_SKETCH_SIZE];
	memcpy(filled, bins, sizeof filled);
	for (uint32_t i = 0; i < SG_SKETCH_SIZE; i++) {
		for (uint64_t attempt = 1; bins[i] == EMPTY; attempt++)
			bins[i] = filled[permute(((uint64_t)i << 32) + attempt) % SG_SKETCH_SIZE];
	}
}

/* By a table with open addresses, at most half full. */
static uint32_t
count_distinct(const GArray *shingles /* of uint64_t */)
{
	size_t size = 16;
	while (size < (size_t)shingles->len * 2)
		size *= 2;
	g_autofree uint64_t *table = g_new0(uint64_t, size);
	bool zero = false; /* the shingle that looks like an empty slot */
	uint32_t distinct = 0;
	for (guint i = 0; i < shingles->len; i++) {
		uint64_t shingle = g_array_index(shingles, uint64_t, i);
		size_t slot = shingle & (size - 1);
		while (table[slot] != 0 && table[slot] != shingle)
			slot = (slot + 1) & (size - 1);
		zero |= shingle == 0;
		distinct += table[slot] != shingle;
		table[slot] = shingle;
	}
	return distinct + zero;
}

static void
use_shingles(SgSketch *sketch, const uint64_t *shingles, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t h = permute(shingles[i]);
		uint32_t *bin = &sketch->bins[h % SG_SKETCH_SIZE];
		uint32_t value = (uint32_t)(h >> 32);
		*bin = MIN(*bin, value == EMPTY ? EMPTY - 1 : value);
	}
}

/* At most BATCH of them; fewer only at the end. */
static size_t
take_shingles(SgShingleWalk *walk, uint64_t *batch)
{
	size_t count = 0;
	while (count < BATCH && sg_shingles_next(walk, &batch[count]))
		count++;
	return count;
}

void
sg_step_sketch(SgExtraction *x)
{
	SgSketch *sketch = &x->facts->sketch;
	memset(sketch->bins, 0xff, sizeof sketch->bins);
	g_autoptr(GArray) shingles = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	SgShingleWalk walk =
	    sg_shingles_start(x->doc->pool->str, (const SgNode *)(const void *)x->doc->nodes->data,
			      x->doc->nodes->len);
	uint64_t batch[BATCH];
	for (size_t count = BATCH; count == BATCH;) {
		count = take_shingles(&walk, batch);
		use_shingles(sketch, batch, count);
		g_array_append_vals(shingles, batch, (guint)count);
	}
	sketch->n_shingles = count_distinct(shingles);
	sketch->n_words = walk.n_words;
	if (sketch->n_shingles > 0)
		densify(sketch->bins);
}
