/* SPDX-License-Identifier: MIT */
#include "model/host.h"

static const SgHostInfo hosts[SG_N_HOSTS] = {
    [SG_HOST_AGENT_SKILLS] = {"agent-skills", "Agent Skills clients", "agent-skill", 5000, 500, 0},
    [SG_HOST_SKILLS_REF] = {"skills-ref", "skills-ref validator", "agent-skill", 0, 0, 0},
    [SG_HOST_CLAUDE_SKILLS] = {"claude-skills", "Claude Code skills", "agent-skill", 0, 0, 0},
    [SG_HOST_CODEX_SKILLS] = {"codex-skills", "Codex skills", "agent-skill", 0, 0, 0},
    [SG_HOST_CLAUDE_AGENTS] = {"claude-agents", "Claude Code sub-agents", "claude-agent", 0, 0,
			       15000},
    [SG_HOST_CLAUDE_RULES] = {"claude-rules", "Claude Code rules", "claude-rule", 0, 0, 0},
    [SG_HOST_VSCODE_AGENTS] = {"vscode-agents", "VS Code agents", "copilot-agent", 0, 0, 0},
    [SG_HOST_COPILOT_AGENTS] = {"copilot-agents", "Copilot on github.com", "copilot-agent", 0, 0,
				0},
    [SG_HOST_INSTRUCTIONS] = {"copilot-instructions", "Copilot instructions",
			      "copilot-instructions", 0, 0, 0},
    [SG_HOST_PROMPTS] = {"copilot-prompts", "Copilot prompts", "copilot-prompt", 0, 0, 0},
    [SG_HOST_CURSOR_RULES] = {"cursor-rules", "Cursor rules", "cursor-rule", 0, 500, 0},
    [SG_HOST_AGENTS_MD] = {"agents-md", "AGENTS.md readers", "agents-md", 0, 0, 0},
};

static const char *const verdict_names[SG_N_HOST_VERDICTS] = {
    [SG_HOST_LOADS] = "loads",
    [SG_HOST_IGNORES] = "ignores",
    [SG_HOST_REFUSES] = "refuses",
    [SG_HOST_SKIPS] = "skips",
};

const SgHostInfo *
sg_host_info(SgHost host)
{
	g_assert(host < SG_N_HOSTS);
	return &hosts[host];
}

const char *
sg_host_verdict_name(SgHostVerdict verdict)
{
	g_assert(verdict < SG_N_HOST_VERDICTS);
	return verdict_names[verdict];
}
