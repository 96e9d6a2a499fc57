/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A library to preload: makes the n-th call of a sort fail, or kills the program at it. Calls are
 * counted over the program and all the processes that it forks. See usage below. */
static const char usage[] __attribute__((used)) =
    "FAULT_CALLS    names, separated by commas: open read write close fsync rename exchange\n"
    "               link mkdir unlink mmap fork\n"
    "FAULT_AT       number of the call to fail, from 1; 0: none\n"
    "FAULT_ERRNO    number to fail with; kill: SIGKILL for the whole program; die: SIGKILL for\n"
    "               a worker, nothing in the program itself\n"
    "FAULT_LASTS    if set, all later calls fail too\n"
    "FAULT_BELOW    opened, read, written and closed files count if their path holds this\n"
    "FAULT_COUNT    file that the number of calls is written to at the end\n"
    "FAULT_PLAIN_FS if set, two directories cannot be exchanged\n"
    "FAULT_REVERSE  if set, directories are read backwards\n";

typedef struct {
	atomic_long calls;
	pid_t program;
} Shared;

typedef enum {
	CALL_OPEN,
	CALL_READ,
	CALL_WRITE,
	CALL_CLOSE,
	CALL_FSYNC,
	CALL_RENAME,
	CALL_EXCHANGE,
	CALL_LINK,
	CALL_MKDIR,
	CALL_UNLINK,
	CALL_MMAP,
	CALL_FORK,
	N_CALLS
} Call;

static const char *const names[N_CALLS] = {
    [CALL_OPEN] = "open",         [CALL_READ] = "read",   [CALL_WRITE] = "write",
    [CALL_CLOSE] = "close",       [CALL_FSYNC] = "fsync", [CALL_RENAME] = "rename",
    [CALL_EXCHANGE] = "exchange", [CALL_LINK] = "link",   [CALL_MKDIR] = "mkdir",
    [CALL_UNLINK] = "unlink",     [CALL_MMAP] = "mmap",   [CALL_FORK] = "fork",
};

static Shared *shared;
static bool watched[N_CALLS];
static long fault_at;
static int fault_errno;
static bool fault_kills;
static bool fault_dies;
static bool plain_fs;
static bool reverse;
static bool fault_lasts;
static const char *fault_below;

#define REAL(name)                     \
	static __typeof__(name) *real; \
	if (!real)                     \
	real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static bool
holds_word(const char *list, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = list; at && *at; at = strchr(at, ',')) {
		at += *at == ',';
		if (strncmp(at, word, length) == 0 && (at[length] == ',' || !at[length]))
			return true;
	}
	return false;
}

__attribute__((constructor)) static void
begin(void)
{
	const char *calls = getenv("FAULT_CALLS");
	const char *at = getenv("FAULT_AT");
	const char *number = getenv("FAULT_ERRNO");
	plain_fs = getenv("FAULT_PLAIN_FS") != NULL;
	reverse = getenv("FAULT_REVERSE") != NULL;
	if (!calls)
		return;
	for (int call = 0; call < N_CALLS; call++)
		watched[call] = holds_word(calls, names[call]);
	fault_at = at ? strtol(at, NULL, 10) : 0;
	fault_kills = number && strcmp(number, "kill") == 0;
	fault_dies = number && strcmp(number, "die") == 0;
	fault_errno = number ? (int)strtol(number, NULL, 10) : EIO;
	fault_lasts = getenv("FAULT_LASTS") != NULL;
	fault_below = getenv("FAULT_BELOW");
	void *map =
	    mmap(NULL, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (map == MAP_FAILED)
		abort();
	((Shared *)map)->program = getpid();
	shared = map;
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("FAULT_COUNT");
	if (!shared || !path || shared->program != getpid())
		return;
	FILE *file = fopen(path, "w");
	if (!file)
		return;
	fprintf(file, "%ld\n", (long)shared->calls);
	fclose(file);
}

/* Whether this call is to fail; errno is set then. */
static bool
fails(Call call)
{
	if (!shared || !watched[call])
		return false;
	if (fault_dies && getpid() == shared->program)
		return false;
	long n = atomic_fetch_add(&shared->calls, 1) + 1;
	if (!fault_at || n < fault_at || (n > fault_at && !fault_lasts))
		return false;
	if (fault_kills)
		kill(shared->program, SIGKILL);
	if (fault_kills || fault_dies)
		raise(SIGKILL);
	errno = fault_errno;
	return true;
}

/* Whether a path, or the file behind a descriptor, is among those that count. */
static bool
counts(const char *path)
{
	return !fault_below || (path && strstr(path, fault_below));
}

static bool
fd_counts(int fd)
{
	char link[64];
	char path[4096];
	if (!fault_below || !shared)
		return true;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof(path) - 1);
	path[n < 0 ? 0 : n] = '\0';
	return counts(path);
}

static mode_t
mode_of(int flags, va_list args)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

