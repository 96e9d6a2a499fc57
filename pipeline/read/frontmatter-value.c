/* SPDX-License-Identifier: MIT */
#include "read/frontmatter.h"

#include <string.h>

#define MAX_BYTES 65536 /* of a list that goes over several lines */

void
sg_matter_take_continuation(SgMatter *matter, GString *value, size_t indent)
{
	bool gap = false;
	while (sg_matter_has_line(matter)) {
		SgMatterLine line = sg_matter_peek(matter);
		if (line.length == 0) {
			gap = true;
			sg_matter_skip(matter);
			continue;
		}
		bool deeper = line.indent > indent;
		bool own = sg_matter_is_item(line) || sg_matter_key_length(line) > 0 ||
			   line.text[0] == '#';
		if (!deeper && own)
			return;
		if (value->len > 0)
			g_string_append_c(value, gap ? '\n' : ' ');
		g_string_append_len(value, line.text, (gssize)line.length);
		gap = false;
		sg_matter_skip(matter);
	}
}

/* "|" and ">" with indicators only: what follows is text that is taken as it stands. */
static bool
is_block_header(const char *value, size_t length)
{
	if (length == 0 || (value[0] != '|' && value[0] != '>'))
		return false;
	for (size_t i = 1; i < length; i++) {
		if (value[i] == ' ')
			return i + 1 < length && strchr("#", value[i + 1]) != NULL;
		if (strchr("+-123456789", value[i]) == NULL)
			return false;
	}
	return true;
}

static void
append_block_line(GString *value, SgMatterLine line, size_t base, bool folded)
{
	bool more = line.indent > base && line.length > 0;
	bool joins = folded && !more && line.length > 0;
	bool after_break = value->len > 0 && value->str[value->len - 1] == '\n';
	if (value->len > 0 && !(joins && after_break))
		g_string_append_c(value, joins ? ' ' : '\n');
	for (size_t i = base; more && i < line.indent; i++)
		g_string_append_c(value, ' ');
	g_string_append_len(value, line.text, (gssize)line.length);
}

static void
take_block(SgMatter *matter, GString *value, size_t indent, bool folded)
{
	size_t base = 0;
	g_string_truncate(value, 0);
	while (sg_matter_has_line(matter)) {
		SgMatterLine line = sg_matter_peek(matter);
		if (line.length > 0 && line.indent <= indent)
			break;
		if (base == 0 && line.length > 0)
			base = line.indent;
		if (line.length > 0 || value->len > 0)
			append_block_line(value, line, base, folded);
		sg_matter_skip(matter);
	}
	while (value->len > 0 && value->str[value->len - 1] == '\n')
		g_string_truncate(value, value->len - 1);
}

/* Brackets still open in a flow value that may go on in the next line. */
static int
open_brackets(const char *value)
{
	int open = 0;
	char quote = 0;
	for (const char *p = value; *p != '\0'; p++) {
		if (quote != 0)
			quote = *p == quote ? 0 : quote;
		else if ((*p == '"' || *p == '\'') &&
			 (p == value || strchr("[{,: ", p[-1]) != NULL))
			quote = *p;
		else
			open += (*p == '[' || *p == '{') - (*p == ']' || *p == '}');
	}
	return open;
}

/* "[a,\n  b]": joins the lines up to the closing bracket; false and nothing taken if none comes. */
static bool
take_flow(SgMatter *matter, GString *value, size_t indent)
{
	if (open_brackets(value->str) <= 0)
		return true;
	SgMatter ahead = *matter;
	g_autoptr(GString) joined = g_string_new_len(value->str, (gssize)value->len);
	while (sg_matter_has_line(&ahead) && joined->len < MAX_BYTES) {
		SgMatterLine line = sg_matter_peek(&ahead);
		bool closing = line.length > 0 && (line.text[0] == ']' || line.text[0] == '}');
		if (line.length > 0 && line.indent <= indent && !closing &&
		    sg_matter_key_length(line) > 0)
			return false;
		g_string_append_c(joined, ' ');
		g_string_append_len(joined, line.text, (gssize)line.length);
		sg_matter_skip(&ahead);
		if (memchr(line.text, ']', line.length) == NULL &&
		    memchr(line.text, '}', line.length) == NULL)
			continue;
		if (open_brackets(joined->str) <= 0) {
			g_string_assign(value, joined->str);
			matter->at = ahead.at;
			matter->line = ahead.line;
			return true;
		}
	}
	return false;
}

/* Index of the quote that closes the one at 0, or 0. */
static size_t
closing_quote(const char *value, size_t length)
{
	char quote = value[0];
	for (size_t i = 1; i < length; i++) {
		bool doubled =
		    quote == '\'' && i + 1 < length && value[i] == quote && value[i + 1] == quote;
		if (doubled || (quote == '"' && value[i] == '\\'))
			i++;
		else if (value[i] == quote)
			return i;
	}
	return 0;
}

