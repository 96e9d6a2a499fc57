/* SPDX-License-Identifier: MIT */
#include "emit/site/theme.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SHEET(body)                                                                              \
	"<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n" body \
	"\n</xsl:stylesheet>\n"

typedef struct {
	char *dir;
	GPtrArray *files; /* of char *: written by the test */
} Overlay;

static void
set_up(Overlay *overlay, const void *unused)
{
	(void)unused;
	overlay->dir = g_dir_make_tmp("sg-theme-XXXXXX", NULL);
	overlay->files = g_ptr_array_new_with_free_func(g_free);
}

static void
tear_down(Overlay *overlay, const void *unused)
{
	(void)unused;
	for (guint i = 0; i < overlay->files->len; i++)
		(void)g_unlink(overlay->files->pdata[i]);
	(void)g_rmdir(overlay->dir);
	g_ptr_array_unref(overlay->files);
	g_free(overlay->dir);
}

static void
put(Overlay *overlay, const char *name, const char *text)
{
	char *path = g_build_filename(overlay->dir, name, NULL);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_ptr_array_add(overlay->files, path);
}

static SgPage *
missing_page(void)
{
	SgPage *page = sg_page_new(SG_PAGE_MISSING, "404.html");
	sg_page_attr(page, "lang", "en");
	sg_page_attr(page, "title", "A & \"B\" <c>");
	sg_page_leaf(page, "missing", "");
	return page;
}

static char *
render(const SgTheme *theme, GError **error)
{
	g_autoptr(SgPage) page = missing_page();
	GString *out = g_string_new(NULL);
	bool done = sg_theme_render(theme, page, out, error);
	return g_string_free(out, !done);
}

static void
default_theme_renders(Overlay *overlay, const void *unused)
{
	(void)overlay;
	(void)unused;
	g_autoptr(GError) error = NULL;
	g_autoptr(SgTheme) theme = sg_theme_load(NULL, &error);
	g_assert_no_error(error);
	g_autofree char *html = render(theme, &error);
	g_assert_no_error(error);
	g_assert_true(g_str_has_prefix(html, "<!DOCTYPE html>\n<html lang=\"en\""));
	g_assert_nonnull(strstr(html, "Content-Security-Policy"));
	g_assert_nonnull(strstr(html, "<h1>This page does not exist</h1>"));
	g_assert_null(strstr(html, "xmlns"));
	g_assert_true(sg_theme_has_asset(theme, "site.css"));
	g_assert_false(sg_theme_has_asset(theme, "custom.css"));
	g_assert_false(sg_theme_has_asset(theme, "layout.xsl"));
}

/* Renders a page whose site has this title; description is no part of the frame. */
static char *
render_framed(const SgTheme *theme, const char *site, const char *description)
{
	g_autoptr(SgPage) page = sg_page_new(SG_PAGE_MISSING, "404.html");
	sg_page_attr(page, "title", "Lost");
	sg_page_attr(page, "description", description);
	sg_page_begin_frame(page);
	sg_page_open(page, "site");
	sg_page_attr(page, "title", site);
	sg_page_close(page);
	sg_page_end_frame(page);
	sg_page_leaf(page, "missing", "");
	g_autoptr(GString) out = g_string_new(NULL);
	g_assert_true(sg_theme_render(theme, page, out, NULL));
	return g_strdup(out->str);
}

/* A page is the same whatever pages were made before it. */
static void
kept_frames_change_nothing(Overlay *overlay, const void *unused)
{
	(void)overlay;
	(void)unused;
	static const char *const sites[] = {"First & best", "Second"};
	g_autoptr(SgTheme) used = sg_theme_load(NULL, NULL);
	for (int i = 0; i < 6; i++) {
		const char *description = i < 4 ? "one" : "two";
		g_autoptr(SgTheme) fresh = sg_theme_load(NULL, NULL);
		g_autofree char *kept = render_framed(used, sites[i % 2], description);
		g_autofree char *made = render_framed(fresh, sites[i % 2], description);
		g_assert_cmpstr(kept, ==, made);
		g_assert_nonnull(
		    strstr(kept, i % 2 ? "<span>Second</span>" : "<span>First &amp; best</span>"));
	}
}

