/* SPDX-License-Identifier: MIT */
#include "model/facts-block.h"

#include <stddef.h>
#include <string.h>

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
	uint32_t arg;
	size_t offset;
} Check;

typedef struct {
	const char *name;
	size_t view, n_view; /* members of SgFacts; n_view 0: none, exactly one record */
	const Check *checks;
} TableRule;

#define AT(Type, member) offsetof(Type, member)

static const Check record_checks[] = {
    {CHECK_STR, 0, AT(SgDocRecord, path)},
    {CHECK_STR, 0, AT(SgDocRecord, slug)},
    {CHECK_STR, 0, AT(SgDocRecord, digest)},
    {CHECK_STR, 0, AT(SgDocRecord, dialect)},
    {CHECK_STR, 0, AT(SgDocRecord, name)},
    {CHECK_STR, 0, AT(SgDocRecord, title)},
    {CHECK_STR, 0, AT(SgDocRecord, description)},
    {CHECK_STR, 0, AT(SgDocRecord, date)},
    {CHECK_STR, 0, AT(SgDocRecord, text)},
    {CHECK_BYTE, SG_TYPE_OTHER + 1, AT(SgDocRecord, type)},
    {CHECK_BYTE, SG_SYNTAX_TEXT + 1, AT(SgDocRecord, syntax)},
    {0},
};
static const Check meta_checks[] = {
    {CHECK_BELOW, SG_META_MAP + 1, AT(SgMeta, type)},
    {CHECK_AFTER, 0, AT(SgMeta, end)},
    {CHECK_STR, 0, AT(SgMeta, key)},
    {CHECK_STR, 0, AT(SgMeta, value)},
    {CHECK_LINE, 0, AT(SgMeta, line)},
    {CHECK_LINE, 0, AT(SgMeta, end_line)},
    {0},
};
static const Check node_checks[] = {
    {CHECK_BYTE, SG_N_NODE_KINDS, AT(SgNode, kind)},
    {CHECK_AFTER, 0, AT(SgNode, end)},
    {CHECK_LINE, 0, AT(SgNode, line)},
    {CHECK_LINE, 0, AT(SgNode, end_line)},
    {CHECK_STR, 0, AT(SgNode, text)},
    {CHECK_STR, 0, AT(SgNode, extra)},
    {0},
};
static const Check section_checks[] = {
    {CHECK_STR, 0, AT(SgSection, title)},
    {CHECK_STR, 0, AT(SgSection, anchor)},
    {CHECK_MAYBE, SG_TABLE_SECTIONS, AT(SgSection, parent)},
    {CHECK_INDEX, SG_TABLE_NODES, AT(SgSection, node)},
    {CHECK_LINE, 0, AT(SgSection, end_line)},
    {CHECK_SPAN, 0, AT(SgSection, span)},
    {0},
};
static const Check code_checks[] = {
    {CHECK_STR, 0, AT(SgCode, language)},
    {CHECK_STR, 0, AT(SgCode, text)},
    {CHECK_STR, 0, AT(SgCode, attributes)},
    {CHECK_STR, 0, AT(SgCode, digest)},
    {CHECK_INDEX, SG_TABLE_NODES, AT(SgCode, node)},
    {CHECK_MAYBE, SG_TABLE_SECTIONS, AT(SgCode, section)},
    {CHECK_SPAN, 0, AT(SgCode, span)},
    {0},
};
static const Check term_checks[] = {
    {CHECK_STR, 0, AT(SgTerm, label)},
    {CHECK_STR, 0, AT(SgTerm, alias)},
    {CHECK_STR, 0, AT(SgTerm, facet)},
    {CHECK_STR, 0, AT(SgTerm, rule)},
    {CHECK_BYTE, SG_N_KINDS, AT(SgTerm, kind)},
    {CHECK_BYTE, SG_N_ROLES, AT(SgTerm, role)},
    {CHECK_BYTE, 101, AT(SgTerm, confidence)},
    {CHECK_MAYBE, SG_TABLE_SECTIONS, AT(SgTerm, section)},
    {CHECK_MAYBE, SG_TABLE_CODES, AT(SgTerm, code)},
    {CHECK_SPAN, 0, AT(SgTerm, span)},
    {0},
};
static const Check statement_checks[] = {
    {CHECK_INDEX, SG_TABLE_TERMS, AT(SgStatement, term)},
    {CHECK_BELOW, SG_N_SAYS, AT(SgStatement, says)},
    {CHECK_STR, 0, AT(SgStatement, text)},
    {CHECK_STR, 0, AT(SgStatement, rule)},
    {CHECK_MAYBE, SG_TABLE_CODES, AT(SgStatement, code)},
    {CHECK_SPAN, 0, AT(SgStatement, span)},
    {0},
};
static const Check claim_checks[] = {
    {CHECK_BELOW, SG_N_EDGE_TYPES, AT(SgClaim, type)},
    {CHECK_MAYBE, SG_TABLE_TERMS, AT(SgClaim, source)},
    {CHECK_INDEX, SG_TABLE_TERMS, AT(SgClaim, target)},
    {CHECK_BELOW, 101, AT(SgClaim, confidence)},
    {CHECK_STR, 0, AT(SgClaim, versions)},
    {CHECK_STR, 0, AT(SgClaim, features)},
    {CHECK_STR, 0, AT(SgClaim, rule)},
    {CHECK_SPAN, 0, AT(SgClaim, span)},
    {0},
};
static const Check diag_checks[] = {
    {CHECK_BELOW, SG_N_DIAGS, AT(SgDiagRecord, tag)},
    {CHECK_LINE, 0, AT(SgDiagRecord, related_line)},
    {CHECK_STR, 0, AT(SgDiagRecord, message)},
    {0},
};
static const Check tag_checks[] = {
    {CHECK_STR, 0, AT(SgTag, text)},
    {CHECK_SPAN, 0, AT(SgTag, span)},
    {0},
};
static const Check host_checks[] = {
    {CHECK_BELOW, SG_N_HOSTS, AT(SgHostRecord, host)},
    {CHECK_BELOW, SG_N_HOST_VERDICTS, AT(SgHostRecord, verdict)},
    {CHECK_STR, 0, AT(SgHostRecord, why)},
    {0},
};
static const Check waiver_checks[] = {
    {CHECK_BELOW, SG_N_DIAGS, AT(SgWaiver, tag)},
    {CHECK_LINE, 0, AT(SgWaiver, line)},
    {CHECK_STR, 0, AT(SgWaiver, reason)},
    {0},
};
static const Check no_checks[] = {{0}};

