/* SPDX-License-Identifier: MIT */
#include "emit/diagram/diagrams.h"
#include "emit/diagram/dot.h"
#include "emit/diagram/graphviz.h"
#include "emit/diagram/label.h"
#include "small-graph.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

static const SmallGraph hostile = {hostile_labels, G_N_ELEMENTS(hostile_labels), 3, 20};

static char *
svg_of(const SgDrawing *drawing)
{
	g_autoptr(GError) error = NULL;
	char *svg = sg_drawing_svg(drawing, &error);
	g_assert_no_error(error);
	return svg;
}

static char *
neighbourhood(const SmallGraph *shape, size_t entity)
{
	g_autoptr(SgGraph) graph = small_graph(shape);
	g_autoptr(SgDrawing) drawing = sg_neighbourhood_draw(graph, entity);
	return svg_of(drawing);
}

static xmlDocPtr
parse(const char *svg)
{
	xmlDocPtr doc = xmlReadMemory(svg, (int)strlen(svg), "x.svg", NULL, XML_PARSE_NONET);
	g_assert_nonnull(doc);
	return doc;
}

/* Number of the nodes that an expression over local names finds. */
static int
count(xmlDocPtr doc, const char *expression)
{
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	xmlXPathRegisterNs(context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
	xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST expression, context);
	g_assert_nonnull(found);
	g_assert_cmpint(found->type, ==, XPATH_NODESET);
	int n = found->nodesetval ? found->nodesetval->nodeNr : 0;
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return n;
}

/* The text lines of the i-th node joined by spaces. */
static char *
label_in(xmlDocPtr doc, uint32_t node)
{
	g_autofree char *expression = g_strdup_printf("(//s:*[@data-id])[%u]//s:text", node + 1);
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	xmlXPathRegisterNs(context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
	xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST expression, context);
	GString *label = g_string_new(NULL);
	for (int i = 0; i < found->nodesetval->nodeNr; i++) {
		xmlChar *line = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
		g_string_append_printf(label, "%s%s", i ? " " : "", (char *)line);
		xmlFree(line);
	}
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return g_string_free(label, FALSE);
}

static void
well_formed(void)
{
	for (size_t i = 0; i < hostile.n_labels; i++) {
		g_autofree char *svg = neighbourhood(&hostile, i);
		xmlDocPtr doc = parse(svg);
		g_assert_cmpint(count(doc, "/s:svg[@role='group'][@viewBox]"), ==, 1);
		g_assert_cmpint(
		    count(doc, "/s:svg/s:title[@id=substring-before(../@aria-labelledby, ' ')]"),
		    ==, 1);
		g_assert_cmpint(count(doc, "/s:svg/s:desc[string-length(.) > 5]"), ==, 1);
		g_assert_cmpint(count(doc, "//s:g[contains(@class, 'focus')]"), ==, 1);
		xmlFreeDoc(doc);
	}
}

static void
fit_for_pages(void)
{
	g_autofree char *svg = neighbourhood(&hostile, 0);
	g_assert_true(g_str_has_prefix(svg, "<svg "));
	xmlDocPtr doc = parse(svg);
	g_assert_cmpint(count(doc, "//comment() | //processing-instruction()"), ==, 0);
	g_assert_cmpint(count(doc, "//s:style | //@style | //s:script | //s:svg/@width"), ==, 0);
	g_assert_cmpint(count(doc, "//@*[namespace-uri()]"), ==, 0);
	g_assert_cmpint(count(doc, "//@*[. = 'transparent']"), ==, 0);
	g_assert_cmpint(count(doc, "//@id[not(starts-with(., 'near-concept-e000000-'))]"), ==, 0);
	g_assert_cmpint(count(doc, "//@id[. = ../following::*/@id]"), ==, 0);
	xmlFreeDoc(doc);
}

static void
labels_are_shown(void)
{
	g_autoptr(SgDrawing) drawing = sg_drawing_new("labels", "Labels", SG_ENGINE_DOT);
	for (uint32_t i = 0; i < hostile.n_labels; i++) {
		g_autofree char *id = g_strdup_printf("n/%u", i);
		sg_drawing_add_node(drawing, i % SG_N_MARKS, id, hostile_labels[i],
				    "javascript:\"'<x>&y");
	}
	g_autofree char *svg = svg_of(drawing);
	xmlDocPtr doc = parse(svg);
	for (uint32_t i = 0; i < hostile.n_labels; i++) {
		g_autofree char *wanted = sg_label_flat(hostile_labels[i]);
		g_autofree char *shown = label_in(doc, i);
		if (!strchr(wanted, ' ') && strlen(wanted) > SG_LABEL_WIDTH)
			g_assert_true(g_str_has_suffix(shown, "\u2026"));
		else
			g_assert_cmpstr(shown, ==, wanted);
	}
	g_assert_cmpint(count(doc, "//s:a[@href=\"javascript:&quot;'<x>&y\"]"), ==, 0);
	g_assert_cmpint(count(doc, "//s:a[starts-with(@href, 'javascript:')]"), ==,
			(int)hostile.n_labels);
	xmlFreeDoc(doc);
}

