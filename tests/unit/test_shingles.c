/* SPDX-License-Identifier: MIT */
#include "make-facts.h"

#include "dedupe/shingles.h"
#include "model/words.h"

static GArray *
words_of(const SgFacts *facts)
{
	GArray *hashes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	SgWordWalk walk = sg_words_start(facts->pool, facts->nodes, facts->n_nodes);
	for (SgWord word; sg_words_next(&walk, &word);)
		g_array_append_val(hashes, word.hash);
	return hashes;
}

static void
assert_words(const char *a, const char *b, bool equal)
{
	g_autoptr(SgFacts) left = make_plain("a", a);
	g_autoptr(SgFacts) right = make_plain("b", b);
	g_autoptr(GArray) x = words_of(left);
	g_autoptr(GArray) y = words_of(right);
	bool same = x->len == y->len && memcmp(x->data, y->data, x->len * sizeof(uint64_t)) == 0;
	if (same != equal)
		g_test_message("'%s' and '%s'", a, b);
	g_assert_true(same == equal);
}

static void
test_markup(void)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} rows[] = {
	    {"one two three", "One, TWO -- three!", true},
	    {"# one two", "one two", true},
	    {"    let x = 1;", "let x = 1", true},
	    {"name: x\n\none", "one", true},
	    {"one two", "onetwo", false},
	    {"one two", "two one", false},
	    {"\xc3\x84pfel", "\xc3\xa4pfel", true},
	    {"snake_case", "snake case", true},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_words(rows[i].a, rows[i].b, rows[i].equal);
}

static void
test_ideographs(void)
{
	g_autoptr(SgFacts) facts =
	    make_plain("a", "\xe5\x86\x85\xe5\xad\x98\xe5\xae\x89\xe5\x85\xa8 Rust");
	g_autoptr(GArray) words = words_of(facts);
	g_assert_cmpuint(words->len, ==, 5);
}

static void
test_lines(void)
{
	g_autoptr(SgFacts) facts = make_plain("a", "# one\n\ntwo three\n    four");
	SgWordWalk walk = sg_words_start(facts->pool, facts->nodes, facts->n_nodes);
	static const uint32_t lines[] = {1, 3, 3, 4};
	SgWord word;
	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_assert_true(sg_words_next(&walk, &word));
		g_assert_cmpuint(word.line, ==, lines[i]);
	}
	g_assert_false(sg_words_next(&walk, &word));
}

static uint32_t
count_shingles(const char *text)
{
	g_autoptr(SgFacts) facts = make_plain("a", text);
	SgShingleWalk walk = sg_shingles_start(facts->pool, facts->nodes, facts->n_nodes);
	uint32_t n = 0;
	for (uint64_t hash; sg_shingles_next(&walk, &hash);)
		n++;
	return n;
}

static void
test_count(void)
{
	g_assert_cmpuint(count_shingles(""), ==, 0);
	g_assert_cmpuint(count_shingles("one two"), ==, 1);
	g_assert_cmpuint(count_shingles("a b c d e"), ==, 1);
	g_assert_cmpuint(count_shingles("a b c d e f g"), ==, 3);
}

static void
test_shares(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts, make_plain("a", "a b c d e f g h"));     /* 4 shingles */
	g_ptr_array_add(facts, make_plain("b", "a b c d e f x y z w")); /* 6, of them 2 shared */
	g_autoptr(SgCorpus) corpus = sg_corpus_new(facts);
	g_autoptr(SgShingleSets) sets = sg_shingle_sets_new(corpus);
	SgShared shared = sg_shingle_sets_compare(sets, 0, 1);
	g_assert_cmpuint(shared.n_a, ==, 4);
	g_assert_cmpuint(shared.n_b, ==, 6);
	g_assert_cmpuint(shared.common, ==, 2);
	g_assert_cmpfloat_with_epsilon(sg_shared_jaccard(shared), 0.25, 1e-12);
	g_assert_cmpfloat_with_epsilon(sg_shared_containment_a(shared), 0.5, 1e-12);
	SgShared none = {0, 0, 0};
	g_assert_cmpfloat(sg_shared_jaccard(none), ==, 0);
}

static void
test_repeated(void)
{
	g_autoptr(GPtrArray) facts = make_corpus();
	g_ptr_array_add(facts,
			make_plain("a", "a b c d e a b c d e a b c d e")); /* 5, each often */
	g_ptr_array_add(facts, make_plain("b", "x a b c d e a b c d e"));  /* one more */
	g_autoptr(SgCorpus) corpus = sg_corpus_new(facts);
	g_autoptr(SgShingleSets) sets = sg_shingle_sets_new(corpus);
	SgShared there = sg_shingle_sets_compare(sets, 0, 1);
	g_assert_cmpuint(there.n_a, ==, 5);
	g_assert_cmpuint(there.n_b, ==, 6);
	g_assert_cmpuint(there.common, ==, 5);
	SgShared back = sg_shingle_sets_compare(sets, 1, 0);
	g_assert_cmpuint(back.n_a, ==, 6);
	g_assert_cmpuint(back.common, ==, 5);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/words/markup-and-case-do-not-count", test_markup);
	g_test_add_func("/words/ideographs-count-one-by-one", test_ideographs);
	g_test_add_func("/words/know-their-line", test_lines);
	g_test_add_func("/shingles/short-text-is-one", test_count);
	g_test_add_func("/shingles/shares-of-two-sets", test_shares);
	g_test_add_func("/shingles/repeated-ones-count-once", test_repeated);
	return g_test_run();
}
