/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS 12

/* A code block of a document. */
typedef struct {
	const char *digest;
	uint32_t document, code;
	uint32_t line;
} Block;

static int
compare_block(const void *a, const void *b)
{
	const Block *x = a;
	const Block *y = b;
	int order = strcmp(x->digest, y->digest);
	if (order != 0)
		return order;
	if (x->document != y->document)
		return (x->document > y->document) - (x->document < y->document);
	if (x->line != y->line)
		return (x->line > y->line) - (x->line < y->line);
	return (x->code > y->code) - (x->code < y->code);
}

static uint32_t
count_codes(const SgFacts *facts)
{
	return facts->n_codes;
}

static SgEvidence
prove_block(const SgBuilding *building, uint32_t document, const SgCode *code)
{
	return sg_building_evidence(building, document, code->span, SG_ROLE_CODE,
				    sg_rules[SG_RULE_CODE_BLOCK].name);
}

/* All blocks that hold code, equal ones side by side. */
static GArray *
list_blocks(const SgBuilding *building)
{
	GArray *blocks = g_array_new(FALSE, FALSE, sizeof(Block));
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		for (uint32_t k = 0; k < facts->n_codes; k++) {
			const SgCode *code = &facts->codes[k];
			Block block = {sg_facts_str(facts, code->digest), i, k, code->span.line};
			if (strlen(block.digest) >= DIGITS &&
			    prove_block(building, i, code).span.length > 0)
				g_array_append_val(blocks, block);
		}
	}
	if (blocks->len > 1)
		qsort(blocks->data, blocks->len, sizeof(Block), compare_block);
	return blocks;
}

/* Enough digits to tell the digest from its neighbours in order. */
static size_t
count_digits(const char *before, const char *digest, const char *after)
{
	size_t digits = DIGITS;
	while (digest[digits] && ((before && strncmp(before, digest, digits) == 0) ||
				  (after && strncmp(after, digest, digits) == 0)))
		digits++;
	return digits;
}

void
sg_build_examples(SgBuilding *building)
{
	g_autoptr(GArray) blocks = list_blocks(building);
	building->codes = sg_places_new(building, count_codes);
	GArray *examples = building->parts->examples;
	const char *before = NULL;
	for (guint i = 0, end = 0; i < blocks->len; i = end) {
		const Block *first = &g_array_index(blocks, Block, i);
		SgGraphExample example = {.document = first->document, .code = first->code};
		for (end = i; end < blocks->len; end++) {
			const Block *block = &g_array_index(blocks, Block, end);
			if (strcmp(block->digest, first->digest) != 0)
				break;
			const SgFacts *facts = sg_building_facts(building, block->document);
			building->codes.node[building->codes.first[block->document] + block->code] =
			    examples->len;
			sg_building_prove(
			    building, &example.evidence,
			    prove_block(building, block->document, &facts->codes[block->code]));
		}
		const char *after =
		    end < blocks->len ? g_array_index(blocks, Block, end).digest : NULL;
		g_autofree char *id = g_strdup_printf(
		    "example/%.*s", (int)count_digits(before, first->digest, after), first->digest);
		example.id = sg_parts_string(building->parts, id);
		g_array_append_val(examples, example);
		before = first->digest;
	}
	building->base[SG_SORT_ENTITY] = building->base[SG_SORT_EXAMPLE] + examples->len;
}
