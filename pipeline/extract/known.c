/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* What the vocabulary knows, as far as it can be meant in this document. */

#define MAX_WORD 64

/* Words that show of which field a document is. */
#define SIGN(word, ecosystem)                     \
	{                                         \
		word, sizeof(word) - 1, ecosystem \
	}

static const struct {
	const char *word;
	size_t length;
	const char *ecosystem;
} signs[] = {
    SIGN("cargo", "cargo"),    SIGN("crate", "cargo"),    SIGN("rust", "cargo"),
    SIGN("rs", "cargo"),       SIGN("python", "pypi"),    SIGN("pip", "pypi"),
    SIGN("pypi", "pypi"),      SIGN("django", "pypi"),    SIGN("npm", "npm"),
    SIGN("javascript", "npm"), SIGN("typescript", "npm"), SIGN("node", "npm"),
    SIGN("react", "npm"),      SIGN("node.js", "npm"),    SIGN("js", "npm"),
    SIGN("jsx", "npm"),
};

static const char *const ecosystems[] = {"cargo", "pypi", "npm"};
static const char *const languages[] = {"rust", "python", "javascript"}; /* beside them */

#define WEIGHT_CODE 5 /* a code block shows more than a word */
#define ENOUGH      2 /* one word may be a passing mention */

static void
count(unsigned *counts, const char *ecosystem, unsigned weight)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ecosystems); i++) {
		if (strcmp(ecosystems[i], ecosystem) == 0)
			counts[i] += weight;
	}
}

/* word: in lower case. */
static void
count_word(unsigned *counts, const char *word, size_t length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (signs[i].length == length && memcmp(signs[i].word, word, length) == 0)
			count(counts, signs[i].ecosystem, 1);
	}
}

static void
count_languages(const SgExtraction *x, unsigned *counts)
{
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		const char *language = sg_document_str(x->doc, code->language);
		if (strcmp(language, "rust") == 0)
			count(counts, "cargo", WEIGHT_CODE);
		else if (strcmp(language, "python") == 0)
			count(counts, "pypi", WEIGHT_CODE);
		else if (strcmp(language, "javascript") == 0 ||
			 strcmp(language, "typescript") == 0 || strcmp(language, "tsx") == 0)
			count(counts, "npm", WEIGHT_CODE);
	}
}

/* Letters and digits, and a dot that a letter follows, in text of small letters. */
static const char *
word_end(const char *at)
{
	static const bool letters[256] = {['a' ... 'z'] = true, ['0' ... '9'] = true};
	while (letters[(unsigned char)*at] || (*at == '.' && g_ascii_isalpha(at[1])))
		at++;
	return at;
}

/* text: in small letters. */
static void
count_words(const char *text, size_t length, unsigned *counts)
{
	SgBeginnings beginnings = {{false}};
	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
		beginnings.has[sg_beginning(signs[i].word)] = true;
	for (size_t i = 0; i < length; i++) {
		if (!beginnings.has[sg_beginning(text + i)])
			continue;
		bool inside = i > 0 && (g_ascii_isalnum(text[i - 1]) || text[i - 1] == '.');
		if (!inside)
			count_word(counts, text + i, (size_t)(word_end(text + i) - (text + i)));
	}
}

void
sg_step_ecosystem(SgExtraction *x)
{
	unsigned counts[G_N_ELEMENTS(ecosystems)] = {0};
	count_words(x->lower, x->doc->record.text_length, counts);
	count_languages(x, counts);
	size_t best = 0;
	x->packs = sg_vocabulary_packs_of(x->vocabulary, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(ecosystems); i++) {
		if (counts[i] > counts[best])
			best = i;
		if (counts[i] < ENOUGH)
			continue;
		g_hash_table_add(x->ecosystems, (gpointer)ecosystems[i]);
		x->packs |= sg_vocabulary_packs_of(x->vocabulary, languages[i]);
	}
	x->ecosystem = counts[best] >= ENOUGH ? ecosystems[best] : "";
	if (x->config && x->config->packs)
		x->packs = SG_ALL_PACKS; /* the user chose which are loaded */
	x->doc->record.packs[0] = (uint32_t)x->packs;
	x->doc->record.packs[1] = (uint32_t)(x->packs >> 32);
}

bool
sg_fits_ecosystem(const SgExtraction *x, const SgKnown *known)
{
	if (known->kind != SG_KIND_CRATE || !known->facet || *known->facet == '\0')
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(ecosystems); i++) {
		if (strcmp(ecosystems[i], known->facet) == 0)
			return g_hash_table_contains(x->ecosystems, known->facet);
	}
	return true; /* nothing shows of which field a document is */
}

const SgKnown *
sg_find_here(SgExtraction *x, const char *name)
{
	SgNamingContext context = {x->vocabulary, x->packs, false};
	const SgKnown *known = sg_find_known(context, name);
	return known && sg_fits_ecosystem(x, known) ? known : NULL;
}

const SgKnown *
sg_find_words_here(SgExtraction *x, const char *text, size_t length)
{
	if (!sg_vocabulary_phrase(x->vocabulary, text, length).names)
		return NULL;
	g_autofree char *name = g_strndup(text, length);
	return sg_find_here(x, name);
}

/* The key of a phrase begins with the keys of its first words, unless an argument list spans them.
 * A word that begins with a letter leaves something in the key; others may not ("Arc - ..."). */
bool
sg_name_goes_on(const SgExtraction *x, const char *text, size_t length)
{
	return !g_ascii_isalnum(text[length + 1]) || memchr(text, '<', length) ||
	       (sg_vocabulary_phrase(x->vocabulary, text, length).goes_on &
		SG_NEXT(text[length + 1])) != 0;
}

SgPhrase
sg_word_phrase(const SgExtraction *x, const char *word, size_t length)
{
	if (length == 0 || length >= MAX_WORD)
		return (SgPhrase){.verb = SG_N_EDGE_TYPES};
	return sg_vocabulary_phrase(x->vocabulary, word, length);
}

SgWordFacts
sg_word_facts(SgExtraction *x, const char *word, size_t length)
{
	SgWordFacts facts = {0};
	SgPhrase phrase = sg_word_phrase(x, word, length);
	facts.plain = (phrase.lists & (SG_IN(SG_WORDS_PLAIN) | SG_IN(SG_WORDS_STOP))) != 0;
	if (!phrase.names)
		return facts;
	g_autofree char *name = g_strndup(word, length);
	facts.known = sg_find_here(x, name);
	const SgKnown *crate =
	    facts.plain ? sg_vocabulary_find_in(x->vocabulary, name, SG_KIND_CRATE, x->packs)
			: NULL;
	facts.plain_crate = crate && sg_fits_ecosystem(x, crate) ? crate : NULL;
	return facts;
}
