/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/facts.h"

/* Private to model/: the layout of the block that facts travel in, for the two files that write and
 * read it. The block is a GVariant "aat": first the header, then one array for each table, then
 * the pool. Arrays of 64-bit words keep every table aligned. */
#define SG_FACTS_FORMAT "aat"
#define SG_FACTS_MAGIC  0x32535443414647ULL /* "GFACTS2" */

typedef enum {
	SG_TABLE_RECORD,
	SG_TABLE_SKETCH,
	SG_TABLE_LINES,
	SG_TABLE_METAS,
	SG_TABLE_NODES,
	SG_TABLE_SECTIONS,
	SG_TABLE_CODES,
	SG_TABLE_TERMS,
	SG_TABLE_STATEMENTS,
	SG_TABLE_CLAIMS,
	SG_TABLE_DIAGS,
	SG_TABLE_TAGS,
	SG_TABLE_HOSTS,
	SG_TABLE_WAIVERS,
	SG_TABLE_POOL,
	SG_N_TABLES
} SgTable;

/* Words of the header. */
enum {
	SG_HEADER_MAGIC,
	SG_HEADER_CHECKSUM,
	SG_HEADER_COUNTS, /* records of each table */
	SG_N_HEADER = SG_HEADER_COUNTS + SG_N_TABLES
};

/* Bytes of one record. */
size_t sg_table_record_size(SgTable table);

/* Of the tables that follow the header: tables[0] is the header itself and left out. */
uint64_t sg_facts_checksum(GVariant *const *tables);
