/* SPDX-License-Identifier: MIT */
#include "model/facts.h"

#include <string.h>

/* One document with a record in every table. */
static SgFactsBuilder *
make_builder(void)
{
	SgDocument *doc = sg_document_new();
	static const char text[] =
	    "# Pinning\n\nA pinned value does not move.\n\n```rust\nlet p = 1;\n```\n";
	sg_document_set_text(doc, text, sizeof text - 1);
	doc->record.path = sg_pool_add(doc->pool, "pinning.md", -1);
	uint32_t root = sg_document_open(doc, SG_NODE_ROOT, 1, 7);
	uint32_t heading = sg_document_open(doc, SG_NODE_HEADING, 1, 1);
	sg_document_close(doc, heading);
	uint32_t code = sg_document_open(doc, SG_NODE_CODE, 5, 7);
	sg_document_close(doc, code);
	sg_document_close(doc, root);
	SgMeta meta = {.type = SG_META_STRING, .end = 1, .line = 1, .end_line = 1};
	g_array_append_val(doc->metas, meta);
	sg_diags_add(doc->diags, SG_DIAG_NAME_MISSING, 1, 1, NULL);

	SgFactsBuilder *builder = sg_facts_builder_new(doc);
	SgSpan span = sg_document_span_lines(doc, 1, 1);
	SgSection section = {.parent = SG_NONE,
			     .node = heading,
			     .anchor = sg_pool_add(doc->pool, "pinning", -1),
			     .level = 1,
			     .end_line = 7,
			     .span = span};
	g_array_append_val(builder->sections, section);
	SgCode block = {.node = code, .section = 0, .span = sg_document_span_lines(doc, 6, 6)};
	g_array_append_val(builder->codes, block);
	SgTerm term = {.label = sg_pool_add(doc->pool, "Pinning", -1),
		       .confidence = 90,
		       .section = 0,
		       .code = 0,
		       .span = span};
	g_array_append_val(builder->terms, term);
	SgStatement statement = {.code = SG_NONE, .span = sg_document_span_lines(doc, 3, 3)};
	g_array_append_val(builder->statements, statement);
	SgClaim claim = {.type = SG_EDGE_BROADER, .source = SG_NONE, .span = span};
	g_array_append_val(builder->claims, claim);
	SgTag tag = {.text = term.label, .span = span};
	g_array_append_val(builder->tags, tag);
	return builder;
}

static void
test_round_trip(void)
{
	g_autoptr(SgFactsBuilder) builder = make_builder();
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
	g_autoptr(SgFacts) facts = sg_facts_load(bytes, NULL);
	g_assert_nonnull(facts);
	g_assert_cmpuint(facts->n_lines, ==, 7);
	g_assert_cmpuint(facts->n_nodes, ==, 3);
	g_assert_cmpuint(facts->n_terms, ==, 1);
	g_assert_cmpuint(facts->n_diags, ==, 1);
	g_assert_cmpstr(sg_facts_str(facts, facts->record->path), ==, "pinning.md");
	g_assert_cmpstr(sg_facts_str(facts, facts->terms[0].label), ==, "Pinning");
	SgSpan span = facts->statements[0].span;
	g_assert_cmpmem(sg_facts_passage(facts, span), span.length, "A pinned value does not move.",
			29);
}

static void
test_same_facts_same_bytes(void)
{
	g_autoptr(SgFactsBuilder) one = make_builder();
	g_autoptr(SgFactsBuilder) two = make_builder();
	g_autoptr(GBytes) first = sg_facts_builder_freeze(one);
	g_autoptr(GBytes) second = sg_facts_builder_freeze(two);
	g_assert_true(g_bytes_equal(first, second));
}

static void
test_any_flipped_byte_is_refused(void)
{
	g_autoptr(SgFactsBuilder) builder = make_builder();
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
	size_t length;
	const uint8_t *data = g_bytes_get_data(bytes, &length);
	for (size_t i = 0; i < length; i++) {
		uint8_t *damaged = g_memdup2(data, length);
		damaged[i] ^= 0x55;
		g_autoptr(GBytes) block = g_bytes_new_take(damaged, length);
		g_autofree char *why = NULL;
		g_autoptr(SgFacts) facts = sg_facts_load(block, &why);
		g_assert_null(facts);
		g_assert_nonnull(why);
	}
}

static void
test_any_truncation_is_refused(void)
{
	g_autoptr(SgFactsBuilder) builder = make_builder();
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
	for (size_t length = 0; length < g_bytes_get_size(bytes); length++) {
		g_autoptr(GBytes) block = g_bytes_new_from_bytes(bytes, 0, length);
		g_autoptr(SgFacts) facts = sg_facts_load(block, NULL);
		g_assert_null(facts);
	}
}

