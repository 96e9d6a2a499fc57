/* SPDX-License-Identifier: MIT */
#include "model/facts.h"

#include "base/digest.h"
#include "model/facts-block.h"

#include <string.h>

static const char *const kind_names[SG_N_KINDS] = {"concept", "error", "crate", "pattern", "tool"};
static const char *const role_names[SG_N_ROLES] = {"heading", "definition", "term",   "statement",
						   "code",    "metadata",   "mention"};
static const char *const says_names[SG_N_SAYS] = {"definition", "problem", "cause",    "solution",
						  "when",       "step",    "guidance", "note"};
static const char *const edge_names[SG_N_EDGE_TYPES] = {
    [SG_EDGE_CONTAINS] = "contains",         [SG_EDGE_PART_OF] = "part_of",
    [SG_EDGE_LINKS_TO] = "links_to",         [SG_EDGE_DEFINES] = "defines",
    [SG_EDGE_MENTIONS] = "mentions",         [SG_EDGE_ILLUSTRATED_BY] = "illustrated_by",
    [SG_EDGE_USES_CRATE] = "uses_crate",     [SG_EDGE_BROADER] = "broader",
    [SG_EDGE_RELATED] = "related",           [SG_EDGE_CONTRASTS] = "contrasts",
    [SG_EDGE_SOLVED_BY] = "solved_by",       [SG_EDGE_CAUSED_BY] = "caused_by",
    [SG_EDGE_PREVENTS] = "prevents",         [SG_EDGE_DETECTS] = "detects",
    [SG_EDGE_RENDITION_OF] = "rendition_of", [SG_EDGE_COPY_OF] = "copy_of",
    [SG_EDGE_DERIVED_FROM] = "derived_from", [SG_EDGE_VARIANT_OF] = "variant_of",
    [SG_EDGE_RIVAL_OF] = "rival_of",         [SG_EDGE_OVERLAPS] = "overlaps",
};

const char *
sg_kind_name(SgKind kind)
{
	g_assert(kind < SG_N_KINDS);
	return kind_names[kind];
}

const char *
sg_role_name(SgRole role)
{
	g_assert(role < SG_N_ROLES);
	return role_names[role];
}

const char *
sg_says_name(SgSays says)
{
	g_assert(says < SG_N_SAYS);
	return says_names[says];
}

const char *
sg_edge_type_name(SgEdgeType type)
{
	g_assert(type < SG_N_EDGE_TYPES);
	return edge_names[type];
}

SgFactsBuilder *
sg_facts_builder_new(SgDocument *doc)
{
	SgFactsBuilder *builder = g_new0(SgFactsBuilder, 1);
	builder->doc = doc;
	builder->sections = g_array_new(FALSE, FALSE, sizeof(SgSection));
	builder->codes = g_array_new(FALSE, FALSE, sizeof(SgCode));
	builder->terms = g_array_new(FALSE, FALSE, sizeof(SgTerm));
	builder->statements = g_array_new(FALSE, FALSE, sizeof(SgStatement));
	builder->claims = g_array_new(FALSE, FALSE, sizeof(SgClaim));
	builder->tags = g_array_new(FALSE, FALSE, sizeof(SgTag));
	return builder;
}

void
sg_facts_builder_free(SgFactsBuilder *builder)
{
	if (!builder)
		return;
	sg_document_free(builder->doc);
	g_clear_pointer(&builder->sections, g_array_unref);
	g_clear_pointer(&builder->codes, g_array_unref);
	g_clear_pointer(&builder->terms, g_array_unref);
	g_clear_pointer(&builder->statements, g_array_unref);
	g_clear_pointer(&builder->claims, g_array_unref);
	g_clear_pointer(&builder->tags, g_array_unref);
	g_free(builder);
}

static const size_t record_sizes[SG_N_TABLES] = {
    [SG_TABLE_RECORD] = sizeof(SgDocRecord),
    [SG_TABLE_SKETCH] = sizeof(SgSketch),
    [SG_TABLE_LINES] = sizeof(uint32_t),
    [SG_TABLE_METAS] = sizeof(SgMeta),
    [SG_TABLE_NODES] = sizeof(SgNode),
    [SG_TABLE_SECTIONS] = sizeof(SgSection),
    [SG_TABLE_CODES] = sizeof(SgCode),
    [SG_TABLE_TERMS] = sizeof(SgTerm),
    [SG_TABLE_STATEMENTS] = sizeof(SgStatement),
    [SG_TABLE_CLAIMS] = sizeof(SgClaim),
    [SG_TABLE_DIAGS] = sizeof(SgDiagRecord),
    [SG_TABLE_TAGS] = sizeof(SgTag),
    [SG_TABLE_HOSTS] = sizeof(SgHostRecord),
    [SG_TABLE_WAIVERS] = sizeof(SgWaiver),
    [SG_TABLE_POOL] = 1,
};

