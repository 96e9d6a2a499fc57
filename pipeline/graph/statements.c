/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/radix.h"
#include "base/text.h"
#include "model/spans.h"

#include <string.h>

#define MAX_EXAMPLES 8
#define MAX_OF_KIND  12 /* statements of one kind about one entity */

/* A statement of a document about an entity. */
typedef struct {
	uint32_t entity;
	uint32_t says;
	uint32_t document; /* the canonical ones first */
	uint32_t copy;     /* 1: the document is a rendition or copy of another */
	uint32_t statement;
} Said;

static bool
is_worth(const SgFacts *facts, const SgStatement *statement)
{
	return *sg_facts_str(facts, statement->text) &&
	       sg_span_trim(facts, statement->span).length > 0;
}

/* Statements come by document, in order of their numbers: a stable sort by the rest is enough. */
static void
sort_said(GArray *all)
{
	const Said *said = (const Said *)(const void *)all->data;
	g_autofree SgKeyed *order = g_new(SgKeyed, all->len + 1);
	for (guint i = 0; i < all->len; i++)
		order[i] =
		    (SgKeyed){(uint64_t)said[i].entity << 32 | said[i].says << 1 | said[i].copy, i};
	sg_sort_keyed(order, all->len);
	g_autofree Said *before = g_memdup2(said, all->len * sizeof *said);
	for (guint i = 0; i < all->len; i++)
		g_array_index(all, Said, i) = before[order[i].value];
}

static GArray *
list_said(const SgBuilding *building)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(Said));
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		const uint32_t *entities = building->terms.node + building->terms.first[i];
		for (uint32_t k = 0; k < facts->n_statements; k++) {
			const SgStatement *statement = &facts->statements[k];
			Said said = {.entity = entities[statement->term],
				     .says = statement->says,
				     .document = i,
				     .copy = building->canonical[i] != i,
				     .statement = k};
			if (said.entity != SG_NONE && is_worth(facts, statement))
				g_array_append_val(all, said);
		}
	}
	sort_said(all);
	return all;
}

static void
list_examples(SgBuilding *building, SgGraphStatement *statement, const Said *said)
{
	const SgFacts *facts = sg_building_facts(building, said->document);
	const SgStatement *record = &facts->statements[said->statement];
	GArray *refs = building->parts->refs;
	statement->examples.first = refs->len;
	if (record->code == SG_NONE)
		return;
	uint32_t end = MIN((uint64_t)record->code + MAX(record->n_codes, 1), facts->n_codes);
	for (uint32_t i = record->code; i < end && statement->examples.count < MAX_EXAMPLES; i++) {
		uint32_t example = building->codes.node[building->codes.first[said->document] + i];
		if (example == SG_NONE)
			continue;
		SgRef ref = building->base[SG_SORT_EXAMPLE] + example;
		bool known = false;
		for (uint32_t k = 0; k < statement->examples.count; k++)
			known |= g_array_index(refs, SgRef, statement->examples.first + k) == ref;
		if (!known) {
			g_array_append_val(refs, ref);
			statement->examples.count++;
		}
	}
}

/* What a solution or cause points at: the claims whose passage lies in the statement's. */
static void
list_targets(SgBuilding *building, SgGraphStatement *statement, const Said *said)
{
	static const SgEdgeType wanted[SG_N_SAYS] = {
	    [SG_SAYS_SOLUTION] = SG_EDGE_SOLVED_BY, [SG_SAYS_CAUSE] = SG_EDGE_CAUSED_BY};
	const SgFacts *facts = sg_building_facts(building, said->document);
	const SgSpan span = facts->statements[said->statement].span;
	const uint32_t *entities = building->terms.node + building->terms.first[said->document];
	GArray *refs = building->parts->refs;
	statement->targets.first = refs->len;
	for (uint32_t i = 0; wanted[said->says] && i < facts->n_claims; i++) {
		const SgClaim *claim = &facts->claims[i];
		if (claim->type != wanted[said->says] || claim->source == SG_NONE ||
		    entities[claim->source] != said->entity || entities[claim->target] == SG_NONE ||
		    claim->span.at < span.at || claim->span.at > span.at + span.length)
			continue;
		SgRef ref = building->base[SG_SORT_ENTITY] + entities[claim->target];
		bool known = false;
		for (uint32_t k = 0; k < statement->targets.count; k++)
			known |= g_array_index(refs, SgRef, statement->targets.first + k) == ref;
		if (known)
			continue;
		g_array_append_val(refs, ref);
		statement->targets.count++;
	}
}

static void
add_statement(SgBuilding *building, const Said *said, uint32_t order)
{
	const SgFacts *facts = sg_building_facts(building, said->document);
	const SgStatement *record = &facts->statements[said->statement];
	SgGraphStatement statement = {.says = said->says,
				      .order = order,
				      .text = sg_facts_str(facts, record->text),
				      .evidence = building->parts->evidence->len};
	SgEvidence evidence =
	    sg_building_evidence(building, said->document, record->span, SG_ROLE_STATEMENT,
				 sg_facts_str(facts, record->rule));
	g_array_append_val(building->parts->evidence, evidence);
	list_examples(building, &statement, said);
	list_targets(building, &statement, said);
	g_array_append_val(building->parts->statements, statement);
}

/* The statements of one entity. What a second document says in the same words is not said again. */
static void
add_statements(SgBuilding *building, SgEntity *entity, const Said *said, guint count)
{
	g_autoptr(GHashTable) heard = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	uint32_t order = 0;
	entity->statements.first = building->parts->statements->len;
	for (guint i = 0; i < count; i++) {
		const SgFacts *facts = sg_building_facts(building, said[i].document);
		const SgStatement *record = &facts->statements[said[i].statement];
		bool first = i == 0 || said[i].says != said[i - 1].says;
		bool last = i + 1 == count || said[i].says != said[i + 1].says;
		if (first) {
			order = 0;
			g_hash_table_remove_all(heard);
		}
		bool only = first && last; /* nothing that it could repeat */
		if (order >= MAX_OF_KIND ||
		    (!only &&
		     !g_hash_table_add(heard, sg_text_key(sg_facts_str(facts, record->text)))))
			continue;
		add_statement(building, &said[i], ++order);
		entity->statements.count++;
	}
}

void
sg_build_statements(SgBuilding *building)
{
	g_autoptr(GArray) all = list_said(building);
	const Said *said = (const Said *)(const void *)all->data;
	for (guint i = 0, end = 0; i < all->len; i = end) {
		for (end = i; end < all->len && said[end].entity == said[i].entity;)
			end++;
		add_statements(building,
			       &g_array_index(building->parts->entities, SgEntity, said[i].entity),
			       said + i, end - i);
	}
}
