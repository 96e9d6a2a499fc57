/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"

/* Graphviz measures text as Helvetica; readers may have a wider fallback font. So it is laid out a
 * seventh larger than it is written. */
#define SG_MEASURED_LARGE "13.70"
#define SG_MEASURED_SMALL "11.40"

/* Graphviz's SVG made fit for both uses, a file of its own and a part of an HTML page: no prolog,
 * no comment, no fixed size, no style; role, title and description; every id begins with the
 * drawing's name; classes by kind and type, so that style sheets recolour; nodes tell their id in
 * data-id and edges their type in data-type; links are plain href. Owned. */
char *sg_svg_finish(const SgDrawing *drawing, const char *svg);
