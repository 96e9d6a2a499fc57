/* SPDX-License-Identifier: MIT */
#include "command/stages.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/workers.h"
#include "command/command.h"
#include "command/progress.h"
#include "extract/extract.h"

#include <stdio.h>
#include <string.h>

void
sg_run_options_clear(SgRunOptions *options)
{
	g_clear_pointer(&options->config, g_free);
	g_clear_pointer(&options->cache, g_free);
	g_clear_pointer(&options->packs, g_free);
}

static int
compare_paths(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Of several sources that have a configuration the first by path: the order of the arguments must
 * not change the result. */
static char *
find_config(const SgRunOptions *options, char *const *roots)
{
	if (options->config)
		return g_strdup(options->config);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	for (char *const *root = roots; *root; root++) {
		g_autofree char *path = g_build_filename(*root, "skillgraph.yaml", NULL);
		if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
			g_ptr_array_add(found, g_steal_pointer(&path));
	}
	g_ptr_array_sort(found, compare_paths);
	return found->len > 0 ? g_strdup(found->pdata[0]) : NULL;
}

/* --packs wins over the configuration. */
static void
override_packs(SgConfig *config, const char *packs)
{
	if (!packs)
		return;
	g_clear_pointer(&config->packs, g_ptr_array_unref);
	config->packs = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) names = g_strsplit(packs, ",", -1);
	for (char **name = names; *name; name++)
		if (**name)
			g_ptr_array_add(config->packs, g_strdup(g_strstrip(*name)));
}

static SgVocabulary *
load_vocabulary(const SgConfig *config, GError **error)
{
	g_autofree char *dir = sg_file_find_data("vocabulary");
	if (!dir) {
		sg_fail(error, SG_ERROR_IO, "vocabulary: not found beside the program");
		return NULL;
	}
	if (!config->packs)
		return sg_vocabulary_load(dir, NULL, error);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	for (guint i = 0; i < config->packs->len; i++)
		g_ptr_array_add(names, config->packs->pdata[i]);
	g_ptr_array_add(names, NULL);
	return sg_vocabulary_load(dir, (const char *const *)names->pdata, error);
}

/* All that facts depend on besides the document itself. */
static SgCache *
open_cache(const SgRunOptions *options, const SgPipeline *pipeline)
{
	if (options->no_cache)
		return NULL;
	g_autoptr(GMappedFile) program = g_mapped_file_new("/proc/self/exe", FALSE, NULL);
	if (!program)
		return NULL;
	SgDigest digest =
	    sg_digest(g_mapped_file_get_contents(program), g_mapped_file_get_length(program));
	g_autofree char *extract_key = sg_config_extract_key(pipeline->config);
	g_autofree char *context = g_strjoin(
	    "\n", digest.hex, sg_vocabulary_digest(pipeline->vocabulary), extract_key, NULL);
	g_autofree char *why = NULL;
	SgCache *cache = sg_cache_open(options->cache, context, &why);
	if (!cache)
		g_ptr_array_add(pipeline->notes,
				sg_diag_format(options->cache ? options->cache : "cache",
					       SG_DIAG_CACHE, 0, 0, why));
	return cache;
}

SgPipeline *
sg_pipeline_open(const SgRunOptions *options, char *const *roots, GError **error)
{
	if (!roots || !roots[0]) {
		sg_fail(error, SG_ERROR_USAGE, "no sources were given");
		return NULL;
	}
	bool is_auto = options->jobs == SG_JOBS_AUTO;
	if (!is_auto && (options->jobs < 1 || options->jobs > SG_JOBS_MAX)) {
		sg_fail(error, SG_ERROR_USAGE, "--jobs %d: out of range 1..%d", options->jobs,
			SG_JOBS_MAX);
		return NULL;
	}
	g_autoptr(SgPipeline) pipeline = g_new0(SgPipeline, 1);
	pipeline->jobs = is_auto ? 0 : (unsigned)options->jobs;
	sg_parallel_allow(pipeline->jobs);
	pipeline->quiet = options->quiet;
	pipeline->notes = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *config = find_config(options, roots);
	pipeline->config = sg_config_load(config, error);
	if (!pipeline->config)
		return NULL;
	override_packs(pipeline->config, options->packs);
	pipeline->vocabulary = load_vocabulary(pipeline->config, error);
	if (!pipeline->vocabulary)
		return NULL;
	pipeline->listing = sg_listing_new();
	pipeline->sources = sg_discover(roots, pipeline->config, pipeline->listing, error);
	if (!pipeline->sources)
		return NULL;
	pipeline->cache = open_cache(options, pipeline);
	return g_steal_pointer(&pipeline);
}

