/* SPDX-License-Identifier: MIT */
#include "model/config.h"

#include "base/yaml.h"
#include "model/config-keys.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
free_pair_cb(void *data)
{
	SgPair *pair = data;
	g_free(pair->key);
	g_free(pair->value);
	g_free(pair);
}

static void *
member_of(SgConfig *config, const SgConfigKey *key)
{
	return (char *)config + key->offset;
}

static void
set_text(SgConfig *config, const SgConfigKey *key, const char *text)
{
	char **member = member_of(config, key);
	g_free(*member);
	*member = *text ? g_strdup(text) : NULL;
}

static void
set_default(SgConfig *config, const SgConfigKey *key)
{
	switch (key->type) {
	case SG_CONFIG_TEXT:
	case SG_CONFIG_FILE:
		set_text(config, key, key->fallback ? key->fallback : "");
		break;
	case SG_CONFIG_NUMBER:
		*(int64_t *)member_of(config, key) = g_ascii_strtoll(key->fallback, NULL, 10);
		break;
	case SG_CONFIG_LIST:
		if (strcmp(key->name, "packs") != 0)
			*(GPtrArray **)member_of(config, key) =
			    g_ptr_array_new_with_free_func(g_free);
		break;
	case SG_CONFIG_NAMES:
	case SG_CONFIG_PAIRS:
	case SG_CONFIG_PATHS:
	case SG_CONFIG_ALIASES:
		*(GPtrArray **)member_of(config, key) =
		    g_ptr_array_new_with_free_func(free_pair_cb);
		break;
	case SG_CONFIG_GROUP:
		break;
	}
}

/* What a file is read into, and where errors go. */
typedef struct {
	SgConfig *config;
	GError **error;
} Load;

/* The text of a scalar, trimmed and checked; NULL and an error otherwise. Owned. */
static char *
read_text(const Load *load, const SgConfigKey *key, const SgYaml *node)
{
	if (node->kind != SG_YAML_SCALAR) {
		sg_yaml_refuse(load->error, load->config->path, node, "%s: expected a text",
			       key->name);
		return NULL;
	}
	g_autofree char *text = sg_text_squash(node->text, strlen(node->text));
	const char *wrong = key->check && *text ? key->check(&text) : NULL;
	if (!wrong)
		return g_steal_pointer(&text);
	sg_yaml_refuse(load->error, load->config->path, node, "%s: %s", key->name, wrong);
	return NULL;
}

static bool
load_list(const Load *load, const SgConfigKey *key, const SgYaml *node, GPtrArray *list)
{
	if (node->kind != SG_YAML_LIST)
		return sg_yaml_refuse(load->error, load->config->path, node, "%s: expected a list",
				      key->name);
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		char *text = read_text(load, key, sg_yaml_item(node, i));
		if (!text)
			return false;
		g_ptr_array_add(list, text);
	}
	return true;
}

static bool
load_names(const Load *load, const SgConfigKey *key, const SgYaml *node, GPtrArray *pairs)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	if (!load_list(load, key, node, names))
		return false;
	for (guint i = 0; i < names->len; i++) {
		SgPair *pair = g_new0(SgPair, 1);
		pair->key = g_strdup(names->pdata[i]);
		pair->line = sg_yaml_item(node, i)->line;
		g_ptr_array_add(pairs, pair);
	}
	return true;
}

/* The names of an alias: one text, or a list of texts joined by line ends. */
static char *
read_names(const Load *load, const SgConfigKey *key, const SgYaml *node)
{
	if (key->type != SG_CONFIG_ALIASES || node->kind != SG_YAML_LIST)
		return read_text(load, key, node);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	if (!load_list(load, key, node, names))
		return NULL;
	g_ptr_array_add(names, NULL);
	return g_strjoinv("\n", (char **)names->pdata);
}

/* Of a pair of paths, what is not checked as every value is. */
static bool
check_path(
    const Load *load, const SgConfigKey *key, const SgYaml *node, char **from, const char *to)
{
	const char *wrong = key->check(from);
	if (!wrong && strcmp(*from, to) == 0)
		wrong = "leads to itself";
	return !wrong ||
	       sg_yaml_refuse(load->error, load->config->path, node, "%s: %s", key->name, wrong);
}

static bool
load_pairs(const Load *load, const SgConfigKey *key, const SgYaml *node, GPtrArray *pairs)
{
	if (node->kind != SG_YAML_MAP)
		return sg_yaml_refuse(load->error, load->config->path, node,
				      "%s: expected 'name: value' lines", key->name);
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		const SgYaml *name = sg_yaml_key(node, i);
		g_autofree char *value = read_names(load, key, sg_yaml_item(node, i));
		if (!value)
			return false;
		if (!*value || !*name->text)
			return sg_yaml_refuse(load->error, load->config->path, name,
					      "%s: a name and a value are needed", key->name);
		g_autofree char *text = sg_text_squash(name->text, strlen(name->text));
		if (key->type == SG_CONFIG_PATHS && !check_path(load, key, name, &text, value))
			return false;
		SgPair *pair = g_new0(SgPair, 1);
		pair->key = g_steal_pointer(&text);
		pair->value = g_steal_pointer(&value);
		pair->line = name->line;
		g_ptr_array_add(pairs, pair);
	}
	return true;
}

