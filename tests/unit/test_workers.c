/* SPDX-License-Identifier: MIT */
#include "base/workers.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGE ((size_t)20 << 20)
#define BLOCK ((size_t)16 << 20)

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#else
#define UNDER_ASAN 0
#endif

/* What the parent was told of each job. */
typedef struct {
	unsigned done, refused, lost;
	SgLost how;
	int number;
	size_t length;
	uint64_t digest;
	char *message;
} Told;

typedef struct {
	Told *told;
	size_t count;
	size_t victim; /* job that misbehaves in the test at hand */
	pid_t parent;
} Run;

static uint64_t
sum(const uint8_t *bytes, size_t length)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ bytes[i]) * 1099511628211u;
	return hash;
}

static void
done_cb(size_t job, const uint8_t *bytes, size_t length, void *data)
{
	Run *run = data;
	g_assert_cmpuint(job, <, run->count);
	run->told[job].done++;
	run->told[job].length = length;
	run->told[job].digest = sum(bytes, length);
}

static void
refused_cb(size_t job, const char *message, void *data)
{
	Run *run = data;
	run->told[job].refused++;
	run->told[job].message = g_strdup(message);
}

static void
lost_cb(size_t job, SgLost how, int number, void *data)
{
	Run *run = data;
	run->told[job].lost++;
	run->told[job].how = how;
	run->told[job].number = number;
}

static const SgWorkEvents events = {.done = done_cb, .refused = refused_cb, .lost = lost_cb};

static Run
run_jobs(size_t count, SgWorkFn work, SgWorkLimits limits, size_t victim)
{
	g_autoptr(GError) error = NULL;
	Run run = {
	    .told = g_new0(Told, count), .count = count, .victim = victim, .parent = getpid()};
	g_assert_true(sg_workers_run(count, work, &events, &limits, &run, &error));
	g_assert_no_error(error);
	for (size_t i = 0; i < count; i++)
		g_assert_cmpuint(run.told[i].done + run.told[i].refused + run.told[i].lost, ==, 1);
	g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
	return run;
}

static void
run_clear(Run *run)
{
	for (size_t i = 0; i < run->count; i++)
		g_free(run->told[i].message);
	g_free(run->told);
}

static void
assert_only_lost(const Run *run, size_t victim, SgLost how)
{
	for (size_t i = 0; i < run->count; i++)
		g_assert_cmpuint(run->told[i].lost, ==, i == victim);
	g_assert_cmpint(run->told[victim].how, ==, how);
}

/* A result whose bytes and length follow from the job's number. */
static void
fill_result(size_t job, GByteArray *out)
{
	size_t length = job * 7919 % 5003;
	for (size_t i = 0; i < length; i++) {
		uint8_t byte = (uint8_t)(job + i * 31);
		g_byte_array_append(out, &byte, 1);
	}
}

static bool
sized_work(size_t job, GByteArray *out, void *data)
{
	g_assert_cmpint(getpid(), !=, ((Run *)data)->parent);
	fill_result(job, out);
	return true;
}

static void
check_every_job(unsigned processes)
{
	Run run = run_jobs(500, sized_work, (SgWorkLimits){.processes = processes}, 0);
	for (size_t i = 0; i < run.count; i++) {
		g_autoptr(GByteArray) expected = g_byte_array_new();
		fill_result(i, expected);
		g_assert_cmpuint(run.told[i].done, ==, 1);
		g_assert_cmpuint(run.told[i].length, ==, expected->len);
		g_assert_cmpuint(run.told[i].digest, ==, sum(expected->data, expected->len));
	}
	run_clear(&run);
}

static void
every_job_once(void)
{
	static const unsigned processes[] = {1, 2, 7, 16, 0};
	for (size_t p = 0; p < G_N_ELEMENTS(processes); p++)
		check_every_job(processes[p]);
}

static bool
unreachable_work(size_t job, GByteArray *out, void *data)
{
	(void)job;
	(void)out;
	(void)data;
	_exit(99);
}

