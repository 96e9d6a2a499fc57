/* SPDX-License-Identifier: MIT */
#include "model/cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
	char *dir; /* temporary; the cache is in it */
	SgCache *cache;
} Fixture;

static void
set_up(Fixture *fixture, const void *unused)
{
	(void)unused;
	char *why = NULL;
	fixture->dir = g_dir_make_tmp("sg-cache-XXXXXX", NULL);
	g_autofree char *dir = g_build_filename(fixture->dir, "a", "cache", NULL);
	fixture->cache = sg_cache_open(dir, "context", &why);
	g_assert_nonnull(fixture->cache);
	g_assert_null(why);
}

/* Three levels deep, and made here. */
static void
remove_tree(const char *path) /* NOLINT(misc-no-recursion) */
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *child = g_build_filename(path, name, NULL);
		if (g_file_test(child, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
			remove_tree(child);
		else
			(void)g_unlink(child);
	}
	(void)g_rmdir(path);
}

static void
tear_down(Fixture *fixture, const void *unused)
{
	(void)unused;
	sg_cache_free(fixture->cache);
	remove_tree(fixture->dir);
	g_free(fixture->dir);
}

static char *
path_of(const Fixture *fixture, const char *key)
{
	return g_strdup_printf("%s/a/cache/%.2s/%s", fixture->dir, key, key + 2);
}

static char *
store(const Fixture *fixture, const char *path, const char *facts)
{
	char *key = sg_cache_key(fixture->cache, path, path);
	g_autoptr(GBytes) bytes = g_bytes_new(facts, strlen(facts));
	sg_cache_store(fixture->cache, key, bytes);
	return key;
}

static void
assert_holds(const Fixture *fixture, const char *key, const char *facts)
{
	g_autoptr(GBytes) found = sg_cache_lookup(fixture->cache, key);
	g_assert_nonnull(found);
	g_assert_cmpmem(g_bytes_get_data(found, NULL), g_bytes_get_size(found), facts,
			strlen(facts));
}

static void
stored_is_found(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *one = store(fixture, "one.md", "facts of one");
	g_autofree char *empty = store(fixture, "empty.md", "");
	assert_holds(fixture, one, "facts of one");
	assert_holds(fixture, empty, "");
	g_autofree char *again = store(fixture, "one.md", "other facts");
	g_assert_cmpstr(one, ==, again);
	assert_holds(fixture, one, "other facts");
}

static void
facts_are_aligned(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *key = store(fixture, "one.md", "facts");
	g_autoptr(GBytes) found = sg_cache_lookup(fixture->cache, key);
	g_assert_cmpuint((uintptr_t)g_bytes_get_data(found, NULL) % 8, ==, 0);
}

static void
keys_differ(Fixture *fixture, const void *unused)
{
	(void)unused;
	char *why = NULL;
	g_autofree char *dir = g_build_filename(fixture->dir, "a", "cache", NULL);
	g_autoptr(SgCache) other = sg_cache_open(dir, "other context", &why);
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const SgCache *const caches[] = {fixture->cache, other};
	const char *const paths[] = {"a.md", "b.md"};
	const char *const digests[] = {"x", "y"};
	for (size_t i = 0; i < 8; i++)
		g_hash_table_add(
		    keys, sg_cache_key(caches[i & 1], paths[i >> 1 & 1], digests[i >> 2 & 1]));
	g_assert_cmpuint(g_hash_table_size(keys), ==, 8);
}

static void
missing_is_missing(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *key = sg_cache_key(fixture->cache, "one.md", "");
	g_assert_null(sg_cache_lookup(fixture->cache, key));
}

/* Any byte turned over, or any part cut off: treated as missing, and removed. */
static void
damage_is_missing(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *key = store(fixture, "one.md", "facts of one");
	g_autofree char *path = path_of(fixture, key);
	g_autofree char *sound = NULL;
	size_t length;
	g_assert_true(g_file_get_contents(path, &sound, &length, NULL));
	g_assert_cmpuint(length, >, 0);
	for (size_t i = 0; i < 2 * length; i++) {
		g_autofree char *damaged = g_memdup2(sound, length);
		damaged[i % length] ^= 1;
		size_t kept = i < length ? length : i - length;
		g_assert_true(
		    g_file_set_contents(path, i < length ? damaged : sound, (gssize)kept, NULL));
		g_assert_null(sg_cache_lookup(fixture->cache, key));
		g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	}
	g_autofree char *longer = g_strconcat(sound, "x", NULL);
	g_assert_true(g_file_set_contents(path, longer, -1, NULL));
	g_assert_null(sg_cache_lookup(fixture->cache, key));
}

static void
strange_entries_are_missing(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *key = store(fixture, "one.md", "facts");
	g_autofree char *path = path_of(fixture, key);
	(void)g_unlink(path);
	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
	g_assert_null(sg_cache_lookup(fixture->cache, key));
	g_assert_cmpint(symlink("/nowhere", path), ==, 0);
	g_assert_null(sg_cache_lookup(fixture->cache, key));
	g_free(store(fixture, "one.md", "facts"));
	assert_holds(fixture, key, "facts");
}

static void
only_the_owner_reads(Fixture *fixture, const void *unused)
{
	(void)unused;
	struct stat info;
	g_autofree char *dir = g_build_filename(fixture->dir, "a", "cache", NULL);
	g_assert_cmpint(stat(dir, &info), ==, 0);
	g_assert_cmpint(info.st_mode & 0777, ==, 0700);
}

