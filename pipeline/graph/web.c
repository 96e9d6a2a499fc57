/* SPDX-License-Identifier: MIT */
#include "graph/web.h"

#include <math.h>
#include <stdbool.h>

#define DAMPING    0.85
#define MAX_ROUNDS 80
#define ENOUGH     1e-9
#define MAX_PASSES 16 /* of moving points at one level */
#define MAX_LEVELS 8
#define LEAST_GAIN 1e-12

SgWeb *
sg_web_new(uint32_t n, const GArray *strands)
{
	SgWeb *web = g_new0(SgWeb, 1);
	web->n = n;
	web->start = g_new0(uint32_t, n + 2);
	web->neighbour = g_new(uint32_t, 2 * (size_t)strands->len + 1);
	web->weight = g_new(double, 2 * (size_t)strands->len + 1);
	web->own = g_new0(double, n + 1);
	for (guint i = 0; i < strands->len; i++) {
		const SgStrand *strand = &g_array_index(strands, SgStrand, i);
		if (strand->a == strand->b)
			continue;
		web->start[strand->a + 2]++;
		web->start[strand->b + 2]++;
	}
	for (uint32_t i = 2; i < n + 2; i++)
		web->start[i] += web->start[i - 1];
	for (guint i = 0; i < strands->len; i++) {
		const SgStrand *strand = &g_array_index(strands, SgStrand, i);
		if (strand->a == strand->b) {
			web->own[strand->a] += strand->weight;
			continue;
		}
		uint32_t there = web->start[strand->a + 1]++;
		uint32_t back = web->start[strand->b + 1]++;
		web->neighbour[there] = strand->b;
		web->neighbour[back] = strand->a;
		web->weight[there] = web->weight[back] = strand->weight;
	}
	return web;
}

void
sg_web_free(SgWeb *web)
{
	if (!web)
		return;
	g_free(web->start);
	g_free(web->neighbour);
	g_free(web->weight);
	g_free(web->own);
	g_free(web);
}

/* Weight of all ends at a point; inner weight has two ends. */
static double *
sum_weights(const SgWeb *web)
{
	double *sum = g_new0(double, web->n + 1);
	for (uint32_t i = 0; i < web->n; i++) {
		sum[i] = 2 * web->own[i];
		for (uint32_t k = web->start[i]; k < web->start[i + 1]; k++)
			sum[i] += web->weight[k];
	}
	return sum;
}

/* One round; returns how much changed. share: of each point, for each unit of its weight. What
 * points without neighbours hold goes to all. */
static double
spread(const SgWeb *web, const double *sum, const double *rank, double *share, double *next)
{
	double loose = 0;
	for (uint32_t i = 0; i < web->n; i++) {
		loose += sum[i] > 0 ? 0 : rank[i];
		share[i] = sum[i] > 0 ? rank[i] / sum[i] : 0;
	}
	double base = (1 - DAMPING + DAMPING * loose) / web->n;
	double change = 0;
	for (uint32_t i = 0; i < web->n; i++) {
		double flow = 0;
		for (uint32_t k = web->start[i]; k < web->start[i + 1]; k++)
			flow += share[web->neighbour[k]] * web->weight[k];
		next[i] = base + DAMPING * flow;
		change += fabs(next[i] - rank[i]);
	}
	return change;
}

double *
sg_web_rank(const SgWeb *web)
{
	g_autofree double *sum = sum_weights(web);
	double *rank = g_new(double, web->n + 1);
	g_autofree double *next = g_new(double, web->n + 1);
	g_autofree double *share = g_new(double, web->n + 1);
	for (uint32_t i = 0; i < web->n; i++)
		rank[i] = 1.0 / web->n;
	for (int round = 0; round < MAX_ROUNDS; round++) {
		double change = spread(web, sum, rank, share, next);
		for (uint32_t i = 0; i < web->n; i++)
			rank[i] = next[i];
		if (change < ENOUGH)
			break;
	}
	return rank;
}

/* Points on their way into communities. */
typedef struct {
	const SgWeb *web;
	uint32_t *community; /* of each point */
	double *sum;         /* of each point: weight of its ends */
	double *total;       /* of each community: the sum of its points */
	double *link;        /* of each community: weight to the point at hand; else 0 */
	double all;          /* weight of all ends */
} Moving;

