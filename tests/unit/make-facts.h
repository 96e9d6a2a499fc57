/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/digest.h"
#include "dedupe/dedupe.h"
#include "extract/steps.h"
#include "graph/build.h"

#include <glib/gstdio.h>
#include <string.h>

/* Facts of documents that a test writes as a few lines, without the stage read: "# x" is a heading,
 * a line of four spaces is code, "name: x" before the first blank line is front matter, "`x`" alone
 * a code span, "-> x" a link to x, any other line a paragraph. Terms and claims are added by hand.
 */

typedef struct {
	SgFactsBuilder *builder;
	SgDocument *doc;
} Making;

static inline void
make_inline(SgDocument *doc, const char *text, uint32_t line)
{
	size_t length = strlen(text);
	bool span = length > 2 && text[0] == '`' && text[length - 1] == '`';
	uint32_t node = sg_document_open(doc, span ? SG_NODE_CODE_SPAN : SG_NODE_TEXT, line, line);
	SgStr str = sg_pool_add(doc->pool, text + span, (gssize)(length - 2 * (size_t)span));
	sg_document_node(doc, node)->text = str;
	sg_document_close(doc, node);
}

static inline void
make_link(SgDocument *doc, const char *target, uint32_t line)
{
	uint32_t paragraph = sg_document_open(doc, SG_NODE_PARAGRAPH, line, line);
	uint32_t link = sg_document_open(doc, SG_NODE_LINK, line, line);
	SgStr text = sg_pool_add(doc->pool, target, -1);
	sg_document_node(doc, link)->text = text;
	make_inline(doc, "here", line);
	sg_document_close(doc, link);
	sg_document_close(doc, paragraph);
}

static inline void
make_section(Making *making, const char *title, uint32_t node, uint32_t line)
{
	SgDocument *doc = making->doc;
	g_autofree char *anchor = g_strdup_printf("s%u", making->builder->sections->len);
	SgSection section = {.title = sg_pool_add(doc->pool, title, -1),
			     .anchor = sg_pool_add(doc->pool, anchor, -1),
			     .parent = SG_NONE,
			     .node = node,
			     .level = 1,
			     .end_line = doc->record.n_lines,
			     .span = sg_document_span_lines(doc, line, line)};
	g_array_append_val(making->builder->sections, section);
}

static inline void
make_code(Making *making, const char *text, uint32_t line)
{
	SgDocument *doc = making->doc;
	uint32_t node = sg_document_open(doc, SG_NODE_CODE, line, line);
	SgStr str = sg_pool_add(doc->pool, text, -1);
	sg_document_node(doc, node)->text = str;
	sg_document_close(doc, node);
	g_autofree char *digest = sg_digest_strong(text, strlen(text));
	SgCode code = {.language = sg_pool_add(doc->pool, "rust", -1),
		       .text = str,
		       .digest = sg_pool_add(doc->pool, digest, -1),
		       .node = node,
		       .section = making->builder->sections->len
				      ? making->builder->sections->len - 1
				      : SG_NONE,
		       .span = sg_document_span_lines(doc, line, line)};
	g_array_append_val(making->builder->codes, code);
}

static inline void
make_field(SgDocument *doc, const char *text, uint32_t line)
{
	const char *colon = strstr(text, ": ");
	SgMeta meta = {.type = SG_META_STRING,
		       .end = doc->metas->len + 1,
		       .key = sg_pool_add(doc->pool, text, colon - text),
		       .value = sg_pool_add(doc->pool, colon + 2, -1),
		       .line = line,
		       .end_line = line};
	g_array_append_val(doc->metas, meta);
	if (g_str_has_prefix(text, "name: "))
		doc->record.name = meta.value;
}

static inline void
make_line(Making *making, const char *text, uint32_t line)
{
	SgDocument *doc = making->doc;
	if (g_str_has_prefix(text, "    ")) {
		make_code(making, text + 4, line);
		return;
	}
	if (g_str_has_prefix(text, "-> ")) {
		make_link(doc, text + 3, line);
		return;
	}
	bool heading = text[0] == '#' && text[1] == ' ';
	uint32_t node =
	    sg_document_open(doc, heading ? SG_NODE_HEADING : SG_NODE_PARAGRAPH, line, line);
	make_inline(doc, heading ? text + 2 : text, line);
	sg_document_close(doc, node);
	if (heading)
		make_section(making, text + 2, node, line);
}

