/* SPDX-License-Identifier: MIT */
#include "base/syntax.h"

#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

/* In-progress matches of one query; more come only from hostile nesting, and cost seconds. */
enum { MATCH_LIMIT = 2048 };

/* For each node a query looks through its later siblings for a named one. In a valid tree there is
 * one near; the braces of an ERROR node can make this quadratic (60,000 of them: 6 s). */
enum { MAX_ERROR_CHILDREN = 4096 };

const TSLanguage *tree_sitter_bash(void);
const TSLanguage *tree_sitter_c(void);
const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_json(void);
const TSLanguage *tree_sitter_python(void);
const TSLanguage *tree_sitter_rust(void);
const TSLanguage *tree_sitter_toml(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_yaml(void);

/* Languages with a grammar first; of the others only the name is known. */
static const struct {
	const char *name;
	const char *aliases; /* separated by spaces */
	const TSLanguage *(*grammar)(void);
} LANGUAGES[] = {
    {"rust", "rs rustlang", tree_sitter_rust},
    {"toml", "", tree_sitter_toml},
    {"bash", "sh shell zsh ksh shellscript", tree_sitter_bash},
    {"json", "jsonc", tree_sitter_json},
    {"python", "py python3 py3 pyi", tree_sitter_python},
    {"javascript", "js jsx mjs cjs node ecmascript", tree_sitter_javascript},
    {"typescript", "ts mts cts", tree_sitter_typescript},
    {"tsx", "", tree_sitter_tsx},
    {"yaml", "yml", tree_sitter_yaml},
    {"c", "h", tree_sitter_c},
    {"asm", "assembly nasm x86asm s", NULL},
    {"cmake", "", NULL},
    {"console", "shell-session shellsession terminal sh-session", NULL},
    {"cpp", "c++ cc cxx hpp hxx", NULL},
    {"csharp", "c# cs", NULL},
    {"css", "", NULL},
    {"diff", "patch udiff", NULL},
    {"dockerfile", "docker containerfile", NULL},
    {"dot", "graphviz gv", NULL},
    {"elixir", "ex exs", NULL},
    {"erlang", "erl", NULL},
    {"fish", "", NULL},
    {"go", "golang", NULL},
    {"graphql", "gql", NULL},
    {"haskell", "hs", NULL},
    {"hcl", "terraform tf", NULL},
    {"html", "htm xhtml", NULL},
    {"ini", "cfg conf properties", NULL},
    {"java", "", NULL},
    {"json5", "", NULL},
    {"jsonl", "ndjson", NULL},
    {"kotlin", "kt kts", NULL},
    {"llvm", "ll", NULL},
    {"lua", "", NULL},
    {"makefile", "make mk", NULL},
    {"markdown", "md mdx", NULL},
    {"mermaid", "", NULL},
    {"nix", "", NULL},
    {"ocaml", "ml", NULL},
    {"perl", "pl", NULL},
    {"php", "", NULL},
    {"powershell", "ps1 pwsh ps", NULL},
    {"protobuf", "proto", NULL},
    {"r", "", NULL},
    {"ruby", "rb", NULL},
    {"scala", "", NULL},
    {"scss", "sass", NULL},
    {"sql", "psql postgresql mysql sqlite", NULL},
    {"svelte", "", NULL},
    {"swift", "", NULL},
    {"text", "txt plain plaintext none", NULL},
    {"vue", "", NULL},
    {"wgsl", "", NULL},
    {"xml", "svg xsl xslt", NULL},
    {"zig", "", NULL},
};

/* What this process keeps of a language. */
typedef struct {
	TSParser *parser;
	GHashTable *queries; /* text (owned) -> TSQuery (owned) */
} Grammar;

static Grammar grammars[G_N_ELEMENTS(LANGUAGES)];

/* The text that was parsed last, as rules ask several queries of one text. */
static struct {
	size_t language;
	GString *text; /* NULL: none */
	TSTree *tree;  /* NULL: the time was over */
	double share;
	bool crowded; /* an ERROR node has too many children to query */
} kept;

typedef struct {
	unsigned pattern;
	unsigned number; /* in order of discovery, so that sorting is a total order */
	size_t first;    /* in Found.captures */
	size_t count;
	size_t at; /* of the first capture */
} Match;

typedef struct {
	GArray *captures; /* of SgCapture */
	GArray *matches;  /* of Match */
} Found;

static bool
is_one_of(const char *word, const char *words)
{
	size_t length = strlen(word);
	while (*words) {
		size_t size = strcspn(words, " ");
		if (size == length && g_ascii_strncasecmp(words, word, length) == 0)
			return true;
		words += size + (words[size] == ' ');
	}
	return false;
}

const char *
sg_syntax_language(const char *word)
{
	for (size_t i = 0; *word && i < G_N_ELEMENTS(LANGUAGES); i++)
		if (g_ascii_strcasecmp(word, LANGUAGES[i].name) == 0 ||
		    is_one_of(word, LANGUAGES[i].aliases))
			return LANGUAGES[i].name;
	return NULL;
}

static void
free_query_cb(void *data)
{
	ts_query_delete(data);
}

/* The grammar of a canonical name, ready for use; its index in *found. */
static Grammar *
find_grammar(const char *name, size_t *found)
{
	size_t i = 0;
	while (i < G_N_ELEMENTS(LANGUAGES) && strcmp(LANGUAGES[i].name, name) != 0)
		i++;
	if (i == G_N_ELEMENTS(LANGUAGES) || !LANGUAGES[i].grammar)
		return NULL;
	*found = i;
	Grammar *grammar = &grammars[i];
	if (grammar->parser)
		return grammar;
	grammar->parser = ts_parser_new();
	if (!ts_parser_set_language(grammar->parser, LANGUAGES[i].grammar()))
		g_error("the %s grammar does not fit this tree-sitter", name);
	grammar->queries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_query_cb);
	return grammar;
}

