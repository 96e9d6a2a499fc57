/* SPDX-License-Identifier: MIT */
#include "graph/resolve.h"

#include "base/radix.h"
#include "base/text.h"

#include <string.h>

SgGroup *
sg_resolution_group(const SgResolution *resolution, uint32_t group)
{
	return &g_array_index(resolution->groups, SgGroup, group);
}

const SgSpelling *
sg_resolution_spelling(const SgResolution *resolution, uint32_t spelling)
{
	return &g_array_index(resolution->spellings, SgSpelling, spelling);
}

static uint32_t
lookup(GHashTable *table, const char *key)
{
	guint found = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
	return found ? found - 1 : SG_NONE;
}

uint32_t
sg_resolution_find(const SgResolution *resolution, const char *key)
{
	return lookup(resolution->by_key, key);
}

uint32_t
sg_resolution_root(const SgResolution *resolution, uint32_t group)
{
	while (sg_resolution_group(resolution, group)->parent != group)
		group = sg_resolution_group(resolution, group)->parent;
	return group;
}

/* "builder pattern" and "builder" are one name; "pattern" alone stays. */
static void
drop_marker(const SgVocabulary *vocabulary, char *key)
{
	char *space = strrchr(key, ' ');
	if (space && sg_vocabulary_lists(vocabulary, SG_WORDS_MARK_PATTERN, space + 1))
		*space = '\0';
}

/* '-', '_' and spaces are alike, capitals are small. */
static char
fold_joint(char c)
{
	return c == ' ' || c == '_' ? '-' : g_ascii_tolower(c);
}

static char *
fold_joints(const char *text)
{
	char *folded = g_strdup(text);
	for (char *c = folded; *c; c++)
		*c = fold_joint(*c);
	return folded;
}

static bool
is_exact(const char *text, const char *key)
{
	while (*text && fold_joint(*text) == fold_joint(*key)) {
		text++;
		key++;
	}
	return *text == *key;
}

uint32_t
sg_resolution_spell(SgResolution *resolution, const char *text)
{
	uint32_t found = lookup(resolution->by_text, text);
	if (found != SG_NONE)
		return found;
	g_autofree char *key = sg_text_key(text);
	if (!*key) {
		g_free(key);
		key = sg_text_squash(text, strlen(text));
	}
	drop_marker(resolution->building->vocabulary, key);
	SgSpelling spelling = {
	    .text = text,
	    .key = g_string_chunk_insert(resolution->texts, key),
	    .exact = is_exact(text, key),
	    .plain = SG_NONE,
	    .crate = SG_NONE,
	};
	g_array_append_val(resolution->spellings, spelling);
	g_hash_table_insert(resolution->by_text, (gpointer)text,
			    GUINT_TO_POINTER(resolution->spellings->len));
	return resolution->spellings->len - 1;
}

/* key must live as long as the resolution. */
static uint32_t
group_of_key(SgResolution *resolution, const char *key)
{
	uint32_t found = sg_resolution_find(resolution, key);
	if (found != SG_NONE)
		return found;
	SgGroup group = {
	    .key = key, .parent = resolution->groups->len, .facet = "", .entity = SG_NONE};
	g_array_append_val(resolution->groups, group);
	g_hash_table_insert(resolution->by_key, (gpointer)group.key,
			    GUINT_TO_POINTER(resolution->groups->len));
	return group.parent;
}

/* Crates keep their plural and their ecosystem apart: the crate futures is not the trait Future,
 * and uuid of npm is not uuid of cargo. */
static uint32_t
group_of_crate(SgResolution *resolution, SgSpelling *spelling, const char *facet)
{
	if (!*facet)
		facet = "cargo";
	if (spelling->crate != SG_NONE &&
	    strcmp(sg_resolution_group(resolution, spelling->crate)->facet, facet) == 0)
		return spelling->crate;
	g_autofree char *name = fold_joints(spelling->text);
	g_autofree char *key = g_strconcat("crate:", facet, ":", name, NULL);
	spelling->crate = group_of_key(resolution, g_string_chunk_insert(resolution->texts, key));
	SgGroup *group = sg_resolution_group(resolution, spelling->crate);
	if (!group->crate) {
		group->crate = g_string_chunk_insert(resolution->texts, name);
		group->facet = g_string_chunk_insert(resolution->texts, facet);
	}
	return spelling->crate;
}

static uint32_t
group_of(SgResolution *resolution, uint32_t number, SgKind kind, const char *facet)
{
	SgSpelling *spelling = &g_array_index(resolution->spellings, SgSpelling, number);
	if (kind == SG_KIND_CRATE)
		return group_of_crate(resolution, spelling, facet);
	if (spelling->plain == SG_NONE)
		spelling->plain = group_of_key(resolution, spelling->key);
	return spelling->plain;
}

static void
add_witness(SgGroup *group, uint32_t family)
{
	for (uint32_t i = 0; i < group->n_witnesses; i++) {
		if (group->witnesses[i] == family)
			return;
	}
	if (group->n_witnesses < SG_MAX_WITNESSES)
		group->witnesses[group->n_witnesses++] = family;
}

static void
weigh(SgResolution *resolution, uint32_t number, const SgTerm *term, uint32_t document)
{
	SgGroup *group = sg_resolution_group(resolution, number);
	group->weight[term->kind] += term->confidence;
	if (term->known)
		group->known[term->kind] += term->confidence;
	group->best = MAX(group->best, term->confidence);
	add_witness(group, resolution->families[document]);
}

