/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Private to secrets.c: what secrets look like, as tables. */

/* Which characters a key is made of. */
typedef enum {
	SG_KEY_ALNUM,
	SG_KEY_DASHED, /* and '-', '_' */
	SG_KEY_DOTTED, /* and '-', '_', '.' */
	SG_KEY_PATH,   /* and '-', '_', '/' */
	SG_KEY_BASE64, /* and '+', '/', '=' */
	SG_KEY_HEX,    /* digits and a-f */
	SG_KEY_UPPER,  /* capitals and digits */
} SgKeySet;

/* The keys of one provider: a prefix that nothing else has, and what stands behind it. */
typedef struct {
	const char *prefix;
	const char *name; /* "GitHub token" */
	SgKeySet set;
	unsigned least, most; /* characters behind the prefix */
} SgKeyShape;

const SgKeyShape *sg_key_shapes(size_t *count);
bool sg_key_has(SgKeySet set, char c);

/* Names of settings that hold a secret: "api_key", "client-secret"; in lower case, without marks
 * between their words. */
bool sg_key_is_name(const char *name, size_t length);

/* Whether a value stands for a secret and is none: "sk-xxxx", "your-key-here", "1234567890...". */
bool sg_key_is_placeholder(const char *value, size_t length);

/* Shannon's entropy of its bytes, in bits a byte. */
double sg_key_entropy(const char *value, size_t length);
