/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* Rules on running prose: known names, acronyms, error codes, subjects. */

#define CRATE_WINDOW      20 /* bytes of prose before a plain word in which "crate" says what it is */
#define MAX_SUBJECT_WORDS 4
#define MAX_KNOWN_WORDS   4
#define MOST_ACRONYM      7

SgSpan
sg_sentence_span(const SgExtraction *x, const SgBlock *block, uint32_t at)
{
	SgSentence sentence = sg_prose_sentence(block->prose, at);
	return sg_prose_span(block->prose, x->doc, sentence.at, sentence.end);
}

/* One term of a name in one passage is enough. While the rules run, the block's terms go on to the
 * last; later steps append theirs behind those of other blocks. */
static uint32_t
term_in_block(const SgExtraction *x, const SgBlock *block, const char *label, SgSpan span)
{
	for (uint32_t i = block->terms; i < x->facts->terms->len; i++) {
		const SgTerm *term = sg_term(x, i);
		bool here = term->span.line <= span.line && term->span.end_line >= span.line;
		if (here && (strcmp(sg_document_str(x->doc, term->label), label) == 0 ||
			     strcmp(sg_document_str(x->doc, term->alias), label) == 0))
			return i;
	}
	return SG_NONE;
}

bool
sg_stands_in_block(const SgExtraction *x, const SgBlock *block, const char *label, SgSpan span)
{
	return term_in_block(x, block, label, span) != SG_NONE;
}

uint32_t
sg_add_known(
    SgExtraction *x, SgBlock *block, const SgKnown *known, const SgRuleInfo *rule, uint32_t at)
{
	SgSpan span = sg_sentence_span(x, block, at);
	uint32_t term = term_in_block(x, block, known->label, span);
	if (term != SG_NONE)
		return term;
	SgName name = {.label = known->label, .facet = known->facet, .known = true};
	return sg_add_term(x, &name, known->kind, rule, (SgPlace){block->section, span});
}

/* Joins letters to one word. */
static bool
is_joint(char c)
{
	return c == '-' || c == '_' || c == '.' || c == '+' || c == '\'';
}

size_t
sg_word_length(const char *text)
{
	static const bool letters[256] = {['a' ... 'z'] = true,
					  ['A' ... 'Z'] = true,
					  ['0' ... '9'] = true,
					  [0x80 ... 0xff] = true};
	size_t n = 0;
	while (letters[(unsigned char)text[n]] ||
	       (is_joint(text[n]) && g_ascii_isalnum(text[n + 1])))
		n++;
	return n;
}

static bool
marks_crate(const SgExtraction *x, const char *word, size_t length)
{
	return (sg_word_phrase(x, word, length).lists & SG_IN(SG_WORDS_MARK_CRATE)) != 0;
}

bool
sg_is_called_crate(
    SgExtraction *x, const SgBlock *block, uint32_t at, uint32_t end, uint32_t window)
{
	const char *text = block->prose->text;
	const char *p = text + end;
	p += strspn(p, " `");
	if (marks_crate(x, p, sg_word_length(p)))
		return true;
	/* "`a` or `b` crates": the mark stands behind the last. */
	if (window > CRATE_WINDOW && sg_word_facts(x, p, sg_word_length(p)).plain) {
		p += sg_word_length(p);
		p += strspn(p, " `");
		p += sg_word_length(p);
		p += strspn(p, " `");
		if (marks_crate(x, p, sg_word_length(p)))
			return true;
	}
	SgSentence sentence = sg_prose_sentence(block->prose, at);
	uint32_t from = at > window ? MAX(sentence.at, at - window) : sentence.at;
	while (from > sentence.at && g_ascii_isalpha(text[from - 1]))
		from--;
	for (const char *w = text + from; w < text + at;) {
		size_t n = sg_word_length(w);
		if (marks_crate(x, w, n))
			return true;
		w += MAX(n, 1);
	}
	return false;
}

/* "... Non-Lexical Lifetimes (NLL)": as many capitalised words before as there are letters. */
static uint32_t
expansion_start(const char *text, uint32_t open, const char *acronym)
{
	uint32_t at = open;
	for (size_t words = 0; at > 0 && words < strlen(acronym) + 2; words++) {
		while (at > 0 && text[at - 1] == ' ')
			at--;
		while (at > 0 && !strchr(" \n,;(\"", text[at - 1]))
			at--;
		g_autofree char *phrase = g_strndup(text + at, open - at);
		if (g_ascii_toupper(text[at]) == g_ascii_toupper(*acronym) && words + 1 >= 2 &&
		    !sg_phrase_is_little_word(text + at, strcspn(text + at, " \n")) &&
		    sg_phrase_is_expansion(acronym, phrase))
			return at;
	}
	return open;
}

