/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stddef.h>

/* One line on stderr that tells stage, count and rate; nothing at all where stderr is no terminal.
 */
typedef struct SgProgress SgProgress;

/* stage NULL: silent. total 0: unknown, only the stage is shown. */
SgProgress *sg_progress_new(const char *stage, size_t total);
void sg_progress_step(SgProgress *progress);
/* Clears the line. */
void sg_progress_free(SgProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgProgress, sg_progress_free)
