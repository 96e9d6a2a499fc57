/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#include "graph/resolve.h"

/* One or two names in a document of their own each, and whether they become one entity. */
typedef struct {
	SgKind kind_a;
	const char *a;
	SgKind kind_b;
	const char *b;
	const char *id; /* of the one entity, or NULL: two */
	const char *label;
} Row;

static SgFacts *
make_naming(const char *slug, SgKind kind, const char *label)
{
	g_autofree char *text = g_strdup_printf("# Heading\nThe line of %s.", label);
	Making making = make_document(slug, text);
	uint32_t term = make_term(&making, kind, label, 2, 80);
	made_term(&making, term)->known = strcmp(label, "Drop") == 0;
	return make_facts(&making);
}

static void
test_pairs(void)
{
	static const Row rows[] = {
	    {SG_KIND_CONCEPT, "Ownership", SG_KIND_CONCEPT, "ownership", "concept/ownership",
	     "Ownership"},
	    {SG_KIND_CONCEPT, "Arc", SG_KIND_CONCEPT, "Arc<T>", "concept/arc", "Arc<T>"},
	    {SG_KIND_CONCEPT, "HashMap<K, V>", SG_KIND_CONCEPT, "HashMap", "concept/hashmap",
	     "HashMap<K, V>"},
	    {SG_KIND_PATTERN, "Builder Pattern", SG_KIND_CONCEPT, "Builder", "pattern/builder",
	     "Builder"},
	    {SG_KIND_CONCEPT, "Zero-cost abstractions", SG_KIND_CONCEPT, "zero cost abstraction",
	     "concept/zero-cost-abstractions", "Zero-cost abstractions"},
	    {SG_KIND_CRATE, "async_trait", SG_KIND_CRATE, "async-trait", "crate/async-trait",
	     "async-trait"},
	    {SG_KIND_CRATE, "tokio", SG_KIND_CONCEPT, "Tokio", "crate/tokio", "tokio"},
	    {SG_KIND_CONCEPT, "Drop trait", SG_KIND_CONCEPT, "Drop", "concept/drop", "Drop"},
	    {SG_KIND_ERROR, "E0502", SG_KIND_ERROR, "e0502", "error/E0502", "E0502"},
	    /* Different things. */
	    {SG_KIND_CRATE, "futures", SG_KIND_CONCEPT, "Future", NULL, NULL},
	    {SG_KIND_CONCEPT, "Small functions", SG_KIND_CONCEPT, "Small", NULL, NULL},
	    {SG_KIND_CONCEPT, "Cell", SG_KIND_CONCEPT, "RefCell", NULL, NULL},
	    {SG_KIND_CONCEPT, "C", SG_KIND_CONCEPT, "C++", NULL, NULL},
	    {SG_KIND_CONCEPT, "Send", SG_KIND_CONCEPT, "Send and Sync", NULL, NULL},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) facts = make_corpus();
		g_ptr_array_add(facts, make_naming("a", rows[i].kind_a, rows[i].a));
		g_ptr_array_add(facts, make_naming("b", rows[i].kind_b, rows[i].b));
		g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
		g_test_message("%s, %s", rows[i].a, rows[i].b);
		g_assert_cmpuint(sg_graph_n_entities(graph), ==, rows[i].id ? 1 : 2);
		if (!rows[i].id)
			continue;
		const SgEntity *entity = sg_graph_entity(graph, 0);
		g_assert_cmpstr(entity->id, ==, rows[i].id);
		g_assert_cmpstr(entity->label, ==, rows[i].label);
		g_assert_cmpuint(entity->documents, ==, 2);
		g_assert_cmpuint(entity->merges.count, >=, 1);
	}
}

static SgFacts *
make_alias(const char *slug, const char *label, const char *alias, SgKind kind)
{
	g_autofree char *text = g_strdup_printf("%s is also %s.", label, alias);
	Making making = make_document(slug, text);
	uint32_t term = make_term(&making, kind, label, 1, 80);
	SgStr other = sg_pool_add(making.doc->pool, alias, -1);
	made_term(&making, term)->alias = other;
	return make_facts(&making);
}

