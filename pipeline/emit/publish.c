/* SPDX-License-Identifier: MIT */
#include "emit/publish.h"

#include "emit/leftovers.h"
#include "emit/target.h"
#include "emit/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_TRIES        40
#define LOCK_MICROSECONDS 25000

struct SgPublish {
	SgTarget target;
	char *staging_name;
	int staging;
	bool done;   /* the staging directory took the target's place */
	pid_t owner; /* forked workers clean nothing up */
};

/* The lock on the parent is held for moments only, while two runs could take each other's
 * directories for leftovers; what lasts as long as a run is the lock on its staging directory. */
static bool
lock_parent(const SgTarget *target, GError **error)
{
	for (unsigned i = 0; i < LOCK_TRIES; i++) {
		if (flock(target->parent, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			break;
		g_usleep(LOCK_MICROSECONDS);
	}
	return sg_fail(error, SG_ERROR_USAGE, "%s: cannot lock its parent directory: %s",
		       target->path, g_strerror(errno));
}

/* The workers of a killed run hold its lock for the moment that they live on. */
static bool
find_leftovers(const SgTarget *target, GPtrArray *stale, GError **error)
{
	pid_t holder = 0;
	for (unsigned i = 0; i < LOCK_TRIES; i++) {
		g_ptr_array_set_size(stale, 0);
		sg_leftovers_find(target->parent, target->name, stale, &holder);
		if (!holder)
			return true;
		if (kill(holder, 0) == 0 || errno != ESRCH)
			break;
		g_usleep(LOCK_MICROSECONDS);
	}
	return sg_fail(error, SG_ERROR_USAGE, "%s: is locked: process %d is publishing into it",
		       target->path, (int)holder);
}

static bool
make_staging(SgPublish *publish, GError **error)
{
	SgTarget *target = &publish->target;
	g_autofree char *name = sg_leftover_name(SG_LEFT_STAGING, target->name, getpid());
	if (mkdirat(target->parent, name, 0777))
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot make %s beside it: %s",
			       target->path, name, g_strerror(errno));
	publish->staging_name = g_steal_pointer(&name);
	publish->staging = sg_tree_open(target->parent, publish->staging_name);
	if (publish->staging < 0 || flock(publish->staging, LOCK_EX | LOCK_NB))
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot lock %s beside it: %s",
			       target->path, publish->staging_name, g_strerror(errno));
	if (target->old >= 0)
		(void)fchmod(publish->staging, target->info.st_mode & 07777);
	return true;
}

static void
remove_stale(const SgTarget *target, const GPtrArray *stale, GPtrArray *notes)
{
	for (size_t i = 0; i < stale->len; i++)
		sg_tree_remove(target->parent, g_ptr_array_index(stale, i));
	if (stale->len && notes)
		g_ptr_array_add(
		    notes, g_strdup_printf("%s: removed %u leftover%s of a run that was killed",
					   target->path, stale->len, stale->len == 1 ? "" : "s"));
}

static bool
open_locked(SgPublish *publish, GPtrArray *notes, GError **error)
{
	g_autoptr(GPtrArray) stale = g_ptr_array_new_with_free_func(g_free);
	if (!find_leftovers(&publish->target, stale, error) ||
	    !sg_target_open(&publish->target, error))
		return false;
	remove_stale(&publish->target, stale, notes);
	return make_staging(publish, error);
}

SgPublish *
sg_publish_open(const char *path, GPtrArray *notes, GError **error)
{
	g_autoptr(SgPublish) publish = g_new0(SgPublish, 1);
	publish->staging = -1;
	publish->owner = getpid();
	/* A file larger than the limit is an error to report, not a reason to die. */
	(void)signal(SIGXFSZ, SIG_IGN);
	if (!sg_target_find(&publish->target, path, error) || !lock_parent(&publish->target, error))
		return NULL;
	bool opened = open_locked(publish, notes, error);
	(void)flock(publish->target.parent, LOCK_UN);
	if (!opened)
		return NULL;
	return g_steal_pointer(&publish);
}

void
sg_publish_free(SgPublish *publish)
{
	if (!publish)
		return;
	if (publish->staging_name && !publish->done && publish->owner == getpid())
		sg_tree_remove(publish->target.parent, publish->staging_name);
	if (publish->staging >= 0)
		(void)close(publish->staging);
	sg_target_clear(&publish->target);
	g_free(publish->staging_name);
	g_free(publish);
}

int
sg_publish_staging(const SgPublish *publish)
{
	return publish->staging;
}

int
sg_publish_old(const SgPublish *publish)
{
	return publish->target.old;
}

const SgManifest *
sg_publish_before(const SgPublish *publish)
{
	return publish->target.before;
}

bool
sg_publish_may_reuse(const SgPublish *publish)
{
	return publish->target.reusable;
}

static bool
fail(const SgPublish *publish, const char *name, const char *what, GError **error)
{
	return sg_fail(error, SG_ERROR_OUTPUT, "%s%s%s: %s: %s", publish->target.path,
		       *name ? "/" : "", name, what, g_strerror(errno));
}

