/* SPDX-License-Identifier: MIT */
#include "extract/one-name.h"

#include "extract/phrase.h"

#include "base/text.h"

#include <string.h>

#define MAX_NAMES       8  /* of one phrase */
#define DOUBT_LEFT_OVER 20 /* one plain word of what was a longer phrase */

void
sg_name_clear(gpointer name)
{
	SgName *cleared = name;
	g_free(cleared->label);
	g_free(cleared->alias);
	g_free(cleared->facet);
}

static bool
has_name(const SgNaming *naming, const char *label)
{
	if (naming->names->len == 0)
		return false;
	g_autofree char *key = sg_text_key(label);
	for (guint i = 0; i < naming->names->len; i++) {
		g_autofree char *other = sg_text_key(g_array_index(naming->names, SgName, i).label);
		if (strcmp(key, other) == 0)
			return true;
	}
	return false;
}

void
sg_naming_add(
    SgNaming *naming, const char *label, const SgKnown *known, SgKind kind, unsigned doubt)
{
	const char *text = known ? known->label : label;
	if (naming->names->len >= MAX_NAMES || has_name(naming, text))
		return;
	SgName name = {.label = g_strdup(text),
		       .facet = known && known->facet ? g_strdup(known->facet) : NULL,
		       .kind = known ? known->kind : kind,
		       .known = known != NULL,
		       .code = sg_phrase_is_code(label),
		       .doubt = (uint8_t)MIN(doubt, 100)};
	g_array_append_val(naming->names, name);
}

/* Whether only a space of the name stands for a hyphen of the package. */
static bool
lacks_hyphen(const char *label, const char *name)
{
	if (!strchr(name, ' '))
		return false;
	g_autofree char *hyphened = g_ascii_strdown(name, -1);
	g_strdelimit(hyphened, " ", '-');
	size_t n = strlen(label);
	return strncmp(hyphened, label, n) == 0 && strlen(hyphened) <= n + 1;
}

const SgKnown *
sg_find_known(SgNamingContext context, const char *name)
{
	const SgKnown *known =
	    sg_vocabulary_find_in(context.vocabulary, name, SG_N_KINDS, context.packs);
	if (!known || known->kind != SG_KIND_CRATE)
		return known;
	bool plain =
	    !context.names_crates && sg_vocabulary_lists(context.vocabulary, SG_WORDS_PLAIN, name);
	bool lacks = lacks_hyphen(known->label, name) &&
		     !sg_vocabulary_spells(context.vocabulary, name, known);
	if (!plain && !lacks)
		return known;
	static const SgKind others[] = {SG_KIND_PATTERN, SG_KIND_TOOL, SG_KIND_CONCEPT};
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		known = sg_vocabulary_find_in(context.vocabulary, name, others[i], context.packs);
		if (known)
			return known;
	}
	return NULL;
}

const SgKnown *
sg_naming_find(const SgNaming *naming, const char *phrase)
{
	return sg_find_known(naming->context, phrase);
}

void
sg_naming_add_error(SgNaming *naming, const char *phrase, size_t code_length)
{
	g_autofree char *code = g_strndup(phrase, code_length);
	g_autofree char *title =
	    sg_phrase_clean(phrase + code_length + strspn(phrase + code_length, " :-()"));
	size_t n = strlen(title);
	if (n > 0 && title[n - 1] == ')' && !strchr(title, '('))
		title[n - 1] = '\0';
	/* "E0282, E0283 and E0284 need ..." is the title of none of them. */
	bool several = phrase[code_length] == ',' || g_str_has_prefix(title, "and E") ||
		       sg_phrase_error_code(title) > 0;
	bool titled = n > 2 && n < 90 && !several;
	SgName name = {.label = titled ? g_strdup_printf("%s: %s", code, title) : g_strdup(code),
		       .alias = titled ? g_strdup(code) : NULL,
		       .facet = g_strdup("compiler"),
		       .kind = SG_KIND_ERROR,
		       .known = true};
	g_array_append_val(naming->names, name);
}

SgKind
sg_mark_of(uint32_t lists)
{
	if ((lists & SG_IN(SG_WORDS_MARK_PATTERN)) != 0)
		return SG_KIND_PATTERN;
	if ((lists & SG_IN(SG_WORDS_MARK_TOOL)) != 0)
		return SG_KIND_TOOL;
	if ((lists & SG_IN(SG_WORDS_MARK_CRATE)) != 0)
		return SG_KIND_CRATE;
	return (lists & SG_IN(SG_WORDS_MARK_ERROR)) != 0 ? SG_KIND_ERROR : SG_N_KINDS;
}

