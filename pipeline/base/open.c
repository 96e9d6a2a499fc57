/* SPDX-License-Identifier: MIT */
#include "base/open.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SAFE (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)

/* A name is at most 255 bytes long on any file system of Linux. */
#define NAME_BYTES 256

/* Takes the next part of the path; false when it is too long for a name. */
static bool
take_part(const char **path, char *part)
{
	size_t n = strcspn(*path, "/");
	if (n >= NAME_BYTES)
		return false;
	memcpy(part, *path, n);
	part[n] = '\0';
	*path += n;
	*path += strspn(*path, "/");
	return true;
}

/* Part by part: for paths that are too long for one call, and for kernels without openat2. */
static int
open_by_parts(const char *path, int flags)
{
	char part[NAME_BYTES];
	int dir = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	path += strspn(path, "/");
	while (dir >= 0) {
		if (!take_part(&path, part)) {
			close(dir);
			errno = ENAMETOOLONG;
			return -1;
		}
		bool last = *path == '\0';
		const char *name = *part != '\0' ? part : ".";
		int way = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
		int next = openat(dir, name, last ? SAFE | flags : way);
		int reason = errno;
		close(dir);
		errno = reason;
		if (last)
			return next;
		dir = next;
	}
	return -1;
}

int
sg_open_real(const char *path, int flags)
{
	struct open_how how = {.flags = (unsigned)(SAFE | flags), .resolve = RESOLVE_NO_SYMLINKS};
	long fd = syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
	if (fd >= 0)
		return (int)fd;
	if (errno == ENAMETOOLONG || errno == ENOSYS || errno == EPERM)
		return open_by_parts(path, flags);
	return -1;
}
