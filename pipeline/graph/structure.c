/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/spans.h"

#include <string.h>

/* What documents contain, belong to and link to. */

static SgRef
section_ref(const SgBuilding *building, uint32_t document, uint32_t section)
{
	uint32_t node = section == SG_NONE
			    ? SG_NONE
			    : building->sections.node[building->sections.first[document] + section];
	return node == SG_NONE ? document : building->base[SG_SORT_SECTION] + node;
}

static void
draft_sections(SgBuilding *building)
{
	const GArray *sections = building->parts->sections;
	for (uint32_t i = 0; i < sections->len; i++) {
		const SgGraphSection *section = &g_array_index(sections, SgGraphSection, i);
		const SgFacts *facts = sg_building_facts(building, section->document);
		SgDraft draft = {
		    .source = section->parent == SG_NONE ? section->document : section->parent,
		    .target = building->base[SG_SORT_SECTION] + i,
		    .type = SG_EDGE_CONTAINS,
		    .weight = 1,
		    .evidence = sg_building_evidence(building, section->document,
						     facts->sections[section->section].span,
						     SG_ROLE_HEADING, "heading"),
		};
		sg_building_draft(building, draft);
	}
}

static void
draft_codes(SgBuilding *building, uint32_t document)
{
	const SgFacts *facts = sg_building_facts(building, document);
	for (uint32_t i = 0; i < facts->n_codes; i++) {
		const SgCode *code = &facts->codes[i];
		uint32_t example = building->codes.node[building->codes.first[document] + i];
		if (example == SG_NONE)
			continue;
		SgDraft draft = {
		    .source = section_ref(building, document, code->section),
		    .target = building->base[SG_SORT_EXAMPLE] + example,
		    .type = SG_EDGE_CONTAINS,
		    .weight = 1,
		    .evidence = sg_building_evidence(building, document, code->span, SG_ROLE_CODE,
						     "code-block"),
		};
		sg_building_draft(building, draft);
	}
}

/* "docs/a/../b.md" -> "docs/b.md"; NULL when it leaves the sources. Owned. */
static char *
normalise(const char *path)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new();
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	for (char **name = names; *name; name++) {
		if (!**name || strcmp(*name, ".") == 0)
			continue;
		if (strcmp(*name, "..") != 0) {
			g_ptr_array_add(parts, *name);
			continue;
		}
		if (parts->len == 0)
			return NULL;
		g_ptr_array_set_size(parts, (gint)parts->len - 1);
	}
	g_ptr_array_add(parts, NULL);
	return g_strjoinv("/", (char **)parts->pdata);
}

/* The path that a link means, or NULL: another site, an anchor of its own page, a place outside the
 * sources. Owned. */
static char *
resolve(const char *from, const char *link)
{
	g_autofree char *target = g_strndup(link, strcspn(link, "#?"));
	if (!*target || strstr(target, "://") || g_str_has_prefix(target, "mailto:"))
		return NULL;
	g_autofree char *folder = g_path_get_dirname(from);
	g_autofree char *plain = g_uri_unescape_string(target, NULL);
	if (!plain)
		return NULL;
	g_autofree char *joined =
	    *plain == '/' ? g_strdup(plain) : g_strconcat(folder, "/", plain, NULL);
	return normalise(joined);
}

/* Whether a link that means no document of the run leads to nothing. Only of names of documents can
 * that be said: a script beside a document is there, and yet not of the run. */
static bool
is_broken(const char *link, const char *path)
{
	static const char *const endings[] = {".md", ".mdc", ".mdx", ".html", ".txt"};
	g_autofree char *scheme = g_uri_parse_scheme(link);
	if (scheme || *link == '/')
		return false;
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot && i < G_N_ELEMENTS(endings); i++)
		if (g_ascii_strcasecmp(dot, endings[i]) == 0)
			return true;
	return false;
}

static void
report_broken(SgBuilding *building, uint32_t document, const SgNode *node)
{
	SgEvidence place = {.document = document, .span = {.line = node->line}};
	sg_building_diagnose(building, SG_DIAG_LINK_BROKEN, &place, NULL,
			     sg_facts_str(sg_building_facts(building, document), node->text));
}

static void
draft_links(SgBuilding *building, uint32_t document, GHashTable *paths)
{
	const SgFacts *facts = sg_building_facts(building, document);
	const char *from = sg_facts_str(facts, facts->record->path);
	unsigned broken = 0;
	for (uint32_t i = 0; i < facts->n_nodes; i++) {
		const SgNode *node = &facts->nodes[i];
		if (node->kind != SG_NODE_LINK || node->line == 0)
			continue;
		const char *link = sg_facts_str(facts, node->text);
		g_autofree char *path = resolve(from, link);
		gpointer found = path ? g_hash_table_lookup(paths, path) : NULL;
		if (!found && path && is_broken(link, path) && broken++ < SG_MAX_DIAGS)
			report_broken(building, document, node);
		if (!found)
			continue;
		SgDraft draft = {
		    .source = document,
		    .target = GPOINTER_TO_UINT(found) - 1,
		    .type = SG_EDGE_LINKS_TO,
		    .weight = 1,
		    .evidence = sg_building_evidence(
			building, document, sg_span_sentence(facts, node->line, link, strlen(link)),
			SG_ROLE_STATEMENT, "link"),
		};
		sg_building_draft(building, draft);
	}
}

static GHashTable *
index_paths(const SgBuilding *building)
{
	GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		g_hash_table_insert(paths, (gpointer)sg_facts_str(facts, facts->record->path),
				    GUINT_TO_POINTER(i + 1));
	}
	return paths;
}

/* Folder -> its SKILL.md + 1; keys owned. */
static GHashTable *
index_skills(const SgBuilding *building)
{
	GHashTable *skills = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		const char *path = sg_facts_str(facts, facts->record->path);
		g_autofree char *name = g_path_get_basename(path);
		if (g_ascii_strcasecmp(name, "SKILL.md") == 0)
			g_hash_table_insert(skills, g_path_get_dirname(path),
					    GUINT_TO_POINTER(i + 1));
	}
	return skills;
}

/* The skill in whose folder, or below it, a document lies. */
static uint32_t
find_skill(GHashTable *skills, const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	for (;;) {
		gpointer found = g_hash_table_lookup(skills, folder);
		if (found)
			return GPOINTER_TO_UINT(found) - 1;
		char *slash = strrchr(folder, '/');
		if (!slash)
			return SG_NONE;
		*slash = '\0';
	}
}

static void
draft_part(SgBuilding *building, uint32_t document, GHashTable *skills)
{
	const SgFacts *facts = sg_building_facts(building, document);
	const char *path = sg_facts_str(facts, facts->record->path);
	g_autofree char *name = g_path_get_basename(path);
	uint32_t skill = find_skill(skills, path);
	if (skill == SG_NONE || g_ascii_strcasecmp(name, "SKILL.md") == 0)
		return;
	SgDraft draft = {
	    .source = document,
	    .target = skill,
	    .type = SG_EDGE_PART_OF,
	    .weight = 1,
	    .evidence = sg_building_evidence(building, document, sg_span_title(facts),
					     SG_ROLE_METADATA, "skill-folder"),
	};
	sg_building_draft(building, draft);
}

void
sg_build_structure(SgBuilding *building)
{
	g_autoptr(GHashTable) paths = index_paths(building);
	g_autoptr(GHashTable) skills = index_skills(building);
	draft_sections(building);
	for (uint32_t i = 0; i < building->n_documents; i++) {
		draft_codes(building, i);
		draft_links(building, i, paths);
		draft_part(building, i, skills);
	}
}
