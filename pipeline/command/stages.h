/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emit.h"
#include "graph/build.h"
#include "model/cache.h"
#include "read/read.h"

/* The flow from sources to the graph, as every command runs it. */

/* What the user asked for; filled by the option parser. Strings are owned. */
typedef struct {
	char *config; /* file */
	char *cache;  /* directory */
	char *packs;  /* names joined by ',' */
	int jobs;     /* SG_JOBS_AUTO: one for each processor */
	gboolean no_cache, quiet, strict;
} SgRunOptions;

#define SG_JOBS_AUTO G_MININT /* no number that a user means */
#define SG_JOBS_MAX  1024
#define SG_RUN_DEFAULTS              \
	{                            \
		.jobs = SG_JOBS_AUTO \
	}

void sg_run_options_clear(SgRunOptions *options);

/* The entries for the options above, to be put into a command's table; ends without a name. */
#define SG_RUN_ENTRIES(options)                                                                    \
	{"config",                                                                                 \
	 'c',                                                                                      \
	 0,                                                                                        \
	 G_OPTION_ARG_FILENAME,                                                                    \
	 &(options).config,                                                                        \
	 "configuration (default: the skillgraph.yaml in a source directory)",                     \
	 "FILE"},                                                                                  \
	    {"jobs",                                                                               \
	     'j',                                                                                  \
	     0,                                                                                    \
	     G_OPTION_ARG_INT,                                                                     \
	     &(options).jobs,                                                                      \
	     "worker processes (default: one for each processor)",                                 \
	     "N"},                                                                                 \
	    {"packs",                                                                              \
	     0,                                                                                    \
	     0,                                                                                    \
	     G_OPTION_ARG_STRING,                                                                  \
	     &(options).packs,                                                                     \
	     "vocabulary packs to use (default: each for its language)",                           \
	     "A,B"},                                                                               \
	    {"cache",                                                                              \
	     0,                                                                                    \
	     0,                                                                                    \
	     G_OPTION_ARG_FILENAME,                                                                \
	     &(options).cache,                                                                     \
	     "keep extracted facts in DIR (default: ~/.cache/skillgraph)",                         \
	     "DIR"},                                                                               \
	    {"no-cache", 0, 0, G_OPTION_ARG_NONE, &(options).no_cache, "read every document anew", \
	     NULL},                                                                                \
	    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &(options).quiet, "print errors only", NULL},     \
	{                                                                                          \
		"strict", 0, 0, G_OPTION_ARG_NONE, &(options).strict,                              \
		    "exit with 1 if a document has a warning or error", NULL                       \
	}

/* One pass over some sources, from their names to the graph. */
typedef struct {
	SgConfig *config;
	SgVocabulary *vocabulary;
	SgCache *cache;
	SgListing *listing; /* all that was met */
	GPtrArray *sources; /* of SgSource */
	GPtrArray *notes;   /* of char *: what is no fault of a source, for stderr */
	unsigned jobs;
	bool quiet;
} SgPipeline;

/* Loads configuration and vocabulary and lists the sources (NULL-terminated paths). */
SgPipeline *sg_pipeline_open(const SgRunOptions *options,
			     char *const *roots,
			     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sg_pipeline_free(SgPipeline *pipeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgPipeline, sg_pipeline_free)

/* read and extract, in workers. A document that kills its worker is read again as plain text. */
GPtrArray *sg_pipeline_facts(SgPipeline *pipeline,
			     GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of SgFacts */

/* All stages up to the checked graph. */
SgGraph *sg_pipeline_graph(SgPipeline *pipeline, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints diagnostics of at least a severity to stream, at most limit of them (0: all); returns how
 * many there are of each severity in counts[3], printed or not. */
void sg_pipeline_print_diags(const SgPipeline *pipeline,
			     const SgGraph *graph,
			     SgSeverity least,
			     size_t limit,
			     size_t counts[3]);
