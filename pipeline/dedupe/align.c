/* SPDX-License-Identifier: MIT */
#include "dedupe/align.h"

#include "model/spans.h"

#define ANCHOR_WORDS   4 /* a shorter unit ("}", "Example") proves nothing alone */
#define ANCHOR_REPEATS 4 /* nor does one that stands everywhere */
#define MIN_WORDS      8 /* of a passage worth showing */
#define MAX_BRIDGE     2 /* units of difference that do not end a passage */

typedef struct {
	GArray *a, *b; /* of SgUnit */
	const SgUnitList *index;
} Pairing;

#define UNIT(units, i) (&g_array_index((units), SgUnit, (i)))

/* The first free unit of b equal to unit: at or after from if there is one. SG_NONE when there is
 * none or the unit is no anchor. */
static uint32_t
find_anchor(const Pairing *pairing, const SgUnit *unit, uint32_t from)
{
	uint32_t best = SG_NONE;
	unsigned equal = 0;
	for (uint32_t i = sg_unit_list_first(pairing->index, unit->hash); i != SG_NONE;
	     i = UNIT(pairing->b, i)->next) {
		const SgUnit *other = UNIT(pairing->b, i);
		if (other->hash != unit->hash)
			continue;
		if (equal++ >= ANCHOR_REPEATS)
			return SG_NONE;
		if (other->partner != SG_NONE)
			continue;
		if (best == SG_NONE || (best < from && i >= from))
			best = i;
	}
	return best;
}

static bool
pair_up(Pairing *pairing, uint32_t i, uint32_t j)
{
	if (i >= pairing->a->len || j >= pairing->b->len)
		return false;
	SgUnit *a = UNIT(pairing->a, i);
	SgUnit *b = UNIT(pairing->b, j);
	if (a->partner != SG_NONE || b->partner != SG_NONE || a->hash != b->hash)
		return false;
	a->partner = j;
	b->partner = i;
	return true;
}

static void
pair_units(Pairing *pairing)
{
	uint32_t next = 0;
	for (uint32_t i = 0; i < pairing->a->len; i++) {
		const SgUnit *unit = UNIT(pairing->a, i);
		if (unit->partner != SG_NONE || unit->n_words < ANCHOR_WORDS)
			continue;
		uint32_t j = find_anchor(pairing, unit, next);
		if (j == SG_NONE || !pair_up(pairing, i, j))
			continue;
		for (uint32_t k = 1; k <= i && k <= j && pair_up(pairing, i - k, j - k); k++)
			continue;
		uint32_t grown = 1;
		while (pair_up(pairing, i + grown, j + grown))
			grown++;
		next = j + grown;
	}
}

/* The end of the run of units without partner that starts at i. */
static uint32_t
end_of_gap(const GArray *units, uint32_t i)
{
	while (i < units->len && UNIT(units, i)->partner == SG_NONE)
		i++;
	return i;
}

static uint64_t
hash_units(const GArray *units, uint32_t first, uint32_t end)
{
	uint64_t hash = 0;
	for (uint32_t i = first; i < end; i++) {
		for (uint32_t k = 0; k < UNIT(units, i)->n_words; k++)
			hash *= SG_UNIT_BASE;
		hash += UNIT(units, i)->hash;
	}
	return hash;
}

/* The same words in other blocks, as where a page lost its line breaks, are no difference: each
 * unit of the one gap gets a partner in the other. */
static void
pair_gaps(Pairing *pairing)
{
	for (uint32_t i = 0; i < pairing->a->len; i++) {
		uint32_t end = end_of_gap(pairing->a, i);
		if (end == i)
			continue;
		uint32_t j = i > 0 ? UNIT(pairing->a, i - 1)->partner + 1 : 0;
		uint32_t b_end = end_of_gap(pairing->b, j);
		bool same =
		    b_end > j && hash_units(pairing->a, i, end) == hash_units(pairing->b, j, b_end);
		for (uint32_t k = i; same && k < end; k++)
			UNIT(pairing->a, k)->partner = MIN(j + k - i, b_end - 1);
		for (uint32_t k = j; same && k < b_end; k++)
			UNIT(pairing->b, k)->partner = MIN(i + k - j, end - 1);
		i = end;
	}
}

/* A passage while it grows. */
typedef struct {
	uint32_t first_a, last_a, first_b, last_b; /* units */
	uint32_t equal, all;                       /* words of both sides */
} Run;

static void
add_passage(const Pairing *pairing, const Run *run, GArray *passages)
{
	if (run->equal < 2 * MIN_WORDS)
		return;
	SgPassage passage = {
	    .a_line = UNIT(pairing->a, run->first_a)->line,
	    .a_end = UNIT(pairing->a, run->last_a)->end_line,
	    .b_line = UNIT(pairing->b, run->first_b)->line,
	    .b_end = UNIT(pairing->b, run->last_b)->end_line,
	    .similarity = (double)run->equal / run->all,
	};
	passage.a_end = MAX(passage.a_end, passage.a_line);
	passage.b_end = MAX(passage.b_end, passage.b_line);
	g_array_append_val(passages, passage);
}

