/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include "read/steps.h"

#define BODY    "\n# Bees\n\nSome text.\n"
#define PERSONA "\nYou are a keeper of bees.\n\n## Work\n\nCount them.\n"

static const struct {
	const char *path;
	const char *text;
	const char *type;
	const char *dialect;
} told[] = {
    {"skills/bees/SKILL.md", "---\nname: bees\ndescription: d\n---\n" BODY, "skill", "agent-skill"},
    {"skills/bees/references/hive.md", BODY, "reference", "skill-reference"},
    {"bees/references/hive.md", BODY, "reference", "skill-reference"},
    {".claude/agents/keeper.md", "---\nname: keeper\ndescription: d\n---\n" PERSONA, "agent",
     "claude-agent"},
    {"team/agents/keeper.md", BODY, "agent", "claude-agent"},
    {".github/agents/keeper.md", BODY, "agent", "copilot-agent"},
    {"x/keeper.agent.md", BODY, "agent", "copilot-agent"},
    {".github/instructions/bees.instructions.md", "---\napplyTo: '**'\n---\n" BODY, "rule",
     "copilot-instructions"},
    {".github/copilot-instructions.md", BODY, "rule", "copilot-instructions"},
    {".github/prompts/count.prompt.md", BODY, "prompt", "copilot-prompt"},
    {".claude/commands/count.md", BODY, "prompt", "claude-command"},
    {".cursor/rules/bees.mdc", "---\nglobs: *.rs\nalwaysApply: false\n---\n" BODY, "rule",
     "cursor-rule"},
    {"AGENTS.md", BODY, "rule", "agents-md"},
    {"deep/down/AGENTS.md", BODY, "rule", "agents-md"},
    {"CLAUDE.md", BODY, "rule", "claude-md"},
    {".cursorrules", BODY, "rule", "cursor-rule"},
    {"a.txt", "---\nname: a\ndescription: d\ntools: Read\n---\n" BODY, "agent", "claude-agent"},
    {"a.txt", "---\ntitle: a\ndescription: d\ncategory: c\n---\n" PERSONA, "agent", "claude-agent"},
    {"a.txt", "---\nname: a\ndescription: d\ntier: one\n---\n" BODY, "skill", "agent-skill"},
    {"a.txt", "---\napplyTo: x\n---\n" BODY, "rule", "copilot-instructions"},
    {"a.txt", "# Bees\n\nSome text.\n", "guide", "plain"},
    {"a.txt", "# Bees\n" PERSONA, "agent", "plain"},
    {"a.txt", "", "other", "plain"},
};

static void
test_told(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
		g_autoptr(SgDocument) doc = read_as(told[i].path, told[i].text);
		const char *type = sg_doc_type_name((SgDocType)doc->record.type);
		const char *dialect = sg_document_str(doc, doc->record.dialect);
		if (strcmp(type, told[i].type) != 0 || strcmp(dialect, told[i].dialect) != 0)
			g_error("case %zu, %s: %s, %s", i, told[i].path, type, dialect);
	}
}

static const struct {
	const char *text;
	const char *name, *title, *description, *date;
} profiles[] = {
    {"---\nname: keep-bees\ndescription: How to.\n---\n# Keeping *Bees*\n\nText.\n", "keep-bees",
     "Keeping Bees", "How to.", ""},
    {"---\nname: keep-bees\n---\n## Work\n\nText.\n", "keep-bees", "Keep bees", "Text.", ""},
    {"---\ntitle: bee-pro\ndescription: d\n---\n## Work\n", "bee-pro", "bee-pro", "d", ""},
    {"---\ntitle: All About Bees\n---\n## Work\n", "", "All About Bees", "", ""},
    {"# Bees\n\nFirst `words` of\nit.\n\nSecond.\n", "", "Bees", "First words of it.", ""},
    {"Just a line.\n", "", "Just a line.", "Just a line.", ""},
    {"---\nname: [a]\n---\n# Bees\n", "", "Bees", "", ""},
    {"---\nname:\n---\n# Bees\n", "", "Bees", "", ""},
    {"---\nname: a\nupdated: 2025-10-03T10:00:00Z\n---\n# Bees\n", "a", "Bees", "", "2025-10-03"},
    {"---\nname: a\ndate: 2025-13-03\n---\n# Bees\n", "a", "Bees", "", ""},
    {"I'll create a guide to bees.\n\n# Bees\n\nReal words.\n", "", "Bees", "Real words.", ""},
    {"", "", "My file name", "", ""},
    {"---\nname: api-hive_bee-ios\n---\nAn API is no api. The API of iOS: `bee`, HIVE/BEE.\n",
     "api-hive_bee-ios", "API hive bee iOS", "An API is no api. The API of iOS: bee, HIVE/BEE.",
     ""},
    {"---\nname: ask-it-of-us\n---\nAsk it. The US asks it of us, us and us in IT.\n",
     "ask-it-of-us", "Ask it of us", "Ask it. The US asks it of us, us and us in IT.", ""},
};

