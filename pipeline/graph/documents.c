/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/spans.h"

/* Facts come in order of their slug, so that the documents are sorted by id as they are. A
 * document of which nothing could be read has its empty text as evidence: there is no other. */
void
sg_build_documents(SgBuilding *building)
{
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		g_autofree char *id =
		    g_strconcat("document/", sg_facts_str(facts, facts->record->slug), NULL);
		SgGraphDocument document = {
		    .id = sg_parts_string(building->parts, id),
		    .facts = facts,
		    .topic = SG_NONE,
		    .rendition_of = SG_NONE,
		    .copy_of = SG_NONE,
		    .derived_from = SG_NONE,
		};
		sg_building_prove(building, &document.evidence,
				  sg_building_evidence(building, i, sg_span_title(facts),
						       SG_ROLE_METADATA,
						       sg_rules[SG_RULE_DOCUMENT].name));
		g_array_append_val(building->parts->documents, document);
	}
	building->base[SG_SORT_DOCUMENT] = 0;
	building->base[SG_SORT_SECTION] = building->n_documents;
}
