/* SPDX-License-Identifier: MIT */
#include "emit/diagram/diagrams.h"

#include "emit/url.h"

#include <string.h>

/* With the entity itself and, where something is left out, the node that says so. */
#define MAX_NODES 14
#define MIN_WIDTH 640

/* How much an edge tells about an entity: lower comes first. */
static const unsigned tiers[SG_N_EDGE_TYPES] = {
    [SG_EDGE_SOLVED_BY] = 0,      [SG_EDGE_CAUSED_BY] = 0,    [SG_EDGE_PREVENTS] = 0,
    [SG_EDGE_DETECTS] = 0,        [SG_EDGE_CONTRASTS] = 0,    [SG_EDGE_BROADER] = 0,
    [SG_EDGE_USES_CRATE] = 1,     [SG_EDGE_RELATED] = 2,      [SG_EDGE_DEFINES] = 3,
    [SG_EDGE_VARIANT_OF] = 4,     [SG_EDGE_RIVAL_OF] = 4,     [SG_EDGE_OVERLAPS] = 4,
    [SG_EDGE_PART_OF] = 4,        [SG_EDGE_RENDITION_OF] = 4, [SG_EDGE_COPY_OF] = 4,
    [SG_EDGE_DERIVED_FROM] = 4,   [SG_EDGE_LINKS_TO] = 5,     [SG_EDGE_CONTAINS] = 5,
    [SG_EDGE_ILLUSTRATED_BY] = 6, [SG_EDGE_MENTIONS] = 6,
};

/* Documents after entities whatever the edge. Sections and examples, which have no name that tells
 * them apart, are counted and not drawn. */
#define TIERS_OF_SORT  10
#define TIER_NOT_DRAWN 20
static const unsigned sort_tiers[SG_N_SORTS] = {[SG_SORT_ENTITY] = 0,
						[SG_SORT_DOCUMENT] = TIERS_OF_SORT,
						[SG_SORT_SECTION] = TIER_NOT_DRAWN,
						[SG_SORT_EXAMPLE] = TIER_NOT_DRAWN};

typedef struct {
	uint32_t edge;
	SgRef other;
	unsigned tier;
	double weight, rank;
	bool outward;
	SgEdgeType type;
} Link;

static double
rank_of(const SgGraph *graph, SgRef ref)
{
	size_t index = sg_ref_index(graph, ref);
	switch (sg_ref_sort(graph, ref)) {
	case SG_SORT_ENTITY:
		return sg_graph_entity(graph, index)->rank;
	case SG_SORT_DOCUMENT:
		return sg_graph_document(graph, index)->rank;
	default:
		return 0;
	}
}

/* Strongest first; refs are in order of id. */
static int
compare_strength(gconstpointer a, gconstpointer b)
{
	const Link *x = a;
	const Link *y = b;
	if (x->tier != y->tier)
		return (x->tier > y->tier) - (x->tier < y->tier);
	if (x->weight != y->weight)
		return (x->weight < y->weight) - (x->weight > y->weight);
	if (x->rank != y->rank)
		return (x->rank < y->rank) - (x->rank > y->rank);
	if (x->other != y->other)
		return (x->other > y->other) - (x->other < y->other);
	return (x->edge > y->edge) - (x->edge < y->edge);
}

/* As drawn from top to bottom: by direction, relation and kind. */
static int
compare_place(gconstpointer a, gconstpointer b)
{
	const Link *x = a;
	const Link *y = b;
	if (x->outward != y->outward)
		return (x->outward > y->outward) - (x->outward < y->outward);
	if (x->type != y->type)
		return (x->type > y->type) - (x->type < y->type);
	return (x->other > y->other) - (x->other < y->other);
}

static void
collect_links(const SgGraph *graph, SgRef ref, bool outward, GArray *links)
{
	size_t count = 0;
	const uint32_t *edges = outward ? sg_graph_edges_from(graph, ref, &count)
					: sg_graph_edges_to(graph, ref, &count);
	for (size_t i = 0; i < count; i++) {
		const SgEdge *edge = sg_graph_edge(graph, edges[i]);
		SgRef other = outward ? edge->target : edge->source;
		if (other == ref)
			continue;
		Link link = {.edge = edges[i],
			     .other = other,
			     .tier = tiers[edge->type] + sort_tiers[sg_ref_sort(graph, other)],
			     .weight = edge->weight,
			     .rank = rank_of(graph, other),
			     .outward = outward,
			     .type = edge->type};
		g_array_append_val(links, link);
	}
}