static void
overlay_replaces_one_template(Overlay *overlay, const void *unused)
{
	(void)unused;
	put(overlay, "layout.xsl",
	    SHEET("<xsl:import href='default:layout.xsl'/>"
		  "<xsl:template name='footer'><footer>Ours</footer></xsl:template>"));
	put(overlay, "custom.css", "h1 { color: red }");
	put(overlay, "site.css", "/* all ours */");
	put(overlay, ".hidden.xsl", "no XML");
	put(overlay, "notes.txt", "left alone");
	g_autoptr(GError) error = NULL;
	g_autoptr(SgTheme) plain = sg_theme_load(NULL, &error);
	g_autoptr(SgTheme) theme = sg_theme_load(overlay->dir, &error);
	g_assert_no_error(error);
	g_autofree char *html = render(theme, &error);
	g_assert_no_error(error);
	g_assert_nonnull(strstr(html, "<footer>Ours</footer>"));
	g_assert_nonnull(strstr(html, "<h1>This page does not exist</h1>"));
	g_assert_true(sg_theme_has_asset(theme, "custom.css"));
	g_assert_cmpuint(sg_theme_n_assets(theme), ==, sg_theme_n_assets(plain) + 1);
	g_assert_cmpstr(sg_theme_digest(theme).hex, !=, sg_theme_digest(plain).hex);
	for (size_t i = 0; i < sg_theme_n_assets(theme); i++) {
		GBytes *bytes;
		if (strcmp(sg_theme_asset(theme, i, &bytes), "site.css") == 0)
			g_assert_cmpuint(g_bytes_get_size(bytes), ==, strlen("/* all ours */"));
	}
}

/* What is wrong with an overlay, and what the message must say of it. */
typedef struct {
	const char *name;
	const char *file;
	const char *text;
	const char *place; /* behind the directory: "/home.xsl:2: " */
	const char *reason;
} Broken;

static const Broken broken[] = {
    {"not-xml", "home.xsl", "<a>\n<b>\n</a>", "/home.xsl:3: ", "mismatch"},
    {"an-entity-of-html", "home.xsl", SHEET("<xsl:template match='/'>&nbsp;</xsl:template>"),
     "/home.xsl:2: ", "nbsp"},
    {"an-unknown-element-at-the-top", "home.xsl", SHEET("<xsl:fro/>"), "/home.xsl:2: ", "fro"},
    {"an-unknown-instruction", "home.xsl",
     SHEET("<xsl:template match='/'>\n<xsl:fro/></xsl:template>"), "/home.xsl:3: ", "fro"},
    {"a-bad-path", "words.xsl",
     SHEET("<xsl:template match='x'>\n<xsl:value-of select='a['/></xsl:template>"),
     "/words.xsl:3: ", "a["},
    {"an-import-of-nothing", "entity.xsl", SHEET("<xsl:import href='nowhere.xsl'/>"),
     "/entity.xsl:2: ", "nowhere.xsl"},
    {"an-import-from-outside", "entity.xsl", SHEET("<xsl:import href='/etc/passwd'/>"),
     "/entity.xsl:2: ", "passwd"},
    {"an-import-from-the-network", "entity.xsl",
     SHEET("<xsl:import href='http://127.0.0.1/a.xsl'/>"), "/entity.xsl:2: ", "127.0.0.1"},
    {"an-import-of-itself", "entity.xsl", SHEET("<xsl:import href='entity.xsl'/>"),
     "/entity.xsl:2: ", "recursion"},
};

static void
broken_theme_names_its_place(Overlay *overlay, const void *data)
{
	const Broken *b = data;
	put(overlay, b->file, b->text);
	g_autoptr(GError) error = NULL;
	g_autoptr(SgTheme) theme = sg_theme_load(overlay->dir, &error);
	g_assert_null(theme);
	g_assert_error(error, SG_ERROR, SG_ERROR_THEME);
	g_autofree char *place = g_strconcat(overlay->dir, b->place, NULL);
	g_test_message("%s", error->message);
	g_assert_true(g_str_has_prefix(error->message, place));
	g_assert_nonnull(strstr(error->message, b->reason));
}

