/* SPDX-License-Identifier: MIT */
#pragma once

#include "read/steps.h"

/* Private to frontmatter*.c: a lenient reader of the part of YAML that front matter uses. It goes
 * line by line, so that a value which YAML refuses costs that value its structure and never its
 * neighbours theirs. */

#define SG_MATTER_MAX_DEPTH 32

/* What is left to read between the fences. */
typedef struct {
	SgReading *reading;
	const char *at, *end;
	uint32_t line;   /* of at */
	const char *cut; /* a space at which a line is divided as if it ended there, or NULL */
	bool divided;    /* the entry before this one was such a part */
} SgMatter;

/* The place of front matter in the text. */
typedef struct {
	const char *start, *end; /* of its entries */
	const char *body;        /* what comes after it */
	uint32_t preamble;       /* lines of comments before it */
	uint32_t first_line;     /* of start */
	uint32_t body_line;
} SgMatterFences;

/* false: there is none. What is odd about the fences is diagnosed. */
bool sg_matter_find_fences(SgReading *reading, SgMatterFences *fences);

/* One line without its end. */
typedef struct {
	const char *text; /* behind the indentation */
	size_t length;
	size_t indent;
} SgMatterLine;

/* "name: a description: b": entries that were set in one line. Divides the line before the next key
 * that begins one in nearly every document. */
void sg_matter_divide(SgMatter *matter);

SgMatterLine sg_matter_line_at(const char *p, const char *end);
bool sg_matter_has_line(const SgMatter *matter);
SgMatterLine sg_matter_peek(const SgMatter *matter);
void sg_matter_skip(SgMatter *matter);

/* "- x". */
bool sg_matter_is_item(SgMatterLine line);
/* Length of the key before a ':', or 0. A key has at most two spaces in it: what has more is a
 * sentence. "name:value" without a space counts where it cannot be a URL or a time. */
size_t sg_matter_key_length(SgMatterLine line);

/* Where the value of the entry in a line stands, 1-based; *first (may be NULL) is its first byte,
 * or NUL. */
size_t sg_matter_value_column(const SgReading *reading, uint32_t number, char *first);

SgMeta *sg_matter_meta(const SgMatter *matter, uint32_t i);
SgStr sg_matter_keep(const SgMatter *matter, const char *text, size_t length);

/* Appends the lines that go on with a value begun on the line before: deeper ones, and those that
 * are neither key nor item, which nothing else would keep. */
void sg_matter_take_continuation(SgMatter *matter, GString *value, size_t indent);

/* The value behind a key or item marker, which stood at column (1-based) of the line that the
 * reader has just left; fills in the meta. */
void
sg_matter_read_value(SgMatter *matter, uint32_t meta, GString *value, size_t indent, size_t column);

/* All entries between the fences. */
void sg_matter_read_entries(SgMatter *matter);
