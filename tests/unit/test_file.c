/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *scratch; /* a directory of this run */

static char *
path_of(const char *name)
{
	return g_build_filename(scratch, name, NULL);
}

static unsigned
count_entries(void)
{
	unsigned count = 0;
	g_autoptr(GDir) dir = g_dir_open(scratch, 0, NULL);
	while (g_dir_read_name(dir))
		count++;
	return count;
}

static void
test_replace_and_read(void)
{
	g_autofree char *path = path_of("round");
	static const char *const TEXTS[] = {"first, longer", "second", ""};
	for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_true(sg_file_replace(path, TEXTS[i], strlen(TEXTS[i]), &error));
		g_assert_no_error(error);
		g_autoptr(GBytes) bytes = sg_file_read(path, 100, &error);
		g_assert_no_error(error);
		g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), TEXTS[i],
				strlen(TEXTS[i]));
	}
	g_assert_cmpuint(count_entries(), ==, 1);
	g_remove(path);
}

static void
test_read_refuses(void)
{
	g_autofree char *fifo = path_of("fifo");
	g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
	g_autofree char *large = path_of("large");
	g_assert_true(g_file_set_contents(large, "12345", 5, NULL));
	g_autofree char *missing = path_of("missing");
	const struct {
		const char *path, *reason;
	} CASES[] = {
	    {fifo, "not a regular file"},
	    {scratch, "not a regular file"},
	    {large, "file too large"},
	    {missing, "cannot open"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(sg_file_read(CASES[i].path, 4, &error));
		g_assert_error(error, SG_ERROR, SG_ERROR_IO);
		g_assert_true(g_str_has_prefix(error->message, CASES[i].path));
		g_assert_nonnull(strstr(error->message, CASES[i].reason));
	}
	g_remove(fifo);
	g_remove(large);
}

static void
test_failed_replace_leaves_nothing(void)
{
	g_autofree char *path = path_of("no/such/dir");
	g_autoptr(GError) error = NULL;
	g_assert_false(sg_file_replace(path, "x", 1, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_IO);
	g_assert_cmpuint(count_entries(), ==, 0);
}

static void
test_devices_are_written_to(void)
{
	g_autoptr(GError) error = NULL;
	g_assert_true(sg_file_replace("/dev/null", "x", 1, &error));
	g_assert_no_error(error);
	struct stat status;
	g_assert_cmpint(stat("/dev/null", &status), ==, 0);
	g_assert_true(S_ISCHR(status.st_mode));
	g_assert_false(sg_file_replace("/dev/full", "x", 1, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_IO);
}

/* What a copy of this program at place finds; it prints the answer of sg_file_find_data. */
static char *
find_from(const char *place, const char *name)
{
	g_autofree char *program = path_of(place);
	g_autofree char *dir = g_path_get_dirname(program);
	g_assert_cmpint(g_mkdir_with_parents(dir, 0700), ==, 0);
	g_autofree char *self = NULL;
	size_t length = 0;
	g_assert_true(g_file_get_contents("/proc/self/exe", &self, &length, NULL));
	g_assert_true(g_file_set_contents_full(program, self, (gssize)length,
					       G_FILE_SET_CONTENTS_NONE, 0700, NULL));
	char *const argv[] = {program, (char *)"--find", (char *)name, NULL};
	char *answer = NULL;
	int status = 1;
	g_assert_true(
	    g_spawn_sync(NULL, (char **)argv, NULL, 0, NULL, NULL, &answer, NULL, &status, NULL));
	g_assert_cmpint(status, ==, 0);
	g_assert_cmpint(g_remove(program), ==, 0);
	return answer;
}

static void
test_data_is_found(void)
{
	static const struct {
		const char *program, *name, *data;
	} CASES[] = {
	    {"usr/bin/skillgraph", "theme", "usr/share/skillgraph/theme"},
	    {"usr/bin/skillgraph", "vocabulary", "usr/share/skillgraph/vocabulary"},
	    {"tree/build/release/skillgraph", "vocabulary", "tree/pipeline/vocabulary"},
	    {"tree/build/release/skillgraph", "theme", "tree/theme"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *data = path_of(CASES[i].data);
		g_assert_cmpint(g_mkdir_with_parents(data, 0700), ==, 0);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *found = find_from(CASES[i].program, CASES[i].name);
		g_autofree char *data = path_of(CASES[i].data);
		g_assert_cmpstr(found, ==, data);
	}
	g_autofree char *nothing = find_from("alone/skillgraph", "theme");
	g_assert_cmpstr(nothing, ==, "");
}

static void
remove_tree(const char *path)
{
	char *const argv[] = {(char *)"rm", (char *)"-rf", (char *)path, NULL};
	g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
				   NULL, NULL, NULL));
}

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--find") == 0) {
		g_autofree char *found = sg_file_find_data(argv[2]);
		g_print("%s", found ? found : "");
		return 0;
	}
	g_test_init(&argc, &argv, NULL);
	scratch = g_dir_make_tmp("sg-file-XXXXXX", NULL);
	g_test_add_func("/file/replace-and-read", test_replace_and_read);
	g_test_add_func("/file/read-refuses", test_read_refuses);
	g_test_add_func("/file/failed-replace-leaves-nothing", test_failed_replace_leaves_nothing);
	g_test_add_func("/file/devices-are-written-to", test_devices_are_written_to);
	g_test_add_func("/file/data-beside-the-program-or-in-its-checkout", test_data_is_found);
	int status = g_test_run();
	remove_tree(scratch);
	g_free(scratch);
	return status;
}
