/* SPDX-License-Identifier: MIT */
#include "extracting.h"

#include "model/rule.h"

/* What each rule of extraction makes of small documents: the cases of tests/stages/extract, whose
 * README.md says how they are written. Every rule has one at least where it finds something and one
 * where it does not. */

#define FOLDER "tests/stages/extract"

/* Below this a name that no pack knows and only one document uses is dropped. */
#define DOUBTFUL 55

typedef struct {
	char *path; /* of the test: file, rule, fact */
	const SgRuleInfo *rule;
	GString *text;
	GPtrArray *wanted; /* of char * */
} Case;

static Extracting extracting;
static GPtrArray *cases; /* of Case */

static void
free_case(gpointer data)
{
	Case *c = data;
	g_free(c->path);
	g_string_free(c->text, TRUE);
	g_ptr_array_unref(c->wanted);
	g_free(c);
}

/* "=== rule: fact" */
static Case *
begin_case(const char *file, const char *head)
{
	const char *colon = strchr(head, ':');
	if (!colon)
		g_error("%s: '%s' has no ':'", file, head);
	g_autofree char *name = g_strndup(head, (size_t)(colon - head));
	Case *c = g_new0(Case, 1);
	c->rule = sg_rule_find(name);
	if (!c->rule)
		g_error("%s: there is no rule '%s'", file, name);
	g_autofree char *fact = g_strdelimit(g_strstrip(g_strdup(colon + 1)), " /", '-');
	c->path = g_strdup_printf("/%s/%s/%s", file, name, fact);
	c->text = g_string_new(NULL);
	c->wanted = g_ptr_array_new_with_free_func(g_free);
	return c;
}

static void
load_file(const char *file)
{
	g_autofree char *path = g_build_filename(FOLDER, file, NULL);
	g_autofree char *text = NULL;
	if (!g_file_get_contents(path, &text, NULL, NULL))
		g_error("%s: cannot be read", path);
	g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
	Case *c = NULL;
	bool found = false; /* behind the "===" that ends the document */
	for (char **line = lines; *line; line++) {
		if (g_str_has_prefix(*line, "=== ")) {
			c = begin_case(file, *line + strlen("=== "));
			g_ptr_array_add(cases, c);
			found = false;
		} else if (c && strcmp(*line, "===") == 0) {
			found = true;
		} else if (c && found && **line != '\0') {
			g_ptr_array_add(c->wanted, g_strdup(*line));
		} else if (c && !found) {
			g_string_append_printf(c->text, "%s\n", *line);
		}
	}
}

static int
compare_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
load_all(void)
{
	g_autoptr(GDir) dir = g_dir_open(FOLDER, 0, NULL);
	if (!dir)
		g_error("%s: run this test in the folder of the project", FOLDER);
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
		if (g_str_has_suffix(name, ".txt"))
			g_ptr_array_add(files, g_strdup(name));
	}
	g_ptr_array_sort(files, compare_name);
	for (guint i = 0; i < files->len; i++)
		load_file(files->pdata[i]);
}

static const char *
label_of(const SgFacts *facts, uint32_t term)
{
	return term == SG_NONE ? "DOCUMENT" : sg_facts_str(facts, facts->terms[term].label);
}

static void
describe_terms(const SgFacts *facts, GString *out)
{
	for (uint32_t i = 0; i < facts->n_terms; i++) {
		const SgTerm *t = &facts->terms[i];
		g_string_append_printf(out, "\n%s %s %s %u%s\n", sg_kind_name(t->kind),
				       label_of(facts, i), sg_facts_str(facts, t->rule),
				       t->span.line,
				       !t->known && t->confidence < DOUBTFUL ? " ?" : "");
		if (t->alias)
			g_string_append_printf(out, "\n%s alias %s\n", label_of(facts, i),
					       sg_facts_str(facts, t->alias));
		if (t->facet)
			g_string_append_printf(out, "\n%s facet %s\n", label_of(facts, i),
					       sg_facts_str(facts, t->facet));
	}
}

/* All that was found, each between line ends. */
static char *
describe(const SgFacts *facts)
{
	GString *out = g_string_new(NULL);
	describe_terms(facts, out);
	for (uint32_t i = 0; i < facts->n_statements; i++) {
		const SgStatement *s = &facts->statements[i];
		g_string_append_printf(out, "\n%s %s %s %u: %s\n", label_of(facts, s->term),
				       sg_says_name(s->says), sg_facts_str(facts, s->rule),
				       s->span.line, sg_facts_str(facts, s->text));
		if (s->n_codes > 0)
			g_string_append_printf(out, "\n%s %s %u has code\n",
					       label_of(facts, s->term), sg_says_name(s->says),
					       s->order);
	}
	for (uint32_t i = 0; i < facts->n_claims; i++) {
		const SgClaim *c = &facts->claims[i];
		g_string_append_printf(out, "\n%s %s %s %s %u%s%s%s%s\n",
				       label_of(facts, c->source), sg_edge_type_name(c->type),
				       label_of(facts, c->target), sg_facts_str(facts, c->rule),
				       c->span.line, c->versions ? " " : "",
				       sg_facts_str(facts, c->versions), c->features ? " " : "",
				       sg_facts_str(facts, c->features));
	}
	return g_string_free(out, FALSE);
}

