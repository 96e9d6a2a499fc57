/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/export/sink.h"

/* data/graph.json, written as it goes: each record on one line, so that memory does not grow with
 * the graph. UTF-8; a quote with bytes that are no text is cleaned. */
void sg_json_write(const SgGraph *graph, SgPutFn put, void *to);

/* The record of one document or entity as in graph.json, one line without its end. Owned. */
char *sg_json_record(const SgGraph *graph, SgRef ref);
