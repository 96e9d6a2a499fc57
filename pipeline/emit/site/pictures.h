/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emitter.h"

/* The pictures that documents show, as files of the site. */

/* "image/<digits of the digest>.png", or NULL when the file is not shown; owned. */
char *sg_picture_url(const SgGraphFile *file);

/* The row of the emitters: a job for each file, in the first phase, so that pages know what is
 * there. Optional: a picture that has gone is a note. */
size_t sg_pictures_count(const SgEmitContext *context);
bool sg_picture_write(const SgEmitContext *context, size_t i, SgOutput *output, GError **error);
