/* SPDX-License-Identifier: MIT */
#include "graph/resolve.h"

#include "base/text.h"
#include "model/spans.h"

#include <stdlib.h>
#include <string.h>

/* A name that one document uses once, without being sure, is no entity. */
#define MIN_CONFIDENCE 55
#define MIN_TWICE      40 /* where two documents agree */
#define MIN_REPEATED   30 /* where more do */

#define MAX_PLACES  8 /* of evidence from one document */
#define MAX_ALIASES 24

/* Where two kinds are as likely, the first one (GUIDELINES of annotation: RAII is a pattern). */
static const SgKind precedence[SG_N_KINDS] = {SG_KIND_ERROR, SG_KIND_CRATE, SG_KIND_PATTERN,
					      SG_KIND_TOOL, SG_KIND_CONCEPT};

static SgKind
heaviest(const double *weight)
{
	SgKind best = SG_N_KINDS;
	for (int i = 0; i < SG_N_KINDS; i++) {
		SgKind kind = precedence[i];
		if (weight[kind] > (best == SG_N_KINDS ? 0 : weight[best]))
			best = kind;
	}
	return best;
}

static SgKind
wanted_kind(const SgResolution *resolution, const SgGroup *group)
{
	const SgConfig *config = resolution->building->config;
	for (guint i = 0; config && config->kinds && i < config->kinds->len; i++) {
		const SgPair *pair = g_ptr_array_index(config->kinds, i);
		g_autofree char *key = sg_text_key(pair->key);
		for (int kind = 0; kind < SG_N_KINDS; kind++) {
			if (strcmp(key, group->key) == 0 &&
			    strcmp(pair->value, sg_kind_name((SgKind)kind)) == 0)
				return (SgKind)kind;
		}
	}
	return SG_N_KINDS;
}

/* What the user says, else what the vocabulary knows, else what the documents say. */
static SgKind
decide_kind(const SgResolution *resolution, const SgGroup *group)
{
	SgKind kind = wanted_kind(resolution, group);
	if (kind == SG_N_KINDS)
		kind = heaviest(group->known);
	if (kind == SG_N_KINDS)
		kind = heaviest(group->weight);
	return kind;
}

static bool
is_worth(const SgGroup *group)
{
	if (heaviest(group->known) != SG_N_KINDS || group->wanted)
		return true;
	static const unsigned least[SG_MAX_WITNESSES + 1] = {MIN_CONFIDENCE, MIN_CONFIDENCE,
							     MIN_TWICE, MIN_REPEATED};
	return group->best >= least[group->n_witnesses];
}

/* An entity before the order by id is known. */
typedef struct {
	char *id;
	char *label;
	uint32_t root;
	const SgUse *uses;
	size_t n_uses;
} Draft;

static void
clear_draft(gpointer data)
{
	Draft *draft = data;
	g_free(draft->id);
	g_free(draft->label);
}

static int
compare_draft(gconstpointer a, gconstpointer b)
{
	const Draft *x = a;
	const Draft *y = b;
	int order = strcmp(x->id, y->id);
	return order != 0 ? order : (x->root > y->root) - (x->root < y->root);
}

static const SgTerm *
term_of(const SgBuilding *building, const SgUse *use)
{
	return &sg_building_facts(building, use->document)->terms[use->term];
}

static const SgSpan *
span_of(const SgBuilding *building, const SgUse *use)
{
	return &building->term_spans[building->terms.first[use->document] + use->term];
}

static bool
has_evidence(const SgBuilding *building, const SgUse *uses, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_of(building, &uses[i])->length > 0)
			return true;
	return false;
}

static void
draft_entity(const SgResolution *resolution, GArray *drafts, const SgUse *uses, size_t count)
{
	SgGroup *group = sg_resolution_group(resolution, uses->root);
	group->kind = decide_kind(resolution, group);
	if (group->kind == SG_N_KINDS || !is_worth(group) ||
	    !has_evidence(resolution->building, uses, count))
		return;
	Draft draft = {.root = uses->root, .uses = uses, .n_uses = count};
	draft.label = sg_resolution_label(resolution, uses, count, group->kind);
	if (!*draft.label) {
		g_free(draft.label);
		return;
	}
	draft.id = sg_entity_id(group->kind, group->facet, draft.label, group->key);
	g_array_append_val(drafts, draft);
}

