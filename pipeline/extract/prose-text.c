/* SPDX-License-Identifier: MIT */
#include "extract/prose-text.h"

#include "base/text.h"

#include <string.h>

#define MAX_HEAD       90 /* bytes; a longer run of bold text is emphasis, no head */
#define MAX_HEAD_WORDS 9
#define MAX_GAP        4096 /* bytes of markup between two pieces of text; keeps the search linear */

static const char *const abbreviations[] = {"e.g.", "i.e.",    "vs.", "etc.",
					    "cf.",  "approx.", "no.", "fig."};

static uint16_t
style_of(SgNodeKind kind)
{
	switch (kind) {
	case SG_NODE_STRONG:
		return SG_STYLE_STRONG;
	case SG_NODE_EMPHASIS:
		return SG_STYLE_EMPHASIS;
	case SG_NODE_LINK:
		return SG_STYLE_LINK;
	default:
		return 0;
	}
}

/* Finds needle in the source behind *cursor, not before its line. */
static bool
locate(const SgDocument *doc, SgSpan block, uint32_t line, const char *needle, uint32_t *cursor)
{
	size_t length = 0;
	const char *text = sg_document_text(doc, &length);
	uint32_t from = *cursor;
	if (line >= 1 && line <= doc->lines->len)
		from = MAX(from, g_array_index(doc->lines, uint32_t, line - 1));
	size_t end = MIN((size_t)block.at + block.length, from + strlen(needle) + MAX_GAP);
	if (from > end)
		return false;
	const char *hit = memmem(text + from, end - from, needle, strlen(needle));
	if (!hit)
		return false;
	*cursor = (uint32_t)(hit - text);
	return true;
}

static void
add_piece(
    SgProse *prose, const SgDocument *doc, const SgNode *node, uint16_t style, uint32_t *cursor)
{
	const char *string = sg_document_str(doc, node->text);
	uint32_t length = (uint32_t)strlen(string);
	if (length == 0)
		return;
	bool exact = locate(doc, prose->block, node->line, string, cursor);
	SgPiece piece = {.at = (uint32_t)prose->text->len,
			 .length = length,
			 .source = *cursor,
			 .style = style,
			 .exact = exact};
	g_array_append_val(prose->pieces, piece);
	g_string_append_len(prose->text, string, length);
	if (exact)
		*cursor += length;
}

#define MAX_STYLES 16

/* Inlines nest; a small stack of the styles that are open is enough, deeper ones add nothing. */
static void
read_inlines(SgProse *prose, const SgDocument *doc, uint32_t node)
{
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	uint32_t cursor = prose->block.at;
	uint32_t ends[MAX_STYLES];
	uint16_t styles[MAX_STYLES];
	unsigned depth = 0;
	for (uint32_t i = node + 1; i < nodes[node].end; i++) {
		while (depth > 0 && i >= ends[depth - 1])
			depth--;
		uint16_t outer = depth > 0 ? styles[depth - 1] : 0;
		const SgNode *n = &nodes[i];
		if (n->kind == SG_NODE_TEXT)
			add_piece(prose, doc, n, outer, &cursor);
		else if (n->kind == SG_NODE_CODE_SPAN)
			add_piece(prose, doc, n, outer | SG_STYLE_CODE, &cursor);
		else if (n->kind == SG_NODE_SOFTBREAK || n->kind == SG_NODE_LINEBREAK)
			g_string_append_c(prose->text, '\n');
		else if (style_of(n->kind) != 0 && depth < MAX_STYLES) {
			ends[depth] = n->end;
			styles[depth++] = outer | style_of(n->kind);
		}
	}
}

