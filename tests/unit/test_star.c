/* SPDX-License-Identifier: MIT */
#include "emit/diagram/label.h"
#include "emit/diagram/star.h"
#include "small-graph.h"

/* A star whose labels and relations come from a seed: some neighbours have several, some both ways.
 */
static SgDrawing *
star_of(GRand *dice, uint32_t n_neighbours)
{
	SgDrawing *drawing = sg_drawing_new("star", "Star", SG_ENGINE_DOT);
	drawing->star = true;
	for (uint32_t i = 0; i <= n_neighbours; i++) {
		g_autofree char *id = g_strdup_printf("n/%u", i);
		g_autofree char *words = g_strnfill((gsize)g_rand_int_range(dice, 0, 90), 'w');
		for (size_t k = 5; words[0] && k < strlen(words); k += 6)
			words[k] = ' ';
		SgMark mark = (SgMark)g_rand_int_range(dice, 0, SG_MARK_MORE);
		sg_drawing_add_node(drawing, mark, id, words, NULL);
	}
	sg_drawing_node(drawing, 0)->focus = true;
	for (uint32_t i = 1; i <= n_neighbours; i++) {
		for (int left = g_rand_int_range(dice, 1, 4); left > 0; left--) {
			bool outward = g_rand_boolean(dice);
			SgEdgeType type = (SgEdgeType)g_rand_int_range(dice, 0, SG_N_EDGE_TYPES);
			sg_drawing_add_edge(drawing, (SgDrawnEdge){.from = outward ? 0 : i,
								   .to = outward ? i : 0,
								   .type = type,
								   .worded = true});
		}
	}
	if (g_rand_boolean(dice)) {
		uint32_t more = sg_drawing_add_node(drawing, SG_MARK_MORE, "more",
						    "+12 more: 5 concepts, 7 documents", NULL);
		sg_drawing_add_edge(drawing, (SgDrawnEdge){.to = more, .type = SG_EDGE_RELATED});
	}
	return drawing;
}

static bool
is_apart(const SgBox *a, const SgBox *b)
{
	double dx = ABS(a->middle.x - b->middle.x) - (a->width + b->width) / 2;
	double dy = ABS(a->middle.y - b->middle.y) - (a->height + b->height) / 2;
	return dx >= 0 || dy >= 0;
}

static SgBox
words_box(SgPoint middle, const char *words)
{
	return (SgBox){middle, sg_label_width(words, SG_WORDS_SIZE), SG_WORDS_SIZE};
}

/* Boxes of all nodes and all words, the latter as they are written. */
static GArray *
boxes_of(const SgDrawing *drawing, const SgStar *star)
{
	GArray *boxes = g_array_new(FALSE, FALSE, sizeof(SgBox));
	g_array_append_vals(boxes, star->nodes, drawing->nodes->len);
	for (uint32_t i = 0; i < star->bundles->len; i++) {
		const SgBundle *bundle = sg_star_bundle(star, i);
		unsigned n = 0;
		for (SgTies rest = bundle->ties; rest; n++) {
			const char *words = sg_edge_look(sg_ties_next(&rest).type)->words;
			SgBox box = words_box(sg_bundle_words(bundle, n), words);
			g_array_append_val(boxes, box);
		}
	}
	return boxes;
}

static void
check_places(const SgDrawing *drawing, const SgStar *star)
{
	g_autoptr(GArray) boxes = boxes_of(drawing, star);
	for (uint32_t i = 0; i < boxes->len; i++) {
		const SgBox *box = &g_array_index(boxes, SgBox, i);
		g_assert_cmpfloat(box->middle.x - box->width / 2, >, 0);
		g_assert_cmpfloat(box->middle.y - box->height / 2, >, 0);
		g_assert_cmpfloat(box->middle.x + box->width / 2, <, star->width);
		g_assert_cmpfloat(box->middle.y + box->height / 2, <, star->height);
		for (uint32_t k = 0; k < i; k++)
			g_assert_true(is_apart(box, &g_array_index(boxes, SgBox, k)));
	}
	for (uint32_t i = 0; i < drawing->nodes->len; i++) {
		const char *lines = sg_drawing_node(drawing, i)->lines;
		g_assert_cmpfloat(star->nodes[i].width, >, sg_label_width(lines, SG_TEXT_SIZE));
	}
}

