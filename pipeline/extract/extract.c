/* SPDX-License-Identifier: MIT */
#include "extract/extract.h"

#include "extract/steps.h"

#include "base/text.h"

/* The order matters: names need to know the document's languages, owners need the heads, and
 * relations need all terms. */
static void (*const steps[])(SgExtraction *x) = {
    sg_step_sections, sg_step_codes,     sg_step_ecosystem, sg_step_tags,   sg_step_blocks,
    sg_step_rules,    sg_step_owners,    sg_step_links,     sg_step_rust,   sg_step_toml,
    sg_step_packages, sg_step_beside,    sg_step_commands,  sg_step_errors, sg_step_reports,
    sg_step_guidance, sg_step_relations, sg_step_sketch,
};

static void
clear_block(gpointer data)
{
	SgBlock *block = data;
	g_free(block->prose);
}

static GHashTable *
ignored_keys(const SgConfig *config)
{
	GHashTable *ignored = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; config && config->ignore_terms && i < config->ignore_terms->len; i++)
		g_hash_table_add(
		    ignored, sg_text_key(((const SgPair *)config->ignore_terms->pdata[i])->key));
	return ignored;
}

static void
start(SgExtraction *x)
{
	x->prose = sg_prose_reader_new(x->doc);
	x->blocks = g_array_new(FALSE, FALSE, sizeof(SgBlock));
	g_array_set_clear_func(x->blocks, clear_block);
	x->unders = g_array_new(FALSE, FALSE, sizeof(uint8_t));
	x->code_owners = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	x->section_terms = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	x->run_in = SG_NONE;
	size_t length = 0;
	const char *text = sg_document_text(x->doc, &length);
	x->lower = sg_text_lower(text, length);
	x->ecosystem = "";
	x->ecosystems = g_hash_table_new(g_str_hash, g_str_equal);
	x->ignored = ignored_keys(x->config);
	x->locals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	x->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
finish(SgExtraction *x)
{
	g_free(x->lower);
	sg_prose_reader_free(x->prose);
	g_array_unref(x->blocks);
	g_array_unref(x->unders);
	g_array_unref(x->code_owners);
	g_array_unref(x->section_terms);
	g_hash_table_unref(x->ecosystems);
	g_hash_table_unref(x->ignored);
	g_hash_table_unref(x->locals);
	g_hash_table_unref(x->names);
}

GBytes *
sg_extract(SgDocument *doc, const SgVocabulary *vocabulary, const SgConfig *config)
{
	g_autoptr(SgFactsBuilder) facts = sg_facts_builder_new(doc);
	SgExtraction x = {.facts = facts, .doc = doc, .vocabulary = vocabulary, .config = config};
	start(&x);
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
		steps[i](&x);
	finish(&x);
	return sg_facts_builder_freeze(facts);
}
