/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"

#include "base/text.h"

#include <string.h>

#define MAX_NAME_BYTES 64
#define MAX_NAME_WORDS 5

/* Words that only a clause has, or another language: a phrase with one of them says something, or
 * we cannot tell what is a name in it. By their first letters. */
static const char *const clause_words[26] = {
    ['a' - 'a'] = "are also always after anything any all allows",
    ['b' - 'a'] = "be been being because before becomes breaks",
    ['c' - 'a'] = "can could cannot can't con comes contains",
    ['d' - 'a'] = "does do did don't doesn't during des der du",
    ['e' - 'a'] = "ensure ensures everything else e.g. etc each every et",
    ['f' - 'a'] = "fails failed",
    ['g' - 'a'] = "gets gives goes",
    ['h' - 'a'] = "have has had how happens holds",
    ['i' - 'a'] = "is i it its if isn't instead i'll i'm",
    ['l' - 'a'] = "let's like les leaves lets",
    ['m' - 'a'] = "must may might my makes matters means",
    ['n' - 'a'] = "not never nothing need needs",
    ['o' - 'a'] = "our only",
    ['p' - 'a'] = "please per pour para passes passed",
    ['r' - 'a'] = "requires runs",
    ['s' - 'a'] = "should such something seems shows starts stays stops",
    ['t' - 'a'] = "they their this that these those then than there",
    ['u' - 'a'] = "us until und",
    ['w' - 'a'] =
	"was were will would we when where what why who which whether while won't want works",
    ['y' - 'a'] = "you your you're",
};

static const char *const little_words[26] = {
    ['a' - 'a'] = "and a an as",   ['b' - 'a'] = "by",
    ['f' - 'a'] = "for from",      ['i' - 'a'] = "in",
    ['o' - 'a'] = "or of on over", ['t' - 'a'] = "the to",
    ['v' - 'a'] = "vs via",        ['w' - 'a'] = "with",
};

/* words: by their first letters. */
static bool
in_words(const char *const *words, const char *word, size_t length)
{
	if (!g_ascii_isalpha(*word))
		return false;
	const char *list = words[g_ascii_tolower(*word) - 'a'];
	while (list && *list != '\0') {
		size_t size = strcspn(list, " ");
		if (size == length && g_ascii_strncasecmp(list, word, length) == 0)
			return true;
		list += size + (list[size] == ' ');
	}
	return false;
}

