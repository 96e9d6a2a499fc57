/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include "base/syntax.h"

#include <string.h>

/* The languages of code blocks that do not name theirs: told by what their code looks like and
 * whether it parses, and then by the other blocks of the document. */

#define MIN_SHARE          0.95 /* of a guessed language must parse */
#define MIN_SAME_SHARE     0.8  /* of the language that the document's other blocks are in */
#define MANY_SIGNS         3
#define MIN_FRAGMENT_SHARE 0.4 /* of it, when it has many signs */
#define BYTES_FOR_A_SIGN   200
#define MIN_BYTES          8
#define MAX_BYTES          16384 /* longer blocks are left unnamed */

/* What a language's code looks like at a glance; the first that has enough and parses is it. */
static const struct {
	const char *language;
	const char *signs[20];
	unsigned enough;
	bool unparsed; /* there is no grammar to ask */
} looks[] = {
    {"toml",
     {"[dependencies", "[package]", "[profile.", "[dev-dependencies", "[workspace", "[tool.",
      "[toolchain]", "[features]", "[lib]", "[[bin]]", "[build-dependencies", "[lints", "[target."},
     1,
     false},
    {"rust",
     {"fn ",   "let ",  "::",           "impl ",    "pub ",      "&mut ",     "-> ",
      "#[",    "#![",   "macro_rules!", "unsafe {", ".unwrap()", "println!(", "match ",
      "&self", "vec![", "struct ",      "mut ",     "use std",   "assert!("},
     2,
     false},
    {"dockerfile",
     {"FROM ", "\nRUN ", "\nCOPY ", "\nCMD ", "\nENTRYPOINT ", "\nWORKDIR "},
     3,
     true},
    {"makefile", {".PHONY:", "$(MAKE)"}, 1, true},
    {"bash",
     {"#!/bin/bash", "$ ",      "cargo ", "npm ",   "pip ",    "git ",     "export ",
      "sudo ",       "rustup ", "cd ",    "mkdir ", "docker ", "kubectl ", "curl ",
      "apt-get ",    "npx ",    "rg ",    "echo ",  "brew ",   "chmod "},
     1,
     false},
    {"python", {"def ", "import ", "self", "print(", "):\n", "from ", "elif ", "class "}, 3, false},
    {"javascript",
     {"const ", "require(", "=> ", "function ", "await ", "export ", "import ", "};"},
     3,
     false},
    {"json", {"\": ", "{\n", "\",", "}"}, 4, false},
    {"toml", {" = \"", " = true", " = [", " = {"}, 1, false},
};

/* Signs of a language whose code a block of the same document may well be. */
static const struct {
	const char *language;
	const char *signs[12];
} same[] = {
    {"rust",
     {"::", "// ", "/// ", "let ", "fn ", "#[", "!(", "loop {", "for ", "use ", ");", "struct "}},
    {"python", {"# ", "def ", "import ", "(", " = ", "return ", "class ", "for ", "with "}},
    {"javascript", {"// ", "const ", "let ", "=>", "function ", "import ", "export ", ");"}},
    {"typescript", {"// ", "const ", "let ", "=>", "function ", "import ", "interface ", ");"}},
    {"c", {"// ", "/* ", "#include", "int ", "void ", ");", "return "}},
};

static unsigned
count_signs(const char *text, const char *const *signs, size_t most)
{
	unsigned found = 0;
	for (size_t i = 0; i < most && signs[i] != NULL; i++)
		found += strstr(text, signs[i]) != NULL;
	return found;
}

/* Code has signs throughout; one in a long text is a word like any other. To parse prose as code
 * takes milliseconds. */
static bool
is_dense(const char *text, size_t length, const char *const *signs, size_t most)
{
	size_t found = 0;
	for (size_t i = 0; i < most && signs[i] != NULL; i++)
		for (const char *at = text; (at = strstr(at, signs[i])); at++)
			found++;
	return found * BYTES_FOR_A_SIGN >= length;
}

static bool
parses(const char *language, const char *text, size_t length, double share)
{
	return sg_syntax_share(language, text, length) >= share;
}

/* Neither what is too short or too long to tell, nor what a tool says of code. */
static bool
is_tellable(const char *text, size_t length)
{
	return length >= MIN_BYTES && length <= MAX_BYTES && !g_str_has_prefix(text, "error") &&
	       !g_str_has_prefix(text, "warning: ");
}

const char *
sg_code_guess(const char *text)
{
	size_t length = strlen(text);
	for (size_t i = 0; is_tellable(text, length) && i < G_N_ELEMENTS(looks); i++) {
		unsigned signs = count_signs(text, looks[i].signs, G_N_ELEMENTS(looks[i].signs));
		if (signs >= looks[i].enough &&
		    (looks[i].unparsed || parses(looks[i].language, text, length, MIN_SHARE)))
			return looks[i].language;
	}
	return NULL;
}

/* The language that most blocks are in, of those that are in `same`; its index, or -1. */
static int
main_language(const SgExtraction *x)
{
	unsigned counts[G_N_ELEMENTS(same)] = {0};
	int best = -1;
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		const char *language = sg_document_str(x->doc, code->language);
		for (size_t k = 0; k < G_N_ELEMENTS(same); k++)
			counts[k] += strcmp(language, same[k].language) == 0;
	}
	for (size_t k = 0; k < G_N_ELEMENTS(same); k++) {
		if (counts[k] > 0 && (best < 0 || counts[k] > counts[best]))
			best = (int)k;
	}
	return best;
}

/* Fragments parse badly: the more signs, the less has to. */
static bool
is_same(int language, const char *text)
{
	size_t length = strlen(text);
	if (!is_tellable(text, length))
		return false;
	const char *const *all = same[language].signs;
	unsigned signs = count_signs(text, all, G_N_ELEMENTS(same[language].signs));
	double share = signs >= MANY_SIGNS ? MIN_FRAGMENT_SHARE : MIN_SAME_SHARE;
	return is_dense(text, length, all, G_N_ELEMENTS(same[language].signs)) &&
	       parses(same[language].language, text, length, share);
}

void
sg_step_languages(SgExtraction *x)
{
	int language = main_language(x);
	for (guint i = 0; language >= 0 && i < x->facts->codes->len; i++) {
		SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		if (code->language != 0 || !is_same(language, sg_document_str(x->doc, code->text)))
			continue;
		code->language = sg_pool_add(x->doc->pool, same[language].language, -1);
		code->inferred = true;
	}
}
