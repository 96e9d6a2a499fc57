/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/facts.h"
#include "model/picture.h"

/* The concept graph: four sorts of node (documents, sections, examples, entities), typed edges,
 * and evidence on each. Opaque and const after build. Every array is sorted by id. */

typedef struct SgGraph SgGraph;

/* A node of any sort: documents come first, then sections, examples, entities. */
typedef uint32_t SgRef;
typedef enum {
	SG_SORT_DOCUMENT,
	SG_SORT_SECTION,
	SG_SORT_EXAMPLE,
	SG_SORT_ENTITY,
	SG_N_SORTS
} SgSort;

/* A run of records of another array: of evidence, statements, aliases ... */
typedef struct {
	uint32_t first;
	uint32_t count;
} SgRun;

typedef struct {
	uint32_t document; /* index */
	SgSpan span;
	uint8_t role;       /* SgRole */
	uint8_t confidence; /* 0..100 */
	uint16_t reserved;
	const char *rule;
} SgEvidence;

typedef struct {
	const char *id; /* document/<slug> */
	const SgFacts *facts;
	double rank;
	uint32_t topic;                            /* index or SG_NONE */
	SgRef rendition_of, copy_of, derived_from; /* or SG_NONE */
	SgRun variants;                            /* of refs, see sg_graph_refs */
	SgRun sections; /* indices; a document's sections are adjacent, in order of id */
	SgRun mentions; /* of SgMention */
	SgRun links;    /* of SgGraphLink */
	SgRun evidence;
} SgGraphDocument;

typedef struct {
	const char *id;    /* section/<document slug>/<anchor> */
	uint32_t document; /* index */
	uint32_t section;  /* index in the document's facts */
	SgRef parent;      /* section or SG_NONE */
	SgRun evidence;
} SgGraphSection;

typedef struct {
	const char *id;          /* example/<12 digits> */
	uint32_t document, code; /* the occurrence that stands for all: first by path and line */
	SgRun evidence;          /* one for each occurrence */
} SgGraphExample;

typedef struct {
	const char *id;                  /* concept/ownership */
	const char *facet, *label, *url; /* url may be NULL */
	SgKind kind;
	double rank;        /* 0..1 */
	uint32_t topic;     /* index or SG_NONE */
	uint32_t documents; /* how many name it */
	SgRun aliases;      /* of strings */
	SgRun statements;   /* of SgGraphStatement */
	SgRun merges;       /* of SgMerge */
	SgRun evidence;
} SgEntity;

typedef struct {
	uint32_t says; /* SgSays */
	uint32_t order;
	const char *text;
	SgRun examples;    /* of refs */
	SgRun targets;     /* of refs */
	uint32_t evidence; /* one */
} SgGraphStatement;

/* A file that is no document: part of a skill, or a picture that a document shows. Sorted by path.
 */
typedef struct {
	const char *path;
	const char *file; /* to copy it from: of a picture that is shown, else NULL */
	const char
	    *digest; /* SHA-256, hex, of the bytes that were found sound; of those too, else "" */
	uint64_t bytes;
	uint32_t skill; /* the document whose bundle it is in, or SG_NONE */
	SgPicture picture;
} SgGraphFile;

/* Where a link or an image of a document leads: only those that lead to something of ours. A
 * document's stand in order of their nodes. */
typedef struct {
	uint32_t node;     /* in the document's tree */
	uint32_t document; /* index, or SG_NONE */
	uint32_t section;  /* in that document's facts, or SG_NONE */
	uint32_t line;     /* of that document, where it is a place without a heading; or 0 */
	uint32_t file;     /* index, or SG_NONE */
} SgGraphLink;

/* A name that was found to be another name of the entity. */
typedef struct {
	const char *name;
	const char *rule;
	uint32_t evidence;
} SgMerge;

typedef struct {
	const char *id; /* edge/<hash> */
	SgRef source, target;
	SgEdgeType type;
	double weight;
	const char *versions, *features; /* of uses_crate: sorted, joined by ", "; or "" */
	SgRun evidence;
} SgEdge;

/* Where an entity is named in the text of a document: for links in its page. */
typedef struct {
	uint32_t node; /* a text or code span of the document's tree */
	uint32_t at;   /* byte offset in the node's text */
	uint32_t length;
	SgRef entity;
} SgMention;

typedef struct {
	const char *id; /* topic/<slug of the label> */
	const char *label;
	SgRun members; /* of refs, highest rank first */
} SgTopic;

typedef enum {
	SG_VERDICT_IDENTICAL,
	SG_VERDICT_RENDITION,
	SG_VERDICT_COPY,
	SG_VERDICT_DERIVED,
	SG_VERDICT_VARIANT,
	SG_VERDICT_RIVAL,
	SG_VERDICT_OVERLAP,
	SG_N_VERDICTS
} SgVerdict;

typedef struct {
	uint32_t a_line, a_end, b_line, b_end;
	double similarity;
} SgPassage;

typedef struct {
	const char *kind; /* "text", "metadata", "added", "removed" */
	SgSpan a, b;      /* length 0: nothing on that side */
} SgDifference;

typedef struct {
	SgRef a, b; /* documents, a < b */
	SgVerdict verdict;
	double jaccard, containment_a, containment_b, score;
	SgRun passages;    /* of SgPassage */
	SgRun differences; /* of SgDifference */
} SgOverlap;

