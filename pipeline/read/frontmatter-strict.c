/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include "base/yaml.h"

#include <string.h>

static const struct {
	const char *word;
	SgMetaType type;
} words[] = {
    {"true", SG_META_BOOL}, {"false", SG_META_BOOL}, {"yes", SG_META_BOOL}, {"no", SG_META_BOOL},
    {"null", SG_META_NULL}, {"~", SG_META_NULL},     {"", SG_META_NULL},
};

/* -?digits(.digits)?(e[+-]digits)?; "1.2.3" and "0x1f" are text. */
static bool
is_number(const char *p)
{
	p += *p == '-' || *p == '+';
	size_t digits = strspn(p, "0123456789");
	if (digits == 0)
		return false;
	p += digits;
	if (*p == '.') {
		digits = strspn(p + 1, "0123456789");
		if (digits == 0)
			return false;
		p += digits + 1;
	}
	if ((*p == 'e' || *p == 'E') && p[1] != '\0') {
		p += p[1] == '-' || p[1] == '+' ? 2 : 1;
		digits = strspn(p, "0123456789");
		return digits > 0 && p[digits] == '\0';
	}
	return *p == '\0';
}

SgMetaType
sg_front_matter_type(const char *value)
{
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(value, words[i].word) == 0)
			return words[i].type;
	}
	return is_number(value) ? SG_META_NUMBER : SG_META_STRING;
}

/* What the lenient reader has already said of this line is not said twice; behind a quote that does
 * not close, YAML's complaint stands somewhere else. */
static bool
is_known(const SgDiags *diags, unsigned line)
{
	for (size_t i = 0; i < sg_diags_count(diags); i++) {
		const SgDiag *diag = sg_diags_get(diags, i);
		bool ours = diag->tag >= SG_DIAG_FM_OPEN && diag->tag <= SG_DIAG_FM_TAG;
		if (diag->tag == SG_DIAG_FM_QUOTE || (ours && diag->line == line))
			return true;
	}
	return false;
}

void
sg_front_matter_check(SgReading *reading, size_t at, size_t length, uint32_t line)
{
	SgYamlFault fault = {0};
	g_autoptr(SgYaml) yaml = sg_yaml_parse(reading->text + at, length, &fault);
	if (yaml == NULL) {
		unsigned where = line - 1 + MAX(fault.line, 1);
		where = MIN(where, MAX(reading->doc->record.n_lines, 1));
		bool alias = fault.message != NULL && (strstr(fault.message, "alias") != NULL ||
						       strstr(fault.message, "anchor") != NULL);
		SgDiagTag tag = alias ? SG_DIAG_FM_ALIAS : SG_DIAG_FM_LENIENT;
		if (!is_known(reading->doc->diags, where))
			sg_diags_add(reading->doc->diags, tag, where, MAX(fault.column, 1),
				     fault.message);
	}
	g_free(fault.message);
}
