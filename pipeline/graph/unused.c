/* SPDX-License-Identifier: MIT */
#include "graph/building.h"

#include "model/spans.h"

#include <string.h>

/* Files of a skill that no document of it names: by a link, by their name, or by the folder that
 * they are in. Programs use what lies beside them, and nobody reads them here: where one is named,
 * all of its folder and of the folders below is taken to be used by it. */

static const char *const programs[] = {".sh", ".bash", ".py",  ".js",  ".mjs", ".cjs", ".ts",
				       ".rb", ".pl",   ".ps1", ".php", ".go",  ".rs",  ".c",
				       ".h",  ".cpp",  ".lua", ".r",   ".jl",  ".cs",  ".java"};

/* What the documents of one skill name, as the last parts of paths; a folder's ends in '/'. */
typedef struct {
	GHashTable *names;   /* owned strings */
	GHashTable *folders; /* full paths of folders of which a program is used; owned strings */
	unsigned diagnosed;
} Bundle;

typedef struct {
	SgBuilding *building;
	Bundle **bundles; /* of each document that is a SKILL.md, else NULL */
	bool *documents;  /* which are linked to */
	bool *files;
} Search;

static const char *
path_of(const Search *search, uint32_t document)
{
	const SgFacts *facts = sg_building_facts(search->building, document);
	return sg_facts_str(facts, facts->record->path);
}

static Bundle *
bundle_new(void)
{
	Bundle *bundle = g_new0(Bundle, 1);
	bundle->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	bundle->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return bundle;
}

static void
bundle_free(Bundle *bundle)
{
	if (!bundle)
		return;
	g_hash_table_unref(bundle->names);
	g_hash_table_unref(bundle->folders);
	g_free(bundle);
}

static Bundle *
bundle_of(const Search *search, uint32_t skill)
{
	if (!search->bundles[skill])
		search->bundles[skill] = bundle_new();
	return search->bundles[skill];
}

static bool
is_path_byte(char c)
{
	return (guchar)c >= 0x80 || g_ascii_isalnum(c) || (c && strchr("._-/%+@~", c));
}

static bool
is_plain(const char *name)
{
	while (*name && is_path_byte(*name))
		name++;
	return !*name;
}

/* The last part of a path, with the '/' that it ends in. */
static const char *
last_part(const char *path, size_t length)
{
	size_t at = length > 0 ? length - 1 : 0;
	while (at > 0 && path[at - 1] != '/')
		at--;
	return path + at;
}

static void
collect_names(Bundle *bundle, const char *text, size_t length)
{
	const char *end = text + length;
	for (const char *p = text; p < end;) {
		const char *start = p;
		while (p < end && is_path_byte(*p))
			p++;
		size_t n = (size_t)(p - start);
		while (n > 0 && start[n - 1] == '.')
			n--;
		const char *name = last_part(start, n);
		if (n > 0 && (memchr(start, '.', n) || memchr(start, '/', n)))
			g_hash_table_add(bundle->names, g_strndup(name, (gsize)(start + n - name)));
		p += p < end;
	}
}

static uint32_t
owner_of(const Search *search, uint32_t document)
{
	const char *path = path_of(search, document);
	return sg_bundle_is_skill(path) ? document : sg_bundle_skill_of(search->building, path);
}

static void
collect(Search *search)
{
	SgBuilding *building = search->building;
	for (uint32_t i = 0; i < building->n_documents; i++) {
		uint32_t skill = owner_of(search, i);
		if (skill == SG_NONE)
			continue;
		const SgFacts *facts = sg_building_facts(building, i);
		collect_names(bundle_of(search, skill), sg_facts_str(facts, facts->record->text),
			      facts->record->text_length);
	}
	for (uint32_t i = 0; i < building->n_documents; i++) {
		SgRun run = g_array_index(building->parts->documents, SgGraphDocument, i).links;
		for (uint32_t k = 0; k < run.count; k++) {
			const SgGraphLink *link =
			    &g_array_index(building->parts->links, SgGraphLink, run.first + k);
			if (link->file != SG_NONE)
				search->files[link->file] = true;
			else if (link->document != i)
				search->documents[link->document] = true;
		}
	}
}

/* A name with a space or a bracket in it is no word of a text: the texts are searched for it. */
static bool
stands_in_text(const Search *search, uint32_t skill, const char *name)
{
	for (uint32_t i = 0; i < search->building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(search->building, i);
		if (owner_of(search, i) == skill &&
		    strstr(sg_facts_str(facts, facts->record->text), name))
			return true;
	}
	return false;
}

