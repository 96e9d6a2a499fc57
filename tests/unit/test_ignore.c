/* SPDX-License-Identifier: MIT */
#include "read/ignore.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>

/* Which rule decides on a path: stated here, and asked of git itself where it is installed. */

/* expected: "-" no rule, "3" ignored by line 3 of the top file, "d:1" by line 1 of that in folder
 * d, "!2" kept by line 2. A path that ends in '/' is a folder. */
typedef struct {
	const char *fact;
	const char *top, *deep; /* the files .gitignore and d/.gitignore; deep may be NULL */
	struct {
		const char *path, *expected;
	} paths[6];
} Case;

static const Case cases[] = {
    {"name-anywhere", "a.md\n", NULL, {{"a.md", "1"}, {"d/a.md", "1"}, {"d/aa.md", "-"}}},
    {"anchored-by-first-slash", "/a.md\n", NULL, {{"a.md", "1"}, {"d/a.md", "-"}}},
    {"anchored-by-inner-slash", "d/a.md\n", NULL, {{"d/a.md", "1"}, {"e/d/a.md", "-"}}},
    {"folders-only", "x/\n", NULL, {{"x/", "1"}, {"x/a.md", "1"}, {"d/x", "-"}, {"e/x/a.md", "1"}}},
    {"folder-anchored", "/x/\n", NULL, {{"x/a.md", "1"}, {"d/x/a.md", "-"}}},
    {"negation-last-wins", "*.md\n!a.md\n", NULL, {{"a.md", "!2"}, {"b.md", "1"}}},
    {"negation-then-again", "!a.md\n*.md\n", NULL, {{"a.md", "2"}}},
    {"folder-cannot-be-reentered", "x/\n!x/a.md\n", NULL, {{"x/a.md", "1"}}},
    {"contents-can-be-reentered", "x/*\n!x/a.md\n", NULL, {{"x/a.md", "!2"}, {"x/b.md", "1"}}},
    {"only-one-folder",
     "/*\n!/d\n/d/*\n!/d/e\n",
     NULL,
     {{"a.md", "1"}, {"d/a.md", "3"}, {"d/e/", "!4"}, {"d/e/a.md", "-"}}},
    {"stars-in-front", "**/x\n", NULL, {{"x", "1"}, {"d/x", "1"}, {"d/e/x", "1"}, {"d/xx", "-"}}},
    {"stars-behind", "x/**\n", NULL, {{"x/a.md", "1"}, {"x/e/b.md", "1"}, {"d/x/a.md", "-"}}},
    {"stars-between",
     "x/**/a.md\n",
     NULL,
     {{"x/a.md", "1"}, {"x/y/a.md", "1"}, {"x/y/z/a.md", "1"}, {"a.md", "-"}}},
    {"stars-within-a-part", "/x**.md\n", NULL, {{"xy.md", "1"}, {"xd/y.md", "-"}}},
    {"three-stars", "***/x\n", NULL, {{"d/e/x", "1"}, {"x", "1"}}},
    {"star-stays-in-its-part", "x/*.md\n", NULL, {{"x/a.md", "1"}, {"x/y/a.md", "-"}}},
    {"star-takes-dots", "*\n!.keep\n", NULL, {{".hidden", "1"}, {".keep", "!2"}}},
    {"question-mark", "a?.md\n/d?b\n", NULL, {{"ab.md", "1"}, {"a.md", "-"}, {"d/b", "-"}}},
    {"sets",
     "[ab].md\n[!x]y.md\n[^a-c]z.md\n[]q]r.md\n",
     NULL,
     {{"a.md", "1"},
      {"c.md", "-"},
      {"xy.md", "-"},
      {"zy.md", "2"},
      {"bz.md", "-"},
      {"]r.md", "4"}}},
    {"classes-of-characters",
     "[[:digit:]].md\n[[:upper:]_]x\n[[:nonsense:]]\n",
     NULL,
     {{"1.md", "1"}, {"a.md", "-"}, {"Bx", "2"}, {"_x", "2"}, {"n", "-"}}},
    {"set-never-closed", "[ab.md\n", NULL, {{"[ab.md", "-"}, {"a.md", "-"}}},
    {"set-with-backslash", "[\\]a]x\n[\\-]y\n", NULL, {{"]x", "1"}, {"ax", "1"}, {"-y", "2"}}},
    {"comments-and-blanks", "# a.md\n\n   \na.md\n", NULL, {{"a.md", "4"}, {"# a.md", "-"}}},
    {"escaped-marks",
     "\\#a\n\\!b\n\\*c\n",
     NULL,
     {{"#a", "1"}, {"!b", "2"}, {"*c", "3"}, {"xc", "-"}}},
    {"spaces-at-the-end",
     "a.md   \nb\\ \nc d\n",
     NULL,
     {{"a.md", "1"}, {"b ", "2"}, {"b", "-"}, {"c d", "3"}}},
    {"tab-at-the-end", "a.md\t\n", NULL, {{"a.md", "-"}, {"a.md\t", "1"}}},
    {"windows-line-ends", "a.md\r\nx/\r\n", NULL, {{"a.md", "1"}, {"x/", "2"}}},
    {"byte-order-mark",
     "\xef\xbb\xbf"
     "a.md\n",
     NULL,
     {{"a.md", "1"}}},
    {"no-line-end", "b\na.md", NULL, {{"a.md", "2"}}},
    {"backslash-at-the-end", "a\\\n", NULL, {{"a", "-"}, {"a\\", "-"}}},
    {"lone-slash", "/\n", NULL, {{"a.md", "-"}, {"d/", "-"}}},
    {"letters-count", "A.md\n", NULL, {{"a.md", "-"}, {"A.md", "1"}}},
    {"beyond-ascii", "\xc3\xa9*.md\n", NULL, {{"\xc3\xa9t\xc3\xa9.md", "1"}, {"e.md", "-"}}},
    {"deeper-file-wins", "*.md\n", "!a.md\n", {{"d/a.md", "!d:1"}, {"a.md", "1"}, {"d/b.md", "1"}}},
    {"deeper-file-ignores", "!a.md\n", "a.md\n", {{"d/a.md", "d:1"}, {"a.md", "!1"}}},
    {"deeper-file-is-anchored",
     "",
     "/a.md\ne/b.md\n",
     {{"d/a.md", "d:1"}, {"d/e/a.md", "-"}, {"d/e/b.md", "d:2"}, {"a.md", "-"}, {"e/b.md", "-"}}},
    {"deeper-file-in-ignored-folder", "d/\n", "!a.md\n", {{"d/a.md", "1"}}},
    {"folder-kept-by-its-name",
     "build*\n!build-guide/\n",
     NULL,
     {{"build-guide/", "!2"}, {"build-guide/a.md", "-"}, {"build/", "1"}}},
    {"many-stars", "*a*a*a*a*a*a*b\n", NULL, {{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "-"}}},
};

