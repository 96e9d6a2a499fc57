/* SPDX-License-Identifier: MIT */
#include "emit/site/page.h"

#include "base/text.h"
#include "emit/site/page-memory.h"
#include "emit/url.h"

#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <string.h>

struct SgPage {
	SgPageKind kind;
	char *url;
	char *base;      /* or NULL */
	SgArena *memory; /* holds the tree */
	xmlDocPtr doc;
	xmlNodePtr at;
	xmlNodePtr growing;      /* the text that was added to last */
	size_t grown, room;      /* its length, and what there is room for */
	size_t frame, frame_end; /* places in log */
	GString *log;            /* every call in order, for the digest */
	GPtrArray *keys;         /* of char *: of what is offered */
	GPtrArray *bytes;        /* of GBytes, beside keys */
};

static const char *const kind_names[SG_N_PAGES] = {
    [SG_PAGE_HOME] = "home",         [SG_PAGE_INDEX] = "index",
    [SG_PAGE_ENTITY] = "entity",     [SG_PAGE_DOCUMENT] = "document",
    [SG_PAGE_OVERLAPS] = "overlaps", [SG_PAGE_QUALITY] = "quality",
    [SG_PAGE_DATA] = "data",         [SG_PAGE_MISSING] = "missing",
    [SG_PAGE_REDIRECT] = "redirect",
};

const char *
sg_page_kind_name(SgPageKind kind)
{
	return kind_names[kind];
}

/* The nodes are made here and not by libxml2, which copies each name, measures each text again and
 * looks for declarations of ids at each attribute. Documents are no part of the dictionary's
 * references: it outlives them. */
static xmlDocPtr
new_doc(SgArena *memory)
{
	xmlDocPtr doc = sg_arena_cut(memory, sizeof *doc);
	*doc = (xmlDoc){.type = XML_DOCUMENT_NODE,
			.standalone = -1,
			.compression = -1,
			.doc = doc,
			.charset = XML_CHAR_ENCODING_UTF8,
			.properties = XML_DOC_USERBUILT,
			.dict = sg_page_memory_names()};
	return doc;
}

static xmlNodePtr
new_node(SgPage *page, xmlElementType type, const xmlChar *name)
{
	xmlNodePtr node = sg_arena_cut(page->memory, sizeof *node);
	*node = (xmlNode){.type = type, .name = name, .doc = page->doc};
	return node;
}

/* Most names are literals: the same pointer leads to the name found before. */
static const xmlChar *
intern(const char *name)
{
	static struct {
		const char *literal;
		const xmlChar *name;
	} known[256];
	size_t i = ((uintptr_t)name >> 2) % G_N_ELEMENTS(known);
	if (known[i].literal == name && strcmp(name, (const char *)known[i].name) == 0)
		return known[i].name;
	known[i].literal = name;
	known[i].name = xmlDictLookup(sg_page_memory_names(), BAD_CAST name, -1);
	return known[i].name;
}

static xmlNodePtr
new_text(SgPage *page, const char *text, size_t length)
{
	xmlNodePtr node = new_node(page, XML_TEXT_NODE, xmlStringText);
	node->content = BAD_CAST sg_arena_copy(page->memory, text, length);
	return node;
}

static void
append(SgPage *page, xmlNodePtr node)
{
	xmlNodePtr parent = page->at ? page->at : (xmlNodePtr)page->doc;
	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
}

SgPage *
sg_page_new(SgPageKind kind, const char *url)
{
	SgPage *page = g_new0(SgPage, 1);
	page->kind = kind;
	page->url = g_strdup(url);
	page->memory = sg_arena_new();
	page->doc = new_doc(page->memory);
	page->log = g_string_sized_new(8192);
	page->keys = g_ptr_array_new_with_free_func(g_free);
	page->bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	sg_page_open(page, "page");
	sg_page_attr(page, "kind", kind_names[kind]);
	sg_page_attr(page, "url", url);
	return page;
}

