/* SPDX-License-Identifier: MIT */
#include "graph/resolve.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Last words that say what sort of thing a proper name before them names: "Drop trait" is Drop.
 * In the form of keys. */
static const char *const sort_words[] = {"trait",   "type",      "crate",    "library",
					 "package", "framework", "macro",    "method",
					 "keyword", "attribute", "function", "lint"};

/* Prose about a package that is this much heavier than the package speaks of another thing: "AI" is
 * not the package ai. */
#define MAX_PROSE 2.0

static double
total_weight(const SgGroup *group)
{
	double total = 0;
	for (int kind = 0; kind < SG_N_KINDS; kind++)
		total += group->weight[kind];
	return total;
}

/* The kind that a group's own terms speak for. */
static SgKind
own_kind(const SgGroup *group)
{
	static const SgKind precedence[] = {SG_KIND_ERROR, SG_KIND_CRATE, SG_KIND_PATTERN,
					    SG_KIND_TOOL, SG_KIND_CONCEPT};
	SgKind best = SG_N_KINDS;
	for (size_t i = 0; i < G_N_ELEMENTS(precedence); i++) {
		SgKind kind = precedence[i];
		if (group->weight[kind] > (best == SG_N_KINDS ? 0 : group->weight[best]))
			best = kind;
	}
	return best;
}

/* Whether a stated other name may make two groups one: an error's title is not the concept it
 * is about. A group that only such names made has no kind and agrees with all. */
static bool
kinds_agree(const SgGroup *a, const SgGroup *b)
{
	SgKind x = own_kind(a);
	SgKind y = own_kind(b);
	if (x == SG_N_KINDS || y == SG_N_KINDS || x == y)
		return true;
	return (x == SG_KIND_CONCEPT || x == SG_KIND_PATTERN) &&
	       (y == SG_KIND_CONCEPT || y == SG_KIND_PATTERN);
}

static uint32_t
find_named(const SgResolution *resolution, const char *name)
{
	g_autofree char *key = sg_text_key(name);
	uint32_t found = sg_resolution_find(resolution, key);
	if (found != SG_NONE)
		return found;
	g_autofree char *lower = g_ascii_strdown(name, -1);
	g_autofree char *crate = g_strconcat("crate:cargo:", g_strdelimit(lower, " _", '-'), NULL);
	return sg_resolution_find(resolution, crate);
}

/* Whether uniting the two would put names together that the user keeps apart. */
static bool
is_kept_apart(const SgResolution *resolution, uint32_t a, uint32_t b)
{
	const SgConfig *config = resolution->building->config;
	const GPtrArray *pairs = config ? config->separate : NULL;
	for (guint i = 0; pairs && i < pairs->len; i++) {
		const SgPair *pair = g_ptr_array_index(pairs, i);
		uint32_t x = find_named(resolution, pair->key);
		uint32_t y = find_named(resolution, pair->value);
		if (x == SG_NONE || y == SG_NONE)
			continue;
		x = sg_resolution_root(resolution, x);
		y = sg_resolution_root(resolution, y);
		if ((x == a && y == b) || (x == b && y == a))
			return true;
	}
	return false;
}

bool
sg_resolution_unite(SgResolution *resolution, uint32_t a, uint32_t b, const char *rule)
{
	a = sg_resolution_root(resolution, a);
	b = sg_resolution_root(resolution, b);
	if (a == b)
		return true;
	if (is_kept_apart(resolution, a, b))
		return false;
	sg_resolution_group(resolution, b)->parent = a;
	sg_resolution_group(resolution, b)->rule = rule;
	return true;
}

static int
compare_crate(gconstpointer a, gconstpointer b, gpointer data)
{
	const SgGroup *x = sg_resolution_group(data, *(const uint32_t *)a);
	const SgGroup *y = sg_resolution_group(data, *(const uint32_t *)b);
	double p = total_weight(x);
	double q = total_weight(y);
	if (p < q || p > q)
		return (p < q) - (p > q);
	return strcmp(x->key, y->key);
}

static bool
speaks_of_crate(const SgResolution *resolution, uint32_t crate, uint32_t plain)
{
	const SgGroup *package = sg_resolution_group(resolution, crate);
	const SgGroup *prose = sg_resolution_group(resolution, plain);
	return total_weight(prose) <= MAX_PROSE * total_weight(package) &&
	       !sg_vocabulary_lists(resolution->building->vocabulary, SG_WORDS_PLAIN, prose->key);
}

/* "Tokio" in prose is the crate tokio, of the ecosystem that the corpus speaks of most. */
static void
unite_crates(SgResolution *resolution)
{
	g_autoptr(GArray) crates = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autofree bool *exact = g_new0(bool, resolution->groups->len + 1);
	for (uint32_t i = 0; i < resolution->groups->len; i++) {
		if (sg_resolution_group(resolution, i)->crate)
			g_array_append_val(crates, i);
	}
	for (uint32_t i = 0; i < resolution->spellings->len; i++) {
		const SgSpelling *spelling = sg_resolution_spelling(resolution, i);
		if (spelling->plain != SG_NONE && spelling->exact)
			exact[spelling->plain] = true;
	}
	g_array_sort_with_data(crates, compare_crate, resolution);
	for (guint i = 0; i < crates->len; i++) {
		uint32_t crate = g_array_index(crates, uint32_t, i);
		g_autofree char *key =
		    g_strdelimit(g_strdup(sg_resolution_group(resolution, crate)->crate), "-", ' ');
		uint32_t plain = sg_resolution_find(resolution, key);
		if (plain != SG_NONE && exact[plain] &&
		    sg_resolution_root(resolution, plain) == plain &&
		    speaks_of_crate(resolution, crate, plain))
			sg_resolution_unite(resolution, crate, plain,
					    sg_rules[SG_RULE_CRATE_NAME].name);
	}
}

