/* SPDX-License-Identifier: MIT */
#include "graph/lexicon-name.h"

#include <string.h>

#define MIN_SMALL_WORD 5 /* shorter ones stay small in titles */

bool
sg_lexicon_has_own_spelling(const char *text, uint32_t length)
{
	for (uint32_t i = 1; i < length; i++) {
		if (g_ascii_isupper(text[i]) && g_ascii_isalnum(text[i - 1]))
			return true;
	}
	return false;
}

static bool
is_joint(char c)
{
	return c == ' ' || c == '-' || c == '_';
}

/* What stands between two words must stand so in the name: "Node.js" is not "node js". */
static bool
joints_agree(const char *text, const SgToken *tokens, const SgLexiconName *name)
{
	const char *c = name->text;
	for (uint32_t i = 0; i + 1 < name->n_words; i++) {
		const char *from = sg_token_end(c);
		c = sg_token_next(from);
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
	const char *rest = sg_token_end(c);
	const SgToken *last = &tokens[name->n_words - 1];
	size_t length = (size_t)(name->text + name->length - rest);
	return strncmp(text + last->at + last->length, rest, length) == 0;
}

/* "Tokio/Axum" are two names, "docs/tokio" is a path: what the slash joins to is itself written as
 * a name. step: 1 or -1, away from the slash. */
static bool
joins_names(const char *text, const char *slash, int step)
{
	const char *c = slash + step;
	if (step > 0)
		return g_ascii_isupper(*c);
	if (c < text || !g_ascii_isalnum(*c))
		return false;
	while (c > text && (g_ascii_isalnum(c[-1]) || strchr("+#-", c[-1])))
		c--;
	return g_ascii_isupper(*c) && (c == text || !strchr("._/@", c[-1]));
}

/* Whether the name stands alone: not inside a longer identifier, path, version or address. */
static bool
stands_alone(const char *text, uint32_t at, uint32_t end, const SgLexiconName *name)
{
	char before = at > 0 ? text[at - 1] : ' ';
	char after = text[end];
	char next = after ? text[end + 1] : '\0';
	bool alternative = before == '/' && joins_names(text, text + at - 1, -1);
	if ((strchr("_./@\\", before) && !alternative) || after == '_' || after == '@')
		return false;
	if (after == '.' && g_ascii_isalnum(next))
		return false;
	if (after == '/' && g_ascii_isalnum(next) && !joins_names(text, text + end, 1))
		return false;
	/* "cross-references", "m06-error-handling" */
	bool numbered = before == '-' && at > 1 && g_ascii_isdigit(text[at - 2]);
	if (numbered || (name->n_words == 1 && !name->exact && before == '-'))
		return false;
	if (name->whole && (before == '-' || (after == '-' && g_ascii_isalnum(next))))
		return false;
	return !(name->length <= 2 && (after == '+' || after == '#' || after == '\''));
}

/* "Async streams" are no async-stream: prose calls a crate as its registry does, but for capitals.
 */
static bool
is_crate_name(const char *text, const SgLexiconName *name)
{
	for (uint32_t i = 0; i < name->length; i++) {
		char wanted = name->text[i] == '_' ? '-' : g_ascii_tolower(name->text[i]);
		char found = text[i] == '_' ? '-' : g_ascii_tolower(text[i]);
		if (found != wanted)
			return false;
	}
	return !g_ascii_isalnum(text[name->length]);
}

/* Bytes of the word that text begins with, or 0. */
static uint32_t
word_length(const char *text)
{
	uint32_t n = 0;
	while (g_ascii_isalnum(text[n]))
		n++;
	return n;
}

/* Of several words only those with capitals of their own are written as they are: "semantic HTML"
 * is Semantic HTML. */
static bool
agrees_in_case(const char *text, const SgLexiconName *name)
{
	if (name->n_words == 1)
		return strncmp(text, name->text, name->length) == 0;
	for (uint32_t at = 0; at < name->length;) {
		const char *word = name->text + at;
		uint32_t n = MIN(MAX(word_length(word), 1), name->length - at);
		bool same = sg_lexicon_has_own_spelling(word, n)
				? strncmp(text + at, word, n) == 0
				: g_ascii_strncasecmp(text + at, word, n) == 0;
		if (!same)
			return false;
		at += n;
	}
	return true;
}

static bool
fits(const SgLexiconName *name, const char *text, const SgToken *tokens, uint32_t left)
{
	if (name->n_words > left)
		return false;
	for (uint32_t i = 0; i < name->n_words; i++) {
		if (tokens[i].hash != name->words[i])
			return false;
	}
	const char *there = text + tokens->at;
	if (name->exact && !agrees_in_case(there, name))
		return false;
	if (name->crate && !is_crate_name(there, name))
		return false;
	return joints_agree(text, tokens, name);
}

uint32_t
sg_lexicon_name_length(const SgLexiconName *name, const SgToken *tokens)
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

bool
sg_lexicon_name_stands(const SgLexiconName *name,
		       const char *text,
		       const SgToken *tokens,
		       uint32_t left)
{
	uint32_t at = tokens->at;
	return fits(name, text, tokens, left) &&
	       stands_alone(text, at, at + sg_lexicon_name_length(name, tokens), name);
}

bool
sg_lexicon_name_is_foreign(const SgLexiconName *name, uint64_t packs)
{
	return name->packs != 0 && (name->packs & packs) == 0;
}

/* A spelling of its own tells a name, as several words do where no pack knows them; what packs of
 * other fields know may be something else here: the context managers of Python and of a team. */
bool
sg_lexicon_name_is_plain(const SgLexiconName *name, uint64_t packs)
{
	if (name->exact || (name->packs & packs) != 0)
		return false;
	return name->packs != 0 ? !name->whole : name->n_words == 1;
}

/* Whether a sentence, or what stands like one, ends between two words. */
static bool
ends_sentence(const char *text, const SgToken *a, const SgToken *b)
{
	const char *gap = text + a->at + a->length;
	size_t length = b->at - a->at - a->length;
	return memchr(gap, ':', length) || memchr(gap, '.', length) ||
	       memmem(gap, length, " - ", 3) || memmem(gap, length, "\xe2\x80\x94", 3);
}

static bool
is_small_word(const char *text, const SgToken *token)
{
	return token->length >= MIN_SMALL_WORD && g_ascii_islower(text[token->at]);
}

/* "Branch by Abstraction": the capital is that of a longer name. */
static bool
is_in_title(const char *text, const SgToken *tokens, uint32_t i)
{
	for (uint32_t k = i; k > 0; k--) {
		const SgToken *before = &tokens[k - 1];
		bool beside = before->at + before->length + 1 == tokens[k].at &&
			      text[before->at + before->length] == ' ';
		if (!beside || g_ascii_isupper(text[before->at]))
			return beside;
		if (before->length > 3)
			return false;
	}
	return false;
}

/* Whether the token has a capital that only a name has there: it does not begin its sentence, of
 * which other words have none, as those of a title have. */
static bool
is_written_as_name(const SgScannedText *scanned, uint32_t i)
{
	const char *text = scanned->text;
	const SgToken *tokens = (const SgToken *)(const void *)scanned->tokens->data;
	if (i == 0 || !g_ascii_isupper(text[tokens[i].at]) ||
	    ends_sentence(text, &tokens[i - 1], &tokens[i]))
		return false;
	if (is_in_title(text, tokens, i))
		return false;
	for (uint32_t k = i; k > 0 && !ends_sentence(text, &tokens[k - 1], &tokens[k]); k--) {
		if (is_small_word(text, &tokens[k - 1]))
			return true;
	}
	for (uint32_t k = i + 1; k < scanned->tokens->len; k++) {
		if (ends_sentence(text, &tokens[k - 1], &tokens[k]))
			return false;
		if (is_small_word(text, &tokens[k]))
			return true;
	}
	return false;
}

/* "Generic labels", "extensible systems": an adjective that only looks like the name. */
static bool
is_adjective(const SgLexiconName *name, const char *word, uint32_t length)
{
	if (name->n_words != 1 || length < 5)
		return false;
	if (name->plural)
		return g_ascii_strncasecmp(word + length - 2, "ic", 2) == 0;
	if (word[length] != ' ' || !g_ascii_islower(word[length + 1]))
		return false;
	return g_ascii_strncasecmp(word + length - 4, "ible", 4) == 0 ||
	       g_ascii_strncasecmp(word + length - 4, "able", 4) == 0;
}

SgNameForm
sg_lexicon_name_form(const SgLexiconName *name, const SgScannedText *scanned, uint32_t i)
{
	const SgToken *tokens = (const SgToken *)(const void *)scanned->tokens->data;
	const char *word = scanned->text + tokens[i].at;
	bool written = is_written_as_name(scanned, i);
	bool known = (name->packs & scanned->packs) != 0;
	if (name->loose && name->listed)
		return SG_FORM_SMALL;
	if (name->loose || is_adjective(name, word, tokens[i].length))
		return SG_FORM_LOOSE;
	/* "Bare metal", "Type-safe errors" begin sentences that are of no package. */
	bool joined = name->crate && strpbrk(name->text, " -");
	const char *second = word + strcspn(word, " -") + 1;
	if (joined && g_ascii_isupper(*word) && g_ascii_islower(*second))
		return written ? SG_FORM_CAPITAL : SG_FORM_START;
	if (!name->listed || name->exact)
		return sg_lexicon_name_is_plain(name, scanned->packs) && !written ? SG_FORM_WORD
										  : SG_FORM_SURE;
	/* "traits" are things in general where "option" is a plain word. */
	if (name->plural && !name->whole && known &&
	    sg_token_is_plural(word, word + tokens[i].length))
		return SG_FORM_SURE;
	/* "MCP" is no package mcp. */
	bool capitals = name->crate && g_ascii_isupper(word[1]);
	if (!g_ascii_isupper(*word) || capitals)
		return SG_FORM_SMALL;
	return written ? SG_FORM_CAPITAL : SG_FORM_START;
}
