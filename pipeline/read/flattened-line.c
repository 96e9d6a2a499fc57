/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include "base/text.h"

#include <string.h>

/* How one line of a text without markup looks, by its own characters alone. */

/* Words that begin a line of code in the languages these documents quote. */
static const char *const code_starts[] = {
    "use ",    "fn ",          "pub ",       "let ",       "impl ",    "impl<",    "struct ",
    "enum ",   "trait ",       "mod ",       "static ",    "const ",   "unsafe ",  "async fn",
    "extern ", "macro_rules!", "import ",    "export ",    "def ",     "class ",   "function ",
    "var ",    "return ",      "return;",    "# ",         "#include", "#define ", "#[",
    "#!",      "//",           "/*",         "*/",         "} ",       "@",        "$ ",
    "sudo ",   "cargo ",       "npm ",       "npx ",       "pip ",     "git ",     "docker ",
    "curl ",   "kubectl ",     "apt-get ",   "mkdir ",     "cd ",      "type ",    "interface ",
    "public ", "private ",     "protected ", "func ",      "package ", "match ",   "while ",
    "for (",   "if (",         "if let ",    "else {",     "elif ",    "try:",     "except ",
    "raise ",  "async def",    "with open",  "SELECT ",    "INSERT ",  "CREATE ",  "FROM ",
    "RUN ",    "==",           "<?",         "</",         "yarn ",    "pnpm ",    "rustup ",
    "python ", "await ",       "throw ",     "namespace ",
};

/* The words among them that also begin sentences: they need another sign. */
static const char *const ambiguous[] = {
    "use ",      "import ", "export ",  "return ",    "type ",   "match ",
    "while ",    "class ",  "package ", "interface ", "public ", "private ",
    "function ", "static ", "FROM ",    "func ",      "try:",    "raise ",
    "await ",    "extern ", "throw ",   "const ",     "unsafe ", "protected "};

/* Signs inside a line that prose hardly has. */
static const char *const code_signs[] = {
    "::", "=>", "->", "();",  "()", " = ", " == ", " += ", " != ", "&&",
    "||", "({", "!(", " => ", "</", "/>",  "={",   "0x",   "()?"};

static bool
starts_with_any(const char *line, size_t length, const char *const *starts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(starts[i]);
		if (length >= n && memcmp(line, starts[i], n) == 0)
			return true;
	}
	return false;
}

static bool
has_any(const char *line, size_t length, const char *set)
{
	for (size_t i = 0; i < length; i++) {
		if (strchr(set, line[i]) != NULL)
			return true;
	}
	return false;
}

static size_t
count_signs(const char *line, size_t length)
{
	size_t found = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(code_signs); i++)
		found += memmem(line, length, code_signs[i], strlen(code_signs[i])) != NULL;
	return found;
}

static size_t
count_words(const char *line, size_t length)
{
	size_t words = 0;
	bool inside = false;
	for (size_t i = 0; i < length; i++) {
		bool space = line[i] == ' ' || line[i] == '\t';
		words += !space && !inside;
		inside = !space;
	}
	return words;
}

/* Words of letters, with the punctuation of sentences at their end. */
static size_t
count_plain_words(const char *line, size_t length)
{
	size_t words = 0;
	for (size_t i = 0; i < length;) {
		size_t start = i;
		while (i < length && (g_ascii_isalpha(line[i]) || line[i] == '\'' ||
				      line[i] == '-' || (unsigned char)line[i] >= 0x80))
			i++;
		size_t letters = i - start;
		while (i < length && strchr(",.:!?)", line[i]) != NULL)
			i++;
		words += letters > 0 && (i == length || line[i] == ' ');
		while (i < length && line[i] != ' ')
			i++;
		while (i < length && line[i] == ' ')
			i++;
	}
	return words;
}

static bool
is_sentence(const char *line, size_t length)
{
	size_t words = count_words(line, length);
	bool begins = g_ascii_isupper(line[0]) || (unsigned char)line[0] >= 0x80;
	bool ends = sg_ends_in(line, length, ".:!?");
	return words >= 4 && (begins || ends) && count_plain_words(line, length) * 4 >= words * 3;
}

/* A sentence that begins with a word of code: "cargo check exits with 0 on a crate that ...". */
static bool
is_long_sentence(const char *line, size_t length)
{
	size_t words = count_words(line, length);
	bool comment = strchr("/#*\"", line[0]) != NULL;
	return !comment && length > 60 && words >= 8 && sg_ends_in(line, length, ".") &&
	       count_plain_words(line, length) * 2 >= words;
}

/* "name = value" and "[section]" of TOML and the like. */
static bool
is_assignment(const char *line, size_t length)
{
	size_t n = 0;
	while (n < length && (g_ascii_isalnum(line[n]) || strchr("_-.", line[n]) != NULL))
		n++;
	bool equals = n > 0 && n + 1 < length && line[n] == ' ' && line[n + 1] == '=';
	bool colon = n > 0 && n + 1 < length && line[n] == '=' && line[n + 1] != ' ';
	bool section =
	    line[0] == '[' && sg_ends_in(line, length, "]") && memchr(line, ' ', length) == NULL;
	return equals || colon || section;
}

