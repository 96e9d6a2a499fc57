/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/manifest.h"
#include "emit/output.h"

/* What emit.c does with an output, and emitters do not. */

/* What an output stands on; all borrowed. */
typedef struct {
	int staging; /* descriptors of directories */
	int old;     /* of the previous output, or -1 */
	const SgManifest *before;
	const SgManifest
	    *earlier;   /* what earlier phases wrote and may be read; NULL: all there is */
	bool may_reuse; /* equal inputs mean equal files */
} SgOutputPlace;

SgOutput *sg_output_new(const SgOutputPlace *place);
void sg_output_free(SgOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgOutput, sg_output_free)

/* Forgets which files were written so far: a new job begins. */
void sg_output_begin(SgOutput *output);

/* The files of the job in a text that crosses to the parent. */
void sg_output_list(const SgOutput *output, GByteArray *out);

/* One file of such a list. linked: it equals the previous output's. */
typedef void (*SgOutputFileFn)(const SgFileEntry *entry, bool linked, void *data);

/* False if the list is damaged. */
bool sg_output_each(const uint8_t *list, size_t length, SgOutputFileFn file, void *data);
