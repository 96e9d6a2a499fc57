/* SPDX-License-Identifier: MIT */
#include "command/command.h"
#include "command/stages.h"

#include "base/text.h"
#include "model/rule.h"

#include <stdio.h>
#include <string.h>

/* Every rule and line behind a node of the graph, behind what ties two of them, or behind the names
 * that are taken for one thing. */

#define MAX_SHOWN 160 /* bytes of a quote */

/* What is asked, and what it was found to be. */
typedef struct {
	const SgGraph *graph;
	const SgVocabulary *vocabulary;
} Question;

static bool
has_key(const char *name, const char *key)
{
	g_autofree char *own = sg_text_key(name);
	return strcmp(own, key) == 0;
}

static bool
is_called(const SgGraph *graph, const SgEntity *entity, const char *name, const char *key)
{
	if (strcmp(entity->label, name) == 0 || (key && has_key(entity->label, key)))
		return true;
	for (uint32_t i = 0; i < entity->aliases.count; i++) {
		const char *alias = *sg_graph_alias(graph, entity->aliases.first + i);
		if (strcmp(alias, name) == 0 || (key && has_key(alias, key)))
			return true;
	}
	return false;
}

/* key NULL: as it is written. */
static SgRef
find_entity(const SgGraph *graph, const char *name, const char *key)
{
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++)
		if (is_called(graph, sg_graph_entity(graph, i), name, key))
			return sg_ref_of(graph, SG_SORT_ENTITY, i);
	return SG_NONE;
}

static SgRef
find_document(const SgGraph *graph, const char *path)
{
	for (size_t i = 0; i < sg_graph_n_documents(graph); i++) {
		const SgFacts *facts = sg_graph_document(graph, i)->facts;
		if (strcmp(sg_facts_str(facts, facts->record->path), path) == 0)
			return sg_ref_of(graph, SG_SORT_DOCUMENT, i);
	}
	return SG_NONE;
}

/* An id, a name as it is written, a path, a name in another spelling, a name of the vocabulary. */
static SgRef
find_node(const Question *question, const char *name)
{
	const SgGraph *graph = question->graph;
	g_autofree char *key = sg_text_key(name);
	const SgKnown *known = sg_vocabulary_find(question->vocabulary, name, SG_N_KINDS);
	SgRef ref = sg_graph_find(graph, name);
	if (ref == SG_NONE)
		ref = find_entity(graph, name, NULL);
	if (ref == SG_NONE)
		ref = find_document(graph, name);
	if (ref == SG_NONE && *key)
		ref = find_entity(graph, name, key);
	if (ref == SG_NONE && known)
		ref = find_entity(graph, known->label, NULL);
	return ref;
}

static void
print_line(const SgGraph *graph, const SgEvidence *evidence)
{
	const SgFacts *facts = sg_graph_document(graph, evidence->document)->facts;
	size_t length = 0;
	const char *quote = sg_graph_quote(graph, evidence, &length);
	g_autofree char *squashed = sg_text_squash(quote, length);
	size_t shown = strlen(squashed);
	if (shown > MAX_SHOWN)
		shown = (size_t)(g_utf8_find_prev_char(squashed, squashed + MAX_SHOWN) - squashed);
	g_autofree char *cut = g_strndup(squashed, shown);
	g_autofree char *text = sg_text_escape_controls(cut);
	g_autofree char *path = sg_text_escape_controls(sg_facts_str(facts, facts->record->path));
	printf("    %s:%u: (%u) %s%s\n", path, evidence->span.line, evidence->confidence, text,
	       squashed[shown] ? " ..." : "");
}

