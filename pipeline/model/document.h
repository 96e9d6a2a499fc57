/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/diagnostics.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A document as read: its text, its front matter and its tree. Trees are arrays of records in
 * document order (preorder) with the index after the last descendant, so that they can be
 * written to a file as they are and walked without recursion:
 *   for (i = node + 1; i < nodes[node].end; i = nodes[i].end)    the children of node
 *   for (i = node + 1; i < nodes[node].end; i++)                 its descendants */

/* Offset of a NUL-terminated string in the pool; 0 is "". */
typedef uint32_t SgStr;

#define SG_NONE UINT32_MAX /* no index */

/* Whole lines and the exact bytes of a passage in the document's text. */
typedef struct {
	uint32_t line; /* 1-based */
	uint32_t end_line;
	uint32_t at; /* byte offset into the text */
	uint32_t length;
} SgSpan;

typedef enum {
	SG_TYPE_SKILL,
	SG_TYPE_AGENT,
	SG_TYPE_GUIDE,
	SG_TYPE_RULE,
	SG_TYPE_PROMPT,
	SG_TYPE_REFERENCE,
	SG_TYPE_OTHER
} SgDocType;

typedef enum {
	SG_SYNTAX_MARKDOWN,
	SG_SYNTAX_FLATTENED,
	SG_SYNTAX_HTML,
	SG_SYNTAX_TEXT
} SgDocSyntax;

/* The closed list of what a tree is made of. Blocks first, inlines after SG_NODE_TEXT. */
typedef enum {
	SG_NODE_ROOT,
	SG_NODE_HEADING, /* level 1-6 */
	SG_NODE_PARAGRAPH,
	SG_NODE_QUOTE,
	SG_NODE_LIST, /* level 1: ordered, value: first number; flag TIGHT */
	SG_NODE_ITEM, /* flags TASK, CHECKED */
	SG_NODE_CODE, /* text: the code, extra: info string; flags FENCED, INFERRED, UNCLOSED */
	SG_NODE_RULE,
	SG_NODE_TABLE,
	SG_NODE_ROW,  /* level 1: header row */
	SG_NODE_CELL, /* level: SgAlign */
	SG_NODE_HTML, /* raw HTML block, shown as text */
	SG_NODE_TEXT,
	SG_NODE_SOFTBREAK,
	SG_NODE_LINEBREAK,
	SG_NODE_CODE_SPAN, /* text */
	SG_NODE_HTML_SPAN, /* text: raw inline HTML, shown as text */
	SG_NODE_EMPHASIS,
	SG_NODE_STRONG,
	SG_NODE_STRIKE,
	SG_NODE_LINK,  /* text: target as written, extra: title */
	SG_NODE_IMAGE, /* text: target, extra: title; children: the alternative text */
	SG_N_NODE_KINDS
} SgNodeKind;

typedef enum { SG_ALIGN_NONE, SG_ALIGN_LEFT, SG_ALIGN_CENTER, SG_ALIGN_RIGHT } SgAlign;

enum {
	SG_FLAG_TIGHT = 1,
	SG_FLAG_TASK = 2,
	SG_FLAG_CHECKED = 4,
	SG_FLAG_FENCED = 8,
	SG_FLAG_INFERRED = 16, /* recovered from text without markup */
	SG_FLAG_UNCLOSED = 32,
	SG_FLAG_RESIDUE = 64, /* no part of the document: shown, but left out of extraction */
};

typedef struct {
	uint8_t kind; /* SgNodeKind */
	uint8_t level;
	uint16_t flags;
	uint32_t end; /* index after its last descendant */
	uint32_t line;
	uint32_t end_line; /* of an inline: its own line, counted by the breaks before it */
	SgStr text;
	SgStr extra;
	uint32_t value;
} SgNode;

/* Front matter, any depth, in order, preorder as above. */
typedef enum {
	SG_META_STRING,
	SG_META_NUMBER,
	SG_META_BOOL,
	SG_META_NULL,
	SG_META_LIST,
	SG_META_MAP
} SgMetaType;

