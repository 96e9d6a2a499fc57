/* SPDX-License-Identifier: MIT */
#include "model/picture.h"

#include <glib.h>
#include <string.h>

static const char *const names[SG_N_PICTURES] = {
    [SG_PICTURE_NONE] = "none", [SG_PICTURE_PNG] = "png",   [SG_PICTURE_JPEG] = "jpg",
    [SG_PICTURE_GIF] = "gif",   [SG_PICTURE_WEBP] = "webp", [SG_PICTURE_AVIF] = "avif",
    [SG_PICTURE_SVG] = "svg",
};

static const struct {
	const char *ending;
	SgPicture picture;
} endings[] = {
    {".png", SG_PICTURE_PNG}, {".jpg", SG_PICTURE_JPEG},  {".jpeg", SG_PICTURE_JPEG},
    {".gif", SG_PICTURE_GIF}, {".webp", SG_PICTURE_WEBP}, {".avif", SG_PICTURE_AVIF},
    {".svg", SG_PICTURE_SVG},
};

/* Bytes at one place, or at two. */
static const struct {
	SgPicture picture;
	size_t at;
	const char *bytes;
	size_t length;
	size_t also_at;
	const char *also; /* or NULL */
} magics[] = {
    {SG_PICTURE_PNG, 0, "\x89PNG\r\n\x1a\n", 8, 0, NULL},
    {SG_PICTURE_JPEG, 0, "\xff\xd8\xff", 3, 0, NULL},
    {SG_PICTURE_GIF, 0, "GIF87a", 6, 0, NULL},
    {SG_PICTURE_GIF, 0, "GIF89a", 6, 0, NULL},
    {SG_PICTURE_WEBP, 0, "RIFF", 4, 8, "WEBP"},
    {SG_PICTURE_AVIF, 4, "ftyp", 4, 8, "avif"},
    {SG_PICTURE_AVIF, 4, "ftyp", 4, 8, "avis"},
};

SgPicture
sg_picture_of_name(const char *name)
{
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < G_N_ELEMENTS(endings); i++)
		if (g_ascii_strcasecmp(dot, endings[i].ending) == 0)
			return endings[i].picture;
	return SG_PICTURE_NONE;
}

static bool
has_at(const char *bytes, size_t length, size_t at, const char *what, size_t n)
{
	return at + n <= length && memcmp(bytes + at, what, n) == 0;
}

/* Behind what may stand before the root: declarations, comments, a document type. */
static const char *
skip_prolog(const char *p, const char *end)
{
	for (;;) {
		while (p < end && g_ascii_isspace(*p))
			p++;
		const char *close = has_at(p, (size_t)(end - p), 0, "<!--", 4) ? "-->"
				    : has_at(p, (size_t)(end - p), 0, "<?", 2) ? "?>"
				    : has_at(p, (size_t)(end - p), 0, "<!", 2) ? ">"
									       : NULL;
		const char *found = close ? g_strstr_len(p, (gssize)(end - p), close) : NULL;
		if (!found)
			return p;
		p = found + strlen(close);
	}
}

static bool
is_svg(const char *bytes, size_t length)
{
	const char *end = bytes + length;
	const char *p = bytes + (has_at(bytes, length, 0, "\xef\xbb\xbf", 3) ? 3 : 0);
	if (!g_utf8_validate(bytes, (gssize)length, NULL))
		return false;
	p = skip_prolog(p, end);
	return has_at(p, (size_t)(end - p), 0, "<svg", 4) && p + 4 < end &&
	       (g_ascii_isspace(p[4]) || p[4] == '>' || p[4] == '/');
}

SgPicture
sg_picture_of_bytes(const void *bytes, size_t length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(magics); i++) {
		if (has_at(bytes, length, magics[i].at, magics[i].bytes, magics[i].length) &&
		    (!magics[i].also || has_at(bytes, length, magics[i].also_at, magics[i].also,
					       strlen(magics[i].also))))
			return magics[i].picture;
	}
	return is_svg(bytes, length) ? SG_PICTURE_SVG : SG_PICTURE_NONE;
}

const char *
sg_picture_name(SgPicture picture)
{
	g_assert(picture < SG_N_PICTURES);
	return names[picture];
}
