/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <string.h>

#define MAX_DEPTH 32

/* Reads "[a, 'b', {c: d}]" into children of a meta, by a stack instead of recursion. */
typedef struct {
	SgDocument *doc;
	const char *at;
	uint32_t open[MAX_DEPTH];
	char closers[MAX_DEPTH];
	size_t depth;
} Flow;

static void
skip_space(Flow *flow)
{
	while (*flow->at == ' ' || *flow->at == '\t' || *flow->at == '\n')
		flow->at++;
}

static uint32_t
add_child(Flow *flow, SgMetaType type, const char *key, size_t key_bytes)
{
	SgMeta meta = {.type = type, .end = flow->doc->metas->len + 1};
	meta.key = sg_pool_add(flow->doc->pool, key, (gssize)key_bytes);
	g_array_append_val(flow->doc->metas, meta);
	return flow->doc->metas->len - 1;
}

static bool
push(Flow *flow, uint32_t meta)
{
	if (flow->depth == MAX_DEPTH)
		return false;
	bool list = *flow->at == '[';
	g_array_index(flow->doc->metas, SgMeta, meta).type = list ? SG_META_LIST : SG_META_MAP;
	flow->open[flow->depth] = meta;
	flow->closers[flow->depth++] = list ? ']' : '}';
	flow->at++;
	return true;
}

static void
pop(Flow *flow)
{
	uint32_t meta = flow->open[--flow->depth];
	g_array_index(flow->doc->metas, SgMeta, meta).end = flow->doc->metas->len;
	flow->at++;
}

/* The end of a quoted string at p, or NULL. */
static const char *
quoted_end(const char *p)
{
	char quote = *p;
	for (p++; *p != '\0' && *p != quote; p++) {
		if (quote == '"' && *p == '\\' && p[1] != '\0')
			p++;
	}
	return *p == quote ? p + 1 : NULL;
}

/* Up to the next ',' or closer; with stop_at_colon also up to ": ". */
static const char *
plain_end(const char *p, bool stop_at_colon)
{
	for (; *p != '\0' && strchr(",[]{}", *p) == NULL; p++) {
		if (stop_at_colon && *p == ':' && (p[1] == ' ' || p[1] == '\0'))
			break;
	}
	return p;
}

static const char *
scalar_end(const char *p, bool stop_at_colon)
{
	return *p == '"' || *p == '\'' ? quoted_end(p) : plain_end(p, stop_at_colon);
}

static void
trim(const char **start, const char **end)
{
	while (*end > *start && ((*end)[-1] == ' ' || (*end)[-1] == '\t' || (*end)[-1] == '\n'))
		(*end)--;
	if (*end - *start >= 2 && (**start == '"' || **start == '\'') && (*end)[-1] == **start) {
		(*start)++;
		(*end)--;
	}
}

static bool
read_scalar(Flow *flow, uint32_t meta)
{
	const char *start = flow->at;
	const char *end = scalar_end(start, false);
	if (end == NULL)
		return false;
	flow->at = end;
	bool quoted = *start == '"' || *start == '\'';
	trim(&start, &end);
	g_autofree char *value = g_strndup(start, (size_t)(end - start));
	SgStr kept = sg_pool_add(flow->doc->pool, value, -1);
	SgMeta *entry = &g_array_index(flow->doc->metas, SgMeta, meta);
	entry->value = kept;
	entry->type = quoted ? SG_META_STRING : sg_front_matter_type(value);
	return true;
}

/* "key:" of a flow map; leaves the reader before the value. */
static bool
read_key(Flow *flow, uint32_t *meta)
{
	const char *start = flow->at;
	const char *end = scalar_end(start, true);
	if (end == NULL)
		return false;
	flow->at = end;
	skip_space(flow);
	if (*flow->at != ':')
		return false;
	flow->at++;
	skip_space(flow);
	trim(&start, &end);
	*meta = add_child(flow, SG_META_NULL, start, (size_t)(end - start));
	return true;
}

/* One entry of the innermost list or map. */
static bool
read_entry(Flow *flow)
{
	uint32_t meta = 0;
	if (flow->closers[flow->depth - 1] == ']')
		meta = add_child(flow, SG_META_STRING, "", 0);
	else if (!read_key(flow, &meta))
		return false;
	if (*flow->at == '[' || *flow->at == '{')
		return push(flow, meta);
	if (strchr(",]}", *flow->at) != NULL)
		return *flow->at != '\0';
	return read_scalar(flow, meta);
}

static bool
read_all(Flow *flow, uint32_t meta)
{
	if (!push(flow, meta))
		return false;
	bool separated = true;
	while (flow->depth > 0) {
		skip_space(flow);
		if (*flow->at == flow->closers[flow->depth - 1]) {
			pop(flow);
			separated = false;
		} else if (*flow->at == ',' && !separated) {
			flow->at++;
			separated = true;
		} else if (*flow->at == '\0' || *flow->at == ',' || !separated) {
			return false;
		} else {
			size_t depth = flow->depth;
			if (!read_entry(flow))
				return false;
			separated = flow->depth > depth;
		}
	}
	skip_space(flow);
	return *flow->at == '\0' || (*flow->at == '#' && flow->at[-1] == ' ');
}

bool
sg_flow_read(SgDocument *doc, const char *flow, uint32_t meta)
{
	/* A template "{{name}}" and a wiki link "[[Page]]" are text. */
	if (strncmp(flow, "{{", 2) == 0 ||
	    (strncmp(flow, "[[", 2) == 0 && strchr(flow, ',') == NULL))
		return false;
	Flow reader = {.doc = doc, .at = flow};
	guint before = doc->metas->len;
	if (read_all(&reader, meta))
		return true;
	g_array_set_size(doc->metas, before);
	g_array_index(doc->metas, SgMeta, meta).end = meta + 1;
	return false;
}
