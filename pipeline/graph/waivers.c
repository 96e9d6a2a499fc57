/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

/* Comments that ask to leave out diagnostics: each takes those of its tag in its lines. One that
 * takes none is reported itself, so that a comment does not outlive its reason. */

static bool
takes(const SgWaiver *waiver, const SgGraphDiag *diag)
{
	return waiver->tag == (uint32_t)diag->tag && diag->line >= waiver->first_line &&
	       diag->line <= waiver->end_line;
}

/* The first comment of its document that takes it, or NULL; all that do have been of use. */
static const SgWaiver *
find_waiver(const SgFacts *facts, const SgGraphDiag *diag, bool *used)
{
	const SgWaiver *found = NULL;
	for (uint32_t i = 0; i < facts->n_waivers; i++) {
		if (takes(&facts->waivers[i], diag)) {
			used[i] = true;
			found = found ? found : &facts->waivers[i];
		}
	}
	return found;
}

/* Keeps apart what a comment takes; false when none does. */
static bool
waive(SgBuilding *building, const SgGraphDiag *diag, bool *const *used)
{
	if (diag->document == SG_NONE)
		return false;
	const SgFacts *facts = sg_building_facts(building, diag->document);
	const SgWaiver *waiver = find_waiver(facts, diag, used[diag->document]);
	if (!waiver)
		return false;
	SgWaived waived = {*diag, sg_facts_str(facts, waiver->reason), waiver->line};
	g_array_append_val(building->parts->waived, waived);
	return true;
}

static void
report_unused(SgBuilding *building, uint32_t document, const bool *used)
{
	const SgFacts *facts = sg_building_facts(building, document);
	for (uint32_t i = 0; i < facts->n_waivers; i++) {
		const SgWaiver *waiver = &facts->waivers[i];
		if (used[i])
			continue;
		g_autofree char *message = sg_diag_message(
		    SG_DIAG_IGNORE_UNUSED, sg_diag_rule((SgDiagTag)waiver->tag)->name);
		SgGraphDiag diag = {.document = document,
				    .tag = SG_DIAG_IGNORE_UNUSED,
				    .line = waiver->line,
				    .column = waiver->column,
				    .message = sg_parts_string(building->parts, message),
				    .related_document = SG_NONE};
		g_array_append_val(building->parts->diags, diag);
	}
}

void
sg_building_waive(SgBuilding *building)
{
	GArray *diags = building->parts->diags;
	g_autofree bool **used = g_new0(bool *, building->n_documents + 1);
	for (uint32_t i = 0; i < building->n_documents; i++)
		used[i] = g_new0(bool, sg_building_facts(building, i)->n_waivers + 1);
	guint kept = 0;
	for (guint i = 0; i < diags->len; i++) {
		const SgGraphDiag *diag = &g_array_index(diags, SgGraphDiag, i);
		if (waive(building, diag, used))
			continue;
		g_array_index(diags, SgGraphDiag, kept++) = *diag;
	}
	g_array_set_size(diags, kept);
	for (uint32_t i = 0; i < building->n_documents; i++) {
		report_unused(building, i, used[i]);
		g_free(used[i]);
	}
}
