/* SPDX-License-Identifier: MIT */
#include "reading.h"

/* Any page. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(SgDocument) doc = reading_of("x.html", data, size);
	g_assert_cmpint(
	    doc->record.syntax == SG_SYNTAX_HTML || doc->record.syntax == SG_SYNTAX_TEXT, ==, true);
	return 0;
}
