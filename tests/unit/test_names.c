/* SPDX-License-Identifier: MIT */
#include "base/file.h"
#include "extract/names.h"
#include "extract/phrase.h"

#include <string.h>

static SgVocabulary *vocabulary;

/* The names that a phrase gives: kind:label=alias, joined by " | ", contrast marked by "<>". The
 * things of the phrases are known to no pack unless said. */
static const struct {
	const char *fact;
	const char *phrase;
	const char *names;
} phrases[] = {
    {"numbering-is-cut", "3.2 Hive Inspection", "Hive Inspection"},
    {"back-ticks-and-colon-are-cut", "`swarm_count`:", "swarm_count"},
    {"brackets-with-initials-are-an-alias", "Queen Rearing Method Plus (QRMP)",
     "Queen Rearing Method Plus=QRMP"},
    {"brackets-that-spell-out-are-an-alias", "HBX (Hive Box Exchange)", "HBX=Hive Box Exchange"},
    {"versus-contrasts", "Smoke Drift vs Water Spray", "Smoke Drift | Water Spray <>"},
    {"and-divides", "Comb Rotation and Drone Culling", "Comb Rotation | Drone Culling"},
    {"shared-noun-is-shared", "Vertical and Horizontal Frames",
     "Vertical Frames | Horizontal Frames"},
    {"label-before-colon-marks-the-kind", "Pattern Name: Honey Relay", "pattern:Honey Relay"},
    {"marker-behind-marks-the-kind", "Honey Relay Pattern", "pattern:Honey Relay"},
    {"plural-marker-only-heads-a-topic", "Swarming Patterns", "Swarming"},
    {"purpose-is-cut", "Drone Traps for Mite Control", "Drone Traps | Mite Control"},
    {"with-stays-in-a-name", "Paired Hive with Nucleus", "Paired Hive with Nucleus"},
    {"error-code-keeps-its-title", "E0382: Use of a Moved Hive",
     "error:E0382: Use of a Moved Hive=E0382"},
    {"known-name-takes-its-label", "Advanced rc<refcell<t>> Basics", "concept:Rc<T>"},
    {"members-in-brackets", "Smart pointers (Box, Rc)",
     "concept:Smart pointers | concept:Box<T> | concept:Rc<T>"},
    {"two-packages-and-what-they-serve", "Parallel iterators with Rayon",
     "concept:Parallel iterators | crate:rayon"},
    {"hyphened-package-needs-its-hyphen", "Async tasks", "Async tasks"},
    {"structural-heading-names-nothing", "When to Use This Skill", ""},
    {"structural-pair-names-nothing", "Common Patterns and Idioms", ""},
    {"step-names-nothing", "Step 3", ""},
    {"advice-names-nothing", "Use short frames", ""},
    {"question-names-nothing", "Why do bees swarm?", ""},
    {"clause-names-nothing", "Bees that cannot fly", ""},
    {"long-phrase-names-nothing", "Old hives near tall trees standing beside cold rivers", ""},
    {"plain-word-names-nothing", "Performance Tips", ""},
    {"version-names-nothing", "Rust 1.75+", ""},
    {"file-names-nothing", "hive.toml", ""},
    {"address-names-nothing", "https://bees.example/hive", ""},
};

static char *
describe(const SgNaming *naming)
{
	static const char *const kinds[] = {
	    "concept:", "error:", "crate:", "pattern:", "tool:", ""};
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < naming->names->len; i++) {
		const SgName *name = &g_array_index(naming->names, SgName, i);
		g_string_append_printf(out, "%s%s%s%s%s", i ? " | " : "", kinds[name->kind],
				       name->label, name->alias ? "=" : "",
				       name->alias ? name->alias : "");
	}
	if (naming->contrast)
		g_string_append(out, " <>");
	return g_string_free(out, FALSE);
}

static void
test_phrase(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	SgNamingContext context = {vocabulary, SG_ALL_PACKS, false};
	g_autoptr(SgNaming) naming = sg_naming_new(context, phrases[i].phrase);
	g_autofree char *names = describe(naming);
	g_assert_cmpstr(names, ==, phrases[i].names);
}

static void
test_packages(void)
{
	SgNamingContext prose = {vocabulary, SG_ALL_PACKS, false};
	SgNamingContext packages = {vocabulary, SG_ALL_PACKS, true};
	const SgKnown *known = sg_find_known(packages, "Tower");
	g_assert_nonnull(known);
	g_assert_cmpint(known->kind, ==, SG_KIND_CRATE);
	g_assert_null(sg_find_known(prose, "Tower"));
	g_assert_null(sg_find_known(packages, "async task"));
	g_assert_nonnull(sg_find_known(packages, "async-task"));
}

static const struct {
	const char *text;
	size_t length;
} codes[] = {{"E0502", 5}, {"E0502: x", 5}, {"E05020", 0}, {"E502", 0},
	     {"E2028", 0}, {"E0a12", 0},    {"F0502", 0}};

static void
test_error_codes(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
		g_assert_cmpuint(sg_phrase_error_code(codes[i].text), ==, codes[i].length);
}

static void
test_expansions(void)
{
	g_assert_true(sg_phrase_is_expansion("NLL", "Non-Lexical Lifetimes"));
	g_assert_true(sg_phrase_is_expansion("HBE", "hive box exchange"));
	g_assert_false(sg_phrase_is_expansion("NLL", "Hive Box Exchange"));
	g_assert_false(sg_phrase_is_expansion("HB", "Hive"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_autofree char *dir = sg_file_find_data("vocabulary");
	vocabulary = sg_vocabulary_load(dir, NULL, NULL);
	g_assert_nonnull(vocabulary);
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		g_autofree char *path = g_strconcat("/names/", phrases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_phrase);
	}
	g_test_add_func("/names/plain-words-are-packages-only-among-packages", test_packages);
	g_test_add_func("/phrase/error-codes-have-four-digits", test_error_codes);
	g_test_add_func("/phrase/initials-make-an-expansion", test_expansions);
	int status = g_test_run();
	sg_vocabulary_free(vocabulary);
	return status;
}
