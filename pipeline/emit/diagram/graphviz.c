/* SPDX-License-Identifier: MIT */
#include "emit/diagram/graphviz.h"

#include "emit/diagram/cgraph-ids.h"
#include "emit/diagram/isolate.h"
#include "emit/diagram/label.h"
#include "emit/diagram/svg.h"

#include <cgraph.h>
#include <gvc.h>
#include <string.h>

extern gvplugin_library_t gvplugin_core_LTX_library;
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
extern gvplugin_library_t gvplugin_neato_layout_LTX_library;

/* No text plugin: Graphviz then measures text by tables of its own, on every machine alike. */
static lt_symlist_t plugins[] = {
    {"gvplugin_core_LTX_library", &gvplugin_core_LTX_library},
    {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
    {"gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library},
    {NULL, NULL},
};

typedef struct {
	const char *name;
	bool isolated; /* its result depends on the layouts before it (measured) */
} Engine;

static const Engine engines[SG_N_ENGINES] = {
    [SG_ENGINE_DOT] = {"dot", false},
    [SG_ENGINE_TWOPI] = {"twopi", false},
    [SG_ENGINE_SFDP] = {"sfdp", true},
};

typedef struct {
	int kind; /* AGRAPH, AGNODE, AGEDGE */
	const char *name, *value;
} Default;

static const Default defaults[] = {
    {AGRAPH, "bgcolor", "transparent"},
    {AGRAPH, "fontname", "Helvetica"},
    {AGRAPH, "fontsize", SG_MEASURED_LARGE},
    {AGRAPH, "id", "g"},
    {AGRAPH, "class", ""},
    {AGRAPH, "label", ""},
    {AGRAPH, "style", ""},
    {AGRAPH, "color", "#8a8a85"},
    {AGRAPH, "fontcolor", "#1b1b1f"},
    {AGNODE, "fontname", "Helvetica"},
    {AGNODE, "fontsize", SG_MEASURED_LARGE},
    {AGNODE, "fontcolor", "#1b1b1f"},
    {AGNODE, "margin", "0.11,0.05"},
    {AGNODE, "height", "0.36"},
    {AGNODE, "width", "0.6"},
    {AGNODE, "shape", "box"},
    {AGNODE, "style", "filled"},
    {AGNODE, "fillcolor", "none"},
    {AGNODE, "color", "#5b5b55"},
    {AGNODE, "penwidth", "1"},
    {AGNODE, "label", ""},
    {AGNODE, "URL", ""},
    {AGNODE, "id", ""},
    {AGNODE, "class", ""},
    {AGEDGE, "fontname", "Helvetica"},
    {AGEDGE, "fontsize", SG_MEASURED_SMALL},
    {AGEDGE, "fontcolor", "#4a4a46"},
    {AGEDGE, "color", "#6f6f69"},
    {AGEDGE, "arrowsize", "0.7"},
    {AGEDGE, "style", "solid"},
    {AGEDGE, "dir", "forward"},
    {AGEDGE, "label", ""},
    {AGEDGE, "headlabel", ""},
    {AGEDGE, "taillabel", ""},
    {AGEDGE, "labeldistance", "1"},
    {AGEDGE, "labelangle", "-25"},
    {AGEDGE, "id", ""},
    {AGEDGE, "class", ""},
};

/* Without a start the seed of sfdp is the time. With one it still differs now and then from run to
 * run (measured; prism and parallel lines go by addresses), as fdp does: no published picture uses
 * it. */
static const Default engine_defaults[SG_N_ENGINES][4] = {
    [SG_ENGINE_DOT] = {{AGRAPH, "ranksep", "0.3"}, {AGRAPH, "nodesep", "0.15"}},
    [SG_ENGINE_TWOPI] = {{AGRAPH, "ranksep", "1.4"}, {AGRAPH, "overlap", "false"}},
    [SG_ENGINE_SFDP] = {{AGRAPH, "overlap", "scalexy"},
			{AGRAPH, "K", "1.2"},
			{AGRAPH, "sep", "+6"},
			{AGRAPH, "start", "1"}},
};

/* These bound dot's network simplex: 200 chained nodes with long edges take 87 s without them and
 * 0.3 s with them. A small drawing is quick without, and better balanced. */
#define SMALL 24
static const Default limits[] = {
    {AGRAPH, "nslimit", "0.2"}, {AGRAPH, "nslimit1", "0.2"}, {AGRAPH, "mclimit", "0.5"}};

static const Default sideways[] = {{AGRAPH, "rankdir", "LR"}};

/* Lines leave and arrive level, where the words beside an end have room. */
static const Default tree[] = {
    {AGRAPH, "ranksep", "1.7"}, {AGEDGE, "tailport", "e"}, {AGEDGE, "headport", "w"}};

static GVC_t *context;
static GString *messages;

const char *
sg_engine_name(SgEngine engine)
{
	return engines[engine].name;
}

/* cgraph of this version takes char * for strings that it only reads. */
static char *
unconst(const char *string)
{
	return (char *)string;
}

static int
collect_message_cb(char *fragment)
{
	g_string_append(messages, fragment);
	return 0;
}

void
sg_graphviz_teardown(void)
{
	if (!context)
		return;
	gvFreeContext(context);
	context = NULL;
	g_string_free(messages, TRUE);
	messages = NULL;
}

/* Graphviz reads \N and the like as its own words and decodes entities, in every label. */
static char *
escape_label(const char *lines)
{
	GString *label = g_string_sized_new(strlen(lines) + 8);
	for (const char *c = lines; *c; c++) {
		if (*c == '\\')
			g_string_append(label, "\\\\");
		else if (*c == '&')
			g_string_append(label, "&amp;");
		else if (*c == '\n')
			g_string_append(label, "\\n");
		else
			g_string_append_c(label, *c);
	}
	return g_string_free(label, FALSE);
}

/* agset copies by agstrdup, never by agstrdup_html: "<b>" stays text. */
static void
set(void *object, const char *name, const char *value)
{
	int failed = agset(object, unconst(name), unconst(value));
	g_assert(failed == 0);
}

static void
set_label(void *object, const char *text)
{
	g_autofree char *lines = sg_label_wrap(text);
	g_autofree char *label = escape_label(lines);
	set(object, "label", label);
}

static void
set_number(void *object, const char *name, char letter, uint32_t number)
{
	char value[16];
	g_snprintf(value, sizeof value, "%c%u", letter, number);
	set(object, name, value);
}

static void
declare_all(Agraph_t *graph, const Default *table, size_t length)
{
	for (size_t i = 0; i < length && table[i].name; i++)
		agattr(graph, table[i].kind, unconst(table[i].name), unconst(table[i].value));
}

static void
declare(Agraph_t *graph, const SgDrawing *drawing)
{
	declare_all(graph, defaults, G_N_ELEMENTS(defaults));
	declare_all(graph, engine_defaults[drawing->engine], G_N_ELEMENTS(engine_defaults[0]));
	if (drawing->nodes->len > SMALL)
		declare_all(graph, limits, G_N_ELEMENTS(limits));
	if (drawing->sideways)
		declare_all(graph, sideways, G_N_ELEMENTS(sideways));
	if (drawing->tree)
		declare_all(graph, tree, G_N_ELEMENTS(tree));
}

static Agnode_t *
add_node(Agraph_t *graph, const SgDrawnNode *node, uint32_t number)
{
	const SgMarkLook *look = sg_mark_look(node->mark);
	Agnode_t *drawn = agnode(graph, node->id, 1);
	set_label(drawn, node->label);
	set(drawn, "shape", look->shape);
	set(drawn, "style", look->style);
	set(drawn, "fillcolor", look->fill);
	set(drawn, "color", look->stroke);
	set(drawn, "margin", look->margin);
	set_number(drawn, "id", 'n', number);
	g_autofree char *class = g_strconcat(look->name, node->focus ? " focus" : "", NULL);
	set(drawn, "class", class);
	if (node->focus)
		set(drawn, "penwidth", "2.5");
	if (node->url) {
		/* Graphviz writes a URL into the SVG as it is. */
		g_autofree char *url = g_markup_escape_text(node->url, -1);
		set(drawn, "URL", url);
	}
	return drawn;
}

/* Words beside an end of an edge stand along it: Graphviz takes the place of their middle as a
 * distance (in tenths of a point) and an angle, which turns one way at the head and the other at
 * the tail. */
static void
place_words(Agedge_t *drawn, const SgDrawnEdge *edge)
{
	double distance = 12 + 3.0 * (double)strlen(sg_edge_look(edge->type)->words);
	double angle = (edge->below ? 8 : 11) / distance * 180 / G_PI;
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	set(drawn, "labeldistance", g_ascii_formatd(text, sizeof text, "%.2f", distance / 10));
	bool back = edge->below == (edge->label == SG_LABEL_TAIL);
	set(drawn, "labelangle", g_ascii_formatd(text, sizeof text, "%.2f", back ? -angle : angle));
}

static void
add_edge(Agraph_t *graph, const SgDrawnEdge *edge, Agnode_t *const *nodes, uint32_t number)
{
	const SgEdgeLook *look = sg_edge_look(edge->type);
	Agedge_t *drawn = agedge(graph, nodes[edge->from], nodes[edge->to], NULL, 1);
	set(drawn, "style", look->style);
	set(drawn, "dir", look->direction);
	set(drawn, "class", sg_edge_type_name(edge->type));
	set_number(drawn, "id", 'e', number);
	if (edge->label == SG_LABEL_NONE)
		return;
	static const char *const places[] = {[SG_LABEL_MIDDLE] = "label",
					     [SG_LABEL_HEAD] = "headlabel",
					     [SG_LABEL_TAIL] = "taillabel"};
	set(drawn, places[edge->label], look->words);
	if (edge->label != SG_LABEL_MIDDLE)
		place_words(drawn, edge);
}

static Agraph_t *
add_group(Agraph_t *graph, const SgDrawnGroup *group, uint32_t number)
{
	char name[24];
	g_snprintf(name, sizeof name, "cluster_%u", number);
	Agraph_t *drawn = agsubg(graph, name, 1);
	set_label(drawn, group->label);
	set_number(drawn, "id", 'c', number);
	set(drawn, "class", "topic");
	set(drawn, "style", "rounded");
	return drawn;
}

static void
set_up(void)
{
	if (context)
		return;
	context = gvContextPlugins(plugins, 0);
	messages = g_string_new(NULL);
	agseterrf(collect_message_cb);
	/* Of the graphs that layouts make for themselves. */
	AgDefaultDisc.id = sg_cgraph_ids();
}

static int
append_cb(void *channel, const char *text)
{
	g_string_append(channel, text);
	return 0;
}

static int
flush_cb(void *channel G_GNUC_UNUSED)
{
	return 0;
}

static Agraph_t *
build(const SgDrawing *drawing)
{
	static Agiodisc_t io = {NULL, append_cb, flush_cb};
	Agdisc_t discipline = {&AgMemDisc, sg_cgraph_ids(), &io};
	Agraph_t *graph = agopen(drawing->name, Agdirected, &discipline);
	declare(graph, drawing);
	g_autofree Agnode_t **nodes = g_new0(Agnode_t *, drawing->nodes->len + 1);
	g_autofree Agraph_t **groups = g_new0(Agraph_t *, drawing->groups->len + 1);
	for (uint32_t i = 0; i < drawing->groups->len; i++)
		groups[i] = add_group(graph, sg_drawing_group(drawing, i), i);
	for (uint32_t i = 0; i < drawing->nodes->len; i++) {
		const SgDrawnNode *node = sg_drawing_node(drawing, i);
		nodes[i] = add_node(graph, node, i);
		if (node->group != SG_NONE)
			agsubnode(groups[node->group], nodes[i], 1);
		if (node->focus && drawing->engine == SG_ENGINE_TWOPI)
			agattr(graph, AGRAPH, unconst("root"), node->id);
	}
	for (uint32_t i = 0; i < drawing->edges->len; i++)
		add_edge(graph, sg_drawing_edge(drawing, i), nodes, i);
	return graph;
}

char *
sg_graphviz_dot(const SgDrawing *drawing)
{
	set_up();
	Agraph_t *graph = build(drawing);
	GString *dot = g_string_sized_new(4096);
	agwrite(graph, dot);
	agclose(graph);
	return g_string_free(dot, FALSE);
}

/* Graphviz's own SVG, or NULL with what it said. */
static char *
render(const void *data, GError **error)
{
	const SgDrawing *drawing = data;
	set_up();
	g_string_truncate(messages, 0);
	Agraph_t *graph = build(drawing);
	char *svg = NULL;
	char *rendered = NULL;
	unsigned length = 0;
	if (gvLayout(context, graph, sg_engine_name(drawing->engine)) == 0) {
		if (gvRenderData(context, graph, "svg", &rendered, &length) == 0)
			svg = g_strndup(rendered, length);
		if (rendered)
			gvFreeRenderData(rendered);
		gvFreeLayout(context, graph);
	}
	agclose(graph);
	if (!svg)
		sg_fail(error, SG_ERROR_OUTPUT, "%s: no layout by %s: %s", drawing->name,
			sg_engine_name(drawing->engine), g_strchomp(messages->str));
	return svg;
}

char *
sg_graphviz_svg(const SgDrawing *drawing, unsigned seconds, GError **error)
{
	unsigned limit = seconds ? seconds : SG_LAYOUT_SECONDS;
	g_autofree char *svg = engines[drawing->engine].isolated
				   ? sg_isolate(render, drawing, limit, error)
				   : render(drawing, error);
	return svg ? sg_svg_finish(drawing, svg) : NULL;
}
