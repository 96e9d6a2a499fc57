/* SPDX-License-Identifier: MIT */
#include "emit/diagram/diagrams.h"

#include "emit/url.h"

#include <string.h>

#define FILE_NAME         "overview.svg"
#define MAX_NODES         60
#define MAX_EDGES         80
#define MAX_EDGES_OF_NODE 3 /* begun by it; its neighbours may add theirs */
#define MIN_WIDTH         960

/* Relations that tell more than that two things are named together. */
#define RELATED_SHARE 0.25

typedef struct {
	SgRef ref;
	double rank;
} Ranked;

typedef struct {
	uint32_t edge;
	double strength;
} Tie;

static int
compare_rank(gconstpointer a, gconstpointer b)
{
	const Ranked *x = a;
	const Ranked *y = b;
	if (x->rank != y->rank)
		return (x->rank < y->rank) - (x->rank > y->rank);
	return (x->ref > y->ref) - (x->ref < y->ref);
}

static int
compare_strength(gconstpointer a, gconstpointer b)
{
	const Tie *x = a;
	const Tie *y = b;
	if (x->strength != y->strength)
		return (x->strength < y->strength) - (x->strength > y->strength);
	return (x->edge > y->edge) - (x->edge < y->edge);
}

/* Entities by rank, the highest first. */
static GArray *
rank_entities(const SgGraph *graph)
{
	GArray *ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		Ranked entry = {sg_ref_of(graph, SG_SORT_ENTITY, i),
				sg_graph_entity(graph, i)->rank};
		g_array_append_val(ranked, entry);
	}
	g_array_sort(ranked, compare_rank);
	return ranked;
}

typedef struct {
	const SgGraph *graph;
	SgDrawing *drawing;
	GHashTable *nodes;  /* ref -> node + 1 */
	GHashTable *groups; /* topic -> group + 1 */
} Picture;

static uint32_t
group_of(Picture *picture, uint32_t topic)
{
	gpointer key = GUINT_TO_POINTER(topic);
	uint32_t group = GPOINTER_TO_UINT(g_hash_table_lookup(picture->groups, key));
	if (group > 0)
		return group - 1;
	const SgTopic *record = sg_graph_topic(picture->graph, topic);
	group = sg_drawing_add_group(picture->drawing, record->id, record->label);
	g_hash_table_insert(picture->groups, key, GUINT_TO_POINTER(group + 1));
	return group;
}

/* How many of the entities that are drawn belong to each topic. */
static uint32_t *
count_topics(const SgGraph *graph, const GArray *ranked)
{
	uint32_t *counts = g_new0(uint32_t, sg_graph_n_topics(graph) + 1);
	for (uint32_t i = 0; i < MIN(ranked->len, MAX_NODES); i++) {
		SgRef ref = g_array_index(ranked, Ranked, i).ref;
		const SgEntity *entity = sg_graph_entity(graph, sg_ref_index(graph, ref));
		if (entity->topic != SG_NONE)
			counts[entity->topic]++;
	}
	return counts;
}

/* One alone needs no frame. */
static void
add_entities(Picture *picture, const GArray *ranked)
{
	g_autofree uint32_t *counts = count_topics(picture->graph, ranked);
	for (uint32_t i = 0; i < MIN(ranked->len, MAX_NODES); i++) {
		SgRef ref = g_array_index(ranked, Ranked, i).ref;
		const SgEntity *entity =
		    sg_graph_entity(picture->graph, sg_ref_index(picture->graph, ref));
		uint32_t node =
		    sg_drawing_add_ref(picture->drawing, picture->graph, ref, FILE_NAME);
		if (entity->topic != SG_NONE && counts[entity->topic] > 1) {
			uint32_t group = group_of(picture, entity->topic);
			sg_drawing_node(picture->drawing, node)->group = group;
		}
		g_hash_table_insert(picture->nodes, GUINT_TO_POINTER(ref),
				    GUINT_TO_POINTER(node + 1));
	}
}

static uint32_t
node_of(const Picture *picture, SgRef ref)
{
	uint32_t node =
	    GPOINTER_TO_UINT(g_hash_table_lookup(picture->nodes, GUINT_TO_POINTER(ref)));
	return node > 0 ? node - 1 : SG_NONE;
}

