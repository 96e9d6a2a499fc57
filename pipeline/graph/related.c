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

/* The links of one entity that are worth keeping, the best first. */
typedef struct {
	uint32_t links[MAX_RELATED];
	uint32_t count;
} Best;

/* Of one document, in order of place. */
static int
compare_place(const void *a, const void *b)
{
	const SgOccurrence *x = a;
	const SgOccurrence *y = b;
	if (x->section != y->section)
		return (x->section > y->section) - (x->section < y->section);
	if (x->span.at != y->span.at)
		return (x->span.at > y->span.at) - (x->span.at < y->span.at);
	if (x->entity != y->entity)
		return (x->entity > y->entity) - (x->entity < y->entity);
	return (x->span.length > y->span.length) - (x->span.length < y->span.length);
}

/* The occurrences of one document: each entity once for each section, where it stands first, in
 * order of place. Those of copies are left out. met: of each entity the number of the section that
 * named it last; sections: how many there were. Returns how many occurrences are left. */
static guint
drop_repeated(const SgBuilding *building,
	      SgOccurrence *occurrences,
	      guint count,
	      uint32_t *met,
	      uint32_t *sections)
{
	if (building->canonical[occurrences->document] != occurrences->document)
		return 0;
	qsort(occurrences, count, sizeof *occurrences, compare_place);
	guint kept = 0;
	uint32_t section = occurrences->section;
	++*sections;
	for (guint i = 0; i < count; i++) {
		*sections += occurrences[i].section != section;
		section = occurrences[i].section;
		if (met[occurrences[i].entity] == *sections)
			continue;
		met[occurrences[i].entity] = *sections;
		occurrences[kept++] = occurrences[i];
	}
	return kept;
}

/* Occurrences come document by document. */
static void
tidy_occurrences(const SgBuilding *building)
{
	GArray *all = building->occurrences;
	SgOccurrence *occurrences = (SgOccurrence *)(void *)all->data;
	g_autofree uint32_t *met = g_new0(uint32_t, building->parts->entities->len + 1);
	uint32_t sections = 0;
	guint kept = 0;
	for (guint i = 0, end = 0; i < all->len; i = end) {
		for (end = i;
		     end < all->len && occurrences[end].document == occurrences[i].document;)
			end++;
		guint left = drop_repeated(building, occurrences + i, end - i, met, &sections);
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

/* Puts a link among the best of one of its ends if it belongs there. Of links with one score the
 * first stays before the others: links come in order of their entities. */
static void
offer(const GArray *links, Best *best, uint32_t link)
{
	double score = g_array_index(links, Link, link).score;
	uint32_t at = best->count;
	while (at > 0 && score > g_array_index(links, Link, best->links[at - 1]).score)
		at--;
	if (at == MAX_RELATED)
		return;
	best->count = MIN(best->count + 1, MAX_RELATED);
	memmove(best->links + at + 1, best->links + at,
		(best->count - at - 1) * sizeof *best->links);
	best->links[at] = link;
}

/* A link stays if it is among the best of one of its ends. */
static void
keep_best(GArray *links, uint32_t n_entities)
{
	g_autofree Best *best = g_new0(Best, n_entities + 1);
	for (guint i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		offer(links, &best[link->a], i);
		offer(links, &best[link->b], i);
	}
	for (uint32_t i = 0; i < n_entities; i++)
		for (uint32_t k = 0; k < best[i].count; k++)
			g_array_index(links, Link, best[i].links[k]).kept = true;
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
			    .evidence = sg_evidence_of(o->document, o->span, SG_ROLE_MENTION,
						       "co-occurrence"),
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
	keep_best(links, building->parts->entities->len);
	for (guint i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		if (link->kept)
			draft_link(building, pairs, link);
	}
}
