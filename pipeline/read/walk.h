/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"
#include "model/config.h"
#include "model/listing.h"

/* Private to read: what sg_discover is made of. */

/* One argument of the command. */
typedef struct {
	char *given, *real; /* owned */
	const char
	    *label;  /* in real: its last parts, as many as it takes to tell the roots apart */
	bool single; /* a file */
} SgRoot;

/* Each root once, sorted by its real path: nothing depends on the order of arguments. */
GPtrArray *sg_roots_open(char *const *given, GError **error); /* of SgRoot */

/* Adds all below a root that is a directory to the listing, prefix in front of each path. Error:
 * SG_ERROR_USAGE if the root itself cannot be opened. */
bool sg_walk(const SgRoot *root,
	     const char *prefix,
	     const SgConfig *config,
	     SgListing *listing,
	     GError **error);

/* An entry of the listing. Its path is as it is shown: UTF-8, with no likely secret in it. */
SgFound sg_walk_found(const SgConfig *config,
		      const char *prefix,
		      const char *path,
		      SgFoundKind kind,
		      const char *detail);
