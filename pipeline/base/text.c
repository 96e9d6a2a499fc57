/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum { MAX_SLUG = 80, LEAST_PIECE = 1024, MOST_PIECE = 4096 };

#define INVALID     ((gunichar)-1)
#define REPLACEMENT "\xef\xbf\xbd"

/* Decodes one character before end; an invalid byte gives INVALID and length 1. */
static size_t
decode(const char *at, const char *end, gunichar *character)
{
	unsigned char byte = (unsigned char)*at;
	if (byte < 0x80) {
		*character = byte;
		return 1;
	}
	*character = g_utf8_get_char_validated(at, end - at);
	if (*character == (gunichar)-1 || *character == (gunichar)-2) {
		*character = INVALID;
		return 1;
	}
	return (size_t)(g_utf8_next_char(at) - at);
}

static bool
is_ascii(const char *text)
{
	unsigned char all = 0;
	for (; *text; text++)
		all |= (unsigned char)*text;
	return all < 0x80;
}

static bool
is_space(gunichar c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return c != INVALID && (c == 0x85 || g_unichar_isspace(c));
}

/* The characters with the property Bidi_Control (Unicode Standard Annex 9, section 2). */
static bool
is_bidi_control(gunichar c)
{
	return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static bool
is_control(gunichar c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

/* Where a piece of text may end: before a character that joins with none before it. No text that
 * means something needs as many marks in a row as MOST_PIECE has. */
static const char *
piece_end(const char *at, const char *end)
{
	const char *next = at + MIN(end - at, LEAST_PIECE);
	for (; next < end && next - at < MOST_PIECE; next++) {
		gunichar c = 0;
		decode(next, end, &c);
		bool inside = ((unsigned char)*next & 0xc0) == 0x80;
		bool jamo = c >= 0x1160 && c <= 0x11ff;
		if (!inside && !jamo && !g_unichar_ismark(c))
			return next;
	}
	while (next < end && ((unsigned char)*next & 0xc0) == 0x80)
		next++;
	return next;
}

/* In pieces, as g_utf8_normalize moves all that follows for each pair of characters it joins. NULL
 * if the text is not UTF-8. */
static char *
normalize(const char *text, GNormalizeMode mode)
{
	size_t length = strlen(text);
	if (length <= LEAST_PIECE)
		return g_utf8_normalize(text, (gssize)length, mode);
	g_autoptr(GString) normal = g_string_sized_new(length + 1);
	for (const char *end = text + length; text < end;) {
		const char *next = piece_end(text, end);
		g_autofree char *piece = g_utf8_normalize(text, next - text, mode);
		if (!piece)
			return NULL;
		g_string_append(normal, piece);
		text = next;
	}
	return g_string_free(g_steal_pointer(&normal), FALSE);
}

/* Normal form and case folding in one; bytes that are not UTF-8 become U+FFFD first. */
static char *
fold(const char *text, GNormalizeMode mode)
{
	g_autofree char *normal = normalize(text, mode);
	if (!normal) {
		g_autofree char *valid = g_utf8_make_valid(text, -1);
		normal = normalize(valid, mode);
	}
	g_autofree char *folded = g_utf8_casefold(normal, -1);
	return normalize(folded, mode);
}

/* Appends the slug of folded text, in which accents stand apart from their letters and are
 * dropped; returns whether anything but white space and hyphens was. */
static bool
append_slug(GString *slug, const char *folded)
{
	const char *end = folded + strlen(folded);
	bool lost = false;
	bool gap = false;
	size_t size = 0;
	for (const char *at = folded; at < end; at += size) {
		gunichar c = 0;
		size = decode(at, end, &c);
		if (c < 0x80 && g_ascii_isalnum((char)c)) {
			if (gap && slug->len > 0)
				g_string_append_c(slug, '-');
			gap = false;
			g_string_append_c(slug, g_ascii_tolower((char)c));
			continue;
		}
		gap |= c == INVALID || !g_unichar_ismark(c);
		lost |= c != '-' && !is_space(c);
	}
	return lost;
}

char *
sg_text_slug(const char *label, bool *lossy)
{
	GString *slug = g_string_new(NULL);
	bool lost = !is_ascii(label);
	if (lost) {
		g_autofree char *folded = fold(label, G_NORMALIZE_NFKD);
		append_slug(slug, folded);
	} else {
		lost = append_slug(slug, label);
	}
	if (slug->len > MAX_SLUG) {
		lost = true;
		g_string_truncate(slug, MAX_SLUG);
		while (slug->str[slug->len - 1] == '-')
			g_string_truncate(slug, slug->len - 1);
	}
	if (lossy)
		*lossy = lost || slug->len == 0;
	return g_string_free(slug, FALSE);
}

/* Drops back-ticks and the innermost <...>; returns whether a '<' is left. In place. */
static bool
drop_generics(char *text)
{
	char *out = text;
	char *open = NULL;
	bool left = false;
	for (const char *at = text; *at; at++) {
		if (*at == '`')
			continue;
		if (*at == '>' && open) {
			out = open;
			open = NULL;
			continue;
		}
		if (*at == '<') {
			left |= open != NULL;
			open = out;
		}
		*out++ = *at;
	}
	*out = '\0';
	return left;
}

static bool
is_key_sign(char c)
{
	return c == '+' || c == '#' || c == '.' || c == '&' || c == '*' || c == '\'';
}

/* Length of the character at text if it belongs to a word of a key, else 0. */
static size_t
word_length(const char *text, const char *end)
{
	if ((unsigned char)*text < 0x80)
		return g_ascii_isalnum(*text) || is_key_sign(*text) ? 1 : 0;
	gunichar c = 0;
	size_t length = decode(text, end, &c);
	return c != INVALID && (g_unichar_isalnum(c) || g_unichar_ismark(c)) ? length : 0;
}

/* Words separated by single spaces, without plural s. In place: the result is never longer. */
static void
join_words(char *text)
{
	const char *end = text + strlen(text);
	const char *at = text;
	char *out = text;
	while (at < end) {
		size_t length = word_length(at, end);
		if (!length) {
			at++;
			continue;
		}
		if (out > text)
			*out++ = ' ';
		char *word = out;
		size_t characters = 0;
		for (; at < end && (length = word_length(at, end)); characters++)
			for (; length > 0; length--)
				*out++ = *at++;
		if (characters > 3 && out[-1] == 's' && out[-2] != 's' && out > word)
			out--;
	}
	*out = '\0';
}

/* An ASCII character of a word of a key, in lower case, or 0. */
static char
key_character(char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return c;
	if (c >= 'A' && c <= 'Z')
		return (char)(c | 0x20);
	return is_key_sign(c) ? c : '\0';
}

/* Adds the word at *label, which goes past it, without plural s; returns the new end. */
static char *
add_plain_word(char *out, const char **label)
{
	const char *word = out;
	for (char c = 0; (c = key_character(**label)) != '\0'; (*label)++)
		*out++ = c;
	return out - word > 3 && out[-1] == 's' && out[-2] != 's' ? out - 1 : out;
}

/* The key in one pass where label is ASCII without generics, as most are; else NULL. */
static char *
plain_key(const char *label)
{
	g_autofree char *key = g_malloc(strlen(label) + 1);
	char *out = key;
	while (*label) {
		if ((*label & 0x80) != 0 || *label == '<' || *label == '`')
			return NULL;
		if (key_character(*label) == '\0') {
			label++;
			continue;
		}
		if (out > key)
			*out++ = ' ';
		out = add_plain_word(out, &label);
	}
	*out = '\0';
	return g_steal_pointer(&key);
}

char *
sg_text_key(const char *label)
{
	char *plain = plain_key(label);
	if (plain)
		return plain;
	char *key = is_ascii(label) ? g_ascii_strdown(label, -1) : fold(label, G_NORMALIZE_NFC);
	if (strpbrk(key, "<`") && drop_generics(key))
		drop_generics(key);
	join_words(key);
	return key;
}

/* Eight bytes at once, each by itself: the high bit of a byte tells whether it is at least 'A', but
 * not more than 'Z'. */
static uint64_t
lower_eight(uint64_t bytes)
{
	const uint64_t each = 0x0101010101010101u;
	uint64_t low = bytes & 0x7f * each;
	uint64_t from_a = low + (0x80 - 'A') * each;
	uint64_t above_z = low + (0x7f - 'Z') * each;
	uint64_t capital = (from_a ^ above_z) & ~bytes & 0x80 * each;
	return bytes | capital >> 2;
}

char *
sg_text_lower(const char *text, size_t length)
{
	char *lower = g_malloc(length + 1);
	size_t i = 0;
	for (; i + sizeof(uint64_t) <= length; i += sizeof(uint64_t)) {
		uint64_t bytes;
		memcpy(&bytes, text + i, sizeof bytes);
		bytes = lower_eight(bytes);
		memcpy(lower + i, &bytes, sizeof bytes);
	}
	for (; i < length; i++)
		lower[i] = g_ascii_tolower(text[i]);
	lower[length] = '\0';
	return lower;
}

char *
sg_text_squash(const char *text, size_t length)
{
	char *result = g_malloc(length + 1);
	char *out = result;
	const char *end = text + length;
	bool gap = false;
	for (const char *at = text; at < end;) {
		gunichar c = (unsigned char)*at;
		if (c > ' ' && c < 0x80) {
			if (gap)
				*out++ = ' ';
			gap = false;
			while (at < end && (signed char)*at > ' ')
				*out++ = *at++;
			continue;
		}
		size_t size = c < 0x80 ? 1 : decode(at, end, &c);
		if (is_space(c)) {
			gap = out > result;
			at += size;
			continue;
		}
		if (gap)
			*out++ = ' ';
		gap = false;
		for (; size > 0; size--)
			*out++ = *at++;
	}
	*out = '\0';
	return result;
}

char *
sg_text_escape_controls(const char *text)
{
	GString *out = g_string_new(NULL);
	const char *end = text + strlen(text);
	size_t size = 0;
	for (const char *at = text; at < end; at += size) {
		gunichar c = 0;
		size = decode(at, end, &c);
		if (c == INVALID || c < 0x20 || c == 0x7f)
			g_string_append_printf(out, "\\x%02x", (unsigned)(unsigned char)*at);
		else if (is_control(c) || is_bidi_control(c))
			g_string_append_printf(out, "\\u{%04x}", (unsigned)c);
		else
			g_string_append_len(out, at, (gssize)size);
	}
	return g_string_free(out, FALSE);
}

char *
sg_text_clean(const char *text, size_t length)
{
	GString *out = g_string_sized_new(length);
	const char *end = text + length;
	size_t size = 0;
	for (const char *at = text; at < end; at += size) {
		gunichar c = 0;
		size = decode(at, end, &c);
		if (is_bidi_control(c))
			continue;
		bool refused = c == INVALID || c == 0xfffe || c == 0xffff ||
			       (is_control(c) && c != '\n' && c != '\t');
		if (refused)
			g_string_append(out, REPLACEMENT);
		else
			g_string_append_len(out, at, (gssize)size);
	}
	return g_string_free(out, FALSE);
}

/* Replaces the row of distances by the one for the next byte of a; returns its least value. */
static unsigned
next_row(unsigned *row, char a, const char *b, size_t b_length)
{
	unsigned diagonal = row[0];
	unsigned least = ++row[0];
	for (size_t j = 1; j <= b_length; j++) {
		unsigned change = diagonal + (a != b[j - 1]);
		diagonal = row[j];
		row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
		least = MIN(least, row[j]);
	}
	return least;
}

/* Wagner and Fischer (1974) with one row; a row whose least value is over the limit ends it. */
unsigned
sg_text_distance(const char *a, const char *b, unsigned limit)
{
	size_t a_length = strlen(a);
	size_t b_length = strlen(b);
	if (MAX(a_length, b_length) - MIN(a_length, b_length) > limit)
		return limit + 1;
	g_autoptr(GArray) storage = g_array_sized_new(FALSE, FALSE, sizeof(unsigned), b_length + 1);
	for (unsigned j = 0; j <= b_length; j++)
		g_array_append_val(storage, j);
	unsigned *row = (unsigned *)(void *)storage->data;
	for (size_t i = 0; i < a_length; i++)
		if (next_row(row, a[i], b, b_length) > limit)
			return limit + 1;
	return MIN(row[b_length], limit + 1);
}

const char *
sg_names_get(const SgNames *names, size_t i)
{
	g_assert(i < names->count);
	const char *const *name = (const void *)((const char *)names->records + i * names->stride);
	return *name;
}

const char *
sg_text_nearest(const char *word, const SgNames *names)
{
	unsigned limit = (unsigned)CLAMP(strlen(word) / 2, 1, 3);
	const char *best = NULL;
	for (size_t i = 0; i < names->count; i++) {
		unsigned distance = sg_text_distance(word, sg_names_get(names, i), limit);
		if (distance > limit)
			continue;
		best = sg_names_get(names, i);
		if (distance == 0)
			break;
		limit = distance - 1;
	}
	return best;
}

size_t
sg_text_count_words(const char *text, size_t length)
{
	const char *end = text + length;
	bool inside = false;
	size_t count = 0;
	size_t size = 0;
	for (const char *at = text; at < end; at += size) {
		gunichar c = (unsigned char)*at;
		size = c < 0x80 ? 1 : decode(at, end, &c);
		bool space = c <= ' ' || c >= 0x80 ? is_space(c) : false;
		count += !space && !inside;
		inside = !space;
	}
	return count;
}
