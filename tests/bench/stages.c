/* SPDX-License-Identifier: MIT */
#include "command/stages.h"
#include "base/error.h"
#include "dedupe/dedupe.h"
#include "extract/extract.h"
#include "graph/build.h"
#include "read/read.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* Measures each stage by itself: read and extract in this one process, emit with its workers.
 * "facts" is both of them as a build does it, in all processes and with facts written to the cache.
 *   stages SOURCES OUT [CACHE]    prints "stage<TAB>seconds<TAB>peak KiB by then" lines for run.py
 */

typedef struct {
	gint64 read, extract;
	size_t bytes;
} Times;

/* Of this process since it began; what getrusage tells of it may stem from the program that it was
 * forked from. */
static long
own_peak(void)
{
	g_autofree char *status = NULL;
	if (!g_file_get_contents("/proc/self/status", &status, NULL, NULL))
		return 0;
	const char *line = strstr(status, "VmHWM:");
	return line ? (long)g_ascii_strtoll(line + strlen("VmHWM:"), NULL, 10) : 0;
}

static long
peak(void)
{
	struct rusage workers;
	getrusage(RUSAGE_CHILDREN, &workers);
	return MAX(own_peak(), workers.ru_maxrss);
}

static void
print_stage(const char *name, gint64 microseconds)
{
	printf("%s\t%.6f\t%ld\n", name, (double)microseconds / G_USEC_PER_SEC, peak());
}

static SgFacts *
load_document(const SgPipeline *pipeline, const SgSource *source, Times *times)
{
	gint64 started = g_get_monotonic_time();
	SgDiagTag tag;
	g_autofree char *detail = NULL;
	g_autoptr(GBytes) bytes = sg_read_bytes(source, pipeline->config, &tag, &detail);
	SgDocument *doc = bytes ? sg_read(source, bytes, NULL, pipeline->config, SG_READ_FULL)
				: sg_read_missing(source, tag, detail);
	gint64 was_read = g_get_monotonic_time();
	g_autoptr(GBytes) block = sg_extract(doc, pipeline->vocabulary, pipeline->config);
	times->read += was_read - started;
	times->extract += g_get_monotonic_time() - was_read;
	times->bytes += bytes ? g_bytes_get_size(bytes) : 0;
	SgFacts *facts = sg_facts_load(block, NULL);
	g_assert(facts);
	return facts;
}

static GPtrArray *
load_all(const SgPipeline *pipeline, Times *times)
{
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	sg_read_setup();
	for (guint i = 0; i < pipeline->sources->len; i++)
		g_ptr_array_add(
		    facts, load_document(pipeline, g_ptr_array_index(pipeline->sources, i), times));
	return facts;
}

static SgGraph *
build_graph(const SgPipeline *pipeline, GPtrArray *facts)
{
	gint64 started = g_get_monotonic_time();
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, pipeline->config);
	gint64 compared = g_get_monotonic_time();
	print_stage("dedupe", compared - started);
	SgGraph *graph = sg_graph_build(facts, overlaps, pipeline->vocabulary, pipeline->config,
					pipeline->listing);
	print_stage("graph", g_get_monotonic_time() - compared);
	return graph;
}

static bool
measure_facts(SgPipeline *pipeline, GError **error)
{
	gint64 started = g_get_monotonic_time();
	g_autoptr(GPtrArray) facts = sg_pipeline_facts(pipeline, error);
	if (facts)
		print_stage("facts", g_get_monotonic_time() - started);
	return facts != NULL;
}

static bool
measure(char *sources, const char *out, char *cache, GError **error)
{
	SgRunOptions options = {
	    .jobs = SG_JOBS_AUTO, .cache = cache, .no_cache = !cache, .quiet = TRUE};
	char *roots[] = {sources, NULL};
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	SgEmitOptions emit_options = {.out = out, .notes = notes};
	gint64 started = g_get_monotonic_time();
	g_autoptr(SgPipeline) pipeline = sg_pipeline_open(&options, roots, error);
	if (!pipeline)
		return false;
	print_stage("discover", g_get_monotonic_time() - started);
	if (cache && !measure_facts(pipeline, error))
		return false;
	Times times = {0};
	GPtrArray *facts = load_all(pipeline, &times);
	print_stage("read", times.read);
	print_stage("extract", times.extract);
	g_autoptr(SgGraph) graph = build_graph(pipeline, facts);
	SgEmitReport report = {0};
	started = g_get_monotonic_time();
	g_autoptr(SgEmit) emit = sg_emit_open(&emit_options, pipeline->config, error);
	if (!emit || !sg_emit_run(emit, graph, &report, error))
		return false;
	print_stage("emit", g_get_monotonic_time() - started);
	printf("pages\t%zu\ndiagrams\t%zu\nfiles\t%zu\nbytes\t%zu\n", report.pages, report.diagrams,
	       report.files, report.bytes);
	return true;
}

int
main(int argc, char **argv)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	g_autoptr(GError) error = NULL;
	if (argc != 3 && argc != 4) {
		fputs("usage: stages SOURCES OUT [CACHE]\n", stderr);
		return 2;
	}
	if (measure(argv[1], argv[2], argc > 3 ? argv[3] : NULL, &error))
		return 0;
	fprintf(stderr, "stages: %s\n", error->message);
	return 1;
}
