/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "command/command.h"
#include "command/findings.h"
#include "command/stages.h"
#include "command/summary.h"

#include <stdio.h>
#include <string.h>

/* Diagnostics after which there is no text of a document. */
static const SgDiagTag lost[] = {SG_DIAG_UNREADABLE, SG_DIAG_NOT_A_FILE, SG_DIAG_FILE_SIZE,
				 SG_DIAG_CHANGED};

/* Why nothing of a document was read, or NULL. */
static const char *
why_lost(const SgFacts *facts)
{
	for (uint32_t d = 0; d < facts->n_diags && facts->record->bytes == 0; d++) {
		for (size_t i = 0; i < G_N_ELEMENTS(lost); i++)
			if (facts->diags[d].tag == lost[i])
				return sg_facts_str(facts, facts->diags[d].message);
	}
	return NULL;
}

/* "path: skill, agent-skill, markdown" or "path: skipped: why". */
static void
print_found(const SgFound *found, const SgFacts *facts)
{
	g_autofree char *path = sg_text_escape_controls(found->path);
	g_autofree char *reason = facts ? g_strdup(why_lost(facts)) : sg_found_reason(found);
	if (!facts || reason) {
		g_autofree char *shown = sg_text_escape_controls(reason);
		printf("%s: skipped: %s\n", path, shown);
		return;
	}
	printf("%s: %s, %s, %s\n", path, sg_doc_type_name(facts->record->type),
	       sg_facts_str(facts, facts->record->dialect),
	       sg_doc_syntax_name(facts->record->syntax));
}

/* All that was met, by path. */
static void
print_list(const SgGraph *graph, const SgListing *listing)
{
	g_autoptr(GHashTable) documents = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t i = 0; i < sg_graph_n_documents(graph); i++) {
		const SgFacts *facts = sg_graph_document(graph, i)->facts;
		void *path = (void *)(uintptr_t)sg_facts_str(facts, facts->record->path);
		g_hash_table_insert(documents, path, (void *)(uintptr_t)facts);
	}
	for (size_t i = 0; i < sg_listing_count(listing); i++) {
		const SgFound *found = sg_listing_get(listing, i);
		print_found(found, g_hash_table_lookup(documents, found->path));
	}
}

typedef struct {
	SgRunOptions run;
	gboolean list, suppressed;
	char *format, *baseline, *write_baseline;
} Options;

