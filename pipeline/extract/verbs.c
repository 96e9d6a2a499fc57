/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* Relations that verbs state: subject, verb and objects. A name counts only where it is the noun:
 * "allocator overhead" says nothing of an allocator. */

#define MIN_VERB     4  /* letters */
#define MAX_NEGATION 20 /* bytes before a verb in which it is denied */
#define MAX_ARTICLE  4  /* bytes: "the " */
#define MAX_VERBS    4  /* of one sentence */
#define MAX_SUBJECTS 3  /* of one verb */
#define MAX_OBJECTS  80 /* bytes of what a purpose in front acts on */

typedef struct {
	SgEdgeType type;
	uint32_t at;
	uint32_t end;
	bool purpose; /* "to prevent" */
	bool by;      /* "is caused by" */
} Verb;

static uint32_t
letters_at(const SgReadSentence *s, uint32_t at)
{
	static const bool letters[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['-'] = true};
	uint32_t n = 0;
	while (at + n < s->end && letters[(unsigned char)s->text[at + n]])
		n++;
	return n;
}

static uint32_t
skip_by(const SgReadSentence *s, uint32_t at)
{
	static const char *const joints[] = {" by ", " from ", " out of "};
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		if (g_str_has_prefix(s->text + at, joints[i]))
			return at + (uint32_t)strlen(joints[i]);
	}
	return at;
}

/* "leads to": the longest verb that begins with the word text[at, at + n). */
static SgEdgeType
verb_at(const SgReadSentence *s, uint32_t at, uint32_t n, uint32_t *end)
{
	SgPhrase phrase = sg_word_phrase(s->x, s->text + at, n);
	uint32_t more = s->text[at + n] == ' ' ? letters_at(s, at + n + 1) : 0;
	if (phrase.verb_goes_on && more > 0) {
		*end = at + n + 1 + more;
		SgEdgeType verb = sg_word_phrase(s->x, s->text + at, *end - at).verb;
		if (verb != SG_N_EDGE_TYPES)
			return verb;
	}
	*end = at + n;
	return phrase.verb;
}

static bool
follows(const SgReadSentence *s, uint32_t at, const char *word)
{
	size_t n = strlen(word);
	return at >= s->at + n && memcmp(s->text + at - n, word, n) == 0;
}

/* "the cause of", "a root cause": no verb. */
static bool
is_noun(const SgReadSentence *s, const Verb *verb)
{
	static const char *const before[] = {"the ", "a ", "this ", "root ", "common ", "its "};
	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		if (follows(s, verb->at, before[i]))
			return true;
	}
	return g_str_has_prefix(s->text + verb->end, " of ");
}

/* Whether the word text[at ...) is a verb that carries a relation. */
static bool
read_word(const SgReadSentence *s, uint32_t at, Verb *verb)
{
	if (!g_ascii_isalpha(s->text[at]) ||
	    !sg_vocabulary_may_be_verb(s->x->vocabulary, s->text + at))
		return false;
	uint32_t n = letters_at(s, at);
	uint32_t end = at + n;
	SgEdgeType type = n >= MIN_VERB ? verb_at(s, at, n, &end) : SG_N_EDGE_TYPES;
	*verb = (Verb){.type = type, .at = at, .end = end};
	return type != SG_N_EDGE_TYPES && !is_noun(s, verb);
}

/* The next verb that carries a relation at or behind text[from], where a word begins. */
static bool
find_verb(const SgReadSentence *s, uint32_t from, Verb *verb)
{
	while (from < s->end) {
		if (read_word(s, from, verb)) {
			verb->purpose = follows(s, from, "to ") || follows(s, from, "To ");
			verb->by = skip_by(s, verb->end) > verb->end;
			return true;
		}
		const char *space = memchr(s->text + from, ' ', s->end - from);
		from = space ? (uint32_t)(space - s->text) + 1 : s->end;
	}
	return false;
}

