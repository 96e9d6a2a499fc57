/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/spans.h"

#include <string.h>

/* A skill is a folder: what lies in it or below belongs to its SKILL.md, the nearest one above. */

bool
sg_bundle_is_skill(const char *path)
{
	const char *slash = strrchr(path, '/');
	return g_ascii_strcasecmp(slash ? slash + 1 : path, "SKILL.md") == 0;
}

static const char *
path_of(const SgBuilding *building, uint32_t document)
{
	const SgFacts *facts = sg_building_facts(building, document);
	return sg_facts_str(facts, facts->record->path);
}

/* The folder of a path without '/' at its end; "" is the root. Owned. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return g_strndup(path, slash ? (gsize)(slash - path) : 0);
}

/* Cuts the last part off; false at the root. */
static bool
go_up(char *folder)
{
	char *slash = strrchr(folder, '/');
	if (!*folder)
		return false;
	*(slash ? slash : folder) = '\0';
	return true;
}

uint32_t
sg_bundle_skill_in(const SgBuilding *building, const char *folder)
{
	gpointer found = g_hash_table_lookup(building->skills, folder);
	return found ? GPOINTER_TO_UINT(found) - 1 : SG_NONE;
}

uint32_t
sg_bundle_skill_of(const SgBuilding *building, const char *path)
{
	g_autofree char *folder = folder_of(path);
	bool more = !sg_bundle_is_skill(path) || go_up(folder);
	for (; more; more = go_up(folder)) {
		uint32_t found = sg_bundle_skill_in(building, folder);
		if (found != SG_NONE)
			return found;
	}
	return SG_NONE;
}

static void
draft_part(SgBuilding *building, uint32_t document)
{
	uint32_t skill = sg_bundle_skill_of(building, path_of(building, document));
	if (skill == SG_NONE)
		return;
	SgDraft draft = {
	    .source = document,
	    .target = skill,
	    .type = SG_EDGE_PART_OF,
	    .weight = 1,
	    .evidence = sg_building_evidence(building, document,
					     sg_span_title(sg_building_facts(building, document)),
					     SG_ROLE_METADATA, sg_rules[SG_RULE_SKILL_FOLDER].name),
	};
	sg_building_draft(building, draft);
}

static void
add_file(SgBuilding *building, const SgFound *found)
{
	bool is_folder = g_str_has_suffix(found->path, "/");
	bool is_there = found->kind == SG_FOUND_OTHER || found->kind == SG_FOUND_ABOUT ||
			found->kind == SG_FOUND_UNCHOSEN;
	if (is_folder || !is_there)
		return;
	uint32_t skill = sg_bundle_skill_of(building, found->path);
	if (skill == SG_NONE && !found->digest)
		return;
	SgGraphParts *parts = building->parts;
	SgGraphFile file = {
	    .path = sg_parts_string(parts, found->path),
	    .file = found->digest ? sg_parts_string(parts, found->file) : NULL,
	    .digest = sg_parts_string(parts, found->digest ? found->digest : ""),
	    .bytes = found->bytes,
	    .skill = skill,
	    .picture = found->picture,
	};
	g_array_append_val(parts->files, file);
}

void
sg_build_bundles(SgBuilding *building)
{
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const char *path = path_of(building, i);
		if (sg_bundle_is_skill(path))
			g_hash_table_insert(building->skills, folder_of(path),
					    GUINT_TO_POINTER(i + 1));
	}
	for (uint32_t i = 0; i < building->n_documents; i++)
		draft_part(building, i);
	size_t count = building->listing ? sg_listing_count(building->listing) : 0;
	for (size_t i = 0; i < count; i++)
		add_file(building, sg_listing_get(building->listing, i));
}
