/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

#include "base/text.h"

/* A document with more is a list or a dump, not prose about so many things. */
#define MAX_TERMS           4000
#define MAX_STATEMENTS      4000
#define MAX_CLAIMS          8000
#define MAX_STATEMENT_BYTES 1200

static bool
is_ignored(const SgExtraction *x, const char *label)
{
	if (g_hash_table_size(x->ignored) == 0)
		return false;
	g_autofree char *key = sg_text_key(label);
	return g_hash_table_contains(x->ignored, key);
}

/* Types carry a facet only where the kind has one. */
static const char *
facet_of(const SgExtraction *x, const SgName *name, SgKind kind)
{
	if (name->facet && *name->facet != '\0')
		return name->facet;
	return kind == SG_KIND_CRATE ? x->ecosystem : "";
}

uint32_t
sg_add_term(SgExtraction *x, const SgName *name, SgKind kind, const SgRuleInfo *rule, SgPlace place)
{
	if (x->facts->terms->len >= MAX_TERMS || is_ignored(x, name->label))
		return SG_NONE;
	GString *pool = x->doc->pool;
	unsigned confidence = rule->confidence > name->doubt ? rule->confidence - name->doubt : 1;
	SgTerm term = {.label = sg_pool_add(pool, name->label, -1),
		       .alias = name->alias ? sg_pool_add(pool, name->alias, -1) : 0,
		       .facet = sg_pool_add(pool, facet_of(x, name, kind), -1),
		       .rule = sg_pool_add(pool, rule->name, -1),
		       .kind = (uint8_t)kind,
		       .role = (uint8_t)rule->role,
		       .confidence = (uint8_t)confidence,
		       .known = name->known,
		       .section = place.section,
		       .code = SG_NONE,
		       .span = place.span};
	g_array_append_val(x->facts->terms, term);
	return x->facts->terms->len - 1;
}

/* How many of one kind a term has already; they are numbered in order. */
static uint32_t
next_order(const SgExtraction *x, uint32_t term, SgSays says)
{
	const GArray *statements = x->facts->statements;
	for (guint i = statements->len; i > 0 && i + 64 > statements->len; i--) {
		const SgStatement *s = &g_array_index(statements, SgStatement, i - 1);
		if (s->term == term && s->says == (uint32_t)says)
			return s->order + 1;
	}
	return 1;
}

static SgStr
add_text(const SgExtraction *x, const char *text)
{
	size_t length = strlen(text);
	if (length > MAX_STATEMENT_BYTES)
		length = (size_t)(g_utf8_find_prev_char(text, text + MAX_STATEMENT_BYTES) - text);
	return sg_pool_add(x->doc->pool, text, (gssize)length);
}

void
sg_reword_statement(SgExtraction *x, uint32_t statement, const char *text, SgSpan span)
{
	SgStatement *record = &g_array_index(x->facts->statements, SgStatement, statement);
	record->text = add_text(x, text);
	record->span = span;
}

void
sg_add_statement(SgExtraction *x, uint32_t term, SgSaying saying, SgSpan span)
{
	if (term == SG_NONE || *saying.text == '\0' || x->facts->statements->len >= MAX_STATEMENTS)
		return;
	SgStatement statement = {.term = term,
				 .says = saying.says,
				 .order = next_order(x, term, saying.says),
				 .text = add_text(x, saying.text),
				 .rule = sg_pool_add(x->doc->pool, saying.rule, -1),
				 .code = SG_NONE,
				 .span = span};
	g_array_append_val(x->facts->statements, statement);
}

static bool
is_same_claim(const SgClaim *claim, SgRelation relation)
{
	return claim->type == (uint32_t)relation.type && claim->source == relation.source &&
	       claim->target == relation.target;
}

void
sg_add_claim(SgExtraction *x, SgRelation relation, const SgRuleInfo *rule, SgSpan span)
{
	GArray *claims = x->facts->claims;
	if (relation.target == SG_NONE || relation.source == relation.target ||
	    claims->len >= MAX_CLAIMS)
		return;
	for (guint i = claims->len; i > 0 && i + 32 > claims->len; i--) {
		if (is_same_claim(&g_array_index(claims, SgClaim, i - 1), relation))
			return;
	}
	SgClaim claim = {.type = relation.type,
			 .source = relation.source,
			 .target = relation.target,
			 .confidence = rule->confidence,
			 .rule = sg_pool_add(x->doc->pool, rule->name, -1),
			 .span = span};
	g_array_append_val(claims, claim);
}
