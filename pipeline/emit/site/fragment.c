/* SPDX-License-Identifier: MIT */
#include "emit/site/fragment.h"

#include "base/text.h"
#include "emit/site/accent.h"
#include "emit/site/lookup.h"
#include "emit/site/theme.h"
#include "emit/url.h"

#include <string.h>

/* A quote is cut here; its link leads to the whole. */
#define QUOTE_CHARACTERS 320

typedef struct {
	const char *kind; /* of page or of what it lists; the theme has the words */
	const char *url;
} NavItem;

static const NavItem nav[] = {
    {"home", "index.html"},
    {"concept", "concept/index.html"},
    {"error", "error/index.html"},
    {"crate", "crate/index.html"},
    {"pattern", "pattern/index.html"},
    {"tool", "tool/index.html"},
    {"document", "document/index.html"},
    {"overlaps", "overlaps.html"},
    {"quality", "quality.html"},
    {"data", "data.html"},
};

/* A page is in the section of its folder: "concept/a.html" in "concept/index.html". */
static bool
is_in_section(const char *url, const char *section)
{
	const char *slash = strrchr(section, '/');
	return slash && strncmp(url, section, (size_t)(slash - section) + 1) == 0;
}

static void
add_nav(SgPage *page, const SgConfig *config)
{
	sg_page_open(page, "nav");
	for (size_t i = 0; i < G_N_ELEMENTS(nav); i++) {
		sg_page_open(page, "item");
		sg_page_attr(page, "kind", nav[i].kind);
		sg_page_href(page, nav[i].url);
		if (strcmp(sg_page_url(page), nav[i].url) == 0)
			sg_page_attr(page, "current", "page");
		else if (is_in_section(sg_page_url(page), nav[i].url))
			sg_page_attr(page, "current", "true");
		sg_page_close(page);
	}
	for (guint i = 0; config->nav && i < config->nav->len; i++) {
		const SgPair *pair = config->nav->pdata[i];
		sg_page_open(page, "item");
		sg_page_attr(page, "kind", "own");
		sg_page_attr(page, "href", pair->value);
		sg_page_text(page, pair->key, -1);
		sg_page_close(page);
	}
	sg_page_close(page);
}

static const char *
site_title(const SgConfig *config)
{
	return config->title && *config->title ? config->title : "skillgraph";
}

/* "logo.svg": a picture beside the configuration is published under this name. */
char *
sg_fragment_logo(const SgConfig *config)
{
	const char *dot = config->logo ? strrchr(config->logo, '.') : NULL;
	static const char *const suffixes[] = {".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif"};
	for (size_t i = 0; dot && i < G_N_ELEMENTS(suffixes); i++) {
		if (g_ascii_strcasecmp(dot, suffixes[i]) == 0)
			return g_strconcat("logo", suffixes[i], NULL);
	}
	return NULL;
}

static void
add_site(SgPage *page, const SgEmitContext *context)
{
	const SgConfig *config = context->config;
	sg_page_open(page, "site");
	sg_page_attr(page, "title", site_title(config));
	sg_page_attr(page, "description", config->description);
	sg_page_href(page, "index.html");
	g_autofree char *assets = sg_page_link(page, "assets/");
	sg_page_attr(page, "assets", assets);
	g_autofree char *logo = sg_fragment_logo(config);
	sg_page_attr(page, "logo", logo);
	sg_page_attr(page, "footer", config->footer);
	sg_page_attr(page, "generator", "skillgraph " SG_VERSION);
	if (sg_accent_is_colour(config->accent))
		sg_page_attr(page, "accent", "yes");
	if (sg_lookup_has_packages(sg_lookup(context->graph)))
		sg_page_attr(page, "packages", "yes");
	if (context->theme && sg_theme_has_asset(context->theme, "custom.css"))
		sg_page_attr(page, "custom", "yes");
	add_nav(page, config);
	sg_page_close(page);
}

