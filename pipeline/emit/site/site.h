/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emitter.h"
#include "emit/site/page.h"

/* The pages, one function for each kind: builds the i-th page of its kind. Pages are put together
 * by the table in site.c, which has them rendered and written. output is for what earlier phases
 * wrote; NULL: nothing. */

SgPage *sg_home_page(const SgEmitContext *context, size_t i, SgOutput *output);
SgPage *sg_entity_page(const SgEmitContext *context, size_t i, SgOutput *output);
SgPage *sg_document_page(const SgEmitContext *context, size_t i, SgOutput *output);
SgPage *sg_index_page(const SgEmitContext *context, size_t i, SgOutput *output);
size_t sg_index_count(const SgEmitContext *context);
char *sg_index_url(const SgEmitContext *context, size_t i); /* owned */
SgPage *sg_overlaps_page(const SgEmitContext *context, size_t i, SgOutput *output);
SgPage *sg_quality_page(const SgEmitContext *context, size_t i, SgOutput *output);
SgPage *sg_data_page(const SgEmitContext *context, size_t i, SgOutput *output);
SgPage *sg_redirect_page(const SgEmitContext *context, size_t i, SgOutput *output);
SgPage *sg_missing_page(const SgEmitContext *context, size_t i, SgOutput *output);

/* The pages that the site has without redirects, as a set of their URLs (redirect.c); owned. */
GHashTable *sg_redirect_taken(const SgEmitContext *context);
/* Fails with all that is wrong with the redirects: pages of the site that they would replace, which
 * are kept, and targets that the site does not have. Writes nothing. */
bool sg_redirect_check(const SgEmitContext *context, size_t i, SgOutput *output, GError **error);

/* Which lines of a document have an id in its page already: a byte for each, from [1] on. An id
 * stands at every block, and within blocks at every line that some page links to. */
typedef struct {
	uint32_t document;
	uint32_t n_lines;
	uint8_t *taken;
} SgAnchors;

/* Takes the line: true if it is to have its id here. */
bool sg_anchors_take(SgAnchors *anchors, uint32_t line);
/* Takes it and gives id="L12" to the element opened last. */
void sg_anchors_add_id(SgPage *page, SgAnchors *anchors, uint32_t line);

/* The first heading when it repeats the title, so that the page shows it once; else SG_NONE. */
uint32_t sg_body_title_node(const SgFacts *facts);

/* <body>: the tree of the document but for the node title (body.c). output: for the pictures that
 * were copied; NULL: none were. */
void sg_body_add(SgPage *page,
		 const SgEmitContext *context,
		 const SgOutput *output,
		 SgAnchors *anchors,
		 uint32_t title);

/* <tree>: the files of a skill (bundle.c). */
void sg_bundle_add(SgPage *page, const SgGraph *graph, uint32_t document);

/* <metadata>: its front matter (metadata.c). */
void sg_metadata_add(SgPage *page, const SgFacts *facts, SgAnchors *anchors);

/* Where a link of a document leads (link.c). */
typedef enum {
	SG_LINK_INSIDE,  /* a place of this site; url is from its root */
	SG_LINK_OUTSIDE, /* http, https, mailto */
	SG_LINK_NOWHERE, /* relative, but nothing that is published */
	SG_LINK_REFUSED, /* another scheme */
} SgLinkKind;

/* link: what the graph knows of it, NULL when it leads to nothing of ours; target as written. */
SgLinkKind
sg_link_resolve(const SgGraph *graph, const SgGraphLink *link, const char *target, char **url);

/* <diagram ref=>: offers a picture that was made before the page; false if there is none. */
bool sg_diagram_offer(SgPage *page, SgOutput *output, const char *name);

/* <overlap>, <conflict>: for several pages (overlaps.c). */
void sg_conflict_add(SgPage *page, const SgEmitContext *context, size_t i);
char *sg_overlap_url(size_t overlap);

/* What hosts make of a document, and of all of them together. */
void sg_hosts_add_document(SgPage *page, const SgFacts *facts);
void sg_hosts_add_corpus(SgPage *page, const SgGraph *graph);
