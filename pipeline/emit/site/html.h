/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* The HTML5 serialiser: the one place where HTML is written and escaped. */

struct _xmlDoc; /* NOLINT(bugprone-reserved-identifier): the name that libxml2 gives it */

/* The bytes to put in place of <sg-splice ref="key"/>, or NULL for none; borrowed. */
typedef GBytes *(*SgSpliceFn)(const char *key, const void *data);

/* The bytes that <sg-keep ref="key"> holds have been written; borrowed for the call. An sg-keep
 * that holds nothing is put in place by SgSpliceFn. */
typedef void (*SgKeepFn)(const char *key, const char *bytes, size_t length, const void *data);

/* What the serialiser asks for; each may be NULL. */
typedef struct {
	SgSpliceFn splice;
	SgKeepFn keep;
	const void *data;
} SgHtmlHooks;

/* Appends doc, with its doctype, to out. Raw text has no way in: script and style keep no content
 * but JSON-LD, in which '<' is written as an escape of JSON; attributes on*, style and srcdoc, and
 * URLs of another scheme than http, https and mailto are left out; an element that is not in the
 * table of html.c is written as text. Returns how often that was so: 0 with a sound theme. */
size_t sg_html_write(GString *out, const struct _xmlDoc *doc, const SgHtmlHooks *hooks);

/* Whether a browser may follow a link: relative, http, https or mailto, white space and
 * control characters in front or within being taken as browsers do. */
gboolean sg_html_url_is_safe(const char *url);
