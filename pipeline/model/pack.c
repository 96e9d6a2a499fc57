/* SPDX-License-Identifier: MIT */
#include "model/pack.h"

#include "base/text.h"
#include "base/yaml.h"

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

/* What a file is read into, and where errors go. */
typedef struct {
	SgVocabulary *vocabulary;
	SgPack *pack; /* valid while no other is added */
	unsigned number;
	const char *path;
	GError **error;
} Reader;

#define refuse(reader, at, ...) sg_yaml_refuse((reader)->error, (reader)->path, at, __VA_ARGS__)

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
    [SG_WORDS_LEAD] = "lead",
    [SG_WORDS_TAIL] = "tail",
    [SG_WORDS_IMPERATIVE] = "imperative",
    [SG_WORDS_BUILTIN] = "builtin",
    [SG_WORDS_RESIDUE] = "residue",
};

G_STATIC_ASSERT(G_N_ELEMENTS(WORDS_NAMES) == SG_N_WORDS);

/* Which of the things with one name comes first: error, crate, pattern, tool, concept. */
static const unsigned PRECEDENCE[SG_N_KINDS] = {
    [SG_KIND_ERROR] = 0, [SG_KIND_CRATE] = 1,   [SG_KIND_PATTERN] = 2,
    [SG_KIND_TOOL] = 3,  [SG_KIND_CONCEPT] = 4,
};

static char *
keep(const Reader *reader, const char *text)
{
	return g_string_chunk_insert_const(reader->vocabulary->strings, text);
}

/* The key of a phrase, kept; NULL and an error when nothing of it is left. */
static char *
keep_key(const Reader *reader, const SgYaml *node)
{
	g_autofree char *key = sg_text_key(node->text);
	if (*key)
		return keep(reader, key);
	refuse(reader, node, "'%s' has no letter or digit", node->text);
	return NULL;
}

static bool
expect(const Reader *reader, const SgYaml *node, SgYamlKind kind)
{
	static const char *const WANTED[] = {
	    [SG_YAML_SCALAR] = "a text",
	    [SG_YAML_LIST] = "a list",
	    [SG_YAML_MAP] = "'name: value' lines",
	};
	if (node->kind != kind)
		return refuse(reader, node, "expected %s", WANTED[kind]);
	if (kind == SG_YAML_SCALAR && !*node->text)
		return refuse(reader, node, "expected a text");
	return true;
}

static bool
expect_texts(const Reader *reader, const SgYaml *node)
{
	if (!expect(reader, node, SG_YAML_LIST))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++)
		if (!expect(reader, sg_yaml_item(node, i), SG_YAML_SCALAR))
			return false;
	return true;
}

/* Facets stand in ids ("crate/npm:express"). */
static bool
expect_facet(const Reader *reader, const SgYaml *node)
{
	if (!expect(reader, node, SG_YAML_SCALAR))
		return false;
	for (const char *at = node->text; *at; at++)
		if (!g_ascii_islower(*at) && !g_ascii_isdigit(*at) && *at != '-')
			return refuse(reader, node,
				      "a facet has lower-case letters, digits and '-'");
	return true;
}

static bool
expect_url(const Reader *reader, const SgYaml *node)
{
	if (!expect(reader, node, SG_YAML_SCALAR))
		return false;
	if (!g_str_has_prefix(node->text, "https://") && !g_str_has_prefix(node->text, "http://"))
		return refuse(reader, node, "expected an address that begins with https://");
	for (const char *at = node->text; *at; at++)
		if ((unsigned char)*at <= ' ' || strchr("\"'<>\\^`|", *at))
			return refuse(reader, node, "character that is not allowed in an address");
	return true;
}

static bool
read_nothing(Reader *reader, const SgYaml *node, SgKind kind)
{
	(void)reader;
	(void)node;
	(void)kind;
	return true;
}

