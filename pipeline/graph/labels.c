/* SPDX-License-Identifier: MIT */
#include "graph/resolve.h"

#include "base/digest.h"
#include "base/text.h"

#include <string.h>

#define SUFFIX_DIGITS 6

/* How much a place says about the best spelling: what an author sets as a heading or defines is
 * spelled with care, code has its own spelling. */
static const double role_weight[SG_N_ROLES] = {
    [SG_ROLE_HEADING] = 1.5, [SG_ROLE_DEFINITION] = 1.5, [SG_ROLE_TERM] = 1.2,
    [SG_ROLE_STATEMENT] = 1, [SG_ROLE_CODE] = 0.5,       [SG_ROLE_METADATA] = 0.8,
    [SG_ROLE_MENTION] = 0.8,
};
#define ALIAS_WEIGHT 0.3
#define LOWER_WEIGHT 0.8 /* "ownership" in running text against "Ownership" */

/* "Arc<T>", "HashMap<K, V>": the form that a type is best known by. */
static bool
is_generic(const char *text)
{
	const char *open = strchr(text, '<');
	if (!open || open == text || !g_str_has_suffix(text, ">"))
		return false;
	for (const char *c = open + 1; c[1]; c++) {
		bool last = c[1] == ',' || c[1] == '>' || c[1] == ' ';
		if (g_ascii_isupper(*c) ? !last : !(*c == ',' || *c == ' '))
			return false;
	}
	return true;
}

static bool
is_error_code(const char *text)
{
	size_t digits = 0;
	if (!g_ascii_isupper(*text))
		return false;
	while (g_ascii_isdigit(text[1 + digits]))
		digits++;
	return digits >= 3 && text[1 + digits] == '\0';
}

/* A spelling of which nothing better can be said wins by weight. */
typedef struct {
	const char *text;
	double weight;
} Choice;

static double
weigh_use(const SgUse *use)
{
	return use->confidence * role_weight[use->role] * (use->alias ? ALIAS_WEIGHT : 1);
}

static void
prefer(Choice *best, const char *text, double weight)
{
	bool better = weight > best->weight;
	bool equal = !better && !(weight < best->weight);
	if (!best->text || better || (equal && strcmp(text, best->text) < 0))
		*best = (Choice){text, weight};
}

/* Spellings whose form decides come before the most frequent one. */
static double
weigh_form(const char *text, SgKind kind)
{
	if (kind == SG_KIND_ERROR && is_error_code(text))
		return 1e9;
	if (kind == SG_KIND_CONCEPT && is_generic(text))
		return 1e6;
	if (kind != SG_KIND_CRATE && g_ascii_islower(*text))
		return LOWER_WEIGHT;
	return 1;
}

static Choice
choose(const SgResolution *resolution, const SgUse *uses, size_t count, SgKind kind)
{
	Choice best = {NULL, 0};
	for (size_t i = 0, end = 0; i < count; i = end) {
		double weight = 0;
		for (end = i; end < count && uses[end].spelling == uses[i].spelling; end++)
			weight += weigh_use(&uses[end]);
		const char *text = sg_resolution_spelling(resolution, uses[i].spelling)->text;
		prefer(&best, text, weight * weigh_form(text, kind));
	}
	return best;
}

/* Without back-ticks and a last word "pattern"; a phrase begins with a capital. */
static char *
polish(const SgVocabulary *vocabulary, const char *text, SgKind kind)
{
	g_autofree char *bare = g_strdelimit(g_strdup(text), "`", ' ');
	char *label = sg_text_squash(bare, strlen(bare));
	char *space = strrchr(label, ' ');
	if (space && kind != SG_KIND_ERROR && kind != SG_KIND_CRATE &&
	    sg_vocabulary_lists(vocabulary, SG_WORDS_MARK_PATTERN, space + 1))
		*space = '\0';
	bool phrase = strchr(label, ' ') && kind != SG_KIND_TOOL && kind != SG_KIND_CRATE;
	for (const char *c = label; phrase && *c; c++)
		phrase = g_ascii_islower(*c) || *c == ' ' || *c == '-' || *c == '\'';
	if (phrase)
		label[0] = g_ascii_toupper(label[0]);
	return label;
}

/* As the registry writes it: Cargo.toml and hyphens know better than a path in code, where '-'
 * cannot be written. */
static char *
label_crate(const SgResolution *resolution, const SgUse *uses, size_t count)
{
	const SgGroup *group = sg_resolution_group(resolution, uses->root);
	const char *hyphens = NULL;
	const char *manifest = NULL;
	for (size_t i = 0; i < count; i++) {
		const SgFacts *facts = sg_building_facts(resolution->building, uses[i].document);
		const SgTerm *term = &facts->terms[uses[i].term];
		const char *text = sg_resolution_spelling(resolution, uses[i].spelling)->text;
		if (uses[i].alias)
			continue;
		if (strchr(text, '-') && !hyphens)
			hyphens = text;
		const char *rule = sg_facts_str(facts, term->rule);
		if (strstr(rule, "manifest") || strstr(rule, "toml") || strstr(rule, "cargo"))
			manifest = text;
	}
	const char *text = manifest ? manifest : hyphens ? hyphens : group->crate;
	return g_ascii_strdown(text, -1);
}

char *
sg_resolution_label(const SgResolution *resolution, const SgUse *uses, size_t count, SgKind kind)
{
	const SgVocabulary *vocabulary = resolution->building->vocabulary;
	const SgGroup *group = sg_resolution_group(resolution, uses->root);
	if (group->wanted)
		return g_strdup(group->wanted);
	Choice choice = choose(resolution, uses, count, kind);
	const SgKnown *known = sg_vocabulary_find(vocabulary, choice.text, kind);
	if (known && (kind != SG_KIND_CRATE ||
		      strcmp(known->facet ? known->facet : "cargo", group->facet) == 0))
		return g_strdup(known->label);
	if (kind == SG_KIND_CRATE && group->crate)
		return label_crate(resolution, uses, count);
	return polish(vocabulary, choice.text, kind);
}

/* Arguments of a generic type do not tell entities apart, hence not ids. */
static char *
drop_generics(const char *label)
{
	const char *open = strchr(label, '<');
	if (!open || open == label || !g_str_has_suffix(label, ">"))
		return g_strdup(label);
	return g_strndup(label, (gsize)(open - label));
}

/* Signs that tell no names apart, since their keys are equal (sg_text_key), hence no ids either. */
static const char lost_in_keys[] = "!\"$%()*,-/:;=?@[\\]^_`{|}~<>";

char *
sg_entity_id(SgKind kind, const char *facet, const char *label, const char *key)
{
	if (kind == SG_KIND_ERROR && is_error_code(label))
		return g_strconcat("error/", label, NULL);
	g_autofree char *bare = drop_generics(label);
	g_strdelimit(bare, kind == SG_KIND_CRATE ? "_" : lost_in_keys, ' ');
	bool lossy = false;
	g_autofree char *slug = sg_text_slug(bare, &lossy);
	bool foreign = kind == SG_KIND_CRATE && *facet && strcmp(facet, "cargo") != 0;
	g_autofree char *space = foreign ? g_strconcat(facet, ":", NULL) : g_strdup("");
	if (!lossy && *slug)
		return g_strconcat(sg_kind_name(kind), "/", space, slug, NULL);
	SgDigest digest = sg_digest(key, strlen(key));
	digest.hex[SUFFIX_DIGITS] = '\0';
	return g_strconcat(sg_kind_name(kind), "/", space, slug, *slug ? "-" : "x-", digest.hex,
			   NULL);
}
