/* SPDX-License-Identifier: MIT */
#include "read/walk.h"

#include "base/open.h"
#include "base/text.h"
#include "read/ignore.h"
#include "read/read.h"
#include "read/steps.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const hidden_walked[] = {".claude", ".agents", ".cursor", ".github"};
static const char *const never_walked[] = {"node_modules", "build", "target"};

/* A directory still to walk. */
typedef struct {
	char *path; /* from the root; "" is the root itself */
	char *real; /* without any link in it */
	const SgIgnore *rules;
} Folder;

typedef struct {
	const SgRoot *root;
	const char *prefix; /* of shown paths: "" or "label/" */
	const SgConfig *config;
	SgListing *listing;
	char *above;        /* from the top of the repository to the root: "" or "a/b/" */
	GHashTable *seen;   /* "dev:ino" of directories, owned */
	GPtrArray *ignores; /* of SgIgnore */
	GQueue *pending;    /* of Folder */
	GQueue *links;      /* of Folder: by links to directories, walked when all others are */
} Walk;

/* Something in a directory, while it is judged. */
typedef struct {
	const Folder *folder;
	const char *name;
	char *path; /* from the root; owned */
	struct stat status;
	bool is_folder;
} Entry;

static void
free_folder_cb(void *data)
{
	Folder *folder = data;
	g_free(folder->path);
	g_free(folder->real);
	g_free(folder);
}

static void
free_ignore_cb(void *data)
{
	sg_ignore_free(data);
}

