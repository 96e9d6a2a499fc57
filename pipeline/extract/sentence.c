/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

#define MAX_LIST 6   /* names of one list */
#define MAX_LEFT 160 /* bytes before a joint in which its left side stands */

GArray *
sg_sentence_scan(const SgReadSentence *s, uint32_t at, uint32_t end)
{
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_names(s->x, s->block, (SgSentence){at, MIN(end, s->end)}, hits);
	return hits;
}

const SgHit *
sg_hit_before(const GArray *hits, uint32_t end)
{
	const SgHit *last = hits->len > 0 ? sg_hit_at(hits, hits->len - 1) : NULL;
	return last && last->end == end ? last : NULL;
}

bool
sg_sentence_is_crate(const SgReadSentence *s, const SgHit *hit)
{
	return sg_hit_kind(s->x, hit) == SG_KIND_CRATE;
}

bool
sg_sentence_is_general(const SgReadSentence *s, const SgHit *hit)
{
	SgKind kind = sg_hit_kind(s->x, hit);
	return kind == SG_KIND_CONCEPT || kind == SG_KIND_PATTERN;
}

bool
sg_sentence_is_code(const SgReadSentence *s, const SgHit *hit)
{
	for (uint32_t i = 0; i < s->block->prose->n_pieces; i++) {
		const SgPiece *piece = &s->block->prose->pieces[i];
		if (hit->at >= piece->at && hit->at < piece->at + piece->length)
			return (piece->style & SG_STYLE_CODE) != 0;
	}
	return false;
}

/* Of "Send and Sync", known as one thing, the parts that are known by themselves; else none. */
static void
find_parts(const SgReadSentence *s, const SgHit *hit, const SgKnown *parts[2])
{
	const char *text = s->text + hit->at;
	const char *and = memmem(text, hit->end - hit->at, " and ", 5);
	if (!and)
		return;
	parts[0] = sg_find_words_here(s->x, text, (size_t)(and-text));
	parts[1] = sg_find_words_here(s->x, and+5, (size_t)(s->text + hit->end - and-5));
}

static void
claim_one(const SgReadSentence *s, SgEdgeType type, const SgHit *from, const SgHit *to, SgRule rule)
{
	SgRelation relation = {type, sg_hit_term(s->x, s->block, from, &sg_rules[rule]),
			       sg_hit_term(s->x, s->block, to, &sg_rules[rule])};
	if (relation.source != SG_NONE)
		sg_add_claim(s->x, relation, &sg_rules[rule],
			     sg_prose_span(s->block->prose, s->x->doc, s->whole.at, s->whole.end));
}

void
sg_sentence_claim(
    const SgReadSentence *s, SgEdgeType type, const SgHit *from, const SgHit *to, SgRule rule)
{
	claim_one(s, type, from, to, rule);
	const SgKnown *parts[2] = {NULL, NULL};
	find_parts(s, from, parts);
	for (size_t i = 0; parts[0] && parts[1] && i < 2; i++) {
		SgHit part = {from->at, from->end, parts[i], SG_NONE};
		claim_one(s, type, &part, to, rule);
	}
}

const char *
sg_sentence_find(const SgReadSentence *s, uint32_t at, uint32_t end, const char *words)
{
	return at < end ? memmem(s->text + at, end - at, words, strlen(words)) : NULL;
}

bool
sg_is_one_of(const char *word, size_t length, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(words[i]) == length && g_ascii_strncasecmp(word, words[i], length) == 0)
			return true;
	}
	return false;
}

static const char *const prepositions[] = {
    "of",    "to",     "in",      "for",    "with",   "on",      "at",      "by",
    "from",  "about",  "into",    "over",   "than",   "through", "under",   "between",
    "via",   "like",   "without", "during", "inside", "within",  "against", "behind",
    "after", "before", "across",  "per",    "as"};

/* What may follow a noun that ends there. */
static const char *const conjunctions[] = {
    "and",   "or",   "but",     "that",     "which", "where",  "when",    "while",  "if",
    "whose", "is",   "are",     "so",       "used",  "using",  "because", "rather", "instead",
    "can",   "will", "provide", "provides", "vs",    "versus", "not",     "than",   "whereas"};

