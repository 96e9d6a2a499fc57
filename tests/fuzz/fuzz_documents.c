/* SPDX-License-Identifier: MIT */
#include "flow.h"

#include <stdint.h>
#include <string.h>

/* One to four documents, divided by a line of its own, through all stages up to the graph, which
 * has to pass its own check. */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char DIVIDER[] = "\n%%%%\n";

/* In the order of their slugs, as the stages expect them. */
static const char *const paths[] = {"agents/a.md", "b/SKILL.md", "c.txt", "d.html"};

static Flow flow;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	flow = flow_new();
	return 0;
}

static size_t
first_length(const uint8_t *data, size_t size)
{
	const uint8_t *divider = memmem(data, size, DIVIDER, strlen(DIVIDER));
	return divider ? (size_t)(divider - data) : size;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		size_t length = first_length(data, size);
		g_autoptr(GBytes) block = flow_extract(&flow, paths[i], data, length);
		g_autofree char *why = NULL;
		SgFacts *loaded = sg_facts_load(block, &why);
		g_assert_cmpstr(why, ==, NULL);
		g_ptr_array_add(facts, loaded);
		if (length == size)
			break;
		data += length + strlen(DIVIDER);
		size -= length + strlen(DIVIDER);
	}
	flow_check(&flow, facts);
	return 0;
}
