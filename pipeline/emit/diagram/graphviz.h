/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"
#include "emit/diagram/drawing.h"

/* Graphviz behind one door. Not for threads: one process lays out one drawing at a time. The same
 * drawing gives the same bytes, whatever was drawn before and whichever fonts are installed. */

/* As SVG, ready to be a file or a part of a page (see svg.h). Engines whose result depends on
 * earlier layouts (fdp, sfdp) run in a process of their own, killed after seconds (0: the default);
 * a limit for the others is their caller's. Owned; NULL with SG_ERROR_OUTPUT when there is no
 * layout. */
#define SG_LAYOUT_SECONDS 10
char *sg_graphviz_svg(const SgDrawing *drawing,
		      unsigned seconds,
		      GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *sg_engine_name(SgEngine engine);

/* Frees the context of this process; for leak checkers. */
void sg_graphviz_teardown(void);
