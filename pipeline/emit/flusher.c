/* SPDX-License-Identifier: MIT */
#include "emit/flusher.h"

#include <fcntl.h>
#include <unistd.h>

#define FLUSH_BYTES ((size_t)32 << 20)

struct SgFlusher {
	int fd; /* of its own: syncfs tells an error once for each open file */
	size_t waiting;
	GThread *thread;
	gint busy; /* set and read by both */
};

SgFlusher *
sg_flusher_new(int directory)
{
	SgFlusher *flusher = g_new0(SgFlusher, 1);
	flusher->fd = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return flusher;
}

static void
settle(SgFlusher *flusher)
{
	if (flusher->thread)
		g_thread_join(flusher->thread);
	flusher->thread = NULL;
}

void
sg_flusher_free(SgFlusher *flusher)
{
	if (!flusher)
		return;
	settle(flusher);
	if (flusher->fd >= 0)
		(void)close(flusher->fd);
	g_free(flusher);
}

static void *
flush_cb(void *data)
{
	SgFlusher *flusher = data;
	(void)syncfs(flusher->fd);
	g_atomic_int_set(&flusher->busy, 0);
	return NULL;
}

void
sg_flusher_wrote(SgFlusher *flusher, size_t bytes)
{
	flusher->waiting += bytes;
	if (flusher->fd < 0 || flusher->waiting < FLUSH_BYTES || g_atomic_int_get(&flusher->busy))
		return;
	settle(flusher);
	flusher->waiting = 0;
	g_atomic_int_set(&flusher->busy, 1);
	flusher->thread = g_thread_try_new("flush", flush_cb, flusher, NULL);
	if (!flusher->thread)
		g_atomic_int_set(&flusher->busy, 0);
}
