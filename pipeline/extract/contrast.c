/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* What stands against what: "X rather than Y", "X is faster than Y", "X is the async version of Y",
 * "X and Y differ". */

#define MAX_CHAIN   4  /* "A vs B vs C" */
#define MAX_SIDE    3  /* names of one side */
#define MAX_ARTICLE 4  /* bytes: "the " */
#define MAX_USED    40 /* bytes of what an order says to use, with "for" */
#define MAX_APART   48 /* bytes between a thing and what it is compared to */

/* Joins all of one side with all of the other. */
static void
claim_sides(const SgReadSentence *s, const GArray *left, const GArray *right)
{
	for (guint i = 0; i < left->len; i++) {
		for (guint j = 0; j < right->len; j++)
			sg_sentence_claim(s, SG_EDGE_CONTRASTS, sg_hit_at(left, i),
					  sg_hit_at(right, j), SG_RULE_CONTRAST);
	}
}

/* Keeps of the names before a joint the list that ends just there. */
static void
keep_last_list(const SgReadSentence *s, GArray *hits, uint32_t at)
{
	if (!sg_hit_before(hits, at)) {
		g_array_set_size(hits, 0);
		return;
	}
	guint first = hits->len - 1;
	while (first > 0 && hits->len - first < MAX_SIDE &&
	       sg_sentence_are_linked(s, sg_hit_at(hits, first - 1), sg_hit_at(hits, first)))
		first--;
	g_array_remove_range(hits, 0, first);
}

/* The name that the other side begins with, if it is the noun there: of SgHit, at most one. */
static GArray *
scan_other(const SgReadSentence *s, uint32_t from)
{
	GArray *hits = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	bool fits = hits->len > 0 && sg_hit_at(hits, 0)->at <= from + MAX_ARTICLE &&
		    sg_sentence_ends_noun(s, sg_hit_at(hits, 0)->end);
	g_array_set_size(hits, fits);
	return hits;
}

void
sg_read_contrast(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = scan_other(s, from);
	if (right->len == 0)
		return;
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
	keep_last_list(s, left, at);
	claim_sides(s, left, right);
}

/* "A vs B vs C": each against each. */
void
sg_read_versus(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	sg_read_contrast(s, at, from);
	g_autoptr(GArray) sides = scan_other(s, from);
	while (sides->len > 0 && sides->len < MAX_CHAIN) {
		uint32_t end = sg_hit_at(sides, sides->len - 1)->end;
		if (end + 1 >= s->end || strncmp(s->text + end, " v", 2) != 0)
			break;
		uint32_t n = (uint32_t)strcspn(s->text + end + 1, " ");
		if (n > 6)
			break;
		g_autoptr(GArray) next = scan_other(s, end + 1 + n + 1);
		if (next->len == 0)
			break;
		if (sides->len == 1) {
			g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
			keep_last_list(s, left, at);
			claim_sides(s, left, next);
		}
		g_array_append_vals(sides, sg_hit_at(next, 0), 1);
	}
}

/* "prefer X over Y": without such a verb, "X over Y" is anything ("HTTP over TLS"). */
void
sg_read_preference(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	static const char *const verbs[] = {"refer ",     "refers ", "referred ",    "avor ",
					    "avors ",     "avour ",  "hoose ",       "hoosing ",
					    "ick ",       "elect ",  "refer using ", "ecommend ",
					    "referring ", "refer: "};
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
		if (sg_sentence_find(s, s->whole.at, at, verbs[i])) {
			sg_read_contrast(s, at, from);
			return;
		}
	}
}

static bool
is_followed(const SgReadSentence *s, const SgHit *hit, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (g_str_has_prefix(s->text + hit->end, words[i]))
			return true;
	}
	return false;
}

/* What is said to be something: "X is ...", "they are ...". Of SgHit, owned. */
static GArray *
find_compared(const SgReadSentence *s, uint32_t at)
{
	static const char *const links[] = {" is ", " are ", ", a", ", the ", " as a", " was "};
	GArray *hits = sg_sentence_scan_left(s, at);
	for (guint h = hits->len; h > 0; h--) {
		const SgHit *hit = sg_hit_at(hits, h - 1);
		if (!is_followed(s, hit, links, G_N_ELEMENTS(links)) || at - hit->end > MAX_APART ||
		    sg_sentence_follows_preposition(s, hit->at))
			continue;
		g_array_set_size(hits, h);
		g_array_remove_range(hits, 0, h - 1);
		return hits;
	}
	bool said = sg_sentence_is_pronoun(s, s->at) && at - s->at <= MAX_APART &&
		    sg_sentence_find(s, s->at, at, " is ");
	g_array_unref(hits);
	return said ? sg_sentence_antecedents(s, s->at) : g_array_new(FALSE, FALSE, sizeof(SgHit));
}

