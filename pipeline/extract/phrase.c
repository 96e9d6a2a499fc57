/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"

#include "base/text.h"

#include <string.h>

#define MAX_NAME_BYTES 64
#define MAX_NAME_WORDS 5

/* Words that only a clause has: a phrase with one of them says something, it does not name. */
static const char *const clause_words[] = {
    "is",         "are",     "was",       "were",     "be",      "been",   "being",  "should",
    "must",       "can",     "could",     "will",     "would",   "may",    "might",  "have",
    "has",        "had",     "does",      "do",       "did",     "you",    "your",   "we",
    "our",        "us",      "i",         "my",       "they",    "their",  "it",     "its",
    "this",       "that",    "these",     "those",    "when",    "where",  "if",     "how",
    "what",       "why",     "who",       "which",    "whether", "not",    "don't",  "doesn't",
    "isn't",      "then",    "than",      "because",  "instead", "only",   "also",   "please",
    "let's",      "i'll",    "i'm",       "you're",   "never",   "always", "ensure", "ensures",
    "until",      "while",   "before",    "after",    "during",  "there",  "such",   "like",
    "everything", "nothing", "something", "anything", "else",    "e.g.",   "cannot", "can't",
    "won't",      "need",    "needs",     "want",     "etc",     "per",    "each",   "every",
    "any",        "all",
};

static const char *const little_words[] = {"and", "or",   "of", "for",  "the", "a",
					   "an",  "in",   "to", "vs",   "as",  "on",
					   "by",  "with", "&",  "from", "via", "over"};

static bool
in_words(const char *const *words, size_t n, const char *word, size_t length)
{
	char first = g_ascii_tolower(*word);
	for (size_t i = 0; i < n; i++) {
		if (*words[i] == first && strlen(words[i]) == length &&
		    g_ascii_strncasecmp(words[i], word, length) == 0)
			return true;
	}
	return false;
}

/* "3.", "2.1", "(4)", "#5" and the space behind it. */
static const char *
skip_number(const char *text)
{
	const char *p = text;
	while (*p == '(' || *p == '#')
		p++;
	const char *digits = p;
	while (g_ascii_isdigit(*p) || (*p == '.' && p > digits))
		p++;
	if (p == digits)
		return text;
	if (*p == ')')
		p++;
	if (*p != ' ' || (p[-1] != '.' && p[-1] != ')' && *text != '#' && *text != '(' &&
			  !memchr(digits, '.', (size_t)(p - digits))))
		return text;
	return p;
}

/* Pictures, arrows, check marks and bullets; letters of any script stay. */
static const char *
skip_ornament(const char *text)
{
	while (*text != '\0') {
		gunichar c = g_utf8_get_char(text);
		bool sign = c >= 0x80 && !g_unichar_isalnum(c) && !g_unichar_ismark(c);
		if (!sign && c != ' ' && c != '*' && c != '_' && c != 0xfe0f && c != 0x20e3)
			break;
		if (c == '*' && g_ascii_isalpha(text[1]) && strchr(text + 1, '*') == NULL)
			break; /* a pointer type */
		text = g_utf8_next_char(text);
	}
	return text;
}

static bool
is_enclosed(const char *text, size_t length)
{
	if (length < 2)
		return false;
	char open = text[0];
	char close = text[length - 1];
	if (open != close || strchr("\"'`", open) == NULL)
		return false;
	return memchr(text + 1, open, length - 2) == NULL;
}

char *
sg_phrase_clean(const char *text)
{
	const char *start = skip_ornament(skip_number(skip_ornament(text)));
	size_t length = strlen(start);
	for (;;) {
		size_t before = length;
		while (length > 0 && strchr(" :;,.!\t\n*", start[length - 1]) != NULL)
			length--;
		if (is_enclosed(start, length)) {
			start++;
			length -= 2;
		}
		while (length > 0 && *start == ' ') {
			start++;
			length--;
		}
		if (length == before)
			break;
	}
	return sg_text_squash(start, length);
}

bool
sg_phrase_is_advice(const SgVocabulary *vocabulary, const char *phrase)
{
	size_t first = strcspn(phrase, " ,:");
	if (first == 0 || first > 24 || phrase[first] != ' ')
		return false;
	g_autofree char *word = g_strndup(phrase, first);
	return sg_vocabulary_lists(vocabulary, SG_WORDS_IMPERATIVE, word);
}

size_t
sg_phrase_error_code(const char *text)
{
	if (text[0] != 'E')
		return 0;
	for (size_t i = 1; i <= 4; i++) {
		if (!g_ascii_isdigit(text[i]))
			return 0;
	}
	/* rustc's codes stop below E0900; four digits that go on are a code point or a number. */
	if (text[1] != '0' || g_ascii_isalnum(text[5]) || text[5] == '_')
		return 0;
	return 5;
}

static bool
has_inner_capital(const char *text)
{
	for (size_t i = 1; text[i] != '\0'; i++) {
		if (g_ascii_isupper(text[i]) && g_ascii_islower(text[i - 1]))
			return true;
	}
	return false;
}

bool
sg_phrase_is_code(const char *text)
{
	if (strstr(text, "::") || strstr(text, "()") || strchr(text, '_') ||
	    strchr("#&@$", text[0]))
		return true;
	const char *open = strchr(text, '<');
	if (open && strchr(open, '>') && open > text && g_ascii_isalnum(open[-1]))
		return true;
	size_t length = strlen(text);
	if (length > 1 && text[length - 1] == '!' && !strchr(text, ' '))
		return true;
	return !strchr(text, ' ') && has_inner_capital(text);
}

