/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/config.h"
#include "model/facts.h"
#include "model/listing.h"

/* read: bytes -> SgDocument. A bad document is kept and diagnosed, never refused. After read the
 * text is valid UTF-8 with LF line ends and no NUL, and sg_document_check() is 0. */

/* A file to read. */
typedef struct {
	char *file; /* to open with sg_open_real */
	char *path; /* shown and kept: relative to its root, root's name in front if there are
		       several */
	char *slug; /* of path: the id is document/<slug>; unique over the run */
} SgSource;

/* Masks likely secrets in the names of a path, in place and byte for byte, unless the configuration
 * allows those of the path; the ending of a name stays. Returns what the last of them is (owned)
 * with *end behind its name, or NULL. */
char *sg_secrets_mask_path(char *path, const SgConfig *config, size_t *end);

/* All documents below roots (directories or single files), sorted by slug. Everything that was met
 * on the way, they too, is added to listing, which is then sealed. Error: SG_ERROR_USAGE if a root
 * is missing or unreadable, or no document was found. */
GPtrArray *sg_discover(char *const *roots,
		       const SgConfig *config,
		       SgListing *listing,
		       GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of SgSource */

/* Looks at each picture of the listing that a document shows or links to, and puts on record what
 * it is and the digest of its bytes, or why it is not to be shown. facts: of SgFacts. */
void sg_pictures_read(SgListing *listing, const GPtrArray *facts, const SgConfig *config);

/* The bytes of a source as they are, or NULL with *tag and *detail (owned) saying why not:
 * too large, unreadable, changed while read, no regular file. */
GBytes *
sg_read_bytes(const SgSource *source, const SgConfig *config, SgDiagTag *tag, char **detail);

/* How much of it to understand. PLAIN is for documents that killed their worker: one code-like
 * text block, no parsing. */
typedef enum { SG_READ_FULL, SG_READ_PLAIN } SgReadMode;

/* digest: sg_digest_strong of the bytes where the caller has it, else NULL. */
SgDocument *sg_read(const SgSource *source,
		    GBytes *bytes,
		    const char *digest,
		    const SgConfig *config,
		    SgReadMode mode);

/* A document of which only the diagnostic is known. */
SgDocument *sg_read_missing(const SgSource *source, SgDiagTag tag, const char *detail);

/* Registers the Markdown extensions; before any worker is forked. Teardown from main only. */
void sg_read_setup(void);
void sg_read_teardown(void);
