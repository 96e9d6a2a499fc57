/* SPDX-License-Identifier: MIT */
#include "read/host-rules.h"

#include "base/text.h"

#include <string.h>

/* What each host makes of the document: the rules from first to last, for all hosts at once. */

/* Files that a host surely looks at: what it does not take there, its author believes to be in use.
 * Elsewhere a document may be a copy that nobody means to load. Candidates are those as well that
 * only almost have the right name; they may be told to be of any dialect. */
static const struct {
	const char *sure;
	const char *candidates;
} places[SG_N_HOSTS] = {
    [SG_HOST_AGENT_SKILLS] = {"SKILL.md **/.agents/skills/*.md", "**/.agents/skills/*.md"},
    [SG_HOST_CLAUDE_SKILLS] = {"SKILL.md **/.claude/skills/*.md", "**/.claude/skills/*.md"},
    [SG_HOST_CODEX_SKILLS] = {"SKILL.md", ""},
    [SG_HOST_CLAUDE_AGENTS] = {"**/.claude/agents/**", ""},
    [SG_HOST_CLAUDE_RULES] = {"**/.claude/rules/**", ""},
    [SG_HOST_VSCODE_AGENTS] = {"*.agent.md *.chatmode.md **/.github/agents/**",
			       "**/.github/chatmodes/**"},
    [SG_HOST_COPILOT_AGENTS] = {"*.agent.md **/.github/agents/**", ""},
    [SG_HOST_INSTRUCTIONS] = {"*.instructions.md **/.github/instructions/**",
			      "**/.github/instructions/**"},
    [SG_HOST_PROMPTS] = {"*.prompt.md **/.github/prompts/**", "**/.github/prompts/**"},
    [SG_HOST_CURSOR_RULES] = {"*.mdc **/.cursor/rules/**", ""},
    [SG_HOST_AGENTS_MD] = {"AGENTS.md", "agents.md Agents.md Agents.MD"},
};

static const struct {
	SgHostVerdict verdict;
	SgDiagTag sure, unsure; /* SG_N_DIAGS: nothing is reported */
} effects[SG_N_EFFECTS] = {
    [SG_EFFECT_SKIPS] = {SG_HOST_SKIPS, SG_DIAG_HOST_SKIPS, SG_DIAG_HOST_WOULD_SKIP},
    [SG_EFFECT_REFUSES] = {SG_HOST_REFUSES, SG_DIAG_HOST_SKIPS, SG_DIAG_HOST_WOULD_SKIP},
    [SG_EFFECT_INVALID] = {SG_HOST_REFUSES, SG_N_DIAGS, SG_N_DIAGS},
    [SG_EFFECT_DROPS] = {SG_HOST_IGNORES, SG_DIAG_HOST_VALUE, SG_DIAG_HOST_VALUE},
    [SG_EFFECT_UNKNOWN] = {SG_HOST_IGNORES, SG_DIAG_HOST_KEY, SG_DIAG_HOST_KEY},
    [SG_EFFECT_EXTRA] = {SG_HOST_IGNORES, SG_N_DIAGS, SG_N_DIAGS},
    [SG_EFFECT_WARNS] = {SG_HOST_LOADS, SG_DIAG_HOST_WARNS, SG_DIAG_HOST_WARNS},
    [SG_EFFECT_ADVISES] = {SG_HOST_LOADS, SG_DIAG_HOST_ADVICE, SG_DIAG_HOST_ADVICE},
    [SG_EFFECT_NOTHING] = {SG_HOST_LOADS, SG_N_DIAGS, SG_N_DIAGS},
};

/* A diagnostic to be. */
typedef struct {
	SgDiagTag tag;
	uint32_t line, column;
	unsigned hosts;
	char *reason; /* owned, once it is among the reports */
} Report;

typedef struct {
	const SgHostCase *c;
	unsigned open; /* hosts of which more can be said */
	unsigned sure; /* hosts that surely look at the file */
	SgHostVerdict verdicts[SG_N_HOSTS];
	GString *whys[SG_N_HOSTS]; /* NULL: the host does not look at it */
	uint32_t invalid_line;     /* first complaint of the validator, 0: none */
	uint32_t invalid_column;
	GArray *reports; /* of Report */
} Judgement;

static void
clear_report_cb(void *data)
{
	Report *report = data;
	g_free(report->reason);
}

static void
begin(Judgement *judgement, const SgReading *reading)
{
	const SgDocument *doc = reading->doc;
	const char *dialect = sg_document_str(doc, doc->record.dialect);
	const char *path = reading->path;
	judgement->reports = g_array_new(FALSE, FALSE, sizeof(Report));
	g_array_set_clear_func(judgement->reports, clear_report_cb);
	for (unsigned host = 0; host < SG_N_HOSTS; host++) {
		if (strcmp(sg_host_info(host)->reads, dialect) != 0 &&
		    !(places[host].candidates && *places[host].candidates &&
		      sg_host_globs_match(places[host].candidates, path)))
			continue;
		judgement->open |= 1U << host;
		judgement->whys[host] = g_string_new(NULL);
		if (places[host].sure && sg_host_globs_match(places[host].sure, path))
			judgement->sure |= 1U << host;
	}
}

