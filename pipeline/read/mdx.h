/* SPDX-License-Identifier: MIT */
#pragma once

#include "read/steps.h"

/* Private to markdown.c: the body of an MDX document as Markdown, with the lines of its imports,
 * exports and tags left blank, which are appended to spans (of SgSpan). NULL: it is no MDX. Owned.
 */
char *sg_mdx_mask(SgReading *reading, GArray *spans, size_t *length);
