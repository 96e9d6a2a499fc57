/* SPDX-License-Identifier: MIT */
#include "base/diagnostics.h"

#include "base/text.h"

#include <string.h>

/* Error: content is lost or damaged, or a host refuses the document or its metadata. Warning: it
 * works, but not as written. Note: worth knowing. Each message ends in ": %s", the detail. */
static const SgDiagRule RULES[SG_N_DIAGS] = {
    [SG_DIAG_INVALID_UTF8] =
	{"invalid-utf8", SG_SEVERITY_ERROR, "bytes that are not UTF-8, shown as U+FFFD: %s",
	 "Each byte that belongs to no character is replaced. Save the file as UTF-8."},
    [SG_DIAG_NUL_BYTE] =
	{"nul-byte", SG_SEVERITY_ERROR, "NUL byte, shown as U+FFFD: %s",
	 "Many programs stop reading at a NUL byte and lose the rest of the document. Remove it."},
    [SG_DIAG_CONTROL_CHARACTER] =
	{"control-character", SG_SEVERITY_WARNING, "control character, shown as U+FFFD: %s",
	 "Control characters are not allowed in XML and can drive a terminal. Remove them."},
    [SG_DIAG_LONE_CR] =
	{"lone-cr", SG_SEVERITY_WARNING,
	 "carriage return without line feed, read as a line end: %s",
	 "Some programs take the whole text for one line. Use LF or CRLF line ends."},
    [SG_DIAG_UTF16] = {"utf16", SG_SEVERITY_ERROR,
		       "UTF-16 text, decoded by its byte order mark: %s",
		       "Agent hosts and Markdown programs expect UTF-8. Save the file as UTF-8."},
    [SG_DIAG_EMPTY] = {"empty-document", SG_SEVERITY_WARNING, "document without text: %s",
		       "There is nothing to read beside white space and front matter."},
    [SG_DIAG_UNREADABLE] =
	{"unreadable", SG_SEVERITY_ERROR, "cannot be read: %s",
	 "The document is missing from the result. Check that the file exists and its "
	 "permissions."},
    [SG_DIAG_CHANGED] =
	{"changed-while-read", SG_SEVERITY_WARNING, "changed while it was read: %s",
	 "The text may mix two versions of the file. Build again when nothing writes to it."},
    [SG_DIAG_FILE_SIZE] = {"file-too-large", SG_SEVERITY_ERROR,
			   "file over the size limit, not read: %s",
			   "The limit is the key file_bytes of limits in skillgraph.yaml."},
    [SG_DIAG_LINE_LENGTH] = {"line-too-long", SG_SEVERITY_ERROR,
			     "line over the length limit, kept as plain text: %s",
			     "The limit is the key line_bytes of limits in skillgraph.yaml."},
    [SG_DIAG_DEPTH] = {"nested-too-deep", SG_SEVERITY_ERROR,
		       "nested over the depth limit, kept as plain text: %s",
		       "The limit is the key depth of limits in skillgraph.yaml."},
    [SG_DIAG_AMPLIFICATION] =
	{"amplification", SG_SEVERITY_ERROR, "expands to far more than its size, cut: %s",
	 "A short source makes a very large page, such as a table header of hundreds of columns "
	 "with rows of one cell. What goes over the limit is left out."},
    [SG_DIAG_TIMEOUT] = {"timeout", SG_SEVERITY_ERROR,
			 "not finished in time, kept as plain text: %s",
			 "The limit is the key job_seconds of limits in skillgraph.yaml."},
    [SG_DIAG_WORKER] =
	{"worker-lost", SG_SEVERITY_ERROR, "its worker process died, kept as plain text: %s",
	 "The document made a library crash or use too much memory. The others are not affected."},
    [SG_DIAG_FM_OPEN] =
	{"front-matter-open", SG_SEVERITY_ERROR, "front matter without a closing '---': %s",
	 "The block is read as text and hosts see no metadata. Close it with a line '---'."},
    [SG_DIAG_FM_LENIENT] =
	{"front-matter-lenient", SG_SEVERITY_WARNING,
	 "front matter is not valid YAML, read line by line: %s",
	 "A strict host refuses it. Put quotes around values that have ': ' in them or that begin "
	 "with one of * & ! % @ ` [ {."},
    [SG_DIAG_FM_HASH] = {"front-matter-hash", SG_SEVERITY_WARNING,
			 "'#' begins a comment in YAML, value kept: %s",
			 "A host that reads YAML sees an empty value. Put quotes around it."},
    [SG_DIAG_FM_DUPLICATE] =
	{"front-matter-duplicate", SG_SEVERITY_ERROR, "front matter key given twice: %s",
	 "Hosts differ in which value they take, and strict ones refuse the document."},
    [SG_DIAG_FM_ALIAS] =
	{"front-matter-alias", SG_SEVERITY_ERROR, "YAML alias in front matter, not resolved: %s",
	 "A few aliases of aliases can expand to gigabytes, so they are kept as text. Write the "
	 "value out."},
    [SG_DIAG_FM_LIMIT] =
	{"front-matter-limit", SG_SEVERITY_ERROR, "front matter over a limit, kept as text: %s",
	 "Size, depth and number of keys are limited, since YAML readers can take minutes over "
	 "them."},
    [SG_DIAG_FM_TYPE] = {"front-matter-type", SG_SEVERITY_ERROR,
			 "front matter value of the wrong type: %s",
			 "A host that expects a line of text refuses a list, a map or nothing."},
    [SG_DIAG_FM_QUOTE] =
	{"front-matter-quote", SG_SEVERITY_ERROR, "quote that is not closed in front matter: %s",
	 "A YAML reader takes all that follows into the value and refuses the document."},
    [SG_DIAG_FM_FLATTENED] =
	{"front-matter-flattened", SG_SEVERITY_WARNING,
	 "metadata stands as text without '---' lines: %s",
	 "It was lost from the front matter when the document was copied out of a page. Hosts do "
	 "not see it."},
    [SG_DIAG_FM_TAG] = {"front-matter-tag", SG_SEVERITY_WARNING,
			"YAML tag or directive, read as plain data: %s",
			"Tags such as !!python/object are never acted on."},
    [SG_DIAG_NAME_MISSING] = {"name-missing", SG_SEVERITY_WARNING,
			      "no name, title or heading; its title is taken from elsewhere: %s",
			      "Give the document a name in its front matter, or a heading."},
    [SG_DIAG_NAME_SLUG] =
	{"name-slug", SG_SEVERITY_WARNING, "name that cannot be used in a URL as it is: %s",
	 "Names of skills and agents have lower-case letters, digits and hyphens only, at most 64 "
	 "of them."},
    [SG_DIAG_NAME_CONFUSABLE] =
	{"name-confusable", SG_SEVERITY_WARNING, "name that looks like another one: %s",
	 "It reads like a name that it is not, and is never merged with that. Write it with the "
	 "letters of one alphabet, and nothing invisible between them."},
    [SG_DIAG_NAME_CONFLICT] =
	{"name-conflict", SG_SEVERITY_WARNING, "another document has the same name: %s",
	 "A host loads only one of them, and which one depends on where they are installed."},
    [SG_DIAG_RAW_HTML] =
	{"raw-html", SG_SEVERITY_NOTE, "HTML, shown as text: %s",
	 "Markup in a document is never passed on to the page. Put placeholders such as <name> "
	 "into back-ticks."},
    [SG_DIAG_URL_SCHEME] =
	{"url-scheme", SG_SEVERITY_WARNING, "link target that is not followed, shown as text: %s",
	 "Only http, https, mailto and relative links are active in the published pages."},
    [SG_DIAG_LINK_BROKEN] = {"link-broken", SG_SEVERITY_WARNING,
			     "link to nothing that is there: %s",
			     "No file or folder of that name was found among the sources."},
    [SG_DIAG_LINK_OUTSIDE] =
	{"link-outside", SG_SEVERITY_WARNING, "link to a place outside of the sources: %s",
	 "Where the document is installed alone the file is missing, and a path that leaves the "
	 "root of the sources is never opened."},
    [SG_DIAG_ANCHOR_MISSING] =
	{"anchor-missing", SG_SEVERITY_WARNING, "link to a heading that is not there: %s",
	 "The document has no heading and no id of that name. Anchors are headings in lower case "
	 "with '-' for each space and without punctuation."},
    [SG_DIAG_IMAGE] =
	{"image-not-shown", SG_SEVERITY_WARNING, "picture that is not shown: %s",
	 "PNG, JPEG, GIF, WebP, AVIF and SVG files are shown when their content is what their name "
	 "says and they are under the limit (image_bytes of limits in skillgraph.yaml)."},
    [SG_DIAG_FILE_UNUSED] =
	{"file-unused", SG_SEVERITY_NOTE, "no document of its skill names this file: %s",
	 "An agent reads the files of a skill only when its documents tell of them. Name the file "
	 "in SKILL.md, or remove it."},
    [SG_DIAG_SYMLINK_OUTSIDE] =
	{"symlink-outside", SG_SEVERITY_WARNING,
	 "symbolic link out of the sources, not followed: %s",
	 "Only files inside the given directories are read. Give the other directory as well."},
    [SG_DIAG_SYMLINK_LOOP] = {"symlink-loop", SG_SEVERITY_WARNING,
			      "symbolic link back to a directory above it: %s",
			      "It is not followed, as the files below it are read already."},
    [SG_DIAG_NOT_A_FILE] = {"not-a-file", SG_SEVERITY_WARNING,
			    "neither file nor directory, skipped: %s",
			    "Sockets, pipes and devices are never opened."},
    [SG_DIAG_RESIDUE] =
	{"residue", SG_SEVERITY_WARNING, "words left over from a chat or a web page: %s",
	 "They are no part of the document and cost context in every session. They are shown, but "
	 "nothing is extracted from them."},
    [SG_DIAG_BIDI] =
	{"bidi-control", SG_SEVERITY_WARNING, "invisible control of the text's direction: %s",
	 "Such characters make a text read otherwise than an agent gets it. They are left out of "
	 "the pages."},
    [SG_DIAG_CODE_UNCLOSED] =
	{"code-unclosed", SG_SEVERITY_WARNING, "code block that is not closed: %s",
	 "All that follows is code to a Markdown reader. Close it with the fence that opened it."},
    [SG_DIAG_CODE_NESTED] =
	{"code-nested", SG_SEVERITY_WARNING, "code block opened inside another one: %s",
	 "The fence that should close the inner block closes the outer one, and what follows is "
	 "mixed up. Give the outer block a longer fence."},
    [SG_DIAG_DUPLICATE_DOCUMENT] =
	{"duplicate-document", SG_SEVERITY_NOTE, "the same text as another document: %s",
	 "The documents are published as one, and both places are named."},
    [SG_DIAG_DUPLICATE_HEADING] =
	{"duplicate-heading", SG_SEVERITY_NOTE, "heading that stands there twice: %s",
	 "Links to it reach the first one. The second gets a number in its anchor."},
    [SG_DIAG_VERSION_CONFLICT] =
	{"version-conflict", SG_SEVERITY_WARNING, "documents disagree on the version: %s",
	 "An agent that loads both gets two answers. The page of conflicts shows the lines."},
    [SG_DIAG_HOST_SKIPS] = {"host-skips", SG_SEVERITY_ERROR,
			    "host that does not load the document: %s",
			    "It stands where the host looks, but breaks a rule of it. Most hosts "
			    "leave such a document out without a word."},
    [SG_DIAG_HOST_WOULD_SKIP] =
	{"host-would-skip", SG_SEVERITY_NOTE, "host that would not load the document: %s",
	 "It does not stand where the host looks. Copied there as it is, it would be left out."},
    [SG_DIAG_HOST_WARNS] = {"host-warns", SG_SEVERITY_WARNING,
			    "host that warns of the document: %s",
			    "It is loaded, but clients may warn, cut it off or differ in what they "
			    "make of it."},
    [SG_DIAG_HOST_VALUE] = {"host-value", SG_SEVERITY_WARNING, "value that a host does not use: %s",
			    "The document is loaded as if the field were not there."},
    [SG_DIAG_HOST_KEY] = {"host-key", SG_SEVERITY_NOTE, "keys that a host does not know: %s",
			  "They do no harm and have no effect. A key that should have one may be "
			  "misspelt or meant for another host."},
    [SG_DIAG_HOST_INVALID] =
	{"host-invalid", SG_SEVERITY_NOTE, "not valid by the Agent Skills specification: %s",
	 "Its validator, skills-ref, reports these as errors. Clients are more lenient."},
    [SG_DIAG_HOST_ADVICE] = {"host-advice", SG_SEVERITY_NOTE,
			     "host that would have it otherwise: %s",
			     "The document is loaded. What the host's documentation advises would "
			     "make more of it."},
    [SG_DIAG_IGNORE_UNKNOWN] = {"ignore-unknown", SG_SEVERITY_WARNING,
				"comment that would ignore no known diagnostic: %s",
				"A comment 'skillgraph-ignore' names the tags that it means, such "
				"as link-broken. This one "
				"names none, or none that there is."},
    [SG_DIAG_IGNORE_UNUSED] =
	{"ignore-unused", SG_SEVERITY_WARNING,
	 "comment that ignores a diagnostic which is not given: %s",
	 "What it was written for is mended, or stands elsewhere. Remove it."},
    [SG_DIAG_SECRET] =
	{"secret", SG_SEVERITY_ERROR, "likely secret: %s",
	 "Whoever has the document has the key: revoke it. It is masked in everything that is "
	 "published, unless the key allow_secrets of skillgraph.yaml has the document."},
    [SG_DIAG_HIDDEN_TEXT] =
	{"hidden-text", SG_SEVERITY_ERROR, "text hidden in invisible characters: %s",
	 "People do not see it, and a model reads it. Nothing good is hidden so; remove it."},
    [SG_DIAG_INVISIBLE] =
	{"invisible-character", SG_SEVERITY_WARNING, "invisible character: %s",
	 "It keeps words from being found and names from being equal. It is mostly left over from "
	 "a web page or a word processor."},
    [SG_DIAG_HIDDEN_INSTRUCTION] =
	{"hidden-instruction", SG_SEVERITY_ERROR, "comment that speaks to an agent: %s",
	 "Comments are shown nowhere that a person looks, but an agent reads them as it reads the "
	 "rest. Instructions belong where they can be seen."},
    [SG_DIAG_HOME_PATH] = {"home-path", SG_SEVERITY_WARNING, "path of somebody's home: %s",
			   "It tells a name and works on one machine. Write ~ or a placeholder."},
    [SG_DIAG_INTERNAL_HOST] =
	{"internal-host", SG_SEVERITY_WARNING, "name of an internal host: %s",
	 "It tells how a network is built, and no reader outside of it can use it."},
    [SG_DIAG_CONFIG_UNMATCHED] = {"config-unmatched", SG_SEVERITY_NOTE,
				  "name in the configuration that nothing has: %s",
				  "No entity is called so, or no document has the term that is to "
				  "be ignored: it was misspelt, "
				  "or what it was written for is gone."},
    [SG_DIAG_LAYOUT] = {"layout-failed", SG_SEVERITY_WARNING,
			"diagram without a picture, shown as a table: %s",
			"Graphviz did not finish within its limits of time and memory."},
    [SG_DIAG_CACHE] = {"cache-ignored", SG_SEVERITY_NOTE, "damaged cache entry, made again: %s",
		       "The result is the same, it only took longer."},
    [SG_DIAG_STALE_STAGING] = {"stale-staging", SG_SEVERITY_NOTE,
			       "remains of an interrupted build, removed: %s",
			       "The published directory was not affected."},
};

