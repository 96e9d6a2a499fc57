/* SPDX-License-Identifier: MIT */
#include "base/radix.h"

#include <glib.h>
#include <string.h>

/* Bits of a digit: more of them are fewer passes, but many counters that a short list does not pay
 * for. */
#define FEW_BITS   8
#define MANY_BITS  11
#define MANY       4096 /* items */
#define MAX_DIGITS ((64 + FEW_BITS - 1) / FEW_BITS)

typedef struct {
	unsigned shift;
	uint64_t mask;
	size_t *counts; /* of each value; then where the next item with it goes */
} Digit;

static unsigned
value_of(const Digit *digit, uint64_t key)
{
	return (unsigned)(key >> digit->shift & digit->mask);
}

/* Digits begin where keys differ: there is nothing to sort by what is the same in all. Returns how
 * many. */
static unsigned
choose_digits(const SgKeyed *items, size_t count, unsigned bits, Digit *digits)
{
	uint64_t differing = 0;
	for (size_t i = 1; i < count; i++)
		differing |= items[i].key ^ items[0].key;
	unsigned n = 0;
	for (unsigned shift = 0; shift < 64 && differing >> shift != 0;) {
		if ((differing >> shift & 1) == 0) {
			shift++;
			continue;
		}
		digits[n++] = (Digit){shift, ((uint64_t)1 << bits) - 1, NULL};
		shift += bits;
	}
	return n;
}

static void
distribute(const Digit *digit, const SgKeyed *from, SgKeyed *to, size_t count)
{
	size_t start = 0;
	for (uint64_t i = 0; i <= digit->mask; i++) {
		size_t n = digit->counts[i];
		digit->counts[i] = start;
		start += n;
	}
	for (size_t i = 0; i < count; i++)
		to[digit->counts[value_of(digit, from[i].key)]++] = from[i];
}

void
sg_sort_keyed(SgKeyed *items, size_t count)
{
	if (count < 2)
		return;
	Digit digits[MAX_DIGITS];
	unsigned bits = count < MANY ? FEW_BITS : MANY_BITS;
	unsigned n = choose_digits(items, count, bits, digits);
	g_autofree SgKeyed *spare = g_new(SgKeyed, count);
	g_autofree size_t *counts = g_new0(size_t, (size_t)n << bits);
	for (unsigned i = 0; i < n; i++)
		digits[i].counts = counts + ((size_t)i << bits);
	for (size_t i = 0; i < count; i++)
		for (unsigned k = 0; k < n; k++)
			digits[k].counts[value_of(&digits[k], items[i].key)]++;
	SgKeyed *from = items;
	SgKeyed *to = spare;
	for (unsigned i = 0; i < n; i++) {
		distribute(&digits[i], from, to, count);
		SgKeyed *swap = from;
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, count * sizeof *items);
}
