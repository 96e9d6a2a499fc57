/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"
#include "model/facts.h"

/* What the program knows as data: core.yaml (true of any such document) and domain packs. */

/* Word lists of core.yaml; a pack may add to them. Looked up by sg_text_key. */
typedef enum {
	SG_WORDS_STRUCTURAL, /* headings that name no entity: "Overview", "When to Use This Skill"
			      */
	SG_WORDS_STOP,       /* never a name alone: "the", "following" */
	SG_WORDS_PLAIN,      /* plain English unless written as code: "default", "future", "box" */
	SG_WORDS_MARK_PATTERN, /* "pattern", "idiom": mark the kind of what they stand by */
	SG_WORDS_MARK_ERROR,   /* "pitfall", "symptom", "error" */
	SG_WORDS_MARK_TOOL,
	SG_WORDS_MARK_CRATE,   /* "crate", "library", "package" */
	SG_WORDS_MARK_PROBLEM, /* run-in heads of troubleshooting: "problem", "symptom", "issue" */
	SG_WORDS_MARK_CAUSE,
	SG_WORDS_MARK_SOLUTION,
	SG_WORDS_MARK_WHEN, /* "when to use", "use when" */
	SG_WORDS_MARK_STEPS,
	SG_WORDS_MARK_GUIDANCE,   /* "best practices", "do", "always" */
	SG_WORDS_MARK_COMPARISON, /* "comparison": what stands below is set side by side */
	SG_WORDS_MARK_ASPECT,     /* "feature", "criterion": heads of what tables compare by */
	SG_WORDS_RESIDUE,         /* phrases left from a chat or a page */
	SG_WORDS_IMPERATIVE,      /* "use", "avoid": what begins with one is advice, no name */
	SG_WORDS_LEAD,            /* "understanding", "advanced": cut off in front of a name */
	SG_WORDS_TAIL,            /* "basics", "overview": cut off behind a name */
	SG_WORDS_BUILTIN, /* "python os", "rust std": modules that come with a language, no packages
			   */
	SG_N_WORDS
} SgWords;

/* A thing that a pack knows. */
typedef struct {
	char *label; /* preferred label */
	char *pack;  /* name of the pack */
	char *facet;
	char *url;       /* or NULL */
	GPtrArray *also; /* of char *: its other names; or NULL */
	SgKind kind;
} SgKnown;

typedef struct SgVocabulary SgVocabulary;

/* Loads DIR/core.yaml and the packs named (NULL-terminated; NULL: all *.yaml). Error:
 * SG_ERROR_USAGE with path, line and column. */
SgVocabulary *sg_vocabulary_load(const char *dir,
				 const char *const *packs,
				 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sg_vocabulary_free(SgVocabulary *vocabulary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgVocabulary, sg_vocabulary_free)

/* The lists that phrase (any spelling) is in, as a set. */
#define SG_IN(words) (UINT32_C(1) << (words))
uint32_t sg_vocabulary_lists_of(const SgVocabulary *vocabulary, const char *phrase);

/* What is known of a phrase (any spelling), whatever packs act. */
typedef struct {
	uint32_t lists;    /* that it is in: SG_IN of each */
	SgEdgeType verb;   /* or SG_N_EDGE_TYPES */
	bool verb_goes_on; /* it begins a verb of more words: "lead to" */
	bool names;        /* it names something */
	/* The words of its key are the first of longer names: how these go on, as SG_NEXT of the
	 * next word's first letter. */
	uint32_t goes_on;
} SgPhrase;

/* 26 letters, whatever their case; digits; all else. */
#define SG_NEXT(letter)                                                            \
	(UINT32_C(1) << (g_ascii_isalpha(letter)   ? g_ascii_tolower(letter) - 'a' \
			 : g_ascii_isdigit(letter) ? 26                            \
						   : 27))
#define SG_NEXT_ANY UINT32_MAX

/* text[0, length) as a phrase: words of running text are looked up where they stand. */
SgPhrase sg_vocabulary_phrase(const SgVocabulary *vocabulary, const char *text, size_t length);

/* Whether phrase (any spelling) is in a list. */
bool sg_vocabulary_lists(const SgVocabulary *vocabulary, SgWords words, const char *phrase);

/* The thing that a name or one of its other names denotes, or NULL. kind SG_N_KINDS: any, by the
 * precedence error > crate > pattern > tool > concept. */
const SgKnown *sg_vocabulary_find(const SgVocabulary *vocabulary, const char *name, SgKind kind);

/* Packs are numbered from 0 (core); a set of them has bit 1 << number. */
#define SG_MAX_PACKS 64
#define SG_ALL_PACKS UINT64_MAX

unsigned sg_vocabulary_n_packs(const SgVocabulary *vocabulary);

/* The packs that act on a document with code or text of a language ("rust"; NULL: none): those of
 * that language, and those of no language, such as core. */
uint64_t sg_vocabulary_packs_of(const SgVocabulary *vocabulary, const char *language);

/* As sg_vocabulary_find, but only things that these packs know. */
const SgKnown *sg_vocabulary_find_in(const SgVocabulary *vocabulary,
				     const char *name,
				     SgKind kind,
				     uint64_t packs);

/* Whether a pack gives the thing this name, letter for letter. */
bool sg_vocabulary_spells(const SgVocabulary *vocabulary, const char *name, const SgKnown *known);

/* The codes of a compiler: prefix and number from first to last with at least so many digits. */
typedef struct {
	char *pack;
	char *prefix; /* "E" */
	char *facet;  /* "compiler" */
	unsigned digits, first, last;
} SgErrorCodes;

/* The codes that word ("E0502") is one of, or NULL. */
const SgErrorCodes *sg_vocabulary_error_codes(const SgVocabulary *vocabulary, const char *word);

/* Verb forms of a relation ("prevents": "prevent", "eliminates"): the type of a verb, or
 * SG_N_EDGE_TYPES. */
SgEdgeType sg_vocabulary_verb(const SgVocabulary *vocabulary, const char *verb);

/* Whether a verb form can begin like word, a word of at least two ASCII letters and hyphens. */
bool sg_vocabulary_may_be_verb(const SgVocabulary *vocabulary, const char *word);

/* The page about an entity by the pack's link template ("https://docs.rs/{name}"), or NULL; owned.
 */
char *sg_vocabulary_url(const SgVocabulary *vocabulary,
			SgKind kind,
			const char *facet,
			const char *label);

/* What an address is the page of, by the link templates. */
typedef struct {
	SgKind kind;
	const char *facet;
	const char *name; /* in the address, not NUL-terminated */
	size_t length;
} SgAddressee;

/* false: it is no such page. */
bool sg_vocabulary_addressee(const SgVocabulary *vocabulary, const char *url, SgAddressee *of);

/* Digest of all files read, for the cache key. */
const char *sg_vocabulary_digest(const SgVocabulary *vocabulary);