static bool
read_languages(Reader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	if (!expect_texts(reader, node))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++)
		g_ptr_array_add(reader->pack->languages, keep(reader, sg_yaml_item(node, i)->text));
	return true;
}

static bool
read_words(Reader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	SgNames names = SG_NAMES(WORDS_NAMES);
	if (!expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		int words =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		const SgYaml *list = sg_yaml_item(node, i);
		if (words < 0 || !expect_texts(reader, list))
			return false;
		for (size_t j = 0; j < sg_yaml_count(list); j++) {
			char *key = keep_key(reader, sg_yaml_item(list, j));
			if (!key)
				return false;
			g_hash_table_add(reader->vocabulary->words[words], key);
		}
	}
	return true;
}

static bool
read_verbs(Reader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	const char *types[SG_N_EDGE_TYPES];
	for (unsigned type = 0; type < SG_N_EDGE_TYPES; type++)
		types[type] = sg_edge_type_name(type);
	SgNames names = SG_NAMES(types);
	if (!expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		int type =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		const SgYaml *list = sg_yaml_item(node, i);
		if (type < 0 || !expect_texts(reader, list))
			return false;
		for (size_t j = 0; j < sg_yaml_count(list); j++) {
			char *key = keep_key(reader, sg_yaml_item(list, j));
			if (!key)
				return false;
			g_hash_table_insert(reader->vocabulary->verbs, key,
					    GUINT_TO_POINTER((unsigned)type + 1));
		}
	}
	return true;
}

/* SG_N_KINDS and an error when the text at node is no kind. */
static SgKind
match_kind(const Reader *reader, const SgYaml *node, const char *text)
{
	for (unsigned kind = 0; kind < SG_N_KINDS; kind++)
		if (strcmp(text, sg_kind_name(kind)) == 0)
			return kind;
	refuse(reader, node, "'%s' is no kind: concept, error, crate, pattern or tool", text);
	return SG_N_KINDS;
}

static bool
read_links(Reader *reader, const SgYaml *node, SgKind kind)
{
	(void)kind;
	if (!expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		const SgYaml *key = sg_yaml_key(node, i);
		const SgYaml *template = sg_yaml_item(node, i);
		g_auto(GStrv) parts = g_strsplit(key->text, "/", 2);
		SgLink link = {.pack = reader->number};
		link.kind = match_kind(reader, key, parts[0] ? parts[0] : "");
		if (link.kind == SG_N_KINDS || !expect_url(reader, template))
			return false;
		const char *usual = link.kind == SG_KIND_CRATE ? reader->pack->facet : "";
		link.facet = keep(reader, parts[1] ? parts[1] : usual);
		link.template = keep(reader, template->text);
		g_array_append_val(reader->vocabulary->links, link);
	}
	return true;
}

/* The thing of this pack that a name denotes. */
static SgKnown *
find_own(const Reader *reader, const char *name, SgKind kind, const char *facet)
{
	const GArray *senses = g_hash_table_lookup(reader->vocabulary->exact, name);
	for (guint i = 0; senses && i < senses->len; i++) {
		const SgSense *sense = &g_array_index(senses, SgSense, i);
		if (sense->pack == reader->number && sense->known->kind == kind &&
		    strcmp(sense->known->facet, facet) == 0)
			return sense->known;
	}
	return NULL;
}

/* Puts the thing among the senses of a name, after those that go before it. */
static void
add_sense(GHashTable *table, char *name, SgKnown *known, unsigned pack)
{
	GArray *senses = g_hash_table_lookup(table, name);
	if (!senses) {
		senses = g_array_new(FALSE, FALSE, sizeof(SgSense));
		g_hash_table_insert(table, name, senses);
	}
	guint at = 0;
	for (; at < senses->len; at++) {
		const SgKnown *other = g_array_index(senses, SgSense, at).known;
		if (other == known)
			return;
		if (PRECEDENCE[other->kind] > PRECEDENCE[known->kind])
			break;
	}
	SgSense sense = {.known = known, .pack = pack};
	g_array_insert_val(senses, at, sense);
}

