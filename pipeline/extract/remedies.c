/* SPDX-License-Identifier: MIT */
#include "extract/sentence.h"

#include "base/text.h"

#include <string.h>

/* What the text of a cause or a solution of an error names. */

#define MAX_BEFORE 24 /* bytes before a name in which a verb makes it the solution */
#define MAX_DEED   24 /* bytes of a verb */

static const SgRuleInfo *
part_rule(void)
{
	return &sg_rules[SG_RULE_TROUBLESHOOTING_PART];
}

/* What stands behind one of these is where or when it is done, or what is left behind. */
static const char *const aside[] = {
    "into ",    "before ",    "after ",  "from ",  "than ",     "over ",   "instead of ",
    "without ", "across ",    "during ", "avoid ", "avoiding ", "remove ", "removing ",
    "replace ", "replacing ", "when ",   "while ", "not ",      "no ",     "never ",
    "as a ",    "as an ",     "keep ",   "all ",   "under "};

/* The same of what is to blame. */
static const char *const aside_of_cause[] = {"into ", "on a ",   "on one ", "as a ",    "as an ",
					     "in ",   "across ", "for ",    "without ", "to "};

static bool
follows_any(const char *text, uint32_t from, uint32_t at, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(words[i]);
		bool begins = at == from + n || (at > from + n && text[at - n - 1] == ' ');
		if (at >= from + n && begins &&
		    g_ascii_strncasecmp(text + at - n, words[i], n) == 0)
			return true;
	}
	return false;
}

/* "Benchmark before you keep X", "X alone does not help": no solution is denied. */
static bool
is_denied(const SgBlock *block, const SgHit *hit)
{
	const char *text = block->prose->text;
	SgSentence s = sg_prose_sentence(block->prose, hit->at);
	return s.end > hit->end && (memmem(text + hit->end, s.end - hit->end, " not ", 5) ||
				    memmem(text + hit->end, s.end - hit->end, "n't ", 4));
}

static bool
has_words(const char *text, const char *words)
{
	size_t n = strlen(words);
	for (const char *p = strstr(text, words); p; p = strstr(p + 1, words)) {
		if ((p == text || !g_ascii_isalnum(p[-1])) && !g_ascii_isalnum(p[n]))
			return true;
	}
	return false;
}

/* What the error itself is about is its solution only where it is made: "implement X". */
static bool
is_problem_itself(const SgExtraction *x, const SgBlock *block, uint32_t error, const SgHit *hit)
{
	static const char *const verbs[] = {"use ",    "implement ", "add ",      "wrap ",
					    "enable ", "switch to ", "introduce "};
	const char *text = block->prose->text;
	g_autofree char *name = g_ascii_strdown(text + hit->at, (gssize)(hit->end - hit->at));
	g_autofree char *label =
	    g_ascii_strdown(sg_document_str(x->doc, sg_term(x, error)->label), -1);
	if (!has_words(label, name))
		return false;
	uint32_t from = hit->at > MAX_BEFORE ? hit->at - MAX_BEFORE : 0;
	g_autofree char *before = g_ascii_strdown(text + from, (gssize)(hit->at - from));
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
		if (strstr(before, verbs[i]))
			return false;
	}
	return true;
}

static bool
solves(const SgExtraction *x, const SgBlock *block, uint32_t error, const SgHit *hit)
{
	const char *text = block->prose->text;
	return sg_hit_kind(x, hit) != SG_KIND_ERROR &&
	       !follows_any(text, 0, hit->at, aside, G_N_ELEMENTS(aside)) &&
	       !is_denied(block, hit) && !is_problem_itself(x, block, error, hit);
}

static bool
causes(const SgExtraction *x, const SgBlock *block, uint32_t error, const SgHit *hit)
{
	(void)x;
	(void)error;
	return !follows_any(block->prose->text, 0, hit->at, aside_of_cause,
			    G_N_ELEMENTS(aside_of_cause));
}

