/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* The words between two names that state a relation, and what a thing provides. */

/* "constant-time comparison primitives": a noun that only says that there is something. */
static const SgHit *
find_provided(const SgReadSentence *s, const GArray *hits, uint32_t from)
{
	static const char *const nouns[] = {"primitives", "support",       "utilities", "helpers",
					    "features",   "functionality", "tools",     "APIs",
					    "facilities", "capabilities",  "bindings",  "types"};
	const SgHit *what = hits->len > 0 ? sg_hit_at(hits, 0) : NULL;
	if (!what || what->at > from + SG_MAX_ADJECTIVE || !sg_sentence_is_general(s, what) ||
	    s->text[what->end] != ' ')
		return NULL;
	const char *next = s->text + what->end + 1;
	return SG_ONE_OF(next, sg_word_length(next), nouns) ? what : NULL;
}

/* "Libraries like A provide X": X is done with A. "`T` provides X": what code provides is what it
 * is for. */
static void
read_provides(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	const SgHit *what = sg_sentence_find_noun(s, right, from);
	if (!what)
		what = find_provided(s, right, from);
	if (!what)
		return;
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
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

/* "Deadlocks due to X". */
static void
read_cause(const SgReadSentence *s, uint32_t at, uint32_t from)
{
	g_autoptr(GArray) left = sg_sentence_scan_left(s, at);
	const SgHit *effect = sg_hit_before(left, at);
	g_autoptr(GArray) right = sg_sentence_scan(s, from, from + SG_SENTENCE_WINDOW);
	const SgHit *cause = right->len > 0 ? sg_hit_at(right, 0) : NULL;
	if (effect && cause && sg_hit_kind(s->x, effect) == SG_KIND_ERROR &&
	    cause->at <= from + SG_MAX_ADJECTIVE && !sg_sentence_is_crate(s, cause) &&
	    sg_sentence_ends_noun(s, cause->end))
		sg_sentence_claim(s, SG_EDGE_CAUSED_BY, effect, cause, SG_RULE_VERB);
}

/* What stands between two sides. at: where the left one ends; from: where the right one begins. */
typedef struct {
	const char *words; /* without the space before them */
	bool comma;        /* only behind one */
	void (*read)(const SgReadSentence *s, uint32_t at, uint32_t from);
} Joint;

/* By their first letters: most words begin none. */
static const Joint *const joints[26] = {
    ['a' - 'a'] = (const Joint[]){{"are ", false, sg_read_is_a},
				  {"and other ", false, sg_read_others},
				  {"as opposed to ", false, sg_read_contrast},
				  {"alternative to ", false, sg_read_version},
				  {NULL, false, NULL}},
    ['b' - 'a'] = (const Joint[]){{"because of ", false, read_cause}, {NULL, false, NULL}},
    ['c' - 'a'] = (const Joint[]){{"counterpart of ", false, sg_read_version},
				  {"counterpart to ", false, sg_read_version},
				  {NULL, false, NULL}},
    ['d' - 'a'] = (const Joint[]){{"due to ", false, read_cause},
				  {"differs from ", false, sg_read_contrast},
				  {"differ from ", false, sg_read_contrast},
				  {"differ ", false, sg_read_difference},
				  {"different from ", false, sg_read_version},
				  {NULL, false, NULL}},
    ['e' - 'a'] = (const Joint[]){{"enable ", false, read_provides},
				  {"enables ", false, read_provides},
				  {"equivalent of ", false, sg_read_version},
				  {NULL, false, NULL}},
    ['h' - 'a'] =
	(const Joint[]){{"have different ", false, sg_read_difference}, {NULL, false, NULL}},
    ['i' - 'a'] = (const Joint[]){{"is a ", false, sg_read_is_a},
				  {"is an ", false, sg_read_is_a},
				  {"including ", false, sg_read_examples},
				  {"instead of ", false, sg_read_contrast},
				  {"in contrast to ", false, sg_read_contrast},
				  {NULL, false, NULL}},
    ['l' - 'a'] = (const Joint[]){{"like ", false, sg_read_examples}, {NULL, false, NULL}},
    ['n' - 'a'] = (const Joint[]){{"not ", true, sg_read_contrast}, {NULL, false, NULL}},
    ['o' - 'a'] = (const Joint[]){{"offer ", false, read_provides},
				  {"offers ", false, read_provides},
				  {"or other ", false, sg_read_others},
				  {"over ", false, sg_read_preference},
				  {NULL, false, NULL}},
    ['p' - 'a'] = (const Joint[]){{"provide ", false, read_provides},
				  {"provides ", false, read_provides},
				  {NULL, false, NULL}},
    ['r' - 'a'] = (const Joint[]){{"rather than ", false, sg_read_contrast}, {NULL, false, NULL}},
    ['s' - 'a'] = (const Joint[]){{"such as ", false, sg_read_examples}, {NULL, false, NULL}},
    ['t' - 'a'] = (const Joint[]){{"than ", false, sg_read_comparison},
				  {"through ", false, sg_read_means},
				  {NULL, false, NULL}},
    ['u' - 'a'] = (const Joint[]){{"use ", true, sg_read_choice},
				  {"unlike ", true, sg_read_contrast},
				  {"using ", false, sg_read_means},
				  {NULL, false, NULL}},
    ['v' - 'a'] = (const Joint[]){{"vs ", false, sg_read_versus},
				  {"vs. ", false, sg_read_versus},
				  {"versus ", false, sg_read_versus},
				  {"version of ", false, sg_read_version},
				  {"variant of ", false, sg_read_version},
				  {"via ", false, sg_read_means},
				  {NULL, false, NULL}},
    ['w' - 'a'] = (const Joint[]){{"whereas ", true, sg_read_whereas},
				  {"while ", true, sg_read_whereas},
				  {"with different ", false, sg_read_difference},
				  {NULL, false, NULL}},
};

/* The joint whose words begin behind the space, or NULL. */
static const Joint *
find_joint(const char *word)
{
	static const Joint bracket = {"(", false, sg_read_members};
	if (*word == '(')
		return &bracket;
	const Joint *joint = *word >= 'a' && *word <= 'z' ? joints[*word - 'a'] : NULL;
	for (; joint && joint->words; joint++) {
		const char *a = word;
		const char *b = joint->words;
		while (*b != '\0' && *a == *b) {
			a++;
			b++;
		}
		if (*b == '\0')
			return joint;
	}
	return NULL;
}

static void
read_joint(const SgReadSentence *s, uint32_t space)
{
	const Joint *joint = find_joint(s->text + space + 1);
	if (!joint)
		return;
	uint32_t from = space + 1 + (uint32_t)strlen(joint->words);
	bool comma = space > s->at && strchr(",;", s->text[space - 1]) != NULL;
	if (from < s->end && (comma || !joint->comma))
		joint->read(s, space - comma, from);
}

void
sg_read_joints(const SgReadSentence *s)
{
	const char *end = s->text + s->end;
	for (const char *p = s->text + s->at; p < end; p++) {
		p = memchr(p, ' ', (size_t)(end - p));
		if (!p)
			return;
		read_joint(s, (uint32_t)(p - s->text));
	}
}
