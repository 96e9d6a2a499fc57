/* SPDX-License-Identifier: MIT */
#include "base/radix.h"

#include <glib.h>
#include <string.h>

#define DIGITS 8 /* bytes of a key */

typedef size_t Counts[256];

/* The digits that are not the same in all keys: there is nothing to sort by the others. Returns how
 * many. */
static unsigned
list_digits(const SgKeyed *items, size_t count, unsigned *digits)
{
	uint64_t differing = 0;
	for (size_t i = 1; i < count; i++)
		differing |= items[i].key ^ items[0].key;
	unsigned n = 0;
	for (unsigned digit = 0; digit < DIGITS; digit++)
		if ((differing >> (8 * digit) & 0xff) != 0)
			digits[n++] = digit;
	return n;
}

static void
count_digit(const SgKeyed *items, size_t count, unsigned digit, size_t *counts)
{
	memset(counts, 0, sizeof(Counts));
	for (size_t i = 0; i < count; i++)
		counts[items[i].key >> (8 * digit) & 0xff]++;
}

static void
distribute(const SgKeyed *from, SgKeyed *to, size_t count, unsigned digit, size_t *counts)
{
	size_t start = 0;
	for (unsigned i = 0; i < 256; i++) {
		size_t n = counts[i];
		counts[i] = start;
		start += n;
	}
	for (size_t i = 0; i < count; i++)
		to[counts[from[i].key >> (8 * digit) & 0xff]++] = from[i];
}

void
sg_sort_keyed(SgKeyed *items, size_t count)
{
	if (count < 2)
		return;
	g_autofree SgKeyed *spare = g_new(SgKeyed, count);
	unsigned digits[DIGITS];
	Counts counts;
	SgKeyed *from = items;
	SgKeyed *to = spare;
	unsigned n = list_digits(items, count, digits);
	for (unsigned i = 0; i < n; i++) {
		count_digit(from, count, digits[i], counts);
		distribute(from, to, count, digits[i], counts);
		SgKeyed *swap = from;
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, count * sizeof *items);
}
