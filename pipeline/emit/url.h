/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/graph.h"

/* Where a node is published: the one mapping from ids to file names and links. URLs here are
 * relative to the root of the output and, but for sg_url_file's result, without extension. All
 * results are owned. */

/* "concept/ownership", "error/e0502", "crate/npm--express", "topic/ownership": lower case,
 * ':' as "--", which no slug contains, so that two ids never share a file, and "concept/index--"
 * where the name is taken by a page of ours or unusable on Windows. */
char *sg_url_of_id(const char *id);

/* Of an entity or a document as above. Of a section its document's with the anchor,
 * "document/x#s-setup" (prefixed, so that no heading can take an id of the page); of an example the
 * place of its first occurrence by its line, "document/x#L12". */
char *sg_url_of_ref(const SgGraph *graph, SgRef ref);

/* With the extension put in front of the fragment: ("document/x#s-setup", ".html")
 * gives "document/x.html#s-setup". */
char *sg_url_file(const char *url, const char *extension);

/* The link from one file to another: ("concept/a.html", "error/e0502.html#x") gives
 * "../error/e0502.html#x"; a place in the same file "#x", the same file its name alone. */
char *sg_url_relative(const char *from, const char *to);
