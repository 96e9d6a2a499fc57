/* SPDX-License-Identifier: MIT */
#include "emit/diagram/star.h"
#include "emit/diagram/svg.h"

#include <string.h>

/* Of the corner where a neighbour's line joins the others. */
#define CORNER 8.0

/* Arrows end before the outline, which is drawn over them. */
#define FOCUS_STROKE 2.0
#define STROKE       1.0

static double
way_of(const SgBundle *bundle)
{
	return bundle->bend > bundle->trunk.x ? 1 : -1;
}

/* Where the line of a neighbour begins: its side, in the middle. */
static SgPoint
root_of(const SgStar *star, const SgBundle *bundle, uint32_t i)
{
	const SgBox *box = &star->nodes[sg_star_spoke(star, bundle->first + i)];
	double x = box->middle.x + way_of(bundle) * box->width / 2;
	return (SgPoint){x, box->middle.y};
}

/* The first and the last meet round the corner, those between run into that line. */
static void
draw_roots(SgPen *pen, const SgStar *star, const SgBundle *bundle)
{
	SgPoint first = root_of(star, bundle, 0);
	SgPoint last = root_of(star, bundle, bundle->count - 1);
	double x = bundle->trunk.x;
	double corner = way_of(bundle) * CORNER;
	sg_pen_move(pen, first.x, first.y);
	if (bundle->count == 1)
		return;
	sg_pen_line(pen, x - corner, first.y);
	sg_pen_bend(pen, x, first.y, x, first.y + CORNER);
	sg_pen_line(pen, x, last.y - CORNER);
	sg_pen_bend(pen, x, last.y, x - corner, last.y);
	sg_pen_line(pen, last.x, last.y);
	for (uint32_t i = 1; i + 1 < bundle->count; i++) {
		SgPoint root = root_of(star, bundle, i);
		sg_pen_move(pen, root.x, root.y);
		sg_pen_line(pen, x, root.y);
	}
	sg_pen_move(pen, bundle->trunk.x, bundle->trunk.y);
}

static void
draw_trunk(SgPen *pen, const SgBundle *bundle)
{
	SgPoint bend = {bundle->bend, bundle->trunk.y};
	SgPoint level = {bundle->level, bundle->port.y};
	double half = (level.x - bend.x) / 2;
	if (bend.y != level.y) {
		sg_pen_line(pen, bend.x, bend.y);
		sg_pen_curve(pen, (SgPoint){bend.x + half, bend.y},
			     (SgPoint){level.x - half, level.y}, level);
	}
	if (bundle->port.x != level.x || bend.y == level.y)
		sg_pen_line(pen, bundle->port.x, bundle->port.y);
}

typedef struct {
	bool at_focus, at_neighbours;
} Heads;

static Heads
heads_of(SgTies ties)
{
	Heads heads = {false, false};
	while (ties) {
		SgTie tie = sg_ties_next(&ties);
		const char *direction = sg_edge_look(tie.type)->direction;
		bool both = strcmp(direction, "both") == 0;
		bool forward = strcmp(direction, "forward") == 0;
		heads.at_focus |= both || (forward && !tie.outward);
		heads.at_neighbours |= both || (forward && tie.outward);
	}
	return heads;
}

static void
draw_heads(SgPen *pen, const SgStar *star, const SgBundle *bundle, Heads heads)
{
	double way = way_of(bundle);
	SgPoint tip = {bundle->port.x - way * FOCUS_STROKE, bundle->port.y};
	if (heads.at_focus)
		sg_svg_arrow(pen, tip, (SgPoint){tip.x - way, tip.y});
	for (uint32_t i = 0; heads.at_neighbours && i < bundle->count; i++) {
		SgPoint root = root_of(star, bundle, i);
		root.x += way * STROKE;
		sg_svg_arrow(pen, root, (SgPoint){root.x + way, root.y});
	}
}

