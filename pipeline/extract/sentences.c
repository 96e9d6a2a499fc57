/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* Relations that sentences state: subject, verb and objects; lists of examples and members; what
 * something is; what it provides; what stands against what. A name counts only where it is the
 * noun: "allocator overhead" says nothing of an allocator. */

#define MAX_ENDS     6   /* things on one side of a verb */
#define MAX_NEGATION 20  /* bytes before a verb in which it is denied */
#define MAX_WINDOW   64  /* bytes behind a joint in which the other side begins */
#define MAX_LEFT     160 /* bytes before a joint in which its left side stands */
#define MAX_SENTENCE \
	1000 /* bytes; what is longer is no sentence, and would be read again and again */

/* The verb that carries a relation; its bounds in *at and *stop. */
static SgEdgeType
find_verb(const SgReadSentence *s, uint32_t *at, uint32_t *stop)
{
	static const bool letters[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['-'] = true};
	for (uint32_t p = s->at; p < s->end;) {
		uint32_t n = 0;
		while (p + n < s->end && letters[(unsigned char)s->text[p + n]])
			n++;
		bool may = n >= 4 && sg_vocabulary_may_be_verb(s->x->vocabulary, s->text + p);
		SgEdgeType verb = may ? sg_word_phrase(s->x, s->text + p, n).verb : SG_N_EDGE_TYPES;
		if (verb != SG_N_EDGE_TYPES) {
			*at = p;
			*stop = p + n;
			return verb;
		}
		p += MAX(n, 1);
	}
	return SG_N_EDGE_TYPES;
}

/* "does not prevent", "can't detect", "without preventing". */
static bool
is_denied(const SgReadSentence *s, uint32_t verb)
{
	static const char *const words[] = {"not ",     "n't ",    "n\xe2\x80\x99t ",
					    "never ",   "cannot ", "no ",
					    "without ", "nor ",    "hardly "};
	uint32_t from = verb - s->at > MAX_NEGATION ? verb - MAX_NEGATION : s->at;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (sg_sentence_find(s, from, verb, words[i]))
			return true;
	}
	return false;
}

/* Means, circumstances and clauses end the list of what a verb acts on. */
static uint32_t
object_end(const SgReadSentence *s, uint32_t at)
{
	static const char *const stops[] = {
	    "through", "via",     "by",   "without", "at",  "using",  "when",   "so",
	    "during",  "in",      "with", "from",    "for", "as",     "if",     "before",
	    "after",   "because", "that", "which",   "to",  "across", "rather", "on"};
	static const char *const clauses[] = {"while", "making", "but"};
	const char *end = s->text + s->end;
	for (const char *p = s->text + at; p < end; p++) {
		p = memchr(p, ' ', (size_t)(end - p));
		if (!p)
			break;
		size_t n = sg_word_length(p + 1);
		char before = p > s->text ? p[-1] : '\0';
		if (before == ';' || before == ':' || SG_ONE_OF(p + 1, n, stops) ||
		    (before == ',' && SG_ONE_OF(p + 1, n, clauses)))
			return (uint32_t)(p - s->text);
	}
	return s->end;
}

/* Keeps the names of the subject: those right before the verb, or those that the sentence begins
 * with, unless another clause begins between. */
