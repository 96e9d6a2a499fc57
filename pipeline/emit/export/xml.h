/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/error.h"
#include "emit/export/sink.h"

/* data/graph.xml by xmlTextWriter, as it goes: the records and names of graph.json.
 * Short values are attributes (left out where JSON has null), texts are elements, members of lists
 * repeat without a frame. Control and bidirectional characters are taken out of texts. Error:
 * SG_ERROR_OUTPUT. */
bool sg_xml_write(const SgGraph *graph, SgPutFn put, void *to, GError **error);
