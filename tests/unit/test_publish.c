/* SPDX-License-Identifier: MIT */
#include "emit/leftovers.h"
#include "emit/output-files.h"
#include "emit/publish.h"
#include "emit/tree.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
	char *dir; /* temporary */
	char *out; /* the target in it */
	GPtrArray *notes;
} Fixture;

/* A file to publish; a row without name ends a list. */
typedef struct {
	const char *name;
	const char *content;
} File;

static const File first_files[] = {
    {"index.html", "home"}, {"concept/a.html", "page of a"}, {"data/graph.json", "{}"}, {0}};
static const File second_files[] = {
    {"index.html", "home"}, {"concept/a.html", "new page of a"}, {"concept/b.html", ""}, {0}};

static void
set_up(Fixture *fixture, const void *unused)
{
	(void)unused;
	fixture->dir = g_dir_make_tmp("sg-publish-XXXXXX", NULL);
	fixture->out = g_build_filename(fixture->dir, "out", NULL);
	fixture->notes = g_ptr_array_new_with_free_func(g_free);
}

static void
tear_down(Fixture *fixture, const void *unused)
{
	(void)unused;
	sg_tree_remove(AT_FDCWD, fixture->dir);
	g_assert_false(g_file_test(fixture->dir, G_FILE_TEST_EXISTS));
	g_ptr_array_unref(fixture->notes);
	g_free(fixture->out);
	g_free(fixture->dir);
}

static char *
in_out(const Fixture *fixture, const char *name)
{
	return g_build_filename(fixture->out, name, NULL);
}

static void
assert_content(const Fixture *fixture, const char *name, const char *content)
{
	g_autofree char *path = in_out(fixture, name);
	g_autofree char *found = NULL;
	bool there = g_file_get_contents(path, &found, NULL, NULL);
	g_assert_cmpstr(there ? found : "(missing)", ==, content ? content : "(missing)");
}

static void
put(const Fixture *fixture, const char *name, const char *content)
{
	g_autofree char *path = in_out(fixture, name);
	g_autofree char *folder = g_path_get_dirname(path);
	g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
	g_assert_true(g_file_set_contents(path, content, -1, NULL));
}

static ino_t
inode(const Fixture *fixture, const char *name)
{
	struct stat info;
	g_autofree char *path = in_out(fixture, name);
	g_assert_cmpint(lstat(path, &info), ==, 0);
	return info.st_ino;
}

/* Nothing of ours lies beside the target. */
static void
assert_tidy(const Fixture *fixture)
{
	g_autoptr(GDir) dir = g_dir_open(fixture->dir, 0, NULL);
	const char *name;
	while ((name = g_dir_read_name(dir)))
		g_assert_false(g_str_has_prefix(name, ".skillgraph-"));
}

static SgPublish *
open_target(const Fixture *fixture)
{
	g_autoptr(GError) error = NULL;
	SgPublish *publish = sg_publish_open(fixture->out, fixture->notes, &error);
	g_assert_no_error(error);
	g_assert_nonnull(publish);
	return publish;
}

static SgOutput *
open_output(const SgPublish *publish)
{
	SgOutputPlace place = {.staging = sg_publish_staging(publish),
			       .old = sg_publish_old(publish),
			       .before = sg_publish_before(publish),
			       .may_reuse = true};
	return sg_output_new(&place);
}

static SgDigest
inputs_of(const char *text)
{
	return sg_digest(text, strlen(text));
}

typedef struct {
	SgManifest *after;
	size_t written;
} Collected;

static void
collect_cb(const SgFileEntry *entry, bool linked, void *data)
{
	Collected *collected = data;
	g_assert_true(sg_manifest_add(collected->after, entry));
	collected->written += !linked;
}

static size_t
collect(const SgOutput *output, SgManifest *after)
{
	Collected collected = {.after = after};
	g_autoptr(GByteArray) list = g_byte_array_new();
	sg_output_list(output, list);
	g_assert_true(sg_output_each(list->data, list->len, collect_cb, &collected));
	return collected.written;
}