static void
options_clear(Options *options)
{
	sg_run_options_clear(&options->run);
	g_free(options->format);
	g_free(options->baseline);
	g_free(options->write_baseline);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* What a run found, once what the baseline has is left out. */
typedef struct {
	const SgPipeline *pipeline;
	const SgGraph *graph;
	const GArray *findings; /* of SgFinding */
	GArray *left_out;       /* of SgFinding: what comments take, then what the baseline has */
	size_t counts[3];
	size_t known, stale; /* of the baseline */
	char *const *roots;
} Outcome;

static void
print_context(const SgGraph *graph)
{
	uint64_t lines = 0;
	uint64_t words = 0;
	uint64_t tokens = 0;
	for (size_t i = 0; i < sg_graph_n_documents(graph); i++) {
		const SgFacts *facts = sg_graph_document(graph, i)->facts;
		lines += facts->record->n_lines;
		words += facts->sketch->n_words;
		tokens += facts->record->tokens;
	}
	printf("%" G_GUINT64_FORMAT " lines, %" G_GUINT64_FORMAT " words, about %" G_GUINT64_FORMAT
	       " tokens\n",
	       lines, words, tokens);
}

static void
print_text(const Options *options, const Outcome *outcome)
{
	bool quiet = options->run.quiet;
	for (guint i = 0; i < outcome->pipeline->notes->len && !quiet; i++)
		fprintf(stderr, "%s\n", (const char *)outcome->pipeline->notes->pdata[i]);
	for (guint i = 0; i < outcome->findings->len; i++) {
		const SgFinding *finding = &g_array_index(outcome->findings, SgFinding, i);
		const SgGraphDiag *diag = finding->diag;
		if (quiet && sg_diag_rule(diag->tag)->severity < SG_SEVERITY_ERROR)
			continue;
		g_autofree char *line = sg_diag_format(finding->path, diag->tag, diag->line,
						       diag->column, diag->message);
		fprintf(stderr, "%s\n", line);
	}
	if (quiet)
		return;
	const SgCount documents = {sg_graph_n_documents(outcome->graph), "document", "documents"};
	const SgCount findings[] = {{outcome->counts[SG_SEVERITY_ERROR], "error", "errors"},
				    {outcome->counts[SG_SEVERITY_WARNING], "warning", "warnings"},
				    {outcome->counts[SG_SEVERITY_NOTE], "note", "notes"}};
	sg_counts_print(&documents, 1);
	fputs(": ", stdout);
	sg_counts_print(findings, G_N_ELEMENTS(findings));
	if (options->baseline)
		printf("; %zu more in the baseline, %zu of its entries are mended", outcome->known,
		       outcome->stale);
	putchar('\n');
	print_context(outcome->graph);
}

static void
print_json(const Options *options, const Outcome *outcome)
{
	(void)options;
	g_autofree char *text = sg_findings_json(outcome->graph, outcome->findings);
	fputs(text, stdout);
}

static void
print_sarif(const Options *options, const Outcome *outcome)
{
	const GArray *suppressed = options->suppressed ? outcome->left_out : NULL;
	g_autofree char *text = sg_findings_sarif(outcome->graph, outcome->findings, suppressed,
						  outcome->pipeline->config, outcome->roots);
	fputs(text, stdout);
}

typedef struct {
	const char *name;
	void (*print)(const Options *options, const Outcome *outcome);
} Format;

static const Format formats[] = {
    {"text", print_text},
    {"json", print_json},
    {"sarif", print_sarif},
};

static const Format *
find_format(const Options *options, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (!options->format || strcmp(options->format, formats[i].name) == 0)
			return &formats[i];
	sg_fail(error, SG_ERROR_USAGE, "check: --format %s: expected text, json or sarif",
		options->format);
	return NULL;
}

static SgExit
write_baseline(const Options *options, const GArray *findings, GError **error)
{
	if (!sg_baseline_write(options->write_baseline, findings, error))
		return SG_EXIT_FAILED;
	if (!options->run.quiet)
		printf("%s: %u diagnostics\n", options->write_baseline, findings->len);
	return SG_EXIT_OK;
}

static SgExit
check(const Options *options, char **roots, GError **error)
{
	const Format *format = find_format(options, error);
	if (format && options->suppressed && format->print != print_sarif) {
		sg_fail(error, SG_ERROR_USAGE,
			"check: --suppressed goes with --format=sarif alone");
		return SG_EXIT_FAILED;
	}
	if (format && options->list && format->print != print_text) {
		sg_fail(error, SG_ERROR_USAGE, "check: --list goes with --format=text alone");
		return SG_EXIT_FAILED;
	}
	g_autoptr(SgPipeline) pipeline =
	    format ? sg_pipeline_open(&options->run, roots, error) : NULL;
	g_autoptr(SgGraph) graph = pipeline ? sg_pipeline_graph(pipeline, error) : NULL;
	if (!graph)
		return SG_EXIT_FAILED;
	if (options->list)
		print_list(graph, pipeline->listing);
	g_autoptr(GArray) findings = sg_findings_new(graph);
	if (options->write_baseline)
		return write_baseline(options, findings, error);
	g_autoptr(GArray) left_out = sg_findings_waived(graph);
	Outcome outcome = {.pipeline = pipeline,
			   .graph = graph,
			   .findings = findings,
			   .left_out = left_out,
			   .roots = roots};
	guint waived = left_out->len;
	if (options->baseline &&
	    !sg_baseline_subtract(options->baseline, findings, left_out, &outcome.stale, error))
		return SG_EXIT_FAILED;
	outcome.known = left_out->len - waived;
	sg_findings_count(findings, outcome.counts);
	format->print(options, &outcome);
	bool found = outcome.counts[SG_SEVERITY_ERROR] > 0 ||
		     (options->run.strict && outcome.counts[SG_SEVERITY_WARNING] > 0);
	return found ? SG_EXIT_FOUND : SG_EXIT_OK;
}

static SgExit
run_check(int argc, char **argv, GError **error)
{
	g_auto(Options) options = {.run = SG_RUN_DEFAULTS};
	const GOptionEntry entries[] = {
	    {"list", 'l', 0, G_OPTION_ARG_NONE, &options.list,
	     "print every file that was found: its type and dialect, or why it was skipped", NULL},
	    {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
	     "text (default), json, or sarif for code scanning services", "FORMAT"},
	    {"suppressed", 0, 0, G_OPTION_ARG_NONE, &options.suppressed,
	     "with --format=sarif: name what comments and the baseline leave out, as suppressed",
	     NULL},
	    {"baseline", 'b', 0, G_OPTION_ARG_FILENAME, &options.baseline,
	     "leave out the diagnostics that FILE has", "FILE"},
	    {"write-baseline", 0, 0, G_OPTION_ARG_FILENAME, &options.write_baseline,
	     "write all diagnostics into FILE, to be left out later", "FILE"},
	    SG_RUN_ENTRIES(options.run),
	    {0},
	};
	if (!sg_command_parse(&sg_command_check, entries, &argc, &argv, error))
		return SG_EXIT_FAILED;
	return check(&options, argv + 1, error);
}

const SgCommand sg_command_check = {
    "check",
    "SOURCES...",
    "print what is wrong with the documents, publish nothing",
    run_check,
};