static bool
is_sort_word(const char *word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sort_words); i++) {
		if (strcmp(sort_words[i], word) == 0)
			return true;
	}
	return false;
}

/* The vocabulary knows it: "Small functions" are not Small. */
static bool
is_proper_name(const SgGroup *group)
{
	double known = 0;
	for (int kind = 0; kind < SG_N_KINDS; kind++)
		known += group->known[kind];
	return known > 0 || group->crate;
}

static void
unite_sort_words(SgResolution *resolution)
{
	for (uint32_t i = 0; i < resolution->groups->len; i++) {
		const SgGroup *group = sg_resolution_group(resolution, i);
		const char *space = strrchr(group->key, ' ');
		if (group->crate || !space || !is_sort_word(space + 1))
			continue;
		g_autofree char *bare = g_strndup(group->key, (gsize)(space - group->key));
		uint32_t other = sg_resolution_find(resolution, bare);
		if (other != SG_NONE && is_proper_name(sg_resolution_group(resolution, other)))
			sg_resolution_unite(resolution, other, i, sg_rules[SG_RULE_SORT_WORD].name);
	}
}

/* A group that a term gives another name to. */
typedef struct {
	uint32_t alias, owner; /* groups */
	uint32_t confidence;
} Claim;

static int
compare_claim(const void *a, const void *b)
{
	const Claim *x = a;
	const Claim *y = b;
	if (x->alias != y->alias)
		return (x->alias > y->alias) - (x->alias < y->alias);
	if (x->confidence != y->confidence)
		return (x->confidence < y->confidence) - (x->confidence > y->confidence);
	return (x->owner > y->owner) - (x->owner < y->owner);
}

/* The use of an alias stands right after that of its term. */
static GArray *
list_claims(const SgResolution *resolution)
{
	GArray *claims = g_array_new(FALSE, FALSE, sizeof(Claim));
	for (guint i = 1; i < resolution->uses->len; i++) {
		const SgUse *use = &g_array_index(resolution->uses, SgUse, i);
		if (!use->alias)
			continue;
		const SgUse *term = &g_array_index(resolution->uses, SgUse, i - 1);
		const SgFacts *facts = sg_building_facts(resolution->building, use->document);
		Claim claim = {use->root, term->root, facts->terms[use->term].confidence};
		g_array_append_val(claims, claim);
	}
	if (claims->len > 1)
		qsort(claims->data, claims->len, sizeof(Claim), compare_claim);
	return claims;
}

/* Of several things that are given one other name only the surest gets it: "RC" of two does not
 * make them one. */
static void
unite_aliases(SgResolution *resolution)
{
	g_autoptr(GArray) claims = list_claims(resolution);
	uint32_t last = SG_NONE;
	for (guint i = 0; i < claims->len; i++) {
		const Claim *claim = &g_array_index(claims, Claim, i);
		if (claim->alias == last)
			continue;
		last = claim->alias;
		const SgGroup *owner = sg_resolution_group(resolution, claim->owner);
		if (kinds_agree(owner, sg_resolution_group(resolution, claim->alias)))
			sg_resolution_unite(resolution, claim->owner, claim->alias,
					    sg_rules[SG_RULE_ALIAS].name);
	}
}

static void
unite_wanted(SgResolution *resolution, const char *label, const char *other)
{
	uint32_t a = find_named(resolution, label);
	uint32_t b = find_named(resolution, other);
	if (a != SG_NONE && b != SG_NONE)
		sg_resolution_unite(resolution, a, b, sg_rules[SG_RULE_CONFIGURATION].name);
	uint32_t named = a != SG_NONE ? a : b;
	if (named != SG_NONE)
		sg_resolution_group(resolution, named)->wanted = label;
}

static void
unite_configured(SgResolution *resolution)
{
	const SgConfig *config = resolution->building->config;
	if (!config)
		return;
	for (guint i = 0; config->aliases && i < config->aliases->len; i++) {
		const SgPair *pair = g_ptr_array_index(config->aliases, i);
		g_auto(GStrv) names = g_strsplit(pair->value, "\n", -1);
		for (char **name = names; *name; name++)
			unite_wanted(resolution, pair->key, *name);
	}
	for (guint i = 0; config->merge && i < config->merge->len; i++) {
		const SgPair *pair = g_ptr_array_index(config->merge, i);
		unite_wanted(resolution, pair->value, pair->key);
	}
}

void
sg_resolution_apply_rules(SgResolution *resolution)
{
	unite_configured(resolution);
	unite_crates(resolution);
	unite_sort_words(resolution);
	unite_aliases(resolution);
}
