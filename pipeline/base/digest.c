/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <xxhash.h>

struct SgDigester {
	XXH3_state_t *state;
};

static SgDigest
in_hex(XXH128_hash_t hash)
{
	/* The canonical form is big-endian, so that digests are the same on every machine. */
	XXH128_canonical_t canonical;
	XXH128_canonicalFromHash(&canonical, hash);
	SgDigest digest;
	sg_hex(canonical.digest, sizeof canonical.digest, digest.hex);
	return digest;
}

SgDigest
sg_digest(const void *bytes, size_t length)
{
	return in_hex(XXH3_128bits(bytes, length));
}

SgDigester *
sg_digester_new(void)
{
	SgDigester *digester = g_new0(SgDigester, 1);
	digester->state = XXH3_createState();
	g_assert(digester->state);
	(void)XXH3_128bits_reset(digester->state);
	return digester;
}

void
sg_digester_add(SgDigester *digester, const void *bytes, size_t length)
{
	(void)XXH3_128bits_update(digester->state, bytes, length);
}

SgDigest
sg_digester_end(SgDigester *digester)
{
	SgDigest digest = in_hex(XXH3_128bits_digest(digester->state));
	(void)XXH3_freeState(digester->state);
	g_free(digester);
	return digest;
}

uint64_t
sg_digest_head(const void *bytes, size_t length)
{
	return XXH3_128bits(bytes, length).high64;
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
