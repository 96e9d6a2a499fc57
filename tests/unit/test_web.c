/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#include "graph/web.h"

static SgWeb *
make_web(uint32_t n, const SgStrand *strands, size_t count)
{
	g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(SgStrand));
	g_array_append_vals(array, strands, (guint)count);
	return sg_web_new(n, array);
}

/* A star of four and a point on its own: PageRank by hand, from the two equations of the star. */
static void
test_rank(void)
{
	static const SgStrand strands[] = {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}};
	g_autoptr(SgWeb) web = make_web(5, strands, G_N_ELEMENTS(strands));
	g_autofree double *rank = sg_web_rank(web);
	double sum = 0;
	for (int i = 0; i < 5; i++)
		sum += rank[i];
	g_assert_cmpfloat_with_epsilon(sum, 1, 1e-6);
	g_assert_cmpfloat_with_epsilon(rank[1], rank[2], 1e-9);
	g_assert_cmpfloat_with_epsilon(rank[0], rank[4] + 0.85 * 3 * rank[1], 1e-4);
	g_assert_cmpfloat_with_epsilon(rank[1], rank[4] + 0.85 * rank[0] / 3, 1e-4);
	g_assert_cmpfloat(rank[0], >, rank[1]);
	g_assert_cmpfloat(rank[1], >, rank[4]);
}

/* Weights steer: a heavy strand takes more of the flow. */
static void
test_weight(void)
{
	static const SgStrand strands[] = {{0, 1, 9}, {0, 2, 1}};
	g_autoptr(SgWeb) web = make_web(3, strands, G_N_ELEMENTS(strands));
	g_autofree double *rank = sg_web_rank(web);
	g_assert_cmpfloat(rank[1], >, rank[2]);
}

/* Two cliques of four joined by one thin strand. */
static void
test_communities(void)
{
	g_autoptr(GArray) strands = g_array_new(FALSE, FALSE, sizeof(SgStrand));
	for (uint32_t clique = 0; clique < 2; clique++) {
		for (uint32_t a = 0; a < 4; a++) {
			for (uint32_t b = a + 1; b < 4; b++) {
				SgStrand strand = {4 * clique + a, 4 * clique + b, 1};
				g_array_append_val(strands, strand);
			}
		}
	}
	SgStrand bridge = {3, 4, 0.5};
	g_array_append_val(strands, bridge);
	g_autoptr(SgWeb) web = sg_web_new(9, strands);
	g_autofree uint32_t *community = sg_web_communities(web);
	for (int i = 0; i < 9; i++)
		g_assert_cmpuint(community[i], ==, i < 4 ? 0 : i < 8 ? 1 : 2);
}

/* A ring of thirty cliques of five: modularity knows the cliques (Fortunato 2010, 6.1.2). */
static void
test_ring(void)
{
	g_autoptr(GArray) strands = g_array_new(FALSE, FALSE, sizeof(SgStrand));
	for (uint32_t c = 0; c < 10; c++) {
		for (uint32_t a = 0; a < 5; a++) {
			for (uint32_t b = a + 1; b < 5; b++) {
				SgStrand strand = {5 * c + a, 5 * c + b, 1};
				g_array_append_val(strands, strand);
			}
		}
		SgStrand bridge = {5 * c, (5 * c + 6) % 50, 0.2};
		g_array_append_val(strands, bridge);
	}
	g_autoptr(SgWeb) web = sg_web_new(50, strands);
	g_autofree uint32_t *community = sg_web_communities(web);
	for (uint32_t i = 0; i < 50; i++)
		g_assert_cmpuint(community[i], ==, i / 5);
}

static void
test_empty(void)
{
	g_autoptr(SgWeb) web = make_web(3, NULL, 0);
	g_autofree uint32_t *community = sg_web_communities(web);
	g_autofree double *rank = sg_web_rank(web);
	for (uint32_t i = 0; i < 3; i++) {
		g_assert_cmpuint(community[i], ==, i);
		g_assert_cmpfloat_with_epsilon(rank[i], 1.0 / 3, 1e-9);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/rank/star", test_rank);
	g_test_add_func("/rank/weight-counts", test_weight);
	g_test_add_func("/communities/two-cliques", test_communities);
	g_test_add_func("/communities/ring-of-cliques", test_ring);
	g_test_add_func("/web/without-strands", test_empty);
	return g_test_run();
}
