/* SPDX-License-Identifier: MIT */
#include "emit/site/html.h"

#include <libxml/parser.h>
#include <string.h>

/* A result tree as XML, and what must be written. */
typedef struct {
	const char *name;
	const char *tree;
	const char *html; /* behind the doctype, without the last line feed */
	size_t faults;
} Case;

static const Case cases[] = {
    {"text-is-escaped", "<p>a &lt; b &amp; c &gt; d \"e\" 'f'</p>",
     "\n<p>a &lt; b &amp; c &gt; d \"e\" 'f'</p>", 0},
    {"cdata-is-text", "<p><![CDATA[<script>]]></p>", "\n<p>&lt;script&gt;</p>", 0},
    {"attributes-escape-both-quotes", "<a title='\"&gt;&lt;x&gt;&#39;&amp;'>t</a>",
     "<a title=\"&quot;&gt;&lt;x&gt;&#39;&amp;\">t</a>", 0},
    {"void-elements-have-no-end", "<p>a<br/>b<img alt='' src='x.png'/></p>",
     "\n<p>a<br>b<img alt=\"\" src=\"x.png\"></p>", 0},
    {"others-always-have", "<div><span/><p/></div>", "\n<div><span></span>\n<p></p></div>", 0},
    {"pre-keeps-its-first-line-feed", "<pre>\n\na</pre>", "\n<pre>\n\n\na</pre>", 0},
    {"title-is-escaped", "<title>&lt;/title&gt;</title>", "\n<title>&lt;/title&gt;</title>", 0},
    {"comments-and-instructions-are-dropped", "<p><!-- &lt;b> --><?php x?>a</p>", "\n<p>a</p>", 0},
    {"script-keeps-no-code", "<script src='a.js'>alert(1)</script>",
     "\n<script src=\"a.js\"></script>", 1},
    {"style-keeps-no-rules", "<style>@import 'x'</style>", "\n<style></style>", 1},
    {"json-cannot-end-its-script",
     "<script type='application/ld+json'>{\"a\":\"&lt;/script&gt;&lt;!--&amp;\"}</script>",
     "\n<script type=\"application/ld+json\">"
     "{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026\"}</script>",
     0},
    {"unknown-elements-are-text", "<p><iframe srcdoc='x'>y</iframe></p>",
     "\n<p>&lt;iframe&gt;y&lt;/iframe&gt;</p>", 1},
    {"handlers-are-dropped", "<p onclick='a()' OnLoad='b()'>x</p>", "\n<p>x</p>", 2},
    {"inline-style-is-dropped", "<p style='color:red' STYLE='x'>x</p>", "\n<p>x</p>", 2},
    {"scripts-are-no-links", "<a href='javascript:x'>x</a>", "<a>x</a>", 1},
    {"links-are-kept", "<a href='https://example.org/?a=1&amp;b=2'>x</a>",
     "<a href=\"https://example.org/?a=1&amp;b=2\">x</a>", 0},
    {"pictures-may-not-be-data", "<img src='data:image/svg+xml,x' alt=''/>", "<img alt=\"\">", 1},
    {"names-of-svg-keep-their-case", "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
     "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>", 0},
    {"characters-beyond-ascii-stay", "<p>\xc3\xa4\xe2\x80\xa6</p>", "\n<p>\xc3\xa4\xe2\x80\xa6</p>",
     0},
    {"what-is-offered-is-put-in", "<div><sg-splice ref='a.svg'/></div>",
     "\n<div><svg>ready</svg></div>", 0},
    {"nothing-is-put-in-for-nothing", "<div><sg-splice ref='b.svg'/><sg-splice/></div>",
     "\n<div></div>", 0},
    {"siblings-and-depth", "<div><p>a</p>b<ul><li>c</li><li>d</li></ul>e</div>",
     "\n<div>\n<p>a</p>b\n<ul>\n<li>c</li>\n<li>d</li></ul>e</div>", 0},
};

