/* SPDX-License-Identifier: MIT */
#include "model/pack.h"

#include "base/text.h"

#include <string.h>

/* A pack is a YAML file NAME.yaml; every key but pack may be left out:
 *
 *   pack: rust                      its name, as the file's
 *   languages: [rust, toml]         documents of these languages use it; none: every document
 *   facet: cargo                    facet of its crates
 *   words:                          names of SgWords; the phrases match in any spelling
 *     structural: [overview]
 *   verbs:                          a relation and the verbs that state it
 *     prevents: [prevent, eliminate]
 *   links:                          KIND or KIND/FACET: where an entity is documented
 *     crate: "https://docs.rs/{name}"
 *     error/compiler: "https://doc.rust-lang.org/error_codes/{name}.html"
 *   entities:                       also: other names; facet of a crate: that of the pack
 *     - {name: tokio, kind: crate, facet: cargo, also: [Tokio runtime], url: "https://tokio.rs"}
 *   crates: [serde, {name: clap, also: [clap derive]}]      the same without kind; so too
 *                                   concepts, errors, patterns, tools; an entry for the same
 *                                   label adds to the first
 *   error_codes: {prefix: E, digits: 4, first: 1, last: 805, facet: compiler}     or a list */

static const char *const WORDS_NAMES[] = {
    [SG_WORDS_STRUCTURAL] = "structural",
    [SG_WORDS_STOP] = "stop",
    [SG_WORDS_PLAIN] = "plain",
    [SG_WORDS_MARK_PATTERN] = "mark-pattern",
    [SG_WORDS_MARK_ERROR] = "mark-error",
    [SG_WORDS_MARK_TOOL] = "mark-tool",
    [SG_WORDS_MARK_CRATE] = "mark-crate",
    [SG_WORDS_MARK_PROBLEM] = "mark-problem",
    [SG_WORDS_MARK_CAUSE] = "mark-cause",
    [SG_WORDS_MARK_SOLUTION] = "mark-solution",
    [SG_WORDS_MARK_WHEN] = "mark-when",
    [SG_WORDS_MARK_STEPS] = "mark-steps",
    [SG_WORDS_MARK_GUIDANCE] = "mark-guidance",
    [SG_WORDS_MARK_COMPARISON] = "mark-comparison",
    [SG_WORDS_MARK_ASPECT] = "mark-aspect",
    [SG_WORDS_LEAD] = "lead",
    [SG_WORDS_TAIL] = "tail",
    [SG_WORDS_IMPERATIVE] = "imperative",
    [SG_WORDS_BUILTIN] = "builtin",
    [SG_WORDS_RESIDUE] = "residue",
};

G_STATIC_ASSERT(G_N_ELEMENTS(WORDS_NAMES) == SG_N_WORDS);

static bool
read_nothing(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	(void)reader;
	(void)node;
	(void)kind;
	return true;
}

static bool
read_languages(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	if (!sg_pack_expect_texts(reader, node))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++)
		g_ptr_array_add(reader->pack->languages,
				sg_pack_keep(reader, sg_yaml_item(node, i)->text));
	return true;
}

static bool
read_words(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	SgNames names = SG_NAMES(WORDS_NAMES);
	if (!sg_pack_expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		int words =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		const SgYaml *list = sg_yaml_item(node, i);
		if (words < 0 || !sg_pack_expect_texts(reader, list))
			return false;
		for (size_t j = 0; j < sg_yaml_count(list); j++) {
			g_autofree char *key = sg_pack_key(reader, sg_yaml_item(list, j));
			if (!key)
				return false;
			sg_pack_entry(reader, key)->phrase.lists |= SG_IN(words);
		}
	}
	return true;
}

/* Of a verb of several words, whose first may be none: running text is read word by word. */
static void
note_first_word(const SgPackReader *reader, const char *key)
{
	const char *space = strchr(key, ' ');
	if (!space)
		return;
	g_autofree char *word = g_strndup(key, (gsize)(space - key));
	sg_pack_entry(reader, sg_pack_keep(reader, word))->phrase.verb_goes_on = true;
}

static bool
read_verbs(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	const char *types[SG_N_EDGE_TYPES];
	for (unsigned type = 0; type < SG_N_EDGE_TYPES; type++)
		types[type] = sg_edge_type_name(type);
	SgNames names = SG_NAMES(types);
	if (!sg_pack_expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		int type =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		const SgYaml *list = sg_yaml_item(node, i);
		if (type < 0 || !sg_pack_expect_texts(reader, list))
			return false;
		for (size_t j = 0; j < sg_yaml_count(list); j++) {
			g_autofree char *key = sg_pack_key(reader, sg_yaml_item(list, j));
			if (!key)
				return false;
			sg_pack_entry(reader, key)->phrase.verb = (SgEdgeType)type;
			reader->vocabulary->verbs.has[sg_beginning(key)] = true;
			note_first_word(reader, key);
		}
	}
	return true;
}

static bool
read_links(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	if (!sg_pack_expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		const SgYaml *key = sg_yaml_key(node, i);
		const SgYaml *template = sg_yaml_item(node, i);
		g_auto(GStrv) parts = g_strsplit(key->text, "/", 2);
		SgLink link = {.pack = reader->number};
		link.kind = sg_pack_match_kind(reader, key, parts[0] ? parts[0] : "");
		if (link.kind == SG_N_KINDS || !sg_pack_expect_url(reader, template))
			return false;
		const char *usual = link.kind == SG_KIND_CRATE ? reader->pack->facet : "";
		link.facet = sg_pack_keep(reader, parts[1] ? parts[1] : usual);
		link.template = sg_pack_keep(reader, template->text);
		g_array_append_val(reader->vocabulary->links, link);
	}
	return true;
}

