/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/radix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Entities that stand in the same sections more often than chance would have it: pointwise mutual
 * information (Church, Hanks 1990), times the count, since few sections make it unsure. */

#define MAX_IN_SECTION 24 /* of a longer section the first that it names */
#define MIN_TOGETHER   2
#define MAX_RELATED    5 /* of each entity */

/* Two entities with what speaks for a relation. */
typedef struct {
	uint32_t a, b;
	uint32_t first, count; /* of pairs */
	double score;
	bool kept;
} Link;

typedef struct {
	uint32_t entity, other;
	uint32_t link;
	double score;
} End;

static int
compare_occurrence(const void *a, const void *b)
{
	const SgOccurrence *x = a;
	const SgOccurrence *y = b;
	if (x->document != y->document)
		return (x->document > y->document) - (x->document < y->document);
	if (x->section != y->section)
		return (x->section > y->section) - (x->section < y->section);
	if (x->entity != y->entity)
		return (x->entity > y->entity) - (x->entity < y->entity);
	if (x->span.at != y->span.at)
		return (x->span.at > y->span.at) - (x->span.at < y->span.at);
	return (x->span.length > y->span.length) - (x->span.length < y->span.length);
}

static int
compare_place(const void *a, const void *b)
{
	const SgOccurrence *x = a;
	const SgOccurrence *y = b;
	if (x->document != y->document || x->section != y->section)
		return compare_occurrence(a, b);
	if (x->span.at != y->span.at)
		return (x->span.at > y->span.at) - (x->span.at < y->span.at);
	return (x->entity > y->entity) - (x->entity < y->entity);
}

static int
compare_end(const void *a, const void *b)
{
	const End *x = a;
	const End *y = b;
	if (x->entity != y->entity)
		return (x->entity > y->entity) - (x->entity < y->entity);
	if (x->score < y->score || x->score > y->score)
		return (x->score < y->score) - (x->score > y->score);
	return (x->other > y->other) - (x->other < y->other);
}

static void
sort(GArray *array, size_t size, int (*compare)(const void *, const void *))
{
	if (array->len > 1)
		qsort(array->data, array->len, size, compare);
}

/* The occurrences of one document: each entity once for each section, in order of place. Those of
 * copies are left out. Returns how many are left. */
static guint
drop_repeated(const SgBuilding *building, SgOccurrence *occurrences, guint count)
{
	if (building->canonical[occurrences->document] != occurrences->document)
		return 0;
	qsort(occurrences, count, sizeof *occurrences, compare_occurrence);
	guint kept = 1;
	for (guint i = 1; i < count; i++) {
		const SgOccurrence *last = &occurrences[kept - 1];
		if (last->section != occurrences[i].section ||
		    last->entity != occurrences[i].entity)
			occurrences[kept++] = occurrences[i];
	}
	qsort(occurrences, kept, sizeof *occurrences, compare_place);
	return kept;
}

/* Occurrences come document by document. */
static void
tidy_occurrences(const SgBuilding *building)
{
	GArray *all = building->occurrences;
	SgOccurrence *occurrences = (SgOccurrence *)(void *)all->data;
	guint kept = 0;
	for (guint i = 0, end = 0; i < all->len; i = end) {
		for (end = i;
		     end < all->len && occurrences[end].document == occurrences[i].document;)
			end++;
		guint left = drop_repeated(building, occurrences + i, end - i);
		memmove(occurrences + kept, occurrences + i, left * sizeof *occurrences);
		kept += left;
	}
	g_array_set_size(all, kept);
}

/* key: the entities, the smaller first; value: their occurrences, in the same order. */
static void
pair_up(const GArray *all, guint first, guint end, GArray *pairs)
{
	for (guint i = first; i < end; i++) {
		for (guint k = i + 1; k < end; k++) {
			uint64_t x = g_array_index(all, SgOccurrence, i).entity;
			uint64_t y = g_array_index(all, SgOccurrence, k).entity;
			SgKeyed pair = x < y ? (SgKeyed){x << 32 | y, (uint64_t)i << 32 | k}
					     : (SgKeyed){y << 32 | x, (uint64_t)k << 32 | i};
			g_array_append_val(pairs, pair);
		}
	}
}

