/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* A lenient reader of the part of YAML that front matter uses. It goes line by line, so that a
 * value which YAML refuses costs that value its structure and never its neighbours theirs. */

#define MAX_BYTES (64 * 1024) /* of text given to the YAML library */
#define MAX_DEPTH 32
#define MAX_KEY   64

/* A map or list whose entries may still follow; entries begin at column indent. */
typedef struct {
	size_t indent;
	uint32_t meta; /* SG_NONE: the front matter itself */
	bool list;
} Level;

typedef struct {
	SgReading *reading;
	const char *at, *end; /* what is left between the fences */
	uint32_t line;        /* of at */
	Level levels[MAX_DEPTH];
	size_t depth;
} Reader;

/* One line without its end. */
typedef struct {
	const char *text; /* behind the indentation */
	size_t length;
	size_t indent;
} Line;

/* Tabs and no-break spaces are taken for one column each; YAML refuses both. */
static size_t
blank_length(const char *p, const char *end)
{
	if (p < end && (*p == ' ' || *p == '\t'))
		return 1;
	return end - p >= 2 && memcmp(p, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static Line
line_at(const char *p, const char *end)
{
	const char *stop = memchr(p, '\n', (size_t)(end - p));
	if (stop == NULL)
		stop = end;
	Line line = {.text = p};
	for (size_t n; (n = blank_length(line.text, stop)) > 0; line.text += n)
		line.indent++;
	while (stop > line.text && (stop[-1] == ' ' || stop[-1] == '\t'))
		stop--;
	line.length = (size_t)(stop - line.text);
	return line;
}

static bool
has_line(const Reader *reader)
{
	return reader->at < reader->end;
}

static Line
peek_line(const Reader *reader)
{
	return line_at(reader->at, reader->end);
}

static void
skip_line(Reader *reader)
{
	const char *stop = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));
	reader->at = stop != NULL ? stop + 1 : reader->end;
	reader->line++;
}

static bool
is_item(Line line)
{
	return line.length > 0 && line.text[0] == '-' &&
	       (line.length == 1 || line.text[1] == ' ' || line.text[1] == '\t');
}

static bool
is_key_char(unsigned char c)
{
	return g_ascii_isalnum(c) || c >= 0x80 || strchr("_-.$/@<", c) != NULL;
}

/* Length of the key before a ':', or 0. A key has at most two spaces in it: what has more is a
 * sentence. "name:value" without a space counts where it cannot be a URL or a time. */
static size_t
key_length(Line line)
{
	size_t n = 0, spaces = 0;
	if (line.length > 1 && (line.text[0] == '"' || line.text[0] == '\'')) {
		const char *close = memchr(line.text + 1, line.text[0], line.length - 1);
		n = close != NULL ? (size_t)(close - line.text) + 1 : line.length;
	} else if (line.length > 0 && strchr("-./@", line.text[0]) == NULL) {
		for (; n < line.length && line.text[n] != '\0'; n++) {
			spaces += line.text[n] == ' ';
			if (line.text[n] != ' ' && !is_key_char((unsigned char)line.text[n]))
				break;
		}
	}
	if (n == 0 || n > MAX_KEY || n >= line.length || line.text[n] != ':' || spaces > 2)
		return 0;
	if (n + 1 == line.length || line.text[n + 1] == ' ' || line.text[n + 1] == '\t')
		return n;
	bool glued = line.indent == 0 && spaces == 0 && g_ascii_isalpha(line.text[n + 1]) &&
		     line.text[0] != '"';
	return glued ? n : 0;
}

static SgMeta *
meta_at(Reader *reader, uint32_t i)
{
	return &g_array_index(reader->reading->doc->metas, SgMeta, i);
}

static SgStr
keep(Reader *reader, const char *text, size_t length)
{
	return sg_pool_add(reader->reading->doc->pool, text, (gssize)length);
}

static uint32_t
add_meta(Reader *reader, SgMetaType type, const char *key, size_t key_bytes)
{
	GArray *metas = reader->reading->doc->metas;
	if (key_bytes >= 2 && (key[0] == '"' || key[0] == '\'')) {
		key++;
		key_bytes -= 2;
	}
	SgMeta meta = {.type = type,
		       .key = keep(reader, key, key_bytes),
		       .line = reader->line,
		       .end_line = reader->line,
		       .end = metas->len + 1};
	g_array_append_val(metas, meta);
	return metas->len - 1;
}

static void
diagnose(Reader *reader, SgDiagTag tag, size_t column, const char *detail)
{
	sg_diags_add(reader->reading->doc->diags, tag, reader->line, (unsigned)column, detail);
}

