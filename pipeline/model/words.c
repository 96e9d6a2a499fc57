/* SPDX-License-Identifier: MIT */
#include "model/words.h"

#include <string.h>

#define FNV_OFFSET 0xcbf29ce484222325u
#define FNV_PRIME  0x100000001b3u

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014): FNV alone mixes its high bits badly. */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

SgWordWalk
sg_words_start(const char *pool, const SgNode *nodes, uint32_t n_nodes)
{
	return (SgWordWalk){.pool = pool, .nodes = nodes, .n_nodes = n_nodes, .at = ""};
}

static void
enter_text(SgWordWalk *walk, const SgNode *node)
{
	walk->at = walk->pool + node->text;
	walk->in_code = node->kind == SG_NODE_CODE;
	walk->in_html = node->kind == SG_NODE_HTML || node->kind == SG_NODE_HTML_SPAN;
	walk->in_tag = false;
	walk->line = node->line + (walk->in_code && (node->flags & SG_FLAG_FENCED) != 0 ? 1 : 0);
}

/* Goes to the next node with words. Returns false at the end of the document; *apart tells
 * whether a block or a line break was passed. */
static bool
next_text(SgWordWalk *walk, bool *apart)
{
	while (walk->node < walk->n_nodes) {
		const SgNode *node = &walk->nodes[walk->node];
		if ((node->flags & SG_FLAG_RESIDUE) != 0) {
			walk->node = MAX(node->end, walk->node + 1);
			*apart = true;
			continue;
		}
		if (!sg_node_is_inline(node->kind)) {
			walk->block = walk->node;
			*apart = true;
		}
		walk->node++;
		switch (node->kind) {
		case SG_NODE_SOFTBREAK:
		case SG_NODE_LINEBREAK:
			*apart = true;
			break;
		case SG_NODE_TEXT:
		case SG_NODE_CODE_SPAN:
		case SG_NODE_HTML_SPAN:
		case SG_NODE_HTML:
		case SG_NODE_CODE:
			enter_text(walk, node);
			return true;
		default:
			break;
		}
	}
	*apart = true;
	return false;
}

/* Most characters by far are ASCII: no call for those. */
static gunichar
peek(const char *at)
{
	return (unsigned char)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);
}

static bool
is_ideograph(gunichar c)
{
	if (c < 0x2e80)
		return false;
	switch (g_unichar_get_script(c)) {
	case G_UNICODE_SCRIPT_HAN:
	case G_UNICODE_SCRIPT_HIRAGANA:
	case G_UNICODE_SCRIPT_KATAKANA:
	case G_UNICODE_SCRIPT_THAI:
		return g_unichar_isalnum(c);
	default:
		return false;
	}
}

/* No white space, no punctuation and, in HTML, nothing inside a tag. */
static bool
is_letter(const SgWordWalk *walk, gunichar c)
{
	if (walk->in_tag)
		return false;
	return c < 0x80 ? g_ascii_isalnum(c) : g_unichar_isalnum(c);
}

/* Goes past c, the character at the walk's place. */
static void
pass(SgWordWalk *walk, gunichar c)
{
	if (walk->in_code && c == '\n')
		walk->line++;
	if (walk->in_html && (c == '<' || c == '>'))
		walk->in_tag = c == '<';
	walk->at = g_utf8_next_char(walk->at);
}

/* Goes to the first letter of the next word. */
static bool
find_word(SgWordWalk *walk)
{
	bool apart = false;
	for (;;) {
		if (*walk->at == '\0') {
			if (!next_text(walk, &apart))
				return false;
			continue;
		}
		gunichar c = peek(walk->at);
		if (is_letter(walk, c))
			return true;
		pass(walk, c);
	}
}

/* Whether the word whose last letter was passed goes on, maybe in another node. */
static bool
goes_on(SgWordWalk *walk)
{
	bool apart = false;
	while (*walk->at == '\0') {
		if (!next_text(walk, &apart) || apart)
			return false;
	}
	gunichar c = peek(walk->at);
	return is_letter(walk, c) && !is_ideograph(c);
}

/* Goes past a run of ASCII letters and digits. The bit that makes a letter small is set in every
 * digit. */
static uint64_t
add_ascii(SgWordWalk *walk, uint64_t hash)
{
	const char *at = walk->at;
	for (;; at++) {
		unsigned char low = (unsigned char)*at | 0x20;
		bool letter = (unsigned char)(low - 'a') < 26;
		if (!letter && (unsigned char)(*at - '0') >= 10)
			break;
		hash = (hash ^ low) * FNV_PRIME;
	}
	walk->at = at;
	return hash;
}

bool
sg_words_next(SgWordWalk *walk, SgWord *word)
{
	if (!find_word(walk))
		return false;
	*word = (SgWord){.block = walk->block, .line = walk->line};
	uint64_t hash = FNV_OFFSET;
	do {
		if ((unsigned char)*walk->at < 0x80) {
			hash = add_ascii(walk, hash);
			continue;
		}
		gunichar c = g_utf8_get_char(walk->at);
		hash = (hash ^ g_unichar_tolower(c)) * FNV_PRIME;
		pass(walk, c);
		if (is_ideograph(c))
			break;
	} while (goes_on(walk));
	word->hash = mix(hash);
	return true;
}

SgShingleWalk
sg_shingles_start(const char *pool, const SgNode *nodes, uint32_t n_nodes)
{
	return (SgShingleWalk){.words = sg_words_start(pool, nodes, n_nodes)};
}

/* words: oldest first. */
static uint64_t
hash_words(const uint64_t *words, uint32_t count)
{
	uint64_t hash = FNV_OFFSET;
	for (uint32_t i = 0; i < count; i++)
		hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15u + (hash >> 29);
	return mix(hash);
}

static void
add_word(SgShingleWalk *walk, uint64_t word)
{
	uint64_t *last = walk->last;
	if (walk->n_words >= SG_SHINGLE_WORDS)
		memmove(last, last + 1, (SG_SHINGLE_WORDS - 1) * sizeof *last);
	last[MIN(walk->n_words, SG_SHINGLE_WORDS - 1)] = word;
	walk->n_words++;
}

bool
sg_shingles_next(SgShingleWalk *walk, uint64_t *shingle)
{
	SgWord word;
	while (!walk->ended) {
		if (!sg_words_next(&walk->words, &word)) {
			walk->ended = true;
			if (walk->n_words == 0 || walk->n_words >= SG_SHINGLE_WORDS)
				return false;
			*shingle = hash_words(walk->last, walk->n_words);
			return true;
		}
		add_word(walk, word.hash);
		if (walk->n_words >= SG_SHINGLE_WORDS) {
			*shingle = hash_words(walk->last, SG_SHINGLE_WORDS);
			return true;
		}
	}
	return false;
}
