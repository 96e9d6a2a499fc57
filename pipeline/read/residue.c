/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* Text that is no part of the document: what an assistant said around it, what a page had around
 * it, what a template left to be filled in. Blocks are marked, and stay where they are. */

#define MOST_OPENING 1024 /* bytes of a block that are looked at */

typedef enum {
	RESIDUE_ANYWHERE, /* the paragraph begins so */
	RESIDUE_FIRST,    /* the first block of the body begins so */
	RESIDUE_LAST,     /* a block after the last heading, in the last tenth of the text */
	RESIDUE_WHOLE     /* the paragraph is nothing but this */
} Place;

static const struct {
	const char *phrase;
	Place place;
	const char *why;
} phrases[] = {
    {"I'll create a ", RESIDUE_ANYWHERE, "an assistant announces the document"},
    {"I will create a ", RESIDUE_FIRST, "an assistant announces the document"},
    {"I'll write a ", RESIDUE_FIRST, "an assistant announces the document"},
    {"I've created a ", RESIDUE_ANYWHERE, "an assistant reports the document"},
    {"I have created a ", RESIDUE_ANYWHERE, "an assistant reports the document"},
    {"I've written a ", RESIDUE_ANYWHERE, "an assistant reports the document"},
    {"I've put together ", RESIDUE_ANYWHERE, "an assistant reports the document"},
    {"Here is a comprehensive ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Here's a comprehensive ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Here is the complete ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Here's the complete ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Here is the updated ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Here's the updated ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Here is your ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Here's your ", RESIDUE_FIRST, "an assistant hands the document over"},
    {"Certainly! ", RESIDUE_FIRST, "an assistant agrees"},
    {"Sure! ", RESIDUE_FIRST, "an assistant agrees"},
    {"Sure, here", RESIDUE_FIRST, "an assistant agrees"},
    {"Of course! ", RESIDUE_FIRST, "an assistant agrees"},
    {"Absolutely! ", RESIDUE_FIRST, "an assistant agrees"},
    {"Great question", RESIDUE_FIRST, "an assistant agrees"},
    {"Thought for ", RESIDUE_FIRST, "an assistant reports its thinking"},
    {"ChatGPT said:", RESIDUE_WHOLE, "the name of a speaker in a chat"},
    {"You said:", RESIDUE_WHOLE, "the name of a speaker in a chat"},
    {"As an AI ", RESIDUE_FIRST, "an assistant speaks of itself"},
    {"Let me know if ", RESIDUE_LAST, "an assistant offers more"},
    {"Would you like me to ", RESIDUE_LAST, "an assistant offers more"},
    {"Do you want me to ", RESIDUE_LAST, "an assistant offers more"},
    {"If you'd like, I can ", RESIDUE_LAST, "an assistant offers more"},
    {"I hope this helps", RESIDUE_LAST, "an assistant takes its leave"},
    {"Feel free to ask", RESIDUE_LAST, "an assistant takes its leave"},
    {"Given your background", RESIDUE_ANYWHERE, "addressed to the one who asked"},
    {"Copy", RESIDUE_WHOLE, "a button of a page"},
    {"Copy code", RESIDUE_WHOLE, "a button of a page"},
    {"Copy page", RESIDUE_WHOLE, "a button of a page"},
    {"Edit this page", RESIDUE_WHOLE, "a link of a page"},
    {"Edit on GitHub", RESIDUE_WHOLE, "a link of a page"},
    {"Skip to content", RESIDUE_WHOLE, "a link of a page"},
    {"Skip to main content", RESIDUE_WHOLE, "a link of a page"},
    {"Table of contents", RESIDUE_WHOLE, "a heading of a page"},
    {"On this page", RESIDUE_WHOLE, "a heading of a page"},
    {"Was this page helpful?", RESIDUE_WHOLE, "a question of a page"},
    {"Was this helpful?", RESIDUE_WHOLE, "a question of a page"},
    {"Sign in", RESIDUE_WHOLE, "a link of a page"},
    {"Sign up", RESIDUE_WHOLE, "a link of a page"},
    {"Back to top", RESIDUE_WHOLE, "a link of a page"},
    {"View on GitHub", RESIDUE_WHOLE, "a link of a page"},
    {"Report an issue", RESIDUE_WHOLE, "a link of a page"},
    {"Copied!", RESIDUE_WHOLE, "a button of a page"},
    {"Accept all cookies", RESIDUE_WHOLE, "a button of a page"},
    {"Cookie settings", RESIDUE_WHOLE, "a button of a page"},
    {"Lorem ipsum dolor sit amet", RESIDUE_ANYWHERE, "a placeholder"},
};

typedef struct {
	SgDocument *doc;
	uint32_t last_heading; /* node, or 0 */
	uint32_t first_block;
	uint32_t tail_line; /* where the last tenth of the text begins */
} Search;

/* The first character of what opening() gives: it tells most blocks apart, and costs nothing. */
static char
initial(const SgDocument *doc, uint32_t block)
{
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	for (uint32_t i = block + 1; i < nodes[block].end; i++) {
		const char *text =
		    nodes[i].kind == SG_NODE_TEXT ? sg_document_str(doc, nodes[i].text) : "";
		if (*text != '\0')
			return *text;
		if (nodes[i].kind == SG_NODE_SOFTBREAK || nodes[i].kind == SG_NODE_CODE_SPAN)
			return nodes[i].kind == SG_NODE_SOFTBREAK ? ' ' : '`';
	}
	return '\0';
}