static const char *const SEVERITY_NAMES[] = {
    [SG_SEVERITY_NOTE] = "note",
    [SG_SEVERITY_WARNING] = "warning",
    [SG_SEVERITY_ERROR] = "error",
};

struct SgDiags {
	GArray *items; /* of SgDiag */
	size_t counts[SG_N_DIAGS];
	bool dropped; /* the one added last */
};

const SgDiagRule *
sg_diag_rule(SgDiagTag tag)
{
	g_assert((unsigned)tag < SG_N_DIAGS);
	return &RULES[tag];
}

SgDiagTag
sg_diag_find(const char *name, size_t length)
{
	SgDiagTag tag = 0;
	while (tag < SG_N_DIAGS &&
	       (strlen(RULES[tag].name) != length || strncmp(RULES[tag].name, name, length) != 0))
		tag++;
	return tag;
}

const char *
sg_severity_name(SgSeverity severity)
{
	g_assert((unsigned)severity < G_N_ELEMENTS(SEVERITY_NAMES));
	return SEVERITY_NAMES[severity];
}

static void
clear_diag_cb(void *data)
{
	SgDiag *diag = data;
	g_free(diag->detail);
}

SgDiags *
sg_diags_new(void)
{
	SgDiags *diags = g_new0(SgDiags, 1);
	diags->items = g_array_new(FALSE, FALSE, sizeof(SgDiag));
	g_array_set_clear_func(diags->items, clear_diag_cb);
	return diags;
}

