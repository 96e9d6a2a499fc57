/* SPDX-License-Identifier: MIT */
#include "model/cache.h"

#include "base/digest.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An entry is a head of fixed size, so that the facts behind it stay aligned, and the facts:
 * "skillgraph-cache 1 LENGTH DIGEST", filled up with blanks and a line end. */
#define HEAD_BYTES      96
#define HEAD_FORMAT     "skillgraph-cache 1 %020" G_GUINT64_FORMAT " %s"
#define MAX_ENTRY_BYTES ((size_t)1 << 30)

#define KEY_DIGITS    64
#define FOLDER_DIGITS 2
/* A temporary file this old belongs to no process that still runs. */
#define STALE_SECONDS 3600

struct SgCache {
	char *dir;
	char *context;
	uint64_t cap;
};

/* One file of the cache. */
typedef struct {
	char *path;
	uint64_t size;
	int64_t used; /* nanoseconds since the epoch */
} Entry;

static bool
make_usable(const char *dir, char **why)
{
	struct stat info;
	if (g_mkdir_with_parents(dir, 0700)) {
		*why = g_strdup_printf("%s: cannot be made: %s", dir, g_strerror(errno));
		return false;
	}
	if (stat(dir, &info) || !S_ISDIR(info.st_mode)) {
		*why = g_strdup_printf("%s: is not a directory", dir);
		return false;
	}
	if (faccessat(AT_FDCWD, dir, R_OK | W_OK | X_OK, AT_EACCESS)) {
		*why = g_strdup_printf("%s: cannot be used: %s", dir, g_strerror(errno));
		return false;
	}
	return true;
}

SgCache *
sg_cache_open(const char *dir, const char *context, char **why)
{
	g_autofree char *path =
	    dir ? g_strdup(dir) : g_build_filename(g_get_user_cache_dir(), "skillgraph", NULL);
	if (!make_usable(path, why))
		return NULL;
	SgCache *cache = g_new0(SgCache, 1);
	cache->dir = g_steal_pointer(&path);
	cache->context = g_strdup(context);
	cache->cap = SG_CACHE_CAP;
	return cache;
}

void
sg_cache_free(SgCache *cache)
{
	if (!cache)
		return;
	g_free(cache->dir);
	g_free(cache->context);
	g_free(cache);
}

void
sg_cache_set_cap(SgCache *cache, uint64_t bytes)
{
	cache->cap = bytes;
}

/* The parts are digested with their NUL bytes, so that they cannot run into each other. */
char *
sg_cache_key(const SgCache *cache, const char *path, const char *digest)
{
	g_autoptr(GByteArray) parts = g_byte_array_new();
	const char *const texts[] = {cache->context, path, digest};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		g_byte_array_append(parts, (const guint8 *)texts[i], (guint)strlen(texts[i]) + 1);
	return sg_digest_strong(parts->data, parts->len);
}

static char *
entry_path(const SgCache *cache, const char *key)
{
	g_assert(strlen(key) == KEY_DIGITS);
	return g_strdup_printf("%s/%.*s/%s", cache->dir, FOLDER_DIGITS, key, key + FOLDER_DIGITS);
}

static void
format_head(char head[HEAD_BYTES + 1], const void *facts, size_t length)
{
	memset(head, ' ', HEAD_BYTES);
	int n = g_snprintf(head, HEAD_BYTES, HEAD_FORMAT, (guint64)length,
			   sg_digest(facts, length).hex);
	g_assert(n > 0 && n < HEAD_BYTES);
	head[n] = ' ';
	head[HEAD_BYTES - 1] = '\n';
	head[HEAD_BYTES] = '\0';
}

/* The head is made again from what follows it: there is nothing to parse. */
static bool
is_sound(const char *bytes, size_t length)
{
	char head[HEAD_BYTES + 1];
	if (length < HEAD_BYTES)
		return false;
	format_head(head, bytes + HEAD_BYTES, length - HEAD_BYTES);
	return memcmp(bytes, head, HEAD_BYTES) == 0;
}

