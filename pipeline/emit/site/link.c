/* SPDX-License-Identifier: MIT */
#include "emit/site/html.h"
#include "emit/site/pictures.h"
#include "emit/site/site.h"

#include "emit/url.h"
#include "model/href.h"

#include <string.h>

/* A heading by its anchor, any other place by its line. */
static char *
document_url(const SgGraph *graph, const SgGraphLink *link)
{
	const SgGraphDocument *found = sg_graph_document(graph, link->document);
	g_autofree char *place = sg_url_of_id(found->id);
	if (link->section != SG_NONE) {
		const SgSection *section = &found->facts->sections[link->section];
		return g_strconcat(place, ".html#s-", sg_facts_str(found->facts, section->anchor),
				   NULL);
	}
	return link->line > 0 ? g_strdup_printf("%s.html#L%u", place, link->line)
			      : g_strconcat(place, ".html", NULL);
}

/* A picture is a file of the site; any other file of a skill is named on the page of the skill. */
static char *
file_url(const SgGraph *graph, const SgGraphFile *file)
{
	char *picture = sg_picture_url(file);
	if (picture || file->skill == SG_NONE)
		return picture;
	g_autofree char *place = sg_url_of_id(sg_graph_document(graph, file->skill)->id);
	return g_strconcat(place, ".html#files", NULL);
}

SgLinkKind
sg_link_resolve(const SgGraph *graph, const SgGraphLink *link, const char *target, char **url)
{
	*url = NULL;
	if (!sg_html_url_is_safe(target))
		return SG_LINK_REFUSED;
	if (sg_href_has_scheme(target)) {
		*url = g_strdup(target);
		return SG_LINK_OUTSIDE;
	}
	/* Without a scheme it would be a path of this machine when the site is opened as a file. */
	if (strncmp(target, "//", 2) == 0) {
		*url = g_strconcat("https:", target, NULL);
		return SG_LINK_OUTSIDE;
	}
	if (!link)
		return SG_LINK_NOWHERE;
	*url = link->document != SG_NONE ? document_url(graph, link)
					 : file_url(graph, sg_graph_file(graph, link->file));
	return *url ? SG_LINK_INSIDE : SG_LINK_NOWHERE;
}
