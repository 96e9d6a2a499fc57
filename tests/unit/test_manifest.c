/* SPDX-License-Identifier: MIT */
#include "emit/manifest.h"

#include <string.h>

static SgFileEntry
entry(const char *name, const char *content)
{
	return (SgFileEntry){.name = (char *)name,
			     .digest = sg_digest(content, strlen(content)),
			     .inputs = sg_digest("inputs", 6),
			     .size = strlen(content)};
}

static GBytes *
format(const char *const *names)
{
	g_autoptr(SgManifest) manifest = sg_manifest_new();
	for (; *names; names++) {
		SgFileEntry file = entry(*names, *names);
		g_assert_true(sg_manifest_add(manifest, &file));
	}
	return sg_manifest_format(manifest);
}

static const char *const some_names[] = {
    "index.html", "concept/b.html", "concept/a.html", "a-b", "a/b", NULL};

static SgManifestState
state_of(const char *text, size_t length)
{
	SgManifestState state;
	g_autoptr(SgManifest) manifest = sg_manifest_parse(text, length, &state);
	if (state != SG_MANIFEST_SOUND)
		g_assert_cmpuint(sg_manifest_count(manifest), ==, 0);
	return state;
}

static void
round_trip(void)
{
	SgManifestState state;
	g_autoptr(GBytes) bytes = format(some_names);
	g_autoptr(SgManifest) manifest =
	    sg_manifest_parse(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), &state);
	g_assert_cmpint(state, ==, SG_MANIFEST_SOUND);
	g_assert_cmpuint(sg_manifest_count(manifest), ==, G_N_ELEMENTS(some_names) - 1);
	for (size_t i = 0; some_names[i]; i++) {
		const SgFileEntry *found = sg_manifest_find(manifest, some_names[i]);
		SgFileEntry expected = entry(some_names[i], some_names[i]);
		g_assert_nonnull(found);
		g_assert_cmpstr(found->digest.hex, ==, expected.digest.hex);
		g_assert_cmpstr(found->inputs.hex, ==, expected.inputs.hex);
		g_assert_cmpuint(found->size, ==, expected.size);
	}
	g_assert_null(sg_manifest_find(manifest, "concept"));
	g_assert_cmpstr(sg_manifest_version(manifest), ==, SG_VERSION);
	g_autoptr(GBytes) again = sg_manifest_format(manifest);
	g_assert_true(g_bytes_equal(bytes, again));
}

static void
order_does_not_matter(void)
{
	static const char *const reversed[] = {
	    "a/b", "a-b", "concept/a.html", "concept/b.html", "index.html", NULL};
	g_autoptr(GBytes) one = format(some_names);
	g_autoptr(GBytes) other = format(reversed);
	g_assert_true(g_bytes_equal(one, other));
}

static void
empty_is_sound(void)
{
	static const char *const none[] = {NULL};
	g_autoptr(GBytes) bytes = format(none);
	g_assert_cmpint(state_of(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)), ==,
			SG_MANIFEST_SOUND);
}

static void
a_name_is_added_once(void)
{
	g_autoptr(SgManifest) manifest = sg_manifest_new();
	SgFileEntry first = entry("x", "one");
	SgFileEntry second = entry("x", "two");
	g_assert_true(sg_manifest_add(manifest, &first));
	g_assert_false(sg_manifest_add(manifest, &second));
	g_assert_cmpstr(sg_manifest_find(manifest, "x")->digest.hex, ==, first.digest.hex);
}

/* Whatever is cut off or turned over, the mark of ownership stays while the first line does. */
static void
every_damage_is_seen(void)
{
	g_autoptr(GBytes) bytes = format(some_names);
	size_t length;
	const char *text = g_bytes_get_data(bytes, &length);
	size_t mark = strlen("skillgraph-manifest ");
	for (size_t cut = 0; cut < length; cut++)
		g_assert_cmpint(state_of(text, cut), ==,
				cut < mark ? SG_MANIFEST_FOREIGN : SG_MANIFEST_DAMAGED);
	for (size_t i = 0; i < length; i++) {
		g_autofree char *damaged = g_memdup2(text, length);
		damaged[i] ^= 1;
		SgManifestState state = state_of(damaged, length);
		/* One version reads like another; it only ends reuse. */
		bool version = i > mark + 1 && i < mark + 2 + strlen(SG_VERSION);
		if (i < mark)
			g_assert_cmpint(state, ==, SG_MANIFEST_FOREIGN);
		else if (!version)
			g_assert_cmpint(state, ==, SG_MANIFEST_DAMAGED);
	}
}

