/* SPDX-License-Identifier: MIT */
#include "emit/export/xml.h"

#include "base/file.h"
#include "base/text.h"
#include "emit/export/records.h"
#include "small-graph.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

static const SmallGraph hostile = {hostile_labels, G_N_ELEMENTS(hostile_labels), 3, 30};

static void
collect_cb(void *string, const void *bytes, size_t length)
{
	g_string_append_len(string, bytes, (gssize)length);
}

static xmlDocPtr export(void)
{
	g_autoptr(SgGraph) graph = small_graph(&hostile);
	g_autoptr(GString) xml = g_string_new(NULL);
	g_autoptr(SgSink) sink = sg_xml_new(collect_cb, xml);
	sg_records_write(graph, &sink, 1);
	xmlDocPtr doc = xmlReadMemory(xml->str, (int)xml->len, "graph.xml", NULL, XML_PARSE_NONET);
	g_assert_nonnull(doc);
	return doc;
}

static xmlXPathObjectPtr
find(xmlDocPtr doc, const char *expression)
{
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	xmlXPathRegisterNs(context, BAD_CAST "g", BAD_CAST "urn:skillgraph:graph:1");
	xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST expression, context);
	g_assert_nonnull(found);
	xmlXPathFreeContext(context);
	return found;
}

static void
counts(void)
{
	static const struct {
		const char *expression;
		double count;
	} wanted[] = {
	    {"count(/g:graph/g:documents/g:document)", 3},
	    {"count(/g:graph/g:sections/g:section)", 3},
	    {"count(/g:graph/g:nodes/g:node)", G_N_ELEMENTS(hostile_labels)},
	    {"count(/g:graph/g:edges/g:edge)", 36},
	    {"count(//g:edge[not(g:evidence/g:quote)])", 0},
	    {"count(//g:edge/g:attributes/g:version[. = '^2.0'])", 4},
	    {"count(//comment() | //processing-instruction())", 0},
	};
	xmlDocPtr doc = export();
	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		xmlXPathObjectPtr found = find(doc, wanted[i].expression);
		g_assert_cmpfloat(found->floatval, ==, wanted[i].count);
		xmlXPathFreeObject(found);
	}
	xmlFreeDoc(doc);
}

static void
labels(void)
{
	xmlDocPtr doc = export();
	for (uint32_t i = 0; i < hostile.n_labels; i++) {
		g_autofree char *expression =
		    g_strdup_printf("string(//g:node[contains(@id, 'e%06u')]/g:label)", i);
		g_autofree char *wanted =
		    sg_text_clean(hostile_labels[i], strlen(hostile_labels[i]));
		xmlXPathObjectPtr found = find(doc, expression);
		g_assert_cmpstr((const char *)found->stringval, ==, wanted);
		xmlXPathFreeObject(found);
	}
	xmlFreeDoc(doc);
}

static void
schema(void)
{
	g_autofree char *folder = sg_file_find_data("schema");
	g_assert_nonnull(folder);
	g_autofree char *path = g_build_filename(folder, "graph.rng", NULL);
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(path);
	xmlRelaxNGPtr rules = xmlRelaxNGParse(parser);
	g_assert_nonnull(rules);
	xmlRelaxNGValidCtxtPtr validator = xmlRelaxNGNewValidCtxt(rules);
	xmlDocPtr doc = export();
	g_assert_cmpint(xmlRelaxNGValidateDoc(validator, doc), ==, 0);
	xmlUnsetProp(xmlDocGetRootElement(doc), BAD_CAST "version");
	g_assert_cmpint(xmlRelaxNGValidateDoc(validator, doc), >, 0);
	xmlFreeDoc(doc);
	xmlRelaxNGFreeValidCtxt(validator);
	xmlRelaxNGFree(rules);
	xmlRelaxNGFreeParserCtxt(parser);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/xml-export/holds-what-the-graph-holds", counts);
	g_test_add_func("/xml-export/labels-come-back", labels);
	g_test_add_func("/xml-export/the-schema-accepts-it-and-no-damage", schema);
	return g_test_run();
}
