/* SPDX-License-Identifier: MIT */
#include "emit/diagram/drawing.h"

#include "emit/diagram/label.h"
#include "emit/url.h"

#include <string.h>

/* Shape tells the kind where colour cannot. Text is #1b1b1f: at least 12:1 on each fill. */
static const SgMarkLook marks[SG_N_MARKS] = {
    [SG_MARK_CONCEPT] = {"concept", "concept", "concepts", "box", "rounded,filled", "0.11,0.05", 8,
			 "#e3edfb", "#2f5f9e"},
    [SG_MARK_ERROR] = {"error", "error", "errors", "box", "diagonals,filled", "0.13,0.06", 9,
		       "#fde5e3", "#a8322a"},
    [SG_MARK_CRATE] = {"crate", "package", "packages", "box3d", "filled", "0.13,0.07", 9, "#fdf0d9",
		       "#8a5a0b"},
    [SG_MARK_PATTERN] = {"pattern", "pattern", "patterns", "component", "filled", "0.17,0.05", 12,
			 "#e4f4e6", "#2d6b3a"},
    [SG_MARK_TOOL] = {"tool", "tool", "tools", "cds", "filled", "0.18,0.06", 13, "#efe6fa",
		      "#65409c"},
    [SG_MARK_DOCUMENT] = {"document", "document", "documents", "note", "filled", "0.13,0.05", 9,
			  "#f2f2ee", "#5b5b55"},
    [SG_MARK_SECTION] = {"section", "section", "sections", "tab", "filled", "0.11,0.05", 8,
			 "#f2f2ee", "#5b5b55"},
    [SG_MARK_EXAMPLE] = {"example", "example", "examples", "box", "filled", "0.11,0.05", 8,
			 "#f2f2ee", "#5b5b55"},
    [SG_MARK_MORE] = {"rest", "left out", "left out", "box", "rounded,dashed", "0.11,0.05", 8,
		      "none", "#5b5b55"},
};

static const SgEdgeLook edges[SG_N_EDGE_TYPES] = {
    [SG_EDGE_CONTAINS] = {"contains", "solid", "forward"},
    [SG_EDGE_PART_OF] = {"part of", "solid", "forward"},
    [SG_EDGE_LINKS_TO] = {"links to", "dashed", "forward"},
    [SG_EDGE_DEFINES] = {"defines", "solid", "forward"},
    [SG_EDGE_MENTIONS] = {"mentions", "dotted", "forward"},
    [SG_EDGE_ILLUSTRATED_BY] = {"illustrated by", "dotted", "forward"},
    [SG_EDGE_USES_CRATE] = {"uses crate", "solid", "forward"},
    [SG_EDGE_BROADER] = {"belongs to", "solid", "forward"},
    [SG_EDGE_RELATED] = {"related to", "dashed", "none"},
    [SG_EDGE_CONTRASTS] = {"contrasts with", "dashed", "both"},
    [SG_EDGE_SOLVED_BY] = {"solved by", "solid", "forward"},
    [SG_EDGE_CAUSED_BY] = {"caused by", "solid", "forward"},
    [SG_EDGE_PREVENTS] = {"prevents", "solid", "forward"},
    [SG_EDGE_DETECTS] = {"detects", "solid", "forward"},
    [SG_EDGE_RENDITION_OF] = {"rendition of", "solid", "forward"},
    [SG_EDGE_COPY_OF] = {"copy of", "solid", "forward"},
    [SG_EDGE_DERIVED_FROM] = {"derived from", "solid", "forward"},
    [SG_EDGE_VARIANT_OF] = {"variant of", "dashed", "both"},
    [SG_EDGE_RIVAL_OF] = {"rival of", "dashed", "both"},
    [SG_EDGE_OVERLAPS] = {"overlaps", "dotted", "none"},
};

static void
clear_node(gpointer node)
{
	SgDrawnNode *drawn = node;
	g_free(drawn->id);
	g_free(drawn->label);
	g_free(drawn->lines);
	g_free(drawn->url);
}

static void
clear_group(gpointer group)
{
	SgDrawnGroup *drawn = group;
	g_free(drawn->id);
	g_free(drawn->label);
}

