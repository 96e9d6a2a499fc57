/* SPDX-License-Identifier: MIT */
#include "model/rule.h"

#include <string.h>

const SgRuleInfo sg_rules[SG_N_RULES] = {
    [SG_RULE_HEADING] = {"heading", SG_ROLE_HEADING, 90,
			 "A heading names what its section is about."},
    [SG_RULE_RUN_IN_HEAD] = {"run-in-head", SG_ROLE_HEADING, 85,
			     "A bold line of its own is a heading in all but markup."},
    [SG_RULE_DEFINITION_ITEM] = {"definition-item", SG_ROLE_DEFINITION, 85,
				 "\"Term: meaning\" says what the term means."},
    [SG_RULE_LIST_ITEM] = {"list-item", SG_ROLE_TERM, 70,
			   "A list of short noun phrases lists topics."},
    [SG_RULE_PACKAGE_LIST] = {"package-list", SG_ROLE_TERM, 65,
			      "Below the head of a list of libraries single names are packages."},
    [SG_RULE_BESIDE_PACKAGE] = {"beside-package", SG_ROLE_TERM, 60,
				"What is written as a package beside a package is one."},
    [SG_RULE_TABLE_COLUMN] = {"table-column", SG_ROLE_TERM, 65,
			      "The first column of a table says what a row is about."},
    [SG_RULE_ACRONYM] = {"acronym", SG_ROLE_DEFINITION, 75,
			 "\"Long Name (LN)\" gives a thing both of its names."},
    [SG_RULE_SUBJECT] = {"subject", SG_ROLE_STATEMENT, 62, "A sentence speaks of its subject."},
    [SG_RULE_CODE_SPAN] = {"code-span", SG_ROLE_TERM, 60,
			   "What prose sets as code is a type, a command or a package."},
    [SG_RULE_ERROR_CODE] = {"error-code", SG_ROLE_TERM, 80,
			    "A code of the compiler stands for one error."},
    [SG_RULE_KNOWN_NAME] = {"known-name", SG_ROLE_TERM, 60,
			    "Tools and packages are worth a page wherever they are named."},
    [SG_RULE_TROUBLESHOOTING] = {"troubleshooting", SG_ROLE_DEFINITION, 80,
				 "What stands as the problem of a case is an error."},
    [SG_RULE_TAG] = {"tag", SG_ROLE_METADATA, 70, "The author files the document under it."},

    [SG_RULE_RUST_USE] = {"rust-use", SG_ROLE_CODE, 88,
			  "\"use\" and \"extern crate\" begin with the name of a crate."},
    [SG_RULE_RUST_PATH] = {"rust-path", SG_ROLE_CODE, 80,
			   "A path begins with a crate where no module has its name."},
    [SG_RULE_CARGO_TOML] = {"cargo-toml", SG_ROLE_CODE, 92,
			    "A table of dependencies lists crates with their versions."},
    [SG_RULE_IMPORT] = {"import", SG_ROLE_CODE, 85, "The code imports the package."},
    [SG_RULE_INSTALL_COMMAND] = {"install-command", SG_ROLE_CODE, 78,
				 "The command installs the package."},
    [SG_RULE_COMMAND] = {"command", SG_ROLE_CODE, 65, "The command line runs the tool."},
    [SG_RULE_ERROR_CODE_IN_CODE] = {"error-code-in-code", SG_ROLE_CODE, 75,
				    "Code, or what the compiler printed of it, bears the code."},
    [SG_RULE_SANITIZER_REPORT] = {"sanitizer-report", SG_ROLE_CODE, 80,
				  "A sanitizer's report names the fault."},

    [SG_RULE_TROUBLESHOOTING_PART] = {"troubleshooting-part", SG_ROLE_STATEMENT, 60,
				      "A labelled part of a case says its cause or solution."},
    [SG_RULE_FIRST_SENTENCE] = {"first-sentence", SG_ROLE_STATEMENT, 60,
				"The first sentence below a head says what the thing is."},
    [SG_RULE_WHEN] = {"when", SG_ROLE_STATEMENT, 60,
		      "A part labelled so says when to apply the thing above it."},
    [SG_RULE_STEP] = {"step", SG_ROLE_STATEMENT, 60,
		      "The list below such a label gives the steps of the thing above it."},
    [SG_RULE_ADVICE] = {"advice", SG_ROLE_STATEMENT, 45,
			"A sentence that tells the reader what to do speaks of what it names."},

    [SG_RULE_UNDER_HEADING] = {"under-heading", SG_ROLE_HEADING, 60,
			       "What a part is about is narrower than what the whole is about."},
    [SG_RULE_DOING_HEAD] = {"doing-head", SG_ROLE_HEADING, 60,
			    "\"Detecting Leaks\" below the name of a tool is what the tool does."},
    [SG_RULE_NAMED_UNDER_HEADING] = {"named-under-heading", SG_ROLE_TERM, 60,
				     "A package serves the thing below whose head it is named."},
    [SG_RULE_NAMED] = {"named", SG_ROLE_TERM, 55, "A document uses the packages that it names."},
    [SG_RULE_VERB] = {"verb", SG_ROLE_STATEMENT, 60,
		      "Subject, verb and object of a sentence state a relation."},
    [SG_RULE_SUCH_AS] = {"such-as", SG_ROLE_STATEMENT, 65, "\"X such as A\": A is an X."},
    [SG_RULE_MEMBER] = {"member", SG_ROLE_STATEMENT, 60,
			"\"X (A, B and C)\" and \"X: A, B, C\" list what X is made of."},
    [SG_RULE_IS_A] = {"is-a", SG_ROLE_STATEMENT, 65, "\"A is an X\"."},
    [SG_RULE_PROVIDES] = {"provides", SG_ROLE_STATEMENT, 60, "\"A provides X\": X is done with A."},
    [SG_RULE_MEANS] = {"means", SG_ROLE_STATEMENT, 60,
		       "\"implements X through A\": A is a way to do X."},
    [SG_RULE_COMPARISON] = {"comparison", SG_ROLE_HEADING, 60,
			    "What a part called \"Caches Compared\", or a table, puts side by side "
			    "is set one against the other."},
    [SG_RULE_CONTRAST] = {"contrast", SG_ROLE_STATEMENT, 60,
			  "\"A rather than B\", \"unlike A, B\" set one against the other."},

    [SG_RULE_DOCUMENT] = {"document", SG_ROLE_METADATA, 100, "The document's own beginning."},
    [SG_RULE_CODE_BLOCK] = {"code-block", SG_ROLE_CODE, 100, "The code stands there."},
    [SG_RULE_SKILL_FOLDER] = {"skill-folder", SG_ROLE_METADATA, 100,
			      "What lies below the folder of a skill belongs to it."},
    [SG_RULE_LINK] = {"link", SG_ROLE_STATEMENT, 100, "A link leads there."},
    [SG_RULE_MENTION] = {"mention", SG_ROLE_MENTION, 100, "The text names the thing."},
    [SG_RULE_CO_OCCURRENCE] = {"co-occurrence", SG_ROLE_MENTION, 100,
			       "Two things stand together more often than chance would have it."},
    [SG_RULE_OVERLAP] = {"overlap", SG_ROLE_METADATA, 100, "The two documents share text."},
    [SG_RULE_METADATA] = {"metadata", SG_ROLE_METADATA, 100, "The front matter says so."},
    [SG_RULE_DOCUMENT_NAME] = {"document-name", SG_ROLE_METADATA, 100,
			       "The document gives itself the name."},

    [SG_RULE_SPELLING] = {"spelling", SG_ROLE_TERM, 100,
			  "The names differ in case, number, hyphens or the word \"pattern\"."},
    [SG_RULE_GENERIC_ARGUMENTS] = {"generic-arguments", SG_ROLE_TERM, 100,
				   "A type is one thing whatever its arguments are."},
    [SG_RULE_CRATE_NAME] = {"crate-name", SG_ROLE_TERM, 100,
			    "Prose speaks of a crate by its name, whatever the capitals."},
    [SG_RULE_SORT_WORD] = {"sort-word", SG_ROLE_TERM, 100,
			   "A word such as \"trait\" or \"crate\" behind a name says its sort."},
    [SG_RULE_ALIAS] = {"alias", SG_ROLE_TERM, 100, "A document gives both names in one place."},
    [SG_RULE_CONFIGURATION] = {"configuration", SG_ROLE_TERM, 100, "The configuration says so."},
};

const SgRuleInfo *
sg_rule_find(const char *name)
{
	for (size_t i = 0; i < SG_N_RULES; i++)
		if (strcmp(sg_rules[i].name, name) == 0)
			return &sg_rules[i];
	return NULL;
}
