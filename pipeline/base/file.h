/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

#include <stdint.h>

/* Reads a regular file that we own the name of (configuration, theme, vocabulary, cache).
 * Error: SG_ERROR_IO. Sources are read by read/door.h, which trusts nothing. */
GBytes *sg_file_read(const char *path, size_t limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes path as a whole: temporary file beside it, then rename. */
bool sg_file_replace(const char *path, const void *bytes, size_t length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The program's data: beside an installed program ../share/skillgraph/NAME, in a checkout
 * the folder of the source tree. name is "theme", "vocabulary" or "schema". Owned; NULL when
 * missing. */
char *sg_file_find_data(const char *name);
