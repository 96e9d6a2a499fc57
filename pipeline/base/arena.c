/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

/* AddressSanitizer is told what is cut and given back, and finds a library's faults here as it does
 * in malloc's memory. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#endif
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#define ALLOW(at, size)  __asan_unpoison_memory_region((at), (size))
#define FORBID(at, size) __asan_poison_memory_region((at), (size))
#define MARGIN           ((size_t)16)
#else
#define ALLOW(at, size)
#define FORBID(at, size)
#define MARGIN ((size_t)0)
#endif

#define BLOCK_BYTES ((size_t)1024 * 1024)
#define N_KEPT      3
/* The largest block that is made ahead of need: limits of memory count what is not used yet. */
#define MAX_BLOCK ((size_t)64 * 1024 * 1024)
/* Pieces up to this size are used again: the evaluations of XPath for a page come and go. */
#define SMALL_BYTES ((size_t)512)
#define STEP        ((size_t)16)
#define N_STEPS     (SMALL_BYTES / STEP + 1)

typedef struct Block Block;
struct Block {
	Block *next; /* older */
	size_t size; /* of data */
	size_t used;
	char data[];
};

/* In front of each piece; its data begins behind it. */
typedef struct Piece Piece;
struct Piece {
	size_t size; /* that was asked for */
};

/* A piece given back holds the next one of its size. */
typedef struct Spare Spare;
struct Spare {
	Spare *next;
};

struct SgArena {
	Block *blocks; /* newest first; up to MAX_BLOCK each is as large as the ones before it
			  together */
	Spare *spares[N_STEPS]; /* the first stays empty: it stands for what is not small */
};

static Block *kept[N_KEPT]; /* of BLOCK_BYTES, twice that and so on: one of each, or NULL */

static Block *
block_new(size_t size)
{
	Block *block = NULL;
	for (size_t i = 0; i < N_KEPT && !block; i++) {
		if (size == BLOCK_BYTES << i)
			block = g_steal_pointer(&kept[i]);
	}
	if (!block)
		block = g_malloc(sizeof(Block) + size);
	*block = (Block){.size = size};
	FORBID(block->data, size);
	return block;
}

static void
block_free(Block *block)
{
	for (size_t i = 0; i < N_KEPT; i++) {
		if (block->size == BLOCK_BYTES << i && !kept[i]) {
			kept[i] = block;
			return;
		}
	}
	ALLOW(block->data, block->size);
	g_free(block);
}

SgArena *
sg_arena_new(void)
{
	return g_new0(SgArena, 1);
}

void
sg_arena_free(SgArena *arena)
{
	if (!arena)
		return;
	for (Block *block = arena->blocks; block;) {
		Block *next = block->next;
		block_free(block);
		block = next;
	}
	g_free(arena);
}

static size_t
round_up(size_t size)
{
	return (size + (size == 0) + STEP - 1) / STEP * STEP;
}

static G_GNUC_NO_INLINE Block *
add_block(SgArena *arena, size_t least)
{
	size_t doubled = arena->blocks ? MIN(arena->blocks->size * 2, MAX_BLOCK) : BLOCK_BYTES;
	Block *block = block_new(MAX(doubled, least));
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

/* In line where most pieces are cut: there are two million in a thousand pages. */
static inline void *
cut(SgArena *arena, size_t size)
{
	size_t whole = round_up(size);
	Spare **spare = &arena->spares[whole <= SMALL_BYTES ? whole / STEP : 0];
	Piece *piece;
	if (*spare) {
		piece = (Piece *)(void *)*spare - 1;
		ALLOW(piece + 1, sizeof(Spare));
		*spare = (*spare)->next;
	} else {
		size_t taken = sizeof(Piece) + whole + MARGIN;
		Block *block = arena->blocks;
		if (G_UNLIKELY(!block || block->size - block->used < taken))
			block = add_block(arena, taken);
		piece = (Piece *)(void *)(block->data + block->used);
		ALLOW(piece, sizeof(Piece) + size);
		block->used += taken;
	}
	ALLOW(piece + 1, size);
	piece->size = size;
	return piece + 1;
}

void *
sg_arena_cut(SgArena *arena, size_t size)
{
	g_assert(arena);
	return cut(arena, size);
}

char *
sg_arena_copy(SgArena *arena, const char *text, size_t length)
{
	char *copy = cut(arena, length + 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

bool
sg_arena_owns(const SgArena *arena, const void *at)
{
	for (const Block *block = arena->blocks; block; block = block->next) {
		if ((const char *)at >= block->data && (const char *)at < block->data + block->used)
			return true;
	}
	return false;
}

void
sg_arena_give(SgArena *arena, void *piece)
{
	size_t whole = round_up(((Piece *)piece - 1)->size);
	if (whole > SMALL_BYTES)
		return;
	Spare *spare = piece;
	ALLOW(spare, sizeof *spare);
	spare->next = arena->spares[whole / STEP];
	arena->spares[whole / STEP] = spare;
	FORBID(spare, whole);
}

void *
sg_arena_grow(SgArena *arena, void *at, size_t size)
{
	Piece *piece = (Piece *)at - 1;
	if (size <= round_up(piece->size)) {
		piece->size = MAX(piece->size, size);
		ALLOW(at, piece->size);
		return at;
	}
	void *moved = cut(arena, size);
	memcpy(moved, at, piece->size);
	sg_arena_give(arena, at);
	return moved;
}

void
sg_arena_teardown(void)
{
	for (size_t i = 0; i < N_KEPT; i++)
		g_clear_pointer(&kept[i], g_free);
}
