/* SPDX-License-Identifier: MIT */
#include "emit/diagram/shape.h"

#include <math.h>

#define MAX_POINTS  12
#define MAX_DETAILS 4
/* Of a corner, which folds, bevels and juts are measured in: a third of the shorter side at most.
 */
#define CORNER 12.0

/* A point from the middle: half the width and half the height so often, and the corner so often. */
typedef struct {
	double width, x, height, y;
} Place;

/* An outline and the lines within it; both end with their count. */
typedef struct {
	unsigned n_outline;
	Place outline[MAX_POINTS];
	unsigned n_details[MAX_DETAILS];
	Place details[MAX_DETAILS][MAX_DETAILS];
} Shape;

#define T (1 / 3.0)
#define BOX                                                  \
	{                                                    \
		{-1, 0, -1, 0}, {1, 0, -1, 0}, {1, 0, 1, 0}, \
		{                                            \
			-1, 0, 1, 0                          \
		}                                            \
	}

/* Graphviz's shapes of these names, in the measures that it gives them. */
static const Shape shapes[SG_N_MARKS] = {
    [SG_MARK_ERROR] = {4,
		       BOX,
		       {2, 2, 2, 2},
		       {{{-1, 1, -1, 0}, {-1, 0, -1, 1}},
			{{1, -1, -1, 0}, {1, 0, -1, 1}},
			{{-1, 1, 1, 0}, {-1, 0, 1, -1}},
			{{1, -1, 1, 0}, {1, 0, 1, -1}}}},
    [SG_MARK_CRATE] = {6,
		       {{1, 0, -1, 0},
			{-1, T, -1, 0},
			{-1, 0, -1, T},
			{-1, 0, 1, 0},
			{1, -T, 1, 0},
			{1, 0, 1, -T}},
		       {3, 2},
		       {{{-1, 0, -1, T}, {1, -T, -1, T}, {1, -T, 1, 0}},
			{{1, -T, -1, T}, {1, 0, -1, 0}}}},
    [SG_MARK_PATTERN] =
	{12,
	 {{1, 0, -1, 0},
	  {-1, 0, -1, 0},
	  {-1, 0, -1, T},
	  {-1, -T, -1, T},
	  {-1, -T, -1, 2 * T},
	  {-1, 0, -1, 2 * T},
	  {-1, 0, 1, -2 * T},
	  {-1, -T, 1, -2 * T},
	  {-1, -T, 1, -T},
	  {-1, 0, 1, -T},
	  {-1, 0, 1, 0},
	  {1, 0, 1, 0}},
	 {4, 4},
	 {{{-1, 0, -1, T}, {-1, T, -1, T}, {-1, T, -1, 2 * T}, {-1, 0, -1, 2 * T}},
	  {{-1, 0, 1, -2 * T}, {-1, T, 1, -2 * T}, {-1, T, 1, -T}, {-1, 0, 1, -T}}}},
    [SG_MARK_TOOL] = {5,
		      {{-1, 0, -1, 0}, {1, -1, -1, 0}, {1, 0, 0, 0}, {1, -1, 1, 0}, {-1, 0, 1, 0}},
		      {0},
		      {{{0}}}},
    [SG_MARK_DOCUMENT] =
	{5,
	 {{-1, 0, -1, 0}, {1, -0.5, -1, 0}, {1, 0, -1, 0.5}, {1, 0, 1, 0}, {-1, 0, 1, 0}},
	 {3},
	 {{{1, -0.5, -1, 0}, {1, -0.5, -1, 0.5}, {1, 0, -1, 0.5}}}},
    [SG_MARK_SECTION] = {6,
			 {{-1, 0, -1, -T},
			  {-1, 2, -1, -T},
			  {-1, 2, -1, 0},
			  {1, 0, -1, 0},
			  {1, 0, 1, 0},
			  {-1, 0, 1, 0}},
			 {2},
			 {{{-1, 0, -1, 0}, {-1, 2, -1, 0}}}},
    [SG_MARK_EXAMPLE] = {4, BOX, {0}, {{{0}}}},
};

