/* SPDX-License-Identifier: MIT */
#include "dedupe/align.h"

#include "base/text.h"
#include "model/spans.h"

#include <string.h>

#define MOST_DIFFERENCES 1000 /* of one pair */

static uint32_t
next_field(const SgFacts *facts, uint32_t i)
{
	return MAX(facts->metas[i].end, i + 1);
}

/* Key (borrowed) -> the first field of it at the top level, and 1: a document may have a hundred
 * thousand fields. */
static GHashTable *
index_fields(const SgFacts *facts)
{
	GHashTable *fields = g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < facts->n_metas; i = next_field(facts, i)) {
		const char *key = sg_facts_str(facts, facts->metas[i].key);
		if (!g_hash_table_contains(fields, key))
			g_hash_table_insert(fields, (char *)key, GUINT_TO_POINTER(i + 1));
	}
	return fields;
}

/* The first field that has the key of field i, or SG_NONE. */
static uint32_t
find_field(GHashTable *fields, const SgFacts *facts, uint32_t i)
{
	const char *key = sg_facts_str(facts, facts->metas[i].key);
	unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(fields, key));
	return found > 0 ? found - 1 : SG_NONE;
}

static void
append_word(GString *words, const char *word)
{
	g_string_append_c(words, ' ');
	g_string_append(words, word);
	g_string_append_c(words, ' ');
}

/* All words of a field: "[a, b]", a list of two and the cell "a, b" say the same. */
static char *
words_of(const SgFacts *facts, uint32_t field)
{
	g_autoptr(GString) words = g_string_new(NULL);
	for (uint32_t i = field; i < next_field(facts, field) && i < facts->n_metas; i++) {
		if (i > field)
			append_word(words, sg_facts_str(facts, facts->metas[i].key));
		g_string_append(words, sg_facts_str(facts, facts->metas[i].value));
	}
	return sg_text_key(words->str);
}

/* Whether two fields of one key have the same parts, byte for byte. */
static bool
fields_equal(const SgFacts *a, uint32_t i, const SgFacts *b, uint32_t j)
{
	uint32_t count = next_field(a, i) - i;
	bool equal = next_field(b, j) - j == count;
	for (uint32_t k = 0; equal && k < count; k++) {
		const SgMeta *x = &a->metas[i + k];
		const SgMeta *y = &b->metas[j + k];
		equal = strcmp(sg_facts_str(a, x->key), sg_facts_str(b, y->key)) == 0 &&
			strcmp(sg_facts_str(a, x->value), sg_facts_str(b, y->value)) == 0;
	}
	return equal;
}

/* Whether a field of a and one of b have the same words; mostly they are equal. */
static bool
fields_agree(const SgFacts *a, uint32_t i, const SgFacts *b, uint32_t j)
{
	if (fields_equal(a, i, b, j))
		return true;
	g_autofree char *left = words_of(a, i);
	g_autofree char *right = words_of(b, j);
	return strcmp(left, right) == 0;
}

static SgSpan
span_field(const SgFacts *facts, uint32_t field)
{
	const SgMeta *meta = &facts->metas[field];
	return sg_span_trim(facts,
			    sg_span_lines(facts, MAX(meta->line, 1), MAX(meta->end_line, 1)));
}

void
sg_align_metas(const SgFacts *a, const SgFacts *b, GArray *differences)
{
	SgSpan nothing = {.line = 1, .end_line = 1};
	g_autoptr(GHashTable) of_a = index_fields(a);
	g_autoptr(GHashTable) of_b = index_fields(b);
	guint most = differences->len + MOST_DIFFERENCES;
	for (uint32_t i = 0; i < a->n_metas && differences->len < most; i = next_field(a, i)) {
		uint32_t j = find_field(of_b, a, i);
		SgDifference difference = {"metadata", span_field(a, i), nothing};
		if (j != SG_NONE) {
			if (fields_agree(a, i, b, j))
				continue;
			difference.b = span_field(b, j);
		}
		g_array_append_val(differences, difference);
	}
	for (uint32_t j = 0; j < b->n_metas && differences->len < most; j = next_field(b, j)) {
		if (find_field(of_a, b, j) != SG_NONE)
			continue;
		SgDifference difference = {"metadata", nothing, span_field(b, j)};
		g_array_append_val(differences, difference);
	}
}
