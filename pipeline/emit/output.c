/* SPDX-License-Identifier: MIT */
#include "emit/output.h"

#include "emit/output-files.h"
#include "emit/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_BYTES   ((size_t)64 * 1024)
#define COMPARE_BYTES  ((size_t)64 * 1024)
#define MAX_READ_BYTES ((size_t)1 << 30)
#define DRAIN_BYTES    ((uint64_t)8 << 20)

/* Marks in the list of a job's files. */
#define MARK_LINKED  'L'
#define MARK_WRITTEN 'W'

struct SgOutput {
	SgOutputPlace place;
	GString *list;   /* lines of the manifest, each behind its mark */
	GPtrArray *kept; /* of Kept, of the job at work */
};

typedef struct {
	char *name;
	GBytes *bytes;
} Kept;

struct SgOutputStream {
	SgOutput *output;
	char *name;
	SgDigest inputs;
	GByteArray *buffer;
	SgDigester *digester;
	uint64_t size;
	uint64_t drained; /* bytes that are on their way to the disk */
	int fd;
	int failed; /* errno of the first failure */
};

static void
free_kept(gpointer data)
{
	Kept *kept = data;
	g_free(kept->name);
	g_bytes_unref(kept->bytes);
	g_free(kept);
}

static void
keep(SgOutput *output, const char *name, GBytes *bytes)
{
	Kept *kept = g_new(Kept, 1);
	*kept = (Kept){g_strdup(name), g_bytes_ref(bytes)};
	g_ptr_array_add(output->kept, kept);
}

SgOutput *
sg_output_new(const SgOutputPlace *place)
{
	SgOutput *output = g_new0(SgOutput, 1);
	*output = (SgOutput){.place = *place,
			     .list = g_string_new(NULL),
			     .kept = g_ptr_array_new_with_free_func(free_kept)};
	return output;
}

void
sg_output_free(SgOutput *output)
{
	if (!output)
		return;
	g_string_free(output->list, TRUE);
	g_ptr_array_unref(output->kept);
	g_free(output);
}

void
sg_output_begin(SgOutput *output)
{
	g_string_truncate(output->list, 0);
	g_ptr_array_set_size(output->kept, 0);
}

void
sg_output_list(const SgOutput *output, GByteArray *out)
{
	g_byte_array_append(out, (const guint8 *)output->list->str, (guint)output->list->len);
}

bool
sg_output_each(const uint8_t *list, size_t length, SgOutputFileFn file, void *data)
{
	const char *at = (const char *)list;
	const char *end = at + length;
	while (at < end) {
		SgFileEntry entry;
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop || (*at != MARK_LINKED && *at != MARK_WRITTEN))
			return false;
		if (!sg_file_entry_parse(at + 1, (size_t)(stop - at - 1), &entry))
			return false;
		file(&entry, *at == MARK_LINKED, data);
		g_free(entry.name);
		at = stop + 1;
	}
	return true;
}

static void
note_file(SgOutput *output, const SgFileEntry *entry, bool linked)
{
	g_string_append_c(output->list, linked ? MARK_LINKED : MARK_WRITTEN);
	sg_file_entry_format(entry, output->list);
}

static bool
fail_write(const char *name, int number, GError **error)
{
	return sg_fail(error, SG_ERROR_OUTPUT, "%s: cannot be written: %s", name,
		       g_strerror(number));
}

/* A name that is there already was left by a worker that was killed: the file may be half of it.
 * Two jobs that write one name are found by the parent. */
static int
create_file(const SgOutput *output, const char *name)
{
	static const int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(output->place.staging, name, flags, 0666);
	if (fd < 0 && errno == ENOENT && sg_tree_make_parents(output->place.staging, name) == 0)
		fd = openat(output->place.staging, name, flags, 0666);
	if (fd < 0 && errno == EEXIST && unlinkat(output->place.staging, name, 0) == 0)
		fd = openat(output->place.staging, name, flags, 0666);
	return fd;
}