/* What the user put into the target: all that the old manifest does not name. */
static bool
keep_cb(int root, const char *name, void *data)
{
	SgPublish *publish = data;
	if (strcmp(name, SG_MANIFEST_NAME) == 0 || sg_manifest_find(publish->target.before, name))
		return true;
	if (!publish->target.sound && strcmp(name, ".gitignore") != 0)
		return true;
	if (sg_tree_make_parents(publish->staging, name))
		return false;
	return sg_tree_link(root, publish->staging, name) == 0 || errno == EEXIST;
}

static bool
keep_foreign(SgPublish *publish, GError **error)
{
	int failed;
	if (publish->target.old < 0 || sg_tree_walk(publish->target.old, keep_cb, publish, &failed))
		return true;
	errno = failed;
	return fail(publish, "", "cannot keep what is in it", error);
}

static bool
write_manifest(SgPublish *publish, GBytes *bytes, GError **error)
{
	int fd = openat(publish->staging, SG_MANIFEST_NAME,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return fail(publish, SG_MANIFEST_NAME, "cannot be written", error);
	size_t length;
	const void *text = g_bytes_get_data(bytes, &length);
	bool written = sg_tree_write_all(fd, text, length) == 0;
	int saved = errno;
	if (close(fd) && written) {
		written = false;
		saved = errno;
	}
	errno = saved;
	return written || fail(publish, SG_MANIFEST_NAME, "cannot be written", error);
}

/* Same names, same digests, same inputs, and every file a link to the old one: nothing to publish.
 */
static bool
is_unchanged(const SgPublish *publish, GBytes *bytes)
{
	if (publish->target.old < 0)
		return false;
	g_autoptr(GBytes) old =
	    sg_tree_read(publish->target.old, SG_MANIFEST_NAME, g_bytes_get_size(bytes));
	return old && g_bytes_equal(old, bytes);
}

/* The target must still be what was looked at when the run began. */
static bool
check_target(const SgPublish *publish, GError **error)
{
	const SgTarget *target = &publish->target;
	struct stat info;
	bool exists = fstatat(target->parent, target->name, &info, AT_SYMLINK_NOFOLLOW) == 0;
	bool same = target->old < 0 ? !exists
				    : exists && info.st_ino == target->info.st_ino &&
					  info.st_dev == target->info.st_dev;
	return same || sg_fail(error, SG_ERROR_OUTPUT,
			       "%s: was replaced by something else during the run", target->path);
}

/* For file systems that cannot exchange: the target is missing for a moment. A run killed in it
 * leaves the old output under a name that the next run gives back. */
static int
exchange_in_two_steps(SgPublish *publish)
{
	const SgTarget *target = &publish->target;
	g_autofree char *aside = sg_leftover_name(SG_LEFT_OLD, target->name, publish->owner);
	if (sg_tree_rename_new(target->parent, target->name, aside))
		return -1;
	if (sg_tree_rename_new(target->parent, publish->staging_name, target->name) == 0) {
		(void)sg_tree_rename_new(target->parent, aside, publish->staging_name);
		return 0;
	}
	int saved = errno;
	(void)sg_tree_rename_new(target->parent, aside, target->name);
	errno = saved;
	return -1;
}

static int
take_place(SgPublish *publish)
{
	const SgTarget *target = &publish->target;
	if (target->old < 0)
		return sg_tree_rename_new(target->parent, publish->staging_name, target->name);
	if (renameat2(target->parent, publish->staging_name, target->parent, target->name,
		      RENAME_EXCHANGE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	return exchange_in_two_steps(publish);
}

static void
give_place_back(SgPublish *publish)
{
	const SgTarget *target = &publish->target;
	if (target->old >= 0)
		(void)take_place(publish);
	else
		(void)sg_tree_rename_new(target->parent, target->name, publish->staging_name);
}

/* All data is on the disk before the names change, and the names before success is reported. */
static bool
exchange(SgPublish *publish, GError **error)
{
	if (syncfs(publish->staging))
		return fail(publish, "", "cannot be synced", error);
	if (!check_target(publish, error))
		return false;
	if (take_place(publish))
		return fail(publish, "", "cannot take the new output's place", error);
	if (fsync(publish->target.parent)) {
		int saved = errno;
		give_place_back(publish);
		errno = saved;
		return fail(publish, "", "its parent directory cannot be synced", error);
	}
	publish->done = true;
	if (publish->target.old >= 0)
		sg_tree_remove(publish->target.parent, publish->staging_name);
	return true;
}

bool
sg_publish_commit(SgPublish *publish, SgManifest *after, bool linked, bool *changed, GError **error)
{
	g_autoptr(GBytes) bytes = sg_manifest_format(after);
	*changed = false;
	if (linked && is_unchanged(publish, bytes))
		return true;
	*changed = true;
	return keep_foreign(publish, error) && write_manifest(publish, bytes, error) &&
	       exchange(publish, error);
}