static void
set_age(const Fixture *fixture, const char *key, int seconds)
{
	g_autofree char *path = path_of(fixture, key);
	struct timespec then = {.tv_sec = g_get_real_time() / G_USEC_PER_SEC - seconds};
	const struct timespec times[] = {then, then};
	g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static bool
is_there(const Fixture *fixture, const char *key)
{
	g_autofree char *path = path_of(fixture, key);
	return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void
the_oldest_goes_first(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *facts = g_strnfill(904, 'x'); /* with its head: 1000 bytes */
	g_autofree char *old = store(fixture, "old.md", facts);
	g_autofree char *older = store(fixture, "older.md", facts);
	g_autofree char *fresh = store(fixture, "fresh.md", facts);
	set_age(fixture, old, 1000);
	set_age(fixture, older, 2000);
	sg_cache_trim(fixture->cache);
	g_assert_true(is_there(fixture, older));
	sg_cache_set_cap(fixture->cache, 2000);
	sg_cache_trim(fixture->cache);
	g_assert_false(is_there(fixture, older));
	g_assert_true(is_there(fixture, old) && is_there(fixture, fresh));
	sg_cache_set_cap(fixture->cache, 1999);
	sg_cache_trim(fixture->cache);
	g_assert_false(is_there(fixture, old));
	g_assert_true(is_there(fixture, fresh));
}

static void
use_keeps(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *facts = g_strnfill(904, 'x');
	g_autofree char *used = store(fixture, "used.md", facts);
	g_autofree char *idle = store(fixture, "idle.md", facts);
	set_age(fixture, used, 2000);
	set_age(fixture, idle, 1000);
	assert_holds(fixture, used, facts);
	sg_cache_set_cap(fixture->cache, 1000);
	sg_cache_trim(fixture->cache);
	g_assert_true(is_there(fixture, used));
	g_assert_false(is_there(fixture, idle));
}

static void
trim_spares_foreign_files(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *key = store(fixture, "one.md", "facts");
	g_autofree char *path = path_of(fixture, key);
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *note = g_build_filename(folder, "note.txt", NULL);
	g_autofree char *stale = g_strconcat(path, ".AbCdEf", NULL);
	g_autofree char *live = g_strconcat(path, ".GhIjKl", NULL);
	g_assert_true(g_file_set_contents(note, "mine", -1, NULL));
	g_assert_true(g_file_set_contents(stale, "half", -1, NULL));
	g_assert_true(g_file_set_contents(live, "half", -1, NULL));
	const struct timespec times[] = {{.tv_sec = 1}, {.tv_sec = 1}};
	g_assert_cmpint(utimensat(AT_FDCWD, stale, times, 0), ==, 0);
	sg_cache_set_cap(fixture->cache, 0);
	sg_cache_trim(fixture->cache);
	g_assert_true(g_file_test(note, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(live, G_FILE_TEST_EXISTS));
	g_assert_false(g_file_test(stale, G_FILE_TEST_EXISTS));
	g_assert_false(is_there(fixture, key));
}

/* Writers, readers and a trimmer at once: whoever finds an entry finds it whole. */
static void
many_processes(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *facts = g_strnfill(50000, 'x');
	for (unsigned i = 0; i < 4; i++) {
		if (fork() != 0)
			continue;
		for (unsigned n = 0; n < 200; n++) {
			g_autofree char *key = store(fixture, "one.md", facts);
			g_autoptr(GBytes) found = sg_cache_lookup(fixture->cache, key);
			if (found && g_bytes_get_size(found) != 50000)
				abort();
			if (i == 0)
				sg_cache_trim(fixture->cache);
		}
		_exit(0);
	}
	int status;
	while (wait(&status) > 0)
		g_assert_false(WIFSIGNALED(status));
}

static void
unusable_places(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *file = g_build_filename(fixture->dir, "file", NULL);
	g_autofree char *below = g_build_filename(file, "cache", NULL);
	g_assert_true(g_file_set_contents(file, "", 0, NULL));
	const char *const places[] = {file, below, "/proc/skillgraph"};
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *why = NULL;
		g_assert_null(sg_cache_open(places[i], "context", &why));
		g_assert_nonnull(why);
		g_assert_true(g_str_has_prefix(why, places[i]));
	}
}

#define TEST(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/cache/what-is-stored-is-found", stored_is_found);
	TEST("/cache/facts-are-aligned", facts_are_aligned);
	TEST("/cache/context-path-and-content-make-the-key", keys_differ);
	TEST("/cache/what-was-not-stored-is-missing", missing_is_missing);
	TEST("/cache/damaged-entries-are-missing", damage_is_missing);
	TEST("/cache/strange-entries-are-missing", strange_entries_are_missing);
	TEST("/cache/only-the-owner-may-look-in", only_the_owner_reads);
	TEST("/cache/the-oldest-entry-goes-first", the_oldest_goes_first);
	TEST("/cache/use-keeps-an-entry", use_keeps);
	TEST("/cache/trimming-spares-foreign-files", trim_spares_foreign_files);
	TEST("/cache/many-processes-at-once", many_processes);
	TEST("/cache/unusable-places-are-named", unusable_places);
	return g_test_run();
}
