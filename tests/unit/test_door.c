/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BYTES(literal) literal, sizeof(literal) - 1

/* What comes in, the text that must come out, and what must be said of it. */
static const struct {
	const char *fact;
	const char *bytes;
	size_t length;
	const char *text;
	const char *diags;
} texts[] = {
    {"plain-text-passes", BYTES("a\tb\nc\n"), "a\tb\nc\n", ""},
    {"byte-order-mark-is-dropped", BYTES("\xef\xbb\xbf# h\n"), "# h\n", ""},
    {"byte-order-mark-shifts-no-column",
     BYTES("\xef\xbb\xbf"
	   "a\x01"),
     "a\xef\xbf\xbd", "control-character@1:2"},
    {"invalid-bytes-are-replaced-and-counted", BYTES("---\nname: a\n---\nx\xff\xfe\xc3(\n"),
     "---\nname: a\n---\nx\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd(\n", "invalid-utf8@4:2"},
    {"column-counts-characters", BYTES("\xc3\xa9\xc3\xa9\xff"), "\xc3\xa9\xc3\xa9\xef\xbf\xbd",
     "invalid-utf8@1:3"},
    {"overlong-form-is-invalid",
     BYTES("a\xc0\xaf"
	   "b"),
     "a\xef\xbf\xbd\xef\xbf\xbd"
     "b",
     "invalid-utf8@1:2"},
    {"surrogate-is-invalid", BYTES("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
     "invalid-utf8@1:1"},
    {"beyond-unicode-is-invalid", BYTES("\xf4\x90\x80\x80"),
     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", "invalid-utf8@1:1"},
    {"noncharacter-is-replaced", BYTES("a\xef\xbf\xbe"), "a\xef\xbf\xbd", "control-character@1:2"},
    {"cut-character-at-the-end", BYTES("a\xf0\x9f\x98"), "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
     "invalid-utf8@1:2"},
    {"nul-does-not-cut-the-text", BYTES("a\0b\n"),
     "a\xef\xbf\xbd"
     "b\n",
     "nul-byte@1:2"},
    {"controls-are-replaced", BYTES("a\x01\x08\x0b\x1b[31mz\x7f\n"),
     "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd[31mz\xef\xbf\xbd\n",
     "control-character@1:2"},
    {"crlf-becomes-lf", BYTES("a\r\nb\r\n"), "a\nb\n", ""},
    {"lone-cr-becomes-lf", BYTES("a\rb\rc"), "a\nb\nc", "lone-cr@1:2"},
    {"mixed-line-ends", BYTES("a\r\nb\rc\n"), "a\nb\nc\n", "lone-cr@2:2"},
    {"cr-before-crlf", BYTES("a\r\r\nb"), "a\n\nb", "lone-cr@1:2"},
    {"little-endian-utf16",
     BYTES("\xff\xfe"
	   "a\0\xe9\0\x3d\xd8\x00\xde"),
     "a\xc3\xa9\xf0\x9f\x98\x80", "utf16@1:1"},
    {"big-endian-utf16", BYTES("\xfe\xff\0a\0\n\0b"), "a\nb", "utf16@1:1"},
    {"lone-surrogate-in-utf16",
     BYTES("\xff\xfe\x3d\xd8"
	   "a\0"),
     "\xef\xbf\xbd"
     "a",
     "utf16@1:1 invalid-utf8@1:1"},
    {"odd-byte-of-utf16",
     BYTES("\xff\xfe"
	   "a\0b"),
     "a\xef\xbf\xbd", "utf16@1:1 invalid-utf8@1:2"},
    {"bidi-control-is-kept-and-told", BYTES("ab\xe2\x80\xae-\xe2\x80\xac"),
     "ab\xe2\x80\xae-\xe2\x80\xac", "bidi-control@1:3"},
    {"line-separator-is-kept",
     BYTES("a\xe2\x80\xa8"
	   "b"),
     "a\xe2\x80\xa8"
     "b",
     ""},
    {"empty-file", BYTES(""), "", "empty-document@0:0"},
    {"white-space-only", BYTES(" \n\t\n"), " \n\t\n", "empty-document@1:1"},
};

static bool
is_of_the_door(const char *diag)
{
	return !g_str_has_prefix(diag, "name-missing");
}

static char *
door_diags(const SgDocument *doc)
{
	g_autofree char *all = diags_of(doc);
	g_auto(GStrv) each = g_strsplit(all, " ", -1);
	GString *out = g_string_new(NULL);
	for (char **diag = each; *diag; diag++) {
		if (is_of_the_door(*diag))
			g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", *diag);
	}
	return g_string_free(out, FALSE);
}

static void
test_text(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(SgDocument) doc = read_bytes_as("x.md", texts[i].bytes, texts[i].length);
	size_t length = 0;
	const char *text = sg_document_text(doc, &length);
	g_assert_cmpmem(text, length, texts[i].text, strlen(texts[i].text));
	g_autofree char *diags = door_diags(doc);
	g_assert_cmpstr(diags, ==, texts[i].diags);
}

static void
test_line_ends_do_not_move_lines(void)
{
	static const char *const same[] = {"# A\n\nb\n- c\n", "# A\r\n\r\nb\r\n- c\r\n",
					   "# A\r\rb\r- c\r"};
	g_autofree char *first = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		g_autoptr(SgDocument) doc = read_as("x.md", same[i]);
		char *tree = tree_of(doc);
		if (i > 0)
			g_assert_cmpstr(tree, ==, first);
		g_free(first);
		first = tree;
	}
	g_assert_nonnull(strstr(first, "list@4"));
}

static void
test_fault_is_counted(void)
{
	g_autoptr(SgDocument) doc = read_bytes_as("x.md", BYTES("\xff\xff\xff"));
	g_assert_cmpstr(sg_diags_get(doc->diags, 0)->detail, ==, "0xff (+2 more)");
}

static void
test_binary_is_told_once(void)
{
	static const char bytes[] = "PK\x03\x04\xff\x01\r\0\0\0\0\0\0\0\0\xe2\x80\xae";
	g_autoptr(SgDocument) doc = read_bytes_as("x.md", bytes, sizeof bytes - 1);
	g_autofree char *diags = door_diags(doc);
	g_assert_cmpstr(diags, ==, "nul-byte@2:1");
	g_assert_cmpstr(sg_diags_get(doc->diags, 0)->detail, ==, "11 of 18 bytes: not a text file");
}

/* Nothing can be said of the text of a file that was not read. */
static void
test_unread_file_has_one_complaint(void)
{
	SgSource source = {.file = (char *)"x.md", .path = (char *)"x.md", .slug = (char *)"x"};
	g_autoptr(SgDocument) doc = sg_read_missing(&source, SG_DIAG_UNREADABLE, "because");
	g_autofree char *diags = diags_of(doc);
	g_assert_cmpstr(diags, ==, "unreadable@0:0");
}

static void
test_long_line_is_plain_text(void)
{
	int64_t limit = reading_config->max_line_bytes;
	reading_config->max_line_bytes = 40;
	g_autoptr(SgDocument) doc =
	    read_as("x.md", "# A\n\nA line of *more* than forty bytes, really it is.\n");
	reading_config->max_line_bytes = limit;
	g_assert_cmpint(sg_diags_get(doc->diags, 0)->tag, ==, SG_DIAG_LINE_LENGTH);
	g_assert_cmpuint(sg_diags_get(doc->diags, 0)->line, ==, 3);
	g_assert_cmpuint(doc->nodes->len, ==, 2);
	g_assert_cmpint(nodes_of(doc)[1].kind, ==, SG_NODE_CODE);
	size_t length = 0;
	const char *text = sg_document_text(doc, &length);
	g_assert_cmpstr(sg_document_str(doc, nodes_of(doc)[1].text), ==, text);
}

static char *
temporary(const char *name)
{
	g_autofree char *dir = g_dir_make_tmp("skillgraph-door-XXXXXX", NULL);
	g_assert_nonnull(dir);
	return g_build_filename(dir, name, NULL);
}

static void
discard(const char *path)
{
	g_autofree char *dir = g_path_get_dirname(path);
	g_unlink(path);
	g_rmdir(dir);
}

static void
refuses(const char *path, SgDiagTag expected)
{
	SgSource source = {.file = (char *)path, .path = (char *)"x", .slug = (char *)"x"};
	SgDiagTag tag = SG_N_DIAGS;
	g_autofree char *detail = NULL;
	GBytes *bytes = sg_read_bytes(&source, reading_config, &tag, &detail);
	g_assert_null(bytes);
	g_assert_cmpstr(sg_diag_rule(tag)->name, ==, sg_diag_rule(expected)->name);
}

static void
test_bytes_as_they_are(void)
{
	g_autofree char *path = temporary("x.md");
	g_assert_true(g_file_set_contents(path, "a\0b", 3, NULL));
	SgSource source = {.file = path, .path = path, .slug = path};
	SgDiagTag tag;
	char *detail = NULL;
	g_autoptr(GBytes) bytes = sg_read_bytes(&source, reading_config, &tag, &detail);
	g_assert_nonnull(bytes);
	g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "a\0b", 3);
	discard(path);
}