/* Each neighbour is in one bundle, and its bundle says all its relations. */
static void
check_bundles(const SgDrawing *drawing, const SgStar *star)
{
	uint32_t n_neighbours = drawing->nodes->len - (star->more == SG_NONE ? 1 : 2);
	g_autofree SgTies *ties = g_new0(SgTies, drawing->nodes->len);
	uint32_t count = 0;
	for (uint32_t i = 0; i < star->bundles->len; i++) {
		const SgBundle *bundle = sg_star_bundle(star, i);
		for (uint32_t k = 0; k < bundle->count; k++) {
			uint32_t node = sg_star_spoke(star, bundle->first + k);
			g_assert_cmpuint(ties[node], ==, 0);
			ties[node] = bundle->ties;
		}
		count += bundle->count;
	}
	g_assert_cmpuint(count, ==, n_neighbours);
	for (uint32_t i = 0; i < drawing->edges->len; i++) {
		const SgDrawnEdge *edge = sg_drawing_edge(drawing, i);
		uint32_t node = edge->from + edge->to;
		bool told = node == star->more;
		for (SgTies rest = ties[node]; rest;)
			told |= sg_ties_next(&rest).type == edge->type;
		g_assert_true(told);
	}
}

static void
anything_fits(void)
{
	g_autoptr(GRand) dice = g_rand_new_with_seed(7);
	for (uint32_t round = 0; round < 500; round++) {
		g_autoptr(SgDrawing) drawing = star_of(dice, round % 30);
		g_autoptr(SgStar) star = sg_star_new(drawing);
		check_places(drawing, star);
		check_bundles(drawing, star);
	}
}

static double
side_of(const SgStar *star, uint32_t node)
{
	return star->nodes[node].middle.x - star->nodes[0].middle.x;
}

static void
sides(void)
{
	static const struct {
		SgEdgeType type;
		bool outward, right;
	} ties[] = {{SG_EDGE_DEFINES, false, false}, {SG_EDGE_PREVENTS, false, false},
		    {SG_EDGE_BROADER, true, true},   {SG_EDGE_RELATED, false, false},
		    {SG_EDGE_RELATED, false, true},  {SG_EDGE_RELATED, true, true}};
	g_autoptr(SgDrawing) drawing = sg_drawing_new("sides", "Sides", SG_ENGINE_DOT);
	sg_drawing_add_node(drawing, SG_MARK_CONCEPT, "focus", "Focus", NULL);
	for (uint32_t i = 0; i < G_N_ELEMENTS(ties); i++) {
		g_autofree char *id = g_strdup_printf("n/%u", i);
		uint32_t node = sg_drawing_add_node(drawing, SG_MARK_CONCEPT, id, id, NULL);
		sg_drawing_add_edge(drawing, (SgDrawnEdge){.from = ties[i].outward ? 0 : node,
							   .to = ties[i].outward ? node : 0,
							   .type = ties[i].type,
							   .worded = true});
	}
	g_autoptr(SgStar) star = sg_star_new(drawing);
	for (uint32_t i = 0; i < G_N_ELEMENTS(ties); i++)
		g_assert_true((side_of(star, i + 1) > 0) == ties[i].right);
	g_assert_cmpuint(star->bundles->len, ==, 5);
}

static void
one_line_says_it(void)
{
	g_autoptr(SgDrawing) drawing = sg_drawing_new("one", "One", SG_ENGINE_DOT);
	sg_drawing_add_node(drawing, SG_MARK_CONCEPT, "focus", "Focus", NULL);
	for (uint32_t i = 1; i <= 5; i++) {
		g_autofree char *id = g_strdup_printf("n/%u", i);
		sg_drawing_add_node(drawing, SG_MARK_TOOL, id, id, NULL);
		sg_drawing_add_edge(
		    drawing, (SgDrawnEdge){.from = i, .type = SG_EDGE_DETECTS, .worded = true});
	}
	g_autofree char *svg = sg_star_svg(drawing);
	g_auto(GStrv) words = g_strsplit(svg, ">detects<", -1);
	g_assert_cmpuint(g_strv_length(words), ==, 2);
	g_assert_nonnull(strstr(svg, " data-source=\"1 2 3 4 5\" data-target=\"0\""));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/star/nothing-overlaps-whatever-the-labels", anything_fits);
	g_test_add_func("/star/what-leads-to-the-focus-stands-left", sides);
	g_test_add_func("/star/neighbours-of-one-relation-share-a-line", one_line_says_it);
	return g_test_run();
}
