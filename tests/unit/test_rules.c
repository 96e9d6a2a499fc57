/* SPDX-License-Identifier: MIT */
#include "extracting.h"

/* What the rules make of small documents. Terms are asked for as "kind label rule line", statements
 * as "label says: text", claims as "source type target [versions] [features]". A line that begins
 * with '!' must not be found. */

static Extracting extracting;

static const struct {
	const char *fact;
	const char *text;
	const char *facts;
} cases[] = {
    {"heading-of-a-known-name", "# Bees\n\n## Lifetimes in Rust\n\nRust cargo.\n",
     "concept Lifetimes heading 3"},
    {"heading-that-prose-takes-up",
     "# Bees\n\n## Waggle Dance\n\nThe waggle dance shows the way.\n",
     "concept Waggle Dance heading 3\nWaggle Dance definition: The waggle dance shows the way."},
    {"bold-line-is-a-head",
     "Text.\n\n**Comb Rotation:**\n\nWith comb rotation the wax stays clean.\n",
     "concept Comb Rotation run-in-head 3"},
    {"structural-heads-name-nothing", "# A\n\n## Best Practices\n\n**Example:**\n\nText here.\n",
     "!concept Best Practices heading 3\n!concept Example run-in-head 5"},
    {"adjective-left-over-names-nothing",
     "# Bees\n\n## Technical Standards\n\nText.\n\n- **Systematic approach**: Look twice.\n\n"
     "## Real-Time Features\n\nText.\n",
     "!concept Technical heading 3\n!concept Systematic definition-item 7\n"
     "!concept Real-Time heading 9"},
    {"definition-item", "Words:\n\n- **Arc<T>**: An atomic counter for cargo and rust.\n",
     "concept Arc<T> definition-item 3\nArc<T> definition: An atomic counter for cargo and rust."},
    {"item-explained-by-a-sentence",
     "Words:\n\n- **Drone Brood**: cells are raised where the wax is oldest.\n",
     "concept Drone Brood definition-item 3\n!Drone Brood is doubtful\n"
     "Drone Brood definition: cells are raised where the wax is oldest."},
    {"order-to-the-reader-explains-nothing",
     "Words:\n\n- **Drone Brood**: use the frames where the wax is oldest.\n",
     "concept Drone Brood definition-item 3\nDrone Brood is doubtful"},
    {"link-list-defines-nothing", "- **Bee Atlas**: https://bees.example\n",
     "!concept Bee Atlas definition-item 1"},
    {"list-of-topics", "Skills:\n\n- Unit testing and fuzzing\n- Use short names\n",
     "concept Unit testing list-item 3\nconcept Fuzzing list-item 3\n!concept Use short names "
     "list-item 4"},
    {"crates-of-a-crate-list",
     "# Rust\n\nUse cargo.\n\n## Popular Crates\n\n- Log, tower for services\n",
     "crate log list-item 7\ncrate tower list-item 7"},
    {"plain-word-is-no-crate", "Rust and cargo log the time, with a similar signature.\n",
     "!crate log known-name 1\n!crate time known-name 1\n!crate signature known-name 1"},
    {"crate-called-so", "In Rust, with cargo, the `quote` crate writes code.\n",
     "crate quote code-span 1"},
    {"type-in-code", "In rust use `Arc<Mutex<T>>` with cargo.\n",
     "concept Arc<T> code-span 1\nconcept Mutex<T> code-span 1"},
    {"acronym", "The Hive Box Exchange (HBE) is open.\n", "concept Hive Box Exchange acronym 1"},
    {"tag", "---\nname: bees\ntags: [memory-safety, tokio]\n---\n\nRust, cargo.\n",
     "concept Memory safety tag 3\ncrate tokio tag 3"},
    {"error-code-in-prose", "Rust and cargo say E0382 here.\n", "error E0382 error-code 1"},
    {"code-point-is-no-error", "Rust and cargo print U+E0382 and E0382F.\n",
     "!error E0382 error-code 1"},
    {"use-of-crates",
     "Rust cargo.\n\n## Structured Logging\n\n```rust\nuse std::fmt;\nuse tracing::info;\nmod "
     "hive;\nfn f() { "
     "hive::open(); sqlx::query(\"x\"); }\n```\n",
     "crate tracing rust-use 7\ncrate sqlx rust-path 9\n!crate std rust-use 6\n!crate hive "
     "rust-path 9\nStructured "
     "logging uses_crate tracing\nDOCUMENT uses_crate sqlx"},
    {"imported-module-is-no-crate",
     "Rust cargo\n\n```rust\nuse std::log;\nfn f() { log::info(); }\n```\n",
     "!crate log rust-path 5"},
    {"cargo-toml",
     "```toml\n[package]\nname = \"hive\"\nversion = \"2.0\"\n\n[dependencies]\nserde = { version "
     "= \"1\", features = "
     "[\"derive\", \"rc\"] }\ntokio = \"1.3\"\n\n[profile.release]\nlto = \"fat\"\n```\n",
     "crate serde cargo-toml 7\ncrate tokio cargo-toml 8\n!crate version cargo-toml 4\n!crate lto "
     "cargo-toml "
     "11\nDOCUMENT uses_crate serde 1 derive,rc\nDOCUMENT uses_crate tokio 1.3"},
    {"dependency-as-a-table",
     "```toml\n[dependencies.axum]\nversion = \"0.7\"\nfeatures = [\"ws\"]\n```\n",
     "DOCUMENT uses_crate axum 0.7 ws"},
    {"python-imports",
     "Python and pip.\n\n```python\nimport os\nimport numpy as np\nfrom fastapi import "
     "FastAPI\nfrom "
     ".models import Hive\n```\n",
     "crate numpy import 5\ncrate fastapi import 6\n!crate os import 4\n!crate models import 7"},
    {"javascript-imports",
     "```javascript\nimport express from 'express';\nimport { x } from './hive';\nconst fs = "
     "require('fs');\nconst { z } = require('zod');\n```\n",
     "crate express import 2\ncrate zod import 5\n!crate fs import 4"},
    {"commands",
     "Rust, cargo.\n\n```bash\n$ cargo add serde --features derive\ncargo clippy -- -D "
     "warnings\n```\n",
     "crate serde install-command 4\ntool Clippy command 5\n!crate derive install-command 4"},
    {"problem-cause-solution",
     "### Hive Care\n\n**Issue**: Cold frames in spring\n**Cause**: A deadlock of "
     "bees\n**Solution**: Use fuzzing\n",
     "error Cold frames in spring troubleshooting 3\nCold frames in spring cause: A deadlock of "
     "bees\nCold frames in "
     "spring solution: Use fuzzing\nCold frames in spring solved_by Fuzzing"},
    {"error-with-two-solutions",
     "Rust cargo.\n\n### E0382: Moved Hive\n\n**Problem:**\n\n```rust\nlet a = "
     "1;\n```\n\n**Solution 1: Clone "
     "it**\n\n```rust\nlet b = 2;\n```\n\n**Solution 2: Borrow it**\n\n```rust\nlet c = 3;\n```\n",
     "error E0382: Moved Hive heading 3\nE0382: Moved Hive solution: Clone it\nE0382: Moved Hive "
     "solution: Borrow it"},
    {"troubleshooting-table",
     "| Problem | Solution |\n|---|---|\n| Mites on bees | Use fuzzing |\n",
     "error Mites on bees troubleshooting 3\nMites on bees solution: Use fuzzing"},
    {"placeholder-is-no-error",
     "**Problem**: [What goes wrong here]\n\n**Problem**: Mites on bees\n",
     "!error [What goes wrong here] troubleshooting 1\nerror Mites on bees troubleshooting 3"},
    {"words-to-look-for-are-no-error",
     "**Problem**: \"flaky\", \"cold hive\"\n\n**Problem**: Swarm says \"too hot\"\n",
     "!error \"flaky\", \"cold hive\" troubleshooting 1\n"
     "error Swarm says \"too hot\" troubleshooting 3"},
    {"question-is-no-error",
     "**Problem**: What's slow in the hive\n\n**Problem**: Don't know the queen\n\n"
     "**Problem**: Do bees sleep?\n\n**Problem**: However long it takes\n",
     "!error What's slow in the hive troubleshooting 1\n"
     "!error Don't know the queen troubleshooting 3\n!error Do bees sleep? troubleshooting 5\n"
     "error However long it takes troubleshooting 7"},
    {"rows-are-cases-of-their-own",
     "| Problem | Solution |\n|---|---|\n| Mites on bees | Use smoke |\n"
     "| How to begin | Use fuzzing |\n",
     "Mites on bees solution: Use smoke\n!Mites on bees solution: Use fuzzing"},
    {"report-of-a-sanitizer",
     "```\n==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x1\n```\n",
     "error heap-use-after-free sanitizer-report 2"},
    {"advice-about-a-thing", "Text.\n\n- Always use fuzzing for parsers.\n",
     "Fuzzing guidance: Always use fuzzing for parsers."},
    {"narrower-below-heading", "# A\n\n## Concurrency\n\nText.\n\n### Message Passing\n\nText.\n",
     "Message passing broader Concurrency"},
    {"such-as", "We use static analysis, property-based testing such as fuzzing and so on.\n",
     "Fuzzing broader Property-based testing"},
    {"verb-between-names", "Memory safety prevents buffer overflows in all code.\n",
     "Memory safety prevents Buffer overflow"},
    {"verb-that-is-denied", "Memory safety does not prevent deadlocks.\n",
     "!Memory safety prevents Deadlock"},
    {"verb-in-the-passive", "Buffer overflows are prevented by memory safety.\n",
     "Memory safety prevents Buffer overflow"},
    {"object-is-the-noun", "Memory safety prevents concurrency surprises.\n",
     "!Memory safety prevents Concurrency"},
    {"objects-are-a-list", "Memory safety prevents buffer overflows and data races in all code.\n",
     "Memory safety prevents Buffer overflow\nMemory safety prevents Data race"},
    {"circumstance-is-no-object", "Memory safety prevents data races during testing.\n",
     "Memory safety prevents Data race\n!Memory safety prevents Testing"},
    {"behind-a-preposition-is-no-subject", "Our approach to concurrency prevents deadlocks.\n",
     "!Concurrency prevents Deadlock"},
    {"pronoun-speaks-of-the-head", "**Memory Safety**: It prevents buffer overflows.\n",
     "Memory safety prevents Buffer overflow"},
    {"head-is-no-part-of-the-sentence",
     "**What Fuzzing Doesn't Prevent**: Deadlocks and data races are out of its reach.\n",
     "!Fuzzing prevents Deadlock"},
    {"own-names-in-sentences",
     "## Swarm Control\n\nText.\n\n## Lost Queens\n\nText.\n\n## More\n\nSwarm control prevents "
     "lost queens in most years.\n",
     "Swarm Control prevents Lost Queens"},
    {"means-do-it-too", "The hive prevents data races in its yard through memory safety.\n",
     "Memory safety prevents Data race"},
    {"pronoun-speaks-of-the-sentence-before",
     "# Bees\n\nMemory safety is worth its price. It prevents buffer overflows.\n",
     "Memory safety prevents Buffer overflow"},
    {"members-in-brackets",
     "Use static analysis (Clippy, Miri) each day.\n\n```rust\nfn bees() {}\n```\n",
     "Clippy broader Static analysis\nMiri broader Static analysis"},
    {"aside-in-brackets", "Use static analysis (we run Clippy once a week or when told to).\n",
     "!Clippy broader Static analysis"},
    {"is-a",
     "## Swarm Control\n\nText.\n\n## Bee Care\n\nText.\n\n## More\n\nSwarm control is a bee care "
     "that few people learn.\n",
     "Swarm Control broader Bee Care"},
    {"is-a-part-of-a-name",
     "## Swarm Control\n\nText.\n\n## Bee Care\n\nText.\n\n## More\n\nSwarm control is a bee care "
     "manual.\n",
     "!Swarm Control broader Bee Care"},
    {"code-provides", "`RefCell<T>` provides interior mutability in Rust.\n",
     "RefCell<T> broader Interior mutability"},
    {"rather-than", "We prefer generics over inheritance.\n", "Generics contrasts Inheritance"},
    {"unlike-with-a-clause",
     "Unlike garbage collection, which stops the world, ownership is free of "
     "pauses.\n\n```rust\nfn "
     "bees() {}\n```\n",
     "Garbage collection contrasts Ownership"},
    {"head-that-does", "## Valgrind\n\nText.\n\n### Detecting Memory Leaks\n\nText.\n",
     "Valgrind detects Memory leaks\n!Memory leaks broader Valgrind"},
    {"language-before-a-known-name", "# Bees\n\n## Python Unit Testing\n\nText.\n",
     "concept Unit testing heading 3\n!concept Python Unit Testing heading 3"},
    {"package-in-front-of-what-it-serves",
     "```rust\nfn bees() {}\n```\n\nText.\n\n- Serde for serialization\n",
     "Serialization uses_crate serde"},
    {"versus", "## REST vs GraphQL\n\nText.\n", "REST contrasts GraphQL"},
    {"residue-is-left-out",
     "# Bees\n\nBees fly.\n\nI hope this helps! Let me know if you want more on fuzzing with "
     "AFL.\n",
     ""},
};

