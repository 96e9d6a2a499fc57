/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"

/* The commands of the program, one file each: with main.c the only code that sees all stages and
 * the only one that prints. */

/* Exit status of a command that ran; errors go up. */
typedef enum {
	SG_EXIT_OK = 0,
	SG_EXIT_FOUND = 1,  /* check: an error; --strict: or a warning */
	SG_EXIT_USAGE = 2,  /* refused before anything was written */
	SG_EXIT_FAILED = 3, /* could not publish */
	SG_EXIT_BUG = 4
} SgExit;

typedef struct {
	const char *name;
	const char *synopsis; /* arguments, for the usage line */
	const char *summary;  /* one line for the list of commands */
	/* argv[0] is the command's name. On error returns SG_EXIT_FAILED with *error set. */
	SgExit (*run)(int argc, char **argv, GError **error);
} SgCommand;

extern const SgCommand sg_command_build;
extern const SgCommand sg_command_check;
extern const SgCommand sg_command_dump;
extern const SgCommand sg_command_init;
extern const SgCommand sg_command_why;

/* Parses options of a command into entries; arguments stay in *argv. Prints the help of the
 * command and exits for --help. */
bool sg_command_parse(const SgCommand *command,
		      const GOptionEntry *entries,
		      int *argc,
		      char ***argv,
		      GError **error) G_GNUC_WARN_UNUSED_RESULT;