void
sg_pipeline_free(SgPipeline *pipeline)
{
	if (!pipeline)
		return;
	sg_config_free(pipeline->config);
	sg_vocabulary_free(pipeline->vocabulary);
	sg_cache_free(pipeline->cache);
	sg_listing_free(pipeline->listing);
	g_clear_pointer(&pipeline->sources, g_ptr_array_unref);
	g_clear_pointer(&pipeline->notes, g_ptr_array_unref);
	g_free(pipeline);
}

/* A pass of workers over some of the sources. */
typedef struct {
	SgPipeline *pipeline;
	SgReadMode mode;
	const GArray *todo;   /* of size_t: indices of sources */
	GPtrArray *facts;     /* of SgFacts, by source; NULL until it is there */
	GPtrArray *losses;    /* of char *, by source: why its worker was lost */
	SgDiagTag *loss_tags; /* by source */
	SgProgress *progress;
} Pass;

static const SgSource *
source_of(const Pass *pass, size_t job, size_t *index)
{
	*index = g_array_index(pass->todo, size_t, job);
	return g_ptr_array_index(pass->pipeline->sources, *index);
}

static GBytes *
extract_source(const Pass *pass, size_t index, GBytes *content, const char *digest)
{
	const SgPipeline *pipeline = pass->pipeline;
	const SgSource *source = g_ptr_array_index(pipeline->sources, index);
	SgDocument *doc = sg_read(source, content, digest, pipeline->config, pass->mode);
	const char *loss = g_ptr_array_index(pass->losses, index);
	if (loss)
		sg_diags_add(doc->diags, pass->loss_tags[index], 0, 0, loss);
	return sg_extract(doc, pipeline->vocabulary, pipeline->config);
}

/* Facts of an earlier run, if they are whole. */
static GBytes *
lookup_facts(const Pass *pass, const char *key)
{
	if (!key)
		return NULL;
	g_autoptr(GBytes) bytes = sg_cache_lookup(pass->pipeline->cache, key);
	if (!bytes)
		return NULL;
	g_autoptr(SgFacts) facts = sg_facts_load(bytes, NULL);
	return facts ? g_steal_pointer(&bytes) : NULL;
}

static GBytes *
make_facts(const Pass *pass, const SgSource *source, size_t index)
{
	const SgPipeline *pipeline = pass->pipeline;
	SgDiagTag tag;
	g_autofree char *detail = NULL;
	g_autoptr(GBytes) content = sg_read_bytes(source, pipeline->config, &tag, &detail);
	if (!content)
		return sg_extract(sg_read_missing(source, tag, detail), pipeline->vocabulary,
				  pipeline->config);
	size_t length;
	const void *data = g_bytes_get_data(content, &length);
	g_autofree char *digest = sg_digest_strong(data, length);
	g_autofree char *key = NULL;
	if (pipeline->cache && pass->mode == SG_READ_FULL)
		key = sg_cache_key(pipeline->cache, source->path, digest);
	GBytes *facts = lookup_facts(pass, key);
	if (facts)
		return facts;
	facts = extract_source(pass, index, content, digest);
	if (key)
		sg_cache_store(pipeline->cache, key, facts);
	return facts;
}

static bool
work(size_t job, GByteArray *out, void *data)
{
	const Pass *pass = data;
	size_t index;
	const SgSource *source = source_of(pass, job, &index);
	g_autoptr(GBytes) facts = make_facts(pass, source, index);
	g_byte_array_append(out, g_bytes_get_data(facts, NULL), (guint)g_bytes_get_size(facts));
	return true;
}

static void
done_cb(size_t job, const uint8_t *bytes, size_t length, void *data)
{
	Pass *pass = data;
	size_t index;
	const SgSource *source = source_of(pass, job, &index);
	g_autoptr(GBytes) copy = g_bytes_new(bytes, length);
	g_autofree char *why = NULL;
	SgFacts *facts = sg_facts_load(copy, &why);
	if (!facts)
		g_error("%s: %s", source->path, why);
	pass->facts->pdata[index] = facts;
	sg_progress_step(pass->progress);
}

static void
lost_cb(size_t job, SgLost how, int number, void *data)
{
	Pass *pass = data;
	size_t index;
	source_of(pass, job, &index);
	g_free(pass->losses->pdata[index]);
	pass->losses->pdata[index] = sg_lost_describe(how, number);
	pass->loss_tags[index] = how == SG_LOST_TIMEOUT ? SG_DIAG_TIMEOUT : SG_DIAG_WORKER;
}

