/* SPDX-License-Identifier: MIT */
#include "flow.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever a document holds, its facts load again, and the same bytes give the same facts. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static Flow flow;
	if (!flow.vocabulary)
		flow = flow_new();
	GBytes *first = flow_extract(&flow, "a.md", data, size);
	GBytes *second = flow_extract(&flow, "a.md", data, size);
	g_assert_true(g_bytes_equal(first, second));
	g_autofree char *why = NULL;
	g_autoptr(SgFacts) facts = sg_facts_load(first, &why);
	if (!facts)
		g_error("%s", why);
	g_bytes_unref(second);
	g_bytes_unref(first);
	return 0;
}
