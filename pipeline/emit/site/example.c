/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"

#include <string.h>

/* A block of code on the page of what it is an example of. */

#define MAX_CODE 20000 /* bytes that are shown */

/* The code block of a document that begins where a piece of evidence does, or NULL. */
static const SgCode *
find_code(const SgFacts *facts, SgSpan span)
{
	for (uint32_t i = 0; i < facts->n_codes; i++) {
		if (facts->codes[i].span.at == span.at)
			return &facts->codes[i];
	}
	return NULL;
}

/* A rendition may have lost the indentation of its code, flattened text has. */
static unsigned
code_merit(const SgGraphDocument *document)
{
	bool is_original = document->rendition_of == SG_NONE;
	bool is_whole = document->facts->record->syntax != SG_SYNTAX_FLATTENED;
	return 1 + (unsigned)is_original + 2 * (unsigned)is_whole;
}

/* The occurrence that reads best; the first of several. */
static const SgCode *
choose_code(const SgGraph *graph, const SgGraphExample *example, const SgFacts **facts)
{
	unsigned best = 0;
	*facts = sg_graph_document(graph, example->document)->facts;
	const SgCode *chosen = &(*facts)->codes[example->code];
	for (uint32_t i = 0; i < example->evidence.count; i++) {
		const SgEvidence *evidence = sg_graph_evidence(graph, example->evidence.first + i);
		const SgGraphDocument *document = sg_graph_document(graph, evidence->document);
		if (code_merit(document) <= best)
			continue;
		const SgCode *code = find_code(document->facts, evidence->span);
		if (!code)
			continue;
		best = code_merit(document);
		chosen = code;
		*facts = document->facts;
	}
	return chosen;
}

/* All that fits a page: a thousand entities may stand in one block. The rest is in the document. */
static void
add_code(SgPage *page, const char *text)
{
	size_t length = strlen(text);
	const char *end = text + length;
	if (length > MAX_CODE) {
		end = memrchr(text, '\n', MAX_CODE);
		end = end ? end : g_utf8_find_prev_char(text, text + MAX_CODE + 1);
	}
	g_autofree char *shown = g_strndup(text, (size_t)(end - text));
	sg_page_leaf(page, "code", shown);
	size_t rest = 0;
	for (const char *p = end; *p; p++)
		rest += *p == '\n' && p[1];
	sg_fragment_more(page, rest, 0);
}

void
sg_fragment_example(SgPage *page, const SgEmitContext *context, SgRef ref)
{
	const SgGraph *graph = context->graph;
	const SgGraphExample *example = sg_graph_example(graph, sg_ref_index(graph, ref));
	const SgFacts *facts;
	const SgCode *code = choose_code(graph, example, &facts);
	g_autofree char *language = sg_fragment_language(sg_facts_str(facts, code->language));
	sg_page_open(page, "code-block");
	sg_page_attr(page, "language", language);
	sg_page_open(page, "sources");
	for (uint32_t i = 0; i < MIN(example->evidence.count, 4U); i++)
		sg_fragment_source(page, context,
				   sg_graph_evidence(graph, example->evidence.first + i));
	sg_fragment_more(page, example->evidence.count, MIN(example->evidence.count, 4U));
	sg_page_close(page);
	add_code(page, sg_facts_str(facts, code->text));
	sg_page_close(page);
}
