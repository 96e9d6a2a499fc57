/* SPDX-License-Identifier: MIT */
#include "emit/site/pictures.h"

#include "base/open.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The one place where emit opens a source. That is sound because nothing is learned from it: which
 * bytes may be published was settled when the picture was inspected, the digest of exactly these
 * bytes is part of the const graph, and only they are copied. The file is opened through no link,
 * and one that has changed since is left out, with a note; its pages show the words instead.
 * Carrying the bytes in the graph would hold every picture in memory for the whole run. */

char *
sg_picture_url(const SgGraphFile *file)
{
	return *file->digest
		   ? g_strdup_printf("image/%.32s.%s", file->digest, sg_picture_name(file->picture))
		   : NULL;
}

size_t
sg_pictures_count(const SgEmitContext *context)
{
	return sg_graph_n_files(context->graph);
}

/* Files of equal bytes are one file in the site: the first of them. */
static bool
is_first(const SgGraph *graph, size_t i)
{
	const char *digest = sg_graph_file(graph, i)->digest;
	for (size_t k = 0; k < i; k++) {
		if (strcmp(sg_graph_file(graph, k)->digest, digest) == 0)
			return false;
	}
	return true;
}

/* Exactly the bytes of a file of that size; NULL with errno. */
static GBytes *
read_exactly(const SgGraphFile *file)
{
	struct stat status;
	int fd = sg_open_real(file->file, 0);
	if (fd < 0)
		return NULL;
	g_autofree char *buffer = g_malloc(file->bytes + 1);
	size_t have = 0;
	ssize_t n = -1;
	errno = ESTALE;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
		while ((n = read(fd, buffer + have, file->bytes + 1 - have)) > 0 ||
		       (n < 0 && errno == EINTR))
			have += n > 0 ? (size_t)n : 0;
	}
	int reason = n < 0 ? errno : ESTALE;
	close(fd);
	errno = reason;
	if (n < 0 || have != file->bytes)
		return NULL;
	return g_bytes_new_take(g_steal_pointer(&buffer), have);
}

bool
sg_picture_write(const SgEmitContext *context, size_t i, SgOutput *output, GError **error)
{
	const SgGraphFile *file = sg_graph_file(context->graph, i);
	g_autofree char *url = sg_picture_url(file);
	if (!url || !is_first(context->graph, i))
		return true;
	SgDigest inputs = sg_digest(file->digest, strlen(file->digest));
	if (sg_output_reuse(output, url, inputs))
		return true;
	g_autoptr(GBytes) bytes = read_exactly(file);
	if (!bytes)
		return sg_fail(error, SG_ERROR_IO, "%s: not shown: %s", file->path,
			       errno == ESTALE ? "changed since it was read" : g_strerror(errno));
	size_t length;
	const void *data = g_bytes_get_data(bytes, &length);
	g_autofree char *digest = sg_digest_strong(data, length);
	if (strcmp(digest, file->digest) != 0)
		return sg_fail(error, SG_ERROR_IO, "%s: not shown: changed since it was read",
			       file->path);
	return sg_output_write(output, url, inputs, data, length, error);
}
