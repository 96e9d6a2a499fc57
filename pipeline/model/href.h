/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>

/* What the target of a link means, as a document writes it (RFC 3986, section 5). */
typedef enum {
	SG_HREF_ELSEWHERE, /* it has a scheme or names a host */
	SG_HREF_OWN,       /* "#part": a place of the document itself */
	SG_HREF_RELATIVE,
	SG_HREF_ROOTED,  /* "/a/b": from the root of the sources or of a web site, nobody knows */
	SG_HREF_OUTSIDE, /* relative, and above the root of the sources */
} SgHrefForm;

typedef struct {
	SgHrefForm form;
	char *path;     /* from the root, decoded, no "." and ".." in it; NULL of the first two
			   and the last */
	char *fragment; /* decoded; or NULL */
} SgHref;

/* from: the path of the document. */
SgHref sg_href_parse(const char *from, const char *target);
void sg_href_clear(SgHref *href);

/* Whether it names a scheme, "mailto:"; "c:" is none. */
bool sg_href_has_scheme(const char *target);
