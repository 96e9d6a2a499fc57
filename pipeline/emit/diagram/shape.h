/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"
#include "emit/diagram/layout.h"

/* The outline of a node as elements of SVG. */
void sg_shape_write(const SgDrawnNode *node, const SgBox *box, GString *out);

/* A frame with round corners. */
void sg_shape_frame(const SgBox *box, const char *looks, GString *out);

/* To one decimal, without a trailing zero. */
void sg_shape_number(GString *out, double number);
void sg_shape_point(GString *out, double x, double y);
