/* SPDX-License-Identifier: MIT */
#include "base/workers.h"

#include "base/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define MAX_PROCESSES 256
/* How long to wait for results before clocks and processes are looked at. */
#define LOOK_MILLISECONDS 50
#define LOOK_MICROSECONDS ((int64_t)LOOK_MILLISECONDS * 1000)
/* Results gather for so long before they are read: each time the parent wakes, a worker has to make
 * way for it. */
#define GATHER_MICROSECONDS 1000
/* Unless they come in such numbers that a worker could find its pipe full. */
#define MANY_BYTES ((size_t)32 * 1024)
/* Workers that may die in a row without having reported or begun a job. */
#define MAX_BARREN_DEATHS 32

volatile int sg_interrupted;

/* One run, in the parent. */
typedef struct {
	SgWorkOrder order;
	const SgWorkEvents *events;
	size_t board_size;
	GArray *workers; /* of SgWorker */
	size_t running;
	size_t useful;     /* how many the system let us have */
	uint8_t *reported; /* for each job: its outcome was told */
	size_t n_reported;
	GArray *again;   /* of size_t: begun by a worker that died through no fault of theirs */
	unsigned barren; /* deaths in a row without progress */
	int64_t looked;  /* when clocks were looked at last */
} Pool;

static SgWorker *
pool_worker(const Pool *pool, size_t i)
{
	return &g_array_index(pool->workers, SgWorker, i);
}

static void
pool_free(Pool *pool)
{
	for (size_t i = 0; i < pool->workers->len; i++) {
		SgWorker *worker = pool_worker(pool, i);
		(void)sg_worker_end(worker);
		g_byte_array_unref(worker->pending);
	}
	g_array_unref(pool->workers);
	g_array_unref(pool->again);
	g_free(pool->reported);
	(void)munmap(pool->order.board, pool->board_size);
	g_free(pool);
}

/* Each worker costs the parent a descriptor; most are left to the work itself. */
static unsigned
choose_processes(unsigned wanted, size_t count)
{
	struct rlimit files;
	size_t n = wanted ? wanted : g_get_num_processors();
	if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur / 4 < n)
		n = MAX(files.rlim_cur / 4, 1);
	return (unsigned)MIN(MIN(n, count), MAX_PROCESSES);
}

/* NULL with errno set. */
static SgBoard *
share_board(size_t size)
{
	void *board = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return board == MAP_FAILED ? NULL : board;
}

static Pool *
pool_new(const SgWorkOrder *order, const SgWorkEvents *events)
{
	unsigned processes = choose_processes(order->limits.processes, order->count);
	size_t size = sizeof(SgBoard) + processes * sizeof(SgSlot);
	SgBoard *board = share_board(size);
	if (!board)
		return NULL;
	Pool *pool = g_new0(Pool, 1);
	pool->order = *order;
	pool->order.board = board;
	pool->board_size = size;
	pool->events = events;
	pool->useful = processes;
	pool->workers = g_array_new(FALSE, TRUE, sizeof(SgWorker));
	pool->again = g_array_new(FALSE, FALSE, sizeof(size_t));
	pool->reported = g_malloc0(order->count);
	for (unsigned i = 0; i < processes; i++) {
		SgWorker worker = {.fd = -1,
				   .slot = &board->slots[i],
				   .pending = g_byte_array_new(),
				   .condemned = SG_NO_JOB};
		g_array_append_val(pool->workers, worker);
	}
	return pool;
}

static size_t
handed_out(const Pool *pool)
{
	return MIN(atomic_load(&pool->order.board->next), pool->order.count);
}

static bool
has_more(const Pool *pool)
{
	if (pool->again->len)
		return true;
	return !atomic_load(&pool->order.board->stop) && handed_out(pool) < pool->order.count;
}

static size_t
next_again(Pool *pool)
{
	if (!pool->again->len)
		return SG_NO_JOB;
	size_t job = g_array_index(pool->again, size_t, pool->again->len - 1);
	g_array_set_size(pool->again, pool->again->len - 1);
	return job;
}

