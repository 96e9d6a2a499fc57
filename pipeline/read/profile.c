/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include "base/text.h"
#include "model/cost.h"

#include <string.h>

/* Title, description, date and size of a document, each from the best place that has it. */

#define MAX_TITLE       200
#define MAX_DESCRIPTION 600

static const char *const title_keys[] = {"title", "displayName", "display_name", "label"};
static const char *const date_keys[] = {"date",    "updated",    "date_updated", "last_updated",
					"lastmod", "date_added", "created",      "last-updated"};

static const SgNode *
nodes_of(const SgDocument *doc)
{
	return (const SgNode *)(const void *)doc->nodes->data;
}

/* The words of a block without markup, white space squashed, at most about limit bytes. Owned. */
static char *
block_text(const SgDocument *doc, uint32_t block, size_t limit)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const SgNode *nodes = nodes_of(doc);
	for (uint32_t i = block + 1; i < nodes[block].end && text->len < limit; i++) {
		if (nodes[i].kind == SG_NODE_TEXT || nodes[i].kind == SG_NODE_CODE_SPAN)
			g_string_append(text, sg_document_str(doc, nodes[i].text));
		else if (nodes[i].kind == SG_NODE_SOFTBREAK || nodes[i].kind == SG_NODE_LINEBREAK)
			g_string_append_c(text, ' ');
	}
	return sg_text_squash(text->str, text->len);
}

/* Cuts at a character, at a word if there is one near. */
static void
cut(char *text, size_t limit)
{
	if (strlen(text) <= limit)
		return;
	char *end = g_utf8_find_prev_char(text, text + limit + 1);
	for (char *p = end; p > text && end - p < 30; p--) {
		if (*p == ' ') {
			end = p;
			break;
		}
	}
	*end = '\0';
}

static uint32_t
first_block(const SgDocument *doc, SgNodeKind kind)
{
	const SgNode *nodes = nodes_of(doc);
	for (uint32_t i = 1; i < nodes[0].end; i = nodes[i].end) {
		if (nodes[i].kind == kind && !(nodes[i].flags & SG_FLAG_RESIDUE) &&
		    nodes[i].end > i + 1)
			return i;
	}
	return 0;
}

static const SgMeta *
find_string(const SgDocument *doc, const char *key)
{
	const SgMeta *meta = sg_front_matter_find(doc, key);
	bool scalar = meta != NULL && meta->type != SG_META_LIST && meta->type != SG_META_MAP;
	return scalar && *sg_document_str(doc, meta->value) != '\0' ? meta : NULL;
}

static char *
title_of_front_matter(const SgDocument *doc)
{
	for (size_t i = 0; i < G_N_ELEMENTS(title_keys); i++) {
		const SgMeta *meta = find_string(doc, title_keys[i]);
		if (meta != NULL)
			return g_strdup(sg_document_str(doc, meta->value));
	}
	return NULL;
}

/* What stands before the extension of files whose name tells their sort. */
static const char *const sorts[] = {".prompt", ".instructions", ".agent", ".chatmode"};

static char *
title_of_path(const SgReading *reading)
{
	const char *path = reading->path;
	const char *slash = strrchr(path, '/');
	g_autofree char *base = g_strdup(slash != NULL ? slash + 1 : path);
	char *dot = strrchr(base, '.');
	if (dot != NULL && dot != base)
		*dot = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(sorts); i++) {
		if (g_str_has_suffix(base, sorts[i]) && strlen(base) > strlen(sorts[i]))
			base[strlen(base) - strlen(sorts[i])] = '\0';
	}
	g_autofree char *valid = g_utf8_make_valid(base, -1);
	return sg_spell_name(reading, valid);
}

/* Whether hosts call it by the name of its file, and so expect no other. */
static bool
is_named_by_file(const SgDocument *doc)
{
	const char *dialect = sg_document_str(doc, doc->record.dialect);
	return doc->record.type == SG_TYPE_RULE || doc->record.type == SG_TYPE_PROMPT ||
	       strcmp(dialect, "copilot-agent") == 0;
}

