/* SPDX-License-Identifier: MIT */
#include "extract/prose-text.h"

#include "base/text.h"

#include <string.h>

#define MAX_HEAD       90 /* bytes; a longer run of bold text is emphasis, no head */
#define MAX_HEAD_WORDS 9
#define MAX_GAP        4096 /* bytes of markup between two pieces of text; keeps the search linear */
#define MAX_MARKUP     8    /* bytes of it that mostly stand there: "- **" */

/* What a block is read into before it is known how large it is: most blocks are small, and making
 * these costs more than filling them. */
struct SgProseReader {
	const SgDocument *doc;
	GString *text;
	GArray *pieces;    /* of SgPiece */
	GArray *sentences; /* of SgSentence */
	GArray *leads;     /* of SgLead */
	SgSpan block;
};

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

/* As memmem. What is looked for stands behind a few bytes of markup mostly, and to look there first
 * costs less than what memmem prepares. */
static const char *
find(const char *text, size_t size, const char *needle, size_t length)
{
	for (size_t i = 0; i < MAX_MARKUP && i + length <= size; i++) {
		if (text[i] == *needle && memcmp(text + i, needle, length) == 0)
			return text + i;
	}
	return memmem(text, size, needle, length);
}

/* Finds needle in the source behind *cursor, not before its line. */
static bool
locate(
    const SgProseReader *reader, uint32_t line, const char *needle, size_t length, uint32_t *cursor)
{
	const SgDocument *doc = reader->doc;
	size_t size = 0;
	const char *text = sg_document_text(doc, &size);
	uint32_t from = *cursor;
	if (line >= 1 && line <= doc->lines->len)
		from = MAX(from, g_array_index(doc->lines, uint32_t, line - 1));
	size_t end = MIN((size_t)reader->block.at + reader->block.length, from + length + MAX_GAP);
	if (from > end)
		return false;
	const char *hit = find(text + from, end - from, needle, length);
	if (!hit)
		return false;
	*cursor = (uint32_t)(hit - text);
	return true;
}

static void
add_piece(SgProseReader *reader, const SgNode *node, uint16_t style, uint32_t *cursor)
{
	const char *string = sg_document_str(reader->doc, node->text);
	uint32_t length = (uint32_t)strlen(string);
	if (length == 0)
		return;
	bool exact = locate(reader, node->line, string, length, cursor);
	SgPiece piece = {.at = (uint32_t)reader->text->len,
			 .length = length,
			 .source = *cursor,
			 .style = style,
			 .exact = exact};
	g_array_append_val(reader->pieces, piece);
	g_string_append_len(reader->text, string, length);
	if (exact)
		*cursor += length;
}

#define MAX_STYLES 16

/* Inlines nest; a small stack of the styles that are open is enough, deeper ones add nothing. */
static void
read_inlines(SgProseReader *reader, uint32_t node)
{
	const SgNode *nodes = (const SgNode *)(const void *)reader->doc->nodes->data;
	uint32_t cursor = reader->block.at;
	uint32_t ends[MAX_STYLES];
	uint16_t styles[MAX_STYLES];
	unsigned depth = 0;
	for (uint32_t i = node + 1; i < nodes[node].end; i++) {
		while (depth > 0 && i >= ends[depth - 1])
			depth--;
		uint16_t outer = depth > 0 ? styles[depth - 1] : 0;
		const SgNode *n = &nodes[i];
		if (n->kind == SG_NODE_TEXT)
			add_piece(reader, n, outer, &cursor);
		else if (n->kind == SG_NODE_CODE_SPAN)
			add_piece(reader, n, outer | SG_STYLE_CODE, &cursor);
		else if (n->kind == SG_NODE_SOFTBREAK || n->kind == SG_NODE_LINEBREAK)
			g_string_append_c(reader->text, '\n');
		else if (style_of(n->kind) != 0 && depth < MAX_STYLES) {
			ends[depth] = n->end;
			styles[depth++] = outer | style_of(n->kind);
		}
	}
}