SgPage *
sg_fragment_page(const SgEmitContext *context,
		 SgPageKind kind,
		 const char *url,
		 const char *title,
		 const char *description)
{
	const SgConfig *config = context->config;
	SgPage *page = sg_page_new(kind, url);
	if (kind == SG_PAGE_MISSING && config->base_url && *config->base_url)
		sg_page_set_base(page, config->base_url);
	g_autofree char *summary = description ? sg_fragment_shorten(description, 200) : NULL;
	sg_page_attr(page, "lang", config->language && *config->language ? config->language : "en");
	sg_page_attr(page, "title", title ? title : site_title(config));
	sg_page_attr(page, "description", summary);
	if (config->base_url && *config->base_url && kind != SG_PAGE_MISSING &&
	    kind != SG_PAGE_REDIRECT) {
		g_autofree char *canonical =
		    g_strconcat(config->base_url,
				g_str_has_suffix(config->base_url, "/") ? "" : "/", url, NULL);
		sg_page_attr(page, "canonical", canonical);
	}
	sg_page_begin_frame(page);
	add_site(page, context);
	sg_page_end_frame(page);
	return page;
}

void
sg_fragment_crumb(SgPage *page, const char *kind, const char *target, const char *label)
{
	sg_page_open(page, "crumb");
	sg_page_attr(page, "kind", kind);
	if (target)
		sg_page_href(page, target);
	if (label)
		sg_page_text(page, label, -1);
	sg_page_close(page);
}

static void
add_ref_kind(SgPage *page, const SgGraph *graph, SgRef ref)
{
	size_t i = sg_ref_index(graph, ref);
	switch (sg_ref_sort(graph, ref)) {
	case SG_SORT_DOCUMENT: {
		const SgFacts *facts = sg_graph_document(graph, i)->facts;
		sg_page_attr(page, "kind", "document");
		sg_page_attr(page, "facet", sg_doc_type_name((SgDocType)facts->record->type));
		sg_page_attr(page, "path", sg_facts_str(facts, facts->record->path));
		if (sg_lookup_is_ambiguous(sg_lookup(graph), (uint32_t)i))
			sg_page_attr(page, "same", "yes");
		break;
	}
	case SG_SORT_ENTITY:
		sg_page_attr(page, "kind", sg_kind_name(sg_graph_entity(graph, i)->kind));
		sg_page_attr(page, "facet", sg_graph_entity(graph, i)->facet);
		break;
	case SG_SORT_SECTION:
		sg_page_attr(page, "kind", "section");
		break;
	default:
		sg_page_attr(page, "kind", "example");
		break;
	}
}

void
sg_fragment_href(SgPage *page, const SgGraph *graph, SgRef ref)
{
	SgSort sort = sg_ref_sort(graph, ref);
	if (sort == SG_SORT_DOCUMENT || sort == SG_SORT_ENTITY) {
		sg_page_href(page, sg_lookup_url(sg_lookup(graph), ref));
		return;
	}
	g_autofree char *place = sg_url_of_ref(graph, ref);
	g_autofree char *url = sg_url_file(place, ".html");
	sg_page_href(page, url);
}

void
sg_fragment_ref_open(SgPage *page, const SgGraph *graph, SgRef ref)
{
	sg_page_open(page, "ref");
	add_ref_kind(page, graph, ref);
	sg_fragment_href(page, graph, ref);
	sg_page_attr(page, "label", sg_ref_label(graph, ref));
}

void
sg_fragment_ref(SgPage *page, const SgGraph *graph, SgRef ref)
{
	sg_fragment_ref_open(page, graph, ref);
	sg_page_close(page);
}

char *
sg_fragment_line_url(const SgGraph *graph, uint32_t document, uint32_t line)
{
	char digits[SG_PAGE_DIGITS];
	SgRef ref = sg_ref_of(graph, SG_SORT_DOCUMENT, document);
	const char *url = sg_lookup_url(sg_lookup(graph), ref);
	return line == 0 ? g_strdup(url)
			 : g_strconcat(url, "#L", sg_page_digits(digits, line), NULL);
}

/* {path} and {line} of the link template to the source repository. */
static char *
edit_url(const SgConfig *config, const char *path, uint32_t line)
{
	if (!config->edit_url || !*config->edit_url)
		return NULL;
	g_autofree char *escaped = g_uri_escape_string(path, "/", FALSE);
	g_autofree char *number = g_strdup_printf("%u", line);
	GString *url = g_string_new(config->edit_url);
	g_string_replace(url, "{path}", escaped, 0);
	g_string_replace(url, "{line}", number, 0);
	return g_string_free(url, FALSE);
}