/* Whether the file or a folder that it is in, below the skill's own, is named. */
static bool
is_named(const Search *search, uint32_t skill, const char *path)
{
	const Bundle *bundle = bundle_of(search, skill);
	const char *skill_path = path_of(search, skill);
	const char *slash = strrchr(skill_path, '/');
	size_t inside = slash ? (size_t)(slash + 1 - skill_path) : 0;
	const char *name = last_part(path, strlen(path));
	if (g_hash_table_contains(bundle->names, name) ||
	    (!is_plain(name) && stands_in_text(search, skill, name)))
		return true;
	for (const char *p = strchr(path + inside, '/'); p; p = strchr(p + 1, '/')) {
		size_t length = (size_t)(p + 1 - path);
		const char *folder = last_part(path, length);
		g_autofree char *named = g_strndup(folder, (gsize)(path + length - folder));
		if (g_hash_table_contains(bundle->names, named))
			return true;
	}
	return false;
}

static bool
is_program(const char *path)
{
	const char *dot = strrchr(path, '.');
	if (!dot || strchr(dot, '/'))
		return true; /* "bin/run" */
	for (size_t i = 0; i < G_N_ELEMENTS(programs); i++)
		if (g_ascii_strcasecmp(dot, programs[i]) == 0)
			return true;
	return false;
}

static void
note_used(Bundle *bundle, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (slash && is_program(path))
		g_hash_table_add(bundle->folders, g_strndup(path, (gsize)(slash - path)));
}

/* Whether a program in its folder, or in one above it below the skill's own, is used. */
static bool
has_used_neighbour(const Search *search, uint32_t skill, const char *path)
{
	const Bundle *bundle = bundle_of(search, skill);
	g_autofree char *top = g_path_get_dirname(path_of(search, skill));
	g_autofree char *folder = g_path_get_dirname(path);
	while (strcmp(folder, ".") != 0 && strcmp(folder, top) != 0) {
		if (g_hash_table_contains(bundle->folders, folder))
			return true;
		char *above = g_path_get_dirname(folder);
		g_free(folder);
		folder = above;
	}
	return false;
}

static void
diagnose_file(Search *search, const SgGraphFile *file)
{
	if (bundle_of(search, file->skill)->diagnosed++ < SG_MAX_DIAGS)
		sg_building_diagnose_file(search->building, SG_DIAG_FILE_UNUSED, file->path,
					  path_of(search, file->skill));
}

static void
judge_files(Search *search)
{
	const GArray *files = search->building->parts->files;
	for (guint i = 0; i < files->len; i++) {
		const SgGraphFile *file = &g_array_index(files, SgGraphFile, i);
		if (file->skill == SG_NONE)
			continue;
		search->files[i] |= is_named(search, file->skill, file->path);
		if (search->files[i])
			note_used(bundle_of(search, file->skill), file->path);
	}
	for (guint i = 0; i < files->len; i++) {
		const SgGraphFile *file = &g_array_index(files, SgGraphFile, i);
		const SgFound *found = sg_listing_find(search->building->listing, file->path);
		if (file->skill != SG_NONE && !search->files[i] && found->kind != SG_FOUND_ABOUT &&
		    !has_used_neighbour(search, file->skill, file->path))
			diagnose_file(search, file);
	}
}

/* Documents that hosts find by themselves need not be named. */
static bool
is_found_by_hosts(const SgFacts *facts)
{
	SgDocType type = (SgDocType)facts->record->type;
	return type != SG_TYPE_REFERENCE && type != SG_TYPE_GUIDE && type != SG_TYPE_OTHER;
}

static void
judge_documents(Search *search)
{
	for (uint32_t i = 0; i < search->building->n_documents; i++) {
		const SgFacts *facts = sg_building_facts(search->building, i);
		uint32_t skill = owner_of(search, i);
		if (skill == SG_NONE || skill == i || search->documents[i] ||
		    is_found_by_hosts(facts) || is_named(search, skill, path_of(search, i)))
			continue;
		SgPoint point = {i, MAX(sg_span_title(facts).line, 1), 1};
		if (bundle_of(search, skill)->diagnosed++ < SG_MAX_DIAGS)
			sg_building_diagnose_at(search->building, SG_DIAG_FILE_UNUSED, point,
						path_of(search, skill));
	}
}

void
sg_build_unused(SgBuilding *building)
{
	if (g_hash_table_size(building->skills) == 0)
		return;
	g_autofree Bundle **bundles = g_new0(Bundle *, building->n_documents);
	g_autofree bool *documents = g_new0(bool, building->n_documents);
	g_autofree bool *files = g_new0(bool, building->parts->files->len + 1);
	Search search = {building, bundles, documents, files};
	collect(&search);
	judge_documents(&search);
	judge_files(&search);
	for (uint32_t i = 0; i < building->n_documents; i++)
		bundle_free(bundles[i]);
}
