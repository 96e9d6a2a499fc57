/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#include "base/parallel.h"

/* What is made of many documents is the same for any number of threads. */

enum { N_GROUPS = 40, N_COPIES = 3 };

/* Groups of texts of which each says a little more than the one before. */
static GPtrArray *
make_groups(void)
{
	GPtrArray *corpus = make_corpus();
	for (int copy = 0; copy < N_COPIES; copy++) {
		for (int group = 0; group < N_GROUPS; group++) {
			g_autofree char *slug = g_strdup_printf("d%d-%02d", copy, group);
			g_autoptr(GString) text = g_string_new("# Shared heading of all\n\n");
			for (int line = 0; line < 12 + copy; line++)
				g_string_append_printf(
				    text, "Item %d of group %d says word%d and word%d.\n\n", line,
				    group, line * 7 + group * 1000, line + group * 31);
			g_ptr_array_add(corpus, make_plain(slug, text->str));
		}
	}
	return corpus;
}

static void
assert_equal_arrays(const GArray *a, const GArray *b)
{
	g_assert_cmpmem(a->data, a->len * g_array_get_element_size((GArray *)a), b->data,
			b->len * g_array_get_element_size((GArray *)b));
}

static void
test_overlaps(void)
{
	g_autoptr(GPtrArray) corpus = make_groups();
	sg_parallel_allow(1);
	g_autoptr(SgOverlaps) one = sg_dedupe(corpus, NULL);
	g_assert_cmpuint(one->overlaps->len, >=, N_GROUPS * (N_COPIES - 1));
	g_assert_cmpuint(one->passages->len, >=, one->overlaps->len);
	for (unsigned threads = 2; threads <= 4; threads++) {
		sg_parallel_allow(threads);
		g_autoptr(SgOverlaps) more = sg_dedupe(corpus, NULL);
		g_assert_cmpuint(more->overlaps->len, ==, one->overlaps->len);
		for (guint i = 0; i < one->overlaps->len; i++) {
			const SgOverlap *x = &g_array_index(one->overlaps, SgOverlap, i);
			const SgOverlap *y = &g_array_index(more->overlaps, SgOverlap, i);
			g_assert_true(x->a == y->a && x->b == y->b && x->verdict == y->verdict);
			g_assert_cmpfloat(x->jaccard, ==, y->jaccard);
			g_assert_cmpuint(x->passages.first, ==, y->passages.first);
			g_assert_cmpuint(x->differences.first, ==, y->differences.first);
		}
		assert_equal_arrays(one->passages, more->passages);
		g_assert_cmpuint(one->differences->len, ==, more->differences->len);
	}
}

enum { N_DOCUMENTS = 60, N_NAMES = 300, N_LINES = 90 };

/* Documents whose lines name entities that all of them share, each in its own selection. */
static GPtrArray *
make_naming(void)
{
	GPtrArray *corpus = make_corpus();
	for (int d = 0; d < N_DOCUMENTS; d++) {
		g_autofree char *slug = g_strdup_printf("n%02d", d);
		g_autoptr(GString) text = g_string_new(NULL);
		for (int line = 0; line < N_LINES; line++)
			g_string_append_printf(text, "Here is Name%d beside Name%d.\n",
					       (line * 7 + d * 13) % N_NAMES, (line + d) % N_NAMES);
		Making making = make_document(slug, text->str);
		for (uint32_t line = 0; line < N_LINES; line++) {
			g_autofree char *label =
			    g_strdup_printf("Name%u", (line * 7 + (unsigned)d * 13) % N_NAMES);
			make_term(&making, SG_KIND_CONCEPT, label, line + 1, 90);
		}
		g_ptr_array_add(corpus, make_facts(&making));
	}
	return corpus;
}

static void
describe_evidence(const SgGraph *graph, SgRun run, GString *text)
{
	for (uint32_t i = run.first; i < run.first + run.count; i++) {
		const SgEvidence *evidence = sg_graph_evidence(graph, i);
		g_string_append_printf(text, " %u:%u+%u %s", evidence->document, evidence->span.at,
				       evidence->span.length, evidence->rule);
	}
}

static char *
describe(const SgGraph *graph)
{
	GString *text = g_string_new(NULL);
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		const SgEntity *entity = sg_graph_entity(graph, i);
		g_string_append_printf(text, "\n%s %.9f %u", entity->id, entity->rank,
				       entity->topic);
		describe_evidence(graph, entity->evidence, text);
	}
	for (size_t i = 0; i < sg_graph_n_edges(graph); i++) {
		const SgEdge *edge = sg_graph_edge(graph, i);
		g_string_append_printf(text, "\n%s %u %u %u %.9f", edge->id, edge->source,
				       edge->target, edge->type, edge->weight);
		describe_evidence(graph, edge->evidence, text);
	}
	for (size_t i = 0; i < sg_graph_n_mentions(graph); i++) {
		const SgMention *mention = sg_graph_mention(graph, i);
		g_string_append_printf(text, "\n%u %u %u", mention->node, mention->at,
				       mention->entity);
	}
	return g_string_free(text, FALSE);
}

static void
test_graph(void)
{
	sg_parallel_allow(1);
	g_autoptr(SgGraph) one = make_graph(make_naming(), NULL);
	g_assert_cmpuint(sg_graph_n_entities(one), ==, N_NAMES);
	g_assert_cmpuint(sg_graph_n_edges(one), >, N_DOCUMENTS * N_LINES);
	g_assert_cmpuint(sg_graph_n_mentions(one), ==, N_DOCUMENTS * N_LINES * 2);
	g_autofree char *want = describe(one);
	for (unsigned threads = 2; threads <= 4; threads++) {
		sg_parallel_allow(threads);
		g_autoptr(SgGraph) more = make_graph(make_naming(), NULL);
		g_autofree char *got = describe(more);
		g_assert_true(strcmp(got, want) == 0);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/threads/same-overlaps", test_overlaps);
	g_test_add_func("/threads/same-graph", test_graph);
	return g_test_run();
}
