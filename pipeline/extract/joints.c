/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* Relations that words between two names state: lists of examples and members, what something is,
 * what it provides, what stands against what. */

#define MAX_ENDS 6   /* examples of one thing */
#define MAX_LEFT 160 /* bytes before a joint in which its left side stands */

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
	g_autoptr(GArray) right = sg_sentence_scan(s, from, sg_sentence_object_end(s, from));
	for (guint j = 0; j < right->len && j < MAX_ENDS; j++) {
		if (!sg_sentence_is_crate(s, sg_hit_at(right, j)))
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
		if (sg_sentence_is_crate(s, member))
			sg_sentence_claim(s, SG_EDGE_USES_CRATE, whole, member, SG_RULE_MEMBER);
		else
			sg_sentence_claim(s, SG_EDGE_BROADER, member, whole, SG_RULE_MEMBER);
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
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	const SgHit *whole = sg_sentence_find_noun(s, right, from);
	if (!whole)
		return;
	g_autoptr(GArray) left = scan_left(s, at);
	bool list = is_list_of_names(left, s->at, at);
	for (guint j = 0; list && j < left->len; j++)
		sg_sentence_claim(s, SG_EDGE_BROADER, sg_hit_at(left, j), whole, SG_RULE_IS_A);
}

/* "Libraries like A provide X": X is done with A. "`T` provides X": what code provides is what it
 * is for. */
static void
read_provides(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	const SgHit *what = sg_sentence_find_noun(s, right, from);
	if (!what)
		return;
	g_autoptr(GArray) left = scan_left(s, at);
	for (guint j = 0; j < left->len; j++) {
		const SgHit *by = sg_hit_at(left, j);
		if (by->end + SG_SENTENCE_WINDOW < at)
			continue;
		if (sg_sentence_is_crate(s, by))
			sg_sentence_claim(s, SG_EDGE_USES_CRATE, what, by, SG_RULE_PROVIDES);
		else if (sg_sentence_is_code(s, by) && !sg_sentence_follows_preposition(s, by->at))
			sg_sentence_claim(s, SG_EDGE_BROADER, by, what, SG_RULE_PROVIDES);
	}
}

/* "X rather than Y": both beside the joint. */
static void
read_contrast(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	const SgHit *other = right->len > 0 ? sg_hit_at(right, 0) : NULL;
	if (!other || other->at > from + 4 || !sg_sentence_ends_noun(s, other->end))
		return;
	g_autoptr(GArray) left = scan_left(s, at);
	const SgHit *one = sg_hit_before(left, at);
	if (one)
		sg_sentence_claim(s, SG_EDGE_CONTRASTS, one, other, SG_RULE_CONTRAST);
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
void
sg_read_joints(const SgReadSentence *s)
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
