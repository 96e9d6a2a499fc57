/* SPDX-License-Identifier: MIT */
#include "model/facts.h"

#include "base/digest.h"

#include <stddef.h>
#include <string.h>

/* The block is a GVariant "aat": first the header, then one array for each table, then the pool.
 * Arrays of 64-bit words keep every table aligned. */
#define MAGIC  0x31535443414647ULL /* "GFACTS1" */
#define FORMAT "aat"

typedef enum {
	TABLE_RECORD,
	TABLE_SKETCH,
	TABLE_LINES,
	TABLE_METAS,
	TABLE_NODES,
	TABLE_SECTIONS,
	TABLE_CODES,
	TABLE_TERMS,
	TABLE_STATEMENTS,
	TABLE_CLAIMS,
	TABLE_DIAGS,
	TABLE_TAGS,
	TABLE_POOL,
	N_TABLES
} Table;

enum { HEADER_MAGIC, HEADER_CHECKSUM, HEADER_COUNTS, N_HEADER = HEADER_COUNTS + N_TABLES };

/* What a member of a record must be for the record to be usable. */
typedef enum {
	CHECK_END,   /* closes the list */
	CHECK_STR,   /* offset into the pool */
	CHECK_INDEX, /* of another table */
	CHECK_MAYBE, /* of another table, or SG_NONE */
	CHECK_AFTER, /* index after the record's last descendant in its own table */
	CHECK_LINE,  /* a line of the document; 0 allowed */
	CHECK_SPAN,  /* inside the text */
	CHECK_BELOW, /* a 32-bit number below arg */
	CHECK_BYTE,  /* an 8-bit number below arg */
} CheckKind;

typedef struct {
	CheckKind kind;
	size_t offset;
	uint32_t arg;
} Check;

typedef struct {
	const char *name;
	size_t size;         /* of one record */
	size_t view, n_view; /* members of SgFacts; n_view 0: none, exactly one record */
	const Check *checks;
} TableRule;

#define AT(Type, member) offsetof(Type, member)

