/* SPDX-License-Identifier: MIT */
#include "extract/phrase.h"
#include "extract/steps.h"

#include "base/syntax.h"

#include <string.h>

/* Packages that code imports, in the languages whose imports name packages. */

#define DOUBT_UNKNOWN 25 /* a module of the reader's own may have any name */
#define MAX_NAME      60

static const SgSyntaxPattern python[] = {
    {"module", "import_statement name:dotted_name .identifier"},
    {"module", "import_statement name:aliased_import name:dotted_name .identifier"},
    {"module", "import_from_statement module_name:dotted_name .identifier"},
    {NULL, NULL},
};

static const SgSyntaxPattern javascript[] = {
    {"module", "import_statement source:string string_fragment"},
    {"required", "call_expression arguments:arguments .string string_fragment"},
    {NULL, NULL},
};

static const SgSyntaxPattern typescript[] = {
    {"module", "import_statement source:string string_fragment"},
    {NULL, NULL},
};

static const struct {
	SgSyntaxQuery query;
	const char *ecosystem;
	const char *builtin;                   /* prefix in the list of built-in modules */
	char *(*statements)(const char *text); /* all that need be parsed of it, or NULL */
} imports[] = {
    {{"python", python}, "pypi", "python", sg_python_imports},
    {{"javascript", javascript}, "npm", "javascript", NULL},
    {{"typescript", typescript}, "npm", "javascript", NULL},
    {{"tsx", typescript}, "npm", "javascript", NULL},
};

typedef struct {
	SgExtraction *x;
	size_t language; /* index into imports */
	uint32_t code;
	const char *text;
} Reading;

/* "@scope/name/path" -> "@scope/name"; NULL for paths of the reader's own. */
static char *
package_of_specifier(const char *specifier)
{
	if (strchr("./~#", *specifier) || g_str_has_prefix(specifier, "@/") ||
	    g_str_has_prefix(specifier, "node:"))
		return NULL;
	size_t n = strcspn(specifier, "/");
	if (*specifier == '@' && specifier[n] == '/')
		n += 1 + strcspn(specifier + n + 1, "/");
	return g_strndup(specifier, n);
}

/* Names that stand for the reader's own code in any example. */
static bool
is_placeholder(const char *name)
{
	static const char *const starts[] = {"my",  "your",  "example", "foo",
					     "bar", "some_", "test"};
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
		if (g_ascii_strncasecmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	}
	return false;
}

static bool
is_builtin(const SgExtraction *x, const char *language, const char *name)
{
	g_autofree char *phrase = g_strconcat(language, " ", name, NULL);
	return sg_vocabulary_lists(x->vocabulary, SG_WORDS_BUILTIN, phrase);
}

static uint32_t
claim_use(SgExtraction *x, const SgPackage *package, uint32_t source, uint32_t term, SgSpan span)
{
	guint before = x->facts->claims->len;
	sg_add_claim(x, (SgRelation){SG_EDGE_USES_CRATE, source, term}, package->rule, span);
	if (x->facts->claims->len == before)
		return term;
	SgStr versions = sg_pool_add(x->doc->pool, package->versions ? package->versions : "", -1);
	SgStr features = sg_pool_add(x->doc->pool, package->features ? package->features : "", -1);
	SgClaim *claim = &g_array_index(x->facts->claims, SgClaim, before);
	claim->versions = versions;
	claim->features = features;
	return term;
}

uint32_t
sg_add_package(SgExtraction *x, const SgPackage *package)
{
	const SgKnown *known =
	    sg_vocabulary_find_in(x->vocabulary, package->name, SG_KIND_CRATE, x->packs);
	if (known && strcmp(known->facet ? known->facet : "", package->ecosystem) != 0)
		known = NULL;
	g_autofree char *label = g_strdup(known ? known->label : package->name);
	if (!known && strcmp(package->ecosystem, "cargo") == 0)
		g_strdelimit(label, "_", '-');
	bool stated = package->versions != NULL || package->rule->role == SG_ROLE_METADATA;
	SgName name = {.label = label,
		       .facet = (char *)package->ecosystem,
		       .known = known != NULL,
		       .doubt = known || stated ? 0 : DOUBT_UNKNOWN};
	SgSpan span = sg_code_line(x, package->code, package->row);
	uint32_t section = g_array_index(x->facts->codes, SgCode, package->code).section;
	uint32_t term =
	    sg_add_term(x, &name, SG_KIND_CRATE, package->rule, (SgPlace){section, span});
	if (term == SG_NONE)
		return SG_NONE;
	sg_term(x, term)->code = package->code;
	claim_use(x, package, SG_NONE, term, span);
	uint32_t owner = g_array_index(x->code_owners, uint32_t, package->code);
	if (owner != SG_NONE && sg_term(x, owner)->kind != SG_KIND_CRATE &&
	    sg_term(x, owner)->kind != SG_KIND_ERROR)
		claim_use(x, package, owner, term, span);
	return term;
}

/* Whether a call with this first argument is one of "require" itself. */
static bool
is_required(const char *text, const SgMatch *argument)
{
	const char *at = text + argument->outer_at;
	if (!g_str_has_prefix(at, "require"))
		return false;
	at += strlen("require");
	at += strspn(at, " \t\n");
	if (*at != '(')
		return false;
	at += 1 + strspn(at + 1, " \t\n");
	return at + 1 == text + argument->at;
}

static void
add_import(const SgMatch *module, void *data)
{
	const Reading *reading = data;
	if (module->length == 0 || module->length > MAX_NAME)
		return;
	if (strcmp(module->name, "required") == 0 && !is_required(reading->text, module))
		return;
	g_autofree char *written = g_strndup(reading->text + module->at, module->length);
	g_autofree char *name = package_of_specifier(written);
	SgExtraction *x = reading->x;
	if (!name || *name == '\0' || is_placeholder(name) ||
	    is_builtin(x, imports[reading->language].builtin, name))
		return;
	const SgKnown *known = sg_vocabulary_find_in(x->vocabulary, name, SG_KIND_CRATE, x->packs);
	if (!known && (sg_vocabulary_lists(x->vocabulary, SG_WORDS_PLAIN, name) ||
		       sg_vocabulary_lists(x->vocabulary, SG_WORDS_TAIL, name)))
		return;
	SgPackage package = {.name = name,
			     .ecosystem = imports[reading->language].ecosystem,
			     .code = reading->code,
			     .row = module->row,
			     .rule = &sg_rules[SG_RULE_IMPORT]};
	sg_add_package(x, &package);
}

void
sg_step_packages(SgExtraction *x)
{
	for (guint i = 0; i < x->facts->codes->len; i++) {
		const SgCode *code = &g_array_index(x->facts->codes, SgCode, i);
		const char *language = sg_document_str(x->doc, code->language);
		for (size_t l = 0; l < G_N_ELEMENTS(imports); l++) {
			if (strcmp(language, imports[l].query.language) != 0)
				continue;
			const char *whole = sg_document_str(x->doc, code->text);
			if (!strstr(whole, "import") && !strstr(whole, "require"))
				break;
			g_autofree char *text =
			    imports[l].statements ? imports[l].statements(whole) : g_strdup(whole);
			Reading reading = {.x = x, .language = l, .code = i, .text = text};
			sg_syntax_find(&imports[l].query, text, add_import, &reading);
			break;
		}
	}
}
