/* SPDX-License-Identifier: MIT */
#include "model/graph.h"

#include "base/parallel.h"

#include <string.h>

/* The invariants of graph.h in the order in which they are stated there. */

typedef struct {
	const SgGraph *graph;
	GString *report;
	size_t faults;
} Checker;

#define MAX_REPORTED 10 /* of one check */

static void
blame(Checker *checker, const char *what, const char *id)
{
	if (checker->faults < MAX_REPORTED)
		g_string_append_printf(checker->report, "%s: %s\n", id, what);
	checker->faults++;
}

static uint32_t
count_refs(const SgGraph *graph)
{
	return (uint32_t)(sg_graph_n_documents(graph) + sg_graph_n_sections(graph) +
			  sg_graph_n_examples(graph) + sg_graph_n_entities(graph));
}

static guint
hash_folded(gconstpointer id)
{
	guint hash = 5381;
	for (const char *c = id; *c; c++)
		hash = hash * 33 + (guchar)g_ascii_tolower(*c);
	return hash;
}

static gboolean
equal_folded(gconstpointer a, gconstpointer b)
{
	return g_ascii_strcasecmp(a, b) == 0;
}

static void
check_ids(Checker *checker)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(hash_folded, equal_folded);
	SgSort last_sort = SG_SORT_DOCUMENT;
	const char *last = NULL;
	for (SgRef ref = 0; ref < count_refs(checker->graph); ref++) {
		const char *id = sg_ref_id(checker->graph, ref);
		SgSort sort = sg_ref_sort(checker->graph, ref);
		if (last && sort == last_sort && strcmp(last, id) >= 0)
			blame(checker, "ids are not sorted", id);
		if (!g_hash_table_add(seen, (gpointer)id))
			blame(checker, "id is not unique after case folding", id);
		last = id;
		last_sort = sort;
	}
	for (size_t i = 1; i < sg_graph_n_edges(checker->graph); i++) {
		const char *id = sg_graph_edge(checker->graph, i)->id;
		if (strcmp(sg_graph_edge(checker->graph, i - 1)->id, id) >= 0)
			blame(checker, "edge ids are not sorted or not unique", id);
	}
}

static bool
run_fits(SgRun run, size_t count)
{
	return run.first <= count && run.count <= count - run.first;
}

static bool
refs_fit(Checker *checker, SgRun run, SgSort sort)
{
	if (!run_fits(run, sg_graph_n_refs(checker->graph)))
		return false;
	for (uint32_t i = run.first; i < run.first + run.count; i++) {
		SgRef ref = *sg_graph_refs(checker->graph, i);
		if (ref >= count_refs(checker->graph) ||
		    (sort != SG_N_SORTS && sg_ref_sort(checker->graph, ref) != sort))
			return false;
	}
	return true;
}

static bool
ref_fits(Checker *checker, SgRef ref, SgSort sort)
{
	return ref == SG_NONE ||
	       (ref < count_refs(checker->graph) && sg_ref_sort(checker->graph, ref) == sort);
}

static bool
topic_fits(Checker *checker, uint32_t topic)
{
	return topic == SG_NONE || topic < sg_graph_n_topics(checker->graph);
}

static bool
rank_fits(double rank)
{
	return rank >= 0 && rank <= 1;
}

static void
check_proof(Checker *checker, SgRun evidence, const char *id)
{
	if (evidence.count == 0)
		blame(checker, "no evidence", id);
	if (!run_fits(evidence, sg_graph_n_evidence(checker->graph)))
		blame(checker, "evidence out of range", id);
}

