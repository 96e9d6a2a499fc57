/* SPDX-License-Identifier: MIT */
#include "emit/manifest.h"

#include "base/append.h"
#include "base/arena.h"

#include <string.h>

#define HEAD     "skillgraph-manifest "
#define FORMAT   "1"
#define MAX_NAME 1000
#define MAX_PART 255
#define HEX      32 /* digits of a digest */

struct SgManifest {
	SgArena *memory;    /* of entries and their names */
	GPtrArray *entries; /* of SgFileEntry */
	GHashTable *names;  /* name (borrowed) -> SgFileEntry (borrowed) */
	char *version;
};

SgManifest *
sg_manifest_new(void)
{
	SgManifest *manifest = g_new0(SgManifest, 1);
	manifest->memory = sg_arena_new();
	manifest->entries = g_ptr_array_new();
	manifest->names = g_hash_table_new(g_str_hash, g_str_equal);
	manifest->version = g_strdup(SG_VERSION);
	return manifest;
}

void
sg_manifest_free(SgManifest *manifest)
{
	if (!manifest)
		return;
	g_hash_table_unref(manifest->names);
	g_ptr_array_unref(manifest->entries);
	sg_arena_free(manifest->memory);
	g_free(manifest->version);
	g_free(manifest);
}

bool
sg_manifest_add(SgManifest *manifest, const SgFileEntry *entry)
{
	if (g_hash_table_contains(manifest->names, entry->name))
		return false;
	SgFileEntry *copy = sg_arena_cut(manifest->memory, sizeof *copy);
	*copy = *entry;
	copy->name = sg_arena_copy(manifest->memory, entry->name, strlen(entry->name));
	g_ptr_array_add(manifest->entries, copy);
	g_hash_table_insert(manifest->names, copy->name, copy);
	return true;
}

const SgFileEntry *
sg_manifest_find(const SgManifest *manifest, const char *name)
{
	return g_hash_table_lookup(manifest->names, name);
}

const char *
sg_manifest_version(const SgManifest *manifest)
{
	return manifest->version;
}

size_t
sg_manifest_count(const SgManifest *manifest)
{
	return manifest->entries->len;
}

const SgFileEntry *
sg_manifest_entry(const SgManifest *manifest, size_t i)
{
	return g_ptr_array_index(manifest->entries, i);
}

static int
compare_name(const void *a, const void *b)
{
	const SgFileEntry *const *left = a;
	const SgFileEntry *const *right = b;
	return strcmp((*left)->name, (*right)->name);
}

void
sg_file_entry_format(const SgFileEntry *entry, GString *text)
{
	char size[24];
	int length = g_snprintf(size, sizeof size, " %" G_GUINT64_FORMAT " ", entry->size);
	sg_append(text, entry->digest.hex);
	sg_append_len(text, size, (size_t)length);
	sg_append(text, entry->inputs.hex);
	sg_append_len(text, " ", 1);
	sg_append(text, entry->name);
	sg_append_len(text, "\n", 1);
}

GBytes *
sg_manifest_format(SgManifest *manifest)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	g_ptr_array_sort(manifest->entries, compare_name);
	for (size_t i = 0; i < manifest->entries->len; i++)
		sg_file_entry_format(sg_manifest_entry(manifest, i), lines);
	SgDigest digest = sg_digest(lines->str, lines->len);
	GString *text = g_string_sized_new(lines->len + 80);
	g_string_append_printf(text, HEAD FORMAT " %s %u %s\n", manifest->version,
			       manifest->entries->len, digest.hex);
	g_string_append_len(text, lines->str, (gssize)lines->len);
	return g_string_free_to_bytes(text);
}

static bool
part_is_valid(const char *part, size_t length)
{
	if (length == 0 || length > MAX_PART)
		return false;
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalnum(part[i]) && !strchr("._-", part[i]))
			return false;
	return !(length <= 2 && strncmp(part, "..", length) == 0);
}

bool
sg_file_name_is_valid(const char *name)
{
	if (strlen(name) > MAX_NAME)
		return false;
	for (;;) {
		size_t length = strcspn(name, "/");
		if (!part_is_valid(name, length))
			return false;
		if (!name[length])
			return true;
		name += length + 1;
	}
}