/* Index of the last of count records whose first member, its offset, is not behind at; count if
 * there is none. */
static uint32_t
index_at(const void *records, uint32_t count, size_t size, uint32_t at)
{
	uint32_t low = 0;
	uint32_t high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t offset;
		memcpy(&offset, (const char *)records + middle * size, sizeof offset);
		if (offset <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : count;
}

static const SgPiece *
piece_at(const SgPiece *pieces, uint32_t count, uint32_t at)
{
	uint32_t i = index_at(pieces, count, sizeof *pieces, at);
	return i < count && at < pieces[i].at + pieces[i].length ? &pieces[i] : NULL;
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
starts_lead(const GArray *leads, uint32_t at)
{
	uint32_t i = index_at(leads->data, leads->len, sizeof(SgLead), at);
	return i < leads->len && g_array_index(leads, SgLead, i).at == at;
}

static void
split_sentences(SgProseReader *reader)
{
	const char *text = reader->text->str;
	uint32_t length = (uint32_t)reader->text->len;
	const SgPiece *pieces = (const SgPiece *)(const void *)reader->pieces->data;
	uint32_t start = 0;
	guint piece = 0;
	for (uint32_t i = 0; i < length; i++) {
		if (text[i] != '\n' && !is_stop(text[i]))
			continue;
		while (piece + 1 < reader->pieces->len && i >= pieces[piece + 1].at)
			piece++;
		bool in_code =
		    piece < reader->pieces->len && (pieces[piece].style & SG_STYLE_CODE) != 0;
		bool cut =
		    text[i] == '\n' && reader->leads->len > 0 && starts_lead(reader->leads, i + 1);
		if (!cut && (in_code || !ends_sentence(text, length, i)))
			continue;
		SgSentence sentence = {.at = start, .end = i + 1};
		g_array_append_val(reader->sentences, sentence);
		start = i + 1;
		while (start < length && is_space(text[start]))
			start++;
		i = start > i + 1 ? start - 1 : i;
	}
	if (start < length) {
		SgSentence sentence = {.at = start, .end = length};
		g_array_append_val(reader->sentences, sentence);
	}
}

/* End of the run of pieces of one style that starts at at. */
static uint32_t
styled_end(const GArray *pieces, uint32_t at, uint16_t style)
{
	uint32_t end = at;
	uint32_t i = index_at(pieces->data, pieces->len, sizeof(SgPiece), at);
	for (; i < pieces->len; i++) {
		const SgPiece *piece = &g_array_index(pieces, SgPiece, i);
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
		if (is_stop(text[i]) && ends_sentence(text, length, i))
			return 0;
	}
	return 0;
}

static void
read_lead(SgProseReader *reader, uint32_t at, uint32_t end)
{
	const SgPiece *piece =
	    piece_at((const SgPiece *)(const void *)reader->pieces->data, reader->pieces->len, at);
	if (!piece)
		return;
	const char *text = reader->text->str;
	uint16_t style = piece->style & (SG_STYLE_STRONG | SG_STYLE_CODE);
	uint32_t head_end = style & SG_STYLE_STRONG
				? styled_end(reader->pieces, at, SG_STYLE_STRONG)
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
		g_array_append_val(reader->leads, lead);
}

/* Lines without a head of their own belong to the head before them. */
static void
find_leads(SgProseReader *reader)
{
	GArray *leads = reader->leads;
	const char *text = reader->text->str;
	uint32_t length = (uint32_t)reader->text->len;
	for (uint32_t at = 0; at < length;) {
		const char *newline = memchr(text + at, '\n', length - at);
		uint32_t end = newline ? (uint32_t)(newline - text) : length;
		guint before = leads->len;
		read_lead(reader, at, end);
		if (leads->len > 1 && leads->len > before &&
		    g_array_index(leads, SgLead, before).style == 0) {
			/* Plain heads open a line only where the lines before have them too. */
			SgLead *first = &g_array_index(leads, SgLead, 0);
			if (first->style != 0 || first->at != 0)
				g_array_set_size(leads, before);
		}
		if (leads->len == before && before > 0)
			g_array_index(leads, SgLead, before - 1).end = end;
		at = end + 1;
	}
}

SgProseReader *
sg_prose_reader_new(const SgDocument *doc)
{
	SgProseReader *reader = g_new0(SgProseReader, 1);
	reader->doc = doc;
	reader->text = g_string_new(NULL);
	reader->pieces = g_array_new(FALSE, FALSE, sizeof(SgPiece));
	reader->sentences = g_array_new(FALSE, FALSE, sizeof(SgSentence));
	reader->leads = g_array_new(FALSE, FALSE, sizeof(SgLead));
	return reader;
}

void
sg_prose_reader_free(SgProseReader *reader)
{
	if (!reader)
		return;
	g_string_free(reader->text, TRUE);
	g_array_unref(reader->pieces);
	g_array_unref(reader->sentences);
	g_array_unref(reader->leads);
	g_free(reader);
}

/* Copies count records to *end and goes past them. */
static void *
put(char **end, const void *records, size_t count, size_t size)
{
	void *copy = *end;
	if (count > 0)
		memcpy(copy, records, count * size);
	*end += count * size;
	return copy;
}

static SgProse *
pack(const SgProseReader *reader)
{
	uint32_t n_pieces = reader->pieces->len;
	uint32_t n_sentences = reader->sentences->len;
	uint32_t n_leads = reader->leads->len;
	uint32_t length = (uint32_t)reader->text->len;
	SgProse *prose =
	    g_malloc(sizeof *prose + n_pieces * sizeof(SgPiece) + n_sentences * sizeof(SgSentence) +
		     n_leads * sizeof(SgLead) + length + 1);
	char *end = (char *)(prose + 1);
	*prose = (SgProse){.n_pieces = n_pieces,
			   .n_sentences = n_sentences,
			   .n_leads = n_leads,
			   .length = length,
			   .block = reader->block};
	prose->pieces = put(&end, reader->pieces->data, n_pieces, sizeof(SgPiece));
	prose->sentences = put(&end, reader->sentences->data, n_sentences, sizeof(SgSentence));
	prose->leads = put(&end, reader->leads->data, n_leads, sizeof(SgLead));
	prose->text = put(&end, reader->text->str, length + 1, 1);
	return prose;
}

SgProse *
sg_prose_reader_read(SgProseReader *reader, uint32_t node)
{
	const SgNode *n = &g_array_index(reader->doc->nodes, SgNode, node);
	g_string_truncate(reader->text, 0);
	g_array_set_size(reader->pieces, 0);
	g_array_set_size(reader->sentences, 0);
	g_array_set_size(reader->leads, 0);
	reader->block = sg_document_span_lines(reader->doc, n->line, n->end_line);
	read_inlines(reader, node);
	find_leads(reader);
	split_sentences(reader);
	return pack(reader);
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
	while (end > at && is_space(prose->text[end - 1]))
		end--;
	const SgPiece *first = piece_at(prose->pieces, prose->n_pieces, at);
	const SgPiece *last = end > at ? piece_at(prose->pieces, prose->n_pieces, end - 1) : NULL;
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
	uint32_t i = index_at(prose->sentences, prose->n_sentences, sizeof *prose->sentences, at);
	if (i < prose->n_sentences && at < prose->sentences[i].end)
		return prose->sentences[i];
	return (SgSentence){0, prose->length};
}

char *
sg_prose_slice(const SgProse *prose, uint32_t at, uint32_t end)
{
	g_assert(at <= end && end <= prose->length);
	return sg_text_squash(prose->text + at, end - at);
}