/* "does not prevent", "can't detect", "without preventing", "fails to detect". */
static bool
is_denied(const SgReadSentence *s, uint32_t verb)
{
	static const char *const words[] = {
	    "not ", "n't ",    "n\xe2\x80\x99t ", "never ", "cannot ",  "no ",    "without ",
	    "nor ", "hardly ", "fail ",           "fails ", "hard to ", "unable "};
	uint32_t from = verb - s->at > MAX_NEGATION ? verb - MAX_NEGATION : s->at;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (sg_sentence_find(s, from, verb, words[i]))
			return true;
	}
	return false;
}

/* "Avoid X to prevent Y": what is left out prevents nothing. */
static bool
begins_with_omission(const SgReadSentence *s)
{
	static const char *const words[] = {"avoid",    "never", "don't",    "do",     "remove",
					    "disable",  "limit", "replace",  "reduce", "without",
					    "minimize", "stop",  "eliminate"};
	return SG_ONE_OF(s->text + s->at, sg_word_length(s->text + s->at), words);
}

/* Keeps the names of the subject: those right before the verb, or those that the sentence begins
 * with, unless another clause begins between. */
static void
keep_subjects(const SgReadSentence *s, GArray *hits, uint32_t verb)
{
	static const char *const clauses[] = {" that ",     " which ",   "; ",
					      ": ",         " because ", " where ",
					      ", and the ", ", but ",    " while "};
	guint n = hits->len;
	if (n > 1 && sg_hit_at(hits, n - 1)->end + 2 >= verb) {
		guint first = n - 1;
		while (first > 0 && sg_sentence_are_joined(s, sg_hit_at(hits, first - 1),
							   sg_hit_at(hits, first)))
			first--;
		/* "..., and Y prevents Z" is a clause of its own. */
		if (first + 2 == n && follows(s, sg_hit_at(hits, n - 1)->at, ", and "))
			first++;
		g_array_remove_range(hits, 0, first);
	}
	for (guint i = hits->len; i > 0; i--) {
		if (sg_sentence_follows_preposition(s, sg_hit_at(hits, i - 1)->at))
			g_array_remove_index(hits, i - 1);
	}
	n = hits->len;
	if (n > 0 && sg_hit_at(hits, n - 1)->end + 2 >= verb)
		return;
	guint kept = n > 0;
	while (kept > 0 && kept < n &&
	       sg_sentence_are_joined(s, sg_hit_at(hits, kept - 1), sg_hit_at(hits, kept)))
		kept++;
	g_array_set_size(hits, kept);
	for (size_t i = 0; kept > 0 && i < G_N_ELEMENTS(clauses); i++) {
		if (sg_sentence_find(s, sg_hit_at(hits, 0)->end, verb, clauses[i]))
			g_array_set_size(hits, 0);
	}
}

/* An order to the reader says what a tool is for, not what a topic does; and to avoid a thing is
 * not to prevent it. */
static bool
is_order(const SgReadSentence *s, const Verb *verb)
{
	const char *word = s->text + verb->at;
	size_t n = sg_word_length(word);
	return verb->at == s->at &&
	       (sg_word_phrase(s->x, word, n).lists & SG_IN(SG_WORDS_IMPERATIVE)) != 0;
}

/* Whether the subject is only meant: "prevents Y", "this prevents Y", and in a passage that a head
 * governs also what it is done for ("... to prevent Y", "..., preventing Y"). The items of a list
 * are things of their own. */
static bool
is_implied(const SgReadSentence *s, const Verb *verb)
{
	bool alone = s->block->item == SG_NONE || s->at > s->whole.at;
	bool participle = follows(s, verb->at, ", ");
	return verb->at == s->at || sg_sentence_is_pronoun(s, s->at) ||
	       (alone && (verb->purpose || participle));
}

static void
drop_all_but_tools(const SgReadSentence *s, GArray *hits)
{
	for (guint i = hits->len; i > 0; i--) {
		if (sg_hit_kind(s->x, sg_hit_at(hits, i - 1)) != SG_KIND_TOOL)
			g_array_remove_index(hits, i - 1);
	}
}

