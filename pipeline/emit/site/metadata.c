/* SPDX-License-Identifier: MIT */
#include "emit/site/site.h"

#include <string.h>

#define MAX_DEPTH 16

static const char *const type_names[] = {
    [SG_META_STRING] = "string", [SG_META_NUMBER] = "number", [SG_META_BOOL] = "bool",
    [SG_META_NULL] = "null",     [SG_META_LIST] = "list",     [SG_META_MAP] = "map",
};

static void
close_ended(SgPage *page, uint32_t i, uint32_t *ends, unsigned *depth)
{
	while (*depth > 0 && ends[*depth - 1] <= i) {
		sg_page_close(page);
		(*depth)--;
	}
}

/* Nested as it is written; what lies deeper than MAX_DEPTH hangs at that depth. */
void
sg_metadata_add(SgPage *page, const SgFacts *facts, SgAnchors *anchors)
{
	uint32_t ends[MAX_DEPTH];
	unsigned depth = 0;
	sg_page_open(page, "metadata");
	for (uint32_t i = 0; i < facts->n_metas; i++) {
		const SgMeta *meta = &facts->metas[i];
		close_ended(page, i, ends, &depth);
		sg_page_open(page, "entry");
		sg_page_attr(page, "key", sg_facts_str(facts, meta->key));
		sg_page_attr(page, "type", type_names[MIN(meta->type, SG_META_MAP)]);
		sg_anchors_add_id(page, anchors, meta->line);
		sg_page_attr(page, "value", sg_facts_str(facts, meta->value));
		if (meta->end > i + 1 && depth < MAX_DEPTH)
			ends[depth++] = meta->end;
		else
			sg_page_close(page);
	}
	close_ended(page, facts->n_metas, ends, &depth);
	sg_page_close(page);
}
