/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The memory of one page. Its XML and what libxslt makes of it are some ten thousand small pieces
 * that all go at one time: they are cut from blocks that the next page uses again, and no tree is
 * walked to give them back. */

typedef struct SgPageMemory SgPageMemory;

SgPageMemory *sg_page_memory_new(void);
void sg_page_memory_free(SgPageMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgPageMemory, sg_page_memory_free)

/* Lives as long as memory; aligned for pointers and numbers. */
void *sg_page_memory_cut(SgPageMemory *memory, size_t size);
char *sg_page_memory_copy(SgPageMemory *memory, const char *text, size_t length);

/* From _enter to _leave all that libxml2 and libxslt ask for comes from memory; nothing of it may
 * be kept for longer than memory lives. Not nested. */
void sg_page_memory_enter(SgPageMemory *memory);
void sg_page_memory_leave(void);

/* The names of elements and attributes, shared by pages and stylesheets so that equal names are
 * equal pointers; made when it is asked for first. */
struct _xmlDict *sg_page_memory_names(void); /* NOLINT(bugprone-reserved-identifier) */

/* Gives back what is kept from page to page, for leak checkers. */
void sg_page_memory_teardown(void);
