/* SPDX-License-Identifier: MIT */
#include "emit/export/records.h"

#include <string.h>

static void
word(SgSink *sink, const char *name, const char *text)
{
	sink->ops->word(sink, name, text);
}

static void
integer(SgSink *sink, const char *name, int64_t value)
{
	sink->ops->integer(sink, name, value);
}

static void
real(SgSink *sink, const char *name, double value)
{
	sink->ops->real(sink, name, value);
}

static void
text(SgSink *sink, const char *name, const char *string)
{
	sink->ops->text(sink, name, string, strlen(string));
}

static void
end(SgSink *sink)
{
	sink->ops->end(sink);
}

static void
ref(SgSink *sink, const char *name, const SgGraph *graph, SgRef value)
{
	word(sink, name, value == SG_NONE ? NULL : sg_ref_id(graph, value));
}

/* Ids of a run of refs. */
static void
refs(SgSink *sink, const char *name, const char *item, const SgGraph *graph, SgRun run)
{
	sink->ops->begin_list(sink, name, item);
	for (uint32_t i = 0; i < run.count; i++)
		ref(sink, NULL, graph, *sg_graph_refs(graph, run.first + i));
	end(sink);
}

static void
topic(SgSink *sink, const SgGraph *graph, uint32_t index)
{
	word(sink, "topic", index == SG_NONE ? NULL : sg_graph_topic(graph, index)->id);
}

static void
evidence(SgSink *sink, const char *name, const SgGraph *graph, uint32_t index)
{
	const SgEvidence *record = sg_graph_evidence(graph, index);
	size_t length = 0;
	const char *quote = sg_graph_quote(graph, record, &length);
	sink->ops->begin_record(sink, name);
	word(sink, "document", sg_graph_document(graph, record->document)->id);
	integer(sink, "line", record->span.line);
	integer(sink, "end_line", record->span.end_line);
	word(sink, "role", sg_role_name(record->role));
	word(sink, "rule", record->rule);
	real(sink, "confidence", record->confidence / 100.0);
	sink->ops->text(sink, "quote", quote, length);
	end(sink);
}

static void
proofs(SgSink *sink, const SgGraph *graph, SgRun run)
{
	sink->ops->begin_list(sink, "evidence", "evidence");
	for (uint32_t i = 0; i < run.count; i++)
		evidence(sink, NULL, graph, run.first + i);
	end(sink);
}

/* Keys that have a place of their own in the record. */
static bool
is_promoted(const char *key)
{
	static const char *const promoted[] = {"name", "title", "description", "tags"};
	for (size_t i = 0; i < G_N_ELEMENTS(promoted); i++) {
		if (strcmp(key, promoted[i]) == 0)
			return true;
	}
	return false;
}

/* As YAML's older and newer rules have it. */
static bool
is_true(const char *written)
{
	static const char *const words[] = {"true", "yes", "on", "y"};
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(written, words[i]) == 0)
			return true;
	}
	return false;
}

static void
meta_value(SgSink *sink, const SgFacts *facts, const SgMeta *meta)
{
	const char *value = sg_facts_str(facts, meta->value);
	if (meta->type == SG_META_BOOL)
		value = is_true(value) ? "true" : "false";
	sink->ops->meta(sink, sg_facts_str(facts, meta->key), meta->type, value);
}

/* The front matter from first to last, one level and all below it. The reader bounds the depth; a
 * stack of ends keeps this from depending on it. */
static void
metadata(SgSink *sink, const SgFacts *facts)
{
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	sink->ops->begin_record(sink, "metadata");
	for (uint32_t i = 0; i < facts->n_metas; i++) {
		const SgMeta *meta = &facts->metas[i];
		const char *key = sg_facts_str(facts, meta->key);
		while (ends->len > 0 && g_array_index(ends, uint32_t, ends->len - 1) <= i) {
			end(sink);
			g_array_set_size(ends, ends->len - 1);
		}
		if (ends->len == 0 && is_promoted(key)) {
			i = meta->end - 1;
		} else if (meta->type == SG_META_LIST || meta->type == SG_META_MAP) {
			sink->ops->begin_meta(sink, key, meta->type);
			g_array_append_val(ends, meta->end);
		} else {
			meta_value(sink, facts, meta);
		}
	}
	for (uint32_t i = 0; i <= ends->len; i++)
		end(sink);
}