static void
test_diagnostics_beyond_the_limit_are_counted(void)
{
	g_autoptr(SgFactsBuilder) builder = make_builder();
	for (int i = 0; i < SG_MAX_DIAGS + 7; i++)
		sg_diags_add(builder->doc->diags, SG_DIAG_RAW_HTML, 1, 1, NULL);
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
	g_autoptr(SgFacts) facts = sg_facts_load(bytes, NULL);
	g_assert_nonnull(facts);
	g_assert_cmpuint(facts->n_diags, ==, 1 + SG_MAX_DIAGS);
	const SgDiagRecord *last = &facts->diags[facts->n_diags - 1];
	g_assert_true(g_str_has_suffix(sg_facts_str(facts, last->message), " (+7 more)"));
	g_assert_null(strstr(sg_facts_str(facts, last[-1].message), "more"));
}

/* Lies under a right checksum: what a foreign or malicious cache could hold. */
typedef void (*Lie)(SgFactsBuilder *builder);

static void
lie_utf8(SgFactsBuilder *builder)
{
	char cut[] = "caf\xc3";
	sg_pool_add(builder->doc->pool, cut, -1);
}

static void
lie_string(SgFactsBuilder *builder)
{
	g_array_index(builder->terms, SgTerm, 0).label = 1000000;
}

static void
lie_section(SgFactsBuilder *builder)
{
	g_array_index(builder->terms, SgTerm, 0).section = 1;
}

static void
lie_kind(SgFactsBuilder *builder)
{
	g_array_index(builder->terms, SgTerm, 0).kind = SG_N_KINDS;
}

static void
lie_span(SgFactsBuilder *builder)
{
	g_array_index(builder->statements, SgStatement, 0).span.length = 5000;
}

static void
lie_span_overflow(SgFactsBuilder *builder)
{
	g_array_index(builder->statements, SgStatement, 0).span.at = UINT32_MAX;
}

static void
lie_span_before_line(SgFactsBuilder *builder)
{
	g_array_index(builder->statements, SgStatement, 0).span.at = 0;
}

static void
lie_line(SgFactsBuilder *builder)
{
	g_array_index(builder->statements, SgStatement, 0).span.end_line = 8;
}

static void
lie_tree(SgFactsBuilder *builder)
{
	sg_document_node(builder->doc, 1)->end = 1;
}

static void
lie_codes(SgFactsBuilder *builder)
{
	SgStatement *statement = &g_array_index(builder->statements, SgStatement, 0);
	statement->code = 0;
	statement->n_codes = UINT32_MAX;
}

static void
lie_parent(SgFactsBuilder *builder)
{
	g_array_index(builder->sections, SgSection, 0).parent = 0;
}

static void
lie_anchor_twice(SgFactsBuilder *builder)
{
	SgSection again = g_array_index(builder->sections, SgSection, 0);
	g_array_append_val(builder->sections, again);
}

static void
lie_anchor_no_slug(SgFactsBuilder *builder)
{
	uint32_t anchor = sg_pool_add(builder->doc->pool, "../Pinning", -1);
	g_array_index(builder->sections, SgSection, 0).anchor = anchor;
}

static void
lie_text(SgFactsBuilder *builder)
{
	builder->doc->record.text_length = UINT32_MAX;
}

static void
test_lies_are_refused(void)
{
	static const Lie lies[] = {
	    lie_utf8,         lie_string,        lie_section,          lie_kind,
	    lie_span,         lie_span_overflow, lie_span_before_line, lie_line,
	    lie_tree,         lie_codes,         lie_parent,           lie_text,
	    lie_anchor_twice, lie_anchor_no_slug};
	for (size_t i = 0; i < G_N_ELEMENTS(lies); i++) {
		g_autoptr(SgFactsBuilder) builder = make_builder();
		lies[i](builder);
		g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
		g_autoptr(SgFacts) facts = sg_facts_load(bytes, NULL);
		if (facts)
			g_error("lie %zu was believed", i);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/facts/survive-a-round-trip", test_round_trip);
	g_test_add_func("/facts/same-facts-same-bytes", test_same_facts_same_bytes);
	g_test_add_func("/facts/any-flipped-byte-is-refused", test_any_flipped_byte_is_refused);
	g_test_add_func("/facts/any-truncation-is-refused", test_any_truncation_is_refused);
	g_test_add_func("/facts/diagnostics-beyond-the-limit-are-counted",
			test_diagnostics_beyond_the_limit_are_counted);
	g_test_add_func("/facts/lies-under-a-right-checksum-are-refused", test_lies_are_refused);
	return g_test_run();
}
