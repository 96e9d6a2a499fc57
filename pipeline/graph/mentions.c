/* SPDX-License-Identifier: MIT */
#include "graph/lexicon.h"

#include "model/spans.h"

#include <stdlib.h>
#include <string.h>

/* Where entities are named in the text: one pass over the prose of all documents. */

#define MAX_PASSAGES 1 /* that prove one mention edge */

typedef struct {
	uint32_t entity, section;
	uint32_t node, at, length;
} Match;

static int
compare_match(const void *a, const void *b)
{
	const Match *x = a;
	const Match *y = b;
	if (x->entity != y->entity)
		return (x->entity > y->entity) - (x->entity < y->entity);
	if (x->node != y->node)
		return (x->node > y->node) - (x->node < y->node);
	return (x->at > y->at) - (x->at < y->at);
}

typedef struct {
	SgBuilding *building;
	SgLexicon *lexicon;
	GArray *tokens;  /* of SgToken */
	GArray *matches; /* of Match; of the current document */
	const SgFacts *facts;
	uint32_t document, section;
} Pass;

static void
add_match(Pass *pass, uint32_t node, uint32_t entity, SgToken place)
{
	Match match = {entity, pass->section, node, place.at, place.length};
	g_array_append_val(pass->matches, match);
}

static void
scan_text(Pass *pass, uint32_t node)
{
	const char *text = sg_facts_str(pass->facts, pass->facts->nodes[node].text);
	sg_lexicon_tokenise(text, pass->tokens);
	for (uint32_t i = 0; i < pass->tokens->len;) {
		SgToken match = {1, 0, 0};
		uint32_t entity = sg_lexicon_match(pass->lexicon, text, pass->tokens, i, &match);
		if (entity != SG_NONE)
			add_match(pass, node, entity, match);
		i += entity != SG_NONE ? (uint32_t)match.hash : 1;
	}
}

static void
scan_code_span(Pass *pass, uint32_t node)
{
	const char *text = sg_facts_str(pass->facts, pass->facts->nodes[node].text);
	uint32_t entity = sg_lexicon_of_code(pass->lexicon, text);
	if (entity != SG_NONE && *text)
		add_match(pass, node, entity, (SgToken){0, 0, (uint32_t)strlen(text)});
}

/* Code blocks name their own entities (extract); what is a link already cannot be linked again. */
static void
scan_document(Pass *pass)
{
	const SgFacts *facts = pass->facts;
	uint32_t next_section = 0;
	for (uint32_t i = 0; i < facts->n_nodes; i++) {
		const SgNode *node = &facts->nodes[i];
		while (next_section < facts->n_sections && facts->sections[next_section].node <= i)
			pass->section = next_section++;
		if ((node->flags & SG_FLAG_RESIDUE) != 0 || node->kind == SG_NODE_LINK)
			i = MAX(node->end, i + 1) - 1;
		else if (node->kind == SG_NODE_TEXT)
			scan_text(pass, i);
		else if (node->kind == SG_NODE_CODE_SPAN)
			scan_code_span(pass, i);
	}
}

static SgEvidence
prove_match(const Pass *pass, const Match *match)
{
	const SgNode *node = &pass->facts->nodes[match->node];
	const char *text = sg_facts_str(pass->facts, node->text) + match->at;
	SgSpan span = {.line = 1, .end_line = 1};
	if (node->line > 0)
		span = sg_span_sentence(pass->facts, node->line, text, match->length);
	return sg_evidence_of(pass->document, span, SG_ROLE_MENTION, "mention");
}

static void
add_occurrence(SgBuilding *building, SgOccurrence occurrence)
{
	if (occurrence.span.length > 0)
		g_array_append_val(building->occurrences, occurrence);
}

/* The matches of one entity in the current document. */
static void
draft_matches(const Pass *pass, const Match *matches, uint32_t count)
{
	SgBuilding *building = pass->building;
	for (uint32_t i = 0; i < count; i++) {
		bool first = i == 0 || matches[i].section != matches[i - 1].section;
		if (i >= MAX_PASSAGES && !first)
			continue;
		SgDraft draft = {.source = pass->document,
				 .target = building->base[SG_SORT_ENTITY] + matches[i].entity,
				 .type = SG_EDGE_MENTIONS,
				 .weight = i == 0 ? count : 0,
				 .evidence = prove_match(pass, &matches[i])};
		if (i < MAX_PASSAGES)
			sg_building_draft(building, draft);
		if (first)
			add_occurrence(building,
				       (SgOccurrence){pass->document, matches[i].section,
						      matches[i].entity, draft.evidence.span});
	}
}

static void
finish_document(Pass *pass)
{
	SgGraphParts *parts = pass->building->parts;
	SgGraphDocument *document =
	    &g_array_index(parts->documents, SgGraphDocument, pass->document);
	Match *matches = (Match *)(void *)pass->matches->data;
	uint32_t count = pass->matches->len;
	document->mentions = (SgRun){parts->mentions->len, count};
	for (uint32_t i = 0; i < count; i++) {
		SgMention mention = {matches[i].node, matches[i].at, matches[i].length,
				     pass->building->base[SG_SORT_ENTITY] + matches[i].entity};
		g_array_append_val(parts->mentions, mention);
	}
	if (count > 1)
		qsort(matches, count, sizeof *matches, compare_match);
	for (uint32_t i = 0, end = 0; i < count; i = end) {
		for (end = i; end < count && matches[end].entity == matches[i].entity;)
			end++;
		draft_matches(pass, matches + i, end - i);
	}
}

/* What extract found in a section occurs there too, also where it is only code. */
static void
add_terms(const Pass *pass)
{
	const SgBuilding *building = pass->building;
	uint32_t first = building->terms.first[pass->document];
	for (uint32_t i = 0; i < pass->facts->n_terms; i++) {
		uint32_t entity = building->terms.node[first + i];
		if (entity != SG_NONE)
			add_occurrence(pass->building,
				       (SgOccurrence){pass->document, pass->facts->terms[i].section,
						      entity, building->term_spans[first + i]});
	}
}

void
sg_build_mentions(SgBuilding *building)
{
	g_autoptr(SgLexicon) lexicon = sg_lexicon_new(building);
	g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(SgToken));
	g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
	for (uint32_t i = 0; i < building->n_documents; i++) {
		Pass pass = {building, lexicon, tokens, matches, sg_building_facts(building, i),
			     i,        SG_NONE};
		g_array_set_size(matches, 0);
		scan_document(&pass);
		finish_document(&pass);
		add_terms(&pass);
	}
}
