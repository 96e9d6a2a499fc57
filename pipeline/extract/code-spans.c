/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* The rule on code spans: what is written as code in prose, known or told by its form. */

#define MAX_SPAN_BYTES 80
#define DOUBT_UNKNOWN  20 /* a type that only this document may know */
#define DOUBT_FORM     5  /* what its form alone tells of any document */
#define DOUBT_PART     10 /* one of several names in a code span */
#define LETTERS        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define CRATE_WINDOW   40 /* bytes of prose before a span in which "crate" says what it is */

static bool
is_package_name(const char *text)
{
	if (!g_ascii_isalpha(*text) && *text != '@')
		return false;
	size_t n =
	    strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_@/");
	return text[n] == '\0' && n >= 2 && n <= 40 && text[n - 1] != '/';
}

static bool
followed_by(const SgBlock *block, uint32_t end, const char *word)
{
	const char *p = block->prose->text + end;
	p += strspn(p, " ");
	size_t n = strlen(word);
	return g_ascii_strncasecmp(p, word, n) == 0 && !g_ascii_isalnum(p[n]);
}

/* `Arc<Mutex<T>>`, `std::sync::Arc`, `Box::pin()`: each part that is known. */
static bool
add_parts(SgExtraction *x, SgBlock *block, const char *text, const SgRuleInfo *rule, uint32_t at)
{
	bool found = false;
	SgRuleInfo weaker = *rule;
	weaker.confidence -= DOUBT_PART;
	for (const char *p = text; *p != '\0';) {
		size_t n = 0;
		while (g_ascii_isalnum(p[n]) || p[n] == '_' || p[n] == '!')
			n++;
		g_autofree char *part = g_strndup(p, n);
		const SgKnown *known = n >= 2 ? sg_find_here(x, part) : NULL;
		bool type = known && known->kind == SG_KIND_CONCEPT && g_ascii_isupper(*part);
		bool path = known && known->kind == SG_KIND_CRATE &&
			    g_str_has_prefix(p + n, "::") && p == text;
		if (type || path) {
			sg_add_known(x, block, known, &weaker, at);
			found = true;
		}
		p += MAX(n, 1);
	}
	return found;
}

/* Small letters, no word that "crate" stands beside in any text about Rust. */
static bool
may_be_package(const char *text)
{
	static const char *const others[] = {"crate", "self",   "super",   "std",   "core",
					     "alloc", "cdylib", "rlib",    "dylib", "staticlib",
					     "bin",   "lib",    "package", "main"};
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		if (strcmp(others[i], text) == 0)
			return false;
	}
	return is_package_name(text) && !g_ascii_isupper(*text);
}

static bool
is_code(const SgBlock *block, uint32_t at)
{
	for (guint i = 0; i < block->prose->n_pieces; i++) {
		const SgPiece *piece = &block->prose->pieces[i];
		if (at >= piece->at && at < piece->at + piece->length)
			return (piece->style & SG_STYLE_CODE) != 0;
	}
	return false;
}

/* "crates such as `a`, `b` and `c`", "the crate `a`", "`a` crate", "`a` or `b` crates": between the
 * span and the word stand only other spans and what joins them. */
static bool
is_listed_as_crate(SgExtraction *x, const SgBlock *block, const SgPiece *piece)
{
	static const char *const joints[] = {"like", "such", "as", "called", "named",
					     "e.g",  "and",  "or", "the",    "including"};
	uint32_t end = piece->at + piece->length;
	if (!sg_is_called_crate(x, block, piece->at, end, CRATE_WINDOW))
		return false;
	SgSentence sentence = sg_prose_sentence(block->prose, piece->at);
	const char *text = block->prose->text;
	if (sg_is_called_crate(x, block, sentence.at, end, CRATE_WINDOW))
		return true; /* by what stands behind it alone */
	for (uint32_t at = piece->at; at > sentence.at;) {
		while (at > sentence.at && !g_ascii_isalnum(text[at - 1]))
			at--;
		uint32_t stop = at;
		while (at > sentence.at && !strchr(" (,/`", text[at - 1]))
			at--;
		size_t n = stop - at;
		if ((sg_word_phrase(x, text + at, n).lists & SG_IN(SG_WORDS_MARK_CRATE)) != 0)
			return true;
		bool joint = n == 0 || is_code(block, at);
		for (size_t i = 0; !joint && i < G_N_ELEMENTS(joints); i++)
			joint = strlen(joints[i]) == n &&
				g_ascii_strncasecmp(text + at, joints[i], n) == 0;
		if (!joint)
			return false;
	}
	return false;
}

/* "#[repr(C)]", but not one that sets something of the reader's own. */
static bool
is_attribute(const char *text)
{
	return text[0] == '#' && text[1 + (text[1] == '!')] == '[' && !strpbrk(text, "=\"'*.,") &&
	       g_str_has_suffix(text, "]");
}