/* Returns the number of sections. */
static uint32_t
list_pairs(const GArray *all, GArray *pairs, uint32_t *frequency)
{
	uint32_t n_sections = 0;
	for (guint i = 0, end = 0; i < all->len; i = end) {
		const SgOccurrence *first = &g_array_index(all, SgOccurrence, i);
		for (end = i; end < all->len; end++) {
			const SgOccurrence *o = &g_array_index(all, SgOccurrence, end);
			if (o->document != first->document || o->section != first->section)
				break;
			frequency[o->entity]++;
		}
		pair_up(all, i, MIN(end, i + MAX_IN_SECTION), pairs);
		n_sections++;
	}
	sg_sort_keyed((SgKeyed *)(void *)pairs->data, pairs->len);
	return n_sections;
}

static GArray *
list_links(const GArray *pairs, const uint32_t *frequency, uint32_t n_sections)
{
	GArray *links = g_array_new(FALSE, FALSE, sizeof(Link));
	for (guint i = 0, end = 0; i < pairs->len; i = end) {
		uint64_t key = g_array_index(pairs, SgKeyed, i).key;
		for (end = i; end < pairs->len && g_array_index(pairs, SgKeyed, end).key == key;)
			end++;
		Link link = {
		    .a = (uint32_t)(key >> 32), .b = (uint32_t)key, .first = i, .count = end - i};
		double expected = (double)frequency[link.a] * frequency[link.b] / n_sections;
		link.score = link.count * log(link.count / expected);
		if (link.count >= MIN_TOGETHER && link.score > 0)
			g_array_append_val(links, link);
	}
	return links;
}

/* A link stays if it is among the best of one of its ends. */
static void
keep_best(GArray *links)
{
	g_autoptr(GArray) ends = g_array_sized_new(FALSE, FALSE, sizeof(End), 2 * links->len);
	for (guint i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		End there = {link->a, link->b, i, link->score};
		End back = {link->b, link->a, i, link->score};
		g_array_append_val(ends, there);
		g_array_append_val(ends, back);
	}
	sort(ends, sizeof(End), compare_end);
	uint32_t taken = 0;
	for (guint i = 0; i < ends->len; i++) {
		const End *end = &g_array_index(ends, End, i);
		if (i == 0 || g_array_index(ends, End, i - 1).entity != end->entity)
			taken = 0;
		if (taken++ < MAX_RELATED)
			g_array_index(links, Link, end->link).kept = true;
	}
}

static void
draft_link(SgBuilding *building, const GArray *pairs, const Link *link)
{
	for (uint32_t i = link->first; i < link->first + MIN(link->count, MIN_TOGETHER); i++) {
		uint64_t value = g_array_index(pairs, SgKeyed, i).value;
		uint32_t places[] = {(uint32_t)(value >> 32), (uint32_t)value};
		for (size_t k = 0; k < G_N_ELEMENTS(places); k++) {
			const SgOccurrence *o =
			    &g_array_index(building->occurrences, SgOccurrence, places[k]);
			SgDraft draft = {
			    .source = building->base[SG_SORT_ENTITY] + link->a,
			    .target = building->base[SG_SORT_ENTITY] + link->b,
			    .type = SG_EDGE_RELATED,
			    .weight =
				i == link->first && k == 0 ? round(link->score * 1000) / 1000 : 0,
			    .evidence = sg_building_evidence(building, o->document, o->span,
							     SG_ROLE_MENTION, "co-occurrence"),
			};
			sg_building_draft(building, draft);
		}
	}
}

void
sg_build_related(SgBuilding *building)
{
	tidy_occurrences(building);
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
	g_autofree uint32_t *frequency = g_new0(uint32_t, building->parts->entities->len + 1);
	uint32_t n_sections = list_pairs(building->occurrences, pairs, frequency);
	g_autoptr(GArray) links = list_links(pairs, frequency, n_sections);
	keep_best(links);
	for (guint i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		if (link->kept)
			draft_link(building, pairs, link);
	}
}