bool
sg_sentence_follows_preposition(const SgReadSentence *s, uint32_t at)
{
	static const char *const articles[] = {"the", "a", "an", "its", "their", "your"};
	for (unsigned words = 0; words < 2; words++) {
		while (at > s->at && s->text[at - 1] == ' ')
			at--;
		uint32_t n = 0;
		while (at - n > s->at && g_ascii_isalpha(s->text[at - n - 1]))
			n++;
		const char *word = s->text + at - n;
		if (SG_ONE_OF(word, n, prepositions))
			return true;
		if (!SG_ONE_OF(word, n, articles))
			return false;
		at -= n;
	}
	return false;
}

bool
sg_sentence_ends_noun(const SgReadSentence *s, uint32_t end)
{
	if (end >= s->end || s->text[end] != ' ')
		return end >= s->end || !g_ascii_isalnum(s->text[end]);
	const char *next = s->text + end + 1;
	size_t n = sg_word_length(next);
	return n == 0 || SG_ONE_OF(next, n, prepositions) || SG_ONE_OF(next, n, conjunctions);
}

bool
sg_sentence_is_pronoun(const SgReadSentence *s, uint32_t at)
{
	static const char *const pronouns[] = {"it",   "this",  "these", "they",
					       "that", "which", "both",  "here"};
	return at < s->end && SG_ONE_OF(s->text + at, sg_word_length(s->text + at), pronouns);
}

bool
sg_sentence_are_joined(const SgReadSentence *s, const SgHit *a, const SgHit *b)
{
	static const char *const joints[] = {", ", " and ", " or ", " & ", "/", " + "};
	if (b->at > a->end + SG_MAX_ADJECTIVE)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		if (sg_sentence_find(s, a->end, b->at, joints[i]))
			return true;
	}
	return false;
}

void
sg_sentence_keep_list(const SgReadSentence *s, GArray *hits, uint32_t from)
{
	guint n = hits->len > 0 && sg_hit_at(hits, 0)->at <= from + SG_MAX_ADJECTIVE;
	while (n > 0 && n < hits->len && n < MAX_LIST &&
	       sg_sentence_are_joined(s, sg_hit_at(hits, n - 1), sg_hit_at(hits, n)))
		n++;
	g_array_set_size(hits, n);
}

const SgHit *
sg_sentence_find_noun(const SgReadSentence *s, const GArray *hits, uint32_t from)
{
	guint i = 0;
	if (hits->len == 0 || sg_hit_at(hits, 0)->at > from + SG_MAX_ADJECTIVE ||
	    (sg_hit_at(hits, 0)->at > from &&
	     sg_sentence_follows_preposition(s, sg_hit_at(hits, 0)->at)))
		return NULL;
	while (i + 1 < hits->len && sg_hit_at(hits, i + 1)->at == sg_hit_at(hits, i)->end + 1)
		i++;
	const SgHit *noun = sg_hit_at(hits, i);
	return sg_sentence_is_general(s, noun) && sg_sentence_ends_noun(s, noun->end) ? noun : NULL;
}

uint32_t
sg_sentence_object_end(const SgReadSentence *s, uint32_t at)
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

uint32_t
sg_sentence_skip_head(const SgProse *prose, SgSentence sentence)
{
	for (uint32_t i = 0; i < prose->n_leads; i++) {
		const SgLead *lead = &prose->leads[i];
		if (lead->at == sentence.at && lead->body < sentence.end && lead->body > lead->at)
			return lead->body;
	}
	return sentence.at;
}

/* The names in front of a joint. The window begins at a word, so that none is read in part. */
GArray *
sg_sentence_scan_left(const SgReadSentence *s, uint32_t at)
{
	uint32_t from = at - s->at > MAX_LEFT ? at - MAX_LEFT : s->at;
	while (from > s->at && from < at && s->text[from - 1] != ' ')
		from++;
	return sg_sentence_scan(s, from, at);
}

bool
sg_sentence_are_linked(const SgReadSentence *s, const SgHit *a, const SgHit *b)
{
	static const char *const joints[] = {", ",  " and ", " or ", ", and ", ", or ",
					     " & ", "/",     " + ",  "; "};
	uint32_t at = a->end;
	if (at + 1 < b->at && s->text[at] == ' ' && s->text[at + 1] == '(') {
		const char *close = memchr(s->text + at, ')', b->at - at);
		at = close ? (uint32_t)(close - s->text) + 1 : at;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		size_t n = strlen(joints[i]);
		if (b->at == at + n && memcmp(s->text + at, joints[i], n) == 0)
			return true;
	}
	return false;
}
