/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/spans.h"

#include <stdlib.h>
#include <string.h>

static int
compare_diag(const void *a, const void *b)
{
	const SgGraphDiag *x = a;
	const SgGraphDiag *y = b;
	if (x->document != y->document)
		return (x->document > y->document) - (x->document < y->document);
	int order = g_strcmp0(x->path, y->path);
	if (order != 0)
		return order;
	if (x->line != y->line)
		return (x->line > y->line) - (x->line < y->line);
	if (x->column != y->column)
		return (x->column > y->column) - (x->column < y->column);
	if (x->tag != y->tag)
		return strcmp(sg_diag_rule(x->tag)->name, sg_diag_rule(y->tag)->name);
	return strcmp(x->message, y->message);
}

static void
add_own(SgBuilding *building, uint32_t document)
{
	const SgFacts *facts = sg_building_facts(building, document);
	for (uint32_t i = 0; i < facts->n_diags; i++) {
		const SgDiagRecord *record = &facts->diags[i];
		SgGraphDiag diag = {document,
				    (SgDiagTag)record->tag,
				    record->line,
				    record->column,
				    sg_facts_str(facts, record->message),
				    NULL,
				    document,
				    record->related_line};
		g_array_append_val(building->parts->diags, diag);
	}
}

/* The line of other is 0 where it is about one place. */
static void
add(SgBuilding *building, SgDiagTag tag, SgPoint point, SgPoint other, const char *detail)
{
	g_autofree char *message = sg_diag_message(tag, detail);
	SgGraphDiag diag = {point.document,
			    tag,
			    point.line,
			    point.column,
			    sg_parts_string(building->parts, message),
			    NULL,
			    other.document,
			    other.line};
	g_array_append_val(building->parts->diags, diag);
}

void
sg_building_diagnose(SgBuilding *building,
		     SgDiagTag tag,
		     const SgEvidence *place,
		     const SgEvidence *other,
		     const char *detail)
{
	SgPoint point = {place->document, place->span.line, 1};
	SgPoint related = {SG_NONE, 0, 0};
	if (other)
		related = (SgPoint){other->document, other->span.line, 1};
	add(building, tag, point, related, detail);
}

void
sg_building_diagnose_at(SgBuilding *building, SgDiagTag tag, SgPoint point, const char *detail)
{
	add(building, tag, point, (SgPoint){SG_NONE, 0, 0}, detail);
}

void
sg_building_diagnose_file(SgBuilding *building, SgDiagTag tag, const char *path, const char *detail)
{
	g_autofree char *message = sg_diag_message(tag, detail);
	SgGraphDiag diag = {SG_NONE,
			    tag,
			    0,
			    0,
			    sg_parts_string(building->parts, message),
			    sg_parts_string(building->parts, path),
			    SG_NONE,
			    0};
	g_array_append_val(building->parts->diags, diag);
}

/* Files that could not be read, or must not be: nothing that was found is passed over in silence.
 */
static void
add_refused(SgBuilding *building)
{
	size_t count = building->listing ? sg_listing_count(building->listing) : 0;
	for (size_t i = 0; i < count; i++) {
		const SgFound *found = sg_listing_get(building->listing, i);
		if (found->kind == SG_FOUND_REFUSED)
			sg_building_diagnose_file(building, found->tag, found->path, found->detail);
	}
}

static uint32_t
find_document(const SgBuilding *building, const char *path)
{
	uint32_t i = 0;
	while (i < building->n_documents) {
		const SgFacts *facts = sg_building_facts(building, i);
		if (strcmp(sg_facts_str(facts, facts->record->path), path) == 0)
			return i;
		i++;
	}
	return SG_NONE;
}

/* Whether the name of one folder holds the secrets of both. Masked ones look alike. */
static bool
is_below_same(const SgFound *a, const SgFound *b)
{
	const char *x = a->raw ? a->raw : a->path;
	const char *y = b->raw ? b->raw : b->path;
	return a->secret_end == b->secret_end && b->path[b->secret_end] == '/' &&
	       strncmp(x, y, b->secret_end) == 0;
}

