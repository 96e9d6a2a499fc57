/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"

#include <string.h>

/* How names are not written. */

#define MAX_ACRONYM 7 /* letters */

static bool
has_ending(const char *word, size_t length, const char *const *ends)
{
	for (; *ends; ends++) {
		size_t n = strlen(*ends);
		if (length > n && strncmp(word + length - n, *ends, n) == 0)
			return true;
	}
	return false;
}

/* "clippy.toml", "main.rs", "AGENTS.md review": a file of somebody's project. Programs are called
 * by the endings of code too: "Chart.js plugins". */
static bool
has_file_name(const char *phrase)
{
	static const char *const texts[] = {".toml", ".md",  ".rs", ".py",  ".json",
					    ".yaml", ".yml", ".sh", ".txt", ".lock",
					    ".html", ".css", NULL};
	static const char *const codes[] = {".js", ".ts", ".tsx", ".jsx", NULL};
	const char *last = phrase;
	for (const char *word = phrase; *word != '\0';) {
		size_t n = strcspn(word, " ");
		if (has_ending(word, n, texts))
			return true;
		last = word;
		word += n + (word[n] == ' ');
	}
	return has_ending(last, strlen(last), codes);
}

/* "Four Layers": a number of things has no name by that; "Five Deadly Sins" may be one. */
static bool
begins_with_number(const char *phrase)
{
	static const char *const numbers[] = {"two",   "three", "four", "five", "six",
					      "seven", "eight", "nine", "ten"};
	size_t n = strcspn(phrase, " ");
	if (phrase[n] != ' ' || strchr(phrase + n + 1, ' '))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		if (strlen(numbers[i]) == n && g_ascii_strncasecmp(phrase, numbers[i], n) == 0)
			return true;
	}
	return false;
}

/* "A note", "Quick tips": what is said, not what it is said of. */
static bool
is_remark(const char *word)
{
	static const char *const remarks[] = {"note",     "notes",     "tip",      "tips",
					      "reminder", "example",   "examples", "warning",
					      "question", "questions", "guidance"};
	for (size_t i = 0; i < G_N_ELEMENTS(remarks); i++) {
		if (g_ascii_strcasecmp(word, remarks[i]) == 0)
			return true;
	}
	return false;
}

/* "Language-specific", "hand-written unsafe": of what, is not said. */
static bool
ends_in_adjective(const char *phrase)
{
	static const char *const joined[] = {"-specific", "-based",    "-driven",  "-aware",
					     "-friendly", "-oriented", "-related", "-ready",
					     "-level",    "-focused",  "-wide"};
	static const char *const single[] = {" unsafe",     " safe",       " async",
					     " sync",       " only",       " full-stack",
					     " Full-Stack", " end-to-end", " cross-platform"};
	const char *last = strrchr(phrase, '-');
	for (size_t i = 0; last && i < G_N_ELEMENTS(joined); i++) {
		if (g_ascii_strcasecmp(last, joined[i]) == 0)
			return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(single); i++) {
		if (g_str_has_suffix(phrase, single[i]))
			return true;
	}
	return false;
}

/* "Simpler but": what follows is missing. */
static bool
is_joint_word(const char *word)
{
	static const char *const joints[] = {"but", "and", "or", "for", "to",   "of",
					     "in",  "as",  "if", "the", "than", "with"};
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		if (strcmp(word, joints[i]) == 0)
			return true;
	}
	return false;
}

/* "MANDATORY": no abbreviation is so long. */
static bool
is_shouted(const char *phrase)
{
	size_t longest = 0;
	for (const char *word = phrase; *word != '\0';) {
		size_t n = strcspn(word, " ");
		if (strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n)
			return false;
		longest = MAX(longest, n);
		word += n + (word[n] == ' ');
	}
	return longest > MAX_ACRONYM;
}

/* "Obligation 2", "Unnecessarily", "fullstack-developer": how names do not end, or are not written.
 */
bool
sg_phrase_is_badly_formed(const char *phrase)
{
	if (begins_with_number(phrase) || ends_in_adjective(phrase) || is_shouted(phrase))
		return true;
	const char *space = strrchr(phrase, ' ');
	const char *last = space ? space + 1 : phrase;
	if (space && (g_ascii_isdigit(*last) || is_joint_word(last)))
		return true;
	if (space && ((strlen(last) > 4 && g_str_has_suffix(last, "ly")) || is_remark(last)))
		return true;
	/* "Test with:"; but "Sign in" and "Drag and drop on". */
	if (space && sg_phrase_is_little_word(last, strlen(last)) && strcmp(last, "in") != 0 &&
	    strcmp(last, "on") != 0)
		return true;
	bool joined = strchr(phrase, '-') && !strpbrk(phrase, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	return (!space && joined) || (strchr(phrase, '.') && has_file_name(phrase));
}
