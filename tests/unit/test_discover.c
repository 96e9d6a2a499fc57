/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that a test fills; removed with all in it. */
typedef struct {
	char *path;
} Tree;

static Tree
tree_new(void)
{
	Tree tree = {.path = g_dir_make_tmp("skillgraph-discover-XXXXXX", NULL)};
	g_assert_nonnull(tree.path);
	return tree;
}

static void
tree_free(Tree *tree)
{
	const char *argv[] = {"rm", "-rf", tree->path, NULL};
	g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
				   NULL, NULL, NULL));
	g_free(tree->path);
}

static void
put(const Tree *tree, const char *path, const char *text)
{
	g_autofree char *file = g_build_filename(tree->path, path, NULL);
	g_autofree char *dir = g_path_get_dirname(file);
	g_assert_cmpint(g_mkdir_with_parents(dir, 0700), ==, 0);
	g_assert_true(g_file_set_contents(file, text, -1, NULL));
}

static void
put_link(const Tree *tree, const char *path, const char *target)
{
	g_autofree char *file = g_build_filename(tree->path, path, NULL);
	g_assert_cmpint(symlink(target, file), ==, 0);
}

static char *
below(const Tree *tree, const char *path)
{
	return g_build_filename(tree->path, path, NULL);
}

static GPtrArray *
discover(const char *a, const char *b, GPtrArray *skipped)
{
	g_autoptr(GError) error = NULL;
	const char *roots[] = {a, b, NULL};
	GPtrArray *sources = sg_discover((char **)roots, reading_config, skipped, &error);
	g_assert_no_error(error);
	return sources;
}

static const SgSource *
source_at(const GPtrArray *sources, guint i)
{
	return g_ptr_array_index(sources, i);
}

/* All paths, sorted by slug as they came, separated by spaces. */
static char *
paths_of(const GPtrArray *sources)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < sources->len; i++)
		g_string_append_printf(out, "%s%s", i > 0 ? " " : "", source_at(sources, i)->path);
	return g_string_free(out, FALSE);
}

static char *
paths_below(const Tree *tree, GPtrArray *skipped)
{
	g_autoptr(GPtrArray) sources = discover(tree->path, NULL, skipped);
	return paths_of(sources);
}

static void
test_what_is_a_document(void)
{
	static const char *const documents[] = {"a.md",
						"b.MDC",
						"c.mdx",
						"d.txt",
						"e.html",
						"f.htm",
						"g/AGENTS.md",
						".cursorrules",
						".claude/agents/h.md",
						".github/i.md",
						".cursor/rules/j.mdc",
						".agents/k.md",
						"references/security.md",
						"readme-driven.md"};
	static const char *const others[] = {"a.c",
					     "b",
					     "README.md",
					     "readme.txt",
					     "README.de.md",
					     "LICENSE.txt",
					     "LICENSE-MIT.md",
					     "CHANGELOG.md",
					     "CONTRIBUTING.md",
					     "SECURITY.md",
					     "requirements.txt",
					     "skillgraph.yaml",
					     ".git/a.md",
					     ".hidden/a.md",
					     "node_modules/a.md",
					     "x/build/a.md",
					     "target/a.md",
					     ".md"};
	Tree tree = tree_new();
	for (size_t i = 0; i < G_N_ELEMENTS(documents); i++)
		put(&tree, documents[i], "x");
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		put(&tree, others[i], "x");
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, skipped);
	g_autofree char *paths = paths_of(sources);
	g_auto(GStrv) found = g_strsplit(paths, " ", -1);
	for (size_t i = 0; i < G_N_ELEMENTS(documents); i++) {
		if (!g_strv_contains((const char *const *)found, documents[i]))
			g_error("%s is missing", documents[i]);
	}
	g_assert_cmpuint(sources->len, ==, G_N_ELEMENTS(documents));
	g_assert_cmpuint(skipped->len, ==, 0);
	tree_free(&tree);
}

