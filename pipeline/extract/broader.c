/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* What is a case of what: lists of examples, members and forms, what something is, by what means it
 * is done. */

#define MAX_ENDS    6  /* examples of one thing */
#define MAX_ARTICLE 4  /* bytes: "the " */
#define MAX_VERB    28 /* bytes before a name in which the verb stands that makes it */
#define MAX_OWNER   10 /* bytes: "Python's " */
#define MAX_FORMED  48 /* bytes: "kinds of X" */

/* A case of the whole; a package serves it. */
static void
claim_case(const SgReadSentence *s, const SgHit *one, const SgHit *whole, SgRule rule)
{
	if (sg_sentence_is_crate(s, one))
		sg_sentence_claim(s, SG_EDGE_USES_CRATE, whole, one, rule);
	else if (sg_hit_kind(s->x, one) != SG_KIND_ERROR)
		sg_sentence_claim(s, SG_EDGE_BROADER, one, whole, rule);
}

/* Whether a name is what an item of a list begins with, an article or an adjective aside. */
static bool
is_item(const SgReadSentence *s, const SgHit *hit, uint32_t from)
{
	static const char *const joints[] = {", ", " and ", " or ", " & "};
	if (hit->at <= from + MAX_ARTICLE)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		size_t n = strlen(joints[i]);
		if (hit->at >= from + n && memcmp(s->text + hit->at - n, joints[i], n) == 0)
			return true;
	}
	return false;
}

/* "X such as A, B and C". */
void
sg_read_examples(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
	const SgHit *whole = sg_hit_before(left, at);
	if (!whole || !sg_sentence_is_general(s, whole))
		return;
	g_autoptr(GArray) right = sg_sentence_scan(s, from, sg_sentence_object_end(s, from));
	for (guint j = 0; j < right->len && j < MAX_ENDS; j++) {
		if (is_item(s, sg_hit_at(right, j), from) &&
		    !sg_sentence_is_crate(s, sg_hit_at(right, j)))
			sg_sentence_claim(s, SG_EDGE_BROADER, sg_hit_at(right, j), whole,
					  SG_RULE_SUCH_AS);
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
		claim_case(s, member, whole, SG_RULE_MEMBER);
	}
}

