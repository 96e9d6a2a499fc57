/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/facts.h"

/* The places in a document that a fragment may name: its sections, by the anchors that hosts make
 * of headings and by ours, and the ids of HTML in it. */
typedef struct SgPlaceNames SgPlaceNames;

SgPlaceNames *sg_place_names_new(const SgFacts *facts);
void sg_place_names_free(SgPlaceNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgPlaceNames, sg_place_names_free)

/* The section (or SG_NONE) and the line of the place; false when there is none of that name. */
bool sg_place_names_find(const SgPlaceNames *names,
			 const char *fragment,
			 uint32_t *section,
			 uint32_t *line);
