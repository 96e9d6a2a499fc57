/* SPDX-License-Identifier: MIT */
#include "base/yaml.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

/* A file written by hand is never near this. */
enum { MAX_BYTES = 4 << 20 };

bool
sg_yaml_refuse(GError **error, const char *path, const SgYaml *at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *message = g_strdup_vprintf(format, args);
	va_end(args);
	return sg_fail(error, SG_ERROR_USAGE, "%s:%u:%u: %s", path, at->line, at->column, message);
}

SgYaml *
sg_yaml_load(const char *path, GBytes **bytes, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(GBytes) content = sg_file_read(path, MAX_BYTES, &cause);
	if (!content) {
		sg_fail(error, SG_ERROR_USAGE, "%s", cause->message);
		return NULL;
	}
	size_t length = 0;
	const char *text = g_bytes_get_data(content, &length);
	SgYamlFault fault;
	g_autoptr(SgYaml) root = sg_yaml_parse(text ? text : "", length, &fault);
	if (!root) {
		g_autofree char *message = fault.message;
		sg_fail(error, SG_ERROR_USAGE, "%s:%u:%u: %s", path, fault.line, fault.column,
			message);
		return NULL;
	}
	if (root->kind != SG_YAML_MAP) {
		sg_yaml_refuse(error, path, root, "expected 'key: value' lines");
		return NULL;
	}
	if (bytes)
		*bytes = g_steal_pointer(&content);
	return g_steal_pointer(&root);
}

int
sg_yaml_match_key(const SgYaml *key, const SgNames *names, const char *path, GError **error)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(key->text, sg_names_get(names, i)) == 0)
			return (int)i;
	const char *nearest = sg_text_nearest(key->text, names);
	if (nearest)
		sg_yaml_refuse(error, path, key, "unknown key '%s'; did you mean '%s'?", key->text,
			       nearest);
	else
		sg_yaml_refuse(error, path, key, "unknown key '%s'", key->text);
	return -1;
}
