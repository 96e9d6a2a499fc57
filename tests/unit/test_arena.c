/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

/* Each piece keeps what was written into it, wherever the next ones come from. */
static void
pieces_keep_apart(void)
{
	g_autoptr(SgArena) arena = sg_arena_new();
	g_autoptr(GPtrArray) pieces = g_ptr_array_new();
	for (size_t i = 0; i < 4000; i++) {
		size_t size = i * 7 % 1100;
		unsigned char *piece = sg_arena_cut(arena, size);
		g_assert_cmpuint((uintptr_t)piece % sizeof(void *), ==, 0);
		g_assert_true(sg_arena_owns(arena, piece));
		memset(piece, (int)(i % 251), size);
		g_ptr_array_add(pieces, piece);
	}
	for (size_t i = 0; i < pieces->len; i++) {
		const unsigned char *piece = pieces->pdata[i];
		for (size_t k = 0; k < i * 7 % 1100; k++)
			g_assert_cmpuint(piece[k], ==, i % 251);
	}
	g_assert_false(sg_arena_owns(arena, pieces));
}

static void
small_pieces_are_cut_again(void)
{
	g_autoptr(SgArena) arena = sg_arena_new();
	void *small = sg_arena_cut(arena, 33);
	void *large = sg_arena_cut(arena, 4000);
	sg_arena_give(arena, small);
	sg_arena_give(arena, large);
	g_assert_true(sg_arena_cut(arena, 16) != small);
	g_assert_true(sg_arena_cut(arena, 4000) != large);
	g_assert_true(sg_arena_cut(arena, 48) == small);
	g_assert_true(sg_arena_cut(arena, 48) != small);
}

static void
pieces_grow_with_what_they_hold(void)
{
	g_autoptr(SgArena) arena = sg_arena_new();
	char *text = sg_arena_copy(arena, "0123456789", 10);
	g_assert_cmpstr(text, ==, "0123456789");
	char *roomy = sg_arena_grow(arena, text, 16);
	g_assert_true(roomy == text);
	for (size_t size = 20; size < 5000000; size = size * 3 / 2) {
		text = sg_arena_grow(arena, text, size);
		g_assert_cmpstr(text, ==, "0123456789");
		text[size - 1] = 'x';
	}
	g_assert_true(sg_arena_grow(arena, text, 4) == text);
}

static void
blocks_are_used_again(void)
{
	void *first = NULL;
	for (int i = 0; i < 3; i++) {
		g_autoptr(SgArena) arena = sg_arena_new();
		void *piece = sg_arena_cut(arena, 100);
		if (!first)
			first = piece;
		g_assert_true(piece == first);
	}
	sg_arena_teardown();
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/arena/pieces-keep-apart", pieces_keep_apart);
	g_test_add_func("/arena/small-pieces-are-cut-again", small_pieces_are_cut_again);
	g_test_add_func("/arena/pieces-grow-with-what-they-hold", pieces_grow_with_what_they_hold);
	g_test_add_func("/arena/blocks-are-used-again", blocks_are_used_again);
	return g_test_run();
}
