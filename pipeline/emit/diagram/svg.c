/* SPDX-License-Identifier: MIT */
#include "emit/diagram/svg.h"

#include "base/text.h"
#include "emit/diagram/label.h"

#include <string.h>

/* A scanner for what Graphviz writes and nothing else: no CDATA, no processing instruction but the
 * prolog, '>' always escaped in values. */

typedef struct {
	const SgDrawing *drawing;
	const char *at;
	GString *out;
	char letter; /* of the open group: 'g' the graph, 'c' group, 'n' node, 'e' edge, 0 none */
	uint32_t number; /* of it */
} Scanner;

typedef struct {
	const char *at;
	size_t length;
} Slice;

typedef struct {
	Slice name, value;
} Attribute;

static bool
slice_is(Slice slice, const char *word)
{
	return strlen(word) == slice.length && memcmp(slice.at, word, slice.length) == 0;
}

/* The next name="value" at *at, which moves behind it. False when there is none before end. */
static bool
next_attribute(const char **at, const char *end, Attribute *attribute)
{
	const char *c = *at;
	while (c < end && (g_ascii_isspace(*c) || *c == '/'))
		c++;
	const char *equals = memchr(c, '=', (size_t)(end - c));
	if (!equals)
		return false;
	const char *close = memchr(equals + 2, '"', (size_t)(end - equals - 2));
	g_assert(close);
	attribute->name = (Slice){c, (size_t)(equals - c)};
	attribute->value = (Slice){equals + 2, (size_t)(close - equals - 2)};
	*at = close + 1;
	return true;
}

static void
append_escaped(GString *out, const char *text)
{
	g_autofree char *flat = sg_label_flat(text);
	g_autofree char *escaped = g_markup_escape_text(flat, -1);
	g_string_append(out, escaped);
}

/* The same uncut. */
static void
append_prose(GString *out, const char *text)
{
	g_autofree char *clean = sg_text_clean(text, strlen(text));
	g_autofree char *escaped = g_markup_escape_text(clean, -1);
	g_string_append(out, escaped);
}

static void
append_attribute(GString *out, const char *name, const char *text)
{
	g_string_append_printf(out, " %s=\"", name);
	append_escaped(out, text);
	g_string_append_c(out, '"');
}

static void
append_number(GString *out, double number)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	g_string_append(out, g_ascii_formatd(text, sizeof text, "%.2f", number));
}

/* Attributes that say nothing here, or that the root says once. */
static bool
is_dropped(Slice name)
{
	static const char *const dropped[] = {"xlink:title", "font-family", "id", "class"};
	for (size_t i = 0; i < G_N_ELEMENTS(dropped); i++) {
		if (slice_is(name, dropped[i]))
			return true;
	}
	return false;
}

static Slice
written_as(Slice value)
{
	static const char *const pairs[][2] = {
	    {"transparent", "none"}, {SG_MEASURED_LARGE, "12"}, {SG_MEASURED_SMALL, "10"}};
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		if (slice_is(value, pairs[i][0]))
			return (Slice){pairs[i][1], strlen(pairs[i][1])};
	}
	return value;
}

static void
copy_attributes(Scanner *scanner, const char *at, const char *end)
{
	Attribute attribute;
	while (next_attribute(&at, end, &attribute)) {
		Slice name = attribute.name;
		Slice value = attribute.value;
		if (is_dropped(name))
			continue;
		if (slice_is(name, "xlink:href"))
			name = (Slice){"href", 4};
		value = written_as(value);
		g_string_append_printf(scanner->out, " %.*s=\"%.*s\"", (int)name.length, name.at,
				       (int)value.length, value.at);
	}
}

/* The root: a view box at least as wide as the drawing wants, the words for those who do not see
 * it, and a sheet of paper, so that the file reads on any ground. */
static void
write_root(Scanner *scanner, const char *at, const char *end)
{
	const SgDrawing *drawing = scanner->drawing;
	double width = 0;
	double height = 0;
	Attribute attribute;
	while (next_attribute(&at, end, &attribute)) {
		if (!slice_is(attribute.name, "viewBox"))
			continue;
		char *numbers = (char *)attribute.value.at;
		for (int i = 0; i < 2; i++)
			g_ascii_strtod(numbers, &numbers);
		width = g_ascii_strtod(numbers, &numbers);
		height = g_ascii_strtod(numbers, NULL);
	}
	double left = width < drawing->min_width ? (width - drawing->min_width) / 2 : 0;
	GString *box = g_string_new(NULL);
	append_number(box, left);
	g_string_append(box, " 0 ");
	append_number(box, width - 2 * left);
	g_string_append_c(box, ' ');
	append_number(box, height);
	g_string_append_printf(
	    scanner->out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"group\" "
	    "viewBox=\"%s\" aria-labelledby=\"%s-title %s-desc\" "
	    "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n",
	    box->str, drawing->name, drawing->name);
	g_string_append_printf(scanner->out, "<title id=\"%s-title\">", drawing->name);
	append_prose(scanner->out, drawing->title);
	g_string_append_printf(scanner->out, "</title>\n<desc id=\"%s-desc\">", drawing->name);
	append_prose(scanner->out, drawing->description);
	g_string_append(scanner->out, "</desc>\n<rect class=\"paper\" fill=\"#ffffff\" x=\"");
	append_number(scanner->out, left);
	g_string_append(scanner->out, "\" y=\"0\" width=\"");
	append_number(scanner->out, width - 2 * left);
	g_string_append(scanner->out, "\" height=\"");
	append_number(scanner->out, height);
	g_string_append(scanner->out, "\"/>\n");
	g_string_free(box, TRUE);
}

