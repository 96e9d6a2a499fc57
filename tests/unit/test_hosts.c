/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include "model/host.h"

/* What each host makes of documents that people write. */

#define FM(keys) "---\n" keys "---\n# Bees\n\nKeep them warm.\n"
#define A64      "a123456789b123456789c123456789d123456789e123456789f123456789abcd"
#define TEN(x)   x x x x x x x x x x

/* One letter for each host, in the order of the enumeration: Agent Skills, skills-ref, Claude
 * skills, Codex, Claude agents, Claude rules, VS Code agents, Copilot agents, instructions,
 * prompts, Cursor, AGENTS.md. l loads, i ignores fields, r refuses, s skips, - does not look. */
static const struct {
	const char *path, *text, *verdicts, *why;
} fixtures[] = {
    /* Skills: names. */
    {"skills/keep-bees/SKILL.md", FM("name: keep-bees\ndescription: How to keep bees.\n"),
     "llll--------", NULL},
    {"skills/bees/SKILL.md", FM("name: keep-bees\ndescription: How to keep bees.\n"),
     "lrll--------", "name is not that of its folder: keep-bees, its folder is bees"},
    {"SKILL.md", FM("name: keep-bees\ndescription: How to keep bees.\n"), "llll--------", NULL},
    {"skills/Keep-Bees/SKILL.md", FM("name: Keep-Bees\ndescription: How.\n"), "lril--------",
     "not lower-case letters"},
    {"skills/bees/SKILL.md", FM("name: Keep bees\ndescription: How.\n"), "lril--------",
     "name, which is not lower-case letters"},
    {"skills/-bees/SKILL.md", FM("name: -bees\ndescription: How.\n"), "lril--------", NULL},
    {"skills/keep--bees/SKILL.md", FM("name: keep--bees\ndescription: How.\n"), "lril--------",
     "single hyphens"},
    {"skills/keep_bees/SKILL.md", FM("name: keep_bees\ndescription: How.\n"), "lril--------", NULL},
    {"skills/b\303\266e/SKILL.md", FM("name: b\303\266e\ndescription: How.\n"), "llll--------",
     NULL},
    {"skills/" A64 "/SKILL.md", FM("name: " A64 "\ndescription: How.\n"), "llll--------", NULL},
    {"skills/" A64 "x/SKILL.md", FM("name: " A64 "x\ndescription: How.\n"), "lrir--------",
     "name has 65 characters, 64 are allowed"},
    {"skills/bees/SKILL.md", FM("description: How to keep bees.\n"), "lrlr--------", "no name"},
    {"skills/bees/SKILL.md", FM("name:\ndescription: How.\n"), "lrlr--------", "no name"},
    {"skills/bees/SKILL.md", FM("name: [bees]\ndescription: How.\n"), "lrir--------",
     "name, which is no text"},
    {"skills/bees/SKILL.md", FM("Name: bees\ndescription: How.\n"), "irir--------", "no name"},

    /* Skills: descriptions. */
    {"skills/bees/SKILL.md", FM("name: bees\n"), "srlr--------", "no description"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: \"  \"\n"), "srlr--------",
     "no description: the first paragraph stands for it"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription:\n  - a\n  - b\n"), "srir--------",
     "description is no text"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: " TEN(TEN("0123456789")) "\n"),
     "llll--------", NULL},
    {"skills/bees/SKILL.md",
     FM("name: bees\ndescription: " TEN(TEN("0123456789")) "0123456789012345678901234\n"),
     "lrlr--------", "description has 1025 characters"},
    {"skills/bees/SKILL.md",
     FM("name: bees\ndescription: d\nwhen_to_use: " TEN(TEN("0123456789"))
	    TEN(TEN("0123456789")) "\n"),
     "irli--------", "what is over 1536 is cut off"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: >\n  How to\n  keep bees.\n"),
     "llll--------", NULL},

    /* Skills: front matter as a whole. */
    {"skills/bees/SKILL.md", "# Bees\n\nKeep them warm.\n", "srlr--------",
     "front matter is missing"},
    {"skills/bees/SKILL.md", "---\nname: bees\ndescription: d\n\n# Bees\n", "srlr--------",
     "front matter is not closed by a line '---'"},
    {"skills/bees/SKILL.md", "\n---\nname: bees\ndescription: d\n---\n# Bees\n", "srlr--------",
     "front matter"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: Use when: it is cold\n"), "lrir--------",
     "read only by clients that add quotes"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: \"never closed\n"), "srir--------",
     "not valid YAML"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: [WIP] bees\n"), "srir--------", NULL},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\nname: wasps\n"), "srir--------", NULL},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\n\ttabs: here\n"), "srir--------",
     NULL},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: a --- b\n"), "lrll--------",
     "'---' inside of the front matter ends it"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\nargument-hint: [number]\n"),
     "irli--------", "no values to its YAML parser: argument-hint"},
    {"skills/bees/SKILL.md", "---\r\nname: bees\r\ndescription: d\r\n---\r\n# Bees\r\n",
     "llll--------", NULL},
    {"skills/bees/SKILL.md", "\357\273\277---\nname: bees\ndescription: d\n---\n# Bees\n",
     "llll--------", NULL},

    /* Skills: keys. */
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\nauthor: me\nversion: 1.0\n"),
     "irii--------", "keys that the specification does not have: author, version"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\nlicense: MIT\nmetadata:\n  a: b\n"),
     "llll--------", NULL},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\neffort: huge\n"), "irii--------",
     "effort, which is huge"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\ncontext: fork\nshell: bash\n"),
     "irli--------", NULL},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\nuser-invocable: maybe\n"),
     "irii--------", "no truth value: maybe"},
    {"skills/bees/SKILL.md", FM("name: bees\ndescription: d\nallowed-tools:\n  - Read\n"),
     "llll--------", "allowed-tools is a list"},
    {"skills/bees/SKILL.md",
     FM("name: bees\ndescription: d\ncompatibility: " TEN("0123456789012345678901234567890123456789"
							  "012345678901") "\n"),
     "lrll--------", "compatibility has 520 characters"},

    /* Skills: places. */
    {"skills/bees/skill.md", FM("name: bees\ndescription: d\n"), "llll--------", NULL},
    {"skills/bees.md", FM("name: bees\ndescription: d\nallowed-tools: Read\n"), "ssss--------",
     "not named SKILL.md"},
    {".claude/skills/bees.md", "# Bees\n\nKeep them warm.\n", "--s---------", "not named SKILL.md"},
    {"skills/bees/references/hives.md", "# Hives\n\nBuild them.\n", "------------", NULL},

    /* Claude Code sub-agents. */
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: Keeps bees.\n"), "----l-------",
     NULL},
    {".claude/agents/other.md", FM("name: keeper\ndescription: d\ntools: Read, Grep\n"),
     "----l-------", NULL},
    {".claude/agents/keeper.md", FM("description: Keeps bees.\n"), "----s-------",
     "taken for documentation"},
    {".claude/agents/keeper.md", FM("name: keeper\n"), "----s-------", "no description"},
    {".claude/agents/keeper.md", "# Keeper\n\nYou keep bees.\n", "----s-------",
     "front matter is missing"},
    {".claude/agents/keeper.md", "\n" FM("name: keeper\ndescription: d\n"), "----s-------", NULL},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: Example: a bee\n"), "----s-------",
     "not valid YAML"},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\ntools: *\n"), "----s-------",
     NULL},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\ncolor: magenta\n"),
     "----i-------", "color, which is no colour it has: magenta"},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\ncolor: cyan\nmodel: opus\n"),
     "----l-------", NULL},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\ncolor: #fff\n"), "----l-------",
     NULL},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\nmodel: best\n"), "----i-------",
     "model, which is none it has: best"},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\nmodel: some-model-4-1\n"),
     "----l-------", NULL},
    {".claude/agents/keeper.md", FM("name: team:keeper\ndescription: d\n"), "----r-------",
     "name has a ':' in it"},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\ntier: 1\nrisk: low\n"),
     "----i-------", "tier, risk"},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\nmaxTurns: many\n"),
     "----i-------", "maxTurns, which is no number"},
    {".claude/agents/keeper.md", FM("name: keeper\ndescription: d\npermissionMode: yolo\n"),
     "----i-------", NULL},
    {".claude/agents/keeper.txt", FM("name: keeper\ndescription: d\n"), "----s-------",
     "does not end in .md"},
    {"copies/keeper.txt", FM("name: keeper\ndescription: d\ntools: Read\n"), "----s-------",
     "does not end in .md"},

    /* Claude Code rules. */
    {".claude/rules/style.md", FM("paths: \"src/**\"\n"), "-----l------", NULL},
    {".claude/rules/style.md", "# Style\n\nBe brief.\n", "-----l------", NULL},
    {".claude/rules/style.md", FM("paths: **/*.rs\n"), "-----i------", "not valid YAML"},
    {".claude/rules/style.md", FM("globs: \"*.rs\"\nalwaysApply: true\n"), "-----i------",
     "globs, alwaysApply"},

    /* Copilot agents. */
    {".github/agents/keeper.agent.md", FM("description: d\ntools: [read, edit]\n"), "------ll----",
     NULL},
    {".github/agents/keeper.md", FM("description: d\n"), "------ll----", NULL},
    {".github/agents/keeper.agent.md", FM("name: keeper\n"), "------ls----", "no description"},
    {".github/agents/keeper.agent.md", "# Keeper\n\nKeep.\n", "------ls----", NULL},
    {".github/agents/keeper.agent.md", FM("description: d\nhandoffs:\n  - label: x\n"),
     "------li----", "handoffs"},
    {".github/agents/keeper.agent.md", FM("description: d\ntools: read, edit\n"), "------il----",
     "tools, which is a text"},
    {".github/agents/keeper.agent.md", FM("description: d\ntarget: cursor\n"), "------ii----",
     "target, which is cursor"},
    {".github/agents/keeper.agent.md", FM("description: d\ninfer: true\n"), "------ll----",
     "infer is retired"},
    {".github/agents/keeper.agent.md", FM("description: When: cold\n"), "------is----",
     "all fields, as the front matter is not valid YAML"},
    {".github/chatmodes/keeper.chatmode.md", FM("description: d\n"), "------ls----",
     "chat modes are now agents"},
    {"x/keeper.md", FM("description: d\nhandoffs: [a]\n"), "------ss----", "neither named"},

    /* Copilot instructions and prompts. */
    {".github/instructions/rust.instructions.md", FM("applyTo: \"**/*.rs\"\n"), "--------l---",
     NULL},
    {".github/instructions/rust.instructions.md", FM("applyTo: **/*.rs\n"), "--------i---",
     "not valid YAML"},
    {".github/instructions/rust.instructions.md", FM("applyTo: [a, b]\n"), "--------i---",
     "applyTo, which is a list"},
    {".github/instructions/rust.instructions.md", FM("description: d\n"), "--------l---",
     "without applyTo it is never applied by itself"},
    {".github/instructions/rust.instructions.md", FM("applyTo: '*'\nexcludeAgent: me\n"),
     "--------i---", "excludeAgent, which is me"},
    {".github/instructions/rust.md", FM("applyTo: '*'\n"), "--------s---",
     "not named NAME.instructions.md"},
    {".github/copilot-instructions.md", "# Use bees\n\nAlways.\n", "--------l---", NULL},
    {".github/copilot-instructions.md", FM("applyTo: '**'\n"), "--------i---",
     "its front matter, which is read as text"},
    {".github/prompts/count.prompt.md", FM("description: d\nagent: ask\n"), "---------l--", NULL},
    {".github/prompts/count.prompt.md", FM("description: d\nmode: ask\n"), "---------l--",
     "mode is now called agent"},
    {".github/prompts/count.prompt.md", FM("description: d\ncategory: bees\n"), "---------i--",
     "category"},
    {".github/prompts/count.md", FM("description: d\nmode: ask\n"), "---------s--",
     "not named NAME.prompt.md"},

    /* Cursor. */
    {".cursor/rules/rust.mdc", FM("globs: **/*.rs, **/*.toml\nalwaysApply: false\n"),
     "----------l-", NULL},
    {".cursor/rules/rust.mdc", FM("description: When: cold\nglobs:\nalwaysApply: true\n"),
     "----------l-", NULL},
    {".cursor/rules/rust.mdc", FM("description: d\nauthor: me\n"), "----------i-", "author"},
    {".cursor/rules/rust.mdc", FM("alwaysApply: sometimes\n"), "----------i-",
     "alwaysApply, which is no truth value"},
    {".cursor/rules/rust.mdc", "# Rust\n\nUse it.\n", "----------l-", "used only when it is named"},
    {".cursor/rules/rust.md", FM("alwaysApply: true\n"), "----------i-",
     "only files that end in .mdc"},
    {".cursor/rules/rust.txt", FM("alwaysApply: true\n"), "----------s-", "does not end in .mdc"},
    {".cursorrules", "Use bees.\n", "----------l-", "the old form"},

    /* AGENTS.md and what no host looks at. */
    {"AGENTS.md", "# Bees\n\nKeep them.\n", "-----------l", NULL},
    {"deep/AGENTS.md", FM("name: x\n"), "-----------l", "front matter is read as text"},
    {"agents.md", "# Bees\n\nKeep them.\n", "-----------s", "in capitals"},
    {"guide.md", "# Bees\n\nKeep them.\n", "------------", NULL},
    {"CLAUDE.md", "# Bees\n\nKeep them.\n", "------------", NULL},
};

