/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/digest.h"
#include "base/error.h"

#include <stddef.h>

/* The files that one job writes into the staging directory. Names are relative, "concept/x.html",
 * [A-Za-z0-9._-] and '/' only. A file equal to that of the previous output is hard-linked to it.
 * inputs: digest of all that the file was made from, kept in the manifest. */
typedef struct SgOutput SgOutput;

bool sg_output_write(SgOutput *output,
		     const char *name,
		     SgDigest inputs,
		     const void *bytes,
		     size_t length,
		     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As sg_output_write; what is read under this name in the same job are these bytes. */
bool sg_output_write_kept(SgOutput *output,
			  const char *name,
			  SgDigest inputs,
			  GBytes *bytes,
			  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* True if the previous output has this file made from the same inputs: it was linked, nothing
 * is left to do. */
bool sg_output_reuse(SgOutput *output, const char *name, SgDigest inputs);

/* A file written piece by piece, for exports of any size. A failed append is reported by close. */
typedef struct SgOutputStream SgOutputStream;

SgOutputStream *sg_output_open(SgOutput *output, const char *name, SgDigest inputs, GError **error);
void sg_output_append(SgOutputStream *stream, const void *bytes, size_t length);
/* Frees the stream in any case. */
bool sg_output_close(SgOutputStream *stream, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether an earlier phase of this run wrote a file of this name. */
bool sg_output_has(const SgOutput *output, const char *name);

/* What an earlier phase of this run wrote under this name, or this job kept or reused; or NULL. */
GBytes *sg_output_read(const SgOutput *output, const char *name);

/* The size of it; false if there is none. */
bool sg_output_measure(const SgOutput *output, const char *name, uint64_t *size);