static bool
read_number(const SgPackReader *reader, const SgYaml *node, unsigned *number)
{
	if (!sg_pack_expect(reader, node, SG_YAML_SCALAR))
		return false;
	guint64 value = 0;
	if (!g_ascii_string_to_unsigned(node->text, 10, 0, 999999999, &value, NULL))
		return sg_pack_refuse(reader, node, "expected a whole number");
	*number = (unsigned)value;
	return true;
}

static bool
read_codes(SgPackReader *reader, const SgYaml *node)
{
	static const char *const KEYS[] = {"digits", "first", "last", "prefix", "facet"};
	SgNames names = SG_NAMES(KEYS);
	SgErrorCodes codes = {
	    .pack = reader->pack->name, .digits = 1, .facet = sg_pack_keep(reader, "")};
	unsigned *const numbers[] = {&codes.digits, &codes.first, &codes.last};
	if (!sg_pack_expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		const SgYaml *value = sg_yaml_item(node, i);
		int key =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		if (key < 0)
			return false;
		bool number = (size_t)key < G_N_ELEMENTS(numbers);
		if (number ? !read_number(reader, value, numbers[key])
			   : !sg_pack_expect(reader, value, SG_YAML_SCALAR))
			return false;
		if (!number)
			*(key == 3 ? &codes.prefix : &codes.facet) =
			    sg_pack_keep(reader, value->text);
	}
	if (!codes.prefix || codes.last < codes.first)
		return sg_pack_refuse(reader, node, "a prefix and the last number are needed");
	g_array_append_val(reader->vocabulary->codes, codes);
	return true;
}

static bool
read_error_codes(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	if (node->kind != SG_YAML_LIST)
		return read_codes(reader, node);
	for (size_t i = 0; i < sg_yaml_count(node); i++)
		if (!read_codes(reader, sg_yaml_item(node, i)))
			return false;
	return true;
}

static const struct {
	const char *name;
	bool (*read)(SgPackReader *reader, const SgYaml *node, SgKind kind);
	SgKind kind;
} SECTIONS[] = {
    {"pack", read_nothing, SG_N_KINDS}, /* read first, as the others need it */
    {"facet", read_nothing, SG_N_KINDS},
    {"languages", read_languages, SG_N_KINDS},
    {"words", read_words, SG_N_KINDS},
    {"verbs", read_verbs, SG_N_KINDS},
    {"links", read_links, SG_N_KINDS},
    {"entities", sg_pack_read_entities, SG_N_KINDS},
    {"concepts", sg_pack_read_entities, SG_KIND_CONCEPT},
    {"errors", sg_pack_read_entities, SG_KIND_ERROR},
    {"crates", sg_pack_read_entities, SG_KIND_CRATE},
    {"patterns", sg_pack_read_entities, SG_KIND_PATTERN},
    {"tools", sg_pack_read_entities, SG_KIND_TOOL},
    {"error_codes", read_error_codes, SG_N_KINDS},
};

/* Adds the pack itself: what it is called and the facet of its crates. */
static bool
open_pack(SgPackReader *reader, const SgYaml *root)
{
	g_autofree char *file = g_path_get_basename(reader->path);
	const SgYaml *name = sg_yaml_get(root, "pack");
	const SgYaml *facet = sg_yaml_get(root, "facet");
	if (!name)
		return sg_pack_refuse(reader, root, "the key 'pack' is needed");
	if (!sg_pack_expect(reader, name, SG_YAML_SCALAR) ||
	    (facet && !sg_pack_expect_facet(reader, facet)))
		return false;
	g_autofree char *wanted = g_strconcat(name->text, ".yaml", NULL);
	if (strcmp(wanted, file) != 0)
		return sg_pack_refuse(reader, name, "pack '%s' must stand in a file %s", name->text,
				      wanted);
	SgPack pack = {
	    .name = sg_pack_keep(reader, name->text),
	    .facet = sg_pack_keep(reader, facet ? facet->text : ""),
	    .languages = g_ptr_array_new(),
	};
	GArray *packs = reader->vocabulary->packs;
	reader->number = packs->len;
	g_array_append_val(packs, pack);
	reader->pack = &g_array_index(packs, SgPack, reader->number);
	return true;
}

bool
sg_pack_load(SgVocabulary *vocabulary, const char *path, GChecksum *checksum, GError **error)
{
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(SgYaml) root = sg_yaml_load(path, &bytes, error);
	if (!root)
		return false;
	SgPackReader reader = {.vocabulary = vocabulary, .path = path, .error = error};
	if (!open_pack(&reader, root))
		return false;
	SgNames names = SG_NAMES(SECTIONS);
	for (size_t i = 0; i < sg_yaml_count(root); i++) {
		int section = sg_yaml_match_key(sg_yaml_key(root, i), &names, path, error);
		const SgYaml *node = sg_yaml_item(root, i);
		if (section < 0)
			return false;
		if (!SECTIONS[section].read(&reader, node, SECTIONS[section].kind))
			return false;
	}
	/* The length goes first, so that no two sets of packs give the same bytes. */
	g_autofree char *head = g_strdup_printf("%zu\n", g_bytes_get_size(bytes));
	g_checksum_update(checksum, (const guchar *)head, -1);
	g_checksum_update(checksum, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
	return true;
}
