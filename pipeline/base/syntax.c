/* SPDX-License-Identifier: MIT */
#include "base/syntax.h"

#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

enum { MAX_PATTERNS = 32 }; /* of a table: the bits of Table.starts */

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

/* A step of a pattern's path. */
typedef struct {
	TSSymbol symbol; /* 0: any named node */
	TSFieldId field; /* 0: any child */
	bool first;      /* the first named child */
} Step;

typedef struct {
	const char *name;
	Step steps[SG_SYNTAX_STEPS];
	unsigned n_steps;
} Pattern;

/* The patterns of one table, for one language. */
typedef struct {
	Pattern patterns[MAX_PATTERNS];
	size_t count;
	uint32_t *starts; /* by symbol: the patterns, as bits, that begin with it */
	uint32_t n_symbols;
} Table;

/* What this process keeps of a language. */
typedef struct {
	TSParser *parser;
	GHashTable *tables; /* SgSyntaxPattern (borrowed) -> Table (owned) */
} Grammar;

static Grammar grammars[G_N_ELEMENTS(LANGUAGES)];

/* The text that was parsed last, as rules ask several things of one text. */
static struct {
	size_t language;
	GString *text; /* NULL: none */
	TSTree *tree;  /* NULL: the time was over */
	double share;
} kept;

/* A match and its number in order of discovery, so that sorting is a total order. */
typedef struct {
	SgMatch match;
	unsigned number;
} Found;

/* A search of one tree. A cursor for each step: they are made once and set to each node. */
typedef struct {
	const Table *table;
	const Pattern *pattern; /* that is tried */
	TSNode outer;
	TSTreeCursor cursors[SG_SYNTAX_STEPS];
	GArray *found; /* of Found */
} Search;

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
free_table_cb(void *data)
{
	Table *table = data;
	g_free(table->starts);
	g_free(table);
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
	grammar->tables = g_hash_table_new_full(NULL, NULL, NULL, free_table_cb);
	return grammar;
}

/* One step: "type", "field:type" or ".type"; text is not NUL-terminated. */
static Step
read_step(const TSLanguage *language, const char *text, size_t length)
{
	Step step = {.first = *text == '.'};
	const char *type = text + step.first;
	const char *colon = memchr(text, ':', length);
	if (colon) {
		step.field =
		    ts_language_field_id_for_name(language, text, (uint32_t)(colon - text));
		g_assert(step.field != 0);
		type = colon + 1;
	}
	size_t size = (size_t)(text + length - type);
	if (size == 1 && *type == '_')
		return step;
	step.symbol = ts_language_symbol_for_name(language, type, (uint32_t)size, true);
	g_assert(step.symbol != 0);
	return step;
}

static void
read_path(Pattern *pattern, const TSLanguage *language, const char *path)
{
	while (*path != '\0') {
		size_t length = strcspn(path, " ");
		g_assert(pattern->n_steps < SG_SYNTAX_STEPS);
		pattern->steps[pattern->n_steps++] = read_step(language, path, length);
		path += length + (path[length] == ' ');
	}
}

/* Lets a search begin the pattern at each node that its first step fits. */
static void
add_start(Table *table, const TSLanguage *language, size_t pattern)
{
	TSSymbol wanted = table->patterns[pattern].steps[0].symbol;
	for (uint32_t symbol = 0; symbol < table->n_symbols; symbol++) {
		bool named =
		    ts_language_symbol_type(language, (TSSymbol)symbol) == TSSymbolTypeRegular;
		if (wanted != 0 ? symbol == wanted : named)
			table->starts[symbol] |= UINT32_C(1) << pattern;
	}
}

static const Table *
find_table(Grammar *grammar, const SgSyntaxPattern *patterns)
{
	Table *table = g_hash_table_lookup(grammar->tables, patterns);
	if (table)
		return table;
	const TSLanguage *language = ts_parser_language(grammar->parser);
	table = g_new0(Table, 1);
	table->n_symbols = ts_language_symbol_count(language);
	table->starts = g_new0(uint32_t, table->n_symbols);
	for (; patterns[table->count].name; table->count++) {
		g_assert(table->count < MAX_PATTERNS);
		Pattern *pattern = &table->patterns[table->count];
		pattern->name = patterns[table->count].name;
		read_path(pattern, language, patterns[table->count].path);
		add_start(table, language, table->count);
	}
	g_hash_table_insert(grammar->tables, (void *)patterns, table);
	return table;
}

/* Counts the bytes under nodes in error (a missing token counts as one) into kept.share. Walks down
 * only where errors are. */
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
	if (kept.tree && length > 0 && ts_node_has_error(ts_tree_root_node(kept.tree)))
		survey_errors(ts_tree_root_node(kept.tree));
}

