/* SPDX-License-Identifier: MIT */
#include "command/findings.h"

#include "command/json-text.h"

static void
append_place(GString *out, uint32_t line, uint32_t column)
{
	if (line > 0)
		sg_json_append_number(out, "line", line);
	if (line > 0 && column > 0)
		sg_json_append_number(out, "column", column);
}

static void
append_finding(GString *out, const SgGraph *graph, const SgFinding *finding)
{
	const SgGraphDiag *diag = finding->diag;
	const SgDiagRule *rule = sg_diag_rule(diag->tag);
	sg_json_begin(out, NULL);
	g_string_append(out, "\n{");
	sg_json_append_member(out, "path", finding->path);
	append_place(out, diag->line, diag->column);
	sg_json_append_member(out, "severity", sg_severity_name(rule->severity));
	sg_json_append_member(out, "tag", rule->name);
	sg_json_append_member(out, "message", diag->message);
	if (diag->related_line > 0) {
		SgGraphDiag other = {.document = diag->related_document};
		sg_json_begin(out, "related");
		g_string_append_c(out, '{');
		sg_json_append_member(out, "path", sg_graph_diag_path(graph, &other));
		append_place(out, diag->related_line, 0);
		g_string_append_c(out, '}');
	}
	sg_json_append_member(out, "fingerprint", finding->fingerprint);
	g_string_append_c(out, '}');
}

static void
append_summary(GString *out, const SgGraph *graph, const GArray *findings)
{
	size_t counts[3];
	uint64_t lines = 0;
	uint64_t words = 0;
	uint64_t tokens = 0;
	sg_findings_count(findings, counts);
	for (size_t d = 0; d < sg_graph_n_documents(graph); d++) {
		const SgFacts *facts = sg_graph_document(graph, d)->facts;
		lines += facts->record->n_lines;
		words += facts->sketch->n_words;
		tokens += facts->record->tokens;
	}
	sg_json_append_number(out, "documents", sg_graph_n_documents(graph));
	sg_json_append_number(out, "lines", lines);
	sg_json_append_number(out, "words", words);
	sg_json_append_number(out, "tokens", tokens);
	sg_json_append_number(out, "errors", counts[SG_SEVERITY_ERROR]);
	sg_json_append_number(out, "warnings", counts[SG_SEVERITY_WARNING]);
	sg_json_append_number(out, "notes", counts[SG_SEVERITY_NOTE]);
}

char *
sg_findings_json(const SgGraph *graph, const GArray *findings)
{
	GString *out = g_string_new("{");
	sg_json_append_member(out, "format", "skillgraph-check");
	sg_json_append_number(out, "version", 1);
	append_summary(out, graph, findings);
	sg_json_begin(out, "diagnostics");
	g_string_append_c(out, '[');
	for (guint i = 0; i < findings->len; i++)
		append_finding(out, graph, &g_array_index(findings, SgFinding, i));
	g_string_append(out, "\n]}\n");
	return g_string_free(out, FALSE);
}
