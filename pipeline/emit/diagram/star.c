/* SPDX-License-Identifier: MIT */
#include "emit/diagram/star.h"

#include "emit/diagram/label.h"

#include <math.h>
#include <string.h>

/* A star needs no engine: to lay one out by Graphviz took ten times as long. All places are whole
 * or half points, which are short to write. */

#define PAD         4.0
#define MIN_NODE    44.0
#define NODE_MARGIN 10.0 /* above and below a label together */
#define ROW_GAP     8.0
#define BUNDLE_GAP  10.0 /* besides */
#define WORDS_LINE  13.0
#define WORDS_GAP   12.0 /* beside words together */
#define WORDS_ARROW 16.0
#define WORDS_ABOVE 8.0 /* from a line to the middle of words on it */
#define WORDS_BELOW 9.0
#define STUB        12.0 /* from a neighbour to where lines meet */
#define SWING       52.0 /* from the words to the focus */
#define PORT_GAP    9.0
#define MORE_GAP    26.0

enum { LEFT, RIGHT, N_SIDES };

typedef struct {
	uint32_t node;
	SgTies ties;
	int side;
} Spoke;

typedef struct {
	double width, height;  /* of the boxes */
	double words;          /* width of the widest */
	uint32_t first, count; /* bundles */
	double edge;           /* x of the boxes' inner edges */
	double way;            /* towards the focus: 1 or -1 */
} Column;

static SgTies
tie_of(SgEdgeType type, bool outward)
{
	bool directed = strcmp(sg_edge_look(type)->direction, "forward") == 0;
	return (SgTies)1 << (outward && directed ? SG_N_EDGE_TYPES + type : type);
}

SgTie
sg_ties_next(SgTies *ties)
{
	unsigned bit = (unsigned)__builtin_ctzll(*ties);
	*ties &= *ties - 1;
	return (SgTie){bit % SG_N_EDGE_TYPES, bit >= SG_N_EDGE_TYPES};
}

/* Of relations without a direction. */
static SgTies
free_ties(void)
{
	SgTies all = 0;
	for (SgEdgeType type = 0; type < SG_N_EDGE_TYPES; type++) {
		if (tie_of(type, true) == tie_of(type, false))
			all |= tie_of(type, true);
	}
	return all;
}

static int
compare_ties(gconstpointer a, gconstpointer b)
{
	const Spoke *x = a;
	const Spoke *y = b;
	if (x->ties != y->ties)
		return (x->ties > y->ties) - (x->ties < y->ties);
	return (x->node > y->node) - (x->node < y->node);
}

/* Neighbours with their relations, those of the same beside each other. */
static GArray *
collect_spokes(const SgDrawing *drawing, SgStar *star)
{
	uint32_t n_nodes = drawing->nodes->len;
	g_autofree SgTies *ties = g_new0(SgTies, n_nodes);
	for (uint32_t i = 0; i < drawing->edges->len; i++) {
		const SgDrawnEdge *edge = sg_drawing_edge(drawing, i);
		g_assert((edge->from == 0) != (edge->to == 0));
		ties[edge->from + edge->to] |= tie_of(edge->type, edge->from == 0);
	}
	GArray *spokes = g_array_sized_new(FALSE, FALSE, sizeof(Spoke), n_nodes);
	for (uint32_t i = 1; i < n_nodes; i++) {
		Spoke spoke = {i, ties[i], LEFT};
		if (sg_drawing_node(drawing, i)->mark == SG_MARK_MORE)
			star->more = i;
		else
			g_array_append_val(spokes, spoke);
	}
	g_array_sort(spokes, compare_ties);
	return spokes;
}

/* Those that may stand at either side make the columns as long as each other. */
static void
choose_sides(GArray *spokes)
{
	SgTies without_direction = free_ties();
	SgTies inward = (((SgTies)1 << SG_N_EDGE_TYPES) - 1) & ~without_direction;
	uint32_t n_left = 0;
	for (uint32_t i = 0; i < spokes->len; i++)
		n_left += (g_array_index(spokes, Spoke, i).ties & inward) != 0;
	for (uint32_t i = 0; i < spokes->len; i++) {
		Spoke *spoke = &g_array_index(spokes, Spoke, i);
		bool is_free = (spoke->ties & ~without_direction) == 0;
		if (spoke->ties & inward)
			continue;
		if (is_free && n_left < (spokes->len + 1) / 2)
			n_left++;
		else
			spoke->side = RIGHT;
	}
}

/* Of all relations of a bundle; where they are several, arrows may stand beside their words. */
static double
words_width(SgTies ties)
{
	double widest = 0;
	double arrow = ties & (ties - 1) ? WORDS_ARROW : 0;
	while (ties) {
		const char *words = sg_edge_look(sg_ties_next(&ties).type)->words;
		widest = MAX(widest, sg_label_width(words, SG_WORDS_SIZE));
	}
	return ceil(widest * SG_TEXT_MARGIN) + WORDS_GAP + arrow;
}

/* What stands below the line: all relations but the first. */
static double
room_below(SgTies ties)
{
	double room = -WORDS_LINE;
	for (; ties; sg_ties_next(&ties))
		room += WORDS_LINE;
	return room;
}

static void
bundle_side(const GArray *spokes, int side, SgStar *star, Column *column)
{
	*column = (Column){.first = star->bundles->len, .way = side == LEFT ? 1 : -1};
	for (uint32_t i = 0; i < spokes->len; i++) {
		const Spoke *spoke = &g_array_index(spokes, Spoke, i);
		if (spoke->side != side)
			continue;
		SgBundle *last = column->count > 0 ? &g_array_index(star->bundles, SgBundle,
								    star->bundles->len - 1)
						   : NULL;
		if (last && last->ties == spoke->ties) {
			last->count++;
			column->height += ROW_GAP;
		} else {
			SgBundle bundle = {star->spokes->len, 1, .ties = spoke->ties};
			column->height += last ? ROW_GAP + BUNDLE_GAP : 0;
			column->height += room_below(spoke->ties);
			column->words = MAX(column->words, words_width(spoke->ties));
			column->count++;
			g_array_append_val(star->bundles, bundle);
		}
		g_array_append_val(star->spokes, spoke->node);
		column->width = MAX(column->width, star->nodes[spoke->node].width);
		column->height += star->nodes[spoke->node].height;
	}
}

