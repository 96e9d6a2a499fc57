/* SPDX-License-Identifier: MIT */
#include "emit/diagram/layout.h"

void
sg_layout_free(SgLayout *layout)
{
	if (!layout)
		return;
	g_free(layout->nodes);
	g_free(layout->edges);
	g_free(layout->groups);
	g_array_unref(layout->curves);
	g_array_unref(layout->points);
	g_free(layout);
}
