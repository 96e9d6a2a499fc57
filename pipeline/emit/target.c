/* SPDX-License-Identifier: MIT */
#include "emit/target.h"

#include "emit/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_MANIFEST_BYTES ((size_t)1 << 30)
#define KEPT_NAME          ".gitignore"

void
sg_target_clear(SgTarget *target)
{
	g_free(target->path);
	g_free(target->name);
	sg_manifest_free(target->before);
	if (target->old >= 0)
		(void)close(target->old);
	if (target->parent >= 0)
		(void)close(target->parent);
	*target = (SgTarget){.parent = -1, .old = -1};
}

/* "." and ".." say nothing of the name that has to be exchanged. */
static char *
resolve_dots(const char *path)
{
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		length--;
	g_autofree char *trimmed = g_strndup(path, length);
	g_autofree char *last = g_path_get_basename(trimmed);
	if (strcmp(last, ".") != 0 && strcmp(last, "..") != 0)
		return g_steal_pointer(&trimmed);
	char *real = realpath(trimmed, NULL);
	if (!real)
		return g_steal_pointer(&trimmed);
	char *result = g_strdup(real);
	free(real);
	return result;
}

bool
sg_target_find(SgTarget *target, const char *path, GError **error)
{
	*target = (SgTarget){.parent = -1, .old = -1};
	if (!*path)
		return sg_fail(error, SG_ERROR_USAGE, "the output directory has no name");
	g_autofree char *resolved = resolve_dots(path);
	g_autofree char *parent = g_path_get_dirname(resolved);
	target->path = g_strdup(path);
	target->name = g_path_get_basename(resolved);
	if (strcmp(target->name, "/") == 0)
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot be replaced as a whole", path);
	target->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (target->parent < 0)
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot open its parent directory %s: %s",
			       path, parent, g_strerror(errno));
	if (faccessat(target->parent, ".", W_OK | X_OK, AT_EACCESS))
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot write into %s: %s", path, parent,
			       g_strerror(errno));
	return true;
}

/* Remembers the first name, in order, that keeps a directory from counting as empty. */
static bool
first_foreign_cb(int root, const char *name, void *data)
{
	char **found = data;
	(void)root;
	if (strcmp(name, KEPT_NAME) == 0)
		return true;
	*found = g_strdup(name);
	return false;
}

static bool
check_empty(const SgTarget *target, GError **error)
{
	int failed;
	g_autofree char *found = NULL;
	if (sg_tree_walk(target->old, first_foreign_cb, &found, &failed))
		return true;
	if (!found)
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot be read: %s", target->path,
			       g_strerror(failed));
	return sg_fail(error, SG_ERROR_USAGE,
		       "%s: was not made by skillgraph (it holds %s and no %s); name another "
		       "directory, or empty it first",
		       target->path, found, SG_MANIFEST_NAME);
}

/* Equal inputs mean equal files only if the same program made them: a program that was built or
 * installed after the output may be another one, whatever version it gives. */
static bool
is_reusable(const SgTarget *target)
{
	struct stat manifest;
	struct stat program;
	if (strcmp(sg_manifest_version(target->before), SG_VERSION) != 0 ||
	    fstatat(target->old, SG_MANIFEST_NAME, &manifest, AT_SYMLINK_NOFOLLOW) ||
	    stat("/proc/self/exe", &program))
		return false;
	return program.st_ctim.tv_sec < manifest.st_mtim.tv_sec;
}

static bool
read_manifest(SgTarget *target, GError **error)
{
	SgManifestState state;
	g_autoptr(GBytes) bytes = sg_tree_read(target->old, SG_MANIFEST_NAME, MAX_MANIFEST_BYTES);
	if (!bytes && errno == ENOENT)
		return check_empty(target, error);
	if (!bytes)
		return sg_fail(error, SG_ERROR_USAGE, "%s/%s: cannot be read: %s", target->path,
			       SG_MANIFEST_NAME, g_strerror(errno));
	size_t length;
	const char *text = g_bytes_get_data(bytes, &length);
	sg_manifest_free(target->before);
	target->before = sg_manifest_parse(text, length, &state);
	target->sound = state == SG_MANIFEST_SOUND;
	target->reusable = target->sound && is_reusable(target);
	if (state == SG_MANIFEST_FOREIGN)
		return sg_fail(error, SG_ERROR_USAGE, "%s/%s: is not a manifest of skillgraph",
			       target->path, SG_MANIFEST_NAME);
	return true;
}

/* A mount point cannot be exchanged with a directory beside it. */
static bool
check_place(const SgTarget *target, GError **error)
{
	struct stat parent;
	if (fstat(target->parent, &parent) == 0 && parent.st_dev != target->info.st_dev)
		return sg_fail(error, SG_ERROR_USAGE,
			       "%s: is a mount point; name a directory inside it", target->path);
	if (faccessat(target->old, ".", W_OK | X_OK, AT_EACCESS))
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot be written: %s", target->path,
			       g_strerror(errno));
	return true;
}

bool
sg_target_open(SgTarget *target, GError **error)
{
	struct stat info;
	target->before = sg_manifest_new();
	if (fstatat(target->parent, target->name, &info, AT_SYMLINK_NOFOLLOW)) {
		if (errno == ENOENT)
			return true;
		return sg_fail(error, SG_ERROR_USAGE, "%s: %s", target->path, g_strerror(errno));
	}
	if (S_ISLNK(info.st_mode))
		return sg_fail(error, SG_ERROR_USAGE,
			       "%s: is a symbolic link; name the directory itself", target->path);
	if (!S_ISDIR(info.st_mode))
		return sg_fail(error, SG_ERROR_USAGE, "%s: is not a directory", target->path);
	target->old = sg_tree_open(target->parent, target->name);
	if (target->old < 0 || fstat(target->old, &target->info))
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot be opened: %s", target->path,
			       g_strerror(errno));
	return check_place(target, error) && read_manifest(target, error);
}
