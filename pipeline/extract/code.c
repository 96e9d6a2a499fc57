/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/digest.h"
#include "base/syntax.h"
#include "base/text.h"

#include <string.h>

#define MAX_CODES 4000

/* The first word of an info string: "rust,ignore", "{.python}", "js title=x". */
static char *
info_word(const char *info)
{
	info += strspn(info, " {.");
	return g_ascii_strdown(info, (gssize)strcspn(info, " ,{}:\t"));
}

/* What follows the language: "rust,compile_fail,E0425" has "compile_fail E0425", and "{.rust
 * .numberLines}" has "numberLines". */
static char *
info_attributes(const char *info)
{
	info += strspn(info, " {.");
	info += strcspn(info, " ,{}:\t");
	GString *words = g_string_new(NULL);
	bool quoted = false;
	for (const char *p = info; *p != '\0'; p++) {
		quoted ^= *p == '"';
		bool starts = words->len == 0 || words->str[words->len - 1] == ' ';
		bool space = !quoted && strchr(" ,{}:\t", *p) != NULL;
		if (space && !starts)
			g_string_append_c(words, ' ');
		else if (!space && !(starts && *p == '.'))
			g_string_append_c(words, *p);
	}
	if (words->len > 0 && words->str[words->len - 1] == ' ')
		g_string_truncate(words, words->len - 1);
	return g_string_free(words, FALSE);
}

static void
set_language(SgExtraction *x, SgCode *code, const char *info, const char *text)
{
	g_autofree char *word = info_word(info);
	const char *language = *word != '\0' ? sg_syntax_language(word) : NULL;
	if (!language && *word == '\0') {
		language = sg_code_guess(text);
		code->inferred = language != NULL;
	}
	code->language = sg_pool_add(x->doc->pool, language ? language : word, -1);
}

static SgSpan
span_of(const SgExtraction *x, const SgNode *node)
{
	uint32_t from = node->line;
	uint32_t to = node->end_line;
	if ((node->flags & SG_FLAG_FENCED) != 0) {
		from++;
		to -= (node->flags & SG_FLAG_UNCLOSED) == 0 && to > from - 1;
	}
	if (to < from)
		from = to = node->line;
	return sg_document_span_lines(x->doc, from, to);
}

static void
add_code(SgExtraction *x, uint32_t i)
{
	SgNode node = *sg_node(x, i);
	g_autofree char *text = g_strdup(sg_document_str(x->doc, node.text));
	g_autofree char *info = g_strdup(sg_document_str(x->doc, node.extra));
	g_autofree char *folded = sg_text_squash(text, strlen(text));
	g_autofree char *digest = sg_digest_strong(folded, strlen(folded));
	SgCode code = {.text = node.text,
		       .digest = sg_pool_add(x->doc->pool, digest, -1),
		       .inferred = (node.flags & SG_FLAG_INFERRED) != 0,
		       .node = i,
		       .section = sg_section_of_line(x, node.line),
		       .span = span_of(x, &node)};
	g_autofree char *attributes = info_attributes(info);
	code.attributes = sg_pool_add(x->doc->pool, attributes, -1);
	set_language(x, &code, info, text);
	g_array_append_val(x->facts->codes, code);
}

void
sg_step_codes(SgExtraction *x)
{
	for (uint32_t i = 1; i < x->doc->nodes->len && x->facts->codes->len < MAX_CODES;) {
		const SgNode *node = sg_node(x, i);
		if ((node->flags & SG_FLAG_RESIDUE) != 0) {
			i = node->end;
			continue;
		}
		if (node->kind == SG_NODE_CODE)
			add_code(x, i);
		i++;
	}
	sg_step_languages(x);
}

SgSpan
sg_code_line(const SgExtraction *x, uint32_t code, uint32_t row)
{
	SgSpan span = g_array_index(x->facts->codes, SgCode, code).span;
	uint32_t line = MIN(span.line + row, span.end_line);
	return sg_document_span_lines(x->doc, line, line);
}

/* The head that governs a code block: that of the last prose before it in the same section. */
static uint32_t
owner_of(const SgExtraction *x, const SgCode *code, guint *next)
{
	while (*next < x->blocks->len && sg_block(x, *next)->node < code->node)
		(*next)++;
	if (*next == 0)
		return SG_NONE;
	const SgBlock *block = sg_block(x, *next - 1);
	if (block->section != code->section)
		return SG_NONE;
	bool in_item = block->item != SG_NONE && code->node < sg_node(x, block->item)->end;
	if (in_item && block->terms < block->terms_end && block->prose->n_leads > 0)
		return block->terms;
	return block->owner;
}

/* All names of one head are illustrated by the first code block under it. */
static void
illustrate(SgExtraction *x, uint32_t owner, uint32_t code)
{
	SgSpan span = sg_term(x, owner)->span;
	for (uint32_t i = owner; i < x->facts->terms->len; i++) {
		SgTerm *term = sg_term(x, i);
		if (term->span.at != span.at || term->role > SG_ROLE_TERM)
			break;
		if (term->code == SG_NONE)
			term->code = code;
	}
}

void
sg_step_owners(SgExtraction *x)
{
	guint next = 0;
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		uint32_t owner = owner_of(x, code, &next);
		g_array_append_val(x->code_owners, owner);
		if (owner != SG_NONE && sg_term(x, owner)->section == code->section)
			illustrate(x, owner, i);
	}
}
