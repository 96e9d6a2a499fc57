/* SPDX-License-Identifier: MIT */
#include "command/progress.h"

#include <stdio.h>
#include <unistd.h>

#define MICROSECONDS_BETWEEN 100000

struct SgProgress {
	const char *stage; /* NULL: silent */
	size_t done, total;
	gint64 started, shown;
};

static void
show(SgProgress *progress, gint64 now)
{
	progress->shown = now;
	if (progress->total == 0) {
		fprintf(stderr, "\r\033[K%s", progress->stage);
		return;
	}
	double seconds = (double)(now - progress->started) / G_USEC_PER_SEC;
	double rate = seconds > 0 ? (double)progress->done / seconds : 0;
	fprintf(stderr, "\r\033[K%s: %zu of %zu (%.0f/s)", progress->stage, progress->done,
		progress->total, rate);
}

SgProgress *
sg_progress_new(const char *stage, size_t total)
{
	SgProgress *progress = g_new0(SgProgress, 1);
	progress->stage = isatty(STDERR_FILENO) ? stage : NULL;
	progress->total = total;
	progress->started = g_get_monotonic_time();
	if (progress->stage)
		show(progress, progress->started);
	return progress;
}

void
sg_progress_step(SgProgress *progress)
{
	progress->done++;
	if (!progress->stage)
		return;
	gint64 now = g_get_monotonic_time();
	if (now - progress->shown >= MICROSECONDS_BETWEEN)
		show(progress, now);
}

void
sg_progress_free(SgProgress *progress)
{
	if (progress && progress->stage)
		fputs("\r\033[K", stderr);
	g_free(progress);
}