static void
write_files(SgOutput *output, const File *files)
{
	g_autoptr(GError) error = NULL;
	for (; files->name; files++) {
		bool done = sg_output_write(output, files->name, inputs_of("in"), files->content,
					    strlen(files->content), &error);
		g_assert_no_error(error);
		g_assert_true(done);
	}
}

/* One whole run; returns how many files were not links to the old ones. */
static size_t
publish_files(const Fixture *fixture, const File *files, bool *changed)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SgPublish) publish = open_target(fixture);
	g_autoptr(SgOutput) output = open_output(publish);
	g_autoptr(SgManifest) after = sg_manifest_new();
	write_files(output, files);
	size_t written = collect(output, after);
	bool done = sg_publish_commit(publish, after, written == 0, changed, &error);
	g_assert_no_error(error);
	g_assert_true(done);
	return written;
}

static void
assert_published(const Fixture *fixture, const File *files)
{
	for (; files->name; files++)
		assert_content(fixture, files->name, files->content);
	g_autofree char *manifest = in_out(fixture, SG_MANIFEST_NAME);
	g_assert_true(g_file_test(manifest, G_FILE_TEST_IS_REGULAR));
	assert_tidy(fixture);
}

static void
new_target(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	g_assert_cmpuint(publish_files(fixture, first_files, &changed), ==, 3);
	g_assert_true(changed);
	assert_published(fixture, first_files);
}

static void
nothing_changed(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	publish_files(fixture, first_files, &changed);
	ino_t before = inode(fixture, ".");
	g_assert_cmpuint(publish_files(fixture, first_files, &changed), ==, 0);
	g_assert_false(changed);
	g_assert_cmpuint(inode(fixture, "."), ==, before);
	assert_published(fixture, first_files);
}

static void
something_changed(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	publish_files(fixture, first_files, &changed);
	ino_t before = inode(fixture, "index.html");
	g_assert_cmpuint(publish_files(fixture, second_files, &changed), ==, 2);
	g_assert_true(changed);
	g_assert_cmpuint(inode(fixture, "index.html"), ==, before);
	assert_published(fixture, second_files);
	assert_content(fixture, "data/graph.json", NULL);
}

static void
tampered_file(Fixture *fixture, const void *unused)
{
	(void)unused;
	static const char *const wrong[] = {"pAge of a", "longer than page of a", ""};
	bool changed;
	publish_files(fixture, first_files, &changed);
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		put(fixture, "concept/a.html", wrong[i]);
		g_assert_cmpuint(publish_files(fixture, first_files, &changed), ==, 1);
		g_assert_true(changed);
		assert_published(fixture, first_files);
	}
	g_autofree char *path = in_out(fixture, "index.html");
	(void)g_unlink(path);
	g_assert_cmpuint(publish_files(fixture, first_files, &changed), ==, 1);
	assert_published(fixture, first_files);
}

static void
user_files_stay(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	put(fixture, ".gitignore", "*\n");
	publish_files(fixture, first_files, &changed);
	assert_content(fixture, ".gitignore", "*\n");
	put(fixture, "CNAME", "docs.example");
	put(fixture, "concept/deep/er/note.txt", "mine");
	publish_files(fixture, second_files, &changed);
	assert_published(fixture, second_files);
	assert_content(fixture, ".gitignore", "*\n");
	assert_content(fixture, "CNAME", "docs.example");
	assert_content(fixture, "concept/deep/er/note.txt", "mine");
}

static void
modes_stay(Fixture *fixture, const void *unused)
{
	(void)unused;
	struct stat info;
	bool changed;
	g_assert_cmpint(g_mkdir(fixture->out, 0777), ==, 0);
	g_assert_cmpint(g_chmod(fixture->out, 0750), ==, 0);
	publish_files(fixture, first_files, &changed);
	g_assert_cmpint(stat(fixture->out, &info), ==, 0);
	g_assert_cmpint(info.st_mode & 07777, ==, 0750);
}