static const Check record_checks[] = {
    {CHECK_STR, AT(SgDocRecord, path), 0},
    {CHECK_STR, AT(SgDocRecord, slug), 0},
    {CHECK_STR, AT(SgDocRecord, digest), 0},
    {CHECK_STR, AT(SgDocRecord, dialect), 0},
    {CHECK_STR, AT(SgDocRecord, name), 0},
    {CHECK_STR, AT(SgDocRecord, title), 0},
    {CHECK_STR, AT(SgDocRecord, description), 0},
    {CHECK_STR, AT(SgDocRecord, date), 0},
    {CHECK_STR, AT(SgDocRecord, text), 0},
    {CHECK_BYTE, AT(SgDocRecord, type), SG_TYPE_OTHER + 1},
    {CHECK_BYTE, AT(SgDocRecord, syntax), SG_SYNTAX_TEXT + 1},
    {0},
};
static const Check meta_checks[] = {
    {CHECK_BELOW, AT(SgMeta, type), SG_META_MAP + 1},
    {CHECK_AFTER, AT(SgMeta, end), 0},
    {CHECK_STR, AT(SgMeta, key), 0},
    {CHECK_STR, AT(SgMeta, value), 0},
    {CHECK_LINE, AT(SgMeta, line), 0},
    {CHECK_LINE, AT(SgMeta, end_line), 0},
    {0},
};
static const Check node_checks[] = {
    {CHECK_BYTE, AT(SgNode, kind), SG_N_NODE_KINDS},
    {CHECK_AFTER, AT(SgNode, end), 0},
    {CHECK_LINE, AT(SgNode, line), 0},
    {CHECK_LINE, AT(SgNode, end_line), 0},
    {CHECK_STR, AT(SgNode, text), 0},
    {CHECK_STR, AT(SgNode, extra), 0},
    {0},
};
static const Check section_checks[] = {
    {CHECK_STR, AT(SgSection, title), 0},
    {CHECK_STR, AT(SgSection, anchor), 0},
    {CHECK_MAYBE, AT(SgSection, parent), TABLE_SECTIONS},
    {CHECK_INDEX, AT(SgSection, node), TABLE_NODES},
    {CHECK_LINE, AT(SgSection, end_line), 0},
    {CHECK_SPAN, AT(SgSection, span), 0},
    {0},
};
static const Check code_checks[] = {
    {CHECK_STR, AT(SgCode, language), 0},
    {CHECK_STR, AT(SgCode, text), 0},
    {CHECK_STR, AT(SgCode, digest), 0},
    {CHECK_INDEX, AT(SgCode, node), TABLE_NODES},
    {CHECK_MAYBE, AT(SgCode, section), TABLE_SECTIONS},
    {CHECK_SPAN, AT(SgCode, span), 0},
    {0},
};
static const Check term_checks[] = {
    {CHECK_STR, AT(SgTerm, label), 0},
    {CHECK_STR, AT(SgTerm, alias), 0},
    {CHECK_STR, AT(SgTerm, facet), 0},
    {CHECK_STR, AT(SgTerm, rule), 0},
    {CHECK_BYTE, AT(SgTerm, kind), SG_N_KINDS},
    {CHECK_BYTE, AT(SgTerm, role), SG_N_ROLES},
    {CHECK_BYTE, AT(SgTerm, confidence), 101},
    {CHECK_MAYBE, AT(SgTerm, section), TABLE_SECTIONS},
    {CHECK_MAYBE, AT(SgTerm, code), TABLE_CODES},
    {CHECK_SPAN, AT(SgTerm, span), 0},
    {0},
};
static const Check statement_checks[] = {
    {CHECK_INDEX, AT(SgStatement, term), TABLE_TERMS},
    {CHECK_BELOW, AT(SgStatement, says), SG_N_SAYS},
    {CHECK_STR, AT(SgStatement, text), 0},
    {CHECK_STR, AT(SgStatement, rule), 0},
    {CHECK_MAYBE, AT(SgStatement, code), TABLE_CODES},
    {CHECK_SPAN, AT(SgStatement, span), 0},
    {0},
};
static const Check claim_checks[] = {
    {CHECK_BELOW, AT(SgClaim, type), SG_N_EDGE_TYPES},
    {CHECK_MAYBE, AT(SgClaim, source), TABLE_TERMS},
    {CHECK_INDEX, AT(SgClaim, target), TABLE_TERMS},
    {CHECK_BELOW, AT(SgClaim, confidence), 101},
    {CHECK_STR, AT(SgClaim, versions), 0},
    {CHECK_STR, AT(SgClaim, features), 0},
    {CHECK_STR, AT(SgClaim, rule), 0},
    {CHECK_SPAN, AT(SgClaim, span), 0},
    {0},
};
static const Check diag_checks[] = {
    {CHECK_BELOW, AT(SgDiagRecord, tag), SG_N_DIAGS},
    {CHECK_STR, AT(SgDiagRecord, message), 0},
    {0},
};
static const Check tag_checks[] = {
    {CHECK_STR, AT(SgTag, text), 0},
    {CHECK_SPAN, AT(SgTag, span), 0},
    {0},
};
static const Check no_checks[] = {{0}};

#define TABLE(Type, member, checks)                                                         \
	{                                                                                   \
#member, sizeof(Type), AT(SgFacts, member), AT(SgFacts, n_##member), checks \
	}
#define ONE(Type, member, checks)                                     \
	{                                                             \
#member, sizeof(Type), AT(SgFacts, member), 0, checks \
	}

static const TableRule rules[N_TABLES] = {
    [TABLE_RECORD] = ONE(SgDocRecord, record, record_checks),
    [TABLE_SKETCH] = ONE(SgSketch, sketch, no_checks),
    [TABLE_LINES] = TABLE(uint32_t, lines, no_checks),
    [TABLE_METAS] = TABLE(SgMeta, metas, meta_checks),
    [TABLE_NODES] = TABLE(SgNode, nodes, node_checks),
    [TABLE_SECTIONS] = TABLE(SgSection, sections, section_checks),
    [TABLE_CODES] = TABLE(SgCode, codes, code_checks),
    [TABLE_TERMS] = TABLE(SgTerm, terms, term_checks),
    [TABLE_STATEMENTS] = TABLE(SgStatement, statements, statement_checks),
    [TABLE_CLAIMS] = TABLE(SgClaim, claims, claim_checks),
    [TABLE_DIAGS] = TABLE(SgDiagRecord, diags, diag_checks),
    [TABLE_TAGS] = TABLE(SgTag, tags, tag_checks),
    [TABLE_POOL] = {"pool", 1, AT(SgFacts, pool), AT(SgFacts, pool_size), no_checks},
};

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

