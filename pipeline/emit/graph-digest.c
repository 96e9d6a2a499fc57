/* SPDX-License-Identifier: MIT */
#include "emit/graph-digest.h"

#include <string.h>

/* Bytes are digested in blocks, and the digests of the blocks at the end. */
#define BLOCK_BYTES ((size_t)1 << 20)

typedef struct {
	uint8_t *block;
	size_t length, room; /* of block */
	GString *digests;
} Sum;

static void
sum_flush(Sum *sum)
{
	SgDigest digest = sg_digest(sum->block, sum->length);
	g_string_append(sum->digests, digest.hex);
	sum->length = 0;
}

/* Millions of small pieces come by: no call for one that there is room for. */
static inline void
add(Sum *sum, const void *bytes, size_t length)
{
	if (sum->room - sum->length < length) {
		sum->room = sum->length + length + BLOCK_BYTES;
		sum->block = g_realloc(sum->block, sum->room);
	}
	memcpy(sum->block + sum->length, bytes, length);
	sum->length += length;
	if (sum->length >= BLOCK_BYTES)
		sum_flush(sum);
}

/* With its NUL, so that two strings are told from one; NULL differs from "". */
static void
add_text(Sum *sum, const char *text)
{
	add(sum, text ? "+" : "-", 1);
	if (text)
		add(sum, text, strlen(text) + 1);
}

/* Records are added member by member: what lies between members is undefined. */
#define ADD(sum, ...)                                     \
	do {                                              \
		const uint64_t numbers[] = {__VA_ARGS__}; \
		add(sum, numbers, sizeof(numbers));       \
	} while (0)

#define RUN(run)   (run).first, (run).count
#define SPAN(span) (span).line, (span).end_line, (span).at, (span).length

static uint64_t
bits(double number)
{
	uint64_t result;
	memcpy(&result, &number, sizeof(result));
	return result;
}

static void
add_documents(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_documents(graph); i++) {
		const SgGraphDocument *doc = sg_graph_document(graph, i);
		gsize length;
		const void *facts = g_bytes_get_data(doc->facts->bytes, &length);
		add_text(sum, doc->id);
		add_text(sum, sg_digest(facts, length).hex);
		ADD(sum, bits(doc->rank), doc->topic, doc->rendition_of, doc->copy_of,
		    doc->derived_from, RUN(doc->variants), RUN(doc->sections), RUN(doc->mentions),
		    RUN(doc->links), RUN(doc->evidence));
	}
}

static void
add_sections_and_examples(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_sections(graph); i++) {
		const SgGraphSection *section = sg_graph_section(graph, i);
		add_text(sum, section->id);
		ADD(sum, section->document, section->section, section->parent,
		    RUN(section->evidence));
	}
	for (size_t i = 0; i < sg_graph_n_examples(graph); i++) {
		const SgGraphExample *example = sg_graph_example(graph, i);
		add_text(sum, example->id);
		ADD(sum, example->document, example->code, RUN(example->evidence));
	}
}

static void
add_entities(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
		const SgEntity *entity = sg_graph_entity(graph, i);
		add_text(sum, entity->id);
		add_text(sum, entity->facet);
		add_text(sum, entity->label);
		add_text(sum, entity->url);
		ADD(sum, entity->kind, bits(entity->rank), entity->topic, entity->documents,
		    RUN(entity->aliases), RUN(entity->statements), RUN(entity->merges),
		    RUN(entity->evidence));
	}
	for (size_t i = 0; i < sg_graph_n_aliases(graph); i++)
		add_text(sum, *sg_graph_alias(graph, i));
}

static void
add_statements(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_statements(graph); i++) {
		const SgGraphStatement *statement = sg_graph_statement(graph, i);
		add_text(sum, statement->text);
		ADD(sum, statement->says, statement->order, RUN(statement->examples),
		    RUN(statement->targets), statement->evidence);
	}
	for (size_t i = 0; i < sg_graph_n_merges(graph); i++) {
		const SgMerge *merge = sg_graph_merge(graph, i);
		add_text(sum, merge->name);
		add_text(sum, merge->rule);
		ADD(sum, merge->evidence);
	}
}

static void
add_edges(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_edges(graph); i++) {
		const SgEdge *edge = sg_graph_edge(graph, i);
		add_text(sum, edge->id);
		add_text(sum, edge->versions);
		add_text(sum, edge->features);
		ADD(sum, edge->source, edge->target, edge->type, bits(edge->weight),
		    RUN(edge->evidence));
	}
}

