/* SPDX-License-Identifier: MIT */
#include "model/pack.h"

#include "base/text.h"

#include <string.h>

char *
sg_pack_keep(const SgPackReader *reader, const char *text)
{
	return g_string_chunk_insert(reader->vocabulary->strings, text);
}

char *
sg_pack_key(const SgPackReader *reader, const SgYaml *node)
{
	g_autofree char *key = sg_text_key(node->text);
	if (*key != '\0')
		return g_steal_pointer(&key);
	sg_pack_refuse(reader, node, "'%s' has no letter or digit", node->text);
	return NULL;
}

SgKeyEntry *
sg_pack_entry(const SgPackReader *reader, const char *key)
{
	SgKeyEntry *entry = g_hash_table_lookup(reader->vocabulary->keys, key);
	if (entry)
		return entry;
	entry = g_new0(SgKeyEntry, 1);
	entry->phrase.verb = SG_N_EDGE_TYPES;
	g_hash_table_insert(reader->vocabulary->keys, sg_pack_keep(reader, key), entry);
	return entry;
}

bool
sg_pack_expect(const SgPackReader *reader, const SgYaml *node, SgYamlKind kind)
{
	static const char *const WANTED[] = {
	    [SG_YAML_SCALAR] = "a text",
	    [SG_YAML_LIST] = "a list",
	    [SG_YAML_MAP] = "'name: value' lines",
	};
	if (node->kind != kind)
		return sg_pack_refuse(reader, node, "expected %s", WANTED[kind]);
	if (kind == SG_YAML_SCALAR && !*node->text)
		return sg_pack_refuse(reader, node, "expected a text");
	return true;
}

bool
sg_pack_expect_texts(const SgPackReader *reader, const SgYaml *node)
{
	if (!sg_pack_expect(reader, node, SG_YAML_LIST))
		return false;
	for (size_t i = 0; i < sg_yaml_count(node); i++)
		if (!sg_pack_expect(reader, sg_yaml_item(node, i), SG_YAML_SCALAR))
			return false;
	return true;
}

/* Facets stand in ids ("crate/npm:express"). */
bool
sg_pack_expect_facet(const SgPackReader *reader, const SgYaml *node)
{
	if (!sg_pack_expect(reader, node, SG_YAML_SCALAR))
		return false;
	for (const char *at = node->text; *at; at++)
		if (!g_ascii_islower(*at) && !g_ascii_isdigit(*at) && *at != '-')
			return sg_pack_refuse(reader, node,
					      "a facet has lower-case letters, digits and '-'");
	return true;
}

bool
sg_pack_expect_url(const SgPackReader *reader, const SgYaml *node)
{
	if (!sg_pack_expect(reader, node, SG_YAML_SCALAR))
		return false;
	if (!g_str_has_prefix(node->text, "https://") && !g_str_has_prefix(node->text, "http://"))
		return sg_pack_refuse(reader, node,
				      "expected an address that begins with https://");
	for (const char *at = node->text; *at; at++)
		if ((unsigned char)*at <= ' ' || strchr("\"'<>\\^`|", *at))
			return sg_pack_refuse(reader, node,
					      "character that is not allowed in an address");
	return true;
}

/* SG_N_KINDS and an error when the text at node is no kind. */
SgKind
sg_pack_match_kind(const SgPackReader *reader, const SgYaml *node, const char *text)
{
	for (unsigned kind = 0; kind < SG_N_KINDS; kind++)
		if (strcmp(text, sg_kind_name(kind)) == 0)
			return kind;
	sg_pack_refuse(reader, node, "'%s' is no kind: concept, error, crate, pattern or tool",
		       text);
	return SG_N_KINDS;
}
