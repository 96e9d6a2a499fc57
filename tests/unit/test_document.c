/* SPDX-License-Identifier: MIT */
#include "model/document.h"

/* "one\ntwo\n\nfour" with a heading and a list of two items. */
static SgDocument *
make_document(void)
{
	SgDocument *doc = sg_document_new();
	sg_document_set_text(doc, "one\ntwo\n\nfour", 13);
	uint32_t root = sg_document_open(doc, SG_NODE_ROOT, 1, 4);
	uint32_t heading = sg_document_open(doc, SG_NODE_HEADING, 1, 1);
	sg_document_close(doc, heading);
	uint32_t list = sg_document_open(doc, SG_NODE_LIST, 2, 4);
	uint32_t first = sg_document_open(doc, SG_NODE_ITEM, 2, 2);
	sg_document_close(doc, first);
	uint32_t second = sg_document_open(doc, SG_NODE_ITEM, 4, 4);
	sg_document_close(doc, second);
	sg_document_close(doc, list);
	sg_document_close(doc, root);
	return doc;
}

static void
test_lines_know_their_bytes(void)
{
	static const struct {
		uint32_t line, end_line;
		const char *passage;
	} cases[] = {
	    {1, 1, "one"}, {1, 2, "one\ntwo"}, {3, 3, ""}, {4, 4, "four"}, {2, 4, "two\n\nfour"}};
	g_autoptr(SgDocument) doc = make_document();
	size_t length;
	const char *text = sg_document_text(doc, &length);
	g_assert_cmpuint(length, ==, 13);
	g_assert_cmpuint(doc->record.n_lines, ==, 4);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		SgSpan span = sg_document_span_lines(doc, cases[i].line, cases[i].end_line);
		g_autofree char *passage = g_strndup(text + span.at, span.length);
		g_assert_cmpstr(passage, ==, cases[i].passage);
	}
}

static void
test_children_are_reached_without_recursion(void)
{
	g_autoptr(SgDocument) doc = make_document();
	const SgNode *nodes = sg_document_node(doc, 0);
	unsigned children = 0;
	for (uint32_t i = 1; i < nodes[0].end; i = nodes[i].end)
		children++;
	g_assert_cmpuint(children, ==, 2);
	g_assert_cmpuint(sg_document_check(doc, NULL), ==, 0);
}

static void
test_strings_of_the_pool_survive_its_growth(void)
{
	g_autoptr(SgDocument) doc = sg_document_new();
	SgStr first = sg_pool_add(doc->pool, "first", -1);
	for (int i = 0; i < 10000; i++)
		sg_pool_add(doc->pool, "filler", 3);
	g_assert_cmpstr(sg_document_str(doc, first), ==, "first");
	g_assert_cmpstr(sg_document_str(doc, 0), ==, "");
	g_assert_cmpuint(sg_pool_add(doc->pool, "x", 0), ==, 0);
}

typedef void (*Damage)(SgDocument *doc);

static void
close_early(SgDocument *doc)
{
	sg_document_node(doc, 2)->end = 4;
}

static void
close_late(SgDocument *doc)
{
	sg_document_node(doc, 2)->end = 9;
}

static void
leave_parent(SgDocument *doc)
{
	sg_document_node(doc, 3)->line = 1;
}

static void
leave_text(SgDocument *doc)
{
	sg_document_node(doc, 0)->end_line = 5;
}

static void
invent_kind(SgDocument *doc)
{
	sg_document_node(doc, 1)->kind = SG_N_NODE_KINDS;
}

static void
lose_string(SgDocument *doc)
{
	sg_document_node(doc, 1)->text = 1000000;
}

static void
spoil_text(SgDocument *doc)
{
	doc->pool->str[doc->record.text] = '\xff';
}

static void
keep_carriage_return(SgDocument *doc)
{
	doc->pool->str[doc->record.text] = '\r';
}

static const struct {
	const char *path;
	Damage damage;
} damages[] = {
    {"/document/check/end-after-the-parents", close_late},
    {"/document/check/lines-outside-the-parents", leave_parent},
    {"/document/check/lines-after-the-last", leave_text},
    {"/document/check/unknown-kind", invent_kind},
    {"/document/check/string-outside-the-pool", lose_string},
    {"/document/check/bytes-that-are-no-utf-8", spoil_text},
    {"/document/check/carriage-return", keep_carriage_return},
};

static void
test_damage_is_found(const void *data)
{
	g_autoptr(SgDocument) doc = make_document();
	g_autoptr(GString) report = g_string_new(NULL);
	(*(const Damage *)data)(doc);
	g_assert_cmpuint(sg_document_check(doc, report), >, 0);
	g_assert_cmpuint(report->len, >, 0);
}

static void
test_sibling_of_an_early_end_is_sound(void)
{
	g_autoptr(SgDocument) doc = make_document();
	close_early(doc);
	g_assert_cmpuint(sg_document_check(doc, NULL), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/document/lines-know-their-bytes", test_lines_know_their_bytes);
	g_test_add_func("/document/children-are-reached-without-recursion",
			test_children_are_reached_without_recursion);
	g_test_add_func("/document/strings-of-the-pool-survive-its-growth",
			test_strings_of_the_pool_survive_its_growth);
	for (size_t i = 0; i < G_N_ELEMENTS(damages); i++)
		g_test_add_data_func(damages[i].path, &damages[i].damage, test_damage_is_found);
	g_test_add_func("/document/check/item-after-its-list-is-sound",
			test_sibling_of_an_early_end_is_sound);
	return g_test_run();
}