static void
check_documents(Checker *checker)
{
	for (size_t i = 0; i < sg_graph_n_documents(checker->graph); i++) {
		const SgGraphDocument *doc = sg_graph_document(checker->graph, i);
		check_proof(checker, doc->evidence, doc->id);
		if (!rank_fits(doc->rank) || !topic_fits(checker, doc->topic))
			blame(checker, "rank or topic", doc->id);
		if (!ref_fits(checker, doc->rendition_of, SG_SORT_DOCUMENT) ||
		    !ref_fits(checker, doc->copy_of, SG_SORT_DOCUMENT) ||
		    !ref_fits(checker, doc->derived_from, SG_SORT_DOCUMENT) ||
		    !refs_fit(checker, doc->variants, SG_SORT_DOCUMENT))
			blame(checker, "reference to another document", doc->id);
		if (!run_fits(doc->sections, sg_graph_n_sections(checker->graph)) ||
		    !run_fits(doc->mentions, sg_graph_n_mentions(checker->graph)))
			blame(checker, "sections or mentions out of range", doc->id);
		if (strncmp(doc->id, "document/", 9) != 0)
			blame(checker, "form of a document's id", doc->id);
	}
}

static void
check_mentions_of(Checker *checker, const SgGraphDocument *doc)
{
	if (!run_fits(doc->mentions, sg_graph_n_mentions(checker->graph)))
		return;
	for (uint32_t i = doc->mentions.first; i < doc->mentions.first + doc->mentions.count; i++) {
		const SgMention *mention = sg_graph_mention(checker->graph, i);
		if (mention->node >= doc->facts->n_nodes ||
		    !ref_fits(checker, mention->entity, SG_SORT_ENTITY) ||
		    mention->entity == SG_NONE) {
			blame(checker, "mention of nothing", doc->id);
			continue;
		}
		size_t length =
		    strlen(sg_facts_str(doc->facts, doc->facts->nodes[mention->node].text));
		if (mention->length == 0 || mention->at > length ||
		    mention->length > length - mention->at)
			blame(checker, "mention outside its text", doc->id);
	}
}

static void
check_mentions(Checker *checker)
{
	for (size_t i = 0; i < sg_graph_n_documents(checker->graph); i++)
		check_mentions_of(checker, sg_graph_document(checker->graph, i));
}

static void
check_sections(Checker *checker)
{
	for (size_t i = 0; i < sg_graph_n_sections(checker->graph); i++) {
		const SgGraphSection *section = sg_graph_section(checker->graph, i);
		check_proof(checker, section->evidence, section->id);
		if (section->document >= sg_graph_n_documents(checker->graph) ||
		    section->section >=
			sg_graph_document(checker->graph, section->document)->facts->n_sections ||
		    !ref_fits(checker, section->parent, SG_SORT_SECTION))
			blame(checker, "section of nothing", section->id);
	}
}

static void
check_examples(Checker *checker)
{
	for (size_t i = 0; i < sg_graph_n_examples(checker->graph); i++) {
		const SgGraphExample *example = sg_graph_example(checker->graph, i);
		check_proof(checker, example->evidence, example->id);
		if (example->document >= sg_graph_n_documents(checker->graph) ||
		    example->code >=
			sg_graph_document(checker->graph, example->document)->facts->n_codes)
			blame(checker, "example of nothing", example->id);
	}
}

static void
check_statements(Checker *checker, const SgEntity *entity)
{
	if (!run_fits(entity->statements, sg_graph_n_statements(checker->graph))) {
		blame(checker, "statements out of range", entity->id);
		return;
	}
	for (uint32_t i = 0; i < entity->statements.count; i++) {
		const SgGraphStatement *s =
		    sg_graph_statement(checker->graph, entity->statements.first + i);
		if (s->says >= SG_N_SAYS || s->evidence >= sg_graph_n_evidence(checker->graph) ||
		    !refs_fit(checker, s->examples, SG_SORT_EXAMPLE) ||
		    !refs_fit(checker, s->targets, SG_N_SORTS))
			blame(checker, "statement", entity->id);
	}
}

