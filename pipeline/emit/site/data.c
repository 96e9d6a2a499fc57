/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/site.h"

/* What other tools load, and how. Only those that were written are shown. */
typedef struct {
	const char *file;
	const char *title;
	const char *about;
	const char *language; /* of the lines that load it */
	const char *load;
	const char *schema; /* or NULL */
} Export;

static const Export exports[] = {
    {"data/graph.json", "JSON",
     "Everything: documents, sections, examples, entities, relations, evidence, overlaps, "
     "conflicts and diagnostics. One record a line, sorted by id.",
     "python", "import json\ngraph = json.load(open(\"data/graph.json\", encoding=\"utf-8\"))",
     "data/graph.schema.json"},
    {"data/graph.xml", "XML", "The same as XML, for XSLT, XQuery and tools that validate.", "bash",
     "xmllint --noout --relaxng data/graph.rng data/graph.xml\nxmllint --xpath 'count(//node)' "
     "data/graph.xml",
     "data/graph.rng"},
    {"overview.dot", "DOT",
     "The overview diagram for Graphviz. Beside each page lies the diagram of its neighbourhood.",
     "bash", "dot -Tcanon overview.dot | head\nsfdp -Tsvg overview.dot -o overview-again.svg",
     NULL},
};

static bool
add_file(SgPage *page, SgOutput *output, const char *element, const char *file)
{
	uint64_t bytes;
	if (!file || !output || !sg_output_measure(output, file, &bytes))
		return false;
	sg_page_open(page, element);
	sg_page_attr(page, "name", file);
	sg_page_href(page, file);
	sg_page_number(page, "bytes", bytes);
	sg_page_close(page);
	return true;
}

static void
add_export(SgPage *page, SgOutput *output, const Export *export)
{
	sg_page_open(page, "export");
	if (add_file(page, output, "file", export->file)) {
		sg_page_attr(page, "title", export->title);
		sg_page_leaf(page, "about", export->about);
		add_file(page, output, "schema", export->schema);
		sg_page_open(page, "code-block");
		sg_page_attr(page, "language", export->language);
		sg_page_leaf(page, "code", export->load);
		sg_page_close(page);
	}
	sg_page_close(page);
}

SgPage *
sg_data_page(const SgEmitContext *context, size_t i G_GNUC_UNUSED, SgOutput *output)
{
	const SgGraph *graph = context->graph;
	SgPage *page = sg_fragment_page(context, SG_PAGE_DATA, "data.html", "data", NULL);
	sg_fragment_crumb(page, "data", NULL, NULL);
	sg_page_open(page, "data");
	sg_page_number(page, "documents", sg_graph_n_documents(graph));
	sg_page_number(page, "sections", sg_graph_n_sections(graph));
	sg_page_number(page, "examples", sg_graph_n_examples(graph));
	sg_page_number(page, "entities", sg_graph_n_entities(graph));
	sg_page_number(page, "edges", sg_graph_n_edges(graph));
	sg_page_number(page, "evidence", sg_graph_n_evidence(graph));
	for (size_t e = 0; e < G_N_ELEMENTS(exports); e++)
		add_export(page, output, &exports[e]);
	sg_page_close(page);
	return page;
}
