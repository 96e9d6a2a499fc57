/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include <string.h>

/* Command lines in shell blocks: the tools they run, the packages they install. */

static const struct {
	const char *command; /* with the space behind it */
	const char *ecosystem;
} installers[] = {
    {"cargo add ", "cargo"},     {"pip install ", "pypi"}, {"pip3 install ", "pypi"},
    {"uv add ", "pypi"},         {"poetry add ", "pypi"},  {"npm install ", "npm"},
    {"npm i ", "npm"},           {"yarn add ", "npm"},     {"pnpm add ", "npm"},
    {"uv pip install ", "pypi"}, {"bun add ", "npm"},      {"python -m pip install ", "pypi"},
};

/* Subcommands that every manager has, to be said of the package that they bring in. */
static const char *const common[] = {"install", "add",    "remove", "uninstall", "i",      "ci",
				     "init",    "update", "new",    "login",     "upgrade"};

size_t
sg_manager_command(const char *text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(installers); i++) {
		if (installers[i].command[0] != *text)
			continue;
		size_t n = strcspn(installers[i].command, " ") + 1;
		bool language = strncmp(text, "python ", n) == 0;
		if (language || strncmp(text, installers[i].command, n) != 0)
			continue;
		size_t word = strspn(text + n, "abcdefghijklmnopqrstuvwxyz0123456789-");
		if (!g_ascii_islower(text[n]) || (text[n + word] != '\0' && text[n + word] != ' '))
			return 0;
		for (size_t k = 0; k < G_N_ELEMENTS(common); k++) {
			if (strlen(common[k]) == word && strncmp(common[k], text + n, word) == 0)
				return 0;
		}
		return n + word;
	}
	return 0;
}

bool
sg_is_manager_plugin(const char *word, size_t length)
{
	static const char *const managers[] = {"cargo-", "npm-", "pip-"};
	if (length < 6 || !strchr("cnp", *word) || !memchr(word, '-', length))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(managers); i++) {
		size_t n = strlen(managers[i]);
		if (length > n + 2 && strncmp(word, managers[i], n) == 0 &&
		    strspn(word, "abcdefghijklmnopqrstuvwxyz-") >= length)
			return true;
	}
	return false;
}

static bool
is_shell(const char *language)
{
	static const char *const shells[] = {"bash",    "sh",  "shell",
					     "console", "zsh", "shell-session"};
	for (size_t i = 0; i < G_N_ELEMENTS(shells); i++) {
		if (strcmp(language, shells[i]) == 0)
			return true;
	}
	return false;
}

/* Letters, digits and what package names may have; versions and extras end it. */
static size_t
package_length(const char *text)
{
	size_t n = *text == '@' ? 1 : 0;
	while (g_ascii_isalnum(text[n]) || (text[n] != '\0' && strchr("-_./", text[n])))
		n++;
	return n;
}

static void
install(SgExtraction *x, uint32_t code, uint32_t row, const char *arguments, const char *ecosystem)
{
	g_auto(GStrv) words = g_strsplit(arguments, " ", 16);
	for (char **next = words; *next; next++) {
		const char *word = *next + strspn(*next, "\"'");
		if (strchr("#&|;>", *word) && *word != '\0')
			return;
		bool option = *word == '-';
		bool valued =
		    option && (strcmp(word, "-r") == 0 || strcmp(word, "--features") == 0 ||
			       strcmp(word, "-F") == 0 || strcmp(word, "-p") == 0);
		if (valued && next[1])
			next++;
		size_t n = package_length(word);
		if (option || valued || n < 2 || !g_ascii_isalpha(word[*word == '@']) ||
		    strstr(word, "://"))
			continue;
		g_autofree char *name = g_strndup(word, n);
		if (strchr(name, '/') && *name != '@')
			continue;
		SgPackage package = {.name = name,
				     .ecosystem = ecosystem,
				     .versions = "",
				     .code = code,
				     .row = row,
				     .rule = &sg_rules[SG_RULE_INSTALL_COMMAND]};
		sg_add_package(x, &package);
	}
}

/* "cargo test --release": the longest known tool of the first two words. */
static void
run_tool(SgExtraction *x, uint32_t code, uint32_t row, const char *line, GHashTable *seen)
{
	size_t first = strcspn(line, " ");
	size_t second = line[first] == ' ' ? first + 1 + strcspn(line + first + 1, " ") : first;
	for (size_t n = second; n > 0; n = n > first ? first : 0) {
		g_autofree char *command = g_strndup(line, n);
		const SgKnown *tool =
		    sg_vocabulary_find_in(x->vocabulary, command, SG_KIND_TOOL, x->packs);
		if (!tool)
			continue;
		if (!g_hash_table_add(seen, g_strdup(tool->label)))
			return;
		SgName name = {.label = tool->label, .facet = tool->facet, .known = true};
		uint32_t section = g_array_index(x->facts->codes, SgCode, code).section;
		uint32_t term = sg_add_term(x, &name, SG_KIND_TOOL, &sg_rules[SG_RULE_COMMAND],
					    (SgPlace){section, sg_code_line(x, code, row)});
		if (term != SG_NONE)
			sg_term(x, term)->code = code;
		return;
	}
}

static void
read_line(SgExtraction *x, uint32_t code, uint32_t row, const char *line, GHashTable *seen)
{
	line += strspn(line, " \t$>");
	if (g_str_has_prefix(line, "sudo "))
		line += strlen("sudo ");
	for (size_t i = 0; i < G_N_ELEMENTS(installers); i++) {
		if (!g_str_has_prefix(line, installers[i].command))
			continue;
		install(x, code, row, line + strlen(installers[i].command),
			installers[i].ecosystem);
		return;
	}
	if (g_ascii_isalpha(*line))
		run_tool(x, code, row, line, seen);
}

void
sg_step_commands(SgExtraction *x)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		if (!is_shell(sg_document_str(x->doc, code->language)))
			continue;
		g_auto(GStrv) lines = g_strsplit(sg_document_str(x->doc, code->text), "\n", 0);
		for (guint row = 0; lines[row]; row++)
			read_line(x, i, row, lines[row], seen);
	}
}
