/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* tree-sitter behind one door: what language a code block is in, how well it parses, and
 * what a query finds in it. Size and time are limited; a text over them simply has no matches.
 * Prose of that size taken for Rust needs a seventh of that time: only a text made to be slow comes
 * to the limit. */
#define SG_SYNTAX_MAX_BYTES    ((size_t)64 * 1024)
#define SG_SYNTAX_MICROSECONDS 1000000 /* of processor time */

/* The canonical name ("rust") for the word of an info string ("rs", "Rust"), or NULL. */
const char *sg_syntax_language(const char *word);

/* The part of a capture that rules need. */
typedef struct {
	const char *name; /* of the capture, without '@' */
	size_t at;        /* bytes into the text */
	size_t length;
	unsigned row; /* 0-based line of the text */
} SgCapture;

/* Called for each match, in order of the text. */
typedef void (*SgMatchFn)(const SgCapture *captures, size_t count, unsigned pattern, void *data);

/* Runs a query (tree-sitter's S-expression language with the predicates #eq?, #not-eq? and
 * #any-of?; a bug of ours if it does not compile) over text. Returns the share of the text's bytes
 * that parsed without error (0..1), or -1 when there is no grammar for the language or a limit was
 * hit. query may be NULL: only the share. */
double sg_syntax_query(const char *language,
		       const char *text,
		       size_t length,
		       const char *query,
		       SgMatchFn match,
		       void *data);

/* Frees parsers and compiled queries of this process; for leak checkers, from main only. */
void sg_syntax_teardown(void);