/* "name: Type," of a struct, "\"key\": value," of JSON. */
static bool
is_field(const char *line, size_t length)
{
	return sg_ends_in(line, length, ",") && memchr(line, ':', length) != NULL &&
	       count_words(line, length) <= 4;
}

/* "42 | let x = y;" as compilers quote a line. */
static bool
is_quoted_line(const char *line, size_t length)
{
	size_t n = 0;
	while (n < length && g_ascii_isdigit(line[n]))
		n++;
	return n > 0 && n + 1 < length && line[n] == ' ' && line[n + 1] == '|';
}

bool
sg_line_is_report(const char *line, size_t length)
{
	static const char *const starts[] = {
	    "WARNING: ", "ERROR: ", "error[", "error: ",  "warning: ", "thread '", "INFO ",
	    "DEBUG ",    "--> ",    "= note", "= help: ", "note: ",    "help: "};
	const char *hex = memmem(line, length, "0x", 2);
	size_t digits = 0;
	for (const char *p = hex != NULL ? hex + 2 : line + length; p < line + length; p++)
		digits += g_ascii_isxdigit(*p) && digits == (size_t)(p - hex - 2);
	return digits >= 6 || starts_with_any(line, length, starts, G_N_ELEMENTS(starts)) ||
	       is_quoted_line(line, length);
}

/* Drawings: box characters, arrows, and words set apart by runs of spaces. */
static bool
is_drawing(const char *line, size_t length)
{
	static const char *const marks[] = {"\xe2\x94", "\xe2\x95", "\xe2\x96", "   "};
	/* An arrow in front. */
	if (length >= 3 && memcmp(line, "\xe2\x86", 2) == 0 && (unsigned char)line[2] >= 0x90 &&
	    (unsigned char)line[2] <= 0x93)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (memmem(line, length, marks[i], strlen(marks[i])) != NULL)
			return true;
	}
	return false;
}

/* "x(); // what it does", "src/ # what is in it" and "src/" alone. */
static bool
is_annotated(const char *line, size_t length)
{
	const char *comment = memmem(line, length, " // ", 4);
	if (comment != NULL && comment > line && strchr(";{},()]", comment[-1]) != NULL)
		return true;
	const char *space = memchr(line, ' ', length);
	size_t word = space != NULL ? (size_t)(space - line) : length;
	bool path = memchr(line, '/', word) != NULL || memchr(line, '.', word) != NULL;
	if (space == NULL)
		return word > 2 && line[word - 1] == '/';
	return path && length > word + 3 && memcmp(space, " # ", 3) == 0;
}

/* "tool -x", "tool --option": a word in lower case and an option. */
static bool
is_command(const char *line, size_t length)
{
	const char *option = memmem(line, length, " -", 2);
	if (option == NULL || !g_ascii_islower(line[0]) || option + 2 >= line + length)
		return false;
	return g_ascii_isalpha(option[2]) || option[2] == '-';
}

static bool
is_code(const char *line, size_t length)
{
	char last = line[length - 1];
	if (sg_line_is_report(line, length) || is_drawing(line, length))
		return true;
	if (is_annotated(line, length))
		return true;
	if (is_long_sentence(line, length))
		return false;
	if (is_command(line, length))
		return true;
	bool closer = strchr("})]", line[0]) != NULL && length <= 24;
	size_t signs = count_signs(line, length);
	if (closer || last == '{' || last == ';')
		return !is_sentence(line, length) || last == '{';
	if (starts_with_any(line, length, ambiguous, G_N_ELEMENTS(ambiguous)))
		return signs > 0 || last == '}' ||
		       (!is_sentence(line, length) && has_any(line, length, "/-\"'=@:") &&
			count_words(line, length) <= 6);
	if (starts_with_any(line, length, code_starts, G_N_ELEMENTS(code_starts)))
		return true;
	if (is_sentence(line, length))
		return signs > 2 && has_any(line, length, ";{");
	return signs > 1 || is_assignment(line, length) || is_field(line, length) ||
	       (signs == 1 && strchr(",({[", last) != NULL) ||
	       (line[0] == '.' && g_ascii_isalpha(line[1]) && memchr(line, '(', length) != NULL) ||
	       (memchr(line, ' ', length) == NULL && memchr(line, '(', length) != NULL &&
		last == ')');
}

/* "E0042". */
static bool
is_error_code(const char *line, size_t length)
{
	return length == 5 && g_ascii_isupper(line[0]) && g_ascii_isdigit(line[1]) &&
	       g_ascii_isdigit(line[4]);
}