static bool
is_ignored(const SgSpelling *spelling, GHashTable *ignored)
{
	return g_hash_table_size(ignored) > 0 && g_hash_table_contains(ignored, spelling->key);
}

static void
add_use(SgResolution *resolution, uint32_t group, SgUse use)
{
	use.root = group;
	g_array_append_val(resolution->uses, use);
}

static void
collect_term(SgResolution *resolution, uint32_t document, uint32_t number, GHashTable *ignored)
{
	const SgFacts *facts = sg_building_facts(resolution->building, document);
	const SgTerm *term = &facts->terms[number];
	const char *label = sg_facts_str(facts, term->label);
	const char *alias = sg_facts_str(facts, term->alias);
	const char *facet = sg_facts_str(facts, term->facet);
	if (!*label)
		return;
	SgUse use = {.document = document,
		     .term = number,
		     .role = term->role,
		     .confidence = term->confidence};
	use.spelling = sg_resolution_spell(resolution, label);
	if (is_ignored(sg_resolution_spelling(resolution, use.spelling), ignored))
		return;
	uint32_t group = group_of(resolution, use.spelling, term->kind, facet);
	weigh(resolution, group, term, document);
	if (*facet && !*sg_resolution_group(resolution, group)->facet)
		sg_resolution_group(resolution, group)->facet = facet;
	add_use(resolution, group, use);
	if (!*alias)
		return;
	use.alias = true;
	use.spelling = sg_resolution_spell(resolution, alias);
	add_use(resolution, group_of(resolution, use.spelling, term->kind, facet), use);
}

static GHashTable *
list_ignored(const SgResolution *resolution)
{
	GHashTable *ignored = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const SgConfig *config = resolution->building->config;
	for (guint i = 0; config && config->ignore_terms && i < config->ignore_terms->len; i++)
		g_hash_table_add(
		    ignored, sg_text_key(((const SgPair *)config->ignore_terms->pdata[i])->key));
	return ignored;
}

/* Uses are collected by document and term: a stable sort by the rest is enough. */
static void
sort_uses(SgResolution *resolution)
{
	const SgUse *uses = (const SgUse *)(const void *)resolution->uses->data;
	guint count = resolution->uses->len;
	g_assert(resolution->spellings->len < G_MAXINT32);
	g_autofree SgKeyed *order = g_new(SgKeyed, count + 1);
	for (guint i = 0; i < count; i++)
		order[i] = (SgKeyed){
		    (uint64_t)uses[i].root << 32 | uses[i].spelling << 1 | uses[i].alias, i};
	sg_sort_keyed(order, count);
	GArray *sorted = g_array_sized_new(FALSE, FALSE, sizeof(SgUse), count);
	for (guint i = 0; i < count; i++)
		g_array_append_val(sorted, uses[order[i].value]);
	g_array_unref(resolution->uses);
	resolution->uses = sorted;
}

/* Sums over the groups of each root. */
static void
gather_at_roots(SgResolution *resolution)
{
	for (uint32_t i = 0; i < resolution->groups->len; i++) {
		uint32_t root = sg_resolution_root(resolution, i);
		if (root == i)
			continue;
		const SgGroup *group = sg_resolution_group(resolution, i);
		SgGroup *sum = sg_resolution_group(resolution, root);
		for (int kind = 0; kind < SG_N_KINDS; kind++) {
			sum->weight[kind] += group->weight[kind];
			sum->known[kind] += group->known[kind];
		}
		sum->best = MAX(sum->best, group->best);
		for (uint32_t k = 0; k < group->n_witnesses; k++)
			add_witness(sum, group->witnesses[k]);
		if (!sum->crate && group->crate) {
			sum->crate = group->crate;
			sum->facet = group->facet;
		}
		if (!*sum->facet)
			sum->facet = group->facet;
		if (!sum->wanted)
			sum->wanted = group->wanted;
	}
}

SgResolution *
sg_resolution_new(SgBuilding *building)
{
	SgResolution *resolution = g_new0(SgResolution, 1);
	resolution->building = building;
	resolution->spellings = g_array_new(FALSE, FALSE, sizeof(SgSpelling));
	resolution->groups = g_array_new(FALSE, FALSE, sizeof(SgGroup));
	resolution->uses = g_array_new(FALSE, FALSE, sizeof(SgUse));
	resolution->texts = g_string_chunk_new(65536);
	resolution->families = sg_families(building->overlaps, building->n_documents);
	resolution->by_text = g_hash_table_new(g_str_hash, g_str_equal);
	resolution->by_key = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) ignored = list_ignored(resolution);
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		for (uint32_t k = 0; k < facts->n_terms; k++)
			collect_term(resolution, i, k, ignored);
	}
	sg_resolution_apply_rules(resolution);
	gather_at_roots(resolution);
	for (guint i = 0; i < resolution->uses->len; i++) {
		SgUse *use = &g_array_index(resolution->uses, SgUse, i);
		use->root = sg_resolution_root(resolution, use->root);
	}
	sort_uses(resolution);
	return resolution;
}

void
sg_resolution_free(SgResolution *resolution)
{
	if (!resolution)
		return;
	g_array_unref(resolution->spellings);
	g_array_unref(resolution->groups);
	g_array_unref(resolution->uses);
	g_hash_table_unref(resolution->by_text);
	g_hash_table_unref(resolution->by_key);
	g_string_chunk_free(resolution->texts);
	g_free(resolution->families);
	g_free(resolution);
}

void
sg_build_resolution(SgBuilding *building)
{
	building->resolution = sg_resolution_new(building);
}
