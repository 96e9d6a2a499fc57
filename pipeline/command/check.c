/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "command/command.h"
#include "command/stages.h"

#include <stdio.h>

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
		print_list(graph, pipeline->listing);
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
	     "print every file that was found: its type and dialect, or why it was skipped", NULL},
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
