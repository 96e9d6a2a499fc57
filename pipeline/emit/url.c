/* SPDX-License-Identifier: MIT */
#include "emit/url.h"

#include <string.h>

/* Our own page of a folder, and names that Windows gives to devices whatever their extension. */
static const char *const reserved[] = {"index", "con", "prn", "aux", "nul"};

static bool
is_reserved(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++) {
		if (strcmp(name, reserved[i]) == 0)
			return true;
	}
	bool port = strncmp(name, "com", 3) == 0 || strncmp(name, "lpt", 3) == 0;
	return port && g_ascii_isdigit(name[3]) && !name[4];
}

char *
sg_url_of_id(const char *id)
{
	GString *url = g_string_sized_new(strlen(id) + 4);
	for (const char *c = id; *c; c++) {
		if (*c == ':')
			g_string_append(url, "--");
		else
			g_string_append_c(url, g_ascii_tolower(*c));
	}
	const char *slash = strrchr(url->str, '/');
	if (is_reserved(slash ? slash + 1 : url->str))
		g_string_append(url, "--");
	return g_string_free(url, FALSE);
}

static char *
section_url(const SgGraph *graph, size_t index)
{
	const SgGraphSection *section = sg_graph_section(graph, index);
	const SgGraphDocument *document = sg_graph_document(graph, section->document);
	const SgSection *record = &document->facts->sections[section->section];
	g_autofree char *page = sg_url_of_id(document->id);
	return g_strconcat(page, "#s-", sg_facts_str(document->facts, record->anchor), NULL);
}

static char *
example_url(const SgGraph *graph, size_t index)
{
	const SgGraphExample *example = sg_graph_example(graph, index);
	const SgGraphDocument *document = sg_graph_document(graph, example->document);
	g_autofree char *page = sg_url_of_id(document->id);
	return g_strdup_printf("%s#L%u", page, document->facts->codes[example->code].span.line);
}

char *
sg_url_of_ref(const SgGraph *graph, SgRef ref)
{
	size_t index = sg_ref_index(graph, ref);
	switch (sg_ref_sort(graph, ref)) {
	case SG_SORT_SECTION:
		return section_url(graph, index);
	case SG_SORT_EXAMPLE:
		return example_url(graph, index);
	default:
		return sg_url_of_id(sg_ref_id(graph, ref));
	}
}

/* Without the anchor. */
static size_t
page_length(const char *url)
{
	return (size_t)(strchrnul(url, '#') - url);
}

char *
sg_url_file(const char *url, const char *extension)
{
	size_t page = page_length(url);
	char *file = g_malloc(strlen(url) + strlen(extension) + 1);
	memcpy(file, url, page);
	(void)g_stpcpy(g_stpcpy(file + page, extension), url + page);
	return file;
}

/* Length of the folders that two files share, with the last '/'. */
static size_t
shared_folders(const char *from, const char *to)
{
	size_t shared = 0;
	for (size_t i = 0; from[i] && from[i] == to[i] && from[i] != '#'; i++) {
		if (from[i] == '/')
			shared = i + 1;
	}
	return shared;
}

char *
sg_url_relative(const char *from, const char *to)
{
	size_t from_page = page_length(from);
	size_t to_page = page_length(to);
	if (from_page == to_page && strncmp(from, to, from_page) == 0 && to[to_page])
		return g_strdup(to + to_page);
	size_t shared = shared_folders(from, to);
	size_t up = 0;
	for (size_t i = shared; i < from_page; i++)
		up += from[i] == '/';
	size_t rest = strlen(to + shared);
	char *link = g_malloc(up * 3 + rest + 1);
	char *end = link;
	for (size_t i = 0; i < up; i++)
		end = g_stpcpy(end, "../");
	memcpy(end, to + shared, rest + 1);
	return link;
}
