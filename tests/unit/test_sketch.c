/* SPDX-License-Identifier: MIT */
#include "extracting.h"

#include <math.h>

/* Sketches estimate how alike two texts are: the share of bins that agree is the Jaccard index of
 * their shingles. */

static Extracting extracting;

/* words numbered words from first on, so that overlap is known. */
static char *
make_text(unsigned first, unsigned words)
{
	GString *text = g_string_new("# Count\n\n");
	for (unsigned i = 0; i < words; i++)
		g_string_append_printf(text, "bee%u%s", first + i, i % 12 == 11 ? "\n" : " ");
	g_string_append_c(text, '\n');
	return g_string_free(text, FALSE);
}

static double
agreement(const SgFacts *a, const SgFacts *b)
{
	unsigned same = 0;
	for (unsigned i = 0; i < SG_SKETCH_SIZE; i++)
		same += a->sketch->bins[i] == b->sketch->bins[i];
	return (double)same / SG_SKETCH_SIZE;
}

static const struct {
	unsigned shift; /* of 1000 words */
	double jaccard;
} overlaps[] = {{0, 1.0}, {100, 0.82}, {333, 0.5}, {500, 0.33}, {2000, 0.0}};

static void
test_overlap(void)
{
	g_autofree char *first = make_text(0, 1000);
	g_autoptr(SgFacts) a = extract_text(&extracting, first);
	for (size_t i = 0; i < G_N_ELEMENTS(overlaps); i++) {
		g_autofree char *second = make_text(overlaps[i].shift, 1000);
		g_autoptr(SgFacts) b = extract_text(&extracting, second);
		/* Three standard deviations of 64 draws. */
		double wide =
		    3 * sqrt(overlaps[i].jaccard * (1 - overlaps[i].jaccard) / SG_SKETCH_SIZE) +
		    0.05;
		g_assert_cmpfloat(fabs(agreement(a, b) - overlaps[i].jaccard), <=, wide);
	}
}

static void
test_markup(void)
{
	g_autoptr(SgFacts) plain =
	    extract_text(&extracting, "Bees fly far from home\nin the long summer.\n");
	g_autoptr(SgFacts) marked =
	    extract_text(&extracting, "**Bees** fly *far* from `home` in the long summer.\n");
	g_assert_cmpfloat(agreement(plain, marked), ==, 1.0);
	g_assert_cmpuint(plain->sketch->n_words, ==, 9);
	g_assert_cmpuint(plain->sketch->n_shingles, ==, 5);
}

static void
test_small(void)
{
	g_autoptr(SgFacts) one = extract_text(&extracting, "Bees.\n");
	g_assert_cmpuint(one->sketch->n_shingles, ==, 1);
	for (unsigned i = 0; i < SG_SKETCH_SIZE; i++)
		g_assert_cmpuint(one->sketch->bins[i], ==, one->sketch->bins[0]);
	g_autoptr(SgFacts) none = extract_text(&extracting, "\n");
	g_assert_cmpuint(none->sketch->n_shingles, ==, 0);
	g_autoptr(SgFacts) kana = extract_text(&extracting, "蜜蜂住在木箱里很安静\n");
	g_assert_cmpuint(kana->sketch->n_words, ==, 10);
	g_assert_cmpuint(kana->sketch->n_shingles, ==, 6);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	extracting = extracting_new();
	g_test_add_func("/sketch/bins-agree-as-the-texts-do", test_overlap);
	g_test_add_func("/sketch/markup-makes-no-difference", test_markup);
	g_test_add_func("/sketch/small-texts-fill-every-bin", test_small);
	int status = g_test_run();
	extracting_clear(&extracting);
	return status;
}
