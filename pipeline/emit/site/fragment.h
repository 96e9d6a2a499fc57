/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emitter.h"
#include "emit/site/page.h"

/* Pieces that several kinds of page are made of. The elements are described in theme/README.md. */

/* How much of a long list a page shows; the rest is a number ("+12 more"). */
enum {
	SG_SHOW_REFS = 100,     /* ends of relations of one type */
	SG_SHOW_DOCUMENTS = 60, /* documents that name an entity */
	SG_SHOW_PASSAGES = 6,   /* passages of one document about an entity */
	SG_SHOW_EXAMPLES = 8,
	SG_SHOW_STATEMENTS = 60, /* of one role */
	SG_SHOW_PAIRS = 200,
	SG_SHOW_DETAILED = 80, /* pairs with passages and differences */
	SG_SHOW_DETAILS = 8,   /* passages and differences of one pair */
	SG_SHOW_PLACES = 100,  /* diagnostics of one tag */
	SG_INDEX_PAGE = 500,   /* entries on one page of an index */
};

/* A new page with all that every page has: title, description, navigation. title NULL: the site's.
 */
SgPage *sg_fragment_page(const SgEmitContext *context,
			 SgPageKind kind,
			 const char *url,
			 const char *title,
			 const char *description);

/* The name of the user's logo in assets/, or NULL if there is none or it is no picture; owned. */
char *sg_fragment_logo(const SgConfig *config);

/* A step of the path to the page; target NULL: the page itself; label NULL: the theme has a word
 * for the kind. */
void sg_fragment_crumb(SgPage *page, const char *kind, const char *target, const char *label);

/* <ref>: a link to a node's page. Left open with _open for more attributes or content. */
void sg_fragment_ref(SgPage *page, const SgGraph *graph, SgRef ref);
void sg_fragment_ref_open(SgPage *page, const SgGraph *graph, SgRef ref);

/* href of the element opened last: the page of a node. */
void sg_fragment_href(SgPage *page, const SgGraph *graph, SgRef ref);

/* href, line and edit of the element opened last: where a piece of evidence stands. */
void sg_fragment_place(SgPage *page, const SgEmitContext *context, const SgEvidence *evidence);

/* <source>: the same with the document's name. */
void sg_fragment_source(SgPage *page, const SgEmitContext *context, const SgEvidence *evidence);

/* The words of a piece of evidence, as the content of the element opened last. */
void sg_fragment_words(SgPage *page, const SgGraph *graph, const SgEvidence *evidence);

/* <quote>: the same. */
void sg_fragment_quote(SgPage *page, const SgGraph *graph, const SgEvidence *evidence);

/* The inline markup of a line of Markdown as <code> and <strong>; marks of lists, headings and
 * tables at its front are left out. */
void sg_fragment_inline(SgPage *page, const char *text, size_t length);

/* <code-block>: a block of code outside of its document. */
void sg_fragment_example(SgPage *page, const SgEmitContext *context, SgRef ref);

/* The first word of an info string as [a-z0-9+#-], fit for a class; owned. */
char *sg_fragment_language(const char *info);

/* <more count=>, if shown < all. */
void sg_fragment_more(SgPage *page, size_t all, size_t shown);

/* The statement that best says what an entity is, or SG_NONE: a definition before a note, then by
 * confidence and by the rank of its document. */
uint32_t sg_fragment_definition(const SgGraph *graph, const SgEntity *entity);

/* The first words of a text: whole words up to limit characters, with an ellipsis if some are left
 * out. Owned. */
char *sg_fragment_shorten(const char *text, size_t limit);

/* "document/x.html#L12"; owned. line 0: the page. */
char *sg_fragment_line_url(const SgGraph *graph, uint32_t document, uint32_t line);
