/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/spans.h"

const SgFacts *
sg_building_facts(const SgBuilding *building, uint32_t document)
{
	return g_ptr_array_index(building->parts->facts, document);
}

SgPlaces
sg_places_new(const SgBuilding *building, uint32_t (*count)(const SgFacts *facts))
{
	SgPlaces places = {.first = g_new(uint32_t, building->n_documents + 1)};
	uint32_t total = 0;
	for (uint32_t i = 0; i < building->n_documents; i++) {
		places.first[i] = total;
		total += count(sg_building_facts(building, i));
	}
	places.first[building->n_documents] = total;
	places.node = g_new(uint32_t, total + 1);
	for (uint32_t i = 0; i <= total; i++)
		places.node[i] = SG_NONE;
	return places;
}

SgEvidence
sg_evidence_of(uint32_t document, SgSpan span, SgRole role, const char *rule)
{
	return (SgEvidence){
	    .document = document,
	    .span = span,
	    .role = role,
	    .confidence = 100,
	    .rule = rule,
	};
}

SgEvidence
sg_building_evidence(
    const SgBuilding *building, uint32_t document, SgSpan span, SgRole role, const char *rule)
{
	span = sg_span_trim(sg_building_facts(building, document), span);
	return sg_evidence_of(document, span, role, rule);
}

SgEvidence
sg_building_term(const SgBuilding *building, uint32_t document, uint32_t term)
{
	const SgFacts *facts = sg_building_facts(building, document);
	const SgTerm *record = &facts->terms[term];
	SgEvidence evidence =
	    sg_evidence_of(document, building->term_spans[building->terms.first[document] + term],
			   (SgRole)record->role, sg_facts_str(facts, record->rule));
	evidence.confidence = record->confidence;
	return evidence;
}

void
sg_building_prove(SgBuilding *building, SgRun *run, SgEvidence evidence)
{
	GArray *all = building->parts->evidence;
	if (run->count == 0)
		run->first = all->len;
	g_assert(run->first + run->count == all->len);
	g_array_append_val(all, evidence);
	run->count++;
}

void
sg_drafts_add(GArray *drafts, SgDraft draft)
{
	if (draft.evidence.span.length > 0 && draft.source != draft.target)
		g_array_append_val(drafts, draft);
}

void
sg_building_draft(SgBuilding *building, SgDraft draft)
{
	sg_drafts_add(building->drafts, draft);
}