static void
check_entities(Checker *checker)
{
	for (size_t i = 0; i < sg_graph_n_entities(checker->graph); i++) {
		const SgEntity *entity = sg_graph_entity(checker->graph, i);
		check_proof(checker, entity->evidence, entity->id);
		check_statements(checker, entity);
		if (entity->kind >= SG_N_KINDS || *entity->label == '\0')
			blame(checker, "kind or label", entity->id);
		else if (!g_str_has_prefix(entity->id, sg_kind_name(entity->kind)))
			blame(checker, "id of another kind", entity->id);
		if (!rank_fits(entity->rank) || !topic_fits(checker, entity->topic))
			blame(checker, "rank or topic", entity->id);
		if (!run_fits(entity->aliases, sg_graph_n_aliases(checker->graph)) ||
		    !run_fits(entity->merges, sg_graph_n_merges(checker->graph)))
			blame(checker, "aliases or merges out of range", entity->id);
	}
}

static void
check_edges(Checker *checker)
{
	uint32_t n_refs = count_refs(checker->graph);
	for (SgRef ref = 0; ref < n_refs; ref++) {
		size_t count;
		const uint32_t *edges = sg_graph_edges_from(checker->graph, ref, &count);
		const SgEdge *last = NULL;
		for (size_t i = 0; i < count; i++) {
			const SgEdge *edge = sg_graph_edge(checker->graph, edges[i]);
			if (last && last->type == edge->type && last->target == edge->target)
				blame(checker, "second edge of one type between two nodes",
				      edge->id);
			last = edge;
		}
	}
	for (size_t i = 0; i < sg_graph_n_edges(checker->graph); i++) {
		const SgEdge *edge = sg_graph_edge(checker->graph, i);
		check_proof(checker, edge->evidence, edge->id);
		if (edge->source >= n_refs || edge->target >= n_refs ||
		    edge->source == edge->target || edge->type >= SG_N_EDGE_TYPES ||
		    !(edge->weight >= 0))
			blame(checker, "edge's end, type or weight", edge->id);
	}
}

static void
check_evidence(Checker *checker)
{
	for (size_t i = 0; i < sg_graph_n_evidence(checker->graph); i++) {
		const SgEvidence *evidence = sg_graph_evidence(checker->graph, i);
		if (evidence->document >= sg_graph_n_documents(checker->graph)) {
			blame(checker, "evidence in no document", evidence->rule);
			continue;
		}
		const SgGraphDocument *doc = sg_graph_document(checker->graph, evidence->document);
		SgSpan span = evidence->span;
		uint32_t text_length = doc->facts->record->text_length;
		if (span.line < 1 || span.line > span.end_line ||
		    span.end_line > MAX(doc->facts->n_lines, 1) || span.at > text_length ||
		    span.length > text_length - span.at)
			blame(checker, "passage outside the text", doc->id);
		else if (doc->facts->n_lines > 0 && span.at < doc->facts->lines[span.line - 1])
			blame(checker, "passage before its line", doc->id);
		if (evidence->role >= SG_N_ROLES || evidence->confidence > 100 || !evidence->rule)
			blame(checker, "role, confidence or rule", doc->id);
	}
}

static void
check_files(Checker *checker)
{
	size_t n_documents = sg_graph_n_documents(checker->graph);
	for (size_t i = 0; i < sg_graph_n_files(checker->graph); i++) {
		const SgGraphFile *file = sg_graph_file(checker->graph, i);
		if (i > 0 && strcmp(sg_graph_file(checker->graph, i - 1)->path, file->path) >= 0)
			blame(checker, "files are not sorted or not unique", file->path);
		if ((file->skill != SG_NONE && file->skill >= n_documents) ||
		    (*file->digest != '\0') != (file->file != NULL) ||
		    (file->file && file->picture == SG_PICTURE_NONE))
			blame(checker, "skill, digest or picture of a file", file->path);
	}
}

