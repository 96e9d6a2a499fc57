/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS       12
#define MAX_EVIDENCE 8
#define MAX_VERSIONS 64 /* places that state a version are all worth keeping, nearly */

/* Types whose evidence repeats itself: a few places are enough. */
static const unsigned char few_evidence[SG_N_EDGE_TYPES] = {
    [SG_EDGE_MENTIONS] = 3, [SG_EDGE_RELATED] = 4,  [SG_EDGE_LINKS_TO] = 3,
    [SG_EDGE_DEFINES] = 3,  [SG_EDGE_CONTAINS] = 1,
};

static int
compare_draft(const void *a, const void *b)
{
	const SgDraft *x = a;
	const SgDraft *y = b;
	if (x->source != y->source)
		return (x->source > y->source) - (x->source < y->source);
	if (x->type != y->type)
		return (x->type > y->type) - (x->type < y->type);
	if (x->target != y->target)
		return (x->target > y->target) - (x->target < y->target);
	return (x->order > y->order) - (x->order < y->order);
}

static int
compare_edge(gconstpointer a, gconstpointer b)
{
	return strcmp(((const SgEdge *)a)->id, ((const SgEdge *)b)->id);
}

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

/* Drafts first..end of one edge. */
static void
fold(SgBuilding *building, const SgDraft *drafts, guint count)
{
	SgEdge edge = {.source = drafts->source, .target = drafts->target, .type = drafts->type};
	g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func(g_free);
	unsigned limit = few_evidence[edge.type] ? few_evidence[edge.type] : MAX_EVIDENCE;
	for (guint i = 0; i < count; i++) {
		bool version = drafts[i].versions && *drafts[i].versions;
		edge.weight += drafts[i].weight;
		if (version)
			add_word(versions, drafts[i].versions);
		add_words(features, drafts[i].features);
		if (edge.evidence.count < (version ? MAX_VERSIONS : limit) &&
		    !is_proven(building, &edge, drafts[i].evidence))
			sg_building_prove(building, &edge.evidence, drafts[i].evidence);
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

static SgDigest
digest_edge(const SgGraphParts *parts, const SgEdge *edge)
{
	g_autofree char *key =
	    g_strjoin("|", node_id(parts, edge->source), sg_edge_type_name(edge->type),
		      node_id(parts, edge->target), NULL);
	return sg_digest(key, strlen(key));
}

/* All ids with the digits that tell neighbours apart; only edges that collide get more than 12. */
static void
name_edges(SgGraphParts *parts)
{
	GArray *edges = parts->edges;
	for (guint i = 0; i < edges->len; i++) {
		SgEdge *edge = &g_array_index(edges, SgEdge, i);
		SgDigest digest = digest_edge(parts, edge);
		g_autofree char *id = g_strconcat("edge/", digest.hex, NULL);
		edge->id = g_string_chunk_insert(parts->strings, id);
	}
	g_array_sort(edges, compare_edge);
	size_t prefix = strlen("edge/");
	size_t shared = 0;
	for (guint i = 0; i < edges->len; i++) {
		SgEdge *edge = &g_array_index(edges, SgEdge, i);
		size_t next = 0;
		if (i + 1 < edges->len) {
			const char *after = g_array_index(edges, SgEdge, i + 1).id;
			while (edge->id[next] && edge->id[next] == after[next])
				next++;
		}
		size_t length = MAX(prefix + DIGITS, MAX(shared, next) + 1);
		shared = next;
		((char *)edge->id)[MIN(length, strlen(edge->id))] = '\0';
	}
}

void
sg_build_edges(SgBuilding *building)
{
	const SgDraft *drafts = (const SgDraft *)(const void *)building->drafts->data;
	guint count = building->drafts->len;
	if (count > 1)
		qsort(building->drafts->data, count, sizeof(SgDraft), compare_draft);
	for (guint i = 0, end = 0; i < count; i = end) {
		for (end = i + 1; end < count; end++) {
			if (drafts[end].source != drafts[i].source ||
			    drafts[end].type != drafts[i].type ||
			    drafts[end].target != drafts[i].target)
				break;
		}
		fold(building, drafts + i, end - i);
	}
	g_array_set_size(building->drafts, 0);
	name_edges(building->parts);
}
