/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const hidden_walked[] = {".claude", ".agents", ".cursor", ".github"};
static const char *const never_walked[] = {"node_modules", "build", "target"};
/* One argument of the command. */
typedef struct {
	char *given, *real; /* owned */
	const char
	    *label;  /* in real: its last parts, as many as it takes to tell the roots apart */
	bool single; /* a file */
} Root;

typedef struct {
	const SgConfig *config;
	GPtrArray *sources; /* of SgSource */
	GPtrArray *skipped; /* of char * */
	GHashTable *seen;   /* "dev:ino" of directories, owned */
	const Root *root;
	const char *prefix; /* of shown paths: "" or "label/" */
	int fd;             /* of the root */
	GPtrArray *pending; /* of char *: directories below the root, still to walk */
	GPtrArray *links;   /* of char *: links to directories, walked when all others are */
} Walk;

static void
free_source_cb(void *data)
{
	SgSource *source = data;
	g_free(source->file);
	g_free(source->path);
	g_free(source->slug);
	g_free(source);
}

static void
free_root_cb(void *data)
{
	Root *root = data;
	g_free(root->given);
	free(root->real); /* of realpath */
	g_free(root);
}

static bool
is_listed(const char *name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(name, list[i]) == 0)
			return true;
	}
	return false;
}

static bool
matches_any(const GPtrArray *globs, const char *path)
{
	for (guint i = 0; globs != NULL && i < globs->len; i++) {
		if (sg_glob_matches(g_ptr_array_index(globs, i), path))
			return true;
	}
	return false;
}

static bool
is_walked(const char *name)
{
	if (name[0] == '.')
		return is_listed(name, hidden_walked, G_N_ELEMENTS(hidden_walked));
	return !is_listed(name, never_walked, G_N_ELEMENTS(never_walked));
}

static void
note_skipped(Walk *walk, const char *path, SgDiagTag tag, const char *detail)
{
	g_autofree char *shown = g_strconcat(walk->prefix, path, NULL);
	g_autofree char *message = sg_diag_message(tag, detail);
	g_ptr_array_add(walk->skipped, sg_diag_format(shown, tag, 0, 0, message));
}

/* path is relative to the root; real is given for a link that was followed. */
static void
add_source(Walk *walk, const char *path, char *real)
{
	SgSource *source = g_new0(SgSource, 1);
	source->file = real != NULL         ? g_strdup(real)
		       : walk->root->single ? g_strdup(walk->root->real)
					    : g_build_filename(walk->root->real, path, NULL);
	g_autofree char *shown = g_strconcat(walk->prefix, path, NULL);
	source->path = g_utf8_validate(shown, -1, NULL) ? g_steal_pointer(&shown)
							: sg_text_escape_controls(shown);
	g_ptr_array_add(walk->sources, source);
}

static bool
is_below(const char *path, const char *root)
{
	size_t n = strlen(root);
	return strncmp(path, root, n) == 0 &&
	       (path[n] == '/' || path[n] == '\0' || strcmp(root, "/") == 0);
}

/* The place that a link leads to if it is inside the root; else NULL, and said why. */
static char *
follow(Walk *walk, const char *path, struct stat *status)
{
	g_autofree char *full = g_build_filename(walk->root->real, path, NULL);
	char *real = realpath(full, NULL);
	if (real == NULL && errno == ELOOP)
		note_skipped(walk, path, SG_DIAG_SYMLINK_LOOP, "it leads to itself");
	else if (real == NULL)
		note_skipped(walk, path, SG_DIAG_UNREADABLE, g_strerror(errno));
	else if (!is_below(real, walk->root->real))
		note_skipped(walk, path, SG_DIAG_SYMLINK_OUTSIDE, "not followed");
	else if (lstat(real, status) == 0)
		return real;
	free(real);
	return NULL;
}