static const TSQuery *
find_query(Grammar *grammar, const char *text)
{
	TSQuery *query = g_hash_table_lookup(grammar->queries, text);
	if (query)
		return query;
	uint32_t offset = 0;
	TSQueryError error = TSQueryErrorNone;
	query = ts_query_new(ts_parser_language(grammar->parser), text, (uint32_t)strlen(text),
			     &offset, &error);
	if (!query)
		g_error("query does not compile (%d) at: %s", (int)error, text + offset);
	g_hash_table_insert(grammar->queries, g_strdup(text), query);
	return query;
}

/* Counts the bytes under nodes in error (a missing token counts as one) into kept.share, and looks
 * for crowded nodes. Walks down only where errors are. */
static void
survey_errors(TSNode root)
{
	size_t bad = 0;
	uint32_t bad_end = 0;
	bool more = true;
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	while (more) {
		TSNode node = ts_tree_cursor_current_node(&cursor);
		uint32_t start = ts_node_start_byte(node);
		bool error = strcmp(ts_node_type(node), "ERROR") == 0;
		if (error && start >= bad_end) {
			bad_end = ts_node_end_byte(node);
			bad += bad_end - start;
		}
		bad += ts_node_is_missing(node) && start >= bad_end;
		kept.crowded |= error && ts_node_child_count(node) > MAX_ERROR_CHILDREN;
		if (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor))
			continue;
		while (more && !ts_tree_cursor_goto_next_sibling(&cursor))
			more = ts_tree_cursor_goto_parent(&cursor);
	}
	ts_tree_cursor_delete(&cursor);
	size_t length = kept.text->len;
	kept.share = bad < length ? (double)(length - bad) / (double)length : 0;
}

