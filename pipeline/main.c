/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/syntax.h"
#include "base/workers.h"
#include "command/command.h"
#include "read/read.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* skillgraph: sources -> read -> extract -> dedupe -> graph -> emit -> site, diagrams, exports.
 * command/stages.c is that flow; a command is a way to use it. */
static const SgCommand *const commands[] = {
    &sg_command_build, &sg_command_check, &sg_command_dump, &sg_command_init, &sg_command_why,
};

static pid_t main_process;

/* A second signal, or one that finds us deep in a stage without workers, must still end the run. */
static void
interrupt_cb(int number)
{
	if (sg_interrupted) {
		signal(number, SIG_DFL);
		raise(number);
	}
	sg_interrupted = number;
}

/* A broken assertion in this process is our own bug, which has an exit status of its own; in a
 * worker the signal is what tells the parent. */
static void
bug_cb(int number)
{
	if (getpid() != main_process) {
		signal(number, SIG_DFL);
		raise(number);
		return;
	}
	static const char text[] = "skillgraph: internal error; nothing was published\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	_exit(SG_EXIT_BUG);
}

static void
install_handlers(void)
{
	main_process = getpid();
	const struct sigaction interrupt = {.sa_handler = interrupt_cb};
	const struct sigaction bug = {.sa_handler = bug_cb};
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGTERM, &interrupt, NULL);
	sigaction(SIGHUP, &interrupt, NULL);
	sigaction(SIGABRT, &bug, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static void
print_help(FILE *stream)
{
	fputs("Usage: skillgraph COMMAND [OPTION...] [ARGUMENT...]\n\nCommands:\n", stream);
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		fprintf(stream, "  %-8s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n`skillgraph COMMAND --help` lists the options of a command.\n", stream);
}

bool
sg_command_parse(
    const SgCommand *command, const GOptionEntry *entries, int *argc, char ***argv, GError **error)
{
	g_autoptr(GOptionContext) context = g_option_context_new(command->synopsis);
	g_autofree char *name = g_strdup_printf("skillgraph %s", command->name);
	g_set_prgname(name);
	g_option_context_set_summary(context, command->summary);
	g_option_context_add_main_entries(context, entries, NULL);
	g_autoptr(GError) refused = NULL;
	if (g_option_context_parse(context, argc, argv, &refused)) {
		if (*argc > 1 && strcmp((*argv)[1], "--") == 0)
			memmove(&(*argv)[1], &(*argv)[2], (size_t)(--*argc) * sizeof **argv);
		return true;
	}
	return sg_fail(error, SG_ERROR_USAGE, "%s: %s", command->name, refused->message);
}

static const SgCommand *
find_command(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static SgExit
report_error(const GError *error)
{
	fprintf(stderr, "skillgraph: %s\n", error->message);
	return error->code == SG_ERROR_USAGE || error->code == SG_ERROR_THEME ? SG_EXIT_USAGE
									      : SG_EXIT_FAILED;
}

/* Everything that libraries own is released after this has returned, never before. */
static SgExit
run(int argc, char **argv)
{
	if (argc < 2) {
		print_help(stderr);
		return SG_EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0) {
		print_help(stdout);
		return SG_EXIT_OK;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("skillgraph " SG_VERSION);
		return SG_EXIT_OK;
	}
	const SgCommand *command = find_command(argv[1]);
	if (!command) {
		fprintf(stderr, "skillgraph: unknown command '%s'\n", argv[1]);
		print_help(stderr);
		return SG_EXIT_USAGE;
	}
	g_autoptr(GError) error = NULL;
	SgExit status = command->run(argc - 1, argv + 1, &error);
	return error ? report_error(error) : status;
}

int
main(int argc, char **argv)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	install_handlers();
	SgExit status = run(argc, argv);
	sg_read_teardown();
	sg_arena_teardown();
	sg_syntax_teardown();
	if (sg_interrupted) {
		signal(sg_interrupted, SIG_DFL);
		raise(sg_interrupted);
	}
	return status;
}
