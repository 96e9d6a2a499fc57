/* SPDX-License-Identifier: MIT */
#include "emit/site/theme.h"

#include <glib/gstdio.h>
#include <string.h>

/* Each instruction in forms that are done without libxslt and in forms that are not. */
typedef struct {
	const char *name;
	const char *body; /* of the template of
			     <missing a="x &amp; y" kind="b"><b n="1">one</b>t<b n="2">two</b>
			     <c>n<d>e</d>sted</c></missing> */
	const char *html;
} Row;

static const Row rows[] = {
    {"an-attribute", "<p><xsl:value-of select='@a'/></p>", "<p>x &amp; y</p>"},
    {"an-attribute-that-is-not-there", "<p><xsl:value-of select='@b'/></p>", "<p></p>"},
    {"the-first-child-of-a-name", "<p><xsl:value-of select=' b '/></p>", "<p>one</p>"},
    {"a-child-that-is-not-there", "<p><xsl:value-of select='e'/></p>", "<p></p>"},
    {"a-child-with-elements", "<p><xsl:value-of select='c'/></p>", "<p>nested</p>"},
    {"the-node-itself", "<p><xsl:value-of select='.'/></p>", "<p>onettwonested</p>"},
    {"the-node-itself-that-is-text",
     "<xsl:for-each select='c/text()'><p><xsl:value-of select='.'/></p></xsl:for-each>",
     "<p>n</p>\n<p>sted</p>"},
    {"a-path", "<p><xsl:value-of select='c/d'/></p>", "<p>e</p>"},
    {"texts-side-by-side",
     "<p>1<xsl:value-of select='@kind'/><xsl:value-of select='b'/><xsl:text>2</xsl:text>"
     "<xsl:value-of select='c/d'/><xsl:value-of select='@kind'/></p>",
     "<p>1bone2eb</p>"},
    {"values-of-attributes", "<p class='k-{@kind} {@b}-{@a}' id='{ @kind }' title='{{@a}}'/>",
     "<p class=\"k-b -x &amp; y\" id=\"b\" title=\"{@a}\"></p>"},
    {"values-that-are-expressions", "<p id='{count(b)}' class='{b}{@kind}{c/d}' lang=''/>",
     "<p id=\"2\" class=\"onebe\" lang=\"\"></p>"},
    {"many-pieces", "<p id='1{@kind}2{@kind}3{@kind}'/>", "<p id=\"1b2b3b\"></p>"},
    {"an-attribute-replaced",
     "<p class='old {@kind}' id='1'><xsl:attribute name='class'>new</xsl:attribute></p>",
     "<p class=\"new\" id=\"1\"></p>"},
    {"an-attribute-of-an-attribute",
     "<xsl:for-each select='@kind'><p id='{@a}{.}'><xsl:if "
     "test='@a'>no</xsl:if></p></xsl:for-each>",
     "<p id=\"b\"></p>"},
    {"if-there", "<p><xsl:if test='@a'>1</xsl:if><xsl:if test='@b'>2</xsl:if></p>", "<p>1</p>"},
    {"if-a-child", "<p><xsl:if test='c'>1</xsl:if><xsl:if test='d'>2</xsl:if></p>", "<p>1</p>"},
    {"if-not", "<p><xsl:if test='not( @a )'>1</xsl:if><xsl:if test='not(d)'>2</xsl:if></p>",
     "<p>2</p>"},
    {"if-equal",
     "<p><xsl:if test='@kind = \"b\"'>1</xsl:if><xsl:if test=\"@kind='c'\">2</xsl:if>"
     "<xsl:if test=\"@b=''\">3</xsl:if></p>",
     "<p>1</p>"},
    {"if-all-or-any",
     "<p><xsl:if test=\"@kind='b' and b and not(@b)\">1</xsl:if>"
     "<xsl:if test=\"@kind='c' or @b or not(c)\">2</xsl:if><xsl:if test='@b or c'>3</xsl:if>"
     "<xsl:if test='@a and @b'>4</xsl:if><xsl:if test='@b and @b or @a'>5</xsl:if></p>",
     "<p>135</p>"},
    {"if-more-than-that",
     "<p><xsl:if test=\"@kind='b' and @b\">1</xsl:if><xsl:if test='not(@a) or c'>2</xsl:if>"
     "<xsl:if test=\"not(@kind='c')\">3</xsl:if><xsl:if test=\"b='two'\">4</xsl:if>"
     "<xsl:if test='b[@n=2]'>5</xsl:if><xsl:if test=\"@kind!='b'\">6</xsl:if></p>",
     "<p>2345</p>"},
    {"if-different",
     "<p><xsl:if test=\"@kind != 'c'\">1</xsl:if><xsl:if test=\"@kind!='b'\">2</xsl:if>"
     "<xsl:if test=\"@b!='c'\">3</xsl:if><xsl:if test=\"not( @kind!='b' )\">4</xsl:if>"
     "<xsl:if test=\"not(@b='c')\">5</xsl:if><xsl:if test=\"not(@kind='b') or @b!='x'\">6"
     "</xsl:if></p>",
     "<p>145</p>"},
    {"if-it-holds-anything",
     "<p><xsl:if test='node()'>1</xsl:if><xsl:for-each select='c'><xsl:if test='not(node())'>2"
     "</xsl:if></xsl:for-each><xsl:for-each select='c/text()'><xsl:if test='not( node() )'>3"
     "</xsl:if></xsl:for-each><xsl:for-each select='@a'><xsl:if test='node()'>4</xsl:if>"
     "</xsl:for-each></p>",
     "<p>133</p>"},
    {"choose-the-first",
     "<p><xsl:choose><xsl:when test='@b'>1</xsl:when><xsl:when test='@a'>2</xsl:when>"
     "<xsl:otherwise>3</xsl:otherwise></xsl:choose></p>",
     "<p>2</p>"},
    {"choose-the-last",
     "<p><xsl:choose><xsl:when test='@b'>1</xsl:when><xsl:when test=\"@kind='c'\">2</xsl:when>"
     "<xsl:otherwise>3</xsl:otherwise></xsl:choose></p>",
     "<p>3</p>"},
    {"choose-nothing", "<p><xsl:choose><xsl:when test='@b'>1</xsl:when></xsl:choose></p>",
     "<p></p>"},
    {"choose-by-an-expression",
     "<p><xsl:choose><xsl:when test='@b'>1</xsl:when><xsl:when test='count(b) = 2'>2</xsl:when>"
     "<xsl:otherwise>3</xsl:otherwise></xsl:choose></p>",
     "<p>2</p>"},
    {"for-each",
     "<xsl:for-each select='b'><p><xsl:value-of select='position()'/>/<xsl:value-of "
     "select='last()'/></p></xsl:for-each><xsl:for-each select='d'><p/></xsl:for-each>",
     "<p>1/2</p>\n<p>2/2</p>"},
    {"apply-templates",
     "<p><xsl:apply-templates select='b' mode='t'/><xsl:apply-templates select='d' mode='t'/>"
     "<xsl:apply-templates select='@kind' mode='t'/></p>",
     "<p><b>1one</b><b>2two</b>b</p>"},
    {"apply-templates-to-all",
     "<p><xsl:apply-templates mode='all'/><xsl:apply-templates select='b' mode='all'/></p>",
     "<p>b1of4<i>t2of4</i>b3of4c4of4b1of2b2of2</p>"},
    {"apply-templates-without-a-template", "<p><xsl:apply-templates mode='none'/></p>",
     "<p>onettwonested</p>"},
    {"apply-templates-told-by-more-than-a-name",
     "<p><xsl:apply-templates mode='q'/><xsl:apply-templates select='b' mode='q'/></p>",
     "<p>bt2*ncdstedb2</p>"},
    {"call-template",
     "<p><xsl:call-template name='kind'/><xsl:for-each select='b'><xsl:call-template "
     "name='kind'/></xsl:for-each><xsl:call-template name='kind'/></p>",
     "<p>b?1?2b</p>"},
    {"apply-templates-in-the-mode-of-none",
     "<p><xsl:apply-templates select='c' mode='t'/><xsl:apply-templates select='c'/></p>",
     "<p>nested[nested]</p>"},
    {"apply-templates-in-an-order",
     "<p><xsl:apply-templates select='b' mode='t'><xsl:sort select='@n' "
     "order='descending'/></xsl:apply-templates></p>",
     "<p><b>2two</b><b>1one</b></p>"},
    {"for-each-in-an-order",
     "<p><xsl:for-each select='b'><xsl:sort select='@n' order='descending'/><xsl:value-of "
     "select='@n'/></xsl:for-each></p>",
     "<p>21</p>"},
    {"what-is-current-within",
     "<p><xsl:for-each select='c'><xsl:for-each select='d'><xsl:value-of select='.'/>"
     "</xsl:for-each><xsl:value-of select='d'/><xsl:value-of select='name(current())'/>"
     "</xsl:for-each><xsl:value-of select='@kind'/></p>",
     "<p>eecb</p>"},
    {"copies",
     "<xsl:for-each select='b'><p><xsl:copy><xsl:copy-of select='@*'/><i/></xsl:copy></p>"
     "</xsl:for-each><p><xsl:for-each select='@kind'><xsl:copy/></xsl:for-each></p>",
     "<p><b n=\"1\"><i></i></b></p>\n<p><b n=\"2\"><i></i></b></p>\n<p kind=\"b\"></p>"},
    {"copies-of-attributes",
     "<p class='a'><xsl:copy-of select='@kind'/><xsl:copy-of select='@b'/></p>"
     "<xsl:for-each select='b'><p n='0'><xsl:copy-of select='@*'/></p></xsl:for-each>",
     "<p class=\"a\" kind=\"b\"></p>\n<p n=\"1\"></p>\n<p n=\"2\"></p>"},
    {"copies-of-children", "<p><xsl:copy-of select='b'/></p>",
     "<p><b n=\"1\">one</b><b n=\"2\">two</b></p>"},
    {"variables-within-elements",
     "<p><xsl:variable name='v' select='@a'/><b><xsl:value-of select='$v'/></b></p>"
     "<p><xsl:variable name='v'><i><xsl:value-of select='@kind'/></i></xsl:variable>"
     "<xsl:copy-of select='$v'/><xsl:value-of select='$v'/></p>",
     "<p><b>x &amp; y</b></p>\n<p><i>b</i>b</p>"},
    {"text-of-an-attribute",
     "<p><xsl:attribute name='id'>1<xsl:value-of select='@kind'/><xsl:value-of select='b'/>"
     "</xsl:attribute></p>",
     "<p id=\"1bone\"></p>"},
    {"templates-with-parameters",
     "<p><xsl:call-template name='say'><xsl:with-param name='w'><b><xsl:value-of "
     "select='@kind'/></b></xsl:with-param></xsl:call-template></p>",
     "<p><i>b<b>b</b></i></p>"},
};

