/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <nettle/sha2.h>

void
sg_hex(const uint8_t *bytes, size_t length, char *digits)
{
	for (size_t i = 0; i < length; i++) {
		*digits++ = "0123456789abcdef"[bytes[i] >> 4];
		*digits++ = "0123456789abcdef"[bytes[i] & 15];
	}
	*digits = '\0';
}

char *
sg_digest_strong(const void *bytes, size_t length)
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&context);
	sha256_update(&context, length, bytes);
	sha256_digest(&context, sizeof digest, digest);
	char *hex = g_malloc(2 * sizeof digest + 1);
	sg_hex(digest, sizeof digest, hex);
	return hex;
}
