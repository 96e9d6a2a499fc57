/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "model/config.h"

/* The one table of keys of skillgraph.yaml: private to config*.c. */

typedef enum {
	SG_CONFIG_TEXT,
	SG_CONFIG_FILE,    /* text: a file that is there, by its path from the configuration's */
	SG_CONFIG_LIST,    /* of texts */
	SG_CONFIG_NAMES,   /* list of texts, each with its line */
	SG_CONFIG_PAIRS,   /* text: text */
	SG_CONFIG_PATHS,   /* path: path; both are checked, and differ */
	SG_CONFIG_ALIASES, /* text: text or list of texts */
	SG_CONFIG_NUMBER,
	SG_CONFIG_GROUP, /* a map of the keys that name it */
} SgConfigType;

/* NULL when the value is fit, else what is wrong with it. May replace *value by its usual form. */
typedef const char *(*SgConfigCheck)(char **value);

typedef struct {
	const char *name;
	const char *group; /* the key it stands in, or NULL */
	SgConfigType type;
	size_t offset;        /* in SgConfig; of groups unused */
	const char *fallback; /* the default as written in a file; NULL: none */
	const char *example;  /* a value to show where there is no default */
	const char *meaning;  /* sentences, for sg_config_template */
	SgConfigCheck check;
} SgConfigKey;

extern const SgConfigKey SG_CONFIG_KEYS[];
extern const size_t SG_N_CONFIG_KEYS;

/* The keys that stand in group (NULL: at the top), which are adjacent in the table. */
SgNames sg_config_keys_of(const char *group);