static void
measure_nodes(const SgDrawing *drawing, SgStar *star)
{
	for (uint32_t i = 0; i < drawing->nodes->len; i++) {
		const SgDrawnNode *node = sg_drawing_node(drawing, i);
		double text = sg_label_width(node->lines, SG_TEXT_SIZE) * SG_TEXT_MARGIN;
		double width = 2 * (ceil(text / 2) + sg_mark_look(node->mark)->side);
		star->nodes[i].width = MAX(width, MIN_NODE);
		star->nodes[i].height = sg_label_lines(node->lines) * SG_TEXT_LINE + NODE_MARGIN;
	}
}

/* From the outer edge of a column to the focus. */
static double
room_beside(const Column *column)
{
	return column->count > 0 ? column->width + STUB + column->words + SWING : 0;
}

/* The focus with what is left out below it. */
static void
place_middle(SgStar *star, const Column columns[N_SIDES])
{
	SgBox *focus = &star->nodes[0];
	SgBox *more = star->more == SG_NONE ? NULL : &star->nodes[star->more];
	uint32_t n_ports = MAX(columns[LEFT].count, columns[RIGHT].count);
	if (n_ports > 1)
		focus->height = MAX(focus->height, (n_ports + 1) * PORT_GAP);
	double width = MAX(focus->width, more ? more->width : 0);
	double height = focus->height + (more ? MORE_GAP + more->height : 0);
	double inner = MAX(height, MAX(columns[LEFT].height, columns[RIGHT].height));
	double left = room_beside(&columns[LEFT]);
	star->width = 2 * PAD + left + width + room_beside(&columns[RIGHT]);
	star->height = 2 * PAD + inner;
	double top = PAD + floor((inner - height) / 2);
	focus->middle = (SgPoint){PAD + left + width / 2, top + focus->height / 2};
	if (more)
		more->middle = (SgPoint){focus->middle.x, top + height - more->height / 2};
}

static void
place_bundle(SgStar *star, SgBundle *bundle, const Column *column, double *top)
{
	double first = 0;
	for (uint32_t i = 0; i < bundle->count; i++) {
		SgBox *box = &star->nodes[sg_star_spoke(star, bundle->first + i)];
		double y = *top + box->height / 2;
		box->middle = (SgPoint){column->edge - column->way * box->width / 2, y};
		first = i == 0 ? y : first;
		bundle->trunk = (SgPoint){column->edge + column->way * STUB, (first + y) / 2};
		*top += box->height + ROW_GAP;
	}
	*top += BUNDLE_GAP + room_below(bundle->ties);
	bundle->bend = bundle->trunk.x + column->way * column->words;
}

static void
place_column(SgStar *star, int side, Column *column)
{
	const SgBox *focus = &star->nodes[0];
	double middle = star->more == SG_NONE ? 0 : star->nodes[star->more].width;
	double level = column->way * MAX(0, middle - focus->width) / 2;
	column->edge = side == LEFT ? PAD + column->width : star->width - PAD - column->width;
	double top = floor((star->height - column->height) / 2);
	double port = focus->middle.y - (column->count - 1.0) * PORT_GAP / 2;
	for (uint32_t i = 0; i < column->count; i++) {
		SgBundle *bundle = &g_array_index(star->bundles, SgBundle, column->first + i);
		place_bundle(star, bundle, column, &top);
		bundle->port.x = focus->middle.x - column->way * focus->width / 2;
		bundle->port.y = port + i * PORT_GAP;
		bundle->level = bundle->port.x - level;
	}
}

SgStar *
sg_star_new(const SgDrawing *drawing)
{
	SgStar *star = g_new0(SgStar, 1);
	star->more = SG_NONE;
	star->nodes = g_new0(SgBox, drawing->nodes->len);
	star->spokes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	star->bundles = g_array_new(FALSE, FALSE, sizeof(SgBundle));
	measure_nodes(drawing, star);
	g_autoptr(GArray) spokes = collect_spokes(drawing, star);
	choose_sides(spokes);
	Column columns[N_SIDES];
	for (int side = 0; side < N_SIDES; side++)
		bundle_side(spokes, side, star, &columns[side]);
	place_middle(star, columns);
	for (int side = 0; side < N_SIDES; side++)
		place_column(star, side, &columns[side]);
	return star;
}

void
sg_star_free(SgStar *star)
{
	if (!star)
		return;
	g_free(star->nodes);
	g_array_unref(star->spokes);
	g_array_unref(star->bundles);
	g_free(star);
}

uint32_t
sg_star_spoke(const SgStar *star, uint32_t i)
{
	g_assert(i < star->spokes->len);
	return g_array_index(star->spokes, uint32_t, i);
}

const SgBundle *
sg_star_bundle(const SgStar *star, uint32_t i)
{
	g_assert(i < star->bundles->len);
	return &g_array_index(star->bundles, SgBundle, i);
}

SgPoint
sg_bundle_words(const SgBundle *bundle, unsigned n)
{
	double line = n == 0 ? -WORDS_ABOVE : WORDS_BELOW + (n - 1) * WORDS_LINE;
	return (SgPoint){(bundle->trunk.x + bundle->bend) / 2, bundle->trunk.y + line};
}
