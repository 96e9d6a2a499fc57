/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/graph-parts.h"

#include <string.h>

/* A sound graph made without any stage: documents of one line for each entity, a section, an
 * example, front matter of every type, and entities with given labels, tied to the first by
 * relations of every type in turn. Labels may be as hostile as they like. */

typedef struct {
	const char *const *labels;
	uint32_t n_labels;
	uint32_t n_documents;
	uint32_t n_edges; /* between entities; the first n_labels - 1 leave the first entity */
} SmallGraph;

static inline SgMeta
small_meta(GString *pool, SgMetaType type, const char *key, const char *value, uint32_t end)
{
	return (SgMeta){.type = type,
			.end = end,
			.key = sg_pool_add(pool, key, -1),
			.value = sg_pool_add(pool, value, -1),
			.line = 1,
			.end_line = 1};
}

static inline void
small_metas(SgDocument *doc)
{
	const struct {
		SgMetaType type;
		const char *key, *value;
		uint32_t end;
	} metas[] = {
	    {SG_META_STRING, "name", "small", 1},
	    {SG_META_STRING, "license", "MIT \"or\" so", 2},
	    {SG_META_NUMBER, "priority", "12", 3},
	    {SG_META_NUMBER, "version", "1.10", 4},
	    {SG_META_NUMBER, "share", "0.25", 5},
	    {SG_META_BOOL, "always", "yes", 6},
	    {SG_META_BOOL, "never", "false", 7},
	    {SG_META_NULL, "nothing", "~", 8},
	    {SG_META_LIST, "globs", "", 13},
	    {SG_META_STRING, "", "*.rs", 10},
	    {SG_META_MAP, "", "", 13},
	    {SG_META_STRING, "deep", "1 < 2", 12},
	    {SG_META_NUMBER, "huge", "1e999", 13},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(metas); i++) {
		SgMeta meta = small_meta(doc->pool, metas[i].type, metas[i].key, metas[i].value,
					 metas[i].end);
		g_array_append_val(doc->metas, meta);
	}
}

static inline SgFacts *
small_facts(uint32_t number, const SmallGraph *shape)
{
	SgDocument *doc = sg_document_new();
	g_autoptr(GString) text = g_string_new("# Small \xe2\x80\x94 heading ]]> & <b>\n");
	for (uint32_t i = 0; i < shape->n_labels; i++)
		g_string_append_printf(
		    text, "Line about entity %u, \"quoted\" \\ and <tagged> & so on.\n", i);
	sg_document_set_text(doc, text->str, text->len);
	g_autofree char *slug = g_strdup_printf("small-%04u-md", number);
	g_autofree char *path = g_strdup_printf("small %04u.md", number);
	doc->record.path = sg_pool_add(doc->pool, path, -1);
	doc->record.slug = sg_pool_add(doc->pool, slug, -1);
	doc->record.digest = sg_pool_add(doc->pool, "0123abcd", -1);
	doc->record.dialect = sg_pool_add(doc->pool, "agent-skill", -1);
	doc->record.name = sg_pool_add(doc->pool, "small", -1);
	doc->record.title = sg_pool_add(doc->pool, "Small & simple", -1);
	doc->record.description = sg_pool_add(doc->pool, "Says \"little\"\nin two lines", -1);
	doc->record.body_line = 1;
	uint32_t n_lines = doc->record.n_lines;
	uint32_t root = sg_document_open(doc, SG_NODE_ROOT, 1, n_lines);
	uint32_t heading = sg_document_open(doc, SG_NODE_HEADING, 1, 1);
	sg_document_close(doc, heading);
	sg_document_close(doc, root);
	small_metas(doc);
	g_autoptr(SgFactsBuilder) builder = sg_facts_builder_new(doc);
	SgSection section = {.title = sg_pool_add(doc->pool, "Small heading ]]>", -1),
			     .anchor = sg_pool_add(doc->pool, "small-heading", -1),
			     .parent = SG_NONE,
			     .node = heading,
			     .level = 1,
			     .end_line = n_lines,
			     .span = sg_document_span_lines(doc, 1, 1)};
	g_array_append_val(builder->sections, section);
	SgCode code = {.language = sg_pool_add(doc->pool, "rust", -1),
		       .text = sg_pool_add(doc->pool, "fn main() {\n\tlet a = \"]]>\";\n}", -1),
		       .digest = sg_pool_add(doc->pool, "feed", -1),
		       .node = heading,
		       .section = 0,
		       .span = sg_document_span_lines(doc, 2, 2)};
	g_array_append_val(builder->codes, code);
	SgTag tag = {sg_pool_add(doc->pool, "memory & safety", -1),
		     sg_document_span_lines(doc, 1, 1)};
	g_array_append_val(builder->tags, tag);
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
	SgFacts *facts = sg_facts_load(bytes, NULL);
	g_assert_nonnull(facts);
	return facts;
}

