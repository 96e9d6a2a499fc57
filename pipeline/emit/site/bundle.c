/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/pictures.h"
#include "emit/site/site.h"

#include "emit/url.h"

#include <string.h>

#define MAX_ITEMS 500

/* A file of a skill, a document or not. */
typedef struct {
	const char *path; /* from the folder of the skill */
	const SgGraphDocument *document;
	const SgGraphFile *file; /* if it is no document */
	bool is_self;
} Item;

static const char *
path_of(const SgGraphDocument *document)
{
	return sg_facts_str(document->facts, document->facts->record->path);
}

static int
compare_items(const void *a, const void *b)
{
	return strcmp(((const Item *)a)->path, ((const Item *)b)->path);
}

/* All below the folder of the skill; inside is the length of the folder with its '/'. */
static GArray *
list_items(const SgGraph *graph, uint32_t skill, size_t inside)
{
	GArray *items = g_array_new(FALSE, FALSE, sizeof(Item));
	const SgGraphDocument *self = sg_graph_document(graph, skill);
	Item own = {.path = path_of(self) + inside, .document = self, .is_self = true};
	g_array_append_val(items, own);
	size_t count;
	SgRef ref = sg_ref_of(graph, SG_SORT_DOCUMENT, skill);
	const uint32_t *edges = sg_graph_edges_to(graph, ref, &count);
	for (size_t i = 0; i < count; i++) {
		const SgEdge *edge = sg_graph_edge(graph, edges[i]);
		if (edge->type != SG_EDGE_PART_OF ||
		    sg_ref_sort(graph, edge->source) != SG_SORT_DOCUMENT)
			continue;
		const SgGraphDocument *part =
		    sg_graph_document(graph, sg_ref_index(graph, edge->source));
		Item item = {.path = path_of(part) + inside, .document = part};
		g_array_append_val(items, item);
	}
	for (size_t i = 0; i < sg_graph_n_files(graph); i++) {
		const SgGraphFile *file = sg_graph_file(graph, i);
		Item item = {.path = file->path + inside, .file = file};
		if (file->skill == skill)
			g_array_append_val(items, item);
	}
	g_array_sort(items, compare_items);
	return items;
}

static void
add_item(SgPage *page, const Item *item, const char *name)
{
	g_autofree char *place = item->document ? sg_url_of_id(item->document->id) : NULL;
	g_autofree char *url = place        ? sg_url_file(place, ".html")
			       : item->file ? sg_picture_url(item->file)
					    : NULL;
	const SgFacts *facts = item->document ? item->document->facts : NULL;
	sg_page_open(page, "item");
	sg_page_attr(page, "name", name);
	if (facts)
		sg_page_number(page, "bytes", facts->record->bytes);
	else if (item->file)
		sg_page_number(page, "bytes", item->file->bytes);
	sg_page_attr(page, "self", item->is_self ? "yes" : NULL);
	if (facts)
		sg_page_attr(page, "label", sg_facts_str(facts, facts->record->title));
	if (url && !item->is_self)
		sg_page_href(page, url);
	sg_page_close(page);
}

/* How many folders two paths share from the front. */
static size_t
shared_folders(char **a, char **b)
{
	size_t n = 0;
	while (a[n] && b[n] && a[n + 1] && b[n + 1] && strcmp(a[n], b[n]) == 0)
		n++;
	return n;
}

static void
add_items(SgPage *page, const GArray *items)
{
	g_auto(GStrv) open = g_new0(char *, 1);
	size_t depth = 0;
	for (guint i = 0; i < MIN(items->len, (guint)MAX_ITEMS); i++) {
		const Item *item = &g_array_index(items, Item, i);
		char **parts = g_strsplit(item->path, "/", -1);
		size_t shared = MIN(shared_folders(open, parts), depth);
		for (; depth > shared; depth--)
			sg_page_close(page);
		for (; parts[depth + 1]; depth++) {
			sg_page_open(page, "folder");
			sg_page_attr(page, "name", parts[depth]);
		}
		add_item(page, item, parts[depth]);
		g_strfreev(open);
		open = parts;
	}
	for (; depth > 0; depth--)
		sg_page_close(page);
	sg_fragment_more(page, items->len, MIN(items->len, (guint)MAX_ITEMS));
}

void
sg_bundle_add(SgPage *page, const SgGraph *graph, uint32_t document)
{
	const char *path = path_of(sg_graph_document(graph, document));
	const char *slash = strrchr(path, '/');
	size_t inside = slash ? (size_t)(slash + 1 - path) : 0;
	if (g_ascii_strcasecmp(path + inside, "SKILL.md") != 0)
		return;
	g_autoptr(GArray) items = list_items(graph, document, inside);
	if (items->len < 2)
		return;
	sg_page_open(page, "tree");
	sg_page_number(page, "count", items->len);
	add_items(page, items);
	sg_page_close(page);
}
