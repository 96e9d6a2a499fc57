/* SPDX-License-Identifier: MIT */
#pragma once

#include "read/read.h"

#include <stdint.h>
#include <string.h>

/* What every harness of read does: read bytes as a file of some name, and check the result. */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static SgConfig *reading_config;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	reading_config = sg_config_load(NULL, NULL);
	g_assert(reading_config);
	sg_read_setup();
	return 0;
}

static inline SgDocument *
reading_of(const char *path, const void *bytes, size_t length)
{
	SgSource source = {.file = (char *)path, .path = (char *)path, .slug = (char *)"x"};
	g_autoptr(GBytes) block = g_bytes_new(bytes, length);
	SgDocument *doc = sg_read(&source, block, NULL, reading_config, SG_READ_FULL);
	g_autoptr(GString) report = g_string_new(NULL);
	if (sg_document_check(doc, report) > 0)
		g_error("%s", report->str);
	return doc;
}

/* The text between a head and a tail, as one file. */
static inline SgDocument *
reading_between(const char *head, const uint8_t *data, size_t size, const char *tail)
{
	g_autoptr(GString) text = g_string_new(head);
	g_string_append_len(text, (const char *)data, (gssize)size);
	g_string_append(text, tail);
	return reading_of("x.md", text->str, text->len);
}
