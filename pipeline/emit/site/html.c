/* SPDX-License-Identifier: MIT */
#include "emit/site/html.h"

#include "base/append.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef enum {
	INLINE = 0,
	BLOCK = 1,   /* starts on a new line */
	VOID = 2,    /* has no content and no end tag */
	RAW = 4,     /* script, style */
	NEWLINE = 8, /* the parser drops a line feed at its start */
} Traits;

typedef struct {
	const char *name;
	unsigned traits;
} Element;

/* Every element that a page may have, sorted by name; SVG is for the icons of the theme. */
static const Element elements[] = {
    {"a", INLINE},
    {"abbr", INLINE},
    {"article", BLOCK},
    {"aside", BLOCK},
    {"b", INLINE},
    {"bdi", INLINE},
    {"blockquote", BLOCK},
    {"body", BLOCK},
    {"br", VOID},
    {"button", INLINE},
    {"caption", BLOCK},
    {"circle", INLINE},
    {"cite", INLINE},
    {"code", INLINE},
    {"col", BLOCK | VOID},
    {"colgroup", BLOCK},
    {"dd", BLOCK},
    {"del", INLINE},
    {"details", BLOCK},
    {"dfn", INLINE},
    {"div", BLOCK},
    {"dl", BLOCK},
    {"dt", BLOCK},
    {"em", INLINE},
    {"figcaption", BLOCK},
    {"figure", BLOCK},
    {"footer", BLOCK},
    {"g", INLINE},
    {"h1", BLOCK},
    {"h2", BLOCK},
    {"h3", BLOCK},
    {"h4", BLOCK},
    {"h5", BLOCK},
    {"h6", BLOCK},
    {"head", BLOCK},
    {"header", BLOCK},
    {"hr", BLOCK | VOID},
    {"html", BLOCK},
    {"i", INLINE},
    {"img", VOID},
    {"input", VOID},
    {"ins", INLINE},
    {"kbd", INLINE},
    {"label", INLINE},
    {"li", BLOCK},
    {"line", INLINE},
    {"link", BLOCK | VOID},
    {"main", BLOCK},
    {"mark", INLINE},
    {"meta", BLOCK | VOID},
    {"nav", BLOCK},
    {"noscript", BLOCK},
    {"ol", BLOCK},
    {"option", BLOCK},
    {"p", BLOCK},
    {"path", INLINE},
    {"polygon", INLINE},
    {"polyline", INLINE},
    {"pre", BLOCK | NEWLINE},
    {"q", INLINE},
    {"rect", INLINE},
    {"s", INLINE},
    {"samp", INLINE},
    {"script", BLOCK | RAW},
    {"search", BLOCK},
    {"section", BLOCK},
    {"select", INLINE},
    {"small", INLINE},
    {"span", INLINE},
    {"strong", INLINE},
    {"style", BLOCK | RAW},
    {"sub", INLINE},
    {"summary", BLOCK},
    {"sup", INLINE},
    {"svg", INLINE},
    {"table", BLOCK},
    {"tbody", BLOCK},
    {"td", BLOCK},
    {"template", BLOCK},
    {"tfoot", BLOCK},
    {"th", BLOCK},
    {"thead", BLOCK},
    {"time", INLINE},
    {"title", BLOCK},
    {"tr", BLOCK},
    {"ul", BLOCK},
    {"use", INLINE},
    {"var", INLINE},
    {"wbr", VOID},
};

/* Attributes that a browser fetches or follows. */
static const char *const url_attributes[] = {"action", "cite",   "data", "formaction",
					     "href",   "poster", "src",  "srcset"};

static const char *const safe_schemes[] = {"http", "https", "mailto"};

#define N_KNOWN  256 /* a power of two */
#define MAX_NAME 24  /* of an element, with its brackets */

/* An element found before, and how it begins and ends. Names of pages and stylesheets are mostly
 * one string for each name. */
typedef struct {
	const xmlChar *name;
	const Element *element;
	size_t start_length; /* "\n<li" */
	size_t end_length;   /* "</li>" */
	char start[MAX_NAME];
	char end[MAX_NAME];
} Known;

typedef enum {
	PLAIN,
	URL,       /* safe with a safe scheme */
	FORBIDDEN, /* whatever its value */
} Trust;

/* An attribute's name found before. */
typedef struct {
	const xmlChar *name;
	Trust trust;
	size_t length;
	char text[MAX_NAME]; /* "" for a longer one */
} KnownName;

/* For all pages that this process writes. Where a name stood another may stand by now, so what is
 * found is compared. */
static Known known_elements[N_KNOWN];
static KnownName known_names[N_KNOWN];

typedef struct {
	GString *out;
	const SgHtmlHooks *hooks;
	size_t faults;
	size_t kept_from; /* where the open sg-keep begins */
} Writer;

static int
compare_element(const void *name, const void *element)
{
	return strcmp(name, ((const Element *)element)->name);
}

