/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

/* What documents say of entities: defines and mentions from terms, the rest from claims. */

static SgRef
entity_ref(const SgBuilding *building, uint32_t document, uint32_t term)
{
	uint32_t entity = building->terms.node[building->terms.first[document] + term];
	return entity == SG_NONE ? SG_NONE : building->base[SG_SORT_ENTITY] + entity;
}

static void
draft_example(SgBuilding *building, SgRef entity, uint32_t document, uint32_t code, SgEvidence why)
{
	uint32_t example = building->codes.node[building->codes.first[document] + code];
	if (example == SG_NONE)
		return;
	SgDraft draft = {.source = entity,
			 .target = building->base[SG_SORT_EXAMPLE] + example,
			 .type = SG_EDGE_ILLUSTRATED_BY,
			 .weight = 1,
			 .evidence = why};
	sg_building_draft(building, draft);
}

static void
draft_term(SgBuilding *building, uint32_t document, uint32_t number)
{
	const SgFacts *facts = sg_building_facts(building, document);
	const SgTerm *term = &facts->terms[number];
	SgRef entity = entity_ref(building, document, number);
	if (entity == SG_NONE)
		return;
	SgEvidence evidence = sg_building_term(building, document, number);
	SgDraft draft = {.source = document,
			 .target = entity,
			 .type = SG_EDGE_MENTIONS,
			 .weight = 1,
			 .evidence = evidence};
	sg_building_draft(building, draft);
	draft.type = SG_EDGE_DEFINES;
	if (term->role == SG_ROLE_HEADING || term->role == SG_ROLE_DEFINITION)
		sg_building_draft(building, draft);
	if (term->code != SG_NONE)
		draft_example(building, entity, document, term->code, evidence);
}

static void
draft_statement(SgBuilding *building, uint32_t document, const SgStatement *statement)
{
	const SgFacts *facts = sg_building_facts(building, document);
	SgRef entity = entity_ref(building, document, statement->term);
	if (entity == SG_NONE || statement->code == SG_NONE)
		return;
	SgEvidence evidence =
	    sg_building_evidence(building, document, statement->span, SG_ROLE_STATEMENT,
				 sg_facts_str(facts, statement->rule));
	uint32_t end = MIN((uint64_t)statement->code + MAX(statement->n_codes, 1), facts->n_codes);
	for (uint32_t code = statement->code; code < end; code++)
		draft_example(building, entity, document, code, evidence);
}

static void
draft_claim(SgBuilding *building, uint32_t document, const SgClaim *claim)
{
	const SgFacts *facts = sg_building_facts(building, document);
	SgRef source =
	    claim->source == SG_NONE ? document : entity_ref(building, document, claim->source);
	SgRef target = entity_ref(building, document, claim->target);
	if (source == SG_NONE || target == SG_NONE)
		return;
	SgDraft draft = {
	    .source = source,
	    .target = target,
	    .type = claim->type,
	    .weight = 1,
	    .evidence = sg_building_evidence(building, document, claim->span, SG_ROLE_STATEMENT,
					     sg_facts_str(facts, claim->rule)),
	};
	draft.evidence.confidence = (uint8_t)MIN(claim->confidence, 100);
	if (claim->type == SG_EDGE_USES_CRATE) {
		draft.evidence.role = SG_ROLE_CODE;
		draft.versions = sg_facts_str(facts, claim->versions);
		draft.features = sg_facts_str(facts, claim->features);
		const SgEntity *entity = &g_array_index(building->parts->entities, SgEntity,
							target - building->base[SG_SORT_ENTITY]);
		if (entity->kind != SG_KIND_CRATE)
			return;
	}
	/* A contrast has no direction: one edge, from the first id. */
	if (claim->type == SG_EDGE_CONTRASTS && source > target) {
		draft.source = target;
		draft.target = source;
	}
	sg_building_draft(building, draft);
}

void
sg_build_relations(SgBuilding *building)
{
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		for (uint32_t k = 0; k < facts->n_terms; k++)
			draft_term(building, i, k);
		for (uint32_t k = 0; k < facts->n_statements; k++)
			draft_statement(building, i, &facts->statements[k]);
		for (uint32_t k = 0; k < facts->n_claims; k++)
			draft_claim(building, i, &facts->claims[k]);
	}
}