/* "derives these types ..., preventing Y": where such words stand before the verb, or its place. */
static uint32_t
find_pronoun(const SgReadSentence *s, uint32_t verb)
{
	const char *these = sg_sentence_find(s, s->at, verb, " these ");
	return these ? (uint32_t)(these - s->text) + 1 : s->at;
}

/* "Optimize the X schema to prevent Y": what is acted on has to be the noun. */
static void
drop_parts(const SgReadSentence *s, GArray *hits, const Verb *verb)
{
	for (guint i = hits->len; verb->purpose && i > 0; i--) {
		const SgHit *hit = sg_hit_at(hits, i - 1);
		bool inside =
		    hit->end > hit->at && hit->at > s->at + MAX_ARTICLE && hit->end < verb->at;
		if (inside && !sg_sentence_ends_noun(s, hit->end))
			g_array_remove_index(hits, i - 1);
	}
}

/* What does it: names, or what a pronoun in their place stands for. */
static GArray *
find_subjects(const SgReadSentence *s, const Verb *verb)
{
	GArray *hits = sg_sentence_scan(s, s->at, verb->at);
	bool none = hits->len == 0;
	keep_subjects(s, hits, verb->at);
	if (none && is_implied(s, verb)) {
		g_autoptr(GArray) meant = sg_sentence_antecedents(s, find_pronoun(s, verb->at));
		g_array_append_vals(hits, meant->data, meant->len);
	}
	if (is_order(s, verb))
		drop_all_but_tools(s, hits);
	drop_parts(s, hits, verb);
	if (verb->purpose && begins_with_omission(s))
		g_array_set_size(hits, 0);
	return hits;
}

/* "eliminates data races through the type system": the means do it as well. */
static void
add_means(const SgReadSentence *s, uint32_t at, GArray *subjects)
{
	static const char *const joints[] = {" through ", " via "};
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		const char *joint = sg_sentence_find(s, at, s->end, joints[i]);
		if (!joint)
			continue;
		uint32_t from = (uint32_t)(joint - s->text) + (uint32_t)strlen(joints[i]);
		g_autoptr(GArray) hits = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
		const SgHit *means = hits->len > 0 ? sg_hit_at(hits, 0) : NULL;
		if (means && means->at <= from + SG_MAX_ADJECTIVE &&
		    sg_sentence_is_general(s, means) && sg_sentence_ends_noun(s, means->end))
			g_array_append_vals(subjects, means, 1);
	}
}

/* "To prevent Y, use X": what an order behind the comma says to use. */
static GArray *
find_means_behind(const SgReadSentence *s, const Verb *verb)
{
	static const char *const orders[] = {"use",    "run",  "apply", "consider", "prefer",
					     "employ", "wrap", "add",   "choose",   "try"};
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	const char *comma = memchr(s->text + verb->end, ',', s->end - verb->end);
	uint32_t from = comma ? (uint32_t)(comma - s->text) + 2 : s->end;
	uint32_t n = from < s->end ? (uint32_t)sg_word_length(s->text + from) : 0;
	if (from > verb->end + MAX_OBJECTS || !SG_ONE_OF(s->text + from, n, orders))
		return hits;
	g_autoptr(GArray) found =
	    sg_sentence_scan(s, from + n, sg_sentence_object_end(s, from + n));
	sg_sentence_keep_list(s, found, from + n);
	g_array_append_vals(hits, found->data, found->len);
	return hits;
}

/* Tools detect, and deeds that everybody knows: "the paper reports deadlocks" is something else. */
static bool
can_detect(const SgReadSentence *s, const SgHit *hit)
{
	return sg_hit_kind(s->x, hit) == SG_KIND_TOOL || hit->known ||
	       (hit->term != SG_NONE && sg_term(s->x, hit->term)->known);
}

/* Errors have causes and solutions; no package is caused, and what detects or prevents acts on what
 * goes wrong or may. */
