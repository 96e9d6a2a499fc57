/* SPDX-License-Identifier: MIT */
#include "emit/site/site.h"

/* What hosts make of the documents, and what these cost them. */

void
sg_hosts_add_document(SgPage *page, const SgFacts *facts)
{
	sg_page_open(page, "hosts");
	for (uint32_t i = 0; i < facts->n_hosts; i++) {
		const SgHostRecord *host = &facts->hosts[i];
		sg_page_open(page, "host");
		sg_page_attr(page, "name", sg_host_info(host->host)->label);
		sg_page_attr(page, "verdict", sg_host_verdict_name(host->verdict));
		sg_page_text(page, sg_facts_str(facts, host->why), -1);
		sg_page_close(page);
	}
	sg_page_close(page);
}

/* Of the documents that a host looks at; what it does not load costs it nothing. */
typedef struct {
	uint64_t verdicts[SG_N_HOST_VERDICTS];
	uint64_t descriptions, bodies, largest; /* estimated tokens */
} Sum;

static void
add_up(const SgGraph *graph, Sum *sums)
{
	for (size_t d = 0; d < sg_graph_n_documents(graph); d++) {
		const SgFacts *facts = sg_graph_document(graph, d)->facts;
		for (uint32_t i = 0; i < facts->n_hosts; i++) {
			const SgHostRecord *host = &facts->hosts[i];
			Sum *sum = &sums[host->host];
			sum->verdicts[host->verdict]++;
			if (host->verdict >= SG_HOST_REFUSES)
				continue;
			sum->descriptions += facts->record->description_tokens;
			sum->bodies += facts->record->body_tokens;
			sum->largest = MAX(sum->largest, facts->record->body_tokens);
		}
	}
}

static void
add_sum(SgPage *page, const SgHostInfo *info, const Sum *sum)
{
	uint64_t all = 0;
	for (int verdict = 0; verdict < SG_N_HOST_VERDICTS; verdict++)
		all += sum->verdicts[verdict];
	if (all == 0)
		return;
	sg_page_open(page, "host");
	sg_page_attr(page, "name", info->label);
	sg_page_number(page, "documents", all);
	for (int verdict = 0; verdict < SG_N_HOST_VERDICTS; verdict++)
		sg_page_number(page, sg_host_verdict_name((SgHostVerdict)verdict),
			       sum->verdicts[verdict]);
	sg_page_number(page, "descriptions", sum->descriptions);
	sg_page_number(page, "bodies", sum->bodies);
	sg_page_number(page, "largest", sum->largest);
	if (info->body_tokens > 0)
		sg_page_number(page, "largest-limit", info->body_tokens);
	if (info->all_descriptions > 0)
		sg_page_number(page, "descriptions-limit", info->all_descriptions);
	sg_page_close(page);
}

void
sg_hosts_add_corpus(SgPage *page, const SgGraph *graph)
{
	Sum sums[SG_N_HOSTS] = {0};
	uint64_t lines = 0;
	uint64_t words = 0;
	uint64_t tokens = 0;
	add_up(graph, sums);
	for (size_t d = 0; d < sg_graph_n_documents(graph); d++) {
		const SgFacts *facts = sg_graph_document(graph, d)->facts;
		lines += facts->record->n_lines;
		words += facts->sketch->n_words;
		tokens += facts->record->tokens;
	}
	sg_page_open(page, "hosts");
	sg_page_number(page, "lines", lines);
	sg_page_number(page, "words", words);
	sg_page_number(page, "tokens", tokens);
	for (unsigned host = 0; host < SG_N_HOSTS; host++)
		add_sum(page, sg_host_info(host), &sums[host]);
	sg_page_close(page);
}
