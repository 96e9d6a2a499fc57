/* SPDX-License-Identifier: MIT */
#include "graph/lexicon.h"
#include "graph/lexicon-name.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define MAX_CODE 64 /* bytes of a code span that could be a name */

typedef struct {
	uint32_t name; /* the first of those with this key, or SG_NONE */
	uint32_t high; /* bits of the key: most words begin no name and end here */
} Bucket;

struct SgLexicon {
	GArray
	    *names; /* of SgLexiconName; sorted by key, n_words falling, length falling, entity */
	Bucket *buckets; /* by the low bits of key */
	uint32_t mask;
	uint64_t *starts; /* a bit for the first word of each name, by the high bits of its hash */
	uint32_t starts_mask;
	SgLexiconName *labels; /* of each entity: packs, n_words and exact of its label */
	GHashTable *texts;     /* of labels and aliases -> entity + 1 */
	GHashTable *keys;      /* sg_text_key of them -> entity + 1; owned keys */
};

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

/* That know the entity by a name. */
static uint64_t
packs_that_know(const SgVocabulary *vocabulary, const char *text, const SgEntity *entity)
{
	uint64_t packs = 0;
	bool any = sg_vocabulary_find(vocabulary, text, entity->kind) != NULL;
	for (unsigned i = 0; any && i < sg_vocabulary_n_packs(vocabulary); i++) {
		uint64_t pack = UINT64_C(1) << i;
		const SgKnown *known = sg_vocabulary_find_in(vocabulary, text, entity->kind, pack);
		if (known && (text == entity->label || strcmp(known->label, entity->label) == 0))
			packs |= pack;
	}
	return packs;
}

static void
add_name(SgLexicon *lexicon, const SgBuilding *building, const char *text, uint32_t number)
{
	const SgEntity *entity = &g_array_index(building->parts->entities, SgEntity, number);
	remember(lexicon, text, number);
	SgLexiconName name = {.text = text,
			      .length = bare_length(text),
			      .entity = number,
			      .packs = packs_that_know(building->vocabulary, text, entity)};
	name.exact =
	    strchr(text, '<') || name.length <= 2 || sg_lexicon_has_own_spelling(text, name.length);
	name.crate = entity->kind == SG_KIND_CRATE;
	name.whole = name.crate || entity->kind == SG_KIND_TOOL;
	if (text == entity->label)
		lexicon->labels[number] = name;
	name.listed = sg_vocabulary_lists(building->vocabulary, SG_WORDS_PLAIN, text);
	name.plural = sg_token_is_plural(text, text + name.length);
	if (name.length < 2 || (name.listed && strpbrk(text, " -_")) ||
	    sg_vocabulary_lists(building->vocabulary, SG_WORDS_STOP, text))
		return;
	/* What begins or ends with another sign ("'static", "expect()") is found as code alone. */
	g_autofree char *bare = g_strndup(text, name.length);
	g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(SgToken));
	sg_tokens_read(bare, tokens);
	if (tokens->len == 0 || tokens->len > SG_LEXICON_WORDS ||
	    g_array_index(tokens, SgToken, 0).at > 0)
		return;
	name.n_words = tokens->len;
	for (guint i = 0; i < tokens->len; i++)
		name.words[i] = g_array_index(tokens, SgToken, i).hash;
	name.key = name.n_words > 1 ? key_of(name.words[0], name.words[1]) : name.words[0];
	g_array_append_val(lexicon->names, name);
	if (text == entity->label)
		lexicon->labels[number] = name;
}

static int
compare_name(const void *a, const void *b)
{
	const SgLexiconName *x = a;
	const SgLexiconName *y = b;
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
		uint64_t key = g_array_index(lexicon->names, SgLexiconName, i).key;
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
		uint64_t *word = start_of(
		    lexicon, g_array_index(lexicon->names, SgLexiconName, i).words[0], &bit);
		*word |= bit;
	}
}

static bool
has_capital(const char *name)
{
	while (*name && !g_ascii_isupper(*name))
		name++;
	return *name != '\0';
}

/* Names that the vocabulary gives an entity, whether documents use them or not. */
static void
add_known_names(SgLexicon *lexicon, const SgBuilding *building, uint32_t number)
{
	const SgEntity *entity = &g_array_index(building->parts->entities, SgEntity, number);
	const SgKnown *known =
	    sg_vocabulary_find(building->vocabulary, entity->label, entity->kind);
	bool same = known && strcmp(known->facet ? known->facet : "", entity->facet) == 0;
	for (guint i = 0; same && known->also && i < known->also->len; i++) {
		const char *name = g_ptr_array_index(known->also, i);
		/* A package is known by what code calls it too ("yaml"); prose has "Next.js". */
		if (entity->kind == SG_KIND_CRATE && !has_capital(name))
			continue;
		guint before = lexicon->names->len;
		add_name(lexicon, building, name, number);
		if (lexicon->names->len == before)
			continue;
		SgLexiconName *added = &g_array_index(lexicon->names, SgLexiconName, before);
		added->loose = added->n_words == 1 && !added->exact &&
			       added->words[0] != lexicon->labels[number].words[0];
	}
}

