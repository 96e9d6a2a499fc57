/* SPDX-License-Identifier: MIT */
#include "base/yaml.h"

#include <string.h>

static SgYaml *
parse(const char *text)
{
	SgYamlFault fault = {0};
	SgYaml *yaml = sg_yaml_parse(text, strlen(text), &fault);
	if (!yaml)
		g_error("%u:%u: %s in: %s", fault.line, fault.column, fault.message, text);
	g_assert_null(fault.message);
	return yaml;
}

static void
test_tree(void)
{
	g_autoptr(SgYaml) root = parse("# comment\n"
				       "name: tokio\n"
				       "list:\n"
				       "  - one\n"
				       "  - {k: 'v', \"w\": [a, b]}\n"
				       "empty:\n");
	g_assert_cmpint(root->kind, ==, SG_YAML_MAP);
	g_assert_cmpuint(sg_yaml_count(root), ==, 3);
	g_assert_cmpstr(sg_yaml_get(root, "name")->text, ==, "tokio");
	g_assert_cmpstr(sg_yaml_key(root, 1)->text, ==, "list");
	const SgYaml *list = sg_yaml_get(root, "list");
	g_assert_cmpint(list->kind, ==, SG_YAML_LIST);
	const SgYaml *map = sg_yaml_item(list, 1);
	g_assert_cmpuint(map->line, ==, 5);
	g_assert_cmpuint(map->column, ==, 5);
	g_assert_false(sg_yaml_get(map, "k")->plain);
	g_assert_cmpstr(sg_yaml_item(sg_yaml_get(map, "w"), 1)->text, ==, "b");
	g_assert_true(sg_yaml_get(root, "empty")->plain);
	g_assert_cmpstr(sg_yaml_get(root, "empty")->text, ==, "");
	g_assert_null(sg_yaml_get(root, "missing"));
	g_assert_null(sg_yaml_get(list, "name"));
}

static void
test_empty_is_a_map(void)
{
	static const char *const CASES[] = {"", "\n\n", "# nothing\n", "---\n", "\xef\xbb\xbf"};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(SgYaml) root = parse(CASES[i]);
		g_assert_cmpint(root->kind, ==, SG_YAML_MAP);
		g_assert_cmpuint(sg_yaml_count(root), ==, 0);
	}
}

static void
test_other_roots(void)
{
	g_autoptr(SgYaml) list = parse("- a\n- b\n");
	g_assert_cmpint(list->kind, ==, SG_YAML_LIST);
	g_autoptr(SgYaml) scalar = parse("!!str a b\n");
	g_assert_cmpstr(scalar->text, ==, "a b");
	g_assert_false(scalar->plain);
	g_autoptr(SgYaml) marked = parse("\xef\xbb\xbfname: x\n");
	g_assert_cmpuint(sg_yaml_key(marked, 0)->column, ==, 1);
}

