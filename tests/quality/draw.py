#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Draws entities of a graph at random, to be judged by a reader: draw.py GRAPH.json SEED [WORD...]

Every entity has the same chance. With WORDs only those with evidence in a document that says one of these words three
times or more, case ignored (sources: SOURCES=DIR, against which the paths of the documents are resolved). What is
printed of each: kind, facet, label, other names, number of documents, and up to three quotes, those of the drawn
documents first, the surest first."""

import json
import os
import random
import re
import sys

COUNT = 100
QUOTES = 3
TIMES = 3


def speaks_of(path, words):
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    pattern = "|".join(re.escape(word) for word in words)
    return len(re.findall(rf"(?<![\w.])(?:{pattern})(?![\w])", text, re.I)) >= TIMES


def main():
    graph = json.load(open(sys.argv[1], encoding="utf-8"))
    seed, words = int(sys.argv[2]), sys.argv[3:]
    paths = {document["id"]: document["path"] for document in graph["documents"]}
    chosen = {id for id, path in paths.items()
              if not words or speaks_of(os.path.join(os.environ["SOURCES"], path), words)}
    entities = [node for node in graph["nodes"] if any(e["document"] in chosen for e in node["evidence"])]
    entities.sort(key=lambda node: node["id"])
    print(f"{len(chosen)} of {len(paths)} documents, {len(entities)} of {len(graph['nodes'])} entities, seed {seed}")
    for number, node in enumerate(random.Random(seed).sample(entities, min(COUNT, len(entities))), 1):
        print(f"\n{number}. {node['kind']} {node['facet']} | {node['label']} | {', '.join(node['aliases'])} | "
              f"{node['documents']} documents")
        quotes = sorted(node["evidence"], key=lambda e: (e["document"] not in chosen, -e["confidence"]))
        for e in quotes[:QUOTES]:
            print(f"   {e['rule']} {e['confidence']} {paths[e['document']]}:{e['line']}: {e['quote'][:200]!r}")


if __name__ == "__main__":
    main()