static char *
spell(const char *file, unsigned line, bool kept)
{
	bool is_deep = strcmp(file, "d/.gitignore") == 0;
	return g_strdup_printf("%s%s%u", kept ? "!" : "", is_deep ? "d:" : "", line);
}

/* As a walk does it: from the top down, until a rule ignores a folder. */
static char *
judge(const SgIgnore *top, const SgIgnore *deep, const char *path)
{
	SgIgnoreVerdict verdict = {0};
	for (const char *p = path; *p != '\0' && !verdict.ignored;) {
		const char *slash = strchr(p, '/');
		size_t n = slash != NULL ? (size_t)(slash - path) : strlen(path);
		g_autofree char *part = g_strndup(path, n);
		const SgIgnore *rules = g_str_has_prefix(part, "d/") ? deep : top;
		verdict = sg_ignore_judge(rules, part, slash != NULL);
		p = slash != NULL ? slash + 1 : path + n;
	}
	return verdict.file != NULL ? spell(verdict.file, verdict.line, !verdict.ignored)
				    : g_strdup("-");
}

static void
test_case(const void *data)
{
	const Case *test = data;
	SgIgnore *top = sg_ignore_new(NULL, "", ".gitignore", test->top, strlen(test->top));
	const char *text = test->deep != NULL ? test->deep : "";
	SgIgnore *deep = sg_ignore_new(top, "d", "d/.gitignore", text, strlen(text));
	for (size_t i = 0; i < G_N_ELEMENTS(test->paths) && test->paths[i].path != NULL; i++) {
		g_autofree char *found = judge(top, deep, test->paths[i].path);
		if (strcmp(found, test->paths[i].expected) != 0)
			g_error("%s: decided by %s, not by %s", test->paths[i].path, found,
				test->paths[i].expected);
	}
	sg_ignore_free(deep);
	sg_ignore_free(top);
}