/* The file that is there stays until its link stands beside it. */
static bool
replace_by_link(const SgOutput *output, const char *name)
{
	g_autofree char *beside = g_strdup_printf(".link-%d", (int)getpid());
	(void)unlinkat(output->place.staging, beside, 0);
	if (linkat(output->place.old, name, output->place.staging, beside, 0))
		return false;
	bool replaced = renameat(output->place.staging, beside, output->place.staging, name) == 0;
	/* A rename onto another link of the same file succeeds and does nothing. */
	(void)unlinkat(output->place.staging, beside, 0);
	return replaced;
}

static bool
link_old(const SgOutput *output, const char *name)
{
	if (sg_tree_link(output->place.old, output->place.staging, name) == 0)
		return true;
	return errno == EEXIST && replace_by_link(output, name);
}

static bool
same_as_file(int fd, const char *bytes, size_t length)
{
	char buffer[COMPARE_BYTES];
	for (;;) {
		ssize_t n = read(fd, buffer, sizeof(buffer));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 && length == 0;
		if ((size_t)n > length || memcmp(buffer, bytes, (size_t)n) != 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
}

static bool
may_equal_old(const SgOutput *output, const SgFileEntry *entry)
{
	const SgFileEntry *before = sg_manifest_find(output->place.before, entry->name);
	return output->place.old >= 0 && before && before->size == entry->size &&
	       strcmp(before->digest.hex, entry->digest.hex) == 0;
}

/* The manifest says where to look; the old file itself decides. */
static bool
link_if_equal(const SgOutput *output, const SgFileEntry *entry, const void *bytes)
{
	if (!may_equal_old(output, entry))
		return false;
	int fd =
	    openat(output->place.old, entry->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool same = same_as_file(fd, bytes, entry->size);
	(void)close(fd);
	return same && link_old(output, entry->name);
}

bool
sg_output_write(/* NOLINT(readability-function-size): the contract of output.h */
		SgOutput *output,
		const char *name,
		SgDigest inputs,
		const void *bytes,
		size_t length,
		GError **error)
{
	g_assert(sg_file_name_is_valid(name));
	g_autofree char *own_name = g_strdup(name);
	SgFileEntry entry = {
	    .name = own_name, .digest = sg_digest(bytes, length), .inputs = inputs, .size = length};
	if (link_if_equal(output, &entry, bytes)) {
		note_file(output, &entry, true);
		return true;
	}
	int fd = create_file(output, name);
	if (fd < 0)
		return fail_write(name, errno, error);
	int failed = sg_tree_write_all(fd, bytes, length) ? errno : 0;
	if (close(fd) && !failed)
		failed = errno;
	if (failed)
		return fail_write(name, failed, error);
	note_file(output, &entry, false);
	return true;
}

bool
sg_output_write_kept(
    SgOutput *output, const char *name, SgDigest inputs, GBytes *bytes, GError **error)
{
	size_t length;
	const void *data = g_bytes_get_data(bytes, &length);
	keep(output, name, bytes);
	return sg_output_write(output, name, inputs, data, length, error);
}

bool
sg_output_reuse(SgOutput *output, const char *name, SgDigest inputs)
{
	const SgFileEntry *before = sg_manifest_find(output->place.before, name);
	if (!output->place.may_reuse || !before || strcmp(before->inputs.hex, inputs.hex) != 0)
		return false;
	g_autoptr(GBytes) bytes = sg_tree_read(output->place.old, name, before->size);
	if (!bytes)
		return false;
	size_t length;
	const void *text = g_bytes_get_data(bytes, &length);
	SgDigest digest = sg_digest(text, length);
	if (length != before->size || strcmp(digest.hex, before->digest.hex) != 0 ||
	    !link_old(output, name))
		return false;
	note_file(output, before, true);
	keep(output, name, bytes);
	return true;
}

SgOutputStream *
sg_output_open(SgOutput *output, const char *name, SgDigest inputs, GError **error)
{
	g_assert(sg_file_name_is_valid(name));
	int fd = create_file(output, name);
	if (fd < 0) {
		(void)fail_write(name, errno, error);
		return NULL;
	}
	SgOutputStream *stream = g_new0(SgOutputStream, 1);
	*stream = (SgOutputStream){.output = output,
				   .name = g_strdup(name),
				   .inputs = inputs,
				   .buffer = g_byte_array_sized_new((guint)BUFFER_BYTES),
				   .digester = sg_digester_new(),
				   .fd = fd};
	return stream;
}

static void
stream_put(SgOutputStream *stream, const void *bytes, size_t length)
{
	sg_digester_add(stream->digester, bytes, length);
	if (!stream->failed && sg_tree_write_all(stream->fd, bytes, length))
		stream->failed = errno;
}

/* Long files start on their way to the disk while the rest is made: what is published waits for the
 * disk in the end. A hint; the wait finds what failed. */
static void
stream_drain(SgOutputStream *stream)
{
	off_t at = lseek(stream->fd, 0, SEEK_CUR);
	if (at < 0 || (uint64_t)at < stream->drained + DRAIN_BYTES)
		return;
	(void)sync_file_range(stream->fd, (off_t)stream->drained, at - (off_t)stream->drained,
			      SYNC_FILE_RANGE_WRITE);
	stream->drained = (uint64_t)at;
}

static void
stream_flush(SgOutputStream *stream)
{
	stream_put(stream, stream->buffer->data, stream->buffer->len);
	g_byte_array_set_size(stream->buffer, 0);
	stream_drain(stream);
}

void
sg_output_append(SgOutputStream *stream, const void *bytes, size_t length)
{
	stream->size += length;
	if (stream->buffer->len + length > BUFFER_BYTES)
		stream_flush(stream);
	if (length >= BUFFER_BYTES)
		stream_put(stream, bytes, length);
	else
		g_byte_array_append(stream->buffer, bytes, (guint)length);
}

/* Puts a link in the file's place where the old one equals it. False with errno. */
static bool
stream_link(const SgOutputStream *stream, const SgFileEntry *entry, bool *linked)
{
	void *map = NULL;
	if (entry->size)
		map = mmap(NULL, entry->size, PROT_READ, MAP_SHARED, stream->fd, 0);
	if (map == MAP_FAILED)
		return false;
	*linked = link_if_equal(stream->output, entry, map ? map : "");
	if (entry->size)
		(void)munmap(map, entry->size);
	return true;
}

static bool
stream_finish(const SgOutputStream *stream, SgDigest digest)
{
	SgFileEntry entry = {
	    .name = stream->name, .digest = digest, .inputs = stream->inputs, .size = stream->size};
	bool linked = false;
	if (may_equal_old(stream->output, &entry) && !stream_link(stream, &entry, &linked))
		return false;
	note_file(stream->output, &entry, linked);
	return true;
}

bool
sg_output_close(SgOutputStream *stream, GError **error)
{
	stream_flush(stream);
	SgDigest digest = sg_digester_end(stream->digester);
	if (!stream->failed && !stream_finish(stream, digest))
		stream->failed = errno;
	if (close(stream->fd) && !stream->failed)
		stream->failed = errno;
	bool whole = !stream->failed || fail_write(stream->name, stream->failed, error);
	g_byte_array_unref(stream->buffer);
	g_free(stream->name);
	g_free(stream);
	return whole;
}

bool
sg_output_has(const SgOutput *output, const char *name)
{
	return output->place.earlier && sg_manifest_find(output->place.earlier, name);
}

/* A file of the phase at work may be there or not, or half of it: it is not there for anybody. */
static bool
is_readable(const SgOutput *output, const char *name)
{
	return !output->place.earlier || sg_manifest_find(output->place.earlier, name);
}

GBytes *
sg_output_read(const SgOutput *output, const char *name)
{
	for (guint i = 0; i < output->kept->len; i++) {
		const Kept *kept = g_ptr_array_index(output->kept, i);
		if (strcmp(kept->name, name) == 0)
			return g_bytes_ref(kept->bytes);
	}
	if (!is_readable(output, name))
		return NULL;
	return sg_tree_read(output->place.staging, name, MAX_READ_BYTES);
}

bool
sg_output_measure(const SgOutput *output, const char *name, uint64_t *size)
{
	struct stat info;
	if (!is_readable(output, name) ||
	    fstatat(output->place.staging, name, &info, AT_SYMLINK_NOFOLLOW) ||
	    !S_ISREG(info.st_mode))
		return false;
	*size = (uint64_t)info.st_size;
	return true;
}
