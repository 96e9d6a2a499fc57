/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* Entities that stand in the same sections more often than chance would have it: pointwise mutual
 * information (Church, Hanks 1990), times the count, since few sections make it unsure. */

#define MAX_IN_SECTION 24 /* of a longer section the first that it names */
#define MIN_TOGETHER   2
#define MAX_RELATED    5 /* of each entity */

#define ENTITIES_IN_RUN 64

/* Two entities with what speaks for a relation. */
typedef struct {
	uint32_t a, b;
	uint32_t places[MIN_TOGETHER][2]; /* occurrences: of a and of b, in one section */
	double score;
	bool kept;
} Link;

/* The links of one entity that are worth keeping, the best first. */
typedef struct {
	uint32_t links[MAX_RELATED];
	uint32_t count;
} Best;

/* Occurrences that stand in one section. */
typedef struct {
	uint32_t first, count; /* no more than MAX_IN_SECTION */
} Section;

/* Which entity stands where. Pairs are counted entity by entity: a list of all pairs would be by
 * far the largest of the graph. */
typedef struct {
	GArray *sections;    /* of Section */
	uint32_t *section;   /* of each occurrence */
	uint32_t *entity;    /* of each occurrence */
	uint32_t *frequency; /* of each entity: sections that name it */
	uint32_t *start;     /* of each entity: its first in places */
	uint32_t *places;    /* occurrences by entity, those that take part in pairs */
} Index;

/* What was found of another entity beside the one at hand. */
typedef struct {
	uint32_t count;
	uint32_t places[MIN_TOGETHER][2];
} Together;

/* Takes occurrences i and following of one section in; returns the end of them. */
static guint
add_section(Index *index, const GArray *all, guint i)
{
	const SgOccurrence *first = &g_array_index(all, SgOccurrence, i);
	Section section = {.first = i};
	guint end = i;
	for (; end < all->len; end++) {
		const SgOccurrence *o = &g_array_index(all, SgOccurrence, end);
		if (o->document != first->document || o->section != first->section)
			break;
		index->entity[end] = o->entity;
		index->section[end] = index->sections->len;
		index->frequency[o->entity]++;
		if (end - i < MAX_IN_SECTION)
			index->start[o->entity + 2]++;
	}
	section.count = MIN(end - i, MAX_IN_SECTION);
	g_array_append_val(index->sections, section);
	return end;
}

static Index
index_occurrences(const GArray *all, uint32_t n_entities)
{
	Index index = {
	    .sections = g_array_new(FALSE, FALSE, sizeof(Section)),
	    .section = g_new(uint32_t, all->len + 1),
	    .entity = g_new(uint32_t, all->len + 1),
	    .frequency = g_new0(uint32_t, n_entities + 1),
	    .start = g_new0(uint32_t, n_entities + 3),
	    .places = g_new(uint32_t, all->len + 1),
	};
	for (guint i = 0; i < all->len;)
		i = add_section(&index, all, i);
	for (uint32_t i = 0; i < n_entities; i++)
		index.start[i + 2] += index.start[i + 1];
	for (guint i = 0; i < index.sections->len; i++) {
		const Section *section = &g_array_index(index.sections, Section, i);
		for (uint32_t k = section->first; k < section->first + section->count; k++)
			index.places[index.start[index.entity[k] + 1]++] = k;
	}
	return index;
}

static void
clear_index(Index *index)
{
	g_array_unref(index->sections);
	g_free(index->section);
	g_free(index->entity);
	g_free(index->frequency);
	g_free(index->start);
	g_free(index->places);
}

/* Notes the later entities that stand in one section with place, an occurrence of an earlier one.
 * Those met for the first time are appended to others. */
static void
count_neighbours(const Index *index, uint32_t place, Together *together, GArray *others)
{
	const Section *section = &g_array_index(index->sections, Section, index->section[place]);
	for (uint32_t k = section->first; k < section->first + section->count; k++) {
		uint32_t other = index->entity[k];
		if (other <= index->entity[place])
			continue;
		Together *met = &together[other];
		if (met->count == 0)
			g_array_append_val(others, other);
		if (met->count < MIN_TOGETHER) {
			met->places[met->count][0] = place;
			met->places[met->count][1] = k;
		}
		met->count++;
	}
}

static void
add_link(const Index *index, uint32_t a, uint32_t b, const Together *met, GArray *links)
{
	if (met->count < MIN_TOGETHER)
		return;
	Link link = {.a = a, .b = b};
	memcpy(link.places, met->places, sizeof link.places);
	double expected = (double)index->frequency[a] * index->frequency[b] / index->sections->len;
	link.score = met->count * log(met->count / expected);
	if (link.score > 0)
		g_array_append_val(links, link);
}

