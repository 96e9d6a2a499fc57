/* SPDX-License-Identifier: MIT */
#include "extract/names.h"

#include "extract/one-name.h"
#include "extract/phrase.h"

#include "base/text.h"

#include <string.h>

#define MAX_SPLITS 4 /* depth of "A: B and C (D)" */
#define MAX_NAMES  8 /* of one phrase */

#define DOUBT_CLAUSE     30
#define DOUBT_INSTANCE   50
#define DOUBT_KNOWN_PART 8 /* a known name that is not the head of its phrase */

/* How a preposition divides a phrase: always, or only where its left side is known; and how
 * doubtful it makes a name on its right side that is not known. */
typedef struct {
	const char *word; /* with its spaces */
	bool cut;
	unsigned doubt;
} Preposition;

static const Preposition prepositions[] = {
    {" for ", true, 40},    {" as ", true, 20},      {" through ", true, 40},
    {" via ", true, 20},    {" using ", true, 20},   {" without ", true, 20},
    {" by ", true, 30},     {" with ", false, 25},   {" from ", false, 40},
    {" to ", false, 40},    {" in ", false, 40},     {" over ", false, 40},
    {" on ", false, 40},    {" across ", true, 40},  {" between ", true, 40},
    {" within ", true, 40}, {" into ", false, 40},   {" including ", true, 20},
    {" under ", true, 40},  {" against ", true, 30},
};

static const char *const versus[] = {" vs ", " vs. ", " versus ", " VS ", " Vs "};

static void collect(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt);

#define LABELS                                                                      \
	(SG_IN(SG_WORDS_LEAD) | SG_IN(SG_WORDS_TAIL) | SG_IN(SG_WORDS_STRUCTURAL) | \
	 SG_IN(SG_WORDS_STOP))

/* "Pattern Name", "Advanced Technique", "Step 3": what stands before a colon and only says what
 * sort of name follows. */
static bool
is_label(const SgNaming *naming, const char *phrase, SgKind *marked)
{
	g_auto(GStrv) words = g_strsplit(phrase, " ", 0);
	for (char **word = words; *word; word++) {
		uint32_t lists = sg_vocabulary_lists_of(naming->context.vocabulary, *word);
		SgKind mark = sg_mark_of(lists);
		if (mark != SG_N_KINDS)
			*marked = mark;
		else if (!g_ascii_isdigit(**word) && strcmp(*word, "&") != 0 && strlen(*word) > 1 &&
			 (lists & LABELS) == 0)
			return false;
	}
	return true;
}

/* "Real Example: Empty basket" tells of one case, which has no name. */
static void
doubt_instances(SgNaming *naming, const char *head, guint before)
{
	g_autofree char *lower = g_ascii_strdown(head, -1);
	bool instance =
	    strstr(lower, "example") || strstr(lower, "sample") || strstr(lower, "case");
	for (guint i = before; instance && i < naming->names->len; i++) {
		SgName *name = &g_array_index(naming->names, SgName, i);
		if (!name->known)
			name->doubt = (uint8_t)MIN(name->doubt + DOUBT_INSTANCE, 100);
	}
}

/* "Solution 1: Sequential Execution": a title of two words or more names the way out. */
static bool
is_named_solution(const SgNaming *naming, const char *head, const char *title)
{
	size_t word = strcspn(head, " ");
	uint32_t lists = sg_vocabulary_phrase(naming->context.vocabulary, head, word).lists;
	return (lists & SG_IN(SG_WORDS_MARK_SOLUTION)) != 0 && strchr(title, ' ') &&
	       sg_phrase_is_title(title);
}

static bool
split_colon(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	const char *colon = strstr(phrase, ": ");
	if (!colon)
		return false;
	g_autofree char *head = g_strndup(phrase, (size_t)(colon - phrase));
	SgKind marked = SG_N_KINDS;
	guint before = naming->names->len;
	if (is_label(naming, head, &marked)) {
		collect(naming, colon + 2, depth + 1, doubt);
		doubt_instances(naming, head, before);
		if (marked == SG_N_KINDS && is_named_solution(naming, head, colon + 2))
			marked = SG_KIND_PATTERN;
		for (guint i = before; marked < SG_N_KINDS && i < naming->names->len; i++) {
			SgName *name = &g_array_index(naming->names, SgName, i);
			if (name->kind == SG_N_KINDS)
				name->kind = marked;
		}
		if (marked != SG_N_KINDS)
			naming->marked = marked;
		return true;
	}
	collect(naming, head, depth + 1, doubt);
	if (sg_phrase_is_title(colon + 2) || sg_naming_find(naming, colon + 2))
		collect(naming, colon + 2, depth + 1, doubt + DOUBT_KNOWN_PART);
	return true;
}

