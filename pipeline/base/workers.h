/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* N forked processes work on jobs 0..count-1. A job that dies, or that exceeds its time or
 * memory, ends its worker: the job is reported as lost, the worker replaced, the rest done.
 * Results arrive in any order; the caller stores them by job number, so that the outcome
 * does not depend on timing. Workers die with their parent. */

/* Why a job was lost. */
typedef enum { SG_LOST_SIGNAL, SG_LOST_TIMEOUT, SG_LOST_EXIT } SgLost;

/* Runs in a worker: appends the job's result to out. data is the parent's, as it was at the
 * fork. Returning false reports the job as refused, with out as its message (UTF-8 text). */
typedef bool (*SgWorkFn)(size_t job, GByteArray *out, void *data);

/* All run in the parent. Any may be NULL. */
typedef struct {
	void (*done)(size_t job, const uint8_t *bytes, size_t length, void *data);
	void (*refused)(size_t job, const char *message, void *data);
	void (*lost)(size_t job, SgLost how, int number, void *data); /* signal or exit status */
} SgWorkEvents;

typedef struct {
	unsigned processes; /* 0: one for each processor */
	unsigned seconds;   /* wall-clock limit of a job; 0: none */
	/* Limit of one job, in place of seconds. May be NULL. Runs in the parent. */
	unsigned (*job_seconds)(size_t job, void *data);
	size_t memory; /* bytes a worker may map beyond what it had at its fork; 0: none; ignored
			  under ASan */
	bool stop_on_refusal; /* hand out no more jobs after the first refused one */
} SgWorkLimits;

/* Does all jobs. Returns false only if no worker could be started (SG_ERROR_IO). After
 * SIGINT or SIGTERM (sg_workers_interrupted) no more jobs are handed out and it returns false. */
bool sg_workers_run(size_t count,
		    SgWorkFn work,
		    const SgWorkEvents *events,
		    const SgWorkLimits *limits,
		    void *data,
		    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "signal 11", "no answer in 10 s", "exit status 3"; owned. */
char *sg_lost_describe(SgLost how, int number);

/* Set by the signal handlers that main installs; 0 or the signal's number. */
extern volatile int sg_interrupted;
