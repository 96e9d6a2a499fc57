/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

/* What documents contain. */

static SgRef
section_ref(const SgBuilding *building, uint32_t document, uint32_t section)
{
	uint32_t node = section == SG_NONE
			    ? SG_NONE
			    : building->sections.node[building->sections.first[document] + section];
	return node == SG_NONE ? document : building->base[SG_SORT_SECTION] + node;
}

static void
draft_sections(SgBuilding *building)
{
	const GArray *sections = building->parts->sections;
	for (uint32_t i = 0; i < sections->len; i++) {
		const SgGraphSection *section = &g_array_index(sections, SgGraphSection, i);
		const SgFacts *facts = sg_building_facts(building, section->document);
		SgDraft draft = {
		    .source = section->parent == SG_NONE ? section->document : section->parent,
		    .target = building->base[SG_SORT_SECTION] + i,
		    .type = SG_EDGE_CONTAINS,
		    .weight = 1,
		    .evidence = sg_building_evidence(
			building, section->document, facts->sections[section->section].span,
			SG_ROLE_HEADING, sg_rules[SG_RULE_HEADING].name),
		};
		sg_building_draft(building, draft);
	}
}

static void
draft_codes(SgBuilding *building, uint32_t document)
{
	const SgFacts *facts = sg_building_facts(building, document);
	for (uint32_t i = 0; i < facts->n_codes; i++) {
		const SgCode *code = &facts->codes[i];
		uint32_t example = building->codes.node[building->codes.first[document] + i];
		if (example == SG_NONE)
			continue;
		SgDraft draft = {
		    .source = section_ref(building, document, code->section),
		    .target = building->base[SG_SORT_EXAMPLE] + example,
		    .type = SG_EDGE_CONTAINS,
		    .weight = 1,
		    .evidence = sg_building_evidence(building, document, code->span, SG_ROLE_CODE,
						     sg_rules[SG_RULE_CODE_BLOCK].name),
		};
		sg_building_draft(building, draft);
	}
}

void
sg_build_structure(SgBuilding *building)
{
	draft_sections(building);
	for (uint32_t i = 0; i < building->n_documents; i++)
		draft_codes(building, i);
}
