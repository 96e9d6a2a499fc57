/* SPDX-License-Identifier: MIT */
#include "dedupe/order.h"

#include "base/radix.h"

#include <glib.h>

/* Union and find (Tarjan 1975), by halving paths. */
static uint32_t
root_of(uint32_t *parent, uint32_t document)
{
	while (parent[document] != document) {
		parent[document] = parent[parent[document]];
		document = parent[document];
	}
	return document;
}

uint32_t *
sg_pairs_order(const SgCandidate *pairs, size_t count, uint32_t documents)
{
	g_autofree uint32_t *parent = g_new(uint32_t, (size_t)documents + 1);
	for (uint32_t i = 0; i < documents; i++)
		parent[i] = i;
	for (size_t i = 0; i < count; i++) {
		uint32_t a = root_of(parent, pairs[i].a);
		uint32_t b = root_of(parent, pairs[i].b);
		parent[MAX(a, b)] = MIN(a, b);
	}
	g_autofree SgKeyed *keyed = g_new(SgKeyed, count + 1);
	for (size_t i = 0; i < count; i++)
		keyed[i] = (SgKeyed){root_of(parent, pairs[i].a), i};
	sg_sort_keyed(keyed, count);
	uint32_t *order = g_new(uint32_t, count + 1);
	for (size_t i = 0; i < count; i++)
		order[i] = (uint32_t)keyed[i].value;
	return order;
}
