/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include <string.h>

/* Rules on what heads a passage: headings, bold lines, definition items, list items, cells. */

#define MIN_SENTENCE_BYTES 30
#define MAX_ITEM_BYTES     90
#define MAX_ITEM_WORDS     8
#define MAX_NARROWER_WORDS 4
#define MIN_SHARED_BYTES   5 /* of a word that two names have in common */
#define CLAUSE_WORDS       5 /* "Checking that code follows the rules:" */
#define DOUBT_CLAUSE       45
#define DOUBT_STEP         40
#define SURE_OWNER         50
#define DOUBT_TITLE        45 /* a document's title is often the name of its agent */
#define DOUBT_GUIDANCE     25 /* bold heads of advice rarely name a thing */
#define DOUBT_PLAIN        20 /* a head without markup */
#define DOUBT_ITEM         45 /* a topic of a list that nothing else speaks of */
#define DOUBT_EXPLAINED    20 /* what a sentence explains, but not by saying what it is */
#define DOUBT_ONCE         55 /* a head whose words the prose never uses */
#define DOUBT_FOREIGN      40 /* in a script for which we have no words of structure */

/* "cargo bench": what it runs is a program. */
static bool
is_command(const char *label)
{
	g_autofree char *lower = g_ascii_strdown(label, -1);
	return sg_manager_command(lower) == strlen(lower);
}

/* The kind of a name that the vocabulary does not know, from the heads above it. */
static SgKind
choose_kind(const SgName *name, const SgNaming *naming, unsigned under)
{
	if (name->kind != SG_N_KINDS)
		return name->kind;
	bool single = !strchr(name->label, ' ');
	if (strchr(name->label, '<') || name->label[0] == '#')
		return SG_KIND_CONCEPT;
	if (is_command(name->label))
		return SG_KIND_TOOL;
	if (naming->marked != SG_N_KINDS && naming->marked != SG_KIND_ERROR &&
	    (single || naming->marked != SG_KIND_CRATE))
		return naming->marked;
	if ((under & SG_UNDER_CRATES) != 0 && single && !sg_phrase_is_acronym(name->label))
		return SG_KIND_CRATE;
	bool proper =
	    single || (sg_phrase_is_title(name->label) && sg_phrase_count_words(name->label) <= 2);
	if ((under & SG_UNDER_TOOLS) != 0 && proper)
		return SG_KIND_TOOL;
	/* "RSpec" among idioms is what they are used with. */
	bool program = single && sg_phrase_is_code(name->label);
	if ((under & SG_UNDER_PATTERNS) != 0 && !program)
		return SG_KIND_PATTERN;
	return SG_KIND_CONCEPT;
}

static SgNamingContext
naming_context(const SgExtraction *x, unsigned under)
{
	return (SgNamingContext){x->vocabulary, x->packs, (under & SG_UNDER_CRATES) != 0};
}

static void
claim_contrast(
    SgExtraction *x, uint32_t first, uint32_t second, const SgRuleInfo *rule, SgSpan span)
{
	if (first != SG_NONE && second != SG_NONE)
		sg_add_claim(x, (SgRelation){SG_EDGE_CONTRASTS, first, second}, rule, span);
}

/* Known packages of another field than the document's are other things of the same name. */
static bool
is_foreign(const SgExtraction *x, const SgName *name)
{
	if (!name->known || name->kind != SG_KIND_CRATE || !name->facet)
		return false;
	SgKnown known = {.facet = name->facet, .kind = SG_KIND_CRATE};
	return !sg_fits_ecosystem(x, &known);
}

/* Adds all names; returns the first term or SG_NONE. */
static uint32_t
add_names(SgExtraction *x, SgBlock *block, SgNaming *naming, const SgRuleInfo *rule, SgSpan span)
{
	uint32_t first = SG_NONE;
	uint32_t second = SG_NONE;
	for (guint i = 0; i < naming->names->len; i++) {
		const SgName *name = &g_array_index(naming->names, SgName, i);
		if (is_foreign(x, name))
			continue;
		SgKind kind = choose_kind(name, naming, block->under);
		uint32_t term = sg_add_term(x, name, kind, rule, (SgPlace){block->section, span});
		if (name->member && term != SG_NONE && first != SG_NONE)
			sg_add_claim(x, (SgRelation){SG_EDGE_BROADER, term, first}, rule, span);
		if (first == SG_NONE)
			first = term;
		else if (second == SG_NONE)
			second = term;
	}
	if (naming->contrast)
		claim_contrast(x, first, second, rule, span);
	return first;
}