static bool
says(const SgDocument *doc, const char *why)
{
	for (guint i = 0; i < doc->hosts->len; i++) {
		const SgHostRecord *record = &g_array_index(doc->hosts, SgHostRecord, i);
		if (strstr(sg_document_str(doc, record->why), why))
			return true;
	}
	return false;
}

static void
test_verdicts(void)
{
	g_assert_cmpuint(G_N_ELEMENTS(fixtures), >=, 60);
	for (size_t i = 0; i < G_N_ELEMENTS(fixtures); i++) {
		g_autoptr(SgDocument) doc = read_as(fixtures[i].path, fixtures[i].text);
		char got[SG_N_HOSTS + 1] = "------------";
		for (guint h = 0; h < doc->hosts->len; h++) {
			const SgHostRecord *record = &g_array_index(doc->hosts, SgHostRecord, h);
			got[record->host] = *sg_host_verdict_name(record->verdict);
			bool silent = record->why == 0;
			g_assert_true(record->verdict == SG_HOST_LOADS || !silent);
			if (strcmp(fixtures[i].verdicts, got) != 0 && !silent)
				g_test_message("%s: %s", sg_host_info(record->host)->name,
					       sg_document_str(doc, record->why));
		}
		if (strcmp(fixtures[i].verdicts, got) != 0)
			g_error("fixture %zu, %s: %s, not %s:\n%s", i, fixtures[i].path, got,
				fixtures[i].verdicts, fixtures[i].text);
		if (fixtures[i].why && !says(doc, fixtures[i].why))
			g_error("fixture %zu, %s: nobody says %s", i, fixtures[i].path,
				fixtures[i].why);
	}
}

