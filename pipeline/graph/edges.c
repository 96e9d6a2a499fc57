/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/digest.h"
#include "base/radix.h"

#include <string.h>

#define DIGITS       12
#define MAX_DIGITS   16
#define MAX_REF      (1u << 29) /* nodes; more would not fit into memory */
#define MAX_EVIDENCE 8
#define MAX_VERSIONS 64 /* places that state a version are all worth keeping, nearly */

/* Types whose evidence repeats itself: a few places are enough, and the weight tells how many there
 * are. A quote for every mention would be most of an export. */
static const unsigned char few_evidence[SG_N_EDGE_TYPES] = {
    [SG_EDGE_MENTIONS] = 1, [SG_EDGE_RELATED] = 2,  [SG_EDGE_LINKS_TO] = 3,
    [SG_EDGE_DEFINES] = 3,  [SG_EDGE_CONTAINS] = 1,
};

static int
compare_word(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_word(GPtrArray *words, const char *word)
{
	if (*word && !g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
		g_ptr_array_add(words, g_strdup(word));
}

/* Adds the comma separated words of list that are not there yet. */
static void
add_words(GPtrArray *words, const char *list)
{
	if (!list || !*list)
		return;
	g_auto(GStrv) parts = g_strsplit(list, ",", -1);
	for (char **part = parts; *part; part++)
		add_word(words, g_strstrip(*part));
}

static const char *
join_words(SgBuilding *building, GPtrArray *words)
{
	if (!words || words->len == 0)
		return "";
	g_ptr_array_sort(words, compare_word);
	g_ptr_array_add(words, NULL);
	g_autofree char *joined = g_strjoinv(", ", (char **)words->pdata);
	return sg_parts_string(building->parts, joined);
}

static bool
same_passage(SgEvidence a, SgEvidence b)
{
	return a.document == b.document && a.span.at == b.span.at && a.span.length == b.span.length;
}

static bool
is_proven(const SgBuilding *building, const SgEdge *edge, SgEvidence evidence)
{
	for (uint32_t i = edge->evidence.first; i < edge->evidence.first + edge->evidence.count;
	     i++) {
		if (same_passage(g_array_index(building->parts->evidence, SgEvidence, i), evidence))
			return true;
	}
	return false;
}

/* The drafts of one edge, in order of discovery. */
static void
fold(SgBuilding *building, const SgKeyed *order, guint count)
{
	const SgDraft *drafts = (const SgDraft *)(const void *)building->drafts->data;
	const SgDraft *first = &drafts[order->value];
	SgEdge edge = {.source = first->source, .target = first->target, .type = first->type};
	g_autoptr(GPtrArray) versions = NULL;
	g_autoptr(GPtrArray) features = NULL;
	if (edge.type == SG_EDGE_USES_CRATE) {
		versions = g_ptr_array_new_with_free_func(g_free);
		features = g_ptr_array_new_with_free_func(g_free);
	}
	unsigned limit = few_evidence[edge.type] ? few_evidence[edge.type] : MAX_EVIDENCE;
	for (guint i = 0; i < count; i++) {
		const SgDraft *draft = &drafts[order[i].value];
		bool version = draft->versions && *draft->versions;
		edge.weight += draft->weight;
		if (versions && version)
			add_word(versions, draft->versions);
		if (features)
			add_words(features, draft->features);
		if (edge.evidence.count < (version ? MAX_VERSIONS : limit) &&
		    !is_proven(building, &edge, draft->evidence))
			sg_building_prove(building, &edge.evidence, draft->evidence);
	}
	edge.versions = join_words(building, versions);
	edge.features = join_words(building, features);
	g_array_append_val(building->parts->edges, edge);
}

static const char *
node_id(const SgGraphParts *parts, SgRef ref)
{
	if (ref < parts->documents->len)
		return g_array_index(parts->documents, SgGraphDocument, ref).id;
	ref -= parts->documents->len;
	if (ref < parts->sections->len)
		return g_array_index(parts->sections, SgGraphSection, ref).id;
	ref -= parts->sections->len;
	if (ref < parts->examples->len)
		return g_array_index(parts->examples, SgGraphExample, ref).id;
	return g_array_index(parts->entities, SgEntity, ref - parts->examples->len).id;
}

/* For each edge the first 64 bits of the digest of its key "source|type|target". Edges with one
 * source and type come side by side, so that mostly only the target is written anew. */
static SgKeyed *
digest_edges(const SgGraphParts *parts)
{
	const SgEdge *edges = (const SgEdge *)(const void *)parts->edges->data;
	SgKeyed *digests = g_new(SgKeyed, parts->edges->len + 1);
	g_autoptr(GString) key = g_string_new(NULL);
	size_t head = 0;
	for (guint i = 0; i < parts->edges->len; i++) {
		g_string_truncate(key, head);
		if (i == 0 || edges[i].source != edges[i - 1].source ||
		    edges[i].type != edges[i - 1].type) {
			g_string_assign(key, node_id(parts, edges[i].source));
			g_string_append_c(key, '|');
			g_string_append(key, sg_edge_type_name(edges[i].type));
			g_string_append_c(key, '|');
			head = key->len;
		}
		g_string_append(key, node_id(parts, edges[i].target));
		digests[i] = (SgKeyed){sg_digest_head(key->str, key->len), i};
	}
	return digests;
}

/* Hex digits that two numbers have in common at their beginning. */
static unsigned
count_common(uint64_t a, uint64_t b)
{
	unsigned digits = 0;
	while (digits < MAX_DIGITS && (a ^ b) >> (60 - 4 * digits) == 0)
		digits++;
	return digits;
}

/* Only edges that collide get more digits than the others. */
static const char *
name_edge(SgGraphParts *parts, const SgKeyed *keys, size_t i, size_t count)
{
	unsigned digits = DIGITS - 1;
	if (i > 0)
		digits = MAX(digits, count_common(keys[i].key, keys[i - 1].key));
	if (i + 1 < count)
		digits = MAX(digits, count_common(keys[i].key, keys[i + 1].key));
	char id[40] = "edge/";
	char *end = id + strlen(id);
	for (unsigned digit = 0; digit < MIN(digits + 1, MAX_DIGITS); digit++)
		*end++ = "0123456789abcdef"[keys[i].key >> (60 - 4 * digit) & 15];
	*end = '\0';
	size_t same = 0;
	while (same < i && keys[i - same - 1].key == keys[i].key)
		same++;
	if (same > 0)
		g_snprintf(end, sizeof id - (size_t)(end - id), "-%08zu", same);
	return g_string_chunk_insert(parts->strings, id);
}

/* Ids, and the order by id. */
static void
name_edges(SgGraphParts *parts)
{
	GArray *edges = parts->edges;
	g_autofree SgKeyed *keys = digest_edges(parts);
	sg_sort_keyed(keys, edges->len);
	GArray *sorted = g_array_sized_new(FALSE, TRUE, sizeof(SgEdge), edges->len);
	for (guint i = 0; i < edges->len; i++) {
		SgEdge edge = g_array_index(edges, SgEdge, keys[i].value);
		edge.id = name_edge(parts, keys, i, edges->len);
		g_array_append_val(sorted, edge);
	}
	g_array_unref(edges);
	parts->edges = sorted;
}

/* Source, type and target in one number. */
static uint64_t
draft_key(const SgDraft *draft)
{
	g_assert(draft->source < MAX_REF && draft->target < MAX_REF);
	return (uint64_t)draft->source << 34 | (uint64_t)draft->type << 29 | draft->target;
}

static void
fold_drafts(SgBuilding *building)
{
	guint count = building->drafts->len;
	g_autofree SgKeyed *order = g_new(SgKeyed, count + 1);
	for (guint i = 0; i < count; i++)
		order[i] = (SgKeyed){draft_key(&g_array_index(building->drafts, SgDraft, i)), i};
	sg_sort_keyed(order, count);
	for (guint i = 0, end = 0; i < count; i = end) {
		for (end = i; end < count && order[end].key == order[i].key;)
			end++;
		fold(building, order + i, end - i);
	}
}

void
sg_build_edges(SgBuilding *building)
{
	fold_drafts(building);
	g_array_unref(building->drafts);
	building->drafts = g_array_new(FALSE, FALSE, sizeof(SgDraft));
	name_edges(building->parts);
}