static bool
split_dash(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	static const char *const dashes[] = {" - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " -- "};
	for (size_t i = 0; i < G_N_ELEMENTS(dashes); i++) {
		const char *dash = strstr(phrase, dashes[i]);
		if (!dash)
			continue;
		g_autofree char *head = g_strndup(phrase, (size_t)(dash - phrase));
		SgKind marked = SG_N_KINDS;
		if (is_label(naming, head, &marked))
			collect(naming, dash + strlen(dashes[i]), depth + 1, doubt);
		else
			collect(naming, head, depth + 1, doubt);
		return true;
	}
	return false;
}

/* Whether a word of the phrase begins with the letter. */
static bool
has_initial(const char *phrase, char letter)
{
	for (const char *p = phrase; p; p = strpbrk(p, " -")) {
		p += strspn(p, " -");
		if (g_ascii_toupper(*p) == g_ascii_toupper(letter))
			return true;
	}
	return false;
}

/* The words in brackets are another name, members, or an aside. */
static void
use_brackets(SgNaming *naming, const char *inside, guint before, unsigned doubt)
{
	if (naming->names->len == before)
		return;
	SgName *last = &g_array_index(naming->names, SgName, naming->names->len - 1);
	bool acronym = sg_phrase_is_expansion(inside, last->label) ||
		       sg_phrase_is_expansion(last->label, inside);
	bool short_form = sg_phrase_is_acronym(inside) && strchr(last->label, ' ') &&
			  strlen(inside) < 8 && has_initial(last->label, *inside);
	/* "GREEN (Test Passes)" is an aside: what spells capitals out begins as they do. */
	bool spelled_out = sg_phrase_is_title(inside) && strchr(inside, ' ') &&
			   !strchr(inside, ',') && !strchr(last->label, ' ') &&
			   (!sg_phrase_is_acronym(last->label) ||
			    g_ascii_toupper(*inside) == g_ascii_toupper(*last->label));
	if (acronym || short_form || spelled_out) {
		if (!last->alias && sg_phrase_is_name(naming->context.vocabulary, inside))
			last->alias = g_strdup(inside);
		return;
	}
	g_auto(GStrv) parts = g_strsplit(inside, ", ", 8);
	for (char **part = parts; *part; part++) {
		const SgKnown *known = sg_naming_find(naming, *part);
		guint n = naming->names->len;
		if (known)
			sg_naming_add(naming, *part, known, SG_N_KINDS, doubt + DOUBT_KNOWN_PART);
		if (naming->names->len > n && parts[1])
			g_array_index(naming->names, SgName, n).member = true;
	}
}

static bool
split_brackets(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	const char *open = strstr(phrase, " (");
	const char *close = open ? strchr(open, ')') : NULL;
	if (!close)
		return false;
	g_autofree char *head = g_strndup(phrase, (size_t)(open - phrase));
	g_autofree char *inside = g_strndup(open + 2, (size_t)(close - open - 2));
	g_autofree char *cleaned = sg_phrase_clean(inside);
	g_autofree char *whole = g_strconcat(head, close + 1, NULL);
	guint before = naming->names->len;
	collect(naming, head, depth + 1, doubt);
	use_brackets(naming, cleaned, before, doubt);
	/* What follows the brackets ("Arc (...) for sharing") may name more. */
	if (sg_phrase_count_words(close + 1) > 1 && naming->names->len > before)
		collect(naming, whole, depth + 1, doubt);
	return true;
}

/* "Stack" of "Stack vs heap allocation" with the noun that it lacks, if that makes a known name
 * other than the last part's: "trait" of "trait and trait bounds" lacks nothing. Owned, or NULL. */
static char *
lend_noun(const SgNaming *naming, const char *part, const char *last)
{
	const char *noun = strrchr(last, ' ');
	if (!noun || strchr(part, ' '))
		return NULL;
	g_autofree char *whole = g_strconcat(part, noun, NULL);
	const SgKnown *known = sg_naming_find(naming, whole);
	return known && known != sg_naming_find(naming, last) ? g_steal_pointer(&whole) : NULL;
}

static bool
split_versus(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	for (size_t i = 0; i < G_N_ELEMENTS(versus); i++) {
		const char *joint = strstr(phrase, versus[i]);
		if (!joint)
			continue;
		g_autofree char *left = g_strndup(phrase, (size_t)(joint - phrase));
		const char *right = joint + strlen(versus[i]);
		g_autofree char *whole = lend_noun(naming, left, right);
		guint before = naming->names->len;
		collect(naming, whole ? whole : left, depth + 1, doubt);
		guint middle = naming->names->len;
		collect(naming, right, depth + 1, doubt);
		naming->contrast =
		    middle == before + 1 && naming->names->len >= middle + 1 && before == 0;
		return true;
	}
	return false;
}

static const char *
find_preposition(const char *phrase, const Preposition **which)
{
	for (const char *space = strchr(phrase, ' '); space; space = strchr(space + 1, ' ')) {
		char initial = g_ascii_tolower(space[1]);
		for (size_t i = 0; i < G_N_ELEMENTS(prepositions); i++) {
			const char *word = prepositions[i].word;
			if (initial != word[1] ||
			    g_ascii_strncasecmp(space, word, strlen(word)) != 0)
				continue;
			*which = &prepositions[i];
			return space;
		}
	}
	return NULL;
}

static bool
split_preposition(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	const Preposition *which = NULL;
	const char *joint = find_preposition(phrase, &which);
	if (!joint || joint == phrase)
		return false;
	g_autofree char *left = g_strndup(phrase, (size_t)(joint - phrase));
	const char *right = joint + strlen(which->word);
	guint before = naming->names->len;
	collect(naming, left, depth + 1, doubt);
	bool known =
	    naming->names->len > before && g_array_index(naming->names, SgName, before).known;
	/* "Shared State with Mutex" is one name where its parts are none. */
	if (!known && !which->cut && naming->names->len == before + 1 && !strstr(phrase, " and ") &&
	    sg_phrase_is_name(naming->context.vocabulary, phrase) && sg_phrase_is_title(phrase)) {
		g_array_set_size(naming->names, before);
		sg_naming_add(naming, phrase, NULL, SG_N_KINDS, doubt + 8);
	}
	guint middle = naming->names->len;
	bool noun_phrase = sg_phrase_count_words(right) >= 2 && sg_phrase_is_title(right) &&
			   sg_phrase_is_title(phrase);
	/* "Reqwest for HTTP" does not speak of the package http. */
	bool names_crates = naming->context.names_crates;
	naming->context.names_crates = names_crates && strcmp(which->word, " for ") != 0;
	collect(naming, right, depth + 1, doubt);
	naming->context.names_crates = names_crates;
	for (guint i = naming->names->len; i > middle; i--) {
		SgName *name = &g_array_index(naming->names, SgName, i - 1);
		name->doubt = (uint8_t)MIN(
		    name->doubt + (name->known ? DOUBT_KNOWN_PART : which->doubt), 100);
		if (!name->known && (!noun_phrase || middle == before))
			g_array_remove_index(naming->names, i - 1);
	}
	return true;
}

static bool
is_adjective(const char *word)
{
	static const char *const ends[] = {"able", "ible", "al", "ive", "ic",
					   "ous",  "ed",   "ar", "ural"};
	if (strchr(word, ' '))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		if (g_str_has_suffix(word, ends[i]))
			return true;
	}
	return false;
}