static bool
is_readable(const Load *load, const SgConfigKey *key, const SgYaml *node, const char *name)
{
	g_autofree char *folder = g_path_get_dirname(load->config->path);
	g_autofree char *path = g_build_filename(folder, name, NULL);
	if (g_file_test(path, G_FILE_TEST_IS_REGULAR) && g_access(path, R_OK) == 0)
		return true;
	return sg_yaml_refuse(load->error, load->config->path, node, "%s: %s: not a file to read",
			      key->name, path);
}

static bool
load_scalar(const Load *load, const SgConfigKey *key, const SgYaml *node)
{
	g_autofree char *text = read_text(load, key, node);
	if (!text)
		return false;
	if (key->type == SG_CONFIG_FILE && *text && !is_readable(load, key, node, text))
		return false;
	if (key->type == SG_CONFIG_TEXT || key->type == SG_CONFIG_FILE)
		set_text(load->config, key, text);
	else if (*text)
		*(int64_t *)member_of(load->config, key) = g_ascii_strtoll(text, NULL, 10);
	return true;
}

static bool
is_null(const SgYaml *node)
{
	return node->kind == SG_YAML_SCALAR && node->plain && !*node->text;
}

/* A key with nothing after it keeps its default. */
static bool
load_value(const Load *load, const SgConfigKey *key, const SgYaml *node)
{
	if (is_null(node))
		return true;
	GPtrArray **array = member_of(load->config, key);
	switch (key->type) {
	case SG_CONFIG_LIST:
		if (!*array)
			*array = g_ptr_array_new_with_free_func(g_free);
		return load_list(load, key, node, *array);
	case SG_CONFIG_NAMES:
		return load_names(load, key, node, *array);
	case SG_CONFIG_PAIRS:
	case SG_CONFIG_PATHS:
	case SG_CONFIG_ALIASES:
		return load_pairs(load, key, node, *array);
	case SG_CONFIG_TEXT:
	case SG_CONFIG_FILE:
	case SG_CONFIG_NUMBER:
	case SG_CONFIG_GROUP:
		break;
	}
	return load_scalar(load, key, node);
}

static bool
load_keys(const Load *load, const SgYaml *map, const char *group) /* NOLINT(misc-no-recursion) */
{
	/* Recursion is bounded: a group holds no groups. */
	SgNames names = sg_config_keys_of(group);
	for (size_t i = 0; i < sg_yaml_count(map); i++) {
		const SgYaml *node = sg_yaml_item(map, i);
		int found =
		    sg_yaml_match_key(sg_yaml_key(map, i), &names, load->config->path, load->error);
		if (found < 0)
			return false;
		const SgConfigKey *key = (const SgConfigKey *)names.records + found;
		if (key->type != SG_CONFIG_GROUP) {
			if (!load_value(load, key, node))
				return false;
		} else if (node->kind == SG_YAML_MAP) {
			if (!load_keys(load, node, key->name))
				return false;
		} else if (!is_null(node)) {
			return sg_yaml_refuse(load->error, load->config->path, node,
					      "%s: expected 'name: value' lines", key->name);
		}
	}
	return true;
}

static bool
load_file(SgConfig *config, GError **error)
{
	g_autoptr(SgYaml) root = sg_yaml_load(config->path, NULL, error);
	Load load = {.config = config, .error = error};
	return root && load_keys(&load, root, NULL);
}

SgConfig *
sg_config_load(const char *path, GError **error)
{
	SgConfig *config = g_new0(SgConfig, 1);
	for (size_t i = 0; i < SG_N_CONFIG_KEYS; i++)
		set_default(config, &SG_CONFIG_KEYS[i]);
	config->path = g_strdup(path);
	if (path && !load_file(config, error))
		g_clear_pointer(&config, sg_config_free);
	return config;
}

void
sg_config_free(SgConfig *config)
{
	if (!config)
		return;
	for (size_t i = 0; i < SG_N_CONFIG_KEYS; i++) {
		const SgConfigKey *key = &SG_CONFIG_KEYS[i];
		if (key->type == SG_CONFIG_TEXT || key->type == SG_CONFIG_FILE)
			g_free(*(char **)member_of(config, key));
		else if (key->type != SG_CONFIG_NUMBER && key->type != SG_CONFIG_GROUP)
			g_clear_pointer((GPtrArray **)member_of(config, key), g_ptr_array_unref);
	}
	g_free(config->path);
	g_free(config);
}

/* Each text with its length, so that no two lists give the same digest text. */
static void
append_list(GString *out, const char *name, const GPtrArray *list)
{
	g_string_append_printf(out, "%s %d\n", name, list ? (int)list->len : -1);
	for (guint i = 0; list && i < list->len; i++) {
		const char *text = list->pdata[i];
		g_string_append_printf(out, "%zu:%s\n", strlen(text), text);
	}
}

char *
sg_config_extract_key(const SgConfig *config)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GPtrArray) ignored = g_ptr_array_new();
	for (guint i = 0; i < config->ignore_terms->len; i++)
		g_ptr_array_add(ignored, ((SgPair *)config->ignore_terms->pdata[i])->key);
	append_list(out, "ignore_terms", ignored);
	append_list(out, "packs", config->packs);
	append_list(out, "allow_secrets", config->allow_secrets);
	for (size_t i = 0; i < SG_N_CONFIG_KEYS; i++) {
		const SgConfigKey *key = &SG_CONFIG_KEYS[i];
		if (key->type != SG_CONFIG_NUMBER)
			continue;
		const int64_t *number = (const void *)((const char *)config + key->offset);
		g_string_append_printf(out, "%s %" G_GINT64_FORMAT "\n", key->name, *number);
	}
	return g_string_free(out, FALSE);
}
