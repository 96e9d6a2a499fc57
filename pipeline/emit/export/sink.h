/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/graph.h"

/* What a structured export is written through: records.c says what the graph holds, once; a sink
 * says how it looks in a format. Inside a list names are NULL. In a record values come before
 * texts, and texts before lists and records, as XML's attributes come before its elements. */

typedef struct SgSink SgSink;

/* Takes what an export writes, in order. */
typedef void (*SgPutFn)(void *to, const void *bytes, size_t length);

typedef struct {
	/* Around all; end_graph puts what was held back. */
	void (*begin_graph)(SgSink *sink);
	void (*end_graph)(SgSink *sink);
	/* One of the arrays at the top; each member is a record. item: the name of one. */
	void (*begin_array)(SgSink *sink, const char *name, const char *item);
	void (*end_array)(SgSink *sink);
	void (*begin_record)(SgSink *sink, const char *name);
	void (*begin_list)(SgSink *sink, const char *name, const char *item);
	void (*end)(SgSink *sink); /* of a record or list */
	/* A short string such as an id; NULL: there is none. */
	void (*word)(SgSink *sink, const char *name, const char *word);
	void (*integer)(SgSink *sink, const char *name, int64_t integer);
	void (*real)(SgSink *sink, const char *name, double real);
	void (*boolean)(SgSink *sink, const char *name, bool boolean);
	void (*range)(SgSink *sink, const char *name, uint32_t first, uint32_t last);
	/* Words of people or of a source. */
	void (*text)(SgSink *sink, const char *name, const char *text, size_t length);
	/* Front matter: keys are input, a boolean is "true" or "false". begin_meta for lists and
	 * maps, closed by end. */
	void (*meta)(SgSink *sink, const char *key, SgMetaType type, const char *value);
	void (*begin_meta)(SgSink *sink, const char *key, SgMetaType type);
	void (*free)(SgSink *sink);
} SgSinkOps;

struct SgSink {
	const SgSinkOps *ops;
};

static inline void
sg_sink_free(SgSink *sink)
{
	if (sink)
		sink->ops->free(sink);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgSink, sg_sink_free)
