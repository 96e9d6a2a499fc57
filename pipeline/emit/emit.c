/* SPDX-License-Identifier: MIT */
#include "emit/emit.h"

#include "base/workers.h"
#include "emit/emitter.h"
#include "emit/flusher.h"
#include "emit/output-files.h"
#include "emit/publish.h"
#include "emit/site/theme.h"
#include "emit/tree.h"

#include <string.h>
#include <unistd.h>

#define N_PHASES               3
#define DEFAULT_LAYOUT_SECONDS 20
/* No page or export takes that long, but a hang must end. */
#define REQUIRED_SECONDS 600
#define JOB_BYTES        ((size_t)4 << 30)

/* First byte of a job's result. */
#define RESULT_FILES 'F'
#define RESULT_NOTE  'N'

static const SgEmitter *const tables[] = {sg_export_emitters, sg_diagram_emitters,
					  sg_site_emitters};

struct SgEmit {
	SgEmitOptions options;
	const SgConfig *config;
	SgPublish *publish;
	SgTheme *theme;
};

/* The jobs of one emitter within those of a phase. */
typedef struct {
	const SgEmitter *emitter;
	size_t first; /* number of its first job */
	size_t count;
} Share;

/* One run, as workers and parent see it. */
typedef struct {
	SgEmit *emit;
	SgEmitContext context;
	SgOutput *output;
	GArray *shares; /* of Share, of the phase at work */
	SgManifest *after;
	SgManifest *earlier; /* of it, what was there when the phase began */
	SgEmitReport *report;
	SgFlusher *flusher;
	bool swept;     /* false after a worker died: files may lie about that no job owns up to */
	GError *failed; /* the first failure of a job that is not optional */
} Run;

void
sg_emit_free(SgEmit *emit)
{
	if (!emit)
		return;
	sg_publish_free(emit->publish);
	sg_theme_free(emit->theme);
	g_free(emit);
}

SgEmit *
sg_emit_open(const SgEmitOptions *options, const SgConfig *config, GError **error)
{
	SgEmit *emit = g_new0(SgEmit, 1);
	emit->options = *options;
	emit->config = config;
	emit->publish = sg_publish_open(options->out, options->notes, error);
	emit->theme = emit->publish ? sg_theme_load(options->theme, error) : NULL;
	if (emit->theme)
		return emit;
	sg_emit_free(emit);
	return NULL;
}

static const Share *
find_share(const Run *run, size_t job)
{
	const Share *found = NULL;
	for (guint i = 0; i < run->shares->len; i++) {
		const Share *share = &g_array_index(run->shares, Share, i);
		if (job >= share->first && job < share->first + share->count)
			found = share;
	}
	g_assert(found);
	return found;
}