/* The document's diagnostics with their wording in the pool. */
static GArray *
freeze_diags(SgDocument *doc)
{
	GArray *records = g_array_new(FALSE, FALSE, sizeof(SgDiagRecord));
	for (size_t i = 0; i < sg_diags_count(doc->diags); i++) {
		const SgDiag *diag = sg_diags_get(doc->diags, i);
		g_autofree char *message = sg_diag_message(diag->tag, diag->detail);
		SgDiagRecord record = {.tag = diag->tag,
				       .line = diag->line,
				       .column = diag->column,
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
	uint64_t *block = g_new0(uint64_t, words + 1);
	if (bytes > 0)
		memcpy(block, records, bytes);
	GVariant *packed =
	    g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, block, words, sizeof(uint64_t));
	g_free(block);
	return g_variant_ref_sink(packed);
}

static uint64_t
checksum_tables(GVariant *const *tables)
{
	uint64_t sum = MAGIC;
	for (int t = 1; t <= N_TABLES; t++)
		sum = sg_digest64_seeded(g_variant_get_data(tables[t]),
					 g_variant_get_size(tables[t]), sum);
	return sum;
}

GBytes *
sg_facts_builder_freeze(SgFactsBuilder *builder)
{
	SgDocument *doc = builder->doc;
	g_autoptr(GArray) diags = freeze_diags(doc);
	const GArray *arrays[N_TABLES] = {
	    [TABLE_LINES] = doc->lines,
	    [TABLE_METAS] = doc->metas,
	    [TABLE_NODES] = doc->nodes,
	    [TABLE_SECTIONS] = builder->sections,
	    [TABLE_CODES] = builder->codes,
	    [TABLE_TERMS] = builder->terms,
	    [TABLE_STATEMENTS] = builder->statements,
	    [TABLE_CLAIMS] = builder->claims,
	    [TABLE_DIAGS] = diags,
	    [TABLE_TAGS] = builder->tags,
	};
	uint64_t header[N_HEADER] = {[HEADER_MAGIC] = MAGIC};
	GVariant *children[N_TABLES + 1];
	for (int t = 0; t < N_TABLES; t++) {
		const void *records = t == TABLE_RECORD   ? (const void *)&doc->record
				      : t == TABLE_SKETCH ? (const void *)&builder->sketch
				      : t == TABLE_POOL   ? doc->pool->str
							  : arrays[t]->data;
		size_t count = t == TABLE_POOL ? doc->pool->len : arrays[t] ? arrays[t]->len : 1;
		header[HEADER_COUNTS + t] = count;
		children[t + 1] = pack_table(records, count * rules[t].size);
	}
	header[HEADER_CHECKSUM] = checksum_tables(children);
	children[0] = pack_table(header, sizeof header);
	g_autoptr(GVariant) all =
	    g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE("at"), children, N_TABLES + 1));
	for (int t = 0; t <= N_TABLES; t++)
		g_variant_unref(children[t]);
	return g_variant_get_data_as_bytes(all);
}

static uint32_t
count_of(const SgFacts *facts, Table table)
{
	return rules[table].n_view ? G_STRUCT_MEMBER(uint32_t, facts, rules[table].n_view) : 1;
}

static bool
span_is_sound(const SgFacts *facts, SgSpan span)
{
	return span.line >= 1 && span.line <= span.end_line && span.end_line <= facts->n_lines &&
	       span.at <= facts->record->text_length &&
	       span.length <= facts->record->text_length - span.at;
}

static bool
member_is_sound(
    const SgFacts *facts, const Check *check, const uint8_t *record, uint32_t index, Table table)
{
	const uint8_t *member = record + check->offset;
	uint32_t value =
	    check->kind == CHECK_BYTE ? *member : *(const uint32_t *)(const void *)member;
	switch (check->kind) {
	case CHECK_STR:
		return value < facts->pool_size;
	case CHECK_INDEX:
		return value < count_of(facts, check->arg);
	case CHECK_MAYBE:
		return value == SG_NONE || value < count_of(facts, check->arg);
	case CHECK_AFTER:
		return value > index && value <= count_of(facts, table);
	case CHECK_LINE:
		return value <= MAX(facts->n_lines, 1);
	case CHECK_SPAN:
		return span_is_sound(facts, *(const SgSpan *)(const void *)member);
	case CHECK_BELOW:
	case CHECK_BYTE:
		return value < check->arg;
	case CHECK_END:
		break;
	}
	g_assert_not_reached();
}

