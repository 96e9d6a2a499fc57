/* SPDX-License-Identifier: MIT */
#include "model/anchors.h"

#include <string.h>

typedef struct {
	uint32_t section, line;
} Place;

struct SgPlaceNames {
	GHashTable *places; /* name (owned) -> Place (owned) */
};

/* The first of a name is the one that a browser goes to. */
static void
add(SgPlaceNames *names, const char *name, Place place)
{
	if (!*name || g_hash_table_contains(names->places, name))
		return;
	g_hash_table_insert(names->places, g_strdup(name), g_memdup2(&place, sizeof place));
}

/* g_utf8_strdown asks the locale. */
static char *
lower(const char *text)
{
	GString *out = g_string_new(NULL);
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		g_string_append_unichar(out, g_unichar_tolower(g_utf8_get_char(p)));
	return g_string_free(out, FALSE);
}

/* As GitHub and the programs that follow it make anchors of headings (html-pipeline's filter
 * TableOfContents): lower case, letters, digits, '-' and '_' kept, a '-' for each space. */
static char *
hosted_anchor(const char *title)
{
	GString *anchor = g_string_new(NULL);
	for (const char *p = title; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (c == ' ')
			g_string_append_c(anchor, '-');
		else if (g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '-' || c == '_')
			g_string_append_unichar(anchor, g_unichar_tolower(c));
	}
	return g_string_free(anchor, FALSE);
}

/* Anchors that return are numbered: "setup", "setup-1". */
static void
add_hosted(SgPlaceNames *names, const SgFacts *facts)
{
	g_autoptr(GHashTable) count = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (uint32_t i = 0; i < facts->n_sections; i++) {
		const SgSection *section = &facts->sections[i];
		char *anchor = hosted_anchor(sg_facts_str(facts, section->title));
		unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(count, anchor));
		g_autofree char *numbered =
		    n > 0 ? g_strdup_printf("%s-%u", anchor, n) : g_strdup(anchor);
		add(names, numbered, (Place){i, section->span.line});
		g_hash_table_replace(count, anchor, GUINT_TO_POINTER(n + 1));
	}
}

/* The value at p behind "=", quoted or not; owned, NULL when there is none. */
static char *
attribute_value(const char *p)
{
	p += strspn(p, " \t\n");
	if (*p++ != '=')
		return NULL;
	p += strspn(p, " \t\n");
	if (*p == '"' || *p == '\'') {
		const char *close = strchr(p + 1, *p);
		return close ? g_strndup(p + 1, (gsize)(close - p - 1)) : NULL;
	}
	return g_strndup(p, strcspn(p, " \t\n\"'<>="));
}

/* All values of an attribute in the raw HTML of a node: <a id="x">, <a name="x">. */
static void
add_attributes(SgPlaceNames *names, const SgFacts *facts, uint32_t node, const char *attribute)
{
	const char *html = sg_facts_str(facts, facts->nodes[node].text);
	size_t length = strlen(attribute);
	for (const char *p = html; (p = strstr(p, attribute)); p += length) {
		if (p == html || !g_ascii_isspace(p[-1]))
			continue;
		g_autofree char *value = attribute_value(p + length);
		if (value)
			add(names, value, (Place){SG_NONE, facts->nodes[node].line});
	}
}

static void
add_ids(SgPlaceNames *names, const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_nodes; i++) {
		uint8_t kind = facts->nodes[i].kind;
		if (kind != SG_NODE_HTML && kind != SG_NODE_HTML_SPAN)
			continue;
		add_attributes(names, facts, i, "id");
		add_attributes(names, facts, i, "name");
	}
}

SgPlaceNames *
sg_place_names_new(const SgFacts *facts)
{
	SgPlaceNames *names = g_new0(SgPlaceNames, 1);
	names->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	add_hosted(names, facts);
	add_ids(names, facts);
	for (uint32_t i = 0; i < facts->n_sections; i++)
		add(names, sg_facts_str(facts, facts->sections[i].anchor),
		    (Place){i, facts->sections[i].span.line});
	return names;
}

void
sg_place_names_free(SgPlaceNames *names)
{
	if (!names)
		return;
	g_hash_table_unref(names->places);
	g_free(names);
}

bool
sg_place_names_find(const SgPlaceNames *names,
		    const char *fragment,
		    uint32_t *section,
		    uint32_t *line)
{
	const Place *place = g_hash_table_lookup(names->places, fragment);
	if (!place) {
		g_autofree char *small = lower(fragment);
		place = g_hash_table_lookup(names->places, small);
	}
	if (!place)
		return false;
	*section = place->section;
	*line = place->line;
	return true;
}