/* Lets a name denote the thing. It may denote others of other kinds, ecosystems or packs as well,
 * but not another one of the same. */
static bool
add_name(const Reader *reader, const SgYaml *node, SgKnown *known)
{
	char *key = keep_key(reader, node);
	if (!key)
		return false;
	const SgKnown *other = find_own(reader, node->text, known->kind, known->facet);
	if (other && other != known)
		return refuse(reader, node, "'%s' already names the %s '%s'", node->text,
			      sg_kind_name(known->kind), other->label);
	add_sense(reader->vocabulary->exact, keep(reader, node->text), known, reader->number);
	add_sense(reader->vocabulary->folded, key, known, reader->number);
	return true;
}

enum { FIELD_NAME, FIELD_KIND, FIELD_FACET, FIELD_URL, FIELD_ALSO, N_FIELDS };
static const char *const FIELD_NAMES[N_FIELDS] = {"name", "kind", "facet", "url", "also"};

/* The values of an entity's keys, NULL where not given. */
static bool
read_fields(const Reader *reader, const SgYaml *node, const SgYaml *fields[N_FIELDS])
{
	SgNames names = SG_NAMES(FIELD_NAMES);
	if (!expect(reader, node, SG_YAML_MAP))
		return false;
	if (!sg_yaml_get(node, "name"))
		return refuse(reader, node, "a name is needed");
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		int field =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		if (field < 0)
			return false;
		fields[field] = sg_yaml_item(node, i);
	}
	return expect(reader, fields[FIELD_NAME], SG_YAML_SCALAR) &&
	       (!fields[FIELD_KIND] || expect(reader, fields[FIELD_KIND], SG_YAML_SCALAR)) &&
	       (!fields[FIELD_FACET] || expect_facet(reader, fields[FIELD_FACET])) &&
	       (!fields[FIELD_URL] || expect_url(reader, fields[FIELD_URL])) &&
	       (!fields[FIELD_ALSO] || expect_texts(reader, fields[FIELD_ALSO]));
}

/* The thing of this label, made when it is not there: a second entry adds to the first. */
static SgKnown *
known_of(const Reader *reader, const char *label, SgKind kind, const char *facet)
{
	SgKnown *known = find_own(reader, label, kind, facet);
	if (known && strcmp(known->label, label) == 0)
		return known;
	known = g_new0(SgKnown, 1);
	g_ptr_array_add(reader->vocabulary->known, known);
	known->kind = kind;
	known->label = keep(reader, label);
	known->pack = reader->pack->name;
	known->facet = keep(reader, facet);
	return known;
}

static bool
read_entity(Reader *reader, const SgYaml *node, SgKind kind)
{
	const SgYaml *fields[N_FIELDS] = {[FIELD_NAME] = node};
	if (node->kind != SG_YAML_SCALAR && !read_fields(reader, node, fields))
		return false;
	if (kind == SG_N_KINDS) {
		if (!fields[FIELD_KIND])
			return refuse(reader, node, "a kind is needed");
		kind = match_kind(reader, fields[FIELD_KIND], fields[FIELD_KIND]->text);
	} else if (fields[FIELD_KIND]) {
		return refuse(reader, fields[FIELD_KIND], "the kind is given by the list");
	}
	if (kind == SG_N_KINDS)
		return false;
	const char *usual = kind == SG_KIND_CRATE ? reader->pack->facet : "";
	const char *facet = fields[FIELD_FACET] ? fields[FIELD_FACET]->text : usual;
	SgKnown *known = known_of(reader, fields[FIELD_NAME]->text, kind, facet);
	if (fields[FIELD_URL])
		known->url = keep(reader, fields[FIELD_URL]->text);
	if (!add_name(reader, fields[FIELD_NAME], known))
		return false;
	const SgYaml *also = fields[FIELD_ALSO];
	for (size_t i = 0; also && i < sg_yaml_count(also); i++)
		if (!add_name(reader, sg_yaml_item(also, i), known))
			return false;
	return true;
}

