/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

enum {
	ON_HEADING = 1,
	ON_PARAGRAPH = 2,
	ON_CELL = 4,
	ON_TEXT = ON_PARAGRAPH | ON_CELL,
	ON_ALL = 7
};

/* How a name comes to be taken from a passage. The confidence is that of a name of good form; a
 * name of doubtful form loses some of it. In order of application to each block. */
static const struct {
	SgRuleInfo info;
	unsigned on;
	SgRuleFn apply;
} rules[] = {
    /* A heading names what its section is about. */
    {{"heading", SG_ROLE_HEADING, 90}, ON_HEADING, sg_rule_heading},
    /* A bold line of its own is a heading in all but markup. */
    {{"run-in-head", SG_ROLE_HEADING, 85}, ON_PARAGRAPH, sg_rule_run_in},
    /* "**Term**: meaning", "- `Type` - meaning". */
    {{"definition-item", SG_ROLE_DEFINITION, 85}, ON_PARAGRAPH, sg_rule_definition},
    /* A list of short noun phrases lists topics. */
    {{"list-item", SG_ROLE_TERM, 70}, ON_PARAGRAPH, sg_rule_list_item},
    /* The first column says what a row is about. */
    {{"table-column", SG_ROLE_TERM, 65}, ON_CELL, sg_rule_table},
    /* "Non-Lexical Lifetimes (NLL)". */
    {{"acronym", SG_ROLE_DEFINITION, 75}, ON_TEXT, sg_rule_acronym},
    /* "Lifetimes ensure ...": the sentence speaks of its subject. */
    {{"subject", SG_ROLE_STATEMENT, 62}, ON_PARAGRAPH, sg_rule_subject},
    {{"code-span", SG_ROLE_TERM, 60}, ON_ALL, sg_rule_code_span},
    {{"error-code", SG_ROLE_TERM, 80}, ON_TEXT, sg_rule_error_code},
    /* Tools and packages are worth a page wherever they are named. */
    {{"known-name", SG_ROLE_TERM, 60}, ON_TEXT, sg_rule_known},
};

static unsigned
bit_of(SgNodeKind kind)
{
	return kind == SG_NODE_HEADING ? ON_HEADING : kind == SG_NODE_CELL ? ON_CELL : ON_PARAGRAPH;
}

uint32_t
sg_section_owner(const SgExtraction *x, uint32_t section)
{
	while (section != SG_NONE) {
		uint32_t term = g_array_index(x->section_terms, uint32_t, section);
		if (term != SG_NONE)
			return term;
		section = g_array_index(x->facts->sections, SgSection, section).parent;
	}
	return SG_NONE;
}

void
sg_step_rules(SgExtraction *x)
{
	for (guint i = 0; i < x->facts->sections->len; i++) {
		uint32_t none = SG_NONE;
		g_array_append_val(x->section_terms, none);
	}
	for (guint i = 0; i < x->blocks->len; i++) {
		SgBlock *block = sg_block(x, i);
		if (block->kind == SG_NODE_HEADING)
			x->run_in = SG_NONE;
		block->terms = x->facts->terms->len;
		unsigned bit = bit_of((SgNodeKind)block->kind);
		for (size_t r = 0; r < G_N_ELEMENTS(rules); r++) {
			if ((rules[r].on & bit) != 0)
				rules[r].apply(x, block, &rules[r].info);
		}
		block->terms_end = x->facts->terms->len;
		block->owner =
		    x->run_in != SG_NONE ? x->run_in : sg_section_owner(x, block->section);
	}
}
