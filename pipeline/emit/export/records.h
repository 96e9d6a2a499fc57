/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/export/sink.h"

/* Everything in the graph as records: the contract of data/graph.json, which graph.xml shares.
 * Sorted by id; no more than one record is held at a time. Each record goes to all sinks in turn:
 * what it is gathered from, from all over the graph, is then fetched from memory once. */
void sg_records_write(const SgGraph *graph, SgSink *const *sinks, size_t n_sinks);

/* One record, into a list or array that is open. */
void sg_record_document(const SgGraph *graph, size_t i, SgSink *sink);
void sg_record_entity(const SgGraph *graph, size_t i, SgSink *sink);
void sg_record_edge(const SgGraph *graph, size_t i, SgSink *sink);
