/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Memory for some ten thousand small pieces that all go at one time, such as a library asks for to
 * read one document: they are cut from blocks that the next arena uses again, and no tree is
 * walked to give them back. Pieces are aligned for pointers and numbers. Not for several threads.
 */

typedef struct SgArena SgArena;

SgArena *sg_arena_new(void);
void sg_arena_free(SgArena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgArena, sg_arena_free)

/* Lives as long as the arena. */
void *sg_arena_cut(SgArena *arena, size_t size);
char *sg_arena_copy(SgArena *arena, const char *text, size_t length);

/* Of pieces that the arena owns. A small one that is given back is cut again; one that grows may
 * move. */
void sg_arena_give(SgArena *arena, void *piece);
void *sg_arena_grow(SgArena *arena, void *at, size_t size);

bool sg_arena_owns(const SgArena *arena, const void *at);

/* Gives back what is kept from arena to arena, for leak checkers. */
void sg_arena_teardown(void);
