/* SPDX-License-Identifier: MIT */
#include "emit/export/json.h"

#include "emit/export/records.h"
#include "small-graph.h"

#include <jansson.h>
#include <locale.h>

static const SmallGraph hostile = {hostile_labels, G_N_ELEMENTS(hostile_labels), 3, 30};

static void
collect_cb(void *string, const void *bytes, size_t length)
{
	g_string_append_len(string, bytes, (gssize)length);
}

static char *export(void)
{
	g_autoptr(SgGraph) graph = small_graph(&hostile);
	GString *json = g_string_new(NULL);
	g_autoptr(SgSink) sink = sg_json_new(collect_cb, json);
	sg_records_write(graph, &sink, 1);
	return g_string_free(json, FALSE);
}

static json_t *
parse(const char *text)
{
	json_error_t error;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		g_error("line %d: %s", error.line, error.text);
	return root;
}

static const char *
string_at(const json_t *record, const char *key)
{
	return json_string_value(json_object_get(record, key));
}

static void
arrays(void)
{
	g_autofree char *text = export();
	json_t *root = parse(text);
	g_assert_cmpstr(string_at(root, "format"), ==, "skillgraph-graph");
	static const struct {
		const char *name;
		size_t count;
	} wanted[] = {{"documents", 3}, {"sections", 3},
		      {"examples", 1},  {"nodes", G_N_ELEMENTS(hostile_labels)},
		      {"edges", 36},    {"topics", 1},
		      {"overlaps", 0},  {"clusters", 0},
		      {"conflicts", 0}, {"diagnostics", 0}};
	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		const json_t *array = json_object_get(root, wanted[i].name);
		g_assert_true(json_is_array(array));
		g_assert_cmpuint(json_array_size(array), ==, wanted[i].count);
	}
	json_decref(root);
}

static void
a_record_a_line(void)
{
	g_autofree char *text = export();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	size_t records = 0;
	for (size_t i = 0; lines[i]; i++) {
		if (!g_str_has_prefix(lines[i], "{\"id\""))
			continue;
		g_autofree char *record = g_strdup(lines[i]);
		if (g_str_has_suffix(record, ","))
			record[strlen(record) - 1] = '\0';
		json_decref(parse(record));
		records++;
	}
	g_assert_cmpuint(records, ==, 3 + 3 + 1 + G_N_ELEMENTS(hostile_labels) + 36 + 1);
	g_assert_true(g_str_has_suffix(text, "]\n}\n"));
}

static void
labels(void)
{
	g_autofree char *text = export();
	json_t *root = parse(text);
	const json_t *nodes = json_object_get(root, "nodes");
	for (size_t i = 0; i < json_array_size(nodes); i++) {
		const json_t *node = json_array_get(nodes, i);
		const char *number = strrchr(string_at(node, "id"), 'e') + 1;
		size_t label = (size_t)g_ascii_strtoull(number, NULL, 10);
		g_assert_cmpstr(string_at(node, "label"), ==, hostile_labels[label]);
	}
	json_decref(root);
}

static void
metadata(void)
{
	g_autofree char *text = export();
	json_t *root = parse(text);
	const json_t *document = json_array_get(json_object_get(root, "documents"), 0);
	const json_t *meta = json_object_get(document, "metadata");
	g_autofree char *dumped = json_dumps(meta, JSON_COMPACT | JSON_REAL_PRECISION(15));
	g_assert_cmpstr(dumped, ==,
			"{\"license\":\"MIT \\\"or\\\" "
			"so\",\"priority\":12,\"version\":\"1.10\",\"share\":0.25,"
			"\"always\":true,\"never\":false,\"nothing\":null,"
			"\"globs\":[\"*.rs\",{\"deep\":\"1 < 2\",\"huge\":\"1e999\"}]}");
	g_assert_cmpstr(string_at(document, "name"), ==, "small");
	json_decref(root);
}

static void
evidence(void)
{
	g_autofree char *text = export();
	json_t *root = parse(text);
	const json_t *edge = json_array_get(json_object_get(root, "edges"), 0);
	const json_t *proof = json_array_get(json_object_get(edge, "evidence"), 0);
	g_assert_cmpstr(string_at(proof, "quote"), ==,
			"Line about entity 0, \"quoted\" \\ and <tagged> & so on.");
	g_assert_cmpint(json_integer_value(json_object_get(proof, "line")), ==, 2);
	g_assert_nonnull(strstr(text, "\"confidence\":0.85,"));
	json_decref(root);
}

static void
attributes(void)
{
	g_autofree char *text = export();
	g_assert_nonnull(
	    strstr(text, "\"attributes\":{\"versions\":[\"1\",\"^2.0\"],\"features\":[\"full\"]}"));
	g_assert_nonnull(strstr(text, "\"attributes\":{}"));
}

static void
one_record(void)
{
	g_autoptr(SgGraph) graph = small_graph(&hostile);
	g_autofree char *text = export();
	const SgSort sorts[] = {SG_SORT_ENTITY, SG_SORT_DOCUMENT};
	for (size_t i = 0; i < G_N_ELEMENTS(sorts); i++) {
		g_autofree char *record = sg_json_record(graph, sg_ref_of(graph, sorts[i], 1));
		g_autofree char *line = g_strdup_printf("\n%s,\n", record);
		g_assert_nonnull(strstr(text, line));
	}
}

static void
locale(void)
{
	g_autofree char *plain = export();
	const char *set = setlocale(LC_ALL, "de_DE.UTF-8");
	if (!set)
		set = setlocale(LC_ALL, "tr_TR.UTF-8");
	g_autofree char *local = export();
	setlocale(LC_ALL, "C");
	g_assert_cmpstr(plain, ==, local);
	if (!set)
		g_test_skip("no locale with a decimal comma");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json-export/every-array-is-there", arrays);
	g_test_add_func("/json-export/a-record-is-a-line", a_record_a_line);
	g_test_add_func("/json-export/labels-come-back", labels);
	g_test_add_func("/json-export/front-matter-keeps-its-types", metadata);
	g_test_add_func("/json-export/evidence-quotes-word-for-word", evidence);
	g_test_add_func("/json-export/requirements-are-lists", attributes);
	g_test_add_func("/json-export/one-record-is-the-line-of-the-whole", one_record);
	g_test_add_func("/json-export/no-locale-changes-it", locale);
	return g_test_run();
}