SgDrawing *
sg_drawing_new(const char *name, const char *title, SgEngine engine)
{
	SgDrawing *drawing = g_new0(SgDrawing, 1);
	drawing->name = g_strdup(name);
	drawing->title = g_strdup(title);
	drawing->description = g_strdup("");
	drawing->engine = engine;
	drawing->nodes = g_array_new(FALSE, TRUE, sizeof(SgDrawnNode));
	drawing->edges = g_array_new(FALSE, TRUE, sizeof(SgDrawnEdge));
	drawing->groups = g_array_new(FALSE, TRUE, sizeof(SgDrawnGroup));
	g_array_set_clear_func(drawing->nodes, clear_node);
	g_array_set_clear_func(drawing->groups, clear_group);
	return drawing;
}

void
sg_drawing_free(SgDrawing *drawing)
{
	if (!drawing)
		return;
	g_array_unref(drawing->nodes);
	g_array_unref(drawing->edges);
	g_array_unref(drawing->groups);
	g_free(drawing->name);
	g_free(drawing->title);
	g_free(drawing->description);
	g_free(drawing);
}

uint32_t
sg_drawing_add_node(
    SgDrawing *drawing, SgMark mark, const char *id, const char *label, const char *url)
{
	SgDrawnNode node = {.id = g_strdup(id),
			    .label = g_strdup(label),
			    .lines = sg_label_wrap(label),
			    .url = g_strdup(url),
			    .mark = mark,
			    .group = SG_NONE};
	g_array_append_val(drawing->nodes, node);
	return drawing->nodes->len - 1;
}

void
sg_drawing_relabel(SgDrawing *drawing, uint32_t node, const char *label)
{
	SgDrawnNode *drawn = sg_drawing_node(drawing, node);
	char *lines = sg_label_wrap(label);
	char *copy = g_strdup(label);
	g_free(drawn->label);
	g_free(drawn->lines);
	drawn->label = copy;
	drawn->lines = lines;
}

uint32_t
sg_drawing_add_group(SgDrawing *drawing, const char *id, const char *label)
{
	SgDrawnGroup group = {g_strdup(id), g_strdup(label)};
	g_array_append_val(drawing->groups, group);
	return drawing->groups->len - 1;
}

void
sg_drawing_add_edge(SgDrawing *drawing, SgDrawnEdge edge)
{
	g_assert(edge.from < drawing->nodes->len && edge.to < drawing->nodes->len);
	g_assert(edge.type < SG_N_EDGE_TYPES);
	g_array_append_val(drawing->edges, edge);
}

SgDrawnNode *
sg_drawing_node(const SgDrawing *drawing, uint32_t i)
{
	g_assert(i < drawing->nodes->len);
	return &g_array_index(drawing->nodes, SgDrawnNode, i);
}

SgDrawnEdge *
sg_drawing_edge(const SgDrawing *drawing, uint32_t i)
{
	g_assert(i < drawing->edges->len);
	return &g_array_index(drawing->edges, SgDrawnEdge, i);
}

SgDrawnGroup *
sg_drawing_group(const SgDrawing *drawing, uint32_t i)
{
	g_assert(i < drawing->groups->len);
	return &g_array_index(drawing->groups, SgDrawnGroup, i);
}

uint32_t
sg_drawing_add_ref(SgDrawing *drawing, const SgGraph *graph, SgRef ref, const char *from)
{
	g_autofree char *url = sg_url_of_ref(graph, ref);
	g_autofree char *page = sg_url_file(url, ".html");
	g_autofree char *link = sg_url_relative(from, page);
	return sg_drawing_add_node(drawing, sg_mark_of_ref(graph, ref), sg_ref_id(graph, ref),
				   sg_ref_label(graph, ref), link);
}

const SgMarkLook *
sg_mark_look(SgMark mark)
{
	g_assert(mark < SG_N_MARKS);
	return &marks[mark];
}

const SgEdgeLook *
sg_edge_look(SgEdgeType type)
{
	g_assert(type < SG_N_EDGE_TYPES);
	return &edges[type];
}

SgMark
sg_mark_of_ref(const SgGraph *graph, SgRef ref)
{
	static const SgMark sorts[SG_N_SORTS] = {SG_MARK_DOCUMENT, SG_MARK_SECTION,
						 SG_MARK_EXAMPLE};
	SgSort sort = sg_ref_sort(graph, ref);
	if (sort != SG_SORT_ENTITY)
		return sorts[sort];
	return (SgMark)sg_graph_entity(graph, sg_ref_index(graph, ref))->kind;
}