static void
host_record(const SgFacts *facts, const SgHostRecord *host, SgSink *sink)
{
	sink->ops->begin_record(sink, NULL);
	word(sink, "host", sg_host_info(host->host)->name);
	word(sink, "verdict", sg_host_verdict_name(host->verdict));
	text(sink, "why", sg_facts_str(facts, host->why));
	end(sink);
}

void
sg_record_document(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgGraphDocument *document = sg_graph_document(graph, i);
	const SgFacts *facts = document->facts;
	const SgDocRecord *record = facts->record;
	sink->ops->begin_record(sink, NULL);
	word(sink, "id", document->id);
	word(sink, "type", sg_doc_type_name(record->type));
	word(sink, "dialect", sg_facts_str(facts, record->dialect));
	word(sink, "syntax", sg_doc_syntax_name(record->syntax));
	word(sink, "digest", sg_facts_str(facts, record->digest));
	integer(sink, "bytes", record->bytes);
	integer(sink, "lines", record->n_lines);
	integer(sink, "words", facts->sketch->n_words);
	integer(sink, "tokens", record->tokens);
	integer(sink, "description_tokens", record->description_tokens);
	integer(sink, "body_tokens", record->body_tokens);
	real(sink, "rank", document->rank);
	topic(sink, graph, document->topic);
	ref(sink, "rendition_of", graph, document->rendition_of);
	ref(sink, "copy_of", graph, document->copy_of);
	ref(sink, "derived_from", graph, document->derived_from);
	text(sink, "path", sg_facts_str(facts, record->path));
	text(sink, "name", sg_facts_str(facts, record->name));
	text(sink, "title", sg_facts_str(facts, record->title));
	text(sink, "description", sg_facts_str(facts, record->description));
	sink->ops->begin_list(sink, "tags", "tag");
	for (uint32_t t = 0; t < facts->n_tags; t++)
		text(sink, NULL, sg_facts_str(facts, facts->tags[t].text));
	end(sink);
	metadata(sink, facts);
	refs(sink, "variants", "variant", graph, document->variants);
	sink->ops->begin_list(sink, "hosts", "host");
	for (uint32_t h = 0; h < facts->n_hosts; h++)
		host_record(facts, &facts->hosts[h], sink);
	end(sink);
	proofs(sink, graph, document->evidence);
	end(sink);
}

static void
section_record(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgGraphSection *section = sg_graph_section(graph, i);
	const SgGraphDocument *document = sg_graph_document(graph, section->document);
	const SgSection *record = &document->facts->sections[section->section];
	sink->ops->begin_record(sink, NULL);
	word(sink, "id", section->id);
	word(sink, "document", document->id);
	ref(sink, "parent", graph, section->parent);
	integer(sink, "level", record->level);
	integer(sink, "line", record->span.line);
	integer(sink, "end_line", record->end_line);
	sink->ops->boolean(sink, "inferred", record->inferred != 0);
	text(sink, "title", sg_facts_str(document->facts, record->title));
	proofs(sink, graph, section->evidence);
	end(sink);
}

static void
example_record(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgGraphExample *example = sg_graph_example(graph, i);
	const SgFacts *facts = sg_graph_document(graph, example->document)->facts;
	const SgCode *code = &facts->codes[example->code];
	sink->ops->begin_record(sink, NULL);
	word(sink, "id", example->id);
	word(sink, "language", sg_facts_str(facts, code->language));
	sink->ops->boolean(sink, "inferred", code->inferred != 0);
	word(sink, "digest", sg_facts_str(facts, code->digest));
	text(sink, "text", sg_facts_str(facts, code->text));
	proofs(sink, graph, example->evidence);
	end(sink);
}

static void
statement_record(const SgGraph *graph, uint32_t i, SgSink *sink)
{
	const SgGraphStatement *statement = sg_graph_statement(graph, i);
	sink->ops->begin_record(sink, NULL);
	word(sink, "role", sg_says_name(statement->says));
	integer(sink, "order", statement->order);
	text(sink, "text", statement->text);
	refs(sink, "examples", "example", graph, statement->examples);
	refs(sink, "targets", "target", graph, statement->targets);
	evidence(sink, "evidence", graph, statement->evidence);
	end(sink);
}

static void
merge_record(const SgGraph *graph, uint32_t i, SgSink *sink)
{
	const SgMerge *merge = sg_graph_merge(graph, i);
	sink->ops->begin_record(sink, NULL);
	word(sink, "rule", merge->rule);
	text(sink, "name", merge->name);
	evidence(sink, "evidence", graph, merge->evidence);
	end(sink);
}