static void
write_node_attributes(Scanner *scanner)
{
	const SgDrawnNode *node = sg_drawing_node(scanner->drawing, scanner->number);
	const SgMarkLook *look = sg_mark_look(node->mark);
	g_string_append_printf(scanner->out, " class=\"node %s%s\"", look->name,
			       node->focus ? " focus" : "");
	append_attribute(scanner->out, "data-id", node->id);
}

static void
write_edge_attributes(Scanner *scanner)
{
	const SgDrawnEdge *edge = sg_drawing_edge(scanner->drawing, scanner->number);
	const char *type = sg_edge_type_name(edge->type);
	g_string_append_printf(scanner->out, " class=\"edge %s\" data-type=\"%s\"", type, type);
	append_attribute(scanner->out, "data-source",
			 sg_drawing_node(scanner->drawing, edge->from)->id);
	append_attribute(scanner->out, "data-target",
			 sg_drawing_node(scanner->drawing, edge->to)->id);
}

/* A group of the drawing has an id of ours ("n3"); those that Graphviz puts around links have not.
 */
static void
write_group(Scanner *scanner, const char *at, const char *end)
{
	const char *rest = at;
	Attribute attribute = {0};
	next_attribute(&rest, end, &attribute);
	g_string_append(scanner->out, "<g");
	if (slice_is(attribute.name, "id") && attribute.value.length > 0 &&
	    attribute.value.at[1] != '_') {
		scanner->letter = attribute.value.at[0];
		scanner->number = (uint32_t)g_ascii_strtoull(attribute.value.at + 1, NULL, 10);
		g_string_append_printf(scanner->out, " id=\"%s-%.*s\"", scanner->drawing->name,
				       (int)attribute.value.length, attribute.value.at);
	}
	if (scanner->letter == 'n' && attribute.value.at[0] == 'n')
		write_node_attributes(scanner);
	else if (scanner->letter == 'e')
		write_edge_attributes(scanner);
	else if (scanner->letter == 'c')
		g_string_append(scanner->out, " class=\"topic\"");
	copy_attributes(scanner, at, end);
	g_string_append_c(scanner->out, '>');
}

/* What a pointer shows: names as people know them in place of Graphviz's. */
static void
write_title(Scanner *scanner)
{
	const SgDrawing *drawing = scanner->drawing;
	const char *close = strstr(scanner->at, "</title>");
	g_assert(close);
	scanner->at = close + strlen("</title>");
	if (scanner->letter == 'g')
		return;
	g_string_append(scanner->out, "<title>");
	if (scanner->letter == 'n') {
		const SgDrawnNode *node = sg_drawing_node(drawing, scanner->number);
		append_escaped(scanner->out, node->label);
		if (node->mark != SG_MARK_MORE)
			g_string_append_printf(scanner->out, " (%s)",
					       sg_mark_look(node->mark)->noun);
	} else if (scanner->letter == 'e') {
		const SgDrawnEdge *edge = sg_drawing_edge(drawing, scanner->number);
		append_escaped(scanner->out, sg_drawing_node(drawing, edge->from)->label);
		g_string_append_printf(scanner->out, " %s ", sg_edge_look(edge->type)->words);
		append_escaped(scanner->out, sg_drawing_node(drawing, edge->to)->label);
	} else if (scanner->letter == 'c') {
		append_escaped(scanner->out, sg_drawing_group(drawing, scanner->number)->label);
	}
	g_string_append(scanner->out, "</title>");
}

static void
write_tag(Scanner *scanner, const char *tag, const char *end)
{
	size_t length = strcspn(tag, " >/\n");
	Slice name = {tag, length};
	const char *attributes = tag + length;
	if (*tag == '/') {
		g_string_append_printf(scanner->out, "<%.*s>", (int)(end - tag), tag);
	} else if (slice_is(name, "svg")) {
		write_root(scanner, attributes, end);
	} else if (slice_is(name, "g")) {
		write_group(scanner, attributes, end);
	} else if (slice_is(name, "title")) {
		write_title(scanner);
	} else if (scanner->letter == 'g' && slice_is(name, "polygon")) {
		return; /* the ground, which the root draws */
	} else {
		g_string_append_printf(scanner->out, "<%.*s", (int)length, tag);
		copy_attributes(scanner, attributes, end);
		g_string_append(scanner->out, end[-1] == '/' ? "/>" : ">");
	}
}

/* The text up to the next tag; line ends alone are Graphviz's layout of the file. */
static void
copy_text(Scanner *scanner, const char *end)
{
	for (const char *c = scanner->at; c < end; c++) {
		if (*c != '\n' || scanner->out->len == 0 ||
		    scanner->out->str[scanner->out->len - 1] != '\n')
			g_string_append_c(scanner->out, *c);
	}
}

char *
sg_svg_finish(const SgDrawing *drawing, const char *svg)
{
	const char *root = strstr(svg, "<svg");
	g_assert(root);
	Scanner scanner = {.drawing = drawing, .at = root, .out = g_string_sized_new(strlen(svg))};
	for (const char *open = root; open; open = strchr(scanner.at, '<')) {
		copy_text(&scanner, open);
		bool comment = g_str_has_prefix(open, "<!--");
		const char *end = comment ? strstr(open, "-->") : strchr(open, '>');
		g_assert(end);
		scanner.at = end + (comment ? 3 : 1);
		if (!comment)
			write_tag(&scanner, open + 1, end);
	}
	if (scanner.out->str[scanner.out->len - 1] != '\n')
		g_string_append_c(scanner.out, '\n');
	return g_string_free(scanner.out, FALSE);
}
