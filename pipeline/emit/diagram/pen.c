/* SPDX-License-Identifier: MIT */
#include "emit/diagram/pen.h"

#include "base/append.h"

#include <math.h>
#include <stdbool.h>

static int64_t
tenths_of(double number)
{
	return llround(number * 10);
}

static void
append_tenths(GString *out, int64_t tenths)
{
	char digits[24];
	char *at = digits + sizeof digits;
	uint64_t rest = (uint64_t)(tenths < 0 ? -tenths : tenths);
	uint64_t whole = rest / 10;
	if (rest % 10 > 0) {
		*--at = (char)('0' + rest % 10);
		*--at = '.';
	}
	for (; whole > 0; whole /= 10)
		*--at = (char)('0' + whole % 10);
	if (rest == 0)
		*--at = '0';
	if (tenths < 0)
		*--at = '-';
	sg_append_len(out, at, (size_t)(digits + sizeof digits - at));
}

void
sg_pen_number(GString *out, double number)
{
	append_tenths(out, tenths_of(number));
}

/* A minus sign parts two numbers as a space does. */
static void
append_next(GString *out, int64_t tenths)
{
	if (tenths >= 0)
		g_string_append_c(out, ' ');
	append_tenths(out, tenths);
}

static void
command(SgPen *pen, char letter, int64_t tenths)
{
	if (pen->command == letter) {
		append_next(pen->out, tenths);
		return;
	}
	g_string_append_c(pen->out, letter);
	append_tenths(pen->out, tenths);
	pen->command = letter;
}

void
sg_pen_begin(SgPen *pen, GString *out)
{
	*pen = (SgPen){.out = out};
	sg_append(out, " d=\"");
}

void
sg_pen_end(const SgPen *pen)
{
	g_string_append_c(pen->out, '"');
}

void
sg_pen_move(SgPen *pen, double x, double y)
{
	int64_t to_x = tenths_of(x);
	int64_t to_y = tenths_of(y);
	bool first = pen->command == 0;
	if (!first && pen->command != 'z' && to_x == pen->x && to_y == pen->y)
		return;
	pen->command = 0;
	command(pen, first ? 'M' : 'm', first ? to_x : to_x - pen->x);
	append_next(pen->out, first ? to_y : to_y - pen->y);
	pen->x = pen->start_x = to_x;
	pen->y = pen->start_y = to_y;
}

void
sg_pen_line(SgPen *pen, double x, double y)
{
	int64_t dx = tenths_of(x) - pen->x;
	int64_t dy = tenths_of(y) - pen->y;
	if (dy == 0)
		command(pen, 'h', dx);
	else if (dx == 0)
		command(pen, 'v', dy);
	else {
		command(pen, 'l', dx);
		append_next(pen->out, dy);
	}
	pen->x += dx;
	pen->y += dy;
}

static void
append_point(SgPen *pen, SgPoint point)
{
	append_next(pen->out, tenths_of(point.x) - pen->x);
	append_next(pen->out, tenths_of(point.y) - pen->y);
}

/* The point is told from the one before the command, as all points of a curve are. */
static void
start_curve(SgPen *pen, char letter, SgPoint point)
{
	command(pen, letter, tenths_of(point.x) - pen->x);
	append_next(pen->out, tenths_of(point.y) - pen->y);
}

static void
finish_curve(SgPen *pen, SgPoint end)
{
	append_point(pen, end);
	pen->x = tenths_of(end.x);
	pen->y = tenths_of(end.y);
}

void
sg_pen_bend(SgPen *pen, double corner_x, double corner_y, double x, double y)
{
	start_curve(pen, 'q', (SgPoint){corner_x, corner_y});
	finish_curve(pen, (SgPoint){x, y});
}

void
sg_pen_curve(SgPen *pen, SgPoint first, SgPoint second, SgPoint end)
{
	start_curve(pen, 'c', first);
	append_point(pen, second);
	finish_curve(pen, end);
}

void
sg_pen_close(SgPen *pen)
{
	g_string_append_c(pen->out, 'z');
	pen->command = 'z';
	pen->x = pen->start_x;
	pen->y = pen->start_y;
}
