/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* Names in running prose: those of the vocabulary, and those that the document itself gives. */

#define MAX_WORDS      5  /* of a name */
#define MAX_CODE       40 /* bytes of a name that is set as code */
#define MIN_CONFIDENCE 40 /* below it, what a head gave may be no name */

/* A plain word means what it says everywhere else, whatever one heading makes of it. */
static bool
is_plain_word(SgExtraction *x, const char *name)
{
	size_t length = strlen(name);
	return sg_word_length(name) == length && sg_word_facts(x, name, length).plain;
}

static void
add_name(SgExtraction *x, const char *name, uint32_t term)
{
	size_t words = sg_text_count_words(name, strlen(name));
	if (words == 0 || words > MAX_WORDS || is_plain_word(x, name))
		return;
	char *key = sg_text_key(name);
	if (strlen(key) < 2 || g_hash_table_contains(x->names, key)) {
		g_free(key);
		return;
	}
	x->name_beginnings.has[sg_beginning(key)] = true;
	g_hash_table_insert(x->names, key, GUINT_TO_POINTER(term + 1));
}

void
sg_scan_prepare(SgExtraction *x)
{
	for (uint32_t i = 0; i < x->facts->terms->len; i++) {
		const SgTerm *term = sg_term(x, i);
		if (term->confidence < MIN_CONFIDENCE)
			continue;
		g_autofree char *label = g_strdup(sg_document_str(x->doc, term->label));
		g_autofree char *alias = g_strdup(sg_document_str(x->doc, term->alias));
		add_name(x, label, i);
		add_name(x, alias, i);
	}
}

/* A run of words that may be one name. */
typedef struct {
	size_t ends[MAX_WORDS];
	unsigned count;
} Words;

/* known: only words with which a known name goes on. */
static Words
read_words(SgExtraction *x, const char *text, size_t at, size_t stop, bool known)
{
	Words words = {0};
	for (size_t p = at; p < stop && words.count < MAX_WORDS;) {
		size_t n = sg_word_length(text + p);
		if (n == 0)
			break;
		words.ends[words.count++] = p + n;
		if (text[p + n] != ' ' || (known && !sg_name_goes_on(x, text + at, p + n - at)))
			break;
		p += n + 1;
	}
	return words;
}

/* "REST" and "GraphQL" are no plain words, whatever "rest" is. */
static bool
is_written_out(const SgKnown *known, const char *word, size_t length)
{
	if (known->kind == SG_KIND_CRATE || strlen(known->label) != length ||
	    memcmp(known->label, word, length) != 0)
		return false;
	for (size_t i = 1; i < length; i++) {
		if (g_ascii_isupper(word[i]))
			return true;
	}
	return false;
}

/* The longest known name that starts at a word; *end is where it ends. */
static const SgKnown *
find_known(SgExtraction *x, const char *text, size_t at, size_t stop, size_t *end)
{
	Words words = read_words(x, text, at, stop, true);
	for (; words.count > 1; words.count--) {
		*end = words.ends[words.count - 1];
		const SgKnown *known = sg_find_words_here(x, text + at, *end - at);
		if (known)
			return known;
	}
	*end = at + sg_word_length(text + at);
	SgWordFacts facts = sg_word_facts(x, text + at, *end - at);
	bool meant =
	    facts.known && (!facts.plain || is_written_out(facts.known, text + at, *end - at));
	return meant ? facts.known : NULL;
}

/* The same of the document's own names, longer than least bytes: a term, or SG_NONE. */
static uint32_t
find_own(SgExtraction *x, const char *text, SgSentence range, size_t least, size_t *end)
{
	size_t at = range.at;
	char first[2] = {g_ascii_tolower(text[at]), text[at + 1]};
	if (!x->name_beginnings.has[sg_beginning(first)])
		return SG_NONE;
	Words words = read_words(x, text, at, range.end, false);
	for (; words.count > 0 && words.ends[words.count - 1] - at > least; words.count--) {
		*end = words.ends[words.count - 1];
		g_autofree char *phrase = g_strndup(text + at, *end - at);
		g_autofree char *key = sg_text_key(phrase);
		uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(x->names, key));
		if (found > 0)
			return found - 1;
	}
	return SG_NONE;
}