#define TABLE(member, checks)                                                 \
	{                                                                     \
#member, AT(SgFacts, member), AT(SgFacts, n_##member), checks \
	}
#define ONE(member, checks)                             \
	{                                               \
#member, AT(SgFacts, member), 0, checks \
	}

static const TableRule rules[SG_N_TABLES] = {
    [SG_TABLE_RECORD] = ONE(record, record_checks),
    [SG_TABLE_SKETCH] = ONE(sketch, no_checks),
    [SG_TABLE_LINES] = TABLE(lines, no_checks),
    [SG_TABLE_METAS] = TABLE(metas, meta_checks),
    [SG_TABLE_NODES] = TABLE(nodes, node_checks),
    [SG_TABLE_SECTIONS] = TABLE(sections, section_checks),
    [SG_TABLE_CODES] = TABLE(codes, code_checks),
    [SG_TABLE_TERMS] = TABLE(terms, term_checks),
    [SG_TABLE_STATEMENTS] = TABLE(statements, statement_checks),
    [SG_TABLE_CLAIMS] = TABLE(claims, claim_checks),
    [SG_TABLE_DIAGS] = TABLE(diags, diag_checks),
    [SG_TABLE_TAGS] = TABLE(tags, tag_checks),
    [SG_TABLE_HOSTS] = TABLE(hosts, host_checks),
    [SG_TABLE_WAIVERS] = TABLE(waivers, waiver_checks),
    [SG_TABLE_POOL] = {"pool", AT(SgFacts, pool), AT(SgFacts, pool_size), no_checks},
};