/* Two names with one slug: the key tells them apart, whatever else is in the corpus. */
static void
separate_ids(const SgResolution *resolution, GArray *drafts)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < drafts->len; i++) {
		Draft *draft = &g_array_index(drafts, Draft, i);
		if (g_hash_table_add(seen, g_ascii_strdown(draft->id, -1)))
			continue;
		const SgGroup *group = sg_resolution_group(resolution, draft->root);
		g_autofree char *lossy = g_strconcat(draft->label, "\xc2\xa7", NULL);
		g_free(draft->id);
		draft->id = sg_entity_id(group->kind, group->facet, lossy, group->key);
		while (!g_hash_table_add(seen, g_ascii_strdown(draft->id, -1))) {
			char *longer = g_strconcat(draft->id, "x", NULL);
			g_free(draft->id);
			draft->id = longer;
		}
	}
}

static GArray *
draft_entities(const SgResolution *resolution)
{
	GArray *drafts = g_array_new(FALSE, FALSE, sizeof(Draft));
	g_array_set_clear_func(drafts, clear_draft);
	const SgUse *uses = (const SgUse *)(const void *)resolution->uses->data;
	guint count = resolution->uses->len;
	for (guint i = 0, end = 0; i < count; i = end) {
		for (end = i; end < count && uses[end].root == uses[i].root;)
			end++;
		draft_entity(resolution, drafts, uses + i, end - i);
	}
	g_array_sort(drafts, compare_draft);
	separate_ids(resolution, drafts);
	g_array_sort(drafts, compare_draft);
	return drafts;
}

/* A place of the entity's evidence. */
typedef struct {
	uint32_t document;
	uint32_t role;
	SgEvidence evidence;
} Place;

static int
compare_place(const void *a, const void *b)
{
	const Place *x = a;
	const Place *y = b;
	if (x->document != y->document)
		return (x->document > y->document) - (x->document < y->document);
	if (x->role != y->role)
		return (x->role > y->role) - (x->role < y->role);
	const SgEvidence *p = &x->evidence;
	const SgEvidence *q = &y->evidence;
	if (p->span.at != q->span.at)
		return (p->span.at > q->span.at) - (p->span.at < q->span.at);
	if (p->span.length != q->span.length)
		return (p->span.length > q->span.length) - (p->span.length < q->span.length);
	return (p->confidence < q->confidence) - (p->confidence > q->confidence);
}

static bool
is_listed(const SgBuilding *building, SgRun run, SgEvidence evidence, uint32_t in_document)
{
	for (uint32_t i = run.first + run.count - in_document; i < run.first + run.count; i++) {
		const SgEvidence *other = &g_array_index(building->parts->evidence, SgEvidence, i);
		if (other->span.at == evidence.span.at &&
		    other->span.length == evidence.span.length)
			return true;
	}
	return false;
}

/* By document; in each the strongest role first, a passage only once. */
static void
prove_entity(SgBuilding *building, SgEntity *entity, const Draft *draft)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
	for (size_t i = 0; i < draft->n_uses; i++) {
		const SgUse *use = &draft->uses[i];
		Place place = {use->document, use->role,
			       sg_building_term(building, use->document, use->term)};
		if (place.evidence.span.length > 0)
			g_array_append_val(places, place);
	}
	if (places->len > 1)
		qsort(places->data, places->len, sizeof(Place), compare_place);
	uint32_t document = SG_NONE;
	uint32_t taken = 0;
	for (guint i = 0; i < places->len; i++) {
		const Place *place = &g_array_index(places, Place, i);
		if (place->document != document) {
			document = place->document;
			taken = 0;
			entity->documents++;
		}
		if (taken >= MAX_PLACES ||
		    is_listed(building, entity->evidence, place->evidence, taken))
			continue;
		sg_building_prove(building, &entity->evidence, place->evidence);
		taken++;
	}
}

/* Why a spelling is a name of the entity. */
static const char *
merge_rule(const SgResolution *resolution,
	   const SgSpelling *spelling,
	   const SgUse *use,
	   const char *label)
{
	if (use->alias)
		return sg_rules[SG_RULE_ALIAS].name;
	const SgTerm *term = term_of(resolution->building, use);
	uint32_t group = term->kind == SG_KIND_CRATE ? spelling->crate : spelling->plain;
	if (group != SG_NONE && sg_resolution_group(resolution, group)->rule)
		return sg_resolution_group(resolution, group)->rule;
	if (strchr(spelling->text, '<') || strchr(label, '<'))
		return sg_rules[SG_RULE_GENERIC_ARGUMENTS].name;
	return sg_rules[SG_RULE_SPELLING].name;
}

