/* SPDX-License-Identifier: MIT */
#include "emit/site/page.h"

#include "base/text.h"
#include "emit/url.h"

#include <libxml/tree.h>
#include <string.h>

struct SgPage {
	SgPageKind kind;
	char *url;
	char *base; /* or NULL */
	xmlDocPtr doc;
	xmlNodePtr at;
	GString *log;     /* every call in order, for the digest */
	GPtrArray *keys;  /* of char *: of what is offered */
	GPtrArray *bytes; /* of GBytes, beside keys */
};

static const char *const kind_names[SG_N_PAGES] = {
    [SG_PAGE_HOME] = "home",         [SG_PAGE_INDEX] = "index",       [SG_PAGE_ENTITY] = "entity",
    [SG_PAGE_DOCUMENT] = "document", [SG_PAGE_OVERLAPS] = "overlaps", [SG_PAGE_QUALITY] = "quality",
    [SG_PAGE_DATA] = "data",         [SG_PAGE_MISSING] = "missing",
};

const char *
sg_page_kind_name(SgPageKind kind)
{
	return kind_names[kind];
}

SgPage *
sg_page_new(SgPageKind kind, const char *url)
{
	SgPage *page = g_new0(SgPage, 1);
	page->kind = kind;
	page->url = g_strdup(url);
	page->doc = xmlNewDoc(BAD_CAST "1.0");
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
	xmlFreeDoc(page->doc);
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
	g_string_append_c(page->log, mark);
	g_string_append_len(page->log, bytes, (gssize)length);
	g_string_append_c(page->log, '\0');
}

void
sg_page_open(SgPage *page, const char *element)
{
	record(page, '<', element, strlen(element));
	xmlNodePtr node = xmlNewDocNode(page->doc, NULL, BAD_CAST element, NULL);
	if (page->at)
		xmlAddChild(page->at, node);
	else
		xmlDocSetRootElement(page->doc, node);
	page->at = node;
}

void
sg_page_close(SgPage *page)
{
	g_assert(page->at->parent != (xmlNodePtr)page->doc);
	record(page, '>', "", 0);
	page->at = page->at->parent;
}

/* Most text is plain ASCII and needs no copy. */
static bool
is_clean(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if ((c < 0x20 && c != '\n' && c != '\t') || c >= 0x7f)
			return false;
	}
	return true;
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
	xmlAddChild(page->at, xmlNewDocTextLen(page->doc, BAD_CAST text, (int)n));
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
	if (clean)
		value = clean;
	record(page, '@', name, strlen(name));
	record(page, '=', value, strlen(value));
	xmlNewProp(page->at, BAD_CAST name, BAD_CAST value);
}

void
sg_page_number(SgPage *page, const char *name, uint64_t value)
{
	char digits[24];
	g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, value);
	sg_page_attr(page, name, digits);
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
