/* SPDX-License-Identifier: MIT */
#include "model/href.h"

#include <glib.h>
#include <string.h>

bool
sg_href_has_scheme(const char *target)
{
	size_t name = strspn(target, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+-.");
	return name > 1 && target[name] == ':';
}

/* What is badly escaped, or is no UTF-8 then, stays as written. */
static char *
decode(const char *text, size_t length)
{
	g_autofree char *written = g_strndup(text, length);
	g_autofree char *plain = g_uri_unescape_string(written, "/");
	bool sound = plain && g_utf8_validate(plain, -1, NULL);
	return sound ? g_steal_pointer(&plain) : g_steal_pointer(&written);
}

/* "docs/a/../b.md" -> "docs/b.md"; NULL when it leads above the root. */
static char *
normalise(const char *path)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new();
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	for (char **name = names; *name; name++) {
		if (!**name || strcmp(*name, ".") == 0)
			continue;
		if (strcmp(*name, "..") != 0) {
			g_ptr_array_add(parts, *name);
			continue;
		}
		if (parts->len == 0)
			return NULL;
		g_ptr_array_set_size(parts, (gint)parts->len - 1);
	}
	g_ptr_array_add(parts, NULL);
	return g_strjoinv("/", (char **)parts->pdata);
}

SgHref
sg_href_parse(const char *from, const char *target)
{
	SgHref href = {.form = SG_HREF_ELSEWHERE};
	if (sg_href_has_scheme(target) || strncmp(target, "//", 2) == 0)
		return href;
	const char *hash = strchr(target, '#');
	if (hash)
		href.fragment = decode(hash + 1, strlen(hash + 1));
	size_t length = strcspn(target, "?#");
	if (length == 0) {
		href.form = SG_HREF_OWN;
		return href;
	}
	g_autofree char *plain = decode(target, length);
	g_autofree char *folder = g_path_get_dirname(from);
	g_autofree char *joined =
	    *plain == '/' ? g_strdup(plain) : g_strconcat(folder, "/", plain, NULL);
	href.form = *plain == '/' ? SG_HREF_ROOTED : SG_HREF_RELATIVE;
	href.path = normalise(joined);
	if (!href.path)
		href.form = SG_HREF_OUTSIDE;
	return href;
}

void
sg_href_clear(SgHref *href)
{
	g_clear_pointer(&href->path, g_free);
	g_clear_pointer(&href->fragment, g_free);
}
