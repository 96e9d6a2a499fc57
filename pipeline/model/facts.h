/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/document.h"
#include "model/host.h"

/* What extract found in one document: the only thing that crosses a process border and the only
 * thing that the cache keeps. Tables of fixed-width records and one string pool in one block of
 * bytes; emit renders pages from them and never reads a source again. */

typedef enum {
	SG_KIND_CONCEPT,
	SG_KIND_ERROR,
	SG_KIND_CRATE,
	SG_KIND_PATTERN,
	SG_KIND_TOOL,
	SG_N_KINDS
} SgKind;

typedef enum {
	SG_ROLE_HEADING,
	SG_ROLE_DEFINITION,
	SG_ROLE_TERM,
	SG_ROLE_STATEMENT,
	SG_ROLE_CODE,
	SG_ROLE_METADATA,
	SG_ROLE_MENTION,
	SG_N_ROLES
} SgRole;

typedef enum {
	SG_SAYS_DEFINITION,
	SG_SAYS_PROBLEM,
	SG_SAYS_CAUSE,
	SG_SAYS_SOLUTION,
	SG_SAYS_WHEN,
	SG_SAYS_STEP,
	SG_SAYS_GUIDANCE,
	SG_SAYS_NOTE,
	SG_N_SAYS
} SgSays;

typedef enum {
	SG_EDGE_CONTAINS,
	SG_EDGE_PART_OF,
	SG_EDGE_LINKS_TO,
	SG_EDGE_DEFINES,
	SG_EDGE_MENTIONS,
	SG_EDGE_ILLUSTRATED_BY,
	SG_EDGE_USES_CRATE,
	SG_EDGE_BROADER,
	SG_EDGE_RELATED,
	SG_EDGE_CONTRASTS,
	SG_EDGE_SOLVED_BY,
	SG_EDGE_CAUSED_BY,
	SG_EDGE_PREVENTS,
	SG_EDGE_DETECTS,
	SG_EDGE_RENDITION_OF,
	SG_EDGE_COPY_OF,
	SG_EDGE_DERIVED_FROM,
	SG_EDGE_VARIANT_OF,
	SG_EDGE_RIVAL_OF,
	SG_EDGE_OVERLAPS,
	SG_N_EDGE_TYPES
} SgEdgeType;

typedef struct {
	SgStr title;
	SgStr anchor;    /* unique in the document, [a-z0-9-] */
	uint32_t parent; /* index of the enclosing section or SG_NONE */
	uint32_t node;   /* its heading in the tree */
	uint32_t level;
	uint32_t end_line; /* last line before the next section of this or a higher level */
	uint32_t inferred; /* 0 or 1 */
	SgSpan span;       /* of the heading line(s) */
} SgSection;

typedef struct {
	SgStr language; /* canonical name, "" unknown */
	SgStr text;
	SgStr attributes; /* what its info string says besides the language: "compile_fail E0425" */
	SgStr digest; /* SHA-256 of the code with white space folded: equal code, equal digest */
	uint32_t inferred; /* language not stated by the document */
	uint32_t node;
	uint32_t section; /* or SG_NONE */
	SgSpan span;      /* of the code, without its fences */
} SgCode;

/* A name that may become an entity, with the passage that makes it one. */
typedef struct {
	SgStr label;
	SgStr alias;  /* another name given at the same place (acronym, generic form), or "" */
	SgStr facet;  /* "compiler", "report", "symptom"; an ecosystem; or "" */
	SgStr rule;   /* stable name of the rule that found it */
	uint8_t kind; /* SgKind */
	uint8_t role; /* SgRole */
	uint8_t confidence; /* 0..100 */
	uint8_t known;      /* 1: the vocabulary knows it */
	uint32_t section;   /* where, or SG_NONE */
	uint32_t code;      /* the code block it stands in or is illustrated by, or SG_NONE */
	SgSpan span;        /* the whole sentence, item, heading, cell or code line */
} SgTerm;