/* Arrow heads are not dashed. */
static void
add_lines(const SgSvg *svg, const SgStar *star, const SgBundle *bundle, const char *style)
{
	Heads heads = heads_of(bundle->ties);
	SgPen pen;
	sg_svg_begin_path(svg, &pen, style);
	draw_roots(&pen, star, bundle);
	draw_trunk(&pen, bundle);
	if ((heads.at_focus || heads.at_neighbours) && strcmp(style, "solid") != 0) {
		sg_svg_end_path(svg, &pen);
		sg_svg_begin_path(svg, &pen, "solid");
	}
	draw_heads(&pen, star, bundle, heads);
	sg_svg_end_path(svg, &pen);
}

/* The ends of a bundle: the focus, which is 0, or its neighbours. */
static void
add_ends(const SgSvg *svg, const SgStar *star, const SgBundle *bundle, bool at_focus)
{
	if (at_focus)
		sg_pen_number(svg->out, 0);
	for (uint32_t i = 0; !at_focus && i < bundle->count; i++) {
		if (i > 0)
			g_string_append_c(svg->out, ' ');
		sg_pen_number(svg->out, sg_star_spoke(star, bundle->first + i));
	}
}

/* Where relations lead both ways, an arrow beside the words of each tells which way it does. */
static void
add_words(const SgSvg *svg, const SgBundle *bundle, SgTie tie, SgPoint middle)
{
	Heads heads = heads_of(bundle->ties);
	const char *words = sg_edge_look(tie.type)->words;
	bool to_right = tie.outward == (way_of(bundle) < 0);
	if ((bundle->ties & (bundle->ties - 1)) && heads.at_focus && heads.at_neighbours) {
		g_autofree char *told = to_right ? g_strconcat(words, " \u2192", NULL)
						 : g_strconcat("\u2190 ", words, NULL);
		sg_svg_add_words(svg, middle, told);
		return;
	}
	sg_svg_add_words(svg, middle, words);
}

static void
add_bundle(const SgSvg *svg, const SgStar *star, const SgBundle *bundle)
{
	unsigned n = 0;
	for (SgTies rest = bundle->ties; rest; n++) {
		SgTie tie = sg_ties_next(&rest);
		sg_svg_begin_edge(svg, tie.type);
		sg_svg_add(svg, " data-source=\"");
		add_ends(svg, star, bundle, tie.outward);
		sg_svg_add(svg, "\" data-target=\"");
		add_ends(svg, star, bundle, !tie.outward);
		sg_svg_add(svg, "\">");
		if (n == 0)
			add_lines(svg, star, bundle, sg_edge_look(tie.type)->style);
		add_words(svg, bundle, tie, sg_bundle_words(bundle, n));
		sg_svg_end_group(svg);
	}
}

static void
add_more(const SgSvg *svg, const SgStar *star)
{
	const SgBox *focus = &star->nodes[0];
	const SgBox *more = &star->nodes[star->more];
	SgPen pen;
	sg_svg_begin_edge(svg, SG_EDGE_RELATED);
	sg_svg_add(svg, " data-source=\"0\" data-target=\"");
	sg_pen_number(svg->out, star->more);
	sg_svg_add(svg, "\">");
	sg_svg_begin_path(svg, &pen, "dashed");
	sg_pen_move(&pen, focus->middle.x, focus->middle.y + focus->height / 2);
	sg_pen_line(&pen, more->middle.x, more->middle.y - more->height / 2);
	sg_svg_end_path(svg, &pen);
	sg_svg_end_group(svg);
}

char *
sg_star_svg(const SgDrawing *drawing)
{
	g_autoptr(SgStar) star = sg_star_new(drawing);
	SgSvg svg = sg_svg_begin(drawing, star->width, star->height);
	sg_svg_begin_edges(&svg);
	for (uint32_t i = 0; i < star->bundles->len; i++)
		add_bundle(&svg, star, sg_star_bundle(star, i));
	if (star->more != SG_NONE)
		add_more(&svg, star);
	sg_svg_end_group(&svg);
	sg_svg_add_nodes(&svg, star->nodes);
	return sg_svg_end(&svg);
}