static inline Making
make_document(const char *slug, const char *text)
{
	SgDocument *doc = sg_document_new();
	Making making = {NULL, doc};
	g_autofree char *path = g_strconcat(slug, ".md", NULL);
	g_autofree char *digest = sg_digest_strong(text, strlen(text));
	sg_document_set_text(doc, text, strlen(text));
	doc->record.path = sg_pool_add(doc->pool, path, -1);
	doc->record.slug = sg_pool_add(doc->pool, slug, -1);
	doc->record.digest = sg_pool_add(doc->pool, digest, -1);
	doc->record.body_line = 1;
	making.builder = sg_facts_builder_new(doc);
	uint32_t root = sg_document_open(doc, SG_NODE_ROOT, 1, doc->record.n_lines);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	bool front = g_str_has_prefix(text, "name: ");
	for (uint32_t i = 0; lines[i]; i++) {
		front = front && strstr(lines[i], ": ");
		if (!*lines[i])
			continue;
		else if (front)
			make_field(doc, lines[i], i + 1);
		else
			make_line(&making, lines[i], i + 1);
	}
	sg_document_close(doc, root);
	return making;
}

static inline uint32_t
make_term(Making *making, SgKind kind, const char *label, uint32_t line, uint8_t confidence)
{
	SgDocument *doc = making->doc;
	SgTerm term = {.label = sg_pool_add(doc->pool, label, -1),
		       .rule = sg_pool_add(doc->pool, "made-by-test", -1),
		       .kind = kind,
		       .role = SG_ROLE_TERM,
		       .confidence = confidence,
		       .section = SG_NONE,
		       .code = SG_NONE,
		       .span = sg_document_span_lines(doc, line, line)};
	g_array_append_val(making->builder->terms, term);
	return making->builder->terms->len - 1;
}

static inline SgTerm *
made_term(Making *making, uint32_t term)
{
	return &g_array_index(making->builder->terms, SgTerm, term);
}

static inline void
make_claim(Making *making,
	   SgEdgeType type,
	   uint32_t source,
	   uint32_t target,
	   uint32_t line,
	   const char *version)
{
	SgDocument *doc = making->doc;
	SgClaim claim = {.type = type,
			 .source = source,
			 .target = target,
			 .confidence = 80,
			 .versions = sg_pool_add(doc->pool, version, -1),
			 .rule = sg_pool_add(doc->pool, "made-by-test", -1),
			 .span = sg_document_span_lines(doc, line, line)};
	g_array_append_val(making->builder->claims, claim);
}

/* Ends the making. */
static inline SgFacts *
make_facts(Making *making)
{
	SgExtraction extraction = {.facts = making->builder, .doc = making->doc};
	sg_step_sketch(&extraction);
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(making->builder);
	sg_facts_builder_free(making->builder);
	SgFacts *facts = sg_facts_load(bytes, NULL);
	g_assert_nonnull(facts);
	return facts;
}

static inline SgFacts *
make_plain(const char *slug, const char *text)
{
	Making making = make_document(slug, text);
	return make_facts(&making);
}

static inline GPtrArray *
make_corpus(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
}

/* A vocabulary of few words. */
static inline SgVocabulary *
make_vocabulary(void)
{
	static const char core[] = "pack: core\n"
				   "words:\n"
				   "  mark-pattern: [pattern, idiom]\n"
				   "  plain: [box, default, vault]\n"
				   "concepts: [Ownership]\n";
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = g_dir_make_tmp("make-facts-XXXXXX", &error);
	g_assert_no_error(error);
	g_autofree char *path = g_build_filename(folder, "core.yaml", NULL);
	g_assert_true(g_file_set_contents(path, core, -1, NULL));
	SgVocabulary *vocabulary = sg_vocabulary_load(folder, NULL, &error);
	g_assert_no_error(error);
	g_remove(path);
	g_rmdir(folder);
	return vocabulary;
}

/* The whole way from facts to a checked graph; facts is taken over, config and listing may be NULL.
 */
static inline SgGraph *
make_graph_among(GPtrArray *facts, const SgConfig *config, const SgListing *listing)
{
	g_autoptr(SgVocabulary) vocabulary = make_vocabulary();
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, config);
	SgGraph *graph = sg_graph_build(facts, overlaps, vocabulary, config, listing);
	g_autoptr(GString) report = g_string_new(NULL);
	size_t faults = sg_graph_check(graph, report);
	if (faults > 0)
		g_test_message("%s", report->str);
	g_assert_cmpuint(faults, ==, 0);
	return graph;
}

static inline SgGraph *
make_graph(GPtrArray *facts, const SgConfig *config)
{
	return make_graph_among(facts, config, NULL);
}