static void
no_jobs(void)
{
	Run run = run_jobs(0, unreachable_work, (SgWorkLimits){0}, 0);
	run_clear(&run);
}

static bool
large_work(size_t job, GByteArray *out, void *data)
{
	(void)data;
	g_byte_array_set_size(out, (guint)LARGE);
	memset(out->data, (int)job + 1, out->len);
	return true;
}

static void
large_results(void)
{
	Run run = run_jobs(3, large_work, (SgWorkLimits){.processes = 2}, 0);
	g_autoptr(GByteArray) expected = g_byte_array_new();
	for (size_t i = 0; i < run.count; i++) {
		large_work(i, expected, NULL);
		g_assert_cmpuint(run.told[i].length, ==, LARGE);
		g_assert_cmpuint(run.told[i].digest, ==, sum(expected->data, LARGE));
	}
	run_clear(&run);
}

static bool
tiny_work(size_t job, GByteArray *out, void *data)
{
	(void)data;
	g_byte_array_append(out, (const uint8_t *)&job, sizeof(job));
	return true;
}

static void
hundred_thousand(void)
{
	Run run = run_jobs(100000, tiny_work, (SgWorkLimits){.processes = 4, .seconds = 5}, 0);
	for (size_t i = 0; i < run.count; i++)
		g_assert_cmpuint(run.told[i].digest, ==, sum((const uint8_t *)&i, sizeof(i)));
	run_clear(&run);
}

static bool
killed_work(size_t job, GByteArray *out, void *data)
{
	Run *run = data;
	fill_result(job, out);
	if (job == run->victim)
		raise(SIGKILL);
	return true;
}

static void
killed_is_lost(void)
{
	static const size_t victims[] = {0, 1, 50, 99};
	for (size_t v = 0; v < G_N_ELEMENTS(victims); v++) {
		Run run = run_jobs(100, killed_work, (SgWorkLimits){.processes = 2}, victims[v]);
		assert_only_lost(&run, victims[v], SG_LOST_SIGNAL);
		g_assert_cmpint(run.told[victims[v]].number, ==, SIGKILL);
		run_clear(&run);
	}
}

static bool
all_die_work(size_t job, GByteArray *out, void *data)
{
	(void)job;
	(void)out;
	(void)data;
	raise(SIGKILL);
	return true;
}

static void
all_may_die(void)
{
	Run run = run_jobs(200, all_die_work, (SgWorkLimits){.processes = 3}, 0);
	for (size_t i = 0; i < run.count; i++)
		g_assert_cmpuint(run.told[i].lost, ==, 1);
	run_clear(&run);
}

static bool
exit_work(size_t job, GByteArray *out, void *data)
{
	Run *run = data;
	fill_result(job, out);
	if (job == run->victim)
		_exit(7);
	return true;
}

static void
exit_is_lost(void)
{
	Run run = run_jobs(20, exit_work, (SgWorkLimits){.processes = 2}, 5);
	assert_only_lost(&run, 5, SG_LOST_EXIT);
	g_assert_cmpint(run.told[5].number, ==, 7);
	run_clear(&run);
}

static bool
hang_work(size_t job, GByteArray *out, void *data)
{
	Run *run = data;
	fill_result(job, out);
	while (job == run->victim)
		pause();
	return true;
}

static void
hang_is_lost(void)
{
	Run run = run_jobs(50, hang_work, (SgWorkLimits){.processes = 2, .seconds = 1}, 20);
	assert_only_lost(&run, 20, SG_LOST_TIMEOUT);
	g_assert_cmpint(run.told[20].number, ==, 1);
	run_clear(&run);
}

/* The grandchild holds the pipe open after its parent's death. */
static bool
orphan_work(size_t job, GByteArray *out, void *data)
{
	Run *run = data;
	fill_result(job, out);
	if (job != run->victim)
		return true;
	if (fork() == 0) {
		g_usleep(1500000);
		_exit(0);
	}
	raise(SIGKILL);
	return true;
}