/* The edges among what is drawn, the strongest first. */
static GArray *
collect_ties(const Picture *picture, const GArray *ranked)
{
	GArray *ties = g_array_new(FALSE, FALSE, sizeof(Tie));
	for (uint32_t i = 0; i < picture->drawing->nodes->len; i++) {
		SgRef ref = g_array_index(ranked, Ranked, i).ref;
		size_t count = 0;
		const uint32_t *edges = sg_graph_edges_from(picture->graph, ref, &count);
		for (size_t k = 0; k < count; k++) {
			const SgEdge *edge = sg_graph_edge(picture->graph, edges[k]);
			if (node_of(picture, edge->target) == SG_NONE)
				continue;
			double share = edge->type == SG_EDGE_RELATED ? RELATED_SHARE : 1;
			Tie tie = {edges[k], edge->weight * share};
			g_array_append_val(ties, tie);
		}
	}
	g_array_sort(ties, compare_strength);
	return ties;
}

static bool
are_tied(const SgDrawing *drawing, uint32_t a, uint32_t b)
{
	for (uint32_t i = 0; i < drawing->edges->len; i++) {
		const SgDrawnEdge *edge = sg_drawing_edge(drawing, i);
		if ((edge->from == a && edge->to == b) || (edge->from == b && edge->to == a))
			return true;
	}
	return false;
}

/* The strongest tie of each pair. Returns the number of edges that are left out. */
static uint32_t
add_ties(Picture *picture, const GArray *ties)
{
	SgDrawing *drawing = picture->drawing;
	g_autofree uint32_t *degrees = g_new0(uint32_t, drawing->nodes->len + 1);
	for (uint32_t i = 0; i < ties->len && drawing->edges->len < MAX_EDGES; i++) {
		const SgEdge *edge =
		    sg_graph_edge(picture->graph, g_array_index(ties, Tie, i).edge);
		uint32_t from = node_of(picture, edge->source);
		uint32_t to = node_of(picture, edge->target);
		if (MIN(degrees[from], degrees[to]) >= MAX_EDGES_OF_NODE ||
		    are_tied(drawing, from, to))
			continue;
		degrees[from]++;
		degrees[to]++;
		SgDrawnEdge drawn = {.from = from, .to = to, .type = edge->type};
		sg_drawing_add_edge(drawing, drawn);
	}
	return ties->len - drawing->edges->len;
}

static void
add_more(SgDrawing *drawing, uint32_t left_out)
{
	g_autofree char *words = g_strdup_printf("+%u more", left_out);
	sg_drawing_add_node(drawing, SG_MARK_MORE, "more", words, "index.html");
}

static void
describe(SgDrawing *drawing, uint32_t n_entities, uint32_t edges_left_out)
{
	GString *words = g_string_new(NULL);
	g_string_append_printf(words, "%u of %u entities, those of highest rank, framed by topic",
			       MIN(n_entities, MAX_NODES), n_entities);
	for (uint32_t i = 0; i < drawing->groups->len; i++)
		g_string_append_printf(words, "%s%s", i ? ", " : ": ",
				       sg_drawing_group(drawing, i)->label);
	g_string_append_printf(words, ". %u relations among them are drawn", drawing->edges->len);
	if (edges_left_out > 0)
		g_string_append_printf(words, ", %u weaker ones are not", edges_left_out);
	g_string_append_c(words, '.');
	g_free(drawing->description);
	drawing->description = g_string_free(words, FALSE);
}

SgDrawing *
sg_overview_draw(const SgGraph *graph)
{
	g_autoptr(SgDrawing) drawing =
	    sg_drawing_new("overview", "Overview by topic", SG_ENGINE_DOT);
	drawing->sideways = true;
	drawing->min_width = MIN_WIDTH;
	g_autoptr(GHashTable) nodes = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) groups = g_hash_table_new(NULL, NULL);
	Picture picture = {graph, drawing, nodes, groups};
	g_autoptr(GArray) ranked = rank_entities(graph);
	add_entities(&picture, ranked);
	g_autoptr(GArray) ties = collect_ties(&picture, ranked);
	uint32_t edges_left_out = add_ties(&picture, ties);
	describe(drawing, ranked->len, edges_left_out);
	if (ranked->len > MAX_NODES)
		add_more(drawing, ranked->len - MAX_NODES);
	return g_steal_pointer(&drawing);
}