static void
add_acronym(
    SgExtraction *x, SgBlock *block, const SgRuleInfo *rule, uint32_t open, const char *acronym)
{
	const char *text = block->prose->text;
	uint32_t start = expansion_start(text, open, acronym);
	g_autofree char *phrase = sg_prose_slice(block->prose, start, open);
	if (start == open || !sg_phrase_is_name(x->vocabulary, phrase))
		return;
	const SgKnown *known = sg_find_here(x, phrase);
	known = known ? known : sg_find_here(x, acronym);
	bool same = known && strcmp(known->label, acronym) == 0;
	SgName name = {.label = known ? known->label : phrase,
		       .alias = same ? phrase : (char *)acronym,
		       .facet = known ? known->facet : NULL,
		       .known = known != NULL};
	SgSpan span = sg_sentence_span(x, block, start);
	if (!sg_stands_in_block(x, block, name.label, span))
		sg_add_term(x, &name, known ? known->kind : SG_KIND_CONCEPT, rule,
			    (SgPlace){block->section, span});
}

void
sg_rule_acronym(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	const char *text = block->prose->text;
	for (const char *p = strchr(text, '('); p; p = strchr(p + 1, '(')) {
		const char *close = memchr(p + 1, ')', strnlen(p + 1, MOST_ACRONYM + 1));
		size_t n = close ? (size_t)(close - p) - 1 : 0;
		if (n < 2)
			continue;
		g_autofree char *acronym = g_strndup(p + 1, n);
		uint32_t open = (uint32_t)(p - text);
		while (open > 0 && text[open - 1] == ' ')
			open--;
		if (sg_phrase_is_acronym(acronym))
			add_acronym(x, block, rule, open, acronym);
	}
}

void
sg_rule_error_code(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	const char *text = block->prose->text;
	for (const char *p = strchr(text, 'E'); p; p = strchr(p + 1, 'E')) {
		size_t n = sg_phrase_error_code(p);
		if (n == 0 || (p > text && (g_ascii_isalnum(p[-1]) || strchr("+-_#/", p[-1]))))
			continue;
		if (!g_hash_table_contains(x->ecosystems, "cargo"))
			return;
		g_autofree char *code = g_strndup(p, n);
		SgName name = {.label = code, .facet = (char *)"compiler", .known = true};
		SgSpan span = sg_sentence_span(x, block, (uint32_t)(p - text));
		if (!sg_stands_in_block(x, block, code, span))
			sg_add_term(x, &name, SG_KIND_ERROR, rule, (SgPlace){block->section, span});
	}
}

static bool
is_worth_naming(const SgKnown *known)
{
	return known->kind == SG_KIND_TOOL || known->kind == SG_KIND_CRATE ||
	       known->kind == SG_KIND_ERROR;
}

/* An idea is worth a page where the document comes back to it. */
static bool
is_taken_up(const SgExtraction *x, const char *phrase, size_t length)
{
	g_autofree char *wanted = g_ascii_strdown(phrase, (gssize)length);
	const char *first = strstr(x->lower, wanted);
	return first && strstr(first + length, wanted);
}

/* "You must use it" does not speak of must_use, nor "a size limit" of size-limit. */
static bool
is_written_otherwise(const SgExtraction *x, const SgKnown *known, const char *text, size_t length)
{
	bool program = known->kind == SG_KIND_TOOL || known->kind == SG_KIND_CRATE;
	bool joined = strchr(known->label, '_') || (program && strchr(known->label, '-'));
	if (!joined || memchr(text, '-', length) || memchr(text, '_', length))
		return false;
	g_autofree char *name = g_strndup(text, length);
	return g_ascii_islower(*text) && !sg_vocabulary_spells(x->vocabulary, name, known);
}

/* Several words may be one name: "Rust Analyzer", "cargo test", "memory ordering". */
static const SgKnown *
find_phrase(SgExtraction *x, const char *text, size_t n, size_t *length)
{
	const SgKnown *best = NULL;
	size_t end = n;
	/* A dash leaves nothing in a key: "— makes" is not Make. */
	if (!g_unichar_isalnum(g_utf8_get_char(text)) && *text != '.')
		return NULL;
	for (unsigned words = 2; words <= MAX_KNOWN_WORDS; words++) {
		if (text[end] != ' ' || !g_ascii_isalpha(text[end + 1]) ||
		    !sg_name_goes_on(x, text, end))
			break;
		end += 1 + sg_word_length(text + end + 1);
		const SgKnown *known = sg_find_words_here(x, text, end);
		if (!known || (!is_worth_naming(known) && !is_taken_up(x, text, end)) ||
		    is_written_otherwise(x, known, text, end))
			continue;
		best = known;
		*length = end;
	}
	return best;
}

/* A tool that is called like a plain word ("Make", "Black") is written as a name in mid-sentence.
 */
static bool
is_written_as_name(const SgBlock *block, const SgKnown *known, size_t at, size_t n)
{
	const char *text = block->prose->text;
	/* Behind a dash or a colon a capital begins a sentence as well. */
	size_t before = at;
	while (before > 0 && text[before - 1] == ' ')
		before--;
	bool starts = before == 0 || sg_prose_sentence(block->prose, (uint32_t)at).at == at ||
		      !(g_ascii_isalnum(text[before - 1]) || strchr(",(/&+", text[before - 1]));
	return !starts && strlen(known->label) == n && strncmp(text + at, known->label, n) == 0 &&
	       g_ascii_isupper(text[at]);
}

