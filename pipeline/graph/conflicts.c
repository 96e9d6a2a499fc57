/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "base/text.h"
#include "model/spans.h"

#include <stdlib.h>
#include <string.h>

/* Where documents contradict each other: versions of a crate, names, front matter of variants. */

#define MAX_SIDES 16

static void
add_conflict(SgBuilding *building, const char *kind, const char *subject, const GArray *sides)
{
	if (sides->len < 2)
		return;
	SgConflict conflict = {kind,
			       sg_parts_string(building->parts, subject),
			       {building->parts->evidence->len, MIN(sides->len, MAX_SIDES)}};
	g_array_append_vals(building->parts->evidence, sides->data, conflict.sides.count);
	g_array_append_val(building->parts->conflicts, conflict);
}

/* A version requirement at its place. */
typedef struct {
	uint32_t entity;
	uint32_t document;
	char series[24]; /* requirements of one series can be met by one release */
	SgEvidence evidence;
} Requirement;

static int
compare_requirement(const void *a, const void *b)
{
	const Requirement *x = a;
	const Requirement *y = b;
	if (x->entity != y->entity)
		return (x->entity > y->entity) - (x->entity < y->entity);
	int order = strcmp(x->series, y->series);
	if (order != 0)
		return order;
	if (x->document != y->document)
		return (x->document > y->document) - (x->document < y->document);
	return (x->evidence.span.at > y->evidence.span.at) -
	       (x->evidence.span.at < y->evidence.span.at);
}

/* What a release must keep to be compatible (semver.org 2.0, as Cargo reads it): the major number,
 * below 1.0 the minor one. "^1.35" and "1" are "1", "0.7.2" is "0.7"; false for "*" and "latest".
 */
static bool
read_series(const char *requirement, char *series, size_t size)
{
	const char *c = requirement + strcspn(requirement, "0123456789");
	unsigned major = 0;
	unsigned minor = 0;
	if (!*c)
		return false;
	for (; g_ascii_isdigit(*c); c++)
		major = MIN(major, 100000) * 10 + (unsigned)(*c - '0');
	bool has_minor = *c == '.' && g_ascii_isdigit(c[1]);
	for (c++; has_minor && g_ascii_isdigit(*c); c++)
		minor = MIN(minor, 100000) * 10 + (unsigned)(*c - '0');
	if (major > 0 || !has_minor)
		g_snprintf(series, size, "%u", major);
	else
		g_snprintf(series, size, "0.%u", minor);
	return true;
}

static GArray *
list_requirements(const SgBuilding *building)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(Requirement));
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		for (uint32_t k = 0; building->canonical[i] == i && k < facts->n_claims; k++) {
			const SgClaim *claim = &facts->claims[k];
			Requirement requirement = {.document = i};
			if (claim->type != SG_EDGE_USES_CRATE ||
			    !read_series(sg_facts_str(facts, claim->versions), requirement.series,
					 sizeof requirement.series))
				continue;
			requirement.entity =
			    building->terms.node[building->terms.first[i] + claim->target];
			requirement.evidence =
			    sg_building_evidence(building, i, claim->span, SG_ROLE_CODE,
						 sg_facts_str(facts, claim->rule));
			if (requirement.entity != SG_NONE && requirement.evidence.span.length > 0)
				g_array_append_val(all, requirement);
		}
	}
	if (all->len > 1)
		qsort(all->data, all->len, sizeof(Requirement), compare_requirement);
	return all;
}

/* "axum 0.6 here, 0.7 in a/b.md:12": at each side the first that it disagrees with. */
static void
diagnose_drift(SgBuilding *building, const char *label, const Requirement *sides, guint count)
{
	for (guint i = 0; i < count; i++) {
		guint other = 0;
		while (other < count && strcmp(sides[other].series, sides[i].series) == 0)
			other++;
		g_assert(other < count);
		const SgFacts *facts = sg_building_facts(building, sides[other].document);
		g_autofree char *detail = g_strdup_printf(
		    "%s %s here, %s in %s:%u", label, sides[i].series, sides[other].series,
		    sg_facts_str(facts, facts->record->path), sides[other].evidence.span.line);
		sg_building_diagnose(building, SG_DIAG_VERSION_CONFLICT, &sides[i].evidence,
				     &sides[other].evidence, detail);
	}
}

/* The requirements of one crate: one side for each series and document. A document that names two
 * series alone does not disagree with another. */
static void
compare_versions(SgBuilding *building, const Requirement *requirements, guint count)
{
	g_autoptr(GArray) sides = g_array_new(FALSE, FALSE, sizeof(Requirement));
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(SgEvidence));
	bool series_differ = false;
	bool documents_differ = false;
	for (guint i = 0; i < count; i++) {
		const Requirement *last = i > 0 ? &requirements[i - 1] : NULL;
		bool new_series = last && strcmp(last->series, requirements[i].series) != 0;
		series_differ |= new_series;
		documents_differ |= requirements[i].document != requirements[0].document;
		if (last && !new_series && last->document == requirements[i].document)
			continue;
		g_array_append_val(sides, requirements[i]);
		g_array_append_val(places, requirements[i].evidence);
	}
	if (!series_differ || !documents_differ)
		return;
	const SgEntity *entity =
	    &g_array_index(building->parts->entities, SgEntity, requirements->entity);
	add_conflict(building, "version", entity->label, places);
	diagnose_drift(building, entity->label, (const Requirement *)(const void *)sides->data,
		       sides->len);
}

