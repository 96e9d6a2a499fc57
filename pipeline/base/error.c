/* SPDX-License-Identifier: MIT */
#include "base/error.h"

GQuark
sg_error_quark(void)
{
	return g_quark_from_static_string("sg-error-quark");
}

bool
sg_fail(GError **error, SgErrorCode code, const char *format, ...)
{
	if (!error)
		return false;
	va_list args;
	va_start(args, format);
	*error = g_error_new_valist(SG_ERROR, (int)code, format, args);
	va_end(args);
	return false;
}
