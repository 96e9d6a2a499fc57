/* SPDX-License-Identifier: MIT */
#include "graph/mentions.h"

#include "base/parallel.h"
#include "base/radix.h"
#include "model/spans.h"

#include <stdlib.h>
#include <string.h>

/* Where entities are named in the text: one pass over the prose of all documents, which threads
 * share, one that judges which words are names, and one that puts together what was found. */

#define MAX_PASSAGES     1 /* that prove one mention edge */
#define DOCUMENTS_IN_RUN 16

/* One thread's way through its documents. */
typedef struct {
	const SgMentionSearch *search;
	GArray *tokens;       /* of SgToken */
	GArray *matches;      /* of SgMentionMatch; of the current document, as the following */
	GArray *drafts;       /* of SgDraft */
	GArray *occurrences;  /* of SgOccurrence */
	GHashTable *code;     /* see sg_lexicon_of_code */
	uint32_t *met;        /* of each entity: number of the section that named it last */
	uint32_t *given;      /* of each entity: 1 + the last document that has a term of it */
	uint32_t n_sections;  /* met so far */
	const SgFacts *facts; /* of the current document, as the following */
	uint32_t document, section;
	uint64_t packs;
} Pass;

/* What the document gives as a name is one there, whatever it is elsewhere. */
static void
add_match(Pass *pass, uint32_t node, SgNamed named)
{
	bool given = pass->given[named.entity] == pass->document + 1;
	SgMentionMatch match = {.entity = named.entity,
				.section = pass->section,
				.node = node,
				.at = named.at,
				.length = named.length,
				.form = (uint8_t)named.form,
				.meant = given || !named.foreign};
	if (given && (named.form == SG_FORM_WORD || named.form == SG_FORM_LOOSE))
		match.form = SG_FORM_SURE;
	g_array_append_val(pass->matches, match);
}

static void
scan_text(Pass *pass, uint32_t node)
{
	const char *text = sg_facts_str(pass->facts, pass->facts->nodes[node].text);
	const SgLexicon *lexicon = pass->search->lexicon;
	SgScannedText scanned = {text, pass->tokens, pass->packs};
	sg_tokens_read(text, pass->tokens);
	for (uint32_t i = 0; i < pass->tokens->len;) {
		SgNamed named = {.n_tokens = 1};
		if (sg_lexicon_match(lexicon, &scanned, i, &named))
			add_match(pass, node, named);
		i += named.n_tokens;
	}
}