/* Resolves the escapes that front matter has; others stay as written. */
static void
unquote(GString *value, size_t close)
{
	g_autofree char *raw = g_strndup(value->str + 1, close - 1);
	char quote = value->str[0];
	g_string_truncate(value, 0);
	for (const char *p = raw; *p != '\0'; p++) {
		static const char from[] = "nt\"\\/", to[] = "\n\t\"\\/";
		const char *escape =
		    quote == '"' && *p == '\\' && p[1] != '\0' ? strchr(from, p[1]) : NULL;
		if (escape != NULL)
			g_string_append_c(value, to[escape - from]);
		else
			g_string_append_c(value, *p);
		if (escape != NULL || (quote == '\'' && *p == '\'' && p[1] == '\''))
			p++;
	}
}

static bool
only_comment(const char *rest)
{
	while (*rest == ' ' || *rest == '\t')
		rest++;
	return *rest == '\0' || *rest == '#';
}

/* A quoted value, over several lines if the quote closes before the next key. When it does not
 * close, or text follows it, the value stays as written. */
static bool
take_quoted(SgMatter *matter, GString *value, size_t indent, size_t column)
{
	uint32_t line = matter->line - 1;
	size_t close = closing_quote(value->str, value->len);
	if (close == 0) {
		SgMatter ahead = *matter;
		g_autoptr(GString) joined = g_string_new_len(value->str, (gssize)value->len);
		sg_matter_take_continuation(&ahead, joined, indent);
		close = closing_quote(joined->str, joined->len);
		if (close > 0) {
			g_string_assign(value, joined->str);
			matter->at = ahead.at;
			matter->line = ahead.line;
		}
	}
	if (close > 0 && only_comment(value->str + close + 1)) {
		unquote(value, close);
		return true;
	}
	bool inner = value->len > 2 && value->str[value->len - 1] == value->str[0];
	sg_diags_add(matter->reading->doc->diags, SG_DIAG_FM_QUOTE, line, (unsigned)column,
		     close > 0 ? "text follows the closing quote" : "no closing quote");
	if (inner)
		unquote(value, value->len - 1);
	else
		sg_matter_take_continuation(matter, value, indent);
	return inner;
}

/* Values that YAML gives another meaning: kept as written, and said so. */
static void
judge_plain(SgMatter *matter, const GString *value, uint32_t line, size_t column)
{
	SgDiags *diags = matter->reading->doc->diags;
	const char *v = value->str;
	if (v[0] == '#')
		sg_diags_add(diags, SG_DIAG_FM_HASH, line, (unsigned)column, v);
	else if (v[0] == '!' && (v[1] == '!' || g_ascii_isalpha(v[1])))
		sg_diags_add(diags, SG_DIAG_FM_TAG, line, (unsigned)column, v);
	else if ((v[0] == '*' || v[0] == '&') && g_ascii_isalnum(v[1]) &&
		 strpbrk(v, "/.*{") != v + 2)
		sg_diags_add(diags, SG_DIAG_FM_ALIAS, line, (unsigned)column, v);
}

/* "opus # cheap": a comment behind one word is cut, as YAML does. Behind several words it may as
 * well be text, which is kept. */
static void
cut_comment(GString *value)
{
	char *space = strchr(value->str, ' ');
	if (space == NULL || value->str[0] == '#')
		return;
	while (*space == ' ')
		space++;
	if (space[0] == '#' && (space[1] == ' ' || space[1] == '\0'))
		g_string_truncate(value, strcspn(value->str, " "));
}

void
sg_matter_read_value(SgMatter *matter, uint32_t meta, GString *value, size_t indent, size_t column)
{
	uint32_t line = matter->line - 1;
	SgMetaType type = SG_META_STRING;
	char first = value->str[0];
	if (is_block_header(value->str, value->len)) {
		take_block(matter, value, indent, first == '>');
	} else if (first == '"' || first == '\'') {
		take_quoted(matter, value, indent, column);
	} else if ((first == '[' || first == '{') && take_flow(matter, value, indent) &&
		   sg_flow_read(matter->reading->doc, value->str, meta)) {
		type = (SgMetaType)sg_matter_meta(matter, meta)->type;
		g_string_truncate(value, 0);
	} else {
		judge_plain(matter, value, line, column);
		sg_matter_take_continuation(matter, value, indent);
		cut_comment(value);
		type = sg_front_matter_type(value->str);
	}
	SgStr kept = sg_matter_keep(matter, value->str, value->len);
	SgMeta *entry = sg_matter_meta(matter, meta);
	entry->type = type;
	entry->value = kept;
	entry->end_line = MAX(entry->line, matter->line - 1);
	for (uint32_t i = meta + 1; i < entry->end; i++)
		sg_matter_meta(matter, i)->line = sg_matter_meta(matter, i)->end_line = entry->line;
}