static void
foreign_texts(void)
{
	static const char *const texts[] = {"", "\n", "skillgraph-manifest", "# a manifest\n",
					    "Skillgraph-manifest 1 0.1.0 0 x\n"};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		g_assert_cmpint(state_of(texts[i], strlen(texts[i])), ==, SG_MANIFEST_FOREIGN);
}

/* A head that is right about lines which nobody of ours would write. */
static void
hostile_lines(void)
{
#define D "00112233445566778899aabbccddeeff"
	static const struct {
		const char *count;
		const char *lines;
	} rows[] = {
	    {"1", D " 1 " D " ../x\n"},
	    {"1", D " 1 " D " /etc/passwd\n"},
	    {"1", D " 1 " D " a//b\n"},
	    {"1", D " 1 " D " a/../b\n"},
	    {"1", D " 1 " D " a b\n"},
	    {"1", D " 1 " D " \n"},
	    {"1", D " 1 " D " a"},
	    {"1", D "  " D " a\n"},
	    {"1", D " -1 " D " a\n"},
	    {"1", D " 9999999999999999999999 " D " a\n"},
	    {"1", "00112233445566778899AABBCCDDEEFF 1 " D " a\n"},
	    {"1", "0011 1 " D " a\n"},
	    {"2", D " 1 " D " a\n"},
	    {"2", D " 1 " D " a\n" D " 1 " D " a\n"},
	    {"2", D " 1 " D " b\n" D " 1 " D " a\n"},
	    {"18446744073709551617", D " 1 " D " a\n"},
	};
#undef D
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		SgDigest digest = sg_digest(rows[i].lines, strlen(rows[i].lines));
		g_autofree char *text = g_strdup_printf("skillgraph-manifest 1 0.1.0 %s %s\n%s",
							rows[i].count, digest.hex, rows[i].lines);
		if (state_of(text, strlen(text)) != SG_MANIFEST_DAMAGED)
			g_error("accepted: %s", rows[i].lines);
	}
}

static void
names(void)
{
	g_autofree char *longest = g_strnfill(255, 'x');
	g_autofree char *too_long = g_strnfill(256, 'x');
	const struct {
		const char *name;
		bool valid;
	} rows[] = {
	    {"index.html", true}, {"concept/ownership.html.md", true},
	    {".link", true},      {"a/.b", true},
	    {"...", true},        {longest, true},
	    {too_long, false},    {"", false},
	    {".", false},         {"..", false},
	    {"a/..", false},      {"a/./b", false},
	    {"/a", false},        {"a/", false},
	    {"a//b", false},      {"a b", false},
	    {"a\nb", false},      {"a\\b", false},
	    {"\xc3\xa4", false},  {"a:b", false},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (sg_file_name_is_valid(rows[i].name) != rows[i].valid)
			g_error("misjudged: %s", rows[i].name);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/manifest/what-is-written-is-read", round_trip);
	g_test_add_func("/manifest/order-of-addition-does-not-matter", order_does_not_matter);
	g_test_add_func("/manifest/empty-is-sound", empty_is_sound);
	g_test_add_func("/manifest/a-name-is-added-once", a_name_is_added_once);
	g_test_add_func("/manifest/every-damage-is-seen", every_damage_is_seen);
	g_test_add_func("/manifest/other-texts-are-foreign", foreign_texts);
	g_test_add_func("/manifest/hostile-lines-are-refused", hostile_lines);
	g_test_add_func("/manifest/names-that-can-be-written", names);
	return g_test_run();
}
