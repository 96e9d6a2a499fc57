/* SPDX-License-Identifier: MIT */
#include "graph/lexicon.h"

#include "base/parallel.h"
#include "base/radix.h"
#include "model/spans.h"

#include <string.h>

/* Where entities are named in the text: one pass over the prose of all documents, which threads
 * share, and one that puts together what they found. */

#define MAX_PASSAGES     1 /* that prove one mention edge */
#define DOCUMENTS_IN_RUN 16

typedef struct {
	uint32_t entity, section;
	uint32_t node, at, length;
} Match;

/* A passage of a document that names an entity. */
typedef struct {
	uint32_t entity, section;
	SgSpan span;
	bool proves;   /* an edge; else it only tells of the section */
	double weight; /* of the edge */
} Place;

/* What was found in one document. Places come by entity. */
typedef struct {
	SgMention *mentions;
	Place *places;
	uint32_t n_mentions, n_places;
} Findings;

/* What all threads read, and the findings that they leave. */
typedef struct {
	const SgBuilding *building;
	const SgLexicon *lexicon;
	Findings *findings; /* of each document */
} Search;

/* One thread's way through its documents. */
typedef struct {
	const Search *search;
	GArray *tokens;   /* of SgToken */
	GArray *matches;  /* of Match; of the current document */
	GArray *places;   /* of Place; of the current document */
	GHashTable *code; /* see sg_lexicon_of_code */
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
	const SgLexicon *lexicon = pass->search->lexicon;
	sg_lexicon_tokenise(text, pass->tokens);
	for (uint32_t i = 0; i < pass->tokens->len;) {
		SgToken match = {1, 0, 0};
		uint32_t entity = sg_lexicon_match(lexicon, text, pass->tokens, i, &match);
		if (entity != SG_NONE)
			add_match(pass, node, entity, match);
		i += entity != SG_NONE ? (uint32_t)match.hash : 1;
	}
}

static void
scan_code_span(Pass *pass, uint32_t node)
{
	const char *text = sg_facts_str(pass->facts, pass->facts->nodes[node].text);
	uint32_t entity = sg_lexicon_of_code(pass->search->lexicon, pass->code, text);
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

static SgSpan
span_match(const Pass *pass, const Match *match)
{
	const SgNode *node = &pass->facts->nodes[match->node];
	const char *text = sg_facts_str(pass->facts, node->text) + match->at;
	if (node->line == 0)
		return (SgSpan){.line = 1, .end_line = 1};
	return sg_span_sentence(pass->facts, node->line, text, match->length);
}

/* The matches of one entity, by their numbers. */
static void
place_matches(Pass *pass, const SgKeyed *order, uint32_t count)
{
	const Match *matches = (const Match *)(const void *)pass->matches->data;
	uint32_t section = SG_NONE;
	for (uint32_t i = 0; i < count; i++) {
		const Match *match = &matches[order[i].value];
		bool known = i > 0 && match->section == section;
		section = match->section;
		if (i >= MAX_PASSAGES && known)
			continue;
		Place place = {.entity = match->entity,
			       .section = match->section,
			       .span = span_match(pass, match),
			       .proves = i < MAX_PASSAGES,
			       .weight = i == 0 ? count : 0};
		if (place.span.length > 0)
			g_array_append_val(pass->places, place);
	}
}

/* Matches come in order of the text: a stable sort by entity is enough. */
static void
place_all(Pass *pass)
{
	uint32_t count = pass->matches->len;
	g_autofree SgKeyed *order = g_new(SgKeyed, count + 1);
	for (uint32_t i = 0; i < count; i++)
		order[i] = (SgKeyed){g_array_index(pass->matches, Match, i).entity, i};
	sg_sort_keyed(order, count);
	for (uint32_t i = 0, end = 0; i < count; i = end) {
		for (end = i; end < count && order[end].key == order[i].key;)
			end++;
		place_matches(pass, order + i, end - i);
	}
}

static Findings
report(const Pass *pass)
{
	uint32_t base = pass->search->building->base[SG_SORT_ENTITY];
	Findings findings = {.n_mentions = pass->matches->len, .n_places = pass->places->len};
	findings.mentions = g_new(SgMention, findings.n_mentions);
	for (uint32_t i = 0; i < findings.n_mentions; i++) {
		const Match *match = &g_array_index(pass->matches, Match, i);
		findings.mentions[i] =
		    (SgMention){match->node, match->at, match->length, base + match->entity};
	}
	findings.places = g_memdup2(pass->places->data, findings.n_places * sizeof(Place));
	return findings;
}

static void
search_documents(SgTurns *turns, void *data)
{
	const Search *search = data;
	g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(SgToken));
	g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
	g_autoptr(GHashTable) code = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t i; sg_turns_next(turns, &i);) {
		g_array_set_size(matches, 0);
		g_array_set_size(places, 0);
		Pass pass = {search, tokens, matches, places, code, NULL, (uint32_t)i, SG_NONE};
		pass.facts = sg_building_facts(search->building, pass.document);
		scan_document(&pass);
		place_all(&pass);
		search->findings[i] = report(&pass);
	}
}

static void
add_occurrence(SgBuilding *building, SgOccurrence occurrence)
{
	if (occurrence.span.length > 0)
		g_array_append_val(building->occurrences, occurrence);
}

/* Takes findings over. */
static void
add_findings(SgBuilding *building, uint32_t document, Findings *findings)
{
	SgGraphParts *parts = building->parts;
	SgRun run = {parts->mentions->len, findings->n_mentions};
	g_array_index(parts->documents, SgGraphDocument, document).mentions = run;
	g_array_append_vals(parts->mentions, findings->mentions, findings->n_mentions);
	for (uint32_t i = 0; i < findings->n_places; i++) {
		const Place *place = &findings->places[i];
		SgDraft draft = {
		    .source = document,
		    .target = building->base[SG_SORT_ENTITY] + place->entity,
		    .type = SG_EDGE_MENTIONS,
		    .weight = place->weight,
		    .evidence = sg_evidence_of(document, place->span, SG_ROLE_MENTION, "mention")};
		if (place->proves)
			sg_building_draft(building, draft);
		add_occurrence(
		    building, (SgOccurrence){document, place->section, place->entity, place->span});
	}
	g_clear_pointer(&findings->mentions, g_free);
	g_clear_pointer(&findings->places, g_free);
}

/* What extract found in a section occurs there too, also where it is only code. */
static void
add_terms(SgBuilding *building, uint32_t document)
{
	const SgFacts *facts = sg_building_facts(building, document);
	uint32_t first = building->terms.first[document];
	for (uint32_t i = 0; i < facts->n_terms; i++) {
		uint32_t entity = building->terms.node[first + i];
		if (entity != SG_NONE)
			add_occurrence(building,
				       (SgOccurrence){document, facts->terms[i].section, entity,
						      building->term_spans[first + i]});
	}
}

void
sg_build_mentions(SgBuilding *building)
{
	g_autoptr(SgLexicon) lexicon = sg_lexicon_new(building);
	g_autofree Findings *findings = g_new0(Findings, building->n_documents + 1);
	Search search = {building, lexicon, findings};
	sg_parallel_run(building->n_documents, DOCUMENTS_IN_RUN, search_documents, &search);
	for (uint32_t i = 0; i < building->n_documents; i++) {
		add_findings(building, i, &findings[i]);
		add_terms(building, i);
	}
}
