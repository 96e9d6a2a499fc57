/* SPDX-License-Identifier: MIT */
#include "emit/diagram/isolate.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Exit status of a child that sent its error instead of a text. */
#define REFUSED 1

static void
write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(REFUSED);
		bytes += n;
		length -= (size_t)n;
	}
}

/* Leaves by _exit: buffers and handlers belong to the parent. */
static void
run_child(int fd, SgTextFn make, const void *data)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	GError *error = NULL;
	char *text = make(data, &error);
	const char *sent = text ? text : error->message;
	write_all(fd, sent, strlen(sent));
	_exit(text ? 0 : REFUSED);
}

/* Reads to the end. False when the time is up before that. */
static bool
read_all(int fd, GString *text, gint64 deadline)
{
	char buffer[65536];
	for (;;) {
		gint64 left = (deadline - g_get_monotonic_time()) / 1000;
		struct pollfd poller = {.fd = fd, .events = POLLIN};
		int ready = left > 0 ? poll(&poller, 1, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		ssize_t n = read(fd, buffer, sizeof buffer);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		g_string_append_len(text, buffer, n);
	}
}

static int
wait_for(pid_t child)
{
	int status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

char *
sg_isolate(SgTextFn make, const void *data, unsigned seconds, GError **error)
{
	int ends[2];
	if (pipe(ends) != 0) {
		sg_fail(error, SG_ERROR_OUTPUT, "pipe: %s", g_strerror(errno));
		return NULL;
	}
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		run_child(ends[1], make, data);
	}
	close(ends[1]);
	g_autoptr(GString) text = g_string_new(NULL);
	bool whole =
	    child > 0 &&
	    read_all(ends[0], text, g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC);
	close(ends[0]);
	if (child < 0) {
		sg_fail(error, SG_ERROR_OUTPUT, "fork: %s", g_strerror(errno));
		return NULL;
	}
	if (!whole)
		kill(child, SIGKILL);
	int status = wait_for(child);
	if (!whole)
		sg_fail(error, SG_ERROR_OUTPUT, "no answer in %u s", seconds);
	else if (WIFSIGNALED(status))
		sg_fail(error, SG_ERROR_OUTPUT, "signal %d", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		sg_fail(error, SG_ERROR_OUTPUT, "%s", text->len ? text->str : "no text");
	else
		return g_strndup(text->str, text->len);
	return NULL;
}
