/* SPDX-License-Identifier: MIT */
#include "emit/site/result-tree.h"

#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <stdint.h>
#include <string.h>

static void
append_node(xmlNodePtr parent, xmlNodePtr node)
{
	node->parent = parent;
	node->doc = parent->doc;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
}

xmlNodePtr
sg_result_element(xmlNodePtr parent, const xmlChar *name)
{
	xmlNodePtr element = xmlMalloc(sizeof *element);
	*element = (xmlNode){.type = XML_ELEMENT_NODE, .name = name};
	append_node(parent, element);
	return element;
}

static xmlNodePtr
new_text(const xmlChar *content)
{
	xmlNodePtr text = xmlMalloc(sizeof *text);
	*text = (xmlNode){
	    .type = XML_TEXT_NODE, .name = xmlStringText, .content = (xmlChar *)(uintptr_t)content};
	return text;
}

xmlChar *
sg_result_copy(const xmlChar *text)
{
	size_t size = strlen((const char *)text) + 1;
	return memcpy(xmlMalloc(size), text, size);
}

void
sg_result_text(xsltTransformContextPtr context, const xmlChar *text)
{
	xmlNodePtr parent = context->insert;
	if (!*text)
		return;
	if (!parent || (parent->last && parent->last->type == XML_TEXT_NODE)) {
		xsltCopyTextString(context, parent, text, 0);
		return;
	}
	append_node(parent, new_text(sg_result_copy(text)));
	/* libxslt appends to the text that it made last where it finds that again. */
	context->lasttext = NULL;
}

void
sg_result_attribute(xmlNodePtr element, const xmlChar *name, const xmlChar *value)
{
	xmlAttrPtr attribute = xmlMalloc(sizeof *attribute);
	xmlNodePtr text = new_text(value);
	*attribute = (xmlAttr){.type = XML_ATTRIBUTE_NODE,
			       .name = name,
			       .children = text,
			       .last = text,
			       .parent = element,
			       .doc = element->doc};
	text->parent = (xmlNodePtr)attribute;
	text->doc = element->doc;
	xmlAttrPtr last = element->properties;
	while (last && last->next)
		last = last->next;
	attribute->prev = last;
	if (last)
		last->next = attribute;
	else
		element->properties = attribute;
}