static bool
table_is_sound(const SgFacts *facts, Table table)
{
	const uint8_t *records = G_STRUCT_MEMBER(const uint8_t *, facts, rules[table].view);
	uint32_t count = count_of(facts, table);
	for (uint32_t i = 0; i < count; i++)
		for (const Check *check = rules[table].checks; check->kind != CHECK_END; check++)
			if (!member_is_sound(facts, check, records + i * rules[table].size, i,
					     table))
				return false;
	return true;
}

/* What no single member can tell. */
static const char *
find_wrong_relation(const SgFacts *facts)
{
	const SgDocRecord *record = facts->record;
	if (record->text_length > facts->pool_size - record->text || facts->n_nodes == 0)
		return "text or tree";
	for (uint32_t i = 0; i < facts->n_lines; i++)
		if (facts->lines[i] >= record->text_length ||
		    (i > 0 && facts->lines[i] <= facts->lines[i - 1]))
			return "lines";
	for (uint32_t i = 0; i < facts->n_sections; i++)
		if (facts->sections[i].parent != SG_NONE && facts->sections[i].parent >= i)
			return "section's parent";
	for (uint32_t i = 0; i < facts->n_statements; i++) {
		const SgStatement *s = &facts->statements[i];
		if (s->code != SG_NONE && s->n_codes > facts->n_codes - s->code)
			return "statement's code";
	}
	return NULL;
}

/* Points the view at the tables of the block; the reason when their sizes do not fit. */
static const char *
view_tables(SgFacts *facts, GVariant *const *tables)
{
	size_t words;
	const uint64_t *header = g_variant_get_fixed_array(tables[0], &words, sizeof(uint64_t));
	if (words != N_HEADER || header[HEADER_MAGIC] != MAGIC)
		return "not facts of this version";
	if (header[HEADER_CHECKSUM] != checksum_tables(tables))
		return "checksum";
	for (int t = 0; t < N_TABLES; t++) {
		uint64_t count = header[HEADER_COUNTS + t];
		const void *records =
		    g_variant_get_fixed_array(tables[t + 1], &words, sizeof(uint64_t));
		if (count > UINT32_MAX || words != (count * rules[t].size + 7) / 8)
			return "table size";
		if (!rules[t].n_view && count != 1)
			return "number of records";
		G_STRUCT_MEMBER(const void *, facts, rules[t].view) = records;
		if (rules[t].n_view)
			G_STRUCT_MEMBER(uint32_t, facts, rules[t].n_view) = (uint32_t)count;
	}
	if (facts->pool_size == 0 || facts->pool[0] != '\0' ||
	    facts->pool[facts->pool_size - 1] != '\0')
		return "pool";
	return NULL;
}

static const char *
find_fault(SgFacts *facts, GVariant *const *tables)
{
	const char *fault = view_tables(facts, tables);
	for (int t = 0; !fault && t < N_TABLES; t++)
		if (!table_is_sound(facts, t))
			fault = rules[t].name;
	return fault ? fault : find_wrong_relation(facts);
}

SgFacts *
sg_facts_load(GBytes *bytes, char **why)
{
	g_autoptr(GVariant) all =
	    g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(FORMAT), bytes, FALSE));
	g_autoptr(SgFacts) facts = g_new0(SgFacts, 1);
	facts->bytes = g_variant_get_data_as_bytes(all);
	const char *fault = "number of tables";
	if (g_variant_n_children(all) == N_TABLES + 1) {
		GVariant *tables[N_TABLES + 1];
		for (int t = 0; t <= N_TABLES; t++)
			tables[t] = g_variant_get_child_value(all, t);
		fault = find_fault(facts, tables);
		for (int t = 0; t <= N_TABLES; t++)
			g_variant_unref(tables[t]);
	}
	if (!fault)
		return g_steal_pointer(&facts);
	if (why)
		*why = g_strdup_printf("damaged facts: %s", fault);
	return NULL;
}

void
sg_facts_free(SgFacts *facts)
{
	if (!facts)
		return;
	g_clear_pointer(&facts->bytes, g_bytes_unref);
	g_free(facts);
}
