/* SPDX-License-Identifier: MIT */
#include "emit/site/page-memory.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)1024 * 1024)
#define N_KEPT      3
/* Pieces up to this size are used again within their page: evaluations of XPath come and go. */
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
	size_t size;
};

/* A piece given back holds the next one of its size. */
typedef struct Spare Spare;
struct Spare {
	Spare *next;
};

struct SgPageMemory {
	Block *blocks; /* newest first; each at least as large as the ones before it together */
	Spare *spares[N_STEPS];
};

/* The memory that is entered, or NULL. The hooks of libxml2 are for the process. */
static SgPageMemory *entered;
static bool is_hooked;
static Block *kept[N_KEPT]; /* of BLOCK_BYTES, twice that and so on: one of each, or NULL */
static xmlDictPtr names;

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
	g_free(block);
}

SgPageMemory *
sg_page_memory_new(void)
{
	return g_new0(SgPageMemory, 1);
}

void
sg_page_memory_free(SgPageMemory *memory)
{
	if (!memory)
		return;
	g_assert(entered != memory);
	for (Block *block = memory->blocks; block;) {
		Block *next = block->next;
		block_free(block);
		block = next;
	}
	g_free(memory);
}

static size_t
round_up(size_t size)
{
	return (size + (size == 0) + STEP - 1) / STEP * STEP;
}

static G_GNUC_NO_INLINE Block *
add_block(SgPageMemory *memory, size_t least)
{
	size_t doubled = memory->blocks ? memory->blocks->size * 2 : BLOCK_BYTES;
	Block *block = block_new(MAX(doubled, least));
	block->next = memory->blocks;
	memory->blocks = block;
	return block;
}

/* In line where most pieces are cut: there are two million in a thousand pages. */
static inline void *
cut(SgPageMemory *memory, size_t size)
{
	size_t whole = round_up(size);
	Spare **spare = whole <= SMALL_BYTES ? &memory->spares[whole / STEP] : NULL;
	if (spare && *spare) {
		void *again = *spare;
		*spare = (*spare)->next;
		return again;
	}
	Block *block = memory->blocks;
	size_t taken = sizeof(Piece) + whole;
	if (G_UNLIKELY(!block || block->size - block->used < taken))
		block = add_block(memory, taken);
	Piece *piece = (Piece *)(void *)(block->data + block->used);
	block->used += taken;
	piece->size = whole;
	return piece + 1;
}

void *
sg_page_memory_cut(SgPageMemory *memory, size_t size)
{
	g_assert(memory);
	return cut(memory, size);
}

char *
sg_page_memory_copy(SgPageMemory *memory, const char *text, size_t length)
{
	char *copy = cut(memory, length + 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

static bool
is_owned(const SgPageMemory *memory, const void *at)
{
	for (const Block *block = memory->blocks; block; block = block->next) {
		if ((const char *)at >= block->data && (const char *)at < block->data + block->used)
			return true;
	}
	return false;
}

static void *
malloc_cb(size_t size)
{
	return entered ? cut(entered, size) : malloc(size);
}

static void
free_cb(void *at)
{
	if (!entered || !at || !is_owned(entered, at)) {
		free(at);
		return;
	}
	size_t size = ((Piece *)at - 1)->size;
	if (size > SMALL_BYTES)
		return;
	Spare *spare = at;
	spare->next = entered->spares[size / STEP];
	entered->spares[size / STEP] = spare;
}

static void *
realloc_cb(void *at, size_t size)
{
	if (!at)
		return malloc_cb(size);
	if (!entered || !is_owned(entered, at))
		return realloc(at, size);
	size_t old = ((Piece *)at - 1)->size;
	if (size <= old)
		return at;
	void *moved = cut(entered, size);
	memcpy(moved, at, old);
	free_cb(at);
	return moved;
}

static char *
strdup_cb(const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(malloc_cb(size), text, size);
}

void
sg_page_memory_enter(SgPageMemory *memory)
{
	g_assert(!entered);
	if (!is_hooked)
		is_hooked = xmlMemSetup(free_cb, malloc_cb, realloc_cb, strdup_cb) == 0;
	g_assert(is_hooked);
	entered = memory;
}

void
sg_page_memory_leave(void)
{
	entered = NULL;
}

xmlDictPtr
sg_page_memory_names(void)
{
	if (!names)
		names = xmlDictCreate();
	return names;
}

void
sg_page_memory_teardown(void)
{
	g_clear_pointer(&names, xmlDictFree);
	for (size_t i = 0; i < N_KEPT; i++)
		g_clear_pointer(&kept[i], g_free);
}
