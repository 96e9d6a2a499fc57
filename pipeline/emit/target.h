/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/manifest.h"

#include <sys/stat.h>

/* The directory that is to be published into, as it was found. */
typedef struct {
	char *path;       /* as the user wrote it */
	char *name;       /* last part */
	int parent;       /* descriptor of the directory that it is in */
	int old;          /* of the previous output, or -1 */
	struct stat info; /* of the previous output */
	SgManifest *before;
	bool sound;    /* before can be relied on: what it does not name is not ours */
	bool reusable; /* it was written by this very program */
} SgTarget;

void sg_target_clear(SgTarget *target);

/* Finds the parent directory, which must be there and writable. Error: SG_ERROR_USAGE. */
bool sg_target_find(SgTarget *target, const char *path, GError **error);

/* Opens what is there: nothing, an empty directory, one with only a .gitignore, or one of ours. All
 * else is refused. Error: SG_ERROR_USAGE. */
bool sg_target_open(SgTarget *target, GError **error);