static const char sheet_front[] =
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
    "xmlns:own='urn:own'><xsl:template match='b' mode='t'><b><xsl:value-of select='@n'/>"
    "<xsl:value-of select='.'/></b></xsl:template>"
    "<xsl:template match='missing/*' mode='all'><xsl:value-of select='name()'/><xsl:call-template "
    "name='place'/></xsl:template><xsl:template match='missing/text()' mode='all'>"
    "<i>t<xsl:call-template name='place'/></i></xsl:template>"
    "<xsl:template name='place'><xsl:value-of select='position()'/>of<xsl:value-of "
    "select='last()'/></xsl:template><xsl:template "
    "match='c'>[<xsl:apply-templates/>]</xsl:template>"
    "<xsl:template match='*' mode='q'>*<xsl:apply-templates mode='q'/></xsl:template>"
    "<xsl:template match='b' mode='q'>b</xsl:template>"
    "<xsl:template match='b[@n=&quot;2&quot; or e|f]' mode='q'>2</xsl:template>"
    "<xsl:template match='e[&quot;]|d&quot;] | c/d' mode='q'>cd</xsl:template>"
    "<xsl:template name='kind'><xsl:choose><xsl:when test='@kind'><xsl:value-of "
    "select='@kind'/></xsl:when><xsl:otherwise>?<xsl:value-of "
    "select='@n'/></xsl:otherwise></xsl:choose></xsl:template>"
    "<xsl:template name='say'><xsl:param name='w'/><i><xsl:value-of select='$w'/>"
    "<xsl:copy-of select='$w'/></i></xsl:template>"
    "<xsl:template match='page'><html><xsl:apply-templates select='missing'/></html>"
    "</xsl:template><xsl:template match='missing'>";
