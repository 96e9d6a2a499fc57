/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include <string.h>

/* The import statements of Python code, found before anything is parsed: they are a hundredth of
 * most code, and stand as well where the rest is cut short or was never Python. */

/* Where a walk through code is. */
typedef struct {
	const char *at;
	bool is_fresh;     /* at the front of a line, or in its indentation */
	bool keeps;        /* within a statement that is copied */
	unsigned brackets; /* open in it */
	GString *lines;    /* what is kept, with all line ends */
} Walk;

/* The end of the string whose quote is at p; a short one ends with its line. */
static const char *
string_end(const char *p)
{
	char quote = *p;
	bool is_long = p[1] == quote && p[2] == quote;
	if (!is_long && p[1] == quote)
		return p + 2;
	for (p += is_long ? 3 : 1; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0')
			p++;
		else if (!is_long && *p == '\n')
			return p;
		else if (*p == quote && (!is_long || (p[1] == quote && p[2] == quote)))
			return p + (is_long ? 3 : 1);
	}
	return p;
}

static bool
begins_import(const char *p)
{
	const char *import = g_str_has_prefix(p, "from ") ? strstr(p, " import") : NULL;
	return g_str_has_prefix(p, "import ") || (import && !memchr(p, '\n', (size_t)(import - p)));
}

/* Passes over text that is no code: its line ends are kept, so that rows stay as they are. */
static void
skip_to(Walk *walk, const char *end)
{
	for (; walk->at < end; walk->at++) {
		if (*walk->at == '\n')
			g_string_append_c(walk->lines, '\n');
	}
}

static void
end_line(Walk *walk)
{
	g_string_append_c(walk->lines, '\n');
	walk->at++;
	walk->keeps = walk->keeps && walk->brackets > 0;
	walk->is_fresh = !walk->keeps;
}

static void
step_letter(Walk *walk)
{
	char c = *walk->at++;
	if (walk->is_fresh && !g_ascii_isspace(c)) {
		walk->is_fresh = false;
		walk->keeps = begins_import(walk->at - 1);
		walk->brackets = 0;
	}
	if (!walk->keeps)
		return;
	walk->brackets += c == '(';
	walk->brackets -= c == ')' && walk->brackets > 0;
	g_string_append_c(walk->lines, c);
}

static void
step(Walk *walk)
{
	char c = *walk->at;
	if (c == '#') {
		skip_to(walk, strchrnul(walk->at, '\n'));
	} else if (c == '"' || c == '\'') {
		walk->is_fresh = false;
		skip_to(walk, string_end(walk->at));
	} else if (c == '\n') {
		end_line(walk);
	} else if (c == '\\' && walk->at[1] == '\n' && walk->keeps) {
		g_string_append_c(walk->lines, '\\');
		skip_to(walk, walk->at + 2);
	} else {
		step_letter(walk);
	}
}

char *
sg_python_imports(const char *text)
{
	Walk walk = {.at = text, .is_fresh = true, .lines = g_string_new(NULL)};
	while (*walk.at != '\0')
		step(&walk);
	return g_string_free(walk.lines, FALSE);
}
