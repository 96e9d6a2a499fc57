/* SPDX-License-Identifier: MIT */
#include "command/json-text.h"

#include <string.h>

void
sg_json_append_text(GString *out, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_string_append_c(out, '"');
	for (const char *p = valid; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_printf(out, "\\%c", *p);
		else if (*p == '\n')
			g_string_append(out, "\\n");
		else if (*p == '\t')
			g_string_append(out, "\\t");
		else if ((unsigned char)*p < 0x20 || *p == 0x7f)
			g_string_append_printf(out, "\\u%04x", (unsigned char)*p);
		else
			g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
}

void
sg_json_begin(GString *out, const char *name)
{
	char last = '{';
	for (size_t i = out->len; i > 0; i--) {
		last = out->str[i - 1];
		if (last != '\n')
			break;
	}
	if (out->len > 0 && last != '{' && last != '[')
		g_string_append_c(out, ',');
	if (name) {
		sg_json_append_text(out, name);
		g_string_append_c(out, ':');
	}
}

void
sg_json_append_member(GString *out, const char *name, const char *text)
{
	sg_json_begin(out, name);
	sg_json_append_text(out, text);
}

void
sg_json_append_number(GString *out, const char *name, guint64 number)
{
	sg_json_begin(out, name);
	g_string_append_printf(out, "%" G_GUINT64_FORMAT, number);
}
