/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/document.h"

/* The readable text of one block (heading, paragraph, cell), without markup, and the way back from
 * it to the bytes of the document: a quote is always a slice of the source. */

enum { SG_STYLE_STRONG = 1, SG_STYLE_EMPHASIS = 2, SG_STYLE_CODE = 4, SG_STYLE_LINK = 8 };

/* A run of readable text with one style. */
typedef struct {
	uint32_t at; /* into the readable text */
	uint32_t length;
	uint32_t source; /* byte offset into the document's text */
	uint16_t style;
	uint16_t exact; /* 1: stands in the source byte for byte */
} SgPiece;

/* A sentence: end is exclusive, both into the readable text. */
typedef struct {
	uint32_t at;
	uint32_t end;
} SgSentence;

/* A line that opens with a bold, code or plain head: "**Cause**: text", "`Arc<T>` - text". */
typedef struct {
	uint32_t at; /* of the head, into the readable text */
	uint32_t head_length;
	uint32_t body; /* after the separator; == end: the head stands alone */
	uint32_t end;
	uint16_t style; /* of the head */
	bool separated; /* by ':' or a dash, not by the style alone */
} SgLead;

/* One block of memory. */
typedef struct {
	SgPiece *pieces;
	SgSentence *sentences;
	SgLead *leads; /* one for each line that has one */
	char *text;
	uint32_t n_pieces, n_sentences, n_leads;
	uint32_t length; /* of text */
	SgSpan block;    /* where to look in the source */
} SgProse;

/* Reads the blocks of one document, which it borrows. */
typedef struct SgProseReader SgProseReader;

SgProseReader *sg_prose_reader_new(const SgDocument *doc);
void sg_prose_reader_free(SgProseReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgProseReader, sg_prose_reader_free)

/* node: a heading, paragraph or cell. Free with g_free. */
SgProse *sg_prose_reader_read(SgProseReader *reader, uint32_t node);

/* The source of readable[at, end) with the markup that touches it; whole block where unsure. */
SgSpan sg_prose_span(const SgProse *prose, const SgDocument *doc, uint32_t at, uint32_t end);

/* The sentence around an offset of the readable text. */
SgSentence sg_prose_sentence(const SgProse *prose, uint32_t at);

/* White space folded; owned. */
char *sg_prose_slice(const SgProse *prose, uint32_t at, uint32_t end);
