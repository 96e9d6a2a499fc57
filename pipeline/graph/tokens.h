/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The words of a text, as names are looked for in it. */

/* A word: letters and digits; '_' stands between words, as '-' does. */
typedef struct {
	uint64_t hash; /* case folded, without a plural s */
	uint32_t at, length;
} SgToken;

/* Replaces tokens by the words of text. */
void sg_tokens_read(const char *text, GArray *tokens /* of SgToken */);

/* The first character at or after c that belongs to a word, or the end of the text. */
const char *sg_token_next(const char *c);

/* Whether a word ends in the s of a plural. */
bool sg_token_is_plural(const char *word, const char *end);

/* The end of the word that begins at c. */
const char *sg_token_end(const char *c);