static void
learn_element(Known *known, const xmlChar *name)
{
	const Element *element =
	    bsearch(name, elements, G_N_ELEMENTS(elements), sizeof *elements, compare_element);
	*known = (Known){.name = name, .element = element};
	if (!element)
		return;
	char *end = known->start;
	g_assert(strlen(element->name) + strlen("</>") < MAX_NAME);
	if (element->traits & BLOCK)
		*end++ = '\n';
	*end++ = '<';
	end = g_stpcpy(end, element->name);
	known->start_length = (size_t)(end - known->start);
	end = g_stpcpy(g_stpcpy(g_stpcpy(known->end, "</"), element->name), ">");
	known->end_length = (size_t)(end - known->end);
}

static const Known *
find_element(const xmlChar *name)
{
	Known *known = &known_elements[(uintptr_t)name % N_KNOWN];
	if (known->name != name || !known->element ||
	    strcmp(known->element->name, (const char *)name) != 0)
		learn_element(known, name);
	return known;
}

/* What stands for the characters that end text or an attribute's value; NUL for the end. */
typedef struct {
	const char *of[256];
} Escapes;

static const Escapes text_escapes = {
    .of = {[0] = "", ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;"}};
static const Escapes value_escapes = {.of = {[0] = "",
					     ['&'] = "&amp;",
					     ['<'] = "&lt;",
					     ['>'] = "&gt;",
					     ['"'] = "&quot;",
					     ['\''] = "&#39;"}};

/* Runs without such a character are copied whole. */
static void
append_escaped(GString *out, const char *text, const Escapes *escapes)
{
	for (;;) {
		const char *plain = text;
		while (!escapes->of[(unsigned char)*text])
			text++;
		if (text > plain)
			sg_append_len(out, plain, (size_t)(text - plain));
		if (!*text)
			return;
		sg_append(out, escapes->of[(unsigned char)*text++]);
	}
}

/* White space and control characters at the front and line ends and tabs anywhere do not count, as
 * in the basic URL parser of the WHATWG, sections 4.4 and 4.1. */
gboolean
sg_html_url_is_safe(const char *url)
{
	char scheme[16];
	size_t length = 0;
	const unsigned char *c = (const unsigned char *)url;
	while (*c && *c <= ' ')
		c++;
	for (; *c && *c != ':' && *c != '/' && *c != '?' && *c != '#'; c++) {
		if (*c == '\t' || *c == '\n' || *c == '\r')
			continue;
		if (length + 1 < sizeof scheme)
			scheme[length++] = g_ascii_tolower((char)*c);
	}
	if (*c != ':')
		return TRUE;
	scheme[length] = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(safe_schemes); i++) {
		if (strcmp(scheme, safe_schemes[i]) == 0)
			return TRUE;
	}
	return FALSE;
}

static bool
is_url(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(url_attributes); i++) {
		if (name[0] == url_attributes[i][0] && strcmp(name, url_attributes[i]) == 0)
			return true;
	}
	return false;
}

static Trust
judge_name(const char *name)
{
	bool handler = g_ascii_tolower(name[0]) == 'o' && g_ascii_tolower(name[1]) == 'n';
	if (handler || g_ascii_strcasecmp(name, "style") == 0 ||
	    g_ascii_strcasecmp(name, "srcdoc") == 0)
		return FORBIDDEN;
	return is_url(name) ? URL : PLAIN;
}

static void
learn_name(KnownName *known, const xmlChar *name)
{
	const char *text = (const char *)name;
	*known = (KnownName){.name = name, .trust = judge_name(text), .length = strlen(text)};
	if (known->length < sizeof known->text)
		memcpy(known->text, text, known->length);
}

static const KnownName *
find_name(const xmlChar *name)
{
	KnownName *known = &known_names[(uintptr_t)name % N_KNOWN];
	if (known->name != name || strcmp(known->text, (const char *)name) != 0)
		learn_name(known, name);
	return known;
}

static void
write_value(Writer *writer, const xmlAttr *attribute, const KnownName *known, const char *value)
{
	sg_append_len(writer->out, " ", 1);
	if (attribute->ns && attribute->ns->prefix) {
		sg_append(writer->out, (const char *)attribute->ns->prefix);
		sg_append_len(writer->out, ":", 1);
	}
	sg_append_len(writer->out, (const char *)known->name, known->length);
	sg_append_len(writer->out, "=\"", 2);
	append_escaped(writer->out, value, &value_escapes);
	sg_append_len(writer->out, "\"", 1);
}

static void
write_attribute(Writer *writer, const xmlAttr *attribute)
{
	const KnownName *known = find_name(attribute->name);
	/* The text of an attribute is one node but for those that a stylesheet composed. */
	const xmlNode *only = attribute->children;
	xmlChar *joined = only && only->next ? xmlNodeListGetString(attribute->doc, only, 1) : NULL;
	const char *value = joined ? (char *)joined : only ? (char *)only->content : "";
	if (known->trust == PLAIN || (known->trust == URL && sg_html_url_is_safe(value)))
		write_value(writer, attribute, known, value);
	else
		writer->faults++;
	if (joined)
		xmlFree(joined);
}

