/* SPDX-License-Identifier: MIT */
#pragma once

/* A discipline that numbers the names of a cgraph graph in order of their creation. cgraph's own
 * takes the address of a name as its id and keeps subgraphs in order of id, so that a file and a
 * layout would depend on where memory lies. */
struct Agiddisc_s *sg_cgraph_ids(void);
