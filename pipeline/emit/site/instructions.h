/* SPDX-License-Identifier: MIT */
#pragma once

/* The plainest instructions of a stylesheet, and the most frequent ones: elements that are made as
 * they stand with attributes of words and "{@name}", and xsl:value-of, xsl:if, xsl:choose,
 * xsl:for-each, xsl:apply-templates, xsl:call-template, xsl:copy and xsl:copy-of that look at an
 * attribute, a child or the node itself. libxslt evaluates each of them as a general expression,
 * which is most of the time that a page takes. What is not plain stays libxslt's: the result is the
 * same. */

struct _xsltStylesheet; /* NOLINT(bugprone-reserved-identifier): the name that libxslt gives it */

/* Of the sheet and all that it imports and includes, compiled with the dictionary of
 * sg_page_memory_names; pages must have the same. What is kept of instructions goes with the sheet,
 * what is kept of templates by _release. */
void sg_instructions_quicken(struct _xsltStylesheet *sheet);

/* Before the sheet is freed; it may be NULL. */
void sg_instructions_release(struct _xsltStylesheet *sheet);
