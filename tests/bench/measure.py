# SPDX-License-Identifier: MIT
"""What a corpus is like: measured on the documents and on the graph that the program makes of them."""

import json
import math
import re
from pathlib import Path

# The real corpus of 374 documents, measured by this file.
REAL = {
    "bytes, mean": 8174.615,
    "bytes, median": 6813,
    "bytes, 90 %": 14060,
    "code, share of bytes": 0.1904,
    "links": 0.5722,
    "front matter, share": 0.9251,
    "entities in a document": 28.2995,
    "distinct entities for a document": 5.4572,
    "growth of entities (Heaps)": 0.3668,
    "sections": 11.8824,
    "code blocks": 2.9439,
    "copies": 0.3155,
    "derived": 0.0722,
    "variants": 0.7246,
    "rivals": 0.0,
    "documents with any overlap, share": 0.7086,
}

# Measures that the generated corpus has to share with the real one within a tenth.
TOLERANCE = 0.10

VERDICTS = {
    "copies": ("identical", "copy", "rendition"),
    "derived": ("derived",),
    "variants": ("variant",),
    "rivals": ("rival",),
}

FENCE = re.compile(r"^[ \t]*(```+|~~~+)[^\n]*\n(.*?)^[ \t]*\1", re.S | re.M)
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\([^)\n]+\)")


def quantile(values, share):
    values = sorted(values)
    return values[round(share * (len(values) - 1))]


def load(file):
    return json.loads(Path(file).read_text("utf-8"))


def counts(file):
    return {name: len(rows) for name, rows in load(file).items() if name in ("nodes", "edges", "overlaps")}


def text(folder):
    texts = [path.read_text("utf-8", "replace") for path in sorted(Path(folder).rglob("*.md*"))]
    sizes = [len(text.encode()) for text in texts]
    count = len(texts)
    code = sum(len(match[2]) for text in texts for match in FENCE.finditer(text))
    return {
        "bytes, mean": sum(sizes) / count,
        "bytes, median": quantile(sizes, 0.5),
        "bytes, 90 %": quantile(sizes, 0.9),
        "code, share of bytes": code / sum(sizes),
        "links": sum(len(LINK.findall(FENCE.sub("", text))) for text in texts) / count,
        "front matter, share": sum(text.startswith("---\n") for text in texts) / count,
    }


def expected_distinct(frequencies, total, sample):
    """How many entities a random sample of the documents has: each is missed if all of its documents are."""

    def missed(frequency):
        return math.exp(
            sum(math.log((total - frequency - i) / (total - i)) for i in range(sample))
            if total - frequency >= sample
            else -math.inf
        )

    cache = {frequency: missed(frequency) for frequency in set(frequencies)}
    return sum(1 - cache[frequency] for frequency in frequencies)


def entity_documents(graph):
    """The number of documents in which each entity has evidence."""
    return [len({evidence["document"] for evidence in node["evidence"]}) for node in graph["nodes"]]


def graph(file):
    data = load(file)
    count = len(data["documents"])
    frequencies = entity_documents(data)
    half = expected_distinct(frequencies, count, count // 2)
    profile = {
        "entities in a document": sum(frequencies) / count,
        "distinct entities for a document": len(frequencies) / count,
        "growth of entities (Heaps)": math.log(len(frequencies) / half, 2),
        "sections": len(data["sections"]) / count,
        "code blocks": sum(len(example["evidence"]) for example in data["examples"]) / count,
    }
    for name, verdicts in VERDICTS.items():
        profile[name] = sum(overlap["verdict"] in verdicts for overlap in data["overlaps"]) / count
    overlapping = {overlap[side] for overlap in data["overlaps"] for side in "ab"}
    profile["documents with any overlap, share"] = len(overlapping) / count
    return profile


def print_table(real, made):
    print(f"{'the bench corpus against the real one':40} {'real':>10} {'generated':>10} {'ratio':>7}")
    for name, value in made.items():
        if value == real.get(name) == 0:
            continue
        ratio = value / real[name] if real.get(name) else math.nan
        note = "" if abs(ratio - 1) <= TOLERANCE else "  outside of 10 %"
        print(f"{name:40} {real.get(name, math.nan):10.3f} {value:10.3f} {ratio:7.2f}{note}")
