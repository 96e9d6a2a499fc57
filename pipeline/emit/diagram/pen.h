/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/place.h"

#include <glib.h>
#include <stdint.h>

/* Numbers and path data of SVG in as few bytes as they take: to a tenth of a point, each point told
 * from the one before. The way from one to the next is counted in tenths, so that nothing drifts.
 */
typedef struct {
	GString *out;
	int64_t x, y, start_x, start_y; /* in tenths */
	char command;                   /* the last one; it need not be said again */
} SgPen;

/* To one decimal, without a trailing zero. */
void sg_pen_number(GString *out, double number);

/* The attribute d; what comes between begins with a move. */
void sg_pen_begin(SgPen *pen, GString *out);
void sg_pen_end(const SgPen *pen);

void sg_pen_move(SgPen *pen, double x, double y);
void sg_pen_line(SgPen *pen, double x, double y);
/* A round corner: a quadratic curve to x, y whose handle is the corner. */
void sg_pen_bend(SgPen *pen, double corner_x, double corner_y, double x, double y);
/* A cubic curve with its two handles and its end. */
void sg_pen_curve(SgPen *pen, SgPoint first, SgPoint second, SgPoint end);
void sg_pen_close(SgPen *pen);
