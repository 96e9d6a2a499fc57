/* SPDX-License-Identifier: MIT */
#include "emit/site/page-memory.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

/* The memory that is entered, or NULL. The hooks of libxml2 are for the process. */
static SgArena *entered;
static bool is_hooked;
static xmlDictPtr names;

static void *
malloc_cb(size_t size)
{
	return entered ? sg_arena_cut(entered, size) : malloc(size);
}

static void
free_cb(void *at)
{
	if (entered && at && sg_arena_owns(entered, at))
		sg_arena_give(entered, at);
	else
		free(at);
}

static void *
realloc_cb(void *at, size_t size)
{
	if (!at)
		return malloc_cb(size);
	if (entered && sg_arena_owns(entered, at))
		return sg_arena_grow(entered, at, size);
	return realloc(at, size);
}

static char *
strdup_cb(const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(malloc_cb(size), text, size);
}

void
sg_page_memory_enter(SgArena *memory)
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
	sg_arena_teardown();
}
