/* SPDX-License-Identifier: MIT */
#include "emit/site/page.h"
#include "emit/site/site.h"

bool
sg_anchors_take(SgAnchors *anchors, uint32_t line)
{
	if (line == 0 || line > anchors->n_lines || anchors->taken[line])
		return false;
	anchors->taken[line] = 1;
	return true;
}

void
sg_anchors_add_id(SgPage *page, SgAnchors *anchors, uint32_t line)
{
	char id[SG_PAGE_DIGITS + 1];
	char digits[SG_PAGE_DIGITS];
	if (!sg_anchors_take(anchors, line))
		return;
	id[0] = 'L';
	g_strlcpy(id + 1, sg_page_digits(digits, line), sizeof id - 1);
	sg_page_attr(page, "id", id);
}
