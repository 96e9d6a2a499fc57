/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/file.h"
#include "extract/extract.h"
#include "read/read.h"

/* From text to facts, with the packs of the project. */

typedef struct {
	SgConfig *config;
	SgVocabulary *vocabulary;
} Extracting;

static inline Extracting
extracting_new(void)
{
	Extracting e = {.config = sg_config_load(NULL, NULL)};
	g_autofree char *dir = sg_file_find_data("vocabulary");
	g_assert_nonnull(dir);
	e.vocabulary = sg_vocabulary_load(dir, NULL, NULL);
	g_assert_nonnull(e.vocabulary);
	sg_read_setup();
	return e;
}

static inline void
extracting_clear(Extracting *e)
{
	sg_read_teardown();
	sg_vocabulary_free(e->vocabulary);
	sg_config_free(e->config);
}

static inline SgFacts *
extract_text(const Extracting *e, const char *text)
{
	SgSource source = {.file = (char *)"a.md", .path = (char *)"a.md", .slug = (char *)"a"};
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	SgDocument *doc = sg_read(&source, bytes, NULL, e->config, SG_READ_FULL);
	GBytes *block = sg_extract(doc, e->vocabulary, e->config);
	g_autofree char *why = NULL;
	SgFacts *facts = sg_facts_load(block, &why);
	g_assert_cmpstr(why, ==, NULL);
	g_assert_nonnull(facts);
	g_bytes_unref(block);
	return facts;
}
