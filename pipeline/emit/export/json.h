/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/export/sink.h"

/* A sink that makes data/graph.json as it goes: each record on one line, so that memory does not
 * grow with the graph. UTF-8; a quote with bytes that are no text is cleaned. */
SgSink *sg_json_new(SgPutFn put, void *to);

/* The record of one document or entity as in graph.json, one line without its end. Owned. */
char *sg_json_record(const SgGraph *graph, SgRef ref);
