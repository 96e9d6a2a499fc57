/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"
#include "emit/diagram/pen.h"
#include "emit/diagram/place.h"

/* The outline of a node and the lines within it, as one path. Their corners take 9 points: a box is
 * at least 26 high. */
void sg_shape_draw(SgPen *pen, SgMark mark, const SgBox *box);

/* A box with round corners. */
void sg_shape_round(SgPen *pen, const SgBox *box);
