/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* What tells of a person's machine or of a network: home paths and names of internal hosts. */

static const char *const homes[] = {"/home/", "/Users/", "C:\\Users\\", "c:\\Users\\"};

/* Homes of everybody. */
static const char *const everybody[] = {
    "user",    "username", "users",   "you",     "your",      "yourname",  "me",        "name",
    "app",     "node",     "ubuntu",  "runner",  "vscode",    "dev",       "developer", "admin",
    "example", "vagrant",  "jovyan",  "alice",   "bob",       "guest",     "shared",    "public",
    "git",     "ec2-user", "pi",      "root",    "someone",   "somebody",  "jane",      "john",
    "myuser",  "nonroot",  "builder", "coder",   "codespace", "linuxbrew", "default",   "test",
    "claude",  "agent",    "deploy",  "appuser", "jenkins",   "foo",       "home",      "xxx",
};

static const char *const suffixes[] = {".internal", ".corp", ".intranet",
				       ".intra",    ".lan",  ".local"};

/* Names that everybody has. */
static const char *const known_hosts[] = {"host.docker.internal",   "metadata.google.internal",
					  ".cluster.local",         "example.internal",
					  "example.local",          "example.corp",
					  "gateway.docker.internal"};

static void
diagnose(const SgReading *reading, SgDiagTag tag, const char *at, size_t length)
{
	uint32_t line = sg_reading_line_at(reading, (size_t)(at - reading->text));
	size_t line_length = 0;
	const char *start = sg_reading_line(reading, line, &line_length);
	g_autofree char *detail = g_strndup(at, length);
	sg_diags_add(reading->doc->diags, tag, line, (unsigned)g_utf8_strlen(start, at - start) + 1,
		     detail);
}

static bool
is_name_char(char c)
{
	return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

static bool
is_everybody(const char *name, size_t length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(everybody); i++) {
		if (strlen(everybody[i]) == length &&
		    g_ascii_strncasecmp(everybody[i], name, length) == 0)
			return true;
	}
	return length >= 4 && g_ascii_strncasecmp(name, "your", 4) == 0;
}

/* A name of letters, and behind it more of a path: what has no more is a word of prose. */
static void
report_home(const SgReading *reading, const char *p, const char *prefix)
{
	const char *name = p + strlen(prefix);
	size_t length = 0;
	while (is_name_char(name[length]))
		length++;
	while (length > 0 && name[length - 1] == '.')
		length--;
	bool inside = p > reading->text && (is_name_char(p[-1]) || strchr("}>*:", p[-1]));
	bool goes_on = name[length] == '/' || name[length] == '\\';
	if (length < 2 || inside || !goes_on || !g_ascii_isalpha(*name) ||
	    is_everybody(name, length))
		return;
	diagnose(reading, SG_DIAG_HOME_PATH, p, (size_t)(name - p) + length);
}

static bool
is_known_host(const char *host, size_t length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(known_hosts); i++) {
		if (g_strstr_len(host, (gssize)length, known_hosts[i]))
			return true;
	}
	return false;
}

/* The host behind "://" or "@". */
static void
report_host(const SgReading *reading, const char *host)
{
	size_t length = 0;
	while (is_name_char(host[length]))
		length++;
	for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
		size_t n = strlen(suffixes[i]);
		if (length > n && memcmp(host + length - n, suffixes[i], n) == 0 &&
		    !is_known_host(host, length)) {
			diagnose(reading, SG_DIAG_INTERNAL_HOST, host, length);
			return;
		}
	}
}

void
sg_private_report(const SgReading *reading)
{
	for (size_t i = 0; i < G_N_ELEMENTS(homes); i++) {
		for (const char *p = reading->text; (p = strstr(p, homes[i])) != NULL; p++)
			report_home(reading, p, homes[i]);
	}
	for (const char *p = reading->text; (p = strstr(p, "://")) != NULL; p += 3) {
		const char *host = p + 3;
		size_t user = strcspn(host, "@/ \t\n\"'`)>");
		report_host(reading, host[user] == '@' ? host + user + 1 : host);
	}
}