static char *
join(const char *folder, const char *name)
{
	bool bare = *folder == '\0' || g_str_has_suffix(folder, "/");
	return bare ? g_strconcat(folder, name, NULL) : g_strconcat(folder, "/", name, NULL);
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

SgFound
sg_walk_found(const SgConfig *config,
	      const char *prefix,
	      const char *path,
	      SgFoundKind kind,
	      const char *detail)
{
	SgFound found = {.kind = kind, .detail = g_strdup(detail)};
	g_autofree char *whole = g_strconcat(prefix, path, NULL);
	bool sound = g_utf8_validate(whole, -1, NULL);
	found.path = sound ? g_strdup(whole) : sg_text_escape_controls(whole);
	found.secret = sg_secrets_mask_path(found.path, config, &found.secret_end);
	if (strcmp(found.path, whole) != 0)
		found.raw = g_steal_pointer(&whole);
	return found;
}

static SgFound
found_at(const Walk *walk, const char *path, SgFoundKind kind, const char *detail)
{
	return sg_walk_found(walk->config, walk->prefix, path, kind, detail);
}

static void
note_skipped(Walk *walk, const Entry *entry, SgFoundKind kind, const char *detail)
{
	g_autofree char *path = g_strconcat(entry->path, entry->is_folder ? "/" : "", NULL);
	SgFound found = found_at(walk, path, kind, detail);
	found.bytes = entry->is_folder ? 0 : (uint64_t)entry->status.st_size;
	sg_listing_add(walk->listing, found);
}

static void
note_refused(Walk *walk, const char *path, SgDiagTag tag, const char *detail)
{
	SgFound found = found_at(walk, path, SG_FOUND_REFUSED, detail);
	found.tag = tag;
	sg_listing_add(walk->listing, found);
}

static const char *
first_match(const GPtrArray *globs, const char *path)
{
	for (guint i = 0; globs != NULL && i < globs->len; i++) {
		if (sg_glob_matches(g_ptr_array_index(globs, i), path))
			return g_ptr_array_index(globs, i);
	}
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

static SgFoundKind
kind_of_file(const Walk *walk, const Entry *entry)
{
	const GPtrArray *include = walk->config->include;
	bool all = include == NULL || include->len == 0;
	if (!all && names_it(include, entry->path))
		return SG_FOUND_DOCUMENT;
	switch (sg_source_name_sort(entry->name)) {
	case SG_NAME_DOCUMENT:
		return all || first_match(include, entry->path) != NULL ? SG_FOUND_DOCUMENT
									: SG_FOUND_UNCHOSEN;
	case SG_NAME_ABOUT:
		return SG_FOUND_ABOUT;
	default:
		return *entry->name == '.' ? SG_FOUND_HIDDEN : SG_FOUND_OTHER;
	}
}

static SgFoundKind
kind_of_folder(const char *name)
{
	if (*name == '.' && !is_listed(name, hidden_walked, G_N_ELEMENTS(hidden_walked)))
		return SG_FOUND_HIDDEN;
	if (is_listed(name, never_walked, G_N_ELEMENTS(never_walked)))
		return SG_FOUND_GENERATED;
	return sg_source_folder_is_about(name) ? SG_FOUND_ABOUT : SG_FOUND_DOCUMENT;
}

/* real (owned) is where it is, no link on the way. */
static void
judge_file(Walk *walk, const Entry *entry, char *real)
{
	g_autofree char *file = real;
	SgFoundKind kind = kind_of_file(walk, entry);
	if (kind == SG_FOUND_DOCUMENT && !S_ISREG(entry->status.st_mode)) {
		note_refused(walk, entry->path, SG_DIAG_NOT_A_FILE, "skipped");
		return;
	}
	SgFound found = found_at(walk, entry->path, kind, NULL);
	found.bytes = (uint64_t)entry->status.st_size;
	if (kind == SG_FOUND_DOCUMENT ||
	    (S_ISREG(entry->status.st_mode) && sg_picture_of_name(entry->name) != SG_PICTURE_NONE))
		found.file = g_steal_pointer(&file);
	sg_listing_add(walk->listing, found);
}

static void
judge_folder(Walk *walk, const Entry *entry, char *real, GQueue *queue)
{
	SgFoundKind kind = kind_of_folder(entry->name);
	if (kind != SG_FOUND_DOCUMENT) {
		note_skipped(walk, entry, kind, NULL);
		g_free(real);
		return;
	}
	Folder *folder = g_new0(Folder, 1);
	folder->path = g_strdup(entry->path);
	folder->real = real;
	folder->rules = entry->folder->rules;
	g_queue_push_tail(queue, folder);
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
follow(Walk *walk, Entry *entry)
{
	g_autofree char *full = join(entry->folder->real, entry->name);
	char *real = realpath(full, NULL);
	if (real == NULL && errno == ELOOP)
		note_refused(walk, entry->path, SG_DIAG_SYMLINK_LOOP, "it leads to itself");
	else if (real == NULL)
		note_refused(walk, entry->path, SG_DIAG_UNREADABLE, g_strerror(errno));
	else if (!is_below(real, walk->root->real))
		note_refused(walk, entry->path, SG_DIAG_SYMLINK_OUTSIDE, "not followed");
	else if (lstat(real, &entry->status) == 0)
		return real;
	free(real);
	return NULL;
}

static void
judge_link(Walk *walk, Entry *entry)
{
	if (kind_of_folder(entry->name) != SG_FOUND_DOCUMENT &&
	    kind_of_file(walk, entry) != SG_FOUND_DOCUMENT) {
		note_skipped(walk, entry, SG_FOUND_HIDDEN, NULL);
		return;
	}
	char *real = follow(walk, entry);
	if (real == NULL)
		return;
	entry->is_folder = S_ISDIR(entry->status.st_mode);
	if (entry->is_folder)
		judge_folder(walk, entry, g_strdup(real), walk->links);
	else
		judge_file(walk, entry, g_strdup(real));
	free(real);
}

static void
judge_entry(Walk *walk, int fd, Entry *entry)
{
	if (fstatat(fd, entry->name, &entry->status, AT_SYMLINK_NOFOLLOW) != 0) {
		note_refused(walk, entry->path, SG_DIAG_UNREADABLE, g_strerror(errno));
		return;
	}
	entry->is_folder = S_ISDIR(entry->status.st_mode);
	g_autofree char *whole = g_strconcat(walk->above, entry->path, NULL);
	SgIgnoreVerdict verdict = sg_ignore_judge(entry->folder->rules, whole, entry->is_folder);
	const char *excluded = first_match(walk->config->exclude, entry->path);
	if (verdict.ignored) {
		g_autofree char *place = g_strdup_printf("%s:%u", verdict.file, verdict.line);
		note_skipped(walk, entry, SG_FOUND_IGNORED, place);
	} else if (excluded != NULL) {
		note_skipped(walk, entry, SG_FOUND_EXCLUDED, excluded);
	} else if (S_ISLNK(entry->status.st_mode)) {
		judge_link(walk, entry);
	} else if (entry->is_folder) {
		judge_folder(walk, entry, join(entry->folder->real, entry->name), walk->pending);
	} else {
		judge_file(walk, entry, join(entry->folder->real, entry->name));
	}
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* NULL with errno where the directory cannot be read to its end. */
static GPtrArray *
read_names(int fd)
{
	int own = dup(fd);
	DIR *dir = own >= 0 ? fdopendir(own) : NULL;
	if (dir == NULL)
		return NULL;
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free); /* of char * */
	errno = 0;
	for (const struct dirent *item; (item = readdir(dir)) != NULL; errno = 0) {
		if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
			g_ptr_array_add(names, g_strdup(item->d_name));
	}
	int reason = errno;
	closedir(dir);
	errno = reason;
	if (reason != 0)
		g_clear_pointer(&names, g_ptr_array_unref);
	else
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
	note_refused(walk, path, SG_DIAG_SYMLINK_LOOP, "seen already");
	return false;
}

/* The rules that hold in a directory: its own .gitignore after those above. */
static const SgIgnore *
load_rules(Walk *walk, int fd, const SgIgnore *above, const char *base, const char *shown)
{
	SgIgnore *own = sg_ignore_load(fd, above, base, shown);
	if (own == NULL)
		return above;
	g_ptr_array_add(walk->ignores, own);
	return own;
}

static void
walk_open(Walk *walk, Folder *folder, int fd)
{
	g_autoptr(GPtrArray) names = read_names(fd);
	if (names == NULL) {
		note_refused(walk, folder->path, SG_DIAG_UNREADABLE, g_strerror(errno));
		return;
	}
	g_autofree char *base = g_strconcat(walk->above, folder->path, NULL);
	if (g_str_has_suffix(base, "/"))
		base[strlen(base) - 1] = '\0';
	g_autofree char *path = join(folder->path, ".gitignore");
	SgFound rules = found_at(walk, path, SG_FOUND_HIDDEN, NULL);
	folder->rules = load_rules(walk, fd, folder->rules, base, rules.path);
	sg_found_clear(&rules);
	for (guint i = 0; i < names->len; i++) {
		Entry entry = {.folder = folder, .name = g_ptr_array_index(names, i)};
		entry.path = join(folder->path, entry.name);
		judge_entry(walk, fd, &entry);
		g_free(entry.path);
	}
}

static void
walk_folder(Walk *walk, Folder *folder)
{
	int fd = sg_open_real(folder->real, O_DIRECTORY);
	if (fd < 0) {
		note_refused(walk, folder->path, SG_DIAG_UNREADABLE, g_strerror(errno));
		return;
	}
	if (is_first_visit(walk, fd, folder->path))
		walk_open(walk, folder, fd);
	close(fd);
}

/* The innermost directory at or above the root that is the top of a repository; owned, or NULL. */
static char *
find_top(const char *root)
{
	g_autofree char *at = g_strdup(root);
	for (;;) {
		g_autofree char *mark = join(at, ".git");
		struct stat status;
		if (lstat(mark, &status) == 0)
			return g_steal_pointer(&at);
		if (strcmp(at, "/") == 0)
			return NULL;
		char *parent = g_path_get_dirname(at);
		g_free(at);
		at = parent;
	}
}

/* The rules of the directories from the top of the repository down to the root, which hold below
 * it. When they ignore the root itself, the user wants it all the same, and they do not count. */
static const SgIgnore *
load_rules_above(Walk *walk)
{
	const char *root = walk->root->real;
	g_autofree char *top = find_top(root);
	if (top == NULL || strcmp(top, root) == 0)
		return NULL;
	const char *way = root + strlen(top) + (strcmp(top, "/") != 0);
	g_auto(GStrv) parts = g_strsplit(way, "/", -1);
	guint n = g_strv_length(parts);
	g_autofree char *base = g_strdup("");
	const SgIgnore *rules = NULL;
	for (guint i = 0; i < n; i++) {
		g_autofree char *real = join(top, base);
		g_autoptr(GString) shown = g_string_new(walk->prefix);
		for (guint up = i; up < n; up++)
			g_string_append(shown, "../");
		g_string_append(shown, ".gitignore");
		if (g_str_has_suffix(real, "/") && real[1] != '\0')
			real[strlen(real) - 1] = '\0';
		int fd = sg_open_real(real, O_DIRECTORY);
		if (fd >= 0) {
			rules = load_rules(walk, fd, rules, base, shown->str);
			close(fd);
		}
		char *next = join(base, parts[i]);
		g_free(base);
		base = next;
		if (sg_ignore_judge(rules, base, true).ignored)
			return NULL;
	}
	g_free(walk->above);
	walk->above = g_strconcat(way, "/", NULL);
	return rules;
}

static bool
check_root(const SgRoot *root, GError **error)
{
	int fd = sg_open_real(root->real, O_DIRECTORY);
	if (fd < 0)
		return sg_fail(error, SG_ERROR_USAGE, "%s: cannot open the sources: %s",
			       root->given, g_strerror(errno));
	close(fd);
	return true;
}

bool
sg_walk(const SgRoot *root,
	const char *prefix,
	const SgConfig *config,
	SgListing *listing,
	GError **error)
{
	if (!check_root(root, error))
		return false;
	Walk walk = {.root = root,
		     .prefix = prefix,
		     .config = config,
		     .listing = listing,
		     .above = g_strdup(""),
		     .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		     .ignores = g_ptr_array_new_with_free_func(free_ignore_cb),
		     .pending = g_queue_new(),
		     .links = g_queue_new()};
	Folder *first = g_new0(Folder, 1);
	first->path = g_strdup("");
	first->real = g_strdup(root->real);
	first->rules = load_rules_above(&walk);
	for (Folder *folder = first; folder != NULL;) {
		walk_folder(&walk, folder);
		free_folder_cb(folder);
		folder = g_queue_pop_head(walk.pending);
		if (folder == NULL)
			folder = g_queue_pop_head(walk.links);
	}
	g_free(walk.above);
	g_hash_table_unref(walk.seen);
	g_ptr_array_unref(walk.ignores);
	g_queue_free(walk.pending);
	g_queue_free(walk.links);
	return true;
}
