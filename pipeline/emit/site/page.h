/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a page shows, as XML without markup of HTML: the vocabulary of theme/README.md. Built from
 * the front to the end; every text is cleaned here, and nowhere else in the site. */

struct _xmlDoc; /* NOLINT(bugprone-reserved-identifier): the name that libxml2 gives it */

typedef struct SgPage SgPage;

/* The kinds of page; each is a stylesheet of the theme, "<name>.xsl". */
typedef enum {
	SG_PAGE_HOME,
	SG_PAGE_INDEX,
	SG_PAGE_ENTITY,
	SG_PAGE_DOCUMENT,
	SG_PAGE_OVERLAPS,
	SG_PAGE_QUALITY,
	SG_PAGE_DATA,
	SG_PAGE_MISSING,
	SG_PAGE_REDIRECT,
	SG_N_PAGES
} SgPageKind;

const char *sg_page_kind_name(SgPageKind kind);

/* url: its file in the output, "concept/ownership.html". The root element is open: <page kind=
 * url=>. */
SgPage *sg_page_new(SgPageKind kind, const char *url);
void sg_page_free(SgPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgPage, sg_page_free)

SgPageKind sg_page_kind(const SgPage *page);
const char *sg_page_url(const SgPage *page);

void sg_page_open(SgPage *page, const char *element);
void sg_page_close(SgPage *page);
/* Closes the element, and takes it away if nothing is in it and it has no attributes. */
void sg_page_close_unless_empty(SgPage *page);
/* length < 0: NUL-terminated. */
void sg_page_text(SgPage *page, const char *text, gssize length);
/* An element with nothing but text. */
void sg_page_leaf(SgPage *page, const char *element, const char *text);

/* An attribute of the element opened last, before its content; NULL and "" leave it out. */
void sg_page_attr(SgPage *page, const char *name, const char *value);
void sg_page_number(SgPage *page, const char *name, uint64_t value);
/* The digits of a number, in buffer; many links are made of them, and printf takes its time. */
#define SG_PAGE_DIGITS 24
const char *sg_page_digits(char buffer[SG_PAGE_DIGITS], uint64_t value);
/* A share as a whole percentage; 0 < value < 1 is never shown as 0 or 100. */
void sg_page_percent(SgPage *page, const char *name, double value);
/* Links of this page begin with base, not with its own place: for the page that a server shows in
 * the place of any other. */
void sg_page_set_base(SgPage *page, const char *base);
/* The link to a place given from the root of the site; owned. */
char *sg_page_link(const SgPage *page, const char *target);
/* It as the attribute href. */
void sg_page_href(SgPage *page, const char *target);

/* Ready bytes (the SVG of a diagram) that the theme may put in place by <sg-splice ref="key"/>.
 * bytes is taken over. */
void sg_page_offer(SgPage *page, const char *key, GBytes *bytes);
/* The bytes offered under a key, or NULL; borrowed. */
GBytes *sg_page_offered(const SgPage *page, const char *key);

/* All that is put in between the two calls is the page's frame: pages of one kind with equal frames
 * share what the theme makes of it. */
void sg_page_begin_frame(SgPage *page);
void sg_page_end_frame(SgPage *page);
/* What tells one frame from another, of some hundred bytes; empty if the page has none. Borrowed
 * until more is put in. */
const char *sg_page_frame(const SgPage *page, size_t *length);

/* Tells the stylesheet by @kept that the frame need not be made again; for the theme, once all is
 * put in. No part of the digest. */
void sg_page_set_kept(SgPage *page);

/* Of all that was put in. */
SgDigest sg_page_digest(const SgPage *page);

/* The tree, borrowed; for the theme. It lies in the page's memory and is never to be freed. */
struct _xmlDoc *sg_page_xml(SgPage *page);

/* Where the tree lies, borrowed. */
SgArena *sg_page_memory(SgPage *page);
