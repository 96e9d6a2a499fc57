/* SPDX-License-Identifier: MIT */
#include "emit/site/theme.h"

#include "base/file.h"
#include "emit/site/html.h"
#include "emit/site/instructions.h"
#include "emit/site/page-memory.h"

#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <string.h>

#define MAX_THEME_FILE ((size_t)4 * 1024 * 1024)
#define DEFAULT_SCHEME "default:"
/* "preview.png" shows the theme to people who choose one; no page loads it. */
#define PREVIEW "preview."

typedef struct {
	char *name;
	char *path;
	GBytes *bytes;
	bool overlay;
} File;

struct SgTheme {
	GPtrArray *files;  /* of File; sorted by name, the overlay's before the default's */
	GPtrArray *assets; /* of File, borrowed: the ones in force */
	xsltStylesheetPtr sheets[SG_N_PAGES];
	xsltSecurityPrefsPtr prefs;
	SgDigest digest;
	GHashTable *frames; /* frame of pages and their kind (GBytes) -> key -> GBytes */
};

/* Enough for each folder; pages beyond make their own. */
#define MAX_FRAMES 64

/* A page and what was kept for its frame before, or what is to be kept now. */
typedef struct {
	SgPage *page;
	GHashTable *parts; /* key -> GBytes */
} Rendering;

/* What the libraries say while they work: libxslt in pieces, libxml2 in records. */
typedef struct {
	GString *text;
	char *record; /* "path:line: message" of the first record */
} Faults;

static const char *const asset_suffixes[] = {".css", ".js",   ".svg",  ".png",
					     ".ico", ".webp", ".woff2"};

/* libxslt's hook for reading files is one for the process; set while a theme is loaded. */
static const SgTheme *loading;

static void
file_free(void *data)
{
	File *file = data;
	g_free(file->name);
	g_free(file->path);
	g_bytes_unref(file->bytes);
	g_free(file);
}

static int
compare_files(const void *a, const void *b)
{
	const File *x = *(File *const *)a;
	const File *y = *(File *const *)b;
	int order = strcmp(x->name, y->name);
	return order ? order : y->overlay - x->overlay;
}

static bool
is_asset(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(asset_suffixes); i++) {
		if (g_str_has_suffix(name, asset_suffixes[i]))
			return true;
	}
	return false;
}

static bool
is_plain_name(const char *name)
{
	return strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-") == strlen(name);
}

static bool
read_file(SgTheme *theme, const char *dir, const char *name, bool overlay, GError **error)
{
	g_autofree char *path = g_build_filename(dir, name, NULL);
	bool wanted = g_str_has_suffix(name, ".xsl") || is_asset(name);
	if (!wanted || name[0] == '.' || g_str_has_prefix(name, PREVIEW) ||
	    g_file_test(path, G_FILE_TEST_IS_DIR))
		return true;
	if (!is_plain_name(name))
		return sg_fail(
		    error, SG_ERROR_THEME,
		    "%s: cannot use in a theme: a name may have letters, digits, '.', '_' and '-'",
		    path);
	GBytes *bytes = sg_file_read(path, MAX_THEME_FILE, error);
	if (!bytes)
		return false;
	File *file = g_new0(File, 1);
	file->name = g_strdup(name);
	file->path = g_steal_pointer(&path);
	file->bytes = bytes;
	file->overlay = overlay;
	g_ptr_array_add(theme->files, file);
	return true;
}

static bool
read_folder(SgTheme *theme, const char *dir, bool overlay, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autoptr(GDir) folder = g_dir_open(dir, 0, &why);
	if (!folder)
		return sg_fail(error, SG_ERROR_THEME, "%s: cannot read the theme: %s", dir,
			       why->message);
	const char *name;
	while ((name = g_dir_read_name(folder)) != NULL) {
		if (!read_file(theme, dir, name, overlay, error))
			return false;
	}
	return true;
}

/* The first of its name is the one in force. */
static void
collect_assets(SgTheme *theme)
{
	const char *last = "";
	for (guint i = 0; i < theme->files->len; i++) {
		File *file = theme->files->pdata[i];
		if (is_asset(file->name) && strcmp(file->name, last) != 0)
			g_ptr_array_add(theme->assets, file);
		last = file->name;
	}
}

