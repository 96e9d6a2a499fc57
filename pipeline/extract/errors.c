/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/text.h"

#include <string.h>

/* Troubleshooting: problem, cause and solution, as bold heads, headings or columns of a table, and
 * the code that follows each. */

#define MAX_SYMPTOM_WORDS 12
#define MAX_SYMPTOM_BYTES 90
#define DOUBT_TOLD        60 /* a case that an example tells */

static const struct {
	SgWords words;
	SgSays says;
} parts[] = {
    {SG_WORDS_MARK_PROBLEM, SG_SAYS_PROBLEM},
    {SG_WORDS_MARK_CAUSE, SG_SAYS_CAUSE},
    {SG_WORDS_MARK_SOLUTION, SG_SAYS_SOLUTION},
};

/* The case that is being told. */
typedef struct {
	SgExtraction *x;
	uint32_t error;   /* term, or SG_NONE */
	uint32_t pending; /* statement that the next code belongs to, or SG_NONE */
	uint32_t bare;    /* statement that is only a label until the next text, or SG_NONE */
	uint32_t list;    /* whose items go on with what the first of them told, or SG_NONE */
	SgSays column[8]; /* what the columns of the table say; SG_N_SAYS: nothing of it */
	guint next_code;
} Case;

/* "Solution 2: Clone" -> SOLUTION, title "Clone". */
static SgSays
part_of(const SgExtraction *x, const char *head, const char **title)
{
	g_autofree char *clean = sg_phrase_clean(head);
	const char *colon = strchr(head, ':');
	size_t n = strcspn(clean, ":");
	while (n > 0 && (g_ascii_isdigit(clean[n - 1]) || strchr(" #", clean[n - 1])))
		n--;
	g_autofree char *word = g_strndup(clean, n);
	*title = colon ? colon + 1 : "";
	for (size_t i = 0; n > 0 && i < G_N_ELEMENTS(parts); i++) {
		if (sg_vocabulary_lists(x->vocabulary, parts[i].words, word))
			return parts[i].says;
	}
	return SG_N_SAYS;
}

/* Beginnings of what is asked or not known, in small letters; a letter after them makes another
 * word. */
static const char *const questions[] = {"what", "how",   "why",        "which",
					"who",  "where", "don't know", "not sure"};

static bool
is_question(const char *label)
{
	g_autofree char *small = g_ascii_strdown(label, -1);
	size_t length = strlen(small);
	if (length > 1 && small[length - 1] == '?' && g_ascii_isalpha(small[length - 2]))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(questions); i++) {
		size_t n = strlen(questions[i]);
		if (strncmp(small, questions[i], n) == 0 && !g_ascii_isalpha(small[n]))
			return true;
	}
	return false;
}

/* "flaky", "hanging": words to look for, not what is wrong. */
static bool
is_list_of_quotes(const char *label)
{
	const char *end = *label == '"' ? strchr(label + 1, '"') : NULL;
	return end && end[1] == ',' && strchr(end + 2, '"');
}

/* What stands in the place of a symptom and is none, as its form tells. "[what goes wrong]" is to
 * be filled in. */
static bool
is_no_symptom(const char *label)
{
	size_t length = strlen(label);
	const char *pair = length > 1 ? strchr("[]{}<>", label[0]) : NULL;
	bool placeholder = pair && pair[1] != '\0' && label[length - 1] == pair[1];
	return placeholder || is_list_of_quotes(label) || is_question(label);
}

/* "## Example: Empty Basket": what went wrong once, in somebody's program. */
static bool
is_in_example(const SgExtraction *x, uint32_t section)
{
	for (; section != SG_NONE;
	     section = g_array_index(x->facts->sections, SgSection, section).parent) {
		SgStr title = g_array_index(x->facts->sections, SgSection, section).title;
		g_autofree char *small = g_ascii_strdown(sg_document_str(x->doc, title), -1);
		if (strstr(small, "example") || strstr(small, "case study"))
			return true;
	}
	return false;
}

