/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/digest.h"
#include "base/parallel.h"
#include "base/radix.h"

#include <string.h>

#define DIGITS          12
#define SOURCE_SHIFT    34 /* of a draft's key */
#define DRAFTS_IN_SHARE 4096
#define EDGES_IN_PART   4096
#define MAX_DIGITS      16
#define MAX_REF         (1u << 29) /* nodes; more would not fit into memory */
#define MAX_EVIDENCE    8
#define MAX_VERSIONS    64 /* places that state a version are all worth keeping, nearly */

/* Types whose evidence repeats itself: a few places are enough, and the weight tells how many there
 * are. A quote for every mention would be most of an export. */
static const unsigned char few_evidence[SG_N_EDGE_TYPES] = {
    [SG_EDGE_MENTIONS] = 1, [SG_EDGE_RELATED] = 2,  [SG_EDGE_LINKS_TO] = 3,
    [SG_EDGE_DEFINES] = 3,  [SG_EDGE_CONTAINS] = 1,
};

/* A share of the drafts: whole sources of edges; and what becomes of them. */
typedef struct {
	SgKeyed *order;
	guint count;
	GArray *edges;     /* of SgEdge, in order of source, type, target */
	GArray *evidence;  /* of SgEvidence: of these edges, whose runs begin here */
	uint64_t *digests; /* of each edge: see digest_edges */
} Share;

/* What the threads have in common. */
typedef struct {
	SgGraphParts *parts;
	const SgDraft *drafts;
	GArray *shares; /* of Share */
	SgKeyed *keys;  /* digests of all edges with the numbers of share and edge; sorted */
	size_t n_keys;
} Folding;

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
join_words(SgGraphParts *parts, GPtrArray *words)
{
	if (!words || words->len == 0)
		return "";
	g_ptr_array_sort(words, compare_word);
	g_ptr_array_add(words, NULL);
	g_autofree char *joined = g_strjoinv(", ", (char **)words->pdata);
	return sg_parts_string(parts, joined);
}

static bool
same_passage(SgEvidence a, SgEvidence b)
{
	return a.document == b.document && a.span.at == b.span.at && a.span.length == b.span.length;
}

static bool
is_proven(const GArray *proofs, const SgEdge *edge, SgEvidence evidence)
{
	for (uint32_t i = edge->evidence.first; i < proofs->len; i++) {
		if (same_passage(g_array_index(proofs, SgEvidence, i), evidence))
			return true;
	}
	return false;
}