/* Words of units without partner. */
static uint32_t
count_lonely(const GArray *units, uint32_t first, uint32_t end)
{
	uint32_t n = 0;
	for (uint32_t i = first; i < end; i++)
		n += UNIT(units, i)->partner == SG_NONE ? UNIT(units, i)->n_words : 0;
	return n;
}

/* Whether unit i of a continues run, maybe after a small difference. */
static bool
continues(const Pairing *pairing, const Run *run, uint32_t i)
{
	uint32_t j = UNIT(pairing->a, i)->partner;
	return j >= run->last_b && i - run->last_a <= MAX_BRIDGE + 1 &&
	       j - run->last_b <= MAX_BRIDGE + 1;
}

static void
list_passages(const Pairing *pairing, GArray *passages)
{
	Run run = {0};
	for (uint32_t i = 0; i < pairing->a->len; i++) {
		uint32_t j = UNIT(pairing->a, i)->partner;
		if (j == SG_NONE)
			continue;
		uint32_t words = UNIT(pairing->a, i)->n_words + UNIT(pairing->b, j)->n_words;
		if (run.all > 0 && continues(pairing, &run, i)) {
			run.all += count_lonely(pairing->a, run.last_a + 1, i) +
				   count_lonely(pairing->b, run.last_b + 1, j);
		} else {
			if (run.all > 0)
				add_passage(pairing, &run, passages);
			run = (Run){.first_a = i, .first_b = j};
		}
		run.last_a = i;
		run.last_b = j;
		run.equal += words;
		run.all += words;
	}
	if (run.all > 0)
		add_passage(pairing, &run, passages);
}

static SgSpan
span_units(const SgFacts *facts, const GArray *units, uint32_t first, uint32_t end)
{
	if (first >= end)
		return (SgSpan){.line = 1, .end_line = 1};
	uint32_t line = UNIT(units, first)->line;
	uint32_t end_line = line;
	for (uint32_t i = first; i < end; i++)
		end_line = MAX(end_line, UNIT(units, i)->end_line);
	return sg_span_trim(facts, sg_span_lines(facts, line, end_line));
}

typedef struct {
	const SgFacts *a, *b;
	const Pairing *pairing;
	GArray *differences;
} Listing;

static void
add_difference(const Listing *listing, SgSpan a, SgSpan b)
{
	if (a.length == 0 && b.length == 0)
		return;
	SgDifference difference = {a.length == 0   ? "added"
				   : b.length == 0 ? "removed"
						   : "text",
				   a, b};
	g_array_append_val(listing->differences, difference);
}

/* Gaps of a, each with the gap of b that follows the same neighbour; then what is left of b. */
static void
list_differences(const Listing *listing)
{
	const GArray *a = listing->pairing->a;
	const GArray *b = listing->pairing->b;
	g_autofree bool *done = g_new0(bool, b->len + 1);
	for (uint32_t i = 0; i < a->len; i++) {
		uint32_t end = end_of_gap(a, i);
		if (end == i)
			continue;
		uint32_t j = i > 0 ? UNIT(a, i - 1)->partner + 1 : 0;
		uint32_t b_end = end_of_gap(b, j);
		if (b_end > j)
			done[j] = true;
		add_difference(listing, span_units(listing->a, a, i, end),
			       span_units(listing->b, b, j, b_end));
		i = end;
	}
	for (uint32_t j = 0; j < b->len; j++) {
		uint32_t end = end_of_gap(b, j);
		if (end > j && !done[j])
			add_difference(listing, (SgSpan){.line = 1, .end_line = 1},
				       span_units(listing->b, b, j, end));
		j = MAX(end, j);
	}
}

static GArray *
start_units(SgUnitList *list)
{
	for (guint i = 0; i < list->units->len; i++)
		UNIT(list->units, i)->partner = SG_NONE;
	return list->units;
}

void
sg_align_texts(SgUnitLists *lists, uint32_t a, uint32_t b, SgAlignment *alignment)
{
	SgUnitList *left = sg_unit_lists_get(lists, a, NULL);
	SgUnitList *right = sg_unit_lists_get(lists, b, left);
	Pairing pairing = {start_units(left), start_units(right), right};
	pair_units(&pairing);
	pair_gaps(&pairing);
	list_passages(&pairing, alignment->passages);
	if (!alignment->differences)
		return;
	Listing listing = {left->facts, right->facts, &pairing, alignment->differences};
	list_differences(&listing);
}
