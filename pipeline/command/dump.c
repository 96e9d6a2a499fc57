/* SPDX-License-Identifier: MIT */
#include "command/command.h"
#include "command/stages.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Each stage's result as stable text, one record a line: for tests, for debugging, and as the
 * description of what a stage makes. Strings are shown between quotes, as g_strescape writes them
 * but with UTF-8 kept. */

static void
print_string(const char *label, const char *string)
{
	if (!*string)
		return;
	g_autofree char *clean = sg_text_escape_controls(string);
	printf(" %s\"%s\"", label, clean);
}

static void
print_quote(const SgFacts *facts, SgSpan span)
{
	g_autofree char *quote = sg_text_squash(sg_facts_passage(facts, span), span.length);
	printf(" [%u-%u]", span.line, span.end_line);
	print_string("", quote);
}

static void
print_indent(unsigned depth)
{
	printf("%*s", (int)(2 * depth + 2), "");
}

static void
print_header(const SgFacts *facts)
{
	const SgDocRecord *record = facts->record;
	printf("document/%s", sg_facts_str(facts, record->slug));
	print_string("path=", sg_facts_str(facts, record->path));
	printf(" type=%s dialect=%s syntax=%s lines=%u body=%u tokens=%u\n",
	       sg_doc_type_name(record->type), sg_facts_str(facts, record->dialect),
	       sg_doc_syntax_name(record->syntax), facts->n_lines, record->body_line,
	       record->tokens);
}

static void
print_metas(const SgFacts *facts)
{
	static const char *const types[] = {"string", "number", "bool", "null", "list", "map"};
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < facts->n_metas; i++) {
		const SgMeta *meta = &facts->metas[i];
		while (ends->len > 0 && g_array_index(ends, uint32_t, ends->len - 1) <= i)
			g_array_set_size(ends, ends->len - 1);
		print_indent(ends->len);
		printf("meta %u-%u %s", meta->line, meta->end_line, types[meta->type]);
		print_string("", sg_facts_str(facts, meta->key));
		print_string("= ", sg_facts_str(facts, meta->value));
		putchar('\n');
		g_array_append_val(ends, meta->end);
	}
}

static void
print_flags(unsigned flags)
{
	static const char *const names[] = {"tight",    "task",     "checked", "fenced",
					    "inferred", "unclosed", "residue"};
	for (unsigned bit = 0; bit < G_N_ELEMENTS(names); bit++)
		if (flags >> bit & 1)
			printf(" %s", names[bit]);
}

static void
print_tree(const SgFacts *facts)
{
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < facts->n_nodes; i++) {
		const SgNode *node = &facts->nodes[i];
		while (ends->len > 0 && g_array_index(ends, uint32_t, ends->len - 1) <= i)
			g_array_set_size(ends, ends->len - 1);
		print_indent(ends->len);
		printf("%s %u-%u", sg_node_kind_name(node->kind), node->line, node->end_line);
		if (node->level)
			printf(" level=%u", node->level);
		print_flags(node->flags);
		print_string("", sg_facts_str(facts, node->text));
		print_string("extra=", sg_facts_str(facts, node->extra));
		putchar('\n');
		g_array_append_val(ends, node->end);
	}
}

static void
print_diags(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_diags; i++) {
		const SgDiagRecord *diag = &facts->diags[i];
		g_autofree char *line =
		    sg_diag_format(sg_facts_str(facts, facts->record->path), diag->tag, diag->line,
				   diag->column, sg_facts_str(facts, diag->message));
		printf("  %s\n", line);
	}
}

static void
print_hosts(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_hosts; i++) {
		const SgHostRecord *host = &facts->hosts[i];
		printf("  host %s %s", sg_host_info(host->host)->name,
		       sg_host_verdict_name(host->verdict));
		print_string("", sg_facts_str(facts, host->why));
		putchar('\n');
	}
}

static void
dump_read(const SgFacts *facts)
{
	print_header(facts);
	print_string("  name=", sg_facts_str(facts, facts->record->name));
	print_string("title=", sg_facts_str(facts, facts->record->title));
	print_string("description=", sg_facts_str(facts, facts->record->description));
	putchar('\n');
	print_metas(facts);
	print_tree(facts);
	print_hosts(facts);
	print_diags(facts);
}

static void
print_sections(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_sections; i++) {
		const SgSection *section = &facts->sections[i];
		printf("  section %u-%u level=%u%s #%s", section->span.line, section->end_line,
		       section->level, section->inferred ? " inferred" : "",
		       sg_facts_str(facts, section->anchor));
		print_string("", sg_facts_str(facts, section->title));
		putchar('\n');
	}
}

static void
print_codes(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_codes; i++) {
		const SgCode *code = &facts->codes[i];
		printf("  code %u-%u %s%s %.12s", code->span.line, code->span.end_line,
		       sg_facts_str(facts, code->language), code->inferred ? " inferred" : "",
		       sg_facts_str(facts, code->digest));
		print_string("attributes=", sg_facts_str(facts, code->attributes));
		putchar('\n');
	}
}

static void
print_terms(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_terms; i++) {
		const SgTerm *term = &facts->terms[i];
		printf("  term %s", sg_kind_name(term->kind));
		print_string("", sg_facts_str(facts, term->label));
		print_string("alias=", sg_facts_str(facts, term->alias));
		print_string("facet=", sg_facts_str(facts, term->facet));
		printf(" %s %s %u%s", sg_role_name(term->role), sg_facts_str(facts, term->rule),
		       term->confidence, term->known ? " known" : "");
		print_quote(facts, term->span);
		putchar('\n');
	}
}

