/* SPDX-License-Identifier: MIT */
#include "emit/diagram/graphviz.h"

#include "emit/diagram/cgraph-ids.h"
#include "emit/diagram/isolate.h"
#include "emit/diagram/label.h"
#include "emit/diagram/layout.h"

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

/* Helvetica's widths are those of a table in Graphviz; readers may have a wider fallback font. So
 * text is laid out a seventh larger than it is written. */
#define LARGE      "13.70"
#define SMALL_TEXT "11.40"

/* What a layout depends on. Colours, links and classes are left to those who write the picture:
 * Graphviz takes as long to hold them as to lay out a small drawing. */
static const Default defaults[] = {
    {AGRAPH, "fontname", "Helvetica"}, {AGRAPH, "fontsize", LARGE},
    {AGNODE, "fontname", "Helvetica"}, {AGNODE, "fontsize", LARGE},
    {AGNODE, "height", "0.36"},        {AGNODE, "width", "0.6"},
    {AGNODE, "shape", "box"},          {AGEDGE, "fontname", "Helvetica"},
    {AGEDGE, "fontsize", SMALL_TEXT},  {AGEDGE, "arrowsize", "0.7"},
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
static const Default limits[] = {
    {AGRAPH, "nslimit", "0.2"}, {AGRAPH, "nslimit1", "0.2"}, {AGRAPH, "mclimit", "0.5"}};

static const Default sideways[] = {{AGRAPH, "rankdir", "LR"}};

/* Around a picture. */
#define PAD 4

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

/* Attributes that differ from node to node or edge to edge. */
typedef struct {
	Agraph_t *graph;
	Agsym_t *frame_label, *label, *margin, *dir, *words;
	Agnode_t **nodes;
	Agedge_t **edges;
	Agraph_t **groups;
} Build;

static void
declare_all(Agraph_t *graph, const Default *table, size_t length)
{
	for (size_t i = 0; i < length && table[i].name; i++)
		agattr(graph, table[i].kind, unconst(table[i].name), unconst(table[i].value));
}

static Agsym_t *
declare_one(Agraph_t *graph, int kind, const char *name, const char *value)
{
	return agattr(graph, kind, unconst(name), unconst(value));
}

static void
declare(Build *build, const SgDrawing *drawing)
{
	Agraph_t *graph = build->graph;
	declare_all(graph, defaults, G_N_ELEMENTS(defaults));
	declare_all(graph, engine_defaults[drawing->engine], G_N_ELEMENTS(engine_defaults[0]));
	if (drawing->nodes->len > SG_SMALL_DRAWING)
		declare_all(graph, limits, G_N_ELEMENTS(limits));
	if (drawing->sideways)
		declare_all(graph, sideways, G_N_ELEMENTS(sideways));
	if (drawing->groups->len > 0)
		build->frame_label = declare_one(graph, AGRAPH, "label", "");
	build->label = declare_one(graph, AGNODE, "label", "");
	build->margin = declare_one(graph, AGNODE, "margin", "0.11,0.05");
	build->dir = declare_one(graph, AGEDGE, "dir", "forward");
	build->words = declare_one(graph, AGEDGE, "label", "");
}

/* agxset copies by agstrdup, never by agstrdup_html: "<b>" stays text. */
static void
set(void *object, Agsym_t *symbol, const char *value)
{
	int failed = strcmp(symbol->defval, value) != 0 && agxset(object, symbol, unconst(value));
	g_assert(failed == 0);
}

static void
set_label(void *object, Agsym_t *symbol, const char *lines)
{
	g_autofree char *label = sg_label_escape(lines);
	set(object, symbol, label);
}

static void
add_group(Build *build, const SgDrawnGroup *group, uint32_t number)
{
	char name[24];
	g_snprintf(name, sizeof name, "cluster_%u", number);
	build->groups[number] = agsubg(build->graph, name, 1);
	g_autofree char *lines = sg_label_wrap(group->label);
	set_label(build->groups[number], build->frame_label, lines);
}

static void
add_node(Build *build, const SgDrawing *drawing, uint32_t number)
{
	const SgDrawnNode *node = sg_drawing_node(drawing, number);
	char name[16];
	g_snprintf(name, sizeof name, "n%u", number);
	Agnode_t *drawn = agnode(build->graph, name, 1);
	build->nodes[number] = drawn;
	set_label(drawn, build->label, node->lines);
	set(drawn, build->margin, sg_mark_look(node->mark)->margin);
	if (node->group != SG_NONE)
		agsubnode(build->groups[node->group], drawn, 1);
	if (node->focus && drawing->engine == SG_ENGINE_TWOPI)
		agattr(build->graph, AGRAPH, unconst("root"), name);
}

static void
add_edge(Build *build, const SgDrawnEdge *edge, uint32_t number)
{
	const SgEdgeLook *look = sg_edge_look(edge->type);
	Agedge_t *drawn =
	    agedge(build->graph, build->nodes[edge->from], build->nodes[edge->to], NULL, 1);
	build->edges[number] = drawn;
	set(drawn, build->dir, look->direction);
	if (edge->worded)
		set(drawn, build->words, look->words);
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

static void
build_open(Build *build, const SgDrawing *drawing)
{
	Agdisc_t discipline = {&AgMemDisc, sg_cgraph_ids(), &AgIoDisc};
	*build = (Build){.graph = agopen(drawing->name, Agdirected, &discipline),
			 .nodes = g_new0(Agnode_t *, drawing->nodes->len + 1),
			 .edges = g_new0(Agedge_t *, drawing->edges->len + 1),
			 .groups = g_new0(Agraph_t *, drawing->groups->len + 1)};
	declare(build, drawing);
	for (uint32_t i = 0; i < drawing->groups->len; i++)
		add_group(build, sg_drawing_group(drawing, i), i);
	for (uint32_t i = 0; i < drawing->nodes->len; i++)
		add_node(build, drawing, i);
	for (uint32_t i = 0; i < drawing->edges->len; i++)
		add_edge(build, sg_drawing_edge(drawing, i), i);
}

static void
build_close(Build *build)
{
	agclose(build->graph);
	g_free(build->nodes);
	g_free(build->edges);
	g_free(build->groups);
}

/* Graphviz counts from below. */
static SgPoint
point_of(const Agraph_t *graph, pointf point)
{
	return (SgPoint){point.x - GD_bb(graph).LL.x + PAD, GD_bb(graph).UR.y - point.y + PAD};
}

static SgEdgePlace
read_edge(SgLayout *layout, const Agraph_t *graph, Agedge_t *edge)
{
	SgEdgePlace place = {.first = layout->curves->len};
	const splines *route = ED_spl(edge);
	for (int i = 0; route && i < route->size; i++) {
		const bezier *part = &route->list[i];
		SgCurve curve = {.first = layout->points->len,
				 .count = (uint32_t)part->size,
				 .starts = part->sflag != 0,
				 .ends = part->eflag != 0,
				 .start = point_of(graph, part->sp),
				 .end = point_of(graph, part->ep)};
		for (int k = 0; k < part->size; k++) {
			SgPoint point = point_of(graph, part->list[k]);
			g_array_append_val(layout->points, point);
		}
		g_array_append_val(layout->curves, curve);
		place.count++;
	}
	const textlabel_t *words = ED_label(edge);
	place.has_words = words && words->set;
	if (place.has_words)
		place.words = point_of(graph, words->pos);
	return place;
}

static SgBox
box_of(const Agraph_t *graph, boxf box)
{
	pointf middle = {(box.LL.x + box.UR.x) / 2, (box.LL.y + box.UR.y) / 2};
	return (SgBox){point_of(graph, middle), box.UR.x - box.LL.x, box.UR.y - box.LL.y};
}

static SgLayout *
read_layout(const Build *build, const SgDrawing *drawing)
{
	const Agraph_t *graph = build->graph;
	SgLayout *layout = g_new0(SgLayout, 1);
	layout->width = GD_bb(graph).UR.x - GD_bb(graph).LL.x + 2 * PAD;
	layout->height = GD_bb(graph).UR.y - GD_bb(graph).LL.y + 2 * PAD;
	layout->nodes = g_new0(SgBox, drawing->nodes->len + 1);
	layout->edges = g_new0(SgEdgePlace, drawing->edges->len + 1);
	layout->groups = g_new0(SgGroupPlace, drawing->groups->len + 1);
	layout->curves = g_array_new(FALSE, FALSE, sizeof(SgCurve));
	layout->points = g_array_new(FALSE, FALSE, sizeof(SgPoint));
	for (uint32_t i = 0; i < drawing->nodes->len; i++) {
		const Agnode_t *node = build->nodes[i];
		layout->nodes[i] = (SgBox){point_of(graph, ND_coord(node)),
					   ND_lw(node) + ND_rw(node), ND_ht(node)};
	}
	for (uint32_t i = 0; i < drawing->edges->len; i++)
		layout->edges[i] = read_edge(layout, graph, build->edges[i]);
	for (uint32_t i = 0; i < drawing->groups->len; i++) {
		const Agraph_t *group = build->groups[i];
		layout->groups[i].box = box_of(graph, GD_bb(group));
		if (GD_label(group))
			layout->groups[i].label = point_of(graph, GD_label(group)->pos);
	}
	return layout;
}

/* NULL with what Graphviz said. */
static SgLayout *
lay_out(const SgDrawing *drawing, GError **error)
{
	Build build;
	SgLayout *layout = NULL;
	set_up();
	g_string_truncate(messages, 0);
	build_open(&build, drawing);
	if (gvLayout(context, build.graph, sg_engine_name(drawing->engine)) == 0) {
		layout = read_layout(&build, drawing);
		gvFreeLayout(context, build.graph);
	}
	build_close(&build);
	if (!layout)
		sg_fail(error, SG_ERROR_OUTPUT, "%s: no layout by %s: %s", drawing->name,
			sg_engine_name(drawing->engine), g_strchomp(messages->str));
	return layout;
}

static char *
render(const void *data, GError **error)
{
	g_autoptr(SgLayout) layout = lay_out(data, error);
	return layout ? sg_layout_svg(data, layout) : NULL;
}

char *
sg_graphviz_svg(const SgDrawing *drawing, unsigned seconds, GError **error)
{
	unsigned limit = seconds ? seconds : SG_LAYOUT_SECONDS;
	if (engines[drawing->engine].isolated)
		return sg_isolate(render, drawing, limit, error);
	return render(drawing, error);
}