/* "no description", of a rule that is broken. Owned. */
static char *
word_reason(const SgHostRule *rule, const char *detail)
{
	const char *place = strstr(rule->why, "%s");
	if (!place)
		return g_strdup(rule->why);
	return g_strdup_printf("%.*s%s%s", (int)(place - rule->why), rule->why, detail, place + 2);
}

/* A worse verdict makes what was said before worthless. */
static void
add_reason(Judgement *judgement, unsigned host, SgHostVerdict verdict, const char *reason)
{
	GString *why = judgement->whys[host];
	if (verdict < judgement->verdicts[host] && judgement->verdicts[host] >= SG_HOST_REFUSES)
		return;
	if (verdict > judgement->verdicts[host] && verdict >= SG_HOST_REFUSES)
		g_string_truncate(why, 0);
	judgement->verdicts[host] = MAX(verdict, judgement->verdicts[host]);
	g_string_append_printf(why, "%s%s", why->len > 0 && *reason ? "; " : "", reason);
}

/* Hosts that do the same for the same reason share a diagnostic. */
static void
note(Judgement *judgement, SgDiagTag tag, unsigned hosts, Report report)
{
	if (tag == SG_N_DIAGS || hosts == 0)
		return;
	report.tag = tag;
	report.hosts = hosts;
	for (guint i = 0; i < judgement->reports->len; i++) {
		Report *other = &g_array_index(judgement->reports, Report, i);
		if (other->tag == tag && other->line == report.line &&
		    other->column == report.column && strcmp(other->reason, report.reason) == 0) {
			other->hosts |= hosts;
			return;
		}
	}
	report.reason = g_strdup(report.reason);
	g_array_append_val(judgement->reports, report);
}

/* "Claude Code skills, Codex skills: no description". */
static void
give_reports(const Judgement *judgement)
{
	SgDiags *diags = judgement->c->reading->doc->diags;
	for (guint i = 0; i < judgement->reports->len; i++) {
		const Report *report = &g_array_index(judgement->reports, Report, i);
		g_autoptr(GString) text = g_string_new(NULL);
		for (unsigned host = 0; host < SG_N_HOSTS; host++) {
			if (report->hosts & 1U << host)
				g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
						       sg_host_info(host)->label);
		}
		g_string_append_printf(text, ": %s", report->reason);
		sg_diags_add(diags, report->tag, report->line, report->column, text->str);
	}
}

static void
apply(Judgement *judgement, const SgHostRule *rule)
{
	unsigned hosts = rule->hosts & judgement->open;
	g_autoptr(GString) detail = g_string_new(NULL);
	SgHostFinding finding = {.detail = detail};
	if (hosts == 0 || !rule->is_broken(judgement->c, rule, &finding))
		return;
	g_autofree char *squashed = sg_text_squash(detail->str, detail->len);
	g_autofree char *reason = word_reason(rule, squashed);
	for (unsigned host = 0; host < SG_N_HOSTS; host++) {
		if (hosts & 1U << host)
			add_reason(judgement, host, effects[rule->effect].verdict, reason);
	}
	Report report = {.line = finding.line, .column = finding.column, .reason = reason};
	note(judgement, effects[rule->effect].sure, hosts & judgement->sure, report);
	note(judgement, effects[rule->effect].unsure, hosts & ~judgement->sure, report);
	if (rule->effect == SG_EFFECT_INVALID && judgement->invalid_line == 0) {
		judgement->invalid_line = finding.line;
		judgement->invalid_column = finding.column;
	}
	if (rule->last)
		judgement->open &= ~hosts;
}

static void
finish(Judgement *judgement)
{
	SgDocument *doc = judgement->c->reading->doc;
	for (unsigned host = 0; host < SG_N_HOSTS; host++) {
		GString *why = judgement->whys[host];
		if (!why)
			continue;
		SgHostRecord record = {.host = host,
				       .verdict = judgement->verdicts[host],
				       .why = sg_pool_add(doc->pool, why->str, (gssize)why->len)};
		g_array_append_val(doc->hosts, record);
		if (host == SG_HOST_SKILLS_REF && record.verdict == SG_HOST_REFUSES)
			sg_diags_add(doc->diags, SG_DIAG_HOST_INVALID, judgement->invalid_line,
				     judgement->invalid_column, why->str);
		g_string_free(why, TRUE);
	}
}

void
sg_hosts_judge(const SgReading *reading)
{
	Judgement judgement = {0};
	begin(&judgement, reading);
	g_autoptr(SgHostCase) c = judgement.open ? sg_host_case_new(reading) : NULL;
	judgement.c = c;
	size_t count = 0;
	const SgHostRule *rules = sg_host_rules(&count);
	for (size_t i = 0; i < count && judgement.open != 0; i++)
		apply(&judgement, &rules[i]);
	if (c) {
		give_reports(&judgement);
		finish(&judgement);
	}
	g_array_unref(judgement.reports);
}
