/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

/* Comments that nobody sees on a page, and what in them is addressed to a model. */

#define ENOUGH    2
#define MOST_SEEN 4096 /* bytes of one comment */

static const struct {
	const char *phrase; /* lower case */
	int weight;
} phrases[] = {
    {"ignore previous", 2},
    {"ignore all previous", 2},
    {"ignore the above", 2},
    {"ignore your", 2},
    {"disregard", 2},
    {"system prompt", 2},
    {"do not tell the", 2},
    {"don't tell the", 2},
    {"do not mention", 2},
    {"don't mention", 2},
    {"do not reveal", 2},
    {"without telling", 2},
    {"without the user", 2},
    {"without asking", 2},
    {"exfiltrate", 2},
    {"secretly", 2},
    {"you are now", 2},
    {"new instructions", 2},
    {"as an ai", 2},
    {"assistant:", 1},
    {"the user", 1},
    {"silently", 1},
    {"you must", 1},
    {"always run", 1},
    {"curl ", 1},
    {"wget ", 1},
    {"| sh", 1},
    {"| bash", 1},
    {"base64", 1},
    {"api key", 1},
    {"credential", 1},
    {"password", 1},
    {"upload", 1},
    {"send ", 1},
    {"execute", 1},
    {"instead", 1},
    {"override", 1},
    {"agent", 1},
};

/* The phrase that weighs most, if all together weigh enough. */
static const char *
find_phrases(const char *text)
{
	int weight = 0;
	size_t best = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		if (!strstr(text, phrases[i].phrase))
			continue;
		if (weight == 0 || phrases[i].weight > phrases[best].weight)
			best = i;
		weight += phrases[i].weight;
	}
	bool strong = weight > 0 && phrases[best].weight >= ENOUGH;
	return strong || weight > ENOUGH ? phrases[best].phrase : NULL;
}

static void
judge(const SgReading *reading, const char *open, const char *text, const char *close)
{
	uint32_t line = sg_reading_line_at(reading, (size_t)(open - reading->text));
	size_t length = MIN((size_t)(close - text), (size_t)MOST_SEEN);
	g_autofree char *folded = g_ascii_strdown(text, (gssize)length);
	g_strdelimit(folded, "\n\t", ' ');
	const char *phrase = find_phrases(folded);
	if (!phrase || sg_reading_is_code(reading, line))
		return;
	size_t line_length = 0;
	const char *start = sg_reading_line(reading, line, &line_length);
	g_autofree char *detail = g_strdup_printf("\"%s\"", phrase);
	sg_diags_add(reading->doc->diags, SG_DIAG_HIDDEN_INSTRUCTION, line,
		     (unsigned)g_utf8_strlen(start, open - start) + 1, detail);
}

/* <!-- --> */
static void
report_html(const SgReading *reading)
{
	const char *end = reading->text + reading->length;
	for (const char *p = reading->text; (p = strstr(p, "<!--")) != NULL;) {
		const char *close = strstr(p + 4, "-->");
		bool shown = p > reading->text && p[-1] == '`';
		if (!shown)
			judge(reading, p, p + 4, close ? close : end);
		if (!close)
			return;
		p = close + 3;
	}
}

/* [//]: # (text) and [comment]: <> (text): definitions of links that nothing refers to. */
static void
report_definitions(const SgReading *reading)
{
	static const char *const openings[] = {"\n[//]: #", "\n[comment]: #", "\n[//]: <>",
					       "\n[comment]: <>"};
	const char *end = reading->text + reading->length;
	for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
		for (const char *p = reading->text; (p = strstr(p, openings[i])) != NULL; p++) {
			const char *text = p + strlen(openings[i]);
			const char *close = memchr(text, '\n', (size_t)(end - text));
			judge(reading, p + 1, text, close ? close : end);
		}
	}
}

void
sg_comments_report(const SgReading *reading)
{
	report_html(reading);
	report_definitions(reading);
}
