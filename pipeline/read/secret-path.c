/* SPDX-License-Identifier: MIT */
#include "read/read.h"
#include "read/steps.h"

#include <string.h>

/* Likely secrets in the names of files and folders. A path becomes ids, titles, addresses and the
 * text of links, so it is masked before anything is made of it. */

#define LEAST_PART     20 /* bytes: no shorter name holds a key */
#define LONGEST_ENDING 8  /* with its dot */

/* Which reader a file gets is told by the ending of its name, and keys may have dots in them. */
static size_t
ending_length(const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t length = dot ? strlen(dot) : 0;
	return length <= LONGEST_ENDING ? length : 0;
}

/* What the name holds, masked in place; owned, or NULL. */
static char *
mask_name(char *name, const SgConfig *config, const char *path)
{
	size_t length = strlen(name);
	size_t ending = ending_length(name);
	if (length < LEAST_PART)
		return NULL;
	g_autoptr(SgDiags) diags = sg_diags_new();
	g_autofree char *kept = g_strdup(name + length - ending);
	sg_secrets_mask(name, length, config, path, diags);
	memcpy(name + length - ending, kept, ending);
	return sg_diags_count(diags) > 0 ? g_strdup(sg_diags_get(diags, 0)->detail) : NULL;
}

char *
sg_secrets_mask_path(char *path, const SgConfig *config, size_t *end)
{
	g_autofree char *whole = g_strdup(path);
	char *what = NULL;
	size_t at = 0;
	g_auto(GStrv) names = g_strsplit(whole, "/", -1);
	for (char **name = names; *name; name++) {
		g_autofree char *found = mask_name(*name, config, whole);
		memcpy(path + at, *name, strlen(*name));
		at += strlen(*name);
		if (found) {
			*end = at;
			g_free(what);
			what = g_steal_pointer(&found);
		}
		at++;
	}
	return what;
}
