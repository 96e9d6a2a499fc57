/* SPDX-License-Identifier: MIT */
#include "emit/diagram/shape.h"

#define MAX_POINTS  12
#define MAX_DETAILS 4
/* Of a corner, which folds, bevels and juts are measured in. */
#define CORNER 9.0

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

/* Graphviz's shapes of these names, in the measures that it gives them. Lines within go round the
 * same way as their outline: what they enclose is filled as it is. */
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
		       {{{1, -T, 1, 0}, {1, -T, -1, T}, {-1, 0, -1, T}},
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
	 {{{-1, 0, -1, 2 * T}, {-1, T, -1, 2 * T}, {-1, T, -1, T}, {-1, 0, -1, T}},
	  {{-1, 0, 1, -T}, {-1, T, 1, -T}, {-1, T, 1, -2 * T}, {-1, 0, 1, -2 * T}}}},
    [SG_MARK_TOOL] = {5,
		      {{-1, 0, -1, 0}, {1, -1, -1, 0}, {1, 0, 0, 0}, {1, -1, 1, 0}, {-1, 0, 1, 0}},
		      {0},
		      {{{0}}}},
    [SG_MARK_DOCUMENT] =
	{5,
	 {{-1, 0, -1, 0}, {1, -0.5, -1, 0}, {1, 0, -1, 0.5}, {1, 0, 1, 0}, {-1, 0, 1, 0}},
	 {3},
	 {{{1, 0, -1, 0.5}, {1, -0.5, -1, 0.5}, {1, -0.5, -1, 0}}}},
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

/* Left and top of a line lie at whole points where the box does. */
static double
place_x(const SgBox *box, const Place *place)
{
	return box->middle.x + place->width * box->width / 2 + place->x * CORNER;
}

static double
place_y(const SgBox *box, const Place *place)
{
	return box->middle.y + place->height * box->height / 2 + place->y * CORNER;
}

static void
draw(SgPen *pen, const SgBox *box, const Place *places, unsigned count)
{
	sg_pen_move(pen, place_x(box, places), place_y(box, places));
	for (unsigned i = 1; i < count; i++)
		sg_pen_line(pen, place_x(box, &places[i]), place_y(box, &places[i]));
}

void
sg_shape_round(SgPen *pen, const SgBox *box)
{
	double left = box->middle.x - box->width / 2;
	double right = left + box->width;
	double top = box->middle.y - box->height / 2;
	double bottom = top + box->height;
	sg_pen_move(pen, left + CORNER, top);
	sg_pen_line(pen, right - CORNER, top);
	sg_pen_bend(pen, right, top, right, top + CORNER);
	sg_pen_line(pen, right, bottom - CORNER);
	sg_pen_bend(pen, right, bottom, right - CORNER, bottom);
	sg_pen_line(pen, left + CORNER, bottom);
	sg_pen_bend(pen, left, bottom, left, bottom - CORNER);
	sg_pen_line(pen, left, top + CORNER);
	sg_pen_bend(pen, left, top, left + CORNER, top);
	sg_pen_close(pen);
}

void
sg_shape_draw(SgPen *pen, SgMark mark, const SgBox *box)
{
	const Shape *shape = &shapes[mark];
	if (shape->n_outline == 0) {
		sg_shape_round(pen, box);
		return;
	}
	draw(pen, box, shape->outline, shape->n_outline);
	sg_pen_close(pen);
	for (unsigned i = 0; i < MAX_DETAILS && shape->n_details[i] > 0; i++)
		draw(pen, box, shape->details[i], shape->n_details[i]);
}
