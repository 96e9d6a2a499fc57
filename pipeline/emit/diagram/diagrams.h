/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/diagram/drawing.h"
#include "emit/emitter.h"

/* The pictures of a graph. Each says in words what it leaves out. */

/* An entity with its strongest neighbours: typed relations before related entities before
 * documents. */
SgDrawing *sg_neighbourhood_draw(const SgGraph *graph, size_t entity);

/* The entities of highest rank, framed by topic. */
SgDrawing *sg_overview_draw(const SgGraph *graph);

/* As SVG, placed by an engine or, a star, without one. Owned; NULL with SG_ERROR_OUTPUT. */
char *sg_drawing_svg(const SgDrawing *drawing, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of all that a picture is made of: its file for Graphviz tells everything but what is read out. */
SgDigest sg_drawing_digest(const SgDrawing *drawing, const char *dot);

/* Writes PATH.svg and PATH.dot, unless the previous output has them from the same drawing. */
bool sg_drawing_publish(const SgDrawing *drawing,
			const char *path,
			SgOutput *output,
			GError **error) G_GNUC_WARN_UNUSED_RESULT;
