/* SPDX-License-Identifier: MIT */
#include "reading.h"

/* A body that begins as Markdown; the tree is no deeper than the limit. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(SgDocument) doc = reading_between("# Title\n\n", data, size, "");
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < doc->nodes->len; i++) {
		while (open->len > 0 && i >= g_array_index(open, uint32_t, open->len - 1))
			g_array_set_size(open, open->len - 1);
		g_array_append_val(open, nodes[i].end);
		g_assert_cmpint(open->len, <=, reading_config->max_depth + 4);
	}
	return 0;
}