typedef struct {
	const char *id; /* cluster/<slug of the canonical document> */
	SgRef canonical;
	SgRun members; /* of refs */
} SgCluster;

typedef struct {
	const char *kind; /* "metadata", "version", "number", "negation", "name" */
	const char *subject;
	SgRun sides; /* of evidence; text of each: its quote */
} SgConflict;

/* A diagnostic of a document; of a file that is none (document SG_NONE, and its path); or of the
 * corpus (neither). */
typedef struct {
	uint32_t document;
	SgDiagTag tag;
	uint32_t line, column;
	const char *message;
	const char *path; /* or NULL */
	/* Another place that it is about; related_line 0: there is none. */
	uint32_t related_document, related_line;
} SgGraphDiag;

/* A diagnostic that a comment in its document asks to leave out: of no concern to any but those
 * who want to see what was left out. */
typedef struct {
	SgGraphDiag diag;
	const char *reason; /* that the comment gives, or "" */
	uint32_t line;      /* of the comment */
} SgWaived;

/* Counts and records, by index. All borrowed from the graph. */
#define SG_GRAPH_ARRAY(Type, noun, nouns)                \
	size_t sg_graph_n_##nouns(const SgGraph *graph); \
	const Type *sg_graph_##noun(const SgGraph *graph, size_t i);
SG_GRAPH_ARRAY(SgGraphDocument, document, documents)
SG_GRAPH_ARRAY(SgGraphSection, section, sections)
SG_GRAPH_ARRAY(SgGraphExample, example, examples)
SG_GRAPH_ARRAY(SgEntity, entity, entities)
SG_GRAPH_ARRAY(SgEdge, edge, edges)
SG_GRAPH_ARRAY(SgEvidence, evidence, evidence)
SG_GRAPH_ARRAY(SgGraphStatement, statement, statements)
SG_GRAPH_ARRAY(SgMerge, merge, merges)
SG_GRAPH_ARRAY(SgMention, mention, mentions)
SG_GRAPH_ARRAY(SgGraphFile, file, files)
SG_GRAPH_ARRAY(SgGraphLink, link, links)
SG_GRAPH_ARRAY(SgTopic, topic, topics)
SG_GRAPH_ARRAY(SgOverlap, overlap, overlaps)
SG_GRAPH_ARRAY(SgPassage, passage, passages)
SG_GRAPH_ARRAY(SgDifference, difference, differences)
SG_GRAPH_ARRAY(SgCluster, cluster, clusters)
SG_GRAPH_ARRAY(SgConflict, conflict, conflicts)
SG_GRAPH_ARRAY(SgGraphDiag, diag, diags)
SG_GRAPH_ARRAY(SgWaived, waived, waived)
SG_GRAPH_ARRAY(SgRef, refs, refs)
SG_GRAPH_ARRAY(char *const, alias, aliases)

SgSort sg_ref_sort(const SgGraph *graph, SgRef ref);
size_t sg_ref_index(const SgGraph *graph, SgRef ref); /* within its sort */
SgRef sg_ref_of(const SgGraph *graph, SgSort sort, size_t index);
const char *sg_ref_id(const SgGraph *graph, SgRef ref);
/* What people call it: label, title, or language of an example. */
const char *sg_ref_label(const SgGraph *graph, SgRef ref);
SgRef sg_graph_find(const SgGraph *graph, const char *id); /* SG_NONE if there is none; O(log n) */

/* Edges from and to a node, as indices of edges; sorted by (type, other end). */
const uint32_t *sg_graph_edges_from(const SgGraph *graph, SgRef ref, size_t *count);
const uint32_t *sg_graph_edges_to(const SgGraph *graph, SgRef ref, size_t *count);
/* Those of one type, of *count edges that one of the two has given; O(log count). */
const uint32_t *
sg_graph_edges_of(const SgGraph *graph, const uint32_t *edges, SgEdgeType type, size_t *count);

/* Whether any of its crates is a package of another ecosystem than cargo's; O(n). */
bool sg_graph_has_packages(const SgGraph *graph);

#define SG_MAX_QUOTE 4000 /* bytes, but of a block of code */

/* The bytes of a text that are quoted: up to SG_MAX_QUOTE, whole characters. */
size_t sg_quote_length(const char *text, size_t length);

/* The words of the source behind a piece of evidence, the first of very many; not NUL-terminated.
 */
const char *sg_graph_quote(const SgGraph *graph, const SgEvidence *evidence, size_t *length);

/* The path of the file that a diagnostic is about; "sources" where it is about all. */
const char *sg_graph_diag_path(const SgGraph *graph, const SgGraphDiag *diag);

const char *sg_verdict_name(SgVerdict verdict);

/* The invariants, each counted when broken; the first faults are described in report (may be NULL):
 * ids unique, sorted, also unique after case folding; every end of an edge and every ref in range;
 * one edge for each (source, type, target); evidence on every node and edge; every span inside its
 * document's text and lines; runs inside their arrays; ranks in 0..1; files sorted by path, links
 * of a document in order of their nodes, with an end each. 0 = sound. */
size_t sg_graph_check(const SgGraph *graph, GString *report);

void sg_graph_free(SgGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgGraph, sg_graph_free)