void
sg_record_entity(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgEntity *entity = sg_graph_entity(graph, i);
	sink->ops->begin_record(sink, NULL);
	word(sink, "id", entity->id);
	word(sink, "kind", sg_kind_name(entity->kind));
	word(sink, "facet", entity->facet);
	word(sink, "url", entity->url);
	real(sink, "rank", entity->rank);
	topic(sink, graph, entity->topic);
	integer(sink, "documents", entity->documents);
	text(sink, "label", entity->label);
	sink->ops->begin_list(sink, "aliases", "alias");
	for (uint32_t a = 0; a < entity->aliases.count; a++)
		text(sink, NULL, *sg_graph_alias(graph, entity->aliases.first + a));
	end(sink);
	sink->ops->begin_list(sink, "statements", "statement");
	for (uint32_t s = 0; s < entity->statements.count; s++)
		statement_record(graph, entity->statements.first + s, sink);
	end(sink);
	sink->ops->begin_list(sink, "merges", "merge");
	for (uint32_t m = 0; m < entity->merges.count; m++)
		merge_record(graph, entity->merges.first + m, sink);
	end(sink);
	proofs(sink, graph, entity->evidence);
	end(sink);
}

/* The parts of "^1.2, >=2, <3": a bound from above belongs to the part before it. */
static void
requirements(SgSink *sink, const char *name, const char *item, const char *joined)
{
	g_auto(GStrv) parts = g_strsplit(joined, ", ", -1);
	sink->ops->begin_list(sink, name, item);
	for (size_t i = 0; parts[i]; i++) {
		bool range = parts[i + 1] && *parts[i] == '>' && *parts[i + 1] == '<';
		g_autofree char *whole =
		    range ? g_strconcat(parts[i], ", ", parts[i + 1], NULL) : NULL;
		text(sink, NULL, range ? whole : parts[i]);
		i += range;
	}
	end(sink);
}

void
sg_record_edge(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgEdge *edge = sg_graph_edge(graph, i);
	sink->ops->begin_record(sink, NULL);
	word(sink, "id", edge->id);
	ref(sink, "source", graph, edge->source);
	ref(sink, "target", graph, edge->target);
	word(sink, "type", sg_edge_type_name(edge->type));
	real(sink, "weight", edge->weight);
	sink->ops->begin_record(sink, "attributes");
	if (*edge->versions)
		requirements(sink, "versions", "version", edge->versions);
	if (*edge->features)
		requirements(sink, "features", "feature", edge->features);
	end(sink);
	proofs(sink, graph, edge->evidence);
	end(sink);
}

static void
topic_record(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgTopic *record = sg_graph_topic(graph, i);
	sink->ops->begin_record(sink, NULL);
	word(sink, "id", record->id);
	text(sink, "label", record->label);
	refs(sink, "members", "member", graph, record->members);
	end(sink);
}

/* The words of a span; none where its side of a difference has nothing. */
static void
side(SgSink *sink, const char *name, const SgFacts *facts, SgSpan span)
{
	if (span.length == 0) {
		word(sink, name, NULL);
		return;
	}
	sink->ops->begin_record(sink, name);
	integer(sink, "line", span.line);
	integer(sink, "end_line", span.end_line);
	const char *words = sg_facts_passage(facts, span);
	sink->ops->text(sink, "text", words, sg_quote_length(words, span.length));
	end(sink);
}

static void
overlap_record(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgOverlap *overlap = sg_graph_overlap(graph, i);
	const SgFacts *a = sg_graph_document(graph, sg_ref_index(graph, overlap->a))->facts;
	const SgFacts *b = sg_graph_document(graph, sg_ref_index(graph, overlap->b))->facts;
	sink->ops->begin_record(sink, NULL);
	ref(sink, "a", graph, overlap->a);
	ref(sink, "b", graph, overlap->b);
	word(sink, "verdict", sg_verdict_name(overlap->verdict));
	real(sink, "jaccard", overlap->jaccard);
	real(sink, "containment_a", overlap->containment_a);
	real(sink, "containment_b", overlap->containment_b);
	real(sink, "score", overlap->score);
	sink->ops->begin_list(sink, "passages", "passage");
	for (uint32_t p = 0; p < overlap->passages.count; p++) {
		const SgPassage *passage = sg_graph_passage(graph, overlap->passages.first + p);
		sink->ops->begin_record(sink, NULL);
		sink->ops->range(sink, "a", passage->a_line, passage->a_end);
		sink->ops->range(sink, "b", passage->b_line, passage->b_end);
		real(sink, "similarity", passage->similarity);
		end(sink);
	}
	end(sink);
	sink->ops->begin_list(sink, "differences", "difference");
	for (uint32_t d = 0; d < overlap->differences.count; d++) {
		const SgDifference *difference =
		    sg_graph_difference(graph, overlap->differences.first + d);
		sink->ops->begin_record(sink, NULL);
		word(sink, "kind", difference->kind);
		side(sink, "a", a, difference->a);
		side(sink, "b", b, difference->b);
		end(sink);
	}
	end(sink);
	end(sink);
}

