/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include "base/text.h"

#include <string.h>

/* The name that hosts see, and whether it can serve as one: it becomes a part of addresses and is
 * what one document calls another by. */

#define MAX_NAME 256

static bool
is_slug(const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && *p != '-')
			return false;
	}
	return *text != '\0' && *text != '-';
}

static const char *
type_fault(const SgDocument *doc, const SgMeta *meta)
{
	static const char *const what[] = {[SG_META_NUMBER] = "name is a number",
					   [SG_META_BOOL] = "name is a truth value",
					   [SG_META_NULL] = "name is empty",
					   [SG_META_LIST] = "name is a list",
					   [SG_META_MAP] = "name is a map"};
	if (meta->type != SG_META_STRING)
		return what[meta->type];
	const char *value = sg_document_str(doc, meta->value);
	if (*value == '\0')
		return what[SG_META_NULL];
	if (strchr(value, '\n') != NULL)
		return "name has several lines";
	return strlen(value) > MAX_NAME ? "name is longer than 256 bytes" : NULL;
}

/* Another name gives the same address, or none is left of it. */
static bool
is_lossy(const char *name)
{
	bool lossy = false;
	g_autofree char *slug = sg_text_slug(name, &lossy);
	return lossy || *slug == '\0' || strchr("-.", name[0]) != NULL ||
	       strpbrk(name, "/\\") != NULL;
}

static bool
is_invisible(gunichar c)
{
	return c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff;
}

/* Alphabets whose letters look like Latin ones. */
static bool
is_look_alike(gunichar c)
{
	GUnicodeScript script = g_unichar_get_script(c);
	return script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_GREEK ||
	       script == G_UNICODE_SCRIPT_ARMENIAN || script == G_UNICODE_SCRIPT_CHEROKEE;
}

/* What makes a name look like another one, or NULL: letters of two alphabets in one word, or
 * characters between letters that nobody sees. */
static const char *
find_disguise(const char *name)
{
	bool latin = false;
	bool other = false;
	bool letter = false;
	for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (letter && is_invisible(c))
			return "an invisible character";
		letter = g_unichar_isalnum(c);
		latin = letter && (latin || g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN);
		other = letter && (other || is_look_alike(c));
		if (latin && other)
			return "letters of two alphabets";
	}
	return NULL;
}

static void
judge_name(SgReading *reading, const SgMeta *meta)
{
	SgDiags *diags = reading->doc->diags;
	g_autofree char *name = g_strdup(sg_document_str(reading->doc, meta->value));
	unsigned column = (unsigned)sg_matter_value_column(reading, meta->line, NULL);
	const char *disguise = find_disguise(name);
	if (disguise != NULL)
		sg_diags_add(diags, SG_DIAG_NAME_CONFUSABLE, meta->line, column, disguise);
	else if (is_lossy(name))
		sg_diags_add(diags, SG_DIAG_NAME_SLUG, meta->line, column, name);
}

/* A value that is no YAML needs no second complaint. */
static bool
is_told_of(const SgDocument *doc, unsigned line)
{
	for (size_t i = 0; i < sg_diags_count(doc->diags); i++) {
		const SgDiag *diag = sg_diags_get(doc->diags, i);
		bool ours = diag->tag >= SG_DIAG_FM_OPEN && diag->tag <= SG_DIAG_FM_TAG;
		if (ours && diag->line == line && diag->tag != SG_DIAG_FM_DUPLICATE)
			return true;
	}
	return false;
}

/* The name that hosts see: of the key name, else a title that is written like a name. */
void
sg_name_fill(SgReading *reading)
{
	SgDocument *doc = reading->doc;
	const SgMeta *meta = sg_front_matter_find(doc, "name");
	if (meta == NULL) {
		const SgMeta *title = sg_front_matter_find(doc, "title");
		if (title != NULL && is_slug(sg_document_str(doc, title->value)))
			doc->record.name = title->value;
		return;
	}
	const char *fault = type_fault(doc, meta);
	if (fault != NULL)
		sg_diags_add(doc->diags, SG_DIAG_FM_TYPE, meta->line, 1, fault);
	else if (!is_told_of(doc, meta->line))
		judge_name(reading, meta);
	bool usable =
	    meta->type != SG_META_LIST && meta->type != SG_META_MAP && meta->type != SG_META_NULL;
	if (usable && strlen(sg_document_str(doc, meta->value)) <= MAX_NAME)
		doc->record.name = meta->value;
}