void
sg_page_free(SgPage *page)
{
	if (!page)
		return;
	sg_arena_free(page->memory);
	g_free(page->url);
	g_free(page->base);
	g_string_free(page->log, TRUE);
	g_ptr_array_unref(page->keys);
	g_ptr_array_unref(page->bytes);
	g_free(page);
}

SgPageKind
sg_page_kind(const SgPage *page)
{
	return page->kind;
}

const char *
sg_page_url(const SgPage *page)
{
	return page->url;
}

/* The mark keeps apart what the same bytes would mean elsewhere. */
static void
record(SgPage *page, char mark, const char *bytes, size_t length)
{
	GString *log = page->log;
	size_t at = log->len;
	if (log->allocated_len - at < length + 3)
		g_string_set_size(log, at + length + 2);
	log->len = at + length + 2;
	log->str[at] = mark;
	memcpy(log->str + at + 1, bytes, length);
	log->str[at + length + 1] = '\0';
	log->str[at + length + 2] = '\0';
}

void
sg_page_open(SgPage *page, const char *element)
{
	record(page, '<', element, strlen(element));
	xmlNodePtr node = new_node(page, XML_ELEMENT_NODE, intern(element));
	append(page, node);
	page->at = node;
}

void
sg_page_close(SgPage *page)
{
	g_assert(page->at->parent != (xmlNodePtr)page->doc);
	record(page, '>', "", 0);
	page->at = page->at->parent;
}

void
sg_page_close_unless_empty(SgPage *page)
{
	xmlNodePtr node = page->at;
	sg_page_close(page);
	if (node->children || node->properties)
		return;
	page->at->last = node->prev;
	if (node->prev)
		node->prev->next = NULL;
	else
		page->at->children = NULL;
}

static bool
is_clean_byte(unsigned char c)
{
	return (c >= 0x20 || c == '\n' || c == '\t') && c < 0x7f;
}

/* Whether one of eight bytes may be unclean: below 0x20, or from 0x7f on. */
static bool
is_doubtful(const char *bytes)
{
	const uint64_t ones = UINT64_MAX / 0xff;
	uint64_t word;
	memcpy(&word, bytes, sizeof word);
	uint64_t low = (word - ones * 0x20) & ~word;
	uint64_t high = word | (word + ones);
	return (low | high) & ones * 0x80;
}

/* Most text is plain ASCII and needs no copy. */
static bool
is_clean(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length) {
		if (length - i >= sizeof(uint64_t) && !is_doubtful(text + i)) {
			i += sizeof(uint64_t);
			continue;
		}
		for (size_t end = MIN(i + sizeof(uint64_t), length); i < end; i++) {
			if (!is_clean_byte((unsigned char)text[i]))
				return false;
		}
	}
	return true;
}

/* Text behind text is one node, as XPath wants it. */
static void
append_text(SgPage *page, const char *text, size_t length)
{
	xmlNodePtr last = page->at->last;
	if (!last || last->type != XML_TEXT_NODE) {
		append(page, new_text(page, text, length));
		return;
	}
	if (page->growing != last) {
		page->growing = last;
		page->grown = strlen((char *)last->content);
		page->room = 0;
	}
	/* Twice the room each time: a paragraph of a hundred thousand lines is joined line by line.
	 */
	if (page->grown + length >= page->room) {
		page->room = 2 * (page->grown + length + 1);
		char *joined = sg_arena_cut(page->memory, page->room);
		memcpy(joined, last->content, page->grown);
		last->content = BAD_CAST joined;
	}
	memcpy(last->content + page->grown, text, length);
	page->grown += length;
	last->content[page->grown] = '\0';
}

static void
append_attribute(SgPage *page, const char *name, const char *value, size_t length)
{
	xmlAttrPtr attribute = sg_arena_cut(page->memory, sizeof *attribute);
	xmlNodePtr text = new_text(page, value, length);
	*attribute = (xmlAttr){.type = XML_ATTRIBUTE_NODE,
			       .name = intern(name),
			       .children = text,
			       .last = text,
			       .parent = page->at,
			       .doc = page->doc};
	text->parent = (xmlNodePtr)attribute;
	xmlAttrPtr last = page->at->properties;
	while (last && last->next)
		last = last->next;
	attribute->prev = last;
	if (last)
		last->next = attribute;
	else
		page->at->properties = attribute;
}