static void
test_globs_of_the_configuration(void)
{
	Tree tree = tree_new();
	put(&tree, "a.md", "x");
	put(&tree, "README.md", "x");
	put(&tree, "drafts/b.md", "x");
	put(&tree, "c/d.md", "x");
	GPtrArray *include = reading_config->include;
	GPtrArray *exclude = reading_config->exclude;
	reading_config->include = g_ptr_array_new();
	reading_config->exclude = g_ptr_array_new();
	g_ptr_array_add(reading_config->include, (char *)"README.md");
	g_ptr_array_add(reading_config->include, (char *)"**/*.md");
	put(&tree, "c/README.md", "x");
	put(&tree, "c/e.txt", "x");
	put(&tree, "notes", "x");
	put(&tree, "c/LICENSE.md", "x");
	g_ptr_array_add(reading_config->include, (char *)"/notes");
	g_ptr_array_add(reading_config->exclude, (char *)"drafts/");
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *paths = paths_below(&tree, skipped);
	g_assert_cmpstr(paths, ==, "a.md c/d.md c/README.md notes README.md");
	g_ptr_array_unref(reading_config->include);
	g_ptr_array_unref(reading_config->exclude);
	reading_config->include = include;
	reading_config->exclude = exclude;
	tree_free(&tree);
}

static void
test_links(void)
{
	Tree tree = tree_new();
	put(&tree, "real/a.md", "x");
	put_link(&tree, "aaa", "real");
	put_link(&tree, "real/up", "..");
	put_link(&tree, "b.md", "real/a.md");
	put_link(&tree, "out.md", "/etc/hostname");
	put_link(&tree, "outside", "/usr/share");
	put_link(&tree, "self.md", "self.md");
	put_link(&tree, "gone.md", "nothing");
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, skipped);
	g_autofree char *paths = paths_of(sources);
	g_assert_cmpstr(paths, ==, "b.md real/a.md");
	g_autofree char *real = realpath(tree.path, NULL);
	g_autofree char *target = g_build_filename(real, "real/a.md", NULL);
	g_assert_cmpstr(source_at(sources, 0)->file, ==, target);
	g_ptr_array_add(skipped, NULL);
	g_autofree char *said = g_strjoinv("\n", (char **)skipped->pdata);
	static const char *const expected[] = {
	    "out.md: warning: ", "outside: warning: ", "symlink-outside", "self.md: warning: ",
	    "symlink-loop",      "gone.md: error: ",   "aaa: warning: ",  "unreadable"};
	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
		g_assert_nonnull(strstr(said, expected[i]));
	tree_free(&tree);
}

static void
test_pipe_is_skipped(void)
{
	Tree tree = tree_new();
	put(&tree, "a.md", "x");
	g_autofree char *pipe = below(&tree, "p.md");
	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *paths = paths_below(&tree, skipped);
	g_assert_cmpstr(paths, ==, "a.md");
	g_assert_cmpuint(skipped->len, ==, 1);
	g_assert_nonnull(strstr(g_ptr_array_index(skipped, 0), "[not-a-file]"));
	tree_free(&tree);
}

static void
test_slugs(void)
{
	static const struct {
		const char *path, *slug; /* a slug that ends in '*' has a suffix there */
	} files[] = {
	    {"a/B c.md", "a-b-c"},
	    {"Rust-Pro.md", "rust-pro-*"},
	    {"rust_pro.md", "rust-pro-*"},
	    {"rust-pro.txt", "rust-pro-*"},
	    {"!!!.md", "*"},
	    {"one-two.md", "one-two"},
	    {"c++.md", "c-*"},
	};
	Tree tree = tree_new();
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		put(&tree, files[i].path, "x");
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, skipped);
	g_assert_cmpuint(sources->len, ==, G_N_ELEMENTS(files));
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < sources->len; i++) {
		const SgSource *source = source_at(sources, i);
		g_assert_true(g_hash_table_add(seen, source->slug));
		g_assert_true(i == 0 || strcmp(source_at(sources, i - 1)->slug, source->slug) < 0);
		for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
			if (strcmp(files[k].path, source->path) == 0 &&
			    !g_pattern_match_simple(files[k].slug, source->slug))
				g_error("%s has the slug %s", source->path, source->slug);
		}
	}
	tree_free(&tree);
}

