/* SPDX-License-Identifier: MIT */
#include "extracting.h"

#include "extract/prose-text.h"

static Extracting extracting;

static SgDocument *
read_text(const char *text)
{
	SgSource source = {.file = (char *)"a.md", .path = (char *)"a.md", .slug = (char *)"a"};
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	return sg_read(&source, bytes, NULL, extracting.config, SG_READ_FULL);
}

static uint32_t
first_of(const SgDocument *doc, SgNodeKind kind)
{
	for (uint32_t i = 0; i < doc->nodes->len; i++) {
		if (g_array_index(doc->nodes, SgNode, i).kind == kind)
			return i;
	}
	g_assert_not_reached();
}

/* The sentences of a paragraph: their slices of the source, joined by " ~ ". */
static const struct {
	const char *fact;
	const char *text;
	const char *sentences;
} sentences[] = {
    {"one-sentence", "Bees fly.\n", "Bees fly."},
    {"two-sentences", "Bees fly. Wasps sting!\n", "Bees fly. ~ Wasps sting!"},
    {"markup-stays-in-the-slice", "**Bees** fly `home`. They *rest*.\n",
     "**Bees** fly `home`. ~ They *rest*."},
    {"abbreviation-goes-on", "Some, e.g. Carnica, are calm. Others not.\n",
     "Some, e.g. Carnica, are calm. ~ Others not."},
    {"lower-case-goes-on", "See hive.rs for it. done\n", "See hive.rs for it. done"},
    {"code-does-not-end-it", "Call `a. B` now. Stop.\n", "Call `a. B` now. ~ Stop."},
    {"over-two-lines", "Bees fly\nhome. They rest.\n", "Bees fly\nhome. ~ They rest."},
    {"bold-heads-of-lines-divide", "**Cause**: cold\n**Cure**: warmth\n",
     "**Cause**: cold ~ **Cure**: warmth"},
};

static void
test_sentences(const void *data)
{
	size_t c = GPOINTER_TO_SIZE(data);
	g_autoptr(SgDocument) doc = read_text(sentences[c].text);
	g_autoptr(SgProseReader) reader = sg_prose_reader_new(doc);
	g_autofree SgProse *prose = sg_prose_reader_read(reader, first_of(doc, SG_NODE_PARAGRAPH));
	size_t length = 0;
	g_autoptr(GString) out = g_string_new(NULL);
	for (guint i = 0; i < prose->n_sentences; i++) {
		SgSentence s = prose->sentences[i];
		SgSpan span = sg_prose_span(prose, doc, s.at, s.end);
		g_string_append(out, i ? " ~ " : "");
		g_string_append_len(out, sg_document_text(doc, &length) + span.at, span.length);
	}
	g_assert_cmpstr(out->str, ==, sentences[c].sentences);
}

/* The heads of a paragraph's lines and what follows them: "head>body", joined by " ~ ". */
static const struct {
	const char *fact;
	const char *text;
	const char *leads;
} leads[] = {
    {"bold-before-colon", "**Hive**: a box\n", "Hive>a box"},
    {"colon-inside-the-bold", "**Hive:** a box\n", "Hive>a box"},
    {"code-before-dash", "`Hive` - a box\n", "Hive>a box"},
    {"plain-before-colon", "Hive: a box\n", "Hive>a box"},
    {"bold-alone", "**Hive**\n", "Hive>"},
    {"bold-in-the-text-is-none", "**Hives** are boxes.\n", ""},
    {"sentence-before-colon-is-none", "Bees fly. So: they rest.\n", ""},
    {"one-on-each-line", "**A b**: c\n**D e**: f\n", "A b>c ~ D e>f"},
};

static void
test_leads(const void *data)
{
	size_t c = GPOINTER_TO_SIZE(data);
	g_autoptr(SgDocument) doc = read_text(leads[c].text);
	g_autoptr(SgProseReader) reader = sg_prose_reader_new(doc);
	g_autofree SgProse *prose = sg_prose_reader_read(reader, first_of(doc, SG_NODE_PARAGRAPH));
	g_autoptr(GString) out = g_string_new(NULL);
	for (guint i = 0; i < prose->n_leads; i++) {
		SgLead lead = prose->leads[i];
		g_autofree char *head = sg_prose_slice(prose, lead.at, lead.at + lead.head_length);
		g_autofree char *body = sg_prose_slice(prose, lead.body, lead.end);
		g_string_append_printf(out, "%s%s>%s", i ? " ~ " : "", head, body);
	}
	g_assert_cmpstr(out->str, ==, leads[c].leads);
}

/* Text that the source writes differently has no slice of its own: the block stands for it. */
static void
test_entities(void)
{
	g_autoptr(SgDocument) doc = read_text("Honey &amp; wax. More &lt;wax&gt;.\n");
	g_autoptr(SgProseReader) reader = sg_prose_reader_new(doc);
	g_autofree SgProse *prose = sg_prose_reader_read(reader, first_of(doc, SG_NODE_PARAGRAPH));
	for (uint32_t end = 1; end <= prose->length; end++) {
		SgSpan span = sg_prose_span(prose, doc, 0, end);
		g_assert_cmpuint(span.line, ==, 1);
		g_assert_cmpuint(span.at + span.length, <=, doc->record.text_length);
		g_assert_cmpuint(span.length, >, 0);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	extracting = extracting_new();
	for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
		g_autofree char *path = g_strconcat("/prose/sentences/", sentences[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_sentences);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(leads); i++) {
		g_autofree char *path = g_strconcat("/prose/leads/", leads[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_leads);
	}
	g_test_add_func("/prose/what-is-written-differently-keeps-its-block", test_entities);
	int status = g_test_run();
	extracting_clear(&extracting);
	return status;
}
