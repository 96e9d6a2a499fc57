/* SPDX-License-Identifier: MIT */
#include "read/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void
free_root_cb(void *data)
{
	SgRoot *root = data;
	g_free(root->given);
	free(root->real); /* of realpath */
	g_free(root);
}

static int
compare_roots(const void *a, const void *b)
{
	return strcmp((*(SgRoot *const *)a)->real, (*(SgRoot *const *)b)->real);
}

/* Takes one more of the parent folders into a label. */
static bool
lengthen_label(SgRoot *root)
{
	if (root->label <= root->real + 1)
		return false;
	const char *p = root->label - 1;
	while (p > root->real && p[-1] != '/')
		p--;
	root->label = p;
	return true;
}

/* Roots of one name are told apart by their parent folders: "a/docs", "b/docs". */
static void
tell_apart(GPtrArray *roots)
{
	for (bool again = true; again;) {
		again = false;
		g_autoptr(GHashTable) count =
		    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		for (guint i = 0; i < roots->len; i++) {
			char *label = g_strdup(((SgRoot *)g_ptr_array_index(roots, i))->label);
			gpointer n = g_hash_table_lookup(count, label);
			g_hash_table_insert(count, label,
					    GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
		}
		for (guint i = 0; i < roots->len; i++) {
			SgRoot *root = g_ptr_array_index(roots, i);
			if (GPOINTER_TO_UINT(g_hash_table_lookup(count, root->label)) > 1)
				again |= lengthen_label(root);
		}
	}
}

GPtrArray *
sg_roots_open(char *const *given, GError **error)
{
	g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(free_root_cb);
	for (; *given != NULL; given++) {
		struct stat status;
		SgRoot *root = g_new0(SgRoot, 1);
		g_ptr_array_add(roots, root);
		root->given = g_strdup(*given);
		root->real = realpath(*given, NULL);
		if (root->real == NULL || stat(root->real, &status) != 0) {
			sg_fail(error, SG_ERROR_USAGE, "%s: cannot open the sources: %s", *given,
				g_strerror(errno));
			return NULL;
		}
		root->single = !S_ISDIR(status.st_mode);
		root->label = strrchr(root->real, '/') + 1;
	}
	g_ptr_array_sort(roots, compare_roots);
	for (guint i = roots->len; i-- > 1;) {
		if (compare_roots(&roots->pdata[i - 1], &roots->pdata[i]) == 0)
			g_ptr_array_remove_index(roots, i);
	}
	tell_apart(roots);
	return g_steal_pointer(&roots);
}