typedef struct {
	const SgGraph *graph;
	SgDrawing *drawing;
	const char *from;  /* file of the picture */
	GHashTable *nodes; /* chosen refs -> node, 0 before it is drawn */
	uint32_t left_out;
	uint32_t n_left_out[SG_N_MARKS];
} Picture;

/* Whether a link is drawn: the strongest of each neighbour, and more only where each is typed. */
static bool
is_chosen(Picture *picture, const Link *link, uint32_t limit)
{
	gpointer key = GUINT_TO_POINTER(link->other);
	if (g_hash_table_contains(picture->nodes, key))
		return link->tier == 0;
	if (link->tier >= TIER_NOT_DRAWN || g_hash_table_size(picture->nodes) >= limit)
		return false;
	g_hash_table_insert(picture->nodes, key, NULL);
	return true;
}

/* Keeps the links of the strongest neighbours and counts the neighbours that do not fit. */
static void
choose(Picture *picture, GArray *links, uint32_t limit)
{
	g_autoptr(GHashTable) left_out = g_hash_table_new(NULL, NULL);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < links->len; i++) {
		Link link = g_array_index(links, Link, i);
		gpointer key = GUINT_TO_POINTER(link.other);
		if (is_chosen(picture, &link, limit))
			g_array_index(links, Link, kept++) = link;
		else if (!g_hash_table_contains(picture->nodes, key) &&
			 g_hash_table_add(left_out, key))
			picture->n_left_out[sg_mark_of_ref(picture->graph, link.other)]++;
	}
	picture->left_out = g_hash_table_size(left_out);
	g_array_set_size(links, kept);
}

static uint32_t
node_of(Picture *picture, SgRef ref)
{
	gpointer key = GUINT_TO_POINTER(ref);
	uint32_t node = GPOINTER_TO_UINT(g_hash_table_lookup(picture->nodes, key));
	if (node > 0)
		return node;
	node = sg_drawing_add_ref(picture->drawing, picture->graph, ref, picture->from);
	g_hash_table_insert(picture->nodes, key, GUINT_TO_POINTER(node));
	return node;
}

static void
draw_links(Picture *picture, const GArray *links)
{
	for (uint32_t i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		uint32_t node = node_of(picture, link->other);
		SgDrawnEdge edge = {.from = link->outward ? 0 : node,
				    .to = link->outward ? node : 0,
				    .type = link->type,
				    .worded = true};
		sg_drawing_add_edge(picture->drawing, edge);
	}
}

/* Whether there is a node for each neighbour. */
static bool
all_fit(const GArray *links)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	for (uint32_t i = 0; i < links->len; i++) {
		const Link *link = &g_array_index(links, Link, i);
		if (link->tier >= TIER_NOT_DRAWN)
			return false;
		g_hash_table_add(seen, GUINT_TO_POINTER(link->other));
	}
	return g_hash_table_size(seen) < MAX_NODES;
}

/* Documents of one title are told apart by their paths. */
static void
tell_apart(const Picture *picture)
{
	GArray *nodes = picture->drawing->nodes;
	g_autofree bool *twins = g_new0(bool, nodes->len);
	for (uint32_t i = 1; i < nodes->len; i++) {
		const char *label = sg_drawing_node(picture->drawing, i)->label;
		for (uint32_t k = 0; k < nodes->len; k++) {
			const SgDrawnNode *other = sg_drawing_node(picture->drawing, k);
			twins[i] |= k != i && strcmp(other->label, label) == 0;
		}
	}
	for (uint32_t i = 1; i < nodes->len; i++) {
		const SgDrawnNode *node = sg_drawing_node(picture->drawing, i);
		if (!twins[i] || node->mark != SG_MARK_DOCUMENT)
			continue;
		SgRef ref = sg_graph_find(picture->graph, node->id);
		const SgFacts *facts =
		    sg_graph_document(picture->graph, sg_ref_index(picture->graph, ref))->facts;
		g_autofree char *label = g_strdup_printf("%s (%s)", node->label,
							 sg_facts_str(facts, facts->record->path));
		sg_drawing_relabel(picture->drawing, i, label);
	}
}

