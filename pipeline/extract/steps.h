/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "extract/names.h"
#include "extract/prose-text.h"
#include "model/config.h"
#include "model/rule.h"

/* The steps of extract and what they share. Each step reads what the steps before it left and
 * adds records; extract.c is the list of them. */

/* What the heads above a passage say of it; flags. */
enum {
	SG_UNDER_PATTERNS = 1, /* the names here are patterns */
	SG_UNDER_TOOLS = 2,
	SG_UNDER_CRATES = 4,
	SG_UNDER_ERRORS = 8, /* pitfalls, troubleshooting */
	SG_UNDER_GUIDANCE = 16,
	SG_UNDER_WHEN = 32,
	SG_UNDER_STEPS = 64,
};

/* A block of prose: heading, paragraph or table cell. */
typedef struct {
	uint32_t node;
	uint32_t section; /* or SG_NONE */
	uint32_t list;    /* innermost list node and item, or SG_NONE */
	uint32_t item;
	uint32_t depth;  /* of lists */
	uint8_t kind;    /* SgNodeKind */
	uint8_t column;  /* of a cell */
	uint8_t under;   /* SG_UNDER_* */
	bool header;     /* cell of a header row */
	bool opens_item; /* the first block of its item */
	uint32_t terms;  /* the terms that its heads gave: [terms, terms_end) */
	uint32_t terms_end;
	uint32_t owner; /* first term of the head that governs it, or SG_NONE */
	SgProse *prose;
} SgBlock;

typedef struct {
	SgFactsBuilder *facts;
	SgDocument *doc; /* of facts */
	const SgVocabulary *vocabulary;
	const SgConfig *config;
	SgProseReader *prose;
	char *lower;            /* the document's text with ASCII letters in lower case */
	GArray *blocks;         /* of SgBlock, in order of the document */
	GArray *unders;         /* of uint8_t: SG_UNDER_* of each section */
	GArray *code_owners;    /* of uint32_t: first term of the head that governs each code, or
				   SG_NONE */
	GArray *section_terms;  /* of uint32_t: first term of each section's heading, or SG_NONE */
	uint32_t run_in;        /* first term of the run-in head that is in force, or SG_NONE */
	unsigned column_under;  /* SG_UNDER_* of the header of a table's first column */
	const char *ecosystem;  /* of the document's packages: "cargo", "npm", "pypi" or "" */
	uint64_t packs;         /* of the vocabulary that act on this document */
	GHashTable *ecosystems; /* all that the document speaks of (static strings) */
	GHashTable *ignored;    /* keys of names that the configuration leaves out (owned) */
	GHashTable *names;      /* key of each name that the document itself gives -> term + 1 */
	SgBeginnings name_beginnings;
	GHashTable *locals; /* names of modules and crates that are the document's own (owned) */
} SgExtraction;

/* What the vocabulary says of a word of the prose that can be meant in this document. */
typedef struct {
	const SgKnown *known;
	const SgKnown *plain_crate; /* a package with the name of a plain word */
	bool plain;
} SgWordFacts;

/* Nothing is said of no word and of an overlong one. */
SgWordFacts sg_word_facts(SgExtraction *x, const char *word, size_t length);
SgPhrase sg_word_phrase(const SgExtraction *x, const char *word, size_t length);

/* The same of text[0, length): a word, or several of one name. */
const SgKnown *sg_find_words_here(SgExtraction *x, const char *text, size_t length);

/* Whether a known name can begin with text[0, length) and go on in the next word, which begins at
 * text[length + 1]. */
bool sg_name_goes_on(const SgExtraction *x, const char *text, size_t length);

/* Whether a package of this facet can be meant in this document. */
bool sg_fits_ecosystem(const SgExtraction *x, const SgKnown *known);

/* The known thing that a name denotes here, or NULL: not a plain word, not of a foreign ecosystem.
 */
const SgKnown *sg_find_here(SgExtraction *x, const char *name);