/* Whether a pattern spells out the name of the file, which then may be any. */
static bool
names_it(const GPtrArray *globs, const char *path)
{
	for (guint i = 0; i < globs->len; i++) {
		const char *glob = g_ptr_array_index(globs, i);
		const char *slash = strrchr(glob, '/');
		const char *last = slash != NULL ? slash + 1 : glob;
		if (*last != '\0' && strpbrk(last, "*?[") == NULL && sg_glob_matches(glob, path))
			return true;
	}
	return false;
}

static bool
is_wanted(const Walk *walk, const char *path, const char *name)
{
	const GPtrArray *include = walk->config->include;
	if (matches_any(walk->config->exclude, path))
		return false;
	if (include == NULL || include->len == 0)
		return sg_source_is_document(name);
	return names_it(include, path) ||
	       (sg_source_is_document(name) && matches_any(include, path));
}

static void
judge_entry(Walk *walk, const char *path, const char *name)
{
	struct stat status;
	if (fstatat(walk->fd, path, &status, AT_SYMLINK_NOFOLLOW) != 0) {
		note_skipped(walk, path, SG_DIAG_UNREADABLE, g_strerror(errno));
		return;
	}
	bool wanted = is_wanted(walk, path, name);
	bool walked = is_walked(name) && !matches_any(walk->config->exclude, path);
	if (S_ISLNK(status.st_mode) && (wanted || walked)) {
		char *real = follow(walk, path, &status);
		if (real != NULL && S_ISREG(status.st_mode) && wanted)
			add_source(walk, path, real);
		else if (real != NULL && S_ISDIR(status.st_mode) && walked)
			g_ptr_array_add(walk->links, g_strdup(path));
		free(real);
	} else if (S_ISDIR(status.st_mode)) {
		if (walked)
			g_ptr_array_add(walk->pending, g_strdup(path));
	} else if (wanted && S_ISREG(status.st_mode)) {
		add_source(walk, path, NULL);
	} else if (wanted && !S_ISLNK(status.st_mode)) {
		note_skipped(walk, path, SG_DIAG_NOT_A_FILE, "skipped");
	}
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
read_names(int fd)
{
	DIR *dir = fdopendir(fd);
	if (dir == NULL) {
		close(fd);
		return NULL;
	}
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free); /* of char * */
	for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			g_ptr_array_add(names, g_strdup(entry->d_name));
	}
	closedir(dir);
	g_ptr_array_sort(names, compare_names);
	return names;
}

/* A directory is walked once, however many links lead to it. */
static bool
is_first_visit(Walk *walk, int fd, const char *path)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return false;
	char *key = g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
	if (g_hash_table_add(walk->seen, key))
		return true;
	note_skipped(walk, path, SG_DIAG_SYMLINK_LOOP, "seen already");
	return false;
}

static void
walk_directory(Walk *walk, const char *path)
{
	int fd = openat(walk->fd, *path != '\0' ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		note_skipped(walk, path, SG_DIAG_UNREADABLE, g_strerror(errno));
		return;
	}
	if (!is_first_visit(walk, fd, path)) {
		close(fd);
		return;
	}
	g_autoptr(GPtrArray) names = read_names(fd);
	for (guint i = 0; names != NULL && i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		g_autofree char *below =
		    *path != '\0' ? g_strconcat(path, "/", name, NULL) : g_strdup(name);
		judge_entry(walk, below, name);
	}
}

static bool
walk_root(Walk *walk, GError **error)
{
	walk->fd = open(walk->root->real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (walk->fd < 0)
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot open the sources: %s",
			       walk->root->given, g_strerror(errno));
	g_hash_table_remove_all(walk->seen);
	walk->pending = g_ptr_array_new_with_free_func(g_free);
	walk->links = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(walk->pending, g_strdup(""));
	for (guint i = 0, k = 0; i < walk->pending->len || k < walk->links->len;) {
		bool link = i == walk->pending->len;
		walk_directory(walk, link ? g_ptr_array_index(walk->links, k)
					  : g_ptr_array_index(walk->pending, i));
		*(link ? &k : &i) += 1;
	}
	g_ptr_array_unref(walk->pending);
	g_ptr_array_unref(walk->links);
	close(walk->fd);
	return true;
}