static void
close_levels(Reader *reader, size_t depth)
{
	while (reader->depth > depth) {
		Level level = reader->levels[--reader->depth];
		if (level.meta == SG_NONE)
			continue;
		SgMeta *meta = meta_at(reader, level.meta);
		meta->end = reader->reading->doc->metas->len;
		for (uint32_t i = level.meta + 1; i < meta->end; i++)
			meta->end_line = MAX(meta->end_line, meta_at(reader, i)->end_line);
	}
}

static bool
open_level(Reader *reader, size_t indent, uint32_t meta, bool list)
{
	if (reader->depth == MAX_DEPTH) {
		diagnose(reader, SG_DIAG_FM_LIMIT, indent + 1, "nested over 32 levels");
		return false;
	}
	reader->levels[reader->depth++] = (Level){.indent = indent, .meta = meta, .list = list};
	meta_at(reader, meta)->type = list ? SG_META_LIST : SG_META_MAP;
	return true;
}

/* Takes the lines that go on with a value begun on the line before: deeper ones, and those that are
 * neither key nor item, which nothing else would keep. */
static void
take_continuation(Reader *reader, GString *value, size_t indent)
{
	bool gap = false;
	while (has_line(reader)) {
		Line line = peek_line(reader);
		if (line.length == 0) {
			gap = true;
			skip_line(reader);
			continue;
		}
		bool deeper = line.indent > indent;
		bool own = is_item(line) || key_length(line) > 0 || line.text[0] == '#';
		if (!deeper && own)
			return;
		if (value->len > 0)
			g_string_append_c(value, gap ? '\n' : ' ');
		g_string_append_len(value, line.text, (gssize)line.length);
		gap = false;
		skip_line(reader);
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
append_block_line(GString *value, Line line, size_t base, bool folded)
{
	bool more = line.indent > base && line.length > 0;
	if (value->len > 0) {
		bool after_break = value->str[value->len - 1] == '\n';
		g_string_append_c(value,
				  folded && !more && !after_break && line.length > 0 ? ' ' : '\n');
	}
	for (size_t i = base; more && i < line.indent; i++)
		g_string_append_c(value, ' ');
	g_string_append_len(value, line.text, (gssize)line.length);
}

static void
take_block(Reader *reader, GString *value, size_t indent, bool folded)
{
	size_t base = 0;
	g_string_truncate(value, 0);
	while (has_line(reader)) {
		Line line = peek_line(reader);
		if (line.length > 0 && line.indent <= indent)
			break;
		if (base == 0 && line.length > 0)
			base = line.indent;
		if (line.length > 0 || value->len > 0)
			append_block_line(value, line, base, folded);
		skip_line(reader);
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
take_flow(Reader *reader, GString *value, size_t indent)
{
	if (open_brackets(value->str) <= 0)
		return true;
	Reader ahead = *reader;
	g_autoptr(GString) joined = g_string_new_len(value->str, (gssize)value->len);
	while (has_line(&ahead) && joined->len < MAX_BYTES) {
		Line line = peek_line(&ahead);
		bool closing = line.length > 0 && (line.text[0] == ']' || line.text[0] == '}');
		if (line.length > 0 && line.indent <= indent && !closing && key_length(line) > 0)
			return false;
		g_string_append_c(joined, ' ');
		g_string_append_len(joined, line.text, (gssize)line.length);
		skip_line(&ahead);
		if (memchr(line.text, ']', line.length) == NULL &&
		    memchr(line.text, '}', line.length) == NULL)
			continue;
		if (open_brackets(joined->str) <= 0) {
			g_string_assign(value, joined->str);
			reader->at = ahead.at;
			reader->line = ahead.line;
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
		if (quote == '"' && value[i] == '\\')
			i++;
		else if (value[i] == quote && quote == '\'' && i + 1 < length &&
			 value[i + 1] == quote)
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
take_quoted(Reader *reader, GString *value, size_t indent, size_t column)
{
	uint32_t line = reader->line - 1;
	size_t close = closing_quote(value->str, value->len);
	if (close == 0) {
		Reader ahead = *reader;
		g_autoptr(GString) joined = g_string_new_len(value->str, (gssize)value->len);
		take_continuation(&ahead, joined, indent);
		close = closing_quote(joined->str, joined->len);
		if (close > 0) {
			g_string_assign(value, joined->str);
			reader->at = ahead.at;
			reader->line = ahead.line;
		}
	}
	if (close > 0 && only_comment(value->str + close + 1)) {
		unquote(value, close);
		return true;
	}
	bool inner = value->len > 2 && value->str[value->len - 1] == value->str[0];
	sg_diags_add(reader->reading->doc->diags, SG_DIAG_FM_QUOTE, line, (unsigned)column,
		     close > 0 ? "text follows the closing quote" : "no closing quote");
	if (inner)
		unquote(value, value->len - 1);
	else
		take_continuation(reader, value, indent);
	return inner;
}

/* Values that YAML gives another meaning: kept as written, and said so. */
static void
judge_plain(Reader *reader, const GString *value, uint32_t line, size_t column)
{
	SgDiags *diags = reader->reading->doc->diags;
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

/* The value behind a key or item marker; reader stands behind its line. */
static void
read_value(Reader *reader, uint32_t meta, GString *value, size_t indent, size_t column)
{
	uint32_t line = reader->line - 1;
	SgMetaType type = SG_META_STRING;
	char first = value->str[0];
	if (is_block_header(value->str, value->len)) {
		take_block(reader, value, indent, first == '>');
	} else if (first == '"' || first == '\'') {
		take_quoted(reader, value, indent, column);
	} else if ((first == '[' || first == '{') && take_flow(reader, value, indent) &&
		   sg_flow_read(reader->reading->doc, value->str, meta)) {
		type = (SgMetaType)meta_at(reader, meta)->type;
		g_string_truncate(value, 0);
	} else {
		judge_plain(reader, value, line, column);
		take_continuation(reader, value, indent);
		cut_comment(value);
		type = sg_front_matter_type(value->str);
	}
	SgStr kept = keep(reader, value->str, value->len);
	SgMeta *entry = meta_at(reader, meta);
	entry->type = type;
	entry->value = kept;
	entry->end_line = MAX(entry->line, reader->line - 1);
	for (uint32_t i = meta + 1; i < entry->end; i++)
		meta_at(reader, i)->line = meta_at(reader, i)->end_line = entry->line;
}

/* Behind a key without a value: the next line tells what it holds. */
static void
read_children(Reader *reader, uint32_t meta, size_t indent)
{
	while (has_line(reader)) {
		Line next = peek_line(reader);
		if (next.length > 0 && next.text[0] != '#')
			break;
		skip_line(reader);
	}
	meta_at(reader, meta)->type = SG_META_NULL;
	if (!has_line(reader))
		return;
	Line next = peek_line(reader);
	bool item = is_item(next) && next.indent >= indent;
	if (item || (next.indent > indent && key_length(next) > 0)) {
		if (open_level(reader, next.indent, meta, item))
			return;
	} else if (next.indent <= indent) {
		return;
	}
	g_autoptr(GString) value = g_string_new(NULL);
	uint32_t line = meta_at(reader, meta)->line;
	take_continuation(reader, value, indent);
	SgStr kept = keep(reader, value->str, value->len);
	SgMeta *entry = meta_at(reader, meta);
	entry->type = SG_META_STRING;
	entry->value = kept;
	entry->end_line = MAX(line, reader->line - 1);
}

/* Entries of the level that has room for one at this column; deeper levels end. */
static void
fit_levels(Reader *reader, Line line)
{
	while (reader->depth > 1) {
		const Level *top = &reader->levels[reader->depth - 1];
		if (top->indent < line.indent ||
		    (top->indent == line.indent && top->list == is_item(line)))
			return;
		close_levels(reader, reader->depth - 1);
	}
}

static void
read_entry(Reader *reader, Line line)
{
	size_t key = key_length(line);
	size_t column = line.indent;
	uint32_t meta = add_meta(reader, SG_META_STRING, line.text, key);
	size_t skip = key > 0 ? key + 1 : 0;
	while (skip < line.length && (line.text[skip] == ' ' || line.text[skip] == '\t'))
		skip++;
	g_autoptr(GString) value = g_string_new_len(line.text + skip, (gssize)(line.length - skip));
	if (key == 0)
		diagnose(reader, SG_DIAG_FM_LENIENT, column + 1,
			 "a line that is neither key nor value");
	skip_line(reader);
	if (value->len > 0)
		read_value(reader, meta, value, line.indent, column + skip + 1);
	else
		read_children(reader, meta, line.indent);
}

/* "- value", "- key: value" and "- - value": each marker opens one more level. */
static void
read_item(Reader *reader, Line line)
{
	size_t outer = line.indent;
	do {
		outer = line.indent;
		do {
			line.text++;
			line.length--;
			line.indent++;
		} while (line.length > 0 && (*line.text == ' ' || *line.text == '\t'));
		if (!is_item(line) && key_length(line) == 0)
			break;
		uint32_t meta = add_meta(reader, SG_META_MAP, "", 0);
		if (!open_level(reader, line.indent, meta, is_item(line))) {
			g_array_set_size(reader->reading->doc->metas, meta);
			break;
		}
	} while (is_item(line));
	if (key_length(line) > 0 && reader->levels[reader->depth - 1].indent == line.indent) {
		read_entry(reader, line);
		return;
	}
	uint32_t meta = add_meta(reader, SG_META_STRING, "", 0);
	g_autoptr(GString) value = g_string_new_len(line.text, (gssize)line.length);
	skip_line(reader);
	if (value->len > 0)
		read_value(reader, meta, value, outer, line.indent + 1);
	else
		read_children(reader, meta, outer);
}

static void
read_lines(Reader *reader)
{
	reader->levels[0] = (Level){.meta = SG_NONE};
	reader->depth = 1;
	while (has_line(reader)) {
		Line line = peek_line(reader);
		if (line.length == 0 || line.text[0] == '#') {
			skip_line(reader);
			continue;
		}
		fit_levels(reader, line);
		if (is_item(line))
			read_item(reader, line);
		else
			read_entry(reader, line);
	}
	close_levels(reader, 0);
}

static void
report_duplicates(SgReading *reading)
{
	SgDocument *doc = reading->doc;
	g_autoptr(GHashTable) first = /* key (borrowed) -> line */
	    g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < doc->metas->len; i = g_array_index(doc->metas, SgMeta, i).end) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		const char *key = sg_document_str(doc, meta->key);
		gpointer line = g_hash_table_lookup(first, key);
		if (line == NULL) {
			g_hash_table_insert(first, (char *)key, GUINT_TO_POINTER(meta->line));
			continue;
		}
		g_autofree char *detail =
		    g_strdup_printf("%s, first in line %u", key, GPOINTER_TO_UINT(line));
		if (*key != '\0')
			sg_diags_add(doc->diags, SG_DIAG_FM_DUPLICATE, meta->line, 1, detail);
	}
}

static bool
is_fence(const char *p, const char *end, bool closing)
{
	Line line = line_at(p, end);
	return line.indent == 0 && line.length == 3 &&
	       (memcmp(line.text, "---", 3) == 0 || (closing && memcmp(line.text, "...", 3) == 0));
}

static const char *
next_line(const char *p, const char *end)
{
	const char *stop = memchr(p, '\n', (size_t)(end - p));
	return stop != NULL ? stop + 1 : end;
}

/* A rule at the top of a text is no fence: behind a fence stands a key. */
static bool
begins_with_key(const char *p, const char *end)
{
	for (; p < end; p = next_line(p, end)) {
		Line line = line_at(p, end);
		if (line.length > 0 && line.text[0] != '#')
			return key_length(line) > 0 || is_fence(p, end, true);
	}
	return false;
}

static void
read_fenced(SgReading *reading, const char *start, const char *close, uint32_t lines)
{
	const char *end = reading->text + reading->length;
	size_t length = (size_t)(close - start);
	Reader reader = {.reading = reading, .at = start, .end = close, .line = 2};
	read_lines(&reader);
	report_duplicates(reading);
	if (length > MAX_BYTES)
		sg_diags_add(reading->doc->diags, SG_DIAG_FM_LIMIT, 1, 1, "more than 64 KB");
	else
		sg_front_matter_check(reading, (size_t)(start - reading->text), length, 2);
	reading->body = (size_t)(next_line(close, end) - reading->text);
	reading->body_line = lines + 3;
}

void
sg_front_matter_read(SgReading *reading)
{
	const char *end = reading->text + reading->length;
	reading->body = 0;
	reading->body_line = 1;
	if (!is_fence(reading->text, end, false)) {
		sg_front_matter_read_rows(reading);
		return;
	}
	const char *start = next_line(reading->text, end);
	if (!begins_with_key(start, end))
		return;
	uint32_t lines = 0;
	for (const char *p = start; p < end; p = next_line(p, end), lines++) {
		if (is_fence(p, end, true)) {
			read_fenced(reading, start, p, lines);
			return;
		}
	}
	sg_diags_add(reading->doc->diags, SG_DIAG_FM_OPEN, 1, 1, "read as text");
}

const SgMeta *
sg_front_matter_find(const SgDocument *doc, const char *key)
{
	for (uint32_t i = 0; i < doc->metas->len; i = g_array_index(doc->metas, SgMeta, i).end) {
		const SgMeta *meta = &g_array_index(doc->metas, SgMeta, i);
		if (g_ascii_strcasecmp(sg_document_str(doc, meta->key), key) == 0)
			return meta;
	}
	return NULL;
}
