/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"
#include "emit/diagram/layout.h"

/* A drawing that is laid out, as SVG fit for both uses, a file of its own and a part of an HTML
 * page: no prolog, no fixed size, no style; role, title and description; every id begins with the
 * drawing's name; classes by kind and type, so that style sheets recolour; nodes tell their id in
 * data-id and edges their type in data-type; links are plain href. Owned. */
char *sg_svg_write(const SgDrawing *drawing, const SgLayout *layout);
