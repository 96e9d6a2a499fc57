/* SPDX-License-Identifier: MIT */
#include "base/file.h"
#include "emit/emitter.h"
#include "emit/export/json.h"
#include "emit/export/records.h"
#include "emit/export/xml.h"
#include "emit/graph-digest.h"

#include <string.h>

#define MAX_SCHEMA_BYTES ((size_t)1 << 20)

/* Copied from the program's data, so that an export explains itself. */
static const char *const schemas[] = {"graph.schema.json", "graph.rng"};

static size_t
count_one(const SgEmitContext *context G_GNUC_UNUSED)
{
	return 1;
}

/* Files that hold the same records. */
static const struct {
	const char *name;
	SgSink *(*sink_new)(SgPutFn put, void *to);
} graphs[] = {{"data/graph.json", sg_json_new}, {"data/graph.xml", sg_xml_new}};

#define N_GRAPHS G_N_ELEMENTS(graphs)

/* Those that are written: not all, where the previous output has the others. */
typedef struct {
	SgOutputStream *streams[N_GRAPHS];
	SgSink *sinks[N_GRAPHS];
	size_t count;
} Writing;

static void
append_cb(void *stream, const void *bytes, size_t length)
{
	sg_output_append(stream, bytes, length);
}

static bool
open_graphs(Writing *writing, SgOutput *output, SgDigest inputs, GError **error)
{
	for (size_t i = 0; i < N_GRAPHS; i++) {
		if (sg_output_reuse(output, graphs[i].name, inputs))
			continue;
		SgOutputStream *stream = sg_output_open(output, graphs[i].name, inputs, error);
		if (!stream)
			return false;
		writing->streams[writing->count] = stream;
		writing->sinks[writing->count++] = graphs[i].sink_new(append_cb, stream);
	}
	return true;
}

/* The first failure is the one that is told. */
static bool
close_graphs(Writing *writing, GError **error)
{
	bool whole = true;
	for (size_t i = 0; i < writing->count; i++) {
		sg_sink_free(writing->sinks[i]);
		whole &= sg_output_close(writing->streams[i], whole ? error : NULL);
	}
	return whole;
}

static bool
write_graphs(const SgEmitContext *context, size_t i G_GNUC_UNUSED, SgOutput *output, GError **error)
{
	Writing writing = {0};
	SgDigest inputs = sg_graph_digest(context->graph, context->config);
	bool opened = open_graphs(&writing, output, inputs, error);
	if (opened)
		sg_records_write(context->graph, writing.sinks, writing.count);
	return close_graphs(&writing, opened ? error : NULL) && opened;
}

static size_t
count_schemas(const SgEmitContext *context G_GNUC_UNUSED)
{
	return G_N_ELEMENTS(schemas);
}

static bool
write_schema(const SgEmitContext *context G_GNUC_UNUSED, size_t i, SgOutput *output, GError **error)
{
	g_autofree char *folder = sg_file_find_data("schema");
	if (!folder)
		return sg_fail(error, SG_ERROR_IO, "schema: the program's data is missing");
	g_autofree char *path = g_build_filename(folder, schemas[i], NULL);
	g_autoptr(GBytes) bytes = sg_file_read(path, MAX_SCHEMA_BYTES, error);
	if (!bytes)
		return false;
	size_t length = 0;
	const void *content = g_bytes_get_data(bytes, &length);
	g_autofree char *name = g_strconcat("data/", schemas[i], NULL);
	return sg_output_write(output, name, sg_digest(content, length), content, length, error);
}

const SgEmitter sg_export_emitters[] = {
    {"graph.json and graph.xml", 1, false, count_one, write_graphs},
    {"schemas", 1, false, count_schemas, write_schema},
    {0},
};
