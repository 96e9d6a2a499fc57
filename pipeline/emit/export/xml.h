/* SPDX-License-Identifier: MIT */
#pragma once

#include "emit/export/sink.h"

/* A sink that makes data/graph.xml as it goes: the records and names of graph.json. Short values
 * are attributes (left out where JSON has null), texts are elements, members of lists repeat
 * without a frame. Control and bidirectional characters are taken out of texts. */
SgSink *sg_xml_new(SgPutFn put, void *to);
