/* SPDX-License-Identifier: MIT */
#include "read/steps.h"
#include "read/walk.h"

#include <string.h>

static void
free_source_cb(void *data)
{
	SgSource *source = data;
	g_free(source->file);
	g_free(source->path);
	g_free(source->slug);
	g_free(source);
}

static int
compare_sources(const void *a, const void *b)
{
	const SgSource *x = *(SgSource *const *)a;
	const SgSource *y = *(SgSource *const *)b;
	int order = strcmp(x->slug, y->slug);
	return order != 0 ? order : strcmp(x->path, y->path);
}

/* A file that was given by name is a document, whatever its name. */
static void
add_single(const SgRoot *root, const SgConfig *config, SgListing *listing)
{
	SgFound found = sg_walk_found(config, "", root->label, SG_FOUND_DOCUMENT, NULL);
	found.alone = true;
	found.file = g_strdup(root->real);
	sg_listing_add(listing, found);
}

static bool
walk_all(const GPtrArray *roots, const SgConfig *config, SgListing *listing, GError **error)
{
	for (guint i = 0; i < roots->len; i++) {
		const SgRoot *root = g_ptr_array_index(roots, i);
		if (root->single) {
			add_single(root, config, listing);
			continue;
		}
		g_autofree char *prefix =
		    roots->len > 1 ? g_strconcat(root->label, "/", NULL) : g_strdup("");
		if (!sg_walk(root, prefix, config, listing, error))
			return false;
	}
	return true;
}

GPtrArray *
sg_discover(char *const *roots, const SgConfig *config, SgListing *listing, GError **error)
{
	g_autoptr(GPtrArray) opened = sg_roots_open(roots, error);
	if (opened == NULL || !walk_all(opened, config, listing, error))
		return NULL;
	sg_listing_seal(listing);
	g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_source_cb);
	for (size_t i = 0; i < sg_listing_count(listing); i++) {
		const SgFound *found = sg_listing_get(listing, i);
		if (found->kind != SG_FOUND_DOCUMENT)
			continue;
		SgSource *source = g_new0(SgSource, 1);
		source->file = g_strdup(found->file);
		source->path = g_strdup(found->path);
		g_ptr_array_add(sources, source);
	}
	if (sources->len == 0) {
		sg_fail(error, SG_ERROR_USAGE, "%s: no documents found",
			opened->len > 0 ? ((SgRoot *)g_ptr_array_index(opened, 0))->given
					: "sources");
		return NULL;
	}
	sg_source_fill_slugs(sources);
	g_ptr_array_sort(sources, compare_sources);
	return g_steal_pointer(&sources);
}
