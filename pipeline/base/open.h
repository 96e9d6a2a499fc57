/* SPDX-License-Identifier: MIT */
#pragma once

/* Opens an absolute path of any length in which no part is a symbolic link, as realpath gives it,
 * for reading and without ever waiting: O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY and the
 * flags given. A link that was put into the way since then makes it fail with ELOOP (or ENOTDIR).
 * -1 with errno. */
int sg_open_real(const char *path, int flags);