/* "Name - what it is" or "Name: what it is", with a name of one to four words. */
static bool
is_pair(const char *line, size_t length)
{
	static const char *const separators[] = {" - ", ": ", " \xe2\x80\x93 ", " \xe2\x80\x94 "};
	for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
		const char *at = memmem(line, length, separators[i], strlen(separators[i]));
		if (at == NULL || is_error_code(line, (size_t)(at - line)))
			continue;
		size_t name = (size_t)(at - line);
		size_t rest = length - name - strlen(separators[i]);
		const char *meaning = at + strlen(separators[i]);
		bool capital = g_ascii_isupper(*meaning) && memchr(meaning, ',', rest) == NULL;
		if (name > 0 && rest > 0 && count_words(line, name) <= 4 &&
		    (!capital || separators[i][0] == ' ' || rest > 60))
			return true;
	}
	return false;
}

/* Words that stand before a colon as run-in heads, and so make no heading of their line. */
static const char *const run_in_heads[] = {
    "Solution", "Problem", "Issue", "Cause",  "Note",   "Output",   "Example", "Warning", "Symptom",
    "Fix",      "Tip",     "Input", "Result", "Answer", "Question", "Usage",   "Context"};

static bool
is_run_in(const char *line, size_t length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(run_in_heads); i++) {
		size_t n = strlen(run_in_heads[i]);
		if (length <= n || memcmp(line, run_in_heads[i], n) != 0)
			continue;
		while (n < length && (line[n] == ' ' || g_ascii_isdigit(line[n])))
			n++;
		if (n < length && line[n] == ':')
			return true;
	}
	return false;
}

static bool
is_title(const char *line, size_t length)
{
	if (length > 80 || count_words(line, length) > 10 || is_run_in(line, length))
		return false;
	bool begins =
	    g_ascii_isupper(line[0]) || g_ascii_isdigit(line[0]) || (unsigned char)line[0] >= 0x80;
	bool ends = !sg_ends_in(line, length, ".,;:!?>");
	const char *colon = memmem(line, length, ": ", 2);
	bool clauses = memmem(line, length, ", ", 2) != NULL && count_words(line, length) > 6;
	bool label = colon > line + 2 && g_ascii_isupper(colon[-1]) && g_ascii_isupper(line[1]);
	/* "E0042: what it says" is the title of an error. */
	bool code = colon != NULL && is_error_code(line, (size_t)(colon - line));
	size_t rest = colon != NULL ? length - (size_t)(colon - line) : 0;
	bool both = colon == NULL || code ||
		    (g_ascii_isupper(colon[2]) && memchr(colon, ',', rest) == NULL);
	return begins && ends && both && !clauses && !label;
}

size_t
sg_line_marker(const char *line, size_t length, bool *ordered, uint32_t *number)
{
	size_t n = 0;
	bool digits = false;
	if (length > 1 && strchr("-*+", line[0]) != NULL)
		n = 1;
	else if (length > 4 && memcmp(line, "\xe2\x80\xa2", 3) == 0)
		n = 3;
	else {
		while (n < length && n < 9 && g_ascii_isdigit(line[n]))
			n++;
		digits = n > 0 && n < length && (line[n] == '.' || line[n] == ')');
		n = digits ? n + 1 : 0;
	}
	if (n == 0 || n + 1 >= length || line[n] != ' ')
		return 0;
	if (ordered != NULL)
		*ordered = digits;
	if (number != NULL)
		*number = digits ? (uint32_t)g_ascii_strtoull(line, NULL, 10) : 0;
	return n + 1;
}

int
sg_line_balance(const char *line, size_t length)
{
	int balance = 0;
	for (size_t i = 0; i < length; i++) {
		if (line[i] == '"') {
			for (i++; i < length && line[i] != '"'; i++)
				i += line[i] == '\\';
		} else if (line[i] == '/' && i + 1 < length && line[i + 1] == '/' &&
			   (i == 0 || line[i - 1] != ':')) {
			break;
		} else {
			balance += line[i] == '(' || line[i] == '[' || line[i] == '{';
			balance -= line[i] == ')' || line[i] == ']' || line[i] == '}';
		}
	}
	return balance;
}

SgLineLook
sg_line_look(const char *line, size_t length)
{
	while (length > 0 && (*line == ' ' || *line == '\t')) {
		line++;
		length--;
	}
	while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
		length--;
	if (length == 0)
		return SG_LINE_BLANK;
	if (line[0] == '|' && line[length - 1] == '|' && length > 2)
		return SG_LINE_ROW;
	if (sg_line_marker(line, length, NULL, NULL) > 0)
		return SG_LINE_LIST;
	if (is_code(line, length))
		return SG_LINE_CODE;
	if (is_title(line, length) && !is_pair(line, length))
		return SG_LINE_TITLE;
	return is_pair(line, length) ? SG_LINE_PAIR : SG_LINE_PROSE;
}
