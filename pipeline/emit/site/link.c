/* SPDX-License-Identifier: MIT */
#include "emit/site/html.h"
#include "emit/site/lookup.h"
#include "emit/site/site.h"

#include "emit/url.h"

#include <string.h>

static bool
has_scheme(const char *target)
{
	size_t name = strspn(target, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+-.");
	return name > 1 && target[name] == ':';
}

/* base is a folder without '/' at its end, or "". NULL when the way leads above the root. */
static char *
join_path(const char *base, const char *relative)
{
	g_autofree char *whole = g_strconcat(base, "/", relative, NULL);
	g_auto(GStrv) parts = g_strsplit(whole, "/", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	for (char **part = parts; *part; part++) {
		if (!**part || strcmp(*part, ".") == 0)
			continue;
		if (strcmp(*part, "..") != 0)
			g_ptr_array_add(kept, *part);
		else if (kept->len > 0)
			g_ptr_array_set_size(kept, (int)kept->len - 1);
		else
			return NULL;
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **)kept->pdata);
}

static bool
has_section(const SgFacts *facts, const char *anchor)
{
	for (uint32_t i = 0; i < facts->n_sections; i++) {
		if (strcmp(sg_facts_str(facts, facts->sections[i].anchor), anchor) == 0)
			return true;
	}
	return false;
}

/* The place in a document; a fragment that it does not have is left out. */
static char *
document_url(const SgGraph *graph, uint32_t document, const char *fragment)
{
	const SgGraphDocument *found = sg_graph_document(graph, document);
	g_autofree char *place = sg_url_of_id(found->id);
	if (fragment && has_section(found->facts, fragment))
		return g_strconcat(place, ".html#s-", fragment, NULL);
	return g_strconcat(place, ".html", NULL);
}

SgLinkKind
sg_link_resolve(const SgEmitContext *context, uint32_t document, const char *target, char **url)
{
	*url = NULL;
	if (!sg_html_url_is_safe(target))
		return SG_LINK_REFUSED;
	if (has_scheme(target)) {
		*url = g_strdup(target);
		return SG_LINK_OUTSIDE;
	}
	/* Without a scheme it would be a path of this machine when the site is opened as a file. */
	if (strncmp(target, "//", 2) == 0) {
		*url = g_strconcat("https:", target, NULL);
		return SG_LINK_OUTSIDE;
	}
	const SgGraph *graph = context->graph;
	const SgFacts *facts = sg_graph_document(graph, document)->facts;
	const char *hash = strchr(target, '#');
	if (target[0] == '#') {
		if (!has_section(facts, target + 1))
			return SG_LINK_NOWHERE;
		*url = document_url(graph, document, target + 1);
		return SG_LINK_INSIDE;
	}
	g_autofree char *written = g_strndup(target, strcspn(target, "?#"));
	g_autofree char *relative = g_uri_unescape_string(written, "/");
	g_autofree char *folder = g_path_get_dirname(sg_facts_str(facts, facts->record->path));
	g_autofree char *path =
	    join_path(target[0] == '/' ? "" : folder, relative ? relative : written);
	uint32_t found = path ? sg_lookup_path(sg_lookup(graph), path) : SG_NONE;
	if (found == SG_NONE)
		return SG_LINK_NOWHERE;
	*url = document_url(graph, found, hash ? hash + 1 : NULL);
	return SG_LINK_INSIDE;
}