static void
cluster_record(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgCluster *cluster = sg_graph_cluster(graph, i);
	sink->ops->begin_record(sink, NULL);
	word(sink, "id", cluster->id);
	ref(sink, "canonical", graph, cluster->canonical);
	refs(sink, "members", "member", graph, cluster->members);
	end(sink);
}

static void
conflict_record(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgConflict *conflict = sg_graph_conflict(graph, i);
	sink->ops->begin_record(sink, NULL);
	word(sink, "kind", conflict->kind);
	text(sink, "subject", conflict->subject);
	sink->ops->begin_list(sink, "sides", "side");
	for (uint32_t s = 0; s < conflict->sides.count; s++) {
		uint32_t proof = conflict->sides.first + s;
		size_t length = 0;
		const char *quote = sg_graph_quote(graph, sg_graph_evidence(graph, proof), &length);
		sink->ops->begin_record(sink, NULL);
		sink->ops->text(sink, "text", quote, length);
		evidence(sink, "evidence", graph, proof);
		end(sink);
	}
	end(sink);
	end(sink);
}

static void
diagnostic_record(const SgGraph *graph, size_t i, SgSink *sink)
{
	const SgGraphDiag *diag = sg_graph_diag(graph, i);
	const SgDiagRule *rule = sg_diag_rule(diag->tag);
	sink->ops->begin_record(sink, NULL);
	word(sink, "document",
	     diag->document == SG_NONE ? NULL : sg_graph_document(graph, diag->document)->id);
	integer(sink, "line", diag->line);
	integer(sink, "column", diag->column);
	word(sink, "severity", sg_severity_name(rule->severity));
	word(sink, "tag", rule->name);
	g_autofree char *of_file =
	    diag->path ? g_strconcat(diag->path, ": ", diag->message, NULL) : NULL;
	text(sink, "message", of_file ? of_file : diag->message);
	end(sink);
}

typedef struct {
	const char *name, *item;
	size_t (*count)(const SgGraph *graph);
	void (*record)(const SgGraph *graph, size_t i, SgSink *sink);
} Array;

static void
write_array(const SgGraph *graph, const Array *array, SgSink *const *sinks, size_t n_sinks)
{
	for (size_t s = 0; s < n_sinks; s++)
		sinks[s]->ops->begin_array(sinks[s], array->name, array->item);
	size_t count = array->count(graph);
	for (size_t i = 0; i < count; i++)
		for (size_t s = 0; s < n_sinks; s++)
			array->record(graph, i, sinks[s]);
	for (size_t s = 0; s < n_sinks; s++)
		sinks[s]->ops->end_array(sinks[s]);
}

void
sg_records_write(const SgGraph *graph, SgSink *const *sinks, size_t n_sinks)
{
	static const Array arrays[] = {
	    {"documents", "document", sg_graph_n_documents, sg_record_document},
	    {"sections", "section", sg_graph_n_sections, section_record},
	    {"examples", "example", sg_graph_n_examples, example_record},
	    {"nodes", "node", sg_graph_n_entities, sg_record_entity},
	    {"edges", "edge", sg_graph_n_edges, sg_record_edge},
	    {"topics", "topic", sg_graph_n_topics, topic_record},
	    {"overlaps", "overlap", sg_graph_n_overlaps, overlap_record},
	    {"clusters", "cluster", sg_graph_n_clusters, cluster_record},
	    {"conflicts", "conflict", sg_graph_n_conflicts, conflict_record},
	    {"diagnostics", "diagnostic", sg_graph_n_diags, diagnostic_record},
	};
	for (size_t s = 0; s < n_sinks; s++)
		sinks[s]->ops->begin_graph(sinks[s]);
	for (size_t a = 0; a < G_N_ELEMENTS(arrays); a++)
		write_array(graph, &arrays[a], sinks, n_sinks);
	for (size_t s = 0; s < n_sinks; s++)
		sinks[s]->ops->end_graph(sinks[s]);
}
