/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#include "base/parallel.h"
#include "dedupe/order.h"

/* Pairs that are chained by documents come in one piece, in the order that they were given in. */
static void
test_chains_stay_together(void)
{
	static const SgCandidate pairs[] = {{0, 5}, {1, 2}, {3, 5}, {4, 6}, {2, 7}, {0, 3}};
	static const uint32_t want[] = {0, 2, 5, 1, 4, 3};
	g_autofree uint32_t *order = sg_pairs_order(pairs, G_N_ELEMENTS(pairs), 8);
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
		g_assert_cmpuint(order[i], ==, want[i]);
	g_autofree uint32_t *none = sg_pairs_order(NULL, 0, 0);
	g_assert_nonnull(none);
}

enum { N_GROUPS = 40, N_COPIES = 3 };

/* Groups of texts of which each says a little more than the one before. */
static GPtrArray *
make_groups(void)
{
	GPtrArray *corpus = make_corpus();
	for (int copy = 0; copy < N_COPIES; copy++) {
		for (int group = 0; group < N_GROUPS; group++) {
			g_autofree char *slug = g_strdup_printf("d%d-%02d", copy, group);
			g_autoptr(GString) text = g_string_new("# Shared heading of all\n\n");
			for (int line = 0; line < 12 + copy; line++)
				g_string_append_printf(
				    text, "Item %d of group %d says word%d and word%d.\n\n", line,
				    group, line * 7 + group * 1000, line + group * 31);
			g_ptr_array_add(corpus, make_plain(slug, text->str));
		}
	}
	return corpus;
}

static void
assert_equal_arrays(const GArray *a, const GArray *b)
{
	g_assert_cmpmem(a->data, a->len * g_array_get_element_size((GArray *)a), b->data,
			b->len * g_array_get_element_size((GArray *)b));
}

/* The same pairs, passages and differences for any number of threads. */
static void
test_threads_do_not_show(void)
{
	g_autoptr(GPtrArray) corpus = make_groups();
	sg_parallel_allow(1);
	g_autoptr(SgOverlaps) one = sg_dedupe(corpus, NULL);
	g_assert_cmpuint(one->overlaps->len, >=, N_GROUPS * (N_COPIES - 1));
	g_assert_cmpuint(one->passages->len, >=, one->overlaps->len);
	for (unsigned threads = 2; threads <= 4; threads++) {
		sg_parallel_allow(threads);
		g_autoptr(SgOverlaps) more = sg_dedupe(corpus, NULL);
		g_assert_cmpuint(more->overlaps->len, ==, one->overlaps->len);
		for (guint i = 0; i < one->overlaps->len; i++) {
			const SgOverlap *x = &g_array_index(one->overlaps, SgOverlap, i);
			const SgOverlap *y = &g_array_index(more->overlaps, SgOverlap, i);
			g_assert_true(x->a == y->a && x->b == y->b && x->verdict == y->verdict);
			g_assert_cmpfloat(x->jaccard, ==, y->jaccard);
			g_assert_cmpuint(x->passages.first, ==, y->passages.first);
			g_assert_cmpuint(x->differences.first, ==, y->differences.first);
		}
		assert_equal_arrays(one->passages, more->passages);
		g_assert_cmpuint(one->differences->len, ==, more->differences->len);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/order/chains-stay-together", test_chains_stay_together);
	g_test_add_func("/order/threads-do-not-show", test_threads_do_not_show);
	return g_test_run();
}