static bool
move_point(Moving *moving, uint32_t i)
{
	const SgWeb *web = moving->web;
	uint32_t home = moving->community[i];
	for (uint32_t k = web->start[i]; k < web->start[i + 1]; k++)
		moving->link[moving->community[web->neighbour[k]]] += web->weight[k];
	moving->total[home] -= moving->sum[i];
	uint32_t best = home;
	double best_gain = moving->link[home] - moving->total[home] * moving->sum[i] / moving->all;
	for (uint32_t k = web->start[i]; k < web->start[i + 1]; k++) {
		uint32_t other = moving->community[web->neighbour[k]];
		double gain =
		    moving->link[other] - moving->total[other] * moving->sum[i] / moving->all;
		bool more = gain > best_gain + LEAST_GAIN;
		bool equal = !more && gain > best_gain - LEAST_GAIN && best != home;
		if (more || (equal && other < best)) {
			best = other;
			best_gain = MAX(gain, best_gain);
		}
	}
	for (uint32_t k = web->start[i]; k < web->start[i + 1]; k++)
		moving->link[moving->community[web->neighbour[k]]] = 0;
	moving->total[best] += moving->sum[i];
	moving->community[i] = best;
	return best != home;
}

/* Returns whether any point moved. */
static bool
move_points(const SgWeb *web, uint32_t *community)
{
	Moving moving = {
	    web, community, sum_weights(web), g_new(double, web->n + 1), g_new0(double, web->n + 1),
	    0};
	for (uint32_t i = 0; i < web->n; i++) {
		community[i] = i;
		moving.total[i] = moving.sum[i];
		moving.all += moving.sum[i];
	}
	bool any = false;
	bool moved = moving.all > 0;
	for (int pass = 0; moved && pass < MAX_PASSES; pass++) {
		moved = false;
		for (uint32_t i = 0; i < web->n; i++)
			moved |= move_point(&moving, i);
		any |= moved;
	}
	g_free(moving.sum);
	g_free(moving.total);
	g_free(moving.link);
	return any;
}

/* Numbers communities from 0 in order of their first point; returns how many. */
static uint32_t
renumber(uint32_t *community, uint32_t n)
{
	g_autofree uint32_t *number = g_new(uint32_t, n + 1);
	uint32_t count = 0;
	for (uint32_t i = 0; i < n; i++)
		number[i] = UINT32_MAX;
	for (uint32_t i = 0; i < n; i++) {
		if (number[community[i]] == UINT32_MAX)
			number[community[i]] = count++;
		community[i] = number[community[i]];
	}
	return count;
}

/* The web of communities. */
static SgWeb *
shrink(const SgWeb *web, const uint32_t *community, uint32_t count)
{
	g_autoptr(GArray) strands = g_array_new(FALSE, FALSE, sizeof(SgStrand));
	for (uint32_t i = 0; i < web->n; i++) {
		SgStrand own = {community[i], community[i], web->own[i]};
		if (web->own[i] > 0)
			g_array_append_val(strands, own);
		for (uint32_t k = web->start[i]; k < web->start[i + 1]; k++) {
			SgStrand strand = {community[i], community[web->neighbour[k]],
					   web->weight[k]};
			if (web->neighbour[k] > i)
				g_array_append_val(strands, strand);
		}
	}
	return sg_web_new(count, strands);
}

uint32_t *
sg_web_communities(const SgWeb *web)
{
	uint32_t *result = g_new0(uint32_t, web->n + 1);
	for (uint32_t i = 0; i < web->n; i++)
		result[i] = i;
	g_autoptr(SgWeb) level = NULL;
	for (int i = 0; i < MAX_LEVELS; i++) {
		const SgWeb *current = level ? level : web;
		g_autofree uint32_t *community = g_new0(uint32_t, current->n + 1);
		if (!move_points(current, community))
			break;
		uint32_t count = renumber(community, current->n);
		for (uint32_t k = 0; k < web->n; k++)
			result[k] = community[result[k]];
		SgWeb *next = shrink(current, community, count);
		sg_web_free(level);
		level = next;
	}
	renumber(result, web->n);
	return result;
}
