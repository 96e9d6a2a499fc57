/* SPDX-License-Identifier: MIT */
#include "dedupe/corpus.h"

#include "base/digest.h"
#include "base/parallel.h"
#include "base/text.h"

#include <string.h>

#define DOCUMENTS_IN_RUN 64

const SgFacts *
sg_corpus_facts(const SgCorpus *corpus, uint32_t document)
{
	return g_ptr_array_index(corpus->facts, document);
}

/* The number of the first document with this key; takes key over. */
static uint32_t
first_of(GHashTable *seen, char *key, uint32_t document)
{
	gpointer found;
	if (g_hash_table_lookup_extended(seen, key, NULL, &found)) {
		g_free(key);
		return GPOINTER_TO_UINT(found);
	}
	g_hash_table_insert(seen, key, GUINT_TO_POINTER(document));
	return document;
}

/* Twins stand for one another in every comparison, so they must be read alike too. A blank document
 * is nobody's twin: there is nothing that could be the same. */
static char *
text_key(const SgFacts *facts)
{
	if (facts->sketch->n_words == 0)
		return NULL;
	SgDigest digest =
	    sg_digest(sg_facts_str(facts, facts->record->text), facts->record->text_length);
	return g_strdup_printf("%d %s", facts->record->syntax, digest.hex);
}

static const char *
stated_title(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_metas; i = MAX(facts->metas[i].end, i + 1)) {
		if (strcmp(sg_facts_str(facts, facts->metas[i].key), "title") == 0)
			return sg_facts_str(facts, facts->metas[i].value);
	}
	return "";
}

/* Only a name in the front matter is a claim to a name; many documents begin "# Introduction". */
static char *
name_key(const SgFacts *facts)
{
	const char *name = sg_facts_str(facts, facts->record->name);
	if (!*name)
		name = stated_title(facts);
	g_autofree char *key = sg_text_key(name);
	if (!*key)
		return NULL;
	return g_strdup_printf("%d %s", facts->record->type, key);
}

/* What tells the text and the name of a document from others; NULL: nothing. Owned. */
typedef struct {
	char *text, *name;
} Keys;

typedef struct {
	const SgCorpus *corpus;
	Keys *keys; /* of each document */
} Reading;

static void
make_keys(SgTurns *turns, void *data)
{
	const Reading *reading = data;
	for (size_t i; sg_turns_next(turns, &i);) {
		const SgFacts *facts = sg_corpus_facts(reading->corpus, (uint32_t)i);
		reading->keys[i] = (Keys){text_key(facts), name_key(facts)};
	}
}

SgCorpus *
sg_corpus_new(const GPtrArray *facts)
{
	SgCorpus *corpus = g_new0(SgCorpus, 1);
	corpus->facts = facts;
	corpus->n = facts->len;
	corpus->twin = g_new(uint32_t, corpus->n + 1);
	corpus->name = g_new(uint32_t, corpus->n + 1);
	g_autofree Keys *keys = g_new(Keys, corpus->n + 1);
	Reading reading = {corpus, keys};
	sg_parallel_run(corpus->n, DOCUMENTS_IN_RUN, make_keys, &reading);
	g_autoptr(GHashTable) texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (uint32_t i = 0; i < corpus->n; i++) {
		corpus->twin[i] = keys[i].text ? first_of(texts, keys[i].text, i) : i;
		corpus->name[i] = keys[i].name ? first_of(names, keys[i].name, i) : SG_NONE;
	}
	return corpus;
}

void
sg_corpus_free(SgCorpus *corpus)
{
	if (!corpus)
		return;
	g_free(corpus->twin);
	g_free(corpus->name);
	g_free(corpus);
}