static void
test_roots_in_any_order(void)
{
	Tree tree = tree_new();
	put(&tree, "one/docs/a.md", "x");
	put(&tree, "two/docs/a.md", "y");
	g_autofree char *one = below(&tree, "one/docs");
	g_autofree char *two = below(&tree, "two/docs");
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) forth = discover(one, two, skipped);
	g_autoptr(GPtrArray) back = discover(two, one, skipped);
	g_autofree char *paths = paths_of(forth);
	g_autofree char *again = paths_of(back);
	g_assert_cmpstr(paths, ==, "one/docs/a.md two/docs/a.md");
	g_assert_cmpstr(again, ==, paths);
	for (guint i = 0; i < forth->len; i++)
		g_assert_cmpstr(source_at(forth, i)->slug, ==, source_at(back, i)->slug);
	g_autoptr(GPtrArray) same = discover(one, one, skipped);
	g_autofree char *once = paths_of(same);
	g_assert_cmpstr(once, ==, "a.md");
	tree_free(&tree);
}

static void
test_single_file(void)
{
	Tree tree = tree_new();
	put(&tree, "README", "x");
	put(&tree, "d/a.md", "x");
	g_autofree char *file = below(&tree, "README");
	g_autofree char *dir = below(&tree, "d");
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) sources = discover(file, dir, skipped);
	g_autofree char *paths = paths_of(sources);
	g_assert_cmpstr(paths, ==, "d/a.md README");
	tree_free(&tree);
}

static void
test_odd_names(void)
{
	static const char *const names[] = {"a\nb.md", "c\xff.md", "-d.md",
					    "e f.md",  "g*.md",    "h\"'.md"};
	Tree tree = tree_new();
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		put(&tree, names[i], "# T\n");
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, skipped);
	g_assert_cmpuint(sources->len, ==, G_N_ELEMENTS(names));
	for (guint i = 0; i < sources->len; i++) {
		const SgSource *source = source_at(sources, i);
		g_assert_true(g_utf8_validate(source->path, -1, NULL));
		g_assert_cmpuint(strspn(source->slug, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==,
				 strlen(source->slug));
		SgDiagTag tag;
		char *detail = NULL;
		g_autoptr(GBytes) bytes = sg_read_bytes(source, reading_config, &tag, &detail);
		g_assert_nonnull(bytes);
	}
	tree_free(&tree);
}

static void
test_refusals(void)
{
	Tree tree = tree_new();
	g_autofree char *missing = below(&tree, "missing");
	const char *cases[] = {missing, tree.path};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *roots[] = {cases[i], NULL};
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
		g_assert_null(sg_discover((char **)roots, reading_config, skipped, &error));
		g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
		g_assert_true(g_str_has_prefix(error->message, cases[i]));
	}
	tree_free(&tree);
}

static void
test_deep_folders(void)
{
	Tree tree = tree_new();
	put(&tree, "a.md", "x");
	g_autofree char *here = g_get_current_dir();
	g_assert_cmpint(chdir(tree.path), ==, 0);
	for (int i = 0; i < 600; i++) {
		g_assert_cmpint(mkdir("longer-name", 0700), ==, 0);
		g_assert_cmpint(chdir("longer-name"), ==, 0);
	}
	g_assert_cmpint(chdir(here), ==, 0);
	g_autoptr(GPtrArray) skipped = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *paths = paths_below(&tree, skipped);
	g_assert_cmpstr(paths, ==, "a.md");
	g_assert_cmpuint(skipped->len, ==, 1);
	g_assert_nonnull(strstr(g_ptr_array_index(skipped, 0), "[unreadable]"));
	tree_free(&tree);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	g_test_add_func("/discover/what-is-a-document", test_what_is_a_document);
	g_test_add_func("/discover/globs-of-the-configuration", test_globs_of_the_configuration);
	g_test_add_func("/discover/links-stay-inside", test_links);
	g_test_add_func("/discover/pipe-is-skipped", test_pipe_is_skipped);
	g_test_add_func("/discover/slugs-are-distinct", test_slugs);
	g_test_add_func("/discover/roots-in-any-order", test_roots_in_any_order);
	g_test_add_func("/discover/single-file", test_single_file);
	g_test_add_func("/discover/odd-names", test_odd_names);
	g_test_add_func("/discover/refusals-name-the-path", test_refusals);
	g_test_add_func("/discover/deep-folders-end", test_deep_folders);
	int status = g_test_run();
	reading_done();
	return status;
}
