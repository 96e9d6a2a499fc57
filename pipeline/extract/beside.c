/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include <string.h>

/* The rule on what stands beside a package: "Left and right-pad", or the heads "left: ..." and
 * "right-pad: ..." of one list, where the document elsewhere shows that left is one. */

#define MAX_NAME 40

typedef struct {
	SgExtraction *x;
	GHashTable *packages; /* names in lower case (owned) */
} Beside;

static void
collect_packages(const SgExtraction *x, GHashTable *packages)
{
	for (uint32_t i = 0; i < x->facts->terms->len; i++) {
		const SgTerm *term = sg_term(x, i);
		if (term->kind == SG_KIND_CRATE)
			g_hash_table_add(packages,
					 g_ascii_strdown(sg_document_str(x->doc, term->label), -1));
	}
}

static bool
is_package(const Beside *beside, const char *text, size_t length)
{
	g_autofree char *name = g_ascii_strdown(text, (gssize)length);
	return length > 0 && g_hash_table_contains(beside->packages, name);
}

/* Written as packages are, and nothing else: in small letters, and no word of the language unless
 * a hyphen or underscore joins it (joined). */
static bool
is_written_as_package(const Beside *beside, const char *text, size_t length, bool joined)
{
	if (length < 3 || length > MAX_NAME || !g_ascii_islower(*text))
		return false;
	bool joint = false;
	for (size_t i = 0; i < length; i++) {
		joint = joint || strchr("-_", text[i]) != NULL;
		if (!g_ascii_islower(text[i]) && !g_ascii_isdigit(text[i]) &&
		    !strchr("-_", text[i]))
			return false;
	}
	SgPhrase phrase = sg_word_phrase(beside->x, text, length);
	return phrase.lists == 0 && !phrase.names && (joint || !joined);
}

static void
add_package(const Beside *beside, SgBlock *block, uint32_t at, uint32_t end)
{
	SgExtraction *x = beside->x;
	g_autofree char *label = sg_prose_slice(block->prose, at, end);
	SgName name = {.label = label, .facet = (char *)x->ecosystem};
	SgSpan span = sg_sentence_span(x, block, at);
	if (!is_package(beside, label, strlen(label)))
		sg_add_term(x, &name, SG_KIND_CRATE, &sg_rules[SG_RULE_BESIDE_PACKAGE],
			    (SgPlace){block->section, span});
}

/* Bytes of what joins the names of a list, or 0. */
static size_t
joint_length(const char *text)
{
	static const char *const joints[] = {", and ", ", or ", ", ", " and ", " or ", "/"};
	if (*text != ',' && *text != '/' && (*text != ' ' || (text[1] != 'a' && text[1] != 'o')))
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		if (g_str_has_prefix(text, joints[i]))
			return strlen(joints[i]);
	}
	return 0;
}

/* "Left, right-pad and centre_it": the run of single names from one word on. */
static void
read_run(const Beside *beside, SgBlock *block, uint32_t at, uint32_t *stop)
{
	const char *text = block->prose->text;
	uint32_t from = at;
	bool beside_package = false;
	size_t joint = 0;
	do {
		at += (uint32_t)joint;
		size_t n = sg_word_length(text + at);
		beside_package = beside_package || is_package(beside, text + at, n);
		at += (uint32_t)n;
		joint = n > 0 ? joint_length(text + at) : 0;
	} while (joint > 0);
	*stop = at;
	while (beside_package && from < at) {
		size_t n = sg_word_length(text + from);
		if (is_written_as_package(beside, text + from, n, true))
			add_package(beside, block, from, from + (uint32_t)n);
		from += (uint32_t)n;
		from += (uint32_t)MAX(joint_length(text + from), 1);
	}
}

static void
read_block(const Beside *beside, SgBlock *block)
{
	const char *text = block->prose->text;
	for (uint32_t at = 0; at < block->prose->length;) {
		size_t n = sg_word_length(text + at);
		uint32_t stop = at + (uint32_t)MAX(n, 1);
		if (n > 0 && joint_length(text + at + n) > 0)
			read_run(beside, block, at, &stop);
		at = MAX(stop, at + 1);
	}
}

static bool
heads_package(const Beside *beside, const SgBlock *block)
{
	for (guint i = 0; i < block->prose->n_leads; i++) {
		SgLead lead = block->prose->leads[i];
		if (is_package(beside, block->prose->text + lead.at, lead.head_length))
			return true;
	}
	return false;
}

static void
add_heads(const Beside *beside, SgBlock *block)
{
	for (guint i = 0; i < block->prose->n_leads; i++) {
		SgLead lead = block->prose->leads[i];
		const char *head = block->prose->text + lead.at;
		if (lead.separated && is_written_as_package(beside, head, lead.head_length, false))
			add_package(beside, block, lead.at, lead.at + lead.head_length);
	}
}

/* The heads of one list or section, or of lines one after the other. */
static void
read_heads(const Beside *beside, guint first, guint end)
{
	bool found = false;
	for (guint i = first; i < end && !found; i++)
		found = heads_package(beside, sg_block(beside->x, i));
	for (guint i = first; i < end && found; i++)
		add_heads(beside, sg_block(beside->x, i));
}

static bool
belong_together(const SgBlock *a, const SgBlock *b)
{
	return a->section == b->section && a->list == b->list && b->kind == SG_NODE_PARAGRAPH;
}

void
sg_step_beside(SgExtraction *x)
{
	g_autoptr(GHashTable) packages =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	collect_packages(x, packages);
	Beside beside = {x, packages};
	if (g_hash_table_size(packages) == 0 || *x->ecosystem == '\0')
		return;
	for (guint i = 0, end = 0; i < x->blocks->len; i = end) {
		for (end = i + 1;
		     end < x->blocks->len && belong_together(sg_block(x, i), sg_block(x, end));)
			end++;
		read_heads(&beside, i, end);
		for (guint k = i; k < end; k++)
			read_block(&beside, sg_block(x, k));
	}
}
