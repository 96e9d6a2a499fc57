/* SPDX-License-Identifier: MIT */
#include "flow.h"

#include "model/facts-block.h"

#include <stdint.h>
#include <string.h>

/* Sound facts with some words overwritten, under a checksum that is right again: they are refused,
 * or good enough for every stage that follows. */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char TEXT[] =
    "---\nname: pools\ntags: [a, b]\n---\n\n# Pools\n\nA **pool** is a set of open\n"
    "connections. See [limits](limits.md). <!-- skillgraph-ignore link-broken -->\n\n- **Leak**: "
    "one that is lost.\n\n"
    "## E0382\n\n```rust\nuse tokio::time;\n```\n";

static Flow flow;
static GBytes *sound;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	flow = flow_new();
	sound = flow_extract(&flow, "pools/SKILL.md", TEXT, strlen(TEXT));
	return 0;
}

/* Three bytes name a 32-bit word, four give its new value. */
static void
overwrite(uint8_t *block, size_t length, const uint8_t *data, size_t size)
{
	for (; size >= 7; data += 7, size -= 7) {
		size_t word = data[0] | (size_t)data[1] << 8 | (size_t)data[2] << 16;
		memcpy(block + word % (length / 4) * 4, data + 3, 4);
	}
}

static void
mend_checksum(uint8_t *block, size_t length)
{
	g_autoptr(GVariant) all = g_variant_ref_sink(g_variant_new_from_data(
	    G_VARIANT_TYPE(SG_FACTS_FORMAT), block, length, FALSE, NULL, NULL));
	if (g_variant_n_children(all) != SG_N_TABLES + 1)
		return;
	GVariant *tables[SG_N_TABLES + 1];
	for (size_t i = 0; i <= SG_N_TABLES; i++)
		tables[i] = g_variant_get_child_value(all, i);
	uint64_t checksum = sg_facts_checksum(tables);
	size_t header = g_variant_get_size(tables[0]);
	if (header > SG_HEADER_CHECKSUM * sizeof checksum + sizeof checksum)
		memcpy(block + SG_HEADER_CHECKSUM * sizeof checksum, &checksum, sizeof checksum);
	for (size_t i = 0; i <= SG_N_TABLES; i++)
		g_variant_unref(tables[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gsize length;
	const void *bytes = g_bytes_get_data(sound, &length);
	uint8_t *block = g_memdup2(bytes, length);
	overwrite(block, length, data, size);
	mend_checksum(block, length);
	g_autoptr(GBytes) hostile = g_bytes_new_take(block, length);
	g_autofree char *why = NULL;
	SgFacts *facts = sg_facts_load(hostile, &why);
	g_assert((facts == NULL) == (why != NULL));
	if (!facts)
		return 0;
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	g_ptr_array_add(all, facts);
	flow_check(&flow, all);
	return 0;
}
