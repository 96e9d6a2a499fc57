/* SPDX-License-Identifier: MIT */
#include "base/parallel.h"

#include <glib.h>
#include <stdatomic.h>

#define MAX_THREADS 16 /* beyond, memory is what loops wait for */

static unsigned allowed = 1;

typedef struct {
	atomic_size_t next; /* step that nobody has yet */
	size_t count, run;
	SgShareFn share;
	void *data;
} Loop;

struct SgTurns {
	Loop *loop;
	size_t at, end; /* of the run at hand */
};

bool
sg_turns_next(SgTurns *turns, size_t *step)
{
	Loop *loop = turns->loop;
	if (turns->at == turns->end) {
		turns->at = atomic_fetch_add_explicit(&loop->next, loop->run, memory_order_relaxed);
		turns->at = MIN(turns->at, loop->count);
		turns->end = MIN(turns->at + loop->run, loop->count);
	}
	if (turns->at == turns->end)
		return false;
	*step = turns->at++;
	return true;
}

static void *
share_cb(void *data)
{
	SgTurns turns = {.loop = data};
	turns.loop->share(&turns, turns.loop->data);
	return NULL;
}

void
sg_parallel_run(size_t count, size_t run, SgShareFn share, void *data)
{
	g_assert(run > 0);
	Loop loop = {.count = count, .run = run, .share = share, .data = data};
	GThread *others[MAX_THREADS];
	size_t runs = (count + run - 1) / run;
	size_t wanted = MIN(MIN(allowed, runs), MAX_THREADS);
	size_t started = 0;
	while (started + 1 < wanted) {
		/* Where the system allows fewer, fewer do it. */
		GThread *thread = g_thread_try_new("loop", share_cb, &loop, NULL);
		if (!thread)
			break;
		others[started++] = thread;
	}
	share_cb(&loop);
	while (started > 0)
		g_thread_join(others[--started]);
}

void
sg_parallel_allow(unsigned threads)
{
	allowed = threads > 0 ? threads : g_get_num_processors();
}
