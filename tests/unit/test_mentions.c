/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#define TESTED 2 /* the document that is looked at; those before it give the names */

/* The entities of the test and the text in which they are looked for. */
static SgGraph *
make_mentions(const char *line)
{
	static const struct {
		SgKind kind;
		const char *label;
	} known[] = {
	    {SG_KIND_CONCEPT, "Ownership"},     {SG_KIND_CONCEPT, "Ownership rules"},
	    {SG_KIND_CONCEPT, "Arc<T>"},        {SG_KIND_CRATE, "tokio"},
	    {SG_KIND_CONCEPT, "C++"},           {SG_KIND_CONCEPT, "C"},
	    {SG_KIND_CONCEPT, "Default"},       {SG_KIND_CONCEPT, "RAII"},
	    {SG_KIND_CONCEPT, "Node.js"},       {SG_KIND_CONCEPT, "Borrow checker"},
	    {SG_KIND_CRATE, "async-stream"},    {SG_KIND_TOOL, "Vault"},
	    {SG_KIND_CONCEPT, "Semantic HTML"}, {SG_KIND_CONCEPT, "Creation"},
	};
	g_autoptr(GPtrArray) facts = make_corpus();
	for (unsigned a = 0; a < TESTED; a++) {
		Making naming = make_document(a == 0 ? "a0" : "a1", a == 0 ? "Names." : "More.");
		for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
			make_term(&naming, known[i].kind, known[i].label, 1, 90);
		g_ptr_array_add(facts, make_facts(&naming));
	}
	g_ptr_array_add(facts, make_plain("b", line));
	return make_graph(g_steal_pointer(&facts), NULL);
}

/* "label:text label:text" of all mentions in the document that is looked at. */
static char *
list_mentions(const SgGraph *graph)
{
	const SgGraphDocument *document = sg_graph_document(graph, TESTED);
	GString *list = g_string_new(NULL);
	for (uint32_t i = 0; i < document->mentions.count; i++) {
		const SgMention *mention = sg_graph_mention(graph, document->mentions.first + i);
		const char *text =
		    sg_facts_str(document->facts, document->facts->nodes[mention->node].text);
		g_string_append_printf(list, "%s%s:%.*s", i ? "; " : "",
				       sg_ref_label(graph, mention->entity), (int)mention->length,
				       text + mention->at);
	}
	return g_string_free(list, FALSE);
}

static void
test_text(void)
{
	static const struct {
		const char *line, *found;
	} rows[] = {
	    {"The ownership of a value.", "Ownership:ownership"},
	    {"All ownership rules hold.", "Ownership rules:ownership rules"},
	    {"An ownership rule.", "Ownership rules:ownership rule"},
	    {"Ownership, then rules.", "Ownership:Ownership"},
	    {"Use Arc here, draw an arc there.", "Arc<T>:Arc"},
	    {"`Arc<Mutex<u8>>`", "Arc<T>:Arc<Mutex<u8>>"},
	    {"Tokio runs; tokio-postgres, tokio_util, docs/tokio and my.tokio do not count.",
	     "tokio:Tokio"},
	    {"tokio::spawn starts a task", "tokio:tokio"},
	    {"C++ is not C but C# is neither.", "C++:C++"},
	    {"The default value.", ""},
	    {"`Default`", "Default:Default"},
	    {"raii and RAII", "RAII:RAII"},
	    {"Node.js, not node js", "Node.js:Node.js"},
	    {"The borrow-checker and the borrow checkers",
	     "Borrow checker:borrow-checker; Borrow checker:borrow checkers"},
	    {"    let ownership = tokio;", ""},
	    {"Reborrow checker", ""},
	    {"Async streams, but async-stream", "async-stream:async-stream"},
	    {"Tokio/RAII, but docs/RAII", "tokio:Tokio; RAII:RAII"},
	    {"We put secrets into Vault there", "Vault:Vault"},
	    {"Vault, and a vault", ""},
	    {"Some semantic HTML, no semantic html", "Semantic HTML:semantic HTML"},
	    {"`raii`", ""},
	    {"`RAII`", "RAII:RAII"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(SgGraph) graph = make_mentions(rows[i].line);
		g_autofree char *found = list_mentions(graph);
		g_assert_cmpstr(found, ==, rows[i].found);
	}
}

/* Two documents give the word as a name, the others use it. */
static size_t
count_mentions_of_word(unsigned n_users)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	for (unsigned i = 0; i < 2; i++) {
		Making naming = make_document(i == 0 ? "a0" : "a1",
					      i == 0 ? "The creation." : "More of creation.");
		make_term(&naming, SG_KIND_CONCEPT, "Creation", 1, 90);
		g_ptr_array_add(facts, make_facts(&naming));
	}
	for (unsigned i = 0; i < n_users; i++) {
		g_autofree char *name = g_strdup_printf("b%u", i);
		g_autofree char *line =
		    g_strdup_printf("a%u b%u c%u d%u e%u f%u of the creation.", i, i, i, i, i, i);
		g_ptr_array_add(facts, make_plain(name, line));
	}
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	return sg_graph_n_mentions(graph);
}

static void
test_plain_words(void)
{
	g_assert_cmpuint(count_mentions_of_word(5), ==, 7);
	g_assert_cmpuint(count_mentions_of_word(8), ==, 2);
}

static void
test_edges(void)
{
	g_autoptr(SgGraph) graph =
	    make_mentions("Ownership one.\nOwnership two.\nOwnership three.\nOwnership four.");
	SgRef entity = sg_graph_find(graph, "concept/ownership");
	size_t count = 0;
	const uint32_t *edges = sg_graph_edges_to(graph, entity, &count);
	bool found = false;
	for (size_t i = 0; i < count; i++) {
		const SgEdge *edge = sg_graph_edge(graph, edges[i]);
		if (edge->type != SG_EDGE_MENTIONS || edge->source != TESTED)
			continue;
		found = true;
		g_assert_cmpfloat(edge->weight, ==, 4);
		g_assert_cmpuint(edge->evidence.count, ==, 1);
		size_t length = 0;
		const char *quote =
		    sg_graph_quote(graph, sg_graph_evidence(graph, edge->evidence.first), &length);
		g_assert_cmpmem(quote, length, "Ownership one.", 14);
	}
	g_assert_true(found);
}

/* Of a long line the sentence is quoted. */
static void
test_sentence(void)
{
	g_autoptr(GString) line = g_string_new(NULL);
	for (unsigned i = 0; i < 20; i++)
		g_string_append(line, "Here is a sentence of no interest. ");
	g_string_append(line, "Here is ownership. The rest follows in other words.");
	g_autoptr(SgGraph) graph = make_mentions(line->str);
	SgRef entity = sg_graph_find(graph, "concept/ownership");
	size_t count = 0;
	const uint32_t *edges = sg_graph_edges_to(graph, entity, &count);
	const SgEdge *edge = sg_graph_edge(graph, edges[count - 1]);
	size_t length = 0;
	const char *quote =
	    sg_graph_quote(graph, sg_graph_evidence(graph, edge->evidence.first), &length);
	g_assert_cmpmem(quote, length, "Here is ownership.", 18);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mentions/names-in-text", test_text);
	g_test_add_func("/mentions/word-that-few-give-as-a-name-is-plain", test_plain_words);
	g_test_add_func("/mentions/one-edge-with-three-passages", test_edges);
	g_test_add_func("/mentions/sentence-of-a-long-line", test_sentence);
	return g_test_run();
}