/* Grouped by the rules, in the order of their table. */
static void
print_evidence(const SgGraph *graph, SgRun run)
{
	for (int rule = 0; rule < SG_N_RULES; rule++) {
		bool first = true;
		for (uint32_t i = run.first; i < run.first + run.count; i++) {
			const SgEvidence *evidence = sg_graph_evidence(graph, i);
			if (strcmp(evidence->rule, sg_rules[rule].name) != 0)
				continue;
			if (first)
				printf("  %s: %s\n", sg_rules[rule].name, sg_rules[rule].reason);
			first = false;
			print_line(graph, evidence);
		}
	}
}

static SgRun
evidence_of(const SgGraph *graph, SgRef ref)
{
	size_t i = sg_ref_index(graph, ref);
	switch (sg_ref_sort(graph, ref)) {
	case SG_SORT_DOCUMENT:
		return sg_graph_document(graph, i)->evidence;
	case SG_SORT_SECTION:
		return sg_graph_section(graph, i)->evidence;
	case SG_SORT_EXAMPLE:
		return sg_graph_example(graph, i)->evidence;
	case SG_SORT_ENTITY:
	case SG_N_SORTS:
		break;
	}
	return sg_graph_entity(graph, i)->evidence;
}

static const SgEntity *
entity_of(const SgGraph *graph, SgRef ref)
{
	return sg_ref_sort(graph, ref) == SG_SORT_ENTITY
		   ? sg_graph_entity(graph, sg_ref_index(graph, ref))
		   : NULL;
}

static void
print_merge(const SgGraph *graph, const SgMerge *merge)
{
	const SgRuleInfo *rule = sg_rule_find(merge->rule);
	g_autofree char *name = sg_text_escape_controls(merge->name);
	printf("  also '%s', by %s: %s\n", name, merge->rule, rule ? rule->reason : "");
	print_line(graph, sg_graph_evidence(graph, merge->evidence));
}

static void
print_heading(const SgGraph *graph, SgRef ref)
{
	const SgEntity *entity = entity_of(graph, ref);
	g_autofree char *label = sg_text_escape_controls(sg_ref_label(graph, ref));
	printf("%s: '%s'", sg_ref_id(graph, ref), label);
	if (entity)
		printf(", in %u document%s, rank %.3f", entity->documents,
		       entity->documents == 1 ? "" : "s", entity->rank);
	if (entity && entity->topic != SG_NONE)
		printf(", topic '%s'", sg_graph_topic(graph, entity->topic)->label);
	putchar('\n');
}

static void
explain_one(const SgGraph *graph, SgRef ref)
{
	print_heading(graph, ref);
	print_evidence(graph, evidence_of(graph, ref));
	const SgEntity *entity = entity_of(graph, ref);
	for (uint32_t i = 0; entity && i < entity->merges.count; i++)
		print_merge(graph, sg_graph_merge(graph, entity->merges.first + i));
}

/* Why a name is one of the entity's. */
static void
explain_name(const Question *question, const SgEntity *entity, const char *name)
{
	const SgGraph *graph = question->graph;
	if (strcmp(entity->label, name) == 0 || strcmp(entity->id, name) == 0)
		return;
	for (uint32_t i = 0; i < entity->merges.count; i++) {
		const SgMerge *merge = sg_graph_merge(graph, entity->merges.first + i);
		if (strcmp(merge->name, name) == 0) {
			print_merge(graph, merge);
			return;
		}
	}
	const SgKnown *known = sg_vocabulary_find(question->vocabulary, name, SG_N_KINDS);
	if (known && strcmp(known->label, entity->label) == 0)
		printf("  also '%s': the vocabulary pack '%s' says so\n", name, known->pack);
	else
		printf("  also '%s', by %s: %s\n", name, sg_rules[SG_RULE_SPELLING].name,
		       sg_rules[SG_RULE_SPELLING].reason);
}

static size_t
explain_edges(const SgGraph *graph, SgRef a, SgRef b)
{
	size_t found = 0;
	size_t count = 0;
	const uint32_t *edges = sg_graph_edges_from(graph, a, &count);
	for (size_t i = 0; i < count; i++) {
		const SgEdge *edge = sg_graph_edge(graph, edges[i]);
		if (edge->target != b)
			continue;
		found++;
		printf("%s %s %s, weight %.3g\n", sg_ref_id(graph, a),
		       sg_edge_type_name(edge->type), sg_ref_id(graph, b), edge->weight);
		print_evidence(graph, edge->evidence);
	}
	return found;
}