GBytes *
sg_cache_lookup(const SgCache *cache, const char *key)
{
	g_autofree char *path = entry_path(cache, key);
	struct stat info;
	if (lstat(path, &info))
		return NULL;
	g_autoptr(GError) ignored = NULL;
	g_autoptr(GBytes) bytes = sg_file_read(path, MAX_ENTRY_BYTES, &ignored);
	if (!bytes || !is_sound(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes))) {
		(void)unlink(path);
		return NULL;
	}
	/* The time of the last use is what trimming goes by. */
	(void)utimensat(AT_FDCWD, path, NULL, 0);
	return g_bytes_new_from_bytes(bytes, HEAD_BYTES, g_bytes_get_size(bytes) - HEAD_BYTES);
}

/* A cache that cannot be written is as good as none: no reason to end the run. */
void
sg_cache_store(const SgCache *cache, const char *key, GBytes *facts)
{
	size_t length;
	const void *data = g_bytes_get_data(facts, &length);
	if (length > MAX_ENTRY_BYTES - HEAD_BYTES)
		return;
	char head[HEAD_BYTES + 1];
	format_head(head, data, length);
	g_autoptr(GByteArray) entry = g_byte_array_sized_new((guint)(HEAD_BYTES + length));
	g_byte_array_append(entry, (const guint8 *)head, HEAD_BYTES);
	g_byte_array_append(entry, data, (guint)length);
	g_autofree char *path = entry_path(cache, key);
	g_autofree char *folder = g_path_get_dirname(path);
	g_autoptr(GError) ignored = NULL;
	bool stored = g_mkdir_with_parents(folder, 0700) == 0 &&
		      sg_file_replace(path, entry->data, entry->len, &ignored);
	(void)stored;
}

static void
entry_clear(void *data)
{
	Entry *entry = data;
	g_free(entry->path);
}

static int
compare_use(const void *a, const void *b)
{
	const Entry *left = a;
	const Entry *right = b;
	if (left->used != right->used)
		return left->used < right->used ? -1 : 1;
	return strcmp(left->path, right->path);
}

static bool
is_hex(const char *name, size_t digits)
{
	return strspn(name, "0123456789abcdef") == digits;
}

/* Only files that are named as ours are; others in the directory are not touched. */
static void
collect_file(const char *folder, const char *name, int64_t now, GArray *entries)
{
	struct stat info;
	size_t digits = KEY_DIGITS - FOLDER_DIGITS;
	if (!is_hex(name, digits) || (name[digits] && name[digits] != '.'))
		return;
	Entry entry = {.path = g_build_filename(folder, name, NULL)};
	if (lstat(entry.path, &info) || !S_ISREG(info.st_mode)) {
		g_free(entry.path);
		return;
	}
	if (name[digits]) {
		if (now - info.st_mtim.tv_sec > STALE_SECONDS)
			(void)unlink(entry.path);
		g_free(entry.path);
		return;
	}
	entry.size = (uint64_t)info.st_size;
	entry.used = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
	g_array_append_val(entries, entry);
}

static GArray *
collect(const SgCache *cache)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	g_array_set_clear_func(entries, entry_clear);
	int64_t now = g_get_real_time() / G_USEC_PER_SEC;
	for (unsigned i = 0; i < 256; i++) {
		g_autofree char *folder = g_strdup_printf("%s/%02x", cache->dir, i);
		g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
		const char *name;
		while (dir && (name = g_dir_read_name(dir)))
			collect_file(folder, name, now, entries);
	}
	return entries;
}

void
sg_cache_trim(const SgCache *cache)
{
	g_autoptr(GArray) entries = collect(cache);
	uint64_t total = 0;
	for (guint i = 0; i < entries->len; i++)
		total += g_array_index(entries, Entry, i).size;
	g_array_sort(entries, compare_use);
	for (guint i = 0; i < entries->len && total > cache->cap; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);
		(void)unlink(entry->path);
		total -= entry->size;
	}
}
