/* SPDX-License-Identifier: MIT */
#include "read/ignore.h"

#include "read/steps.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_BYTES ((size_t)1 << 20)

typedef struct {
	char *glob; /* owned; a '/' in it but for the first means: from the file's folder */
	unsigned line;
	bool negated, directories_only;
} Rule;

struct SgIgnore {
	const SgIgnore *above;
	char *base, *shown;
	GArray *rules; /* of Rule, in the order of lines */
};

static void
clear_rule_cb(void *data)
{
	Rule *rule = data;
	g_free(rule->glob);
}

/* Spaces at the end do not count but for one behind a backslash. */
static void
trim_spaces(char *line)
{
	char *spaces = NULL;
	for (char *p = line; *p != '\0'; p++) {
		if (*p == ' ') {
			spaces = spaces != NULL ? spaces : p;
			continue;
		}
		spaces = NULL;
		if (*p == '\\' && *++p == '\0')
			return;
	}
	if (spaces != NULL)
		*spaces = '\0';
}

static void
add_rule(SgIgnore *ignore, char *line, unsigned number)
{
	if (*line == '\0' || *line == '#')
		return;
	trim_spaces(line);
	Rule rule = {.line = number, .negated = *line == '!'};
	line += rule.negated;
	size_t length = strlen(line);
	rule.directories_only = length > 0 && line[length - 1] == '/';
	if (rule.directories_only)
		line[length - 1] = '\0';
	if (*line == '\0')
		return;
	rule.glob = g_strdup(line);
	g_array_append_val(ignore->rules, rule);
}

SgIgnore *
sg_ignore_new(
    const SgIgnore *above, const char *base, const char *shown, const char *text, size_t length)
{
	static const char byte_order_mark[] = "\xef\xbb\xbf";
	SgIgnore *ignore = g_new0(SgIgnore, 1);
	ignore->above = above;
	ignore->base = g_strdup(base);
	ignore->shown = g_strdup(shown);
	ignore->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
	g_array_set_clear_func(ignore->rules, clear_rule_cb);
	const char *end = text + length;
	if (length >= 3 && memcmp(text, byte_order_mark, 3) == 0)
		text += 3;
	for (unsigned number = 1; text < end; number++) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop != NULL ? stop : end) - text);
		if (stop != NULL && n > 0 && text[n - 1] == '\r')
			n--;
		g_autofree char *line = g_strndup(text, n);
		add_rule(ignore, line, number);
		text = stop != NULL ? stop + 1 : end;
	}
	return ignore;
}

void
sg_ignore_free(SgIgnore *ignore)
{
	if (!ignore)
		return;
	g_free(ignore->base);
	g_free(ignore->shown);
	g_array_unref(ignore->rules);
	g_free(ignore);
}

/* Up to one byte more than the limit. */
static GByteArray *
read_all(int fd)
{
	uint8_t block[4096];
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	while (bytes->len <= MAX_BYTES) {
		ssize_t n = read(fd, block, sizeof block);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 ? g_steal_pointer(&bytes) : NULL;
		g_byte_array_append(bytes, block, (guint)n);
	}
	return g_steal_pointer(&bytes);
}

SgIgnore *
sg_ignore_load(int directory, const SgIgnore *above, const char *base, const char *shown)
{
	static const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY;
	int fd = openat(directory, ".gitignore", flags);
	if (fd < 0)
		return NULL;
	struct stat status;
	bool regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
	g_autoptr(GByteArray) bytes = regular ? read_all(fd) : NULL;
	close(fd);
	if (bytes == NULL || bytes->len > MAX_BYTES)
		return NULL;
	return sg_ignore_new(above, base, shown, (const char *)bytes->data, bytes->len);
}

/* The path from the folder of the rules, or NULL when it lies elsewhere. */
static const char *
below(const SgIgnore *ignore, const char *path)
{
	g_assert(path);
	size_t n = strlen(ignore->base);
	if (n == 0)
		return path;
	return strncmp(path, ignore->base, n) == 0 && path[n] == '/' ? path + n + 1 : NULL;
}

/* Rules of deeper folders win, and of one file the last that fits. */
SgIgnoreVerdict
sg_ignore_judge(const SgIgnore *ignore, const char *path, bool is_directory)
{
	for (; ignore != NULL; ignore = ignore->above) {
		const char *inside = below(ignore, path);
		for (guint i = inside != NULL ? ignore->rules->len : 0; i-- > 0;) {
			const Rule *rule = &g_array_index(ignore->rules, Rule, i);
			if (rule->directories_only && !is_directory)
				continue;
			if (sg_glob_matches(rule->glob, inside))
				return (SgIgnoreVerdict){.file = ignore->shown,
							 .line = rule->line,
							 .ignored = !rule->negated};
		}
	}
	return (SgIgnoreVerdict){0};
}
