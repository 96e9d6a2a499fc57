/* SPDX-License-Identifier: MIT */
#include "read/host-rules.h"

/* What is known of the hosts, from their documentation and, for those that are open, from their
 * code. Rules stand in the order in which a host would stumble over them. */

#define SPEC         (1U << SG_HOST_AGENT_SKILLS)
#define REF          (1U << SG_HOST_SKILLS_REF)
#define CLAUDE       (1U << SG_HOST_CLAUDE_SKILLS)
#define CODEX        (1U << SG_HOST_CODEX_SKILLS)
#define AGENTS       (1U << SG_HOST_CLAUDE_AGENTS)
#define RULES        (1U << SG_HOST_CLAUDE_RULES)
#define VSCODE       (1U << SG_HOST_VSCODE_AGENTS)
#define CLOUD        (1U << SG_HOST_COPILOT_AGENTS)
#define INSTRUCTIONS (1U << SG_HOST_INSTRUCTIONS)
#define PROMPTS      (1U << SG_HOST_PROMPTS)
#define CURSOR       (1U << SG_HOST_CURSOR_RULES)
#define AGENTS_MD    (1U << SG_HOST_AGENTS_MD)
#define SKILLS       (SPEC | REF | CLAUDE | CODEX)

#define SPEC_KEYS "name description license compatibility metadata allowed-tools"
#define CLAUDE_SKILL_KEYS                                                                         \
	SPEC_KEYS " when_to_use argument-hint arguments disable-model-invocation user-invocable " \
		  "disallowed-tools model effort context agent hooks paths shell background"
#define CLAUDE_AGENT_KEYS                                                                         \
	"name description tools disallowedTools model permissionMode maxTurns skills mcpServers " \
	"hooks memory background omitClaudeMd effort isolation color initialPrompt experimental"
#define VSCODE_AGENT_KEYS                                                                  \
	"name description argument-hint tools agents model user-invocable user-invokable " \
	"disable-model-invocation infer target mcp-servers handoffs hooks metadata"
#define CLOUD_AGENT_KEYS                                                                     \
	"name description tools target model disable-model-invocation user-invocable infer " \
	"mcp-servers metadata"