/* Starts workers while there are jobs for them. Where the system allows fewer, fewer it is. */
static bool
fill(Pool *pool, GError **error)
{
	for (size_t i = 0; i < pool->workers->len; i++) {
		SgWorker *worker = pool_worker(pool, i);
		if (worker->pid || pool->running >= pool->useful || !has_more(pool))
			continue;
		size_t first = next_again(pool);
		if (sg_worker_start(worker, &pool->order, first)) {
			pool->running++;
			continue;
		}
		if (!pool->running)
			return sg_fail(error, SG_ERROR_IO, "cannot start a worker process: %s",
				       g_strerror(errno));
		if (first != SG_NO_JOB)
			g_array_append_val(pool->again, first);
		pool->useful = pool->running;
	}
	return true;
}

static void
report(Pool *pool, size_t job)
{
	pool->reported[job] = 1;
	pool->n_reported++;
	pool->barren = 0;
}

static void
tell_result(Pool *pool, const SgResult *result)
{
	const SgWorkEvents *events = pool->events;
	report(pool, result->job);
	if (!result->refused && events->done)
		events->done(result->job, result->bytes, result->length, pool->order.data);
	if (result->refused && events->refused) {
		g_autofree char *message =
		    g_utf8_make_valid((const char *)result->bytes, (gssize)result->length);
		events->refused(result->job, message, pool->order.data);
	}
}

/* False when the worker wrote what no sound worker writes. */
static bool
take_results(Pool *pool, SgWorker *worker)
{
	SgResult result;
	SgFrameState state;
	while ((state = sg_worker_take(worker, pool->order.count, &result)) == SG_FRAME_WHOLE) {
		if (pool->reported[result.job])
			return false;
		tell_result(pool, &result);
	}
	return state == SG_FRAME_NONE;
}

static unsigned
seconds_of(const Pool *pool, size_t job)
{
	const SgWorkLimits *limits = &pool->order.limits;
	return limits->job_seconds ? limits->job_seconds(job, pool->order.data) : limits->seconds;
}

static void
tell_lost(Pool *pool, const SgWorker *worker, size_t job, int status)
{
	SgLost how = SG_LOST_EXIT;
	int number = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
	if (worker->condemned == job) {
		how = SG_LOST_TIMEOUT;
		number = (int)seconds_of(pool, job);
	} else if (WIFSIGNALED(status)) {
		how = SG_LOST_SIGNAL;
		number = WTERMSIG(status);
	}
	report(pool, job);
	if (pool->events->lost)
		pool->events->lost(job, how, number, pool->order.data);
}

/* The pipe is empty and the process over or about to be killed: what became of its job? It may have
 * finished the job it was condemned for just in time and begun another, which is then done again.
 */
static void
bury(Pool *pool, SgWorker *worker)
{
	int status = sg_worker_end(worker);
	size_t job = atomic_load(&worker->slot->job);
	pool->running--;
	if (job >= pool->order.count || pool->reported[job]) {
		pool->barren++;
		return;
	}
	if (worker->condemned != SG_NO_JOB && worker->condemned != job)
		g_array_append_val(pool->again, job);
	else
		tell_lost(pool, worker, job, status);
}

/* A dead worker's pipe is emptied before its job is judged. */
static void
drain(Pool *pool, SgWorker *worker)
{
	guint old;
	do {
		old = worker->pending->len - (guint)worker->taken;
		(void)sg_worker_read(worker);
	} while (worker->pending->len > old && take_results(pool, worker));
	bury(pool, worker);
}

/* Returns how many bytes there were. */
static size_t
receive(Pool *pool, SgWorker *worker)
{
	SgReadState state = sg_worker_read(worker);
	size_t bytes = worker->pending->len;
	if (!take_results(pool, worker) || state == SG_READ_END)
		bury(pool, worker);
	return bytes;
}

