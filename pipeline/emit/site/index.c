/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/site.h"

#include "base/text.h"

#include <string.h>

/* An index lists one kind of node from A to Z on as many pages as it takes. */
enum { N_INDEXES = SG_N_KINDS + 1 }; /* the last is that of documents */

typedef struct {
	SgRef ref;
	char *key; /* what it is sorted by */
} Entry;

static const char *
index_kind(size_t index)
{
	return index == SG_N_KINDS ? "document" : sg_kind_name((SgKind)index);
}

static size_t
count_entries(const SgGraph *graph, size_t index)
{
	if (index == SG_N_KINDS)
		return sg_graph_n_documents(graph);
	size_t count = 0;
	for (size_t i = 0; i < sg_graph_n_entities(graph); i++)
		count += sg_graph_entity(graph, i)->kind == index;
	return count;
}

/* An empty kind has its page, too: it says so. */
static size_t
count_pages(const SgGraph *graph, size_t index)
{
	size_t entries = count_entries(graph, index);
	return entries == 0 ? 1 : (entries + SG_INDEX_PAGE - 1) / SG_INDEX_PAGE;
}

size_t
sg_index_count(const SgEmitContext *context)
{
	size_t count = 0;
	for (size_t index = 0; index < N_INDEXES; index++)
		count += count_pages(context->graph, index);
	return count;
}

static void
entry_clear(void *data)
{
	g_free(((Entry *)data)->key);
}

static int
compare_entries(const void *a, const void *b)
{
	const Entry *x = a;
	const Entry *y = b;
	int order = strcmp(x->key, y->key);
	return order ? order : (x->ref > y->ref) - (x->ref < y->ref);
}

static void
add_entry(GArray *entries, const SgGraph *graph, SgRef ref)
{
	g_autofree char *slug = sg_text_slug(sg_ref_label(graph, ref), NULL);
	Entry entry = {.ref = ref, .key = g_strconcat(slug, "\n", sg_ref_id(graph, ref), NULL)};
	g_array_append_val(entries, entry);
}

static GArray *
sorted_entries(const SgGraph *graph, size_t index)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	g_array_set_clear_func(entries, entry_clear);
	if (index == SG_N_KINDS) {
		for (size_t i = 0; i < sg_graph_n_documents(graph); i++)
			add_entry(entries, graph, sg_ref_of(graph, SG_SORT_DOCUMENT, i));
	} else {
		for (size_t i = 0; i < sg_graph_n_entities(graph); i++) {
			if (sg_graph_entity(graph, i)->kind == index)
				add_entry(entries, graph, sg_ref_of(graph, SG_SORT_ENTITY, i));
		}
	}
	g_array_sort(entries, compare_entries);
	return entries;
}

/* The heading that an entry stands under: its first letter, or '#'. */
static char
initial(const Entry *entry)
{
	return g_ascii_isalpha(entry->key[0]) ? g_ascii_toupper(entry->key[0]) : '#';
}

static char *
page_url(const char *kind, size_t n)
{
	if (n == 0)
		return g_strconcat(kind, "/index.html", NULL);
	return g_strdup_printf("%s/index--%zu.html", kind, n + 1);
}

static void
add_document(SgPage *page, const SgGraphDocument *document)
{
	const SgFacts *facts = document->facts;
	g_autofree char *line =
	    sg_fragment_shorten(sg_facts_str(facts, facts->record->description), 200);
	sg_page_number(page, "tokens", facts->record->tokens);
	if (document->copy_of != SG_NONE)
		sg_page_attr(page, "mark", "copy");
	else if (document->rendition_of != SG_NONE)
		sg_page_attr(page, "mark", "rendition");
	sg_page_text(page, line, -1);
}

static void
add_entity(SgPage *page, const SgGraph *graph, const SgEntity *entity)
{
	sg_page_number(page, "documents", entity->documents);
	uint32_t definition = sg_fragment_definition(graph, entity);
	if (definition == SG_NONE)
		return;
	g_autofree char *line =
	    sg_fragment_shorten(sg_graph_statement(graph, definition)->text, 200);
	sg_fragment_inline(page, line, strlen(line));
}

static void
add_item(SgPage *page, const SgGraph *graph, SgRef ref)
{
	size_t i = sg_ref_index(graph, ref);
	sg_fragment_ref_open(page, graph, ref);
	if (sg_ref_sort(graph, ref) == SG_SORT_DOCUMENT)
		add_document(page, sg_graph_document(graph, i));
	else
		add_entity(page, graph, sg_graph_entity(graph, i));
	sg_page_close(page);
}

static void
add_groups(SgPage *page, const SgGraph *graph, const GArray *entries, size_t first)
{
	size_t end = MIN(first + SG_INDEX_PAGE, (size_t)entries->len);
	char letter = '\0';
	for (size_t i = first; i < end; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);
		if (initial(entry) != letter) {
			if (letter)
				sg_page_close(page);
			letter = initial(entry);
			char title[] = {letter, '\0'};
			sg_page_open(page, "group");
			sg_page_attr(page, "letter", title);
		}
		add_item(page, graph, entry->ref);
	}
	if (letter)
		sg_page_close(page);
}

/* Each page by the initials of its first and last entry. */
static void
add_pager(SgPage *page, const char *kind, const GArray *entries, size_t n)
{
	size_t n_pages = (entries->len + SG_INDEX_PAGE - 1) / SG_INDEX_PAGE;
	for (size_t i = 0; n_pages > 1 && i < n_pages; i++) {
		size_t last = MIN((i + 1) * SG_INDEX_PAGE, (size_t)entries->len) - 1;
		char from = initial(&g_array_index(entries, Entry, i * SG_INDEX_PAGE));
		char to = initial(&g_array_index(entries, Entry, last));
		g_autofree char *url = page_url(kind, i);
		g_autofree char *label = g_strdup_printf("%c–%c", from, to);
		sg_page_open(page, "leaf");
		sg_page_href(page, url);
		if (i == n)
			sg_page_attr(page, "current", "page");
		sg_page_text(page, from == to ? (char[]){from, '\0'} : label, -1);
		sg_page_close(page);
	}
}

/* The index that the i-th page is of; *i becomes its number there. */
static size_t
find_index(const SgGraph *graph, size_t *i)
{
	size_t index = 0;
	while (*i >= count_pages(graph, index))
		*i -= count_pages(graph, index++);
	return index;
}

char *
sg_index_url(const SgEmitContext *context, size_t i)
{
	size_t index = find_index(context->graph, &i);
	return page_url(index_kind(index), i);
}

SgPage *
sg_index_page(const SgEmitContext *context, size_t i, SgOutput *output G_GNUC_UNUSED)
{
	const SgGraph *graph = context->graph;
	size_t index = find_index(graph, &i);
	const char *kind = index_kind(index);
	g_autofree char *url = page_url(kind, i);
	g_autoptr(GArray) entries = sorted_entries(graph, index);
	SgPage *page = sg_fragment_page(context, SG_PAGE_INDEX, url, kind, NULL);
	sg_fragment_crumb(page, kind, NULL, NULL);
	sg_page_open(page, "index");
	sg_page_attr(page, "kind", kind);
	sg_page_number(page, "count", entries->len);
	add_pager(page, kind, entries, i);
	add_groups(page, graph, entries, i * SG_INDEX_PAGE);
	sg_page_close(page);
	return page;
}
