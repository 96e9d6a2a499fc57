/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* Patterns as git matches them in .gitignore (gitignore(5), wildmatch.c with WM_PATHNAME), so that
 * there is one language of patterns in skillgraph.yaml and beside it. */

typedef struct {
	const char *name; /* with its closing ":]" */
	bool (*holds)(guchar c);
} CharClass;

#define CHAR_CLASS(name)                    \
	static bool class_##name(guchar c)  \
	{                                   \
		return g_ascii_is##name(c); \
	}
CHAR_CLASS(alnum)
CHAR_CLASS(alpha)
CHAR_CLASS(cntrl)
CHAR_CLASS(digit)
CHAR_CLASS(graph)
CHAR_CLASS(lower)
CHAR_CLASS(print)
CHAR_CLASS(punct)
CHAR_CLASS(space)
CHAR_CLASS(upper)
CHAR_CLASS(xdigit)

static bool
class_blank(guchar c)
{
	return c == ' ' || c == '\t';
}

static const CharClass classes[] = {
    {"alnum:]", class_alnum}, {"alpha:]", class_alpha}, {"blank:]", class_blank},
    {"cntrl:]", class_cntrl}, {"digit:]", class_digit}, {"graph:]", class_graph},
    {"lower:]", class_lower}, {"print:]", class_print}, {"punct:]", class_punct},
    {"space:]", class_space}, {"upper:]", class_upper}, {"xdigit:]", class_xdigit},
};

/* The class whose name begins at name, behind "[:"; NULL: none. */
static const CharClass *
find_class(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(classes); i++) {
		if (g_str_has_prefix(name, classes[i].name))
			return &classes[i];
	}
	return NULL;
}

/* One character of a set, behind a backslash if it has one; NULL at the end of the pattern. */
static const char *
take_char(const char *p, guchar *c)
{
	if (*p == '\\')
		p++;
	*c = (guchar)*p;
	return *p != '\0' ? p + 1 : NULL;
}

/* One member of a set: a class, a range or a character. Returns what follows it, or NULL when the
 * set is never closed or names an unknown class. */
static const char *
take_member(const char *p, guchar c, bool *found)
{
	guchar first;
	guchar last;
	if (p[0] == '[' && p[1] == ':' && strstr(p + 2, ":]") != NULL) {
		const CharClass *class = find_class(p + 2);
		*found |= class != NULL && class->holds(c);
		return class != NULL ? p + 2 + strlen(class->name) : NULL;
	}
	p = take_char(p, &first);
	last = first;
	if (p != NULL && p[0] == '-' && p[1] != ']' && p[1] != '\0')
		p = take_char(p + 1, &last);
	*found |= first <= c && c <= last;
	return p;
}

/* A set "[a-z]" or "[!x]" at glob; *after is set behind it. One that is never closed matches
 * nothing. */
static bool
set_matches(const char *glob, char c, const char **after)
{
	const char *p = glob + 1;
	bool negated = *p == '!' || *p == '^';
	bool found = false;
	bool first = true;
	if (negated)
		p++;
	for (; p != NULL && (first || *p != ']'); first = false)
		p = *p != '\0' ? take_member(p, (guchar)c, &found) : NULL;
	if (p == NULL)
		return false;
	*after = p + 1;
	return found != negated && c != '/';
}

/* One character of glob against one of the path; *after is set behind the former. */
static bool
one_matches(const char *glob, char c, const char **after)
{
	*after = glob + 1;
	if (*glob == '[')
		return set_matches(glob, c, after);
	if (*glob == '?')
		return c != '/';
	if (*glob == '\\') {
		*after = glob + 2;
		return glob[1] != '\0' && glob[1] == c;
	}
	return *glob == c;
}

/* Whether the stars at p are a part of their own, and so stand for any number of parts. */
static bool
are_parts(const char *glob, const char *p, size_t stars)
{
	return stars > 1 && (p == glob || p[-1] == '/') && (p[stars] == '/' || p[stars] == '\0');
}

/* The classic loop that goes back to the last star only, once for "*" and once for "**":
 * a later "*" fails within its part, and then the last "**" takes one part more. */
static bool
whole_matches(const char *glob, const char *path)
{
	const char *p = glob;
	const char *star = NULL, *star_path = NULL;
	const char *deep = NULL, *deep_path = NULL;
	while (*path != '\0' || *p != '\0') {
		const char *after = p;
		size_t stars = strspn(p, "*");
		if (are_parts(glob, p, stars)) {
			if (p[stars] == '\0')
				return *path != '\0';
			deep = p += stars + 1;
			deep_path = path;
			star = NULL;
		} else if (stars > 0) {
			star = p += stars;
			star_path = path;
		} else if (*path != '\0' && *p != '\0' && one_matches(p, *path, &after)) {
			p = after;
			path++;
		} else if (star != NULL && *star_path != '\0' && *star_path != '/') {
			path = ++star_path;
			p = star;
		} else if (deep != NULL && (deep_path = strchr(deep_path, '/')) != NULL) {
			path = ++deep_path;
			p = deep;
			star = NULL;
		} else {
			return false;
		}
	}
	return true;
}

bool
sg_glob_matches(const char *glob, const char *path)
{
	size_t length = strlen(glob);
	if (length > 0 && glob[length - 1] == '/') {
		g_autofree char *below = g_strconcat(*glob == '/' ? glob + 1 : glob, "**", NULL);
		g_autofree char *anywhere = g_strconcat("**/", below, NULL);
		return whole_matches(*glob == '/' ? below : anywhere, path);
	}
	if (*glob == '/')
		return whole_matches(glob + 1, path);
	if (strchr(glob, '/') == NULL) {
		const char *last = strrchr(path, '/');
		return whole_matches(glob, last != NULL ? last + 1 : path);
	}
	return whole_matches(glob, path);
}
