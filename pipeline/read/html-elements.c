/* SPDX-License-Identifier: MIT */
#include "read/html.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name. */
static const SgHtmlElement elements[] = {
    {"a", SG_HTML_SPAN, SG_NODE_LINK, 0},
    {"article", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"aside", SG_HTML_FURNITURE, SG_NODE_ROOT, 0},
    {"b", SG_HTML_SPAN, SG_NODE_STRONG, 0},
    {"blockquote", SG_HTML_BLOCK, SG_NODE_QUOTE, 0},
    {"body", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"br", SG_HTML_BREAK, SG_NODE_LINEBREAK, 0},
    {"button", SG_HTML_FURNITURE, SG_NODE_ROOT, 0},
    {"code", SG_HTML_SPAN, SG_NODE_CODE_SPAN, 0},
    {"dd", SG_HTML_BLOCK, SG_NODE_PARAGRAPH, 0},
    {"del", SG_HTML_SPAN, SG_NODE_STRIKE, 0},
    {"details", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"div", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"dl", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"dt", SG_HTML_BLOCK, SG_NODE_PARAGRAPH, 0},
    {"em", SG_HTML_SPAN, SG_NODE_EMPHASIS, 0},
    {"figure", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"footer", SG_HTML_FURNITURE, SG_NODE_ROOT, 0},
    {"form", SG_HTML_FURNITURE, SG_NODE_ROOT, 0},
    {"h1", SG_HTML_BLOCK, SG_NODE_HEADING, 1},
    {"h2", SG_HTML_BLOCK, SG_NODE_HEADING, 2},
    {"h3", SG_HTML_BLOCK, SG_NODE_HEADING, 3},
    {"h4", SG_HTML_BLOCK, SG_NODE_HEADING, 4},
    {"h5", SG_HTML_BLOCK, SG_NODE_HEADING, 5},
    {"h6", SG_HTML_BLOCK, SG_NODE_HEADING, 6},
    {"head", SG_HTML_DROP, SG_NODE_ROOT, 0},
    {"header", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"hr", SG_HTML_BREAK, SG_NODE_RULE, 0},
    {"i", SG_HTML_SPAN, SG_NODE_EMPHASIS, 0},
    {"iframe", SG_HTML_DROP, SG_NODE_ROOT, 0},
    {"img", SG_HTML_BREAK, SG_NODE_IMAGE, 0},
    {"kbd", SG_HTML_SPAN, SG_NODE_CODE_SPAN, 0},
    {"li", SG_HTML_BLOCK, SG_NODE_ITEM, 0},
    {"main", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"nav", SG_HTML_FURNITURE, SG_NODE_ROOT, 0},
    {"noscript", SG_HTML_DROP, SG_NODE_ROOT, 0},
    {"ol", SG_HTML_BLOCK, SG_NODE_LIST, 1},
    {"p", SG_HTML_BLOCK, SG_NODE_PARAGRAPH, 0},
    {"pre", SG_HTML_PRE, SG_NODE_CODE, 0},
    {"s", SG_HTML_SPAN, SG_NODE_STRIKE, 0},
    {"samp", SG_HTML_SPAN, SG_NODE_CODE_SPAN, 0},
    {"script", SG_HTML_DROP, SG_NODE_ROOT, 0},
    {"section", SG_HTML_SECTION, SG_NODE_ROOT, 0},
    {"strong", SG_HTML_SPAN, SG_NODE_STRONG, 0},
    {"style", SG_HTML_DROP, SG_NODE_ROOT, 0},
    {"svg", SG_HTML_DROP, SG_NODE_ROOT, 0},
    {"table", SG_HTML_BLOCK, SG_NODE_TABLE, 0},
    {"td", SG_HTML_BLOCK, SG_NODE_CELL, 0},
    {"template", SG_HTML_DROP, SG_NODE_ROOT, 0},
    {"th", SG_HTML_BLOCK, SG_NODE_CELL, 0},
    {"tr", SG_HTML_BLOCK, SG_NODE_ROW, 0},
    {"tt", SG_HTML_SPAN, SG_NODE_CODE_SPAN, 0},
    {"ul", SG_HTML_BLOCK, SG_NODE_LIST, 0},
};

/* Roles, and classes that mean the same wherever they are used. */
static const char *const furniture[] = {
    "navigation",    "banner",    "contentinfo", "search",      "complementary",
    "navbar",        "sidebar",   "breadcrumb",  "breadcrumbs", "pagination",
    "cookie-banner", "skip-link", "site-footer", "site-header"};

bool
sg_html_is_furniture(const char *names)
{
	for (const char *p = names; p != NULL && *p != '\0';) {
		size_t n = strcspn(p, " \t\n");
		for (size_t i = 0; i < G_N_ELEMENTS(furniture); i++) {
			if (strlen(furniture[i]) == n && memcmp(p, furniture[i], n) == 0)
				return true;
		}
		p += n;
		p += strspn(p, " \t\n");
	}
	return false;
}

static int
compare_element(const void *name, const void *element)
{
	return strcmp(name, ((const SgHtmlElement *)element)->name);
}

const SgHtmlElement *
sg_html_find_element(const char *name)
{
	return bsearch(name, elements, G_N_ELEMENTS(elements), sizeof *elements, compare_element);
}