static const struct {
	const char *path, *text, *diags;
} diagnosed[] = {
    {".claude/agents/a.md", FM("name: a\n"), "host-skips@1:1"},
    {"agents/a.md", FM("name: a\n"), "host-would-skip@1:1"},
    {".claude/agents/a.md", FM("name: a\ndescription: d\ncolor: pearl\nrank: 1\n"),
     "host-value@4:8 host-key@5:1"},
    {"bees/SKILL.md", FM("name: wasps\ndescription: d\n"), "host-warns@2:7 host-invalid@2:7"},
    {".cursor/rules/a.mdc", "# A\n\nText.\n", "host-advice@1:1"},
    {"docs/agents.md", "# A\n\nText.\n", "host-would-skip@0:0"},
    {"bees/SKILL.md", FM("name: bees\ndescription: d\n"), ""},
};

static void
test_diagnosed(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(diagnosed); i++) {
		g_autoptr(SgDocument) doc = read_as(diagnosed[i].path, diagnosed[i].text);
		g_autofree char *diags = list_diags(doc, true);
		g_assert_cmpstr(diags, ==, diagnosed[i].diags);
	}
}

static void
append_lines(GString *text, unsigned lines)
{
	for (unsigned i = 0; i < lines; i++)
		g_string_append(text, "word word word\n\n");
}

