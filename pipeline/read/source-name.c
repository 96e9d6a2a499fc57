/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include "base/digest.h"
#include "base/text.h"

#include <string.h>

static const char *const extensions[] = {".md", ".mdc", ".mdx", ".txt", ".html", ".htm"};
static const char *const exact_names[] = {".cursorrules", ".windsurfrules", ".clinerules"};
/* Stems of files that are about a folder and no documents for agents, whatever their case and
 * whether their words are joined by '-' or '_'; also "README.de.md" and "LICENSE-MIT.txt". */
static const char *const about_files[] = {
    "readme",       "license",      "licence",         "copying",    "changelog", "changes",
    "contributing", "contributors", "code_of_conduct", "codeowners", "citation",  "requirements",
    "robots",       "llms",         "llms_full",       "cmakelists", "notices",   "third_party",
    "pull_request", "funding"};
/* These only in capitals: "security.md" may be a chapter of a skill. */
static const char *const about_capitals[] = {
    "SECURITY", "NOTICE",  "AUTHORS", "HISTORY",    "SUPPORT", "PATENTS",    "TODO",  "MAINTAINERS",
    "NEWS",     "INSTALL", "ROADMAP", "GOVERNANCE", "CREDITS", "DISCLAIMER", "LEGAL", "TRADEMARK"};
/* Folders of forms to be filled in. */
static const char *const about_folders[] = {"ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE"};

static bool
is_listed(const char *name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(name, list[i]) == 0)
			return true;
	}
	return false;
}

/* Length of the name without a document's extension, or 0 when it has none. */
static size_t
stem_length(const char *name)
{
	size_t length = strlen(name);
	for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++) {
		size_t n = strlen(extensions[i]);
		if (length > n && g_ascii_strcasecmp(name + length - n, extensions[i]) == 0)
			return length - n;
	}
	return 0;
}

static bool
is_about(const char *stem)
{
	if (is_listed(stem, about_capitals, G_N_ELEMENTS(about_capitals)))
		return true;
	g_autofree char *lower = g_ascii_strdown(stem, -1);
	g_strdelimit(lower, "-", '_');
	for (size_t i = 0; i < G_N_ELEMENTS(about_files); i++) {
		size_t n = strlen(about_files[i]);
		if (strncmp(lower, about_files[i], n) == 0 && (lower[n] == '\0' || lower[n] == '.'))
			return true;
	}
	return g_str_has_prefix(lower, "license_") || g_str_has_prefix(lower, "third_party_") ||
	       g_str_has_prefix(lower, "pull_request_");
}

SgNameSort
sg_source_name_sort(const char *name)
{
	if (is_listed(name, exact_names, G_N_ELEMENTS(exact_names)))
		return SG_NAME_DOCUMENT;
	size_t length = stem_length(name);
	g_autofree char *stem = length > 0 ? g_strndup(name, length) : g_strdup(name);
	if (is_about(stem))
		return SG_NAME_ABOUT;
	return length > 0 ? SG_NAME_DOCUMENT : SG_NAME_OTHER;
}

bool
sg_source_folder_is_about(const char *name)
{
	return is_listed(name, about_folders, G_N_ELEMENTS(about_folders));
}

static char *
slug_base(const char *path, bool *lossy)
{
	const char *slash = strrchr(path, '/');
	size_t last = slash != NULL ? (size_t)(slash + 1 - path) : 0;
	size_t stem = stem_length(path + last);
	g_autofree char *name = g_strndup(path, stem > 0 ? last + stem : strlen(path));
	for (char *p = name; *p != '\0'; p++) {
		if (*p == '/' || *p == '_')
			*p = '-';
	}
	if (!g_utf8_validate(name, -1, NULL)) {
		char *valid = g_utf8_make_valid(name, -1);
		g_free(name);
		name = valid;
	}
	return sg_text_slug(name, lossy);
}

/* How many sources have each slug. */
static GHashTable *
count_slugs(const GPtrArray *sources)
{
	GHashTable *count = /* slug (owned) -> number */
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < sources->len; i++) {
		const SgSource *source = g_ptr_array_index(sources, i);
		gpointer n = g_hash_table_lookup(count, source->slug);
		g_hash_table_insert(count, g_strdup(source->slug),
				    GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
	}
	return count;
}

static bool
is_shared(GHashTable *count, const SgSource *source)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(count, source->slug)) > 1;
}

static void
add_suffix(SgSource *source, int digits)
{
	SgDigest digest = sg_digest(source->path, strlen(source->path));
	char *slug = g_strdup_printf("%s%s%.*s", source->slug, *source->slug != '\0' ? "-" : "doc-",
				     digits, digest.hex);
	g_free(source->slug);
	source->slug = slug;
}

void
sg_source_fill_slugs(GPtrArray *sources)
{
	g_autofree bool *lossy = g_new0(bool, sources->len);
	for (guint i = 0; i < sources->len; i++) {
		SgSource *source = g_ptr_array_index(sources, i);
		source->slug = slug_base(source->path, &lossy[i]);
	}
	g_autoptr(GHashTable) first = count_slugs(sources);
	for (guint i = 0; i < sources->len; i++) {
		SgSource *source = g_ptr_array_index(sources, i);
		if (lossy[i] || *source->slug == '\0' || is_shared(first, source))
			add_suffix(source, 6);
	}
	/* Six digits are short to read; among thousands of sharers two of them may meet. */
	g_autoptr(GHashTable) second = count_slugs(sources);
	for (guint i = 0; i < sources->len; i++) {
		SgSource *source = g_ptr_array_index(sources, i);
		if (is_shared(second, source))
			add_suffix(source, 32);
	}
}