static uint32_t
count_of(const SgFacts *facts, SgTable table)
{
	return rules[table].n_view ? G_STRUCT_MEMBER(uint32_t, facts, rules[table].n_view) : 1;
}

static bool
span_is_sound(const SgFacts *facts, SgSpan span)
{
	return span.line >= 1 && span.line <= span.end_line && span.end_line <= facts->n_lines &&
	       span.at >= facts->lines[span.line - 1] && span.at <= facts->record->text_length &&
	       span.length <= facts->record->text_length - span.at;
}

/* One member of all records of a table. */
typedef struct {
	const uint8_t *first;
	size_t stride;
	uint32_t count;
} Column;

static uint32_t
number_at(const Column *column, uint32_t i)
{
	return *(const uint32_t *)(const void *)(column->first + i * column->stride);
}

static bool
numbers_are_below(const Column *column, uint32_t limit, bool or_none)
{
	bool sound = true;
	for (uint32_t i = 0; i < column->count; i++) {
		uint32_t number = number_at(column, i);
		sound &= number < limit || (or_none && number == SG_NONE);
	}
	return sound;
}

static bool
bytes_are_below(const Column *column, uint32_t limit)
{
	bool sound = true;
	for (uint32_t i = 0; i < column->count; i++)
		sound &= column->first[i * column->stride] < limit;
	return sound;
}

static bool
ends_are_after(const Column *column)
{
	bool sound = true;
	for (uint32_t i = 0; i < column->count; i++) {
		uint32_t end = number_at(column, i);
		sound &= end > i && end <= column->count;
	}
	return sound;
}

static bool
spans_are_sound(const SgFacts *facts, const Column *column)
{
	for (uint32_t i = 0; i < column->count; i++) {
		const void *span = column->first + i * column->stride;
		if (!span_is_sound(facts, *(const SgSpan *)span))
			return false;
	}
	return true;
}

static bool
column_is_sound(const SgFacts *facts, const Check *check, const Column *column)
{
	switch (check->kind) {
	case CHECK_STR:
		return numbers_are_below(column, facts->pool_size, false);
	case CHECK_INDEX:
		return numbers_are_below(column, count_of(facts, check->arg), false);
	case CHECK_MAYBE:
		return numbers_are_below(column, count_of(facts, check->arg), true);
	case CHECK_AFTER:
		return ends_are_after(column);
	case CHECK_LINE:
		return numbers_are_below(column, MAX(facts->n_lines, 1) + 1, false);
	case CHECK_SPAN:
		return spans_are_sound(facts, column);
	case CHECK_BELOW:
		return numbers_are_below(column, check->arg, false);
	case CHECK_BYTE:
		return bytes_are_below(column, check->arg);
	case CHECK_END:
		break;
	}
	g_assert_not_reached();
}

/* Member by member: one short loop for each over all records. */
static bool
table_is_sound(const SgFacts *facts, SgTable table)
{
	const uint8_t *records = G_STRUCT_MEMBER(const uint8_t *, facts, rules[table].view);
	if (count_of(facts, table) == 0) /* records may be NULL */
		return true;
	for (const Check *check = rules[table].checks; check->kind != CHECK_END; check++) {
		Column column = {records + check->offset, sg_table_record_size(table),
				 count_of(facts, table)};
		if (!column_is_sound(facts, check, &column))
			return false;
	}
	return true;
}

/* The ids of sections are made of their anchors: slugs, each once. */
static bool
anchors_are_sound(const SgFacts *facts)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < facts->n_sections; i++) {
		const char *anchor = sg_facts_str(facts, facts->sections[i].anchor);
		if (!*anchor || anchor[strspn(anchor, "abcdefghijklmnopqrstuvwxyz0123456789-")] ||
		    !g_hash_table_add(seen, (gpointer)anchor))
			return false;
	}
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
	if (!anchors_are_sound(facts))
		return "section's anchor";
	for (uint32_t i = 1; i < facts->n_hosts; i++)
		if (facts->hosts[i].host <= facts->hosts[i - 1].host)
			return "order of hosts";
	for (uint32_t i = 0; i < facts->n_statements; i++) {
		const SgStatement *s = &facts->statements[i];
		if (s->code != SG_NONE && s->n_codes > facts->n_codes - s->code)
			return "statement's code";
	}
	return NULL;
}