static void
print_statements(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_statements; i++) {
		const SgStatement *statement = &facts->statements[i];
		printf("  statement %s %u codes=%u", sg_says_name(statement->says),
		       statement->order, statement->code == SG_NONE ? 0 : statement->n_codes);
		print_string("of=", sg_facts_str(facts, facts->terms[statement->term].label));
		print_string("", sg_facts_str(facts, statement->text));
		print_quote(facts, statement->span);
		putchar('\n');
	}
}

static void
print_claims(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_claims; i++) {
		const SgClaim *claim = &facts->claims[i];
		const char *source = claim->source == SG_NONE
					 ? "document"
					 : sg_facts_str(facts, facts->terms[claim->source].label);
		printf("  claim");
		print_string("", source);
		printf(" %s", sg_edge_type_name(claim->type));
		print_string("", sg_facts_str(facts, facts->terms[claim->target].label));
		print_string("versions=", sg_facts_str(facts, claim->versions));
		print_string("features=", sg_facts_str(facts, claim->features));
		print_quote(facts, claim->span);
		putchar('\n');
	}
}

static void
dump_extract(const SgFacts *facts)
{
	print_header(facts);
	for (uint32_t i = 0; i < facts->n_tags; i++) {
		print_string("  tag ", sg_facts_str(facts, facts->tags[i].text));
		putchar('\n');
	}
	print_sections(facts);
	print_codes(facts);
	print_terms(facts);
	print_statements(facts);
	print_claims(facts);
}

static void
dump_overlaps(const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_overlaps(graph); i++) {
		const SgOverlap *overlap = sg_graph_overlap(graph, i);
		printf("%s %s %s jaccard=%.3f containment=%.3f,%.3f passages=%u differences=%u\n",
		       sg_verdict_name(overlap->verdict), sg_ref_id(graph, overlap->a),
		       sg_ref_id(graph, overlap->b), overlap->jaccard, overlap->containment_a,
		       overlap->containment_b, overlap->passages.count, overlap->differences.count);
	}
	for (size_t i = 0; i < sg_graph_n_clusters(graph); i++) {
		const SgCluster *cluster = sg_graph_cluster(graph, i);
		printf("%s canonical=%s members=%u\n", cluster->id,
		       sg_ref_id(graph, cluster->canonical), cluster->members.count);
	}
}

static void
dump_graph(const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		const SgEntity *entity = sg_graph_entity(graph, i);
		printf("%s", entity->id);
		print_string("", entity->label);
		print_string("facet=", entity->facet);
		for (uint32_t k = 0; k < entity->aliases.count; k++)
			print_string("alias=", *sg_graph_alias(graph, entity->aliases.first + k));
		printf(" documents=%u evidence=%u statements=%u rank=%.4f\n", entity->documents,
		       entity->evidence.count, entity->statements.count, entity->rank);
	}
	for (size_t i = 0; i < sg_graph_n_edges(graph); i++) {
		const SgEdge *edge = sg_graph_edge(graph, i);
		printf("%s %s %s %s weight=%.3f", edge->id, sg_ref_id(graph, edge->source),
		       sg_edge_type_name(edge->type), sg_ref_id(graph, edge->target), edge->weight);
		print_string("versions=", edge->versions);
		print_string("features=", edge->features);
		putchar('\n');
	}
	for (size_t i = 0; i < sg_graph_n_topics(graph); i++) {
		const SgTopic *topic = sg_graph_topic(graph, i);
		printf("%s members=%u\n", topic->id, topic->members.count);
	}
}

/* A stage has one of the two. */
typedef struct {
	const char *name;
	void (*facts)(const SgFacts *facts);
	void (*graph)(const SgGraph *graph);
} Stage;

static const Stage stages[] = {
    {"read", dump_read, NULL},
    {"extract", dump_extract, NULL},
    {"dedupe", NULL, dump_overlaps},
    {"graph", NULL, dump_graph},
};

static const Stage *
find_stage(const char *name, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
		if (name && strcmp(stages[i].name, name) == 0)
			return &stages[i];
	sg_fail(error, SG_ERROR_USAGE, "dump: the stage must be read, extract, dedupe or graph");
	return NULL;
}

static bool
dump(const Stage *stage, const SgRunOptions *options, char **roots, GError **error)
{
	g_autoptr(SgPipeline) pipeline = sg_pipeline_open(options, roots, error);
	if (!pipeline)
		return false;
	g_autoptr(SgGraph) graph = sg_pipeline_graph(pipeline, error);
	if (!graph)
		return false;
	if (stage->graph)
		stage->graph(graph);
	for (size_t i = 0; stage->facts && i < sg_graph_n_documents(graph); i++)
		stage->facts(sg_graph_document(graph, i)->facts);
	return true;
}

static SgExit
run_dump(int argc, char **argv, GError **error)
{
	SgRunOptions options = SG_RUN_DEFAULTS;
	const GOptionEntry entries[] = {SG_RUN_ENTRIES(options), {0}};
	SgExit status = SG_EXIT_FAILED;
	if (sg_command_parse(&sg_command_dump, entries, &argc, &argv, error)) {
		const Stage *stage = find_stage(argc > 1 ? argv[1] : NULL, error);
		if (stage && dump(stage, &options, argv + 2, error))
			status = SG_EXIT_OK;
	}
	sg_run_options_clear(&options);
	return status;
}

const SgCommand sg_command_dump = {
    "dump",
    "STAGE SOURCES...",
    "print what a stage makes: read, extract, dedupe or graph",
    run_dump,
};
