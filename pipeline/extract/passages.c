/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include <string.h>

/* What the passage of a head says of it by its form: "**Testing**: fuzzing, load testing",
 * "**Linting**: Ruff is a linter that ..."; and what two sentences say that follow each other. */

#define MAX_BODY      200 /* bytes of a list of names */
#define MAX_MEMBERS   8
#define MAX_NAME      40 /* bytes */
#define MAX_ARTICLE   4  /* bytes: "the " */
#define MAX_BEGINNING 16 /* bytes: "Libraries like " */

/* The lead whose body the sentence stands in, or NULL. */
static const SgLead *
find_lead(const SgReadSentence *s)
{
	for (uint32_t i = 0; i < s->block->prose->n_leads; i++) {
		const SgLead *lead = &s->block->prose->leads[i];
		if (lead->body <= s->at && s->at < lead->end && lead->separated)
			return lead;
	}
	return NULL;
}

/* The topic that its head names: a term, or SG_NONE. */
static uint32_t
find_topic(const SgReadSentence *s)
{
	SgHit head = sg_sentence_head(s);
	bool named = !head.known && head.term != SG_NONE;
	return named && sg_sentence_is_general(s, &head) ? head.term : SG_NONE;
}

/* Whether text[at, end) holds nothing but names and what joins them. */
static bool
is_list(const SgReadSentence *s, const GArray *hits, uint32_t at, uint32_t end)
{
	if (hits->len < 2 || sg_hit_at(hits, 0)->at != at)
		return false;
	for (guint i = 1; i < hits->len; i++) {
		if (!sg_sentence_are_linked(s, sg_hit_at(hits, i - 1), sg_hit_at(hits, i)))
			return false;
	}
	uint32_t last = sg_hit_at(hits, hits->len - 1)->end;
	return last == end || (last + 1 == end && s->text[last] == '.');
}

static void
claim_case_of(const SgReadSentence *s, const SgHit *one, uint32_t topic)
{
	SgHit whole = {.term = topic};
	if (sg_sentence_is_crate(s, one))
		sg_sentence_claim(s, SG_EDGE_USES_CRATE, &whole, one, SG_RULE_MEMBER);
	else if (sg_hit_kind(s->x, one) != SG_KIND_ERROR)
		sg_sentence_claim(s, SG_EDGE_BROADER, one, &whole, SG_RULE_MEMBER);
}

/* Where the part of a list that begins there ends: at a comma, before "and", or at the end. */
static uint32_t
part_end(const SgReadSentence *s, uint32_t at, uint32_t end)
{
	static const bool stops[256] = {
	    [','] = true, [';'] = true, ['.'] = true, [':'] = true, ['('] = true, ['/'] = true};
	uint32_t last = MIN(end, at + MAX_NAME + 1);
	for (; at < last; at++) {
		if (stops[(unsigned char)s->text[at]] ||
		    (s->text[at] == ' ' && strncmp(s->text + at, " and ", 5) == 0))
			break;
	}
	return at;
}

/* Most bodies are no lists: each part of one is a name. What it takes to be one for sure is asked
 * where this holds. */
static bool
may_be_list(const SgReadSentence *s, uint32_t end)
{
	unsigned parts = 0;
	for (uint32_t at = s->at; at < end;) {
		uint32_t stop = part_end(s, at, end);
		if (stop - at > MAX_NAME || !sg_is_name(s->x, s->text + at, stop - at))
			return false;
		parts++;
		at = stop + strcspn(s->text + stop, " ") + 1;
		if (at < end && strncmp(s->text + at, "and ", 4) == 0)
			at += 4;
		if (at < end && strncmp(s->text + at, "or ", 3) == 0)
			at += 3;
	}
	return parts > 1;
}

/* "**Testing**: fuzzing, load testing". */
static void
read_list_of(const SgReadSentence *s, uint32_t end)
{
	if (!may_be_list(s, end))
		return;
	g_autoptr(GArray) hits = sg_sentence_scan(s, s->at, end);
	uint32_t topic = is_list(s, hits, s->at, MIN(end, s->end)) ? find_topic(s) : SG_NONE;
	for (guint i = 0; topic != SG_NONE && i < hits->len && i < MAX_MEMBERS; i++)
		claim_case_of(s, sg_hit_at(hits, i), topic);
}

/* Whether a verb follows a name. */
static bool
is_subject(const SgReadSentence *s, const SgHit *hit)
{
	static const char *const verbs[] = {"is",  "are",  "has",    "have", "can",
					    "may", "must", "should", "will", "does"};
	if (hit->end >= s->end || s->text[hit->end] != ' ')
		return false;
	const char *next = s->text + hit->end + 1;
	size_t n = sg_word_length(next);
	return SG_ONE_OF(next, n, verbs) ||
	       (sg_word_phrase(s->x, next, n).lists & SG_IN(SG_WORDS_IMPERATIVE)) != 0;
}

