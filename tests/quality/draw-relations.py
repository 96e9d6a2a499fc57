#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Draws relations of a graph at random, to be judged by a reader: draw-relations.py GRAPH.json SEED

Only types that come from reading sentences, headings and code: what follows from the structure of the documents
alone (contains, part_of, links_to, copies and variants), where a name occurs (mentions, defines) and what is
counted (related) is left out. Of each type LEAST at least, or all where there are fewer; the rest of COUNT in
proportion to the types. Within a type every relation has the same chance. What is printed of each: the two ends
and the type between them, and up to three quotes, the surest first, with the headings above."""

import json
import random
import sys

COUNT = 100
LEAST = 10
QUOTES = 3
TYPES = ("broader", "contrasts", "solved_by", "caused_by", "prevents", "detects", "illustrated_by", "uses_crate")


def shares(sizes):
    """How many of each type: the least first, then what is left by the largest remainders."""
    taken = {type: min(LEAST, size) for type, size in sizes.items()}
    left = {type: size - taken[type] for type, size in sizes.items()}
    rest, total = min(COUNT - sum(taken.values()), sum(left.values())), sum(left.values())
    exact = {type: rest * left[type] / max(total, 1) for type in TYPES}
    whole = {type: int(share) for type, share in exact.items()}
    by_remainder = sorted(TYPES, key=lambda type: (whole[type] - exact[type], type))
    for type in by_remainder[:rest - sum(whole.values())]:
        whole[type] += 1
    return {type: taken[type] + whole[type] for type in TYPES}


def headings_above(sections, document, line):
    """The titles of the sections that hold a line, outermost first."""
    holders = [s for s in sections.get(document, []) if s["line"] <= line <= s["end_line"]]
    return " > ".join(s["title"] for s in sorted(holders, key=lambda s: (s["level"], s["line"])))


def main():
    graph = json.load(open(sys.argv[1], encoding="utf-8"))
    seed = int(sys.argv[2])
    paths = {document["id"]: document["path"] for document in graph["documents"]}
    names = {node["id"]: node["label"] for node in graph["nodes"]}
    names.update((example["id"], "code: " + example["text"][:300]) for example in graph["examples"])
    sections = {}
    for section in graph["sections"]:
        sections.setdefault(section["document"], []).append(section)
    edges = {type: sorted((e for e in graph["edges"] if e["type"] == type), key=lambda e: e["id"]) for type in TYPES}
    counts = shares({type: len(edges[type]) for type in TYPES})
    print(", ".join(f"{count} of {len(edges[type])} {type}" for type, count in counts.items()) + f"; seed {seed}")
    draw, number = random.Random(seed), 0
    for type, count in counts.items():
        for edge in draw.sample(edges[type], count):
            number += 1
            ends = [f"{id.split('/')[0]} {names.get(id) or paths.get(id) or id!r}"
                    for id in (edge["source"], edge["target"])]
            print(f"\n{number}. {ends[0]} | {type} | {ends[1]}")
            for e in sorted(edge["evidence"], key=lambda e: -e["confidence"])[:QUOTES]:
                above = headings_above(sections, e["document"], e["line"])
                print(f"   {e['rule']} {e['confidence']} {paths[e['document']]}:{e['line']} [{above}]: "
                      f"{e['quote'][:400]!r}")


if __name__ == "__main__":
    main()