/* The rules on blocks; rules.c is the table of them. */
typedef void (*SgRuleFn)(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_heading(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_run_in(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_definition(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_list_item(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_package_list(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_table(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_code_span(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_acronym(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_known(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_subject(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);
void sg_rule_error_code(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule);

void sg_step_sections(SgExtraction *x);
/* The language that a code block looks like and parses as, or NULL. */
const char *sg_code_guess(const char *text);
/* Blocks that were left without a language get that of most others if they can be in it. */
void sg_step_languages(SgExtraction *x);
void sg_step_codes(SgExtraction *x);
void sg_step_blocks(SgExtraction *x);
void sg_step_ecosystem(SgExtraction *x);
void sg_step_tags(SgExtraction *x);
void sg_step_rules(SgExtraction *x);
void sg_step_owners(SgExtraction *x);
void sg_step_links(SgExtraction *x);
void sg_step_rust(SgExtraction *x);
void sg_step_toml(SgExtraction *x);
void sg_step_packages(SgExtraction *x);
/* The import statements of Python code, each in its own line and without its indentation; all other
 * lines are empty. Owned. */
char *sg_python_imports(const char *text);
void sg_step_beside(SgExtraction *x);
void sg_step_commands(SgExtraction *x);
void sg_step_errors(SgExtraction *x);
void sg_step_reports(SgExtraction *x);
void sg_step_guidance(SgExtraction *x);
void sg_step_relations(SgExtraction *x);
/* The relations that sentences state (sentences.c); part of that step. */
void sg_read_sentences(SgExtraction *x, SgBlock *block);
/* What the cause or the solution of an error names (remedies.c). error: a term. */
void sg_claim_cause(SgExtraction *x, SgBlock *block, SgSentence range, uint32_t error);
void sg_claim_solution(SgExtraction *x, SgBlock *block, SgSentence range, uint32_t error);
/* What a heading or a table compares (comparisons.c): blocks by number. */
void sg_read_comparison_below(SgExtraction *x, guint heading);
void sg_read_columns(SgExtraction *x, guint first);
void sg_step_sketch(SgExtraction *x);

/* Flags of a phrase that heads something ("Common Pitfalls", "Popular Crates"). */
unsigned sg_under_of(const SgVocabulary *vocabulary, const char *phrase);

/* Bytes of the word that text begins with, or 0; a word begins with a joint as well: ".NET". */
size_t sg_word_length(const char *text);

/* The term of a known name at an offset of the block's readable text, made if the block has none.
 */
uint32_t sg_add_known(
    SgExtraction *x, SgBlock *block, const SgKnown *known, const SgRuleInfo *rule, uint32_t at);

/* The sentence at an offset of the block's readable text. */
SgSpan sg_sentence_span(const SgExtraction *x, const SgBlock *block, uint32_t at);

/* Whether the block has a term of that name in the passage already. */
bool
sg_stands_in_block(const SgExtraction *x, const SgBlock *block, const char *label, SgSpan span);

/* Whether "crate" or its like stands at most window bytes before, or right behind, readable[at,
 * end). */
bool sg_is_called_crate(
    SgExtraction *x, const SgBlock *block, uint32_t at, uint32_t end, uint32_t window);

/* Length of the command of a package manager that text begins with ("cargo test"), or 0. */
size_t sg_manager_command(const char *text);

/* Whether word[0, length) is called as what extends a package manager is: "cargo-vet". */
bool sg_is_manager_plugin(const char *word, size_t length);

/* A name in readable[at, end) of a block: of the vocabulary, or one that the document gives. */
typedef struct {
	uint32_t at;
	uint32_t end;
	const SgKnown *known; /* or NULL: */
	uint32_t term;        /* of the document's own name */
} SgHit;

/* Takes the names that the document's heads, definitions and items have given so far for names that
 * sg_scan_names finds as well. */
void sg_scan_prepare(SgExtraction *x);

/* All names in readable[at, end), longest first, plain words aside. hits: of SgHit, in order. */
void sg_scan_names(SgExtraction *x, const SgBlock *block, SgSentence range, GArray *hits);

/* Whether all of text[0, length) may be such a name. */
bool sg_is_name(SgExtraction *x, const char *text, size_t length);

SgKind sg_hit_kind(const SgExtraction *x, const SgHit *hit);
/* Its term, made if the block has none of it yet; SG_NONE as for sg_add_term. */
uint32_t sg_hit_term(SgExtraction *x, SgBlock *block, const SgHit *hit, const SgRuleInfo *rule);

/* The heading at or above a section that names something: its first term, or SG_NONE. */
uint32_t sg_section_owner(const SgExtraction *x, uint32_t section);

/* Where a term stands. */
typedef struct {
	uint32_t section; /* or SG_NONE */
	SgSpan span;
} SgPlace;

/* What is said of a term. */
typedef struct {
	SgSays says;
	const char *text;
	const char *rule;
} SgSaying;

typedef struct {
	SgEdgeType type;
	uint32_t source; /* term, or SG_NONE: the document */
	uint32_t target;
} SgRelation;

/* Adds a term and returns its index; SG_NONE when the configuration ignores the name or the
 * document has too many. */
uint32_t sg_add_term(
    SgExtraction *x, const SgName *name, SgKind kind, const SgRuleInfo *rule, SgPlace place);
void sg_add_statement(SgExtraction *x, uint32_t term, SgSaying saying, SgSpan span);
/* Gives a statement other words, which stand elsewhere; not empty. */
void sg_reword_statement(SgExtraction *x, uint32_t statement, const char *text, SgSpan span);
void sg_add_claim(SgExtraction *x, SgRelation relation, const SgRuleInfo *rule, SgSpan span);

/* A package as code names it ("tokio_postgres"), at one line of a code block: its term, and a claim
 * that the document and the head above use it. Returns the term, or SG_NONE. */
typedef struct {
	const char *name;
	const char *ecosystem;
	const char *versions; /* or NULL */
	const char *features;
	uint32_t code;
	uint32_t row; /* 0-based line of the code */
	const SgRuleInfo *rule;
} SgPackage;

uint32_t sg_add_package(SgExtraction *x, const SgPackage *package);

/* The line of a code block at a 0-based row of its text. */
SgSpan sg_code_line(const SgExtraction *x, uint32_t code, uint32_t row);

/* The section that a node or a line stands in, or SG_NONE. */
uint32_t sg_section_of_line(const SgExtraction *x, uint32_t line);

static inline SgBlock *
sg_block(const SgExtraction *x, guint i)
{
	return &g_array_index(x->blocks, SgBlock, i);
}

static inline SgTerm *
sg_term(const SgExtraction *x, uint32_t i)
{
	return &g_array_index(x->facts->terms, SgTerm, i);
}

static inline const SgNode *
sg_node(const SgExtraction *x, uint32_t i)
{
	return &g_array_index(x->doc->nodes, SgNode, i);
}
