/* SPDX-License-Identifier: MIT */
#include "read/read.h"

#include "base/open.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum { GRAB_DONE, GRAB_REFUSED, GRAB_CHANGED } Grab;

typedef struct {
	SgDiagTag tag;
	char *detail;
} Reason;

static Grab
refuse(Reason *reason, SgDiagTag tag, char *detail)
{
	reason->tag = tag;
	reason->detail = detail;
	return GRAB_REFUSED;
}

static Grab
refuse_errno(Reason *reason, int number)
{
	return refuse(reason, SG_DIAG_UNREADABLE, g_strdup(g_strerror(number)));
}

static bool
is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Fills buffer; returns the bytes read, fewer when the file shrank, or -1. */
static ssize_t
read_all(int fd, char *buffer, size_t size)
{
	size_t have = 0;
	while (have < size) {
		ssize_t n = read(fd, buffer + have, size - have);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		have += (size_t)n;
	}
	return (ssize_t)have;
}

/* The type and the size are judged before the first byte is read: neither a device nor a
 * file that is too large can hold up the run. */
static Grab
grab_open(int fd, int64_t limit, GBytes **bytes, Reason *reason)
{
	struct stat before;
	struct stat after;
	if (fstat(fd, &before) != 0)
		return refuse_errno(reason, errno);
	if (!S_ISREG(before.st_mode))
		return refuse(reason, SG_DIAG_NOT_A_FILE, NULL);
	if (limit > 0 && before.st_size > limit)
		return refuse(reason, SG_DIAG_FILE_SIZE,
			      g_strdup_printf("%" G_GINT64_FORMAT
					      " bytes, the limit is %" G_GINT64_FORMAT,
					      (gint64)before.st_size, (gint64)limit));
	size_t size = (size_t)before.st_size;
	g_autofree char *buffer = g_malloc(size + 1);
	ssize_t have = read_all(fd, buffer, size);
	if (have < 0 || fstat(fd, &after) != 0)
		return refuse_errno(reason, errno);
	if ((size_t)have != size || !is_same(&before, &after))
		return GRAB_CHANGED;
	*bytes = g_bytes_new_take(g_steal_pointer(&buffer), size);
	return GRAB_DONE;
}

static Grab
grab(const char *file, int64_t limit, GBytes **bytes, Reason *reason)
{
	int fd = sg_open_real(file, 0);
	if (fd < 0 && (errno == ENXIO || errno == ENODEV))
		return refuse(reason, SG_DIAG_NOT_A_FILE, NULL);
	if (fd < 0)
		return refuse_errno(reason, errno);
	Grab result = grab_open(fd, limit, bytes, reason);
	close(fd);
	return result;
}

GBytes *
sg_read_bytes(const SgSource *source, const SgConfig *config, SgDiagTag *tag, char **detail)
{
	GBytes *bytes = NULL;
	Reason reason = {.tag = SG_DIAG_CHANGED};
	Grab result = grab(source->file, config->max_file_bytes, &bytes, &reason);
	if (result == GRAB_CHANGED)
		result = grab(source->file, config->max_file_bytes, &bytes, &reason);
	if (result == GRAB_DONE)
		return bytes;
	*tag = reason.tag;
	*detail = reason.detail;
	return NULL;
}