/* "Profile the program" is profiling: the name of the deed, if it is known. */
static const SgKnown *
find_deed(SgExtraction *x, const char *verb, size_t n)
{
	/* To refactor is to write something else, which the text goes on to say. */
	if (n < 3 || n > MAX_DEED || g_ascii_strncasecmp(verb, "refactor", n) == 0 ||
	    (sg_word_phrase(x, verb, n).lists & SG_IN(SG_WORDS_IMPERATIVE)) == 0)
		return NULL;
	g_autofree char *word = g_ascii_strdown(verb, (gssize)n);
	char doubled[2] = {word[n - 1], '\0'};
	g_autofree char *plain = g_strconcat(word, "ing", NULL);
	g_autofree char *twice = g_strconcat(word, doubled, "ing", NULL);
	if (word[n - 1] == 'e')
		word[n - 1] = '\0';
	g_autofree char *cut = g_strconcat(word, "ing", NULL);
	const char *const forms[] = {plain, cut, twice};
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		SgWordFacts facts = sg_word_facts(x, forms[i], strlen(forms[i]));
		bool general = facts.known && (facts.known->kind == SG_KIND_CONCEPT ||
					       facts.known->kind == SG_KIND_PATTERN);
		if (general && !facts.plain)
			return facts.known;
	}
	return NULL;
}

/* Orders stand where a part of the list of what to do begins. */
static void
claim_deeds(SgExtraction *x, SgBlock *block, SgSentence range, uint32_t error)
{
	SgSpan span = sg_prose_span(block->prose, x->doc, range.at, range.end);
	const char *text = block->prose->text;
	for (uint32_t at = range.at; at < range.end;) {
		size_t n = sg_word_length(text + at);
		bool begins = at == range.at || strchr(",;.", text[at - 2 + (at < 2)]) != NULL ||
			      (at >= 5 && memcmp(text + at - 5, " and ", 5) == 0);
		const SgKnown *deed = n > 0 && begins ? find_deed(x, text + at, n) : NULL;
		if (deed)
			sg_add_claim(x,
				     (SgRelation){SG_EDGE_SOLVED_BY, error,
						  sg_add_known(x, block, deed, part_rule(), at)},
				     part_rule(), span);
		at += (uint32_t)MAX(n, 1);
	}
}

/* Whether the prose names a term only where it is no part of what is told. */
static bool
is_left_out(const SgExtraction *x, const GArray *out, uint32_t term)
{
	const char *label = sg_document_str(x->doc, sg_term(x, term)->label);
	for (guint i = 0; i < out->len; i++) {
		const SgHit *hit = sg_hit_at(out, i);
		const char *other = hit->known
					? hit->known->label
					: sg_document_str(x->doc, sg_term(x, hit->term)->label);
		if (strcmp(label, other) == 0)
			return true;
	}
	return false;
}

/* What the rules have found there: heads, items, code. out: of SgHit. */
static void
claim_terms(
    SgExtraction *x, const SgBlock *block, SgRelation relation, SgSpan span, const GArray *out)
{
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		const SgTerm *term = sg_term(x, i);
		relation.target = i;
		if (term->span.at >= span.at && term->span.at < span.at + span.length &&
		    term->kind != SG_KIND_ERROR && !is_left_out(x, out, i))
			sg_add_claim(x, relation, part_rule(), span);
	}
}

typedef bool (*FitsFn)(const SgExtraction *x,
		       const SgBlock *block,
		       uint32_t error,
		       const SgHit *hit);

static void
claim_named(SgExtraction *x, SgBlock *block, SgSentence range, SgRelation relation, FitsFn fits)
{
	SgSpan span = sg_prose_span(block->prose, x->doc, range.at, range.end);
	g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(SgHit));
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SgHit));
	sg_scan_names(x, block, range, hits);
	for (guint i = 0; i < hits->len; i++) {
		const SgHit *hit = sg_hit_at(hits, i);
		if (!fits(x, block, relation.source, hit)) {
			g_array_append_vals(out, hit, 1);
			continue;
		}
		relation.target = sg_hit_term(x, block, hit, part_rule());
		sg_add_claim(x, relation, part_rule(), span);
	}
	claim_terms(x, block, relation, span, out);
}

void
sg_claim_cause(SgExtraction *x, SgBlock *block, SgSentence range, uint32_t error)
{
	claim_named(x, block, range, (SgRelation){SG_EDGE_CAUSED_BY, error, SG_NONE}, causes);
}

void
sg_claim_solution(SgExtraction *x, SgBlock *block, SgSentence range, uint32_t error)
{
	claim_named(x, block, range, (SgRelation){SG_EDGE_SOLVED_BY, error, SG_NONE}, solves);
	claim_deeds(x, block, range, error);
}
