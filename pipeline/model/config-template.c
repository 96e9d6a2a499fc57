/* SPDX-License-Identifier: MIT */
#include "model/config-keys.h"

#include <string.h>

enum { WIDTH = 96 };

static const char HEAD[] =
    "# skillgraph.yaml: the site made from the documents beside it. Every key may be left out; a\n"
    "# key that is not listed here is an error. To set one, remove the '#' before it.\n";

/* Sentences as comment lines of at most WIDTH characters. */
static void
append_comment(GString *out, const char *indent, const char *text)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	size_t width = 0;
	for (char **word = words; *word; word++) {
		size_t length = strlen(*word);
		if (width == 0 || width + 1 + length > WIDTH) {
			g_string_append_printf(out, "%s%s#", width ? "\n" : "", indent);
			width = strlen(indent) + 1;
		}
		g_string_append_printf(out, " %s", *word);
		width += 1 + length;
	}
	g_string_append_c(out, '\n');
}

/* The key as a comment that becomes valid by removing each leading '#'. */
static void
append_key(GString *out, const SgConfigKey *key)
{
	const char *indent = key->group ? "  " : "";
	append_comment(out, key->group ? "#  " : "", key->meaning);
	const char *value = key->fallback ? key->fallback : key->example;
	bool block = !value || *value == '\n';
	g_autofree char *line =
	    g_strdup_printf("%s%s:%s%s", indent, key->name, block ? "" : " ", value ? value : "");
	g_auto(GStrv) lines = g_strsplit(line, "\n", -1);
	for (char **at = lines; *at; at++)
		g_string_append_printf(out, "#%s\n", *at);
}

char *
sg_config_template(void)
{
	GString *out = g_string_new(HEAD);
	for (size_t i = 0; i < SG_N_CONFIG_KEYS; i++) {
		if (!SG_CONFIG_KEYS[i].group)
			g_string_append_c(out, '\n');
		append_key(out, &SG_CONFIG_KEYS[i]);
	}
	return g_string_free(out, FALSE);
}
