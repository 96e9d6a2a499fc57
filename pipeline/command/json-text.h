/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* A text as a string of JSON, with its quotes; bytes that are not UTF-8 become U+FFFD. */
void sg_json_append_text(GString *out, const char *text);

/* ,"name":"text" or, behind an opening bracket, without the comma. */
void sg_json_append_member(GString *out, const char *name, const char *text);
void sg_json_append_number(GString *out, const char *name, guint64 number);

/* A comma, unless a bracket was opened just before; then "name": (name NULL: nothing). */
void sg_json_begin(GString *out, const char *name);
