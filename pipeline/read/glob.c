/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* A set "[a-z]" or "[!x]" at glob; *after is set behind it. A '[' that is never closed is literal.
 */
static bool
set_matches(const char *glob, char c, const char **after)
{
	const char *p = glob + 1;
	bool negated = *p == '!' || *p == '^';
	if (negated)
		p++;
	const char *close = strchr(*p == ']' ? p + 1 : p, ']');
	if (close == NULL) {
		*after = glob + 1;
		return c == '[';
	}
	*after = close + 1;
	bool found = false;
	for (; p < close; p++) {
		if (p[1] == '-' && p + 2 < close) {
			found |= (guchar)*p <= (guchar)c && (guchar)c <= (guchar)p[2];
			p += 2;
		} else {
			found |= *p == c;
		}
	}
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
	if (*glob == '\\' && glob[1] != '\0') {
		*after = glob + 2;
		return glob[1] == c;
	}
	return *glob == c;
}

/* Where the last "**" tries next: the next part if it was "**" and a slash, else the next byte. */
static const char *
go_deeper(const char *path, bool by_part)
{
	if (!by_part)
		return *path != '\0' ? path + 1 : NULL;
	const char *slash = strchr(path, '/');
	return slash != NULL ? slash + 1 : NULL;
}

/* The classic loop that goes back to the last star only, once for "*" and once for "**":
 * a later "*" fails within its part, and then the last "**" takes one step more. */
static bool
whole_matches(const char *glob, const char *path)
{
	const char *star = NULL, *star_path = NULL;
	const char *deep = NULL, *deep_path = NULL;
	bool by_part = false;
	while (*path != '\0' || *glob != '\0') {
		const char *after = glob;
		if (glob[0] == '*' && glob[1] == '*') {
			by_part = glob[2] == '/';
			glob += by_part ? 3 : 2;
			deep = glob;
			deep_path = path;
			star = NULL;
			continue;
		}
		if (*glob == '*') {
			star = ++glob;
			star_path = path;
			continue;
		}
		if (*path != '\0' && *glob != '\0' && one_matches(glob, *path, &after)) {
			glob = after;
			path++;
			continue;
		}
		if (star != NULL && *star_path != '\0' && *star_path != '/') {
			path = ++star_path;
			glob = star;
		} else if (deep != NULL && (deep_path = go_deeper(deep_path, by_part)) != NULL) {
			path = deep_path;
			glob = deep;
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
