/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/file.h"
#include "base/text.h"
#include "dedupe/dedupe.h"
#include "extract/extract.h"
#include "graph/build.h"
#include "read/read.h"

/* From documents to the checked graph in one process, for the harnesses. */

typedef struct {
	SgConfig *config;
	SgVocabulary *vocabulary;
} Flow;

static inline Flow
flow_new(void)
{
	Flow flow = {.config = sg_config_load(NULL, NULL)};
	g_autofree char *dir = sg_file_find_data("vocabulary");
	flow.vocabulary = sg_vocabulary_load(dir, NULL, NULL);
	g_assert(flow.config && flow.vocabulary);
	sg_read_setup();
	return flow;
}

static inline GBytes *
flow_extract(const Flow *flow, const char *path, const void *text, size_t length)
{
	g_autofree char *slug = sg_text_slug(path, NULL);
	SgSource source = {.file = (char *)path, .path = (char *)path, .slug = slug};
	g_autoptr(GBytes) bytes = g_bytes_new(text, length);
	SgDocument *doc = sg_read(&source, bytes, NULL, flow->config, SG_READ_FULL);
	g_assert(doc);
	return sg_extract(doc, flow->vocabulary, flow->config);
}

/* Takes facts over. */
static inline void
flow_check(const Flow *flow, GPtrArray *facts)
{
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, flow->config);
	g_autoptr(SgGraph) graph =
	    sg_graph_build(facts, overlaps, flow->vocabulary, flow->config, NULL);
	g_autoptr(GString) report = g_string_new(NULL);
	if (sg_graph_check(graph, report) > 0)
		g_error("%s", report->str);
}
