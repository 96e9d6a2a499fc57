/* SPDX-License-Identifier: MIT */
#include "read/secret-rules.h"

#include <math.h>
#include <string.h>

static const SgKeyShape shapes[] = {
    {"AKIA", "AWS access key", SG_KEY_UPPER, 16, 16},
    {"ASIA", "AWS access key", SG_KEY_UPPER, 16, 16},
    {"ghp_", "GitHub token", SG_KEY_ALNUM, 36, 255},
    {"gho_", "GitHub token", SG_KEY_ALNUM, 36, 255},
    {"ghu_", "GitHub token", SG_KEY_ALNUM, 36, 255},
    {"ghs_", "GitHub token", SG_KEY_ALNUM, 36, 255},
    {"ghr_", "GitHub token", SG_KEY_ALNUM, 36, 255},
    {"github_pat_", "GitHub token", SG_KEY_DASHED, 50, 255},
    {"glpat-", "GitLab token", SG_KEY_DOTTED, 20, 255},
    {"gldt-", "GitLab token", SG_KEY_DOTTED, 20, 255},
    {"glrt-", "GitLab token", SG_KEY_DOTTED, 20, 255},
    {"glptt-", "GitLab token", SG_KEY_DASHED, 40, 40},
    {"xoxb-", "Slack token", SG_KEY_DASHED, 20, 255},
    {"xoxp-", "Slack token", SG_KEY_DASHED, 20, 255},
    {"xoxa-", "Slack token", SG_KEY_DASHED, 20, 255},
    {"xoxr-", "Slack token", SG_KEY_DASHED, 20, 255},
    {"xoxs-", "Slack token", SG_KEY_DASHED, 20, 255},
    {"xoxe-", "Slack token", SG_KEY_DASHED, 20, 255},
    {"xapp-", "Slack token", SG_KEY_DASHED, 20, 255},
    {"hooks.slack.com/services/", "Slack webhook", SG_KEY_PATH, 30, 80},
    {"discord.com/api/webhooks/", "Discord webhook", SG_KEY_PATH, 60, 120},
    {"discordapp.com/api/webhooks/", "Discord webhook", SG_KEY_PATH, 60, 120},
    {"AIza", "Google API key", SG_KEY_DASHED, 35, 35},
    {"GOCSPX-", "Google client secret", SG_KEY_DASHED, 28, 28},
    {"ya29.", "Google access token", SG_KEY_DASHED, 30, 255},
    {"sk_live_", "Stripe key", SG_KEY_ALNUM, 16, 255},
    {"rk_live_", "Stripe key", SG_KEY_ALNUM, 16, 255},
    {"sk_test_", "Stripe key", SG_KEY_ALNUM, 16, 255},
    {"rk_test_", "Stripe key", SG_KEY_ALNUM, 16, 255},
    {"whsec_", "Stripe webhook secret", SG_KEY_BASE64, 24, 255},
    {"sk-ant-", "Anthropic key", SG_KEY_DASHED, 40, 255},
    {"sk-or-v1-", "OpenRouter key", SG_KEY_HEX, 64, 64},
    {"sk-proj-", "OpenAI key", SG_KEY_DASHED, 40, 255},
    {"sk-svcacct-", "OpenAI key", SG_KEY_DASHED, 40, 255},
    {"sk-admin-", "OpenAI key", SG_KEY_DASHED, 40, 255},
    {"sk-", "OpenAI key", SG_KEY_ALNUM, 32, 64},
    {"hf_", "Hugging Face token", SG_KEY_ALNUM, 30, 64},
    {"gsk_", "Groq key", SG_KEY_ALNUM, 40, 64},
    {"xai-", "xAI key", SG_KEY_ALNUM, 60, 100},
    {"pplx-", "Perplexity key", SG_KEY_ALNUM, 40, 64},
    {"r8_", "Replicate token", SG_KEY_ALNUM, 37, 40},
    {"npm_", "npm token", SG_KEY_ALNUM, 36, 36},
    {"pypi-", "PyPI token", SG_KEY_DASHED, 80, 255},
    {"cio", "crates.io token", SG_KEY_ALNUM, 32, 32},
    {"rubygems_", "RubyGems key", SG_KEY_HEX, 48, 48},
    {"dckr_pat_", "Docker token", SG_KEY_DASHED, 24, 40},
    {"SG.", "SendGrid key", SG_KEY_DOTTED, 60, 75},
    {"key-", "Mailgun key", SG_KEY_HEX, 32, 32},
    {"SK", "Twilio key", SG_KEY_HEX, 32, 32},
    {"dop_v1_", "DigitalOcean token", SG_KEY_HEX, 64, 64},
    {"doo_v1_", "DigitalOcean token", SG_KEY_HEX, 64, 64},
    {"shpat_", "Shopify token", SG_KEY_HEX, 32, 32},
    {"shpca_", "Shopify token", SG_KEY_HEX, 32, 32},
    {"shppa_", "Shopify token", SG_KEY_HEX, 32, 32},
    {"shpss_", "Shopify secret", SG_KEY_HEX, 32, 32},
    {"sq0atp-", "Square token", SG_KEY_DASHED, 22, 22},
    {"sq0csp-", "Square secret", SG_KEY_DASHED, 43, 43},
    {"dapi", "Databricks token", SG_KEY_HEX, 32, 32},
    {"hvs.", "Vault token", SG_KEY_DASHED, 24, 255},
    {"hvb.", "Vault token", SG_KEY_DASHED, 24, 255},
    {"lin_api_", "Linear key", SG_KEY_ALNUM, 40, 40},
    {"ntn_", "Notion token", SG_KEY_ALNUM, 43, 50},
    {"secret_", "Notion token", SG_KEY_ALNUM, 43, 43},
    {"sbp_", "Supabase token", SG_KEY_HEX, 40, 40},
    {"PMAK-", "Postman key", SG_KEY_DASHED, 59, 59},
    {"sntrys_", "Sentry token", SG_KEY_BASE64, 60, 255},
    {"glsa_", "Grafana token", SG_KEY_DASHED, 32, 60},
    {"NRAK-", "New Relic key", SG_KEY_UPPER, 27, 27},
    {"dp.pt.", "Doppler token", SG_KEY_ALNUM, 40, 44},
    {"figd_", "Figma token", SG_KEY_DASHED, 40, 64},
    {"ATATT3", "Atlassian token", SG_KEY_DASHED, 100, 255},
    {"AGE-SECRET-KEY-1", "age key", SG_KEY_UPPER, 58, 58},
    {"AccountKey=", "Azure storage key", SG_KEY_BASE64, 80, 100},
};