/* "X is the thread-safe version of Y", "X, an alternative to Y". */
void
sg_read_version(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = scan_other(s, from);
	if (right->len == 0)
		return;
	g_autoptr(GArray) left = find_compared(s, at);
	claim_sides(s, left, right);
}

/* "safer", "more flexible", "less strict". */
static bool
ends_comparative(const SgReadSentence *s, uint32_t at)
{
	static const char *const others[] = {"rather", "other", "never", "under", "over"};
	uint32_t n = 0;
	while (at - n > s->at && g_ascii_isalpha(s->text[at - n - 1]))
		n++;
	const char *word = s->text + at - n;
	if (n >= 5 && memcmp(word + n - 2, "er", 2) == 0)
		return !SG_ONE_OF(word, n, others);
	return n > 0 && at - n >= s->at + 5 &&
	       (memcmp(word - 5, "more ", 5) == 0 || memcmp(word - 5, "less ", 5) == 0);
}

/* "X is faster than Y". */
void
sg_read_comparison(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	if (ends_comparative(s, at))
		sg_read_version(s, at, from);
}

/* "X and Y provide this with different costs", "X and Y differ in that". */
void
sg_read_difference(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	(void)from;
	g_autoptr(GArray) hits = sg_sentence_scan_left(s, at);
	if (hits->len >= 2 && sg_hit_at(hits, 0)->at <= s->at + MAX_ARTICLE &&
	    sg_sentence_are_linked(s, sg_hit_at(hits, 0), sg_hit_at(hits, 1)))
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, sg_hit_at(hits, 0), sg_hit_at(hits, 1),
				  SG_RULE_CONTRAST);
}

/* "X does this, while Y does that". */
void
sg_read_whereas(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) left = sg_sentence_scan(s, s->at, at);
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	if (left->len == 0 || right->len == 0)
		return;
	const SgHit *one = sg_hit_at(left, 0);
	const SgHit *other = sg_hit_at(right, 0);
	bool subjects = one->at <= s->at + MAX_ARTICLE && other->at <= from + MAX_ARTICLE;
	if (subjects && sg_hit_kind(s->x, one) == sg_hit_kind(s->x, other))
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, one, other, SG_RULE_CONTRAST);
}

/* Where the purpose begins that follows what is used: "X for". text[from]: X. 0: there is none. */
static uint32_t
purpose_of(const SgReadSentence *s, uint32_t from, uint32_t end)
{
	const char *joint = sg_sentence_find(s, from, MIN(end, from + MAX_USED), " for ");
	return joint ? (uint32_t)(joint - s->text) + (uint32_t)strlen(" for ") : 0;
}

/* The first name in a passage, if it is the noun and nothing but an adjective stands before it. */
static GArray *
scan_first(const SgReadSentence *s, uint32_t from, uint32_t end, bool adjective)
{
	GArray *hits = sg_sentence_scan(s, from, end);
	uint32_t room = adjective ? SG_MAX_ADJECTIVE : 0;
	bool fits = hits->len > 0 && sg_hit_at(hits, 0)->at <= from + room &&
		    sg_sentence_ends_noun(s, sg_hit_at(hits, 0)->end);
	g_array_set_size(hits, fits);
	return hits;
}

static void
claim_if_same(const SgReadSentence *s, const GArray *left, const GArray *right)
{
	if (left->len > 0 && right->len > 0 &&
	    sg_hit_kind(s->x, sg_hit_at(left, 0)) == sg_hit_kind(s->x, sg_hit_at(right, 0)))
		claim_sides(s, left, right);
}

/* "Use A for X; use B for Y": A against B, X against Y. at: where the first clause ends. */
void
sg_read_choice(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	static const char *const orders[] = {"use ", "Use "};
	const char *order = NULL;
	for (size_t i = 0; !order && i < G_N_ELEMENTS(orders); i++)
		order = sg_sentence_find(s, s->at, at, orders[i]);
	if (!order)
		return;
	uint32_t used = (uint32_t)(order - s->text) + (uint32_t)strlen(orders[0]);
	uint32_t one = purpose_of(s, used, at);
	uint32_t other = purpose_of(s, from, s->end);
	if (one == 0 || other == 0)
		return;
	g_autoptr(GArray) a = scan_first(s, used, one - 5, false);
	g_autoptr(GArray) b = scan_first(s, from, other - 5, false);
	claim_if_same(s, a, b);
	g_autoptr(GArray) x = scan_first(s, one, at, true);
	g_autoptr(GArray) y = scan_first(s, other, s->end, true);
	claim_if_same(s, x, y);
}