typedef struct {
	uint32_t type; /* SgMetaType */
	uint32_t end;
	SgStr key;   /* "" for items of lists */
	SgStr value; /* as written, quotes resolved; "" for lists and maps */
	uint32_t line;
	uint32_t end_line;
} SgMeta;

/* A comment that asks to leave out diagnostics of one tag. */
typedef struct {
	uint32_t tag;                  /* SgDiagTag */
	uint32_t first_line, end_line; /* where; 0 and UINT32_MAX: the whole file */
	uint32_t line, column;         /* of its tag */
	SgStr reason;                  /* what it says for people, or "" */
} SgWaiver;

/* One for each document; indices into the other tables are SG_NONE where there is none. */
typedef struct {
	SgStr path; /* relative, with '/', the root's name in front where there are several roots */
	SgStr slug; /* of path; the id is document/<slug> */
	SgStr digest;  /* SHA-256 of the bytes as found, hex */
	SgStr dialect; /* "agent-skill", "claude-agent", "copilot-prompt", "cursor-rule",
			  "agents-md", "plain" ... */
	SgStr name;    /* of the front matter, "" if none */
	SgStr title;
	SgStr description;
	SgStr date;     /* ISO 8601 or "" */
	uint8_t type;   /* SgDocType */
	uint8_t syntax; /* SgDocSyntax */
	uint16_t reserved;
	uint32_t bytes; /* of the file */
	uint32_t n_lines;
	uint32_t body_line; /* first line after the front matter, 1-based */
	uint32_t tokens;    /* estimates: of the whole file, and of two parts of it */
	uint32_t description_tokens;
	uint32_t body_tokens;
	SgStr text; /* the whole text: valid UTF-8, LF */
	uint32_t text_length;
	uint32_t packs[2]; /* of the vocabulary that act on it: the low and the high half of the
			      set; none: it is not known which */
} SgDocRecord;

/* Owns everything in it. Filled by read, then consumed by extract. */
typedef struct {
	SgDocRecord record;
	GString *pool;   /* starts with a NUL byte; strings by SgStr */
	GArray *lines;   /* of uint32_t: byte offset of each line in the text */
	GArray *metas;   /* of SgMeta */
	GArray *nodes;   /* of SgNode; [0] is the root */
	GArray *waivers; /* of SgWaiver */
	GArray *hosts;   /* of SgHostRecord (model/host.h), by host */
	SgDiags *diags;
} SgDocument;

SgDocument *sg_document_new(void);
void sg_document_free(SgDocument *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgDocument, sg_document_free)

/* Adds a string; "" gives 0. length < 0: NUL-terminated. NUL bytes must not be in it. */
SgStr sg_pool_add(GString *pool, const char *string, gssize length);

/* Borrowed until the next addition to the pool. */
const char *sg_document_str(const SgDocument *doc, SgStr str);
const char *sg_document_text(const SgDocument *doc, size_t *length);

/* Stores text (valid UTF-8, LF) and the offsets of its lines. */
void sg_document_set_text(SgDocument *doc, const char *text, size_t length);

/* Opens a node after the last one and returns its index; close sets .end. */
uint32_t sg_document_open(SgDocument *doc, SgNodeKind kind, uint32_t line, uint32_t end_line);
void sg_document_close(SgDocument *doc, uint32_t node);
SgNode *sg_document_node(SgDocument *doc, uint32_t i); /* valid until the next open */

/* The bytes of whole lines, the last line end left out. */
SgSpan sg_document_span_lines(const SgDocument *doc, uint32_t line, uint32_t end_line);

/* Number of broken rules (preorder, line ranges inside the parent's, strings inside the pool,
 * kinds known); 0 = sound. The first faults are appended to report if it is not NULL. */
size_t sg_document_check(const SgDocument *doc, GString *report);

/* Stable lower-case names ("skill", "markdown", "heading"), as in graph.json and dump. */
const char *sg_doc_type_name(SgDocType type);
const char *sg_doc_syntax_name(SgDocSyntax syntax);
const char *sg_node_kind_name(SgNodeKind kind);
bool sg_node_is_inline(SgNodeKind kind);