/* Below this a name that only one document uses is dropped. */
#define DOUBTFUL 55

static void
describe(const SgFacts *facts, GString *out)
{
	for (uint32_t i = 0; i < facts->n_terms; i++) {
		const SgTerm *t = &facts->terms[i];
		g_string_append_printf(out, "\n%s %s %s %u\n", sg_kind_name(t->kind),
				       sg_facts_str(facts, t->label), sg_facts_str(facts, t->rule),
				       t->span.line);
		if (t->confidence < DOUBTFUL)
			g_string_append_printf(out, "\n%s is doubtful\n",
					       sg_facts_str(facts, t->label));
	}
	for (uint32_t i = 0; i < facts->n_statements; i++) {
		const SgStatement *s = &facts->statements[i];
		g_string_append_printf(out, "\n%s %s: %s\n",
				       sg_facts_str(facts, facts->terms[s->term].label),
				       sg_says_name(s->says), sg_facts_str(facts, s->text));
	}
	for (uint32_t i = 0; i < facts->n_claims; i++) {
		const SgClaim *c = &facts->claims[i];
		const char *source = c->source == SG_NONE
					 ? "DOCUMENT"
					 : sg_facts_str(facts, facts->terms[c->source].label);
		g_string_append_printf(out, "\n%s %s %s%s%s%s%s\n", source,
				       sg_edge_type_name(c->type),
				       sg_facts_str(facts, facts->terms[c->target].label),
				       c->versions ? " " : "", sg_facts_str(facts, c->versions),
				       c->features ? " " : "", sg_facts_str(facts, c->features));
	}
}

