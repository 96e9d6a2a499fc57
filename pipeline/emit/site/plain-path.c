/* SPDX-License-Identifier: MIT */
#include "emit/site/plain-path.h"

#include "emit/site/page-memory.h"

#include <libxml/tree.h>
#include <string.h>

const xmlAttr *
sg_path_attribute(const xmlNode *element, const xmlChar *name)
{
	for (const xmlAttr *a = element->properties; a; a = a->next) {
		if (a->name == name && !a->ns)
			return a;
	}
	return NULL;
}

static const xmlNode *
find_child(const xmlNode *node, const xmlChar *name)
{
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (child->name == name && child->type == XML_ELEMENT_NODE && !child->ns)
			return child;
	}
	return NULL;
}

const xmlChar *
sg_path_text(const xmlNode *first)
{
	if (!first)
		return BAD_CAST "";
	return first->type == XML_TEXT_NODE && !first->next ? first->content : NULL;
}

const xmlChar *
sg_path_string(const SgPath *path, const xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE)
		return NULL;
	if (path->axis == SG_PATH_ATTRIBUTE) {
		const xmlAttr *found = sg_path_attribute(node, path->name);
		return found ? sg_path_text(found->children) : BAD_CAST "";
	}
	if (path->axis == SG_PATH_CHILD)
		node = find_child(node, path->name);
	return node ? sg_path_text(node->children) : BAD_CAST "";
}

bool
sg_path_exists(const SgPath *path, const xmlNode *element)
{
	switch (path->axis) {
	case SG_PATH_ATTRIBUTE:
		return sg_path_attribute(element, path->name) != NULL;
	case SG_PATH_ATTRIBUTES:
		return element->properties != NULL;
	case SG_PATH_CHILD:
		return find_child(element, path->name) != NULL;
	case SG_PATH_NODES:
		return element->children != NULL;
	default:
		return true;
	}
}

static bool
term_holds(const SgPathTerm *term, const xmlNode *element)
{
	if (!term->words)
		return sg_path_exists(&term->path, element) != term->negated;
	const xmlAttr *found = sg_path_attribute(element, term->path.name);
	const xmlChar *value = found ? sg_path_text(found->children) : NULL;
	bool holds = value && (strcmp((const char *)value, term->words) != 0) == term->differs;
	return holds != term->negated;
}

bool
sg_path_test_holds(const SgPathTest *test, const xmlNode *element)
{
	for (size_t i = 0; i < test->n_terms; i++) {
		if (term_holds(&test->terms[i], element) == test->any)
			return test->any;
	}
	return !test->any;
}

void
sg_path_test_clear(SgPathTest *test)
{
	for (size_t i = 0; i < test->n_terms; i++)
		g_free(test->terms[i].words);
	test->n_terms = 0;
}

static const char *
skip_space(const char *at)
{
	return at + strspn(at, " \t\r\n");
}

const char *
sg_path_read_front(const char *text, SgPath *path)
{
	static const char name_characters[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-.";
	const char *at = skip_space(text);
	if (g_str_has_prefix(at, "@*")) {
		path->axis = SG_PATH_ATTRIBUTES;
		return skip_space(at + 2);
	}
	if (*at == '.') {
		path->axis = SG_PATH_SELF;
		return skip_space(at + 1);
	}
	path->axis = *at == '@' ? SG_PATH_ATTRIBUTE : SG_PATH_CHILD;
	if (*at == '@')
		at++;
	if (!g_ascii_isalpha(*at))
		return NULL;
	size_t length = strspn(at, name_characters);
	path->name = xmlDictLookup(sg_page_memory_names(), BAD_CAST at, (int)length);
	return skip_space(at + length);
}

bool
sg_path_read(const xmlChar *text, SgPath *path)
{
	const char *rest = text ? sg_path_read_front((const char *)text, path) : NULL;
	return rest && !*rest;
}

/* "='words'" or "!='words'", if it comes next; only attributes are compared. */
static const char *
read_comparison(const char *at, SgPathTerm *term)
{
	term->differs = *at == '!';
	if (at[term->differs] != '=')
		return at;
	at = skip_space(at + term->differs + 1);
	const char *end = *at == '\'' || *at == '"' ? strchr(at + 1, *at) : NULL;
	if (!end || term->path.axis != SG_PATH_ATTRIBUTE)
		return NULL;
	term->words = g_strndup(at + 1, (size_t)(end - at) - 1);
	return skip_space(end + 1);
}

static const char *
read_tested(const char *at, SgPathTerm *term)
{
	static const char nodes[] = "node()";
	if (g_str_has_prefix(at, nodes)) {
		term->path.axis = SG_PATH_NODES;
		return skip_space(at + strlen(nodes));
	}
	at = sg_path_read_front(at, &term->path);
	return at ? read_comparison(at, term) : NULL;
}

static const char *
read_term(const char *text, SgPathTerm *term)
{
	const char *at = skip_space(text);
	term->negated = g_str_has_prefix(at, "not(");
	at = read_tested(term->negated ? skip_space(at + strlen("not(")) : at, term);
	if (!at || !term->negated)
		return at;
	return *at == ')' ? skip_space(at + 1) : NULL;
}

/* All of one kind, so that nothing need be known of which binds closer. */
static const char *
read_joint(const char *at, SgPathTest *test)
{
	bool any = g_str_has_prefix(at, "or ");
	if ((!any && !g_str_has_prefix(at, "and ")) || (test->n_terms > 1 && any != test->any))
		return NULL;
	test->any = any;
	return at + (any ? strlen("or ") : strlen("and "));
}

bool
sg_path_test_read(const xmlChar *text, SgPathTest *test)
{
	const char *at = (const char *)text;
	while (at && test->n_terms < SG_PATH_MAX_TERMS) {
		at = read_term(at, &test->terms[test->n_terms++]);
		if (at && !*at)
			return true;
		at = at ? read_joint(at, test) : NULL;
	}
	sg_path_test_clear(test);
	return false;
}