static void
scan_code_span(Pass *pass, uint32_t node)
{
	const char *text = sg_facts_str(pass->facts, pass->facts->nodes[node].text);
	const SgLexicon *lexicon = pass->search->lexicon;
	uint32_t entity = sg_lexicon_of_code(lexicon, pass->code, text);
	if (entity == SG_NONE || !*text)
		return;
	add_match(pass, node,
		  (SgNamed){.entity = entity,
			    .length = (uint32_t)strlen(text),
			    .form = sg_lexicon_form_of_code(lexicon, entity, pass->packs)});
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
span_match(const Pass *pass, const SgMentionMatch *match)
{
	const SgNode *node = &pass->facts->nodes[match->node];
	const char *text = sg_facts_str(pass->facts, node->text) + match->at;
	if (node->line == 0)
		return (SgSpan){.line = 1, .end_line = 1};
	return sg_span_sentence(pass->facts, node->line, text, match->length);
}

static void
add_occurrence(Pass *pass, SgOccurrence occurrence)
{
	if (occurrence.span.length > 0)
		g_array_append_val(pass->occurrences, occurrence);
}

/* The matches of one entity, by their numbers. */
static void
draft_matches(Pass *pass, const SgKeyed *order, uint32_t count)
{
	const SgMentionMatch *matches = (const SgMentionMatch *)(const void *)pass->matches->data;
	SgRef base = pass->search->building->base[SG_SORT_ENTITY];
	uint32_t section = SG_NONE;
	for (uint32_t i = 0; i < count; i++) {
		const SgMentionMatch *match = &matches[order[i].value];
		bool first = i == 0 || match->section != section;
		section = match->section;
		if (i >= MAX_PASSAGES && !first)
			continue;
		SgSpan span = span_match(pass, match);
		SgDraft draft = {.source = pass->document,
				 .target = base + match->entity,
				 .type = SG_EDGE_MENTIONS,
				 .weight = i == 0 ? count : 0,
				 .evidence = sg_evidence_of(pass->document, span, SG_ROLE_MENTION,
							    sg_rules[SG_RULE_MENTION].name)};
		if (i < MAX_PASSAGES)
			sg_drafts_add(pass->drafts, draft);
		if (first)
			add_occurrence(pass, (SgOccurrence){pass->document, match->section,
							    match->entity, span});
	}
}

/* Matches come in order of the text: a stable sort by entity is enough. */
static void
draft_all(Pass *pass)
{
	uint32_t count = pass->matches->len;
	g_autofree SgKeyed *order = g_new(SgKeyed, count + 1);
	for (uint32_t i = 0; i < count; i++)
		order[i] = (SgKeyed){g_array_index(pass->matches, SgMentionMatch, i).entity, i};
	sg_sort_keyed(order, count);
	for (uint32_t i = 0, end = 0; i < count; i = end) {
		for (end = i; end < count && order[end].key == order[i].key;)
			end++;
		draft_matches(pass, order + i, end - i);
	}
}

/* What extract found in a section occurs there too, also where it is only code. */
static void
add_terms(Pass *pass)
{
	const SgBuilding *building = pass->search->building;
	uint32_t first = building->terms.first[pass->document];
	for (uint32_t i = 0; i < pass->facts->n_terms; i++) {
		uint32_t entity = building->terms.node[first + i];
		if (entity != SG_NONE)
			add_occurrence(pass,
				       (SgOccurrence){pass->document, pass->facts->terms[i].section,
						      entity, building->term_spans[first + i]});
	}
}

/* Of one document, in order of place. */
static int
compare_place(const void *a, const void *b)
{
	const SgOccurrence *x = a;
	const SgOccurrence *y = b;
	if (x->section != y->section)
		return (x->section > y->section) - (x->section < y->section);
	if (x->span.at != y->span.at)
		return (x->span.at > y->span.at) - (x->span.at < y->span.at);
	if (x->entity != y->entity)
		return (x->entity > y->entity) - (x->entity < y->entity);
	return (x->span.length > y->span.length) - (x->span.length < y->span.length);
}

/* Each entity once for each section, where it stands first, in order of place. */
static void
drop_repeated(Pass *pass)
{
	SgOccurrence *all = (SgOccurrence *)(void *)pass->occurrences->data;
	guint count = pass->occurrences->len;
	if (count == 0)
		return;
	qsort(all, count, sizeof *all, compare_place);
	guint kept = 0;
	uint32_t section = all->section;
	pass->n_sections++;
	for (guint i = 0; i < count; i++) {
		pass->n_sections += all[i].section != section;
		section = all[i].section;
		if (pass->met[all[i].entity] == pass->n_sections)
			continue;
		pass->met[all[i].entity] = pass->n_sections;
		all[kept++] = all[i];
	}
	g_array_set_size(pass->occurrences, kept);
}

/* A copy says nothing of what stands together that its original does not say. */
static void
list_occurrences(Pass *pass)
{
	if (pass->search->building->canonical[pass->document] != pass->document) {
		g_array_set_size(pass->occurrences, 0);
		return;
	}
	add_terms(pass);
	drop_repeated(pass);
}

static SgMention *
list_mentions(const Pass *pass)
{
	SgRef base = pass->search->building->base[SG_SORT_ENTITY];
	SgMention *mentions = g_new(SgMention, pass->matches->len);
	for (uint32_t i = 0; i < pass->matches->len; i++) {
		const SgMentionMatch *match = &g_array_index(pass->matches, SgMentionMatch, i);
		mentions[i] =
		    (SgMention){match->node, match->at, match->length, base + match->entity};
	}
	return mentions;
}

static void
note_given(Pass *pass)
{
	const SgBuilding *building = pass->search->building;
	uint32_t first = building->terms.first[pass->document];
	for (uint32_t i = 0; i < pass->facts->n_terms; i++) {
		uint32_t entity = building->terms.node[first + i];
		if (entity != SG_NONE && sg_term_gives_name(&pass->facts->terms[i]))
			pass->given[entity] = pass->document + 1;
	}
}

static void
open_document(Pass *pass, size_t i)
{
	pass->document = (uint32_t)i;
	pass->facts = sg_building_facts(pass->search->building, pass->document);
	const uint32_t *packs = pass->facts->record->packs;
	pass->packs = (uint64_t)packs[1] << 32 | packs[0];
	if (pass->packs == 0)
		pass->packs = SG_ALL_PACKS;
	pass->section = SG_NONE;
	g_array_set_size(pass->matches, 0);
}

static void
find_names(SgTurns *turns, void *data)
{
	const SgMentionSearch *search = data;
	g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(SgToken));
	g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(SgMentionMatch));
	g_autoptr(GHashTable) code = g_hash_table_new(g_str_hash, g_str_equal);
	g_autofree uint32_t *given = g_new0(uint32_t, search->building->parts->entities->len + 1);
	Pass pass = {
	    .search = search, .tokens = tokens, .matches = matches, .code = code, .given = given};
	for (size_t i; sg_turns_next(turns, &i);) {
		open_document(&pass, i);
		note_given(&pass);
		scan_document(&pass);
		search->findings[i].matches =
		    g_memdup2(matches->data, matches->len * sizeof(SgMentionMatch));
		search->findings[i].n_matches = matches->len;
	}
}