/* Every passage stands at its lines. */
static void
check_span(const SgFacts *facts, SgSpan span)
{
	g_assert_cmpuint(span.line, >=, 1);
	g_assert_cmpuint(span.end_line, <=, facts->n_lines);
	g_assert_cmpuint(span.at, >=, facts->lines[span.line - 1]);
	if (span.end_line < facts->n_lines)
		g_assert_cmpuint(span.at + span.length, <=, facts->lines[span.end_line]);
}

static void
test_case(const void *data)
{
	size_t c = GPOINTER_TO_SIZE(data);
	g_autoptr(SgFacts) facts = extract_text(&extracting, cases[c].text);
	g_autoptr(GString) all = g_string_new(NULL);
	describe(facts, all);
	g_auto(GStrv) wanted = g_strsplit(cases[c].facts, "\n", 0);
	for (char **line = wanted; *line; line++) {
		bool absent = **line == '!';
		g_autofree char *needle = g_strdup_printf("\n%s\n", *line + absent);
		if ((strstr(all->str, needle) != NULL) == absent)
			g_error("%s: %s '%s' in:%s", cases[c].fact, absent ? "there is" : "no",
				*line, all->str);
	}
	for (uint32_t i = 0; i < facts->n_terms; i++)
		check_span(facts, facts->terms[i].span);
	for (uint32_t i = 0; i < facts->n_statements; i++)
		check_span(facts, facts->statements[i].span);
	for (uint32_t i = 0; i < facts->n_claims; i++)
		check_span(facts, facts->claims[i].span);
}

static void
test_deterministic(void)
{
	for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
		g_autoptr(SgFacts) a = extract_text(&extracting, cases[c].text);
		g_autoptr(SgFacts) b = extract_text(&extracting, cases[c].text);
		g_assert_true(g_bytes_equal(a->bytes, b->bytes));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	extracting = extracting_new();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/rules/", cases[i].fact, NULL);
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	g_test_add_func("/rules/same-text-same-bytes", test_deterministic);
	int status = g_test_run();
	extracting_clear(&extracting);
	return status;
}