static const char sheet_back[] = "</xsl:template></xsl:stylesheet>";

static void
add_leaf(SgPage *page, const char *element, const char *number, const char *text)
{
	sg_page_open(page, element);
	sg_page_attr(page, "n", number);
	sg_page_text(page, text, -1);
	sg_page_close(page);
}

static SgPage *
make_page(void)
{
	SgPage *page = sg_page_new(SG_PAGE_MISSING, "404.html");
	sg_page_open(page, "missing");
	sg_page_attr(page, "a", "x & y");
	sg_page_attr(page, "kind", "b");
	add_leaf(page, "b", "1", "one");
	sg_page_text(page, "t", -1);
	add_leaf(page, "b", "2", "two");
	sg_page_open(page, "c");
	sg_page_text(page, "n", -1);
	sg_page_leaf(page, "d", "e");
	sg_page_text(page, "sted", -1);
	sg_page_close(page);
	sg_page_close(page);
	return page;
}

/* As XSLT has it, plain or not. */
static void
does_as_xslt_has_it(const void *data)
{
	const Row *row = data;
	g_autoptr(GError) error = NULL;
	g_autofree char *dir = g_dir_make_tmp("sg-instructions-XXXXXX", &error);
	g_assert_no_error(error);
	g_autofree char *path = g_build_filename(dir, "missing.xsl", NULL);
	g_autofree char *text = g_strconcat(sheet_front, row->body, sheet_back, NULL);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_autoptr(SgTheme) theme = sg_theme_load(dir, &error);
	g_assert_no_error(error);
	g_autoptr(GString) html = g_string_new(NULL);
	for (int i = 0; i < 2; i++) {
		g_autoptr(SgPage) page = make_page();
		g_string_truncate(html, 0);
		g_assert_true(sg_theme_render(theme, page, html, &error));
		g_assert_no_error(error);
		g_autofree char *whole =
		    g_strconcat("<!DOCTYPE html>\n<html>", *row->html == '<' ? "\n" : "", row->html,
				"</html>\n", NULL);
		g_assert_cmpstr(html->str, ==, whole);
	}
	(void)g_unlink(path);
	(void)g_rmdir(dir);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strconcat("/instructions/", rows[i].name, NULL);
		g_test_add_data_func(path, &rows[i], does_as_xslt_has_it);
	}
	int status = g_test_run();
	sg_theme_teardown();
	return status;
}
