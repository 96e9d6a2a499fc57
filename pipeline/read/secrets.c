/* SPDX-License-Identifier: MIT */
#include "read/secret-rules.h"
#include "read/steps.h"

#include <string.h>

/* Likely secrets, at the door: what is masked here is in no page, quote, export or cache, as
 * nothing behind the door has ever seen it. A mask keeps the length, so that every line and column
 * stays what it was. */

#define MASK             'X'
#define LEAST_KEY        20 /* with its prefix */
#define LEAST_VALUE      20 /* of a setting */
#define MOST_VALUE       200
#define LEAST_ENTROPY    3.5 /* bits a byte: words have less */
#define MOST_WORDS       4   /* of what a value is given to */
#define LEAST_PASSWORD   8   /* in a URL */
#define LEAST_KEY_BASE64 64  /* of a private key: less is an example */
#define MOST_KEY_BYTES   16384
#define MOST_KEY_HEAD    100 /* "-----BEGIN OPENSSH PRIVATE KEY-----" */

typedef struct {
	char *text;
	size_t length;
	bool allowed;
	SgDiags *diags;
	bool starts[256];    /* whether a key can begin with a byte */
	const char *counted; /* up to here: lines, and characters of the last one */
	unsigned line, column;
} Scan;

/* Places are asked for from first to last. */
static void
find_place(Scan *scan, const char *at, unsigned *line, unsigned *column)
{
	const char *p = scan->counted;
	while (p < at && (p = memchr(p, '\n', (size_t)(at - p))) != NULL) {
		scan->line++;
		scan->column = 1;
		scan->counted = ++p;
	}
	scan->column += (unsigned)g_utf8_strlen(scan->counted, at - scan->counted);
	scan->counted = at;
	*line = scan->line;
	*column = scan->column;
}

/* Reports the secret that begins at start, of which [from, to) is not to be seen. */
static void
report(Scan *scan, const char *name, const char *start, char *from, const char *to)
{
	unsigned line = 0;
	unsigned column = 0;
	find_place(scan, start, &line, &column);
	g_autofree char *detail = g_strdup_printf(
	    "%s, %s", name, scan->allowed ? "published, as allow_secrets has it" : "masked");
	sg_diags_add(scan->diags, SG_DIAG_SECRET, line, column, detail);
	for (char *p = from; p < to && !scan->allowed; p++) {
		if (*p != '\n' && *p != ' ' && *p != '\t')
			*p = MASK;
	}
}

static bool
has_letters_and_digits(const char *value, size_t length, unsigned least_digits)
{
	unsigned digits = 0;
	unsigned letters = 0;
	for (size_t i = 0; i < length; i++) {
		digits += g_ascii_isdigit(value[i]);
		letters += g_ascii_isalpha(value[i]);
	}
	return digits >= least_digits && letters > 0;
}

/* Names in lower case have few digits in them. */
static bool
is_random(const char *body, size_t length)
{
	bool capital = false;
	for (size_t i = 0; i < length; i++)
		capital = capital || g_ascii_isupper(body[i]);
	return has_letters_and_digits(body, length, capital ? 1 : 2);
}

/* Length of the key of that shape at p, or 0. */
static size_t
match_shape(const Scan *scan, const SgKeyShape *shape, const char *p)
{
	size_t prefix = strlen(shape->prefix);
	const char *end = scan->text + scan->length;
	if ((size_t)(end - p) < prefix + shape->least || memcmp(p, shape->prefix, prefix) != 0)
		return 0;
	const char *body = p + prefix;
	size_t n = 0;
	while (body + n < end && n <= shape->most && sg_key_has(shape->set, body[n]))
		n++;
	while (n > 0 && (body[n - 1] == '.' || body[n - 1] == '-' || body[n - 1] == '/'))
		n--;
	bool ends = body + n == end || !g_ascii_isalnum(body[n]);
	if (n < shape->least || n > shape->most || !ends || !is_random(body, n) ||
	    sg_key_is_placeholder(body, n))
		return 0;
	return prefix + n;
}

static void
fill_starts(bool starts[256])
{
	size_t count = 0;
	const SgKeyShape *shapes = sg_key_shapes(&count);
	for (size_t i = 0; i < count; i++)
		starts[(unsigned char)shapes[i].prefix[0]] = true;
}