/* The links to later entities, which each entity has by itself. */
typedef struct {
	const Index *index;
	uint32_t n_entities;
	GArray **links; /* of Link; of each entity, or NULL */
} Linking;

static GArray *
link_entity(const Index *index, uint32_t a, Together *together, GArray *others)
{
	g_array_set_size(others, 0);
	for (uint32_t i = index->start[a]; i < index->start[a + 1]; i++)
		count_neighbours(index, index->places[i], together, others);
	if (others->len == 0)
		return NULL;
	GArray *links = g_array_new(FALSE, FALSE, sizeof(Link));
	for (guint i = 0; i < others->len; i++) {
		uint32_t b = g_array_index(others, uint32_t, i);
		add_link(index, a, b, &together[b], links);
		together[b].count = 0;
	}
	return links;
}

static void
link_entities(SgTurns *turns, void *data)
{
	const Linking *linking = data;
	g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autofree Together *together = g_new0(Together, linking->n_entities + 1);
	for (size_t a; sg_turns_next(turns, &a);)
		linking->links[a] = link_entity(linking->index, (uint32_t)a, together, others);
}

static GArray *
list_links(const Index *index, uint32_t n_entities)
{
	g_autofree GArray **found = g_new0(GArray *, n_entities + 1);
	Linking linking = {index, n_entities, found};
	sg_parallel_run(n_entities, ENTITIES_IN_RUN, link_entities, &linking);
	GArray *links = g_array_new(FALSE, FALSE, sizeof(Link));
	for (uint32_t a = 0; a < n_entities; a++) {
		if (!found[a])
			continue;
		g_array_append_vals(links, found[a]->data, found[a]->len);
		g_array_unref(found[a]);
	}
	return links;
}

static bool
is_better(const Link *link, const Link *than, uint32_t end)
{
	if (link->score > than->score || link->score < than->score)
		return link->score > than->score;
	return (link->a == end ? link->b : link->a) < (than->a == end ? than->b : than->a);
}

/* Puts a link among the best of one of its ends if it belongs there. */
static void
offer(const GArray *links, Best *best, uint32_t end, uint32_t number)
{
	const Link *link = &g_array_index(links, Link, number);
	uint32_t at = best->count;
	while (at > 0 && is_better(link, &g_array_index(links, Link, best->links[at - 1]), end))
		at--;
	if (at == MAX_RELATED)
		return;
	best->count = MIN(best->count + 1, MAX_RELATED);
	memmove(best->links + at + 1, best->links + at,
		(best->count - at - 1) * sizeof *best->links);
	best->links[at] = number;
}

/* A link stays if it is among the best of one of its ends. */
static void
keep_best(GArray *links, uint32_t n_entities)
{
	g_autofree Best *best = g_new0(Best, n_entities + 1);
	for (guint i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		offer(links, &best[link->a], link->a, i);
		offer(links, &best[link->b], link->b, i);
	}
	for (uint32_t i = 0; i < n_entities; i++)
		for (uint32_t k = 0; k < best[i].count; k++)
			g_array_index(links, Link, best[i].links[k]).kept = true;
}

static void
draft_place(SgBuilding *building, const Link *link, uint32_t place, double weight)
{
	const SgOccurrence *o = &g_array_index(building->occurrences, SgOccurrence, place);
	SgDraft draft = {
	    .source = building->base[SG_SORT_ENTITY] + link->a,
	    .target = building->base[SG_SORT_ENTITY] + link->b,
	    .type = SG_EDGE_RELATED,
	    .weight = weight,
	    .evidence = sg_evidence_of(o->document, o->span, SG_ROLE_MENTION,
				       sg_rules[SG_RULE_CO_OCCURRENCE].name),
	};
	sg_drafts_add(building->related, draft);
}

static void
draft_link(SgBuilding *building, const Link *link)
{
	double weight = round(link->score * 1000) / 1000;
	for (size_t i = 0; i < MIN_TOGETHER; i++) {
		draft_place(building, link, link->places[i][0], i == 0 ? weight : 0);
		draft_place(building, link, link->places[i][1], 0);
	}
}

void
sg_build_related(SgBuilding *building)
{
	uint32_t n_entities = building->parts->entities->len;
	Index index = index_occurrences(building->occurrences, n_entities);
	g_autoptr(GArray) links = list_links(&index, n_entities);
	clear_index(&index);
	keep_best(links, n_entities);
	for (guint i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		if (link->kept)
			draft_link(building, link);
	}
	/* Nobody asks for them again, and folding edges needs the room. */
	g_array_unref(building->occurrences);
	building->occurrences = g_array_new(FALSE, FALSE, sizeof(SgOccurrence));
}
