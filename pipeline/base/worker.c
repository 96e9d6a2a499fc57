/* SPDX-License-Identifier: MIT */
#include "base/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIPE_BYTES (256 * 1024)
#define READ_BYTES ((size_t)256 * 1024)
/* Only a worker with broken memory claims more. */
#define MAX_RESULT_BYTES ((uint64_t)1 << 31)

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SPACE_IS_FREE 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SPACE_IS_FREE 0
#endif
#endif
#ifndef ADDRESS_SPACE_IS_FREE
#define ADDRESS_SPACE_IS_FREE 1
#endif

typedef struct {
	uint64_t job;
	uint64_t refused;
	uint64_t length;
} FrameHeader;

static bool
write_all(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length) {
		ssize_t n = write(fd, at, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		at += n;
		length -= (size_t)n;
	}
	return true;
}

/* Small results go out in one write, so that a hundred thousand of them cost little. */
static bool
send_result(int fd, size_t job, bool refused, const GByteArray *out)
{
	FrameHeader header = {.job = job, .refused = refused, .length = out->len};
	char frame[sizeof(header) + 4096];
	memcpy(frame, &header, sizeof(header));
	if (out->len > sizeof(frame) - sizeof(header))
		return write_all(fd, &header, sizeof(header)) && write_all(fd, out->data, out->len);
	if (out->len)
		memcpy(frame + sizeof(header), out->data, out->len);
	return write_all(fd, frame, sizeof(header) + out->len);
}

/* Bytes of address space in use; 0 when the system does not tell. */
static size_t
mapped_bytes(void)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");
	if (!file)
		return 0;
	char line[64];
	if (fgets(line, sizeof(line), file))
		pages = strtoul(line, NULL, 10);
	(void)fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void
limit_memory(size_t memory)
{
	size_t mapped = memory && ADDRESS_SPACE_IS_FREE ? mapped_bytes() : 0;
	struct rlimit limit;
	if (!mapped || getrlimit(RLIMIT_AS, &limit))
		return;
	rlim_t wanted = mapped + memory;
	if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < wanted)
		return;
	limit.rlim_cur = wanted;
	(void)setrlimit(RLIMIT_AS, &limit);
}

static void
note_start(SgSlot *slot, size_t job)
{
	atomic_store(&slot->started, g_get_monotonic_time());
	atomic_store(&slot->job, job);
}

/* Between the two steps a death leaves a job that no slot knows; the parent looks for such jobs
 * when all workers are gone. */
static size_t
take_job(const SgWorkOrder *order, SgSlot *slot)
{
	if (atomic_load(&order->board->stop))
		return SG_NO_JOB;
	size_t job = atomic_fetch_add(&order->board->next, 1);
	if (job >= order->count)
		return SG_NO_JOB;
	note_start(slot, job);
	return job;
}

/* The clock stands while a result is sent: a parent that is slow to read is no fault of the job. */
static bool
do_job(const SgWorkOrder *order, SgSlot *slot, size_t job, GByteArray *out, int fd)
{
	g_byte_array_set_size(out, 0);
	bool accepted = order->work(job, out, order->data);
	atomic_store(&slot->started, 0);
	if (!accepted && order->limits.stop_on_refusal)
		atomic_store(&order->board->stop, true);
	if (!send_result(fd, job, !accepted, out))
		return false;
	atomic_store(&slot->job, SG_NO_JOB);
	return true;
}

/* Ctrl-C reaches the whole group: the parent decides, a worker goes on until it is killed. It must
 * not outlive its parent, nor run what the parent registered with atexit. */
static G_GNUC_NORETURN void
worker_main(const SgWorkOrder *order, SgSlot *slot, int fd, pid_t parent)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent)
		_exit(0);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGTERM, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	limit_memory(order->limits.memory);
	g_autoptr(GByteArray) out = g_byte_array_new();
	size_t job = atomic_load(&slot->job);
	if (job == SG_NO_JOB)
		job = take_job(order, slot);
	while (job != SG_NO_JOB && do_job(order, slot, job, out, fd))
		job = take_job(order, slot);
	_exit(0);
}

static bool
open_pipe(int fds[2])
{
	if (pipe2(fds, O_CLOEXEC))
		return false;
	(void)fcntl(fds[1], F_SETPIPE_SZ, PIPE_BYTES);
	if (fcntl(fds[0], F_SETFL, O_NONBLOCK) == 0)
		return true;
	(void)close(fds[0]);
	(void)close(fds[1]);
	return false;
}

bool
sg_worker_start(SgWorker *worker, const SgWorkOrder *order, size_t first)
{
	int fds[2];
	if (!open_pipe(fds))
		return false;
	atomic_store(&worker->slot->started, 0);
	if (first != SG_NO_JOB)
		note_start(worker->slot, first);
	else
		atomic_store(&worker->slot->job, SG_NO_JOB);
	pid_t parent = getpid();
	pid_t pid = fork();
	if (pid == 0) {
		(void)close(fds[0]);
		worker_main(order, worker->slot, fds[1], parent);
	}
	int saved = errno;
	(void)close(fds[1]);
	if (pid < 0) {
		(void)close(fds[0]);
		errno = saved;
		return false;
	}
	worker->pid = pid;
	worker->fd = fds[0];
	worker->condemned = SG_NO_JOB;
	worker->taken = 0;
	g_byte_array_set_size(worker->pending, 0);
	return true;
}

SgReadState
sg_worker_read(SgWorker *worker)
{
	GByteArray *pending = worker->pending;
	if (worker->taken) {
		g_byte_array_remove_range(pending, 0, (guint)worker->taken);
		worker->taken = 0;
	}
	guint old = pending->len;
	g_byte_array_set_size(pending, old + (guint)READ_BYTES);
	ssize_t n;
	do {
		n = read(worker->fd, pending->data + old, READ_BYTES);
	} while (n < 0 && errno == EINTR);
	bool more = n > 0 || (n < 0 && errno == EAGAIN);
	g_byte_array_set_size(pending, old + (guint)MAX(n, 0));
	return more ? SG_READ_MORE : SG_READ_END;
}

SgFrameState
sg_worker_take(SgWorker *worker, size_t count, SgResult *result)
{
	FrameHeader header;
	size_t left = worker->pending->len - worker->taken;
	if (left < sizeof(header))
		return SG_FRAME_NONE;
	const uint8_t *at = worker->pending->data + worker->taken;
	memcpy(&header, at, sizeof(header));
	if (header.job >= count || header.refused > 1 || header.length > MAX_RESULT_BYTES)
		return SG_FRAME_BROKEN;
	if (left - sizeof(header) < header.length)
		return SG_FRAME_NONE;
	*result = (SgResult){.job = header.job,
			     .refused = header.refused,
			     .bytes = at + sizeof(header),
			     .length = header.length};
	worker->taken += sizeof(header) + header.length;
	return SG_FRAME_WHOLE;
}

bool
sg_worker_is_over(const SgWorker *worker)
{
	siginfo_t info = {0};
	if (waitid(P_PID, (id_t)worker->pid, &info, WEXITED | WNOHANG | WNOWAIT))
		return errno == ECHILD;
	return info.si_pid == worker->pid;
}

int
sg_worker_end(SgWorker *worker)
{
	int status = 0;
	if (!worker->pid)
		return 0;
	(void)kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	(void)close(worker->fd);
	worker->pid = 0;
	worker->fd = -1;
	return status;
}