static void
append_text(GByteArray *out, const char *text)
{
	g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

/* In a worker. A refused job of an optional emitter is a result like any other. */
static bool
work_cb(size_t job, GByteArray *out, void *data)
{
	Run *run = data;
	const Share *share = find_share(run, job);
	g_autoptr(GError) error = NULL;
	sg_output_begin(run->output);
	if (share->emitter->write(&run->context, job - share->first, run->output, &error)) {
		g_byte_array_append(out, (const guint8[]){RESULT_FILES}, 1);
		sg_output_list(run->output, out);
		return true;
	}
	g_assert(error);
	if (share->emitter->optional)
		g_byte_array_append(out, (const guint8[]){RESULT_NOTE}, 1);
	append_text(out, error->message);
	return share->emitter->optional;
}

static void
add_file_cb(const SgFileEntry *entry, bool linked, void *data)
{
	Run *run = data;
	SgEmitReport *report = run->report;
	if (!sg_manifest_add(run->after, entry)) {
		g_autofree char *bug = g_strconcat(entry->name, ": written by two jobs", NULL);
		g_assertion_message(G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, bug);
	}
	report->files++;
	report->bytes += entry->size;
	report->written += !linked;
	if (!linked)
		sg_flusher_wrote(run->flusher, entry->size);
	report->pages += g_str_has_suffix(entry->name, ".html");
	report->diagrams +=
	    g_str_has_suffix(entry->name, ".svg") && !g_str_has_prefix(entry->name, "image/");
}

static void
add_note(const Run *run, const char *emitter, const char *message)
{
	if (run->emit->options.notes)
		g_ptr_array_add(run->emit->options.notes,
				g_strdup_printf("%s: %s", emitter, message));
}

static void
done_cb(size_t job, const uint8_t *bytes, size_t length, void *data)
{
	Run *run = data;
	g_assert(length);
	if (*bytes == RESULT_FILES) {
		bool sound = sg_output_each(bytes + 1, length - 1, add_file_cb, run);
		g_assert(sound);
		return;
	}
	g_autofree char *message = g_strndup((const char *)bytes + 1, length - 1);
	run->swept = false;
	add_note(run, find_share(run, job)->emitter->name, message);
}

static void
fail_run(Run *run, size_t job, const char *message)
{
	if (!run->failed)
		sg_fail(&run->failed, SG_ERROR_OUTPUT, "%s: %s: %s", run->emit->options.out,
			find_share(run, job)->emitter->name, message);
}

static void
refused_cb(size_t job, const char *message, void *data)
{
	fail_run(data, job, message);
}

static void
lost_cb(size_t job, SgLost how, int number, void *data)
{
	Run *run = data;
	const Share *share = find_share(run, job);
	g_autofree char *why = sg_lost_describe(how, number);
	g_autofree char *message = g_strdup_printf("number %zu of %zu was given up: %s",
						   job - share->first + 1, share->count, why);
	run->swept = false;
	if (share->emitter->optional)
		add_note(run, share->emitter->name, message);
	else
		fail_run(run, job, message);
}

static unsigned
job_seconds_cb(size_t job, void *data)
{
	const Run *run = data;
	const SgEmitOptions *options = &run->emit->options;
	if (!find_share(run, job)->emitter->optional)
		return REQUIRED_SECONDS;
	return options->layout_seconds ? options->layout_seconds : DEFAULT_LAYOUT_SECONDS;
}

/* Long jobs come first in the tables, so that they do not stand alone at the end. */
static size_t
share_out(Run *run, unsigned phase)
{
	size_t count = 0;
	g_array_set_size(run->shares, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		for (const SgEmitter *emitter = tables[i]; emitter->name; emitter++) {
			if (emitter->phase != phase)
				continue;
			Share share = {.emitter = emitter,
				       .first = count,
				       .count = emitter->count(&run->context)};
			g_array_append_val(run->shares, share);
			count += share.count;
		}
	}
	return count;
}

static bool
run_phase(Run *run, unsigned phase, GError **error)
{
	static const SgWorkEvents events = {
	    .done = done_cb, .refused = refused_cb, .lost = lost_cb};
	SgWorkLimits limits = {.processes = run->emit->options.jobs,
			       .job_seconds = job_seconds_cb,
			       .memory = JOB_BYTES,
			       .stop_on_refusal = true};
	size_t count = share_out(run, phase);
	for (size_t i = sg_manifest_count(run->earlier); i < sg_manifest_count(run->after); i++)
		(void)sg_manifest_add(run->earlier, sg_manifest_entry(run->after, i));
	if (!sg_workers_run(count, work_cb, &events, &limits, run, error))
		return false;
	if (!run->failed)
		return true;
	g_propagate_error(error, g_steal_pointer(&run->failed));
	return false;
}

static bool
sweep_cb(int root, const char *name, void *data)
{
	const Run *run = data;
	if (!sg_manifest_find(run->after, name))
		(void)unlinkat(root, name, 0);
	return true;
}

/* Half a file of a worker that was killed must not be published. */
static bool
sweep(const Run *run, GError **error)
{
	int failed;
	if (run->swept ||
	    sg_tree_walk(sg_publish_staging(run->emit->publish), sweep_cb, (void *)run, &failed))
		return true;
	return sg_fail(error, SG_ERROR_OUTPUT, "%s: cannot read what was written: %s",
		       run->emit->options.out, g_strerror(failed));
}

static bool
publish(Run *run, GError **error)
{
	bool changed;
	if (sg_interrupted)
		return sg_fail(error, SG_ERROR_OUTPUT, "interrupted by signal %d", sg_interrupted);
	return sweep(run, error) && sg_publish_commit(run->emit->publish, run->after,
						      run->report->written == 0, &changed, error);
}

static bool
run_all(Run *run, GError **error)
{
	for (unsigned phase = 0; phase < N_PHASES; phase++)
		if (!run_phase(run, phase, error))
			return false;
	return publish(run, error);
}

bool
sg_emit_run(SgEmit *emit, const SgGraph *graph, SgEmitReport *report, GError **error)
{
	g_autoptr(SgManifest) earlier = sg_manifest_new();
	SgOutputPlace place = {.staging = sg_publish_staging(emit->publish),
			       .old = sg_publish_old(emit->publish),
			       .before = sg_publish_before(emit->publish),
			       .earlier = earlier,
			       .may_reuse = sg_publish_may_reuse(emit->publish)};
	g_autoptr(SgOutput) output = sg_output_new(&place);
	g_autoptr(SgManifest) after = sg_manifest_new();
	g_autoptr(SgFlusher) flusher = sg_flusher_new(place.staging);
	g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(Share));
	*report = (SgEmitReport){0};
	Run run = {.emit = emit,
		   .context = {.graph = graph, .config = emit->config, .theme = emit->theme},
		   .output = output,
		   .shares = shares,
		   .after = after,
		   .earlier = earlier,
		   .report = report,
		   .flusher = flusher,
		   .swept = true};
	bool published = run_all(&run, error);
	g_clear_error(&run.failed);
	return published;
}
