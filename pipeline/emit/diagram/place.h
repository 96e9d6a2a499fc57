/* SPDX-License-Identifier: MIT */
#pragma once

/* Places in a picture, in points from its upper left corner. */

typedef struct {
	double x, y;
} SgPoint;

typedef struct {
	SgPoint middle;
	double width, height;
} SgBox;

/* Sizes of text, and from the middle of a line to its base. Readers may have a wider font than
 * Helvetica, which text is measured in, so it is given a seventh more room than it takes. */
#define SG_TEXT_SIZE   12.0
#define SG_TEXT_LINE   16.0
#define SG_TEXT_BASE   4.0
#define SG_WORDS_SIZE  11.0
#define SG_WORDS_BASE  4.0
#define SG_TEXT_MARGIN (8 / 7.0)
