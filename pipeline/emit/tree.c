/* SPDX-License-Identifier: MIT */
#include "emit/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_BYTES ((size_t)256 * 1024)

int
sg_tree_open(int dir, const char *name)
{
	return openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int
compare_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the names in a directory, sorted, each led by the directory's own name. */
static bool
list_names(int root, const char *name, GPtrArray *names)
{
	int fd = sg_tree_open(root, name);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir) {
		if (fd >= 0)
			(void)close(fd);
		return false;
	}
	const struct dirent *entry;
	while ((entry = readdir(dir))) {
		const char *last = entry->d_name;
		if (strcmp(last, ".") == 0 || strcmp(last, "..") == 0)
			continue;
		bool top = strcmp(name, ".") == 0;
		g_ptr_array_add(names, top ? g_strdup(last) : g_strconcat(name, "/", last, NULL));
	}
	(void)closedir(dir);
	g_ptr_array_sort(names, compare_name);
	return true;
}

static bool
is_directory(int root, const char *name)
{
	struct stat info;
	return fstatat(root, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
}

/* Visits what is in one directory and adds the directories found to dirs. */
static bool
visit_directory(int root, const char *name, SgTreeFn visit, void *data, GPtrArray *dirs)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	if (!list_names(root, name, names))
		return false;
	for (size_t i = 0; i < names->len; i++) {
		const char *found = g_ptr_array_index(names, i);
		if (is_directory(root, found))
			g_ptr_array_add(dirs, g_strdup(found));
		else if (!visit(root, found, data))
			return false;
	}
	return true;
}

/* The list of directories is the queue of the walk: no recursion, whatever the depth. */
static bool
walk(int root, SgTreeFn visit, void *data, GPtrArray *dirs)
{
	g_ptr_array_add(dirs, g_strdup("."));
	for (size_t i = 0; i < dirs->len; i++)
		if (!visit_directory(root, g_ptr_array_index(dirs, i), visit, data, dirs))
			return false;
	return true;
}

bool
sg_tree_walk(int root, SgTreeFn visit, void *data, int *failed)
{
	g_autoptr(GPtrArray) dirs = g_ptr_array_new_with_free_func(g_free);
	errno = 0;
	bool whole = walk(root, visit, data, dirs);
	*failed = whole ? 0 : errno;
	return whole;
}

static bool
unlink_cb(int root, const char *name, void *data)
{
	(void)data;
	(void)unlinkat(root, name, 0);
	return true;
}

/* A directory is found after the one that it is in, so the last found goes first. */
void
sg_tree_remove(int dir, const char *name)
{
	int root = sg_tree_open(dir, name);
	if (root < 0)
		return;
	g_autoptr(GPtrArray) dirs = g_ptr_array_new_with_free_func(g_free);
	(void)walk(root, unlink_cb, NULL, dirs);
	for (size_t i = dirs->len; i-- > 1;)
		(void)unlinkat(root, g_ptr_array_index(dirs, i), AT_REMOVEDIR);
	(void)close(root);
	(void)unlinkat(dir, name, AT_REMOVEDIR);
}

int
sg_tree_make_parents(int root, const char *name)
{
	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
		g_autofree char *parent = g_strndup(name, (gsize)(slash - name));
		if (mkdirat(root, parent, 0777) && errno != EEXIST)
			return -1;
	}
	return 0;
}

int
sg_tree_rename_new(int dir, const char *from, const char *to)
{
	struct stat info;
	if (renameat2(dir, from, dir, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (fstatat(dir, to, &info, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return renameat(dir, from, dir, to);
}

int
sg_tree_write_all(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length) {
		ssize_t n = write(fd, at, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		at += n;
		length -= (size_t)n;
	}
	return 0;
}

static int
copy_bytes(int in, int out)
{
	g_autofree char *buffer = g_malloc(COPY_BYTES);
	for (;;) {
		ssize_t n = read(in, buffer, COPY_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return (int)n;
		if (sg_tree_write_all(out, buffer, (size_t)n))
			return -1;
	}
}

static int
copy_file(int from, int to, const char *name)
{
	struct stat info;
	int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (in < 0)
		return -1;
	int out = fstat(in, &info) || !S_ISREG(info.st_mode)
		      ? -1
		      : openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			       info.st_mode & 0777);
	int result = out < 0 ? -1 : copy_bytes(in, out);
	int saved = errno;
	if (out >= 0 && close(out) && result == 0) {
		result = -1;
		saved = errno;
	}
	(void)close(in);
	errno = saved;
	return result;
}

/* EXDEV, EMLINK, EPERM: the file system, or its protection of links, wants a copy instead. */
int
sg_tree_link(int from, int to, const char *name)
{
	if (linkat(from, name, to, name, 0) == 0)
		return 0;
	if (errno == ENOENT && sg_tree_make_parents(to, name) == 0 &&
	    linkat(from, name, to, name, 0) == 0)
		return 0;
	if (errno != EXDEV && errno != EMLINK && errno != EPERM)
		return -1;
	return copy_file(from, to, name);
}

static GBytes *
read_open(int fd, size_t limit)
{
	struct stat info;
	if (fstat(fd, &info))
		return NULL;
	if (!S_ISREG(info.st_mode) || (size_t)info.st_size > limit) {
		errno = EFBIG;
		return NULL;
	}
	size_t size = (size_t)info.st_size;
	g_autofree char *bytes = g_try_malloc(size + 1);
	size_t at = 0;
	while (bytes && at <= size) {
		ssize_t n = read(fd, bytes + at, size + 1 - at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return NULL;
		if (n == 0)
			return g_bytes_new_take(g_steal_pointer(&bytes), at);
		at += (size_t)n;
	}
	errno = bytes ? EBUSY : ENOMEM;
	return NULL;
}

GBytes *
sg_tree_read(int root, const char *name, size_t limit)
{
	int fd = openat(root, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	GBytes *bytes = read_open(fd, limit);
	int saved = errno;
	(void)close(fd);
	errno = saved;
	return bytes;
}
