/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <string.h>

/* g_string_append_len and g_string_append in line, for text that is put together of many short
 * pieces: those of GLib 2.74 are calls that look for where to insert. */

static inline void
sg_append_len(GString *out, const char *bytes, size_t length)
{
	if (G_UNLIKELY(out->len + length >= out->allocated_len)) {
		g_string_append_len(out, bytes, (gssize)length);
		return;
	}
	memcpy(out->str + out->len, bytes, length);
	out->len += length;
	out->str[out->len] = '\0';
}

static inline void
sg_append(GString *out, const char *text)
{
	sg_append_len(out, text, strlen(text));
}