/* Index of the last element whose first member, its offset, is not behind at; len if none. */
static guint
index_at(const GArray *array, uint32_t at)
{
	guint size = g_array_get_element_size((GArray *)array);
	guint low = 0;
	guint high = array->len;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		uint32_t offset;
		memcpy(&offset, array->data + (size_t)middle * size, sizeof offset);
		if (offset <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : array->len;
}

static const SgPiece *
piece_at(const SgProse *prose, uint32_t at)
{
	guint i = index_at(prose->pieces, at);
	if (i == prose->pieces->len)
		return NULL;
	const SgPiece *piece = &g_array_index(prose->pieces, SgPiece, i);
	return at < piece->at + piece->length ? piece : NULL;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static bool
is_abbreviation(const char *text, uint32_t dot)
{
	for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++) {
		uint32_t n = (uint32_t)strlen(abbreviations[i]);
		if (dot + 1 >= n &&
		    g_ascii_strncasecmp(text + dot + 1 - n, abbreviations[i], n) == 0 &&
		    (dot + 1 == n || !g_ascii_isalnum(text[dot - n])))
			return true;
	}
	return false;
}

static bool
is_stop(char c)
{
	return c == '.' || c == '!' || c == '?';
}

/* Whether a sentence ends behind text[at]. */
static bool
ends_sentence(const char *text, uint32_t length, uint32_t at)
{
	if (!is_stop(text[at]))
		return false;
	uint32_t next = at + 1;
	while (next < length && strchr(")\"'*]", text[next]) != NULL)
		next++;
	if (next < length && !is_space(text[next]))
		return false;
	while (next < length && is_space(text[next]))
		next++;
	if (next < length && g_ascii_islower(text[next]))
		return false;
	return text[at] != '.' || !is_abbreviation(text, at);
}

static bool
starts_lead(const SgProse *prose, uint32_t at)
{
	guint i = index_at(prose->leads, at);
	return i < prose->leads->len && g_array_index(prose->leads, SgLead, i).at == at;
}

static void
split_sentences(SgProse *prose)
{
	const char *text = prose->text->str;
	uint32_t length = (uint32_t)prose->text->len;
	uint32_t start = 0;
	guint piece = 0;
	for (uint32_t i = 0; i < length; i++) {
		if (text[i] != '\n' && !is_stop(text[i]))
			continue;
		while (piece + 1 < prose->pieces->len &&
		       i >= g_array_index(prose->pieces, SgPiece, piece + 1).at)
			piece++;
		bool in_code =
		    piece < prose->pieces->len &&
		    (g_array_index(prose->pieces, SgPiece, piece).style & SG_STYLE_CODE) != 0;
		bool cut = text[i] == '\n' && prose->leads->len > 0 && starts_lead(prose, i + 1);
		if (!cut && (in_code || !ends_sentence(text, length, i)))
			continue;
		SgSentence sentence = {.at = start, .end = i + 1};
		g_array_append_val(prose->sentences, sentence);
		start = i + 1;
		while (start < length && is_space(text[start]))
			start++;
		i = start > i + 1 ? start - 1 : i;
	}
	if (start < length) {
		SgSentence sentence = {.at = start, .end = length};
		g_array_append_val(prose->sentences, sentence);
	}
}

/* End of the run of pieces of one style that starts at at. */
static uint32_t
styled_end(const SgProse *prose, uint32_t at, uint16_t style)
{
	uint32_t end = at;
	for (guint i = index_at(prose->pieces, at); i < prose->pieces->len; i++) {
		const SgPiece *piece = &g_array_index(prose->pieces, SgPiece, i);
		if (piece->at != end || (piece->style & style) == 0)
			break;
		end = piece->at + piece->length;
	}
	return end;
}

/* Length of a separator at text: ':' or a dash with space around it; 0 if there is none. */
static uint32_t
separator_length(const char *text)
{
	uint32_t n = 0;
	while (text[n] == ' ')
		n++;
	if (text[n] == ':')
		return n + 1;
	if (text[n] != '-' && (text[n] & 0x80) == 0)
		return 0;
	static const char *const dashes[] = {"- ", "\xe2\x80\x93", "\xe2\x80\x94"};
	for (size_t i = 0; n > 0 && i < G_N_ELEMENTS(dashes); i++) {
		if (g_str_has_prefix(text + n, dashes[i]))
			return n + (uint32_t)strlen(dashes[i]);
	}
	return 0;
}

static unsigned
count_words(const char *text, uint32_t length)
{
	return (unsigned)sg_text_count_words(text, length);
}

/* A plain head ends at the first ": " or spaced dash, before any end of a sentence. */
static uint32_t
plain_head_length(const char *text, uint32_t length)
{
	for (uint32_t i = 0; i < length && i <= MAX_HEAD; i++) {
		if (text[i] == ':' && (i + 1 == length || is_space(text[i + 1])))
			return i;
		if (text[i] == ' ' && separator_length(text + i) > 0 && text[i + 1] != ':')
			return i;
		if (ends_sentence(text, length, i))
			return 0;
	}
	return 0;
}

static void
read_lead(SgProse *prose, uint32_t at, uint32_t end)
{
	const SgPiece *piece = piece_at(prose, at);
	if (!piece)
		return;
	const char *text = prose->text->str;
	uint16_t style = piece->style & (SG_STYLE_STRONG | SG_STYLE_CODE);
	uint32_t head_end = style & SG_STYLE_STRONG ? styled_end(prose, at, SG_STYLE_STRONG)
			    : style & SG_STYLE_CODE ? piece->at + piece->length
						    : at + plain_head_length(text + at, end - at);
	head_end = MIN(head_end, end);
	SgLead lead = {.at = at, .style = style, .end = end};
	lead.head_length = head_end - at;
	while (lead.head_length > 0 && is_space(text[at + lead.head_length - 1]))
		lead.head_length--;
	bool inside = lead.head_length > 0 && text[at + lead.head_length - 1] == ':';
	uint32_t separator = separator_length(text + head_end);
	lead.separated = inside || separator > 0;
	lead.body = MIN(head_end + (inside ? 0 : separator), end);
	while (lead.body < end && is_space(text[lead.body]))
		lead.body++;
	lead.head_length -= inside;
	if (lead.head_length == 0 || lead.head_length > MAX_HEAD ||
	    count_words(text + at, lead.head_length) > MAX_HEAD_WORDS)
		return;
	if (lead.separated || (style == SG_STYLE_STRONG && lead.body == end))
		g_array_append_val(prose->leads, lead);
}

/* Lines without a head of their own belong to the head before them. */
static void
find_leads(SgProse *prose)
{
	const char *text = prose->text->str;
	uint32_t length = (uint32_t)prose->text->len;
	for (uint32_t at = 0; at < length;) {
		const char *newline = memchr(text + at, '\n', length - at);
		uint32_t end = newline ? (uint32_t)(newline - text) : length;
		guint before = prose->leads->len;
		read_lead(prose, at, end);
		if (prose->leads->len > 1 && prose->leads->len > before &&
		    g_array_index(prose->leads, SgLead, before).style == 0) {
			/* Plain heads open a line only where the lines before have them too. */
			SgLead *first = &g_array_index(prose->leads, SgLead, 0);
			if (first->style != 0 || first->at != 0)
				g_array_set_size(prose->leads, before);
		}
		if (prose->leads->len == before && before > 0)
			g_array_index(prose->leads, SgLead, before - 1).end = end;
		at = end + 1;
	}
}

SgProse *
sg_prose_new(const SgDocument *doc, uint32_t node)
{
	const SgNode *n = &g_array_index(doc->nodes, SgNode, node);
	SgProse *prose = g_new0(SgProse, 1);
	prose->text = g_string_new(NULL);
	prose->pieces = g_array_new(FALSE, FALSE, sizeof(SgPiece));
	prose->sentences = g_array_new(FALSE, FALSE, sizeof(SgSentence));
	prose->leads = g_array_new(FALSE, FALSE, sizeof(SgLead));
	prose->block = sg_document_span_lines(doc, n->line, n->end_line);
	read_inlines(prose, doc, node);
	find_leads(prose);
	split_sentences(prose);
	return prose;
}

void
sg_prose_free(SgProse *prose)
{
	if (!prose)
		return;
	g_string_free(prose->text, TRUE);
	g_array_unref(prose->pieces);
	g_array_unref(prose->sentences);
	g_array_unref(prose->leads);
	g_free(prose);
}

static uint32_t
line_of(const SgDocument *doc, uint32_t at)
{
	guint low = 0;
	guint high = doc->lines->len;
	while (high - low > 1) {
		guint middle = low + (high - low) / 2;
		if (g_array_index(doc->lines, uint32_t, middle) <= at)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

/* Markup that belongs to the words it touches. */
static bool
is_markup(char c)
{
	return strchr("*_`~", c) != NULL && c != '\0';
}

SgSpan
sg_prose_span(const SgProse *prose, const SgDocument *doc, uint32_t at, uint32_t end)
{
	size_t length = 0;
	const char *text = sg_document_text(doc, &length);
	while (end > at && is_space(prose->text->str[end - 1]))
		end--;
	const SgPiece *first = piece_at(prose, at);
	const SgPiece *last = end > at ? piece_at(prose, end - 1) : NULL;
	if (!first || !last || !first->exact || !last->exact)
		return prose->block;
	uint32_t from = first->source + (at - first->at);
	uint32_t to = last->source + (end - last->at);
	uint32_t stop = prose->block.at + prose->block.length;
	if (to <= from || to > stop)
		return prose->block;
	while (from > prose->block.at && is_markup(text[from - 1]))
		from--;
	while (to < stop && is_markup(text[to]))
		to++;
	return (SgSpan){.line = line_of(doc, from),
			.end_line = line_of(doc, to - 1),
			.at = from,
			.length = to - from};
}

SgSentence
sg_prose_sentence(const SgProse *prose, uint32_t at)
{
	guint i = index_at(prose->sentences, at);
	if (i < prose->sentences->len && at < g_array_index(prose->sentences, SgSentence, i).end)
		return g_array_index(prose->sentences, SgSentence, i);
	return (SgSentence){0, (uint32_t)prose->text->len};
}

char *
sg_prose_slice(const SgProse *prose, uint32_t at, uint32_t end)
{
	g_assert(at <= end && end <= prose->text->len);
	return sg_text_squash(prose->text->str + at, end - at);
}
