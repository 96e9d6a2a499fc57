/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/diagnostics.h"
#include "model/picture.h"

/* All that a walk through the sources met: each file, and each folder that was not entered, with
 * the reason why it is no document. Sorted by path; const once sealed. */

typedef enum {
	SG_FOUND_DOCUMENT,
	SG_FOUND_OTHER,    /* no type of document */
	SG_FOUND_ABOUT,    /* a licence, a change log: about the folder */
	SG_FOUND_IGNORED,  /* detail: "a/.gitignore:3" */
	SG_FOUND_EXCLUDED, /* detail: the pattern */
	SG_FOUND_UNCHOSEN, /* fits no pattern of include */
	SG_FOUND_HIDDEN,
	SG_FOUND_GENERATED, /* "node_modules/" and the like */
	SG_FOUND_REFUSED,   /* diagnosed by tag and detail */
	SG_N_FOUNDS
} SgFoundKind;

typedef struct {
	char *path; /* as documents' paths; a folder's ends in '/' */
	char *file; /* to open with sg_open_real: of documents and pictures, else NULL */
	char *raw;  /* the path as it was found where path is not: no UTF-8, or masked; else NULL */
	char *detail;      /* or NULL */
	char *secret;      /* what likely secret its path holds: "GitHub token, masked"; or NULL */
	size_t secret_end; /* of the name in the path that holds it */
	uint64_t bytes;
	SgFoundKind kind;
	SgDiagTag tag; /* of what was refused */
	bool alone;    /* a file given by its name: what lies beside it was not looked at */

	/* Of a picture that a document shows, once sg_pictures_read has looked at it. */
	SgPicture picture;
	char *digest; /* SHA-256 of its bytes, hex; NULL: not shown anywhere, or refused */
} SgFound;

void sg_found_clear(SgFound *found);

typedef struct SgListing SgListing;

SgListing *sg_listing_new(void);
void sg_listing_free(SgListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgListing, sg_listing_free)

/* Takes the strings over. */
void sg_listing_add(SgListing *listing, SgFound found);

/* Sorts, and tells apart what would have one path: names that are not UTF-8 are shown with escapes
 * that another name may have as letters. */
void sg_listing_seal(SgListing *listing);

size_t sg_listing_count(const SgListing *listing);
const SgFound *sg_listing_get(const SgListing *listing, size_t i);
SgFound *sg_listing_find(const SgListing *listing, const char *path); /* a file; or NULL */

/* Whether anything was met at a path or below it, or may lie there unseen, since it leads into a
 * folder that was not entered. "" is the root. */
bool sg_listing_may_have(const SgListing *listing, const char *path);
/* The first thing met below a folder ("a/b"), for a loop on; or the count. */
size_t sg_listing_first_below(const SgListing *listing, const char *folder);

/* Why it is no document: "ignored by a/.gitignore:3"; owned. */
char *sg_found_reason(const SgFound *found);
