/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stddef.h>

/* Brings what is written to the disk while more is made, so that publishing waits for the last of
 * it alone. A hint: whoever needs certainty syncs afterwards, through a descriptor of its own. */
typedef struct SgFlusher SgFlusher;

/* For the file system of the directory. */
SgFlusher *sg_flusher_new(int directory);
/* Waits for what is under way. */
void sg_flusher_free(SgFlusher *flusher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgFlusher, sg_flusher_free)

/* Tells of so many bytes more. Does not wait. */
void sg_flusher_wrote(SgFlusher *flusher, size_t bytes);