/* Takes a word of lower-case hexadecimal digits and the blank after it. */
static bool
take_digest(const char **at, const char *end, SgDigest *digest)
{
	if (end - *at <= HEX || (*at)[HEX] != ' ')
		return false;
	for (size_t i = 0; i < HEX; i++) {
		char c = (*at)[i];
		if (!g_ascii_isdigit(c) && (c < 'a' || c > 'f'))
			return false;
		digest->hex[i] = c;
	}
	digest->hex[HEX] = '\0';
	*at += HEX + 1;
	return true;
}

static bool
take_number(const char **at, const char *end, uint64_t *number)
{
	const char *start = *at;
	*number = 0;
	while (*at < end && g_ascii_isdigit(**at) && *at - start < 18)
		*number = *number * 10 + (uint64_t)(*(*at)++ - '0');
	if (*at == start || *at == end || **at != ' ')
		return false;
	(*at)++;
	return true;
}

bool
sg_file_entry_parse(const char *line, size_t length, SgFileEntry *entry)
{
	SgFileEntry result = {0};
	const char *end = line + length;
	if (!take_digest(&line, end, &result.digest) || !take_number(&line, end, &result.size) ||
	    !take_digest(&line, end, &result.inputs) || memchr(line, '\0', (size_t)(end - line)))
		return false;
	g_autofree char *name = g_strndup(line, (gsize)(end - line));
	if (!sg_file_name_is_valid(name))
		return false;
	result.name = g_steal_pointer(&name);
	*entry = result;
	return true;
}

typedef struct {
	char *version; /* owned */
	uint64_t count;
	SgDigest digest; /* of all lines after the head */
} Head;

/* A program version: "0.1.0", "1.0-rc1". */
static char *
take_version(const char **at, const char *end)
{
	const char *blank = memchr(*at, ' ', (size_t)(end - *at));
	if (!blank || !part_is_valid(*at, (size_t)(blank - *at)))
		return NULL;
	char *version = g_strndup(*at, (gsize)(blank - *at));
	*at = blank + 1;
	return version;
}

/* "skillgraph-manifest 1 VERSION COUNT DIGEST". The digest is followed by a line end, not a blank.
 */
static bool
parse_head(const char *line, size_t length, Head *head)
{
	static const char start[] = HEAD FORMAT " ";
	const char *end = line + length;
	if (length < strlen(start) || memcmp(line, start, strlen(start)) != 0)
		return false;
	line += strlen(start);
	head->version = take_version(&line, end);
	if (!head->version || !take_number(&line, end, &head->count) || end - line != HEX)
		return false;
	char word[HEX + 1];
	memcpy(word, line, HEX);
	word[HEX] = ' ';
	const char *at = word;
	return take_digest(&at, word + HEX + 1, &head->digest);
}

static bool
parse_lines(SgManifest *manifest, const char *at, const char *end)
{
	const char *before = "";
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		SgFileEntry entry;
		if (!stop || !sg_file_entry_parse(at, (size_t)(stop - at), &entry))
			return false;
		g_autofree char *name = entry.name;
		if (strcmp(before, name) >= 0 || !sg_manifest_add(manifest, &entry))
			return false;
		before = sg_manifest_entry(manifest, sg_manifest_count(manifest) - 1)->name;
		at = stop + 1;
	}
	return true;
}

static bool
parse_whole(SgManifest *manifest, const char *text, size_t length)
{
	const char *stop = memchr(text, '\n', length);
	Head head = {0};
	bool whole = stop && parse_head(text, (size_t)(stop - text), &head);
	if (head.version) {
		g_free(manifest->version);
		manifest->version = head.version;
	}
	if (!whole)
		return false;
	const char *lines = stop + 1;
	size_t rest = length - (size_t)(lines - text);
	if (strcmp(sg_digest(lines, rest).hex, head.digest.hex) != 0)
		return false;
	return parse_lines(manifest, lines, lines + rest) &&
	       sg_manifest_count(manifest) == head.count;
}

SgManifest *
sg_manifest_parse(const char *text, size_t length, SgManifestState *state)
{
	SgManifest *manifest = sg_manifest_new();
	*state = SG_MANIFEST_FOREIGN;
	if (length < strlen(HEAD) || memcmp(text, HEAD, strlen(HEAD)) != 0)
		return manifest;
	*state = SG_MANIFEST_SOUND;
	if (parse_whole(manifest, text, length))
		return manifest;
	*state = SG_MANIFEST_DAMAGED;
	sg_manifest_free(manifest);
	return sg_manifest_new();
}