static inline SgSpan
small_line(const SgFacts *facts, uint32_t line)
{
	uint32_t at = facts->lines[line - 1];
	uint32_t end = line < facts->n_lines ? facts->lines[line] : facts->record->text_length;
	return (SgSpan){line, line, at, end - at - 1};
}

static inline SgRun
small_evidence(SgGraphParts *parts, uint32_t document, uint32_t line)
{
	const SgFacts *facts = g_ptr_array_index(parts->facts, document);
	SgEvidence evidence = {.document = document,
			       .span = small_line(facts, line),
			       .role = SG_ROLE_STATEMENT,
			       .confidence = 85,
			       .rule = "made-by-test"};
	g_array_append_val(parts->evidence, evidence);
	return (SgRun){parts->evidence->len - 1, 1};
}

static inline SgKind
small_kind(uint32_t i)
{
	static const SgKind kinds[] = {SG_KIND_CONCEPT, SG_KIND_CONCEPT, SG_KIND_CRATE,
				       SG_KIND_ERROR,   SG_KIND_PATTERN, SG_KIND_TOOL};
	return kinds[i % G_N_ELEMENTS(kinds)];
}

static inline int
small_compare_entities(gconstpointer a, gconstpointer b)
{
	return strcmp(((const SgEntity *)a)->id, ((const SgEntity *)b)->id);
}

static inline void
small_entities(SgGraphParts *parts, const SmallGraph *shape)
{
	for (uint32_t i = 0; i < shape->n_labels; i++) {
		SgKind kind = small_kind(i);
		g_autofree char *id = g_strdup_printf("%s/%se%06u", sg_kind_name(kind),
						      kind == SG_KIND_CRATE ? "npm:" : "", i);
		SgEntity entity = {.id = sg_parts_string(parts, id),
				   .facet = kind == SG_KIND_CRATE ? "npm" : "",
				   .label = sg_parts_string(parts, shape->labels[i]),
				   .url = i % 2 ? "https://host.invalid/?a=1&b=2" : NULL,
				   .kind = kind,
				   .rank = 1.0 / (1 + i),
				   .topic = i % 3 ? 0 : SG_NONE,
				   .documents = 1,
				   .evidence =
				       small_evidence(parts, i % shape->n_documents, i + 2)};
		g_array_append_val(parts->entities, entity);
	}
	g_array_sort(parts->entities, small_compare_entities);
	SgEntity *first = &g_array_index(parts->entities, SgEntity, 0);
	g_ptr_array_add(parts->aliases, (gpointer)sg_parts_string(parts, "Other & name"));
	first->aliases = (SgRun){0, 1};
	uint32_t proof = small_evidence(parts, 0, 2).first;
	SgMerge merge = {"other name", "alias", proof};
	g_array_append_val(parts->merges, merge);
	first->merges = (SgRun){0, 1};
	SgRef example = shape->n_documents * 2;
	g_array_append_val(parts->refs, example);
	SgGraphStatement statement = {.says = SG_SAYS_DEFINITION,
				      .order = 1,
				      .text = "It is <what> it is & \"no\" more.",
				      .examples = {parts->refs->len - 1, 1},
				      .evidence = proof};
	g_array_append_val(parts->statements, statement);
	first->statements = (SgRun){0, 1};
}