/* What must be there is told in full, what must not be may be told by its beginning. */
static bool
is_there(const char *all, const char *line, bool in_full)
{
	g_autofree char *needle = g_strdup_printf("\n%s%s", line, in_full ? "\n" : "");
	size_t length = strlen(needle);
	for (const char *p = strstr(all, needle); p; p = strstr(p + 1, needle)) {
		if (in_full || strchr(" \n", p[length]))
			return true;
	}
	return false;
}

static const char *
absent_of(const char *line)
{
	return *line == '!' ? line + 1 + strspn(line + 1, " ") : NULL;
}

/* Every passage stands at its lines. */
static void
check_span(const SgFacts *facts, SgSpan span)
{
	g_assert_cmpuint(span.line, >=, 1);
	g_assert_cmpuint(span.end_line, <=, facts->n_lines);
	g_assert_cmpuint(span.at, >=, facts->lines[span.line - 1]);
	if (span.end_line < facts->n_lines)
		g_assert_cmpuint(span.at + span.length, <=, facts->lines[span.end_line]);
}

static void
check_spans(const SgFacts *facts)
{
	for (uint32_t i = 0; i < facts->n_terms; i++)
		check_span(facts, facts->terms[i].span);
	for (uint32_t i = 0; i < facts->n_statements; i++)
		check_span(facts, facts->statements[i].span);
	for (uint32_t i = 0; i < facts->n_claims; i++)
		check_span(facts, facts->claims[i].span);
}

static void
test_case(const void *data)
{
	const Case *c = data;
	g_autoptr(SgFacts) facts = extract_text(&extracting, c->text->str);
	g_autofree char *all = describe(facts);
	g_autoptr(GString) faults = g_string_new(NULL);
	for (guint i = 0; i < c->wanted->len; i++) {
		const char *line = c->wanted->pdata[i];
		const char *absent = absent_of(line);
		if (is_there(all, absent ? absent : line, !absent) == (absent != NULL))
			g_string_append_printf(faults, "\n%s '%s'", absent ? "there is" : "no",
					       absent ? absent : line);
	}
	if (faults->len > 0) {
		g_test_message("%s:%s\nin:%s", c->path, faults->str, all);
		g_test_fail();
	}
	check_spans(facts);
	g_autoptr(SgFacts) again = extract_text(&extracting, c->text->str);
	g_assert_true(g_bytes_equal(facts->bytes, again->bytes));
}

/* Whether a line says that the rule found something, or that it did not or with doubt. */
static bool
shows(const Case *c, const char *line, bool finds)
{
	bool refuses = absent_of(line) != NULL || g_str_has_suffix(line, " ?");
	g_autofree char *name = g_strdup_printf(" %s ", c->rule->name);
	return finds ? !refuses && strstr(line, name) != NULL : refuses;
}

static bool
has_case(const SgRuleInfo *rule, bool finds)
{
	for (guint i = 0; i < cases->len; i++) {
		const Case *c = cases->pdata[i];
		for (guint k = 0; c->rule == rule && k < c->wanted->len; k++) {
			if (shows(c, c->wanted->pdata[k], finds))
				return true;
		}
	}
	return false;
}

static void
test_all_rules(void)
{
	for (int i = 0; i < (int)SG_RULE_FIRST_OF_GRAPH; i++) {
		for (int finds = 0; finds <= 1; finds++) {
			if (has_case(&sg_rules[i], finds))
				continue;
			g_test_message("no case where '%s' finds %s", sg_rules[i].name,
				       finds ? "something" : "nothing");
			g_test_fail();
		}
	}
}

/* What must not be found is named in the document, so that a slip of the pen proves nothing. */
static void
test_absent_names(void)
{
	for (guint i = 0; i < cases->len; i++) {
		const Case *c = cases->pdata[i];
		g_autofree char *text = g_ascii_strdown(c->text->str, -1);
		for (guint k = 0; k < c->wanted->len; k++) {
			const char *absent = absent_of(c->wanted->pdata[k]);
			g_auto(GStrv) words = g_strsplit(absent ? absent : "", " ", 3);
			const char *word = words[0] && words[1] ? words[1] : "";
			for (int kind = 0; kind < SG_N_KINDS; kind++) {
				g_autofree char *small = g_ascii_strdown(word, -1);
				if (absent && strcmp(words[0], sg_kind_name((SgKind)kind)) == 0 &&
				    !strstr(text, small)) {
					g_test_message("%s: '%s' is not in its document", c->path,
						       word);
					g_test_fail();
				}
			}
		}
	}
}

static void
test_names_of_rules(void)
{
	for (int i = 0; i < SG_N_RULES; i++) {
		g_assert_nonnull(sg_rules[i].name);
		g_assert_true(sg_rule_find(sg_rules[i].name) == &sg_rules[i]);
		g_assert_cmpuint(sg_rules[i].confidence, <=, 100);
		g_assert_true(g_str_has_suffix(sg_rules[i].reason, "."));
	}
	g_assert_null(sg_rule_find("no-such-rule"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	extracting = extracting_new();
	cases = g_ptr_array_new_with_free_func(free_case);
	load_all();
	g_test_add_func("/rules/names-are-unique-and-have-reasons", test_names_of_rules);
	g_test_add_func("/rules/each-has-cases", test_all_rules);
	g_test_add_func("/rules/what-is-absent-is-named", test_absent_names);
	for (guint i = 0; i < cases->len; i++)
		g_test_add_data_func(((Case *)cases->pdata[i])->path, cases->pdata[i], test_case);
	int status = g_test_run();
	g_ptr_array_unref(cases);
	extracting_clear(&extracting);
	return status;
}