static SgDigest
digest_files(const SgTheme *theme)
{
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < theme->files->len; i++) {
		const File *file = theme->files->pdata[i];
		size_t length;
		const void *bytes = g_bytes_get_data(file->bytes, &length);
		g_string_append_printf(all, "%s %d %s\n", file->name, file->overlay,
				       sg_digest(bytes, length).hex);
	}
	return sg_digest(all->str, all->len);
}

static const File *
find_file(const SgTheme *theme, const char *name, bool only_default)
{
	for (guint i = 0; i < theme->files->len; i++) {
		const File *file = theme->files->pdata[i];
		if (strcmp(file->name, name) == 0 && !(only_default && file->overlay))
			return file;
	}
	return NULL;
}

/* All sheets keep their strings in one dictionary: results borrow them from there, and libxml2
 * frees what it does not find there. */
static xmlDocPtr
parse_file(const File *file)
{
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (!parser)
		return NULL;
	xmlDictFree(parser->dict);
	parser->dict = sg_page_memory_names();
	xmlDictReference(parser->dict);
	size_t length;
	const char *bytes = g_bytes_get_data(file->bytes, &length);
	xmlDocPtr doc = xmlCtxtReadMemory(parser, bytes, (int)length, file->path, NULL,
					  XML_PARSE_NONET | XML_PARSE_NOCDATA);
	xmlFreeParserCtxt(parser);
	return doc;
}

/* xsl:import and xsl:include find the files of the theme, and nothing else. document() finds
 * nothing. */
static xmlDocPtr
load_document(const xmlChar *uri,
	      xmlDictPtr dict G_GNUC_UNUSED,
	      int options G_GNUC_UNUSED,
	      void *context G_GNUC_UNUSED,
	      xsltLoadType type)
{
	const char *address = (const char *)uri;
	if (type != XSLT_LOAD_STYLESHEET || !loading)
		return NULL;
	bool only_default = g_str_has_prefix(address, DEFAULT_SCHEME);
	const char *slash = strrchr(address, '/');
	const char *name = only_default ? address + strlen(DEFAULT_SCHEME)
			   : slash      ? slash + 1
					: address;
	const File *file = find_file(loading, name, only_default);
	return file ? parse_file(file) : NULL;
}

static void G_GNUC_PRINTF(2, 3) on_message(void *data, const char *format, ...)
{
	Faults *faults = data;
	va_list args;
	va_start(args, format);
	g_string_append_vprintf(faults->text, format, args);
	va_end(args);
}

static void
on_record(void *data, xmlErrorPtr record)
{
	Faults *faults = data;
	if (faults->record || !record->message)
		return;
	g_autofree char *message = g_strstrip(g_strdup(record->message));
	if (record->file)
		faults->record = g_strdup_printf("%s:%d: %s", record->file, record->line, message);
	else
		on_message(faults, "%s\n", message);
}

static void
watch(Faults *faults)
{
	faults->text = g_string_new(NULL);
	xsltSetGenericErrorFunc(faults, on_message);
	xmlSetStructuredErrorFunc(faults, on_record);
}

static void
unwatch(Faults *faults)
{
	xsltSetGenericErrorFunc(NULL, NULL);
	xmlSetStructuredErrorFunc(NULL, NULL);
	g_string_free(faults->text, TRUE);
	g_free(faults->record);
}

/* "path:line: message" of what was seen: libxslt tells the place as "... file P line N element E".
 */
