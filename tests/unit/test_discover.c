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
discover(const char *a, const char *b, SgListing *listing)
{
	g_autoptr(GError) error = NULL;
	const char *roots[] = {a, b, NULL};
	GPtrArray *sources = sg_discover((char **)roots, reading_config, listing, &error);
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

/* "path tag" of all that was refused, a line each. */
static char *
refused(const SgListing *listing)
{
	GString *out = g_string_new(NULL);
	for (size_t i = 0; i < sg_listing_count(listing); i++) {
		const SgFound *found = sg_listing_get(listing, i);
		if (found->kind == SG_FOUND_REFUSED)
			g_string_append_printf(out, "%s %s\n", found->path,
					       sg_diag_rule(found->tag)->name);
	}
	return g_string_free(out, FALSE);
}

static char *
paths_below(const Tree *tree, SgListing *listing)
{
	g_autoptr(GPtrArray) sources = discover(tree->path, NULL, listing);
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
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, listing);
	g_autofree char *paths = paths_of(sources);
	g_auto(GStrv) found = g_strsplit(paths, " ", -1);
	for (size_t i = 0; i < G_N_ELEMENTS(documents); i++) {
		if (!g_strv_contains((const char *const *)found, documents[i]))
			g_error("%s is missing", documents[i]);
	}
	g_assert_cmpuint(sources->len, ==, G_N_ELEMENTS(documents));
	g_autofree char *said = refused(listing);
	g_assert_cmpstr(said, ==, "");
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
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autofree char *paths = paths_below(&tree, listing);
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
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, listing);
	g_autofree char *paths = paths_of(sources);
	g_assert_cmpstr(paths, ==, "b.md real/a.md");
	g_autofree char *real = realpath(tree.path, NULL);
	g_autofree char *target = g_build_filename(real, "real/a.md", NULL);
	g_assert_cmpstr(source_at(sources, 0)->file, ==, target);
	g_autofree char *said = refused(listing);
	g_assert_cmpstr(said, ==,
			"aaa symlink-loop\n"
			"gone.md unreadable\n"
			"out.md symlink-outside\n"
			"outside symlink-outside\n"
			"real/up symlink-loop\n"
			"self.md symlink-loop\n");
	tree_free(&tree);
}

static void
test_pipe_is_skipped(void)
{
	Tree tree = tree_new();
	put(&tree, "a.md", "x");
	g_autofree char *pipe = below(&tree, "p.md");
	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autofree char *paths = paths_below(&tree, listing);
	g_assert_cmpstr(paths, ==, "a.md");
	g_autofree char *said = refused(listing);
	g_assert_cmpstr(said, ==, "p.md not-a-file\n");
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
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, listing);
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
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) forth = discover(one, two, listing);
	g_autoptr(SgListing) other = sg_listing_new();
	g_autoptr(GPtrArray) back = discover(two, one, other);
	g_autofree char *paths = paths_of(forth);
	g_autofree char *again = paths_of(back);
	g_assert_cmpstr(paths, ==, "one/docs/a.md two/docs/a.md");
	g_assert_cmpstr(again, ==, paths);
	for (guint i = 0; i < forth->len; i++)
		g_assert_cmpstr(source_at(forth, i)->slug, ==, source_at(back, i)->slug);
	g_autoptr(SgListing) third = sg_listing_new();
	g_autoptr(GPtrArray) same = discover(one, one, third);
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
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(file, dir, listing);
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
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, listing);
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
		g_autoptr(SgListing) listing = sg_listing_new();
		g_assert_null(sg_discover((char **)roots, reading_config, listing, &error));
		g_assert_error(error, SG_ERROR, SG_ERROR_USAGE);
		g_assert_true(g_str_has_prefix(error->message, cases[i]));
	}
	tree_free(&tree);
}

/* The way is longer than any path that the system takes in one piece. */
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
	g_assert_true(g_file_set_contents("deep.md", "# Deep\n", -1, NULL));
	g_assert_cmpint(chdir(here), ==, 0);
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, listing);
	g_assert_cmpuint(sources->len, ==, 2);
	for (guint i = 0; i < sources->len; i++) {
		SgDiagTag tag;
		g_autofree char *detail = NULL;
		g_autoptr(GBytes) bytes =
		    sg_read_bytes(source_at(sources, i), reading_config, &tag, &detail);
		g_assert_nonnull(bytes);
	}
	tree_free(&tree);
}

/* A name that is not UTF-8 is shown with escapes that another may have as letters. */
static void
test_twins_by_their_shown_names(void)
{
	Tree tree = tree_new();
	put(&tree, "c\xff.md", "one");
	put(&tree, "c\\xff.md", "two");
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, listing);
	g_assert_cmpuint(sources->len, ==, 2);
	g_assert_cmpstr(source_at(sources, 0)->path, !=, source_at(sources, 1)->path);
	g_assert_cmpstr(source_at(sources, 0)->slug, !=, source_at(sources, 1)->slug);
	tree_free(&tree);
}