static void
keep_subjects(const SgReadSentence *s, GArray *hits, uint32_t verb)
{
	static const char *const clauses[] = {" that ", " which ",   "; ",
					      ": ",     " because ", " where "};
	for (guint i = hits->len; i > 0; i--) {
		if (sg_sentence_follows_preposition(s, sg_hit_at(hits, i - 1)->at))
			g_array_remove_index(hits, i - 1);
	}
	guint n = hits->len;
	if (n > 1 && sg_hit_at(hits, n - 1)->end + 2 >= verb) {
		guint first = n - 1;
		while (first > 0 && sg_sentence_are_joined(s, sg_hit_at(hits, first - 1),
							   sg_hit_at(hits, first)))
			first--;
		g_array_remove_range(hits, 0, first);
		return;
	}
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

/* What a pronoun, or nothing at all, stands for: "it" and "they" are what the sentence before
 * begins with; else the head that governs the passage. term: SG_NONE where there is none. */
static SgHit
find_antecedent(const SgReadSentence *s, uint32_t at)
{
	static const char *const names[] = {"it", "they", "its", "their"};
	SgHit owner = {.term = s->block->owner};
	at += s->text[at] == ' ';
	if (s->before.end - s->before.at > MAX_SENTENCE ||
	    !SG_ONE_OF(s->text + at, sg_word_length(s->text + at), names))
		return owner;
	g_autoptr(GArray) hits = sg_sentence_scan(s, s->before.at, s->before.end);
	bool begins = hits->len > 0 && sg_hit_at(hits, 0)->at <= s->before.at + 4;
	return begins ? *sg_hit_at(hits, 0) : owner;
}

/* What does it: names, or what a pronoun in their place stands for. */
static GArray *
find_subjects(const SgReadSentence *s, uint32_t verb)
{
	GArray *hits = sg_sentence_scan(s, s->at, verb);
	bool none = hits->len == 0;
	keep_subjects(s, hits, verb);
	bool implied = verb == s->at || sg_sentence_begins_with_pronoun(s);
	SgHit meant = none && implied ? find_antecedent(s, s->at) : (SgHit){.term = SG_NONE};
	if (meant.known || meant.term != SG_NONE)
		g_array_append_val(hits, meant);
	g_array_set_size(hits, MIN(hits->len, 2));
	return hits;
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
		g_autoptr(GArray) hits = sg_sentence_scan(s, from, from + MAX_WINDOW);
		const SgHit *means = hits->len > 0 ? sg_hit_at(hits, 0) : NULL;
		if (means && means->at <= from + SG_MAX_ADJECTIVE &&
		    sg_sentence_is_general(s, means) && sg_sentence_ends_noun(s, means->end))
			g_array_append_vals(subjects, means, 1);
	}
}

/* "X prevents Y", "Y is prevented by X"; "Y is caused by X", "X fixed Y". */
static void
read_verb(const SgReadSentence *s)
{
	uint32_t at = 0;
	uint32_t stop = 0;
	SgEdgeType type = find_verb(s, &at, &stop);
	if (type == SG_N_EDGE_TYPES || is_denied(s, at))
		return;
	uint32_t behind = skip_by(s, stop);
	bool of_effect = type == SG_EDGE_CAUSED_BY || type == SG_EDGE_SOLVED_BY;
	bool turned = (behind > stop) != of_effect;
	g_autoptr(GArray) right = sg_sentence_scan(s, behind, object_end(s, behind));
	sg_sentence_keep_list(s, right, behind);
	if (right->len == 0)
		return;
	g_autoptr(GArray) left = find_subjects(s, at);
	if (!of_effect && behind == stop)
		add_means(s, stop, left);
	for (guint i = 0; i < left->len; i++) {
		for (guint j = 0; j < right->len; j++) {
			const SgHit *a = sg_hit_at(left, i);
			const SgHit *b = sg_hit_at(right, j);
			/* "use-after-free bugs" are the error, "concurrency bugs" not concurrency.
			 */
			if (sg_hit_kind(s->x, b) == SG_KIND_ERROR ||
			    sg_sentence_ends_noun(s, b->end))
				sg_sentence_claim(s, type, turned ? b : a, turned ? a : b,
						  &sg_rules[SG_RULE_VERB]);
		}
	}
}

/* The names in front of a joint. The window begins at a word, so that none is read in part. */
static GArray *
scan_left(const SgReadSentence *s, uint32_t at)
{
	uint32_t from = at - s->at > MAX_LEFT ? at - MAX_LEFT : s->at;
	while (from > s->at && from < at && s->text[from - 1] != ' ')
		from++;
	return sg_sentence_scan(s, from, at);
}

/* "X such as A, B and C". */
static void
read_examples(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) left = scan_left(s, at);
	const SgHit *whole = sg_hit_before(left, at);
	if (!whole || !sg_sentence_is_general(s, whole))
		return;
	g_autoptr(GArray) right = sg_sentence_scan(s, from, object_end(s, from));
	for (guint j = 0; j < right->len && j < MAX_ENDS; j++) {
		if (!sg_sentence_is_crate(s, sg_hit_at(right, j)))
			sg_sentence_claim(s, SG_EDGE_BROADER, sg_hit_at(right, j), whole,
					  &sg_rules[SG_RULE_SUCH_AS]);
	}
}

