/* SPDX-License-Identifier: MIT */
#include "command/summary.h"

#include <stdio.h>
#include <string.h>

static size_t
count_entities(const SgGraph *graph, SgKind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++)
		count += sg_graph_entity(graph, i)->kind == kind;
	return count;
}

static size_t
count_verdicts(const SgGraph *graph, unsigned verdicts)
{
	size_t count = 0;
	for (size_t i = 0; i < sg_graph_n_overlaps(graph); i++)
		count += (verdicts >> sg_graph_overlap(graph, i)->verdict) & 1;
	return count;
}

static size_t
count_conflicts(const SgGraph *graph, const char *kind)
{
	size_t count = 0;
	for (size_t i = 0; i < sg_graph_n_conflicts(graph); i++)
		count += strcmp(sg_graph_conflict(graph, i)->kind, kind) == 0;
	return count;
}

void
sg_counts_print(const SgCount *counts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%s%zu %s", i > 0 ? ", " : "", counts[i].count,
		       counts[i].count == 1 ? counts[i].one : counts[i].many);
}

static void
print_entities(const SgGraph *graph)
{
	static const char *const many[SG_N_KINDS] = {"concepts", "errors", "crates", "patterns",
						     "tools"};
	SgCount all[] = {{sg_graph_n_documents(graph), "document", "documents"},
			 {sg_graph_n_entities(graph), "entity", "entities"}};
	SgCount kinds[SG_N_KINDS];
	for (int kind = 0; kind < SG_N_KINDS; kind++)
		kinds[kind] = (SgCount){count_entities(graph, (SgKind)kind),
					sg_kind_name((SgKind)kind), many[kind]};
	if (sg_graph_has_packages(graph)) {
		kinds[SG_KIND_CRATE].one = "package";
		kinds[SG_KIND_CRATE].many = "packages";
	}
	SgCount relations = {sg_graph_n_edges(graph), "relation", "relations"};
	sg_counts_print(all, G_N_ELEMENTS(all));
	printf(" (");
	sg_counts_print(kinds, SG_N_KINDS);
	printf("), ");
	sg_counts_print(&relations, 1);
	putchar('\n');
}

static void
print_overlaps(const SgGraph *graph)
{
	const unsigned copies = 1U << SG_VERDICT_COPY | 1U << SG_VERDICT_IDENTICAL;
	const SgCount overlaps[] = {
	    {count_verdicts(graph, 1U << SG_VERDICT_RENDITION), "rendition", "renditions"},
	    {count_verdicts(graph, copies), "copy", "copies"},
	    {count_verdicts(graph, 1U << SG_VERDICT_DERIVED), "derived document",
	     "derived documents"},
	    {count_verdicts(graph, 1U << SG_VERDICT_VARIANT), "variant", "variants"},
	    {count_verdicts(graph, 1U << SG_VERDICT_OVERLAP), "overlap", "overlaps"},
	};
	sg_counts_print(overlaps, G_N_ELEMENTS(overlaps));
	putchar('\n');
}

void
sg_summary_print(const SgGraph *graph,
		 const SgEmitReport *report,
		 const size_t diags[3],
		 double seconds)
{
	const SgCount findings[] = {
	    {count_conflicts(graph, "name"), "name conflict", "name conflicts"},
	    {count_conflicts(graph, "version"), "version drift", "version drifts"},
	    {diags[SG_SEVERITY_ERROR], "error", "errors"},
	    {diags[SG_SEVERITY_WARNING], "warning", "warnings"},
	    {diags[SG_SEVERITY_NOTE], "note", "notes"},
	};
	const SgCount files[] = {
	    {report->pages, "page", "pages"},
	    {report->diagrams, "diagram", "diagrams"},
	    {report->files, "file", "files"},
	};
	print_entities(graph);
	print_overlaps(graph);
	sg_counts_print(findings, G_N_ELEMENTS(findings));
	putchar('\n');
	sg_counts_print(files, G_N_ELEMENTS(files));
	printf(" (%zu changed) in %.1f s\n", report->written, seconds);
}
