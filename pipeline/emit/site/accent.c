/* SPDX-License-Identifier: MIT */
#include "emit/site/accent.h"

#include <glib.h>
#include <math.h>
#include <string.h>

typedef struct {
	double red, green, blue; /* 0..1, sRGB */
} Colour;

/* The grounds that the theme puts the accent on. */
static const Colour light_ground = {0.965, 0.965, 0.955};
static const Colour dark_ground = {0.125, 0.135, 0.155};

/* Above the 4.5 of the standard, since the accent is also text on its own tint. */
#define CONTRAST 5.7

bool
sg_accent_is_colour(const char *colour)
{
	if (!colour || colour[0] != '#')
		return false;
	size_t digits = strlen(colour + 1);
	for (const char *c = colour + 1; *c; c++) {
		if (!g_ascii_isxdigit(*c))
			return false;
	}
	return digits == 3 || digits == 6;
}

static double
channel(const char *colour, int i)
{
	if (strlen(colour) == 4)
		return g_ascii_xdigit_value(colour[1 + i]) / 15.0;
	return (g_ascii_xdigit_value(colour[1 + 2 * i]) * 16 +
		g_ascii_xdigit_value(colour[2 + 2 * i])) /
	       255.0;
}

static double
linear(double value)
{
	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance and contrast ratio as WCAG 2.2 defines them. */
static double
luminance(Colour c)
{
	return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

static double
contrast(Colour a, Colour b)
{
	double x = luminance(a);
	double y = luminance(b);
	return (MAX(x, y) + 0.05) / (MIN(x, y) + 0.05);
}

/* Moves towards black or white (end 0 or 1) in small steps until it can be read on ground. */
static Colour
readable(Colour colour, Colour ground, double end)
{
	for (int step = 0; step < 50 && contrast(colour, ground) < CONTRAST; step++) {
		colour.red += (end - colour.red) * 0.05;
		colour.green += (end - colour.green) * 0.05;
		colour.blue += (end - colour.blue) * 0.05;
	}
	return colour;
}

static char *
hex(Colour c)
{
	return g_strdup_printf("#%02x%02x%02x", (unsigned)(c.red * 255 + 0.5),
			       (unsigned)(c.green * 255 + 0.5), (unsigned)(c.blue * 255 + 0.5));
}

char *
sg_accent_css(const char *colour)
{
	Colour wanted = {channel(colour, 0), channel(colour, 1), channel(colour, 2)};
	g_autofree char *light = hex(readable(wanted, light_ground, 0.0));
	g_autofree char *dark = hex(readable(wanted, dark_ground, 1.0));
	return g_strdup_printf(":root { --accent-light: %s; --accent-dark: %s; }\n", light, dark);
}
