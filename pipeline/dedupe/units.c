/* SPDX-License-Identifier: MIT */
#include "dedupe/units.h"

#include "model/words.h"

#define N_SLOTS 256 /* far more than documents hang together */

struct SgUnitLists {
	const SgCorpus *corpus;
	SgUnitList spare; /* where a list that is to be kept has the slot */
	SgUnitList slots[N_SLOTS];
};

#define UNIT(list, i) (&g_array_index((list)->units, SgUnit, (i)))

static void
list_units(SgUnitList *list)
{
	const SgFacts *facts = list->facts;
	SgWordWalk walk = sg_words_start(facts->pool, facts->nodes, facts->n_nodes);
	SgUnit *last = NULL;
	uint32_t block = SG_NONE;
	for (SgWord word; sg_words_next(&walk, &word);) {
		bool code = facts->nodes[word.block].kind == SG_NODE_CODE;
		if (!last || word.block != block || (code && word.line != last->end_line)) {
			SgUnit unit = {.line = word.line, .end_line = word.line};
			g_array_append_val(list->units, unit);
			last = UNIT(list, list->units->len - 1);
			block = word.block;
		}
		last->hash = last->hash * SG_UNIT_BASE + word.hash;
		last->n_words++;
		last->end_line = MAX(last->end_line, word.line);
	}
}

static uint32_t *
head_of(const SgUnitList *list, uint64_t hash)
{
	/* The high bits: a product carries upwards. */
	return &g_array_index(list->heads, uint32_t, (hash >> 32) & (list->heads->len - 1));
}

static void
index_units(SgUnitList *list)
{
	guint size = 16;
	while (size < list->units->len)
		size *= 2;
	g_array_set_size(list->heads, size);
	for (guint i = 0; i < size; i++)
		g_array_index(list->heads, uint32_t, i) = SG_NONE;
	for (guint i = list->units->len; i-- > 0;) {
		uint32_t *head = head_of(list, UNIT(list, i)->hash);
		UNIT(list, i)->next = *head;
		*head = i;
	}
}

uint32_t
sg_unit_list_first(const SgUnitList *list, uint64_t hash)
{
	return *head_of(list, hash);
}

SgUnitLists *
sg_unit_lists_new(const SgCorpus *corpus)
{
	SgUnitLists *lists = g_new0(SgUnitLists, 1);
	lists->corpus = corpus;
	lists->spare.document = SG_NONE;
	for (size_t i = 0; i < N_SLOTS; i++)
		lists->slots[i].document = SG_NONE;
	return lists;
}

static void
clear(SgUnitList *list)
{
	g_clear_pointer(&list->units, g_array_unref);
	g_clear_pointer(&list->heads, g_array_unref);
}

void
sg_unit_lists_free(SgUnitLists *lists)
{
	if (!lists)
		return;
	clear(&lists->spare);
	for (size_t i = 0; i < N_SLOTS; i++)
		clear(&lists->slots[i]);
	g_free(lists);
}

SgUnitList *
sg_unit_lists_get(SgUnitLists *lists, uint32_t document, const SgUnitList *keep)
{
	SgUnitList *list = &lists->slots[document % N_SLOTS];
	if (list == keep)
		list = &lists->spare;
	if (list->document == document)
		return list;
	if (!list->units) {
		list->units = g_array_new(FALSE, FALSE, sizeof(SgUnit));
		list->heads = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	}
	list->document = document;
	list->facts = sg_corpus_facts(lists->corpus, document);
	g_array_set_size(list->units, 0);
	list_units(list);
	index_units(list);
	return list;
}
