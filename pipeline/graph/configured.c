/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/text.h"

#include <stddef.h>
#include <string.h>

/* Entries of the configuration that do nothing: names that were misspelt, or that no document has
 * any more. */

/* Which names of an entry have to be those of an entity. */
typedef enum { NEEDS_KEY, NEEDS_BOTH, NEEDS_ANY } Need;

static const struct {
	const char *name;
	size_t member; /* of SgConfig: array of SgPair */
	Need need;
} lists[] = {
    {"aliases", offsetof(SgConfig, aliases), NEEDS_ANY},
    {"kinds", offsetof(SgConfig, kinds), NEEDS_KEY},
    {"merge", offsetof(SgConfig, merge), NEEDS_KEY},
    {"separate", offsetof(SgConfig, separate), NEEDS_BOTH},
};

static void
report(SgBuilding *building, const char *list, const SgPair *pair, const char *name)
{
	g_autofree char *detail = g_strdup_printf("%s: %s", list, name);
	g_autofree char *message = sg_diag_message(SG_DIAG_CONFIG_UNMATCHED, detail);
	const char *file = building->config->path ? building->config->path : "";
	/* Where it lies is of this machine. */
	g_autofree char *path = g_path_get_basename(file);
	SgGraphDiag diag = {.document = SG_NONE,
			    .tag = SG_DIAG_CONFIG_UNMATCHED,
			    .line = pair->line,
			    .message = sg_parts_string(building->parts, message),
			    .path = sg_parts_string(building->parts, path),
			    .related_document = SG_NONE};
	g_array_append_val(building->parts->diags, diag);
}

/* Keys of all names of all entities. */
static GHashTable *
list_names(const SgBuilding *building)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const SgGraphParts *parts = building->parts;
	for (guint i = 0; i < parts->entities->len; i++) {
		const SgEntity *entity = &g_array_index(parts->entities, SgEntity, i);
		g_hash_table_add(names, sg_text_key(entity->label));
		for (uint32_t k = 0; k < entity->aliases.count; k++)
			g_hash_table_add(
			    names, sg_text_key(parts->aliases->pdata[entity->aliases.first + k]));
		for (uint32_t k = 0; k < entity->merges.count; k++) {
			const SgMerge *merge =
			    &g_array_index(parts->merges, SgMerge, entity->merges.first + k);
			g_hash_table_add(names, sg_text_key(merge->name));
		}
	}
	return names;
}

static bool
is_name(GHashTable *names, const char *text)
{
	g_autofree char *key = sg_text_key(text);
	return g_hash_table_contains(names, key);
}

/* The first of the names that should be one and is none, or NULL. */
static const char *
find_unmatched(GHashTable *names, const SgPair *pair, Need need)
{
	bool has_key = is_name(names, pair->key);
	if (need == NEEDS_KEY || (need == NEEDS_BOTH && !has_key))
		return has_key ? NULL : pair->key;
	if (need == NEEDS_BOTH)
		return is_name(names, pair->value) ? NULL : pair->value;
	g_auto(GStrv) others = g_strsplit(pair->value, "\n", -1);
	for (char **other = others; *other && !has_key; other++)
		has_key = is_name(names, *other);
	return has_key ? NULL : pair->key;
}

static void
check_names(SgBuilding *building)
{
	g_autoptr(GHashTable) names = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		const GPtrArray *pairs =
		    G_STRUCT_MEMBER(GPtrArray *, building->config, lists[i].member);
		for (guint k = 0; pairs && k < pairs->len; k++) {
			const SgPair *pair = pairs->pdata[k];
			if (!names)
				names = list_names(building);
			const char *unmatched = find_unmatched(names, pair, lists[i].need);
			if (unmatched)
				report(building, lists[i].name, pair, unmatched);
		}
	}
}

/* The longest run of ASCII letters and digits of a name's key, owned: documents that do not have it
 * do not have the name, in whatever form. */
static char *
longest_word(const char *name)
{
	g_autofree char *key = sg_text_key(name);
	g_autofree char *lower = g_ascii_strdown(key, -1);
	const char *best = lower;
	size_t length = 0;
	for (const char *p = lower; *p;) {
		size_t n = strspn(p, G_CSET_a_2_z G_CSET_DIGITS);
		if (n > length) {
			best = p;
			length = n;
		}
		p += n > 0 ? n : 1;
	}
	return g_strndup(best, length);
}

/* Extraction leaves the terms out that are to be ignored, so they are looked for in the text. */
static void
check_ignored(SgBuilding *building)
{
	const GPtrArray *terms = building->config->ignore_terms;
	if (!terms || terms->len == 0)
		return;
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	g_autofree bool *found = g_new0(bool, terms->len);
	for (guint k = 0; k < terms->len; k++)
		g_ptr_array_add(words, longest_word(((const SgPair *)terms->pdata[k])->key));
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		g_autofree char *text = sg_text_lower(sg_facts_str(facts, facts->record->text),
						      facts->record->text_length);
		for (guint k = 0; k < terms->len; k++)
			found[k] = found[k] || strstr(text, words->pdata[k]);
	}
	for (guint k = 0; k < terms->len; k++) {
		const SgPair *pair = terms->pdata[k];
		if (!found[k])
			report(building, "ignore_terms", pair, pair->key);
	}
}

void
sg_building_check_config(SgBuilding *building)
{
	if (!building->config)
		return;
	check_names(building);
	check_ignored(building);
}
