/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/config.h"
#include "model/facts.h"
#include "model/vocabulary.h"

/* extract: SgDocument -> facts. Sections, candidate entities, statements, claims, code blocks and
 * the sketch, each with the lines that say so. Pure: the same document, the same bytes. */

/* Takes doc over. */
GBytes *sg_extract(SgDocument *doc, const SgVocabulary *vocabulary, const SgConfig *config);