static void
grandchild_holds_pipe(void)
{
	int64_t start = g_get_monotonic_time();
	Run run = run_jobs(10, orphan_work, (SgWorkLimits){.processes = 1}, 3);
	assert_only_lost(&run, 3, SG_LOST_SIGNAL);
	g_assert_cmpint(g_get_monotonic_time() - start, <, 1400000);
	run_clear(&run);
}

static bool
greedy_work(size_t job, GByteArray *out, void *data)
{
	Run *run = data;
	(void)out;
	if (job != run->victim)
		return true;
	for (size_t i = 0; i < 64; i++) {
		void *block = malloc(BLOCK);
		if (!block)
			abort();
		memset(block, 1, BLOCK);
	}
	return true;
}

static void
memory_is_limited(void)
{
	if (UNDER_ASAN) {
		g_test_skip("the address space is not limited under ASan");
		return;
	}
	Run run = run_jobs(8, greedy_work, (SgWorkLimits){.processes = 2, .memory = 8 * BLOCK}, 4);
	assert_only_lost(&run, 4, SG_LOST_SIGNAL);
	run_clear(&run);
}

static bool
refuse_work(size_t job, GByteArray *out, void *data)
{
	Run *run = data;
	if (job != run->victim)
		return true;
	g_byte_array_append(out, (const uint8_t *)"no \xff room", 8);
	return false;
}

static void
refusal_has_message(void)
{
	Run run = run_jobs(30, refuse_work, (SgWorkLimits){.processes = 2}, 9);
	g_assert_cmpstr(run.told[9].message, ==, "no \xef\xbf\xbd roo");
	for (size_t i = 0; i < run.count; i++)
		g_assert_cmpuint(run.told[i].refused, ==, i == 9);
	run_clear(&run);
}

static void
refusal_stops(void)
{
	g_autoptr(GError) error = NULL;
	SgWorkLimits limits = {.processes = 1, .stop_on_refusal = true};
	Run run = {.told = g_new0(Told, 1000), .count = 1000, .victim = 10};
	g_assert_true(sg_workers_run(1000, refuse_work, &events, &limits, &run, &error));
	for (size_t i = 0; i < 1000; i++) {
		g_assert_cmpuint(run.told[i].done, ==, i < 10);
		g_assert_cmpuint(run.told[i].refused, ==, i == 10);
	}
	run_clear(&run);
}

static void
kill_children_cb(size_t job, const uint8_t *bytes, size_t length, void *data)
{
	done_cb(job, bytes, length, data);
	if (job % 10 == 0)
		sg_interrupted = SIGINT;
}

static void
interrupt_stops(void)
{
	g_autoptr(GError) error = NULL;
	SgWorkEvents stopping = {.done = kill_children_cb};
	SgWorkLimits limits = {.processes = 2};
	Run run = {.told = g_new0(Told, 100000), .count = 100000};
	g_assert_false(sg_workers_run(100000, tiny_work, &stopping, &limits, &run, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_IO);
	g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
	g_assert_cmpuint(run.told[99999].done, ==, 0);
	sg_interrupted = 0;
	run_clear(&run);
}

/* Workers that are killed from outside at any time: each job is told exactly once. */
static void
random_killer(pid_t parent)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(4711);
	g_autofree char *path = g_strdup_printf("/proc/%d/task/%d/children", parent, parent);
	for (;;) {
		g_autofree char *text = NULL;
		if (getppid() != parent || !g_file_get_contents(path, &text, NULL, NULL))
			_exit(0);
		g_auto(GStrv) pids = g_strsplit(text, " ", -1);
		guint n = g_strv_length(pids);
		pid_t pid = (pid_t)g_ascii_strtoll(pids[g_rand_int_range(rand, 0, (int)MAX(n, 1))],
						   NULL, 10);
		if (pid > 0 && pid != getpid())
			(void)kill(pid, SIGKILL);
		g_usleep((gulong)g_rand_int_range(rand, 100, 3000));
	}
}

