/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Functions on valid UTF-8. No result depends on the locale. Owned results are g_free'd. */

/* Lower-case ASCII [a-z0-9-] of at most 80 bytes for ids and file names: NFKD, case folded,
 * runs of all else become one '-'. *lossy (may be NULL) tells whether two different labels
 * could give this slug for another reason than case, white space or hyphens; "" when nothing is
 * left. */
char *sg_text_slug(const char *label, bool *lossy);

/* The key under which two spellings are one name: NFC, case folded, back-ticks and generic
 * arguments (<...>) dropped, punctuation but + # . & * ' to spaces, a plural s of words over
 * three letters dropped, white space collapsed. */
char *sg_text_key(const char *label);

/* ASCII letters in lower case, all else as it is. As g_ascii_strdown, but fast enough for
 * whole documents. */
char *sg_text_lower(const char *text, size_t length);

/* White space runs become one space, ends trimmed. */
char *sg_text_squash(const char *text, size_t length);

/* C0, C1 and DEL controls, bidirectional controls and invalid bytes as \xNN or \u{NNNN}. */
char *sg_text_escape_controls(const char *text);

/* Removes bidirectional controls and replaces other controls (but \n and \t) by U+FFFD; what XML,
 * SVG and JSON take. U+FFFE and U+FFFF become U+FFFD too. */
char *sg_text_clean(const char *text, size_t length);

/* Levenshtein distance in bytes, cut off at limit + 1; for "did you mean". */
unsigned sg_text_distance(const char *a, const char *b, unsigned limit);

/* The names of a table: the first member of each record is a const char *. */
typedef struct {
	const void *records;
	size_t count;
	size_t stride; /* bytes of a record */
} SgNames;

#define SG_NAMES(table) ((SgNames){(table), G_N_ELEMENTS(table), sizeof((table)[0])})

const char *sg_names_get(const SgNames *names, size_t i);

/* The name nearest to word, for "did you mean"; NULL when none differs by at most 3 bytes and half
 * the word. Of several the first. */
const char *sg_text_nearest(const char *word, const SgNames *names);

/* Number of words separated by white space. */
size_t sg_text_count_words(const char *text, size_t length);

/* Whether the last byte of a text is one of a set; an empty text ends in none. */
static inline bool
sg_ends_in(const char *text, size_t length, const char *set)
{
	return length > 0 && text[length - 1] != '\0' && strchr(set, text[length - 1]) != NULL;
}

/* A set of words by their first two letters, whatever their case: it tells most of the words that
 * are not meant without a look at the rest. */
typedef struct {
	bool has[1024];
} SgBeginnings;

/* word: at least one character and what follows it. */
static inline size_t
sg_beginning(const char *word)
{
	return (size_t)(word[0] & 31) << 5 | (size_t)(word[1] & 31);
}