static bool
fits(const SgReadSentence *s, SgEdgeType type, const SgHit *from, const SgHit *to)
{
	bool error = sg_hit_kind(s->x, from) == SG_KIND_ERROR;
	bool by_error = sg_hit_kind(s->x, to) == SG_KIND_ERROR;
	if (type == SG_EDGE_SOLVED_BY)
		return error && !by_error;
	if (type == SG_EDGE_CAUSED_BY)
		return error && !sg_sentence_is_crate(s, to);
	if (type == SG_EDGE_DETECTS && !can_detect(s, from))
		return false;
	return !error && (by_error || sg_sentence_is_general(s, to));
}

/* "finds little X", "detects no Y". */
static bool
is_scarce(const SgReadSentence *s, uint32_t verb_end, uint32_t object)
{
	static const char *const words[] = {" no ", " little ", " few ", " neither "};
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (sg_sentence_find(s, verb_end, object, words[i]))
			return true;
	}
	return false;
}

/* Whether an object is the noun, not what another noun is about: "use-after-free bugs" are the
 * error, "concurrency bugs" not concurrency, and in "A and B bugs" neither is. */
static bool
is_object(const SgReadSentence *s, const GArray *objects, guint i)
{
	const SgHit *last = sg_hit_at(objects, objects->len - 1);
	const SgHit *object = sg_hit_at(objects, i);
	bool closed =
	    sg_hit_kind(s->x, last) == SG_KIND_ERROR || sg_sentence_ends_noun(s, last->end);
	return sg_hit_kind(s->x, object) == SG_KIND_ERROR ||
	       (closed && sg_sentence_ends_noun(s, object->end));
}

static void
claim_pair(const SgReadSentence *s, const Verb *verb, const SgHit *subject, const SgHit *object)
{
	bool of_effect = verb->type == SG_EDGE_CAUSED_BY || verb->type == SG_EDGE_SOLVED_BY;
	bool turned = verb->by != of_effect;
	const SgHit *from = turned ? object : subject;
	const SgHit *to = turned ? subject : object;
	if (fits(s, verb->type, from, to))
		sg_sentence_claim(s, verb->type, from, to, SG_RULE_VERB);
}

static void
claim_all(const SgReadSentence *s, const Verb *verb, const GArray *left, const GArray *right)
{
	for (guint j = 0; j < right->len; j++) {
		if (!is_object(s, right, j))
			continue;
		for (guint i = 0; i < left->len && i < MAX_SUBJECTS; i++)
			claim_pair(s, verb, sg_hit_at(left, i), sg_hit_at(right, j));
	}
}

/* "X prevents Y", "Y is prevented by X"; "Y is caused by X", "X causes Y", "X fixed Y". */
static void
read_verb(const SgReadSentence *s, const Verb *verb)
{
	if (is_denied(s, verb->at))
		return;
	uint32_t behind = skip_by(s, verb->end);
	uint32_t end = sg_sentence_object_end(s, behind);
	bool in_front = verb->purpose && verb->at <= s->at + 3;
	const char *comma =
	    in_front && end > behind ? memchr(s->text + behind, ',', end - behind) : NULL;
	g_autoptr(GArray) right =
	    sg_sentence_scan(s, behind, comma ? (uint32_t)(comma - s->text) : end);
	sg_sentence_keep_list(s, right, behind);
	if (right->len == 0 || is_scarce(s, verb->end, sg_hit_at(right, 0)->at))
		return;
	g_autoptr(GArray) left = in_front ? find_means_behind(s, verb) : find_subjects(s, verb);
	if (verb->type != SG_EDGE_CAUSED_BY && verb->type != SG_EDGE_SOLVED_BY && !verb->by)
		add_means(s, verb->end, left);
	claim_all(s, verb, left, right);
}

void
sg_read_verbs(const SgReadSentence *s)
{
	Verb verb;
	uint32_t from = s->at;
	for (unsigned i = 0; i < MAX_VERBS && find_verb(s, from, &verb); i++) {
		read_verb(s, &verb);
		from = verb.end;
	}
}