void
sg_shape_number(GString *out, double number)
{
	char digits[24];
	char *at = digits + sizeof digits;
	int64_t tenths = llround(number * 10);
	uint64_t rest = (uint64_t)(tenths < 0 ? -tenths : tenths);
	if (rest % 10 > 0) {
		*--at = (char)('0' + rest % 10);
		*--at = '.';
	}
	rest /= 10;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (tenths < 0)
		*--at = '-';
	g_string_append_len(out, at, digits + sizeof digits - at);
}

void
sg_shape_point(GString *out, double x, double y)
{
	sg_shape_number(out, x);
	g_string_append_c(out, ',');
	sg_shape_number(out, y);
}

static double
corner_of(const SgBox *box)
{
	return MIN(CORNER, MIN(box->width, box->height) / 3);
}

static void
write_points(const SgBox *box, const Place *places, unsigned count, GString *out)
{
	double corner = corner_of(box);
	g_string_append(out, " points=\"");
	for (unsigned i = 0; i < count; i++) {
		const Place *place = &places[i];
		if (i > 0)
			g_string_append_c(out, ' ');
		sg_shape_point(out,
			       box->middle.x + place->width * box->width / 2 + place->x * corner,
			       box->middle.y + place->height * box->height / 2 + place->y * corner);
	}
	g_string_append(out, "\"/>\n");
}

/* One side and the corner behind it. */
static void
write_side(GString *out, char letter, double to, double dx, double dy)
{
	double radius = MAX(fabs(dx), fabs(dy));
	g_string_append_c(out, letter);
	sg_shape_number(out, to);
	g_string_append_c(out, 'a');
	sg_shape_point(out, radius, radius);
	g_string_append(out, " 0 0 1 ");
	sg_shape_point(out, dx, dy);
}

void
sg_shape_frame(const SgBox *box, const char *looks, GString *out)
{
	double corner = corner_of(box);
	double left = box->middle.x - box->width / 2;
	double right = box->middle.x + box->width / 2;
	double top = box->middle.y - box->height / 2;
	double bottom = box->middle.y + box->height / 2;
	g_string_append(out, "<path");
	g_string_append(out, looks);
	g_string_append(out, " d=\"M");
	sg_shape_point(out, left + corner, top);
	write_side(out, 'H', right - corner, corner, corner);
	write_side(out, 'V', bottom - corner, -corner, corner);
	write_side(out, 'H', left + corner, -corner, -corner);
	write_side(out, 'V', top + corner, corner, -corner);
	g_string_append(out, "z\"/>\n");
}

void
sg_shape_write(const SgDrawnNode *node, const SgBox *box, GString *out)
{
	const SgMarkLook *look = sg_mark_look(node->mark);
	const Shape *shape = &shapes[node->mark];
	char looks[128];
	const char *focus = node->focus ? " stroke-width=\"2.5\"" : "";
	const char *dashes = node->mark == SG_MARK_MORE ? " stroke-dasharray=\"5,2\"" : "";
	g_snprintf(looks, sizeof looks, " fill=\"%s\" stroke=\"%s\"%s%s", look->fill, look->stroke,
		   focus, dashes);
	if (shape->n_outline == 0) {
		sg_shape_frame(box, looks, out);
		return;
	}
	g_string_append(out, "<polygon");
	g_string_append(out, looks);
	write_points(box, shape->outline, shape->n_outline, out);
	g_snprintf(looks, sizeof looks, " fill=\"none\" stroke=\"%s\"%s", look->stroke, focus);
	for (unsigned i = 0; i < MAX_DETAILS && shape->n_details[i] > 0; i++) {
		g_string_append(out, "<polyline");
		g_string_append(out, looks);
		write_points(box, shape->details[i], shape->n_details[i], out);
	}
}
