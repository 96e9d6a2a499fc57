/* SPDX-License-Identifier: MIT */
#include "base/yaml.h"

#include <stddef.h>
#include <stdint.h>

/* Any text is a tree that can be walked, or a fault that names its place. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Its depth is bounded by SG_YAML_MAX_DEPTH. */
static void
check_tree(const SgYaml *yaml, unsigned depth) /* NOLINT(misc-no-recursion) */
{
	g_assert_cmpuint(depth, <=, SG_YAML_MAX_DEPTH);
	g_assert_cmpuint(yaml->line, >=, 1);
	if (yaml->kind == SG_YAML_SCALAR) {
		g_assert_nonnull(yaml->text);
		return;
	}
	for (size_t i = 0; i < sg_yaml_count(yaml); i++) {
		check_tree(sg_yaml_item(yaml, i), depth + 1);
		if (yaml->kind == SG_YAML_MAP)
			g_assert_nonnull(sg_yaml_get(yaml, sg_yaml_key(yaml, i)->text));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SgYamlFault fault = {0};
	g_autoptr(SgYaml) yaml = sg_yaml_parse((const char *)data, size, &fault);
	if (yaml)
		check_tree(yaml, 0);
	else
		g_assert_nonnull(fault.message);
	g_free(fault.message);
	return 0;
}