static void
test_sizes(void)
{
	g_autoptr(GString) skill = g_string_new("---\nname: bees\ndescription: d\n---\n");
	append_lines(skill, 260);
	g_autoptr(SgDocument) lines = read_as("bees/SKILL.md", skill->str);
	g_assert_true(says(lines, "the body has 520 lines, at most 500 are advised"));
	append_lines(skill, 1200);
	g_autoptr(SgDocument) tokens = read_as("bees/SKILL.md", skill->str);
	g_assert_true(says(tokens, "tokens, at most 5000 are advised"));
	g_autoptr(GString) agent = g_string_new("---\ndescription: d\n---\n");
	append_lines(agent, 1900);
	g_autoptr(SgDocument) prompt = read_as("x.agent.md", agent->str);
	g_assert_true(says(prompt, "the prompt has 30400 characters, 30000 are allowed"));
	g_assert_cmpuint(prompt->record.body_tokens, ==, 7600);
	g_assert_cmpuint(prompt->record.description_tokens, ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	g_test_add_func("/hosts/verdict-of-each-for-each-fixture", test_verdicts);
	g_test_add_func("/hosts/diagnosed-at-their-place", test_diagnosed);
	g_test_add_func("/hosts/sizes-against-limits", test_sizes);
	int status = g_test_run();
	reading_done();
	return status;
}