static void
add_symptom(Case *c, SgBlock *block, const char *body, SgSpan span)
{
	g_autofree char *label = sg_phrase_clean(body);
	if (sg_phrase_count_words(label) > MAX_SYMPTOM_WORDS || strlen(label) > MAX_SYMPTOM_BYTES ||
	    strlen(label) < 4 || is_no_symptom(label))
		return;
	const SgKnown *known =
	    sg_vocabulary_find_in(c->x->vocabulary, label, SG_KIND_ERROR, c->x->packs);
	bool told = !known && is_in_example(c->x, block->section);
	SgName name = {.label = known ? known->label : label,
		       .facet = known && known->facet && *known->facet != '\0' ? known->facet
									       : (char *)"symptom",
		       .known = known != NULL,
		       .doubt = told ? DOUBT_TOLD : 0};
	c->error = sg_add_term(c->x, &name, SG_KIND_ERROR, &sg_rules[SG_RULE_TROUBLESHOOTING],
			       (SgPlace){block->section, span});
	/* Under a heading that names a topic, the symptom is one of its cases. */
	uint32_t owner = sg_section_owner(c->x, block->section);
	if (c->error != SG_NONE && owner != SG_NONE)
		sg_add_claim(c->x, (SgRelation){SG_EDGE_BROADER, c->error, owner},
			     &sg_rules[SG_RULE_TROUBLESHOOTING_PART], span);
}

static void
claim_part(Case *c, SgBlock *block, SgSays says, SgSentence body)
{
	if (says == SG_SAYS_SOLUTION)
		sg_claim_solution(c->x, block, body, c->error);
	else if (says == SG_SAYS_CAUSE)
		sg_claim_cause(c->x, block, body, c->error);
}

/* The term of the code that a cell begins with, or SG_NONE. */
static uint32_t
find_code(const Case *c, const SgBlock *block)
{
	g_autofree char *text = sg_phrase_clean(block->prose->text);
	for (uint32_t i = block->terms; sg_phrase_error_code(text) > 0 && i < block->terms_end; i++)
		if (sg_term(c->x, i)->kind == SG_KIND_ERROR)
			return i;
	return SG_NONE;
}

static void
tell(Case *c, SgBlock *block, SgSays says, SgSentence body, const char *title)
{
	SgExtraction *x = c->x;
	SgSpan span = sg_prose_span(block->prose, x->doc, body.at, body.end);
	g_autofree char *text = *title != '\0' ? sg_phrase_clean(title)
					       : sg_prose_slice(block->prose, body.at, body.end);
	/* Each row of a table tells a case of its own; a code of the compiler is one already. */
	if (says == SG_SAYS_PROBLEM && block->kind == SG_NODE_CELL) {
		c->error = find_code(c, block);
		if (c->error != SG_NONE)
			return;
	}
	if (says == SG_SAYS_PROBLEM && *text != '\0' && sg_phrase_count_words(text) > 1)
		add_symptom(c, block, text, span);
	if (c->error == SG_NONE)
		return;
	guint before = x->facts->statements->len;
	sg_add_statement(x, c->error,
			 (SgSaying){says, text, sg_rules[SG_RULE_TROUBLESHOOTING_PART].name}, span);
	c->pending = x->facts->statements->len > before ? before : SG_NONE;
	claim_part(c, block, says, body);
}

/* "### Solution" with its text below. Code that comes first is what the label stands for. */
static void
tell_label(Case *c, SgBlock *block, SgSays says, SgSentence label)
{
	c->pending = SG_NONE;
	tell(c, block, says, label, "");
	c->bare = c->pending;
	c->list = SG_NONE;
}

/* The text below a label; each item of a list is one more cause or solution. */
static void
fill_label(Case *c, SgBlock *block)
{
	const GArray *statements = c->x->facts->statements;
	bool next = c->list != SG_NONE && block->list == c->list && block->opens_item;
	if (c->bare == SG_NONE || c->error == SG_NONE || block->prose->length == 0 ||
	    (c->list != SG_NONE && !next))
		return;
	SgSays says = (SgSays)g_array_index(statements, SgStatement, c->bare).says;
	SgSentence whole = {0, block->prose->length};
	SgSpan span = sg_prose_span(block->prose, c->x->doc, whole.at, whole.end);
	g_autofree char *text = sg_prose_slice(block->prose, whole.at, whole.end);
	if (next) {
		tell(c, block, says, whole, "");
		return;
	}
	sg_reword_statement(c->x, c->bare, text, span);
	claim_part(c, block, says, whole);
	c->list = block->opens_item && says != SG_SAYS_PROBLEM ? block->list : SG_NONE;
	if (c->list == SG_NONE)
		c->bare = SG_NONE;
}

/* A heading or bold head that is itself an error opens its case. */
static void
open_case(Case *c, const SgBlock *block)
{
	for (uint32_t i = block->terms; i < block->terms_end; i++) {
		const SgTerm *term = sg_term(c->x, i);
		if (term->kind == SG_KIND_ERROR && term->role <= SG_ROLE_DEFINITION) {
			c->error = i;
			c->pending = SG_NONE;
			return;
		}
	}
}

