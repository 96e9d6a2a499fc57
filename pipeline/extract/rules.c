/* SPDX-License-Identifier: MIT */
#include "extract/steps.h"

enum {
	ON_HEADING = 1,
	ON_PARAGRAPH = 2,
	ON_CELL = 4,
	ON_TEXT = ON_PARAGRAPH | ON_CELL,
	ON_ALL = 7
};

/* Which rules read which blocks, in order of application to each. */
static const struct {
	SgRule rule;
	unsigned on;
	SgRuleFn apply;
} rules[] = {
    {SG_RULE_HEADING, ON_HEADING, sg_rule_heading},
    {SG_RULE_RUN_IN_HEAD, ON_PARAGRAPH, sg_rule_run_in},
    {SG_RULE_DEFINITION_ITEM, ON_PARAGRAPH, sg_rule_definition},
    {SG_RULE_LIST_ITEM, ON_PARAGRAPH, sg_rule_list_item},
    {SG_RULE_PACKAGE_LIST, ON_PARAGRAPH, sg_rule_package_list},
    {SG_RULE_TABLE_COLUMN, ON_CELL, sg_rule_table},
    {SG_RULE_ACRONYM, ON_TEXT, sg_rule_acronym},
    {SG_RULE_SUBJECT, ON_PARAGRAPH, sg_rule_subject},
    {SG_RULE_CODE_SPAN, ON_ALL, sg_rule_code_span},
    {SG_RULE_ERROR_CODE, ON_TEXT, sg_rule_error_code},
    {SG_RULE_KNOWN_NAME, ON_TEXT, sg_rule_known},
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
				rules[r].apply(x, block, &sg_rules[rules[r].rule]);
		}
		block->terms_end = x->facts->terms->len;
		block->owner =
		    x->run_in != SG_NONE ? x->run_in : sg_section_owner(x, block->section);
	}
}
