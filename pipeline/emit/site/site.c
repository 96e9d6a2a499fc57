/* SPDX-License-Identifier: MIT */
#include "emit/site/site.h"

#include "base/file.h"
#include "emit/site/accent.h"
#include "emit/site/fragment.h"
#include "emit/site/pictures.h"
#include "emit/site/theme.h"

#include <string.h>

#define MAX_LOGO   ((size_t)2 * 1024 * 1024)
#define PAGE_BYTES ((size_t)32 * 1024) /* of most pages: the buffer need not grow */

/* Renders the page and writes it, unless the previous output has it made from the same page by the
 * same theme. */
static bool
publish(const SgEmitContext *context, SgPage *page, SgOutput *output, GError **error)
{
	SgDigest digests[2] = {sg_theme_digest(context->theme), sg_page_digest(page)};
	SgDigest inputs = sg_digest(digests, sizeof digests);
	const char *url = sg_page_url(page);
	if (sg_output_reuse(output, url, inputs))
		return true;
	g_autoptr(GString) html = g_string_sized_new(PAGE_BYTES);
	return sg_theme_render(context->theme, page, html, error) &&
	       sg_output_write(output, url, inputs, html->str, html->len, error);
}

bool
sg_diagram_offer(SgPage *page, SgOutput *output, const char *name)
{
	GBytes *bytes = output ? sg_output_read(output, name) : NULL;
	if (!bytes)
		return false;
	sg_page_open(page, "diagram");
	sg_page_attr(page, "ref", name);
	sg_page_href(page, name);
	sg_page_close(page);
	sg_page_offer(page, name, bytes);
	return true;
}

SgPage *
sg_missing_page(const SgEmitContext *context,
		size_t i G_GNUC_UNUSED,
		SgOutput *output G_GNUC_UNUSED)
{
	SgPage *page = sg_fragment_page(context, SG_PAGE_MISSING, "404.html", "missing", NULL);
	sg_page_leaf(page, "missing", "");
	return page;
}

static size_t
count_one(const SgEmitContext *context G_GNUC_UNUSED)
{
	return 1;
}

static size_t
count_entities(const SgEmitContext *context)
{
	return sg_graph_n_entities(context->graph);
}

static size_t
count_documents(const SgEmitContext *context)
{
	return sg_graph_n_documents(context->graph);
}

/* One row of pages; write_KIND below hands the page to publish. */
#define PAGE_WRITER(kind)                                                                  \
	static bool write_##kind(const SgEmitContext *context, size_t i, SgOutput *output, \
				 GError **error)                                           \
	{                                                                                  \
		g_autoptr(SgPage) page = sg_##kind##_page(context, i, output);             \
		return publish(context, page, output, error);                              \
	}
PAGE_WRITER(home)
PAGE_WRITER(index)
PAGE_WRITER(document)
PAGE_WRITER(overlaps)
PAGE_WRITER(quality)
PAGE_WRITER(data)
PAGE_WRITER(missing)

/* With its picture, which the page shows. */
static bool
write_entity(const SgEmitContext *context, size_t i, SgOutput *output, GError **error)
{
	if (!sg_neighbourhood_publish(context->graph, i, output, error))
		return false;
	g_autoptr(SgPage) page = sg_entity_page(context, i, output);
	return publish(context, page, output, error);
}

/* All in one job: what the site has else is found out once. */
static size_t
count_redirects(const SgEmitContext *context)
{
	return context->config->redirects->len > 0;
}

static bool
write_redirects(const SgEmitContext *context,
		size_t i G_GNUC_UNUSED,
		SgOutput *output,
		GError **error)
{
	const GPtrArray *redirects = context->config->redirects;
	g_autoptr(GHashTable) taken = sg_redirect_taken(context);
	for (guint r = 0; r < redirects->len; r++) {
		const SgPair *pair = redirects->pdata[r];
		if (g_hash_table_contains(taken, pair->key))
			continue;
		g_autoptr(SgPage) page = sg_redirect_page(context, r, output);
		if (!publish(context, page, output, error))
			return false;
	}
	return true;
}

static bool
write_copy(SgOutput *output, const char *name, const void *bytes, size_t length, GError **error)
{
	g_autofree char *place = g_strconcat("assets/", name, NULL);
	return sg_output_write(output, place, sg_digest(bytes, length), bytes, length, error);
}

static bool
write_accent(const SgConfig *config, SgOutput *output, GError **error)
{
	if (!sg_accent_is_colour(config->accent))
		return true;
	g_autofree char *css = sg_accent_css(config->accent);
	return write_copy(output, "accent.css", css, strlen(css), error);
}

static bool
write_logo(const SgConfig *config, SgOutput *output, GError **error)
{
	g_autofree char *name = sg_fragment_logo(config);
	if (!name)
		return true;
	g_autofree char *folder = config->path ? g_path_get_dirname(config->path) : g_strdup(".");
	g_autofree char *path = g_build_filename(folder, config->logo, NULL);
	g_autoptr(GBytes) bytes = sg_file_read(path, MAX_LOGO, error);
	if (!bytes)
		return false;
	size_t length;
	const void *data = g_bytes_get_data(bytes, &length);
	return write_copy(output, name, data, length, error);
}

/* What the configuration adds to the files of the theme. */
static bool (*const own_assets[])(const SgConfig *config, SgOutput *output, GError **error) = {
    write_accent, write_logo};

static size_t
count_assets(const SgEmitContext *context)
{
	return sg_theme_n_assets(context->theme) + G_N_ELEMENTS(own_assets);
}

static bool
write_asset(const SgEmitContext *context, size_t i, SgOutput *output, GError **error)
{
	size_t n_assets = sg_theme_n_assets(context->theme);
	if (i >= n_assets)
		return own_assets[i - n_assets](context->config, output, error);
	GBytes *bytes;
	const char *name = sg_theme_asset(context->theme, i, &bytes);
	size_t length;
	const void *data = g_bytes_get_data(bytes, &length);
	return write_copy(output, name, data, length, error);
}

/* Within a phase long jobs first: the many short ones level out who is done when. */
const SgEmitter sg_site_emitters[] = {
    {"pictures", 0, true, sg_pictures_count, sg_picture_write},
    {"overlaps page", 1, false, count_one, write_overlaps},
    {"quality page", 1, false, count_one, write_quality},
    {"indexes", 1, false, sg_index_count, write_index},
    {"document pages", 1, false, count_documents, write_document},
    {"entity pages", 1, false, count_entities, write_entity},
    {"404 page", 1, false, count_one, write_missing},
    {"redirects", 1, false, count_redirects, write_redirects},
    {"redirects", 1, true, count_redirects, sg_redirect_check},
    {"assets", 1, false, count_assets, write_asset},
    {"data page", 2, false, count_one, write_data},
    {"home page", 2, false, count_one, write_home},
    {NULL, 0, false, NULL, NULL},
};