/* The first byte that is not ASCII, eight at a time; or end. */
static const char *
skip_ascii(const char *at, const char *end)
{
	for (uint64_t eight; end - at >= (ptrdiff_t)sizeof eight; at += sizeof eight) {
		memcpy(&eight, at, sizeof eight);
		if ((eight & 0x8080808080808080u) != 0)
			break;
	}
	while (at < end && (unsigned char)*at < 0x80)
		at++;
	return at;
}

/* Begins and ends with NUL, and is UTF-8 between: whoever walks a string by its characters stays
 * inside. */
static bool
pool_is_sound(const SgFacts *facts)
{
	if (facts->pool_size == 0 || facts->pool[0] != '\0' ||
	    facts->pool[facts->pool_size - 1] != '\0')
		return false;
	const char *end = facts->pool + facts->pool_size;
	for (const char *at = skip_ascii(facts->pool, end); at < end; at = skip_ascii(at, end)) {
		gunichar c = g_utf8_get_char_validated(at, end - at);
		if (c == (gunichar)-1 || c == (gunichar)-2)
			return false;
		at = g_utf8_next_char(at);
	}
	return true;
}

/* Points the view at the tables of the block; the reason when their sizes do not fit. */
static const char *
view_tables(SgFacts *facts, GVariant *const *tables)
{
	size_t words;
	const uint64_t *header = g_variant_get_fixed_array(tables[0], &words, sizeof(uint64_t));
	if (words != SG_N_HEADER || header[SG_HEADER_MAGIC] != SG_FACTS_MAGIC)
		return "not facts of this version";
	if (header[SG_HEADER_CHECKSUM] != sg_facts_checksum(tables))
		return "checksum";
	for (int t = 0; t < SG_N_TABLES; t++) {
		uint64_t count = header[SG_HEADER_COUNTS + t];
		const void *records =
		    g_variant_get_fixed_array(tables[t + 1], &words, sizeof(uint64_t));
		if (count > UINT32_MAX || words != (count * sg_table_record_size(t) + 7) / 8)
			return "table size";
		if (!rules[t].n_view && count != 1)
			return "number of records";
		G_STRUCT_MEMBER(const void *, facts, rules[t].view) = records;
		if (rules[t].n_view)
			G_STRUCT_MEMBER(uint32_t, facts, rules[t].n_view) = (uint32_t)count;
	}
	return pool_is_sound(facts) ? NULL : "pool";
}

static const char *
find_fault(SgFacts *facts, GVariant *const *tables)
{
	const char *fault = view_tables(facts, tables);
	for (int t = 0; !fault && t < SG_N_TABLES; t++)
		if (!table_is_sound(facts, t))
			fault = rules[t].name;
	return fault ? fault : find_wrong_relation(facts);
}

static const char *
view_block(SgFacts *facts, GVariant *block)
{
	facts->bytes = g_variant_get_data_as_bytes(block);
	if (g_variant_n_children(block) != SG_N_TABLES + 1)
		return "number of tables";
	GVariant *tables[SG_N_TABLES + 1];
	for (int t = 0; t <= SG_N_TABLES; t++)
		tables[t] = g_variant_get_child_value(block, t);
	const char *fault = find_fault(facts, tables);
	for (int t = 0; t <= SG_N_TABLES; t++)
		g_variant_unref(tables[t]);
	return fault;
}

SgFacts *
sg_facts_load(GBytes *bytes, char **why)
{
	g_autoptr(GVariant) block = g_variant_ref_sink(
	    g_variant_new_from_bytes(G_VARIANT_TYPE(SG_FACTS_FORMAT), bytes, FALSE));
	SgFacts *facts = g_new0(SgFacts, 1);
	const char *fault = view_block(facts, block);
	if (!fault)
		return facts;
	if (why)
		*why = g_strdup_printf("damaged facts: %s", fault);
	sg_facts_free(facts);
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
