/* SPDX-License-Identifier: MIT */
#include "../unit/make-facts.h"
#include "base/digest.h"

#include <inttypes.h>
#include <stdint.h>

/* Several documents put together from few passages, with names, other names and relations of any
 * kind between them: much overlap, many clashes. dedupe and graph must end with a sound graph, and
 * with the same pairs of texts when the documents come in reverse. */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_DOCUMENTS 12
#define END_DOCUMENT  0xff
#define SET_SYNTAX    0xfe

static const char *const passages[] = {
    "# Ownership",
    "Each value has one owner at a time, and the value is dropped with it.",
    "Each value has two owners at a time, and the value is dropped with them.",
    "name: rust-pro",
    "name: Rust Pro",
    "",
    "    let pool = Pool::new(4);",
    "    let pool = Pool::new(5);",
    "`Arc<T>`",
    "Tokio runs tasks; tokio-util helps, C++ and E0502 do not.",
    "The builder pattern and builders and the Builder.",
    "\xe6\x89\x80\xe6\x9c\x89\xe6\x9d\x83 \xe2\x80\x94 \xc3\x84pfel, na\xc3\xafve",
    "# Errors",
    "One long passage that says nothing new but says it with very many words so that it weighs "
    "more "
    "than the others do when shares are reckoned, and so on until the end of the line is reached.",
    "title: Rust Pro",
    "x",
};

static const char *const labels[] = {
    "Ownership",  "Arc<T>",     "Arc",
    "tokio",      "Tokio",      "tokio_util",
    "tokio-util", "Builder",    "Builder Pattern",
    "E0502",      "e0502",      "C++",
    "C",          "owner",      "owners",
    "Pool",       "pool crate", "\xe6\x89\x80\xe6\x9c\x89\xe6\x9d\x83",
    "!",          "a/b",        "A B",
    "task",       "",           "HashMap<K, V>",
};

static SgVocabulary *vocabulary;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	vocabulary = make_vocabulary();
	return 0;
}

static const char *
pick_label(uint8_t byte)
{
	return labels[byte % G_N_ELEMENTS(labels)];
}

/* Four bytes: a term; its other name; a claim about it and the one before. */
static void
make_names(Making *making, const uint8_t *data, size_t size)
{
	static const char *const versions[] = {"", "1", "^0.7", "*", "0.6.1", ">=1, <2"};
	uint32_t n_lines = making->doc->record.n_lines;
	for (size_t i = 0; i + 4 <= size && n_lines > 0; i += 4) {
		uint32_t line = 1 + data[i + 1] % n_lines;
		uint32_t term = make_term(making, data[i] % SG_N_KINDS, pick_label(data[i + 2]),
					  line, data[i + 3] % 101);
		SgStr alias = sg_pool_add(making->doc->pool, pick_label(data[i + 3]), -1);
		SgTerm *record = made_term(making, term);
		record->role = data[i + 1] % SG_N_ROLES;
		record->known = data[i] >> 7;
		if ((data[i] & 0x40) != 0)
			record->alias = alias;
		if (making->builder->codes->len > 0 && (data[i] & 0x20) != 0)
			record->code = data[i + 3] % making->builder->codes->len;
		if (term > 0)
			make_claim(making, data[i + 2] % SG_N_EDGE_TYPES,
				   (data[i + 1] & 1) != 0 ? term - 1 : SG_NONE, term, line,
				   versions[data[i + 3] % G_N_ELEMENTS(versions)]);
	}
}

/* Bytes up to END_DOCUMENT: passages; the names are made of the same bytes. */
static SgFacts *
make_fuzzed(const char *slug, const uint8_t *data, size_t size)
{
	g_autoptr(GString) text = g_string_new(NULL);
	uint8_t syntax = SG_SYNTAX_MARKDOWN;
	for (size_t i = 0; i < size; i++) {
		if (data[i] == SET_SYNTAX)
			syntax = SG_SYNTAX_FLATTENED;
		else
			g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
					       passages[data[i] % G_N_ELEMENTS(passages)]);
	}
	Making making = make_document(slug, text->str);
	making.doc->record.syntax = syntax;
	make_names(&making, data, size);
	return make_facts(&making);
}

static GPtrArray *
make_all(const uint8_t *data, size_t size, bool reverse)
{
	GPtrArray *facts = make_corpus();
	for (unsigned i = 0; i < MAX_DOCUMENTS; i++) {
		const uint8_t *end = memchr(data, END_DOCUMENT, size);
		size_t length = end ? (size_t)(end - data) : size;
		char slug[] = {(char)((reverse ? 'z' - i : 'a' + i)), '\0'};
		g_ptr_array_insert(facts, reverse ? 0 : -1, make_fuzzed(slug, data, length));
		if (!end)
			break;
		data += length + 1;
		size -= length + 1;
	}
	return facts;
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static uint64_t
text_of(const GPtrArray *facts, SgRef document)
{
	const SgFacts *found = g_ptr_array_index(facts, document);
	SgDocRecord record = *found->record;
	return sg_digest64_seeded(sg_facts_str(found, record.text), record.text_length,
				  record.syntax);
}

/* Which texts stand how to which: what the names and the order of documents must not change. Pairs
 * of equal texts are told once, since they are listed by the canonical one, which names decide;
 * so are variants, which are listed for the nearest names only. */
static char *
describe(const GPtrArray *facts, const SgOverlaps *overlaps)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < overlaps->overlaps->len; i++) {
		const SgOverlap *overlap = &g_array_index(overlaps->overlaps, SgOverlap, i);
		uint64_t a = text_of(facts, overlap->a);
		uint64_t b = text_of(facts, overlap->b);
		if (overlap->verdict < SG_VERDICT_VARIANT)
			g_ptr_array_add(lines, g_strdup_printf("%016" PRIx64 " %016" PRIx64 " %s",
							       MIN(a, b), MAX(a, b),
							       sg_verdict_name(overlap->verdict)));
	}
	g_ptr_array_sort(lines, compare_lines);
	GString *all = g_string_new(NULL);
	for (guint i = 0; i < lines->len; i++) {
		const char *line = g_ptr_array_index(lines, i);
		if (i == 0 || strcmp(line, g_ptr_array_index(lines, i - 1)) != 0)
			g_string_append_printf(all, "%s\n", line);
	}
	return g_string_free(all, FALSE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || size > 4096)
		return 0;
	GPtrArray *facts = make_all(data, size, false);
	g_autoptr(GPtrArray) reverse = make_all(data, size, true);
	g_autoptr(SgOverlaps) overlaps = sg_dedupe(facts, NULL);
	g_autoptr(SgOverlaps) mirrored = sg_dedupe(reverse, NULL);
	g_autofree char *one = describe(facts, overlaps);
	g_autofree char *other = describe(reverse, mirrored);
	g_assert_cmpstr(one, ==, other);
	g_autoptr(SgGraph) graph = sg_graph_build(facts, overlaps, vocabulary, NULL, NULL);
	g_autoptr(GString) report = g_string_new(NULL);
	if (sg_graph_check(graph, report) > 0)
		g_error("%s", report->str);
	return 0;
}
