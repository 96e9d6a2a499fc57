/* SPDX-License-Identifier: MIT */
#include "command/command.h"

#include "base/file.h"
#include "model/config.h"

#include <stdio.h>
#include <string.h>

static SgExit
run_init(int argc, char **argv, GError **error)
{
	const GOptionEntry entries[] = {{0}};
	if (!sg_command_parse(&sg_command_init, entries, &argc, &argv, error))
		return SG_EXIT_FAILED;
	if (argc > 2) {
		sg_fail(error, SG_ERROR_USAGE, "init: at most one directory can be given");
		return SG_EXIT_FAILED;
	}
	g_autofree char *path =
	    g_build_filename(argc == 2 ? argv[1] : ".", "skillgraph.yaml", NULL);
	if (g_file_test(path, G_FILE_TEST_EXISTS)) {
		sg_fail(error, SG_ERROR_USAGE, "%s: exists already", path);
		return SG_EXIT_FAILED;
	}
	g_autofree char *text = sg_config_template();
	if (!sg_file_replace(path, text, strlen(text), error))
		return SG_EXIT_FAILED;
	printf("%s written\n", path);
	return SG_EXIT_OK;
}

const SgCommand sg_command_init = {
    "init",
    "[DIR]",
    "write a commented skillgraph.yaml",
    run_init,
};