/* Likely secrets in names, each name once: that of a folder at the first file below it. */
static void
add_secret_names(SgBuilding *building)
{
	size_t count = building->listing ? sg_listing_count(building->listing) : 0;
	const SgFound *last = NULL;
	for (size_t i = 0; i < count; i++) {
		const SgFound *found = sg_listing_get(building->listing, i);
		if (!found->secret || (last && is_below_same(last, found)))
			continue;
		last = found;
		g_autofree char *detail = g_strdup_printf("%s (in its path)", found->secret);
		uint32_t document = find_document(building, found->path);
		if (document != SG_NONE)
			sg_building_diagnose_at(building, SG_DIAG_SECRET, (SgPoint){document, 0, 0},
						detail);
		else
			sg_building_diagnose_file(building, SG_DIAG_SECRET, found->path, detail);
	}
}

/* What a host loads of all documents together, every time, against what it takes. */
static void
add_host_limit(SgBuilding *building, SgHost host)
{
	const SgHostInfo *info = sg_host_info(host);
	uint64_t tokens = 0;
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		for (uint32_t h = 0; h < facts->n_hosts; h++) {
			if (facts->hosts[h].host == (uint32_t)host &&
			    facts->hosts[h].verdict < SG_HOST_REFUSES)
				tokens += facts->record->description_tokens;
		}
	}
	if (info->all_descriptions == 0 || tokens <= info->all_descriptions)
		return;
	g_autofree char *detail =
	    g_strdup_printf("%s: all descriptions together have about %" G_GUINT64_FORMAT
			    " tokens, over %u are too many",
			    info->label, tokens, info->all_descriptions);
	g_autofree char *message = sg_diag_message(SG_DIAG_HOST_WARNS, detail);
	SgGraphDiag diag = {.document = SG_NONE,
			    .tag = SG_DIAG_HOST_WARNS,
			    .message = sg_parts_string(building->parts, message),
			    .related_document = SG_NONE};
	g_array_append_val(building->parts->diags, diag);
}

static const SgEvidence *
title_of(const SgBuilding *building, uint32_t document)
{
	const SgGraphDocument *record =
	    &g_array_index(building->parts->documents, SgGraphDocument, document);
	return &g_array_index(building->parts->evidence, SgEvidence, record->evidence.first);
}

static void
add_duplicates(SgBuilding *building)
{
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgGraphDocument *document =
		    &g_array_index(building->parts->documents, SgGraphDocument, i);
		if (document->copy_of == SG_NONE && document->rendition_of == SG_NONE)
			continue;
		uint32_t other =
		    document->copy_of != SG_NONE ? document->copy_of : document->rendition_of;
		const SgFacts *facts = sg_building_facts(building, other);
		sg_building_diagnose(
		    building, SG_DIAG_DUPLICATE_DOCUMENT,
		    &g_array_index(building->parts->evidence, SgEvidence, document->evidence.first),
		    title_of(building, other), sg_facts_str(facts, facts->record->path));
	}
}

/* "rust-pro; see a/b.md:12": each side names the first other place. */
static void
add_name_conflict(SgBuilding *building, const SgConflict *conflict)
{
	const SgEvidence *sides =
	    &g_array_index(building->parts->evidence, SgEvidence, conflict->sides.first);
	for (uint32_t i = 0; i < conflict->sides.count; i++) {
		const SgEvidence *other = &sides[i == 0 ? 1 : 0];
		const SgFacts *facts = sg_building_facts(building, other->document);
		g_autofree char *detail =
		    g_strdup_printf("%s; see %s:%u", conflict->subject,
				    sg_facts_str(facts, facts->record->path), other->span.line);
		sg_building_diagnose(building, SG_DIAG_NAME_CONFLICT, &sides[i], other, detail);
	}
}

void
sg_build_diags(SgBuilding *building)
{
	GArray *diags = building->parts->diags;
	for (uint32_t i = 0; i < building->n_documents; i++)
		add_own(building, i);
	add_refused(building);
	add_secret_names(building);
	for (int host = 0; host < SG_N_HOSTS; host++)
		add_host_limit(building, (SgHost)host);
	add_duplicates(building);
	for (guint i = 0; i < building->parts->conflicts->len; i++) {
		const SgConflict *conflict =
		    &g_array_index(building->parts->conflicts, SgConflict, i);
		if (strcmp(conflict->kind, "name") == 0)
			add_name_conflict(building, conflict);
	}
	sg_building_check_config(building);
	sg_building_waive(building);
	if (diags->len > 1)
		qsort(diags->data, diags->len, sizeof(SgGraphDiag), compare_diag);
	GArray *waived = building->parts->waived; /* each begins with its diagnostic */
	if (waived->len > 1)
		qsort(waived->data, waived->len, sizeof(SgWaived), compare_diag);
}
