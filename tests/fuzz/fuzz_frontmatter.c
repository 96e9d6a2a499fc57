/* SPDX-License-Identifier: MIT */
#include "reading.h"

static bool
is_told_open(const SgDocument *doc)
{
	for (size_t i = 0; i < sg_diags_count(doc->diags); i++) {
		if (sg_diags_get(doc->diags, i)->tag == SG_DIAG_FM_OPEN)
			return true;
	}
	return false;
}

/* Lines between fences: records stay nested, and the body behind the fence is still the body. Lines
 * that are no front matter leave the fence before them open, which is told, and all is body. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(SgDocument) doc =
	    reading_between("---\nname: x\n", data, size, "\n---\n\nLast words.\n");
	const SgMeta *metas = (const SgMeta *)(const void *)doc->metas->data;
	g_assert_cmpint(doc->metas->len > 0, !=, is_told_open(doc) && doc->record.body_line == 1);
	uint32_t ends[64] = {doc->metas->len};
	size_t depth = 1;
	for (uint32_t i = 0; i < doc->metas->len; i++) {
		while (i >= ends[depth - 1])
			depth--;
		g_assert_cmpuint(metas[i].end, <=, ends[depth - 1]);
		g_assert_cmpuint(depth, <, G_N_ELEMENTS(ends));
		ends[depth++] = metas[i].end;
	}
	size_t length = 0;
	const char *text = sg_document_text(doc, &length);
	g_assert_true(g_str_has_suffix(text, "Last words.\n"));
	return 0;
}
