/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* What sort of document it is. Hosts tell by the path, so the path goes first; a file without a
 * telling path is told by its front matter and its first words. */

static const struct {
	const char *glob;
	const char *dialect;
	SgDocType type;
} paths[] = {
    {"*SKILL.md", "agent-skill", SG_TYPE_SKILL},
    {"skill.md", "agent-skill", SG_TYPE_SKILL},
    {"*.agent.md", "copilot-agent", SG_TYPE_AGENT},
    {"*.chatmode.md", "copilot-agent", SG_TYPE_AGENT},
    {"*.instructions.md", "copilot-instructions", SG_TYPE_RULE},
    {"copilot-instructions.md", "copilot-instructions", SG_TYPE_RULE},
    {"*.prompt.md", "copilot-prompt", SG_TYPE_PROMPT},
    {"*.mdc", "cursor-rule", SG_TYPE_RULE},
    {".cursorrules", "cursor-rule", SG_TYPE_RULE},
    {".windsurfrules", "windsurf-rule", SG_TYPE_RULE},
    {".clinerules", "cline-rule", SG_TYPE_RULE},
    {"AGENTS.md", "agents-md", SG_TYPE_RULE},
    {"AGENTS.override.md", "agents-md", SG_TYPE_RULE},
    {"CLAUDE.md", "claude-md", SG_TYPE_RULE},
    {"CLAUDE.local.md", "claude-md", SG_TYPE_RULE},
    {"GEMINI.md", "gemini-md", SG_TYPE_RULE},
    {"**/skills/**/references/**", "skill-reference", SG_TYPE_REFERENCE},
    {"**/skills/**/reference/**", "skill-reference", SG_TYPE_REFERENCE},
    {"**/references/**", "skill-reference", SG_TYPE_REFERENCE},
    {"**/.claude/rules/**", "claude-rule", SG_TYPE_RULE},
    {"**/.cursor/rules/**", "cursor-rule", SG_TYPE_RULE},
    {"**/.claude/commands/**", "claude-command", SG_TYPE_PROMPT},
    {"**/.github/agents/**", "copilot-agent", SG_TYPE_AGENT},
    {"**/.claude/agents/**", "claude-agent", SG_TYPE_AGENT},
};

/* Front matter that only one sort of document has. */
static const struct {
	const char *key;
	const char *dialect;
	SgDocType type;
} keys[] = {
    {"applyTo", "copilot-instructions", SG_TYPE_RULE},
    {"alwaysApply", "cursor-rule", SG_TYPE_RULE},
    {"globs", "cursor-rule", SG_TYPE_RULE},
    {"disable-model-invocation", "agent-skill", SG_TYPE_SKILL},
    {"user-invocable", "agent-skill", SG_TYPE_SKILL},
    {"allowed-tools", "agent-skill", SG_TYPE_SKILL},
    {"when_to_use", "agent-skill", SG_TYPE_SKILL},
    {"mode", "copilot-prompt", SG_TYPE_PROMPT},
    {"handoffs", "copilot-agent", SG_TYPE_AGENT},
    {"permissionMode", "claude-agent", SG_TYPE_AGENT},
    {"disallowedTools", "claude-agent", SG_TYPE_AGENT},
    {"tools", "claude-agent", SG_TYPE_AGENT},
    {"color", "claude-agent", SG_TYPE_AGENT},
    {"model", "claude-agent", SG_TYPE_AGENT},
};

/* Folders that say it when nothing above does. */
static const struct {
	const char *glob;
	const char *dialect;
	SgDocType type;
} folders[] = {
    {"**/agents/**", "claude-agent", SG_TYPE_AGENT},
    {"**/subagents/**", "claude-agent", SG_TYPE_AGENT},
    {"**/commands/**", "claude-command", SG_TYPE_PROMPT},
    {"**/prompts/**", "prompt", SG_TYPE_PROMPT},
    {"**/rules/**", "rule", SG_TYPE_RULE},
};

static const char *const persona_starts[] = {"You are ",     "You're ",       "Act as ",
					     "As a senior ", "As an expert ", "Your role is "};

static void
set(SgReading *reading, const char *dialect, SgDocType type)
{
	reading->doc->record.dialect = sg_pool_add(reading->doc->pool, dialect, -1);
	reading->doc->record.type = (uint8_t)type;
}

/* Whether one of the first paragraphs speaks to an agent of what it is. */
static bool
has_persona(const SgDocument *doc)
{
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	unsigned paragraphs = 0;
	for (uint32_t i = 1; i < nodes[0].end && paragraphs < 3; i = nodes[i].end) {
		if (nodes[i].kind != SG_NODE_PARAGRAPH || nodes[i].end == i + 1)
			continue;
		paragraphs++;
		uint32_t first = i + 1;
		while (first + 1 < nodes[i].end && nodes[first].kind > SG_NODE_TEXT)
			first++;
		const char *text = sg_document_str(doc, nodes[first].text);
		for (size_t k = 0; k < G_N_ELEMENTS(persona_starts); k++) {
			if (g_str_has_prefix(text, persona_starts[k]))
				return true;
		}
	}
	return false;
}

static bool
tell_by_path(SgReading *reading)
{
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		if (sg_glob_matches(paths[i].glob, reading->path)) {
			set(reading, paths[i].dialect, paths[i].type);
			return true;
		}
	}
	return false;
}

static bool
tell_by_keys(SgReading *reading)
{
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (sg_front_matter_find(reading->doc, keys[i].key) != NULL) {
			set(reading, keys[i].dialect, keys[i].type);
			return true;
		}
	}
	return false;
}

static bool
tell_by_folder(SgReading *reading)
{
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		if (sg_glob_matches(folders[i].glob, reading->path)) {
			set(reading, folders[i].dialect, folders[i].type);
			return true;
		}
	}
	return false;
}

void
sg_dialect_tell(SgReading *reading)
{
	SgDocument *doc = reading->doc;
	if (tell_by_path(reading) || tell_by_keys(reading))
		return;
	const SgMeta *description = sg_front_matter_find(doc, "description");
	bool named =
	    sg_front_matter_find(doc, "name") != NULL || sg_front_matter_find(doc, "title") != NULL;
	if (named && description != NULL && has_persona(doc))
		set(reading, "claude-agent", SG_TYPE_AGENT);
	else if (tell_by_folder(reading))
		return;
	else if (named && description != NULL)
		set(reading, "agent-skill", SG_TYPE_SKILL);
	else if (has_persona(doc))
		set(reading, "plain", SG_TYPE_AGENT);
	else if (doc->record.n_lines == 0 || doc->nodes->len <= 1)
		set(reading, "plain", SG_TYPE_OTHER);
	else
		set(reading, "plain", SG_TYPE_GUIDE);
}
