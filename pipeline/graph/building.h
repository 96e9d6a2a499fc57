/* SPDX-License-Identifier: MIT */
#pragma once

#include "dedupe/dedupe.h"
#include "model/graph-parts.h"
#include "model/listing.h"
#include "model/rule.h"
#include "model/vocabulary.h"

/* The graph while the steps of build.c work on it, and the steps. */

/* For the records of one table of all facts, the node that each became: number within its sort, or
 * SG_NONE. node[first[document] + i]. */
typedef struct {
	uint32_t *first;
	uint32_t *node;
} SgPlaces;

/* One reason for an edge. Drafts with the same ends and type become one edge (edges.c). */
typedef struct {
	SgRef source, target;
	SgEdgeType type;
	double weight;
	const char *versions, *features; /* of uses_crate, else NULL */
	SgEvidence evidence;
} SgDraft;

typedef struct SgResolution SgResolution; /* resolve.h */

/* An entity named in a section (or before the first: SG_NONE) of a document. */
typedef struct {
	uint32_t document, section, entity;
	SgSpan span; /* where it is named there; no white space at its ends */
} SgOccurrence;

typedef struct {
	SgGraphParts *parts;
	const SgOverlaps *overlaps;
	const SgVocabulary *vocabulary;
	const SgConfig *config;
	const SgListing *listing; /* or NULL: it is not known what else is there */
	uint32_t n_documents;
	uint32_t base[SG_N_SORTS]; /* first ref of each sort, once its nodes are known */
	SgPlaces sections, codes, terms;
	SgSpan *term_spans;  /* beside terms.node: each term's passage without white space at its
				ends. Reading text here and there is slow, so it is done once, in
				order. */
	uint32_t *canonical; /* for each document the one that stands for it, mostly itself */
	SgResolution *resolution; /* until there are entities */
	GArray *drafts;           /* of SgDraft */
	GArray *related;          /* of SgDraft: those of related.c */
	GArray *occurrences;      /* of SgOccurrence: in each canonical document each entity once
				     for each section, where it stands first; in order of place */
	uint32_t *community;      /* of each entity: a number that those near each other share */
	GHashTable *skills;       /* folder (owned) -> its SKILL.md + 1 */
} SgBuilding;

const SgFacts *sg_building_facts(const SgBuilding *building, uint32_t document);

/* A place for each of the facts' records; count says how many a document has. */
SgPlaces sg_places_new(const SgBuilding *building, uint32_t (*count)(const SgFacts *facts));

/* A passage as evidence, white space at its ends left out. length 0: it is blank and no evidence.
 */
SgEvidence sg_building_evidence(
    const SgBuilding *building, uint32_t document, SgSpan span, SgRole role, const char *rule);

/* The same of a passage that has no white space at its ends. */
SgEvidence sg_evidence_of(uint32_t document, SgSpan span, SgRole role, const char *rule);

/* Of a term of a document. */
SgEvidence sg_building_term(const SgBuilding *building, uint32_t document, uint32_t term);

/* Adds evidence to the graph's and makes it a run, or appends it to the run that was begun last. */
void sg_building_prove(SgBuilding *building, SgRun *run, SgEvidence evidence);

/* Notes a reason for an edge, here or in another array; one without a passage, or from a node to
 * itself, is no reason. */
void sg_building_draft(SgBuilding *building, SgDraft draft);
void sg_drafts_add(GArray *drafts, SgDraft draft);

/* The steps; build.c has their order. Each leaves its arrays sorted by id. */
void sg_build_documents(SgBuilding *building);
void sg_build_sections(SgBuilding *building);
void sg_build_examples(SgBuilding *building);
void sg_build_terms(SgBuilding *building);      /* places and passages of terms */
void sg_build_resolution(SgBuilding *building); /* which terms name one thing */
void sg_build_entities(SgBuilding *building);
void sg_build_statements(SgBuilding *building);
void sg_build_mentions(SgBuilding *building);  /* mentions, occurrences, drafts of mentions */
void sg_build_structure(SgBuilding *building); /* drafts: contains */
void sg_build_bundles(SgBuilding *building);   /* files, drafts: part_of */
void sg_build_links(SgBuilding *building);     /* links, drafts: links_to a document or section */
void sg_build_unused(SgBuilding *building);    /* diagnostics of files that no document names */
void sg_build_relations(SgBuilding *building); /* drafts: what documents state */
void sg_build_related(SgBuilding *building);   /* drafts: related; the last to see occurrences */
void sg_build_overlaps(SgBuilding *building);  /* overlaps, clusters, drafts between documents */
void sg_build_edges(SgBuilding *building);     /* drafts -> edges */
void sg_build_conflicts(SgBuilding *building);
void sg_build_diags(SgBuilding *building);
/* Of sg_build_diags: leaves out what comments in the documents ask to ignore (waivers.c). */
void sg_building_waive(SgBuilding *building);
/* Of sg_build_diags: entries of the configuration that do nothing (configured.c). */
void sg_building_check_config(SgBuilding *building);

/* Of bundles.c: whether a path is a SKILL.md; the one in a folder ("" is the root); the nearest one
 * above a path. SG_NONE: there is none. */
bool sg_bundle_is_skill(const char *path);
uint32_t sg_bundle_skill_in(const SgBuilding *building, const char *folder);
uint32_t sg_bundle_skill_of(const SgBuilding *building, const char *path);

/* A diagnostic at a place of a document. */
typedef struct {
	uint32_t document, line, column;
} SgPoint;
void
sg_building_diagnose_at(SgBuilding *building, SgDiagTag tag, SgPoint point, const char *detail);

/* A diagnostic of a file that is no document. */
void sg_building_diagnose_file(SgBuilding *building,
			       SgDiagTag tag,
			       const char *path,
			       const char *detail);

/* A diagnostic at the passage that shows it. other, which may be NULL, is a second passage that it
 * is about. */
void sg_building_diagnose(SgBuilding *building,
			  SgDiagTag tag,
			  const SgEvidence *place,
			  const SgEvidence *other,
			  const char *detail);
void sg_build_rank(SgBuilding *building);
void sg_build_communities(SgBuilding *building);
void sg_build_topics(SgBuilding *building);
