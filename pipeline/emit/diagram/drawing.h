/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/graph.h"

/* A picture before it is laid out: nodes, edges and groups as plain records, their labels as people
 * write them. Shapes, colours and words come from the tables of drawing.c, never from input. */

/* What a node stands for; the first are SgKind. Its name is the node's class in the SVG. */
typedef enum {
	SG_MARK_CONCEPT,
	SG_MARK_ERROR,
	SG_MARK_CRATE,
	SG_MARK_PATTERN,
	SG_MARK_TOOL,
	SG_MARK_DOCUMENT,
	SG_MARK_SECTION,
	SG_MARK_EXAMPLE,
	SG_MARK_MORE, /* "+12 more" */
	SG_N_MARKS
} SgMark;

typedef struct {
	const char *name;                   /* class */
	const char *noun, *nouns;           /* "crate", "crates" */
	const char *shape, *style, *margin; /* Graphviz's words */
	unsigned side;                      /* between label and outline: the margin in points */
	const char *fill, *stroke;          /* of the light scheme; the theme recolours by class */
} SgMarkLook;

typedef struct {
	const char *words;             /* "part of" */
	const char *style, *direction; /* Graphviz's words */
} SgEdgeLook;

typedef enum { SG_ENGINE_DOT, SG_ENGINE_TWOPI, SG_ENGINE_SFDP, SG_N_ENGINES } SgEngine;

typedef struct {
	char *id, *label;
	char *lines; /* the label as it is shown, see label.h */
	char *url;   /* relative to the picture; may be NULL */
	SgMark mark;
	bool focus;
	uint32_t group; /* or SG_NONE */
} SgDrawnNode;

typedef struct {
	uint32_t from, to; /* nodes */
	SgEdgeType type;
	bool worded; /* says its relation */
} SgDrawnEdge;

/* A frame around its nodes. */
typedef struct {
	char *id, *label;
} SgDrawnGroup;

typedef struct {
	char *name; /* [a-z0-9-]: begins every id of the SVG, so that pages can hold several */
	char *title, *description;
	SgEngine engine;
	bool sideways;    /* dot: ranks from left to right */
	bool star;        /* the first node is the focus; each edge ties it to another node */
	double min_width; /* of the SVG's view box, in points: small pictures are not blown up */
	GArray *nodes, *edges, *groups;
} SgDrawing;

/* Up to so many nodes an engine is not bounded. */
#define SG_SMALL_DRAWING 24

/* Strings are copied. */
SgDrawing *sg_drawing_new(const char *name, const char *title, SgEngine engine);
void sg_drawing_free(SgDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgDrawing, sg_drawing_free)

/* Each returns the index of what was added. Ids of nodes must differ. */
uint32_t sg_drawing_add_node(
    SgDrawing *drawing, SgMark mark, const char *id, const char *label, const char *url);
uint32_t sg_drawing_add_group(SgDrawing *drawing, const char *id, const char *label);
void sg_drawing_add_edge(SgDrawing *drawing, SgDrawnEdge edge);

/* The label is copied. */
void sg_drawing_relabel(SgDrawing *drawing, uint32_t node, const char *label);

/* Borrowed until the next addition. */
SgDrawnNode *sg_drawing_node(const SgDrawing *drawing, uint32_t i);
SgDrawnEdge *sg_drawing_edge(const SgDrawing *drawing, uint32_t i);
SgDrawnGroup *sg_drawing_group(const SgDrawing *drawing, uint32_t i);

/* A node of the graph as node of the picture: its mark, its label, and the link from the picture at
 * from ("concept/a.svg") to its page. */
uint32_t sg_drawing_add_ref(SgDrawing *drawing, const SgGraph *graph, SgRef ref, const char *from);

const SgMarkLook *sg_mark_look(SgMark mark);
const SgEdgeLook *sg_edge_look(SgEdgeType type);

SgMark sg_mark_of_ref(const SgGraph *graph, SgRef ref);