static void
links(void)
{
	g_autofree char *svg = neighbourhood(&hostile, 0);
	xmlDocPtr doc = parse(svg);
	g_assert_cmpint(count(doc, "//s:a[@href='e000001.html']"), ==, 1);
	g_assert_cmpint(count(doc, "//s:a[@href='../crate/npm--e000002.html']"), ==, 1);
	g_assert_cmpint(count(doc, "//s:g[@class='node crate']/s:a[@data-id='crate/npm:e000002']"),
			==, 1);
	xmlFreeDoc(doc);
}

/* A hundred neighbours: at most 14 nodes, and one of them says what is left out. */
static void
bounded(void)
{
	g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
	for (int i = 0; i < 100; i++)
		g_ptr_array_add(labels, g_strdup_printf("Entity %d", i));
	const SmallGraph shape = {(const char *const *)labels->pdata, 100, 5, 99};
	g_autoptr(SgGraph) graph = small_graph(&shape);
	g_autoptr(SgDrawing) drawing = sg_neighbourhood_draw(graph, 0);
	g_assert_cmpuint(drawing->nodes->len, ==, 14);
	const SgDrawnNode *last = sg_drawing_node(drawing, 13);
	g_assert_cmpint(last->mark, ==, SG_MARK_MORE);
	g_assert_true(g_str_has_prefix(last->label, "+92 more: "));
	g_assert_nonnull(strstr(drawing->description, last->label));
}

static void
alone(void)
{
	const char *labels[] = {"Alone", "Other"};
	const SmallGraph shape = {labels, 2, 1, 0};
	g_autoptr(SgGraph) graph = small_graph(&shape);
	g_autoptr(SgDrawing) drawing = sg_neighbourhood_draw(graph, 1);
	g_assert_cmpuint(drawing->nodes->len, ==, 1);
	g_autofree char *svg = svg_of(drawing);
	xmlFreeDoc(parse(svg));
}

static void
same_bytes(void)
{
	g_autofree char *first = neighbourhood(&hostile, 0);
	g_autofree char *between = neighbourhood(&hostile, 1);
	g_autofree char *again = neighbourhood(&hostile, 0);
	g_assert_true(strcmp(first, again) == 0);
	g_autoptr(SgGraph) graph = small_graph(&hostile);
	g_autoptr(SgDrawing) overview = sg_overview_draw(graph);
	g_autofree char *one = svg_of(overview);
	g_autofree char *two = svg_of(overview);
	g_assert_true(strcmp(one, two) == 0);
	g_assert_nonnull(strstr(one, "Small &amp; few"));
	xmlFreeDoc(parse(one));
}

static SgDigest
digest_of(const SgDrawing *drawing)
{
	g_autofree char *dot = sg_dot_write(drawing);
	return sg_drawing_digest(drawing, dot);
}

static void
digest_tells_changes(void)
{
	g_autoptr(SgGraph) graph = small_graph(&hostile);
	g_autoptr(SgDrawing) drawing = sg_neighbourhood_draw(graph, 0);
	g_autoptr(SgDrawing) again = sg_neighbourhood_draw(graph, 0);
	SgDigest before = digest_of(drawing);
	g_assert_cmpstr(before.hex, ==, digest_of(again).hex);
	sg_drawing_relabel(drawing, 1, "changed");
	SgDigest relabelled = digest_of(drawing);
	g_assert_cmpstr(before.hex, !=, relabelled.hex);
	g_free(drawing->title);
	drawing->title = g_strdup("changed");
	SgDigest retitled = digest_of(drawing);
	g_assert_cmpstr(relabelled.hex, !=, retitled.hex);
	drawing->min_width++;
	g_assert_cmpstr(retitled.hex, !=, digest_of(drawing).hex);
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
	g_test_add_func("/svg/hostile-names-stay-well-formed", well_formed);
	g_test_add_func("/svg/nothing-in-it-breaks-a-page", fit_for_pages);
	g_test_add_func("/svg/labels-are-shown-as-they-are", labels_are_shown);
	g_test_add_func("/svg/nodes-link-to-pages", links);
	g_test_add_func("/svg/a-neighbourhood-is-bounded-and-says-so", bounded);
	g_test_add_func("/svg/an-entity-without-neighbours-is-drawn", alone);
	g_test_add_func("/svg/the-same-drawing-gives-the-same-bytes", same_bytes);
	g_test_add_func("/svg/the-digest-tells-changes", digest_tells_changes);
	int status = g_test_run();
	sg_graphviz_teardown();
	xmlCleanupParser();
	return status;
}
