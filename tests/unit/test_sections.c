/* SPDX-License-Identifier: MIT */
#include "extracting.h"

static const struct {
	const char *fact;
	const char *text;
	const char *anchors;
} cases[] = {
    {"titles", "# Bee keeping\n\n## Wax & Honey\n\n## \xe8\x9c\x82\n",
     "bee-keeping wax-honey section"},
    {"titles-that-return", "# Hive\n\n## Hive\n\n## hive\n", "hive hive-2 hive-3"},
    {"titles-that-are-numbered-themselves",
     "# Hive\n\n## Hive\n\n## Hive 2\n\n## Hive\n\n## Hive 2\n",
     "hive hive-2 hive-2-2 hive-3 hive-2-3"},
    {"numbers-that-came-first", "# Hive 2\n\n## Hive\n\n## Hive\n", "hive-2 hive hive-3"},
};

/* Each once, and the same ones whenever a document is read. */
static void
test_anchors(void)
{
	Extracting extracting = extracting_new();
	for (size_t i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
		g_autoptr(SgFacts) facts = extract_text(&extracting, cases[i / 2].text);
		g_autoptr(GString) anchors = g_string_new(NULL);
		for (uint32_t s = 0; s < facts->n_sections; s++)
			g_string_append_printf(anchors, "%s%s", s > 0 ? " " : "",
					       sg_facts_str(facts, facts->sections[s].anchor));
		g_test_message("%s", cases[i / 2].fact);
		g_assert_cmpstr(anchors->str, ==, cases[i / 2].anchors);
	}
	extracting_clear(&extracting);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/sections/anchors", test_anchors);
	return g_test_run();
}