static void
trailing_slash(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	g_autofree char *plain = fixture->out;
	fixture->out = g_strconcat(plain, "//", NULL);
	publish_files(fixture, first_files, &changed);
	assert_published(fixture, first_files);
}

static void
current_directory(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	g_autofree char *before = g_get_current_dir();
	g_autofree char *plain = g_steal_pointer(&fixture->out);
	g_assert_cmpint(g_mkdir(plain, 0777), ==, 0);
	g_assert_cmpint(g_chdir(plain), ==, 0);
	fixture->out = g_strdup(".");
	publish_files(fixture, first_files, &changed);
	g_assert_cmpint(g_chdir(before), ==, 0);
	g_free(fixture->out);
	fixture->out = g_steal_pointer(&plain);
	assert_published(fixture, first_files);
}

static void
assert_refused(const Fixture *fixture, const char *path, const char *reason)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SgPublish) publish = sg_publish_open(path, fixture->notes, &error);
	g_assert_null(publish);
	g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
	if (!strstr(error->message, reason))
		g_error("'%s' does not say '%s'", error->message, reason);
	assert_tidy(fixture);
}

static void
refused_places(Fixture *fixture, const void *unused)
{
	(void)unused;
	put(fixture, "foreign/concept/x.html", "not ours");
	put(fixture, "manifest/" SG_MANIFEST_NAME, "another program's\n");
	put(fixture, "file", "");
	put(fixture, "real/.gitignore", "");
	g_autofree char *link = in_out(fixture, "link");
	g_assert_cmpint(symlink("real", link), ==, 0);
	static const struct {
		const char *path;
		const char *reason;
	} rows[] = {
	    {"foreign", "it holds concept/x.html"}, {"manifest", "is not a manifest"},
	    {"file", "is not a directory"},         {"link", "is a symbolic link"},
	    {"file/x", "cannot open its parent"},   {"missing/x", "cannot open its parent"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = in_out(fixture, rows[i].path);
		assert_refused(fixture, path, rows[i].reason);
	}
	assert_refused(fixture, "", "no name");
	assert_refused(fixture, "/", "as a whole");
	assert_refused(fixture, "/proc", "mount point");
	assert_content(fixture, "foreign/concept/x.html", "not ours");
}

static void
damaged_manifest(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	publish_files(fixture, first_files, &changed);
	put(fixture, SG_MANIFEST_NAME, "skillgraph-manifest 1 0.1.0 3 what\n");
	put(fixture, ".gitignore", "*\n");
	g_assert_cmpuint(publish_files(fixture, second_files, &changed), ==, 3);
	assert_published(fixture, second_files);
	assert_content(fixture, ".gitignore", "*\n");
	assert_content(fixture, "data/graph.json", NULL);
}

static void
one_run_at_a_time(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autofree char *other = g_build_filename(fixture->dir, "other", NULL);
	SgPublish *publish = open_target(fixture);
	g_autoptr(GError) error = NULL;
	g_assert_null(sg_publish_open(fixture->out, fixture->notes, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
	g_autofree char *pid = g_strdup_printf("locked: process %d", (int)getpid());
	g_assert_nonnull(strstr(error->message, pid));
	g_autoptr(SgPublish) beside = sg_publish_open(other, fixture->notes, NULL);
	g_assert_nonnull(beside);
	sg_publish_free(publish);
	publish = open_target(fixture);
	sg_publish_free(publish);
	g_assert_cmpuint(fixture->notes->len, ==, 0);
}

static void
locked_parent(Fixture *fixture, const void *unused)
{
	(void)unused;
	int fd = open(fixture->dir, O_RDONLY | O_DIRECTORY);
	g_assert_cmpint(flock(fd, LOCK_EX), ==, 0);
	assert_refused(fixture, fixture->out, "cannot lock");
	(void)close(fd);
	sg_publish_free(open_target(fixture));
}

static void
given_up(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	publish_files(fixture, first_files, &changed);
	SgPublish *publish = open_target(fixture);
	g_autoptr(SgOutput) output = open_output(publish);
	write_files(output, second_files);
	sg_publish_free(publish);
	assert_published(fixture, first_files);
}

/* The child's end takes its lock along, and nothing else. */
static void
killed_run(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	publish_files(fixture, first_files, &changed);
	pid_t child = fork();
	if (child == 0) {
		SgPublish *publish = open_target(fixture);
		write_files(open_output(publish), second_files);
		raise(SIGKILL);
	}
	(void)waitpid(child, NULL, 0);
	g_autofree char *name = sg_leftover_name(SG_LEFT_STAGING, "out", child);
	g_autofree char *staging = g_build_filename(fixture->dir, name, NULL);
	g_assert_true(g_file_test(staging, G_FILE_TEST_IS_DIR));
	assert_content(fixture, "concept/a.html", "page of a");
	publish_files(fixture, second_files, &changed);
	assert_published(fixture, second_files);
	g_assert_cmpuint(fixture->notes->len, ==, 1);
}

/* A forked worker that ends in the usual way must not clean up for its parent. */
static void
worker_leaves_staging(Fixture *fixture, const void *unused)
{
	(void)unused;
	SgPublish *publish = open_target(fixture);
	pid_t child = fork();
	if (child == 0) {
		sg_publish_free(publish);
		_exit(0);
	}
	(void)waitpid(child, NULL, 0);
	g_autofree char *name = sg_leftover_name(SG_LEFT_STAGING, "out", getpid());
	g_autofree char *staging = g_build_filename(fixture->dir, name, NULL);
	g_assert_true(g_file_test(staging, G_FILE_TEST_IS_DIR));
	sg_publish_free(publish);
	assert_tidy(fixture);
}

static void
old_is_given_back(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	publish_files(fixture, first_files, &changed);
	g_autofree char *name = sg_leftover_name(SG_LEFT_OLD, "out", 1);
	g_autofree char *aside = g_build_filename(fixture->dir, name, NULL);
	g_assert_cmpint(g_rename(fixture->out, aside), ==, 0);
	sg_publish_free(open_target(fixture));
	assert_published(fixture, first_files);
}

static void
old_is_removed(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	g_autofree char *name = sg_leftover_name(SG_LEFT_OLD, "out", 1);
	g_autofree char *aside = g_build_filename(fixture->dir, name, NULL);
	publish_files(fixture, first_files, &changed);
	g_assert_cmpint(g_rename(fixture->out, aside), ==, 0);
	g_assert_cmpint(g_mkdir(fixture->out, 0777), ==, 0);
	publish_files(fixture, second_files, &changed);
	assert_published(fixture, second_files);
	assert_content(fixture, "data/graph.json", NULL);
}

static void
like_names_are_spared(Fixture *fixture, const void *unused)
{
	(void)unused;
	static const char *const names[] = {".skillgraph-staging-",
					    ".skillgraph-staging-12",
					    ".skillgraph-staging-0011223-5",
					    ".skillgraph-staging-00112233-5x",
					    ".skillgraph-staging-0011223X-5",
					    ".skillgraph-staging-00112233-9999999999",
					    ".skillgraph-staging-00112233-5~",
					    ".skillgraph-old-00112233-5",
					    ".skillgraph"};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(fixture->dir, names[i], "x", NULL);
		g_assert_cmpint(g_mkdir_with_parents(path, 0777), ==, 0);
	}
	sg_publish_free(open_target(fixture));
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(fixture->dir, names[i], "x", NULL);
		g_assert_true(g_file_test(path, G_FILE_TEST_IS_DIR));
	}
	g_assert_cmpuint(fixture->notes->len, ==, 0);
}

static void
replaced_target(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autoptr(GError) error = NULL;
	bool changed;
	publish_files(fixture, first_files, &changed);
	SgPublish *publish = open_target(fixture);
	g_autoptr(SgOutput) output = open_output(publish);
	g_autoptr(SgManifest) after = sg_manifest_new();
	write_files(output, second_files);
	size_t written = collect(output, after);
	g_autofree char *moved = g_build_filename(fixture->dir, "moved", NULL);
	g_assert_cmpint(g_rename(fixture->out, moved), ==, 0);
	put(fixture, "precious.txt", "theirs");
	g_assert_false(sg_publish_commit(publish, after, written == 0, &changed, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_OUTPUT);
	sg_publish_free(publish);
	assert_content(fixture, "precious.txt", "theirs");
	assert_tidy(fixture);
}

static void
reuse_needs_same_inputs(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	publish_files(fixture, first_files, &changed);
	put(fixture, "data/graph.json", "[]");
	g_autoptr(SgPublish) publish = open_target(fixture);
	g_autoptr(SgOutput) output = open_output(publish);
	g_assert_true(sg_output_reuse(output, "index.html", inputs_of("in")));
	g_assert_false(sg_output_reuse(output, "concept/a.html", inputs_of("other")));
	g_assert_false(sg_output_reuse(output, "concept/b.html", inputs_of("in")));
	g_assert_false(sg_output_reuse(output, "data/graph.json", inputs_of("in")));
	g_autoptr(SgManifest) after = sg_manifest_new();
	g_assert_cmpuint(collect(output, after), ==, 0);
	g_assert_cmpuint(sg_manifest_count(after), ==, 1);
	g_autoptr(GBytes) bytes = sg_output_read(output, "index.html");
	g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "home", 4);
	g_assert_null(sg_output_read(output, "concept/a.html"));
}

/* In pieces of many sizes, a file is the same as at once, and the same again is a link. */
static void
stream_equals_write(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	for (unsigned i = 0; i < 200000; i++)
		g_string_append_printf(text, "%u,", i);
	const File whole[] = {{"data/nodes.csv", text->str}, {"data/empty.csv", ""}, {0}};
	bool changed;
	publish_files(fixture, whole, &changed);
	g_autoptr(SgPublish) publish = open_target(fixture);
	g_autoptr(SgOutput) output = open_output(publish);
	SgOutputStream *stream = sg_output_open(output, "data/nodes.csv", inputs_of("in"), &error);
	g_assert_no_error(error);
	for (size_t at = 0, step = 1; at < text->len; at += step, step = step * 3 % 700001)
		sg_output_append(stream, text->str + at, MIN(step, text->len - at));
	g_assert_true(sg_output_close(stream, &error));
	stream = sg_output_open(output, "data/empty.csv", inputs_of("in"), &error);
	g_assert_true(sg_output_close(stream, &error));
	g_autoptr(SgManifest) after = sg_manifest_new();
	g_assert_cmpuint(collect(output, after), ==, 0);
	g_assert_true(sg_publish_commit(publish, after, true, &changed, &error));
	g_assert_false(changed);
}

/* A worker that was killed leaves a part of a file; the job is done again. */
static void
half_a_file(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autoptr(SgPublish) publish = open_target(fixture);
	g_autoptr(SgOutput) output = open_output(publish);
	int fd = openat(sg_publish_staging(publish), "index.html", O_WRONLY | O_CREAT, 0666);
	g_assert_cmpint(sg_tree_write_all(fd, "much more than home", 19), ==, 0);
	(void)close(fd);
	write_files(output, first_files);
	g_autoptr(GBytes) bytes = sg_output_read(output, "index.html");
	g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "home", 4);
}

