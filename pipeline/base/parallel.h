/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A loop shared by threads. All of them have ended when it returns, since this process forks
 * before and after. What a step writes belongs to it alone (results by its number), what it reads
 * nobody writes: then the outcome is the same for any number of threads. */

/* The steps that one thread gets. */
typedef struct SgTurns SgTurns;

/* Called once in each thread that takes part: makes what its steps need beside the data that all
 * share, takes turns until there are none, and frees it. */
typedef void (*SgShareFn)(SgTurns *turns, void *data);

/* The number of the next step; false: none is left. Those of one call of SgShareFn rise. */
bool sg_turns_next(SgTurns *turns, size_t *step);

/* Does steps 0..count-1. Neighbours go to one thread in runs of run steps: so many that their work
 * outweighs handing them out, and those that share much beside each other. A loop of one run stays
 * in this thread. */
void sg_parallel_run(size_t count, size_t run, SgShareFn share, void *data);

/* How many threads a loop may have, the caller's included; 0: one for each processor. Until it is
 * said, 1. To be called before any loop. */
void sg_parallel_allow(unsigned threads);