static bool
is_boundary(const Scan *scan, const char *p)
{
	return p == scan->text || !(g_ascii_isalnum(p[-1]) || p[-1] == '_' || p[-1] == '-');
}

/* Returns the byte behind a key at p, or NULL. */
static const char *
scan_shapes(Scan *scan, char *p)
{
	size_t count = 0;
	const SgKeyShape *shapes = sg_key_shapes(&count);
	for (size_t i = 0; i < count; i++) {
		size_t length = match_shape(scan, &shapes[i], p);
		if (length == 0)
			continue;
		report(scan, shapes[i].name, p, p + strlen(shapes[i].prefix), p + length);
		return p + length;
	}
	return NULL;
}

/* header.payload.signature, the first two of which are JSON in base64. */
static const char *
scan_jwt(Scan *scan, char *p)
{
	const char *end = scan->text + scan->length;
	size_t dots = 0;
	size_t n = 0;
	size_t second = 0;
	for (; p + n < end && dots <= 2 && sg_key_has(SG_KEY_DOTTED, p[n]); n++) {
		if (p[n] == '.' && ++dots == 1)
			second = n + 1;
	}
	if (dots != 2 || n < 60 || second + 3 > n || memcmp(p + second, "eyJ", 3) != 0 ||
	    sg_key_is_placeholder(p, n))
		return NULL;
	report(scan, "JSON web token", p, p + 3, p + n);
	return p + n;
}

/* The name that a value is given to: NAME = "value", 'name': value, Bearer value. */
static bool
is_value_of_secret(const Scan *scan, const char *value)
{
	const char *p = value;
	while (p > scan->text && strchr(" \t\"'`", p[-1]))
		p--;
	if (p - scan->text > 6 && g_ascii_strncasecmp(p - 6, "bearer", 6) == 0)
		return true;
	if (p == scan->text || (p[-1] != '=' && p[-1] != ':'))
		return false;
	/* Between the name and the sign there may be its type: "KEY: &str =", "key string =". */
	unsigned words = 0;
	p--;
	while (p > scan->text && words++ < MOST_WORDS) {
		while (p > scan->text && strchr(" \t\"'`:=>&*<?", p[-1]))
			p--;
		const char *end = p;
		while (p > scan->text && (g_ascii_isalnum(p[-1]) || p[-1] == '_' || p[-1] == '-'))
			p--;
		if (p == end)
			return false;
		if (sg_key_is_name(p, (size_t)(end - p)))
			return true;
	}
	return false;
}

/* Base64 of words: examples of configuration have it, and it looks random. */
static bool
is_encoded_placeholder(const char *value, size_t length)
{
	if (length % 4 != 0)
		return false;
	g_autofree char *text = g_strndup(value, length);
	gsize n = 0;
	g_autofree guchar *decoded = g_base64_decode(text, &n);
	for (gsize i = 0; i < n; i++) {
		if (!g_ascii_isprint((char)decoded[i]))
			return false;
	}
	const char *words = (const char *)decoded;
	return n > 0 && (!has_letters_and_digits(words, n, 2) || sg_key_is_placeholder(words, n));
}

/* Words, paths and calls have fewer digits than a random string. */
static const char *
scan_value(Scan *scan, char *p)
{
	const char *end = scan->text + scan->length;
	size_t n = 0;
	while (p + n < end && n <= MOST_VALUE &&
	       (sg_key_has(SG_KEY_BASE64, p[n]) || p[n] == '-' || p[n] == '_'))
		n++;
	bool ends = p + n == end || strchr("\"'` \t\n,;)<", p[n]);
	if (n < LEAST_VALUE || n > MOST_VALUE || !ends || !has_letters_and_digits(p, n, 3) ||
	    !is_value_of_secret(scan, p) || sg_key_is_placeholder(p, n) ||
	    sg_key_entropy(p, n) < LEAST_ENTROPY || is_encoded_placeholder(p, n))
		return NULL;
	report(scan, "value of a secret setting", p, p, p + n);
	return p + n;
}