static void
test_refusals_have_a_place(void)
{
	static const struct {
		const char *text;
		unsigned line, column;
		const char *message;
	} CASES[] = {
	    {"name: a\ndescription: Use when: x\n", 2, 22, "mapping values"},
	    {"a: 1\nb: 2\na: 3\n", 3, 1, "'a' is given twice, first in line 1"},
	    {"x: {k: 1, k: 2}\n", 1, 11, "given twice"},
	    /* Many keys are looked up in another way than few. */
	    {"a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\nh: 1\ni: 1\nj: 1\nc: 2\n", 11, 1,
	     "'c' is given twice, first in line 3"},
	    {"a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\nh: 1\ni: 1\nj: 1\nj: 2\n", 11, 1,
	     "'j' is given twice, first in line 10"},
	    {"a: &x 1\n", 1, 4, "anchor '&x'"},
	    {"a: *x\n", 1, 4, "alias '*x'"},
	    {"a: &x [1]\n", 1, 4, "anchor"},
	    {"a: !important x\n", 1, 4, "tag '!important'"},
	    {"a: !!python/object:os.system x\n", 1, 4, "tag"},
	    {"a: 1\nb: \"open\nc: 2\n", 2, 4, "quote is not closed"},
	    {"title: [a\n", 1, 8, "bracket is not closed"},
	    {"a: 1\nb: {c: [d], e: f", 2, 4, "bracket is not closed"},
	    {"a: [b\nc: ]\nd: x\n", 2, 2, "did not find"},
	    {"a: 1\n---\nb: 2\n", 2, 1, "more than one"},
	    {"? [a]\n: b\n", 1, 3, "key must be"},
	    {"a: @bob\n", 1, 4, "cannot start any token"},
	    {"a: \xff\n", 1, 4, "UTF-8"},
	    {"ok: 1\na: x\x01y\n", 2, 5, "control characters"},
	    {"a: \"\\0\"\n", 1, 4, "NUL"},
	    {"\tx: 1\n", 1, 1, "cannot start any token"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		SgYamlFault fault;
		SgYaml *yaml = sg_yaml_parse(CASES[i].text, strlen(CASES[i].text), &fault);
		g_test_message("case %zu: %u:%u %s", i, fault.line, fault.column, fault.message);
		g_assert_null(yaml);
		g_assert_nonnull(strstr(fault.message, CASES[i].message));
		g_assert_cmpuint(fault.line, ==, CASES[i].line);
		g_assert_cmpuint(fault.column, ==, CASES[i].column);
		g_free(fault.message);
	}
}

static void
test_depth_is_limited(void)
{
	for (unsigned extra = 0; extra < 2; extra++) {
		size_t depth = SG_YAML_MAX_DEPTH + extra;
		g_autoptr(GString) text = g_string_new(NULL);
		for (size_t i = 0; i < depth; i++)
			g_string_append_c(text, '[');
		for (size_t i = 0; i < depth; i++)
			g_string_append_c(text, ']');
		SgYamlFault fault;
		g_autoptr(SgYaml) yaml = sg_yaml_parse(text->str, text->len, &fault);
		g_assert_cmpint(yaml == NULL, ==, extra == 1);
		g_free(fault.message);
	}
	g_autofree char *hostile = g_strnfill(100000, '[');
	SgYamlFault fault;
	g_assert_null(sg_yaml_parse(hostile, 100000, &fault));
	g_assert_cmpuint(fault.column, ==, SG_YAML_MAX_DEPTH + 1);
	g_free(fault.message);
}

static void
test_many_keys_in_linear_time(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (unsigned i = 0; i < 20000; i++)
		g_string_append_printf(text, "key%u: %u\n", i, i);
	g_autoptr(SgYaml) yaml = parse(text->str);
	g_assert_cmpuint(sg_yaml_count(yaml), ==, 20000);
	g_assert_cmpstr(sg_yaml_get(yaml, "key19999")->text, ==, "19999");
}

/* Either a tree or a fault with a place. */
static void
check_answer(const char *text, size_t length)
{
	SgYamlFault fault;
	g_autoptr(SgYaml) yaml = sg_yaml_parse(text, length, &fault);
	g_assert_cmpint(yaml == NULL, ==, fault.message != NULL);
	g_assert_cmpint(fault.line > 0, ==, fault.message != NULL);
	g_free(fault.message);
}

/* Every prefix of a text, and the text with each byte replaced. */
static void
test_damaged_text(void)
{
	static const char TEXT[] = "a: [x, {b: \"c\"}]\n? d\n: |\n  e\n'f': - g\n";
	static const char BYTES[] = "\x00\xff:-[{*&!\"'%\n\t";
	for (size_t at = 0; at < sizeof(TEXT) - 1; at++) {
		g_autofree char *text = g_memdup2(TEXT, sizeof(TEXT));
		check_answer(text, at);
		for (size_t b = 0; b < sizeof(BYTES) - 1; b++) {
			text[at] = BYTES[b];
			check_answer(text, sizeof(TEXT) - 1);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/yaml/tree-with-positions", test_tree);
	g_test_add_func("/yaml/empty-text-is-an-empty-map", test_empty_is_a_map);
	g_test_add_func("/yaml/other-roots", test_other_roots);
	g_test_add_func("/yaml/refusals-have-a-place", test_refusals_have_a_place);
	g_test_add_func("/yaml/depth-is-limited", test_depth_is_limited);
	g_test_add_func("/yaml/many-keys", test_many_keys_in_linear_time);
	g_test_add_func("/yaml/damaged-text-is-read-or-refused", test_damaged_text);
	return g_test_run();
}