static inline void
small_edge(SgGraphParts *parts, SgRef source, SgRef target, SgEdgeType type)
{
	g_autofree char *id = g_strdup_printf("edge/%08u", parts->edges->len);
	SgEdge edge = {.id = sg_parts_string(parts, id),
		       .source = source,
		       .target = target,
		       .type = type,
		       .weight = 1 + type / 4.0,
		       .versions = type == SG_EDGE_USES_CRATE ? "1, ^2.0" : "",
		       .features = type == SG_EDGE_USES_CRATE ? "full" : "",
		       .evidence = small_evidence(parts, 0, 2 + parts->edges->len % 2)};
	g_array_append_val(parts->edges, edge);
}

static inline void
small_edges(SgGraphParts *parts, const SmallGraph *shape)
{
	SgRef base = shape->n_documents * 2 + 1;
	for (uint32_t i = 0; i < shape->n_edges; i++) {
		uint32_t round = i / (shape->n_labels - 1);
		uint32_t source = round % shape->n_labels;
		uint32_t target = (source + 1 + i % (shape->n_labels - 1)) % shape->n_labels;
		SgEdgeType type =
		    SG_EDGE_USES_CRATE + i % (SG_EDGE_DETECTS - SG_EDGE_USES_CRATE + 1);
		small_edge(parts, base + source, base + target, type);
	}
	for (uint32_t d = 0; d < shape->n_documents; d++) {
		small_edge(parts, d, shape->n_documents + d, SG_EDGE_CONTAINS);
		small_edge(parts, d, base, d ? SG_EDGE_MENTIONS : SG_EDGE_DEFINES);
	}
}

static inline SgGraph *
small_graph(const SmallGraph *shape)
{
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	for (uint32_t d = 0; d < shape->n_documents; d++)
		g_ptr_array_add(facts, small_facts(d, shape));
	SgGraphParts *parts = sg_parts_new(facts);
	for (uint32_t d = 0; d < shape->n_documents; d++) {
		const SgFacts *found = g_ptr_array_index(facts, d);
		const char *slug = sg_facts_str(found, found->record->slug);
		g_autofree char *id = g_strconcat("document/", slug, NULL);
		SgGraphDocument document = {.id = sg_parts_string(parts, id),
					    .facts = found,
					    .rank = 0.5,
					    .topic = SG_NONE,
					    .rendition_of = SG_NONE,
					    .copy_of = d == 1 ? 0 : SG_NONE,
					    .derived_from = SG_NONE,
					    .sections = {d, 1},
					    .evidence = small_evidence(parts, d, 1)};
		g_array_append_val(parts->documents, document);
		g_autofree char *section_id = g_strconcat("section/", slug, "/small-heading", NULL);
		SgGraphSection section = {.id = sg_parts_string(parts, section_id),
					  .document = d,
					  .section = 0,
					  .parent = SG_NONE,
					  .evidence = small_evidence(parts, d, 1)};
		g_array_append_val(parts->sections, section);
	}
	SgGraphExample example = {.id = "example/0123456789ab",
				  .document = 0,
				  .code = 0,
				  .evidence = small_evidence(parts, 0, 2)};
	g_array_append_val(parts->examples, example);
	small_entities(parts, shape);
	small_edges(parts, shape);
	SgRef member = shape->n_documents * 2 + 1;
	g_array_append_val(parts->refs, member);
	SgTopic topic = {"topic/small", "Small & few", {parts->refs->len - 1, 1}};
	g_array_append_val(parts->topics, topic);
	return sg_graph_new(parts);
}

/* Names that break writers which do not escape. */
static const char *const hostile_labels[] = {
    "Ownership",
    "Arc<T>",
    "&'a str",
    "\\N \\G \\E \\l",
    "trailing backslash \\",
    "&lt;b&gt; &#x3c; &amp;",
    "<b>bold</b>",
    "quotes \" and ' and `",
    "a ]; } \n newline",
    "\xe2\x80\xae"
    "right to left",
    "control \x01 here",
    "]]> <!-- --> <?xml?> &bomb;",
    "emoji \xf0\x9f\xa6\x80 crab",
    "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEEEEEEEEAAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEE"
    "EEEEEE"
    "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEEEEEEEEAAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEE"
    "EEEEEE"
    "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEEEEEEEEAAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEE"
    "EEEEEE",
};
