/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/output.h"
#include "model/graph.h"

/* data/graph.xml by xmlTextWriter, straight into the stream: the records and names of graph.json.
 * Short values are attributes (left out where JSON has null), texts are elements, members of lists
 * repeat without a frame. Control and bidirectional characters are taken out of texts. Error:
 * SG_ERROR_OUTPUT. */
bool sg_xml_write(const SgGraph *graph,
		  SgOutputStream *stream,
		  GError **error) G_GNUC_WARN_UNUSED_RESULT;