static void
doubt_unknown(SgNaming *naming, unsigned doubt)
{
	for (guint i = 0; i < naming->names->len; i++) {
		SgName *name = &g_array_index(naming->names, SgName, i);
		if (!name->known && !is_command(name->label))
			name->doubt = (uint8_t)MIN(name->doubt + doubt, 100);
	}
}

/* How often a phrase stands in the document, up to limit. */
static unsigned
count_uses(const SgExtraction *x, const char *phrase, unsigned limit)
{
	g_autofree char *wanted = g_ascii_strdown(phrase, -1);
	size_t n = strlen(wanted);
	unsigned uses = 0;
	for (const char *p = x->lower; n > 0 && uses < limit && (p = strstr(p, wanted)); p += n)
		uses++;
	return uses;
}

/* Without the s of a plural. */
static size_t
bare_length(const char *word, size_t length)
{
	return length > 3 && word[length - 1] == 's' ? length - 1 : length;
}

/* "Immutable Borrowing" below "Borrowing": the head speaks of a sort or a part of the thing above
 * it. */
static bool
narrows(const SgExtraction *x, const char *label, uint32_t above)
{
	uint32_t owner = sg_section_owner(x, above);
	if (owner == SG_NONE || sg_phrase_count_words(label) > MAX_NARROWER_WORDS)
		return false;
	const SgTerm *term = sg_term(x, owner);
	bool topic = term->kind == SG_KIND_CONCEPT || term->kind == SG_KIND_PATTERN;
	if (!topic || term->confidence < SURE_OWNER)
		return false;
	const char *name = sg_document_str(x->doc, term->label);
	const char *noun = strrchr(name, ' ') ? strrchr(name, ' ') + 1 : name;
	for (const char *word = label; *word != '\0';) {
		size_t n = strcspn(word, " ");
		size_t bare = bare_length(word, n);
		if (bare >= MIN_SHARED_BYTES && bare == bare_length(noun, strlen(noun)) &&
		    g_ascii_strncasecmp(word, noun, bare) == 0 && n < strlen(label))
			return true;
		word += n + (word[n] == ' ');
	}
	return false;
}

/* "Shared State with Mutex", "Rc + RefCell" right above code in which both stand: a way to use the
 * one with the other. */
static bool
is_shown_combination(const SgExtraction *x, const SgBlock *block, const char *label)
{
	uint32_t next = sg_node(x, block->node)->end;
	const char *joint = strstr(label, " + ");
	if (!joint)
		joint = strstr(label, " with ");
	if (!joint || next >= x->doc->nodes->len || sg_node(x, next)->kind != SG_NODE_CODE)
		return false;
	const char *part = strchr(joint + 1, ' ') + 1;
	g_autofree char *name = g_strndup(part, strcspn(part, " "));
	return strstr(sg_document_str(x->doc, sg_node(x, next)->text), name) != NULL;
}

/* A term is used as one: a head that the prose never takes up again only labels its section. above:
 * the section that the head stands in. */
static void
doubt_unused(const SgExtraction *x, const SgBlock *block, SgNaming *naming, uint32_t above)
{
	for (guint i = 0; i < naming->names->len; i++) {
		SgName *name = &g_array_index(naming->names, SgName, i);
		if (name->known || (name->code && naming->marked == SG_N_KINDS))
			continue;
		unsigned enough = strchr(name->label, ' ') ? 2 : 3;
		unsigned doubt = name->doubt;
		if (strcspn(name->label, "abcdefghijklmnopqrstuvwxyz") == strlen(name->label) &&
		    !sg_phrase_is_acronym(name->label))
			doubt += DOUBT_FOREIGN;
		bool shown = is_shown_combination(x, block, name->label);
		if (shown && name->kind == SG_N_KINDS && strstr(name->label, " + "))
			name->kind = SG_KIND_PATTERN;
		if (!shown && naming->marked != SG_KIND_PATTERN &&
		    !narrows(x, name->label, above) && count_uses(x, name->label, enough) < enough)
			doubt += DOUBT_ONCE;
		name->doubt = (uint8_t)MIN(doubt, 100);
	}
}

