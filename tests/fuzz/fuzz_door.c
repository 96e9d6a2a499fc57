/* SPDX-License-Identifier: MIT */
#include "reading.h"

/* Any bytes: the text that comes in is clean, and both modes of reading keep all of it. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(SgDocument) doc = reading_of("x.txt", data, size);
	size_t length = 0;
	const char *text = sg_document_text(doc, &length);
	for (size_t i = 0; i < length; i++)
		g_assert((unsigned char)text[i] >= ' ' || text[i] == '\n' || text[i] == '\t');
	SgSource source = {.file = (char *)"x", .path = (char *)"x", .slug = (char *)"x"};
	g_autoptr(GBytes) bytes = g_bytes_new(data, size);
	g_autoptr(SgDocument) plain = sg_read(&source, bytes, NULL, reading_config, SG_READ_PLAIN);
	g_assert_cmpuint(sg_document_check(plain, NULL), ==, 0);
	g_assert_cmpuint(plain->record.text_length, ==, length);
	return 0;
}
