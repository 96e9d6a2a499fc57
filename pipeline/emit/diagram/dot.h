/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"

/* A drawing in Graphviz's language, without positions: what `dot` reads to lay it out alike.
 * Owned. */
char *sg_dot_write(const SgDrawing *drawing);
