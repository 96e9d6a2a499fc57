/* SPDX-License-Identifier: MIT */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* A number to sort by and what belongs to it. */
typedef struct {
	uint64_t key;
	uint64_t value;
} SgKeyed;

/* Sorts by key, keeping the order of equal ones: a radix sort (Knuth, The Art of Computer
 * Programming 3, 5.2.5), in linear time. For millions of records, where comparing is what costs. */
void sg_sort_keyed(SgKeyed *items, size_t count);
