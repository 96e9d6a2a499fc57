/* SPDX-License-Identifier: MIT */
#include "read/steps.h"

#include <libxml/HTMLparser.h>
#include <string.h>

void
sg_html_setup(void)
{
	xmlInitParser();
}

bool
sg_html_read(SgReading *reading)
{
	return sg_prose_read(reading);
}