static bool
is_same_name(const char *a, const char *b)
{
	g_autofree char *x = g_utf8_casefold(a, -1);
	g_autofree char *y = g_utf8_casefold(b, -1);
	return strcmp(x, y) == 0;
}

static int
compare_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_merge(SgResolution *resolution, SgEntity *entity, const SgUse *use, const char *rule)
{
	SgBuilding *building = resolution->building;
	SgMerge merge = {.name = sg_resolution_spelling(resolution, use->spelling)->text,
			 .rule = rule,
			 .evidence = building->parts->evidence->len};
	SgEvidence evidence = sg_building_term(building, use->document, use->term);
	if (evidence.span.length == 0)
		return;
	g_array_append_val(building->parts->evidence, evidence);
	g_array_append_val(building->parts->merges, merge);
	entity->merges.count++;
}

/* Every other spelling with the rule that made it a name of this entity. Evidence of merges follows
 * the entity's own, in no run. */
static void
list_names(SgResolution *resolution, SgEntity *entity, const Draft *draft)
{
	SgGraphParts *parts = resolution->building->parts;
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	entity->merges.first = parts->merges->len;
	for (size_t i = 0; i < draft->n_uses; i++) {
		const SgUse *use = &draft->uses[i];
		const SgSpelling *spelling = sg_resolution_spelling(resolution, use->spelling);
		if ((i > 0 && use->spelling == draft->uses[i - 1].spelling) ||
		    strcmp(spelling->text, draft->label) == 0 || names->len >= MAX_ALIASES)
			continue;
		add_merge(resolution, entity, use,
			  merge_rule(resolution, spelling, use, draft->label));
		if (is_same_name(spelling->text, draft->label) ||
		    g_ptr_array_find_with_equal_func(
			names, spelling->text, (GEqualFunc)(void (*)(void))is_same_name, NULL))
			continue;
		g_ptr_array_add(names, (gpointer)spelling->text);
	}
	g_ptr_array_sort(names, compare_name);
	entity->aliases.first = parts->aliases->len;
	entity->aliases.count = names->len;
	for (guint i = 0; i < names->len; i++)
		g_ptr_array_add(parts->aliases, g_ptr_array_index(names, i));
}

static void
add_entity(SgResolution *resolution, const Draft *draft)
{
	SgBuilding *building = resolution->building;
	SgGroup *group = sg_resolution_group(resolution, draft->root);
	SgEntity entity = {
	    .id = sg_parts_string(building->parts, draft->id),
	    .facet = sg_parts_string(building->parts, group->facet),
	    .label = sg_parts_string(building->parts, draft->label),
	    .kind = group->kind,
	    .topic = SG_NONE,
	};
	/* An ecosystem says nothing of what turned out to be no package, nor a symptom of no error.
	 */
	if (group->kind != SG_KIND_CRATE && group->kind != SG_KIND_ERROR)
		entity.facet = "";
	g_autofree char *url =
	    sg_vocabulary_url(building->vocabulary, entity.kind, entity.facet, entity.label);
	entity.url = url ? sg_parts_string(building->parts, url) : NULL;
	prove_entity(building, &entity, draft);
	list_names(resolution, &entity, draft);
	group->entity = building->parts->entities->len;
	g_array_append_val(building->parts->entities, entity);
}

static uint32_t
count_terms(const SgFacts *facts)
{
	return facts->n_terms;
}

void
sg_build_terms(SgBuilding *building)
{
	building->terms = sg_places_new(building, count_terms);
	SgSpan *span = g_new(SgSpan, building->terms.first[building->n_documents] + 1);
	building->term_spans = span;
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		for (uint32_t k = 0; k < facts->n_terms; k++)
			*span++ = sg_span_trim(facts, facts->terms[k].span);
	}
}

void
sg_build_entities(SgBuilding *building)
{
	g_autoptr(SgResolution) resolution = g_steal_pointer(&building->resolution);
	g_autoptr(GArray) drafts = draft_entities(resolution);
	for (guint i = 0; i < drafts->len; i++)
		add_entity(resolution, &g_array_index(drafts, Draft, i));
	for (guint i = 0; i < resolution->uses->len; i++) {
		const SgUse *use = &g_array_index(resolution->uses, SgUse, i);
		if (!use->alias)
			building->terms.node[building->terms.first[use->document] + use->term] =
			    sg_resolution_group(resolution, use->root)->entity;
	}
}