static bool
link_fits(const Checker *checker, const SgGraphLink *link)
{
	const SgGraph *graph = checker->graph;
	if (link->document == SG_NONE)
		return link->file < sg_graph_n_files(graph);
	if (link->document >= sg_graph_n_documents(graph) || link->file != SG_NONE)
		return false;
	const SgFacts *facts = sg_graph_document(graph, link->document)->facts;
	return (link->section == SG_NONE || link->section < facts->n_sections) &&
	       link->line <= facts->n_lines;
}

static void
check_links(Checker *checker)
{
	for (size_t i = 0; i < sg_graph_n_documents(checker->graph); i++) {
		const SgGraphDocument *doc = sg_graph_document(checker->graph, i);
		if (!run_fits(doc->links, sg_graph_n_links(checker->graph))) {
			blame(checker, "links out of range", doc->id);
			continue;
		}
		uint32_t least = 0;
		for (uint32_t k = 0; k < doc->links.count; k++) {
			const SgGraphLink *link =
			    sg_graph_link(checker->graph, doc->links.first + k);
			if (link->node < least || link->node >= doc->facts->n_nodes ||
			    !link_fits(checker, link))
				blame(checker, "order or end of a link", doc->id);
			least = link->node + 1;
		}
	}
}

static void
check_overlaps(Checker *checker)
{
	size_t n_documents = sg_graph_n_documents(checker->graph);
	for (size_t i = 0; i < sg_graph_n_overlaps(checker->graph); i++) {
		const SgOverlap *overlap = sg_graph_overlap(checker->graph, i);
		if (overlap->a >= overlap->b || overlap->b >= n_documents ||
		    overlap->verdict >= SG_N_VERDICTS ||
		    !run_fits(overlap->passages, sg_graph_n_passages(checker->graph)) ||
		    !run_fits(overlap->differences, sg_graph_n_differences(checker->graph)))
			blame(checker, "pair of documents", "overlaps");
	}
	for (size_t i = 0; i < sg_graph_n_clusters(checker->graph); i++) {
		const SgCluster *cluster = sg_graph_cluster(checker->graph, i);
		if (cluster->canonical >= n_documents ||
		    !refs_fit(checker, cluster->members, SG_SORT_DOCUMENT))
			blame(checker, "members", cluster->id);
	}
	for (size_t i = 0; i < sg_graph_n_conflicts(checker->graph); i++) {
		const SgConflict *conflict = sg_graph_conflict(checker->graph, i);
		if (conflict->sides.count < 2 ||
		    !run_fits(conflict->sides, sg_graph_n_evidence(checker->graph)))
			blame(checker, "sides of a conflict", conflict->subject);
	}
	for (size_t i = 0; i < sg_graph_n_topics(checker->graph); i++) {
		const SgTopic *topic = sg_graph_topic(checker->graph, i);
		if (!refs_fit(checker, topic->members, SG_SORT_ENTITY))
			blame(checker, "members", topic->id);
	}
}

/* In the order of graph.h. Each looks at all that it needs by itself. */
static void (*const checks[])(Checker *checker) = {
    check_ids,      check_documents, check_sections, check_examples, check_entities, check_edges,
    check_evidence, check_overlaps,  check_files,    check_links,    check_mentions,
};

static void
run_checks(SgTurns *turns, void *data)
{
	Checker *checkers = data;
	for (size_t i; sg_turns_next(turns, &i);)
		checks[i](&checkers[i]);
}

size_t
sg_graph_check(const SgGraph *graph, GString *report)
{
	Checker checkers[G_N_ELEMENTS(checks)];
	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
		checkers[i] = (Checker){.graph = graph, .report = g_string_new(NULL)};
	sg_parallel_run(G_N_ELEMENTS(checks), 1, run_checks, checkers);
	size_t faults = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
		if (report && faults < MAX_REPORTED)
			g_string_append(report, checkers[i].report->str);
		faults += checkers[i].faults;
		g_string_free(checkers[i].report, TRUE);
	}
	return faults;
}
