/* SPDX-License-Identifier: MIT */
#include "command/findings.h"

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

#include <string.h>

#define FORMAT       "# skillgraph baseline 1\n"
#define MAX_BYTES    (256 << 20)
#define PRINT_LENGTH 16

static int
compare_lines(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool
sg_baseline_write(const char *file, const GArray *findings, GError **error)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < findings->len; i++) {
		const SgFinding *finding = &g_array_index(findings, SgFinding, i);
		g_autofree char *path = sg_text_escape_controls(finding->path);
		g_ptr_array_add(lines,
				g_strdup_printf("%s %s %s\n", finding->fingerprint,
						sg_diag_rule(finding->diag->tag)->name, path));
	}
	g_ptr_array_sort(lines, compare_lines);
	g_autoptr(GString) text = g_string_new(FORMAT);
	for (guint i = 0; i < lines->len; i++)
		g_string_append(text, lines->pdata[i]);
	return sg_file_replace(file, text->str, text->len, error);
}

/* Length of the fingerprint that a line begins with. */
static size_t
fingerprint_length(const char *line, const char *end)
{
	size_t length = 0;
	while (line + length < end && g_ascii_isxdigit(line[length]))
		length++;
	return length;
}

static void
count_entry(GHashTable *entries, const char *line)
{
	char *key = g_strndup(line, PRINT_LENGTH);
	unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(entries, key));
	g_hash_table_replace(entries, key, GUINT_TO_POINTER(count + 1));
}

/* How often each fingerprint stands in the text. NULL with an error for a line that is none. */
static GHashTable *
read_entries(const char *file, const char *text, size_t length, GError **error)
{
	g_autoptr(GHashTable) entries =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const char *end = text + length;
	unsigned number = 1;
	for (const char *p = text; p < end; number++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		bool blank = stop == p || *p == '#';
		if (!blank && fingerprint_length(p, stop) != PRINT_LENGTH) {
			sg_fail(error, SG_ERROR_USAGE, "%s:%u: no entry of a baseline", file,
				number);
			return NULL;
		}
		if (!blank)
			count_entry(entries, p);
		p = stop + 1;
	}
	return g_steal_pointer(&entries);
}

static size_t
count_left(GHashTable *entries)
{
	size_t left = 0;
	GHashTableIter iter;
	void *count;
	g_hash_table_iter_init(&iter, entries);
	while (g_hash_table_iter_next(&iter, NULL, &count))
		left += GPOINTER_TO_UINT(count);
	return left;
}

bool
sg_baseline_subtract(
    const char *file, GArray *findings, GArray *known, size_t *stale, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(GBytes) bytes = sg_file_read(file, MAX_BYTES, &reason);
	if (!bytes)
		return sg_fail(error, SG_ERROR_USAGE, "%s", reason->message);
	size_t length = 0;
	const char *text = g_bytes_get_data(bytes, &length);
	if (length < strlen(FORMAT) || memcmp(text, FORMAT, strlen(FORMAT)) != 0)
		return sg_fail(error, SG_ERROR_USAGE,
			       "%s: no baseline; write one with --write-baseline", file);
	g_autoptr(GHashTable) entries = read_entries(file, text, length, error);
	if (!entries)
		return false;
	guint kept = 0;
	for (guint i = 0; i < findings->len; i++) {
		SgFinding *finding = &g_array_index(findings, SgFinding, i);
		unsigned count =
		    GPOINTER_TO_UINT(g_hash_table_lookup(entries, finding->fingerprint));
		if (count > 0) {
			g_hash_table_insert(entries, g_strdup(finding->fingerprint),
					    GUINT_TO_POINTER(count - 1));
			g_array_append_val(known, *finding);
			continue;
		}
		g_array_index(findings, SgFinding, kept++) = *finding;
	}
	g_array_set_size(findings, kept);
	*stale = count_left(entries);
	return true;
}
