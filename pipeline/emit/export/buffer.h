/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/export/sink.h"

#include <string.h>

/* What an export has written and not put yet. Written directly, not through a library's values or
 * events: those made 60 MB a second and took a tenth of a whole build. */
typedef struct {
	GString *text;
	SgPutFn put;
	void *to;
} SgBuffer;

/* Puts all. */
void sg_buffer_flush(SgBuffer *buffer);

/* Puts all if it has grown large; for the end of a record. */
void sg_buffer_flush_full(SgBuffer *buffer);

void sg_buffer_integer(SgBuffer *buffer, int64_t value);

/* The digits that a double always keeps; whole is put behind a number without decimals: ".0" or "".
 * An exponent has no plus and no leading zero. */
void sg_buffer_real(SgBuffer *buffer, double value, const char *whole);

/* The same to six decimals: what is beyond them in a rank or a share differs between compilers. */
void sg_buffer_rounded(SgBuffer *buffer, double value, const char *whole);

/* What is written for a byte; as it stands where there is nothing. */
typedef struct {
	const char *of[128];
} SgEscapes;

/* Bytes of the longest escape. */
#define SG_ESCAPE_MAX 6

/* Adds text. Returns whether it held bytes that are no printing ASCII, line end or tab. */
bool sg_buffer_escape(SgBuffer *buffer, const SgEscapes *escapes, const char *text, size_t length);

/* Where n bytes can be written. */
static inline char *
sg_buffer_room(SgBuffer *buffer, size_t n)
{
	GString *text = buffer->text;
	if (G_UNLIKELY(text->allocated_len - text->len <= n)) {
		size_t length = text->len;
		g_string_set_size(text, length + n);
		text->len = length;
	}
	return text->str + text->len;
}

static inline void
sg_buffer_bytes(SgBuffer *buffer, const char *bytes, size_t length)
{
	memcpy(sg_buffer_room(buffer, length), bytes, length);
	buffer->text->len += length;
}

static inline void
sg_buffer_text(SgBuffer *buffer, const char *text)
{
	sg_buffer_bytes(buffer, text, strlen(text));
}

static inline void
sg_buffer_char(SgBuffer *buffer, char c)
{
	*sg_buffer_room(buffer, 1) = c;
	buffer->text->len++;
}
