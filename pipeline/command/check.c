/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "command/command.h"
#include "command/stages.h"

#include <stdio.h>

static void
print_list(const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_documents(graph); i++) {
		const SgFacts *facts = sg_graph_document(graph, i)->facts;
		g_autofree char *path =
		    sg_text_escape_controls(sg_facts_str(facts, facts->record->path));
		printf("%s: %s, %s, %s\n", path, sg_doc_type_name(facts->record->type),
		       sg_facts_str(facts, facts->record->dialect),
		       sg_doc_syntax_name(facts->record->syntax));
	}
}

static SgExit
check(const SgRunOptions *options, char **roots, bool list, GError **error)
{
	g_autoptr(SgPipeline) pipeline = sg_pipeline_open(options, roots, error);
	if (!pipeline)
		return SG_EXIT_FAILED;
	g_autoptr(SgGraph) graph = sg_pipeline_graph(pipeline, error);
	if (!graph)
		return SG_EXIT_FAILED;
	if (list)
		print_list(graph);
	size_t counts[3];
	sg_pipeline_print_diags(pipeline, graph,
				options->quiet ? SG_SEVERITY_ERROR : SG_SEVERITY_NOTE, 0, counts);
	if (!options->quiet)
		printf("%zu documents: %zu errors, %zu warnings, %zu notes\n",
		       sg_graph_n_documents(graph), counts[SG_SEVERITY_ERROR],
		       counts[SG_SEVERITY_WARNING], counts[SG_SEVERITY_NOTE]);
	bool found =
	    counts[SG_SEVERITY_ERROR] > 0 || (options->strict && counts[SG_SEVERITY_WARNING] > 0);
	return found ? SG_EXIT_FOUND : SG_EXIT_OK;
}

static SgExit
run_check(int argc, char **argv, GError **error)
{
	SgRunOptions options = SG_RUN_DEFAULTS;
	gboolean list = FALSE;
	const GOptionEntry entries[] = {
	    {"list", 'l', 0, G_OPTION_ARG_NONE, &list,
	     "print every document with its type and dialect", NULL},
	    SG_RUN_ENTRIES(options),
	    {0},
	};
	SgExit status = SG_EXIT_FAILED;
	if (sg_command_parse(&sg_command_check, entries, &argc, &argv, error))
		status = check(&options, argv + 1, list, error);
	sg_run_options_clear(&options);
	return status;
}

const SgCommand sg_command_check = {
    "check",
    "SOURCES...",
    "print what is wrong with the documents, publish nothing",
    run_check,
};
