/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The rules of .gitignore files, as gitignore(5) of git 2.39 states them. */
typedef struct SgIgnore SgIgnore;

/* The rules of one file: text holds for all in the folder base ("" or "a/b") and below it, after
 * those of the folders above (borrowed; NULL: none). Line ends and a byte order mark are as git
 * takes them. shown is the file's name in results. */
SgIgnore *sg_ignore_new(
    const SgIgnore *above, const char *base, const char *shown, const char *text, size_t length);
void sg_ignore_free(SgIgnore *ignore);

/* The rules of the .gitignore in a directory; NULL when it has none. One that is a link, no regular
 * file or larger than a megabyte is none, as for git. */
SgIgnore *sg_ignore_load(int directory, const SgIgnore *above, const char *base, const char *shown);

/* The rule that decides on a path. */
typedef struct {
	const char *file; /* as shown; borrowed. NULL: no rule speaks of the path */
	unsigned line;    /* 1-based */
	bool ignored;     /* false also where a "!rule" decides */
} SgIgnoreVerdict;

/* Judges a path in the coordinates of base. The folders that lead to it are taken to be not
 * ignored themselves: a walk that does not enter those that are need ask no more. */
SgIgnoreVerdict sg_ignore_judge(const SgIgnore *ignore, const char *path, bool is_directory);