static bool
is_title(const SgExtraction *x, uint32_t section)
{
	return section == 0 && g_array_index(x->facts->sections, SgSection, 0).level == 1;
}

/* A heading's patterns flag is for the sections below it, not for itself. */
static unsigned
under_parent(const SgExtraction *x, uint32_t section, unsigned own)
{
	uint32_t parent = g_array_index(x->facts->sections, SgSection, section).parent;
	unsigned above = parent != SG_NONE ? g_array_index(x->unders, uint8_t, parent) : 0;
	return (own & ~(unsigned)(SG_UNDER_PATTERNS | SG_UNDER_TOOLS | SG_UNDER_CRATES)) |
	       (above & SG_UNDER_PATTERNS);
}

/* "4. Internet Research", "Phase 2: Data Collection": a step of the work, named by what is done. */
static void
doubt_steps(const char *heading, SgNaming *naming)
{
	static const char *const labels[] = {"phase ", "step ", "stage "};
	static const char *const doings[] = {
	    "research",      "analysis",    "planning",     "implementation", "review",
	    "testing",       "delivery",    "validation",   "verification",   "collection",
	    "deployment",    "discovery",   "setup",        "assessment",     "documentation",
	    "monitoring",    "handoff",     "execution",    "design",         "evaluation",
	    "investigation", "preparation", "refinement",   "synthesis",      "definition",
	    "creation",      "generation",  "installation", "loading",        "parsing",
	    "processing",    "formatting"};
	bool step = g_ascii_isdigit(*heading);
	for (size_t i = 0; !step && i < G_N_ELEMENTS(labels); i++)
		step = g_ascii_strncasecmp(heading, labels[i], strlen(labels[i])) == 0;
	for (guint i = 0; step && i < naming->names->len; i++) {
		SgName *name = &g_array_index(naming->names, SgName, i);
		const char *space = strrchr(name->label, ' ');
		for (size_t k = 0; space && !name->known && k < G_N_ELEMENTS(doings); k++) {
			if (g_ascii_strcasecmp(space + 1, doings[k]) == 0)
				name->doubt = (uint8_t)MIN(name->doubt + DOUBT_STEP, 100);
		}
	}
}

void
sg_rule_heading(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	if (block->section == SG_NONE)
		return;
	const char *text = block->prose->text;
	g_autoptr(SgNaming) naming = sg_naming_new(naming_context(x, block->under), text);
	if (is_title(x, block->section))
		doubt_unknown(naming, DOUBT_TITLE);
	if ((block->under & SG_UNDER_GUIDANCE) != 0)
		doubt_unknown(naming, DOUBT_GUIDANCE / 2);
	doubt_steps(text, naming);
	doubt_unused(x, block, naming,
		     g_array_index(x->facts->sections, SgSection, block->section).parent);
	SgSpan span = g_array_index(x->facts->sections, SgSection, block->section).span;
	uint8_t own = block->under;
	block->under = (uint8_t)under_parent(x, block->section, own);
	uint32_t first = add_names(x, block, naming, rule, span);
	block->under = own;
	g_array_index(x->section_terms, uint32_t, block->section) = first;
}

#define PART_LABELS                                                                               \
	(SG_IN(SG_WORDS_MARK_PROBLEM) | SG_IN(SG_WORDS_MARK_CAUSE) |                              \
	 SG_IN(SG_WORDS_MARK_SOLUTION) | SG_IN(SG_WORDS_MARK_WHEN) | SG_IN(SG_WORDS_MARK_STEPS) | \
	 SG_IN(SG_WORDS_STRUCTURAL) | SG_IN(SG_WORDS_MARK_GUIDANCE))

/* Whether a head only labels a part of what is said ("Problem", "Output", "Example 2"). */
static bool
is_part_label(const SgExtraction *x, const char *head)
{
	g_autofree char *clean = sg_phrase_clean(head);
	return (sg_vocabulary_lists_of(x->vocabulary, clean) & PART_LABELS) != 0;
}

