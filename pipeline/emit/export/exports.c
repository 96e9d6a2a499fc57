/* SPDX-License-Identifier: MIT */
#include "base/file.h"
#include "emit/emitter.h"
#include "emit/export/json.h"
#include "emit/export/xml.h"

#include <string.h>

#define MAX_SCHEMA_BYTES ((size_t)1 << 20)

/* Copied from the program's data, so that an export explains itself. */
static const char *const schemas[] = {"graph.schema.json", "graph.rng"};

static size_t
count_one(const SgEmitContext *context G_GNUC_UNUSED)
{
	return 1;
}

static void
append_cb(void *stream, const void *bytes, size_t length)
{
	sg_output_append(stream, bytes, length);
}

static bool
write_json(const SgEmitContext *context, size_t i G_GNUC_UNUSED, SgOutput *output, GError **error)
{
	SgDigest inputs = context->graph_digest;
	if (sg_output_reuse(output, "data/graph.json", inputs))
		return true;
	SgOutputStream *stream = sg_output_open(output, "data/graph.json", inputs, error);
	if (!stream)
		return false;
	sg_json_write(context->graph, append_cb, stream);
	return sg_output_close(stream, error);
}

static bool
write_xml(const SgEmitContext *context, size_t i G_GNUC_UNUSED, SgOutput *output, GError **error)
{
	SgDigest inputs = context->graph_digest;
	if (sg_output_reuse(output, "data/graph.xml", inputs))
		return true;
	SgOutputStream *stream = sg_output_open(output, "data/graph.xml", inputs, error);
	if (!stream)
		return false;
	if (sg_xml_write(context->graph, append_cb, stream, error))
		return sg_output_close(stream, error);
	bool closed = sg_output_close(stream, NULL);
	(void)closed;
	return false;
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
    {"graph.json", 0, false, count_one, write_json},
    {"graph.xml", 0, false, count_one, write_xml},
    {"schemas", 0, false, count_schemas, write_schema},
    {0},
};