static bool
is_possessive(const char *word, size_t length)
{
	static const char *const ends[] = {"'s", "\xe2\x80\x99s"};
	for (size_t i = 0; word[length - 1] == 's' && i < G_N_ELEMENTS(ends); i++) {
		size_t n = strlen(ends[i]);
		if (length >= n && strncmp(word + length - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* A language that a pack acts on. */
static bool
is_language(const SgVocabulary *vocabulary, const char *word, size_t length)
{
	g_autofree char *small = g_ascii_strdown(word, (gssize)length);
	return sg_vocabulary_packs_of(vocabulary, small) !=
	       sg_vocabulary_packs_of(vocabulary, NULL);
}

/* "the", "Advanced", "Rust's" in front of a name, "Rust" in front of one that is known without. */
static size_t
lead_length(const SgNaming *naming, const char *phrase)
{
	const SgVocabulary *vocabulary = naming->context.vocabulary;
	size_t first = strcspn(phrase, " ");
	if (first == 0 || phrase[first] == '\0')
		return 0;
	size_t length = first + strspn(phrase + first, " ");
	uint32_t lists = sg_vocabulary_phrase(vocabulary, phrase, first).lists;
	if (is_possessive(phrase, first) || (lists & SG_IN(SG_WORDS_LEAD)) != 0)
		return length;
	bool qualifier = sg_naming_find(naming, phrase + length) != NULL &&
			 is_language(vocabulary, phrase, first);
	return qualifier ? length : 0;
}

/* Cuts a word off the end when it only classifies; gives the kind that it marks. */
static bool
cut_tail(const SgNaming *naming, char *phrase, SgKind *marked)
{
	char *space = strrchr(phrase, ' ');
	if (!space)
		return false;
	/* "best practices" goes as a whole. */
	char *pair = g_strrstr_len(phrase, space - phrase, " ");
	if (pair && sg_vocabulary_lists(naming->context.vocabulary, SG_WORDS_TAIL, pair + 1)) {
		*pair = '\0';
		return true;
	}
	uint32_t lists = sg_vocabulary_lists_of(naming->context.vocabulary, space + 1);
	SgKind mark = sg_mark_of(lists);
	if (mark == SG_N_KINDS && (lists & SG_IN(SG_WORDS_TAIL)) == 0)
		return false;
	/* "Builder Pattern" names a pattern, "Concurrency Patterns" a topic. */
	size_t n = strlen(space + 1);
	bool plural = n > 3 && space[n] == 's' && space[n - 1] != 's';
	if (mark != SG_N_KINDS && !plural && mark != SG_KIND_ERROR)
		*marked = mark;
	*space = '\0';
	return true;
}

/* "Rust 1.75+", "Python 3.11". */
static bool
cut_version(char *phrase)
{
	char *space = strrchr(phrase, ' ');
	if (!space)
		return false;
	const char *word = space + 1 + (space[1] == 'v' || space[1] == '>');
	if (!g_ascii_isdigit(*word) || !strpbrk(word, ".+"))
		return false;
	*space = '\0';
	return true;
}

/* "Concurrency types", "Trait implementations": a sort of thing, cut off only a known name. */
static bool
cut_sort(const SgNaming *naming, char *phrase)
{
	static const char *const sorts[] = {"types",        "type",      "traits", "trait",
					    "operations",   "code",      "tools",  "errors",
					    "applications", "functions", "hints",  "manipulation"};
	char *space = strrchr(phrase, ' ');
	for (size_t i = 0; space && space > phrase && i < G_N_ELEMENTS(sorts); i++) {
		if (g_ascii_strcasecmp(space + 1, sorts[i]) != 0)
			continue;
		*space = '\0';
		if (sg_naming_find(naming, phrase))
			return true;
		*space = ' ';
		return false;
	}
	return false;
}

/* "hexhive": one word as packages are called. */
static bool
is_package_form(const char *phrase)
{
	size_t n = strspn(phrase, "abcdefghijklmnopqrstuvwxyz0123456789-_");
	return n >= 3 && phrase[n] == '\0';
}

static bool
is_plain_form(const char *phrase)
{
	return !strpbrk(phrase, " -") && !sg_phrase_is_code(phrase) &&
	       !sg_phrase_is_acronym(phrase);
}

static unsigned
form_doubt(const SgNaming *naming, const char *phrase)
{
	bool single = !strchr(phrase, ' ');
	if (sg_phrase_is_code(phrase) || sg_phrase_is_acronym(phrase))
		return 0;
	bool package = naming->context.names_crates && is_package_form(phrase);
	return single && !package ? 20 : 8;
}

/* One phrase without any joint: strips what stands around the name, longest known name first. */
void
sg_naming_accept(SgNaming *naming, const char *phrase, unsigned doubt)
{
	g_autofree char *rest = sg_phrase_clean(phrase);
	SgKind marked = SG_N_KINDS;
	bool cut = false;
	for (;; cut = true) {
		if (*rest == '\0')
			return;
		const SgKnown *known = sg_naming_find(naming, rest);
		if (known) {
			sg_naming_add(naming, rest, known, marked, doubt);
			break;
		}
		size_t lead = lead_length(naming, rest);
		if (lead > 0) {
			memmove(rest, rest + lead, strlen(rest + lead) + 1);
			continue;
		}
		if (cut_tail(naming, rest, &marked) || cut_version(rest))
			continue;
		if (cut_sort(naming, rest))
			continue;
		/* "Common Vulnerability Patterns" does not speak of Vulnerability as a thing. */
		if (cut && marked == SG_N_KINDS && is_plain_form(rest))
			doubt += DOUBT_LEFT_OVER;
		if (sg_phrase_is_name(naming->context.vocabulary, rest))
			sg_naming_add(naming, rest, NULL, marked, doubt + form_doubt(naming, rest));
		break;
	}
	if (marked != SG_N_KINDS)
		naming->marked = marked;
}
