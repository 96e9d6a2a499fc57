/* SPDX-License-Identifier: MIT */
#include "command/findings.h"

#include "base/digest.h"
#include "base/text.h"

#include <string.h>

/* The words of its line; of one without a line, what it says. */
static char *
line_words(const SgGraph *graph, const SgGraphDiag *diag)
{
	if (diag->document == SG_NONE)
		return g_strdup(diag->message);
	const SgFacts *facts = sg_graph_document(graph, diag->document)->facts;
	if (diag->line == 0 || diag->line > facts->n_lines)
		return g_strdup(diag->message);
	uint32_t at = facts->lines[diag->line - 1];
	uint32_t end =
	    diag->line < facts->n_lines ? facts->lines[diag->line] : facts->record->text_length;
	return sg_text_squash(facts->pool + facts->record->text + at, end - at);
}

static void
fill_fingerprint(const SgGraph *graph, SgFinding *finding)
{
	g_autofree char *words = line_words(graph, finding->diag);
	g_autofree char *whole =
	    g_strjoin("\n", sg_diag_rule(finding->diag->tag)->name, finding->path, words, NULL);
	SgDigest digest = sg_digest(whole, strlen(whole));
	memcpy(finding->fingerprint, digest.hex, sizeof finding->fingerprint - 1);
}

GArray *
sg_findings_new(const SgGraph *graph)
{
	GArray *findings = g_array_new(FALSE, TRUE, sizeof(SgFinding));
	for (size_t i = 0; i < sg_graph_n_diags(graph); i++) {
		const SgGraphDiag *diag = sg_graph_diag(graph, i);
		SgFinding finding = {.diag = diag, .path = sg_graph_diag_path(graph, diag)};
		fill_fingerprint(graph, &finding);
		g_array_append_val(findings, finding);
	}
	return findings;
}

GArray *
sg_findings_waived(const SgGraph *graph)
{
	GArray *findings = g_array_new(FALSE, TRUE, sizeof(SgFinding));
	for (size_t i = 0; i < sg_graph_n_waived(graph); i++) {
		const SgWaived *waived = sg_graph_waived(graph, i);
		SgFinding finding = {.diag = &waived->diag,
				     .path = sg_graph_diag_path(graph, &waived->diag),
				     .waived = waived};
		fill_fingerprint(graph, &finding);
		g_array_append_val(findings, finding);
	}
	return findings;
}

void
sg_findings_count(const GArray *findings, size_t counts[3])
{
	counts[0] = counts[1] = counts[2] = 0;
	for (guint i = 0; i < findings->len; i++)
		counts[sg_diag_rule(g_array_index(findings, SgFinding, i).diag->tag)->severity]++;
}