static void
add_evidence(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_evidence(graph); i++) {
		const SgEvidence *evidence = sg_graph_evidence(graph, i);
		add_text(sum, evidence->rule);
		ADD(sum, evidence->document, SPAN(evidence->span), evidence->role,
		    evidence->confidence);
	}
	for (size_t i = 0; i < sg_graph_n_mentions(graph); i++) {
		const SgMention *mention = sg_graph_mention(graph, i);
		ADD(sum, mention->node, mention->at, mention->length, mention->entity);
	}
	for (size_t i = 0; i < sg_graph_n_refs(graph); i++)
		ADD(sum, *sg_graph_refs(graph, i));
}

/* Not where a file is to be copied from: that may change while its bytes are the same. */
static void
add_files(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_files(graph); i++) {
		const SgGraphFile *file = sg_graph_file(graph, i);
		add_text(sum, file->path);
		add_text(sum, file->digest);
		ADD(sum, file->bytes, file->skill, file->picture);
	}
	for (size_t i = 0; i < sg_graph_n_links(graph); i++) {
		const SgGraphLink *link = sg_graph_link(graph, i);
		ADD(sum, link->node, link->document, link->section, link->line, link->file);
	}
}

static void
add_topics(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_topics(graph); i++) {
		const SgTopic *topic = sg_graph_topic(graph, i);
		add_text(sum, topic->id);
		add_text(sum, topic->label);
		ADD(sum, RUN(topic->members));
	}
	for (size_t i = 0; i < sg_graph_n_clusters(graph); i++) {
		const SgCluster *cluster = sg_graph_cluster(graph, i);
		add_text(sum, cluster->id);
		ADD(sum, cluster->canonical, RUN(cluster->members));
	}
}

static void
add_overlaps(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_overlaps(graph); i++) {
		const SgOverlap *overlap = sg_graph_overlap(graph, i);
		ADD(sum, overlap->a, overlap->b, overlap->verdict, bits(overlap->jaccard),
		    bits(overlap->containment_a), bits(overlap->containment_b),
		    bits(overlap->score), RUN(overlap->passages), RUN(overlap->differences));
	}
	for (size_t i = 0; i < sg_graph_n_passages(graph); i++) {
		const SgPassage *passage = sg_graph_passage(graph, i);
		ADD(sum, passage->a_line, passage->a_end, passage->b_line, passage->b_end,
		    bits(passage->similarity));
	}
	for (size_t i = 0; i < sg_graph_n_differences(graph); i++) {
		const SgDifference *difference = sg_graph_difference(graph, i);
		add_text(sum, difference->kind);
		ADD(sum, SPAN(difference->a), SPAN(difference->b));
	}
}

static void
add_findings(Sum *sum, const SgGraph *graph)
{
	for (size_t i = 0; i < sg_graph_n_conflicts(graph); i++) {
		const SgConflict *conflict = sg_graph_conflict(graph, i);
		add_text(sum, conflict->kind);
		add_text(sum, conflict->subject);
		ADD(sum, RUN(conflict->sides));
	}
	for (size_t i = 0; i < sg_graph_n_diags(graph); i++) {
		const SgGraphDiag *diag = sg_graph_diag(graph, i);
		add_text(sum, diag->message);
		add_text(sum, diag->path);
		ADD(sum, diag->document, diag->tag, diag->line, diag->column);
	}
}

static void
add_pairs(Sum *sum, const GPtrArray *pairs)
{
	for (guint i = 0; pairs && i < pairs->len; i++) {
		const SgPair *pair = g_ptr_array_index(pairs, i);
		add_text(sum, pair->key);
		add_text(sum, pair->value);
	}
	add_text(sum, NULL);
}

/* The keys that are about pages; the others have had their effect on the graph. */
static void
add_config(Sum *sum, const SgConfig *config)
{
	const char *const texts[] = {config->title,    config->description, config->base_url,
				     config->language, config->logo,        config->accent,
				     config->footer,   config->edit_url};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		add_text(sum, texts[i]);
	add_pairs(sum, config->nav);
	add_pairs(sum, config->redirects);
}

SgDigest
sg_graph_digest(const SgGraph *graph, const SgConfig *config)
{
	static void (*const parts[])(Sum *,
				     const SgGraph *) = {add_documents, add_sections_and_examples,
							 add_entities,  add_statements,
							 add_edges,     add_evidence,
							 add_files,     add_topics,
							 add_overlaps,  add_findings};
	g_autoptr(GString) digests = g_string_new(NULL);
	Sum sum = {.digests = digests};
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		parts[i](&sum, graph);
	add_config(&sum, config);
	sum_flush(&sum);
	g_free(sum.block);
	return sg_digest(digests->str, digests->len);
}