/* Runs git in a folder of ours, without any configuration; NULL when it cannot be run. */
static char *
run_git(const char *folder, const char *const *arguments)
{
	g_auto(GStrv) environment = g_get_environ();
	environment = g_environ_setenv(environment, "HOME", folder, TRUE);
	environment = g_environ_setenv(environment, "XDG_CONFIG_HOME", folder, TRUE);
	environment = g_environ_setenv(environment, "GIT_CONFIG_NOSYSTEM", "1", TRUE);
	environment = g_environ_unsetenv(environment, "GIT_DIR");
	char *output = NULL;
	const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL;
	if (!g_spawn_sync(folder, (char **)(uintptr_t)arguments, environment, flags, NULL, NULL,
			  &output, NULL, NULL, NULL))
		return NULL;
	return output;
}

static void
remove_tree(const char *folder)
{
	const char *argv[] = {"rm", "-rf", folder, NULL};
	g_assert_true(g_spawn_sync(NULL, (char **)(uintptr_t)argv, NULL, G_SPAWN_SEARCH_PATH, NULL,
				   NULL, NULL, NULL, NULL, NULL));
}

static void
put(const char *folder, const char *path, const char *text)
{
	g_autofree char *file = g_build_filename(folder, path, NULL);
	bool is_folder = g_str_has_suffix(path, "/");
	g_autofree char *parent = g_path_get_dirname(file);
	g_assert_cmpint(g_mkdir_with_parents(is_folder ? file : parent, 0700), ==, 0);
	g_assert_true(is_folder || g_file_set_contents(file, text, -1, NULL));
}

/* The rule that git names, in our spelling: "file:line:pattern<tab>path". */
static char *
ask_git(const char *folder, const char *path)
{
	g_autofree char *name = g_strdup(path);
	if (g_str_has_suffix(name, "/"))
		name[strlen(name) - 1] = '\0';
	const char *const arguments[] = {
	    "git", "check-ignore", "-v", "--no-index", "--non-matching", "--", name, NULL};
	g_autofree char *said = run_git(folder, arguments);
	g_auto(GStrv) parts = g_strsplit(said, ":", 3);
	g_assert_cmpuint(g_strv_length(parts), ==, 3);
	if (*parts[0] == '\0')
		return g_strdup("-");
	unsigned line = (unsigned)g_ascii_strtoull(parts[1], NULL, 10);
	return spell(parts[0], line, *parts[2] == '!');
}

static void
test_case_with_git(const void *data)
{
	const Case *test = data;
	g_autofree char *folder = g_dir_make_tmp("skillgraph-ignore-XXXXXX", NULL);
	const char *const init[] = {"git", "init", "-q", NULL};
	g_autofree char *made = run_git(folder, init);
	if (made == NULL) {
		g_test_skip("git is not installed");
	} else {
		for (size_t i = 0; i < G_N_ELEMENTS(test->paths) && test->paths[i].path; i++)
			put(folder, test->paths[i].path, "x");
		put(folder, ".gitignore", test->top);
		if (test->deep != NULL)
			put(folder, "d/.gitignore", test->deep);
		for (size_t i = 0; i < G_N_ELEMENTS(test->paths) && test->paths[i].path; i++) {
			g_autofree char *found = ask_git(folder, test->paths[i].path);
			if (strcmp(found, test->paths[i].expected) != 0)
				g_error("%s: git decides by %s, not by %s", test->paths[i].path,
					found, test->paths[i].expected);
		}
	}
	remove_tree(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *own = g_strconcat("/ignore/", cases[i].fact, NULL);
		g_autofree char *git = g_strconcat("/git-agrees/", cases[i].fact, NULL);
		g_test_add_data_func(own, &cases[i], test_case);
		g_test_add_data_func(git, &cases[i], test_case_with_git);
	}
	return g_test_run();
}
