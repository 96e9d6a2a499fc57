/* SPDX-License-Identifier: MIT */
#include "model/vocabulary.h"

#include "base/digest.h"
#include "base/text.h"
#include "model/pack.h"

#include <string.h>

static void
free_senses_cb(void *data)
{
	g_array_unref(data);
}

static void
free_entry_cb(void *data)
{
	SgKeyEntry *entry = data;
	g_clear_pointer(&entry->senses, g_array_unref);
	g_free(entry);
}

static void
clear_pack_cb(void *data)
{
	SgPack *pack = data;
	g_ptr_array_unref(pack->languages);
}

static void
free_known_cb(void *data)
{
	SgKnown *known = data;
	g_clear_pointer(&known->also, g_ptr_array_unref);
	g_free(known);
}

static SgVocabulary *
new_vocabulary(void)
{
	SgVocabulary *vocabulary = g_new0(SgVocabulary, 1);
	vocabulary->strings = g_string_chunk_new(4096);
	vocabulary->packs = g_array_new(FALSE, FALSE, sizeof(SgPack));
	g_array_set_clear_func(vocabulary->packs, clear_pack_cb);
	vocabulary->known = g_ptr_array_new_with_free_func(free_known_cb);
	vocabulary->exact = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_senses_cb);
	vocabulary->keys = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_entry_cb);
	vocabulary->links = g_array_new(FALSE, FALSE, sizeof(SgLink));
	vocabulary->codes = g_array_new(FALSE, FALSE, sizeof(SgErrorCodes));
	vocabulary->lookups = g_new0(SgLookup, SG_LOOKUPS);
	vocabulary->long_lookups = g_new0(SgLongLookup, SG_LONG_LOOKUPS);
	return vocabulary;
}

void
sg_vocabulary_free(SgVocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	g_hash_table_unref(vocabulary->exact);
	g_hash_table_unref(vocabulary->keys);
	g_array_unref(vocabulary->links);
	g_array_unref(vocabulary->codes);
	g_ptr_array_unref(vocabulary->known);
	g_array_unref(vocabulary->packs);
	g_string_chunk_free(vocabulary->strings);
	g_free(vocabulary->digest);
	g_free(vocabulary->lookups);
	g_free(vocabulary->long_lookups);
	g_free(vocabulary);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of all packs in dir, sorted, core left out; NULL and an error when dir cannot be read. */
static GPtrArray *
list_packs(const char *dir, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(GDir) handle = g_dir_open(dir, 0, &cause);
	if (!handle) {
		sg_fail(error, SG_ERROR_USAGE, "%s: cannot open: %s", dir, cause->message);
		return NULL;
	}
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *file = NULL;
	while ((file = g_dir_read_name(handle))) {
		bool pack = g_str_has_suffix(file, ".yaml") && file[0] != '.' &&
			    strcmp(file, "core.yaml") != 0;
		if (pack)
			g_ptr_array_add(names, g_strndup(file, strlen(file) - strlen(".yaml")));
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}

static bool
check_choice(const char *dir, const char *const *choice, GError **error)
{
	g_autoptr(GPtrArray) names = list_packs(dir, error);
	if (!names)
		return false;
	SgNames known = {names->pdata, names->len, sizeof(char *)};
	for (; *choice; choice++) {
		if (strcmp(*choice, "core") == 0 ||
		    g_ptr_array_find_with_equal_func(names, *choice, g_str_equal, NULL))
			continue;
		const char *nearest = sg_text_nearest(*choice, &known);
		if (nearest)
			return sg_fail(error, SG_ERROR_USAGE,
				       "%s: no vocabulary pack '%s'; did you mean '%s'?", dir,
				       *choice, nearest);
		return sg_fail(error, SG_ERROR_USAGE, "%s: no vocabulary pack '%s'", dir, *choice);
	}
	return true;
}

/* The packs to load, each once, sorted: their order must not depend on how the user wrote it. */
static GPtrArray *
choose_packs(const char *dir, const char *const *choice, GError **error)
{
	if (!choice)
		return list_packs(dir, error);
	if (!check_choice(dir, choice, error))
		return NULL;
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	for (; *choice; choice++)
		if (strcmp(*choice, "core") != 0 &&
		    !g_ptr_array_find_with_equal_func(names, *choice, g_str_equal, NULL))
			g_ptr_array_add(names, g_strdup(*choice));
	g_ptr_array_sort(names, compare_names);
	return names;
}

static bool
load_packs(SgVocabulary *vocabulary, const char *dir, const GPtrArray *names, GError **error)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *core = g_build_filename(dir, "core.yaml", NULL);
	if (!sg_pack_load(vocabulary, core, checksum, error))
		return false;
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *file = g_strconcat(names->pdata[i], ".yaml", NULL);
		g_autofree char *path = g_build_filename(dir, file, NULL);
		if (vocabulary->packs->len == SG_MAX_PACKS)
			return sg_fail(error, SG_ERROR_USAGE, "%s: more than %d packs", dir,
				       SG_MAX_PACKS);
		if (!sg_pack_load(vocabulary, path, checksum, error))
			return false;
	}
	vocabulary->digest = g_strdup(g_checksum_get_string(checksum));
	return true;
}

