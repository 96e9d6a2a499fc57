/* SPDX-License-Identifier: MIT */
#pragma once

#include "extract/names.h"

/* A phrase that names one thing: what stands around the name is cut off, the vocabulary asked, the
 * form judged. names.c divides longer phrases into such. */

/* Adds the name in phrase, if there is one. */
void sg_naming_accept(SgNaming *naming, const char *phrase, unsigned doubt);

/* Adds a name as it is; known may be NULL. A second name of one key is left out. */
void sg_naming_add(
    SgNaming *naming, const char *label, const SgKnown *known, SgKind kind, unsigned doubt);

/* Adds an error code with the title behind it. */
void sg_naming_add_error(SgNaming *naming, const char *phrase, size_t code_length);

const SgKnown *sg_naming_find(const SgNaming *naming, const char *phrase);

/* The kind that a word of these lists marks, or SG_N_KINDS. */
SgKind sg_mark_of(uint32_t lists);

void sg_name_clear(gpointer name);