static void
test_missing_file(void)
{
	g_autofree char *path = temporary("x.md");
	refuses(path, SG_DIAG_UNREADABLE);
	discard(path);
}

static void
test_size_is_judged_before_reading(void)
{
	g_autofree char *path = temporary("x.md");
	int fd = open(path, O_CREAT | O_WRONLY, 0600);
	g_assert_cmpint(ftruncate(fd, (off_t)reading_config->max_file_bytes + 1), ==, 0);
	close(fd);
	refuses(path, SG_DIAG_FILE_SIZE);
	discard(path);
}

static void
test_pipe_is_never_waited_for(void)
{
	g_autofree char *path = temporary("x.md");
	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
	refuses(path, SG_DIAG_NOT_A_FILE);
	discard(path);
	refuses("/dev/zero", SG_DIAG_NOT_A_FILE);
}

static void
test_link_is_not_followed(void)
{
	g_autofree char *path = temporary("x.md");
	g_assert_cmpint(symlink("/etc/hostname", path), ==, 0);
	refuses(path, SG_DIAG_UNREADABLE);
	discard(path);
}

static void
test_missing_document(void)
{
	SgSource source = {.file = (char *)"f", .path = (char *)"a/b.md", .slug = (char *)"a-b"};
	g_autoptr(SgDocument) doc =
	    sg_read_missing(&source, SG_DIAG_UNREADABLE, "Permission denied");
	g_assert_cmpuint(sg_document_check(doc, NULL), ==, 0);
	g_assert_true(has_diag(doc, SG_DIAG_UNREADABLE));
	g_assert_cmpstr(sg_document_str(doc, doc->record.title), ==, "B");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	reading_init();
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *path = g_strconcat("/door/", texts[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_text);
	}
	g_test_add_func("/door/line-ends-do-not-move-lines", test_line_ends_do_not_move_lines);
	g_test_add_func("/door/fault-is-counted", test_fault_is_counted);
	g_test_add_func("/door/binary-is-told-once", test_binary_is_told_once);
	g_test_add_func("/read/unread-file-has-one-complaint", test_unread_file_has_one_complaint);
	g_test_add_func("/door/long-line-is-plain-text", test_long_line_is_plain_text);
	g_test_add_func("/bytes/as-they-are", test_bytes_as_they_are);
	g_test_add_func("/bytes/missing-file", test_missing_file);
	g_test_add_func("/bytes/size-is-judged-before-reading", test_size_is_judged_before_reading);
	g_test_add_func("/bytes/pipe-is-never-waited-for", test_pipe_is_never_waited_for);
	g_test_add_func("/bytes/link-is-not-followed", test_link_is_not_followed);
	g_test_add_func("/read/missing-document-is-kept", test_missing_document);
	int status = g_test_run();
	reading_done();
	return status;
}
