/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdint.h>

/* xxHash and Nettle behind one door. XXH3 is not cryptographic: it finds changes, it proves no
 * authorship. Ids that hostile input could aim at use sg_digest_strong. */
typedef struct {
	char hex[33];
} SgDigest;

SgDigest sg_digest(const void *bytes, size_t length);      /* XXH3-128 */
uint64_t sg_digest_head(const void *bytes, size_t length); /* its first 16 digits as a number */
uint64_t sg_digest64(const void *bytes, size_t length);    /* XXH3-64 */
uint64_t sg_digest64_seeded(const void *bytes, size_t length, uint64_t seed);
char *sg_digest_strong(const void *bytes, size_t length); /* SHA-256, 64 hex digits, owned */

/* Two lower-case digits for each byte and NUL. */
void sg_hex(const uint8_t *bytes, size_t length, char *digits);

/* The digest of bytes that come in pieces: that of all at once. */
typedef struct SgDigester SgDigester;

SgDigester *sg_digester_new(void);
void sg_digester_add(SgDigester *digester, const void *bytes, size_t length);
SgDigest sg_digester_end(SgDigester *digester); /* frees it */
