/* SPDX-License-Identifier: MIT */
#pragma once

#include "read/read.h"

#include "base/yaml.h"

/* Private to read: the steps that sg_read calls, in their order, and what they share. */

/* One document on its way. text is our own copy: it stays where it is while the pool grows. */
typedef struct {
	SgDocument *doc;
	const SgConfig *config;
	const char *path;
	const char *text; /* the whole text, NUL-terminated */
	size_t length;
	size_t body;        /* offset of the first byte after the front matter */
	uint32_t body_line; /* its line, 1-based; a line past the last one when there is no body */
	bool missing;       /* nothing of the file was understood, and that is said already */
	SgYaml *yaml;       /* what YAML makes of the first yaml_end bytes: the front matter with
			       its opening fence; NULL when it was refused or not asked */
	size_t yaml_end;
} SgReading;

/* What a file is by its name alone: a document, something about its folder, such as a licence, or
 * of no type that is read. */
typedef enum { SG_NAME_DOCUMENT, SG_NAME_ABOUT, SG_NAME_OTHER } SgNameSort;
SgNameSort sg_source_name_sort(const char *name);
/* Whether all in a folder of this name is about the repository. */
bool sg_source_folder_is_about(const char *name);
/* Slugs of sources (of SgSource) from their paths. All that share one get a suffix, so that none
 * depends on which came first. */
void sg_source_fill_slugs(GPtrArray *sources);

/* A line of the text, 1-based, without its end; not NUL-terminated. */
const char *sg_reading_line(const SgReading *reading, uint32_t line, size_t *length);
/* The line that an offset into the text stands in, 1-based. */
uint32_t sg_reading_line_at(const SgReading *reading, size_t at);
/* Nothing but white space and markers of quotes. */
bool sg_reading_is_blank(const SgReading *reading, uint32_t line);
/* At least count marks and nothing behind them, before them white space and markers of quotes. */
bool sg_reading_is_fence(const SgReading *reading, uint32_t line, char mark, size_t count);
/* "```rust": at least count marks and a word behind them, before them white space. */
bool sg_reading_opens_fence(const SgReading *reading, uint32_t line, char mark, size_t count);
/* The first of the lines from..to in which the first ASCII word of text stands, or 0. */
uint32_t
sg_reading_find_word(const SgReading *reading, const char *text, uint32_t from, uint32_t to);

/* The text door: bytes -> valid UTF-8 with LF line ends, no NUL and no control but tab and line
 * feed. What had to be changed is diagnosed at the first place, with a count; *binary: so much that
 * it is no text at all. Owned. */
char *sg_door_text(GBytes *bytes, SgDiags *diags, size_t *length, bool *binary);

/* Reports likely secrets and masks them in place, byte for byte, unless the configuration allows
 * those of the path. */
void sg_secrets_mask(
    char *text, size_t length, const SgConfig *config, const char *path, SgDiags *diags);

/* A slug as a title: "rust-systems_programming" is "Rust systems programming", and words that the
 * text writes with capitals ("API") keep them. Owned. */
char *sg_spell_name(const SgReading *reading, const char *name);

/* Reports invisible characters and what is hidden in them. */
void sg_hidden_report(const SgReading *reading);
/* Reports comments that speak to an agent; once the tree is there, which tells what is code. */
void sg_comments_report(const SgReading *reading);
/* Reports home paths and names of internal hosts. */
void sg_private_report(const SgReading *reading);

/* Front matter between fences, or as "| key | value |" rows: fills metas, body and body_line. */
void sg_front_matter_read(SgReading *reading);

/* Of frontmatter-*.c: rows at the top of a flattened rendition; false when there are none. */
bool sg_front_matter_read_rows(SgReading *reading);
/* Reports what a strict YAML parser thinks of the text at [at, at + length), first line `line`. */
void sg_front_matter_check(SgReading *reading, size_t at, size_t length, uint32_t line);
/* The type of a scalar that stands without quotes. */
SgMetaType sg_front_matter_type(const char *value);
/* A flow list or map ("[a, b]", "{a: b}") as children of meta, whose type it sets; false and
 * nothing added when it is anything else. */
bool sg_flow_read(SgDocument *doc, const char *flow, uint32_t meta);

/* What the body is written in, told from the content; the extension only breaks a tie. */
SgDocSyntax sg_sniff_syntax(const SgReading *reading);

/* The tree of the body, below the open root. false: over a limit, already diagnosed; the
 * nodes below the root are then to be dropped. */
bool sg_markdown_read(SgReading *reading);
bool sg_flattened_read(SgReading *reading);
bool sg_prose_read(SgReading *reading);
bool sg_html_read(SgReading *reading);

/* Register and release what the libraries keep for the life of the process. */
void sg_markdown_setup(void);
void sg_markdown_teardown(void);
void sg_html_setup(void);

/* Keeps what a Markdown parser does not show, as text: link definitions that no link uses, and the
 * lines of hidden (of SgSpan), which it was not shown. After the tree of the body was made. */
void sg_definitions_keep(SgReading *reading, const GArray *hidden);

/* Whether the parser of Markdown or HTML would need too long, or give too much; diagnoses. */
bool sg_prescan_refuses(SgReading *reading);
bool sg_prescan_refuses_html(SgReading *reading);

/* Text nodes, with bare http(s) URLs made links. */
void sg_link_add_text(SgReading *reading, const char *text, size_t length, uint32_t line);
/* Diagnoses a target whose scheme runs code or reads local files. */
void sg_link_check(SgReading *reading, const char *target, bool image, uint32_t line);

/* How the lines of a text without markup look; see flattened-line.c. */
typedef enum {
	SG_LINE_BLANK,
	SG_LINE_CODE,
	SG_LINE_LIST,
	SG_LINE_ROW,   /* "| a | b |" */
	SG_LINE_PAIR,  /* "Name - what it is", "Name: what it is" */
	SG_LINE_TITLE, /* could be a heading */
	SG_LINE_PROSE
} SgLineLook;
/* A line of a log, of what a compiler or a sanitizer prints. */
bool sg_line_is_report(const char *line, size_t length);
SgLineLook sg_line_look(const char *line, size_t length);
/* Brackets opened less brackets closed, strings and line comments left out. */
int sg_line_balance(const char *line, size_t length);
/* Length of a list marker with its space ("- ", "12. "), or 0; *ordered and *number may be NULL. */
size_t sg_line_marker(const char *line, size_t length, bool *ordered, uint32_t *number);

/* Marks what is no part of the document: chat remains, page furniture, placeholders. */
void sg_residue_mark(SgReading *reading);

/* Dialect and type; then name, title, description, date and tokens. */
void sg_dialect_tell(SgReading *reading);
void sg_profile_fill(SgReading *reading);
/* The name, and what is wrong with it. */
void sg_name_fill(SgReading *reading);

/* Whether a line is one of a code block. */
bool sg_reading_is_code(const SgReading *reading, uint32_t line);

/* Comments that ask to leave out diagnostics: fills waivers. */
void sg_waivers_read(SgReading *reading);

/* What each host that looks at such a document makes of it: fills hosts, and diagnoses. */
void sg_hosts_judge(const SgReading *reading);

/* First top-level front matter entry of that key (ASCII case ignored), or NULL. */
const SgMeta *sg_front_matter_find(const SgDocument *doc, const char *key);

/* Whether a path matches a glob as in .gitignore: ? and * stay within a part, "**" as a part of its
 * own stands for any number of parts, [a-z] is a set. A glob without a slash is matched against the
 * last part, one that ends in a slash against all below. */
bool sg_glob_matches(const char *glob, const char *path);
