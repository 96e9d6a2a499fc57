/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/anchors.h"
#include "model/href.h"
#include "model/spans.h"

#include <stdlib.h>
#include <string.h>

/* Where links and images lead. Each is resolved here, once: pages only look it up. */

typedef struct {
	SgBuilding *building;
	GHashTable *paths;    /* path (borrowed) -> document + 1 */
	SgPlaceNames **names; /* of each document, once a fragment of it was asked for */
	unsigned *diagnosed;  /* of the document at work, by tag */
	uint32_t document;
	bool alone; /* it was given by its name: it is not known what lies beside it */
} Linking;

static const SgFacts *
facts_of(const Linking *linking, uint32_t document)
{
	return sg_building_facts(linking->building, document);
}

/* Characters before the target as it is written in the node's first line, if it stands there. */
static uint32_t
column_of(const SgFacts *facts, const SgNode *node, const char *target)
{
	SgSpan span = sg_span_lines(facts, node->line, node->line);
	const char *line = sg_facts_passage(facts, span);
	const char *found = *target ? memmem(line, span.length, target, strlen(target)) : NULL;
	return found ? (uint32_t)g_utf8_strlen(line, found - line) + 1 : 1;
}

static void
diagnose(const Linking *linking, SgDiagTag tag, const SgNode *node, const char *why)
{
	const SgFacts *facts = facts_of(linking, linking->document);
	const char *target = sg_facts_str(facts, node->text);
	if (linking->diagnosed[tag]++ >= SG_MAX_DIAGS)
		return;
	g_autofree char *detail = why ? g_strdup_printf("%s (%s)", target, why) : g_strdup(target);
	SgPoint point = {linking->document, node->line, column_of(facts, node, target)};
	sg_building_diagnose_at(linking->building, tag, point, detail);
}

/* Only where a document has headings to name can it be said that it lacks one: flattened and plain
 * texts have none of their own, and ids of HTML are not kept. */
static bool
has_names(const SgFacts *facts)
{
	return facts->record->syntax == SG_SYNTAX_MARKDOWN;
}

/* "#", "#top" (HTML, 7.4.6.4) and "#:~:text=" are places of any page. */
static bool
is_any_page(const char *fragment)
{
	return !*fragment || g_ascii_strcasecmp(fragment, "top") == 0 ||
	       g_str_has_prefix(fragment, ":~:");
}

static void
find_place(Linking *linking, SgGraphLink *link, const char *fragment, const SgNode *node)
{
	const SgFacts *facts = facts_of(linking, link->document);
	if (!fragment || is_any_page(fragment))
		return;
	SgPlaceNames **names = &linking->names[link->document];
	if (!*names)
		*names = sg_place_names_new(facts);
	if (sg_place_names_find(*names, fragment, &link->section, &link->line))
		return;
	const char *path = sg_facts_str(facts, facts->record->path);
	if (has_names(facts))
		diagnose(linking, SG_DIAG_ANCHOR_MISSING, node,
			 link->document == linking->document ? NULL : path);
}

static int
compare_file(const void *key, const void *item)
{
	return strcmp(key, ((const SgGraphFile *)item)->path);
}

static uint32_t
find_file(const SgBuilding *building, const char *path)
{
	const GArray *files = building->parts->files;
	const SgGraphFile *found = files->len > 0 ? bsearch(path, files->data, files->len,
							    sizeof(SgGraphFile), compare_file)
						  : NULL;
	return found ? (uint32_t)(found - (const SgGraphFile *)(const void *)files->data) : SG_NONE;
}

static uint32_t
find_document(const Linking *linking, const char *path)
{
	gpointer found = g_hash_table_lookup(linking->paths, path);
	return found ? GPOINTER_TO_UINT(found) - 1 : sg_bundle_skill_in(linking->building, path);
}

/* Whether a target looks like the name of a file, and not like a word that was put there to be
 * replaced: "url", "{link}", "<path>". */
static bool
names_a_file(const char *target)
{
	return strpbrk(target, "./") && !strpbrk(target, "{}<>$*|\"") && !strstr(target, "...");
}

/* Nothing of ours has the path. Without a listing that can be said of names of documents alone. */
static bool
is_broken(const SgBuilding *building, const char *path)
{
	static const char *const endings[] = {".md", ".mdc", ".mdx", ".html", ".txt"};
	if (building->listing)
		return !sg_listing_may_have(building->listing, path);
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot && i < G_N_ELEMENTS(endings); i++)
		if (g_ascii_strcasecmp(dot, endings[i]) == 0)
			return true;
	return false;
}

/* A picture that is there, but is not shown: sg_pictures_read has said why. */
static void
judge_picture(const Linking *linking, const SgNode *node, const char *path)
{
	const SgFound *found =
	    linking->building->listing ? sg_listing_find(linking->building->listing, path) : NULL;
	if (found && node->kind == SG_NODE_IMAGE && !found->digest)
		diagnose(linking, SG_DIAG_IMAGE, node,
			 found->detail ? found->detail : "it is not published");
}