static bool
run_pass(Pass *pass, GError **error)
{
	const SgWorkEvents events = {.done = done_cb, .lost = lost_cb};
	const SgWorkLimits limits = {
	    .processes = pass->pipeline->jobs,
	    .seconds = (unsigned)pass->pipeline->config->job_seconds,
	    .memory = (size_t)pass->pipeline->config->job_megabytes << 20,
	};
	return sg_workers_run(pass->todo->len, work, &events, &limits, pass, error);
}

static GArray *
list_missing(const GPtrArray *facts)
{
	GArray *todo = g_array_new(FALSE, FALSE, sizeof(size_t));
	for (size_t i = 0; i < facts->len; i++)
		if (!facts->pdata[i])
			g_array_append_val(todo, i);
	return todo;
}

/* A document that even as plain text kills its worker is known by its diagnostic alone. */
static void
fill_missing(Pass *pass)
{
	for (size_t i = 0; i < pass->facts->len; i++) {
		if (pass->facts->pdata[i])
			continue;
		SgDocument *doc =
		    sg_read_missing(g_ptr_array_index(pass->pipeline->sources, i),
				    pass->loss_tags[i], g_ptr_array_index(pass->losses, i));
		g_autoptr(GBytes) bytes =
		    sg_extract(doc, pass->pipeline->vocabulary, pass->pipeline->config);
		pass->facts->pdata[i] = sg_facts_load(bytes, NULL);
		g_assert(pass->facts->pdata[i]);
	}
}

static void
free_facts_cb(void *facts)
{
	sg_facts_free(facts);
}

GPtrArray *
sg_pipeline_facts(SgPipeline *pipeline, GError **error)
{
	size_t count = pipeline->sources->len;
	g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func(free_facts_cb);
	g_ptr_array_set_size(facts, (int)count);
	g_autoptr(GPtrArray) losses = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_set_size(losses, (int)count);
	g_autofree SgDiagTag *loss_tags = g_new0(SgDiagTag, count);
	g_autoptr(SgProgress) progress = sg_progress_new(pipeline->quiet ? NULL : "reading", count);
	sg_read_setup();
	for (SgReadMode mode = SG_READ_FULL; mode <= SG_READ_PLAIN; mode++) {
		g_autoptr(GArray) todo = list_missing(facts);
		Pass pass = {.pipeline = pipeline,
			     .mode = mode,
			     .todo = todo,
			     .facts = facts,
			     .losses = losses,
			     .loss_tags = loss_tags,
			     .progress = progress};
		if (todo->len > 0 && !run_pass(&pass, error))
			return NULL;
		if (mode == SG_READ_PLAIN)
			fill_missing(&pass);
	}
	if (pipeline->cache)
		sg_cache_trim(pipeline->cache);
	return g_steal_pointer(&facts);
}

static bool
stop_if_interrupted(GError **error)
{
	return !sg_interrupted || sg_fail(error, SG_ERROR_OUTPUT, "interrupted");
}

SgGraph *
sg_pipeline_graph(SgPipeline *pipeline, GError **error)
{
	GPtrArray *facts = sg_pipeline_facts(pipeline, error);
	if (!facts)
		return NULL;
	sg_pictures_read(pipeline->listing, facts, pipeline->config);
	g_autoptr(SgProgress) shown G_GNUC_UNUSED =
	    sg_progress_new(pipeline->quiet ? NULL : "comparing and linking", 0);
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, pipeline->config);
	g_autoptr(SgGraph) graph = sg_graph_build(facts, overlaps, pipeline->vocabulary,
						  pipeline->config, pipeline->listing);
	g_autoptr(GString) report = g_string_new(NULL);
	if (sg_graph_check(graph, report) > 0)
		g_error("the graph breaks its own rules:\n%s", report->str);
	if (!stop_if_interrupted(error))
		return NULL;
	return g_steal_pointer(&graph);
}

void
sg_pipeline_print_diags(const SgPipeline *pipeline,
			const SgGraph *graph,
			SgSeverity least,
			size_t limit,
			size_t counts[3])
{
	size_t printed = 0;
	counts[0] = counts[1] = counts[2] = 0;
	for (guint i = 0; i < pipeline->notes->len && !pipeline->quiet; i++)
		fprintf(stderr, "%s\n", (const char *)pipeline->notes->pdata[i]);
	for (size_t i = 0; i < sg_graph_n_diags(graph); i++) {
		const SgGraphDiag *diag = sg_graph_diag(graph, i);
		SgSeverity severity = sg_diag_rule(diag->tag)->severity;
		counts[severity]++;
		if (severity < least || (limit > 0 && printed >= limit))
			continue;
		g_autofree char *line = sg_diag_format(sg_graph_diag_path(graph, diag), diag->tag,
						       diag->line, diag->column, diag->message);
		fprintf(stderr, "%s\n", line);
		printed++;
	}
}
