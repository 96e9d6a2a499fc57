/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/host.h"
#include "read/steps.h"

/* Private to host*.c: what is known of the hosts, as a table of rules, and the document as hosts
 * see it. A rule is a check with its arguments, the hosts that it holds for, and what they do
 * with a document that breaks it. */

/* An entry of the front matter's first level as YAML reads it. */
typedef struct {
	const char *key, *text; /* borrowed; text of a list or map: "" */
	bool list, map;
	bool flow;             /* written as [...] or {...} */
	bool quoted;           /* so that "true" is no truth value */
	uint32_t line, column; /* of the value */
} SgHostField;

/* A document as hosts see it: less forgiving than our own reader. */
typedef struct {
	const SgReading *reading;
	const char *file;  /* last part of the path */
	char *folder;      /* the part before it, or ""; owned */
	bool fenced;       /* "---" is the first line */
	bool closed;       /* and a later line, too */
	size_t at, length; /* of what stands between them */
	bool refused;      /* it is not valid YAML */
	bool mended;       /* it is, once values with ": " in them are quoted */
	char *fault;       /* why it is refused; owned */
	uint32_t fault_line, fault_column;
	GArray *fields;      /* of SgHostField */
	GStringChunk *texts; /* what fields point to */
	uint32_t body_line;  /* the first one behind the front matter */
	size_t body;         /* its offset */
} SgHostCase;

SgHostCase *sg_host_case_new(const SgReading *reading);
void sg_host_case_free(SgHostCase *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgHostCase, sg_host_case_free)

/* The entry of a key, in that very spelling, or NULL. */
const SgHostField *sg_host_case_find(const SgHostCase *c, const char *key);

/* What a host does with a document that breaks a rule. */
typedef enum {
	SG_EFFECT_SKIPS,
	SG_EFFECT_REFUSES,
	SG_EFFECT_INVALID, /* a validator's complaint */
	SG_EFFECT_DROPS,   /* a value is not used */
	SG_EFFECT_UNKNOWN, /* a key is not known */
	SG_EFFECT_EXTRA,   /* the same, but no reason to complain */
	SG_EFFECT_WARNS,
	SG_EFFECT_ADVISES,
	SG_EFFECT_NOTHING,
	SG_N_EFFECTS
} SgHostEffect;

typedef struct SgHostRule SgHostRule;

/* Where a rule is broken, and what is put in for the "%s" of its wording. */
typedef struct {
	uint32_t line, column;
	GString *detail;
} SgHostFinding;

struct SgHostRule {
	unsigned hosts; /* bits 1 << SgHost */
	SgHostEffect effect;
	bool last;      /* nothing else is to be said of a host that does this */
	unsigned limit; /* argument: a number */
	bool (*is_broken)(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding);
	const char *key;   /* argument of the check: a key */
	const char *words; /* argument: words or globs separated by spaces */
	const char *why;   /* may have one "%s" */
};

const SgHostRule *sg_host_rules(size_t *count);

/* Whether one of the globs, separated by spaces, fits the path. */
bool sg_host_globs_match(const char *globs, const char *path);

/* Checks, of host-checks.c: whether the document breaks the rule. */
typedef bool SgHostCheck(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding);
SgHostCheck sg_host_is_misplaced; /* its path fits none of the globs in words */
SgHostCheck sg_host_is_place;     /* it fits one of them */
SgHostCheck sg_host_is_unfenced;  /* no front matter that a host would find */
SgHostCheck sg_host_is_fenced;    /* front matter where the path fits one of words */
SgHostCheck sg_host_is_refused;   /* not valid YAML */
SgHostCheck sg_host_is_beyond_mending;
SgHostCheck sg_host_is_mendable;
SgHostCheck sg_host_has_inner_fence;  /* "---" inside of the front matter */
SgHostCheck sg_host_has_flow;         /* a value in flow style */
SgHostCheck sg_host_has_unknown_key;  /* a key that is none of words */
SgHostCheck sg_host_has_key;          /* the key */
SgHostCheck sg_host_lacks_keys;       /* all of the keys in words */
SgHostCheck sg_host_lacks;            /* the key, or it is blank */
SgHostCheck sg_host_is_structure;     /* the value is a list or map */
SgHostCheck sg_host_is_list;          /* the value is a list */
SgHostCheck sg_host_is_text;          /* the value is neither a list nor a map */
SgHostCheck sg_host_is_no_bool;       /* the value is neither true nor false */
SgHostCheck sg_host_is_no_number;     /* the value is no whole number */
SgHostCheck sg_host_is_none_of;       /* the value is none of words */
SgHostCheck sg_host_is_no_model;      /* the value is none of words and no full id of a model */
SgHostCheck sg_host_is_longer;        /* the value has more than limit characters */
SgHostCheck sg_host_pair_is_longer;   /* with the value of the key in words */
SgHostCheck sg_host_is_no_name;       /* not lower-case letters, digits and single hyphens */
SgHostCheck sg_host_is_no_agent_name; /* a ':' in it, or a '-' in front */
SgHostCheck sg_host_is_not_folder;    /* another name than the folder's */
SgHostCheck sg_host_body_lines;       /* the body has more than limit lines */
SgHostCheck sg_host_body_characters;  /* the body has more than limit characters */
SgHostCheck sg_host_body_tokens;      /* the body has more than about limit tokens */