static void
find_target(Linking *linking, SgGraphLink *link, const SgHref *href, const SgNode *node)
{
	const SgBuilding *building = linking->building;
	const char *target = sg_facts_str(facts_of(linking, linking->document), node->text);
	bool is_image = node->kind == SG_NODE_IMAGE;
	bool judged = !linking->alone && names_a_file(target);
	if (href->form == SG_HREF_OUTSIDE && judged)
		diagnose(linking, SG_DIAG_LINK_OUTSIDE, node, NULL);
	if (href->form == SG_HREF_OWN && !is_image)
		link->document = linking->document;
	if (!href->path)
		return;
	if (!is_image)
		link->document = find_document(linking, href->path);
	if (link->document == SG_NONE)
		link->file = find_file(building, href->path);
	if (is_image)
		judge_picture(linking, node, href->path);
	if (link->document == SG_NONE && link->file == SG_NONE && href->form == SG_HREF_RELATIVE &&
	    judged && is_broken(building, href->path))
		diagnose(linking, SG_DIAG_LINK_BROKEN, node, NULL);
}

/* The section that a link names, where it has one and that is a node; else the document. */
static SgRef
target_of(const SgBuilding *building, const SgGraphLink *link)
{
	if (link->section == SG_NONE)
		return link->document;
	uint32_t first = building->sections.first[link->document];
	uint32_t section = building->sections.node[first + link->section];
	return section == SG_NONE ? link->document : building->base[SG_SORT_SECTION] + section;
}

static void
draft_link(SgBuilding *building, uint32_t document, const SgGraphLink *link, const SgNode *node)
{
	const SgFacts *facts = sg_building_facts(building, document);
	const char *written = sg_facts_str(facts, node->text);
	SgDraft draft = {
	    .source = document,
	    .target = target_of(building, link),
	    .type = SG_EDGE_LINKS_TO,
	    .weight = 1,
	    .evidence = sg_building_evidence(
		building, document, sg_span_sentence(facts, node->line, written, strlen(written)),
		SG_ROLE_STATEMENT, sg_rules[SG_RULE_LINK].name),
	};
	sg_building_draft(building, draft);
}

static void
resolve(Linking *linking, uint32_t i)
{
	SgBuilding *building = linking->building;
	const SgFacts *facts = facts_of(linking, linking->document);
	const SgNode *node = &facts->nodes[i];
	SgGraphLink link = {i, SG_NONE, SG_NONE, 0, SG_NONE};
	SgHref href = sg_href_parse(sg_facts_str(facts, facts->record->path),
				    sg_facts_str(facts, node->text));
	find_target(linking, &link, &href, node);
	if (link.document != SG_NONE)
		find_place(linking, &link, href.fragment, node);
	bool leads = link.document != linking->document || !href.fragment ||
		     link.section != SG_NONE || link.line != 0 || is_any_page(href.fragment);
	sg_href_clear(&href);
	if ((link.document == SG_NONE && link.file == SG_NONE) || !leads)
		return;
	g_array_append_val(building->parts->links, link);
	if (link.document != SG_NONE && link.document != linking->document)
		draft_link(building, linking->document, &link, node);
}

static void
resolve_document(Linking *linking)
{
	SgGraphParts *parts = linking->building->parts;
	const SgFacts *facts = facts_of(linking, linking->document);
	SgRun run = {.first = parts->links->len};
	const SgListing *listing = linking->building->listing;
	const SgFound *found =
	    listing ? sg_listing_find(listing, sg_facts_str(facts, facts->record->path)) : NULL;
	linking->alone = found && found->alone;
	memset(linking->diagnosed, 0, SG_N_DIAGS * sizeof *linking->diagnosed);
	for (uint32_t i = 0; i < facts->n_nodes; i++) {
		const SgNode *node = &facts->nodes[i];
		bool is_link = node->kind == SG_NODE_LINK || node->kind == SG_NODE_IMAGE;
		if (is_link && node->line > 0)
			resolve(linking, i);
	}
	run.count = parts->links->len - run.first;
	g_array_index(parts->documents, SgGraphDocument, linking->document).links = run;
}

void
sg_build_links(SgBuilding *building)
{
	g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
	g_autofree unsigned *diagnosed = g_new0(unsigned, SG_N_DIAGS);
	g_autofree SgPlaceNames **names = g_new0(SgPlaceNames *, building->n_documents + 1);
	Linking linking = {building, paths, names, diagnosed, 0, false};
	for (uint32_t i = 0; i < building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(building, i);
		g_hash_table_insert(paths, (gpointer)sg_facts_str(facts, facts->record->path),
				    GUINT_TO_POINTER(i + 1));
	}
	for (; linking.document < building->n_documents; linking.document++)
		resolve_document(&linking);
	for (uint32_t i = 0; i < building->n_documents; i++)
		sg_place_names_free(names[i]);
}
