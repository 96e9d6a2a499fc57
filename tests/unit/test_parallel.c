/* SPDX-License-Identifier: MIT */
#include "base/parallel.h"

#include <glib.h>
#include <stdatomic.h>

#define COUNT 1000

/* What a loop did: how often each step, and how many threads took part. */
typedef struct {
	unsigned done[COUNT];
	GThread *by[COUNT];
	atomic_uint threads;
	atomic_bool out_of_order;
} Record;

static void
record_share(SgTurns *turns, void *data)
{
	Record *record = data;
	atomic_fetch_add(&record->threads, 1);
	size_t last = 0;
	bool any = false;
	for (size_t i; sg_turns_next(turns, &i);) {
		if (any && i <= last)
			atomic_store(&record->out_of_order, true);
		record->done[i]++;
		record->by[i] = g_thread_self();
		last = i;
		any = true;
	}
	/* There are none later either. */
	size_t none;
	g_assert_false(sg_turns_next(turns, &none));
}

static void
test_each_step_once(void)
{
	static const size_t counts[] = {0, 1, 7, 8, 9, COUNT};
	static const size_t runs[] = {1, 8, 64, 2 * COUNT};
	for (unsigned threads = 1; threads <= 5; threads++) {
		sg_parallel_allow(threads);
		for (size_t c = 0; c < G_N_ELEMENTS(counts) * G_N_ELEMENTS(runs); c++) {
			size_t count = counts[c % G_N_ELEMENTS(counts)];
			g_autofree Record *record = g_new0(Record, 1);
			sg_parallel_run(count, runs[c / G_N_ELEMENTS(counts)], record_share,
					record);
			for (size_t i = 0; i < COUNT; i++)
				g_assert_cmpuint(record->done[i], ==, i < count ? 1 : 0);
			g_assert_cmpuint(record->threads, >=, 1);
			g_assert_cmpuint(record->threads, <=, threads);
			g_assert_false(record->out_of_order);
		}
	}
}

static void
test_runs_stay_together(void)
{
	enum { RUN = 10 };
	sg_parallel_allow(4);
	g_autofree Record *record = g_new0(Record, 1);
	sg_parallel_run(COUNT, RUN, record_share, record);
	for (size_t i = 0; i < COUNT; i++)
		g_assert_true(record->by[i] == record->by[i - i % RUN]);
}

static void
test_small_loops_start_no_thread(void)
{
	sg_parallel_allow(4);
	g_autofree Record *record = g_new0(Record, 1);
	sg_parallel_run(20, 20, record_share, record);
	g_assert_cmpuint(record->threads, ==, 1);
	g_assert_true(record->by[0] == g_thread_self());
}

static unsigned
count_threads(void)
{
	g_autoptr(GDir) tasks = g_dir_open("/proc/self/task", 0, NULL);
	unsigned count = 0;
	while (tasks && g_dir_read_name(tasks))
		count++;
	return count;
}

/* A thread that was joined may be listed for another moment. */
static void
test_threads_end(void)
{
	unsigned before = count_threads();
	sg_parallel_allow(4);
	g_autofree Record *record = g_new0(Record, 1);
	sg_parallel_run(COUNT, 1, record_share, record);
	for (int i = 0; i < 1000 && count_threads() > before; i++)
		g_usleep(10000);
	g_assert_cmpuint(count_threads(), <=, before);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/parallel/each-step-once", test_each_step_once);
	g_test_add_func("/parallel/runs-stay-together", test_runs_stay_together);
	g_test_add_func("/parallel/small-loops-start-no-thread", test_small_loops_start_no_thread);
	g_test_add_func("/parallel/threads-end", test_threads_end);
	return g_test_run();
}
