/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/document.h"

/* The programs that read such documents, and what each makes of one. */

typedef enum {
	SG_HOST_AGENT_SKILLS, /* any client that follows the specification's advice */
	SG_HOST_SKILLS_REF,   /* the specification's own validator */
	SG_HOST_CLAUDE_SKILLS,
	SG_HOST_CODEX_SKILLS,
	SG_HOST_CLAUDE_AGENTS,
	SG_HOST_CLAUDE_RULES,
	SG_HOST_VSCODE_AGENTS,
	SG_HOST_COPILOT_AGENTS, /* on github.com */
	SG_HOST_INSTRUCTIONS,
	SG_HOST_PROMPTS,
	SG_HOST_CURSOR_RULES,
	SG_HOST_AGENTS_MD,
	SG_N_HOSTS
} SgHost;

/* From best to worst. */
typedef enum {
	SG_HOST_LOADS,
	SG_HOST_IGNORES, /* loads it, but not all of its fields */
	SG_HOST_REFUSES, /* does not load it, and says so */
	SG_HOST_SKIPS,   /* does not load it, without a word */
	SG_N_HOST_VERDICTS
} SgHostVerdict;

typedef struct {
	const char *name;  /* stable: "claude-agents" */
	const char *label; /* for people: "Claude Code sub-agents" */
	const char *reads; /* the dialect that it reads, as in SgDocRecord */
	/* Advice and limits; 0: none is known. Tokens and lines of the body of one document, and
	 * tokens of the descriptions of all documents together, which are loaded every time. */
	unsigned body_tokens, body_lines, all_descriptions;
} SgHostInfo;

/* What one host makes of one document. A host that does not look at such documents has none. */
typedef struct {
	uint32_t host;    /* SgHost */
	uint32_t verdict; /* SgHostVerdict */
	SgStr why;        /* reasons joined by "; ", "" if there is nothing to say */
} SgHostRecord;

const SgHostInfo *sg_host_info(SgHost host);
const char *sg_host_verdict_name(SgHostVerdict verdict);