/* What the document says of a term. */
typedef struct {
	uint32_t term;
	uint32_t says;  /* SgSays */
	uint32_t order; /* of several of one kind: 1, 2, ... */
	SgStr text;     /* readable, without markup */
	SgStr rule;
	uint32_t code; /* first of its code blocks, or SG_NONE */
	uint32_t n_codes;
	SgSpan span;
} SgStatement;

/* A relation that the document states between two of its terms; source SG_NONE is the document. */
typedef struct {
	uint32_t type;   /* SgEdgeType */
	uint32_t source; /* term */
	uint32_t target; /* term */
	uint32_t confidence;
	SgStr versions; /* of uses_crate: requirement as written, or "" */
	SgStr features; /* comma separated, or "" */
	SgStr rule;
	SgSpan span;
} SgClaim;

typedef struct {
	uint32_t tag; /* SgDiagTag */
	uint32_t line;
	uint32_t column;
	uint32_t related_line; /* another line that it is about, or 0 */
	SgStr message;
} SgDiagRecord;

typedef struct {
	SgStr text;
	SgSpan span;
} SgTag;

/* For near-duplicates: MinHash over the word shingles of the prose and code without markup
 * (Broder 1997), one permutation with optimal densification (Shrivastava 2017). */
#define SG_SKETCH_SIZE   64
#define SG_SHINGLE_WORDS 5
typedef struct {
	uint32_t n_shingles; /* distinct */
	uint32_t n_words;
	uint32_t bins[SG_SKETCH_SIZE];
} SgSketch;

/* A read-only view of one block of bytes. All members are borrowed from bytes. */
typedef struct {
	GBytes *bytes;
	const SgDocRecord *record; /* exactly one */
	const SgSketch *sketch;    /* exactly one */
	const uint32_t *lines;
	const SgMeta *metas;
	const SgNode *nodes;
	const SgSection *sections;
	const SgCode *codes;
	const SgTerm *terms;
	const SgStatement *statements;
	const SgClaim *claims;
	const SgDiagRecord *diags;
	const SgTag *tags;
	const SgHostRecord *hosts;
	const SgWaiver *waivers;
	const char *pool;
	uint32_t n_lines, n_metas, n_nodes, n_sections, n_codes, n_terms, n_statements, n_claims,
	    n_diags, n_tags, n_hosts, n_waivers, pool_size;
} SgFacts;

/* Collects the tables while extract works. Takes over doc, whose pool it goes on filling. */
typedef struct {
	SgDocument *doc;
	SgSketch sketch;
	GArray *sections, *codes, *terms, *statements, *claims, *tags;
} SgFactsBuilder;

SgFactsBuilder *sg_facts_builder_new(SgDocument *doc);
void sg_facts_builder_free(SgFactsBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgFactsBuilder, sg_facts_builder_free)

/* The tables as one block: magic, version, checksum, counts, tables, pool. Same facts, same bytes.
 */
GBytes *sg_facts_builder_freeze(SgFactsBuilder *builder);

/* A view of a block that may be damaged or hostile: every count, offset and index is checked, since
 * a checksum proves integrity, not honesty. NULL with the reason in *why (owned) when it is
 * refused. */
SgFacts *sg_facts_load(GBytes *bytes, char **why);
void sg_facts_free(SgFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgFacts, sg_facts_free)

static inline const char *
sg_facts_str(const SgFacts *facts, SgStr str)
{
	return facts->pool + str;
}

/* The passage itself: pointer into the text, length in span.length. Not NUL-terminated. */
static inline const char *
sg_facts_passage(const SgFacts *facts, SgSpan span)
{
	return facts->pool + facts->record->text + span.at;
}

const char *sg_kind_name(SgKind kind);
const char *sg_role_name(SgRole role);
const char *sg_says_name(SgSays says);
const char *sg_edge_type_name(SgEdgeType type);