void
sg_diags_free(SgDiags *diags)
{
	if (!diags)
		return;
	g_array_unref(diags->items);
	g_free(diags);
}

void
sg_diags_add(SgDiags *diags, SgDiagTag tag, unsigned line, unsigned column, const char *detail)
{
	g_assert((unsigned)tag < SG_N_DIAGS);
	diags->dropped = diags->counts[tag]++ >= SG_MAX_DIAGS;
	if (diags->dropped)
		return;
	SgDiag diag = {.tag = tag, .line = line, .column = column, .detail = g_strdup(detail)};
	g_array_append_val(diags->items, diag);
}

void
sg_diags_relate(SgDiags *diags, unsigned line)
{
	if (!diags->dropped && diags->items->len > 0)
		g_array_index(diags->items, SgDiag, diags->items->len - 1).related_line = line;
}

size_t
sg_diags_count(const SgDiags *diags)
{
	return diags->items->len;
}

const SgDiag *
sg_diags_get(const SgDiags *diags, size_t i)
{
	g_assert(i < diags->items->len);
	return &g_array_index(diags->items, SgDiag, i);
}

size_t
sg_diags_dropped(const SgDiags *diags, SgDiagTag tag)
{
	g_assert((unsigned)tag < SG_N_DIAGS);
	size_t count = diags->counts[tag];
	return count > SG_MAX_DIAGS ? count - SG_MAX_DIAGS : 0;
}

char *
sg_diag_message(SgDiagTag tag, const char *detail)
{
	const char *message = sg_diag_rule(tag)->message;
	const char *place = strstr(message, ": %s");
	g_assert(place);
	size_t length = (size_t)(place - message);
	if (!detail || !*detail)
		return g_strndup(message, length);
	return g_strdup_printf("%.*s: %s", (int)length, message, detail);
}

char *
sg_diag_format(const char *path, SgDiagTag tag, unsigned line, unsigned column, const char *message)
{
	GString *out = g_string_new(NULL);
	if (path) {
		g_autofree char *safe_path = sg_text_escape_controls(path);
		g_string_append_printf(out, "%s:", safe_path);
	}
	if (line)
		g_string_append_printf(out, "%u:", line);
	if (line && column)
		g_string_append_printf(out, "%u:", column);
	g_autofree char *safe_message = sg_text_escape_controls(message);
	const SgDiagRule *rule = sg_diag_rule(tag);
	g_string_append_printf(out, "%s%s: %s [%s]", out->len > 0 ? " " : "",
			       sg_severity_name(rule->severity), safe_message, rule->name);
	return g_string_free(out, FALSE);
}
