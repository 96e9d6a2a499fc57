/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/digest.h"
#include "emit/emit.h"
#include "emit/output.h"

/* What a file of the output is made by: a row in the table of emit.c. Jobs run in forked workers
 * that inherit the const context. */

typedef struct SgTheme SgTheme; /* emit/site/theme.h */

typedef struct {
	const SgGraph *graph;
	const SgConfig *config;
	const SgTheme *theme;
} SgEmitContext;

typedef struct {
	const char *name; /* "entity pages": for progress and messages */
	/* A phase may read what earlier ones wrote: pages show diagrams, one page all exports. */
	unsigned phase;
	/* A lost or refused job of an optional emitter is a note, not a failure. */
	bool optional;
	size_t (*count)(const SgEmitContext *context);
	/* Writes one or more files. Runs in a worker. */
	bool (*write)(const SgEmitContext *context, size_t i, SgOutput *output, GError **error);
} SgEmitter;

/* The rows, each array ended by a row without a name. */
extern const SgEmitter sg_site_emitters[];
extern const SgEmitter sg_diagram_emitters[];
extern const SgEmitter sg_export_emitters[];

/* The picture of an entity with its neighbours, made by the job of its page, which shows it: .svg,
 * kept by the output, and .dot beside it (diagram/diagrams.c). */
bool sg_neighbourhood_publish(const SgGraph *graph, size_t entity, SgOutput *output, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