/* `quote` is the package where the rules have found that it is meant. */
static bool
find_plain_package(const SgExtraction *x, const SgBlock *block, SgHit *hit)
{
	const char *text = block->prose->text + hit->at;
	size_t n = hit->end - hit->at;
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		const SgTerm *term = sg_term(x, i);
		const char *label = sg_document_str(x->doc, term->label);
		if (term->kind == SG_KIND_CRATE && strlen(label) == n &&
		    memcmp(label, text, n) == 0) {
			hit->term = i;
			return true;
		}
	}
	return false;
}

/* Of "`Arc<T>`", "`&str`", "`#[inline]`" the words alone would be other names, or none. */
static bool
find_code(SgExtraction *x, const SgBlock *block, const SgPiece *piece, SgHit *hit)
{
	const char *text = block->prose->text + piece->at;
	size_t n = piece->length;
	*hit = (SgHit){piece->at, piece->at + piece->length, NULL, SG_NONE};
	if (n < 2 || n > MAX_CODE)
		return false;
	/* `Box` is a type, `box` may be anything. */
	bool word = sg_word_length(text) == n;
	if (word && !sg_word_facts(x, text, n).plain)
		return false;
	if (word && !g_ascii_isupper(*text))
		return find_plain_package(x, block, hit);
	hit->known = sg_find_words_here(x, text, n);
	if (!hit->known && g_hash_table_size(x->names) > 0) {
		g_autofree char *name = g_strndup(text, n);
		g_autofree char *key = sg_text_key(name);
		hit->term = GPOINTER_TO_UINT(g_hash_table_lookup(x->names, key)) - 1;
	}
	return hit->known || hit->term != SG_NONE;
}

/* The first piece at or behind an offset. */
static uint32_t
find_piece(const SgProse *prose, uint32_t at)
{
	uint32_t low = 0;
	uint32_t high = prose->n_pieces;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (prose->pieces[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest name that begins at a word: one of the document's own goes before a known one. */
static bool
find_words(SgExtraction *x, const char *text, SgSentence rest, SgHit *hit)
{
	size_t end = rest.at + sg_word_length(text + rest.at);
	size_t own_end = end;
	const SgKnown *known = find_known(x, text, rest.at, rest.end, &end);
	uint32_t own = find_own(x, text, rest, known ? end - rest.at : 0, &own_end);
	if (own != SG_NONE)
		*hit = (SgHit){rest.at, (uint32_t)own_end, NULL, own};
	else
		*hit = (SgHit){rest.at, (uint32_t)end, known, SG_NONE};
	return known || own != SG_NONE;
}

void
sg_scan_names(SgExtraction *x, const SgBlock *block, SgSentence range, GArray *hits)
{
	const SgProse *prose = block->prose;
	uint32_t next = find_piece(prose, range.at);
	for (uint32_t at = range.at; at < range.end;) {
		while (next < prose->n_pieces && prose->pieces[next].at < at)
			next++;
		const SgPiece *piece = next < prose->n_pieces ? &prose->pieces[next] : NULL;
		bool starts = piece && piece->at == at && (piece->style & SG_STYLE_CODE) != 0 &&
			      at + piece->length <= range.end;
		uint32_t n = (uint32_t)sg_word_length(prose->text + at);
		SgHit hit = {.end = at};
		SgHit code;
		bool named = n > 0 && find_words(x, prose->text, (SgSentence){at, range.end}, &hit);
		if (starts && (!named || at + piece->length >= hit.end) &&
		    find_code(x, block, piece, &code)) {
			named = true;
			hit = code;
		}
		if (named)
			g_array_append_val(hits, hit);
		at = MAX(named ? hit.end : 0, at + MAX(n, 1));
	}
}

bool
sg_is_name(SgExtraction *x, const char *text, size_t length)
{
	if (sg_vocabulary_phrase(x->vocabulary, text, length).names)
		return true;
	char first[2] = {g_ascii_tolower(text[0]), text[1]};
	if (length < 2 || !x->name_beginnings.has[sg_beginning(first)])
		return false;
	g_autofree char *name = g_strndup(text, length);
	g_autofree char *key = sg_text_key(name);
	return g_hash_table_contains(x->names, key);
}

SgKind
sg_hit_kind(const SgExtraction *x, const SgHit *hit)
{
	return hit->known ? hit->known->kind : (SgKind)sg_term(x, hit->term)->kind;
}

uint32_t
sg_hit_term(SgExtraction *x, SgBlock *block, const SgHit *hit, const SgRuleInfo *rule)
{
	return hit->known ? sg_add_known(x, block, hit->known, rule, hit->at) : hit->term;
}
