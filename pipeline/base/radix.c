/* SPDX-License-Identifier: MIT */
#include "base/radix.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define DIGITS 8 /* bytes of a key */

typedef size_t Counts[256];

static void
count_digits(const SgKeyed *items, size_t count, Counts *counts)
{
	memset(counts, 0, DIGITS * sizeof *counts);
	for (size_t i = 0; i < count; i++) {
		for (unsigned digit = 0; digit < DIGITS; digit++)
			counts[digit][items[i].key >> (8 * digit) & 0xff]++;
	}
}

/* Whether all keys have one value in this digit, so that there is nothing to sort. */
static bool
is_constant(const size_t *counts, uint64_t key, unsigned digit, size_t count)
{
	return counts[key >> (8 * digit) & 0xff] == count;
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
	Counts counts[DIGITS];
	SgKeyed *from = items;
	SgKeyed *to = spare;
	count_digits(items, count, counts);
	for (unsigned digit = 0; digit < DIGITS; digit++) {
		if (is_constant(counts[digit], from->key, digit, count))
			continue;
		distribute(from, to, count, digit, counts[digit]);
		SgKeyed *swap = from;
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, count * sizeof *items);
}
