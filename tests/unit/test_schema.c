/* SPDX-License-Identifier: MIT */
#include "base/file.h"
#include "model/graph.h"

#include <jansson.h>
#include <libxml/xpath.h>

/* The schemas list by name what the program has tables of: they must say the same, in its order. */

#define NAMER(function, Type, expression)            \
	static const char *function(unsigned number) \
	{                                            \
		Type value = (Type)number;           \
		return expression;                   \
	}
NAMER(host, SgHost, sg_host_info(value)->name)
NAMER(host_verdict, SgHostVerdict, sg_host_verdict_name(value))
NAMER(type, SgDocType, sg_doc_type_name(value))
NAMER(syntax, SgDocSyntax, sg_doc_syntax_name(value))
NAMER(role, SgRole, sg_role_name(value))
NAMER(kind, SgKind, sg_kind_name(value))
NAMER(says, SgSays, sg_says_name(value))
NAMER(edge, SgEdgeType, sg_edge_type_name(value))
NAMER(verdict, SgVerdict, sg_verdict_name(value))
NAMER(severity, SgSeverity, sg_severity_name(value))

static const struct {
	const char *record, *field; /* a definition of the JSON schema, and one of its properties */
	const char *element;        /* of XML, that has the field as an attribute */
	unsigned count;
	const char *(*name)(unsigned number);
} lists[] = {
    {"host", "host", "host", SG_N_HOSTS, host},
    {"host", "verdict", "host", SG_N_HOST_VERDICTS, host_verdict},
    {"document", "type", "document", SG_TYPE_OTHER + 1, type},
    {"document", "syntax", "document", SG_SYNTAX_TEXT + 1, syntax},
    {"evidence", "role", "evidence", SG_N_ROLES, role},
    {"entity", "kind", "node", SG_N_KINDS, kind},
    {"statement", "role", "statement", SG_N_SAYS, says},
    {"edge", "type", "edge", SG_N_EDGE_TYPES, edge},
    {"overlap", "verdict", "overlap", SG_N_VERDICTS, verdict},
    {"diagnostic", "severity", "diagnostic", SG_SEVERITY_ERROR + 1, severity},
};

static char *
schema_path(const char *name)
{
	g_autofree char *folder = sg_file_find_data("schema");
	g_assert_nonnull(folder);
	return g_build_filename(folder, name, NULL);
}

static void
test_json(void)
{
	g_autofree char *path = schema_path("graph.schema.json");
	json_t *root = json_load_file(path, 0, NULL);
	g_assert_nonnull(root);
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		const json_t *names = NULL;
		g_assert_cmpint(json_unpack(root, "{s:{s:{s:{s:{s:o}}}}}", "$defs", lists[i].record,
					    "properties", lists[i].field, "enum", &names),
				==, 0);
		g_assert_cmpuint(json_array_size(names), ==, lists[i].count);
		for (unsigned k = 0; k < lists[i].count; k++)
			g_assert_cmpstr(json_string_value(json_array_get(names, k)), ==,
					lists[i].name(k));
	}
	json_decref(root);
}

static void
test_xml(void)
{
	g_autofree char *path = schema_path("graph.rng");
	xmlDocPtr doc = xmlReadFile(path, NULL, XML_PARSE_NONET);
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	g_assert_nonnull(context);
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_autofree char *query =
		    g_strdup_printf("//*[@name='%s']//*[local-name()='attribute'][@name='%s']"
				    "[1]//*[local-name()='value']",
				    lists[i].element, lists[i].field);
		xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST query, context);
		g_assert_nonnull(found);
		const xmlNodeSet *names = found->nodesetval;
		if (names->nodeNr != (int)lists[i].count)
			g_error("%s: %d", query, names->nodeNr);
		for (unsigned k = 0; k < lists[i].count; k++)
			g_assert_cmpstr((char *)names->nodeTab[k]->children->content, ==,
					lists[i].name(k));
		xmlXPathFreeObject(found);
	}
	xmlXPathFreeContext(context);
	xmlFreeDoc(doc);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/schema/json-names-what-the-tables-have", test_json);
	g_test_add_func("/schema/xml-names-what-the-tables-have", test_xml);
	return g_test_run();
}