void
sg_fragment_place(SgPage *page, const SgEmitContext *context, const SgEvidence *evidence)
{
	const SgFacts *facts = sg_graph_document(context->graph, evidence->document)->facts;
	const char *path = sg_facts_str(facts, facts->record->path);
	g_autofree char *url =
	    sg_fragment_line_url(context->graph, evidence->document, evidence->span.line);
	g_autofree char *edit = edit_url(context->config, path, evidence->span.line);
	sg_page_href(page, url);
	sg_page_number(page, "line", evidence->span.line);
	sg_page_attr(page, "edit", edit);
}

void
sg_fragment_source(SgPage *page, const SgEmitContext *context, const SgEvidence *evidence)
{
	const SgGraph *graph = context->graph;
	SgRef document = sg_ref_of(graph, SG_SORT_DOCUMENT, evidence->document);
	const SgFacts *facts = sg_graph_document(graph, evidence->document)->facts;
	sg_page_open(page, "source");
	sg_fragment_place(page, context, evidence);
	sg_page_attr(page, "label", sg_ref_label(graph, document));
	sg_page_attr(page, "path", sg_facts_str(facts, facts->record->path));
	if (sg_lookup_is_ambiguous(sg_lookup(graph), evidence->document))
		sg_page_attr(page, "same", "yes");
	sg_page_close(page);
}

/* Tags that stand inside words; the others part them. */
static const char *const inline_tags[] = {"a",    "abbr", "b",     "code", "em",     "i",   "kbd",
					  "mark", "s",    "small", "span", "strong", "sub", "sup"};

static bool
is_inline_tag(const char *name, size_t length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(inline_tags); i++) {
		if (strlen(inline_tags[i]) == length &&
		    g_ascii_strncasecmp(inline_tags[i], name, length) == 0)
			return true;
	}
	return false;
}

/* Length of the tag or comment at p, or 0. */
static size_t
tag_length(const char *p)
{
	const char *close = strchr(p, '>');
	bool tag = *p == '<' && (g_ascii_isalpha(p[1]) || p[1] == '/' || p[1] == '!');
	return tag && close ? (size_t)(close - p) + 1 : 0;
}

/* The words of HTML as they are read. */
static char *
words_of_html(const char *html)
{
	GString *words = g_string_new(NULL);
	for (const char *p = html; *p;) {
		size_t tag = tag_length(p);
		if (tag == 0) {
			g_string_append_c(words, *p++);
			continue;
		}
		const char *name = p + 1 + (p[1] == '/');
		if (!is_inline_tag(name, strcspn(name, " \t\n/>")))
			g_string_append_c(words, ' ');
		p += tag;
	}
	g_string_replace(words, "&lt;", "<", 0);
	g_string_replace(words, "&gt;", ">", 0);
	g_string_replace(words, "&quot;", "\"", 0);
	g_string_replace(words, "&nbsp;", " ", 0);
	g_string_replace(words, "&amp;", "&", 0);
	return g_string_free(words, FALSE);
}

void
sg_fragment_words(SgPage *page, const SgGraph *graph, const SgEvidence *evidence)
{
	size_t length;
	const char *words = sg_graph_quote(graph, evidence, &length);
	const SgFacts *facts = sg_graph_document(graph, evidence->document)->facts;
	g_autofree char *source = g_strndup(words, length);
	g_autofree char *whole = facts->record->syntax == SG_SYNTAX_HTML ? words_of_html(source)
									 : g_steal_pointer(&source);
	g_autofree char *quote = sg_fragment_shorten(whole, QUOTE_CHARACTERS);
	if (evidence->role == SG_ROLE_CODE || evidence->role == SG_ROLE_METADATA) {
		sg_page_attr(page, "code", "yes");
		sg_page_text(page, quote, -1);
	} else {
		sg_fragment_inline(page, quote, strlen(quote));
	}
}

void
sg_fragment_quote(SgPage *page, const SgGraph *graph, const SgEvidence *evidence)
{
	sg_page_open(page, "quote");
	sg_fragment_words(page, graph, evidence);
	sg_page_close(page);
}

/* Length of a mark at the front of a line that says what kind of block it is, with its space; 0:
 * none. */