/* The first heading if it is of the first level; a title in the front matter; the name; any
 * heading; the path where it is the name; the first words; the path. */
static char *
choose_title(SgReading *reading)
{
	const SgDocument *doc = reading->doc;
	uint32_t heading = first_block(doc, SG_NODE_HEADING);
	if (heading > 0 && nodes_of(doc)[heading].level == 1)
		return block_text(doc, heading, MAX_TITLE);
	char *title = title_of_front_matter(doc);
	if (title != NULL)
		return title;
	if (doc->record.name != 0)
		return sg_spell_name(reading, sg_document_str(doc, doc->record.name));
	if (heading > 0)
		return block_text(doc, heading, MAX_TITLE);
	if (is_named_by_file(doc))
		return title_of_path(reading);
	unsigned first = MIN(1, doc->record.n_lines);
	uint32_t paragraph = first_block(doc, SG_NODE_PARAGRAPH);
	char *words = paragraph > 0 ? block_text(doc, paragraph, 80) : g_strdup("");
	if (!reading->missing)
		sg_diags_add(doc->diags, SG_DIAG_NAME_MISSING, first, first,
			     *words != '\0' ? "its first words" : reading->path);
	if (*words != '\0') {
		cut(words, 80);
		return words;
	}
	g_free(words);
	return title_of_path(reading);
}

static void
fill_title(SgReading *reading)
{
	g_autofree char *title = choose_title(reading);
	g_autofree char *squashed = sg_text_squash(title, strlen(title));
	if (*squashed == '\0') {
		g_free(squashed);
		squashed = title_of_path(reading);
	}
	cut(squashed, MAX_TITLE);
	reading->doc->record.title = sg_pool_add(reading->doc->pool, squashed, -1);
}

static void
fill_description(SgDocument *doc)
{
	const SgMeta *meta = find_string(doc, "description");
	if (meta != NULL) {
		doc->record.description = meta->value;
		return;
	}
	uint32_t paragraph = first_block(doc, SG_NODE_PARAGRAPH);
	if (paragraph == 0)
		return;
	g_autofree char *text = block_text(doc, paragraph, MAX_DESCRIPTION);
	cut(text, MAX_DESCRIPTION);
	doc->record.description = sg_pool_add(doc->pool, text, -1);
}

/* YYYY-MM-DD, alone or before a time. */
static bool
is_date(const char *text)
{
	static const char shape[] = "dddd-dd-dd";
	for (size_t i = 0; i < sizeof shape - 1; i++) {
		if (shape[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != '-')
			return false;
	}
	unsigned month = (unsigned)(text[5] - '0') * 10 + (unsigned)(text[6] - '0');
	unsigned day = (unsigned)(text[8] - '0') * 10 + (unsigned)(text[9] - '0');
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && !g_ascii_isdigit(text[10]);
}

static void
fill_date(SgDocument *doc)
{
	for (size_t i = 0; i < G_N_ELEMENTS(date_keys); i++) {
		const SgMeta *meta = find_string(doc, date_keys[i]);
		if (meta == NULL || !is_date(sg_document_str(doc, meta->value)))
			continue;
		g_autofree char *date = g_strndup(sg_document_str(doc, meta->value), 10);
		doc->record.date = sg_pool_add(doc->pool, date, -1);
		return;
	}
}

void
sg_profile_fill(SgReading *reading)
{
	SgDocument *doc = reading->doc;
	sg_name_fill(reading);
	fill_title(reading);
	fill_description(doc);
	fill_date(doc);
	doc->record.tokens = sg_cost_tokens(doc->record.text_length);
	doc->record.body_tokens = sg_cost_tokens(reading->length - reading->body);
	doc->record.description_tokens =
	    sg_cost_tokens(strlen(sg_document_str(doc, doc->record.description)));
}
