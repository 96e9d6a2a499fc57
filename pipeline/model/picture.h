/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The forms of picture that a page may show as a file of its own, by <img>: never as part of the
 * page, so that a script in an SVG is not run. */
typedef enum {
	SG_PICTURE_NONE,
	SG_PICTURE_PNG,
	SG_PICTURE_JPEG,
	SG_PICTURE_GIF,
	SG_PICTURE_WEBP,
	SG_PICTURE_AVIF,
	SG_PICTURE_SVG,
	SG_N_PICTURES
} SgPicture;

/* By the ending of a file's name alone. */
SgPicture sg_picture_of_name(const char *name);

/* By its first bytes; of SVG, which has no magic, the first element of a text that is UTF-8. */
SgPicture sg_picture_of_bytes(const void *bytes, size_t length);

/* "png"; the ending of its published file. */
const char *sg_picture_name(SgPicture picture);
