/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include "base/digest.h"

#include <glib/gstdio.h>
#include <string.h>

#define SVG         "<svg xmlns=\"http://www.w3.org/2000/svg\">"
#define FIFTY       "01234567890123456789012345678901234567890123456789"
#define HUNDRED     FIFTY FIFTY
#define BYTES(text) text, sizeof(text) - 1

/* A file of that content, shown as ![](name): what it is taken for, or why it is not shown. */
static const struct {
	const char *fact, *name, *bytes;
	size_t length;
	const char *picture; /* NULL: not shown */
	const char *why;     /* a part of the reason */
} cases[] = {
    {"png", "a.png", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "png", NULL},
    {"jpeg", "a.JPG", BYTES("\xff\xd8\xff\xe0\0\x10JFIF"), "jpg", NULL},
    {"gif", "a.gif", BYTES("GIF89a\1\0\1\0"), "gif", NULL},
    {"old-gif", "a.gif", BYTES("GIF87a\1\0\1\0"), "gif", NULL},
    {"webp", "a.webp", BYTES("RIFF\x24\0\0\0WEBPVP8 "), "webp", NULL},
    {"avif", "a.avif",
     BYTES("\0\0\0\x20"
	   "ftypavif\0\0\0\0"),
     "avif", NULL},
    {"svg", "a.svg", BYTES(SVG "</svg>"), "svg", NULL},
    {"svg-behind-its-prolog", "a.svg",
     BYTES("\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- <p> -->\n<!DOCTYPE svg>\n" SVG "</svg>"),
     "svg", NULL},
    {"content-decides", "a.png", BYTES("GIF89a\1\0\1\0"), "gif", NULL},
    {"words-that-begin-with-on", "a.svg", BYTES(SVG "<text class=\"on one\">on=off</text></svg>"),
     "svg", NULL},
    {"empty", "a.png", BYTES(""), NULL, "none of a picture"},
    {"cut-magic", "a.png", BYTES("\x89PNG"), NULL, "none of a picture"},
    {"sound-in-a-riff", "a.webp", BYTES("RIFF\x24\0\0\0WAVEfmt "), NULL, "none of a picture"},
    {"film-in-a-container", "a.avif",
     BYTES("\0\0\0\x20"
	   "ftypisom\0\0\0\0"),
     NULL, "none of a picture"},
    {"html", "a.svg", BYTES("<html><svg></svg></html>"), NULL, "none of a picture"},
    {"not-utf-8", "a.svg", BYTES(SVG "\xff</svg>"), NULL, "none of a picture"},
    {"script", "a.svg", BYTES(SVG "<script>x()</script></svg>"), NULL, "scripts"},
    {"script-by-prefix", "a.svg", BYTES(SVG "<s:SCRIPT>x()</s:SCRIPT></svg>"), NULL, "scripts"},
    {"handler", "a.svg", BYTES("<svg onload = 'x()'/>"), NULL, "scripts"},
    {"handler-behind-a-quote", "a.svg", BYTES("<svg id=\"a\"onclick=\"x()\"/>"), NULL, "scripts"},
    {"script-in-a-link", "a.svg", BYTES(SVG "<a href=\"JavaScript:x()\"/></svg>"), NULL, "scripts"},
    {"html-inside", "a.svg", BYTES(SVG "<foreignObject/></svg>"), NULL, "scripts"},
    {"entities", "a.svg", BYTES("<!DOCTYPE svg [<!ENTITY a \"b\">]>" SVG "&a;</svg>"), NULL, ""},
    {"over-the-limit", "a.png", BYTES("\x89PNG\r\n\x1a\n" HUNDRED HUNDRED), NULL, "size limit"},
};

static SgFacts *
facts_of(const char *text)
{
	g_autoptr(SgFactsBuilder) builder = sg_facts_builder_new(read_as("docs/a.md", text));
	g_autoptr(GBytes) bytes = sg_facts_builder_freeze(builder);
	SgFacts *facts = sg_facts_load(bytes, NULL);
	g_assert_nonnull(facts);
	return facts;
}

static void
test_case(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autofree char *made = g_dir_make_tmp("skillgraph-picture-XXXXXX", NULL);
	char *folder = realpath(made, NULL);
	g_autofree char *file = g_build_filename(folder, cases[i].name, NULL);
	g_assert_true(g_file_set_contents(file, cases[i].bytes, (gssize)cases[i].length, NULL));
	g_autofree char *text = g_strdup_printf("# Bees\n\n![hive](./%s)\n", cases[i].name);
	g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func((GDestroyNotify)sg_facts_free);
	g_ptr_array_add(facts, facts_of(text));
	g_autoptr(SgListing) listing = sg_listing_new();
	sg_listing_add(listing, (SgFound){.path = g_strconcat("docs/", cases[i].name, NULL),
					  .file = g_strdup(file),
					  .kind = SG_FOUND_OTHER});
	sg_listing_seal(listing);
	SgConfig limits = {.max_image_bytes = 200};
	sg_pictures_read(listing, facts, &limits);
	const SgFound *found = sg_listing_get(listing, 0);
	g_assert_cmpint(found->digest != NULL, ==, cases[i].picture != NULL);
	if (cases[i].picture != NULL) {
		g_autofree char *digest = sg_digest_strong(cases[i].bytes, cases[i].length);
		g_assert_cmpstr(found->digest, ==, digest);
		g_assert_cmpstr(sg_picture_name(found->picture), ==, cases[i].picture);
	} else {
		g_assert_nonnull(strstr(found->detail, cases[i].why));
	}
	g_remove(file);
	g_rmdir(folder);
	free(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/picture/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	int status = g_test_run();
	reading_done();
	return status;
}
