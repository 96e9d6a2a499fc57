/* SPDX-License-Identifier: MIT */
#include "base/diagnostics.h"

#include <string.h>

/* "abc-def-9": what users grep for and write into baselines. */
static bool
is_kebab(const char *name)
{
	for (const char *at = name; *at; at++) {
		bool hyphen = *at == '-' && at > name && at[1] && at[1] != '-';
		if (!g_ascii_islower(*at) && !g_ascii_isdigit(*at) && !hyphen)
			return false;
	}
	return *name != '\0';
}

static void
test_table_is_complete(void)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	for (unsigned tag = 0; tag < SG_N_DIAGS; tag++) {
		const SgDiagRule *rule = sg_diag_rule(tag);
		g_assert_nonnull(rule->name);
		g_assert_true(is_kebab(rule->name));
		g_assert_true(g_hash_table_add(names, (char *)rule->name));
		g_assert_true(g_str_has_suffix(rule->message, ": %s"));
		g_assert_true(strchr(rule->message, '%') == strrchr(rule->message, '%'));
		g_assert_true(g_str_has_suffix(rule->explanation, "."));
	}
	g_assert_nonnull(strstr(sg_diag_rule(SG_DIAG_RESIDUE)->name, "residue"));
}

static void
test_severity_decides_exit_status(void)
{
	g_assert_cmpint(sg_diag_rule(SG_DIAG_INVALID_UTF8)->severity, ==, SG_SEVERITY_ERROR);
	g_assert_cmpint(sg_diag_rule(SG_DIAG_FM_LENIENT)->severity, ==, SG_SEVERITY_WARNING);
	g_assert_cmpint(sg_diag_rule(SG_DIAG_DUPLICATE_DOCUMENT)->severity, ==, SG_SEVERITY_NOTE);
	g_assert_cmpstr(sg_severity_name(SG_SEVERITY_NOTE), ==, "note");
	g_assert_cmpstr(sg_severity_name(SG_SEVERITY_WARNING), ==, "warning");
	g_assert_cmpstr(sg_severity_name(SG_SEVERITY_ERROR), ==, "error");
}

static void
test_order_is_of_discovery(void)
{
	g_autoptr(SgDiags) diags = sg_diags_new();
	char detail[] = "first";
	sg_diags_add(diags, SG_DIAG_RAW_HTML, 9, 2, detail);
	detail[0] = 'X';
	sg_diags_add(diags, SG_DIAG_EMPTY, 0, 0, NULL);
	g_assert_cmpuint(sg_diags_count(diags), ==, 2);
	const SgDiag *diag = sg_diags_get(diags, 0);
	g_assert_cmpint(diag->tag, ==, SG_DIAG_RAW_HTML);
	g_assert_cmpuint(diag->line, ==, 9);
	g_assert_cmpuint(diag->column, ==, 2);
	g_assert_cmpstr(diag->detail, ==, "first");
	g_assert_null(sg_diags_get(diags, 1)->detail);
}

static void
test_flood_is_counted(void)
{
	g_autoptr(SgDiags) diags = sg_diags_new();
	for (unsigned i = 0; i < SG_MAX_DIAGS + 7; i++)
		sg_diags_add(diags, SG_DIAG_CONTROL_CHARACTER, i + 1, 1, NULL);
	sg_diags_add(diags, SG_DIAG_EMPTY, 0, 0, NULL);
	g_assert_cmpuint(sg_diags_count(diags), ==, SG_MAX_DIAGS + 1);
	g_assert_cmpuint(sg_diags_dropped(diags, SG_DIAG_CONTROL_CHARACTER), ==, 7);
	g_assert_cmpuint(sg_diags_dropped(diags, SG_DIAG_EMPTY), ==, 0);
}

static void
test_message(void)
{
	g_autofree char *with = sg_diag_message(SG_DIAG_EMPTY, "100%s");
	g_assert_cmpstr(with, ==, "document without text: 100%s");
	g_autofree char *without = sg_diag_message(SG_DIAG_EMPTY, NULL);
	g_assert_cmpstr(without, ==, "document without text");
}

static void
test_format(void)
{
	static const struct {
		const char *path, *message, *line;
		unsigned at, column;
	} CASES[] = {
	    {"a/x.md", "m", "a/x.md:12:3: warning: m [empty-document]", 12, 3},
	    {"a/x.md", "m", "a/x.md:12: warning: m [empty-document]", 12, 0},
	    {"a/x.md", "m", "a/x.md: warning: m [empty-document]", 0, 0},
	    {NULL, "m", "warning: m [empty-document]", 0, 0},
	    {"a\nb\x1b", "\x07\u202e\u202c",
	     "a\\x0ab\\x1b: warning: \\x07\\u{202e}\\u{202c} [empty-document]", 0, 0},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *line = sg_diag_format(CASES[i].path, SG_DIAG_EMPTY, CASES[i].at,
						       CASES[i].column, CASES[i].message);
		g_assert_cmpstr(line, ==, CASES[i].line);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/diagnostics/table-is-complete", test_table_is_complete);
	g_test_add_func("/diagnostics/severity-decides-exit-status",
			test_severity_decides_exit_status);
	g_test_add_func("/diagnostics/order-is-of-discovery", test_order_is_of_discovery);
	g_test_add_func("/diagnostics/flood-is-counted", test_flood_is_counted);
	g_test_add_func("/diagnostics/message-takes-detail-literally", test_message);
	g_test_add_func("/diagnostics/format-as-compilers-do", test_format);
	return g_test_run();
}