bool
sg_phrase_is_little_word(const char *word, size_t length)
{
	return in_words(little_words, word, length);
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

/* Begins with a letter, ends in a letter or digit, single spaces between: nothing to clean. Most
 * phrases that are cleaned are parts of one that was. */
static bool
is_plain(const char *text, size_t length)
{
	if (length == 0 || !g_ascii_isalpha(text[0]) || !g_ascii_isalnum(text[length - 1]))
		return false;
	for (size_t i = 1; i < length; i++) {
		bool wide = (signed char)text[i] < ' ' || (text[i] == ' ' && text[i - 1] == ' ');
		if (wide || text[i] == 0x7f)
			return false;
	}
	return true;
}

char *
sg_phrase_clean(const char *text)
{
	size_t whole = strlen(text);
	if (is_plain(text, whole))
		return g_memdup2(text, whole + 1);
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

/* "Load balancing", "Build scripts": a name that happens to begin like an order. */
static bool
begins_with_name(const SgVocabulary *vocabulary, const char *phrase, size_t first)
{
	for (size_t end = first; phrase[end] == ' ';) {
		uint32_t goes_on = sg_vocabulary_phrase(vocabulary, phrase, end).goes_on;
		char next = phrase[end + 1];
		if (goes_on == 0 || (g_ascii_isalnum(next) && (goes_on & SG_NEXT(next)) == 0))
			return false;
		end += 1 + strcspn(phrase + end + 1, " ,:.");
		if (sg_vocabulary_phrase(vocabulary, phrase, end).names)
			return true;
	}
	return false;
}

bool
sg_phrase_is_advice(const SgVocabulary *vocabulary, const char *phrase)
{
	size_t first = strcspn(phrase, " ,:");
	if (first == 0 || first > 24 || phrase[first] != ' ')
		return false;
	uint32_t lists = sg_vocabulary_phrase(vocabulary, phrase, first).lists;
	return (lists & SG_IN(SG_WORDS_IMPERATIVE)) != 0 &&
	       !begins_with_name(vocabulary, phrase, first);
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

bool
sg_phrase_is_clause(const char *phrase)
{
	for (const char *p = phrase; *p != '\0';) {
		size_t length = strcspn(p, " ,");
		if (in_words(clause_words, p, length))
			return true;
		p += length;
		p += strspn(p, " ,");
	}
	return false;
}

/* What the characters of a phrase show; flags. */
enum {
	HAS_LOWER = 1,
	HAS_UPPER = 2,
	HAS_SIGN = 4, /* of addresses, placeholders and programs */
	HAS_PART = 8, /* of such a sign of several characters */
	HAS_SLASH = 16,
	HAS_HYPHEN = 32,
	HAS_DOT = 64,
};

static const uint8_t forms[256] = {
    ['a' ... 'z'] = HAS_LOWER,
    ['A' ... 'Z'] = HAS_UPPER,
    ['{'] = HAS_SIGN,
    ['}'] = HAS_SIGN,
    [';'] = HAS_SIGN,
    ['|'] = HAS_SIGN,
    ['\\'] = HAS_SIGN,
    ['?'] = HAS_SIGN,
    ['"'] = HAS_SIGN,
    ['['] = HAS_SIGN,
    [']'] = HAS_SIGN,
    ['@'] = HAS_SIGN,
    ['~'] = HAS_SIGN,
    ['$'] = HAS_SIGN,
    [':'] = HAS_PART,
    ['='] = HAS_PART,
    [0xe2] = HAS_PART,
    ['.'] = HAS_DOT | HAS_PART,
    ['-'] = HAS_HYPHEN | HAS_PART,
    ['/'] = HAS_SLASH,
};

static unsigned
form_of(const char *phrase)
{
	unsigned form = 0;
	for (; *phrase != '\0'; phrase++)
		form |= forms[(unsigned char)*phrase];
	return form;
}

/* Marks of addresses, paths, placeholders and programs. */
static bool
has_foreign_sign(const char *phrase, unsigned form)
{
	static const char *const signs[] = {"://", " = ", "==", "...", "\xe2\x80\xa6", "--"};
	if ((form & HAS_SIGN) != 0)
		return true;
	for (size_t i = 0; (form & HAS_PART) != 0 && i < G_N_ELEMENTS(signs); i++) {
		if (strstr(phrase, signs[i]))
			return true;
	}
	const char *slash = (form & HAS_SLASH) != 0 ? strchr(phrase, '/') : NULL;
	return slash && (strchr(slash, '.') || slash == phrase || strchr(slash + 1, '/'));
}

/* Lists of words that only say what sort of thing stands beside them. */
#define MODIFIERS                                                                                \
	(SG_IN(SG_WORDS_IMPERATIVE) | SG_IN(SG_WORDS_PLAIN) | SG_IN(SG_WORDS_LEAD) |             \
	 SG_IN(SG_WORDS_TAIL) | SG_IN(SG_WORDS_MARK_PATTERN) | SG_IN(SG_WORDS_MARK_ERROR) |      \
	 SG_IN(SG_WORDS_MARK_TOOL) | SG_IN(SG_WORDS_MARK_CRATE) | SG_IN(SG_WORDS_MARK_PROBLEM) | \
	 SG_IN(SG_WORDS_MARK_CAUSE) | SG_IN(SG_WORDS_MARK_SOLUTION))

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
	unsigned form = form_of(phrase);
	if ((form & (HAS_LOWER | HAS_UPPER)) == 0 && !g_unichar_isalpha(first))
		return false;
	bool version = *phrase == 'v' && g_ascii_isdigit(phrase[1]);
	if ((version || g_ascii_isdigit(*phrase)) && words == 1)
		return false;
	bool attribute = *phrase == '#' && phrase[1 + (phrase[1] == '!')] == '[';
	if (!attribute && (has_foreign_sign(phrase, form) || sg_phrase_is_clause(phrase)))
		return false;
	if (sg_phrase_is_badly_formed(phrase))
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
		if (g_ascii_islower(*p) && !sg_phrase_is_little_word(p, length))
			return false;
		p += length;
		p += strspn(p, " ");
	}
	return true;
}