/* How many bytes of a passage the names in it take. */
static uint32_t
covered(const GArray *hits)
{
	uint32_t bytes = 0;
	for (guint i = 0; i < hits->len; i++)
		bytes += sg_hit_at(hits, i)->end - sg_hit_at(hits, i)->at;
	return bytes;
}

/* The members of the whole in text[at, end), between brackets. */
static void
claim_members(const SgReadSentence *s, const SgHit *whole, uint32_t at, uint32_t end)
{
	g_autoptr(GArray) members = sg_sentence_scan(s, at, end);
	sg_sentence_keep_list(s, members, at);
	if (members->len < 2 || covered(members) * 2 < end - at)
		return;
	for (guint i = 0; i < members->len; i++) {
		const SgHit *member = sg_hit_at(members, i);
		if (sg_sentence_is_crate(s, member))
			sg_sentence_claim(s, SG_EDGE_USES_CRATE, whole, member,
					  &sg_rules[SG_RULE_MEMBER]);
		else
			sg_sentence_claim(s, SG_EDGE_BROADER, member, whole,
					  &sg_rules[SG_RULE_MEMBER]);
	}
}

/* "X (A, B and C)": members, or the packages that X uses. */
static void
read_members(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	const char *close = memchr(s->text + from, ')', s->end - from);
	if (!close)
		return;
	g_autoptr(GArray) left = scan_left(s, at);
	const SgHit *whole = sg_hit_before(left, at);
	if (whole && sg_sentence_is_general(s, whole))
		claim_members(s, whole, from, (uint32_t)(close - s->text));
}

/* Whether nothing but names, their joints and an article stand in text[at, end). */
static bool
is_list_of_names(const GArray *hits, uint32_t at, uint32_t end)
{
	return hits->len > 0 && sg_hit_at(hits, 0)->at <= at + 4 &&
	       sg_hit_at(hits, hits->len - 1)->end + 1 >= end &&
	       covered(hits) + 6 * hits->len >= end - at;
}

/* "A and B are Xs that ...", "A is an X." */
static void
read_is_a(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + MAX_WINDOW);
	const SgHit *whole = sg_sentence_find_noun(s, right, from);
	if (!whole)
		return;
	g_autoptr(GArray) left = scan_left(s, at);
	bool list = is_list_of_names(left, s->at, at);
	for (guint j = 0; list && j < left->len; j++)
		sg_sentence_claim(s, SG_EDGE_BROADER, sg_hit_at(left, j), whole,
				  &sg_rules[SG_RULE_IS_A]);
}

/* "Libraries like A provide X": X is done with A. "`T` provides X": what code provides is what it
 * is for. */
static void
read_provides(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + MAX_WINDOW);
	const SgHit *what = sg_sentence_find_noun(s, right, from);
	if (!what)
		return;
	g_autoptr(GArray) left = scan_left(s, at);
	for (guint j = 0; j < left->len; j++) {
		const SgHit *by = sg_hit_at(left, j);
		if (by->end + MAX_WINDOW < at)
			continue;
		if (sg_sentence_is_crate(s, by))
			sg_sentence_claim(s, SG_EDGE_USES_CRATE, what, by,
					  &sg_rules[SG_RULE_PROVIDES]);
		else if (sg_sentence_is_code(s, by) && !sg_sentence_follows_preposition(s, by->at))
			sg_sentence_claim(s, SG_EDGE_BROADER, by, what,
					  &sg_rules[SG_RULE_PROVIDES]);
	}
}

/* "X rather than Y": both beside the joint. */
static void
read_contrast(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + MAX_WINDOW);
	const SgHit *other = right->len > 0 ? sg_hit_at(right, 0) : NULL;
	if (!other || other->at > from + 4 || !sg_sentence_ends_noun(s, other->end))
		return;
	g_autoptr(GArray) left = scan_left(s, at);
	const SgHit *one = sg_hit_before(left, at);
	if (one)
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, one, other, &sg_rules[SG_RULE_CONTRAST]);
}

