/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/digest.h"
#include "model/config.h"
#include "model/graph.h"

/* Digest of everything that a page may show: the graph with all facts, and the configuration. */
SgDigest sg_graph_digest(const SgGraph *graph, const SgConfig *config);
