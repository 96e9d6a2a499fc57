/* SPDX-License-Identifier: MIT */
#include "emit/diagram/cgraph-ids.h"

#include <cgraph.h>
#include <glib.h>

/* Names by number; they have even ids, what has no name odd ones. */
typedef struct {
	Agraph_t *graph;  /* owns the names: cgraph takes only its own strings as such */
	GHashTable *ids;  /* name -> GUINT_TO_POINTER(id) */
	GPtrArray *names; /* of char *; that of id is at id / 2 - 1 */
	uint64_t n_anonymous;
} Ids;

static void *
open_ids_cb(Agraph_t *graph, Agdisc_t *discipline G_GNUC_UNUSED)
{
	Ids *ids = g_new0(Ids, 1);
	ids->graph = graph;
	ids->ids = g_hash_table_new(g_str_hash, g_str_equal);
	ids->names = g_ptr_array_new();
	return ids;
}

static long
map_id_cb(void *state, int type G_GNUC_UNUSED, char *name, IDTYPE *id, int create)
{
	Ids *ids = state;
	if (!name) {
		*id = 2 * ids->n_anonymous++ + 1;
		return 1;
	}
	*id = GPOINTER_TO_UINT(g_hash_table_lookup(ids->ids, name));
	if (*id > 0 || !create)
		return *id > 0;
	char *copy = agstrdup(ids->graph, name);
	g_ptr_array_add(ids->names, copy);
	*id = 2 * (IDTYPE)ids->names->len;
	g_hash_table_insert(ids->ids, copy, GUINT_TO_POINTER((unsigned)*id));
	return 1;
}

static long
alloc_id_cb(void *state G_GNUC_UNUSED, int type G_GNUC_UNUSED, IDTYPE id G_GNUC_UNUSED)
{
	return 0;
}

static void
free_id_cb(void *state G_GNUC_UNUSED, int type G_GNUC_UNUSED, IDTYPE id G_GNUC_UNUSED)
{
}

static char *
name_of_id_cb(void *state, int type G_GNUC_UNUSED, IDTYPE id)
{
	const Ids *ids = state;
	return id % 2 == 0 && id > 0 ? g_ptr_array_index(ids->names, id / 2 - 1) : NULL;
}

static void
close_ids_cb(void *state)
{
	Ids *ids = state;
	g_ptr_array_unref(ids->names);
	g_hash_table_unref(ids->ids);
	g_free(ids);
}

static void
register_id_cb(void *state G_GNUC_UNUSED, int type G_GNUC_UNUSED, void *object G_GNUC_UNUSED)
{
}

struct Agiddisc_s *
sg_cgraph_ids(void)
{
	static Agiddisc_t ids = {open_ids_cb,   map_id_cb,    alloc_id_cb,   free_id_cb,
				 name_of_id_cb, close_ids_cb, register_id_cb};
	return &ids;
}