static size_t
block_mark(const char *text)
{
	size_t length = strspn(text, "#");
	if (length == 0 && *text && strchr(">|-*+", *text))
		length = 1;
	if (length == 0) {
		size_t digits = strspn(text, G_CSET_DIGITS);
		if (digits > 0 && digits < 4 && (text[digits] == '.' || text[digits] == ')'))
			length = digits + 1;
	}
	if (length == 0 && (strncmp(text, "[ ]", 3) == 0 || strncmp(text, "[x]", 3) == 0))
		length = 3;
	return length > 0 && text[length] == ' ' ? length + 1 : 0;
}

static const char *
skip_block_marks(const char *text)
{
	size_t length;
	while ((length = block_mark(text)) > 0)
		text += length;
	return text;
}

typedef struct {
	const char *mark;
	const char *element;
} Span;

static const Span spans[] = {{"``", "code"}, {"`", "code"}, {"**", "strong"}, {"__", "strong"}};

/* A span that begins here and ends in the text; the content's length goes to *length. */
static const Span *
find_span(const char *text, size_t *length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(spans); i++) {
		size_t mark = strlen(spans[i].mark);
		if (strncmp(text, spans[i].mark, mark) != 0)
			continue;
		const char *end = strstr(text + mark, spans[i].mark);
		if (end && end > text + mark) {
			*length = (size_t)(end - text) - mark;
			return &spans[i];
		}
	}
	return NULL;
}

void
sg_fragment_inline(SgPage *page, const char *text, size_t length)
{
	g_autofree char *line = sg_text_squash(text, length);
	const char *at = skip_block_marks(line);
	const char *plain = at;
	while (*at) {
		size_t content = 0;
		const Span *span = strchr("`*_", *at) ? find_span(at, &content) : NULL;
		if (!span) {
			at++;
			continue;
		}
		sg_page_text(page, plain, at - plain);
		size_t mark = strlen(span->mark);
		sg_page_open(page, span->element);
		sg_page_text(page, at + mark, (gssize)content);
		sg_page_close(page);
		at += content + 2 * mark;
		plain = at;
	}
	sg_page_text(page, plain, at - plain);
}

char *
sg_fragment_language(const char *info)
{
	GString *name = g_string_new(NULL);
	for (; *info && !strchr(" ,{\t", *info); info++) {
		if (g_ascii_isalnum(*info) || strchr("+#-", *info))
			g_string_append_c(name, g_ascii_tolower(*info));
	}
	g_string_truncate(name, MIN(name->len, 24));
	return g_string_free(name, FALSE);
}

void
sg_fragment_more(SgPage *page, size_t all, size_t shown)
{
	if (all <= shown)
		return;
	sg_page_open(page, "more");
	sg_page_number(page, "count", all - shown);
	sg_page_close(page);
}

/* A definition says what a thing is better than a note does. */
static unsigned
definition_merit(const SgGraph *graph, const SgGraphStatement *statement)
{
	const SgEvidence *evidence = sg_graph_evidence(graph, statement->evidence);
	unsigned role = statement->says == SG_SAYS_DEFINITION ? 2
			: statement->says == SG_SAYS_NOTE     ? 1
							      : 0;
	return role == 0 ? 0 : role * 1000 + evidence->confidence;
}

uint32_t
sg_fragment_definition(const SgGraph *graph, const SgEntity *entity)
{
	uint32_t best = SG_NONE;
	unsigned best_merit = 0;
	double best_rank = 0;
	for (uint32_t i = 0; i < entity->statements.count; i++) {
		uint32_t at = entity->statements.first + i;
		const SgGraphStatement *statement = sg_graph_statement(graph, at);
		const SgEvidence *evidence = sg_graph_evidence(graph, statement->evidence);
		unsigned merit = definition_merit(graph, statement);
		double rank = sg_graph_document(graph, evidence->document)->rank;
		if (merit > best_merit || (merit > 0 && merit == best_merit && rank > best_rank)) {
			best = at;
			best_merit = merit;
			best_rank = rank;
		}
	}
	return best;
}

char *
sg_fragment_shorten(const char *text, size_t limit)
{
	g_autofree char *flat = sg_text_squash(text, strlen(text));
	if ((size_t)g_utf8_strlen(flat, -1) <= limit)
		return g_steal_pointer(&flat);
	char *cut = g_utf8_offset_to_pointer(flat, (glong)limit - 1);
	*cut = '\0';
	char *space = strrchr(flat, ' ');
	if (space && (size_t)(cut - space) < limit / 4)
		*space = '\0';
	return g_strconcat(flat, "…", NULL);
}
