/* SPDX-License-Identifier: MIT */
#include "emit/diagram/diagrams.h"
#include "emit/diagram/dot.h"
#include "emit/diagram/graphviz.h"
#include "emit/diagram/isolate.h"
#include "emit/diagram/label.h"
#include "small-graph.h"

#include <cgraph.h>
#include <signal.h>
#include <unistd.h>

/* DOT read back by the library that defines it. */
static Agraph_t *
read_back(const char *dot)
{
	Agraph_t *graph = agmemread(dot);
	g_assert_nonnull(graph);
	return graph;
}

static void
names_come_back(void)
{
	static const char *const ids[] = {"a]; }",  "quote\"s", "back\\slash",          "new\nline",
					  "<html>", "node",     "\xc3\xa9\xe2\x80\xa6", "-> --"};
	g_autoptr(SgDrawing) drawing = sg_drawing_new("names", "Names", SG_ENGINE_DOT);
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
		sg_drawing_add_node(drawing, SG_MARK_CONCEPT, ids[i], ids[i], NULL);
	for (uint32_t i = 1; i < G_N_ELEMENTS(ids); i++)
		sg_drawing_add_edge(
		    drawing,
		    (SgDrawnEdge){.from = 0, .to = i, .type = SG_EDGE_RELATED, .worded = true});
	g_autofree char *dot = sg_dot_write(drawing);
	Agraph_t *graph = read_back(dot);
	g_assert_cmpint(agnnodes(graph), ==, G_N_ELEMENTS(ids));
	g_assert_cmpint(agnedges(graph), ==, G_N_ELEMENTS(ids) - 1);
	agclose(graph);
}

static void
labels_are_cut(void)
{
	g_autofree char *huge = g_strnfill(100000, 'x');
	g_autoptr(SgDrawing) drawing = sg_drawing_new("cut", huge, SG_ENGINE_DOT);
	sg_drawing_add_node(drawing, SG_MARK_TOOL, "n", huge, "n.html");
	g_autofree char *dot = sg_dot_write(drawing);
	g_assert_cmpuint(strlen(dot), <, 4000);
	Agraph_t *graph = read_back(dot);
	agclose(graph);
}

static void
wrapping(void)
{
	static const struct {
		const char *text, *lines;
	} cases[] = {
	    {"", ""},
	    {"short", "short"},
	    {"exactly twenty-four chars", "exactly twenty-four\nchars"},
	    {"twelve chars twelve char", "twelve chars twelve char"},
	    {"  white \t space\n folded ", "white space folded"},
	    {"std::collections::HashMap<K, V>", "std::collections::\nHashMap<K, V>"},
	    {"a_very_long_identifier_name", "a_very_long_identifier_\nname"},
	    {"ABCDEFGHIJKLMNOPQRSTUVWXYZABCD", "ABCDEFGHIJKLMNOPQRSTUVWX\nYZABCD"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *lines = sg_label_wrap(cases[i].text);
		g_assert_cmpstr(lines, ==, cases[i].lines);
	}
	g_autofree char *long_text = g_strnfill(300, 'y');
	g_autofree char *flat = sg_label_flat(long_text);
	g_assert_cmpint(g_utf8_strlen(flat, -1), ==, SG_LABEL_MAX);
}

static char *
hang(const void *data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
	for (;;)
		pause();
	return NULL;
}

static char *
crash(const void *data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
	kill(getpid(), SIGKILL);
	return NULL;
}

static char *
refuse(const void *data, GError **error)
{
	sg_fail(error, SG_ERROR_OUTPUT, "%s", (const char *)data);
	return NULL;
}

static char *
answer(const void *data, GError **error G_GNUC_UNUSED)
{
	return g_strnfill(GPOINTER_TO_SIZE(data), 'z');
}

static void
isolated(void)
{
	static const struct {
		SgTextFn make;
		const char *data, *message;
	} cases[] = {
	    {hang, NULL, "no answer in 1 s"}, {crash, NULL, "signal 9"}, {refuse, "why", "why"}};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(sg_isolate(cases[i].make, cases[i].data, 1, &error));
		g_assert_error(error, SG_ERROR, SG_ERROR_OUTPUT);
		g_assert_cmpstr(error->message, ==, cases[i].message);
	}
	g_autofree char *text = sg_isolate(answer, GSIZE_TO_POINTER(1000000), 10, NULL);
	g_assert_cmpuint(strlen(text), ==, 1000000);
}

/* 100 chained nodes with long edges: seconds without limits. */
static void
dense(void)
{
	g_autoptr(SgDrawing) drawing = sg_drawing_new("dense", "Dense", SG_ENGINE_DOT);
	for (uint32_t i = 0; i < 100; i++) {
		g_autofree char *id = g_strdup_printf("n%u", i);
		sg_drawing_add_node(drawing, SG_MARK_CONCEPT, id, id, NULL);
	}
	for (uint32_t i = 1; i < 100; i++) {
		sg_drawing_add_edge(
		    drawing, (SgDrawnEdge){
				 .from = i - 1, .to = i, .type = SG_EDGE_RELATED, .worded = false});
		sg_drawing_add_edge(drawing, (SgDrawnEdge){.from = i * 7 % 100,
							   .to = i,
							   .type = SG_EDGE_PREVENTS,
							   .worded = false});
	}
	gint64 start = g_get_monotonic_time();
	g_autofree char *svg = sg_graphviz_svg(drawing, 0, NULL);
	g_assert_nonnull(svg);
	g_test_message("%.1f s", (double)(g_get_monotonic_time() - start) / 1e6);
}

/* Graphviz loses some bytes in a layout; the leak checker must not take them for ours. */
const char *__lsan_default_suppressions(void); // NOLINT(bugprone-reserved-identifier)

const char *
__lsan_default_suppressions(void) // NOLINT(bugprone-reserved-identifier)
{
	return "leak:libgvc.so\n";
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/dot/any-name-comes-back", names_come_back);
	g_test_add_func("/dot/labels-are-cut", labels_are_cut);
	g_test_add_func("/dot/labels-are-wrapped", wrapping);
	g_test_add_func("/dot/a-layout-apart-may-hang-or-die", isolated);
	g_test_add_func("/dot/a-dense-graph-is-laid-out", dense);
	int status = g_test_run();
	sg_graphviz_teardown();
	return status;
}
