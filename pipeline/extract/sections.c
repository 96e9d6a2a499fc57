/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include "base/text.h"

/* Anchors are the slugs of the titles, numbered where a title returns. */
static char *
unique_anchor(GHashTable *taken /* anchor (owned) -> number of its next copy */, const char *title)
{
	g_autofree char *slug = sg_text_slug(title, NULL);
	const char *base = *slug != '\0' ? slug : "section";
	unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(taken, base));
	g_autofree char *anchor = g_strdup(base);
	while (g_hash_table_contains(taken, anchor)) {
		g_free(anchor);
		n = MAX(n + 1, 2);
		anchor = g_strdup_printf("%s-%u", base, n);
	}
	g_hash_table_replace(taken, g_strdup(base), GUINT_TO_POINTER(n));
	if (n > 0)
		g_hash_table_replace(taken, g_strdup(anchor), GUINT_TO_POINTER(0));
	return g_steal_pointer(&anchor);
}

/* Closes the open sections that a heading of this level ends; returns the one it stands in. */
static uint32_t
close_sections(SgExtraction *x, uint32_t open, uint32_t level, uint32_t line)
{
	while (open != SG_NONE) {
		SgSection *section = &g_array_index(x->facts->sections, SgSection, open);
		if (section->level < level)
			break;
		section->end_line = line > section->span.line ? line - 1 : section->span.line;
		open = section->parent;
	}
	return open;
}

static uint32_t
add_section(SgExtraction *x, uint32_t node, uint32_t parent, GHashTable *taken)
{
	SgNode heading = *sg_node(x, node);
	g_autofree SgProse *prose = sg_prose_reader_read(x->prose, node);
	g_autofree char *title = sg_prose_slice(prose, 0, prose->length);
	g_autofree char *anchor = unique_anchor(taken, title);
	SgSection section = {.title = sg_pool_add(x->doc->pool, title, -1),
			     .anchor = sg_pool_add(x->doc->pool, anchor, -1),
			     .parent = parent,
			     .node = node,
			     .level = heading.level,
			     .inferred = (heading.flags & SG_FLAG_INFERRED) != 0,
			     .span =
				 sg_document_span_lines(x->doc, heading.line, heading.end_line)};
	section.end_line = heading.end_line;
	uint8_t under = (uint8_t)sg_under_of(x->vocabulary, title);
	g_array_append_val(x->facts->sections, section);
	g_array_append_val(x->unders, under);
	return x->facts->sections->len - 1;
}

/* Guidance and errors rule all that stands below them; patterns only the next level, because a
 * pattern's own sections are about its parts. */
static void
inherit_unders(SgExtraction *x)
{
	for (guint i = 0; i < x->facts->sections->len; i++) {
		const SgSection *section = &g_array_index(x->facts->sections, SgSection, i);
		if (section->parent == SG_NONE)
			continue;
		uint8_t above = g_array_index(x->unders, uint8_t, section->parent);
		uint8_t *own = &g_array_index(x->unders, uint8_t, i);
		*own |= above &
			(SG_UNDER_GUIDANCE | SG_UNDER_ERRORS | SG_UNDER_CRATES | SG_UNDER_TOOLS);
	}
}

void
sg_step_sections(SgExtraction *x)
{
	g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	uint32_t open = SG_NONE;
	for (uint32_t i = 1; i < x->doc->nodes->len;) {
		const SgNode *node = sg_node(x, i);
		if ((node->flags & SG_FLAG_RESIDUE) != 0) {
			i = node->end;
			continue;
		}
		if (node->kind == SG_NODE_HEADING) {
			open = close_sections(x, open, node->level, node->line);
			open = add_section(x, i, open, taken);
		}
		i++;
	}
	close_sections(x, open, 0, sg_node(x, 0)->end_line + 1);
	inherit_unders(x);
}

uint32_t
sg_section_of_line(const SgExtraction *x, uint32_t line)
{
	const GArray *sections = x->facts->sections;
	guint low = 0;
	guint high = sections->len;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		if (g_array_index(sections, SgSection, middle).span.line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : SG_NONE;
}