/* Whether the document declares a type of the name text[0, length). */
static bool
declares(const SgExtraction *x, const char *text, size_t length)
{
	static const char *const declarations[] = {"struct ", "class ",     "enum ",     "trait ",
						   "type ",   "interface ", "function ", "const "};
	g_autofree char *name = g_ascii_strdown(text, (gssize)length);
	for (size_t i = 0; i < G_N_ELEMENTS(declarations); i++) {
		g_autofree char *declared = g_strconcat(declarations[i], name, NULL);
		if (strstr(x->lower, declared))
			return true;
	}
	return false;
}

/* What a type is called that only stands for one. */
static bool
is_stand_in(const char *name)
{
	static const char *const names[] = {"Wrapper", "Container", "Foo",   "Bar",
					    "Baz",     "Thing",     "Value", "Item"};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return g_str_has_prefix(name, "My");
}

/* "Option<T>", "Map<K, V>": a type of any program, if its parameters have letters for names and
 * the document does not declare it. */
static bool
is_general_type(const SgExtraction *x, const char *text)
{
	const char *open = strchr(text, '<');
	if (!open || !g_ascii_isupper(*text) || !g_str_has_suffix(text, ">"))
		return false;
	g_autofree char *bare = g_strndup(text, (size_t)(open - text));
	if (is_stand_in(bare))
		return false;
	size_t parameters = strlen(open) - 2;
	return parameters > 0 && strspn(open + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ, ") == parameters &&
	       !declares(x, text, (size_t)(open - text));
}

/* The word behind a span that says what sort of thing it is. */
static bool
is_called_sort(const SgBlock *block, uint32_t end)
{
	static const char *const sorts[] = {"trait",    "macro",  "attribute", "annotation",
					    "operator", "pragma", "directive", "decorator"};
	for (size_t i = 0; i < G_N_ELEMENTS(sorts); i++) {
		if (followed_by(block, end, sorts[i]))
			return true;
	}
	return false;
}

/* "`Send` and `Sync` are marker traits", "`Iterator` is a trait": the sentence says it. */
static bool
is_said_sort(const SgBlock *block, uint32_t end)
{
	static const char *const verbs[] = {" is a ", " is an ", " is the ", " are "};
	static const char *const sorts[] = {"trait", "traits", "macro", "macros", "decorator",
					    "hook",  "hooks",  "type",  "types"};
	const char *p = block->prose->text + end;
	if (g_str_has_prefix(p, " and ")) {
		p += strlen(" and ");
		p += sg_word_length(p);
	}
	size_t verb = 0;
	for (size_t i = 0; verb == 0 && i < G_N_ELEMENTS(verbs); i++)
		verb = g_str_has_prefix(p, verbs[i]) ? strlen(verbs[i]) : 0;
	p += verb;
	for (unsigned word = 0; verb > 0 && word < 3; word++) {
		size_t n = sg_word_length(p);
		for (size_t i = 0; i < G_N_ELEMENTS(sorts); i++) {
			if (strlen(sorts[i]) == n && g_ascii_strncasecmp(p, sorts[i], n) == 0)
				return true;
		}
		p += n + (p[n] == ' ');
	}
	return false;
}

/* "`wasmtime` and `wasmer` provide runtimes": what provides something has the name of a crate. In
 * documents of other fields it may be anything, such as an agent. */
static bool
is_said_to_provide(const SgExtraction *x, const SgBlock *block, const char *text, uint32_t end)
{
	static const char *const verbs[] = {" provide ", " provides ", " offer ", " offers "};
	uint32_t lists = sg_vocabulary_lists_of(x->vocabulary, text);
	bool cargo = strcmp(x->ecosystem, "cargo") == 0;
	if (!cargo || lists != 0 || strlen(text) < 3 || !may_be_package(text) ||
	    strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(text))
		return false;
	const char *p = block->prose->text + end;
	if (g_str_has_prefix(p, " and ")) {
		p += strlen(" and ");
		p += sg_word_length(p);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
		if (g_str_has_prefix(p, verbs[i]))
			return true;
	}
	return false;
}

/* What the form of a span, or the word beside it, tells of something that is not known. */
typedef struct {
	SgKind kind; /* SG_N_KINDS: nothing */
	unsigned doubt;
} Guess;

static Guess
guess(SgExtraction *x, const SgBlock *block, const char *text, const SgPiece *piece)
{
	uint32_t end = piece->at + piece->length;
	if (may_be_package(text) && is_listed_as_crate(x, block, piece))
		return (Guess){SG_KIND_CRATE, 0};
	if (is_said_to_provide(x, block, text, end))
		return (Guess){SG_KIND_CRATE, DOUBT_FORM};
	if (g_str_has_prefix(text, "#[derive("))
		return (Guess){SG_N_KINDS, 0};
	if (is_attribute(text) || is_called_sort(block, end) || is_general_type(x, text))
		return (Guess){SG_KIND_CONCEPT, DOUBT_FORM};
	if (strchr(text, ' ') || strchr(text, '(') || strstr(text, "::") || !g_ascii_isupper(*text))
		return (Guess){SG_N_KINDS, 0};
	if (text[1] != '\0' && is_said_sort(block, end))
		return (Guess){SG_KIND_CONCEPT, DOUBT_FORM};
	return (Guess){sg_phrase_is_code(text) ? SG_KIND_CONCEPT : SG_N_KINDS, DOUBT_UNKNOWN};
}

static void
add_unknown(
    SgExtraction *x, SgBlock *block, const char *text, const SgRuleInfo *rule, const SgPiece *piece)
{
	Guess is = guess(x, block, text, piece);
	if (is.kind == SG_N_KINDS)
		return;
	/* A sign is called by what it is: "? operator". */
	bool sign = !strpbrk(text, LETTERS);
	g_autofree char *label = sign ? g_strconcat(text, " operator", NULL) : g_strdup(text);
	SgName name = {.label = label, .code = true, .doubt = (uint8_t)is.doubt};
	SgSpan span = sg_sentence_span(x, block, piece->at);
	if (!sg_stands_in_block(x, block, label, span) && !g_hash_table_contains(x->locals, label))
		sg_add_term(x, &name, is.kind, rule, (SgPlace){block->section, span});
}

/* "cargo bench --all": the longest known tool of its first words, else the command of a package
 * manager that the vocabulary does not know. */
static bool
add_command(
    SgExtraction *x, SgBlock *block, const char *text, const SgRuleInfo *rule, const SgPiece *piece)
{
	size_t first = strcspn(text, " ");
	if (text[first] == '\0')
		return false;
	size_t second = first + 1 + strcspn(text + first + 1, " ");
	for (size_t cut = second; cut > 0; cut = cut > first ? first : 0) {
		g_autofree char *command = g_strndup(text, cut);
		const SgKnown *tool =
		    sg_vocabulary_find_in(x->vocabulary, command, SG_KIND_TOOL, x->packs);
		if (!tool)
			continue;
		sg_add_known(x, block, tool, rule, piece->at);
		return true;
	}
	size_t length = sg_manager_command(text);
	if (length == 0)
		return false;
	g_autofree char *label = g_strndup(text, length);
	SgName name = {.label = label, .code = true, .doubt = DOUBT_FORM};
	SgSpan span = sg_sentence_span(x, block, piece->at);
	if (!sg_stands_in_block(x, block, label, span))
		sg_add_term(x, &name, SG_KIND_TOOL, rule, (SgPlace){block->section, span});
	return true;
}

/* What a span as a whole denotes. Beside the word "crate" a package is meant, even where its name
 * is a plain word or that of a tool. */
static const SgKnown *
find_span(SgExtraction *x, const SgBlock *block, const char *text, const SgPiece *piece)
{
	uint32_t end = piece->at + piece->length;
	const SgKnown *crate = sg_word_facts(x, text, piece->length).plain_crate;
	if (crate && sg_is_called_crate(x, block, piece->at, end, UINT32_MAX))
		return crate;
	const SgKnown *known = sg_find_here(x, text);
	bool package = known && known->kind == SG_KIND_TOOL && g_ascii_islower(*text) &&
		       is_package_name(text) && strcmp(known->label, text) != 0 &&
		       sg_is_called_crate(x, block, piece->at, end, CRATE_WINDOW);
	return package ? NULL : known;
}

static void
read_code_span(SgExtraction *x, SgBlock *block, const SgPiece *piece, const SgRuleInfo *rule)
{
	if (piece->length > MAX_SPAN_BYTES || piece->length == 0)
		return;
	g_autofree char *text = g_strndup(block->prose->text + piece->at, piece->length);
	const SgKnown *known = piece->length > 1 ? find_span(x, block, text, piece) : NULL;
	if (known) {
		sg_add_known(x, block, known, rule, piece->at);
		if (strchr(text, '<'))
			add_parts(x, block, text, rule, piece->at);
		return;
	}
	if (strpbrk(text, "<:(") && add_parts(x, block, text, rule, piece->at))
		return;
	if (!add_command(x, block, text, rule, piece))
		add_unknown(x, block, text, rule, piece);
}

void
sg_rule_code_span(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	for (guint i = 0; i < block->prose->n_pieces; i++) {
		SgPiece piece = block->prose->pieces[i];
		if ((piece.style & SG_STYLE_CODE) != 0)
			read_code_span(x, block, &piece, rule);
	}
}
