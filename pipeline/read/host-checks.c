/* SPDX-License-Identifier: MIT */
#include "read/host-rules.h"

#include "model/cost.h"

#include <string.h>

static bool
point_at(SgHostFinding *finding, const SgHostField *field)
{
	finding->line = field->line;
	finding->column = field->column;
	return true;
}

static bool
is_null(const SgHostField *field)
{
	return !field->list && !field->map && !field->quoted &&
	       (*field->text == '\0' || strcmp(field->text, "~") == 0 ||
		strcmp(field->text, "null") == 0);
}

/* The value of the rule's key, if it has one that is a text. */
static const SgHostField *
find_text(const SgHostCase *c, const char *key)
{
	const SgHostField *field = sg_host_case_find(c, key);
	bool text = field && !field->list && !field->map && !is_null(field);
	return text ? field : NULL;
}

static bool
is_word(const char *word, size_t length, const char *words)
{
	for (const char *p = words; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		if (n == length && memcmp(p, word, n) == 0)
			return true;
		p += n;
	}
	return false;
}

bool
sg_host_is_misplaced(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)finding;
	return !sg_host_globs_match(rule->words, c->reading->path);
}

bool
sg_host_is_place(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)finding;
	return sg_host_globs_match(rule->words, c->reading->path);
}

bool
sg_host_is_unfenced(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)rule;
	if (c->closed)
		return false;
	finding->line = MIN(1, c->reading->doc->record.n_lines);
	finding->column = finding->line;
	bool lost = !c->fenced && c->reading->doc->metas->len > 0;
	g_string_append(finding->detail, c->fenced ? "is not closed by a line '---'"
					 : lost    ? "does not begin with '---' on line 1"
						   : "is missing");
	return true;
}

bool
sg_host_is_fenced(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	finding->line = finding->column = 1;
	return c->closed && sg_host_globs_match(rule->words, c->reading->path);
}

static bool
point_at_fault(const SgHostCase *c, SgHostFinding *finding)
{
	finding->line = c->fault_line;
	finding->column = c->fault_column;
	g_string_append(finding->detail, c->fault);
	return true;
}

bool
sg_host_is_refused(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)rule;
	return c->refused && point_at_fault(c, finding);
}

bool
sg_host_is_beyond_mending(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)rule;
	return c->refused && !c->mended && point_at_fault(c, finding);
}

bool
sg_host_is_mendable(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)rule;
	return c->refused && c->mended && point_at_fault(c, finding);
}

bool
sg_host_has_inner_fence(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)rule;
	const char *start = c->reading->text + c->at;
	const char *at = c->closed ? g_strstr_len(start, (gssize)c->length, "---") : NULL;
	if (!at)
		return false;
	finding->line = 2;
	for (; start < at; start++)
		finding->line += *start == '\n';
	finding->column = 1;
	return true;
}

bool
sg_host_has_flow(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	(void)rule;
	for (guint i = 0; i < c->fields->len; i++) {
		const SgHostField *field = &g_array_index(c->fields, SgHostField, i);
		if (field->flow) {
			g_string_append(finding->detail, field->key);
			return point_at(finding, field);
		}
	}
	return false;
}

bool
sg_host_has_unknown_key(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	unsigned unknown = 0;
	for (guint i = 0; i < c->fields->len; i++) {
		const SgHostField *field = &g_array_index(c->fields, SgHostField, i);
		if (is_word(field->key, strlen(field->key), rule->words))
			continue;
		if (unknown++ == 0) {
			finding->line = field->line;
			finding->column = 1;
		}
		if (unknown <= 12)
			g_string_append_printf(finding->detail, "%s%s", unknown > 1 ? ", " : "",
					       field->key);
	}
	if (unknown > 12)
		g_string_append_printf(finding->detail, " (+%u more)", unknown - 12);
	return unknown > 0;
}

bool
sg_host_has_key(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = sg_host_case_find(c, rule->key);
	return field && point_at(finding, field);
}

bool
sg_host_lacks_keys(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	for (guint i = 0; i < c->fields->len; i++) {
		const SgHostField *field = &g_array_index(c->fields, SgHostField, i);
		if (is_word(field->key, strlen(field->key), rule->words) && !is_null(field))
			return false;
	}
	finding->line = finding->column = MIN(1, c->reading->doc->record.n_lines);
	return true;
}

bool
sg_host_lacks(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = sg_host_case_find(c, rule->key);
	finding->line = finding->column = MIN(1, c->reading->doc->record.n_lines);
	if (!field)
		return true;
	if (!is_null(field) &&
	    (field->list || field->map || field->text[strspn(field->text, " \t\n")]))
		return false;
	return point_at(finding, field);
}

bool
sg_host_is_structure(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = sg_host_case_find(c, rule->key);
	return field && (field->list || field->map) && point_at(finding, field);
}

