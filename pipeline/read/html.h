/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/document.h"

/* Private to html*.c: what the elements of a page mean for our tree. */
typedef enum {
	SG_HTML_INLINE,  /* no structure of its own */
	SG_HTML_SECTION, /* ends a paragraph, opens nothing */
	SG_HTML_BLOCK,
	SG_HTML_SPAN,
	SG_HTML_PRE,
	SG_HTML_BREAK,
	SG_HTML_DROP,     /* no text */
	SG_HTML_FURNITURE /* text of the page, not of the document */
} SgHtmlAct;

typedef struct {
	const char *name;
	SgHtmlAct act;
	SgNodeKind kind;
	uint8_t level;
} SgHtmlElement;

/* The entry of an element, or NULL: an inline element without structure of its own. */
const SgHtmlElement *sg_html_find_element(const char *name);
/* Whether the value of a role or class attribute (may be NULL) says that an element is furniture.
 */
bool sg_html_is_furniture(const char *names);
