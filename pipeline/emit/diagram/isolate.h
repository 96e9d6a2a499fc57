/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

/* Makes a text; runs in a process of its own. Owned; NULL with an error. */
typedef char *(*SgTextFn)(const void *data, GError **error);

/* The text that make gives in a fresh process, which is killed when it takes longer than seconds.
 * Owned; NULL with SG_ERROR_OUTPUT saying why: its own error, a signal, or the time. */
char *sg_isolate(SgTextFn make, const void *data, unsigned seconds, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