bool
sg_phrase_is_acronym(const char *text)
{
	unsigned upper = 0;
	unsigned lower = 0;
	for (const char *p = text; *p != '\0'; p++) {
		upper += g_ascii_isupper(*p) != 0;
		lower += g_ascii_islower(*p) != 0;
		if (*p == ' ')
			return false;
	}
	return upper >= 2 && lower <= 1;
}

bool
sg_phrase_is_expansion(const char *acronym, const char *phrase)
{
	const char *want = acronym;
	bool starts = true;
	for (const char *p = phrase; *p != '\0'; p++) {
		bool letter = g_ascii_isalpha(*p);
		if (starts && letter && *want != '\0' &&
		    g_ascii_toupper(*p) == g_ascii_toupper(*want))
			want++;
		starts = !g_ascii_isalnum(*p) && *p != '\'';
	}
	return *want == '\0' && strlen(acronym) >= 2 && strchr(phrase, ' ') != NULL;
}

unsigned
sg_phrase_count_words(const char *phrase)
{
	return (unsigned)sg_text_count_words(phrase, strlen(phrase));
}

static bool
has_clause_word(const char *phrase)
{
	for (const char *p = phrase; *p != '\0';) {
		size_t length = strcspn(p, " ,");
		if (in_words(clause_words, G_N_ELEMENTS(clause_words), p, length))
			return true;
		p += length;
		p += strspn(p, " ,");
	}
	return false;
}

/* Marks of addresses, paths, placeholders and programs. */
static bool
has_foreign_sign(const char *phrase)
{
	static const char *const signs[] = {"://", " = ", "==", "...", "\xe2\x80\xa6", "--"};
	if (strpbrk(phrase, "{};|\\?\"[]@~$"))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (strstr(phrase, signs[i]))
			return true;
	}
	const char *slash = strchr(phrase, '/');
	return slash && (strchr(slash, '.') || slash == phrase || strchr(slash + 1, '/'));
}

/* Lists of words that only say what sort of thing stands beside them. */
#define MODIFIERS                                                                                \
	(SG_IN(SG_WORDS_IMPERATIVE) | SG_IN(SG_WORDS_PLAIN) | SG_IN(SG_WORDS_LEAD) |             \
	 SG_IN(SG_WORDS_TAIL) | SG_IN(SG_WORDS_MARK_PATTERN) | SG_IN(SG_WORDS_MARK_ERROR) |      \
	 SG_IN(SG_WORDS_MARK_TOOL) | SG_IN(SG_WORDS_MARK_CRATE) | SG_IN(SG_WORDS_MARK_PROBLEM) | \
	 SG_IN(SG_WORDS_MARK_CAUSE) | SG_IN(SG_WORDS_MARK_SOLUTION))

/* "clippy.toml", "main.rs": a file of somebody's project. */
static bool
is_file_name(const char *phrase)
{
	static const char *const ends[] = {".toml", ".md",   ".rs",   ".py", ".json", ".yaml",
					   ".yml",  ".txt",  ".sh",   ".js", ".ts",   ".tsx",
					   ".jsx",  ".lock", ".html", ".css"};
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		if (g_str_has_suffix(phrase, ends[i]))
			return true;
	}
	return false;
}

/* "Obligation 2", "Unnecessarily", "fullstack-developer": how names do not end, or are not written.
 */
static bool
is_badly_formed(const char *phrase)
{
	const char *space = strrchr(phrase, ' ');
	const char *last = space ? space + 1 : phrase;
	if (space && g_ascii_isdigit(*last))
		return true;
	if (strlen(last) > 4 && g_str_has_suffix(last, "ly") && space)
		return true;
	bool lower = strcspn(phrase, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(phrase);
	return (!space && lower && strchr(phrase, '-')) || is_file_name(phrase);
}

bool
sg_phrase_is_name(const SgVocabulary *vocabulary, const char *phrase)
{
	size_t length = strlen(phrase);
	unsigned words = sg_phrase_count_words(phrase);
	if (length < 2 || length > MAX_NAME_BYTES || words > MAX_NAME_WORDS)
		return false;
	gunichar first = g_utf8_get_char(phrase);
	if (!g_unichar_isalpha(first) && strchr("#&*'.", *phrase) == NULL &&
	    !g_ascii_isdigit(*phrase))
		return false;
	if (strcspn(phrase, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == length &&
	    !g_unichar_isalpha(first))
		return false;
	if (g_ascii_isdigit(*phrase) && words == 1)
		return false;
	bool attribute = g_str_has_prefix(phrase, "#[") || g_str_has_prefix(phrase, "#![");
	if (!attribute && (has_foreign_sign(phrase) || has_clause_word(phrase)))
		return false;
	if (is_badly_formed(phrase))
		return false;
	uint32_t lists = sg_vocabulary_lists_of(vocabulary, phrase);
	if ((lists & (SG_IN(SG_WORDS_STRUCTURAL) | SG_IN(SG_WORDS_STOP))) != 0)
		return false;
	if (words == 1 && (lists & MODIFIERS) != 0)
		return false;
	return !sg_phrase_is_advice(vocabulary, phrase);
}

bool
sg_phrase_is_title(const char *phrase)
{
	for (const char *p = phrase; *p != '\0';) {
		size_t length = strcspn(p, " ");
		if (g_ascii_islower(*p) &&
		    !in_words(little_words, G_N_ELEMENTS(little_words), p, length))
			return false;
		p += length;
		p += strspn(p, " ");
	}
	return true;
}
