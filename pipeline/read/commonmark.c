/* SPDX-License-Identifier: MIT */
#include "read/commonmark.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <string.h>

static const char *const extensions[] = {"table", "strikethrough", "tasklist"};

/* cmark hands its functions nothing that would tell one document from another. */
static SgArena *entered;

static void *
calloc_cb(size_t count, size_t size)
{
	g_assert(size == 0 || count <= SIZE_MAX / size);
	return memset(sg_arena_cut(entered, count * size), 0, count * size);
}

static void *
realloc_cb(void *piece, size_t size)
{
	return piece ? sg_arena_grow(entered, piece, size) : sg_arena_cut(entered, size);
}

static void
free_cb(void *piece)
{
	if (piece)
		sg_arena_give(entered, piece);
}

static cmark_mem in_arena = {calloc_cb, realloc_cb, free_cb};

void
sg_commonmark_enter(SgArena *memory)
{
	g_assert(!entered && memory);
	entered = memory;
}

void
sg_commonmark_leave(void)
{
	entered = NULL;
}

cmark_node *
sg_commonmark_parse(const char *text, size_t length)
{
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &in_arena);
	for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++)
		cmark_parser_attach_syntax_extension(parser,
						     cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, text, length);
	cmark_node *root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}