static bool
count_cb(int root, const char *name, void *data)
{
	(void)root;
	(void)name;
	(*(unsigned *)data)++;
	return true;
}

/* A job whose result was lost is done again: what it linked is there already. */
static void
linked_twice(Fixture *fixture, const void *unused)
{
	(void)unused;
	bool changed;
	unsigned count = 0;
	int failed;
	publish_files(fixture, first_files, &changed);
	g_autoptr(SgPublish) publish = open_target(fixture);
	g_autoptr(SgOutput) output = open_output(publish);
	write_files(output, first_files);
	sg_output_begin(output);
	write_files(output, first_files);
	g_autoptr(SgManifest) after = sg_manifest_new();
	g_assert_cmpuint(collect(output, after), ==, 0);
	g_assert_true(sg_tree_walk(sg_publish_staging(publish), count_cb, &count, &failed));
	g_assert_cmpuint(count, ==, sg_manifest_count(after));
}

/* What the phase at work has written may be half a file: it is not there yet. */
static void
only_earlier_phases_are_read(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autoptr(SgPublish) publish = open_target(fixture);
	g_autoptr(SgManifest) earlier = sg_manifest_new();
	SgOutputPlace place = {.staging = sg_publish_staging(publish),
			       .old = -1,
			       .before = sg_publish_before(publish),
			       .earlier = earlier};
	g_autoptr(SgOutput) output = sg_output_new(&place);
	write_files(output, first_files);
	uint64_t size;
	g_assert_null(sg_output_read(output, "index.html"));
	g_assert_false(sg_output_measure(output, "index.html", &size));
	collect(output, earlier);
	g_autoptr(GBytes) bytes = sg_output_read(output, "index.html");
	g_assert_nonnull(bytes);
	g_assert_true(sg_output_measure(output, "index.html", &size));
	g_assert_cmpuint(size, ==, g_bytes_get_size(bytes));
	g_assert_false(sg_output_measure(output, "data", &size));
}