/* What stands between two sides. at: where the left one ends; from: where the right one begins. */
static const struct {
	const char *words;
	bool comma; /* only behind one */
	void (*read)(const SgReadSentence *s, uint32_t at, uint32_t from);
} joints[] = {
    {" such as ", false, read_examples},
    {" including ", false, read_examples},
    {" like ", false, read_examples},
    {" (", false, read_members},
    {" is a ", false, read_is_a},
    {" is an ", false, read_is_a},
    {" are ", false, read_is_a},
    {" provide ", false, read_provides},
    {" provides ", false, read_provides},
    {" offer ", false, read_provides},
    {" offers ", false, read_provides},
    {" enable ", false, read_provides},
    {" enables ", false, read_provides},
    {" rather than ", false, read_contrast},
    {" instead of ", false, read_contrast},
    {" over ", false, read_contrast},
    {" as opposed to ", false, read_contrast},
    {" in contrast to ", false, read_contrast},
    {" versus ", false, read_contrast},
    {" vs ", false, read_contrast},
    {" vs. ", false, read_contrast},
    {" unlike ", true, read_contrast},
    {" not ", true, read_contrast},
};

/* All joints in one pass: few words are any. */
static void
read_joints(const SgReadSentence *s)
{
	const char *end = s->text + s->end;
	for (const char *p = s->text + s->at; p < end; p++) {
		p = memchr(p, ' ', (size_t)(end - p));
		if (!p)
			return;
		for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
			const char *words = joints[i].words;
			size_t length = words[1] == p[1] ? strlen(words) : 0;
			if (length == 0 || (words[2] && words[2] != p[2]) ||
			    strncmp(p, words, length) != 0)
				continue;
			uint32_t at = (uint32_t)(p - s->text);
			uint32_t from = at + (uint32_t)length;
			bool comma = at > s->at && p[-1] == ',';
			if (from < s->end && (comma || !joints[i].comma))
				joints[i].read(s, at - comma, from);
		}
	}
}

/* "Unlike X, Y ...": Y is the first name behind the comma, or what the passage is about. */
static void
read_unlike(const SgReadSentence *s)
{
	if (!g_str_has_prefix(s->text + s->at, "Unlike "))
		return;
	const char *comma = memchr(s->text + s->at, ',', s->end - s->at);
	/* "Unlike X, which does this, Y does that." */
	if (comma && g_str_has_prefix(comma, ", which ")) {
		uint32_t after = (uint32_t)(comma - s->text) + 1;
		comma = memchr(s->text + after, ',', s->end - after);
	}
	if (!comma)
		return;
	uint32_t cut = (uint32_t)(comma - s->text);
	g_autoptr(GArray) left = sg_sentence_scan(s, s->at, cut);
	g_autoptr(GArray) right = sg_sentence_scan(s, cut, s->end);
	SgHit meant = find_antecedent(s, cut + 1);
	bool named = right->len > 0 && sg_hit_at(right, 0)->at <= cut + MAX_WINDOW;
	const SgHit *other = named && meant.term == s->block->owner ? sg_hit_at(right, 0) : &meant;
	if (left->len > 0 && (other->known || other->term != SG_NONE))
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, sg_hit_at(left, 0), other,
				  &sg_rules[SG_RULE_CONTRAST]);
}

/* A head with a body behind it is no part of what the sentence says. */
static uint32_t
skip_head(const SgProse *prose, SgSentence sentence)
{
	for (uint32_t i = 0; i < prose->n_leads; i++) {
		const SgLead *lead = &prose->leads[i];
		if (lead->at == sentence.at && lead->body < sentence.end && lead->body > lead->at)
			return lead->body;
	}
	return sentence.at;
}

void
sg_read_sentences(SgExtraction *x, SgBlock *block)
{
	const SgProse *prose = block->prose;
	for (uint32_t i = 0; i < prose->n_sentences; i++) {
		SgSentence range = prose->sentences[i];
		if (range.end - range.at > MAX_SENTENCE)
			continue;
		SgReadSentence s = {.x = x,
				    .block = block,
				    .text = prose->text,
				    .at = skip_head(prose, range),
				    .end = range.end,
				    .whole = range,
				    .before = i > 0 ? prose->sentences[i - 1] : (SgSentence){0}};
		read_verb(&s);
		read_joints(&s);
		read_unlike(&s);
	}
}