/* "Mutable and Immutable Borrows": parts that lack the noun get it. */
static void
collect_parts(SgNaming *naming, char **parts, unsigned depth, unsigned doubt)
{
	guint n = g_strv_length(parts);
	const char *noun = strrchr(parts[n - 1], ' ');
	for (guint i = 0; i < n; i++) {
		g_autofree char *part = sg_phrase_clean(parts[i]);
		g_autofree char *whole = i + 1 < n ? lend_noun(naming, part, parts[n - 1]) : NULL;
		if (!whole && noun && i + 1 < n && is_adjective(part) &&
		    !sg_naming_find(naming, part))
			whole = g_strconcat(part, noun, NULL);
		collect(naming, whole ? whole : part, depth + 1, doubt);
	}
}

/* What joins the parts of a list, longer ones first. */
static const char *const joints[] = {", and ", ", or ",         ", ", " and ", " & ",
				     " or ",   " \xe2\x86\x92 "};

static bool
has_joint(const char *phrase)
{
	for (const char *space = strchr(phrase, ' '); space; space = strchr(space + 1, ' ')) {
		if (space > phrase && space[-1] == ',')
			return true;
		for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
			if (*joints[i] == ' ' && joints[i][1] == space[1] &&
			    g_str_has_prefix(space, joints[i]))
				return true;
		}
	}
	return false;
}

