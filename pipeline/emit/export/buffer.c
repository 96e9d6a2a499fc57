/* SPDX-License-Identifier: MIT */
#include "emit/export/buffer.h"

#include <math.h>

#define FLUSH_BYTES ((size_t)64 * 1024)
#define REAL_FORMAT "%.15g"

/* Bytes that are looked at together. */
typedef uint8_t Lanes __attribute__((vector_size(16)));

void
sg_buffer_flush(SgBuffer *buffer)
{
	buffer->put(buffer->to, buffer->text->str, buffer->text->len);
	buffer->text->len = 0;
}

void
sg_buffer_flush_full(SgBuffer *buffer)
{
	if (buffer->text->len >= FLUSH_BYTES)
		sg_buffer_flush(buffer);
}

void
sg_buffer_integer(SgBuffer *buffer, int64_t value)
{
	char digits[24];
	char *at = digits + sizeof digits;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		*--at = '-';
	sg_buffer_bytes(buffer, at, (size_t)(digits + sizeof digits - at));
}

void
sg_buffer_real(SgBuffer *buffer, double value, const char *whole)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];
	g_ascii_formatd(digits, sizeof digits, REAL_FORMAT, value);
	const char *exponent = strchr(digits, 'e');
	if (!exponent) {
		sg_buffer_text(buffer, digits);
		if (!strchr(digits, '.'))
			sg_buffer_text(buffer, whole);
		return;
	}
	sg_buffer_bytes(buffer, digits, (size_t)(exponent + 1 - digits));
	if (exponent[1] == '-')
		sg_buffer_char(buffer, '-');
	sg_buffer_text(buffer, exponent + 1 + strspn(exponent + 1, "+-0"));
}

/* A number below one million, from one ten-thousandth on: what REAL_FORMAT makes of it, without its
 * cost. */
static void
millionths(SgBuffer *buffer, uint64_t number, const char *whole)
{
	char digits[] = ".000000";
	size_t length = sizeof digits - 1;
	uint64_t rest = number % 1000000;
	sg_buffer_integer(buffer, (int64_t)(number / 1000000));
	if (rest == 0) {
		sg_buffer_text(buffer, whole);
		return;
	}
	for (size_t i = length; i-- > 1; rest /= 10)
		digits[i] = (char)('0' + rest % 10);
	while (digits[length - 1] == '0')
		length--;
	sg_buffer_bytes(buffer, digits, length);
}

void
sg_buffer_rounded(SgBuffer *buffer, double value, const char *whole)
{
	double millions = round(value * 1e6);
	if (millions >= 100 && millions < 1e12)
		millionths(buffer, (uint64_t)millions, whole);
	else
		sg_buffer_real(buffer, millions / 1e6, whole);
}

/* Whether no format escapes any of these bytes. */
static inline bool
are_plain(const char *at)
{
	Lanes bytes;
	uint64_t halves[sizeof(Lanes) / sizeof(uint64_t)];
	memcpy(&bytes, at, sizeof bytes);
	Lanes odd = (Lanes)((bytes < ' ') | (bytes >= 0x7f) | (bytes == '"') | (bytes == '\\') |
			    (bytes == '&') | (bytes == '<') | (bytes == '>'));
	memcpy(halves, &odd, sizeof odd);
	return !(halves[0] | halves[1]);
}

static inline char *
escape_byte(char *at, const SgEscapes *escapes, unsigned char c)
{
	const char *escape = c < G_N_ELEMENTS(escapes->of) ? escapes->of[c] : NULL;
	if (!escape) {
		*at = (char)c;
		return at + 1;
	}
	while (*escape)
		*at++ = *escape++;
	return at;
}

/* Bytes one by one; returns where to go on. */
static char *
escape_bytes(char *at, const SgEscapes *escapes, const char *text, size_t length, bool *odd)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		*odd |= c >= 0x7f || (c < ' ' && c != '\n' && c != '\t');
		at = escape_byte(at, escapes, c);
	}
	return at;
}

/* Less than the lanes take: they are filled up with what is plain. */
static char *
escape_rest(char *at, const SgEscapes *escapes, const char *text, size_t length, bool *odd)
{
	char filled[sizeof(Lanes)];
	memset(filled, ' ', sizeof filled);
	memcpy(filled, text, length);
	if (!are_plain(filled))
		return escape_bytes(at, escapes, text, length, odd);
	memcpy(at, filled, sizeof filled);
	return at + length;
}

bool
sg_buffer_escape(SgBuffer *buffer, const SgEscapes *escapes, const char *text, size_t length)
{
	char *at = sg_buffer_room(buffer, length * SG_ESCAPE_MAX + sizeof(Lanes));
	bool odd = false;
	for (; length >= sizeof(Lanes); text += sizeof(Lanes), length -= sizeof(Lanes)) {
		if (are_plain(text)) {
			memcpy(at, text, sizeof(Lanes));
			at += sizeof(Lanes);
		} else {
			at = escape_bytes(at, escapes, text, sizeof(Lanes), &odd);
		}
	}
	if (length > 0)
		at = escape_rest(at, escapes, text, length, &odd);
	buffer->text->len = (size_t)(at - buffer->text->str);
	return odd;
}
