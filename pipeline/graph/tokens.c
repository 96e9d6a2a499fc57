/* SPDX-License-Identifier: MIT */
#include "graph/tokens.h"

/* FNV-1a (Fowler, Noll, Vo). */
#define FNV_OFFSET 0xcbf29ce484222325u
#define FNV_PRIME  0x100000001b3u

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

const char *
sg_token_next(const char *c)
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

const char *
sg_token_end(const char *c)
{
	return read_word(c).end;
}

bool
sg_token_is_plural(const char *word, const char *end)
{
	return end - word > 3 && (end[-1] | 0x20) == 's' && (end[-2] | 0x20) != 's';
}

void
sg_tokens_read(const char *text, GArray *tokens)
{
	/* A word and what parts it from the next are two bytes at least. */
	g_array_set_size(tokens, (guint)(strlen(text) / 2 + 1));
	SgToken *token = (SgToken *)(void *)tokens->data;
	for (const char *c = sg_token_next(text); *c; c = sg_token_next(c)) {
		Word word = read_word(c);
		uint64_t hash = sg_token_is_plural(c, word.end) ? word.before : word.hash;
		*token++ =
		    (SgToken){hash ^ (hash >> 29), (uint32_t)(c - text), (uint32_t)(word.end - c)};
		c = word.end;
	}
	g_array_set_size(tokens, (guint)(token - (SgToken *)(void *)tokens->data));
}
