/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* tree-sitter behind one door: what language a code block is in, how well it parses, and
 * what stands in it. Size and time are limited; a text over them simply has no matches.
 * Prose of that size taken for Rust needs a seventh of that time: only a text made to be slow comes
 * to the limit. */
#define SG_SYNTAX_MAX_BYTES    ((size_t)64 * 1024)
#define SG_SYNTAX_MICROSECONDS 1000000 /* of processor time */

/* The canonical name ("rust") for the word of an info string ("rs", "Rust"), or NULL. */
const char *sg_syntax_language(const char *word);

/* The share of the text's bytes that parsed without error (0..1), or -1 when there is no grammar
 * for the language or a limit was hit. */
double sg_syntax_share(const char *language, const char *text, size_t length);

/* What to look for in a tree: a path from an outer node to the one that is told. A step is the type
 * of a node ("_": any named one); the steps behind the first, of a child: "field:type" under that
 * field, ".type" as the first named child.
 *   "import_statement name:dotted_name .identifier"
 * tree-sitter's own queries say the same, but take up to 5 ms each to compile in every process and
 * thrice the time to run. */
typedef struct {
	const char *name; /* NULL ends a table */
	const char *path;
} SgSyntaxPattern;

#define SG_SYNTAX_STEPS 4 /* of a path, at most */

typedef struct {
	const char *language;
	const SgSyntaxPattern *patterns; /* static: what is made of them is kept by their address */
} SgSyntaxQuery;

typedef struct {
	const char *name; /* of the pattern */
	size_t at;        /* bytes into the text */
	size_t length;
	unsigned row; /* 0-based line of the text */
	size_t outer_at, outer_end;
} SgMatch;

typedef void (*SgMatchFn)(const SgMatch *match, void *data);

/* Tells each match, in order of the text; none where no tree was made. A pattern that does not fit
 * the language's grammar is a bug of ours. */
void sg_syntax_find(const SgSyntaxQuery *query, const char *text, SgMatchFn tell, void *data);

/* Frees parsers and compiled queries of this process; for leak checkers, from main only. */
void sg_syntax_teardown(void);
