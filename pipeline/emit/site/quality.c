/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/site.h"

/* Diagnostics by tag, the gravest first; of each tag the wording once and its places. */

static void
add_place(SgPage *page, const SgGraph *graph, const SgGraphDiag *diag)
{
	sg_page_open(page, "place");
	if (diag->document != SG_NONE) {
		const SgFacts *facts = sg_graph_document(graph, diag->document)->facts;
		g_autofree char *url = sg_fragment_line_url(graph, diag->document, diag->line);
		sg_page_href(page, url);
		sg_page_attr(page, "path", sg_facts_str(facts, facts->record->path));
	} else {
		sg_page_attr(page, "path", diag->path);
	}
	if (diag->line > 0)
		sg_page_number(page, "line", diag->line);
	if (diag->column > 0)
		sg_page_number(page, "column", diag->column);
	sg_page_text(page, diag->message, -1);
	sg_page_close(page);
}

static void
add_tag(SgPage *page, const SgGraph *graph, const GArray *diags, SgDiagTag tag)
{
	const SgDiagRule *rule = sg_diag_rule(tag);
	guint shown = MIN(diags->len, (guint)SG_SHOW_PLACES);
	sg_page_open(page, "tag");
	sg_page_attr(page, "name", rule->name);
	sg_page_attr(page, "severity", sg_severity_name(rule->severity));
	sg_page_number(page, "count", diags->len);
	sg_page_leaf(page, "explanation", rule->explanation);
	for (guint i = 0; i < shown; i++)
		add_place(page, graph, sg_graph_diag(graph, g_array_index(diags, uint32_t, i)));
	sg_fragment_more(page, diags->len, shown);
	sg_page_close(page);
}

SgPage *
sg_quality_page(const SgEmitContext *context,
		size_t i G_GNUC_UNUSED,
		SgOutput *output G_GNUC_UNUSED)
{
	const SgGraph *graph = context->graph;
	GArray *by_tag[SG_N_DIAGS];
	size_t counts[SG_SEVERITY_ERROR + 1] = {0};
	for (int tag = 0; tag < SG_N_DIAGS; tag++)
		by_tag[tag] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (size_t d = 0; d < sg_graph_n_diags(graph); d++) {
		uint32_t at = (uint32_t)d;
		SgDiagTag tag = sg_graph_diag(graph, d)->tag;
		g_array_append_val(by_tag[tag], at);
		counts[sg_diag_rule(tag)->severity]++;
	}
	SgPage *page = sg_fragment_page(context, SG_PAGE_QUALITY, "quality.html", "quality", NULL);
	sg_fragment_crumb(page, "quality", NULL, NULL);
	sg_page_open(page, "quality");
	sg_page_number(page, "documents", sg_graph_n_documents(graph));
	for (int severity = SG_SEVERITY_ERROR; severity >= SG_SEVERITY_NOTE; severity--) {
		sg_page_open(page, "severity");
		sg_page_attr(page, "name", sg_severity_name((SgSeverity)severity));
		sg_page_number(page, "count", counts[severity]);
		for (int tag = 0; tag < SG_N_DIAGS; tag++) {
			if (by_tag[tag]->len > 0 &&
			    (int)sg_diag_rule((SgDiagTag)tag)->severity == severity)
				add_tag(page, graph, by_tag[tag], (SgDiagTag)tag);
		}
		sg_page_close(page);
	}
	sg_hosts_add_corpus(page, graph);
	sg_page_close(page);
	for (int tag = 0; tag < SG_N_DIAGS; tag++)
		g_array_unref(by_tag[tag]);
	return page;
}
