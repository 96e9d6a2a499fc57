/* SPDX-License-Identifier: MIT */
#include "graph/lexicon.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define FNV_OFFSET 0xcbf29ce484222325u
#define FNV_PRIME  0x100000001b3u

#define MAX_WORDS 8
#define MAX_CODE  64 /* bytes of a code span that could be a name */

typedef struct {
	uint64_t key; /* of the first words, see key_of */
	const char *text;
	uint32_t length; /* of text, without generic arguments */
	uint32_t entity;
	uint32_t n_words;
	uint64_t words[MAX_WORDS];
	bool exact; /* as it is written: a type, an acronym */
	bool whole; /* not before or after a hyphen: tokio is not tokio-postgres */
} Name;

typedef struct {
	uint32_t name; /* the first of those with this key, or SG_NONE */
	uint32_t high; /* bits of the key: most words begin no name and end here */
} Bucket;

struct SgLexicon {
	GArray *names;   /* of Name; sorted by key, n_words falling, length falling, entity */
	Bucket *buckets; /* by the low bits of key */
	uint32_t mask;
	uint64_t *starts; /* a bit for the first word of each name, by the high bits of its hash */
	uint32_t starts_mask;
	GHashTable *texts; /* of labels and aliases -> entity + 1 */
	GHashTable *keys;  /* sg_text_key of them -> entity + 1; owned keys */
};

/* Letters and digits of ASCII in lower case; 0: another character of ASCII, or none of it. */
static unsigned char
fold_ascii(char c)
{
	unsigned char low = (unsigned char)c | 0x20;
	bool letter = (unsigned char)(low - 'a') < 26;
	return letter || (unsigned char)(c - '0') < 10 ? low : 0;
}

static bool
is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* The first character at or after c that belongs to a word. */
static const char *
next_letter(const char *c)
{
	for (; *c && !fold_ascii(*c); c = g_utf8_next_char(c)) {
		if (!is_ascii(*c) && g_unichar_isalnum(g_utf8_get_char(c)))
			return c;
	}
	return c;
}

/* A word while it is read. */
typedef struct {
	uint64_t hash;
	uint64_t before; /* hash without the last character */
	const char *end;
} Word;

static Word
read_word(const char *c)
{
	Word word = {.hash = FNV_OFFSET};
	for (;;) {
		for (unsigned char low; (low = fold_ascii(*c)) != 0; c++) {
			word.before = word.hash;
			word.hash = (word.hash ^ low) * FNV_PRIME;
		}
		if (is_ascii(*c) || !g_unichar_isalnum(g_utf8_get_char(c)))
			break;
		word.before = word.hash;
		word.hash = (word.hash ^ g_unichar_tolower(g_utf8_get_char(c))) * FNV_PRIME;
		c = g_utf8_next_char(c);
	}
	word.end = c;
	return word;
}

static const char *
end_of_word(const char *c)
{
	return read_word(c).end;
}

static bool
is_plural(const char *word, const char *end)
{
	return end - word > 3 && (end[-1] | 0x20) == 's' && (end[-2] | 0x20) != 's';
}

void
sg_lexicon_tokenise(const char *text, GArray *tokens)
{
	/* A word and what parts it from the next are two bytes at least. */
	g_array_set_size(tokens, (guint)(strlen(text) / 2 + 1));
	SgToken *token = (SgToken *)(void *)tokens->data;
	for (const char *c = next_letter(text); *c; c = next_letter(c)) {
		Word word = read_word(c);
		uint64_t hash = is_plural(c, word.end) ? word.before : word.hash;
		*token++ =
		    (SgToken){hash ^ (hash >> 29), (uint32_t)(c - text), (uint32_t)(word.end - c)};
		c = word.end;
	}
	g_array_set_size(tokens, (guint)(token - (SgToken *)(void *)tokens->data));
}

static bool
is_joint(char c)
{
	return c == ' ' || c == '-' || c == '_';
}

