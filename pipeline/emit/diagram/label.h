/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Text as it stands in a picture: without control and bidirectional characters, white space folded,
 * cut with an ellipsis after SG_LABEL_MAX characters, broken by '\n' into lines of about
 * SG_LABEL_WIDTH. Breaks are at spaces where there are any, else behind - _ / . : or in the word.
 * Owned. */
#define SG_LABEL_WIDTH 24
#define SG_LABEL_MAX   200

char *sg_label_wrap(const char *text);

/* Whether text is printable ASCII with single spaces, of up to limit bytes: most names are, and
 * stay as they are. */
bool sg_label_is_plain(const char *text, size_t limit);

/* The same on one line. Owned. */
char *sg_label_flat(const char *text);

/* Number of lines. */
unsigned sg_label_lines(const char *lines);

/* Width of the widest line in Helvetica of this size; ascenders and accents take none. */
double sg_label_width(const char *lines, double size);

/* Lines as the value of a label of Graphviz, where they stay what they are. Owned. */
char *sg_label_escape(const char *lines);