static bool
split_list(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	if (!has_joint(phrase))
		return false;
	g_autoptr(GString) text = g_string_new(phrase);
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
		g_string_replace(text, joints[i], "\n", 0);
	g_auto(GStrv) parts = g_strsplit(text->str, "\n", 0);
	collect_parts(naming, parts, depth, doubt);
	return true;
}

/* "Juniper/async-graphql" but not "I/O" or "read/write": each part must be known. */
static bool
split_slash(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	if (!strchr(phrase, '/'))
		return false;
	g_auto(GStrv) parts = g_strsplit(phrase, "/", 6);
	for (char **part = parts; *part; part++) {
		if (strlen(*part) < 2 || !sg_naming_find(naming, *part))
			return false;
	}
	collect_parts(naming, parts, depth, doubt);
	return true;
}

typedef bool (*SplitFn)(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt);

/* Tried in this order; the first that finds its joint takes the phrase. */
static const SplitFn splits[] = {split_colon,       split_dash, split_brackets, split_versus,
				 split_preposition, split_list, split_slash};

/* NOLINTNEXTLINE(misc-no-recursion): depth is limited by MAX_SPLITS */
static void
collect(SgNaming *naming, const char *phrase, unsigned depth, unsigned doubt)
{
	g_autofree char *clean = sg_phrase_clean(phrase);
	if (*clean == '\0' || depth > MAX_SPLITS)
		return;
	const SgKnown *known = sg_naming_find(naming, clean);
	/* Beside a name even a word of structure may be one: "Borrowing and References". */
	if (sg_vocabulary_lists(naming->context.vocabulary, SG_WORDS_STRUCTURAL, clean) &&
	    !(known && naming->names->len > 0)) {
		naming->structural = naming->structural || depth == 0;
		return;
	}
	size_t code = sg_phrase_error_code(clean);
	if (code > 0) {
		sg_naming_add_error(naming, clean, code);
		return;
	}
	if (known) {
		sg_naming_add(naming, clean, known, SG_N_KINDS, doubt);
		return;
	}
	/* Signatures and calls are one thing, whatever joints stand in them. */
	bool one = !strchr(clean, ' ') && (!strchr(clean, '/') || sg_phrase_is_code(clean));
	for (size_t i = 0; !one && i < G_N_ELEMENTS(splits); i++) {
		if (splits[i](naming, clean, depth, doubt))
			return;
	}
	sg_naming_accept(naming, clean, doubt);
}

/* "Example API Test", "Project Summary", "Selected Agents": the author's or the reader's own, by
 * the first word. */
static unsigned
own_doubt(const char *phrase)
{
	static const char *const owners[] = {
	    "example",  "sample",   "project",    "your",     "our",         "task",
	    "detected", "selected", "configured", "proposed", "recommended", "current",
	    "expected", "required", "original",   "target",   "initial",     "final"};
	/* Nor are the parts of a clause names: "Callback cannot panic or reenter". */
	if (sg_phrase_is_clause(phrase) && !strpbrk(phrase, ":(") && !strstr(phrase, " - "))
		return DOUBT_CLAUSE;
	size_t n = strcspn(phrase, " ");
	for (size_t i = 0; phrase[n] == ' ' && i < G_N_ELEMENTS(owners); i++) {
		if (strlen(owners[i]) == n && g_ascii_strncasecmp(owners[i], phrase, n) == 0)
			return DOUBT_INSTANCE;
	}
	return 0;
}

SgNaming *
sg_naming_new(SgNamingContext context, const char *phrase)
{
	SgNaming *naming = g_new0(SgNaming, 1);
	naming->context = context;
	naming->names = g_array_new(FALSE, FALSE, sizeof(SgName));
	g_array_set_clear_func(naming->names, sg_name_clear);
	naming->marked = SG_N_KINDS;
	g_autofree char *clean = sg_phrase_clean(phrase);
	bool advice =
	    sg_phrase_is_advice(context.vocabulary, clean) && !sg_naming_find(naming, clean);
	const char *question = strchr(clean, '?');
	if (question && question > clean && question[-1] != ' ')
		advice = true;
	if (!advice && strlen(clean) <= 160)
		collect(naming, clean, 0, own_doubt(clean));
	SgKind marked = SG_N_KINDS;
	if (naming->names->len == 0 && !advice && is_label(naming, clean, &marked)) {
		naming->structural = true;
		naming->marked = marked;
	}
	return naming;
}

void
sg_naming_free(SgNaming *naming)
{
	if (!naming)
		return;
	g_array_unref(naming->names);
	g_free(naming);
}
