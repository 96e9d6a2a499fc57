/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* A name as people write it: "ml-engineer" of a document that speaks of ML is "ML engineer". */

#define LOOKED_AT ((size_t)4096) /* bytes of the text; what a document is about it says early */
#define MAX_WORD  20
#define MAX_FORMS 4 /* of one word that are told apart */

typedef struct {
	const char *at; /* in the text */
	unsigned count;
} Form;

/* Parts of longer names and paths are written like names, not like words. */
static bool
joins(char c)
{
	return g_ascii_isalnum(c) || (c != '\0' && strchr("-_/\\@.", c) != NULL);
}

static bool
is_word_at(const char *text, size_t at, size_t length)
{
	bool before = at > 0 && joins(text[at - 1]);
	bool sentence_ends = text[at + length] == '.' && !g_ascii_isalnum(text[at + length + 1]);
	return !before && (sentence_ends || !joins(text[at + length]));
}

/* A capital behind the first letter: "API", "iOS", "GraphQL"; all others begin sentences. */
static bool
has_inner_capital(const char *at, size_t length)
{
	for (size_t i = 1; i < length; i++) {
		if (g_ascii_isupper(at[i]))
			return true;
	}
	return false;
}

static void
count_form(Form *forms, const char *at, size_t length)
{
	for (size_t i = 0; i < MAX_FORMS; i++) {
		if (forms[i].count > 0 && memcmp(forms[i].at, at, length) != 0)
			continue;
		if (forms[i].count == 0)
			forms[i].at = at;
		forms[i].count++;
		return;
	}
}

/* The form with an inner capital that is more frequent than all plain ones together, or NULL. */
static const char *
find_spelling(const SgReading *reading, const char *word, size_t length)
{
	Form forms[MAX_FORMS] = {{NULL, 0}};
	unsigned plain = 0;
	size_t end = MIN(reading->length, LOOKED_AT);
	for (size_t at = 0; at + length <= end; at++) {
		const char *here = reading->text + at;
		if ((*here | 0x20) != *word || g_ascii_strncasecmp(here, word, length) != 0 ||
		    !is_word_at(reading->text, at, length))
			continue;
		if (has_inner_capital(here, length))
			count_form(forms, here, length);
		else
			plain++;
	}
	const Form *best = &forms[0];
	for (size_t i = 1; i < MAX_FORMS; i++)
		best = forms[i].count > best->count ? &forms[i] : best;
	return best->count > plain ? best->at : NULL;
}

char *
sg_spell_name(const SgReading *reading, const char *name)
{
	char *text = g_strdelimit(g_strdup(name), "-_", ' ');
	for (char *word = text; *word != '\0';) {
		size_t length = strcspn(word, " ");
		bool plain = length > 1 && length <= MAX_WORD &&
			     strspn(word, G_CSET_a_2_z G_CSET_DIGITS) >= length;
		const char *spelling = plain ? find_spelling(reading, word, length) : NULL;
		if (spelling != NULL)
			memcpy(word, spelling, length);
		else if (word == text)
			*word = g_ascii_toupper(*word);
		word += length + strspn(word + length, " ");
	}
	return g_strstrip(text);
}