static void
test_aliases(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_alias("a", "RAII", "Resource Acquisition Is Initialization",
					  SG_KIND_PATTERN));
	g_ptr_array_add(
	    facts, make_naming("b", SG_KIND_CONCEPT, "Resource acquisition is initialization"));
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_entities(graph), ==, 1);
	const SgEntity *entity = sg_graph_entity(graph, 0);
	bool stated = false;
	for (uint32_t i = 0; i < entity->merges.count; i++)
		stated |=
		    strcmp(sg_graph_merge(graph, entity->merges.first + i)->rule, "alias") == 0;
	g_assert_true(stated);
}

/* Two things that are given one other name stay two. */
static void
test_shared_alias(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_alias("a", "Reference counting", "RC", SG_KIND_CONCEPT));
	g_ptr_array_add(facts, make_alias("b", "Release candidate", "RC", SG_KIND_CONCEPT));
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_entities(graph), ==, 2);
}

/* The title of an error is not the concept of that name. */
static void
test_alias_of_other_kind(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_alias("a", "E0382", "Use after move", SG_KIND_ERROR));
	g_ptr_array_add(facts, make_naming("b", SG_KIND_CONCEPT, "Use after move"));
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_entities(graph), ==, 2);
}

static void
test_kinds(void)
{
	Making making = make_document("a", "A line.\nAnother line.\nA third line.");
	make_term(&making, SG_KIND_CONCEPT, "Graceful shutdown", 1, 60);
	make_term(&making, SG_KIND_PATTERN, "Graceful shutdown", 2, 60);
	make_term(&making, SG_KIND_PATTERN, "Data race", 2, 50);
	make_term(&making, SG_KIND_CONCEPT, "Data race", 1, 80);
	make_term(&making, SG_KIND_CONCEPT, "Passing word", 3, 20);
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_facts(&making));
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_entities(graph), ==, 2);
	g_assert_cmpstr(sg_graph_entity(graph, 0)->id, ==, "concept/data-race");
	g_assert_cmpstr(sg_graph_entity(graph, 1)->id, ==, "pattern/graceful-shutdown");
}

static void
test_ecosystems(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	for (unsigned i = 0; i < 2; i++) {
		Making making = make_document(i ? "b" : "a", "Use uuid.");
		uint32_t term = make_term(&making, SG_KIND_CRATE, "uuid", 1, 80);
		SgStr facet = sg_pool_add(making.doc->pool, i ? "npm" : "cargo", -1);
		made_term(&making, term)->facet = facet;
		g_ptr_array_add(facts, make_facts(&making));
	}
	g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
	g_assert_cmpuint(sg_graph_n_entities(graph), ==, 2);
	g_assert_cmpstr(sg_graph_entity(graph, 0)->id, ==, "crate/npm:uuid");
	g_assert_cmpstr(sg_graph_entity(graph, 1)->id, ==, "crate/uuid");
}

static GPtrArray *
one_pair(char *key, char *value)
{
	GPtrArray *pairs = g_ptr_array_new_with_free_func(g_free);
	SgPair pair = {key, value, 1};
	g_ptr_array_add(pairs, g_memdup2(&pair, sizeof pair));
	return pairs;
}

