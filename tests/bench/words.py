# SPDX-License-Identifier: MIT
"""Words from which the generated documents are made. They are put together at random, so that names look like
names and sentences like sentences; none of it means anything."""

QUALITIES = """adaptive ordered bounded layered shared partial nested static lazy eager stable sparse dense signed
hidden atomic linear local remote staged batched pinned cached sealed typed scoped tagged weighted guarded deferred
chained folded mirrored striped rolling steady virtual compact durable elastic fused hashed idle joined keyed
latent modular native opaque paged queued ranked sorted tiered unified verified windowed zoned""".split()

THINGS = """arena buffer cursor ledger lattice beacon bucket bridge cache canvas channel cluster column compass
console counter cradle digest dispatcher domain driver engine envelope fabric fence filter frame gateway grammar
handle harness index journal kernel keyring ladder lease lens loader lock loom manifest marker matrix mesh meter
mirror monitor orchard packet pager parcel parser partition pipeline planner pointer pool probe profile quorum
queue record registry relay replica resolver ring router runtime sampler schedule schema segment shard signal
socket spool stack stream switch table tracker vault vector watcher window worker""".split()

ROLES = """policy barrier budget check contract pattern guard handler layout limit model order path plan protocol
rule scan state step strategy sweep test trace tree view audit boundary cycle drift estimate gradient handshake
invariant lifetime map merge overlap phase quota rebuild report rollback split target threshold walk""".split()

# What many documents speak of, the most frequent first.
KNOWN = """error handling, unit tests, caching, CI/CD, integration tests, performance optimization, Docker,
benchmarking, input validation, Git, authentication, concurrency, microservices, accessibility, test coverage,
debugging, observability, Kubernetes, profiling, type safety, memory leaks, code review, async programming, feature
flags, load balancing, authorization, memory management, dependency injection, PostgreSQL, infrastructure as code,
rate limiting, logging, Terraform, continuous integration, Redis, state management, GitHub Actions, encryption,
ownership, GraphQL, property-based testing, Prometheus, design patterns, TypeScript, connection pooling, serde, tokio,
performance testing, borrow checker, error propagation, OAuth, pattern matching, code generation, lifetimes, Grafana,
WebSockets, secrets management, data pipelines, technical debt, refactoring, static analysis, fuzz testing, threat
modeling, traits, generics, MongoDB, Kafka, React, clippy, cargo, macros, code splitting, lazy loading, server-side
rendering, query optimization, indexing, sharding, replication, service mesh, API design, versioning, pagination,
webhooks, message queues, event sourcing, distributed tracing, structured logging, alerting, capacity planning,
disaster recovery, blue-green deployment, canary releases, container images, least privilege, zero trust, memory safety,
smart pointers, iterators, closures, channels, mutexes, atomics, build scripts, workspaces, feature
engineering""".replace("\n", " ").split(", ")

VERBS = """inspect measure isolate compare record reduce balance confirm describe divide extend follow gather
group handle keep limit list merge move name order plan protect prove read refuse repeat replace report restore
review send settle share sort split start store test trace trim update verify watch write""".split()

ADVERBS = "early, often, slowly, always, rarely, twice, first, last, again, together, in order, at once".split(", ")

OBJECTS = """every change, each release, the slow path, the first result, old entries, all callers, the whole run,
a small sample, open requests, known limits, broken input, the next step, the final report, shared state, new
records, late answers, the error budget, idle workers, missing fields, stale copies, public interfaces, build
times, memory use, the main loop, private data, user input, nightly jobs, test results, the oldest item,
unused parts""".replace("\n", " ").split(", ")

SECTIONS = """Focus Areas|Approach|Output|Quality Checklist|Overview|When to Use|Workflow|Best Practices|Examples|
Common Mistakes|Core Concepts|Configuration|Troubleshooting|Checklist|Integration|Process|Principles|Summary|
Getting Started|Reference|Anti-Patterns|Responsibilities|Guidelines|Communication|Requirements|
Notes""".replace("\n", "").split("|")

SYLLABLES = "ba ce dri fo ga hel ki lu mo na or pe qui ra su ta ul ven wi zo tor lin mak sel".split()

SENTENCES = (
    "The {name} {verb}s {object} before it {verb}s {object}.",
    "A {thing} that cannot {verb} {object} should {verb} {object} {adverb}.",
    "{Verb} {object} {adverb}, then {verb} {object}.",
    "When the {thing} is {quality}, {verb} {object} and {verb} {object}.",
    "You {verb} {object} with a {quality} {thing} and {verb} {object} {adverb}.",
    "Without a {quality} {role}, the {thing} may {verb} {object} {adverb}.",
    "Use the {name} when the {thing} has to {verb} {object} {adverb}.",
    "Each {quality} {thing} keeps one {role}, and each {role} is read {adverb}.",
    "It is {quality}, so {verb} {object} only after the {role} of the {thing}.",
    "Never {verb} {object} while the {thing} {verb}s {object}.",
    "Without {name}, the {thing} may {verb} {object} {adverb}.",
    "{Verb} the {name} {adverb} and {verb} {object}.",
)

DEFINITIONS = (
    "is a {quality} way to {verb} {object}.",
    "is the {role} by which a {thing} learns to {verb} {object}.",
    "means to {verb} {object} {adverb}.",
)

MENTIONS = (
    "{Verb} {object} with {known}",
    "{known} for {object}",
    "{Verb} {object} and {known}",
    "{known}, {known} and {known}",
    "{known} and its {role}",
)

ITEMS = (
    "{Verb} {object}",
    "{Quality} {thing} {role}",
    "{Verb} the {quality} {thing}",
    "{Thing} {role} and {role}",
    "{Verb} {object} {adverb}",
    "{Quality} {role} for {object}",
    "{Verb} {object} and {verb} {object}",
    "{Thing} {role} of {object}",
    "{Verb} {object} before you {verb} {object}",
    "{Verb} the {quality} {thing} {adverb} and {verb} {object} with its {role}",
    "{Quality} {role}, {quality} {thing} and {object} of one {role}",
)

CODE_LINES = {
    "rust": (
        "use {crate}::{Type};",
        "let {var} = {Type}::new({number});",
        "let mut {var} = Vec::with_capacity({number});",
        "for {var} in {other}.iter() {{",
        "    {other}.push({var}.{call}()?);",
        "}}",
        "pub fn {call}({var}: &{Type}) -> Result<{Type}, Error> {{",
        "    let {other} = {var}.{call}({number});",
        "    Ok({other})",
        "}}",
        "// {sentence}",
        "",
    ),
    "json": ('{{"{var}": {{', '  "{call}": "{sentence}",', '  "{other}": {number}', "}}}}"),
    "bash": ("{call} --{var} {number} | sort > {other}.txt", "# {sentence}", "{call} {var} && echo {other}"),
    "python": (
        "import {crate}",
        "def {call}({var}, {other}={number}):",
        "    return {crate}.{call}({var}, {other})",
        "# {sentence}",
        "",
    ),
    "typescript": (
        'import {{ {Type} }} from "{crate}";',
        "const {var} = new {Type}({number});",
        "export function {call}({other}: {Type}): number {{",
        "  return {other}.{var} + {number};",
        "}}",
    ),
    "toml": ("[dependencies]", '{crate} = "{version}"', '{crate} = {{ version = "{version}", features = ["{var}"] }}'),
    "yaml": ("{var}:", "  - {call}: {number}", "  {other}: {sentence}"),
    "": ("{sentence}", "    {call} -> {var} -> {other}", "[{var}] {number}"),
}
