/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where each sort of data stands in a checkout. */
static const struct {
	const char *name;
	const char *in_checkout;
} DATA[] = {
    {"theme", "theme"},
    {"vocabulary", "pipeline/vocabulary"},
    {"schema", "pipeline/emit/export/schema"},
};

/* A folder that only a checkout has. */
static const char LANDMARK[] = "pipeline/vocabulary";

/* Opening a FIFO must not wait for a writer, so that a wrong path is an error and not a hang. */
static int
open_regular(const char *path, size_t limit, GError **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		sg_fail(error, SG_ERROR_IO, "%s: cannot open: %s", path, g_strerror(errno));
		return -1;
	}
	struct stat status;
	const char *reason = NULL;
	if (fstat(fd, &status) != 0)
		reason = g_strerror(errno);
	else if (!S_ISREG(status.st_mode))
		reason = "not a regular file";
	else if ((uintmax_t)status.st_size > limit)
		reason = "file too large";
	if (!reason)
		return fd;
	sg_fail(error, SG_ERROR_IO, "%s: cannot read: %s", path, reason);
	close(fd);
	return -1;
}

/* Reads to the end or to one byte over the limit; -1 with errno, or the number of bytes. */
static ssize_t
read_all(int fd, GByteArray *bytes, size_t limit)
{
	uint8_t block[16384];
	while (bytes->len <= limit) {
		ssize_t count = read(fd, block, sizeof(block));
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -1;
		if (count == 0)
			break;
		g_byte_array_append(bytes, block, (guint)count);
	}
	return (ssize_t)bytes->len;
}

GBytes *
sg_file_read(const char *path, size_t limit, GError **error)
{
	int fd = open_regular(path, limit, error);
	if (fd < 0)
		return NULL;
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	ssize_t count = read_all(fd, bytes, limit);
	int reason = errno;
	close(fd);
	if (count < 0) {
		sg_fail(error, SG_ERROR_IO, "%s: cannot read: %s", path, g_strerror(reason));
		return NULL;
	}
	if ((size_t)count > limit) {
		sg_fail(error, SG_ERROR_IO, "%s: cannot read: file too large", path);
		return NULL;
	}
	return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

/* Writes all and closes; a full disk may be reported by close only. */
static bool
write_and_close(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t count = write(fd, bytes, length);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			break;
		bytes += count;
		length -= (size_t)count;
	}
	int reason = errno;
	if (length > 0) {
		close(fd);
		errno = reason;
		return false;
	}
	return close(fd) == 0;
}

/* A device or a pipe is written to: renaming a file over it would destroy it. */
static bool
write_special(const char *path, const void *bytes, size_t length, GError **error)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd >= 0 && write_and_close(fd, bytes, length))
		return true;
	return sg_fail(error, SG_ERROR_IO, "%s: cannot write: %s", path, g_strerror(errno));
}

bool
sg_file_replace(const char *path, const void *bytes, size_t length, GError **error)
{
	struct stat status;
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return write_special(path, bytes, length, error);
	g_autofree char *temporary = g_strconcat(path, ".XXXXXX", NULL);
	int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0666);
	if (fd < 0)
		return sg_fail(error, SG_ERROR_IO, "%s: cannot create: %s", path,
			       g_strerror(errno));
	if (write_and_close(fd, bytes, length) && rename(temporary, path) == 0)
		return true;
	int reason = errno;
	unlink(temporary);
	return sg_fail(error, SG_ERROR_IO, "%s: cannot write: %s", path, g_strerror(reason));
}

static char *
existing_dir(const char *parent, const char *path)
{
	g_autofree char *joined = g_build_filename(parent, path, NULL);
	if (!g_file_test(joined, G_FILE_TEST_IS_DIR))
		return NULL;
	return g_canonicalize_filename(joined, NULL);
}

/* The innermost directory from dir upwards that is a checkout. */
static char *
find_checkout(const char *dir)
{
	g_autofree char *at = g_strdup(dir);
	while (strcmp(at, "/") != 0 && strcmp(at, ".") != 0) {
		g_autofree char *found = existing_dir(at, LANDMARK);
		if (found)
			return g_steal_pointer(&at);
		char *parent = g_path_get_dirname(at);
		g_free(at);
		at = parent;
	}
	return NULL;
}

char *
sg_file_find_data(const char *name)
{
	const char *in_checkout = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(DATA); i++)
		if (strcmp(DATA[i].name, name) == 0)
			in_checkout = DATA[i].in_checkout;
	g_assert(in_checkout);
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	if (!program)
		return NULL;
	g_autofree char *dir = g_path_get_dirname(program);
	g_autofree char *share = g_build_filename("..", "share", "skillgraph", name, NULL);
	char *installed = existing_dir(dir, share);
	if (installed)
		return installed;
	g_autofree char *checkout = find_checkout(dir);
	return checkout ? existing_dir(checkout, in_checkout) : NULL;
}
