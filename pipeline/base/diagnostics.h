/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What is imperfect about a document. A diagnostic never stops the run. Every tag the
 * program can give stands in the one table of diagnostics.c: name, severity, wording. */
typedef enum {
	SG_DIAG_INVALID_UTF8,
	SG_DIAG_NUL_BYTE,
	SG_DIAG_CONTROL_CHARACTER,
	SG_DIAG_LONE_CR,
	SG_DIAG_UTF16,
	SG_DIAG_EMPTY,
	SG_DIAG_UNREADABLE,
	SG_DIAG_CHANGED,
	SG_DIAG_FILE_SIZE,
	SG_DIAG_LINE_LENGTH,
	SG_DIAG_DEPTH,
	SG_DIAG_AMPLIFICATION,
	SG_DIAG_TIMEOUT,
	SG_DIAG_WORKER,
	SG_DIAG_FM_OPEN,
	SG_DIAG_FM_LENIENT,
	SG_DIAG_FM_HASH,
	SG_DIAG_FM_DUPLICATE,
	SG_DIAG_FM_ALIAS,
	SG_DIAG_FM_LIMIT,
	SG_DIAG_FM_TYPE,
	SG_DIAG_FM_QUOTE,
	SG_DIAG_FM_FLATTENED,
	SG_DIAG_FM_TAG,
	SG_DIAG_NAME_MISSING,
	SG_DIAG_NAME_SLUG,
	SG_DIAG_NAME_CONFUSABLE,
	SG_DIAG_NAME_CONFLICT,
	SG_DIAG_RAW_HTML,
	SG_DIAG_URL_SCHEME,
	SG_DIAG_LINK_BROKEN,
	SG_DIAG_LINK_OUTSIDE,
	SG_DIAG_ANCHOR_MISSING,
	SG_DIAG_IMAGE,
	SG_DIAG_FILE_UNUSED,
	SG_DIAG_SYMLINK_OUTSIDE,
	SG_DIAG_SYMLINK_LOOP,
	SG_DIAG_NOT_A_FILE,
	SG_DIAG_RESIDUE,
	SG_DIAG_BIDI,
	SG_DIAG_CODE_UNCLOSED,
	SG_DIAG_CODE_NESTED,
	SG_DIAG_DUPLICATE_DOCUMENT,
	SG_DIAG_DUPLICATE_HEADING,
	SG_DIAG_VERSION_CONFLICT,
	SG_DIAG_HOST_SKIPS,
	SG_DIAG_HOST_WOULD_SKIP,
	SG_DIAG_HOST_WARNS,
	SG_DIAG_HOST_VALUE,
	SG_DIAG_HOST_KEY,
	SG_DIAG_HOST_INVALID,
	SG_DIAG_HOST_ADVICE,
	SG_DIAG_IGNORE_UNKNOWN,
	SG_DIAG_IGNORE_UNUSED,
	SG_DIAG_SECRET,
	SG_DIAG_HIDDEN_TEXT,
	SG_DIAG_INVISIBLE,
	SG_DIAG_HIDDEN_INSTRUCTION,
	SG_DIAG_HOME_PATH,
	SG_DIAG_INTERNAL_HOST,
	SG_DIAG_CONFIG_UNMATCHED,
	SG_DIAG_LAYOUT,
	SG_DIAG_CACHE,
	SG_DIAG_STALE_STAGING,
	SG_N_DIAGS
} SgDiagTag;

typedef enum { SG_SEVERITY_NOTE, SG_SEVERITY_WARNING, SG_SEVERITY_ERROR } SgSeverity;

/* One entry of the table. */
typedef struct {
	const char *name; /* stable, kebab-case; what users grep for and suppress */
	SgSeverity severity;
	const char *message; /* ends in ": %s", which the detail replaces; without one it is cut */
	const char *explanation; /* one or two sentences for the manual and the quality page */
} SgDiagRule;

const SgDiagRule *sg_diag_rule(SgDiagTag tag);
/* The tag of a name of that length, or SG_N_DIAGS. */
SgDiagTag sg_diag_find(const char *name, size_t length);
const char *sg_severity_name(SgSeverity severity);

/* A diagnostic of one document; line and column are 1-based, 0 = the file as a whole. */
typedef struct {
	SgDiagTag tag;
	unsigned line;
	unsigned column;
	unsigned related_line; /* another line that it is about, or 0 */
	char *detail;          /* owned; may be NULL */
} SgDiag;

/* The diagnostics of one document, in the order of discovery. */
typedef struct SgDiags SgDiags;

SgDiags *sg_diags_new(void);
void sg_diags_free(SgDiags *diags);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgDiags, sg_diags_free)

/* Appends one; detail is copied and may be NULL. Beyond SG_MAX_DIAGS of one tag the rest
 * is only counted: sg_diags_dropped tells how many, for "+N more". */
#define SG_MAX_DIAGS 50
void
sg_diags_add(SgDiags *diags, SgDiagTag tag, unsigned line, unsigned column, const char *detail);
/* The one added last is about another line of the document as well. */
void sg_diags_relate(SgDiags *diags, unsigned line);
size_t sg_diags_count(const SgDiags *diags);
const SgDiag *sg_diags_get(const SgDiags *diags, size_t i);
size_t sg_diags_dropped(const SgDiags *diags, SgDiagTag tag);

/* The wording with the detail put in; owned by the caller. */
char *sg_diag_message(SgDiagTag tag, const char *detail);

/* "path:line:column: severity: message [tag]" with control characters of all parts escaped;
 * line and column are left out where 0. Owned by the caller. */
char *sg_diag_format(
    const char *path, SgDiagTag tag, unsigned line, unsigned column, const char *message);