SgVocabulary *
sg_vocabulary_load(const char *dir, const char *const *packs, GError **error)
{
	g_autoptr(GPtrArray) names = choose_packs(dir, packs, error);
	if (!names)
		return NULL;
	SgVocabulary *vocabulary = new_vocabulary();
	if (!load_packs(vocabulary, dir, names, error))
		g_clear_pointer(&vocabulary, sg_vocabulary_free);
	return vocabulary;
}

static SgFound
seek(const SgVocabulary *vocabulary, const char *phrase)
{
	static const SgKeyEntry nothing = {.phrase.verb = SG_N_EDGE_TYPES};
	g_autofree char *key = sg_text_key(phrase);
	SgFound found = {.entry = g_hash_table_lookup(vocabulary->keys, key)};
	if (!found.entry)
		found.entry = &nothing;
	/* Each name has its key's entry as well. */
	if (found.entry->senses)
		found.exact = g_hash_table_lookup(vocabulary->exact, phrase);
	return found;
}

#define SHORT_BYTES 16

/* A text of up to 16 bytes as two numbers, which tell it together with its length. */
typedef struct {
	uint64_t a, b;
} Short;

static uint64_t
load_four(const char *at)
{
	uint32_t bytes;
	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

/* Four times four bytes, which overlap: as wyhash (Wang Yi) reads short keys, with few jumps. */
static inline Short
short_of(const char *text, size_t length)
{
	if (length >= 4) {
		size_t middle = length / 8 * 4;
		const char *last = text + length - 4;
		return (Short){load_four(text) << 32 | load_four(text + middle),
			       load_four(last) << 32 | load_four(last - middle)};
	}
	if (length == 0)
		return (Short){0, 0};
	return (Short){(uint64_t)(unsigned char)text[0] << 16 |
			   (uint64_t)(unsigned char)text[length / 2] << 8 |
			   (unsigned char)text[length - 1],
		       0};
}

static SgFound
look_up_short(const SgVocabulary *vocabulary, const char *text, size_t length)
{
	Short phrase = short_of(text, length);
	uint64_t hash = (phrase.a ^ length) * 0x9e3779b97f4a7c15u;
	hash = (hash ^ (hash >> 32) ^ phrase.b) * 0xff51afd7ed558ccdu;
	SgLookup *slot = &vocabulary->lookups[(hash >> 32) % SG_LOOKUPS];
	if (slot->a == phrase.a && slot->b == phrase.b && slot->length == length &&
	    slot->found.entry)
		return slot->found;
	g_autofree char *copy = g_strndup(text, length);
	SgFound found = seek(vocabulary, copy);
	*slot = (SgLookup){found, phrase.a, phrase.b, length};
	return found;
}

static SgFound
look_up_long(const SgVocabulary *vocabulary, const char *text, size_t length)
{
	SgLongLookup *slot = &vocabulary->long_lookups[sg_digest64(text, length) % SG_LONG_LOOKUPS];
	if (slot->found.entry && slot->length == length && memcmp(slot->phrase, text, length) == 0)
		return slot->found;
	if (length >= sizeof slot->phrase) {
		g_autofree char *phrase = g_strndup(text, length);
		return seek(vocabulary, phrase);
	}
	memcpy(slot->phrase, text, length);
	slot->phrase[length] = '\0';
	slot->length = (uint32_t)length;
	slot->found = seek(vocabulary, slot->phrase);
	return slot->found;
}

/* A phrase drives out another of the same slot; what is found does not depend on it. */
static SgFound
look_up(const SgVocabulary *vocabulary, const char *text, size_t length)
{
	return length <= SHORT_BYTES ? look_up_short(vocabulary, text, length)
				     : look_up_long(vocabulary, text, length);
}

SgPhrase
sg_vocabulary_phrase(const SgVocabulary *vocabulary, const char *text, size_t length)
{
	return look_up(vocabulary, text, length).entry->phrase;
}

uint32_t
sg_vocabulary_lists_of(const SgVocabulary *vocabulary, const char *phrase)
{
	return sg_vocabulary_phrase(vocabulary, phrase, strlen(phrase)).lists;
}

bool
sg_vocabulary_lists(const SgVocabulary *vocabulary, SgWords words, const char *phrase)
{
	g_assert((unsigned)words < SG_N_WORDS);
	return (sg_vocabulary_lists_of(vocabulary, phrase) & SG_IN(words)) != 0;
}

/* The first of the senses that fits; they stand in order of precedence. */
static const SgKnown *
pick(const GArray *senses, SgKind kind, uint64_t packs)
{
	for (guint i = 0; senses && i < senses->len; i++) {
		const SgSense *sense = &g_array_index(senses, SgSense, i);
		bool fits = kind == SG_N_KINDS || sense->known->kind == kind;
		if (fits && (packs >> sense->pack & 1))
			return sense->known;
	}
	return NULL;
}

bool
sg_vocabulary_spells(const SgVocabulary *vocabulary, const char *name, const SgKnown *known)
{
	const GArray *senses = g_hash_table_lookup(vocabulary->exact, name);
	for (guint i = 0; senses && i < senses->len; i++) {
		if (g_array_index(senses, SgSense, i).known == known)
			return true;
	}
	return false;
}

const SgKnown *
sg_vocabulary_find_in(const SgVocabulary *vocabulary, const char *name, SgKind kind, uint64_t packs)
{
	SgFound found = look_up(vocabulary, name, strlen(name));
	const SgKnown *known = pick(found.exact, kind, packs);
	return known ? known : pick(found.entry->senses, kind, packs);
}

const SgKnown *
sg_vocabulary_find(const SgVocabulary *vocabulary, const char *name, SgKind kind)
{
	return sg_vocabulary_find_in(vocabulary, name, kind, SG_ALL_PACKS);
}

unsigned
sg_vocabulary_n_packs(const SgVocabulary *vocabulary)
{
	return vocabulary->packs->len;
}

uint64_t
sg_vocabulary_packs_of(const SgVocabulary *vocabulary, const char *language)
{
	uint64_t packs = 0;
	for (guint i = 0; i < vocabulary->packs->len; i++) {
		const GPtrArray *languages = g_array_index(vocabulary->packs, SgPack, i).languages;
		bool acts = languages->len == 0;
		for (guint j = 0; language && !acts && j < languages->len; j++)
			acts = strcmp(languages->pdata[j], language) == 0;
		if (acts)
			packs |= UINT64_C(1) << i;
	}
	return packs;
}

static bool
is_code_of(const SgErrorCodes *codes, const char *word)
{
	if (!g_str_has_prefix(word, codes->prefix))
		return false;
	const char *digits = word + strlen(codes->prefix);
	size_t length = strspn(digits, "0123456789");
	/* Nine digits fit an unsigned; a longer number than the least has no leading zero. */
	if (digits[length] != '\0' || length < codes->digits || length > 9)
		return false;
	if (length > codes->digits && digits[0] == '0')
		return false;
	guint64 number = g_ascii_strtoull(digits, NULL, 10);
	return number >= codes->first && number <= codes->last;
}

const SgErrorCodes *
sg_vocabulary_error_codes(const SgVocabulary *vocabulary, const char *word)
{
	for (guint i = 0; i < vocabulary->codes->len; i++) {
		const SgErrorCodes *codes = &g_array_index(vocabulary->codes, SgErrorCodes, i);
		if (is_code_of(codes, word))
			return codes;
	}
	return NULL;
}

SgEdgeType
sg_vocabulary_verb(const SgVocabulary *vocabulary, const char *verb)
{
	return sg_vocabulary_phrase(vocabulary, verb, strlen(verb)).verb;
}

/* A hyphen is no part of a key. */
bool
sg_vocabulary_may_be_verb(const SgVocabulary *vocabulary, const char *word)
{
	return vocabulary->verbs.has[sg_beginning(word)] || word[0] == '-' || word[1] == '-';
}

/* A template of error codes holds for the codes of its own pack only: "E0502" is not TypeScript's.
 */
static bool
link_fits(const SgVocabulary *vocabulary, const SgLink *link, const char *label)
{
	if (link->kind != SG_KIND_ERROR)
		return true;
	const SgErrorCodes *codes = sg_vocabulary_error_codes(vocabulary, label);
	const SgPack *pack = &g_array_index(vocabulary->packs, SgPack, link->pack);
	return codes && strcmp(codes->pack, pack->name) == 0;
}

char *
sg_vocabulary_url(const SgVocabulary *vocabulary, SgKind kind, const char *facet, const char *label)
{
	const SgKnown *known = sg_vocabulary_find(vocabulary, label, kind);
	if (known && known->url && strcmp(known->facet, facet) == 0)
		return g_strdup(known->url);
	for (guint i = 0; i < vocabulary->links->len; i++) {
		const SgLink *link = &g_array_index(vocabulary->links, SgLink, i);
		if (link->kind != kind || strcmp(link->facet, facet) != 0 ||
		    !link_fits(vocabulary, link, label))
			continue;
		g_autofree char *escaped = g_uri_escape_string(label, "@/", FALSE);
		GString *url = g_string_new(link->template);
		g_string_replace(url, "{name}", escaped, 0);
		return g_string_free(url, FALSE);
	}
	return NULL;
}

bool
sg_vocabulary_addressee(const SgVocabulary *vocabulary, const char *url, SgAddressee *of)
{
	for (guint i = 0; i < vocabulary->links->len; i++) {
		const SgLink *link = &g_array_index(vocabulary->links, SgLink, i);
		const char *hole = strstr(link->template, "{name}");
		size_t before = hole ? (size_t)(hole - link->template) : 0;
		if (!hole || strncmp(url, link->template, before) != 0)
			continue;
		const char *name = url + before;
		const char *after = hole + strlen("{name}");
		size_t length = strcspn(name, *after ? "/?#." : "/?#");
		/* "@scope/name" */
		if (*name == '@' && name[length] == '/')
			length += 1 + strcspn(name + length + 1, "/?#");
		if (length == 0 || !g_str_has_prefix(name + length, after))
			continue;
		*of = (SgAddressee){link->kind, link->facet, name, length};
		return true;
	}
	return false;
}

const char *
sg_vocabulary_digest(const SgVocabulary *vocabulary)
{
	return vocabulary->digest;
}
