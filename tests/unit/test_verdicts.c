/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#include "dedupe/verdicts.h"

static void
test_table(void)
{
	static const struct {
		SgComparison comparison;
		SgVerdict verdict;
	} rows[] = {
	    {{{100, 100, 100}, true, false, false}, SG_VERDICT_IDENTICAL},
	    {{{100, 100, 95}, false, true, false}, SG_VERDICT_RENDITION},
	    {{{100, 100, 95}, false, false, true}, SG_VERDICT_COPY},
	    {{{100, 100, 70}, false, false, false}, SG_VERDICT_OVERLAP},
	    {{{100, 160, 98}, false, false, false}, SG_VERDICT_DERIVED},
	    {{{160, 100, 98}, false, true, false}, SG_VERDICT_DERIVED},
	    /* A catalogue of others. */
	    {{{100, 4000, 98}, false, false, false}, SG_VERDICT_OVERLAP},
	    {{{10, 40, 10}, false, false, false}, SG_N_VERDICTS},
	    {{{100, 100, 3}, false, false, true}, SG_VERDICT_VARIANT},
	    {{{100, 100, 60}, false, false, true}, SG_VERDICT_VARIANT},
	    {{{100, 100, 3}, false, false, false}, SG_N_VERDICTS},
	    {{{0, 0, 0}, false, false, false}, SG_N_VERDICTS},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		SgVerdict verdict = sg_verdict_decide(&rows[i].comparison);
		if (verdict != rows[i].verdict)
			g_test_message("row %zu", i);
		g_assert_cmpint(verdict, ==, rows[i].verdict);
	}
}

/* Sixty words of which number says the first ones. */
static char *
make_text(unsigned number, unsigned words)
{
	GString *text = g_string_new("# Title\n");
	for (unsigned i = 0; i < words; i++)
		g_string_append_printf(text, "%sw%ux%u", i % 10 == 0 ? "\n" : " ", number, i);
	return g_string_free(text, FALSE);
}

static const SgOverlap *
overlap_of(const SgOverlaps *overlaps, uint32_t a, uint32_t b)
{
	for (guint i = 0; i < overlaps->overlaps->len; i++) {
		const SgOverlap *overlap = &g_array_index(overlaps->overlaps, SgOverlap, i);
		if (overlap->a == a && overlap->b == b)
			return overlap;
	}
	return NULL;
}

static void
test_documents(void)
{
	g_autofree char *base = make_text(1, 300);
	g_autofree char *addition = make_text(2, 100);
	g_autofree char *foreign = make_text(3, 300);
	g_autofree char *longer = g_strconcat(base, "\n", addition, NULL);
	g_autofree char *edited = g_strdup(base);
	char *word = strstr(edited, "w1x150");
	g_assert(word);
	memcpy(word, "other0", 6);
	g_autofree char *named_a = g_strconcat("name: rust-pro\n\n", foreign, NULL);
	g_autofree char *named_b = g_strconcat("name: Rust Pro\n\n", addition, NULL);
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_plain("a", base));
	g_ptr_array_add(facts, make_plain("b", base));
	g_ptr_array_add(facts, make_plain("c", edited));
	g_ptr_array_add(facts, make_plain("d", longer));
	g_ptr_array_add(facts, make_plain("e", named_a));
	g_ptr_array_add(facts, make_plain("f", named_b));
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, NULL);
	static const struct {
		uint32_t a, b;
		SgVerdict verdict;
	} rows[] = {{0, 1, SG_VERDICT_IDENTICAL},
		    {0, 2, SG_VERDICT_COPY},
		    {0, 3, SG_VERDICT_DERIVED},
		    {4, 5, SG_VERDICT_VARIANT}};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const SgOverlap *overlap = overlap_of(overlaps, rows[i].a, rows[i].b);
		g_assert(overlap);
		g_assert_cmpint(overlap->verdict, ==, rows[i].verdict);
	}
	g_assert_null(overlap_of(overlaps, 0, 4));
	const SgOverlap *copy = overlap_of(overlaps, 0, 2);
	g_assert(copy);
	g_assert_cmpuint(copy->passages.count, ==, 1);
	const SgPassage *passage =
	    &g_array_index(overlaps->passages, SgPassage, copy->passages.first);
	g_assert_cmpfloat(passage->similarity, <, 1);
	g_assert_cmpuint(copy->differences.count, ==, 1);
	const SgDifference *difference =
	    &g_array_index(overlaps->differences, SgDifference, copy->differences.first);
	g_assert_cmpstr(difference->kind, ==, "text");
	g_assert_cmpuint(difference->a.line, ==, 18);
	g_assert_cmpuint(difference->b.line, ==, 18);
	const SgOverlap *derived = overlap_of(overlaps, 0, 3);
	g_assert(derived);
	g_assert_cmpuint(derived->differences.count, ==, 1);
	g_assert_cmpstr(
	    g_array_index(overlaps->differences, SgDifference, derived->differences.first).kind, ==,
	    "added");
	g_assert_cmpfloat(derived->containment_a, ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/verdicts/table", test_table);
	g_test_add_func("/verdicts/documents-and-where-they-differ", test_documents);
	return g_test_run();
}
