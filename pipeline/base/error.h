/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Why an operation could not go on. main.c turns the code into the exit status
 * (USAGE 2, all others 3); nobody else branches on it. */
typedef enum {
	SG_ERROR_USAGE,  /* refused before anything was written: options, sources, configuration */
	SG_ERROR_IO,     /* a file could not be read or written */
	SG_ERROR_THEME,  /* the theme does not compile or apply */
	SG_ERROR_OUTPUT, /* the result could not be made or published */
} SgErrorCode;

#define SG_ERROR (sg_error_quark())

GQuark sg_error_quark(void);

/* Sets *error to "path: what failed: reason" and returns false, so that a caller
 * can write: return sg_fail(error, SG_ERROR_IO, "%s: ...", path); */
bool sg_fail(GError **error, SgErrorCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);
