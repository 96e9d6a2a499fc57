/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/facts.h"

/* Every rule by which something gets into the graph. Its name stands in the evidence of whatever it
 * found, so a name never changes. */

typedef enum {
	/* Names in prose. */
	SG_RULE_HEADING,
	SG_RULE_RUN_IN_HEAD,
	SG_RULE_DEFINITION_ITEM,
	SG_RULE_LIST_ITEM,
	SG_RULE_PACKAGE_LIST,
	SG_RULE_BESIDE_PACKAGE,
	SG_RULE_TABLE_COLUMN,
	SG_RULE_ACRONYM,
	SG_RULE_SUBJECT,
	SG_RULE_CODE_SPAN,
	SG_RULE_ERROR_CODE,
	SG_RULE_KNOWN_NAME,
	SG_RULE_TROUBLESHOOTING,
	SG_RULE_TAG,
	SG_RULE_DOCS_LINK,
	/* Names in code. */
	SG_RULE_RUST_USE,
	SG_RULE_RUST_PATH,
	SG_RULE_CARGO_TOML,
	SG_RULE_IMPORT,
	SG_RULE_INSTALL_COMMAND,
	SG_RULE_COMMAND,
	SG_RULE_ERROR_CODE_IN_CODE,
	SG_RULE_SANITIZER_REPORT,
	/* Statements. */
	SG_RULE_TROUBLESHOOTING_PART,
	SG_RULE_FIRST_SENTENCE,
	SG_RULE_WHEN,
	SG_RULE_STEP,
	SG_RULE_ADVICE,
	/* Relations. */
	SG_RULE_UNDER_HEADING,
	SG_RULE_DOING_HEAD,
	SG_RULE_NAMED_UNDER_HEADING,
	SG_RULE_NAMED,
	SG_RULE_VERB,
	SG_RULE_SUCH_AS,
	SG_RULE_MEMBER,
	SG_RULE_IS_A,
	SG_RULE_PROVIDES,
	SG_RULE_MEANS,
	SG_RULE_COMPARISON,
	SG_RULE_CONTRAST,
	/* What the graph adds when it knows all documents. */
	SG_RULE_DOCUMENT,
	SG_RULE_CODE_BLOCK,
	SG_RULE_SKILL_FOLDER,
	SG_RULE_LINK,
	SG_RULE_MENTION,
	SG_RULE_CO_OCCURRENCE,
	SG_RULE_OVERLAP,
	SG_RULE_METADATA,
	SG_RULE_DOCUMENT_NAME,
	/* Why two names are names of one thing. */
	SG_RULE_SPELLING,
	SG_RULE_GENERIC_ARGUMENTS,
	SG_RULE_CRATE_NAME,
	SG_RULE_SORT_WORD,
	SG_RULE_ALIAS,
	SG_RULE_CONFIGURATION,
	SG_N_RULES
} SgRule;

/* Those before it are rules of extraction. */
#define SG_RULE_FIRST_OF_GRAPH SG_RULE_DOCUMENT

typedef struct {
	const char *name;
	SgRole role;        /* of the evidence */
	uint8_t confidence; /* of a name of good form, or of a relation; the form may cost some */
	const char *reason; /* why to believe what it finds: a sentence, or two */
} SgRuleInfo;

extern const SgRuleInfo sg_rules[SG_N_RULES];

/* NULL: there is no such rule. */
const SgRuleInfo *sg_rule_find(const char *name);
