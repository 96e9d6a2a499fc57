/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

#include <sys/types.h>

/* The directories that a run keeps beside its target: where it writes, and, on file systems that
 * cannot exchange two directories, the old output for a moment. A run holds a lock on its staging
 * directory (flock), which ends with the process whatever ends it: a directory without a lock was
 * left by a run that was killed. */

typedef enum { SG_LEFT_STAGING, SG_LEFT_OLD } SgLeftKind;

/* ".skillgraph-staging-<digits of the target's name>-<pid>"; owned. */
char *sg_leftover_name(SgLeftKind kind, const char *target, pid_t pid);

/* Under the lock on the parent. Gives back the old output where a killed run had taken it away, and
 * collects in stale (of char *) the names that may be removed. *holder is the process that writes
 * for this target now, or 0. */
void sg_leftovers_find(int parent, const char *target, GPtrArray *stale, pid_t *holder);