/* clang-format off */
static const SgHostRule rules[] = {
    /* Where the file stands, and what it is called. */
    {SKILLS, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL, "SKILL.md skill.md",
     "the file is not named SKILL.md"},
    {AGENTS, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL, "*.md",
     "the file does not end in .md"},
    {RULES, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL, "*.md",
     "the file does not end in .md"},
    {CLOUD, SG_EFFECT_SKIPS, true, 0, sg_host_is_place, NULL, "*.chatmode.md",
     "chat modes are read by VS Code alone"},
    {VSCODE | CLOUD, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL,
     "*.agent.md *.chatmode.md **/.github/agents/*.md",
     "the file is neither named NAME.agent.md nor in .github/agents"},
    {VSCODE, SG_EFFECT_ADVISES, false, 0, sg_host_is_place, NULL, "*.chatmode.md",
     "chat modes are now agents: NAME.agent.md"},
    {INSTRUCTIONS, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL,
     "*.instructions.md copilot-instructions.md",
     "the file is not named NAME.instructions.md"},
    {PROMPTS, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL, "*.prompt.md",
     "the file is not named NAME.prompt.md"},
    {CURSOR, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL,
     "*.mdc .cursorrules **/.cursor/rules/**/*.md **/.cursor/rules/*.md",
     "the file does not end in .mdc"},
    {CURSOR, SG_EFFECT_ADVISES, true, 0, sg_host_is_place, NULL, ".cursorrules",
     "the old form; rules now stand in .cursor/rules"},
    {AGENTS_MD, SG_EFFECT_SKIPS, true, 0, sg_host_is_misplaced, NULL, "AGENTS.md AGENTS.override.md",
      "the file is not named AGENTS.md, in capitals"},
    /* Files without front matter. */
    {AGENTS_MD, SG_EFFECT_ADVISES, true, 0, sg_host_is_fenced, NULL, "*",
     "front matter is read as text"},
    {INSTRUCTIONS, SG_EFFECT_DROPS, true, 0, sg_host_is_fenced, NULL, "copilot-instructions.md",
     "its front matter, which is read as text"},
    {INSTRUCTIONS, SG_EFFECT_NOTHING, true, 0, sg_host_is_place, NULL, "copilot-instructions.md",
     ""},
    {CURSOR, SG_EFFECT_DROPS, true, 0, sg_host_is_fenced, NULL, "*.md",
     "its front matter, as only files that end in .mdc have one"},
    {CURSOR, SG_EFFECT_NOTHING, true, 0, sg_host_is_place, NULL, "*.md",  ""},
    /* Front matter as a whole. */
    {SPEC | AGENTS, SG_EFFECT_SKIPS, true, 0, sg_host_is_unfenced, NULL, NULL,  "front matter %s"},
    {CODEX, SG_EFFECT_REFUSES, true, 0, sg_host_is_unfenced, NULL, NULL,  "front matter %s"},
    {REF, SG_EFFECT_INVALID, true, 0, sg_host_is_unfenced, NULL, NULL,  "front matter %s"},
    {CLOUD, SG_EFFECT_SKIPS, true, 0, sg_host_is_unfenced, NULL, NULL,  "front matter %s"},
    {CLAUDE, SG_EFFECT_ADVISES, true, 0, sg_host_is_unfenced, NULL, NULL,
     "front matter %s: named by its folder, described by its first paragraph"},
    {SPEC, SG_EFFECT_SKIPS, true, 0, sg_host_is_beyond_mending, NULL, NULL,
     "front matter is not valid YAML: %s"},
    {SPEC, SG_EFFECT_WARNS, false, 0, sg_host_is_mendable, NULL, NULL,
     "front matter is read only by clients that add quotes: %s"},
    {AGENTS | CLOUD, SG_EFFECT_SKIPS, true, 0, sg_host_is_refused, NULL, NULL,
     "front matter is not valid YAML: %s"},
    {CODEX, SG_EFFECT_REFUSES, true, 0, sg_host_is_refused, NULL, NULL,
     "front matter is not valid YAML: %s"},
    {REF, SG_EFFECT_INVALID, true, 0, sg_host_is_refused, NULL, NULL,
     "front matter is not valid YAML: %s"},
    {CLAUDE | RULES | VSCODE | INSTRUCTIONS | PROMPTS, SG_EFFECT_DROPS, true, 0, sg_host_is_refused,
     NULL, NULL,  "all fields, as the front matter is not valid YAML: %s"},
    {REF, SG_EFFECT_INVALID, true, 0, sg_host_has_inner_fence, NULL, NULL,
     "'---' inside of the front matter ends it"},
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_has_flow, NULL, NULL,
     "[...] and {...} are no values to its YAML parser: %s"},
    /* Names. */
    {AGENTS, SG_EFFECT_SKIPS, true, 0, sg_host_lacks, "name", NULL,
     "no name, so it is taken for documentation"},
    {CODEX, SG_EFFECT_REFUSES, true, 0, sg_host_lacks, "name", NULL,  "no name"},
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_lacks, "name", NULL,  "no name"},
    {SPEC, SG_EFFECT_WARNS, false, 0, sg_host_lacks, "name", NULL,  "no name"},
    {AGENTS, SG_EFFECT_SKIPS, true, 0, sg_host_is_structure, "name", NULL,  "name is no text"},
    {CODEX, SG_EFFECT_REFUSES, true, 0, sg_host_is_structure, "name", NULL,  "name is no text"},
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_is_structure, "name", NULL,  "name is no text"},
    {SPEC, SG_EFFECT_WARNS, false, 0, sg_host_is_structure, "name", NULL,  "name is no text"},
    {CLAUDE | VSCODE | CLOUD | INSTRUCTIONS | PROMPTS, SG_EFFECT_DROPS, false, 0,
     sg_host_is_structure, "name", NULL,  "name, which is no text"},
    {AGENTS, SG_EFFECT_REFUSES, true, 0, sg_host_is_no_agent_name, "name", NULL,
     "name has a ':' in it or a '-' in front: %s"},
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_is_no_name, "name", NULL,
     "name is not lower-case letters, digits and single hyphens: %s"},
    {SPEC, SG_EFFECT_WARNS, false, 0, sg_host_is_no_name, "name", NULL,
     "name is not lower-case letters, digits and single hyphens: %s"},
    {CLAUDE, SG_EFFECT_DROPS, false, 0, sg_host_is_no_name, "name", NULL,
     "name, which is not lower-case letters, digits and hyphens: %s"},
    {REF, SG_EFFECT_INVALID, false, 64, sg_host_is_longer, "name", NULL,
     "name has %s characters, 64 are allowed"},
    {CODEX, SG_EFFECT_REFUSES, true, 64, sg_host_is_longer, "name", NULL,
     "name has %s characters, 64 are allowed"},
    {SPEC, SG_EFFECT_WARNS, false, 64, sg_host_is_longer, "name", NULL,
     "name has %s characters, 64 are allowed"},
    {CLAUDE, SG_EFFECT_DROPS, false, 64, sg_host_is_longer, "name", NULL,
     "name, which has %s characters where 64 are allowed"},
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_is_not_folder, "name", NULL,
     "name is not that of its folder: %s"},
    {SPEC, SG_EFFECT_WARNS, false, 0, sg_host_is_not_folder, "name", NULL,
     "name is not that of its folder: %s"},
    /* Descriptions. */
    {SPEC | AGENTS | CLOUD, SG_EFFECT_SKIPS, true, 0, sg_host_lacks, "description", NULL,
     "no description"},
    {CODEX, SG_EFFECT_REFUSES, true, 0, sg_host_lacks, "description", NULL,  "no description"},
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_lacks, "description", NULL,  "no description"},
    {CLAUDE, SG_EFFECT_ADVISES, false, 0, sg_host_lacks, "description", NULL,
     "no description: the first paragraph stands for it"},
    {SPEC | AGENTS | CLOUD, SG_EFFECT_SKIPS, true, 0, sg_host_is_structure, "description", NULL,
     "description is no text"},
    {CODEX, SG_EFFECT_REFUSES, true, 0, sg_host_is_structure, "description", NULL,
     "description is no text"},
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_is_structure, "description", NULL,
     "description is no text"},
    {CLAUDE | VSCODE | INSTRUCTIONS | PROMPTS | CURSOR, SG_EFFECT_DROPS, false, 0,
     sg_host_is_structure, "description", NULL,  "description, which is no text"},
    {REF, SG_EFFECT_INVALID, false, 1024, sg_host_is_longer, "description", NULL,
     "description has %s characters, 1024 are allowed"},
    {CODEX, SG_EFFECT_REFUSES, true, 1024, sg_host_is_longer, "description", NULL,
     "description has %s characters, 1024 are allowed"},
    {SPEC, SG_EFFECT_WARNS, false, 1024, sg_host_is_longer, "description", NULL,
     "description has %s characters, 1024 are allowed"},
    {CLAUDE, SG_EFFECT_WARNS, false, 1536, sg_host_pair_is_longer, "description", "when_to_use",
     "description and when_to_use have %s characters, what is over 1536 is cut off"},
    /* Other values. */
    {REF, SG_EFFECT_INVALID, false, 500, sg_host_is_longer, "compatibility", NULL,
     "compatibility has %s characters, 500 are allowed"},
    {SPEC, SG_EFFECT_WARNS, false, 500, sg_host_is_longer, "compatibility", NULL,
     "compatibility has %s characters, 500 are allowed"},
    {SPEC, SG_EFFECT_ADVISES, false, 0, sg_host_is_list, "allowed-tools", NULL,
     "allowed-tools is a list, where the specification has a text"},
    {SPEC, SG_EFFECT_ADVISES, false, 0, sg_host_is_text, "metadata", NULL,
     "metadata is a text, where the specification has keys and values"},
    {CLAUDE, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "effort", "low medium high xhigh max",
     "effort, which is %s"},
    {CLAUDE, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "context", "fork",
     "context, which is %s"},
    {CLAUDE, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "shell", "bash powershell",
     "shell, which is %s"},
    {CLAUDE | VSCODE, SG_EFFECT_DROPS, false, 0, sg_host_is_no_bool, "disable-model-invocation", NULL,
      "disable-model-invocation, which is no truth value: %s"},
    {CLAUDE | VSCODE, SG_EFFECT_DROPS, false, 0, sg_host_is_no_bool, "user-invocable", NULL,
     "user-invocable, which is no truth value: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "color",
     "red blue green yellow purple orange pink cyan",  "color, which is no colour it has: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, 0, sg_host_is_no_model, "model",
     "sonnet opus haiku fable inherit",  "model, which is none it has: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "permissionMode",
     "default acceptEdits auto dontAsk bypassPermissions plan manual",
     "permissionMode, which is %s"},
    {AGENTS, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "memory", "user project local",
     "memory, which is %s"},
    {AGENTS, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "isolation", "worktree",
     "isolation, which is %s"},
    {AGENTS, SG_EFFECT_DROPS, false, 0, sg_host_is_no_number, "maxTurns", NULL,
     "maxTurns, which is no number: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, 0, sg_host_is_no_bool, "background", NULL,
     "background, which is no truth value: %s"},
    {VSCODE, SG_EFFECT_DROPS, false, 0, sg_host_is_text, "tools", NULL,
     "tools, which is a text where a list is expected"},
    {VSCODE | CLOUD, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "target",
     "vscode github-copilot",  "target, which is %s"},
    {VSCODE | CLOUD, SG_EFFECT_ADVISES, false, 0, sg_host_has_key, "infer", NULL,
     "infer is retired: user-invocable and disable-model-invocation took its place"},
    {INSTRUCTIONS, SG_EFFECT_DROPS, false, 0, sg_host_is_structure, "applyTo", NULL,
     "applyTo, which is a list where a text with commas is expected"},
    {INSTRUCTIONS, SG_EFFECT_DROPS, false, 0, sg_host_is_none_of, "excludeAgent",
     "code-review coding-agent",  "excludeAgent, which is %s"},
    {PROMPTS, SG_EFFECT_ADVISES, false, 0, sg_host_has_key, "mode", NULL,
     "mode is now called agent"},
    {CURSOR, SG_EFFECT_DROPS, false, 0, sg_host_is_no_bool, "alwaysApply", NULL,
     "alwaysApply, which is no truth value: %s"},
    /* Keys that are not known. */
    {REF, SG_EFFECT_INVALID, false, 0, sg_host_has_unknown_key, NULL, SPEC_KEYS,
     "keys that the specification does not have: %s"},
    {CLAUDE, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL, CLAUDE_SKILL_KEYS,  "%s"},
    {SPEC | CODEX, SG_EFFECT_EXTRA, false, 0, sg_host_has_unknown_key, NULL, SPEC_KEYS,  "%s"},
    {AGENTS, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL, CLAUDE_AGENT_KEYS,  "%s"},
    {RULES, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL, "paths",  "%s"},
    {VSCODE, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL, VSCODE_AGENT_KEYS,  "%s"},
    {CLOUD, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL, CLOUD_AGENT_KEYS,  "%s"},
    {INSTRUCTIONS, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL,
     "name description applyTo excludeAgent",  "%s"},
    {PROMPTS, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL,
     "name description argument-hint agent mode model tools",  "%s"},
    {CURSOR, SG_EFFECT_UNKNOWN, false, 0, sg_host_has_unknown_key, NULL,
     "description globs alwaysApply",  "%s"},
    /* When it is used at all. */
    {INSTRUCTIONS, SG_EFFECT_ADVISES, false, 0, sg_host_lacks_keys, NULL, "applyTo",
     "without applyTo it is never applied by itself"},
    {CURSOR, SG_EFFECT_ADVISES, false, 0, sg_host_lacks_keys, NULL, "description globs alwaysApply",
      "without description, globs and alwaysApply it is used only when it is named"},
    /* Size. */
    {CLOUD, SG_EFFECT_REFUSES, false, 30000, sg_host_body_characters, NULL, NULL,
     "the prompt has %s characters, 30000 are allowed"},
    {SPEC | CURSOR, SG_EFFECT_ADVISES, false, 500, sg_host_body_lines, NULL, NULL,
     "the body has %s lines, at most 500 are advised"},
    {SPEC, SG_EFFECT_ADVISES, false, 5000, sg_host_body_tokens, NULL, NULL,
     "the body has about %s tokens, at most 5000 are advised"},
};
/* clang-format on */

const SgHostRule *
sg_host_rules(size_t *count)
{
	*count = G_N_ELEMENTS(rules);
	return rules;
}
