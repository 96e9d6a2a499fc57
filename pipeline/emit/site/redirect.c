/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"
#include "emit/site/site.h"

#include "emit/url.h"

/* Pages that every site has, beside the indexes and those of the graph. */
static const char *const fixed[] = {"index.html", "overlaps.html", "quality.html", "data.html",
				    "404.html"};

static void
add_nodes(GHashTable *pages, const SgGraph *graph, SgSort sort, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		g_autofree char *url = sg_url_of_ref(graph, sg_ref_of(graph, sort, i));
		g_hash_table_add(pages, sg_url_file(url, ".html"));
	}
}

GHashTable *
sg_redirect_taken(const SgEmitContext *context)
{
	const SgGraph *graph = context->graph;
	GHashTable *pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
		g_hash_table_add(pages, g_strdup(fixed[i]));
	for (size_t i = 0; i < sg_index_count(context); i++)
		g_hash_table_add(pages, sg_index_url(context, i));
	add_nodes(pages, graph, SG_SORT_ENTITY, sg_graph_n_entities(graph));
	add_nodes(pages, graph, SG_SORT_DOCUMENT, sg_graph_n_documents(graph));
	return pages;
}

SgPage *
sg_redirect_page(const SgEmitContext *context, size_t i, SgOutput *output G_GNUC_UNUSED)
{
	const SgConfig *config = context->config;
	const SgPair *pair = config->redirects->pdata[i];
	SgPage *page = sg_fragment_page(context, SG_PAGE_REDIRECT, pair->key, "redirect", NULL);
	sg_page_open(page, "redirect");
	sg_page_href(page, pair->value);
	if (config->base_url) {
		g_autofree char *canonical = g_strconcat(config->base_url, pair->value, NULL);
		sg_page_attr(page, "canonical", canonical);
	}
	sg_page_text(page, pair->value, -1);
	sg_page_close(page);
	return page;
}

/* What is wrong with one, or NULL. Owned. */
static char *
find_fault(const SgConfig *config, GHashTable *taken, GHashTable *olds, const SgPair *pair)
{
	const char *file = config->path ? config->path : "";
	if (g_hash_table_contains(taken, pair->key))
		return g_strdup_printf("%s:%u: %s is a page of the site, which stays", file,
				       pair->line, pair->key);
	if (g_hash_table_contains(taken, pair->value) || g_hash_table_contains(olds, pair->value))
		return NULL;
	return g_strdup_printf("%s:%u: %s leads to %s, which the site does not have", file,
			       pair->line, pair->key, pair->value);
}

bool
sg_redirect_check(const SgEmitContext *context,
		  size_t i G_GNUC_UNUSED,
		  SgOutput *output G_GNUC_UNUSED,
		  GError **error)
{
	const GPtrArray *redirects = context->config->redirects;
	g_autoptr(GHashTable) taken = sg_redirect_taken(context);
	g_autoptr(GHashTable) olds = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) faults = g_string_new(NULL);
	for (guint r = 0; r < redirects->len; r++)
		g_hash_table_add(olds, ((SgPair *)redirects->pdata[r])->key);
	for (guint r = 0; r < redirects->len; r++) {
		g_autofree char *fault =
		    find_fault(context->config, taken, olds, redirects->pdata[r]);
		if (fault)
			g_string_append_printf(faults, "%s%s", faults->len ? "; " : "", fault);
	}
	return faults->len == 0 || sg_fail(error, SG_ERROR_OUTPUT, "%s", faults->str);
}