static const SgKnown *
find_word(SgExtraction *x, const SgBlock *block, size_t at, size_t n)
{
	SgWordFacts facts = sg_word_facts(x, block->prose->text + at, n);
	if (facts.plain_crate &&
	    sg_is_called_crate(x, block, (uint32_t)at, (uint32_t)(at + n), CRATE_WINDOW))
		return facts.plain_crate;
	if (!facts.known || !is_worth_naming(facts.known))
		return NULL;
	if (facts.plain && !is_written_as_name(block, facts.known, at, n))
		return NULL;
	return facts.known;
}

/* Where a head alone is the block, the rules on heads have read it. */
static bool
is_bare_head(const SgBlock *block)
{
	if (block->prose->n_leads != 1)
		return false;
	SgLead lead = block->prose->leads[0];
	return lead.at == 0 && lead.body >= lead.end && lead.style != 0;
}

static void
add_plugin(SgExtraction *x, SgBlock *block, SgSentence word, const SgRuleInfo *rule)
{
	g_autofree char *label = sg_prose_slice(block->prose, word.at, word.end);
	SgSpan span = sg_sentence_span(x, block, word.at);
	SgName name = {.label = label, .doubt = 5};
	if (!sg_stands_in_block(x, block, label, span))
		sg_add_term(x, &name, SG_KIND_TOOL, rule, (SgPlace){block->section, span});
}

void
sg_rule_known(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	const char *text = block->prose->text;
	if (is_bare_head(block))
		return;
	for (size_t at = 0; text[at] != '\0';) {
		size_t n = sg_word_length(text + at);
		if (n == 0) {
			at++;
			continue;
		}
		if (text[at + n] == ':' && g_str_has_prefix(text + at + n, "://")) {
			at += strcspn(text + at, " \n<>)");
			continue;
		}
		size_t length = n;
		const SgKnown *known = find_phrase(x, text + at, n, &length);
		if (!known) {
			length = n;
			known = find_word(x, block, at, n);
		}
		if (known)
			sg_add_known(x, block, known, rule, (uint32_t)at);
		else if (sg_is_manager_plugin(text + at, n))
			add_plugin(x, block, (SgSentence){(uint32_t)at, (uint32_t)(at + n)}, rule);
		at += length;
	}
}

/* The longest known name at the start of a sentence, an article aside. */
static const SgKnown *
find_subject(SgExtraction *x, const char *text, size_t length, size_t *end)
{
	size_t skip = g_str_has_prefix(text, "The ") ? 4 : g_str_has_prefix(text, "A ") ? 2 : 0;
	size_t ends[MAX_SUBJECT_WORDS];
	unsigned words = 0;
	for (size_t at = skip; at < length && words < MAX_SUBJECT_WORDS;) {
		size_t n = strcspn(text + at, " \n,;:(");
		ends[words++] = at + n;
		if (text[at + n] != ' ' && text[at + n] != '\n')
			break;
		if (!sg_name_goes_on(x, text + skip, at + n - skip))
			break;
		at += n + 1;
	}
	for (; words > 0; words--) {
		const SgKnown *known = sg_find_words_here(x, text + skip, ends[words - 1] - skip);
		*end = ends[words - 1];
		if (known)
			return known;
	}
	return NULL;
}

static bool
defines(const char *text)
{
	static const char *const verbs[] = {" is a ",    " is an ",     " is the ",    " are ",
					    " means ",   " refers to ", " provides ",  " allows ",
					    " enables ", " ensures ",   " allow ",     " ensure ",
					    " provide ", " enable ",    " represents "};
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
		if (g_str_has_prefix(text, verbs[i]))
			return true;
	}
	return false;
}

void
sg_rule_subject(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	const SgProse *prose = block->prose;
	for (guint i = 0; i < prose->n_sentences; i++) {
		SgSentence s = prose->sentences[i];
		size_t end = 0;
		const SgKnown *known = find_subject(x, prose->text + s.at, s.end - s.at, &end);
		if (!known || sg_text_count_words(prose->text + s.at, s.end - s.at) < 4)
			continue;
		bool definition = defines(prose->text + s.at + end);
		if (!definition && sg_word_facts(x, prose->text + s.at, end).plain)
			continue;
		uint32_t before = x->facts->terms->len;
		sg_add_known(x, block, known, rule, s.at);
		if (x->facts->terms->len == before || !definition)
			continue;
		SgSpan span = sg_prose_span(prose, x->doc, s.at, s.end);
		g_autofree char *text = sg_prose_slice(prose, s.at, s.end);
		sg_add_statement(x, before, (SgSaying){SG_SAYS_DEFINITION, text, rule->name}, span);
	}
}
