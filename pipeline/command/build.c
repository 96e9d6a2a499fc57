/* SPDX-License-Identifier: MIT */
#include "command/command.h"
#include "command/progress.h"
#include "command/stages.h"
#include "command/summary.h"

#include <stdio.h>
#include <string.h>

/* How many diagnostics a build prints; `skillgraph check` prints all. */
#define MAX_PRINTED 20

/* realpath of the part of path that exists, with the rest appended; owned. */
static char *
resolve(const char *path)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	g_autofree char *parent = g_path_get_dirname(absolute);
	g_autofree char *name = g_path_get_basename(absolute);
	char *real = realpath(absolute, NULL);
	if (real)
		return real;
	char *real_parent = realpath(parent, NULL);
	if (!real_parent)
		return g_steal_pointer(&absolute);
	char *joined = g_build_filename(real_parent, name, NULL);
	free(real_parent);
	return joined;
}

static bool
is_below(const char *path, const char *dir)
{
	size_t length = strlen(dir);
	return strncmp(path, dir, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* An output inside its sources would be read by the next run; sources inside the output would be
 * deleted by it. */
static bool
check_apart(const char *out, char *const *roots, GError **error)
{
	g_autofree char *target = resolve(out);
	for (char *const *root = roots; *root; root++) {
		g_autofree char *source = resolve(*root);
		if (is_below(target, source) || is_below(source, target))
			return sg_fail(error, SG_ERROR_USAGE,
				       "%s: the output and the source %s lie inside each other",
				       out, *root);
	}
	return true;
}

static void
print_place(const char *out)
{
	g_autofree char *absolute = resolve(out);
	g_autofree char *index = g_build_filename(absolute, "index.html", NULL);
	g_autofree char *uri = g_filename_to_uri(index, NULL, NULL);
	printf("%s\n", uri ? uri : index);
}

typedef struct {
	SgRunOptions run;
	char *out, *theme;
} Options;

static void
options_clear(Options *options)
{
	sg_run_options_clear(&options->run);
	g_free(options->out);
	g_free(options->theme);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static void
print_notes(const SgEmitOptions *emit)
{
	for (guint i = 0; i < emit->notes->len; i++)
		fprintf(stderr, "%s\n", (const char *)emit->notes->pdata[i]);
}

/* Publishes roots and prints what was found; *flawed tells whether a document has a warning or
 * error. */
static bool
publish(const Options *options, char **roots, bool *flawed, GError **error)
{
	gint64 started = g_get_monotonic_time();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(SgPipeline) pipeline = sg_pipeline_open(&options->run, roots, error);
	if (!pipeline || !check_apart(options->out, roots, error))
		return false;
	SgEmitOptions emit_options = {
	    .out = options->out, .theme = options->theme, .jobs = pipeline->jobs, .notes = notes};
	g_autoptr(SgEmit) emit = sg_emit_open(&emit_options, pipeline->config, error);
	if (!emit)
		return false;
	g_autoptr(SgGraph) graph = sg_pipeline_graph(pipeline, error);
	if (!graph)
		return false;
	SgEmitReport report = {0};
	g_autoptr(SgProgress) progress = sg_progress_new(pipeline->quiet ? NULL : "writing", 0);
	bool published = sg_emit_run(emit, graph, &report, error);
	g_clear_pointer(&progress, sg_progress_free);
	if (!pipeline->quiet)
		print_notes(&emit_options);
	if (!published)
		return false;
	size_t counts[3];
	SgSeverity least = pipeline->quiet ? SG_SEVERITY_ERROR : SG_SEVERITY_WARNING;
	sg_pipeline_print_diags(pipeline, graph, least, MAX_PRINTED, counts);
	size_t shown =
	    counts[SG_SEVERITY_ERROR] + (pipeline->quiet ? 0 : counts[SG_SEVERITY_WARNING]);
	if (shown > MAX_PRINTED)
		fprintf(stderr, "%zu more: see quality.html, or skillgraph check\n",
			shown - MAX_PRINTED);
	*flawed = counts[SG_SEVERITY_ERROR] + counts[SG_SEVERITY_WARNING] > 0;
	if (pipeline->quiet)
		return true;
	sg_summary_print(graph, &report, counts,
			 (double)(g_get_monotonic_time() - started) / G_USEC_PER_SEC);
	print_place(options->out);
	return true;
}

static SgExit
run_build(int argc, char **argv, GError **error)
{
	g_auto(Options) options = {.run = SG_RUN_DEFAULTS};
	const GOptionEntry entries[] = {
	    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.out, "directory to publish into",
	     "DIR"},
	    {"theme", 't', 0, G_OPTION_ARG_FILENAME, &options.theme,
	     "overlay for the default theme", "DIR"},
	    SG_RUN_ENTRIES(options.run),
	    {0},
	};
	if (!sg_command_parse(&sg_command_build, entries, &argc, &argv, error))
		return SG_EXIT_FAILED;
	if (argc < 2 || !options.out) {
		sg_fail(error, SG_ERROR_USAGE, "build: %s; see skillgraph build --help",
			argc < 2 ? "no sources were given" : "-o DIR is missing");
		return SG_EXIT_FAILED;
	}
	bool flawed = false;
	if (!publish(&options, argv + 1, &flawed, error))
		return SG_EXIT_FAILED;
	return options.run.strict && flawed ? SG_EXIT_FOUND : SG_EXIT_OK;
}

const SgCommand sg_command_build = {
    "build",
    "SOURCES... -o DIR",
    "publish the site with its diagrams and exports",
    run_build,
};
