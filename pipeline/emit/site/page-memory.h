/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"

/* The memory of one page: its XML and what libxslt makes of it. */

/* From _enter to _leave all that libxml2 and libxslt ask for comes from memory; nothing of it may
 * be kept for longer than memory lives. Not nested. */
void sg_page_memory_enter(SgArena *memory);
void sg_page_memory_leave(void);

/* The names of elements and attributes, shared by pages and stylesheets so that equal names are
 * equal pointers; made when it is asked for first. */
struct _xmlDict *sg_page_memory_names(void); /* NOLINT(bugprone-reserved-identifier) */

/* Gives back what is kept from page to page, for leak checkers. */
void sg_page_memory_teardown(void);
