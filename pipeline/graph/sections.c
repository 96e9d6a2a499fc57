/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include <string.h>

static int
compare_id(gconstpointer a, gconstpointer b)
{
	return strcmp(((const SgGraphSection *)a)->id, ((const SgGraphSection *)b)->id);
}

static uint32_t
count_sections(const SgFacts *facts)
{
	return facts->n_sections;
}

static void
list_sections(SgBuilding *building, uint32_t document)
{
	const SgFacts *facts = sg_building_facts(building, document);
	for (uint32_t i = 0; i < facts->n_sections; i++) {
		g_autofree char *id =
		    g_strconcat("section/", sg_facts_str(facts, facts->record->slug), "/",
				sg_facts_str(facts, facts->sections[i].anchor), NULL);
		SgGraphSection section = {.id = sg_parts_string(building->parts, id),
					  .document = document,
					  .section = i,
					  .parent = SG_NONE};
		SgEvidence evidence =
		    sg_building_evidence(building, document, facts->sections[i].span,
					 SG_ROLE_HEADING, sg_rules[SG_RULE_HEADING].name);
		if (evidence.span.length == 0)
			continue;
		g_array_append_val(building->parts->sections, section);
	}
}

/* Evidence, parents and runs, once the order by id is known. */
static void
link_section(SgBuilding *building, uint32_t i)
{
	SgGraphSection *section = &g_array_index(building->parts->sections, SgGraphSection, i);
	const SgFacts *facts = sg_building_facts(building, section->document);
	const SgSection *record = &facts->sections[section->section];
	sg_building_prove(building, &section->evidence,
			  sg_building_evidence(building, section->document, record->span,
					       SG_ROLE_HEADING, sg_rules[SG_RULE_HEADING].name));
	if (record->parent != SG_NONE) {
		uint32_t first = building->sections.first[section->document];
		uint32_t parent = building->sections.node[first + record->parent];
		if (parent != SG_NONE)
			section->parent = building->base[SG_SORT_SECTION] + parent;
	}
	SgGraphDocument *document =
	    &g_array_index(building->parts->documents, SgGraphDocument, section->document);
	if (document->sections.count++ == 0)
		document->sections.first = i;
}

void
sg_build_sections(SgBuilding *building)
{
	GArray *sections = building->parts->sections;
	for (uint32_t i = 0; i < building->n_documents; i++)
		list_sections(building, i);
	g_array_sort(sections, compare_id);
	building->sections = sg_places_new(building, count_sections);
	for (uint32_t i = 0; i < sections->len; i++) {
		const SgGraphSection *section = &g_array_index(sections, SgGraphSection, i);
		uint32_t first = building->sections.first[section->document];
		building->sections.node[first + section->section] = i;
	}
	for (uint32_t i = 0; i < sections->len; i++)
		link_section(building, i);
	building->base[SG_SORT_EXAMPLE] = building->base[SG_SORT_SECTION] + sections->len;
}