/* What is skipped, and what the list of the command says of it. */
static const struct {
	const char *path, *reason; /* NULL: it is a document */
} listed[] = {
    {".git/", "hidden"},
    {".github/ISSUE_TEMPLATE/",
     "about its folder, such as a licence; include it by name to have it read"},
    {".gitignore", "hidden"},
    {"LICENSE", "about its folder, such as a licence; include it by name to have it read"},
    {"a.md", NULL},
    {"code.c", "no type of document"},
    {"docs/.gitignore", "hidden"},
    {"docs/b.md", NULL},
    {"docs/c.md", "ignored by docs/.gitignore:2"},
    {"docs/d.tmp.md", "ignored by .gitignore:1"},
    {"docs/kept.tmp.md", NULL},
    {"drafts/", "excluded by the pattern drafts"},
    {"node_modules/", "a folder of dependencies or of what was built"},
    {"out/", "ignored by .gitignore:2"},
    {"pipe.md", "neither file nor directory, skipped: skipped"},
};

static void
test_list_with_reasons(void)
{
	Tree tree = tree_new();
	static const char *const files[] = {"a.md",
					    "docs/b.md",
					    "docs/c.md",
					    "docs/d.tmp.md",
					    "docs/kept.tmp.md",
					    "out/e.md",
					    "node_modules/f.md",
					    "drafts/g.md",
					    "LICENSE",
					    "code.c",
					    ".git/h.md",
					    ".github/ISSUE_TEMPLATE/i.md"};
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		put(&tree, files[i], "x");
	put(&tree, ".gitignore", "*.tmp.md\n/out/\n");
	put(&tree, "docs/.gitignore", "# not yet\n/c.md\n!kept*\n");
	g_autofree char *pipe = below(&tree, "pipe.md");
	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	GPtrArray *exclude = reading_config->exclude;
	reading_config->exclude = g_ptr_array_new();
	g_ptr_array_add(reading_config->exclude, (char *)"drafts");
	g_autoptr(SgListing) listing = sg_listing_new();
	g_autoptr(GPtrArray) sources = discover(tree.path, NULL, listing);
	g_assert_cmpuint(sources->len, ==, 3);
	g_assert_cmpuint(sg_listing_count(listing), ==, G_N_ELEMENTS(listed));
	for (size_t i = 0; i < G_N_ELEMENTS(listed); i++) {
		const SgFound *found = sg_listing_get(listing, i);
		g_autofree char *reason = sg_found_reason(found);
		g_assert_cmpstr(found->path, ==, listed[i].path);
		g_assert_cmpint(found->kind == SG_FOUND_DOCUMENT, ==, listed[i].reason == NULL);
		if (listed[i].reason != NULL)
			g_assert_cmpstr(reason, ==, listed[i].reason);
	}
	g_ptr_array_unref(reading_config->exclude);
	reading_config->exclude = exclude;
	tree_free(&tree);
}

/* The rules of a repository hold in a folder of it that is given alone, unless they would leave
 * nothing of it. */
static void
test_rules_above_the_root(void)
{
	Tree tree = tree_new();
	put(&tree, ".git/HEAD", "x");
	put(&tree, ".gitignore", "/made/\n*.tmp.md\nsub/x.md\n");
	put(&tree, "sub/.gitignore", "/in/y.md\n");
	put(&tree, "sub/in/a.md", "x");
	put(&tree, "sub/in/b.tmp.md", "x");
	put(&tree, "sub/in/y.md", "x");
	put(&tree, "sub/x.md", "x");
	put(&tree, "made/c.md", "x");
	put(&tree, "made/d.tmp.md", "x");
	static const struct {
		const char *root, *paths;
	} cases[] = {
	    {".", "sub/in/a.md"},
	    {"sub", "in/a.md"},
	    {"sub/in", "a.md"},
	    {"made", "c.md d.tmp.md"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *root = below(&tree, cases[i].root);
		g_autoptr(SgListing) listing = sg_listing_new();
		g_autoptr(GPtrArray) sources = discover(root, NULL, listing);
		g_autofree char *paths = paths_of(sources);
		g_assert_cmpstr(paths, ==, cases[i].paths);
	}
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
	g_test_add_func("/discover/deep-folders-are-read", test_deep_folders);
	g_test_add_func("/discover/twins-by-their-shown-names", test_twins_by_their_shown_names);
	g_test_add_func("/discover/list-with-reasons", test_list_with_reasons);
	g_test_add_func("/discover/rules-above-the-root", test_rules_above_the_root);
	int status = g_test_run();
	reading_done();
	return status;
}
