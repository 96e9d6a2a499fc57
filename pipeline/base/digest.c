/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <xxhash.h>

SgDigest
sg_digest(const void *bytes, size_t length)
{
	/* The canonical form is big-endian, so that digests are the same on every machine. */
	XXH128_canonical_t canonical;
	XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes, length));
	SgDigest digest;
	for (size_t i = 0; i < sizeof(canonical.digest); i++) {
		digest.hex[2 * i] = "0123456789abcdef"[canonical.digest[i] >> 4];
		digest.hex[2 * i + 1] = "0123456789abcdef"[canonical.digest[i] & 15];
	}
	digest.hex[2 * sizeof(canonical.digest)] = '\0';
	return digest;
}

uint64_t
sg_digest64(const void *bytes, size_t length)
{
	return XXH3_64bits(bytes, length);
}

uint64_t
sg_digest64_seeded(const void *bytes, size_t length, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, length, seed);
}

char *
sg_digest_strong(const void *bytes, size_t length)
{
	return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
}