/* A capital behind the first letter of a word: "RefCell", "RAII". */
static bool
has_own_spelling(const char *text, uint32_t length)
{
	for (uint32_t i = 1; i < length; i++) {
		if (g_ascii_isupper(text[i]) && g_ascii_isalnum(text[i - 1]))
			return true;
	}
	return false;
}

static uint32_t
bare_length(const char *text)
{
	const char *open = strchr(text, '<');
	return (uint32_t)(open && open > text ? (size_t)(open - text) : strlen(text));
}

static void
remember(SgLexicon *lexicon, const char *text, uint32_t entity)
{
	if (!g_hash_table_contains(lexicon->texts, text))
		g_hash_table_insert(lexicon->texts, (gpointer)text, GUINT_TO_POINTER(entity + 1));
	char *key = sg_text_key(text);
	if (*key && !g_hash_table_contains(lexicon->keys, key))
		g_hash_table_insert(lexicon->keys, key, GUINT_TO_POINTER(entity + 1));
	else
		g_free(key);
}

/* Names of several words are looked up by two of them: many names begin with one word. */
static uint64_t
key_of(uint64_t first, uint64_t second)
{
	uint64_t key = first * 0x9e3779b97f4a7c15u + second;
	return key ^ (key >> 32);
}

static void
add_name(SgLexicon *lexicon, const SgBuilding *building, const char *text, uint32_t number)
{
	const SgEntity *entity = &g_array_index(building->parts->entities, SgEntity, number);
	remember(lexicon, text, number);
	Name name = {.text = text, .length = bare_length(text), .entity = number};
	/* What begins or ends with another sign ("'static", "expect()") is found as code alone. */
	if (name.length < 2 || sg_vocabulary_lists(building->vocabulary, SG_WORDS_PLAIN, text) ||
	    sg_vocabulary_lists(building->vocabulary, SG_WORDS_STOP, text))
		return;
	g_autofree char *bare = g_strndup(text, name.length);
	g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(SgToken));
	sg_lexicon_tokenise(bare, tokens);
	if (tokens->len == 0 || tokens->len > MAX_WORDS || g_array_index(tokens, SgToken, 0).at > 0)
		return;
	name.n_words = tokens->len;
	for (guint i = 0; i < tokens->len; i++)
		name.words[i] = g_array_index(tokens, SgToken, i).hash;
	name.key = name.n_words > 1 ? key_of(name.words[0], name.words[1]) : name.words[0];
	name.exact = strchr(text, '<') || name.length <= 2 || has_own_spelling(text, name.length);
	name.whole = entity->kind == SG_KIND_CRATE || entity->kind == SG_KIND_TOOL;
	g_array_append_val(lexicon->names, name);
}

static int
compare_name(const void *a, const void *b)
{
	const Name *x = a;
	const Name *y = b;
	if (x->key != y->key)
		return (x->key > y->key) - (x->key < y->key);
	if (x->n_words != y->n_words)
		return (x->n_words < y->n_words) - (x->n_words > y->n_words);
	if (x->length != y->length)
		return (x->length < y->length) - (x->length > y->length);
	if (x->entity != y->entity)
		return (x->entity > y->entity) - (x->entity < y->entity);
	return strcmp(x->text, y->text);
}

/* Names with one key are adjacent; a bucket leads to the first of them. */
static void
fill_buckets(SgLexicon *lexicon)
{
	uint32_t size = 256;
	while (size < lexicon->names->len * 2)
		size *= 2;
	lexicon->mask = size - 1;
	lexicon->buckets = g_new(Bucket, size);
	for (uint32_t i = 0; i < size; i++)
		lexicon->buckets[i] = (Bucket){SG_NONE, 0};
	uint64_t last = 0;
	for (uint32_t i = 0; i < lexicon->names->len; i++) {
		uint64_t key = g_array_index(lexicon->names, Name, i).key;
		if (i > 0 && key == last)
			continue;
		last = key;
		uint32_t bucket = (uint32_t)key & lexicon->mask;
		while (lexicon->buckets[bucket].name != SG_NONE)
			bucket = (bucket + 1) & lexicon->mask;
		lexicon->buckets[bucket] = (Bucket){i, (uint32_t)(key >> 32)};
	}
}

