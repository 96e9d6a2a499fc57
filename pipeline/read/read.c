/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include "base/digest.h"

#include <string.h>

#define MAX_ENTRIES  100000
#define MAX_ELEMENTS 1000000
#define MAX_HEADINGS 20000

static void
check_lines(SgReading *reading)
{
	SgDocument *doc = reading->doc;
	for (uint32_t i = 0; i < doc->lines->len; i++) {
		uint32_t at = g_array_index(doc->lines, uint32_t, i);
		size_t end = i + 1 < doc->lines->len ? g_array_index(doc->lines, uint32_t, i + 1)
						     : reading->length;
		if ((int64_t)(end - at) <= reading->config->max_line_bytes)
			continue;
		g_autofree char *detail = g_strdup_printf("%zu bytes", end - at);
		sg_diags_add(doc->diags, SG_DIAG_LINE_LENGTH, i + 1, 1, detail);
		return;
	}
}

static bool
has_text(const SgReading *reading)
{
	const char *p = reading->text + reading->body;
	return p[strspn(p, " \t\n")] != '\0';
}

/* A limit was hit, or the document killed its worker: all of its text as one block. The node shares
 * the bytes of the text, so that a large document is not held twice. */
static void
read_plain(SgReading *reading)
{
	SgDocument *doc = reading->doc;
	reading->missing = true;
	g_array_set_size(doc->nodes, 1);
	SgNode *root = sg_document_node(doc, 0);
	root->end_line = MAX(doc->record.n_lines, 1);
	doc->record.syntax = SG_SYNTAX_TEXT;
	if (reading->length == 0)
		return;
	uint32_t code = sg_document_open(doc, SG_NODE_CODE, 1, root->end_line);
	SgNode *node = sg_document_node(doc, code);
	node->text = doc->record.text;
	node->flags = SG_FLAG_INFERRED;
	sg_document_close(doc, code);
}

static bool
refuse(const SgReading *reading, uint32_t line, const char *what)
{
	sg_diags_add(reading->doc->diags, SG_DIAG_AMPLIFICATION, line, 1, what);
	return true;
}

/* Two bytes may be an element, a section of the graph or a key. Each costs a hundred times as much
 * on a page and in the exports, which all documents share. */
static bool
is_too_much(const SgReading *reading)
{
	SgDocument *doc = reading->doc;
	uint32_t headings = 0;
	if (doc->metas->len > MAX_ENTRIES) {
		g_array_set_size(doc->metas, 0);
		return refuse(reading, 1, "front matter");
	}
	if (doc->nodes->len > MAX_ELEMENTS)
		return refuse(reading, sg_document_node(doc, MAX_ELEMENTS)->line, "elements");
	for (uint32_t i = 1; i < doc->nodes->len; i++) {
		const SgNode *node = sg_document_node(doc, i);
		headings += node->kind == SG_NODE_HEADING;
		if (headings > MAX_HEADINGS)
			return refuse(reading, node->line, "headings");
	}
	return false;
}

static bool
read_tree(SgReading *reading)
{
	switch ((SgDocSyntax)reading->doc->record.syntax) {
	case SG_SYNTAX_MARKDOWN:
		return sg_markdown_read(reading);
	case SG_SYNTAX_FLATTENED:
		return sg_flattened_read(reading);
	case SG_SYNTAX_HTML:
		return sg_html_read(reading);
	default:
		return sg_prose_read(reading);
	}
}

static void
read_body(SgReading *reading, SgReadMode mode)
{
	SgDocument *doc = reading->doc;
	uint32_t root = sg_document_open(doc, SG_NODE_ROOT, 1, MAX(doc->record.n_lines, 1));
	bool limited =
	    sg_diags_count(doc->diags) > 0 && doc->record.n_lines > 0 &&
	    sg_diags_get(doc->diags, sg_diags_count(doc->diags) - 1)->tag == SG_DIAG_LINE_LENGTH;
	if (mode == SG_READ_PLAIN || limited) {
		read_plain(reading);
	} else {
		sg_front_matter_read(reading);
		doc->record.syntax = (uint8_t)sg_sniff_syntax(reading);
		if (!read_tree(reading) || is_too_much(reading))
			read_plain(reading);
	}
	sg_document_close(doc, root);
	doc->record.body_line = reading->body_line;
	if (has_text(reading))
		return;
	unsigned first = MIN(1, doc->record.n_lines);
	reading->missing = true;
	sg_diags_add(doc->diags, SG_DIAG_EMPTY, first, first,
		     doc->metas->len > 0 ? "front matter only" : "no text");
}

static void
fill_source(SgDocument *doc, const SgSource *source)
{
	doc->record.path = sg_pool_add(doc->pool, source->path, -1);
	doc->record.slug = sg_pool_add(doc->pool, source->slug, -1);
}

/* Costs as much as reading, so it is for builds that look for faults. */
static void
assert_sound(const SgDocument *doc)
{
#if !defined(__OPTIMIZE__) || defined(__SANITIZE_ADDRESS__)
	g_autoptr(GString) report = g_string_new(NULL);
	if (sg_document_check(doc, report) > 0)
		g_error("%s: %s", sg_document_str(doc, doc->record.path), report->str);
#else
	(void)doc;
#endif
}

SgDocument *
sg_read(const SgSource *source,
	GBytes *bytes,
	const char *digest,
	const SgConfig *config,
	SgReadMode mode)
{
	SgDocument *doc = sg_document_new();
	SgReading reading = {.doc = doc, .config = config, .path = source->path, .body_line = 1};
	g_autofree char *own =
	    digest ? NULL
		   : sg_digest_strong(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
	fill_source(doc, source);
	doc->record.digest = sg_pool_add(doc->pool, digest ? digest : own, -1);
	doc->record.bytes = (uint32_t)MIN(g_bytes_get_size(bytes), UINT32_MAX);
	g_autofree char *text = sg_door_text(bytes, doc->diags, &reading.length, &reading.missing);
	sg_secrets_mask(text, reading.length, config, source->path, doc->diags);
	reading.text = text;
	sg_document_set_text(doc, text, reading.length);
	check_lines(&reading);
	read_body(&reading, mode);
	sg_residue_mark(&reading);
	sg_waivers_read(&reading);
	sg_hidden_report(&reading);
	sg_comments_report(&reading);
	sg_private_report(&reading);
	sg_dialect_tell(&reading);
	sg_profile_fill(&reading);
	sg_hosts_judge(&reading);
	sg_yaml_free(reading.yaml);
	assert_sound(doc);
	return doc;
}

SgDocument *
sg_read_missing(const SgSource *source, SgDiagTag tag, const char *detail)
{
	SgDocument *doc = sg_document_new();
	SgReading reading = {
	    .doc = doc, .path = source->path, .text = "", .body_line = 1, .missing = true};
	fill_source(doc, source);
	g_autofree char *digest = sg_digest_strong("", 0);
	doc->record.digest = sg_pool_add(doc->pool, digest, -1);
	sg_document_set_text(doc, "", 0);
	sg_document_close(doc, sg_document_open(doc, SG_NODE_ROOT, 1, 1));
	doc->record.body_line = 1;
	doc->record.syntax = SG_SYNTAX_TEXT;
	sg_diags_add(doc->diags, tag, 0, 0, detail);
	sg_dialect_tell(&reading);
	sg_profile_fill(&reading);
	return doc;
}

void
sg_read_setup(void)
{
	sg_markdown_setup();
	sg_html_setup();
}

void
sg_read_teardown(void)
{
	sg_markdown_teardown();
}