static bool
is_plain_text(const SgExtraction *x)
{
	uint8_t syntax = x->doc->record.syntax;
	return syntax == SG_SYNTAX_FLATTENED || syntax == SG_SYNTAX_TEXT;
}

void
sg_rule_run_in(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	if (block->prose->n_leads != 1)
		return;
	SgLead lead = block->prose->leads[0];
	if (lead.at != 0 || lead.body < lead.end || block->item != SG_NONE)
		return;
	bool bold = (lead.style & SG_STYLE_STRONG) != 0;
	g_autofree char *head = sg_prose_slice(block->prose, lead.at, lead.at + lead.head_length);
	if (!bold && !(is_plain_text(x) && sg_phrase_is_title(head)))
		return;
	if (is_part_label(x, head))
		return;
	g_autoptr(SgNaming) naming = sg_naming_new(naming_context(x, block->under), head);
	if (lead.separated && sg_phrase_count_words(head) >= CLAUSE_WORDS &&
	    !sg_phrase_is_title(head))
		doubt_unknown(naming, DOUBT_CLAUSE);
	if (!bold)
		doubt_unknown(naming, DOUBT_PLAIN);
	doubt_unused(x, block, naming, block->section);
	SgSpan span = sg_prose_span(block->prose, x->doc, 0, block->prose->length);
	uint32_t first = add_names(x, block, naming, rule, span);
	x->run_in = first;
}

/* A link list names works, not things. */
static bool
is_address(const char *text)
{
	return g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://") ||
	       g_str_has_prefix(text, "www.");
}

/* Plain heads define only in lists; "Note: ..." in a paragraph is prose. */
static bool
may_define(const SgBlock *block, const SgLead *lead)
{
	if (lead->body >= lead->end || !lead->separated)
		return false;
	return lead->style != 0 || block->item != SG_NONE;
}

/* "The package manager ...", "A linter for ...": the item says what the thing is. */
static bool
says_what(const char *body)
{
	static const char *const starts[] = {"A ",  "An ",  "The ",       "An ",
					     "is ", "are ", "refers to ", "means "};
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
		if (g_ascii_strncasecmp(body, starts[i], strlen(starts[i])) == 0)
			return true;
	}
	return false;
}

/* "Contracts must not change.": a rule to keep. */
static bool
prescribes(const char *body, size_t length)
{
	static const char *const words[] = {" must ", " should ", " shall "};
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_strstr_len(body, (gssize)length, words[i]))
			return true;
	}
	return false;
}

/* "old rows are filled in small batches.": a sentence about the thing, no order to the reader. */
static bool
explains(const SgExtraction *x, const char *body, size_t length)
{
	if (length < MIN_SENTENCE_BYTES || body[length - 1] != '.')
		return false;
	size_t first = strcspn(body, " ");
	bool adverb = first > 4 && strncmp(body + first - 2, "ly", 2) == 0;
	if (adverb || prescribes(body, length))
		return false;
	/* "Provides", not "Focus" or "Process". */
	bool third_person = first > 4 && body[first - 1] == 's' && !strchr("su", body[first - 2]);
	if (third_person)
		return true;
	g_autofree char *verb = g_strndup(body, MIN(first, length));
	return !sg_vocabulary_lists(x->vocabulary, SG_WORDS_IMPERATIVE, verb);
}

/* "`mpsc`: multi-producer, single-consumer channels". */
static bool
spells_out(const SgNaming *naming, const char *body)
{
	if (naming->names->len != 1)
		return false;
	const char *label = g_array_index(naming->names, SgName, 0).label;
	g_autofree char *start = g_strndup(body, MAX_ITEM_BYTES);
	return strlen(label) >= 3 && strlen(label) <= 6 && !strchr(label, ' ') &&
	       sg_phrase_is_expansion(label, start) &&
	       g_ascii_tolower(*label) == g_ascii_tolower(*body);
}

/* How doubtful a head is by what is said of it. */
static void
doubt_defined(const SgExtraction *x, const SgBlock *block, const SgLead *lead, SgNaming *naming)
{
	const char *body = block->prose->text + lead->body;
	if (says_what(body) || spells_out(naming, body))
		return;
	if (explains(x, body, lead->end - lead->body))
		doubt_unknown(naming, DOUBT_EXPLAINED);
	else if (block->item != SG_NONE)
		doubt_unknown(naming, DOUBT_ITEM);
	else
		doubt_unused(x, block, naming, block->section);
}