static gint64
processor_time(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The tree, or NULL when the time is over. The limit is one of processor time, so that a result
 * does not depend on what else the machine does: tree-sitter's own counts the time that passes. A
 * parse that it stopped early begins anew, since one that is resumed can give another tree. */
static TSTree *
parse(TSParser *parser, const char *text, size_t length)
{
	for (uint64_t limit = SG_SYNTAX_MICROSECONDS;; limit *= 2) {
		gint64 start = processor_time();
		ts_parser_set_timeout_micros(parser, limit);
		TSTree *tree = ts_parser_parse_string(parser, NULL, text, (uint32_t)length);
		if (tree)
			return tree;
		ts_parser_reset(parser);
		if (processor_time() - start >= SG_SYNTAX_MICROSECONDS)
			return NULL;
	}
}

static void
drop_kept(void)
{
	if (kept.text)
		g_string_free(g_steal_pointer(&kept.text), TRUE);
	g_clear_pointer(&kept.tree, ts_tree_delete);
}

/* Makes kept hold what became of the text. */
static void
keep_tree(const Grammar *grammar, size_t language, const char *text, size_t length)
{
	if (kept.text && kept.language == language && kept.text->len == length &&
	    memcmp(kept.text->str, text, length) == 0)
		return;
	drop_kept();
	kept.language = language;
	kept.text = g_string_new_len(text, (gssize)length);
	kept.tree = parse(grammar->parser, text, length);
	kept.share = kept.tree ? 1 : -1;
	kept.crowded = false;
	if (kept.tree && length > 0 && ts_node_has_error(ts_tree_root_node(kept.tree)))
		survey_errors(ts_tree_root_node(kept.tree));
}

/* The text of a predicate's argument: what was captured, or a literal. Not NUL-terminated. */
static const char *
argument_text(const TSQuery *query,
	      const TSQueryMatch *match,
	      TSQueryPredicateStep step,
	      size_t *length)
{
	uint32_t size = 0;
	*length = 0;
	if (step.type == TSQueryPredicateStepTypeString) {
		const char *text = ts_query_string_value_for_id(query, step.value_id, &size);
		*length = size;
		return text;
	}
	for (uint16_t i = 0; i < match->capture_count; i++) {
		TSNode node = match->captures[i].node;
		if (match->captures[i].index != step.value_id)
			continue;
		*length = ts_node_end_byte(node) - ts_node_start_byte(node);
		return kept.text->str + ts_node_start_byte(node);
	}
	return "";
}

static bool
equal_arguments(const TSQuery *query,
		const TSQueryMatch *match,
		const TSQueryPredicateStep *a,
		const TSQueryPredicateStep *b)
{
	size_t a_length = 0;
	size_t b_length = 0;
	const char *a_text = argument_text(query, match, *a, &a_length);
	const char *b_text = argument_text(query, match, *b, &b_length);
	return a_length == b_length && memcmp(a_text, b_text, a_length) == 0;
}

/* One predicate: its name, its arguments. tree-sitter's library reads predicates, but leaves it to
 * the caller to act on them. */
static bool
holds(const TSQuery *query,
      const TSQueryMatch *match,
      const TSQueryPredicateStep *steps,
      size_t count)
{
	uint32_t size = 0;
	const char *name = ts_query_string_value_for_id(query, steps[0].value_id, &size);
	g_assert(count >= 3);
	if (strcmp(name, "not-eq?") == 0)
		return !equal_arguments(query, match, &steps[1], &steps[2]);
	if (strcmp(name, "eq?") != 0 && strcmp(name, "any-of?") != 0)
		g_error("query with unknown predicate #%s", name);
	for (size_t i = 2; i < count; i++)
		if (equal_arguments(query, match, &steps[1], &steps[i]))
			return true;
	return false;
}

static bool
all_hold(const TSQuery *query, const TSQueryMatch *match)
{
	uint32_t count = 0;
	const TSQueryPredicateStep *steps =
	    ts_query_predicates_for_pattern(query, match->pattern_index, &count);
	for (uint32_t first = 0; first < count;) {
		uint32_t end = first;
		while (steps[end].type != TSQueryPredicateStepTypeDone)
			end++;
		if (!holds(query, match, steps + first, end - first))
			return false;
		first = end + 1;
	}
	return true;
}

static void
add_match(Found *found, const TSQuery *query, const TSQueryMatch *match)
{
	Match record = {
	    .pattern = match->pattern_index,
	    .number = found->matches->len,
	    .first = found->captures->len,
	    .count = match->capture_count,
	};
	for (uint16_t i = 0; i < match->capture_count; i++) {
		TSNode node = match->captures[i].node;
		uint32_t size = 0;
		SgCapture capture = {
		    .name = ts_query_capture_name_for_id(query, match->captures[i].index, &size),
		    .at = ts_node_start_byte(node),
		    .length = ts_node_end_byte(node) - ts_node_start_byte(node),
		    .row = ts_node_start_point(node).row,
		};
		g_array_append_val(found->captures, capture);
		if (i == 0)
			record.at = capture.at;
	}
	g_array_append_val(found->matches, record);
}

static int
compare_places(const void *a, const void *b)
{
	const Match *x = a;
	const Match *y = b;
	if (x->at != y->at)
		return (x->at > y->at) - (x->at < y->at);
	return (x->number > y->number) - (x->number < y->number);
}

/* Matches are told only when all are known: a text over the limit has none, not some. */
static bool
find_matches(Found *found, const TSQuery *query)
{
	TSQueryCursor *cursor = ts_query_cursor_new();
	ts_query_cursor_set_match_limit(cursor, MATCH_LIMIT);
	ts_query_cursor_exec(cursor, query, ts_tree_root_node(kept.tree));
	TSQueryMatch match;
	while (ts_query_cursor_next_match(cursor, &match))
		if (all_hold(query, &match))
			add_match(found, query, &match);
	bool complete = !ts_query_cursor_did_exceed_match_limit(cursor);
	ts_query_cursor_delete(cursor);
	g_array_sort(found->matches, compare_places);
	return complete;
}

static void
tell_matches(const Found *found, SgMatchFn tell, void *data)
{
	for (guint i = 0; i < found->matches->len; i++) {
		const Match *match = &g_array_index(found->matches, Match, i);
		const SgCapture *captures = (const SgCapture *)(const void *)found->captures->data;
		tell(match->count ? captures + match->first : NULL, match->count, match->pattern,
		     data);
	}
}

double
/* NOLINTNEXTLINE(readability-function-size): the callback and its data are one argument. */
sg_syntax_query(const char *language,
		const char *text,
		size_t length,
		const char *query,
		SgMatchFn match,
		void *data)
{
	size_t index = 0;
	if (length > SG_SYNTAX_MAX_BYTES)
		return -1;
	Grammar *grammar = find_grammar(language, &index);
	if (!grammar)
		return -1;
	keep_tree(grammar, index, text, length);
	double share = kept.share;
	if (!query || !kept.tree)
		return share;
	if (kept.crowded)
		return -1;
	Found found = {
	    .captures = g_array_new(FALSE, FALSE, sizeof(SgCapture)),
	    .matches = g_array_new(FALSE, FALSE, sizeof(Match)),
	};
	bool complete = find_matches(&found, find_query(grammar, query));
	if (complete)
		tell_matches(&found, match, data);
	g_array_unref(found.captures);
	g_array_unref(found.matches);
	return complete ? share : -1;
}

void
sg_syntax_teardown(void)
{
	drop_kept();
	for (size_t i = 0; i < G_N_ELEMENTS(grammars); i++) {
		g_clear_pointer(&grammars[i].parser, ts_parser_delete);
		g_clear_pointer(&grammars[i].queries, g_hash_table_unref);
	}
}
