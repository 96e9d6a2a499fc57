/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <string.h>

static void
test_known_values(void)
{
	/* The values of the XXH3 and SHA-256 specifications for the empty input. */
	g_assert_cmpstr(sg_digest("", 0).hex, ==, "99aa06d3014798d86001c324468d497f");
	g_assert_cmphex(sg_digest64("", 0), ==, 0x2d06800538d394c2u);
	g_assert_cmphex(sg_digest_head("", 0), ==, 0x99aa06d3014798d8u);
	g_autofree char *strong = sg_digest_strong("abc", 3);
	g_assert_cmpstr(strong, ==,
			"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_every_byte_counts(void)
{
	SgDigest before = sg_digest("a\0b", 3);
	g_assert_cmpstr(before.hex, !=, sg_digest("a\0c", 3).hex);
	g_assert_cmpstr(before.hex, ==, sg_digest("a\0b", 3).hex);
	g_assert_cmpuint(strlen(before.hex), ==, 32);
}

static void
test_seeds_differ(void)
{
	g_assert_cmphex(sg_digest64_seeded("x", 1, 0), ==, sg_digest64("x", 1));
	g_assert_cmphex(sg_digest64_seeded("x", 1, 1), !=, sg_digest64("x", 1));
}

/* However the bytes are cut. */
static void
test_pieces_are_the_whole(void)
{
	uint8_t bytes[5000];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)(i * 31 ^ i >> 3);
	for (size_t step = 1; step < 2 * sizeof bytes; step = step * 3 + 1) {
		SgDigester *digester = sg_digester_new();
		for (size_t at = 0; at < sizeof bytes; at += step)
			sg_digester_add(digester, bytes + at, MIN(step, sizeof bytes - at));
		SgDigest pieces = sg_digester_end(digester);
		g_assert_cmpstr(pieces.hex, ==, sg_digest(bytes, sizeof bytes).hex);
	}
	g_assert_cmpstr(sg_digester_end(sg_digester_new()).hex, ==, sg_digest("", 0).hex);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/digest/known-values", test_known_values);
	g_test_add_func("/digest/every-byte-counts", test_every_byte_counts);
	g_test_add_func("/digest/seeds-differ", test_seeds_differ);
	g_test_add_func("/digest/pieces-are-the-whole", test_pieces_are_the_whole);
	return g_test_run();
}
