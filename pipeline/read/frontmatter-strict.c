/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include "base/yaml.h"

#include <string.h>

#define FENCE "---\n"

static const struct {
	const char *word;
	SgMetaType type;
} words[] = {
    {"true", SG_META_BOOL}, {"false", SG_META_BOOL}, {"yes", SG_META_BOOL}, {"no", SG_META_BOOL},
    {"null", SG_META_NULL}, {"~", SG_META_NULL},     {"", SG_META_NULL},
};

/* -?digits(.digits)?(e[+-]digits)?; "1.2.3" and "0x1f" are text. */
static bool
is_number(const char *p)
{
	p += *p == '-' || *p == '+';
	size_t digits = strspn(p, "0123456789");
	if (digits == 0)
		return false;
	p += digits;
	if (*p == '.') {
		digits = strspn(p + 1, "0123456789");
		if (digits == 0)
			return false;
		p += digits + 1;
	}
	if ((*p == 'e' || *p == 'E') && p[1] != '\0') {
		p += p[1] == '-' || p[1] == '+' ? 2 : 1;
		digits = strspn(p, "0123456789");
		return digits > 0 && p[digits] == '\0';
	}
	return *p == '\0';
}

SgMetaType
sg_front_matter_type(const char *value)
{
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(value, words[i].word) == 0)
			return words[i].type;
	}
	return is_number(value) ? SG_META_NUMBER : SG_META_STRING;
}

/* What the lenient reader has already said of this line is not said twice; behind a quote that does
 * not close, YAML's complaint stands somewhere else. */
static bool
is_known(const SgDiags *diags, unsigned line)
{
	for (size_t i = 0; i < sg_diags_count(diags); i++) {
		const SgDiag *diag = sg_diags_get(diags, i);
		bool ours = diag->tag >= SG_DIAG_FM_OPEN && diag->tag <= SG_DIAG_FM_TAG;
		if (diag->tag == SG_DIAG_FM_QUOTE || (ours && diag->line == line))
			return true;
	}
	return false;
}

/* Lines of front matter that are judged on their own. */
typedef struct {
	size_t at, length;
	uint32_t line;
} Passage;

/* Where the value of an entry stands, if it begins with a sign that YAML gives a meaning: that sign
 * is at fault, wherever it makes the parser trip. 0: it does not. */
static unsigned
sign_column(const SgReading *reading, uint32_t number)
{
	char first = 0;
	size_t column = sg_matter_value_column(reading, number, &first);
	return first != 0 && strchr("*&[{`@%!|>", first) != NULL ? (unsigned)column : 0;
}

/* The line of the entry that a fault stands in. */
static uint32_t
entry_line(const SgDocument *doc, uint32_t where, uint32_t from)
{
	uint32_t found = from;
	for (uint32_t i = 0; i < doc->metas->len; i++) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		if (meta->line >= from && meta->line <= where)
			found = MAX(found, meta->line);
	}
	return found;
}

static SgDiagTag
tag_of(const char *message)
{
	if (strstr(message, "alias") != NULL || strstr(message, "anchor") != NULL)
		return SG_DIAG_FM_ALIAS;
	return strstr(message, "nested deeper") != NULL ? SG_DIAG_FM_LIMIT : SG_DIAG_FM_LENIENT;
}

static uint32_t
last_line(const SgReading *reading, const Passage *passage)
{
	uint32_t line = passage->line;
	const char *end = reading->text + passage->at + passage->length;
	for (const char *p = reading->text + passage->at; p + 1 < end; p++)
		line += *p == '\n';
	return line;
}

static void
report_fault(SgReading *reading, const Passage *passage, const SgYamlFault *fault)
{
	SgDocument *doc = reading->doc;
	uint32_t where = MIN(passage->line - 1 + MAX(fault->line, 1), last_line(reading, passage));
	uint32_t entry = entry_line(doc, where, passage->line);
	unsigned column = sign_column(reading, entry);
	if (column > 0)
		where = entry;
	else
		column = MAX(fault->column, 1);
	if (!is_known(doc->diags, where) && !is_known(doc->diags, entry))
		sg_diags_add(doc->diags, tag_of(fault->message), where, column, fault->message);
}

static bool
is_accepted(SgReading *reading, const Passage *passage, bool report)
{
	SgYamlFault fault = {0};
	g_autoptr(SgYaml) yaml =
	    sg_yaml_parse(reading->text + passage->at, passage->length, &fault);
	if (yaml == NULL && report)
		report_fault(reading, passage, &fault);
	g_free(fault.message);
	return yaml != NULL;
}

/* The lines of the entry that stands first in `from`, up to the next one's. */
static Passage
entry_passage(const SgDocument *doc, const Passage *all, const SgMeta *meta, const SgMeta *next)
{
	size_t start = MAX(g_array_index(doc->lines, uint32_t, meta->line - 1), all->at);
	size_t end = all->at + all->length;
	if (next != NULL)
		end = MIN(end, g_array_index(doc->lines, uint32_t, next->line - 1));
	return (Passage){.at = start, .length = end > start ? end - start : 0, .line = meta->line};
}

/* A parser stops at the first fault; the entries are independent of each other, so each is shown to
 * it alone. */
static bool
report_entries(SgReading *reading, const Passage *all)
{
	SgDocument *doc = reading->doc;
	bool told = false;
	for (uint32_t i = 0; i < doc->metas->len;) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		const SgMeta *next = NULL;
		for (i = meta->end; i < doc->metas->len && next == NULL;) {
			next = &g_array_index(doc->metas, SgMeta, i);
			if (next->line > meta->line)
				break;
			i = next->end;
			next = NULL;
		}
		Passage passage = entry_passage(doc, all, meta, next);
		told |= !is_accepted(reading, &passage, true);
	}
	return told;
}

/* With the fence above it, where that is the first line: hosts read it so. */
static bool
is_accepted_whole(SgReading *reading, const Passage *all)
{
	if (all->at != strlen(FENCE) || strncmp(reading->text, FENCE, strlen(FENCE)) != 0)
		return is_accepted(reading, all, false);
	SgYamlFault fault = {0};
	reading->yaml_end = all->at + all->length;
	reading->yaml = sg_yaml_parse(reading->text, reading->yaml_end, &fault);
	g_free(fault.message);
	return reading->yaml != NULL;
}

void
sg_front_matter_check(SgReading *reading, size_t at, size_t length, uint32_t line)
{
	Passage all = {.at = at, .length = length, .line = line};
	if (is_accepted_whole(reading, &all) || report_entries(reading, &all))
		return;
	is_accepted(reading, &all, true);
}
