/* SPDX-License-Identifier: MIT */
#include "model/pack.h"

#include <string.h>

/* Which of the things with one name comes first: error, crate, pattern, tool, concept. */
static const unsigned PRECEDENCE[SG_N_KINDS] = {
    [SG_KIND_ERROR] = 0, [SG_KIND_CRATE] = 1,   [SG_KIND_PATTERN] = 2,
    [SG_KIND_TOOL] = 3,  [SG_KIND_CONCEPT] = 4,
};

/* The thing of this pack among the senses of a name (or NULL). */
static SgKnown *
find_own(const SgPackReader *reader, const GArray *senses, SgKind kind, const char *facet)
{
	for (guint i = 0; senses && i < senses->len; i++) {
		const SgSense *sense = &g_array_index(senses, SgSense, i);
		if (sense->pack == reader->number && sense->known->kind == kind &&
		    strcmp(sense->known->facet, facet) == 0)
			return sense->known;
	}
	return NULL;
}

/* Puts the thing among the senses of a name, after those that go before it; of one kind the last
 * pack's goes first: in its field the word means what the field says, not what core says. */
static void
add_sense(GArray *senses, SgKnown *known, unsigned pack)
{
	guint at = senses->len;
	for (guint i = senses->len; i > 0; i--) {
		const SgSense *other = &g_array_index(senses, SgSense, i - 1);
		if (other->known == known)
			return;
		if (PRECEDENCE[other->known->kind] > PRECEDENCE[known->kind] ||
		    (other->known->kind == known->kind && other->pack == 0 && pack != 0))
			at = i - 1;
	}
	SgSense sense = {.known = known, .pack = pack};
	g_array_insert_val(senses, at, sense);
}

/* Each run of first words of the key learns that a name begins with it. */
static void
add_folded(const SgPackReader *reader, const char *key, SgKnown *known)
{
	SgKeyEntry *entry = sg_pack_entry(reader, key);
	bool first = !entry->senses;
	if (first)
		entry->senses = g_array_new(FALSE, FALSE, sizeof(SgSense));
	add_sense(entry->senses, known, reader->number);
	if (!first)
		return;
	entry->phrase.names = true;
	for (const char *space = strchr(key, ' '); space; space = strchr(space + 1, ' ')) {
		g_autofree char *words = g_strndup(key, (size_t)(space - key));
		sg_pack_entry(reader, words)->phrase.goes_on |= SG_NEXT(space[1]);
	}
}

/* Lets a name denote the thing. It may denote others of other kinds, ecosystems or packs as well,
 * but not another one of the same. */
static bool
add_name(const SgPackReader *reader, const SgYaml *node, SgKnown *known)
{
	g_autofree char *key = sg_pack_key(reader, node);
	if (!key)
		return false;
	GHashTable *exact = reader->vocabulary->exact;
	GArray *senses = g_hash_table_lookup(exact, node->text);
	const SgKnown *other = find_own(reader, senses, known->kind, known->facet);
	if (other && other != known)
		return sg_pack_refuse(reader, node, "'%s' already names the %s '%s'", node->text,
				      sg_kind_name(known->kind), other->label);
	if (!senses) {
		senses = g_array_new(FALSE, FALSE, sizeof(SgSense));
		g_hash_table_insert(exact, sg_pack_keep(reader, node->text), senses);
	}
	add_sense(senses, known, reader->number);
	add_folded(reader, key, known);
	if (strcmp(node->text, known->label) != 0) {
		if (!known->also)
			known->also = g_ptr_array_new();
		g_ptr_array_add(known->also, sg_pack_keep(reader, node->text));
	}
	return true;
}

enum { FIELD_NAME, FIELD_KIND, FIELD_FACET, FIELD_URL, FIELD_ALSO, N_FIELDS };
static const char *const FIELD_NAMES[N_FIELDS] = {"name", "kind", "facet", "url", "also"};