static void
add_match(Search *search, TSNode node)
{
	Found found = {
	    .number = search->found->len,
	    .match = {.name = search->pattern->name,
		      .at = ts_node_start_byte(node),
		      .length = ts_node_end_byte(node) - ts_node_start_byte(node),
		      .row = ts_node_start_point(node).row,
		      .outer_at = ts_node_start_byte(search->outer),
		      .outer_end = ts_node_end_byte(search->outer)},
	};
	g_array_append_val(search->found, found);
}

/* Whether the node that the cursor is at fits. */
static bool
fits(const Step *step, TSNode node, const TSTreeCursor *cursor)
{
	if (step->symbol != 0 ? ts_node_symbol(node) != step->symbol : !ts_node_is_named(node))
		return false;
	return step->field == 0 || ts_tree_cursor_current_field_id(cursor) == step->field;
}

/* Goes on with a pattern, of which a number of steps fitted down to node. */
static void
/* NOLINTNEXTLINE(misc-no-recursion): as deep as a pattern has steps */
descend(Search *search, TSNode node, unsigned steps)
{
	if (steps == search->pattern->n_steps) {
		add_match(search, node);
		return;
	}
	const Step *step = &search->pattern->steps[steps];
	TSTreeCursor *cursor = &search->cursors[steps];
	ts_tree_cursor_reset(cursor, node);
	bool more = ts_tree_cursor_goto_first_child(cursor);
	while (more) {
		TSNode child = ts_tree_cursor_current_node(cursor);
		if (fits(step, child, cursor))
			descend(search, child, steps + 1);
		more = !(step->first && ts_node_is_named(child)) &&
		       ts_tree_cursor_goto_next_sibling(cursor);
	}
}

static void
try_patterns(Search *search, TSNode node)
{
	TSSymbol symbol = ts_node_symbol(node);
	uint32_t starts = symbol < search->table->n_symbols ? search->table->starts[symbol] : 0;
	search->outer = node;
	for (size_t i = 0; starts != 0; i++, starts >>= 1) {
		search->pattern = &search->table->patterns[i];
		if ((starts & 1) != 0)
			descend(search, node, 1);
	}
}

static void
search_tree(Search *search, TSNode root)
{
	for (size_t i = 0; i < SG_SYNTAX_STEPS; i++)
		search->cursors[i] = ts_tree_cursor_new(root);
	TSTreeCursor *cursor = &search->cursors[0]; /* the outer node is no child */
	bool more = true;
	while (more) {
		try_patterns(search, ts_tree_cursor_current_node(cursor));
		if (ts_tree_cursor_goto_first_child(cursor))
			continue;
		while (more && !ts_tree_cursor_goto_next_sibling(cursor))
			more = ts_tree_cursor_goto_parent(cursor);
	}
	for (size_t i = 0; i < SG_SYNTAX_STEPS; i++)
		ts_tree_cursor_delete(&search->cursors[i]);
}

static int
compare_places(const void *a, const void *b)
{
	const Found *x = a;
	const Found *y = b;
	if (x->match.at != y->match.at)
		return (x->match.at > y->match.at) - (x->match.at < y->match.at);
	return (x->number > y->number) - (x->number < y->number);
}

/* Makes kept hold the text; the grammar, or NULL. */
static Grammar *
keep_text(const char *language, const char *text, size_t length)
{
	size_t index = 0;
	Grammar *grammar = length <= SG_SYNTAX_MAX_BYTES ? find_grammar(language, &index) : NULL;
	if (grammar)
		keep_tree(grammar, index, text, length);
	return grammar;
}

double
sg_syntax_share(const char *language, const char *text, size_t length)
{
	return keep_text(language, text, length) ? kept.share : -1;
}

void
sg_syntax_find(const SgSyntaxQuery *query, const char *text, SgMatchFn tell, void *data)
{
	Grammar *grammar = keep_text(query->language, text, strlen(text));
	if (!grammar || !kept.tree)
		return;
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
	Search search = {.table = find_table(grammar, query->patterns), .found = found};
	search_tree(&search, ts_tree_root_node(kept.tree));
	g_array_sort(found, compare_places);
	for (guint i = 0; i < found->len; i++)
		tell(&g_array_index(found, Found, i).match, data);
}

void
sg_syntax_teardown(void)
{
	drop_kept();
	for (size_t i = 0; i < G_N_ELEMENTS(grammars); i++) {
		g_clear_pointer(&grammars[i].parser, ts_parser_delete);
		g_clear_pointer(&grammars[i].tables, g_hash_table_unref);
	}
}
