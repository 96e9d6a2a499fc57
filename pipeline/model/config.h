/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

#include <stdint.h>

/* skillgraph.yaml. Every key stands in the one table of config.c, from which the commented file
 * of `skillgraph init` and the reference in the README are made. */

/* Two strings of a map: aliases (canonical label -> other names joined by '\n'), kinds (label ->
 * kind), merge and separate (label -> label), redirects (old URL -> new URL), nav (label -> URL);
 * ignore_terms (value NULL). */
typedef struct {
	char *key;
	char *value;
	unsigned line; /* in the configuration file */
} SgPair;

/* Strings without a default are NULL when not given (or given as ""); arrays are empty, but for
 * packs. Checked on load: base_url ends in '/', edit_url has {path}, accent is #rrggbb. */
typedef struct {
	char *path; /* of the file, or NULL */
	char *title, *description, *base_url, *language, *logo, *accent, *footer, *edit_url;
	GPtrArray *include, *exclude, *allow_secrets,
	    *packs; /* of char *; packs NULL: by language */
	GPtrArray *aliases, *kinds, *ignore_terms, *merge, *separate, *redirects,
	    *nav; /* of SgPair */
	int64_t max_file_bytes, max_line_bytes, max_depth, job_seconds, job_megabytes,
	    max_image_bytes; /* limits: */
} SgConfig;

/* Defaults overlaid with the file at path (NULL: defaults only). Error: SG_ERROR_USAGE
 * "path:line:column: unknown key 'titel'; did you mean 'title'?". */
SgConfig *sg_config_load(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sg_config_free(SgConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgConfig, sg_config_free)

/* A commented skillgraph.yaml with every key, its meaning and default; owned. */
char *sg_config_template(void);

/* Digest text of what extraction depends on (ignore_terms, packs, limits); owned. */
char *sg_config_extract_key(const SgConfig *config);