static bool
is_below_error(const Case *c, const SgBlock *block)
{
	if (c->error == SG_NONE || block->section == SG_NONE)
		return false;
	uint32_t parent = g_array_index(c->x->facts->sections, SgSection, block->section).parent;
	return parent != SG_NONE && parent == sg_term(c->x, c->error)->section;
}

static void
read_heading(Case *c, SgBlock *block)
{
	const char *title = "";
	SgSays says = part_of(c->x, block->prose->text, &title);
	c->pending = SG_NONE;
	c->bare = SG_NONE;
	SgSentence whole = {0, block->prose->length};
	if (says != SG_N_SAYS && *title != '\0') {
		tell(c, block, says, whole, title);
		return;
	}
	if (says != SG_N_SAYS && is_below_error(c, block)) {
		tell_label(c, block, says, whole);
		return;
	}
	if (!is_below_error(c, block))
		c->error = SG_NONE;
	open_case(c, block);
}

/* Below "Troubleshooting" a heading whose section has a cause or a solution tells what is wrong. */
static void
open_section_case(Case *c, SgBlock *block)
{
	const SgExtraction *x = c->x;
	if (block->section == SG_NONE)
		return;
	const SgSection *section = &g_array_index(x->facts->sections, SgSection, block->section);
	bool troubled = section->parent != SG_NONE &&
			(g_array_index(x->unders, uint8_t, section->parent) & SG_UNDER_ERRORS) != 0;
	g_autofree char *title = g_strdup(sg_document_str(x->doc, section->title));
	const char *rest = "";
	if (troubled && part_of(x, title, &rest) == SG_N_SAYS)
		add_symptom(c, block, title, section->span);
}

/* Returns whether it labels a part of the case. */
static bool
read_lead(Case *c, SgBlock *block, SgLead lead)
{
	g_autofree char *head = sg_prose_slice(block->prose, lead.at, lead.at + lead.head_length);
	const char *title = "";
	SgSays says = part_of(c->x, head, &title);
	if (says == SG_N_SAYS)
		return false;
	c->bare = SG_NONE;
	if (c->error == SG_NONE && says != SG_SAYS_PROBLEM)
		open_section_case(c, block);
	if (lead.body < lead.end)
		tell(c, block, says, (SgSentence){lead.body, lead.end}, "");
	else if (*title != '\0')
		tell(c, block, says, (SgSentence){lead.at, lead.end}, title);
	else if (says != SG_SAYS_PROBLEM || c->error != SG_NONE)
		tell_label(c, block, says, (SgSentence){lead.at, lead.end});
	return true;
}

static void
read_paragraph(Case *c, SgBlock *block)
{
	bool labels = false;
	if (block->item == SG_NONE)
		open_case(c, block);
	for (guint l = 0; l < block->prose->n_leads; l++)
		labels |= read_lead(c, block, block->prose->leads[l]);
	if (!labels)
		fill_label(c, block);
}

static void
read_cell(Case *c, SgBlock *block)
{
	if (block->column >= G_N_ELEMENTS(c->column))
		return;
	const char *title = "";
	SgSentence whole = {0, block->prose->length};
	if (block->header)
		c->column[block->column] = part_of(c->x, block->prose->text, &title);
	else if (c->column[block->column] != SG_N_SAYS && whole.end > 0)
		tell(c, block, c->column[block->column], whole, "");
}

/* Code between two passages belongs to the part that was told last. */
static void
take_codes(Case *c, uint32_t until)
{
	GArray *codes = c->x->facts->codes;
	for (; c->next_code < codes->len; c->next_code++) {
		if (g_array_index(codes, SgCode, c->next_code).node >= until)
			return;
		if (c->pending == SG_NONE)
			continue;
		SgStatement *statement =
		    &g_array_index(c->x->facts->statements, SgStatement, c->pending);
		if (statement->n_codes == 0)
			statement->code = c->next_code;
		statement->n_codes++;
		c->bare = SG_NONE;
	}
}

void
sg_step_errors(SgExtraction *x)
{
	Case c = {.x = x, .error = SG_NONE, .pending = SG_NONE, .bare = SG_NONE, .list = SG_NONE};
	for (size_t i = 0; i < G_N_ELEMENTS(c.column); i++)
		c.column[i] = SG_N_SAYS;
	for (guint i = 0; i < x->blocks->len; i++) {
		SgBlock *block = sg_block(x, i);
		take_codes(&c, block->node);
		if (block->kind == SG_NODE_HEADING)
			read_heading(&c, block);
		else if (block->kind == SG_NODE_CELL)
			read_cell(&c, block);
		else if (block->kind == SG_NODE_PARAGRAPH)
			read_paragraph(&c, block);
	}
	take_codes(&c, x->doc->nodes->len);
}