/* The text that a block begins with, typographic apostrophes made plain. */
static char *
opening(const SgDocument *doc, uint32_t block)
{
	GString *text = g_string_new(NULL);
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	for (uint32_t i = block + 1; i < nodes[block].end && text->len < 64; i++) {
		if (nodes[i].kind == SG_NODE_TEXT)
			g_string_append(text, sg_document_str(doc, nodes[i].text));
		else if (nodes[i].kind == SG_NODE_SOFTBREAK)
			g_string_append_c(text, ' ');
		else if (nodes[i].kind == SG_NODE_CODE_SPAN)
			g_string_append_c(text, '`');
	}
	g_string_truncate(text, MIN(text->len, MOST_OPENING));
	g_string_replace(text, "\xe2\x80\x99", "'", 0);
	return g_string_free(text, FALSE);
}

static const char *const placeholders[] = {"[Your ",       "[your ",       "[Insert ", "[insert ",
					   "[TODO",        "[Describe ",   "[Add ",    "[Fill in",
					   "[Placeholder", "[placeholder", "TODO: ",   "TBD"};

/* "[Your name here]", "[TODO: describe]", "{{description}}": what a template leaves to be filled
 * in, and nothing beside it. */
static bool
is_placeholder(const char *text)
{
	size_t length = strlen(text);
	bool braces = length > 4 && g_str_has_prefix(text, "{{") && g_str_has_suffix(text, "}}") &&
		      strchr(text, '}') == text + length - 2;
	bool closed =
	    length > 2 && text[length - 1] == ']' && strchr(text, ']') == text + length - 1;
	for (size_t i = 0; i < G_N_ELEMENTS(placeholders) && !braces; i++) {
		bool bracket = placeholders[i][0] == '[';
		if (g_str_has_prefix(text, placeholders[i]) && (bracket ? closed : length < 64))
			return true;
	}
	return braces;
}

static bool
begins_placeholder(char c)
{
	bool begins = c == '{';
	for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++)
		begins = begins || placeholders[i][0] == c;
	return begins;
}

static bool
is_in_place(const Search *search, uint32_t block, Place place, bool whole)
{
	const SgNode *node = sg_document_node(search->doc, block);
	switch (place) {
	case RESIDUE_WHOLE:
		return whole;
	case RESIDUE_FIRST:
		return block == search->first_block;
	case RESIDUE_LAST:
		return block > search->last_heading && node->line >= search->tail_line;
	default:
		return true;
	}
}

/* Index in phrases, or -1. */
static int
find_phrase(const Search *search, uint32_t block)
{
	char first = initial(search->doc, block);
	bool possible = false;
	for (size_t i = 0; i < G_N_ELEMENTS(phrases) && !possible; i++)
		possible = phrases[i].phrase[0] == first;
	if (!possible)
		return -1;
	g_autofree char *text = opening(search->doc, block);
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		size_t n = strlen(phrases[i].phrase);
		if (strncmp(text, phrases[i].phrase, n) == 0 &&
		    is_in_place(search, block, phrases[i].place, text[n] == '\0'))
			return (int)i;
	}
	return -1;
}

static void
mark(const Search *search, uint32_t block, const char *why)
{
	SgNode *node = sg_document_node(search->doc, block);
	node->flags |= SG_FLAG_RESIDUE;
	sg_diags_add(search->doc->diags, SG_DIAG_RESIDUE, node->line, 1, why);
}

static Search
begin(SgDocument *doc)
{
	Search search = {.doc = doc, .first_block = 1};
	const SgNode *nodes = (const SgNode *)(const void *)doc->nodes->data;
	for (uint32_t i = 1; i < nodes[0].end; i = nodes[i].end) {
		if (nodes[i].kind == SG_NODE_HEADING)
			search.last_heading = i;
	}
	search.tail_line = doc->record.n_lines - doc->record.n_lines / 10;
	return search;
}

/* In paragraphs at any depth. */
static void
mark_placeholders(const Search *search)
{
	for (uint32_t i = 1; i < search->doc->nodes->len; i++) {
		const SgNode *node = sg_document_node(search->doc, i);
		bool link =
		    node->end > i + 1 && sg_document_node(search->doc, i + 1)->kind != SG_NODE_TEXT;
		if (node->kind != SG_NODE_PARAGRAPH || (node->flags & SG_FLAG_RESIDUE) || link ||
		    !begins_placeholder(initial(search->doc, i)))
			continue;
		g_autofree char *text = opening(search->doc, i);
		if (is_placeholder(text))
			mark(search, i, "a placeholder");
	}
}

/* When an assistant begins to speak after the last heading, all that follows is its. */
void
sg_residue_mark(SgReading *reading)
{
	Search search = begin(reading->doc);
	const char *rest = NULL;
	uint32_t end = sg_document_node(reading->doc, 0)->end;
	for (uint32_t i = 1; i < end; i = sg_document_node(reading->doc, i)->end) {
		const SgNode *node = sg_document_node(reading->doc, i);
		if (rest != NULL) {
			mark(&search, i, rest);
			continue;
		}
		if (node->kind != SG_NODE_PARAGRAPH)
			continue;
		int phrase = find_phrase(&search, i);
		if (phrase < 0)
			continue;
		mark(&search, i, phrases[phrase].why);
		bool speaks = phrases[phrase].place == RESIDUE_ANYWHERE ||
			      phrases[phrase].place == RESIDUE_LAST;
		if (speaks && i > search.last_heading && i != search.first_block &&
		    node->line * 2 > reading->doc->record.n_lines)
			rest = "what follows the words of an assistant";
	}
	mark_placeholders(&search);
}