/* The values of an entity's keys, NULL where not given. */
static bool
read_fields(const SgPackReader *reader, const SgYaml *node, const SgYaml *fields[N_FIELDS])
{
	SgNames names = SG_NAMES(FIELD_NAMES);
	if (!sg_pack_expect(reader, node, SG_YAML_MAP))
		return false;
	if (!sg_yaml_get(node, "name"))
		return sg_pack_refuse(reader, node, "a name is needed");
	for (size_t i = 0; i < sg_yaml_count(node); i++) {
		int field =
		    sg_yaml_match_key(sg_yaml_key(node, i), &names, reader->path, reader->error);
		if (field < 0)
			return false;
		fields[field] = sg_yaml_item(node, i);
	}
	return sg_pack_expect(reader, fields[FIELD_NAME], SG_YAML_SCALAR) &&
	       (!fields[FIELD_KIND] ||
		sg_pack_expect(reader, fields[FIELD_KIND], SG_YAML_SCALAR)) &&
	       (!fields[FIELD_FACET] || sg_pack_expect_facet(reader, fields[FIELD_FACET])) &&
	       (!fields[FIELD_URL] || sg_pack_expect_url(reader, fields[FIELD_URL])) &&
	       (!fields[FIELD_ALSO] || sg_pack_expect_texts(reader, fields[FIELD_ALSO]));
}

/* The thing of this label, made when it is not there: a second entry adds to the first. */
static SgKnown *
known_of(const SgPackReader *reader, const char *label, SgKind kind, const char *facet)
{
	const GArray *senses = g_hash_table_lookup(reader->vocabulary->exact, label);
	SgKnown *known = find_own(reader, senses, kind, facet);
	if (known && strcmp(known->label, label) == 0)
		return known;
	known = g_new0(SgKnown, 1);
	g_ptr_array_add(reader->vocabulary->known, known);
	known->kind = kind;
	known->label = sg_pack_keep(reader, label);
	known->pack = reader->pack->name;
	known->facet = g_string_chunk_insert_const(reader->vocabulary->strings, facet);
	return known;
}

static bool
read_entity(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	const SgYaml *fields[N_FIELDS] = {[FIELD_NAME] = node};
	if (node->kind != SG_YAML_SCALAR && !read_fields(reader, node, fields))
		return false;
	if (kind == SG_N_KINDS) {
		if (!fields[FIELD_KIND])
			return sg_pack_refuse(reader, node, "a kind is needed");
		kind = sg_pack_match_kind(reader, fields[FIELD_KIND], fields[FIELD_KIND]->text);
	} else if (fields[FIELD_KIND]) {
		return sg_pack_refuse(reader, fields[FIELD_KIND], "the kind is given by the list");
	}
	if (kind == SG_N_KINDS)
		return false;
	const char *usual = kind == SG_KIND_CRATE ? reader->pack->facet : "";
	const char *facet = fields[FIELD_FACET] ? fields[FIELD_FACET]->text : usual;
	SgKnown *known = known_of(reader, fields[FIELD_NAME]->text, kind, facet);
	if (fields[FIELD_URL])
		known->url = sg_pack_keep(reader, fields[FIELD_URL]->text);
	if (!add_name(reader, fields[FIELD_NAME], known))
		return false;
	const SgYaml *also = fields[FIELD_ALSO];
	for (size_t i = 0; also && i < sg_yaml_count(also); i++)
		if (!add_name(reader, sg_yaml_item(also, i), known))
			return false;
	return true;
}

bool
sg_pack_read_entities(SgPackReader *reader, const SgYaml *node, SgKind kind)
{
	if (!sg_pack_expect(reader, node, SG_YAML_LIST))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++)
		if (!read_entity(reader, sg_yaml_item(node, i), kind))
			return false;
	/* The empty key is that of "?", with which "? operator" begins. */
	sg_pack_entry(reader, "")->phrase.goes_on = SG_NEXT_ANY;
	return true;
}
