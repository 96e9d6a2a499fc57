/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include <string.h>

/* The rule on lists of packages: below a head such as "Libraries" an item of single names, "Left,
 * Right for drawing", lists packages, whether the vocabulary knows them or not. */

#define MAX_ITEM_BYTES 90
#define MAX_PACKAGES   6
#define DOUBT_PLAIN    5 /* "Rocket" is a word as well */

/* What such a list also says of work, but no package is called. */
static bool
is_activity(const char *name)
{
	static const char *const ends[] = {"ing",  "ion", "ions", "ment", "ments",
					   "ness", "ity", "ance", "ence", "ures"};
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		if (g_str_has_suffix(name, ends[i]))
			return true;
	}
	return false;
}

static bool
has_form_of_package(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
	return g_ascii_isalpha(*name) && name[n] == '\0' && n >= 2 && n <= 40 && !is_activity(name);
}

/* "Rocket" may be meant where a list or a purpose shows that it is a name, and stands with a
 * capital; otherwise plain words mean what they say. */
static bool
may_be_package(SgExtraction *x, const char *name, bool shown)
{
	SgNamingContext context = {x->vocabulary, x->packs, true};
	const SgKnown *known = sg_find_known(context, name);
	if (known)
		return known->kind == SG_KIND_CRATE && sg_fits_ecosystem(x, known);
	if (!has_form_of_package(name) || !strpbrk(name, "abcdefghijklmnopqrstuvwxyz"))
		return false;
	uint32_t lists = sg_vocabulary_lists_of(x->vocabulary, name);
	uint32_t never = SG_IN(SG_WORDS_STOP) | SG_IN(SG_WORDS_STRUCTURAL) | SG_IN(SG_WORDS_TAIL) |
			 SG_IN(SG_WORDS_IMPERATIVE) | SG_IN(SG_WORDS_LEAD);
	if ((lists & never) != 0)
		return false;
	bool plain = (lists & SG_IN(SG_WORDS_PLAIN)) != 0;
	return g_ascii_isupper(*name) ? !plain || shown : !plain && strpbrk(name, "-_");
}

static void
add_package(SgExtraction *x, SgBlock *block, const char *written, const SgRuleInfo *rule)
{
	SgNamingContext context = {x->vocabulary, x->packs, true};
	const SgKnown *known = sg_find_known(context, written);
	bool plain = sg_vocabulary_lists(x->vocabulary, SG_WORDS_PLAIN, written);
	g_autofree char *lower = g_ascii_strdown(written, -1);
	SgName name = {.label = known ? known->label : lower,
		       .facet = known ? known->facet : (char *)x->ecosystem,
		       .known = known != NULL,
		       .doubt = plain ? DOUBT_PLAIN : 0};
	SgSpan span = sg_prose_span(block->prose, x->doc, 0, block->prose->length);
	if (!sg_stands_in_block(x, block, name.label, span))
		sg_add_term(x, &name, SG_KIND_CRATE, rule, (SgPlace){block->section, span});
}

/* Cuts the text where its packages begin and end: what "with" or "using" brings in, what "for"
 * says of them. */
static char *
cut_packages(char *text, bool *purpose)
{
	static const char *const means[] = {" with ", " using ", " via "};
	char *start = text;
	for (size_t i = 0; i < G_N_ELEMENTS(means); i++) {
		char *joint = strstr(text, means[i]);
		if (joint)
			start = joint + strlen(means[i]);
	}
	char *end = strstr(start, " for ");
	*purpose = end || start > text;
	if (end)
		*end = '\0';
	return start;
}

void
sg_rule_package_list(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	uint32_t length = block->prose->length;
	if ((block->under & SG_UNDER_CRATES) == 0 || *x->ecosystem == '\0' || !block->opens_item ||
	    block->prose->n_leads > 0 || length == 0 || length > MAX_ITEM_BYTES)
		return;
	g_autofree char *text = sg_prose_slice(block->prose, 0, length);
	bool purpose = false;
	g_autoptr(GString) list = g_string_new(cut_packages(text, &purpose));
	g_string_replace(list, ", and ", ",", 0);
	g_string_replace(list, " and ", ",", 0);
	g_string_replace(list, " or ", ",", 0);
	g_string_replace(list, "/", ",", 0);
	g_auto(GStrv) names = g_strsplit(list->str, ",", MAX_PACKAGES + 1);
	guint n = g_strv_length(names);
	bool shown = purpose || n > 1;
	if (n > MAX_PACKAGES)
		return;
	for (guint i = 0; i < n; i++) {
		g_strstrip(names[i]);
		if (i == 0 && !may_be_package(x, names[i], shown))
			return;
	}
	for (guint i = 0; i < n; i++) {
		if (may_be_package(x, names[i], shown))
			add_package(x, block, names[i], rule);
	}
}
