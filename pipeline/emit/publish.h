/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emit.h"
#include "emit/manifest.h"

/* The target of a run, locked, with a staging directory beside it that takes the target's place in
 * one step. At every moment the target is the old output or the new one, whole. */
typedef struct SgPublish SgPublish;

/* Refuses a target that cannot be written, that another run writes, or that holds what skillgraph
 * did not make; clears away what killed runs left. notes: of char *. Error: SG_ERROR_USAGE. */
SgPublish *
sg_publish_open(const char *path, GPtrArray *notes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes the staging directory unless it was published, and gives the lock back. */
void sg_publish_free(SgPublish *publish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgPublish, sg_publish_free)

int sg_publish_staging(const SgPublish *publish);              /* descriptor of the directory */
int sg_publish_old(const SgPublish *publish);                  /* of the previous output, or -1 */
const SgManifest *sg_publish_before(const SgPublish *publish); /* of the previous output */

/* Whether the previous output was written by this very program, so that equal inputs mean equal
 * files. */
bool sg_publish_may_reuse(const SgPublish *publish);

/* Finishes the staging directory: keeps what the user put into the target, writes the manifest,
 * syncs, and exchanges the two. linked: every file is a link to the old output's. *changed is false
 * when the target had all this already and was left alone. Error: SG_ERROR_OUTPUT; then the target
 * is as it was. */
bool sg_publish_commit(SgPublish *publish,
		       SgManifest *after,
		       bool linked,
		       bool *changed,
		       GError **error) G_GNUC_WARN_UNUSED_RESULT;
