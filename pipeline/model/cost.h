/* SPDX-License-Identifier: MIT */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* An estimate of what a text costs in a context window: its bytes of UTF-8 by four, rounded up. For
 * English prose and code, common tokenisers make 3.5 to 4.5 bytes a token. */
static inline uint32_t
sg_cost_tokens(size_t bytes)
{
	return (uint32_t)((bytes + 3) / 4);
}