static char *
describe(const Faults *faults, const char *path)
{
	g_autoptr(GRegex) place =
	    g_regex_new("file (.+) line ([0-9]+)(?: element .*)?\n\\s*([^\n]*)", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	if (faults->record)
		return g_strdup(faults->record);
	if (g_regex_match(place, faults->text->str, 0, &match)) {
		g_autofree char *file = g_match_info_fetch(match, 1);
		g_autofree char *line = g_match_info_fetch(match, 2);
		g_autofree char *what = g_match_info_fetch(match, 3);
		return g_strdup_printf("%s:%s: %s", file, line, what);
	}
	g_autofree char *text = g_strstrip(g_strdelimit(g_strdup(faults->text->str), "\n", ' '));
	return g_strdup_printf("%s: %s", path, *text ? text : "cannot be used as a stylesheet");
}

static xsltStylesheetPtr
compile(const File *file)
{
	xmlDocPtr doc = parse_file(file);
	if (!doc)
		return NULL;
	xsltStylesheetPtr sheet = xsltParseStylesheetDoc(doc);
	if (!sheet)
		xmlFreeDoc(doc);
	if (sheet && sheet->errors > 0) {
		xsltFreeStylesheet(sheet);
		return NULL;
	}
	if (sheet)
		sg_instructions_quicken(sheet);
	return sheet;
}

static bool
compile_page(SgTheme *theme, SgPageKind kind, GError **error)
{
	g_autofree char *name = g_strconcat(sg_page_kind_name(kind), ".xsl", NULL);
	const File *file = find_file(theme, name, false);
	if (!file)
		return sg_fail(error, SG_ERROR_THEME, "%s: missing in the theme", name);
	Faults faults = {0};
	watch(&faults);
	loading = theme;
	theme->sheets[kind] = compile(file);
	loading = NULL;
	/* libxslt only warns of an instruction that it does not know, and leaves it out. */
	bool sound = theme->sheets[kind] && faults.text->len == 0 && !faults.record;
	g_autofree char *why = sound ? NULL : describe(&faults, file->path);
	unwatch(&faults);
	return sound || sg_fail(error, SG_ERROR_THEME, "%s", why);
}

static xsltSecurityPrefsPtr
forbid_everything(void)
{
	static const xsltSecurityOption options[] = {
	    XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
	    XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
	xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
	for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
		xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
	return prefs;
}

SgTheme *
sg_theme_load(const char *overlay, GError **error)
{
	xmlInitParser();
	xsltSetLoaderFunc(load_document);
	g_autoptr(SgTheme) theme = g_new0(SgTheme, 1);
	theme->files = g_ptr_array_new_with_free_func(file_free);
	theme->assets = g_ptr_array_new();
	theme->prefs = forbid_everything();
	theme->frames =
	    g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
				  (GDestroyNotify)g_hash_table_unref);
	g_autofree char *dir = sg_file_find_data("theme");
	if (!dir) {
		sg_fail(error, SG_ERROR_THEME, "theme: the program's own theme is missing");
		return NULL;
	}
	if (!read_folder(theme, dir, false, error) ||
	    (overlay && !read_folder(theme, overlay, true, error)))
		return NULL;
	g_ptr_array_sort(theme->files, compare_files);
	collect_assets(theme);
	theme->digest = digest_files(theme);
	for (int kind = 0; kind < SG_N_PAGES; kind++) {
		if (!compile_page(theme, (SgPageKind)kind, error))
			return NULL;
	}
	return g_steal_pointer(&theme);
}

void
sg_theme_free(SgTheme *theme)
{
	if (!theme)
		return;
	for (int kind = 0; kind < SG_N_PAGES; kind++) {
		sg_instructions_release(theme->sheets[kind]);
		xsltFreeStylesheet(theme->sheets[kind]);
	}
	xsltFreeSecurityPrefs(theme->prefs);
	g_ptr_array_unref(theme->assets);
	g_ptr_array_unref(theme->files);
	g_hash_table_unref(theme->frames);
	g_free(theme);
}

SgDigest
sg_theme_digest(const SgTheme *theme)
{
	return theme->digest;
}

static GBytes *
find_part(const char *key, const void *data)
{
	const Rendering *rendering = data;
	GBytes *kept = g_hash_table_lookup(rendering->parts, key);
	return kept ? kept : sg_page_offered(rendering->page, key);
}

static void
keep_part(const char *key, const char *bytes, size_t length, const void *data)
{
	const Rendering *rendering = data;
	g_hash_table_replace(rendering->parts, g_strdup(key), g_bytes_new(bytes, length));
}

static bool
has_frame(const SgPage *page)
{
	size_t length;
	(void)sg_page_frame(page, &length);
	return length > 0;
}

static GBytes *
frame_key(const SgPage *page)
{
	size_t length;
	const char *frame = sg_page_frame(page, &length);
	g_autoptr(GByteArray) key = g_byte_array_sized_new((guint)length + 1);
	g_byte_array_append(key, (const guint8[]){(guint8)sg_page_kind(page)}, 1);
	g_byte_array_append(key, (const guint8 *)frame, (guint)length);
	return g_byte_array_free_to_bytes(g_steal_pointer(&key));
}

static xmlDocPtr
apply(const SgTheme *theme, SgPage *page, bool has_kept)
{
	xsltStylesheetPtr sheet = theme->sheets[sg_page_kind(page)];
	if (has_kept)
		sg_page_set_kept(page);
	xmlDocPtr source = sg_page_xml(page);
	xsltTransformContextPtr context = xsltNewTransformContext(sheet, source);
	if (!context)
		return NULL;
	xsltSetCtxtSecurityPrefs(theme->prefs, context);
	xmlDocPtr result = xsltApplyStylesheetUser(sheet, source, NULL, NULL, NULL, context);
	bool sound = context->state == XSLT_STATE_OK;
	xsltFreeTransformContext(context);
	/* Its nodes go with the page's memory; the strings of the sheets are counted. */
	if (result)
		xmlDictFree(result->dict);
	return sound ? result : NULL;
}

static xmlDocPtr
transform(const SgTheme *theme, SgPage *page, bool has_kept, GError **error)
{
	Faults faults = {0};
	watch(&faults);
	sg_page_memory_enter(sg_page_memory(page));
	xmlDocPtr result = apply(theme, page, has_kept);
	xmlResetLastError();
	sg_page_memory_leave();
	g_autofree char *why =
	    result ? NULL : describe(&faults, sg_page_kind_name(sg_page_kind(page)));
	unwatch(&faults);
	if (!result)
		sg_fail(error, SG_ERROR_THEME, "%s (page %s)", why, sg_page_url(page));
	return result;
}

bool
sg_theme_render(const SgTheme *theme, SgPage *page, GString *out, GError **error)
{
	g_autoptr(GBytes) frame = frame_key(page);
	GHashTable *kept = g_hash_table_lookup(theme->frames, frame);
	g_autoptr(GHashTable) parts = kept ? g_hash_table_ref(kept)
					   : g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
								   (GDestroyNotify)g_bytes_unref);
	xmlDocPtr result = transform(theme, page, kept != NULL, error);
	if (!result)
		return false;
	Rendering rendering = {.page = page, .parts = parts};
	SgHtmlHooks hooks = {.splice = find_part, .keep = keep_part, .data = &rendering};
	size_t n_faults = sg_html_write(out, result, &hooks);
	if (!kept && n_faults == 0 && has_frame(page) &&
	    g_hash_table_size(theme->frames) < MAX_FRAMES)
		g_hash_table_insert(theme->frames, g_bytes_ref(frame), g_hash_table_ref(parts));
	const char *sheet = sg_page_kind_name(sg_page_kind(page));
	if (n_faults > 0)
		return sg_fail(
		    error, SG_ERROR_THEME,
		    "%s.xsl: makes %zu element%s or attributes that no page may have (page %s)",
		    sheet, n_faults, n_faults == 1 ? "" : "s", sg_page_url(page));
	return true;
}

size_t
sg_theme_n_assets(const SgTheme *theme)
{
	return theme->assets->len;
}

const char *
sg_theme_asset(const SgTheme *theme, size_t i, GBytes **bytes)
{
	const File *file = theme->assets->pdata[i];
	*bytes = file->bytes;
	return file->name;
}

bool
sg_theme_has_asset(const SgTheme *theme, const char *name)
{
	return is_asset(name) && find_file(theme, name, false);
}

void
sg_theme_teardown(void)
{
	xsltCleanupGlobals();
	sg_page_memory_teardown();
	xmlCleanupParser();
}