void
sg_page_text(SgPage *page, const char *text, gssize length)
{
	size_t n = length < 0 ? strlen(text) : (size_t)length;
	g_autofree char *clean = is_clean(text, n) ? NULL : sg_text_clean(text, n);
	if (clean) {
		text = clean;
		n = strlen(clean);
	}
	if (n == 0)
		return;
	record(page, 't', text, n);
	append_text(page, text, n);
}

void
sg_page_leaf(SgPage *page, const char *element, const char *text)
{
	sg_page_open(page, element);
	sg_page_text(page, text, -1);
	sg_page_close(page);
}

void
sg_page_attr(SgPage *page, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	size_t n = strlen(value);
	g_autofree char *clean = is_clean(value, n) ? NULL : sg_text_clean(value, n);
	if (clean) {
		value = clean;
		n = strlen(clean);
	}
	record(page, '@', name, strlen(name));
	record(page, '=', value, n);
	append_attribute(page, name, value, n);
}

const char *
sg_page_digits(char buffer[SG_PAGE_DIGITS], uint64_t value)
{
	char *at = buffer + SG_PAGE_DIGITS - 1;
	*at = '\0';
	do {
		*--at = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	return at;
}

void
sg_page_number(SgPage *page, const char *name, uint64_t value)
{
	char digits[SG_PAGE_DIGITS];
	sg_page_attr(page, name, sg_page_digits(digits, value));
}

void
sg_page_percent(SgPage *page, const char *name, double value)
{
	unsigned percent = (unsigned)(CLAMP(value, 0.0, 1.0) * 100.0 + 0.5);
	if (value > 0.0 && percent == 0)
		percent = 1;
	if (value < 1.0 && percent == 100)
		percent = 99;
	sg_page_number(page, name, percent);
}

void
sg_page_set_base(SgPage *page, const char *base)
{
	g_free(page->base);
	page->base = g_str_has_suffix(base, "/") ? g_strdup(base) : g_strconcat(base, "/", NULL);
}

char *
sg_page_link(const SgPage *page, const char *target)
{
	return page->base ? g_strconcat(page->base, target, NULL)
			  : sg_url_relative(page->url, target);
}

void
sg_page_href(SgPage *page, const char *target)
{
	g_autofree char *link = sg_page_link(page, target);
	sg_page_attr(page, "href", link);
}

void
sg_page_offer(SgPage *page, const char *key, GBytes *bytes)
{
	record(page, 'k', key, strlen(key));
	size_t length;
	const void *data = g_bytes_get_data(bytes, &length);
	SgDigest digest = sg_digest(data, length);
	record(page, 'b', digest.hex, strlen(digest.hex));
	g_ptr_array_add(page->keys, g_strdup(key));
	g_ptr_array_add(page->bytes, bytes);
}

GBytes *
sg_page_offered(const SgPage *page, const char *key)
{
	for (guint i = 0; i < page->keys->len; i++) {
		if (strcmp(page->keys->pdata[i], key) == 0)
			return page->bytes->pdata[i];
	}
	return NULL;
}

void
sg_page_begin_frame(SgPage *page)
{
	page->frame = page->log->len;
}

void
sg_page_end_frame(SgPage *page)
{
	page->frame_end = page->log->len;
}

const char *
sg_page_frame(const SgPage *page, size_t *length)
{
	*length = page->frame_end - MIN(page->frame, page->frame_end);
	return page->log->str + page->frame;
}

void
sg_page_set_kept(SgPage *page)
{
	g_assert(page->at == page->doc->children);
	append_attribute(page, "kept", "yes", strlen("yes"));
}

SgDigest
sg_page_digest(const SgPage *page)
{
	return sg_digest(page->log->str, page->log->len);
}

xmlDocPtr
sg_page_xml(SgPage *page)
{
	return page->doc;
}

SgArena *
sg_page_memory(SgPage *page)
{
	return page->memory;
}
