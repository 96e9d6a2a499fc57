/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

#include <stddef.h>

/* Trees of files, seen through descriptors of their roots. Symbolic links are never followed. */

/* Opens a directory itself, not what a link points to; -1 with errno. */
int sg_tree_open(int dir, const char *name);

/* Removes everything below the name, and itself. What cannot be removed stays. */
void sg_tree_remove(int dir, const char *name);

/* Makes the directories that lead to a relative name. -1 with errno. */
int sg_tree_make_parents(int root, const char *name);

/* Called for each thing that is no directory; name is relative to the root. False ends the walk. */
typedef bool (*SgTreeFn)(int root, const char *name, void *data);

/* Returns false if a call did, or, with errno in *failed, if a directory cannot be read. */
bool sg_tree_walk(int root, SgTreeFn visit, void *data, int *failed);

/* Makes name in to be the same as in from: a link where the file system can, else a copy. -1 with
 * errno. */
int sg_tree_link(int from, int to, const char *name);

/* The whole of a regular file. NULL with errno if there is none or it is larger than limit. */
GBytes *sg_tree_read(int root, const char *name, size_t limit);

/* Renames to a name that nothing has yet; -1 with errno. */
int sg_tree_rename_new(int dir, const char *from, const char *to);

/* Writes all; -1 with errno. */
int sg_tree_write_all(int fd, const void *bytes, size_t length);