void
sg_rule_definition(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	for (guint i = 0; i < block->prose->n_leads; i++) {
		SgLead lead = block->prose->leads[i];
		if (!may_define(block, &lead))
			continue;
		g_autofree char *head =
		    sg_prose_slice(block->prose, lead.at, lead.at + lead.head_length);
		if (is_part_label(x, head) || is_address(block->prose->text + lead.body))
			continue;
		g_autoptr(SgNaming) naming = sg_naming_new(naming_context(x, block->under), head);
		if ((block->under & (SG_UNDER_GUIDANCE | SG_UNDER_STEPS | SG_UNDER_WHEN)) != 0)
			doubt_unknown(naming, DOUBT_GUIDANCE);
		if (lead.style == 0)
			doubt_unknown(naming, DOUBT_PLAIN);
		doubt_defined(x, block, &lead, naming);
		SgSpan span = sg_prose_span(block->prose, x->doc, lead.at, lead.end);
		uint32_t first = add_names(x, block, naming, rule, span);
		if (first == SG_NONE)
			continue;
		g_autofree char *body = sg_prose_slice(block->prose, lead.body, lead.end);
		sg_add_statement(x, first, (SgSaying){SG_SAYS_DEFINITION, body, rule->name}, span);
		if (block->item == SG_NONE && lead.style != 0)
			x->run_in = first;
	}
}

/* A list of links leads to other works: "The Rust Reference". */
static bool
is_link(const SgBlock *block)
{
	const SgProse *prose = block->prose;
	uint32_t linked = 0;
	for (guint i = 0; i < prose->n_pieces; i++) {
		if ((prose->pieces[i].style & SG_STYLE_LINK) != 0)
			linked += prose->pieces[i].length;
	}
	return linked * 5 >= prose->length * 4;
}

static bool
is_topic_item(const SgBlock *block)
{
	const char *text = block->prose->text;
	uint32_t length = block->prose->length;
	if (!block->opens_item || block->prose->n_leads > 0 || length == 0 ||
	    length > MAX_ITEM_BYTES || is_link(block))
		return false;
	if ((block->under & (SG_UNDER_GUIDANCE | SG_UNDER_STEPS | SG_UNDER_WHEN)) != 0)
		return false;
	return strchr(".!?;", text[length - 1]) == NULL &&
	       sg_phrase_count_words(text) <= MAX_ITEM_WORDS;
}

void
sg_rule_list_item(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	if (!is_topic_item(block))
		return;
	g_autofree char *text = sg_prose_slice(block->prose, 0, block->prose->length);
	g_autoptr(SgNaming) naming = sg_naming_new(naming_context(x, block->under), text);
	bool named = (block->under & (SG_UNDER_CRATES | SG_UNDER_TOOLS | SG_UNDER_PATTERNS)) != 0;
	doubt_unknown(naming, named ? 10 : DOUBT_ITEM);
	SgSpan span = sg_prose_span(block->prose, x->doc, 0, block->prose->length);
	add_names(x, block, naming, rule, span);
}

void
sg_rule_table(SgExtraction *x, SgBlock *block, const SgRuleInfo *rule)
{
	if (block->column != 0 || block->prose->length > MAX_ITEM_BYTES)
		return;
	g_autofree char *text = sg_prose_slice(block->prose, 0, block->prose->length);
	if (block->header) {
		x->column_under = sg_under_of(x->vocabulary, text);
		return;
	}
	if (sg_phrase_is_clause(text))
		return;
	unsigned named = x->column_under & (SG_UNDER_CRATES | SG_UNDER_TOOLS | SG_UNDER_PATTERNS);
	uint8_t own = block->under;
	block->under = (uint8_t)(own | named);
	g_autoptr(SgNaming) naming = sg_naming_new(naming_context(x, block->under), text);
	bool crates = (named & SG_UNDER_CRATES) != 0;
	doubt_unknown(naming, crates ? 0 : named ? 5 : DOUBT_PLAIN);
	add_names(x, block, naming, rule,
		  sg_prose_span(block->prose, x->doc, 0, block->prose->length));
	block->under = own;
}