static bool
is_name(const SgMentionSearch *search, const SgMentionMatch *match)
{
	switch ((SgNameForm)match->form) {
	case SG_FORM_SURE:
		return true;
	case SG_FORM_WORD:
		return !search->plain[match->entity];
	case SG_FORM_CAPITAL:
		return match->meant;
	case SG_FORM_START:
		return match->meant &&
		       (search->proper[match->entity] || search->common[match->entity]);
	case SG_FORM_SMALL:
		return match->meant && search->common[match->entity];
	case SG_FORM_LOOSE:
		break;
	}
	return false;
}

static void
take_matches(Pass *pass, const SgMentionFindings *findings)
{
	for (uint32_t i = 0; i < findings->n_matches; i++) {
		const SgMentionMatch *match = &findings->matches[i];
		if (is_name(pass->search, match))
			g_array_append_val(pass->matches, *match);
	}
}

static SgMentionFindings
search_document(Pass *pass)
{
	g_array_set_size(pass->drafts, 0);
	g_array_set_size(pass->occurrences, 0);
	draft_all(pass);
	list_occurrences(pass);
	return (SgMentionFindings){
	    .mentions = list_mentions(pass),
	    .drafts = g_memdup2(pass->drafts->data, pass->drafts->len * sizeof(SgDraft)),
	    .occurrences =
		g_memdup2(pass->occurrences->data, pass->occurrences->len * sizeof(SgOccurrence)),
	    .n_mentions = pass->matches->len,
	    .n_drafts = pass->drafts->len,
	    .n_occurrences = pass->occurrences->len,
	};
}

static void
search_documents(SgTurns *turns, void *data)
{
	const SgMentionSearch *search = data;
	g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(SgMentionMatch));
	g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(SgDraft));
	g_autoptr(GArray) occurrences = g_array_new(FALSE, FALSE, sizeof(SgOccurrence));
	g_autofree uint32_t *met = g_new0(uint32_t, search->building->parts->entities->len + 1);
	Pass pass = {.search = search,
		     .matches = matches,
		     .drafts = drafts,
		     .occurrences = occurrences,
		     .met = met};
	for (size_t i; sg_turns_next(turns, &i);) {
		SgMentionMatch *found = search->findings[i].matches;
		open_document(&pass, i);
		take_matches(&pass, &search->findings[i]);
		search->findings[i] = search_document(&pass);
		g_free(found);
	}
}

/* Takes findings over. */
static void
add_findings(SgBuilding *building, uint32_t document, SgMentionFindings *findings)
{
	SgGraphParts *parts = building->parts;
	SgRun run = {parts->mentions->len, findings->n_mentions};
	g_array_index(parts->documents, SgGraphDocument, document).mentions = run;
	g_array_append_vals(parts->mentions, findings->mentions, findings->n_mentions);
	g_array_append_vals(building->drafts, findings->drafts, findings->n_drafts);
	g_array_append_vals(building->occurrences, findings->occurrences, findings->n_occurrences);
	g_clear_pointer(&findings->mentions, g_free);
	g_clear_pointer(&findings->drafts, g_free);
	g_clear_pointer(&findings->occurrences, g_free);
}

void
sg_build_mentions(SgBuilding *building)
{
	g_autoptr(SgLexicon) lexicon = sg_lexicon_new(building);
	g_autofree SgMentionFindings *findings =
	    g_new0(SgMentionFindings, building->n_documents + 1);
	uint32_t n = building->parts->entities->len;
	g_autofree bool *plain = g_new0(bool, n + 1);
	g_autofree bool *common = g_new0(bool, n + 1);
	g_autofree bool *proper = g_new0(bool, n + 1);
	SgMentionSearch search = {building, lexicon, findings, plain, common, proper};
	sg_parallel_run(building->n_documents, DOCUMENTS_IN_RUN, find_names, &search);
	sg_mentions_judge_words(&search);
	sg_parallel_run(building->n_documents, DOCUMENTS_IN_RUN, search_documents, &search);
	for (uint32_t i = 0; i < building->n_documents; i++)
		add_findings(building, i, &findings[i]);
}