/* What goes wrong only when a page is rendered. */
static const Broken failing[] = {
    {"a-template-that-is-missing", "missing.xsl",
     SHEET("<xsl:template match='/'><xsl:call-template name='none'/></xsl:template>"), "", "none"},
    {"a-message-that-ends-it", "missing.xsl",
     SHEET("<xsl:template match='/'><xsl:message "
	   "terminate='yes'>enough</xsl:message></xsl:template>"),
     "", "enough"},
    {"an-element-that-no-page-has", "missing.xsl",
     SHEET("<xsl:template match='/'><html><iframe/></html></xsl:template>"), "", "404.html"},
    {"a-handler", "missing.xsl",
     SHEET("<xsl:template match='/'><html onload='x()'/></xsl:template>"), "", "404.html"},
    {"endless-templates", "missing.xsl",
     SHEET("<xsl:template match='/' name='a'><xsl:call-template name='a'/></xsl:template>"), "",
     ""},
};

static void
failing_theme_fails_the_page(Overlay *overlay, const void *data)
{
	const Broken *b = data;
	put(overlay, b->file, b->text);
	g_autoptr(GError) error = NULL;
	g_autoptr(SgTheme) theme = sg_theme_load(overlay->dir, &error);
	g_assert_no_error(error);
	g_autofree char *html = render(theme, &error);
	g_assert_null(html);
	g_assert_error(error, SG_ERROR, SG_ERROR_THEME);
	g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, b->reason));
}

/* Neither document() nor an extension of libxslt reaches a file. */
static void
theme_reaches_no_file(Overlay *overlay, const void *unused)
{
	(void)unused;
	g_autofree char *target = g_build_filename(overlay->dir, "written", NULL);
	g_autofree char *sheet =
	    g_strdup_printf(SHEET("<xsl:template match='/'><html><xsl:copy-of "
				  "select=\"document('file:///etc/passwd')\"/>"
				  "<xsl:copy-of select=\"document('layout.xsl')\"/>"
				  "<e:document xmlns:e='http://exslt.org/common' href='%s' "
				  "extension-element-prefixes='e'>x"
				  "</e:document></html></xsl:template>"),
			    target);
	put(overlay, "missing.xsl", sheet);
	g_autoptr(GError) error = NULL;
	g_autoptr(SgTheme) theme = sg_theme_load(overlay->dir, &error);
	g_autofree char *html = theme ? render(theme, &error) : NULL;
	g_assert_true(!html || (!strstr(html, "root:") && !strstr(html, "skip")));
	g_assert_false(g_file_test(target, G_FILE_TEST_EXISTS));
}

static void
folder_must_be_there(Overlay *overlay, const void *unused)
{
	(void)unused;
	g_autofree char *dir = g_build_filename(overlay->dir, "none", NULL);
	g_autoptr(GError) error = NULL;
	g_assert_null(sg_theme_load(dir, &error));
	g_assert_error(error, SG_ERROR, SG_ERROR_THEME);
	g_assert_true(g_str_has_prefix(error->message, dir));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/theme/default-renders", Overlay, NULL, set_up, default_theme_renders,
		   tear_down);
	g_test_add("/theme/overlay-replaces-one-template", Overlay, NULL, set_up,
		   overlay_replaces_one_template, tear_down);
	g_test_add("/theme/kept-frames-change-nothing", Overlay, NULL, set_up,
		   kept_frames_change_nothing, tear_down);
	g_test_add("/theme/reaches-no-file", Overlay, NULL, set_up, theme_reaches_no_file,
		   tear_down);
	g_test_add("/theme/folder-must-be-there", Overlay, NULL, set_up, folder_must_be_there,
		   tear_down);
	for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
		g_autofree char *path =
		    g_strconcat("/theme/names-the-place-of/", broken[i].name, NULL);
		g_test_add(path, Overlay, &broken[i], set_up, broken_theme_names_its_place,
			   tear_down);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(failing); i++) {
		g_autofree char *path =
		    g_strconcat("/theme/fails-the-page-for/", failing[i].name, NULL);
		g_test_add(path, Overlay, &failing[i], set_up, failing_theme_fails_the_page,
			   tear_down);
	}
	int status = g_test_run();
	sg_theme_teardown();
	return status;
}