/* Whether the sentence begins with the name of a tool that the rules have found in the block. */
static bool
begins_with_tool(const SgReadSentence *s)
{
	for (uint32_t i = s->block->terms; i < s->block->terms_end; i++) {
		const SgTerm *term = sg_term(s->x, i);
		if (term->kind != SG_KIND_TOOL)
			continue;
		const char *label = sg_document_str(s->x->doc, term->label);
		if (g_ascii_strncasecmp(s->text + s->at, label, strlen(label)) == 0)
			return true;
	}
	return false;
}

/* "**Linting**: Ruff reports ...": the tool is one for it. */
static void
read_tool_of(const SgReadSentence *s)
{
	if (!begins_with_tool(s))
		return;
	g_autoptr(GArray) hits = sg_sentence_scan(s, s->at, s->at + SG_SENTENCE_WINDOW);
	const SgHit *tool = hits->len > 0 ? sg_hit_at(hits, 0) : NULL;
	if (!tool || tool->at != s->at || sg_hit_kind(s->x, tool) != SG_KIND_TOOL ||
	    !(is_subject(s, tool) || g_str_has_prefix(s->text + tool->end, " for ")))
		return;
	uint32_t topic = find_topic(s);
	if (topic != SG_NONE)
		claim_case_of(s, tool, topic);
}

/* Whether the rules found something of a kind in the block. */
static bool
has_kind(const SgReadSentence *s, SgKind kind)
{
	for (uint32_t i = s->block->terms; i < s->block->terms_end; i++) {
		if (sg_term(s->x, i)->kind == kind)
			return true;
	}
	return false;
}

static void
read_topic(const SgReadSentence *s)
{
	const SgLead *lead = find_lead(s);
	if (!lead)
		return;
	if (s->at == lead->body && lead->end - s->at <= MAX_BODY && s->end >= lead->end)
		read_list_of(s, lead->end);
	read_tool_of(s);
}

/* "The `a` crate ...", "`a` writes". */
static bool
does_something(const SgReadSentence *s, const SgHit *crate)
{
	const char *next = s->text + crate->end + (s->text[crate->end] == ' ');
	bool called = (sg_word_phrase(s->x, next, sg_word_length(next)).lists &
		       SG_IN(SG_WORDS_MARK_CRATE)) != 0;
	return called || is_subject(s, crate);
}

/* "..., while `a` does that". */
static bool
begins_clause(const SgReadSentence *s, const SgHit *hit)
{
	static const char *const joints[] = {", while ", " and ", ", and "};
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		size_t n = strlen(joints[i]);
		if (hit->at >= s->at + n && memcmp(s->text + hit->at - n, joints[i], n) == 0)
			return true;
	}
	return false;
}

/* "X has this and that. The `a` crate does it.": of the sentence before, what it begins with, is
 * done with what this sentence begins with. */
static void
read_service(const SgReadSentence *s)
{
	const SgProse *prose = s->block->prose;
	if (s->number == 0 || !has_kind(s, SG_KIND_CRATE))
		return;
	SgSentence before = prose->sentences[s->number - 1];
	if (before.end - before.at > SG_MAX_SENTENCE)
		return;
	uint32_t at = sg_sentence_skip_head(prose, before);
	SgReadSentence earlier = *s;
	earlier.at = at;
	earlier.end = before.end;
	earlier.whole = (SgSentence){before.at, s->whole.end};
	g_autoptr(GArray) served = sg_sentence_scan(&earlier, at, at + SG_SENTENCE_WINDOW);
	const SgHit *topic = served->len > 0 ? sg_hit_at(served, 0) : NULL;
	if (!topic || topic->at > at + MAX_ARTICLE || !sg_sentence_is_general(s, topic) ||
	    !is_subject(&earlier, topic))
		return;
	g_autoptr(GArray) hits = sg_sentence_scan(s, s->at, s->end);
	for (guint i = 0; i < hits->len; i++) {
		const SgHit *crate = sg_hit_at(hits, i);
		bool first = i == 0 && crate->at <= s->at + MAX_BEGINNING;
		bool serves = sg_sentence_is_crate(s, crate) && does_something(s, crate);
		if (i == 0 && !(first && serves))
			return;
		if (serves && (first || begins_clause(s, crate)))
			sg_sentence_claim(&earlier, SG_EDGE_USES_CRATE, topic, crate,
					  SG_RULE_NAMED_UNDER_HEADING);
	}
}

void
sg_read_passage(const SgReadSentence *s)
{
	if (s->block->prose->n_leads > 0)
		read_topic(s);
	read_service(s);
}
