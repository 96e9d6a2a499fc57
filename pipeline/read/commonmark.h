/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"

/* The parser of cmark-gfm, whose nodes and buffers are small pieces of one memory. */

struct cmark_node;

/* From _enter to _leave the tree of one document may be made and asked; nothing of it is to be
 * freed but with memory. Not nested. */
void sg_commonmark_enter(SgArena *memory);
void sg_commonmark_leave(void);

/* CommonMark with the tables, strikethrough and task lists of GFM. The autolink extension reads out
 * of bounds and is not used. */
struct cmark_node *sg_commonmark_parse(const char *text, size_t length);
