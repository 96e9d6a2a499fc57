/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"
#include "base/text.h"

#include <glib.h>
#include <stdbool.h>

/* libyaml behind one door: strict YAML 1.1 into a tree with positions. Aliases and anchors are
 * refused, nesting is limited to SG_YAML_MAX_DEPTH, duplicate keys are refused. For our own
 * files (configuration, vocabulary) and as the second opinion on front matter. */
#define SG_YAML_MAX_DEPTH 32

typedef enum { SG_YAML_SCALAR, SG_YAML_LIST, SG_YAML_MAP } SgYamlKind;

typedef struct SgYaml SgYaml;
struct SgYaml {
	SgYamlKind kind;
	bool plain;        /* a scalar without quotes: "true" may be a boolean */
	char *text;        /* of a scalar */
	GPtrArray *keys;   /* of SgYaml (scalars); maps only */
	GPtrArray *values; /* of SgYaml; of maps beside keys, of lists the items */
	unsigned line;     /* 1-based */
	unsigned column;
};

/* Why a text was refused. */
typedef struct {
	char *message; /* owned */
	unsigned line;
	unsigned column;
} SgYamlFault;

/* NULL with *fault filled in when the text is refused; an empty text is an empty map.
 * The caller frees fault->message. */
SgYaml *sg_yaml_parse(const char *text, size_t length, SgYamlFault *fault);
void sg_yaml_free(SgYaml *yaml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgYaml, sg_yaml_free)

/* The value of a key, or NULL. */
const SgYaml *sg_yaml_get(const SgYaml *map, const char *key);
size_t sg_yaml_count(const SgYaml *yaml);
const SgYaml *sg_yaml_key(const SgYaml *map, size_t i);
const SgYaml *sg_yaml_item(const SgYaml *yaml, size_t i); /* i-th value of a list or map */

/* A file of ours: read and parsed, its root a map. Error: SG_ERROR_USAGE with path, line and
 * column. *bytes (may be NULL) receives the content, owned. */
SgYaml *sg_yaml_load(const char *path, GBytes **bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets *error (SG_ERROR_USAGE) to "path:line:column: ..." and returns false. */
bool sg_yaml_refuse(GError **error, const char *path, const SgYaml *at, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The index of the key among names; -1 and an error "unknown key 'titel'; did you mean 'title'?"
 * when it is none of them. */
int sg_yaml_match_key(const SgYaml *key, const SgNames *names, const char *path, GError **error);
