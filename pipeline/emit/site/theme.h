/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/emitter.h"
#include "emit/site/page.h"

/* The theme behind one door: libxslt. A theme is a flat folder with a stylesheet for each kind of
 * page (theme/README.md) and the files that pages load. An overlay is a folder of the same kind:
 * its file stands for the default's of the same name; a stylesheet in it gets at the one that it
 * stands for by <xsl:import href="default:NAME"/>. No stylesheet reads or writes a file, or the
 * network. */

/* Compiles all stylesheets; before the workers are forked. overlay may be NULL. Error:
 * SG_ERROR_THEME "path:line: message". */
SgTheme *sg_theme_load(const char *overlay, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sg_theme_free(SgTheme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgTheme, sg_theme_free)

/* Of all files of the theme, names and bytes. */
SgDigest sg_theme_digest(const SgTheme *theme);

/* Appends the page as HTML. Error: SG_ERROR_THEME, also when the stylesheet makes what no page may
 * have (see html.h). */
bool sg_theme_render(const SgTheme *theme, SgPage *page, GString *out, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The files that pages load, sorted by name: style sheets, scripts, pictures, fonts. */
size_t sg_theme_n_assets(const SgTheme *theme);
const char *sg_theme_asset(const SgTheme *theme, size_t i, GBytes **bytes); /* borrowed */
bool sg_theme_has_asset(const SgTheme *theme, const char *name);

/* Frees what libxslt and libxml2 keep for the process; for leak checkers, from main only. */
void sg_theme_teardown(void);