static void
test_profiles(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
		g_autoptr(SgDocument) doc = read_as("d/my-file_name.md", profiles[i].text);
		g_assert_cmpstr(sg_document_str(doc, doc->record.name), ==, profiles[i].name);
		g_assert_cmpstr(sg_document_str(doc, doc->record.title), ==, profiles[i].title);
		g_assert_cmpstr(sg_document_str(doc, doc->record.description), ==,
				profiles[i].description);
		g_assert_cmpstr(sg_document_str(doc, doc->record.date), ==, profiles[i].date);
		g_assert_cmpuint(doc->record.tokens, ==, (strlen(profiles[i].text) + 3) / 4);
	}
}

static const struct {
	const char *path, *title, *diags;
} unnamed[] = {
    {".github/prompts/move-hive.prompt.md", "Move hive", ""},
    {".github/instructions/bees.instructions.md", "Bees", ""},
    {".github/agents/bee-keeper.agent.md", "Bee keeper", ""},
    {".cursor/rules/queen_rearing.mdc", "Queen rearing", ""},
    {"docs/queen-rearing.md", "Bees need water.", "name-missing@1:1"},
};

/* Hosts call some by the name of their file: these lack nothing. */
static void
test_titles_of_files(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(unnamed); i++) {
		g_autoptr(SgDocument) doc = read_as(unnamed[i].path, "Bees need water.\n");
		g_assert_cmpstr(sg_document_str(doc, doc->record.title), ==, unnamed[i].title);
		g_autofree char *diags = list_diags(doc, false);
		g_assert_cmpstr(diags, ==, unnamed[i].diags);
	}
}

static const struct {
	const char *text;
	const char *lines; /* of the blocks that are residue */
} residues[] = {
    {"# Bees\n\nText.\n", ""},
    {"I'll create a guide for you.\n\n# Bees\n\nText.\n", "1"},
    {"Here's the complete guide:\n\n# Bees\n\nHere's the complete list.\n", "1"},
    {"# Bees\n\nText.\n\n## More\n\nText.\n\n---\n\nI\xe2\x80\x99ve created a guide to "
     "bees.\n\n**For keepers**: see above.\n\nGood luck.\n",
     "11 13 15"},
    {"# Bees\n\nCopy\n\nCopy the file.\n", "3"},
    {"# Bees\n\n> I'll create a guide for you.\n\n- I'll create a list.\n", ""},
    {"# Bees\n\na\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n\nh\n\ni\n\nLet me know if you want more.\n",
     "21"},
    {"# Bees\n\nLet me know if you want more.\n\n## Work\n\na\n\nb\n", ""},
};

static void
test_residue(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(residues); i++) {
		g_autoptr(SgDocument) doc = read_as("x.md", residues[i].text);
		g_autoptr(GString) lines = g_string_new(NULL);
		const SgNode *nodes = nodes_of(doc);
		for (uint32_t k = 1; k < nodes[0].end; k = nodes[k].end) {
			if (nodes[k].flags & SG_FLAG_RESIDUE)
				g_string_append_printf(lines, "%s%u", lines->len > 0 ? " " : "",
						       nodes[k].line);
		}
		g_assert_cmpstr(lines->str, ==, residues[i].lines);
		g_assert_cmpint(has_diag(doc, SG_DIAG_RESIDUE), ==, lines->len > 0);
	}
}

static const struct {
	const char *glob, *path;
	bool matches;
} globs[] = {
    {"*.md", "a.md", true},
    {"*.md", "b/a.md", true},
    {"*.md", "a.mdc", false},
    {"b/*.md", "b/a.md", true},
    {"b/*.md", "b/c/a.md", false},
    {"b/**", "b/c/a.md", true},
    {"**/c/*.md", "b/c/a.md", true},
    {"**/c/*.md", "c/a.md", true},
    {"**/c.md", "b/ac.md", false},
    {"drafts/", "x/drafts/a.md", true},
    {"drafts/", "drafts/b/c.md", true},
    {"drafts/", "mydrafts/a.md", false},
    {"/drafts/", "x/drafts/a.md", false},
    {"/drafts/", "drafts/a.md", true},
    {"a?c", "abc", true},
    {"a?c", "a/c", false},
    {"[a-c]x", "bx", true},
    {"[!a-c]x", "bx", false},
    {"[]x]y", "]y", true},
    {"[ab", "[ab", false},
    {"[[:alpha:]]x", "bx", true},
    {"b/x**.md", "b/x/y.md", false},
    {"a\\*b", "a*b", true},
    {"a\\*b", "axb", false},
    {"**", "any/thing", true},
    {"", "a", false},
    {"a/**/b", "a/x/y/b", true},
    {"a/**/b", "a/b", true},
    {"*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
    {"**/.claude/rules/**", ".claude/rules/a.md", true},
};

static void
test_globs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(globs); i++) {
		if (sg_glob_matches(globs[i].glob, globs[i].path) != globs[i].matches)
			g_error("%s against %s", globs[i].glob, globs[i].path);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	g_test_add_func("/dialect/told-by-path-then-by-content", test_told);
	g_test_add_func("/profile/best-place-of-each", test_profiles);
	g_test_add_func("/profile/the-file-is-the-name-of-some", test_titles_of_files);
	g_test_add_func("/residue/marked-where-it-stands", test_residue);
	g_test_add_func("/glob/parts-and-sets", test_globs);
	int status = g_test_run();
	reading_done();
	return status;
}