static int
compare_roots(const void *a, const void *b)
{
	return strcmp((*(Root *const *)a)->real, (*(Root *const *)b)->real);
}

/* Sorted by their real path, so that nothing depends on the order of arguments; each once. */
static GPtrArray *
open_roots(char *const *given, GError **error)
{
	g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(free_root_cb); /* of Root */
	for (; *given != NULL; given++) {
		struct stat status;
		Root *root = g_new0(Root, 1);
		g_ptr_array_add(roots, root);
		root->given = g_strdup(*given);
		root->real = realpath(*given, NULL);
		if (root->real == NULL || stat(root->real, &status) != 0) {
			sg_fail(error, SG_ERROR_USAGE, "%s: cannot open the sources: %s", *given,
				g_strerror(errno));
			return NULL;
		}
		root->single = !S_ISDIR(status.st_mode);
		root->label = strrchr(root->real, '/') + 1;
	}
	g_ptr_array_sort(roots, compare_roots);
	for (guint i = roots->len; i-- > 1;) {
		if (compare_roots(&roots->pdata[i - 1], &roots->pdata[i]) == 0)
			g_ptr_array_remove_index(roots, i);
	}
	return g_steal_pointer(&roots);
}

/* Takes one more of the parent folders into a label. */
static bool
lengthen_label(Root *root)
{
	if (root->label <= root->real + 1)
		return false;
	const char *p = root->label - 1;
	while (p > root->real && p[-1] != '/')
		p--;
	root->label = p;
	return true;
}

/* Roots of one name are told apart by their parent folders: "a/docs", "b/docs". */
static void
distinguish_roots(GPtrArray *roots)
{
	for (bool again = true; again;) {
		again = false;
		g_autoptr(GHashTable) count =
		    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		for (guint i = 0; i < roots->len; i++) {
			char *label = g_strdup(((Root *)g_ptr_array_index(roots, i))->label);
			gpointer n = g_hash_table_lookup(count, label);
			g_hash_table_insert(count, label,
					    GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
		}
		for (guint i = 0; i < roots->len; i++) {
			Root *root = g_ptr_array_index(roots, i);
			if (GPOINTER_TO_UINT(g_hash_table_lookup(count, root->label)) > 1)
				again |= lengthen_label(root);
		}
	}
}

static int
compare_sources(const void *a, const void *b)
{
	const SgSource *x = *(SgSource *const *)a;
	const SgSource *y = *(SgSource *const *)b;
	int order = strcmp(x->slug, y->slug);
	return order != 0 ? order : strcmp(x->path, y->path);
}

static bool
collect(Walk *walk, GPtrArray *roots, GError **error)
{
	for (guint i = 0; i < roots->len; i++) {
		walk->root = g_ptr_array_index(roots, i);
		if (walk->root->single) {
			walk->prefix = "";
			add_source(walk, walk->root->label, NULL);
			continue;
		}
		g_autofree char *prefix =
		    roots->len > 1 ? g_strconcat(walk->root->label, "/", NULL) : g_strdup("");
		walk->prefix = prefix;
		if (!walk_root(walk, error))
			return false;
	}
	return true;
}

GPtrArray *
sg_discover(char *const *roots, const SgConfig *config, GPtrArray *skipped, GError **error)
{
	g_autoptr(GPtrArray) opened = open_roots(roots, error);
	if (opened == NULL)
		return NULL;
	distinguish_roots(opened);
	g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_source_cb);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Walk walk = {.config = config, .sources = sources, .skipped = skipped, .seen = seen};
	if (!collect(&walk, opened, error))
		return NULL;
	if (sources->len == 0) {
		sg_fail(error, SG_ERROR_USAGE, "%s: no documents found",
			opened->len > 0 ? ((Root *)g_ptr_array_index(opened, 0))->given
					: "sources");
		return NULL;
	}
	sg_source_fill_slugs(sources);
	g_ptr_array_sort(sources, compare_sources);
	return g_steal_pointer(&sources);
}