#define OPEN(name)                                                                      \
	int name(const char *path, int flags, ...)                                      \
	{                                                                               \
		REAL(name);                                                             \
		va_list args;                                                           \
		va_start(args, flags);                                                  \
		mode_t mode = mode_of(flags, args);                                     \
		va_end(args);                                                           \
		return counts(path) && fails(CALL_OPEN) ? -1 : real(path, flags, mode); \
	}
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                    \
	int name(int dir, const char *path, int flags, ...)                             \
	{                                                                               \
		REAL(name);                                                             \
		va_list args;                                                           \
		va_start(args, flags);                                                  \
		mode_t mode = mode_of(flags, args);                                     \
		va_end(args);                                                           \
		bool counted = counts(path) || fd_counts(dir);                          \
		return counted && fails(CALL_OPEN) ? -1 : real(dir, path, flags, mode); \
	}
OPENAT(openat)
OPENAT(openat64)

ssize_t
read(int fd, void *buffer, size_t length)
{
	REAL(read);
	return fd_counts(fd) && fails(CALL_READ) ? -1 : real(fd, buffer, length);
}

ssize_t
write(int fd, const void *buffer, size_t length)
{
	REAL(write);
	return fd_counts(fd) && fails(CALL_WRITE) ? -1 : real(fd, buffer, length);
}

/* The descriptor is gone after a failed close too. */
int
close(int fd)
{
	REAL(close);
	bool failed = fd_counts(fd) && fails(CALL_CLOSE);
	int saved = errno;
	int result = real(fd);
	if (!failed)
		return result;
	errno = saved;
	return -1;
}

int
fsync(int fd)
{
	REAL(fsync);
	return fails(CALL_FSYNC) ? -1 : real(fd);
}

int
syncfs(int fd)
{
	REAL(syncfs);
	return fails(CALL_FSYNC) ? -1 : real(fd);
}

int
rename(const char *from, const char *to)
{
	REAL(rename);
	return counts(to) && fails(CALL_RENAME) ? -1 : real(from, to);
}

int
renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	REAL(renameat);
	return fails(CALL_RENAME) ? -1 : real(from_dir, from, to_dir, to);
}

int
renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	REAL(renameat2);
	if ((flags & RENAME_EXCHANGE) && plain_fs) {
		errno = EINVAL;
		return -1;
	}
	if ((flags & RENAME_EXCHANGE) && fails(CALL_EXCHANGE))
		return -1;
	return fails(CALL_RENAME) ? -1 : real(from_dir, from, to_dir, to, flags);
}

int
linkat(int from_dir, const char *from, int to_dir, const char *to, int flags)
{
	REAL(linkat);
	return fails(CALL_LINK) ? -1 : real(from_dir, from, to_dir, to, flags);
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	REAL(mkdirat);
	return fails(CALL_MKDIR) ? -1 : real(dir, path, mode);
}

int
unlinkat(int dir, const char *path, int flags)
{
	REAL(unlinkat);
	return fails(CALL_UNLINK) ? -1 : real(dir, path, flags);
}

#define MMAP(name, offset_type)                                                                \
	void *name(void *at, size_t length, int access, int flags, int fd, offset_type offset) \
	{                                                                                      \
		REAL(name);                                                                    \
		if (fails(CALL_MMAP))                                                          \
			return MAP_FAILED;                                                     \
		return real(at, length, access, flags, fd, offset);                            \
	}
MMAP(mmap, off_t)
MMAP(mmap64, off64_t)

pid_t
fork(void)
{
	REAL(fork);
	return fails(CALL_FORK) ? -1 : real();
}

/* A directory that is read backwards: all its entries, and how many are left. */
typedef struct {
	DIR *dir;
	struct dirent64 *entries;
	size_t left;
} Backwards;

static Backwards open_dirs[64];

static Backwards *
find_dir(DIR *dir)
{
	for (size_t i = 0; i < sizeof(open_dirs) / sizeof(*open_dirs); i++)
		if (open_dirs[i].dir == dir)
			return &open_dirs[i];
	return NULL;
}

static Backwards *
read_whole(DIR *dir, struct dirent64 *(*real)(DIR *))
{
	Backwards *backwards = find_dir(NULL);
	if (!backwards)
		abort();
	*backwards = (Backwards){.dir = dir};
	const struct dirent64 *entry;
	while ((entry = real(dir))) {
		size_t size = (backwards->left + 1) * sizeof(*entry);
		backwards->entries = realloc(backwards->entries, size);
		memcpy(&backwards->entries[backwards->left++], entry, entry->d_reclen);
	}
	return backwards;
}

struct dirent64 *
readdir64(DIR *dir)
{
	REAL(readdir64);
	if (!reverse)
		return real(dir);
	Backwards *backwards = find_dir(dir);
	if (!backwards)
		backwards = read_whole(dir, real);
	return backwards->left ? &backwards->entries[--backwards->left] : NULL;
}

/* On this machine the two records are one; the build would fail where they differ. */
_Static_assert(sizeof(struct dirent) == sizeof(struct dirent64), "64-bit systems only");

struct dirent *
readdir(DIR *dir)
{
	return (struct dirent *)readdir64(dir);
}

int
closedir(DIR *dir)
{
	REAL(closedir);
	Backwards *backwards = reverse ? find_dir(dir) : NULL;
	if (backwards) {
		free(backwards->entries);
		*backwards = (Backwards){0};
	}
	return real(dir);
}