/* Whether a name may begin with a word. Small enough to stay near the processor: most words of a
 * text begin none. */
static uint64_t *
start_of(const SgLexicon *lexicon, uint64_t hash, uint64_t *bit)
{
	uint32_t number = (uint32_t)(hash >> 32) & lexicon->starts_mask;
	*bit = (uint64_t)1 << (number % 64);
	return &lexicon->starts[number / 64];
}

static void
fill_starts(SgLexicon *lexicon)
{
	uint32_t size = 4096;
	while (size < lexicon->names->len * 16)
		size *= 2;
	lexicon->starts_mask = size - 1;
	lexicon->starts = g_new0(uint64_t, size / 64);
	for (uint32_t i = 0; i < lexicon->names->len; i++) {
		uint64_t bit;
		uint64_t *word =
		    start_of(lexicon, g_array_index(lexicon->names, Name, i).words[0], &bit);
		*word |= bit;
	}
}

SgLexicon *
sg_lexicon_new(const SgBuilding *building)
{
	SgLexicon *lexicon = g_new0(SgLexicon, 1);
	lexicon->names = g_array_new(FALSE, FALSE, sizeof(Name));
	lexicon->texts = g_hash_table_new(g_str_hash, g_str_equal);
	lexicon->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const SgGraphParts *parts = building->parts;
	for (uint32_t i = 0; i < parts->entities->len; i++)
		add_name(lexicon, building, g_array_index(parts->entities, SgEntity, i).label, i);
	for (uint32_t i = 0; i < parts->entities->len; i++) {
		SgRun aliases = g_array_index(parts->entities, SgEntity, i).aliases;
		for (uint32_t k = aliases.first; k < aliases.first + aliases.count; k++)
			add_name(lexicon, building, g_ptr_array_index(parts->aliases, k), i);
	}
	if (lexicon->names->len > 1)
		qsort(lexicon->names->data, lexicon->names->len, sizeof(Name), compare_name);
	fill_buckets(lexicon);
	fill_starts(lexicon);
	return lexicon;
}

void
sg_lexicon_free(SgLexicon *lexicon)
{
	if (!lexicon)
		return;
	g_array_unref(lexicon->names);
	g_free(lexicon->buckets);
	g_free(lexicon->starts);
	g_hash_table_unref(lexicon->texts);
	g_hash_table_unref(lexicon->keys);
	g_free(lexicon);
}

/* What stands between two words must stand so in the name: "Node.js" is not "node js". */
static bool
joints_agree(const char *text, const SgToken *tokens, const Name *name)
{
	const char *c = name->text;
	for (uint32_t i = 0; i + 1 < name->n_words; i++) {
		const char *from = end_of_word(c);
		c = next_letter(from);
		const char *gap = text + tokens[i].at + tokens[i].length;
		size_t length = (size_t)(c - from);
		size_t there = tokens[i + 1].at - tokens[i].at - tokens[i].length;
		if (length == 1 && is_joint(*from)) {
			if (there != 1 || !is_joint(*gap))
				return false;
		} else if (there != length || memcmp(gap, from, length) != 0) {
			return false;
		}
	}
	/* And what ends the name: "C++" is not "C". */
	const char *rest = end_of_word(c);
	const SgToken *last = &tokens[name->n_words - 1];
	size_t length = (size_t)(name->text + name->length - rest);
	return strncmp(text + last->at + last->length, rest, length) == 0;
}