static const char *const names[] = {
    "apikey",       "apisecret",  "apitoken",        "accesskey", "accesstoken",   "authtoken",
    "clientsecret", "secretkey",  "secret",          "token",     "password",      "passwd",
    "privatekey",   "credential", "secretaccesskey", "bearer",    "webhooksecret", "signingkey",
};

static const char *const placeholders[] = {
    "xxxx",     "****",      "....",        "____",          "----",
    "example",  "your",      "placeholder", "change",        "replace",
    "redacted", "dummy",     "fake",        "sample",        "insert",
    "todo",     "12345",     "23456",       "abcdef",        "fedcba",
    "qwerty",   "deadbeef",  "foobar",      "lorem",         "mysecret",
    "mytoken",  "my-secret", "my_secret",   "secret-key",    "secretkey",
    "test-key", "test_key",  "here",        "550e8400-e29b", "eyjzdwiioiixmjm0nty3odkw",
};

const SgKeyShape *
sg_key_shapes(size_t *count)
{
	*count = G_N_ELEMENTS(shapes);
	return shapes;
}

bool
sg_key_has(SgKeySet set, char c)
{
	switch (set) {
	case SG_KEY_HEX:
		return g_ascii_isdigit(c) || (c >= 'a' && c <= 'f');
	case SG_KEY_UPPER:
		return g_ascii_isdigit(c) || g_ascii_isupper(c);
	case SG_KEY_ALNUM:
		return g_ascii_isalnum(c);
	case SG_KEY_DASHED:
		return g_ascii_isalnum(c) || c == '-' || c == '_';
	case SG_KEY_DOTTED:
		return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
	case SG_KEY_PATH:
		return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '/';
	case SG_KEY_BASE64:
		return g_ascii_isalnum(c) || c == '+' || c == '/' || c == '=';
	}
	g_assert_not_reached();
}

/* Ends with one of the names: "STRIPE_SECRET_KEY" does. */
bool
sg_key_is_name(const char *name, size_t length)
{
	char folded[64];
	size_t n = 0;
	for (size_t i = length > 60 ? length - 60 : 0; i < length; i++) {
		if (name[i] != '_' && name[i] != '-' && name[i] != ' ')
			folded[n++] = g_ascii_tolower(name[i]);
	}
	folded[n] = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		if (g_str_has_suffix(folded, names[i]))
			return true;
	}
	return false;
}

double
sg_key_entropy(const char *value, size_t length)
{
	unsigned counts[256] = {0};
	double entropy = 0;
	for (size_t i = 0; i < length; i++)
		counts[(unsigned char)value[i]]++;
	for (size_t c = 0; c < G_N_ELEMENTS(counts); c++) {
		double share = (double)counts[c] / (double)length;
		entropy -= counts[c] > 0 ? share * log2(share) : 0;
	}
	return entropy;
}

/* "aaaa", "abcd", "9876": each character the same as the last one or its neighbour. */
static bool
is_sequence(const char *value, size_t length)
{
	size_t steps = 0;
	for (size_t i = 1; i < length; i++) {
		int step = value[i] - value[i - 1];
		steps += step >= -1 && step <= 1;
	}
	return steps * 2 > length;
}

/* The keys of providers are random: what has few letters in it, or words, is made up. */
bool
sg_key_is_placeholder(const char *value, size_t length)
{
	g_autofree char *folded = g_ascii_strdown(value, (gssize)length);
	for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++) {
		if (strstr(folded, placeholders[i]))
			return true;
	}
	return is_sequence(value, length) || sg_key_entropy(value, length) < 2.8;
}
