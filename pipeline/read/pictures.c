/* SPDX-License-Identifier: MIT */
#include "read/read.h"

#include "base/digest.h"
#include "model/href.h"

#include <string.h>

/* What makes an SVG run something when it is opened by itself, where no page's policy holds; in
 * lower case. Event handlers are looked for apart. */
static const char *const active[] = {
    "<script", ":script", "javascript:", "<foreignobject", ":foreignobject", "<!entity"};

/* " onload =": an attribute for an event. */
static bool
has_handler(const char *text)
{
	for (const char *p = text; (p = strstr(p, "on")) != NULL; p += 2) {
		if (p == text || !(g_ascii_isspace(p[-1]) || p[-1] == '"' || p[-1] == '\''))
			continue;
		size_t name = strspn(p, G_CSET_a_2_z);
		size_t space = strspn(p + name, " \t\r\n");
		if (name > 3 && p[name + space] == '=')
			return true;
	}
	return false;
}

static bool
is_active(const char *bytes, size_t length)
{
	g_autofree char *text = g_ascii_strdown(bytes, (gssize)length);
	for (size_t i = 0; i < G_N_ELEMENTS(active); i++) {
		if (strstr(text, active[i]) != NULL)
			return true;
	}
	return has_handler(text);
}

/* Judges a picture by what is in it: its name proves nothing. */
static void
inspect(SgFound *found, GBytes *bytes)
{
	size_t length;
	const char *data = g_bytes_get_data(bytes, &length);
	SgPicture picture = sg_picture_of_bytes(data, length);
	if (picture == SG_PICTURE_NONE) {
		found->detail = g_strdup("its content is none of a picture");
		return;
	}
	if (picture == SG_PICTURE_SVG && is_active(data, length)) {
		found->detail = g_strdup("it has scripts in it");
		return;
	}
	found->picture = picture;
	found->bytes = length;
	found->digest = sg_digest_strong(data, length);
}

static void
read_picture(SgFound *found, const SgConfig *config)
{
	SgSource source = {.file = found->file, .path = found->path};
	SgConfig limits = {.max_file_bytes = config->max_image_bytes};
	SgDiagTag tag;
	g_autofree char *detail = NULL;
	g_autoptr(GBytes) bytes = sg_read_bytes(&source, &limits, &tag, &detail);
	if (bytes != NULL)
		inspect(found, bytes);
	else
		found->detail = sg_diag_message(tag, detail);
}

/* Most links lead to documents: they need not be resolved. */
static bool
names_picture(const char *target)
{
	g_autofree char *path = g_strndup(target, strcspn(target, "?#"));
	return sg_picture_of_name(path) != SG_PICTURE_NONE;
}

void
sg_pictures_read(SgListing *listing, const GPtrArray *facts, const SgConfig *config)
{
	for (guint i = 0; i < facts->len; i++) {
		const SgFacts *document = g_ptr_array_index(facts, i);
		const char *from = sg_facts_str(document, document->record->path);
		for (uint32_t n = 0; n < document->n_nodes; n++) {
			const SgNode *node = &document->nodes[n];
			const char *target = sg_facts_str(document, node->text);
			if ((node->kind != SG_NODE_IMAGE && node->kind != SG_NODE_LINK) ||
			    !names_picture(target))
				continue;
			SgHref href = sg_href_parse(from, target);
			SgFound *found = href.path ? sg_listing_find(listing, href.path) : NULL;
			bool is_new = found != NULL && found->file != NULL &&
				      found->kind != SG_FOUND_DOCUMENT && found->digest == NULL &&
				      found->detail == NULL;
			if (is_new)
				read_picture(found, config);
			sg_href_clear(&href);
		}
	}
}