/* "+7 more documents", "+12 more: 5 concepts, 7 documents" */
static char *
describe_left_out(const Picture *picture)
{
	GString *words = g_string_new(NULL);
	const char *separator = "";
	for (int mark = 0; mark < SG_N_MARKS; mark++) {
		uint32_t n = picture->n_left_out[mark];
		const SgMarkLook *look = sg_mark_look(mark);
		const char *noun = n == 1 ? look->noun : look->nouns;
		if (n > 0 && n == picture->left_out)
			g_string_append_printf(words, "+%u more %s", n, noun);
		else if (n > 0)
			g_string_append_printf(words, "%s%u %s", separator, n, noun);
		separator = words->len > 0 ? ", " : "";
	}
	if (words->str[0] == '+')
		return g_string_free(words, FALSE);
	g_autofree char *list = g_string_free(words, FALSE);
	return g_strdup_printf("+%u more: %s", picture->left_out, list);
}

static void
add_more(Picture *picture, const char *page)
{
	g_autofree char *words = describe_left_out(picture);
	g_autofree char *link = sg_url_relative(picture->from, page);
	uint32_t node = sg_drawing_add_node(picture->drawing, SG_MARK_MORE, "more", words, link);
	SgDrawnEdge edge = {.to = node, .type = SG_EDGE_RELATED};
	sg_drawing_add_edge(picture->drawing, edge);
}

static bool
is_alike(const SgDrawnEdge *a, const SgDrawnEdge *b)
{
	return a->type == b->type && a->worded == b->worded && (a->from == 0) == (b->from == 0);
}

/* "Ownership prevents A, B. C, D contrasts with Ownership. +3 more documents." */
static void
describe(SgDrawing *drawing)
{
	GString *words = g_string_new(NULL);
	const char *focus = sg_drawing_node(drawing, 0)->label;
	for (uint32_t i = 0; i < drawing->edges->len;) {
		const SgDrawnEdge *edge = sg_drawing_edge(drawing, i);
		const char *relation = sg_edge_look(edge->type)->words;
		const char *separator = words->len > 0 ? " " : "";
		if (edge->from == 0 && edge->worded)
			g_string_append_printf(words, "%s%s %s", separator, focus, relation);
		if (edge->from == 0 && edge->worded)
			separator = " ";
		for (uint32_t first = i; i < drawing->edges->len; i++) {
			const SgDrawnEdge *next = sg_drawing_edge(drawing, i);
			if (!is_alike(edge, next))
				break;
			uint32_t node = next->from + next->to;
			g_string_append(words, i == first ? separator : ", ");
			g_string_append(words, sg_drawing_node(drawing, node)->label);
		}
		if (edge->to == 0)
			g_string_append_printf(words, " %s %s", relation, focus);
		g_string_append_c(words, '.');
	}
	if (words->len == 0)
		g_string_append(words, "Nothing is known to stand beside it.");
	g_free(drawing->description);
	drawing->description = g_string_free(words, FALSE);
}

/* "concept/ownership" as the beginning of ids. */
static char *
name_of(const char *url)
{
	return g_strdelimit(g_strconcat("near-", url, NULL), "/.", '-');
}

SgDrawing *
sg_neighbourhood_draw(const SgGraph *graph, size_t entity)
{
	SgRef ref = sg_ref_of(graph, SG_SORT_ENTITY, entity);
	g_autofree char *url = sg_url_of_ref(graph, ref);
	g_autofree char *file = sg_url_file(url, ".svg");
	g_autofree char *page = sg_url_file(url, ".html");
	g_autofree char *name = name_of(url);
	g_autofree char *title =
	    g_strdup_printf("%s and what stands beside it", sg_ref_label(graph, ref));
	g_autoptr(SgDrawing) drawing = sg_drawing_new(name, title, SG_ENGINE_DOT);
	drawing->sideways = true;
	drawing->star = true;
	drawing->min_width = MIN_WIDTH;

	g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(Link));
	collect_links(graph, ref, true, links);
	collect_links(graph, ref, false, links);
	g_array_sort(links, compare_strength);
	g_autoptr(GHashTable) nodes = g_hash_table_new(NULL, NULL);
	Picture picture = {.graph = graph, .drawing = drawing, .from = file, .nodes = nodes};
	sg_drawing_node(drawing, sg_drawing_add_ref(drawing, graph, ref, file))->focus = true;
	choose(&picture, links, all_fit(links) ? MAX_NODES - 1 : MAX_NODES - 2);
	g_array_sort(links, compare_place);
	draw_links(&picture, links);
	tell_apart(&picture);
	if (picture.left_out > 0)
		add_more(&picture, page);
	describe(drawing);
	return g_steal_pointer(&drawing);
}
