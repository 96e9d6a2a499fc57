/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The expressions of XPath that look no further than an attribute, a child or the node itself.
 * Names are of the dictionary of sg_page_memory_names, as those of the nodes must be: equal names
 * are equal pointers. */

/* NOLINTBEGIN(bugprone-reserved-identifier): the names that libxml2 gives them */
struct _xmlNode;
struct _xmlAttr;
/* NOLINTEND(bugprone-reserved-identifier) */

typedef enum {
	SG_PATH_SELF,       /* . */
	SG_PATH_ATTRIBUTE,  /* @name */
	SG_PATH_ATTRIBUTES, /* @* */
	SG_PATH_CHILD,      /* name */
	SG_PATH_NODES,      /* node(): in a test only */
} SgPathAxis;

typedef struct {
	SgPathAxis axis;
	const unsigned char *name;
} SgPath;

/* "@name", "node()", "@name='words'", "@name!='words'", each of them within "not()" too. */
typedef struct {
	SgPath path;
	bool negated;
	bool differs; /* "!=": the attribute must be there */
	char *words;  /* that it is compared with, or NULL; owned */
} SgPathTerm;

#define SG_PATH_MAX_TERMS 4

/* Terms joined by "and", or by "or". */
typedef struct {
	SgPathTerm terms[SG_PATH_MAX_TERMS];
	size_t n_terms;
	bool any;
} SgPathTest;

void sg_path_test_clear(SgPathTest *test);

/* Both are false for what is not plain, and for NULL. */
bool sg_path_read(const unsigned char *text, SgPath *path);
bool sg_path_test_read(const unsigned char *text, SgPathTest *test);

/* Reads the path at the front and the space behind it; returns what comes then, or NULL. */
const char *sg_path_read_front(const char *text, SgPath *path);

/* Of an element. */
bool sg_path_exists(const SgPath *path, const struct _xmlNode *element);
bool sg_path_test_holds(const SgPathTest *test, const struct _xmlNode *element);

/* The string of what is found first, "" for nothing; NULL if it is not to be had as one piece, or
 * node is no element. Borrowed. */
const unsigned char *sg_path_string(const SgPath *path, const struct _xmlNode *node);

const struct _xmlAttr *sg_path_attribute(const struct _xmlNode *element, const unsigned char *name);

/* The text that begins with the node first and is nothing but it; else NULL. first may be NULL. */
const unsigned char *sg_path_text(const struct _xmlNode *first);
