/* SPDX-License-Identifier: MIT */
#include "reading.h"

/* Text without markup below metadata rows: each line with text in it is in some leaf of the tree.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(SgDocument) doc = reading_between(
	    "| name | x |\nTitle of it\nSome words that say what it is about.\n", data, size, "");
	if (doc->record.syntax != SG_SYNTAX_FLATTENED)
		return 0;
	g_autofree bool *covered = g_new0(bool, doc->lines->len + 1);
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	for (uint32_t i = 1; i < doc->nodes->len; i++) {
		for (uint32_t line = nodes[i].line; line <= nodes[i].end_line; line++)
			covered[line] = true;
	}
	for (uint32_t line = doc->record.body_line; line <= doc->lines->len; line++) {
		SgSpan span = sg_document_span_lines(doc, line, line);
		size_t length = 0;
		const char *text = sg_document_text(doc, &length) + span.at;
		g_assert_true(covered[line] || strspn(text, " \t") >= span.length);
	}
	return 0;
}
