/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include <string.h>

#define MAX_BLOCKS 20000 /* beyond it the rest is shown, but not read for terms */
#define MAX_OPEN   128
#define MAX_MARKED 12 /* words of a heading */

/* Which list of words gives which flag. */
static const struct {
	SgWords words;
	uint8_t under;
} marks[] = {
    {SG_WORDS_MARK_PATTERN, SG_UNDER_PATTERNS},  {SG_WORDS_MARK_TOOL, SG_UNDER_TOOLS},
    {SG_WORDS_MARK_CRATE, SG_UNDER_CRATES},      {SG_WORDS_MARK_ERROR, SG_UNDER_ERRORS},
    {SG_WORDS_MARK_GUIDANCE, SG_UNDER_GUIDANCE}, {SG_WORDS_MARK_WHEN, SG_UNDER_WHEN},
    {SG_WORDS_MARK_STEPS, SG_UNDER_STEPS},
};

static unsigned
marks_of(const SgVocabulary *vocabulary, const char *phrase, size_t length)
{
	uint32_t lists = sg_vocabulary_phrase(vocabulary, phrase, length).lists;
	unsigned under = 0;
	for (size_t i = 0; lists != 0 && i < G_N_ELEMENTS(marks); i++) {
		if ((lists & SG_IN(marks[i].words)) != 0)
			under |= marks[i].under;
	}
	return under;
}

/* The whole phrase, each word and each pair of words; what is left behind MAX_MARKED is one. */
unsigned
sg_under_of(const SgVocabulary *vocabulary, const char *phrase)
{
	g_autofree char *clean = sg_phrase_clean(phrase);
	unsigned under = marks_of(vocabulary, clean, strlen(clean));
	if (!strchr(clean, ' '))
		return under;
	const char *before = NULL;
	const char *word = clean;
	for (unsigned i = 1; *word != '\0'; i++) {
		size_t n = i < MAX_MARKED ? strcspn(word, " ") : strlen(word);
		under |= marks_of(vocabulary, word, n);
		if (before)
			under |= marks_of(vocabulary, before, (size_t)(word + n - before));
		before = word;
		word += n + (word[n] == ' ');
	}
	return under;
}

/* The containers that are open at a node. */
typedef struct {
	uint32_t ends[MAX_OPEN];
	uint32_t nodes[MAX_OPEN];
	unsigned n;
} Open;

static void
close_until(Open *open, uint32_t node)
{
	while (open->n > 0 && node >= open->ends[open->n - 1])
		open->n--;
}

static void
place(const SgExtraction *x, const Open *open, SgBlock *block)
{
	block->list = block->item = SG_NONE;
	for (unsigned i = 0; i < open->n; i++) {
		SgNodeKind kind = (SgNodeKind)sg_node(x, open->nodes[i])->kind;
		if (kind == SG_NODE_LIST) {
			block->list = open->nodes[i];
			block->depth++;
		} else if (kind == SG_NODE_ITEM) {
			block->item = open->nodes[i];
		} else if (kind == SG_NODE_ROW) {
			block->header = sg_node(x, open->nodes[i])->level == 1;
		}
	}
	block->opens_item = block->item != SG_NONE && block->node == block->item + 1;
}

static uint8_t
column_of(const SgExtraction *x, const Open *open, uint32_t cell)
{
	if (open->n == 0)
		return 0;
	uint32_t row = open->nodes[open->n - 1];
	uint8_t column = 0;
	for (uint32_t i = row + 1; i < cell && column < 255; i = sg_node(x, i)->end)
		column++;
	return column;
}

static void
add_block(SgExtraction *x, const Open *open, uint32_t node, uint32_t section)
{
	SgBlock block = {.node = node,
			 .section = section,
			 .kind = sg_node(x, node)->kind,
			 .owner = SG_NONE,
			 .under =
			     section != SG_NONE ? g_array_index(x->unders, uint8_t, section) : 0,
			 .prose = sg_prose_reader_read(x->prose, node)};
	place(x, open, &block);
	if (block.kind == SG_NODE_CELL)
		block.column = column_of(x, open, node);
	g_array_append_val(x->blocks, block);
}

static bool
is_prose(SgNodeKind kind)
{
	return kind == SG_NODE_HEADING || kind == SG_NODE_PARAGRAPH || kind == SG_NODE_CELL;
}

void
sg_step_blocks(SgExtraction *x)
{
	Open open = {.n = 0};
	uint32_t section = SG_NONE;
	uint32_t n_sections = 0;
	for (uint32_t i = 1; i < x->doc->nodes->len && x->blocks->len < MAX_BLOCKS;) {
		const SgNode *node = sg_node(x, i);
		close_until(&open, i);
		if ((node->flags & SG_FLAG_RESIDUE) != 0) {
			i = node->end;
			continue;
		}
		if (n_sections < x->facts->sections->len &&
		    g_array_index(x->facts->sections, SgSection, n_sections).node == i)
			section = n_sections++;
		if (is_prose((SgNodeKind)node->kind)) {
			add_block(x, &open, i, section);
			i = sg_node(x, i)->end;
			continue;
		}
		if (node->end > i + 1 && open.n < MAX_OPEN) {
			open.ends[open.n] = node->end;
			open.nodes[open.n++] = i;
		}
		i++;
	}
}
