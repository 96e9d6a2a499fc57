/* SPDX-License-Identifier: MIT */
#include "command/findings.h"

#include "command/json-text.h"
#include "read/read.h"

#include <string.h>

/* SARIF 2.1.0 (OASIS): one run, the whole table of diagnostics as rules, a result for each finding.
 * Paths are as the user gave them, so that a service finds them in the repository. */

static const char *const levels[] = {
    [SG_SEVERITY_NOTE] = "note",
    [SG_SEVERITY_WARNING] = "warning",
    [SG_SEVERITY_ERROR] = "error",
};

static void
append_message(GString *out, const char *name, const char *text)
{
	sg_json_begin(out, name);
	g_string_append_c(out, '{');
	sg_json_append_member(out, "text", text);
	g_string_append_c(out, '}');
}

static void
append_rule(GString *out, SgDiagTag tag)
{
	const SgDiagRule *rule = sg_diag_rule(tag);
	g_autofree char *title = sg_diag_message(tag, NULL);
	sg_json_begin(out, NULL);
	g_string_append(out, "\n{");
	sg_json_append_member(out, "id", rule->name);
	append_message(out, "shortDescription", title);
	append_message(out, "fullDescription", rule->explanation);
	append_message(out, "help", rule->explanation);
	sg_json_begin(out, "defaultConfiguration");
	g_string_append_c(out, '{');
	sg_json_append_member(out, "level", levels[rule->severity]);
	g_string_append(out, "}}");
}

/* A directory that was given by a relative path stands in front of what was found in it; of several
 * the one whose name the path begins with. Absolute ones would tell of the machine. */
static char *
place_path(const char *path, char *const *roots)
{
	const char *slash = strchr(path, '/');
	for (char *const *root = roots; *root; root++) {
		g_autofree char *given = g_strdup(*root);
		size_t length = strlen(given);
		while (length > 1 && given[length - 1] == '/')
			given[--length] = '\0';
		bool usable = !g_path_is_absolute(given) && strcmp(given, ".") != 0;
		g_autofree char *name = g_path_get_basename(given);
		const char *inner = g_str_has_prefix(given, "./") ? given + 2 : given;
		bool file = g_file_test(given, G_FILE_TEST_IS_REGULAR);
		if (!roots[1] && file)
			return g_strdup(usable ? inner : path);
		if (!roots[1])
			return usable ? g_strconcat(inner, "/", path, NULL) : g_strdup(path);
		bool here = slash && strlen(name) == (size_t)(slash - path) &&
			    strncmp(name, path, strlen(name)) == 0;
		if (here && usable && !file)
			return g_strconcat(inner, slash, NULL);
	}
	return g_strdup(path);
}

typedef struct {
	const SgGraph *graph;
	const SgConfig *config;
	char *const *roots;
} Source;

static void
append_location(
    GString *out, const Source *source, const char *path, uint32_t line, uint32_t column)
{
	g_autofree char *place = place_path(path, source->roots);
	size_t end;
	g_autofree char *secret G_GNUC_UNUSED = sg_secrets_mask_path(place, source->config, &end);
	g_autofree char *uri = g_uri_escape_string(place, "/", FALSE);
	g_string_append(out, "\"physicalLocation\":{\"artifactLocation\":{");
	sg_json_append_member(out, "uri", uri);
	g_string_append_c(out, '}');
	if (line > 0) {
		g_string_append(out, ",\"region\":{");
		sg_json_append_number(out, "startLine", line);
		if (column > 0)
			sg_json_append_number(out, "startColumn", column);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, '}');
}

/* SARIF 2.1.0, 3.35: by a comment in the document, which is named, or by the baseline. */
static void
append_suppression(GString *out, const Source *source, const SgFinding *finding)
{
	const SgWaived *waived = finding->waived;
	sg_json_begin(out, "suppressions");
	g_string_append(out, "[{");
	sg_json_append_member(out, "kind", waived ? "inSource" : "external");
	sg_json_append_member(out, "status", "accepted");
	if (waived && *waived->reason)
		sg_json_append_member(out, "justification", waived->reason);
	if (waived) {
		sg_json_begin(out, "location");
		g_string_append_c(out, '{');
		append_location(out, source, finding->path, waived->line, 0);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "}]");
}

static void
append_result(GString *out, const Source *source, const SgFinding *finding, bool suppressed)
{
	const SgGraphDiag *diag = finding->diag;
	const SgDiagRule *rule = sg_diag_rule(diag->tag);
	sg_json_begin(out, NULL);
	g_string_append(out, "\n{");
	sg_json_append_member(out, "ruleId", rule->name);
	sg_json_append_number(out, "ruleIndex", diag->tag);
	sg_json_append_member(out, "level", levels[rule->severity]);
	append_message(out, "message", diag->message);
	sg_json_begin(out, "locations");
	g_string_append(out, "[{");
	append_location(out, source, finding->path, diag->line, diag->column);
	g_string_append(out, "}]");
	if (diag->related_line > 0) {
		SgGraphDiag other = {.document = diag->related_document};
		sg_json_begin(out, "relatedLocations");
		g_string_append(out, "[{\"id\":1,");
		append_location(out, source, sg_graph_diag_path(source->graph, &other),
				diag->related_line, 0);
		append_message(out, "message", "the other place");
		g_string_append(out, "}]");
	}
	if (suppressed)
		append_suppression(out, source, finding);
	sg_json_begin(out, "partialFingerprints");
	g_string_append_c(out, '{');
	sg_json_append_member(out, "skillgraph/v1", finding->fingerprint);
	g_string_append(out, "}}");
}

char *
sg_findings_sarif(const SgGraph *graph,
		  const GArray *findings,
		  const GArray *suppressed,
		  const SgConfig *config,
		  char *const *roots)
{
	const Source source = {graph, config, roots};
	GString *out = g_string_new("{");
	sg_json_append_member(out, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	sg_json_append_member(out, "version", "2.1.0");
	g_string_append(out, ",\"runs\":[{\"tool\":{\"driver\":{");
	sg_json_append_member(out, "name", "skillgraph");
	sg_json_append_member(out, "semanticVersion", SG_VERSION);
	sg_json_begin(out, "rules");
	g_string_append_c(out, '[');
	for (int tag = 0; tag < SG_N_DIAGS; tag++)
		append_rule(out, (SgDiagTag)tag);
	g_string_append(out, "\n]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[");
	for (guint i = 0; i < findings->len; i++)
		append_result(out, &source, &g_array_index(findings, SgFinding, i), false);
	for (guint i = 0; suppressed && i < suppressed->len; i++)
		append_result(out, &source, &g_array_index(suppressed, SgFinding, i), true);
	g_string_append(out, "\n]}]}\n");
	return g_string_free(out, FALSE);
}