static void
write_splice(Writer *writer, xmlNode *node)
{
	xmlChar *key = xmlGetNoNsProp(node, BAD_CAST "ref");
	const SgHtmlHooks *hooks = writer->hooks;
	GBytes *bytes = key && hooks->splice ? hooks->splice((char *)key, hooks->data) : NULL;
	if (bytes) {
		size_t length;
		const char *data = g_bytes_get_data(bytes, &length);
		g_string_append_len(writer->out, data, (gssize)length);
	}
	xmlFree(key);
}

static bool
is_keep(const xmlNode *node)
{
	return strcmp((const char *)node->name, "sg-keep") == 0;
}

static void
keep(Writer *writer, xmlNode *node)
{
	xmlChar *key = xmlGetNoNsProp(node, BAD_CAST "ref");
	const SgHtmlHooks *hooks = writer->hooks;
	if (key && hooks->keep)
		hooks->keep((char *)key, writer->out->str + writer->kept_from,
			    writer->out->len - writer->kept_from, hooks->data);
	xmlFree(key);
}

/* JSON admits \u003c wherever '<' can stand, so that "</script" and "<!--" never appear. */
static void
write_json(GString *out, const char *json)
{
	for (; *json; json++) {
		if (*json == '<')
			sg_append(out, "\\u003c");
		else if (*json == '>')
			sg_append(out, "\\u003e");
		else if (*json == '&')
			sg_append(out, "\\u0026");
		else
			g_string_append_c(out, *json);
	}
}

static void
write_raw_content(Writer *writer, xmlNode *node)
{
	xmlChar *content = node->children ? xmlNodeGetContent(node) : NULL;
	xmlChar *type = xmlGetNoNsProp(node, BAD_CAST "type");
	if (content && type && strcmp((char *)type, "application/ld+json") == 0)
		write_json(writer->out, (char *)content);
	else if (content && *content)
		writer->faults++;
	xmlFree(type);
	xmlFree(content);
}

static void
write_text(Writer *writer, const xmlNode *node)
{
	if (node->content)
		append_escaped(writer->out, (const char *)node->content, &text_escapes);
}

static void
write_start(Writer *writer, const xmlNode *node, const Known *known)
{
	if (!known->element) {
		writer->faults++;
		sg_append(writer->out, "&lt;");
		append_escaped(writer->out, (const char *)node->name, &text_escapes);
		sg_append(writer->out, "&gt;");
		return;
	}
	sg_append_len(writer->out, known->start, known->start_length);
	for (const xmlAttr *a = node->properties; a; a = a->next)
		write_attribute(writer, a);
	sg_append_len(writer->out, ">", 1);
	const xmlNode *first = node->children;
	if (known->element->traits & NEWLINE && first && first->type == XML_TEXT_NODE &&
	    first->content[0] == '\n')
		sg_append_len(writer->out, "\n", 1);
}

static void
write_end(Writer *writer, const xmlNode *node, const Known *known)
{
	if (known->element) {
		if (!(known->element->traits & VOID))
			sg_append_len(writer->out, known->end, known->end_length);
		return;
	}
	sg_append(writer->out, "&lt;/");
	append_escaped(writer->out, (const char *)node->name, &text_escapes);
	sg_append(writer->out, "&gt;");
}

/* Writes one node up to its content. True if its children come next. */
static bool
enter(Writer *writer, xmlNode *node)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		write_text(writer, node);
	if (node->type != XML_ELEMENT_NODE)
		return false;
	const Known *known = find_element(node->name);
	const Element *element = known->element;
	bool keeps = !element && is_keep(node);
	if (keeps && node->children) {
		writer->kept_from = writer->out->len;
		return true;
	}
	if (keeps || (!element && strcmp((const char *)node->name, "sg-splice") == 0)) {
		write_splice(writer, node);
		return false;
	}
	write_start(writer, node, known);
	if (element && element->traits & VOID)
		return false;
	if (element && element->traits & RAW)
		write_raw_content(writer, node);
	else if (node->children)
		return true;
	write_end(writer, node, known);
	return false;
}

static void
leave(Writer *writer, xmlNode *node)
{
	const Known *known = find_element(node->name);
	if (!known->element && is_keep(node))
		keep(writer, node);
	else
		write_end(writer, node, known);
}

size_t
sg_html_write(GString *out, const xmlDoc *doc, const SgHtmlHooks *hooks)
{
	Writer writer = {.out = out, .hooks = hooks};
	sg_append(out, "<!DOCTYPE html>");
	xmlNode *node = doc->children;
	while (node) {
		if (enter(&writer, node)) {
			node = node->children;
			continue;
		}
		while (node && !node->next) {
			node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent
										      : NULL;
			if (node)
				leave(&writer, node);
		}
		if (node)
			node = node->next;
	}
	g_string_append_c(out, '\n');
	return writer.faults;
}
