/* SPDX-License-Identifier: MIT */
#include "dedupe/order.h"

#include <glib.h>

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

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/order/chains-stay-together", test_chains_stay_together);
	return g_test_run();
}