/* The job is read twice around its clock: both must belong together. */
static bool
is_overdue(const Pool *pool, const SgWorker *worker, size_t *job)
{
	*job = atomic_load(&worker->slot->job);
	int64_t started = atomic_load(&worker->slot->started);
	if (*job >= pool->order.count || !started || *job != atomic_load(&worker->slot->job))
		return false;
	int64_t limit = (int64_t)seconds_of(pool, *job) * G_USEC_PER_SEC;
	return limit && pool->looked - started > limit;
}

static void
look_at_clocks(Pool *pool)
{
	int64_t now = g_get_monotonic_time();
	if (now - pool->looked < LOOK_MICROSECONDS)
		return;
	pool->looked = now;
	for (size_t i = 0; i < pool->workers->len; i++) {
		SgWorker *worker = pool_worker(pool, i);
		size_t job;
		if (!worker->pid)
			continue;
		if (is_overdue(pool, worker, &job) && worker->condemned == SG_NO_JOB) {
			worker->condemned = job;
			(void)kill(worker->pid, SIGKILL);
		} else if (sg_worker_is_over(worker)) {
			drain(pool, worker);
		}
	}
}

static void
wait_for_results(Pool *pool)
{
	struct pollfd polls[MAX_PROCESSES];
	SgWorker *polled[MAX_PROCESSES];
	nfds_t n = 0;
	for (size_t i = 0; i < pool->workers->len; i++) {
		SgWorker *worker = pool_worker(pool, i);
		if (!worker->pid)
			continue;
		polled[n] = worker;
		polls[n++] = (struct pollfd){.fd = worker->fd, .events = POLLIN};
	}
	int ready = poll(polls, n, LOOK_MILLISECONDS);
	size_t most = 0;
	for (nfds_t i = 0; ready > 0 && i < n; i++) {
		size_t bytes = polls[i].revents ? receive(pool, polled[i]) : 0;
		most = MAX(most, bytes);
	}
	look_at_clocks(pool);
	if (most > 0 && most < MANY_BYTES)
		g_usleep(GATHER_MICROSECONDS);
}

/* A worker killed between taking a job and noting it leaves one that nobody knows of. */
static void
find_forgotten(Pool *pool)
{
	size_t n = handed_out(pool);
	if (pool->running || pool->again->len || pool->n_reported >= n)
		return;
	pool->barren = 0;
	for (size_t job = n; job-- > 0;)
		if (!pool->reported[job])
			g_array_append_val(pool->again, job);
}

static bool
work_through(Pool *pool, GError **error)
{
	while (pool->running || has_more(pool)) {
		if (sg_interrupted)
			return sg_fail(error, SG_ERROR_IO, "interrupted by signal %d",
				       sg_interrupted);
		if (pool->barren > MAX_BARREN_DEATHS && has_more(pool))
			return sg_fail(error, SG_ERROR_IO,
				       "worker processes die before they begin a job");
		if (!fill(pool, error))
			return false;
		wait_for_results(pool);
		find_forgotten(pool);
	}
	return true;
}

/* The parameters are the contract of workers.h: what to do, whom to tell, how far to go. */
bool
sg_workers_run(/* NOLINT(readability-function-size) */
	       size_t count,
	       SgWorkFn work,
	       const SgWorkEvents *events,
	       const SgWorkLimits *limits,
	       void *data,
	       GError **error)
{
	SgWorkOrder order = {.count = count, .work = work, .limits = *limits, .data = data};
	if (!count)
		return true;
	/* A caller that ignores SIGCHLD would hide how our workers end. */
	(void)signal(SIGCHLD, SIG_DFL);
	Pool *pool = pool_new(&order, events);
	if (!pool)
		return sg_fail(error, SG_ERROR_IO, "cannot share memory with worker processes: %s",
			       g_strerror(errno));
	bool all = work_through(pool, error);
	pool_free(pool);
	return all;
}

char *
sg_lost_describe(SgLost how, int number)
{
	switch (how) {
	case SG_LOST_SIGNAL:
		return g_strdup_printf("signal %d", number);
	case SG_LOST_TIMEOUT:
		return g_strdup_printf("no answer in %d s", number);
	case SG_LOST_EXIT:
		break;
	}
	return g_strdup_printf("exit status %d", number);
}
