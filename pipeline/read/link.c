/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* Schemes that run code or read local files when followed. */
static const char *const dangerous[] = {"javascript:", "vbscript:", "data:", "file:"};
static const char *const harmless_data[] = {"data:image/png", "data:image/gif", "data:image/jpeg",
					    "data:image/webp"};

static bool
has_any_prefix(const char *text, const char *const *prefixes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strncmp(text, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	}
	return false;
}

void
sg_link_check(SgReading *reading, const char *target, bool image, uint32_t line)
{
	/* Browsers drop white space and controls before they look at the scheme. */
	char scheme[24];
	size_t n = 0;
	for (const char *p = target; *p != '\0' && n + 1 < sizeof scheme; p++) {
		if ((unsigned char)*p > ' ' && *p != 0x7f)
			scheme[n++] = g_ascii_tolower(*p);
	}
	scheme[n] = '\0';
	if (!has_any_prefix(scheme, dangerous, G_N_ELEMENTS(dangerous)))
		return;
	if (image && has_any_prefix(scheme, harmless_data, G_N_ELEMENTS(harmless_data)))
		return;
	g_autofree char *detail = g_strndup(target, MIN(strlen(target), 80));
	g_autofree char *valid = g_utf8_make_valid(detail, -1);
	sg_diags_add(reading->doc->diags, SG_DIAG_URL_SCHEME, line, 1, valid);
}

static void
add_leaf(SgReading *reading, const char *text, size_t length, uint32_t line)
{
	if (length == 0)
		return;
	uint32_t node = sg_document_open(reading->doc, SG_NODE_TEXT, line, line);
	SgStr kept = sg_pool_add(reading->doc->pool, text, (gssize)length);
	sg_document_node(reading->doc, node)->text = kept;
}

/* The length of a bare URL at text, by the rules of GFM's extended autolinks: up to white space or
 * '<', without trailing punctuation and without a ')' that nothing opened. */
static size_t
url_length(const char *text, size_t length)
{
	size_t scheme = length > 8 && memcmp(text, "https://", 8) == 0  ? 8
			: length > 7 && memcmp(text, "http://", 7) == 0 ? 7
									: 0;
	if (scheme == 0 || !(g_ascii_isalnum(text[scheme]) || (unsigned char)text[scheme] >= 0x80))
		return 0;
	size_t n = scheme;
	int open = 0;
	for (; n < length && (unsigned char)text[n] > ' ' && strchr("<>\"`|", text[n]) == NULL; n++)
		open += (text[n] == '(') - (text[n] == ')');
	while (n > scheme &&
	       (strchr("?!.,:;*_~'", text[n - 1]) != NULL || (text[n - 1] == ')' && open < 0))) {
		open += text[n - 1] == ')';
		n--;
	}
	return n;
}

static void
add_link(SgReading *reading, const char *url, size_t length, uint32_t line)
{
	uint32_t link = sg_document_open(reading->doc, SG_NODE_LINK, line, line);
	SgStr target = sg_pool_add(reading->doc->pool, url, (gssize)length);
	sg_document_node(reading->doc, link)->text = target;
	uint32_t text = sg_document_open(reading->doc, SG_NODE_TEXT, line, line);
	sg_document_node(reading->doc, text)->text = target;
	sg_document_close(reading->doc, link);
}

void
sg_link_add_text(SgReading *reading, const char *text, size_t length, uint32_t line)
{
	const char *end = text + length;
	const char *start = text;
	const char *p = text;
	while (p < end && (p = memmem(p, (size_t)(end - p), "http", 4)) != NULL) {
		bool inside_word = p > text && g_ascii_isalnum(p[-1]);
		size_t url = inside_word ? 0 : url_length(p, (size_t)(end - p));
		if (url == 0) {
			p += 4;
			continue;
		}
		add_leaf(reading, start, (size_t)(p - start), line);
		add_link(reading, p, url, line);
		p += url;
		start = p;
	}
	add_leaf(reading, start, (size_t)(end - start), line);
}