static bool
short_work(size_t job, GByteArray *out, void *data)
{
	fill_result(job, out);
	(void)data;
	g_usleep(100);
	return true;
}

static void
killed_at_random(void)
{
	g_autoptr(GError) error = NULL;
	pid_t parent = getpid();
	pid_t killer = fork();
	if (killer == 0)
		random_killer(parent);
	SgWorkLimits limits = {.processes = 4};
	Run run = {.told = g_new0(Told, 4000), .count = 4000};
	g_assert_true(sg_workers_run(4000, short_work, &events, &limits, &run, &error));
	(void)kill(killer, SIGKILL);
	(void)waitpid(killer, NULL, 0);
	size_t lost = 0;
	for (size_t i = 0; i < run.count; i++) {
		g_assert_cmpuint(run.told[i].done + run.told[i].lost, ==, 1);
		lost += run.told[i].lost;
	}
	g_test_message("%zu of 4000 jobs lost", lost);
	g_assert_cmpuint(lost, >, 0);
	run_clear(&run);
}

static void
few_descriptors(void)
{
	struct rlimit old;
	g_assert_cmpint(getrlimit(RLIMIT_NOFILE, &old), ==, 0);
	struct rlimit few = {.rlim_cur = 16, .rlim_max = old.rlim_max};
	g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &few), ==, 0);
	Run run = run_jobs(300, sized_work, (SgWorkLimits){.processes = 64}, 0);
	g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &old), ==, 0);
	run_clear(&run);
}

static void
no_descriptors(void)
{
	g_autoptr(GError) error = NULL;
	struct rlimit old;
	g_assert_cmpint(getrlimit(RLIMIT_NOFILE, &old), ==, 0);
	struct rlimit none = {.rlim_cur = 3, .rlim_max = old.rlim_max};
	SgWorkLimits limits = {.processes = 2};
	Run run = {.told = g_new0(Told, 10), .count = 10};
	g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &none), ==, 0);
	bool done = sg_workers_run(10, sized_work, &events, &limits, &run, &error);
	g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &old), ==, 0);
	g_assert_false(done);
	g_assert_error(error, SG_ERROR, SG_ERROR_IO);
	run_clear(&run);
}

static void
no_processes(void)
{
	if (geteuid() == 0) {
		g_test_skip("the limit on processes does not bind root");
		return;
	}
	g_autoptr(GError) error = NULL;
	struct rlimit old;
	g_assert_cmpint(getrlimit(RLIMIT_NPROC, &old), ==, 0);
	struct rlimit none = {.rlim_cur = 0, .rlim_max = old.rlim_max};
	SgWorkLimits limits = {.processes = 2};
	Run run = {.told = g_new0(Told, 10), .count = 10};
	g_assert_cmpint(setrlimit(RLIMIT_NPROC, &none), ==, 0);
	bool done = sg_workers_run(10, sized_work, &events, &limits, &run, &error);
	g_assert_cmpint(setrlimit(RLIMIT_NPROC, &old), ==, 0);
	g_assert_false(done);
	g_assert_error(error, SG_ERROR, SG_ERROR_IO);
	run_clear(&run);
}

/* A worker writes its parent's death into the file system's view of the process table: it is gone.
 */
static bool
note_pid_work(size_t job, GByteArray *out, void *data)
{
	const char *dir = data;
	(void)out;
	g_autofree char *path = g_strdup_printf("%s/%zu", dir, job);
	g_autofree char *text = g_strdup_printf("%d", getpid());
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	pause();
	return true;
}

static void
run_until_killed(char *dir)
{
	SgWorkLimits limits = {.processes = 2};
	SgWorkEvents none = {0};
	if (sg_workers_run(2, note_pid_work, &none, &limits, dir, NULL))
		_exit(1);
	_exit(0);
}

