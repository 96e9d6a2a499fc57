/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include <string.h>

/* Links to the pages of packages and errors. */

#define MAX_NAME 64

/* Letters, digits and what joins them in the names of packages and codes. */
static bool
is_name(const char *name)
{
	size_t n =
	    strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@/");
	return name[n] == '\0' && n >= 2 && (g_ascii_isalpha(*name) || *name == '@');
}

/* A site has pages of its own ("/about"): what stands right behind its name and ends there is a
 * package only where it is known. */
static bool
may_name(const SgAddressee *of, const char *url, const char *name, const SgKnown *known)
{
	if (of->kind == SG_KIND_ERROR)
		return sg_phrase_error_code(name) == strlen(name);
	const char *host = strstr(url, "://");
	const char *path = host ? strchr(host + 3, '/') : NULL;
	return known || of->name[of->length] == '/' || (path && path + 1 < of->name);
}

static void
add_addressee(SgExtraction *x, const char *url, uint32_t line, GHashTable *seen)
{
	SgAddressee found;
	if (!sg_vocabulary_addressee(x->vocabulary, url, &found))
		return;
	const SgAddressee *of = &found;
	g_autofree char *written = g_strndup(of->name, of->length);
	if (of->length > MAX_NAME || !is_name(written) || g_hash_table_contains(seen, written))
		return;
	const SgKnown *known =
	    sg_vocabulary_find_in(x->vocabulary, written, of->kind, SG_ALL_PACKS);
	if (known && strcmp(known->facet ? known->facet : "", of->facet) != 0)
		known = NULL;
	if (!may_name(of, url, written, known))
		return;
	SgName name = {.label = known ? known->label : written,
		       .facet = (char *)of->facet,
		       .known = known != NULL || of->kind == SG_KIND_ERROR};
	SgSpan span = sg_document_span_lines(x->doc, line, line);
	uint32_t term = sg_add_term(x, &name, of->kind, &sg_rules[SG_RULE_DOCS_LINK],
				    (SgPlace){sg_section_of_line(x, line), span});
	if (of->kind == SG_KIND_CRATE)
		sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, SG_NONE, term},
			     &sg_rules[SG_RULE_NAMED], span);
	g_hash_table_add(seen, g_steal_pointer(&written));
}

void
sg_step_links(SgExtraction *x)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (uint32_t i = 1; i < x->doc->nodes->len; i++) {
		const SgNode *node = sg_node(x, i);
		uint32_t line = node->line;
		if (node->kind != SG_NODE_LINK || (node->flags & SG_FLAG_RESIDUE) != 0 || line == 0)
			continue;
		g_autofree char *url = g_strdup(sg_document_str(x->doc, node->text));
		add_addressee(x, url, line, seen);
	}
}