/* "://name:password@host", with p at the "://". Passwords of examples are words. */
static const char *
scan_url(Scan *scan, char *p)
{
	const char *end = scan->text + scan->length;
	char *at = p + 3;
	char *colon = NULL;
	while (at < end && !strchr("/?#@ \t\n\"'`<>()[]{}$", *at)) {
		if (*at == ':' && !colon)
			colon = at;
		at++;
	}
	if (at >= end || *at != '@' || !colon)
		return NULL;
	size_t length = (size_t)(at - colon) - 1;
	if (length < LEAST_PASSWORD || !has_letters_and_digits(colon + 1, length, 2) ||
	    sg_key_is_placeholder(colon + 1, length))
		return NULL;
	report(scan, "password in a URL", colon + 1, colon + 1, at);
	return at;
}

/* A block of PEM, with p at its "-----BEGIN ". Up to its end, or as far as it goes on like one. */
static const char *
scan_private_key(Scan *scan, char *p)
{
	const char *end = scan->text + scan->length;
	size_t first = MIN((size_t)(end - p), (size_t)MOST_KEY_HEAD);
	const char *stop = memchr(p, '\n', first);
	first = stop ? (size_t)(stop - p) : first;
	char *head = memmem(p, first, "PRIVATE KEY", 11);
	char *body = head ? memmem(head, (size_t)(p + first - head), "-----", 5) : NULL;
	if (!body)
		return NULL;
	body += 5;
	size_t left = MIN((size_t)(end - body), (size_t)MOST_KEY_BYTES);
	const char *close = memmem(body, left, "-----END", 8);
	const char *to = close ? close : body + left;
	size_t base64 = 0;
	const char *q = body;
	for (; q < to && (close || sg_key_has(SG_KEY_BASE64, *q) || strchr(" \t\n>\\\"", *q)); q++)
		base64 += sg_key_has(SG_KEY_BASE64, *q);
	if (base64 < LEAST_KEY_BASE64 || memmem(body, (size_t)(q - body), "...", 3))
		return NULL;
	report(scan, "private key", p, body, q);
	return q;
}

/* What keys are made of: letters, digits and six marks. */
static const bool in_key[256] = {
    ['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true, ['-'] = true, ['_'] = true,
    ['.'] = true,         ['/'] = true,         ['+'] = true,         ['='] = true,
};

/* What may begin at p; returns the byte behind it, or NULL. */
static const char *
scan_at(Scan *scan, char *p)
{
	if (!g_ascii_isalnum(*p) || !is_boundary(scan, p))
		return NULL;
	const char *behind = NULL;
	if (strncmp(p, "eyJ", 3) == 0)
		behind = scan_jwt(scan, p);
	if (!behind && scan->starts[(unsigned char)*p])
		behind = scan_shapes(scan, p);
	return behind ? behind : scan_value(scan, p);
}

/* A run of such characters that is long enough for a key. */
static void
scan_run(Scan *scan, char *p, const char *end)
{
	while (p < end) {
		const char *behind = scan_at(scan, p);
		p = behind ? scan->text + (behind - scan->text) : p + 1;
	}
}

/* From one run to the next: words are short, and most of a text is words. */
static void
scan_text(Scan *scan)
{
	const char *end = scan->text + scan->length;
	for (char *p = scan->text; p < end;) {
		const char *behind = NULL;
		if (!in_key[(unsigned char)*p]) {
			if (*p == ':' && p[1] == '/' && p[2] == '/')
				behind = scan_url(scan, p);
			p = behind ? scan->text + (behind - scan->text) : p + 1;
			continue;
		}
		char *run = p;
		while (p < end && in_key[(unsigned char)*p])
			p++;
		if (p - run >= 10 && *p == ' ' && memcmp(p - 10, "-----BEGIN", 10) == 0)
			behind = scan_private_key(scan, p - 10);
		else if (p - run >= LEAST_KEY)
			scan_run(scan, run, p);
		if (behind)
			p = scan->text + (behind - scan->text);
	}
}

static bool
is_allowed(const SgConfig *config, const char *path)
{
	for (guint i = 0; i < config->allow_secrets->len; i++) {
		if (sg_glob_matches(config->allow_secrets->pdata[i], path))
			return true;
	}
	return false;
}

void
sg_secrets_mask(char *text, size_t length, const SgConfig *config, const char *path, SgDiags *diags)
{
	Scan scan = {.text = text,
		     .length = length,
		     .allowed = is_allowed(config, path),
		     .diags = diags,
		     .counted = text,
		     .line = 1,
		     .column = 1};
	fill_starts(scan.starts);
	scan_text(&scan);
}