SgLexicon *
sg_lexicon_new(const SgBuilding *building)
{
	SgLexicon *lexicon = g_new0(SgLexicon, 1);
	lexicon->names = g_array_new(FALSE, FALSE, sizeof(SgLexiconName));
	lexicon->texts = g_hash_table_new(g_str_hash, g_str_equal);
	lexicon->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const SgGraphParts *parts = building->parts;
	lexicon->labels = g_new0(SgLexiconName, parts->entities->len + 1);
	for (uint32_t i = 0; i < parts->entities->len; i++)
		add_name(lexicon, building, g_array_index(parts->entities, SgEntity, i).label, i);
	for (uint32_t i = 0; i < parts->entities->len; i++) {
		SgRun aliases = g_array_index(parts->entities, SgEntity, i).aliases;
		for (uint32_t k = aliases.first; k < aliases.first + aliases.count; k++)
			add_name(lexicon, building, g_ptr_array_index(parts->aliases, k), i);
	}
	for (uint32_t i = 0; i < parts->entities->len; i++)
		add_known_names(lexicon, building, i);
	if (lexicon->names->len > 1)
		qsort(lexicon->names->data, lexicon->names->len, sizeof(SgLexiconName),
		      compare_name);
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
	g_free(lexicon->labels);
	g_hash_table_unref(lexicon->texts);
	g_hash_table_unref(lexicon->keys);
	g_free(lexicon);
}

/* The first name with a key, or SG_NONE. */
static uint32_t
find_key(const SgLexicon *lexicon, uint64_t key)
{
	uint32_t at = (uint32_t)key & lexicon->mask;
	for (; lexicon->buckets[at].name != SG_NONE; at = (at + 1) & lexicon->mask) {
		const Bucket *bucket = &lexicon->buckets[at];
		if (bucket->high == (uint32_t)(key >> 32) &&
		    g_array_index(lexicon->names, SgLexiconName, bucket->name).key == key)
			return bucket->name;
	}
	return SG_NONE;
}

/* The best name with a key that stands at the first of left tokens, or NULL. */
static const SgLexiconName *
match_key(
    const SgLexicon *lexicon, uint64_t key, const char *text, const SgToken *tokens, uint32_t left)
{
	for (uint32_t i = find_key(lexicon, key); i < lexicon->names->len; i++) {
		const SgLexiconName *name = &g_array_index(lexicon->names, SgLexiconName, i);
		if (name->key != key)
			break;
		if (sg_lexicon_name_stands(name, text, tokens, left))
			return name;
	}
	return NULL;
}

SgNameForm
sg_lexicon_form_of_code(const SgLexicon *lexicon, uint32_t entity, uint64_t packs)
{
	return sg_lexicon_name_is_plain(&lexicon->labels[entity], packs) ? SG_FORM_WORD
									 : SG_FORM_SURE;
}

bool
sg_lexicon_match(const SgLexicon *lexicon,
		 const SgScannedText *scanned,
		 uint32_t first,
		 SgNamed *named)
{
	const char *text = scanned->text;
	const SgToken *token = &g_array_index(scanned->tokens, SgToken, first);
	uint32_t left = scanned->tokens->len - first;
	const SgLexiconName *name = NULL;
	uint64_t bit;
	if ((*start_of(lexicon, token->hash, &bit) & bit) == 0)
		return false;
	if (left > 1)
		name = match_key(lexicon, key_of(token[0].hash, token[1].hash), text, token, left);
	if (!name)
		name = match_key(lexicon, token->hash, text, token, left);
	if (!name)
		return false;
	*named = (SgNamed){.entity = name->entity,
			   .n_tokens = name->n_words,
			   .at = token->at,
			   .length = sg_lexicon_name_length(name, token),
			   .form = sg_lexicon_name_form(name, scanned, first),
			   .foreign = sg_lexicon_name_is_foreign(name, scanned->packs)};
	return true;
}

/* `api` is no API: what has capitals of its own is written with some. */
static bool
agrees_in_case(const SgLexicon *lexicon, uint32_t entity, const char *text)
{
	const SgLexiconName *label = &lexicon->labels[entity];
	return !sg_lexicon_has_own_spelling(label->text, label->length) || has_capital(text);
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
			if (found && !agrees_in_case(lexicon, GPOINTER_TO_UINT(found) - 1, text))
				found = NULL;
		}
		g_hash_table_insert(met, (gpointer)text, found);
	}
	return found ? GPOINTER_TO_UINT(found) - 1 : SG_NONE;
}
