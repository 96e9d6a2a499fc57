/* SPDX-License-Identifier: MIT */
#include "emit/export/buffer.h"

#define MAX_LENGTH 50

static const SgEscapes escapes = {{['\n'] = "\\n", ['"'] = "&quot;", ['&'] = "&amp;"}};

static void
collect_cb(void *string, const void *bytes, size_t length)
{
	g_string_append_len(string, bytes, (gssize)length);
}

/* Wherever the byte stands, whatever is read together. */
static void
check_escape(unsigned char byte, const char *wanted, bool odd)
{
	char text[MAX_LENGTH];
	for (size_t length = 1; length <= MAX_LENGTH; length++) {
		for (size_t place = 0; place < length; place++) {
			g_autoptr(GString) out = g_string_new(NULL);
			g_autoptr(GString) expected = g_string_new(NULL);
			SgBuffer buffer = {.text = out};
			memset(text, 'x', length);
			text[place] = (char)byte;
			for (size_t i = 0; i < length; i++)
				g_string_append(expected, i == place ? wanted : "x");
			g_assert_true(sg_buffer_escape(&buffer, &escapes, text, length) == odd);
			g_assert_cmpmem(out->str, out->len, expected->str, expected->len);
		}
	}
}

static void
escapes_anywhere(void)
{
	check_escape('\n', "\\n", false);
	check_escape('"', "&quot;", false);
	check_escape('&', "&amp;", false);
	check_escape('<', "<", false);
	check_escape('\t', "\t", false);
	check_escape('~', "~", false);
	check_escape(' ', " ", false);
	check_escape(0x1f, "\x1f", true);
	check_escape(0x7f, "\x7f", true);
	check_escape(0x80, "\x80", true);
	check_escape(0xff, "\xff", true);
}

static void
numbers(void)
{
	static const struct {
		double value;
		const char *rounded;
	} wanted[] = {{0, "0.0"},
		      {1, "1.0"},
		      {-1, "-1.0"},
		      {0.25, "0.25"},
		      {0.1234567, "0.123457"},
		      {0.9999999, "1.0"},
		      {12345.000001, "12345.000001"},
		      {0.0001, "0.0001"},
		      {0.000099, "9.9e-5"},
		      {0.0000001, "0.0"},
		      {999999.9999996, "1000000.0"},
		      {1e15, "1e15"}};
	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		SgBuffer buffer = {.text = out};
		sg_buffer_rounded(&buffer, wanted[i].value, ".0");
		g_assert_cmpmem(out->str, out->len, wanted[i].rounded, strlen(wanted[i].rounded));
	}
}

static void
integers(void)
{
	static const int64_t values[] = {0, 9, 10, -1, INT64_MAX, INT64_MIN};
	for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		g_autofree char *wanted = g_strdup_printf("%" G_GINT64_FORMAT, values[i]);
		SgBuffer buffer = {.text = out};
		sg_buffer_integer(&buffer, values[i]);
		g_assert_cmpmem(out->str, out->len, wanted, strlen(wanted));
	}
}

/* A small buffer is kept, a large one put; nothing is put twice or lost. */
static void
flushes(void)
{
	g_autoptr(GString) put = g_string_new(NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	SgBuffer buffer = {.text = out, .put = collect_cb, .to = put};
	sg_buffer_text(&buffer, "first ");
	sg_buffer_flush_full(&buffer);
	g_assert_cmpstr(put->str, ==, "");
	for (size_t i = 0; i < 100000; i++)
		sg_buffer_char(&buffer, 'x');
	sg_buffer_flush_full(&buffer);
	g_assert_cmpuint(put->len, ==, strlen("first ") + 100000);
	sg_buffer_text(&buffer, " last");
	sg_buffer_flush(&buffer);
	g_assert_true(g_str_has_prefix(put->str, "first xx"));
	g_assert_true(g_str_has_suffix(put->str, "xx last"));
	g_assert_cmpuint(put->len, ==, strlen("first ") + 100000 + strlen(" last"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/buffer/escapes-wherever-a-byte-stands", escapes_anywhere);
	g_test_add_func("/buffer/rounds-to-six-decimals", numbers);
	g_test_add_func("/buffer/integers-to-their-ends", integers);
	g_test_add_func("/buffer/puts-all-once", flushes);
	return g_test_run();
}
