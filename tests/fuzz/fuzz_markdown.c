/* SPDX-License-Identifier: MIT */
#include "reading.h"

static void
check_depth(const SgDocument *doc)
{
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < doc->nodes->len; i++) {
		while (open->len > 0 && i >= g_array_index(open, uint32_t, open->len - 1))
			g_array_set_size(open, open->len - 1);
		g_array_append_val(open, nodes[i].end);
		g_assert_cmpint(open->len, <=, reading_config->max_depth + 4);
	}
}

/* A body that begins as Markdown, and the same as MDX; the tree is no deeper than the limit. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(SgDocument) doc = reading_between("# Title\n\n", data, size, "");
	check_depth(doc);
	g_autoptr(GString) text = g_string_new("# Title\n\n");
	g_string_append_len(text, (const char *)data, (gssize)size);
	g_autoptr(SgDocument) mdx = reading_of("x.mdx", text->str, text->len);
	check_depth(mdx);
	return 0;
}
