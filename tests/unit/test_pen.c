/* SPDX-License-Identifier: MIT */
#include "emit/diagram/pen.h"

#include <string.h>

static void
numbers(void)
{
	static const struct {
		double number;
		const char *text;
	} cases[] = {{0, "0"},     {-0.04, "0"},  {0.5, ".5"},     {-0.5, "-.5"},
		     {12, "12"},   {12.04, "12"}, {12.06, "12.1"}, {-12.5, "-12.5"},
		     {100, "100"}, {99.96, "100"}};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		sg_pen_number(out, cases[i].number);
		g_assert_cmpstr(out->str, ==, cases[i].text);
	}
}

static void
shortest(void)
{
	g_autoptr(GString) out = g_string_new(NULL);
	SgPen pen;
	sg_pen_begin(&pen, out);
	sg_pen_move(&pen, 10, 20);
	sg_pen_line(&pen, 30, 20);
	sg_pen_line(&pen, 30, 15.5);
	sg_pen_line(&pen, 20, 5.5);
	sg_pen_line(&pen, 25, 10.5);
	sg_pen_close(&pen);
	sg_pen_move(&pen, 11, 21);
	sg_pen_bend(&pen, 12, 21, 12, 22);
	sg_pen_curve(&pen, (SgPoint){12, 23}, (SgPoint){13, 24}, (SgPoint){14, 24});
	sg_pen_move(&pen, 14, 24);
	sg_pen_line(&pen, 14, 25);
	sg_pen_end(&pen);
	g_assert_cmpstr(out->str, ==,
			" d=\"M10 20h20v-4.5l-10-10 5 5zm1 1q1 0 1 1c0 1 1 2 2 2v1\"");
}

/* A thousand steps of a third of a point end where they should. */
static void
no_drift(void)
{
	g_autoptr(GString) out = g_string_new(NULL);
	SgPen pen;
	sg_pen_begin(&pen, out);
	sg_pen_move(&pen, 0, 0);
	for (int i = 1; i <= 1000; i++)
		sg_pen_line(&pen, i / 3.0, i / 7.0);
	double x = 0;
	double y = 0;
	const char *at = out->str + strlen(" d=\"M0 0");
	while (*at) {
		char command = g_ascii_isalpha(*at) ? *at++ : 'l';
		char *end = NULL;
		double step = g_ascii_strtod(at, &end);
		if (command == 'v')
			y += step;
		else
			x += step;
		if (command == 'l')
			y += g_ascii_strtod(end, &end);
		at = end;
	}
	g_assert_cmpfloat_with_epsilon(x, 1000 / 3.0, 0.06);
	g_assert_cmpfloat_with_epsilon(y, 1000 / 7.0, 0.06);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/pen/numbers-have-one-decimal-at-most", numbers);
	g_test_add_func("/pen/a-path-is-as-short-as-it-can-be", shortest);
	g_test_add_func("/pen/steps-do-not-drift", no_drift);
	return g_test_run();
}