static void
deep_trees_are_removed(Fixture *fixture, const void *unused)
{
	(void)unused;
	g_autoptr(GString) path = g_string_new(fixture->out);
	for (unsigned i = 0; i < 200; i++)
		g_string_append(path, "/directory");
	g_assert_cmpint(g_mkdir_with_parents(path->str, 0777), ==, 0);
	g_autofree char *link = in_out(fixture, "directory/link");
	g_autofree char *kept = g_build_filename(fixture->dir, "kept", NULL);
	g_assert_true(g_file_set_contents(kept, "x", 1, NULL));
	g_assert_cmpint(symlink("../..", link), ==, 0);
	sg_tree_remove(AT_FDCWD, fixture->out);
	g_assert_false(g_file_test(fixture->out, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(kept, G_FILE_TEST_EXISTS));
}

#define TEST(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/publish/a-new-target-is-made", new_target);
	TEST("/publish/nothing-changed-touches-nothing", nothing_changed);
	TEST("/publish/a-change-links-what-stayed", something_changed);
	TEST("/publish/a-tampered-file-is-written-again", tampered_file);
	TEST("/publish/files-of-the-user-stay", user_files_stay);
	TEST("/publish/the-mode-of-the-target-stays", modes_stay);
	TEST("/publish/slashes-at-the-end-do-not-matter", trailing_slash);
	TEST("/publish/the-current-directory-may-be-the-target", current_directory);
	TEST("/publish/places-that-are-refused", refused_places);
	TEST("/publish/a-damaged-manifest-ends-reuse", damaged_manifest);
	TEST("/publish/one-run-at-a-time-for-a-target", one_run_at_a_time);
	TEST("/publish/a-locked-parent-is-refused", locked_parent);
	TEST("/publish/a-run-given-up-leaves-the-old", given_up);
	TEST("/publish/a-killed-run-is-cleared-away", killed_run);
	TEST("/publish/a-worker-cleans-nothing-up", worker_leaves_staging);
	TEST("/publish/an-old-output-left-aside-is-given-back", old_is_given_back);
	TEST("/publish/an-old-output-left-aside-is-removed", old_is_removed);
	TEST("/publish/names-like-ours-are-spared", like_names_are_spared);
	TEST("/publish/a-target-replaced-meanwhile-is-spared", replaced_target);
	TEST("/output/reuse-needs-the-same-inputs-and-bytes", reuse_needs_same_inputs);
	TEST("/output/a-stream-equals-a-write", stream_equals_write);
	TEST("/output/half-a-file-is-written-again", half_a_file);
	TEST("/output/a-job-done-again-leaves-nothing-beside", linked_twice);
	TEST("/output/only-earlier-phases-are-read", only_earlier_phases_are_read);
	TEST("/tree/deep-trees-are-removed-links-not-followed", deep_trees_are_removed);
	return g_test_run();
}
