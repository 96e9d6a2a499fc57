/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/vocabulary.h"

/* From a phrase that names things (heading, bold head, list item) to the names in it:
 * "3. Rc vs Arc", "Memory Safety and Sanitizers", "RAII (Resource Acquisition Is Initialization)".
 */

typedef struct {
	char *label;
	char *alias;   /* other name given at the same place, or NULL */
	char *facet;   /* of what the vocabulary knows, or NULL */
	SgKind kind;   /* SG_N_KINDS: nothing in the phrase tells */
	bool known;    /* to the vocabulary */
	bool code;     /* has the form of code: "Arc<T>", "no_std", "#[inline]" */
	bool member;   /* given in brackets as a case of the name before it */
	uint8_t doubt; /* to take off the rule's confidence */
} SgName;

/* What a phrase is read against. */
typedef struct {
	const SgVocabulary *vocabulary;
	uint64_t packs;    /* whose things count as known */
	bool names_crates; /* where "Log" and "Tower" are packages, not plain words */
} SgNamingContext;

typedef struct {
	SgNamingContext context;
	GArray *names;   /* of SgName */
	bool contrast;   /* the first two are set against each other */
	bool structural; /* the phrase heads a part of the document and names nothing */
	SgKind marked;   /* kind that the phrase's marker words give ("Builder Pattern"), or
			    SG_N_KINDS */
} SgNaming;

/* Never NULL; names may be empty. */
SgNaming *sg_naming_new(SgNamingContext context, const char *phrase);

/* The thing that a name denotes, or NULL. A package is meant only where its name is no plain word
 * and is written with its own hyphens: "async task" is not async-task. */
const SgKnown *sg_find_known(SgNamingContext context, const char *name);
void sg_naming_free(SgNaming *naming);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgNaming, sg_naming_free)