size_t
sg_table_record_size(SgTable table)
{
	g_assert(table < SG_N_TABLES);
	return record_sizes[table];
}

/* Whether another diagnostic of the same tag follows. */
static bool
is_last_of_tag(const SgDiags *diags, size_t i)
{
	SgDiagTag tag = sg_diags_get(diags, i)->tag;
	for (size_t k = i + 1; k < sg_diags_count(diags); k++) {
		if (sg_diags_get(diags, k)->tag == tag)
			return false;
	}
	return true;
}

/* The last one kept of a tag says how many more there are. */
static char *
word_diag(const SgDiags *diags, size_t i)
{
	const SgDiag *diag = sg_diags_get(diags, i);
	size_t dropped = sg_diags_dropped(diags, diag->tag);
	char *message = sg_diag_message(diag->tag, diag->detail);
	if (dropped == 0 || !is_last_of_tag(diags, i))
		return message;
	char *longer = g_strdup_printf("%s (+%zu more)", message, dropped);
	g_free(message);
	return longer;
}

/* The document's diagnostics with their wording in the pool. */
static GArray *
freeze_diags(SgDocument *doc)
{
	GArray *records = g_array_new(FALSE, FALSE, sizeof(SgDiagRecord));
	for (size_t i = 0; i < sg_diags_count(doc->diags); i++) {
		const SgDiag *diag = sg_diags_get(doc->diags, i);
		g_autofree char *message = word_diag(doc->diags, i);
		SgDiagRecord record = {.tag = diag->tag,
				       .line = diag->line,
				       .column = diag->column,
				       .related_line = diag->related_line,
				       .message = sg_pool_add(doc->pool, message, -1)};
		g_array_append_val(records, record);
	}
	return records;
}

/* Records as an array of whole words, the rest filled with zeros. */
static GVariant *
pack_table(const void *records, size_t bytes)
{
	size_t words = (bytes + 7) / 8;
	uint64_t *block = g_new(uint64_t, words + 1);
	if (words > 0)
		block[words - 1] = 0;
	if (bytes > 0)
		memcpy(block, records, bytes);
	g_autoptr(GBytes) taken = g_bytes_new_take(block, words * sizeof(uint64_t));
	return g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE("at"), taken, TRUE));
}

uint64_t
sg_facts_checksum(GVariant *const *tables)
{
	uint64_t sum = SG_FACTS_MAGIC;
	for (int t = 1; t <= SG_N_TABLES; t++)
		sum = sg_digest64_seeded(g_variant_get_data(tables[t]),
					 g_variant_get_size(tables[t]), sum);
	return sum;
}

GBytes *
sg_facts_builder_freeze(SgFactsBuilder *builder)
{
	SgDocument *doc = builder->doc;
	g_autoptr(GArray) diags = freeze_diags(doc);
	const GArray *arrays[SG_N_TABLES] = {
	    [SG_TABLE_LINES] = doc->lines,
	    [SG_TABLE_METAS] = doc->metas,
	    [SG_TABLE_NODES] = doc->nodes,
	    [SG_TABLE_SECTIONS] = builder->sections,
	    [SG_TABLE_CODES] = builder->codes,
	    [SG_TABLE_TERMS] = builder->terms,
	    [SG_TABLE_STATEMENTS] = builder->statements,
	    [SG_TABLE_CLAIMS] = builder->claims,
	    [SG_TABLE_DIAGS] = diags,
	    [SG_TABLE_TAGS] = builder->tags,
	    [SG_TABLE_HOSTS] = doc->hosts,
	    [SG_TABLE_WAIVERS] = doc->waivers,
	};
	uint64_t header[SG_N_HEADER] = {[SG_HEADER_MAGIC] = SG_FACTS_MAGIC};
	GVariant *children[SG_N_TABLES + 1];
	for (int t = 0; t < SG_N_TABLES; t++) {
		const void *records = t == SG_TABLE_RECORD   ? (const void *)&doc->record
				      : t == SG_TABLE_SKETCH ? (const void *)&builder->sketch
				      : t == SG_TABLE_POOL   ? doc->pool->str
							     : arrays[t]->data;
		size_t count = t == SG_TABLE_POOL ? doc->pool->len : arrays[t] ? arrays[t]->len : 1;
		header[SG_HEADER_COUNTS + t] = count;
		children[t + 1] = pack_table(records, count * record_sizes[t]);
	}
	header[SG_HEADER_CHECKSUM] = sg_facts_checksum(children);
	children[0] = pack_table(header, sizeof header);
	g_autoptr(GVariant) all = g_variant_ref_sink(
	    g_variant_new_array(G_VARIANT_TYPE("at"), children, SG_N_TABLES + 1));
	for (int t = 0; t <= SG_N_TABLES; t++)
		g_variant_unref(children[t]);
	return g_variant_get_data_as_bytes(all);
}