static GBytes *
offer(const char *key, const void *data)
{
	return strcmp(key, "a.svg") == 0 ? (GBytes *)(uintptr_t)data : NULL;
}

static void
check_case(const void *data)
{
	const Case *c = data;
	g_autoptr(GBytes) picture = g_bytes_new_static("<svg>ready</svg>", 16);
	xmlDocPtr doc = xmlReadMemory(c->tree, (int)strlen(c->tree), "tree", NULL, XML_PARSE_NONET);
	g_assert_nonnull(doc);
	g_autoptr(GString) out = g_string_new(NULL);
	SgHtmlHooks hooks = {.splice = offer, .data = picture};
	size_t faults = sg_html_write(out, doc, &hooks);
	g_autofree char *want = g_strconcat("<!DOCTYPE html>", c->html, "\n", NULL);
	g_assert_cmpstr(out->str, ==, want);
	g_assert_cmpuint(faults, ==, c->faults);
	xmlFreeDoc(doc);
}

typedef struct {
	const char *url;
	bool safe;
} Url;

static const Url urls[] = {
    {"", true},
    {"a.html#b", true},
    {"../x/y.md", true},
    {"#L12", true},
    {"?q=a:b", true},
    {"a/b:c", true},
    {"http://x", true},
    {"HTTPS://x", true},
    {"mailto:a@b", true},
    {"javascript:alert(1)", false},
    {"JaVa\nScript:alert(1)", false},
    {" \x01javascript:x", false},
    {"java\tscript:x", false},
    {"vbscript:x", false},
    {"data:text/html,x", false},
    {"file:///etc/passwd", false},
    {"a-very-long-scheme-that-is-unknown:x", false},
};

static void
check_urls(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(urls); i++)
		g_assert_cmpint(sg_html_url_is_safe(urls[i].url), ==, urls[i].safe);
}

static void
note_kept(const char *key, const char *bytes, size_t length, const void *data)
{
	GString *kept = (GString *)(uintptr_t)data;
	g_string_append_printf(kept, "%s: %.*s", key, (int)length, bytes);
}

/* What an sg-keep holds is written and handed over; itself leaves no trace. */
static void
check_keep(void)
{
	const char *tree =
	    "<div>a<sg-keep ref='k'><b>x</b>&amp;</sg-keep>c<sg-keep ref='none'/></div>";
	g_autoptr(GString) kept = g_string_new(NULL);
	SgHtmlHooks hooks = {.keep = note_kept, .data = kept};
	xmlDocPtr doc = xmlReadMemory(tree, (int)strlen(tree), "tree", NULL, XML_PARSE_NONET);
	g_autoptr(GString) out = g_string_new(NULL);
	g_assert_cmpuint(sg_html_write(out, doc, &hooks), ==, 0);
	g_assert_cmpstr(out->str, ==, "<!DOCTYPE html>\n<div>a<b>x</b>&amp;c</div>\n");
	g_assert_cmpstr(kept->str, ==, "k: <b>x</b>&amp;");
	xmlFreeDoc(doc);
}

/* The walk is a loop: depth costs no stack. */
static void
check_depth(void)
{
	xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNodePtr at = xmlNewDocNode(doc, NULL, BAD_CAST "div", NULL);
	xmlDocSetRootElement(doc, at);
	for (int i = 0; i < 20000; i++)
		at = xmlNewChild(at, NULL, BAD_CAST "b", NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	g_assert_cmpuint(sg_html_write(out, doc, &(SgHtmlHooks){0}), ==, 0);
	g_assert_true(g_str_has_suffix(out->str, "</b></b></div>\n"));
	/* libxml2 frees a tree without recursion. */
	xmlFreeDoc(doc);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/serialiser/", cases[i].name, NULL);
		g_test_add_data_func(path, &cases[i], check_case);
	}
	g_test_add_func("/serialiser/schemes-as-browsers-read-them", check_urls);
	g_test_add_func("/serialiser/depth-costs-no-stack", check_depth);
	g_test_add_func("/serialiser/keeps-what-it-is-told-to", check_keep);
	return g_test_run();
}