static size_t
explain_overlap(const SgGraph *graph, SgRef a, SgRef b)
{
	for (size_t i = 0; i < sg_graph_n_overlaps(graph); i++) {
		const SgOverlap *o = sg_graph_overlap(graph, i);
		if (o->a != MIN(a, b) || o->b != MAX(a, b))
			continue;
		printf("%s and %s: %s\n", sg_ref_id(graph, o->a), sg_ref_id(graph, o->b),
		       sg_verdict_name(o->verdict));
		printf(
		    "  they share %.0f of 100 word groups; %.0f of the first, %.0f of the second\n",
		    100 * o->jaccard, 100 * o->containment_a, 100 * o->containment_b);
		for (uint32_t k = 0; k < o->passages.count; k++) {
			const SgPassage *p = sg_graph_passage(graph, o->passages.first + k);
			printf("    lines %u-%u and %u-%u, %.0f of 100 alike\n", p->a_line,
			       p->a_end, p->b_line, p->b_end, 100 * p->similarity);
		}
		return 1;
	}
	return 0;
}

static void
explain_two(const Question *question, char *const *names, SgRef a, SgRef b)
{
	const SgGraph *graph = question->graph;
	const SgEntity *entity = entity_of(graph, a);
	if (a == b) {
		printf("one thing, ");
		print_heading(graph, a);
		for (int i = 0; entity && i < 2; i++)
			explain_name(question, entity, names[i]);
		return;
	}
	print_heading(graph, a);
	print_heading(graph, b);
	size_t found =
	    explain_edges(graph, a, b) + explain_edges(graph, b, a) + explain_overlap(graph, a, b);
	if (found == 0)
		puts("two things that nothing ties");
}

/* names: one or two. */
static bool
explain(const SgRunOptions *options, char **names, int n_names, char **roots, GError **error)
{
	g_autoptr(SgPipeline) pipeline = sg_pipeline_open(options, roots, error);
	g_autoptr(SgGraph) graph = pipeline ? sg_pipeline_graph(pipeline, error) : NULL;
	if (!graph)
		return false;
	Question question = {graph, pipeline->vocabulary};
	SgRef refs[2];
	for (int i = 0; i < n_names; i++) {
		refs[i] = find_node(&question, names[i]);
		if (refs[i] == SG_NONE)
			return sg_fail(error, SG_ERROR_USAGE, "why: nothing is called '%s'",
				       names[i]);
	}
	if (n_names == 1)
		explain_one(graph, refs[0]);
	else
		explain_two(&question, names, refs[0], refs[1]);
	return true;
}

static SgExit
run_why(int argc, char **argv, GError **error)
{
	SgRunOptions options = SG_RUN_DEFAULTS;
	const GOptionEntry entries[] = {SG_RUN_ENTRIES(options), {0}};
	SgExit status = SG_EXIT_FAILED;
	if (sg_command_parse(&sg_command_why, entries, &argc, &argv, error)) {
		/* What is a file or folder is a source, never a second name. */
		bool two = argc > 3 && !g_file_test(argv[2], G_FILE_TEST_EXISTS);
		if (argc < 3)
			sg_fail(error, SG_ERROR_USAGE, "why: a name and a source are needed");
		else if (explain(&options, argv + 1, two ? 2 : 1, argv + (two ? 3 : 2), error))
			status = SG_EXIT_OK;
	}
	sg_run_options_clear(&options);
	return status;
}

const SgCommand sg_command_why = {
    "why",
    "A [B] SOURCES...",
    "print every rule and line behind a thing, or behind what ties two",
    run_why,
};