bool
sg_host_is_list(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = sg_host_case_find(c, rule->key);
	return field && field->list && point_at(finding, field);
}

bool
sg_host_is_text(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = find_text(c, rule->key);
	return field && point_at(finding, field);
}

bool
sg_host_is_no_bool(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = sg_host_case_find(c, rule->key);
	if (!field || is_null(field))
		return false;
	bool is_bool = !field->quoted && is_word(field->text, strlen(field->text),
						 "true false True False TRUE FALSE");
	g_string_append(finding->detail, field->text);
	return (!is_bool || field->list || field->map) && point_at(finding, field);
}

bool
sg_host_is_no_number(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = sg_host_case_find(c, rule->key);
	if (!field || is_null(field))
		return false;
	bool number = *field->text && !field->text[strspn(field->text, "0123456789")];
	g_string_append(finding->detail, field->text);
	return !number && point_at(finding, field);
}

bool
sg_host_is_none_of(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = sg_host_case_find(c, rule->key);
	if (!field || is_null(field) ||
	    (!field->list && !field->map && is_word(field->text, strlen(field->text), rule->words)))
		return false;
	g_string_append(finding->detail, field->list || field->map ? "no text" : field->text);
	return point_at(finding, field);
}

/* A full id has a hyphen or a digit in it: "claude-opus-4-1", "gpt-5". */
bool
sg_host_is_no_model(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = find_text(c, rule->key);
	return !(field && strpbrk(field->text, "-0123456789")) &&
	       sg_host_is_none_of(c, rule, finding);
}

static bool
report_length(const SgHostField *field, long length, unsigned limit, SgHostFinding *finding)
{
	if (length <= (long)limit)
		return false;
	g_string_append_printf(finding->detail, "%ld", length);
	return field ? point_at(finding, field) : true;
}

bool
sg_host_is_longer(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = find_text(c, rule->key);
	return field && report_length(field, g_utf8_strlen(field->text, -1), rule->limit, finding);
}

bool
sg_host_pair_is_longer(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *one = find_text(c, rule->key);
	const SgHostField *two = find_text(c, rule->words);
	long length =
	    (one ? g_utf8_strlen(one->text, -1) : 0) + (two ? g_utf8_strlen(two->text, -1) : 0);
	return report_length(one ? one : two, length, rule->limit, finding);
}

/* The validator takes letters of any script that has no capitals, after NFKC. */
bool
sg_host_is_no_name(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = find_text(c, rule->key);
	if (!field)
		return false;
	g_autofree char *name = g_utf8_normalize(field->text, -1, G_NORMALIZE_ALL_COMPOSE);
	size_t length = name ? strlen(name) : 0;
	bool fit = length > 0 && name[0] != '-' && name[length - 1] != '-' && !strstr(name, "--");
	for (const char *p = name; fit && *p; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);
		fit = ch == '-' || (g_unichar_isalnum(ch) && g_unichar_tolower(ch) == ch);
	}
	g_string_append(finding->detail, field->text);
	return !fit && point_at(finding, field);
}

bool
sg_host_is_no_agent_name(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = find_text(c, rule->key);
	if (!field || (*field->text != '-' && !strchr(field->text, ':')))
		return false;
	g_string_append(finding->detail, field->text);
	return point_at(finding, field);
}

/* A skill at the top of the sources has a folder whose name is not known. */
bool
sg_host_is_not_folder(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgHostField *field = find_text(c, rule->key);
	if (!field || !*c->folder)
		return false;
	g_autofree char *name = g_utf8_normalize(field->text, -1, G_NORMALIZE_ALL_COMPOSE);
	g_autofree char *valid = g_utf8_make_valid(c->folder, -1);
	g_autofree char *folder = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
	if (g_strcmp0(name, folder) == 0)
		return false;
	g_string_append_printf(finding->detail, "%s, its folder is %s", field->text, valid);
	return point_at(finding, field);
}

bool
sg_host_body_lines(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	uint32_t n_lines = c->reading->doc->record.n_lines;
	long lines = n_lines >= c->body_line ? (long)(n_lines - c->body_line) + 1 : 0;
	finding->line = MIN(c->body_line + rule->limit, n_lines);
	finding->column = 1;
	return report_length(NULL, lines, rule->limit, finding);
}

bool
sg_host_body_characters(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	const SgReading *reading = c->reading;
	long length = g_utf8_strlen(reading->text + c->body, (gssize)(reading->length - c->body));
	finding->line = MIN(c->body_line, reading->doc->record.n_lines);
	finding->column = 1;
	return report_length(NULL, length, rule->limit, finding);
}

bool
sg_host_body_tokens(const SgHostCase *c, const SgHostRule *rule, SgHostFinding *finding)
{
	finding->line = MIN(c->body_line, c->reading->doc->record.n_lines);
	finding->column = 1;
	return report_length(NULL, (long)sg_cost_tokens(c->reading->length - c->body), rule->limit,
			     finding);
}
