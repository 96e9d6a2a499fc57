/* SPDX-License-Identifier: MIT */
#include "base/radix.h"

#include <glib.h>

/* Keys of every length, many of them equal: sorted, and equal ones in the order they came. */
static void
assert_sorts(uint64_t mask, size_t count)
{
	g_autoptr(GRand) dice = g_rand_new_with_seed(7);
	g_autofree SgKeyed *items = g_new(SgKeyed, count);
	for (size_t i = 0; i < count; i++) {
		uint64_t key = (uint64_t)g_rand_int(dice) << 32 | g_rand_int(dice);
		items[i] = (SgKeyed){key & mask, i};
	}
	sg_sort_keyed(items, count);
	for (size_t i = 1; i < count; i++) {
		g_assert_true(items[i - 1].key <= items[i].key);
		if (items[i - 1].key == items[i].key)
			g_assert_cmpuint(items[i - 1].value, <, items[i].value);
	}
}

static void
test_order(void)
{
	static const uint64_t masks[] = {0,
					 0xff,
					 0xffff,
					 UINT64_C(0xff00000000),
					 UINT64_C(0x8000000000000001),
					 UINT64_C(0x0003f803fe000fff),
					 UINT64_MAX};
	for (size_t m = 0; m < G_N_ELEMENTS(masks); m++) {
		assert_sorts(masks[m], 100);
		assert_sorts(masks[m], 10000);
	}
}

static void
test_few(void)
{
	SgKeyed two[] = {{2, 0}, {1, 1}};
	sg_sort_keyed(NULL, 0);
	sg_sort_keyed(two, 1);
	g_assert_cmpuint(two[0].key, ==, 2);
	sg_sort_keyed(two, 2);
	g_assert_cmpuint(two[0].key, ==, 1);
	g_assert_cmpuint(two[1].value, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/radix/stable-order", test_order);
	g_test_add_func("/radix/none-one-two", test_few);
	return g_test_run();
}
