/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>

/* The user's accent colour, made readable: on light and on dark ground it keeps its hue and gets
 * the contrast that WCAG 2.2 (1.4.3) asks for. */

/* "#rgb" or "#rrggbb". NULL is none. */
bool sg_accent_is_colour(const char *colour);

/* The style sheet that sets the theme's accent; owned. */
char *sg_accent_css(const char *colour);