static void
test_configuration(void)
{
	char arc[] = "Arc";
	char counter[] = "Atomic counter";
	char pattern[] = "pattern";
	char noise[] = "Noise";
	g_autoptr(GPtrArray) merge = one_pair(counter, arc);
	g_autoptr(GPtrArray) kinds = one_pair(arc, pattern);
	g_autoptr(GPtrArray) ignored = one_pair(noise, NULL);
	SgConfig config = {.merge = merge, .kinds = kinds, .ignore_terms = ignored};
	for (unsigned apart = 0; apart < 2; apart++) {
		g_autoptr(GPtrArray) separate = one_pair(arc, counter);
		config.separate = apart ? separate : NULL;
		g_autoptr(GPtrArray) facts = make_corpus();
		g_ptr_array_add(facts, make_naming("a", SG_KIND_CONCEPT, "Arc"));
		g_ptr_array_add(facts, make_naming("b", SG_KIND_CONCEPT, "Atomic counter"));
		g_ptr_array_add(facts, make_naming("c", SG_KIND_CONCEPT, "noise"));
		g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), &config);
		g_assert_cmpuint(sg_graph_n_entities(graph), ==, apart ? 2 : 1);
		g_assert_cmpuint(sg_graph_find(graph, "pattern/arc"), !=, SG_NONE);
	}
}

static SgFacts *
make_doubtful(const char *slug, unsigned confidence)
{
	g_autofree char *text = g_strdup_printf("# Heading %s\nIn %s: Drone Brood.", slug, slug);
	Making making = make_document(slug, text);
	make_term(&making, SG_KIND_CONCEPT, "Drone Brood", 2, confidence);
	return make_facts(&making);
}

/* A doubtful name needs documents that agree, the more the more doubtful it is. */
static void
test_witnesses(void)
{
	static const struct {
		unsigned confidence, documents;
		bool kept;
	} cases[] = {
	    {60, 1, true}, {50, 1, false}, {45, 2, true},  {35, 2, false},
	    {35, 3, true}, {35, 4, true},  {20, 4, false},
	};
	static const char *const slugs[] = {"amber", "birch", "cedar", "dill"};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) facts = make_corpus();
		for (unsigned k = 0; k < cases[i].documents; k++)
			g_ptr_array_add(facts, make_doubtful(slugs[k], cases[i].confidence));
		g_autoptr(SgGraph) graph = make_graph(g_steal_pointer(&facts), NULL);
		g_test_message("%u in %u", cases[i].confidence, cases[i].documents);
		g_assert_cmpuint(sg_graph_n_entities(graph), ==, cases[i].kept ? 1 : 0);
	}
}

static void
test_families(void)
{
	static const SgOverlap found[] = {
	    {.a = 0, .b = 3, .verdict = SG_VERDICT_COPY},
	    {.a = 2, .b = 3, .verdict = SG_VERDICT_VARIANT},
	    {.a = 1, .b = 4, .verdict = SG_VERDICT_RIVAL},
	    {.a = 4, .b = 5, .verdict = SG_VERDICT_DERIVED},
	    {.a = 1, .b = 6, .verdict = SG_VERDICT_OVERLAP},
	};
	static const uint32_t want[] = {0, 1, 0, 0, 4, 4, 6};
	g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(SgOverlap));
	g_array_append_vals(array, found, G_N_ELEMENTS(found));
	SgOverlaps overlaps = {.overlaps = array};
	g_autofree uint32_t *families = sg_families(&overlaps, G_N_ELEMENTS(want));
	for (size_t i = 0; i < G_N_ELEMENTS(want); i++)
		g_assert_cmpuint(families[i], ==, want[i]);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/resolve/spellings-of-one-thing", test_pairs);
	g_test_add_func("/resolve/alias-joins-groups", test_aliases);
	g_test_add_func("/resolve/shared-alias-joins-nothing", test_shared_alias);
	g_test_add_func("/resolve/alias-of-another-kind-joins-nothing", test_alias_of_other_kind);
	g_test_add_func("/resolve/kind-by-all-evidence", test_kinds);
	g_test_add_func("/resolve/ecosystems-stay-apart", test_ecosystems);
	g_test_add_func("/resolve/configuration-wins", test_configuration);
	g_test_add_func("/resolve/doubtful-names-need-witnesses", test_witnesses);
	g_test_add_func("/resolve/documents-written-from-each-other-are-one-witness",
			test_families);
	return g_test_run();
}