/* "X (A, B and C)": members, or the packages that X uses. */
void
sg_read_members(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	const char *close = memchr(s->text + from, ')', s->end - from);
	if (!close)
		return;
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
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
void
sg_read_is_a(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	const SgHit *whole = sg_sentence_find_noun(s, right, from);
	if (!whole)
		return;
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
	bool list = is_list_of_names(left, s->at, at);
	for (guint j = 0; list && j < left->len; j++)
		sg_sentence_claim(s, SG_EDGE_BROADER, sg_hit_at(left, j), whole, SG_RULE_IS_A);
}

/* "A, B and other Xs": the noun may have an adjective. */
void
sg_read_others(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	const SgHit *whole = sg_sentence_find_noun(s, right, from);
	if (!whole)
		return;
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
	if (!sg_hit_before(left, at))
		return;
	guint first = left->len - 1;
	while (first > 0 &&
	       sg_sentence_are_linked(s, sg_hit_at(left, first - 1), sg_hit_at(left, first)))
		first--;
	for (guint i = first; i < left->len; i++)
		claim_case(s, sg_hit_at(left, i), whole, SG_RULE_SUCH_AS);
}

/* Whether a verb of making stands right before a name: "implements strict X". */
static bool
is_made(const SgReadSentence *s, const SgHit *what)
{
	static const char *const stems[] = {"support", "implement", "provid",  "achiev", "offer",
					    "enabl",   "enforc",    "guarant", "realiz"};
	uint32_t from = MAX(s->at, what->at > MAX_VERB ? what->at - MAX_VERB : 0);
	for (size_t i = 0; i < G_N_ELEMENTS(stems); i++) {
		if (sg_sentence_find(s, from, what->at, stems[i]))
			return true;
	}
	return false;
}

/* The name that ends there, brackets behind it aside. */
static const SgHit *
find_made(const SgReadSentence *s, const GArray *hits, uint32_t at)
{
	const SgHit *last = sg_hit_before(hits, at);
	for (guint i = hits->len; !last && i > 0; i--) {
		const SgHit *hit = sg_hit_at(hits, i - 1);
		const char *close = g_str_has_prefix(s->text + hit->end, " (")
					? memchr(s->text + hit->end, ')', s->end - hit->end)
					: NULL;
		if (close && (uint32_t)(close - s->text) + 1 == at)
			last = hit;
	}
	return last;
}

/* "implements X through the A trait", "supports X via A and B": A is a way to X. */
void
sg_read_means(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
	const SgHit *what = find_made(s, left, at);
	if (!what || !sg_sentence_is_general(s, what) || !is_made(s, what))
		return;
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	for (guint i = 0; i < right->len && i < MAX_ENDS; i++) {
		const SgHit *means = sg_hit_at(right, i);
		bool first = i == 0 && means->at <= from + MAX_ARTICLE;
		if (!first &&
		    (i == 0 || !sg_sentence_are_linked(s, sg_hit_at(right, i - 1), means)))
			return;
		claim_case(s, means, what, SG_RULE_MEANS);
	}
}

/* "kinds of X: ", "X has two forms: ". The noun ends where the colon stands. */
static bool
is_form(const char *word, size_t n)
{
	static const char *const forms[] = {"kinds",    "types",      "levels",   "forms",
					    "flavors",  "flavours",   "variants", "categories",
					    "classes",  "varieties",  "sorts",    "modes",
					    "families", "approaches", "styles",   "ways"};
	return SG_ONE_OF(word, n, forms);
}

/* What has the forms that a colon introduces, or NULL. */
static const SgHit *
find_formed(const SgReadSentence *s, const GArray *hits, uint32_t colon)
{
	const SgHit *last = sg_hit_before(hits, colon);
	if (last && last->at > s->at + 4 && memcmp(s->text + last->at - 4, " of ", 4) == 0) {
		uint32_t end = last->at - 4;
		uint32_t n = 0;
		while (end - n > s->at && g_ascii_isalpha(s->text[end - n - 1]))
			n++;
		return is_form(s->text + end - n, n) ? last : NULL;
	}
	uint32_t n = 0;
	while (colon - n > s->at && g_ascii_isalpha(s->text[colon - n - 1]))
		n++;
	bool subject = hits->len > 0 && sg_hit_at(hits, 0)->at <= s->at + MAX_OWNER &&
		       !sg_sentence_follows_preposition(s, sg_hit_at(hits, 0)->at);
	return subject && is_form(s->text + colon - n, n) ? sg_hit_at(hits, 0) : NULL;
}

/* The first colon, if a noun for forms stands right before it or a few words before. */
static const char *
find_colon(const SgReadSentence *s)
{
	const char *colon = memchr(s->text + s->at, ':', s->end - s->at);
	if (!colon || colon[1] != ' ')
		return NULL;
	const char *from = colon - MIN((size_t)(colon - s->text - s->at), MAX_FORMED);
	while (from < colon) {
		size_t n = sg_word_length(from);
		if (n > 3 && from[n - 1] == 's' && is_form(from, n))
			return colon;
		from += MAX(n, 1);
	}
	return NULL;
}

/* "X has two forms: A and B". Two of a kind stand against each other. */
static void
read_forms(const SgReadSentence *s)
{
	const char *mark = find_colon(s);
	uint32_t colon = mark ? (uint32_t)(mark - s->text) : s->at;
	if (!mark || !g_ascii_isalpha(mark[-1]))
		return;
	g_autoptr(GArray) left = sg_sentence_scan_left(s, colon);
	const SgHit *whole = find_formed(s, left, colon);
	if (!whole || !sg_sentence_is_general(s, whole))
		return;
	g_autoptr(GArray) right = sg_sentence_scan(s, colon + 2, s->end);
	guint n = right->len > 0 && sg_hit_at(right, 0)->at <= colon + 2 + MAX_ARTICLE;
	guint members[MAX_ENDS] = {0};
	for (guint i = 1; n > 0 && n < MAX_ENDS && i < right->len; i++) {
		if (sg_sentence_are_linked(s, sg_hit_at(right, members[n - 1]),
					   sg_hit_at(right, i)))
			members[n++] = i;
	}
	for (guint i = 0; n > 1 && i < n; i++)
		claim_case(s, sg_hit_at(right, members[i]), whole, SG_RULE_MEMBER);
	if (n == 2 && sg_sentence_find(s, s->at, colon, " two "))
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, sg_hit_at(right, members[0]),
				  sg_hit_at(right, members[1]), SG_RULE_CONTRAST);
}

/* The colon may have made a head of what stands before it. */
void
sg_read_forms(const SgReadSentence *s)
{
	SgReadSentence all = *s;
	for (uint32_t i = 0; s->at > s->whole.at && i < s->block->prose->n_leads; i++) {
		const SgLead *lead = &s->block->prose->leads[i];
		if (lead->at == s->whole.at && lead->style == 0)
			all.at = s->whole.at;
	}
	read_forms(&all);
}