static void
find_drifts(SgBuilding *building)
{
	g_autoptr(GArray) all = list_requirements(building);
	const Requirement *requirements = (const Requirement *)(const void *)all->data;
	for (guint i = 0, end = 0; i < all->len; i = end) {
		for (end = i; end < all->len && requirements[end].entity == requirements[i].entity;)
			end++;
		compare_versions(building, requirements + i, end - i);
	}
}

static const char *
field_at(const SgFacts *facts, uint32_t line)
{
	for (uint32_t i = 0; i < facts->n_metas; i = MAX(facts->metas[i].end, i + 1)) {
		if (facts->metas[i].line == line)
			return sg_facts_str(facts, facts->metas[i].key);
	}
	return "";
}

static void
compare_metas(SgBuilding *building, const SgOverlap *overlap)
{
	const GArray *all = building->overlaps->differences;
	for (uint32_t i = 0; i < overlap->differences.count; i++) {
		const SgDifference *difference =
		    &g_array_index(all, SgDifference, overlap->differences.first + i);
		if (strcmp(difference->kind, "metadata") != 0 || difference->a.length == 0 ||
		    difference->b.length == 0)
			continue;
		g_autoptr(GArray) sides = g_array_new(FALSE, FALSE, sizeof(SgEvidence));
		SgEvidence a =
		    sg_building_evidence(building, overlap->a, difference->a, SG_ROLE_METADATA,
					 sg_rules[SG_RULE_METADATA].name);
		SgEvidence b =
		    sg_building_evidence(building, overlap->b, difference->b, SG_ROLE_METADATA,
					 sg_rules[SG_RULE_METADATA].name);
		g_array_append_val(sides, a);
		g_array_append_val(sides, b);
		add_conflict(building, "metadata",
			     field_at(sg_building_facts(building, overlap->a), a.span.line), sides);
	}
}

static uint32_t
first_of_name(const uint32_t *group, uint32_t document)
{
	while (group[document] != document)
		document = group[document];
	return document;
}

/* Variants share a name; the pairs of one name are put together again. */
static uint32_t *
group_variants(const SgBuilding *building)
{
	uint32_t *group = g_new(uint32_t, building->n_documents + 1);
	for (uint32_t i = 0; i < building->n_documents; i++)
		group[i] = i;
	const GArray *overlaps = building->overlaps->overlaps;
	for (guint i = 0; i < overlaps->len; i++) {
		const SgOverlap *overlap = &g_array_index(overlaps, SgOverlap, i);
		if (overlap->verdict != SG_VERDICT_VARIANT)
			continue;
		uint32_t a = first_of_name(group, overlap->a);
		uint32_t b = first_of_name(group, overlap->b);
		group[MAX(a, b)] = MIN(a, b);
	}
	return group;
}

typedef struct {
	uint32_t group, document;
} Member;

static int
compare_member(const void *a, const void *b)
{
	const Member *x = a;
	const Member *y = b;
	if (x->group != y->group)
		return (x->group > y->group) - (x->group < y->group);
	return (x->document > y->document) - (x->document < y->document);
}

static void
find_names(SgBuilding *building)
{
	g_autofree uint32_t *group = group_variants(building);
	g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(Member));
	for (uint32_t i = 0; i < building->n_documents; i++) {
		Member member = {first_of_name(group, i), i};
		g_array_append_val(members, member);
	}
	if (members->len > 1)
		qsort(members->data, members->len, sizeof(Member), compare_member);
	for (guint i = 0, end = 0; i < members->len; i = end) {
		const Member *first = &g_array_index(members, Member, i);
		g_autoptr(GArray) sides = g_array_new(FALSE, FALSE, sizeof(SgEvidence));
		for (end = i; end < members->len; end++) {
			const Member *member = &g_array_index(members, Member, end);
			if (member->group != first->group)
				break;
			SgSpan span = sg_span_title(sg_building_facts(building, member->document));
			SgEvidence evidence =
			    sg_building_evidence(building, member->document, span, SG_ROLE_METADATA,
						 sg_rules[SG_RULE_DOCUMENT_NAME].name);
			if (span.length > 0)
				g_array_append_val(sides, evidence);
		}
		const SgFacts *facts = sg_building_facts(building, first->document);
		const char *name = sg_facts_str(facts, facts->record->name);
		add_conflict(building, "name",
			     *name ? name : sg_facts_str(facts, facts->record->title), sides);
	}
}

void
sg_build_conflicts(SgBuilding *building)
{
	const GArray *overlaps = building->overlaps->overlaps;
	for (guint i = 0; i < overlaps->len; i++)
		compare_metas(building, &g_array_index(overlaps, SgOverlap, i));
	find_names(building);
	find_drifts(building);
}
