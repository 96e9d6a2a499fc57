/* SPDX-License-Identifier: MIT */
#pragma once

#include "read/steps.h"

/* Private to flattened*.c: the lines of a text without markup, and what they are taken for. */

typedef struct {
	const char *text;
	size_t length;
	SgLineLook look;
	int balance;           /* of its brackets */
	uint32_t first, count; /* of the sources, of which it is made */
} SgFlatLine;

typedef struct {
	SgReading *reading;
	SgDocument *doc;
	GArray *sources;  /* of SgFlatLine: each line as it stands */
	GArray *lines;    /* of SgFlatLine: those that were broken at a column made one */
	GPtrArray *texts; /* of char *: of those */
	bool any_heading, parent_open;
} SgFlat;

static inline SgFlatLine *
sg_flat_line(const SgFlat *flat, size_t i)
{
	return &g_array_index(flat->lines, SgFlatLine, i);
}

static inline SgLineLook
sg_flat_look(const SgFlat *flat, size_t i)
{
	return i < flat->lines->len ? sg_flat_line(flat, i)->look : SG_LINE_BLANK;
}

/* Fills lines from sources. */
void sg_flat_join_lines(SgFlat *flat);

/* Lines that stand for titles among their neighbours, and lists that look like titles. */
void sg_flat_find_titles(SgFlat *flat);
