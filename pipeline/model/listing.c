/* SPDX-License-Identifier: MIT */
#include "model/listing.h"

#include "base/digest.h"

#include <string.h>

struct SgListing {
	GArray *found; /* of SgFound */
};

/* "%s" stands for the detail. */
static const char *const reasons[SG_N_FOUNDS] = {
    [SG_FOUND_DOCUMENT] = "a document",
    [SG_FOUND_OTHER] = "no type of document",
    [SG_FOUND_ABOUT] = "about its folder, such as a licence; include it by name to have it read",
    [SG_FOUND_IGNORED] = "ignored by %s",
    [SG_FOUND_EXCLUDED] = "excluded by the pattern %s",
    [SG_FOUND_UNCHOSEN] = "fits no pattern of include",
    [SG_FOUND_HIDDEN] = "hidden",
    [SG_FOUND_GENERATED] = "a folder of dependencies or of what was built",
};

void
sg_found_clear(SgFound *found)
{
	g_free(found->path);
	g_free(found->file);
	g_free(found->raw);
	g_free(found->detail);
	g_free(found->secret);
	g_free(found->digest);
}

static void
clear_found_cb(void *data)
{
	sg_found_clear(data);
}

SgListing *
sg_listing_new(void)
{
	SgListing *listing = g_new0(SgListing, 1);
	listing->found = g_array_new(FALSE, FALSE, sizeof(SgFound));
	g_array_set_clear_func(listing->found, clear_found_cb);
	return listing;
}

void
sg_listing_free(SgListing *listing)
{
	if (!listing)
		return;
	g_array_unref(listing->found);
	g_free(listing);
}

void
sg_listing_add(SgListing *listing, SgFound found)
{
	g_array_append_val(listing->found, found);
}

static SgFound *
get(const SgListing *listing, size_t i)
{
	return &g_array_index(listing->found, SgFound, i);
}

static int
compare_found(gconstpointer a, gconstpointer b)
{
	const SgFound *x = a;
	const SgFound *y = b;
	int order = strcmp(x->path, y->path);
	return order != 0 ? order : g_strcmp0(x->raw, y->raw);
}

/* The ending of the name stays, by which its reader is chosen. */
static void
rename_twin(SgFound *found)
{
	if (!found->raw)
		return;
	const char *slash = strrchr(found->path, '/');
	const char *name = slash ? slash + 1 : found->path;
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot > name ? (size_t)(dot - found->path) : strlen(found->path);
	SgDigest digest = sg_digest(found->raw, strlen(found->raw));
	char *path =
	    g_strdup_printf("%.*s~%.8s%s", (int)stem, found->path, digest.hex, found->path + stem);
	g_free(found->path);
	found->path = path;
}

void
sg_listing_seal(SgListing *listing)
{
	g_array_sort(listing->found, compare_found);
	bool renamed = false;
	for (size_t i = 1, first = 0; i < listing->found->len; i++) {
		if (strcmp(get(listing, first)->path, get(listing, i)->path) != 0) {
			first = i;
			continue;
		}
		rename_twin(get(listing, i));
		renamed = true;
	}
	if (renamed)
		g_array_sort(listing->found, compare_found);
}

size_t
sg_listing_count(const SgListing *listing)
{
	return listing->found->len;
}

const SgFound *
sg_listing_get(const SgListing *listing, size_t i)
{
	g_assert(i < listing->found->len);
	return get(listing, i);
}

/* The first entry whose path is not before this one. */
static size_t
lower_bound(const SgListing *listing, const char *path)
{
	size_t low = 0;
	size_t high = listing->found->len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(get(listing, middle)->path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

SgFound *
sg_listing_find(const SgListing *listing, const char *path)
{
	size_t i = lower_bound(listing, path);
	return i < listing->found->len && strcmp(get(listing, i)->path, path) == 0 ? get(listing, i)
										   : NULL;
}

size_t
sg_listing_first_below(const SgListing *listing, const char *folder)
{
	g_autofree char *below = *folder ? g_strconcat(folder, "/", NULL) : g_strdup("");
	return lower_bound(listing, below);
}

bool
sg_listing_may_have(const SgListing *listing, const char *path)
{
	g_autofree char *below = g_strconcat(path, "/", NULL);
	size_t i = sg_listing_first_below(listing, path);
	if (!*path || sg_listing_find(listing, path) ||
	    (i < listing->found->len && g_str_has_prefix(get(listing, i)->path, below)))
		return true;
	for (char *slash = strchr(below, '/'); slash; slash = strchr(slash + 1, '/')) {
		char next = slash[1];
		slash[1] = '\0';
		bool skipped = sg_listing_find(listing, below) != NULL;
		slash[1] = next;
		if (skipped)
			return true;
	}
	return false;
}

char *
sg_found_reason(const SgFound *found)
{
	if (found->kind == SG_FOUND_REFUSED)
		return sg_diag_message(found->tag, found->detail);
	const char *reason = reasons[found->kind];
	const char *place = strstr(reason, "%s");
	if (!place)
		return g_strdup(reason);
	return g_strdup_printf("%.*s%s", (int)(place - reason), reason,
			       found->detail ? found->detail : "");
}
