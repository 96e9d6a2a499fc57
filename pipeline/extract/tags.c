/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include <string.h>

/* Tags of the front matter: what the author files the document under. */

#define DOUBT_UNKNOWN 10
#define MAX_TAGS      100
#define MAX_TAG_BYTES 60

static const char *const keys[] = {"tags", "keywords", "topics", "tech_stack"};

static bool
is_tag_key(const char *key)
{
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (g_ascii_strcasecmp(keys[i], key) == 0)
			return true;
	}
	return false;
}

/* "memory-safety" is written for machines; a package or tool keeps its hyphen. */
static void
add_term(SgExtraction *x, const char *tag, SgSpan span)
{
	g_autofree char *phrase = g_strdup(tag);
	const SgKnown *known = sg_find_here(x, tag);
	if (!known)
		g_strdelimit(phrase, "-_", ' ');
	g_autoptr(SgNaming) naming =
	    sg_naming_new((SgNamingContext){x->vocabulary, x->packs, false}, phrase);
	for (guint i = 0; i < naming->names->len; i++) {
		SgName *name = &g_array_index(naming->names, SgName, i);
		SgKind kind = name->kind == SG_N_KINDS ? SG_KIND_CONCEPT : name->kind;
		if (!name->known)
			name->doubt = (uint8_t)(name->doubt + DOUBT_UNKNOWN);
		sg_add_term(x, name, kind, &sg_rules[SG_RULE_TAG], (SgPlace){SG_NONE, span});
	}
}

static void
add_tag(SgExtraction *x, const char *text, const SgMeta *meta, bool stack)
{
	g_autofree char *tag = g_strstrip(g_strdup(text));
	size_t length = strlen(tag);
	if (length == 0 || length > MAX_TAG_BYTES || x->facts->tags->len >= MAX_TAGS)
		return;
	SgSpan span = sg_document_span_lines(x->doc, meta->line, MAX(meta->line, meta->end_line));
	if (!stack) {
		SgTag record = {.text = sg_pool_add(x->doc->pool, tag, -1), .span = span};
		g_array_append_val(x->facts->tags, record);
	}
	add_term(x, tag, span);
}

static void
add_tags(SgExtraction *x, uint32_t i, bool stack)
{
	SgMeta meta = g_array_index(x->doc->metas, SgMeta, i);
	if (meta.type == SG_META_LIST) {
		for (uint32_t j = i + 1; j < meta.end; j++) {
			SgMeta item = g_array_index(x->doc->metas, SgMeta, j);
			g_autofree char *text = g_strdup(sg_document_str(x->doc, item.value));
			add_tag(x, text, &item, stack);
		}
		return;
	}
	g_auto(GStrv) parts = g_strsplit(sg_document_str(x->doc, meta.value), ",", MAX_TAGS);
	for (char **part = parts; *part; part++)
		add_tag(x, *part, &meta, stack);
}

void
sg_step_tags(SgExtraction *x)
{
	for (uint32_t i = 0; i < x->doc->metas->len;
	     i = g_array_index(x->doc->metas, SgMeta, i).end) {
		g_autofree char *key =
		    g_strdup(sg_document_str(x->doc, g_array_index(x->doc->metas, SgMeta, i).key));
		if (is_tag_key(key))
			add_tags(x, i, g_ascii_strcasecmp(key, "tech_stack") == 0);
	}
}