static bool
is_alive(const char *dir, unsigned job)
{
	g_autofree char *path = g_strdup_printf("%s/%u", dir, job);
	g_autofree char *pid = NULL;
	g_assert_true(g_file_get_contents(path, &pid, NULL, NULL));
	g_autofree char *stat_path = g_strdup_printf("/proc/%s/stat", pid);
	g_autofree char *stat = NULL;
	return g_file_get_contents(stat_path, &stat, NULL, NULL) && !strstr(stat, ") Z");
}

static void
die_with_parent(void)
{
	g_autofree char *dir = g_dir_make_tmp("sg-workers-XXXXXX", NULL);
	g_autofree char *first = g_build_filename(dir, "0", NULL);
	g_autofree char *second = g_build_filename(dir, "1", NULL);
	pid_t parent = fork();
	if (parent == 0)
		run_until_killed(dir);
	for (unsigned i = 0; i < 500; i++) {
		if (g_file_test(first, G_FILE_TEST_EXISTS) &&
		    g_file_test(second, G_FILE_TEST_EXISTS))
			break;
		g_usleep(10000);
	}
	g_usleep(20000);
	(void)kill(parent, SIGKILL);
	(void)waitpid(parent, NULL, 0);
	for (unsigned i = 0; i < 500 && (is_alive(dir, 0) || is_alive(dir, 1)); i++)
		g_usleep(10000);
	g_assert_false(is_alive(dir, 0));
	g_assert_false(is_alive(dir, 1));
	(void)unlink(first);
	(void)unlink(second);
	(void)rmdir(dir);
}

static void
ignored_sigchld(void)
{
	(void)signal(SIGCHLD, SIG_IGN);
	Run run = run_jobs(20, exit_work, (SgWorkLimits){.processes = 2}, 3);
	assert_only_lost(&run, 3, SG_LOST_EXIT);
	g_assert_cmpint(run.told[3].number, ==, 7);
	run_clear(&run);
}

static void
descriptions(void)
{
	static const struct {
		SgLost how;
		int number;
		const char *text;
	} rows[] = {
	    {SG_LOST_SIGNAL, 11, "signal 11"},
	    {SG_LOST_TIMEOUT, 10, "no answer in 10 s"},
	    {SG_LOST_EXIT, 3, "exit status 3"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = sg_lost_describe(rows[i].how, rows[i].number);
		g_assert_cmpstr(text, ==, rows[i].text);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/workers/every-job-is-done-once-by-any-number", every_job_once);
	g_test_add_func("/workers/no-jobs-start-nothing", no_jobs);
	g_test_add_func("/workers/large-results-arrive-whole", large_results);
	g_test_add_func("/workers/a-hundred-thousand-tiny-jobs", hundred_thousand);
	g_test_add_func("/workers/a-killed-job-is-lost-alone", killed_is_lost);
	g_test_add_func("/workers/every-job-may-die", all_may_die);
	g_test_add_func("/workers/a-job-that-exits-is-lost-alone", exit_is_lost);
	g_test_add_func("/workers/a-job-that-hangs-is-lost-alone", hang_is_lost);
	g_test_add_func("/workers/a-grandchild-holds-up-nothing", grandchild_holds_pipe);
	g_test_add_func("/workers/memory-is-limited", memory_is_limited);
	g_test_add_func("/workers/a-refusal-brings-its-message", refusal_has_message);
	g_test_add_func("/workers/a-refusal-stops-the-rest-on-request", refusal_stops);
	g_test_add_func("/workers/an-interrupt-stops-all", interrupt_stops);
	g_test_add_func("/workers/killed-at-random-each-job-is-told-once", killed_at_random);
	g_test_add_func("/workers/few-descriptors-mean-fewer-workers", few_descriptors);
	g_test_add_func("/workers/no-descriptors-are-an-error", no_descriptors);
	g_test_add_func("/workers/no-processes-are-an-error", no_processes);
	g_test_add_func("/workers/workers-die-with-their-parent", die_with_parent);
	g_test_add_func("/workers/ends-are-seen-when-sigchld-was-ignored", ignored_sigchld);
	g_test_add_func("/workers/losses-are-described", descriptions);
	return g_test_run();
}