static bool
read_entities(Reader *reader, const SgYaml *node, SgKind kind)
{
	if (!expect(reader, node, SG_YAML_LIST))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++)
		if (!read_entity(reader, sg_yaml_item(node, i), kind))
			return false;
	return true;
}

static bool
read_number(const Reader *reader, const SgYaml *node, unsigned *number)
{
	if (!expect(reader, node, SG_YAML_SCALAR))
		return false;
	guint64 value = 0;
	if (!g_ascii_string_to_unsigned(node->text, 10, 0, 999999999, &value, NULL))
		return refuse(reader, node, "expected a whole number");
	*number = (unsigned)value;
	return true;
}

static bool
read_codes(Reader *reader, const SgYaml *node)
{
	static const char *const KEYS[] = {"digits", "first", "last", "prefix", "facet"};
	SgNames names = SG_NAMES(KEYS);
	SgErrorCodes codes = {.pack = reader->pack->name, .digits = 1, .facet = keep(reader, "")};
	unsigned *const numbers[] = {&codes.digits, &codes.first, &codes.last};
	if (!expect(reader, node, SG_YAML_MAP))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		const SgYaml *value = sg_yaml_item(node, i);
		int key =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		if (key < 0)
			return false;
		bool number = (size_t)key < G_N_ELEMENTS(numbers);
		if (number ? !read_number(reader, value, numbers[key])
			   : !expect(reader, value, SG_YAML_SCALAR))
			return false;
		if (!number)
			*(key == 3 ? &codes.prefix : &codes.facet) = keep(reader, value->text);
	}
	if (!codes.prefix || codes.last < codes.first)
		return refuse(reader, node, "a prefix and the last number are needed");
	g_array_append_val(reader->vocabulary->codes, codes);
	return true;
}

static bool
read_error_codes(Reader *reader, const SgYaml *node, SgKind kind)
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
	bool (*read)(Reader *reader, const SgYaml *node, SgKind kind);
	SgKind kind;
} SECTIONS[] = {
    {"pack", read_nothing, SG_N_KINDS}, /* read first, as the others need it */
    {"facet", read_nothing, SG_N_KINDS},
    {"languages", read_languages, SG_N_KINDS},
    {"words", read_words, SG_N_KINDS},
    {"verbs", read_verbs, SG_N_KINDS},
    {"links", read_links, SG_N_KINDS},
    {"entities", read_entities, SG_N_KINDS},
    {"concepts", read_entities, SG_KIND_CONCEPT},
    {"errors", read_entities, SG_KIND_ERROR},
    {"crates", read_entities, SG_KIND_CRATE},
    {"patterns", read_entities, SG_KIND_PATTERN},
    {"tools", read_entities, SG_KIND_TOOL},
    {"error_codes", read_error_codes, SG_N_KINDS},
};

/* Adds the pack itself: what it is called and the facet of its crates. */
static bool
open_pack(Reader *reader, const SgYaml *root)
{
	g_autofree char *file = g_path_get_basename(reader->path);
	const SgYaml *name = sg_yaml_get(root, "pack");
	const SgYaml *facet = sg_yaml_get(root, "facet");
	if (!name)
		return refuse(reader, root, "the key 'pack' is needed");
	if (!expect(reader, name, SG_YAML_SCALAR) || (facet && !expect_facet(reader, facet)))
		return false;
	g_autofree char *wanted = g_strconcat(name->text, ".yaml", NULL);
	if (strcmp(wanted, file) != 0)
		return refuse(reader, name, "pack '%s' must stand in a file %s", name->text,
			      wanted);
	SgPack pack = {
	    .name = keep(reader, name->text),
	    .facet = keep(reader, facet ? facet->text : ""),
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
	Reader reader = {.vocabulary = vocabulary, .path = path, .error = error};
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