/* The drafts of one edge, in order of discovery. */
static void
fold(Folding *folding, Share *share, const SgKeyed *order, guint count)
{
	const SgDraft *drafts = folding->drafts;
	const SgDraft *first = &drafts[order->value];
	SgEdge edge = {.source = first->source,
		       .target = first->target,
		       .type = first->type,
		       .evidence.first = share->evidence->len};
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
		if (edge.evidence.count >= (version ? MAX_VERSIONS : limit) ||
		    is_proven(share->evidence, &edge, draft->evidence))
			continue;
		g_array_append_val(share->evidence, draft->evidence);
		edge.evidence.count++;
	}
	edge.versions = join_words(folding->parts, versions);
	edge.features = join_words(folding->parts, features);
	g_array_append_val(share->edges, edge);
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
static uint64_t *
digest_edges(const SgGraphParts *parts, const GArray *all)
{
	const SgEdge *edges = (const SgEdge *)(const void *)all->data;
	uint64_t *digests = g_new(uint64_t, all->len + 1);
	g_autoptr(GString) key = g_string_new(NULL);
	size_t head = 0;
	for (guint i = 0; i < all->len; i++) {
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
		digests[i] = sg_digest_head(key->str, key->len);
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
static void
write_id(const Folding *folding, size_t i, GString *ids)
{
	const SgKeyed *keys = folding->keys;
	unsigned digits = DIGITS - 1;
	if (i > 0)
		digits = MAX(digits, count_common(keys[i].key, keys[i - 1].key));
	if (i + 1 < folding->n_keys)
		digits = MAX(digits, count_common(keys[i].key, keys[i + 1].key));
	char id[40] = "edge/";
	char *end = id + strlen(id);
	for (unsigned digit = 0; digit < MIN(digits + 1, MAX_DIGITS); digit++)
		*end++ = "0123456789abcdef"[keys[i].key >> (60 - 4 * digit) & 15];
	g_string_append_len(ids, id, end - id);
	size_t same = 0;
	while (same < i && keys[i - same - 1].key == keys[i].key)
		same++;
	if (same > 0)
		g_string_append_printf(ids, "-%08zu", same);
	g_string_append_c(ids, '\0');
}

/* The ids of edges first..end-1, one after the other. */
static const char *
write_ids(Folding *folding, size_t first, size_t end)
{
	g_autoptr(GString) ids = g_string_new(NULL);
	for (size_t i = first; i < end; i++)
		write_id(folding, i, ids);
	return sg_parts_bytes(folding->parts, ids->str, ids->len);
}

/* Takes edges out of their shares, in order of their ids. */
static void
name_edges(SgTurns *turns, void *data)
{
	Folding *folding = data;
	for (size_t part; sg_turns_next(turns, &part);) {
		size_t first = part * EDGES_IN_PART;
		size_t end = MIN(first + EDGES_IN_PART, folding->n_keys);
		const char *id = write_ids(folding, first, end);
		for (size_t i = first; i < end; i++) {
			uint64_t place = folding->keys[i].value;
			const Share *share = &g_array_index(folding->shares, Share, place >> 32);
			SgEdge *edge = &g_array_index(folding->parts->edges, SgEdge, i);
			*edge = g_array_index(share->edges, SgEdge, (uint32_t)place);
			edge->id = id;
			id += strlen(id) + 1;
		}
	}
}

static void
fold_shares(SgTurns *turns, void *data)
{
	Folding *folding = data;
	for (size_t i; sg_turns_next(turns, &i);) {
		Share *share = &g_array_index(folding->shares, Share, i);
		share->edges = g_array_sized_new(FALSE, FALSE, sizeof(SgEdge), share->count);
		share->evidence = g_array_sized_new(FALSE, FALSE, sizeof(SgEvidence), share->count);
		sg_sort_keyed(share->order, share->count);
		for (guint k = 0, end = 0; k < share->count; k = end) {
			for (end = k;
			     end < share->count && share->order[end].key == share->order[k].key;)
				end++;
			fold(folding, share, share->order + k, end - k);
		}
		share->digests = digest_edges(folding->parts, share->edges);
	}
}

static void
clear_share(gpointer data)
{
	Share *share = data;
	g_array_unref(share->edges);
	g_array_unref(share->evidence);
	g_free(share->digests);
}

/* Source, type and target in one number. */
static uint64_t
draft_key(const SgDraft *draft)
{
	g_assert(draft->source < MAX_REF && draft->target < MAX_REF);
	return (uint64_t)draft->source << SOURCE_SHIFT | (uint64_t)draft->type << 29 |
	       draft->target;
}

/* Drafts by their source, otherwise in order of discovery: a counting sort. The rest of the key
 * sorts each share by itself. */
static SgKeyed *
order_drafts(const SgDraft *drafts, guint count, uint32_t n_refs)
{
	SgKeyed *order = g_new(SgKeyed, count + 1);
	g_autofree guint *next = g_new0(guint, (size_t)n_refs + 1);
	for (guint i = 0; i < count; i++)
		next[drafts[i].source + 1]++;
	for (uint32_t ref = 1; ref < n_refs; ref++)
		next[ref] += next[ref - 1];
	for (guint i = 0; i < count; i++)
		order[next[drafts[i].source]++] = (SgKeyed){draft_key(&drafts[i]), i};
	return order;
}

static GArray *
share_out(SgKeyed *order, guint count)
{
	GArray *shares = g_array_new(FALSE, TRUE, sizeof(Share));
	g_array_set_clear_func(shares, clear_share);
	for (guint i = 0, end = 0; i < count; i = end) {
		end = MIN(i + DRAFTS_IN_SHARE, count);
		while (end < count &&
		       order[end].key >> SOURCE_SHIFT == order[end - 1].key >> SOURCE_SHIFT)
			end++;
		Share share = {.order = order + i, .count = end - i};
		g_array_append_val(shares, share);
	}
	return shares;
}

/* The evidence of all shares, and their edges' digests, sorted. */
static void
gather(Folding *folding)
{
	GArray *evidence = folding->parts->evidence;
	const GArray *shares = folding->shares;
	for (guint i = 0; i < shares->len; i++)
		folding->n_keys += g_array_index(shares, Share, i).edges->len;
	folding->keys = g_new(SgKeyed, folding->n_keys + 1);
	SgKeyed *key = folding->keys;
	for (guint i = 0; i < shares->len; i++) {
		const Share *share = &g_array_index(shares, Share, i);
		for (guint k = 0; k < share->edges->len; k++) {
			g_array_index(share->edges, SgEdge, k).evidence.first += evidence->len;
			*key++ = (SgKeyed){share->digests[k], (uint64_t)i << 32 | k};
		}
		g_array_append_vals(evidence, share->evidence->data, share->evidence->len);
	}
	sg_sort_keyed(folding->keys, folding->n_keys);
}

static GArray *
make_room(size_t count)
{
	GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(SgEdge), (guint)count);
	return g_array_set_size(edges, (guint)count);
}

void
sg_build_edges(SgBuilding *building)
{
	g_array_append_vals(building->drafts, building->related->data, building->related->len);
	g_array_set_size(building->related, 0);
	guint count = building->drafts->len;
	const SgDraft *drafts = (const SgDraft *)(const void *)building->drafts->data;
	SgGraphParts *parts = building->parts;
	g_autofree SgKeyed *order =
	    order_drafts(drafts, count, building->base[SG_SORT_ENTITY] + parts->entities->len);
	g_autoptr(GArray) shares = share_out(order, count);
	Folding folding = {.parts = parts, .drafts = drafts, .shares = shares};
	sg_parallel_run(shares->len, 1, fold_shares, &folding);
	g_array_unref(building->drafts);
	building->drafts = g_array_new(FALSE, FALSE, sizeof(SgDraft));
	gather(&folding);
	g_array_unref(parts->edges);
	parts->edges = make_room(folding.n_keys);
	sg_parallel_run((folding.n_keys + EDGES_IN_PART - 1) / EDGES_IN_PART, 1, name_edges,
			&folding);
	g_free(folding.keys);
}
