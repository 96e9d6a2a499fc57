/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

/* What the door mends or reports. Each is diagnosed once, with the number of its places. */
typedef enum { FAULT_INVALID, FAULT_NUL, FAULT_CONTROL, FAULT_LONE_CR, FAULT_BIDI, N_FAULTS } Fault;

static const SgDiagTag fault_tags[N_FAULTS] = {
    [FAULT_INVALID] = SG_DIAG_INVALID_UTF8,
    [FAULT_NUL] = SG_DIAG_NUL_BYTE,
    [FAULT_CONTROL] = SG_DIAG_CONTROL_CHARACTER,
    [FAULT_LONE_CR] = SG_DIAG_LONE_CR,
    [FAULT_BIDI] = SG_DIAG_BIDI,
};

/* More NUL and control characters than this, and than a tenth of the bytes: no text at all. */
#define MOST_CONTROLS 8

typedef struct {
	size_t count;
	unsigned line, column;
	gunichar what;
} Seen;

typedef struct {
	GString *out;
	Seen seen[N_FAULTS];
} Door;

/* Positions are worked out only for the first place of each fault, so the way through a clean
 * text does not count lines. */
static void
note_fault(Door *door, Fault fault, gunichar what)
{
	Seen *seen = &door->seen[fault];
	if (seen->count++ > 0)
		return;
	const char *start = door->out->str;
	const char *end = start + door->out->len;
	seen->line = 1;
	for (const char *p; (p = memchr(start, '\n', (size_t)(end - start))) != NULL; start = p + 1)
		seen->line++;
	seen->column = (unsigned)g_utf8_strlen(start, end - start) + 1;
	seen->what = what;
}

static bool
is_clean(unsigned char c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t';
}

static bool
is_bidi_control(gunichar c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
replace(Door *door, Fault fault, gunichar what)
{
	note_fault(door, fault, what);
	g_string_append(door->out, REPLACEMENT);
}

/* One character that is not clean ASCII; returns the number of bytes taken. */
static size_t
pass_special(Door *door, const unsigned char *p, size_t left)
{
	if (*p == 0) {
		replace(door, FAULT_NUL, 0);
		return 1;
	}
	if (*p == '\r') {
		if (left > 1 && p[1] == '\n')
			return 1;
		note_fault(door, FAULT_LONE_CR, '\r');
		g_string_append_c(door->out, '\n');
		return 1;
	}
	if (*p < 0x80) {
		replace(door, FAULT_CONTROL, *p);
		return 1;
	}
	gunichar c = g_utf8_get_char_validated((const char *)p, (gssize)MIN(left, 4));
	if (c == (gunichar)-1 || c == (gunichar)-2) {
		replace(door, FAULT_INVALID, *p);
		return 1;
	}
	size_t length = (size_t)g_utf8_skip[*p];
	if (c == 0xfffe || c == 0xffff) { /* valid UTF-8, but not legal in XML */
		replace(door, FAULT_CONTROL, c);
		return length;
	}
	if (is_bidi_control(c))
		note_fault(door, FAULT_BIDI, c);
	g_string_append_len(door->out, (const char *)p, (gssize)length);
	return length;
}

static void
pass_all(Door *door, const unsigned char *p, size_t length)
{
	const unsigned char *end = p + length;
	while (p < end) {
		const unsigned char *run = p;
		while (p < end && is_clean(*p))
			p++;
		g_string_append_len(door->out, (const char *)run, p - run);
		if (p < end)
			p += pass_special(door, p, (size_t)(end - p));
	}
}

static gunichar
utf16_unit(const unsigned char *p, bool big)
{
	return big ? (gunichar)(p[0] << 8 | p[1]) : (gunichar)(p[1] << 8 | p[0]);
}

/* The character at p and the number of bytes it takes; 0 for a surrogate without its other half. */
static size_t
utf16_char(const unsigned char *p, size_t left, bool big, gunichar *c)
{
	*c = utf16_unit(p, big);
	if (*c < 0xd800 || *c >= 0xe000)
		return 2;
	gunichar low = *c < 0xdc00 && left >= 4 ? utf16_unit(p + 2, big) : 0;
	if (low < 0xdc00 || low >= 0xe000) {
		*c = 0;
		return 2;
	}
	*c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

/* UTF-16 to bytes for pass_all. A lone surrogate and an odd last byte become bytes that
 * are invalid there, so that they are reported like any other. */
static GString *
decode_utf16(const unsigned char *p, size_t length, bool big)
{
	GString *out = g_string_sized_new(length + 1);
	size_t at = 0;
	while (at + 1 < length) {
		gunichar c = 0;
		bool nul = p[at] == 0 && p[at + 1] == 0;
		at += utf16_char(p + at, length - at, big, &c);
		if (c == 0)
			g_string_append_c(out, nul ? '\0' : '\xff');
		else
			g_string_append_unichar(out, c);
	}
	if (at < length)
		g_string_append_c(out, '\xff');
	return out;
}

static char *
describe(const Seen *seen, Fault fault)
{
	GString *text = g_string_new(NULL);
	g_string_printf(text, fault == FAULT_INVALID ? "0x%02x" : "U+%04X", seen->what);
	if (seen->count > 1)
		g_string_append_printf(text, " (+%zu more)", seen->count - 1);
	return g_string_free(text, FALSE);
}

/* A file that is no text has faults of all kinds, which tell nothing more. */
static bool
report_binary(const Door *door, size_t size, SgDiags *diags)
{
	const Seen *nul = &door->seen[FAULT_NUL];
	const Seen *control = &door->seen[FAULT_CONTROL];
	size_t count = nul->count + control->count;
	if (count <= MOST_CONTROLS || count <= size / 10)
		return false;
	const Seen *place = nul->count > 0 ? nul : control;
	SgDiagTag tag = nul->count > 0 ? SG_DIAG_NUL_BYTE : SG_DIAG_CONTROL_CHARACTER;
	g_autofree char *detail = g_strdup_printf("%zu of %zu bytes: not a text file", count, size);
	sg_diags_add(diags, tag, place->line, place->column, detail);
	return true;
}

static void
report(const Door *door, SgDiags *diags)
{
	for (Fault fault = 0; fault < N_FAULTS; fault++) {
		const Seen *seen = &door->seen[fault];
		if (seen->count == 0)
			continue;
		g_autofree char *detail = describe(seen, fault);
		sg_diags_add(diags, fault_tags[fault], seen->line, seen->column, detail);
	}
}

char *
sg_door_text(GBytes *bytes, SgDiags *diags, size_t *length, bool *binary)
{
	size_t size = 0;
	const unsigned char *p = g_bytes_get_data(bytes, &size);
	Door door = {.out = g_string_sized_new(size + 1)};
	bool little = size >= 2 && memcmp(p, "\xff\xfe", 2) == 0;
	bool big = size >= 2 && memcmp(p, "\xfe\xff", 2) == 0;
	if (little || big) {
		sg_diags_add(diags, SG_DIAG_UTF16, 1, 1, little ? "UTF-16LE" : "UTF-16BE");
		GString *decoded = decode_utf16(p + 2, size - 2, big);
		pass_all(&door, (const unsigned char *)decoded->str, decoded->len);
		g_string_free(decoded, TRUE);
	} else if (size >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		pass_all(&door, p + 3, size - 3);
	} else if (size > 0) {
		pass_all(&door, p, size);
	}
	*binary = report_binary(&door, size, diags);
	if (!*binary)
		report(&door, diags);
	*length = door.out->len;
	return g_string_free(door.out, FALSE);
}
