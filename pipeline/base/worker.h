/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/workers.h"

#include <stdatomic.h>
#include <sys/types.h>

/* One worker of workers.c: a forked process, its slot in memory that it shares with the parent, and
 * the pipe that its results come by. Private to the workers. */

#define SG_NO_JOB SIZE_MAX

/* What a worker is at. Written by the worker, read by the parent after its death too. */
typedef struct {
	_Atomic size_t job;      /* or SG_NO_JOB */
	_Atomic int64_t started; /* monotonic microseconds; 0: its clock stands still */
} SgSlot;

/* The memory that all share. */
typedef struct {
	_Atomic size_t next; /* job to hand out */
	atomic_bool stop;
	SgSlot slots[];
} SgBoard;

/* What a worker needs to know of its run. */
typedef struct {
	SgBoard *board;
	size_t count;
	SgWorkFn work;
	SgWorkLimits limits;
	void *data;
} SgWorkOrder;

typedef struct {
	pid_t pid; /* 0: no process */
	int fd;    /* end of the pipe that is read, or -1 */
	SgSlot *slot;
	GByteArray *pending; /* bytes read and not yet taken */
	size_t taken;        /* of pending */
	size_t condemned;    /* job that it was killed for, or SG_NO_JOB */
} SgWorker;

/* One result as it came through the pipe. bytes are borrowed until the next read. */
typedef struct {
	size_t job;
	bool refused;
	const uint8_t *bytes;
	size_t length;
} SgResult;

typedef enum { SG_READ_MORE, SG_READ_END } SgReadState;
typedef enum { SG_FRAME_NONE, SG_FRAME_WHOLE, SG_FRAME_BROKEN } SgFrameState;

/* Forks. first: a job to begin with, or SG_NO_JOB. Returns false with errno set. */
bool sg_worker_start(SgWorker *worker, const SgWorkOrder *order, size_t first);

/* Reads what the pipe holds, up to a bound, without waiting. */
SgReadState sg_worker_read(SgWorker *worker);

/* Takes the next complete result. BROKEN: these bytes were not written by a sound worker. */
SgFrameState sg_worker_take(SgWorker *worker, size_t count, SgResult *result);

/* Kills the process if it still runs, waits for its end and closes the pipe; gives its wait status.
 */
int sg_worker_end(SgWorker *worker);

/* Whether the process is over, although its pipe may be held open by a process that it forked.
 * Its status is kept for sg_worker_end. */
bool sg_worker_is_over(const SgWorker *worker);
