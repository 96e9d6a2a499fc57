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
    {SKILLS, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL, "SKILL.md skill.md", 0,
     "the file is not named SKILL.md"},
    {AGENTS, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL, "*.md", 0,
     "the file does not end in .md"},
    {RULES, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL, "*.md", 0,
     "the file does not end in .md"},
    {CLOUD, SG_EFFECT_SKIPS, true, sg_host_is_place, NULL, "*.chatmode.md", 0,
     "chat modes are read by VS Code alone"},
    {VSCODE | CLOUD, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL,
     "*.agent.md *.chatmode.md **/.github/agents/*.md", 0,
     "the file is neither named NAME.agent.md nor in .github/agents"},
    {VSCODE, SG_EFFECT_ADVISES, false, sg_host_is_place, NULL, "*.chatmode.md", 0,
     "chat modes are now agents: NAME.agent.md"},
    {INSTRUCTIONS, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL,
     "*.instructions.md copilot-instructions.md", 0,
     "the file is not named NAME.instructions.md"},
    {PROMPTS, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL, "*.prompt.md", 0,
     "the file is not named NAME.prompt.md"},
    {CURSOR, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL,
     "*.mdc .cursorrules **/.cursor/rules/**/*.md **/.cursor/rules/*.md", 0,
     "the file does not end in .mdc"},
    {CURSOR, SG_EFFECT_ADVISES, true, sg_host_is_place, NULL, ".cursorrules", 0,
     "the old form; rules now stand in .cursor/rules"},
    {AGENTS_MD, SG_EFFECT_SKIPS, true, sg_host_is_misplaced, NULL, "AGENTS.md AGENTS.override.md",
     0, "the file is not named AGENTS.md, in capitals"},

    /* Files without front matter. */
    {AGENTS_MD, SG_EFFECT_ADVISES, true, sg_host_is_fenced, NULL, "*", 0,
     "front matter is read as text"},
    {INSTRUCTIONS, SG_EFFECT_DROPS, true, sg_host_is_fenced, NULL, "copilot-instructions.md", 0,
     "its front matter, which is read as text"},
    {INSTRUCTIONS, SG_EFFECT_NOTHING, true, sg_host_is_place, NULL, "copilot-instructions.md", 0,
     ""},
    {CURSOR, SG_EFFECT_DROPS, true, sg_host_is_fenced, NULL, "*.md", 0,
     "its front matter, as only files that end in .mdc have one"},
    {CURSOR, SG_EFFECT_NOTHING, true, sg_host_is_place, NULL, "*.md", 0, ""},

    /* Front matter as a whole. */
    {SPEC | AGENTS, SG_EFFECT_SKIPS, true, sg_host_is_unfenced, NULL, NULL, 0, "front matter %s"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_is_unfenced, NULL, NULL, 0, "front matter %s"},
    {REF, SG_EFFECT_INVALID, true, sg_host_is_unfenced, NULL, NULL, 0, "front matter %s"},
    {CLOUD, SG_EFFECT_SKIPS, true, sg_host_is_unfenced, NULL, NULL, 0, "front matter %s"},
    {CLAUDE, SG_EFFECT_ADVISES, true, sg_host_is_unfenced, NULL, NULL, 0,
     "front matter %s: named by its folder, described by its first paragraph"},
    {SPEC, SG_EFFECT_SKIPS, true, sg_host_is_beyond_mending, NULL, NULL, 0,
     "front matter is not valid YAML: %s"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_is_mendable, NULL, NULL, 0,
     "front matter is read only by clients that add quotes: %s"},
    {AGENTS | CLOUD, SG_EFFECT_SKIPS, true, sg_host_is_refused, NULL, NULL, 0,
     "front matter is not valid YAML: %s"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_is_refused, NULL, NULL, 0,
     "front matter is not valid YAML: %s"},
    {REF, SG_EFFECT_INVALID, true, sg_host_is_refused, NULL, NULL, 0,
     "front matter is not valid YAML: %s"},
    {CLAUDE | RULES | VSCODE | INSTRUCTIONS | PROMPTS, SG_EFFECT_DROPS, true, sg_host_is_refused,
     NULL, NULL, 0, "all fields, as the front matter is not valid YAML: %s"},
    {REF, SG_EFFECT_INVALID, true, sg_host_has_inner_fence, NULL, NULL, 0,
     "'---' inside of the front matter ends it"},
    {REF, SG_EFFECT_INVALID, false, sg_host_has_flow, NULL, NULL, 0,
     "[...] and {...} are no values to its YAML parser: %s"},

    /* Names. */
    {AGENTS, SG_EFFECT_SKIPS, true, sg_host_lacks, "name", NULL, 0,
     "no name, so it is taken for documentation"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_lacks, "name", NULL, 0, "no name"},
    {REF, SG_EFFECT_INVALID, false, sg_host_lacks, "name", NULL, 0, "no name"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_lacks, "name", NULL, 0, "no name"},
    {AGENTS, SG_EFFECT_SKIPS, true, sg_host_is_structure, "name", NULL, 0, "name is no text"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_is_structure, "name", NULL, 0, "name is no text"},
    {REF, SG_EFFECT_INVALID, false, sg_host_is_structure, "name", NULL, 0, "name is no text"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_is_structure, "name", NULL, 0, "name is no text"},
    {CLAUDE | VSCODE | CLOUD | INSTRUCTIONS | PROMPTS, SG_EFFECT_DROPS, false,
     sg_host_is_structure, "name", NULL, 0, "name, which is no text"},
    {AGENTS, SG_EFFECT_REFUSES, true, sg_host_is_no_agent_name, "name", NULL, 0,
     "name has a ':' in it or a '-' in front: %s"},
    {REF, SG_EFFECT_INVALID, false, sg_host_is_no_name, "name", NULL, 0,
     "name is not lower-case letters, digits and single hyphens: %s"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_is_no_name, "name", NULL, 0,
     "name is not lower-case letters, digits and single hyphens: %s"},
    {CLAUDE, SG_EFFECT_DROPS, false, sg_host_is_no_name, "name", NULL, 0,
     "name, which is not lower-case letters, digits and hyphens: %s"},
    {REF, SG_EFFECT_INVALID, false, sg_host_is_longer, "name", NULL, 64,
     "name has %s characters, 64 are allowed"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_is_longer, "name", NULL, 64,
     "name has %s characters, 64 are allowed"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_is_longer, "name", NULL, 64,
     "name has %s characters, 64 are allowed"},
    {CLAUDE, SG_EFFECT_DROPS, false, sg_host_is_longer, "name", NULL, 64,
     "name, which has %s characters where 64 are allowed"},
    {REF, SG_EFFECT_INVALID, false, sg_host_is_not_folder, "name", NULL, 0,
     "name is not that of its folder: %s"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_is_not_folder, "name", NULL, 0,
     "name is not that of its folder: %s"},

    /* Descriptions. */
    {SPEC | AGENTS | CLOUD, SG_EFFECT_SKIPS, true, sg_host_lacks, "description", NULL, 0,
     "no description"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_lacks, "description", NULL, 0, "no description"},
    {REF, SG_EFFECT_INVALID, false, sg_host_lacks, "description", NULL, 0, "no description"},
    {CLAUDE, SG_EFFECT_ADVISES, false, sg_host_lacks, "description", NULL, 0,
     "no description: the first paragraph stands for it"},
    {SPEC | AGENTS | CLOUD, SG_EFFECT_SKIPS, true, sg_host_is_structure, "description", NULL, 0,
     "description is no text"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_is_structure, "description", NULL, 0,
     "description is no text"},
    {REF, SG_EFFECT_INVALID, false, sg_host_is_structure, "description", NULL, 0,
     "description is no text"},
    {CLAUDE | VSCODE | INSTRUCTIONS | PROMPTS | CURSOR, SG_EFFECT_DROPS, false,
     sg_host_is_structure, "description", NULL, 0, "description, which is no text"},
    {REF, SG_EFFECT_INVALID, false, sg_host_is_longer, "description", NULL, 1024,
     "description has %s characters, 1024 are allowed"},
    {CODEX, SG_EFFECT_REFUSES, true, sg_host_is_longer, "description", NULL, 1024,
     "description has %s characters, 1024 are allowed"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_is_longer, "description", NULL, 1024,
     "description has %s characters, 1024 are allowed"},
    {CLAUDE, SG_EFFECT_WARNS, false, sg_host_pair_is_longer, "description", "when_to_use", 1536,
     "description and when_to_use have %s characters, what is over 1536 is cut off"},

    /* Other values. */
    {REF, SG_EFFECT_INVALID, false, sg_host_is_longer, "compatibility", NULL, 500,
     "compatibility has %s characters, 500 are allowed"},
    {SPEC, SG_EFFECT_WARNS, false, sg_host_is_longer, "compatibility", NULL, 500,
     "compatibility has %s characters, 500 are allowed"},
    {SPEC, SG_EFFECT_ADVISES, false, sg_host_is_list, "allowed-tools", NULL, 0,
     "allowed-tools is a list, where the specification has a text"},
    {SPEC, SG_EFFECT_ADVISES, false, sg_host_is_text, "metadata", NULL, 0,
     "metadata is a text, where the specification has keys and values"},
    {CLAUDE, SG_EFFECT_DROPS, false, sg_host_is_none_of, "effort", "low medium high xhigh max", 0,
     "effort, which is %s"},
    {CLAUDE, SG_EFFECT_DROPS, false, sg_host_is_none_of, "context", "fork", 0,
     "context, which is %s"},
    {CLAUDE, SG_EFFECT_DROPS, false, sg_host_is_none_of, "shell", "bash powershell", 0,
     "shell, which is %s"},
    {CLAUDE | VSCODE, SG_EFFECT_DROPS, false, sg_host_is_no_bool, "disable-model-invocation", NULL,
     0, "disable-model-invocation, which is no truth value: %s"},
    {CLAUDE | VSCODE, SG_EFFECT_DROPS, false, sg_host_is_no_bool, "user-invocable", NULL, 0,
     "user-invocable, which is no truth value: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, sg_host_is_none_of, "color",
     "red blue green yellow purple orange pink cyan", 0, "color, which is no colour it has: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, sg_host_is_no_model, "model",
     "sonnet opus haiku fable inherit", 0, "model, which is none it has: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, sg_host_is_none_of, "permissionMode",
     "default acceptEdits auto dontAsk bypassPermissions plan manual", 0,
     "permissionMode, which is %s"},
    {AGENTS, SG_EFFECT_DROPS, false, sg_host_is_none_of, "memory", "user project local", 0,
     "memory, which is %s"},
    {AGENTS, SG_EFFECT_DROPS, false, sg_host_is_none_of, "isolation", "worktree", 0,
     "isolation, which is %s"},
    {AGENTS, SG_EFFECT_DROPS, false, sg_host_is_no_number, "maxTurns", NULL, 0,
     "maxTurns, which is no number: %s"},
    {AGENTS, SG_EFFECT_DROPS, false, sg_host_is_no_bool, "background", NULL, 0,
     "background, which is no truth value: %s"},
    {VSCODE, SG_EFFECT_DROPS, false, sg_host_is_text, "tools", NULL, 0,
     "tools, which is a text where a list is expected"},
    {VSCODE | CLOUD, SG_EFFECT_DROPS, false, sg_host_is_none_of, "target",
     "vscode github-copilot", 0, "target, which is %s"},
    {VSCODE | CLOUD, SG_EFFECT_ADVISES, false, sg_host_has_key, "infer", NULL, 0,
     "infer is retired: user-invocable and disable-model-invocation took its place"},
    {INSTRUCTIONS, SG_EFFECT_DROPS, false, sg_host_is_structure, "applyTo", NULL, 0,
     "applyTo, which is a list where a text with commas is expected"},
    {INSTRUCTIONS, SG_EFFECT_DROPS, false, sg_host_is_none_of, "excludeAgent",
     "code-review coding-agent", 0, "excludeAgent, which is %s"},
    {PROMPTS, SG_EFFECT_ADVISES, false, sg_host_has_key, "mode", NULL, 0,
     "mode is now called agent"},
    {CURSOR, SG_EFFECT_DROPS, false, sg_host_is_no_bool, "alwaysApply", NULL, 0,
     "alwaysApply, which is no truth value: %s"},

    /* Keys that are not known. */
    {REF, SG_EFFECT_INVALID, false, sg_host_has_unknown_key, NULL, SPEC_KEYS, 0,
     "keys that the specification does not have: %s"},
    {CLAUDE, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL, CLAUDE_SKILL_KEYS, 0, "%s"},
    {SPEC | CODEX, SG_EFFECT_EXTRA, false, sg_host_has_unknown_key, NULL, SPEC_KEYS, 0, "%s"},
    {AGENTS, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL, CLAUDE_AGENT_KEYS, 0, "%s"},
    {RULES, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL, "paths", 0, "%s"},
    {VSCODE, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL, VSCODE_AGENT_KEYS, 0, "%s"},
    {CLOUD, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL, CLOUD_AGENT_KEYS, 0, "%s"},
    {INSTRUCTIONS, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL,
     "name description applyTo excludeAgent", 0, "%s"},
    {PROMPTS, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL,
     "name description argument-hint agent mode model tools", 0, "%s"},
    {CURSOR, SG_EFFECT_UNKNOWN, false, sg_host_has_unknown_key, NULL,
     "description globs alwaysApply", 0, "%s"},

    /* When it is used at all. */
    {INSTRUCTIONS, SG_EFFECT_ADVISES, false, sg_host_lacks_keys, NULL, "applyTo", 0,
     "without applyTo it is never applied by itself"},
    {CURSOR, SG_EFFECT_ADVISES, false, sg_host_lacks_keys, NULL, "description globs alwaysApply",
     0, "without description, globs and alwaysApply it is used only when it is named"},

    /* Size. */
    {CLOUD, SG_EFFECT_REFUSES, false, sg_host_body_characters, NULL, NULL, 30000,
     "the prompt has %s characters, 30000 are allowed"},
    {SPEC | CURSOR, SG_EFFECT_ADVISES, false, sg_host_body_lines, NULL, NULL, 500,
     "the body has %s lines, at most 500 are advised"},
    {SPEC, SG_EFFECT_ADVISES, false, sg_host_body_tokens, NULL, NULL, 5000,
     "the body has about %s tokens, at most 5000 are advised"},
};
/* clang-format on */

const SgHostRule *
sg_host_rules(size_t *count)
{
	*count = G_N_ELEMENTS(rules);
	return rules;
}
