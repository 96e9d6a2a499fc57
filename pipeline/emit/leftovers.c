/* SPDX-License-Identifier: MIT */
#include "emit/leftovers.h"

#include "base/digest.h"
#include "emit/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK_DIGITS 8

static const char *const prefixes[] = {
    [SG_LEFT_STAGING] = ".skillgraph-staging-",
    [SG_LEFT_OLD] = ".skillgraph-old-",
};

typedef struct {
	SgLeftKind kind;
	char mark[MARK_DIGITS + 1]; /* of the target's name */
	pid_t pid;
} Leftover;

static void
mark_target(const char *target, char mark[MARK_DIGITS + 1])
{
	SgDigest digest = sg_digest(target, strlen(target));
	memcpy(mark, digest.hex, MARK_DIGITS);
	mark[MARK_DIGITS] = '\0';
}

char *
sg_leftover_name(SgLeftKind kind, const char *target, pid_t pid)
{
	char mark[MARK_DIGITS + 1];
	mark_target(target, mark);
	return g_strdup_printf("%s%s-%d", prefixes[kind], mark, (int)pid);
}

/* Only names that sg_leftover_name makes, to the letter. */
static bool
parse_name(const char *name, Leftover *leftover)
{
	for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
		size_t length = strlen(prefixes[i]);
		if (strncmp(name, prefixes[i], length) != 0)
			continue;
		const char *mark = name + length;
		if (strspn(mark, "0123456789abcdef") != MARK_DIGITS || mark[MARK_DIGITS] != '-')
			return false;
		const char *pid = mark + MARK_DIGITS + 1;
		size_t digits = strspn(pid, "0123456789");
		if (digits == 0 || digits > 9 || pid[digits])
			return false;
		leftover->kind = (SgLeftKind)i;
		memcpy(leftover->mark, mark, MARK_DIGITS);
		leftover->mark[MARK_DIGITS] = '\0';
		leftover->pid = (pid_t)g_ascii_strtoll(pid, NULL, 10);
		return true;
	}
	return false;
}

static bool
is_locked(int fd)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return false;
	return errno == EWOULDBLOCK;
}

/* Whether the directory is one of ours and nobody writes into it; if not, who does. */
static bool
is_stale(int parent, const char *name, const Leftover *leftover, pid_t *holder)
{
	struct stat info;
	int fd = sg_tree_open(parent, name);
	if (fd < 0)
		return false;
	bool own = fstat(fd, &info) == 0 && info.st_uid == geteuid();
	bool locked = is_locked(fd);
	(void)close(fd);
	if (locked)
		*holder = leftover->pid;
	return own && !locked;
}

/* Adds what may be removed; of directories with the old output only those of this target, since
 * where the others belong is not known here. */
static void
judge(int parent, const char *name, const char *mark, GPtrArray *stale, pid_t *holder)
{
	Leftover leftover;
	pid_t locked_by = 0;
	if (!parse_name(name, &leftover))
		return;
	bool ours = strcmp(leftover.mark, mark) == 0;
	if (leftover.kind == SG_LEFT_OLD && !ours)
		return;
	if (is_stale(parent, name, &leftover, &locked_by))
		g_ptr_array_add(stale, g_strdup(name));
	else if (ours && locked_by)
		*holder = locked_by;
}

/* A killed run may have moved the old output away and not put the new one in its place. */
static void
give_back(int parent, const char *target, GPtrArray *stale)
{
	for (size_t i = stale->len; i-- > 0;) {
		const char *name = g_ptr_array_index(stale, i);
		if (g_str_has_prefix(name, prefixes[SG_LEFT_OLD]) &&
		    sg_tree_rename_new(parent, name, target) == 0)
			g_ptr_array_remove_index(stale, (guint)i);
	}
}

void
sg_leftovers_find(int parent, const char *target, GPtrArray *stale, pid_t *holder)
{
	char mark[MARK_DIGITS + 1];
	int fd = sg_tree_open(parent, ".");
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	*holder = 0;
	if (!dir) {
		if (fd >= 0)
			(void)close(fd);
		return;
	}
	mark_target(target, mark);
	const struct dirent *entry;
	while ((entry = readdir(dir)))
		judge(parent, entry->d_name, mark, stale, holder);
	(void)closedir(dir);
	if (!*holder)
		give_back(parent, target, stale);
}
