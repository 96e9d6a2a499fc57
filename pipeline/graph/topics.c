/* SPDX-License-Identifier: MIT */
#include "graph/building.h"
#include "graph/web.h"

#include "base/radix.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIN_MEMBERS 3
#define LABEL_NAMES 3

/* How strongly an edge between two entities says that they belong to one topic. */
static const double closeness[SG_N_EDGE_TYPES] = {
    [SG_EDGE_USES_CRATE] = 1, [SG_EDGE_BROADER] = 1.5, [SG_EDGE_RELATED] = 1,
    [SG_EDGE_CONTRASTS] = 1,  [SG_EDGE_SOLVED_BY] = 1, [SG_EDGE_CAUSED_BY] = 1,
    [SG_EDGE_PREVENTS] = 1,   [SG_EDGE_DETECTS] = 1,
};

static SgEntity *
entity_at(const SgBuilding *building, uint32_t i)
{
	return &g_array_index(building->parts->entities, SgEntity, i);
}

void
sg_build_communities(SgBuilding *building)
{
	g_autoptr(GArray) strands = g_array_new(FALSE, FALSE, sizeof(SgStrand));
	const GArray *edges = building->parts->edges;
	uint32_t base = building->base[SG_SORT_ENTITY];
	for (guint i = 0; i < edges->len; i++) {
		const SgEdge *edge = &g_array_index(edges, SgEdge, i);
		double weight = closeness[edge->type] * log1p(edge->weight);
		if (!(weight > 0) || edge->source < base || edge->target < base)
			continue;
		SgStrand strand = {edge->source - base, edge->target - base, weight};
		g_array_append_val(strands, strand);
	}
	g_autoptr(SgWeb) web = sg_web_new(building->parts->entities->len, strands);
	building->community = sg_web_communities(web);
}

typedef struct {
	uint32_t community, entity;
	double rank;
} Member;

static int
compare_member(const void *a, const void *b)
{
	const Member *x = a;
	const Member *y = b;
	if (x->community != y->community)
		return (x->community > y->community) - (x->community < y->community);
	if (x->rank < y->rank || x->rank > y->rank)
		return (x->rank < y->rank) - (x->rank > y->rank);
	return (x->entity > y->entity) - (x->entity < y->entity);
}

static GArray *
list_members(const SgBuilding *building)
{
	GArray *members = g_array_new(FALSE, FALSE, sizeof(Member));
	for (uint32_t i = 0; i < building->parts->entities->len; i++) {
		Member member = {building->community[i], i, entity_at(building, i)->rank};
		g_array_append_val(members, member);
	}
	if (members->len > 1)
		qsort(members->data, members->len, sizeof(Member), compare_member);
	return members;
}

/* Members come highest rank first. */
static void
add_topic(SgBuilding *building, const Member *members, uint32_t count, GHashTable *ids)
{
	SgGraphParts *parts = building->parts;
	g_autoptr(GString) label = g_string_new(NULL);
	for (uint32_t i = 0; i < MIN(count, LABEL_NAMES); i++)
		g_string_append_printf(label, "%s%s", i > 0 ? ", " : "",
				       entity_at(building, members[i].entity)->label);
	g_autofree char *slug = sg_text_slug(label->str, NULL);
	g_autoptr(GString) id = g_string_new("topic/");
	g_string_append(id, *slug ? slug : "x");
	while (!g_hash_table_add(ids, g_strdup(id->str)))
		g_string_append(id, "-x");
	SgTopic topic = {sg_parts_string(parts, id->str),
			 sg_parts_string(parts, label->str),
			 {parts->refs->len, count}};
	for (uint32_t i = 0; i < count; i++) {
		SgRef ref = building->base[SG_SORT_ENTITY] + members[i].entity;
		g_array_append_val(parts->refs, ref);
	}
	g_array_append_val(parts->topics, topic);
}

static int
compare_topic(gconstpointer a, gconstpointer b)
{
	return strcmp(((const SgTopic *)a)->id, ((const SgTopic *)b)->id);
}

static void
mark_members(SgBuilding *building)
{
	const SgGraphParts *parts = building->parts;
	for (uint32_t i = 0; i < parts->topics->len; i++) {
		SgRun run = g_array_index(parts->topics, SgTopic, i).members;
		for (uint32_t k = run.first; k < run.first + run.count; k++) {
			SgRef ref = g_array_index(parts->refs, SgRef, k);
			entity_at(building, ref - building->base[SG_SORT_ENTITY])->topic = i;
		}
	}
}

/* key: a document and a topic that it speaks of; value: the edge that says so. */
static GArray *
list_votes(const SgBuilding *building)
{
	GArray *votes = g_array_new(FALSE, FALSE, sizeof(SgKeyed));
	const GArray *edges = building->parts->edges;
	uint32_t base = building->base[SG_SORT_ENTITY];
	for (guint i = 0; i < edges->len; i++) {
		const SgEdge *edge = &g_array_index(edges, SgEdge, i);
		bool counts = edge->type == SG_EDGE_MENTIONS || edge->type == SG_EDGE_DEFINES;
		if (!counts || edge->source >= building->n_documents || edge->target < base)
			continue;
		uint32_t topic = entity_at(building, edge->target - base)->topic;
		SgKeyed vote = {(uint64_t)edge->source << 32 | topic, i};
		if (topic != SG_NONE)
			g_array_append_val(votes, vote);
	}
	sg_sort_keyed((SgKeyed *)(void *)votes->data, votes->len);
	return votes;
}

/* A document belongs to the topic that it speaks of most. */
static void
place_documents(SgBuilding *building)
{
	const GArray *edges = building->parts->edges;
	g_autoptr(GArray) votes = list_votes(building);
	g_autofree double *best = g_new0(double, building->n_documents + 1);
	for (guint i = 0, end = 0; i < votes->len; i = end) {
		uint64_t key = g_array_index(votes, SgKeyed, i).key;
		uint32_t document = (uint32_t)(key >> 32);
		double weight = 0;
		for (end = i; end < votes->len; end++) {
			const SgKeyed *vote = &g_array_index(votes, SgKeyed, end);
			if (vote->key != key)
				break;
			weight += log1p(g_array_index(edges, SgEdge, vote->value).weight);
		}
		if (weight <= best[document])
			continue;
		best[document] = weight;
		g_array_index(building->parts->documents, SgGraphDocument, document).topic =
		    (uint32_t)key;
	}
}

void
sg_build_topics(SgBuilding *building)
{
	if (building->parts->entities->len == 0)
		return;
	g_autoptr(GArray) members = list_members(building);
	g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const Member *all = (const Member *)(const void *)members->data;
	for (guint i = 0, end = 0; i < members->len; i = end) {
		for (end = i; end < members->len && all[end].community == all[i].community;)
			end++;
		if (end - i >= MIN_MEMBERS)
			add_topic(building, all + i, end - i, ids);
	}
	g_array_sort(building->parts->topics, compare_topic);
	mark_members(building);
	place_documents(building);
}