/* Whether the name stands alone: not inside a longer identifier, path, version or address. */
static bool
stands_alone(const char *text, uint32_t at, uint32_t end, const Name *name)
{
	char before = at > 0 ? text[at - 1] : ' ';
	char after = text[end];
	char next = after ? text[end + 1] : '\0';
	if (strchr("_./@\\", before) || after == '_' || after == '@')
		return false;
	if ((after == '.' || after == '/') && g_ascii_isalnum(next))
		return false;
	if (name->whole && (before == '-' || (after == '-' && g_ascii_isalnum(next))))
		return false;
	return !(name->length <= 2 && (after == '+' || after == '#' || after == '\''));
}

static bool
fits(const Name *name, const char *text, const SgToken *tokens, uint32_t left)
{
	if (name->n_words > left)
		return false;
	for (uint32_t i = 0; i < name->n_words; i++) {
		if (tokens[i].hash != name->words[i])
			return false;
	}
	if (name->exact && strncmp(text + tokens->at, name->text, name->length) != 0)
		return false;
	return joints_agree(text, tokens, name);
}

static uint32_t
bytes_taken(const Name *name, const SgToken *tokens)
{
	const SgToken *last = &tokens[name->n_words - 1];
	const char *c = name->text + name->length;
	uint32_t extra = 0;
	while (c > name->text && !g_ascii_isalnum(c[-1]) && (unsigned char)c[-1] < 0x80) {
		extra++;
		c--;
	}
	return last->at + last->length + extra - tokens->at;
}

/* The first name with a key, or SG_NONE. */
static uint32_t
find_key(const SgLexicon *lexicon, uint64_t key)
{
	uint32_t at = (uint32_t)key & lexicon->mask;
	for (; lexicon->buckets[at].name != SG_NONE; at = (at + 1) & lexicon->mask) {
		const Bucket *bucket = &lexicon->buckets[at];
		if (bucket->high == (uint32_t)(key >> 32) &&
		    g_array_index(lexicon->names, Name, bucket->name).key == key)
			return bucket->name;
	}
	return SG_NONE;
}

/* The best name with a key that stands at the first of left tokens, or NULL. */
static const Name *
match_key(
    const SgLexicon *lexicon, uint64_t key, const char *text, const SgToken *tokens, uint32_t left)
{
	for (uint32_t i = find_key(lexicon, key); i < lexicon->names->len; i++) {
		const Name *name = &g_array_index(lexicon->names, Name, i);
		if (name->key != key)
			break;
		uint32_t at = tokens->at;
		if (fits(name, text, tokens, left) &&
		    stands_alone(text, at, at + bytes_taken(name, tokens), name))
			return name;
	}
	return NULL;
}

uint32_t
sg_lexicon_match(const SgLexicon *lexicon,
		 const char *text,
		 const GArray *tokens,
		 uint32_t first,
		 SgToken *match)
{
	const SgToken *token = &g_array_index(tokens, SgToken, first);
	uint32_t left = tokens->len - first;
	const Name *name = NULL;
	uint64_t bit;
	if ((*start_of(lexicon, token->hash, &bit) & bit) == 0)
		return SG_NONE;
	if (left > 1)
		name = match_key(lexicon, key_of(token[0].hash, token[1].hash), text, token, left);
	if (!name)
		name = match_key(lexicon, token->hash, text, token, left);
	if (!name)
		return SG_NONE;
	*match = (SgToken){name->n_words, token->at, bytes_taken(name, token)};
	return name->entity;
}

uint32_t
sg_lexicon_of_code(const SgLexicon *lexicon, GHashTable *met, const char *text)
{
	gpointer found;
	if (strlen(text) > MAX_CODE)
		return SG_NONE;
	if (!g_hash_table_lookup_extended(met, text, NULL, &found)) {
		found = g_hash_table_lookup(lexicon->texts, text);
		if (!found) {
			g_autofree char *key = sg_text_key(text);
			found = g_hash_table_lookup(lexicon->keys, key);
		}
		g_hash_table_insert(met, (gpointer)text, found);
	}
	return found ? GPOINTER_TO_UINT(found) - 1 : SG_NONE;
}
