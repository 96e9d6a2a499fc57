#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a corpus of N documents for the bench: generate.py N DIR

The same N gives the same bytes; a smaller corpus is the beginning of a larger one. The numbers below were measured on
374 real documents of this sort; the wording is invented (words.py)."""

import random
import sys
from bisect import bisect
from pathlib import Path
from typing import NamedTuple

import words

# Quantiles of the size of a document in bytes.
SIZES = (
    (0.0, 688), (0.1, 2134), (0.25, 3712), (0.5, 6813), (0.75, 9465), (0.9, 13993), (0.97, 22500), (0.99, 40000),
    (1.0, 68772),
)  # fmt: skip

WITH_FRONT_MATTER = 0.92

# Quantiles of its size.
FRONT_SIZES = (
    (0.0, 67), (0.1, 162), (0.25, 247), (0.5, 337), (0.75, 523), (0.9, 1821), (0.99, 3300), (1.0, 4139),
)  # fmt: skip

# What a document is a rework of, as shares of all documents.
COPIES = 0.02
DERIVED = 0.02
VARIANTS = 0.02

# Names of new things for each name that is used: (n draws, t names) -> (THETA + DISCOUNT * t) / (THETA + n).
DISCOUNT = 0.72
THETA = 60.0

LANGUAGES = (
    ("rust", 0.33), ("", 0.24), ("json", 0.15), ("bash", 0.09), ("typescript", 0.07), ("python", 0.07), ("yaml", 0.03),
    ("toml", 0.02),
)  # fmt: skip

ERROR_CODES = "E0106 E0277 E0282 E0308 E0369 E0373 E0382 E0432 E0433 E0499 E0502 E0505 E0507 E0515 E0596 E0597 E0599 E0716".split()


class Genre(NamedTuple):
    """A sort of document: its share, and how its bytes are divided."""

    share: float
    prose: float
    lists: float
    code: float
    tables: float
    bold: float  # share of the list items that begin with a name in bold
    spans: float  # code spans for each paragraph or item
    errors: float  # error codes for each section
    depth: float  # share of headings that are of the third level


GENRES = (
    Genre(0.33, 0.17, 0.68, 0.15, 0.00, 0.01, 0.01, 0.00, 0.30),
    Genre(0.37, 0.37, 0.56, 0.07, 0.00, 0.48, 0.06, 0.00, 0.65),
    Genre(0.22, 0.20, 0.18, 0.53, 0.09, 0.40, 0.80, 0.30, 0.70),
    Genre(0.08, 0.62, 0.20, 0.10, 0.08, 0.35, 0.35, 0.00, 0.50),
)


class Dice:
    """Random choices by random() alone, whose sequence Python keeps from version to version."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def chance(self, probability):
        return self.random() < probability

    def below(self, n):
        return int(self.random() * n)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        at = self.random() * sum(weight for _, weight in pairs)
        for item, weight in pairs:
            at -= weight
            if at < 0:
                return item
        return pairs[-1][0]

    def quantile(self, table):
        at = self.random()
        i = min(bisect([share for share, _ in table], at), len(table) - 1)
        (low, a), (high, b) = table[i - 1], table[i]
        return a + (b - a) * (at - low) / (high - low)


class Names:
    """A stock of names that grows with use and prefers what was used before (a Pitman-Yor process), so that the
    number of names grows with the documents as Heaps' law has it."""

    def __init__(self, dice, coin):
        self.dice = dice
        self.coin = coin  # the number of a name -> the name
        self.used = []
        self.size = 0

    def draw(self):
        fresh = (THETA + DISCOUNT * self.size) / (THETA + len(self.used))
        if not self.used or self.dice.chance(fresh):
            self.used.append(self.size)
            self.size += 1
        else:
            self.used.append(self.dice.pick(self.used))
        return self.coin(self.used[-1])


def coin_term(number):
    """Two or three words; each number its own."""
    rest, thing = divmod(number * 7919, len(words.THINGS))
    rest, role = divmod(rest, len(words.ROLES))
    quality = words.QUALITIES[rest % len(words.QUALITIES)]
    parts = [words.THINGS[thing], words.ROLES[role]]
    return " ".join(parts if number % 3 == 0 else [quality, *parts])


def coin_word(number):
    """A name as crates have it."""
    name, number = "", number * 31 + 400
    while number:
        number, syllable = divmod(number, len(words.SYLLABLES))
        name += words.SYLLABLES[syllable]
    return name


class Writer:
    """Writes one document after the other."""

    def __init__(self, seed):
        self.dice = Dice(seed)
        self.terms = Names(self.dice, coin_term)
        self.crates = Names(self.dice, coin_word)
        self.recent = []  # (front matter, body) of documents to rework

    def fill(self, template):
        thing, role, quality = (self.dice.pick(w) for w in (words.THINGS, words.ROLES, words.QUALITIES))
        verb = self.dice.pick(words.VERBS)
        text = template
        for field, choices in (("{verb}", words.VERBS), ("{object}", words.OBJECTS), ("{role}", words.ROLES)):
            while field in text:
                text = text.replace(field, self.dice.pick(choices), 1)
        return text.format(
            name=thing + " " + role,
            thing=thing,
            Thing=thing.capitalize(),
            quality=quality,
            Quality=quality.capitalize(),
            Verb=verb.capitalize(),
            adverb=self.dice.pick(words.ADVERBS),
        )

    def sentence(self):
        return self.fill(self.dice.pick(words.SENTENCES))

    def title(self):
        return " ".join(word.capitalize() for word in self.terms.draw().split())

    def span(self):
        kind = self.dice.below(3)
        if kind == 0:
            return "`" + self.terms.draw().replace(" ", "_") + "`"
        if kind == 1:
            return "`" + self.crates.draw() + "`"
        return "`" + self.title().replace(" ", "") + "`"

    def paragraph(self, genre):
        sentences = [self.sentence() for _ in range(1 + self.dice.below(5))]
        if self.dice.chance(genre.bold):
            sentences.insert(0, f"**{self.title()}** is a {self.dice.pick(words.QUALITIES)} way to {self.dice.pick(words.VERBS)} {self.dice.pick(words.OBJECTS)}.")
        if self.dice.chance(genre.spans):
            sentences.append(f"See {self.span()} and {self.span()}.")
        if self.dice.chance(0.07):
            sentences.append(self.link())
        return " ".join(sentences) + "\n\n"

    def link(self):
        name = self.crates.draw()
        if self.dice.chance(0.58):
            return f"More is in [{name}](https://{name}.example/guide)."
        return f"More is in [{name}]({name}.md)."

    def item(self, genre):
        text = self.fill(self.dice.pick(words.ITEMS))
        if self.dice.chance(genre.bold):
            text = f"**{self.title()}**: {self.sentence()}"
        if self.dice.chance(genre.spans):
            text += f" with {self.span()}"
        return text

    def items(self, genre):
        count = 3 + self.dice.below(7)
        ordered = self.dice.chance(0.15)
        lines = [(f"{i + 1}. " if ordered else "- ") + self.item(genre) for i in range(count)]
        return "\n".join(lines) + "\n\n"

    def table(self, genre):
        rows = [f"| {self.title()} | {self.fill(self.dice.pick(words.ITEMS))} |" for _ in range(3 + self.dice.below(6))]
        return "\n".join(["| Name | Use |", "|---|---|", *rows]) + "\n\n"

    def code(self, genre):
        language = self.dice.weighted(LANGUAGES)
        lines = words.CODE_LINES[language]
        repeat = 1 + self.dice.below(1 + 18 // len(lines))
        text = "\n".join(self.code_line(line) for _ in range(repeat) for line in lines)
        return f"```{language}\n{text}\n```\n\n"

    def code_line(self, line):
        term = self.dice.pick(words.THINGS), self.dice.pick(words.ROLES)
        return line.format(
            crate=self.crates.draw() if "{crate}" in line else "",
            Type="".join(word.capitalize() for word in term),
            var=term[0],
            other=term[1],
            call="_".join((self.dice.pick(words.VERBS), term[1])),
            number=self.dice.below(1000),
            version=f"{self.dice.below(3)}.{self.dice.below(20)}",
            sentence=self.sentence() if "{sentence}" in line else "",
        )

    def heading(self, genre):
        level = "###" if self.dice.chance(genre.depth) else "##"
        if self.dice.chance(genre.errors):
            return f"{level} {self.dice.pick(ERROR_CODES)}: {self.title()}\n\n"
        name = self.dice.pick(words.SECTIONS) if self.dice.chance(0.45) else self.title()
        return f"{level} {name}\n\n"

    def body(self, genre, size):
        """Blocks whose shares stay behind most are written next."""
        makers = {"prose": self.paragraph, "lists": self.items, "code": self.code, "tables": self.table}
        written = dict.fromkeys(makers, 0)
        parts, total = [], 0
        while total < size:
            parts.append(self.heading(genre))
            for _ in range(1 + self.dice.below(4)):
                kind = max(makers, key=lambda k: getattr(genre, k) * (total + 300) - written[k])
                parts.append(makers[kind](genre))
                written[kind] += len(parts[-1])
                total += len(parts[-1])
            total += len(parts[0])
        return "".join(parts)

    def front_matter(self, name):
        """The keys in their usual order; what is left of the size goes to lists of long values."""
        size = self.dice.quantile(FRONT_SIZES)
        lines = [f"name: {name.replace(' ', '-')}"]
        if self.dice.chance(0.45):
            lines.append("tools: " + ", ".join(("Read", "Write", "Edit", "Bash", "Grep")[: 2 + self.dice.below(4)]))
        if self.dice.chance(0.45):
            lines.append("model: " + self.dice.pick(("small", "medium", "large")))
        if self.dice.chance(0.1):
            lines.append(f"tags: [{', '.join(self.dice.pick(words.THINGS) for _ in range(3))}]")
        left = size - sum(map(len, lines)) - 60
        description = self.sentence()
        while len(description) < min(left, 420):
            description += " " + self.sentence()
        lines.insert(1, f"description: {description}")
        left -= len(description)
        if left > 200:
            lines += ["metadata:", f"  version: {self.dice.below(9)}.0", "  steps:"]
        while left > 200:
            lines.append(f"    - {self.sentence()}")
            left -= len(lines[-1])
        return "---\n" + "\n".join(lines) + "\n---\n\n"

    def fresh(self, name):
        genre = self.dice.weighted([(genre, genre.share) for genre in GENRES])
        size = self.dice.quantile(SIZES)
        front = self.front_matter(name) if self.dice.chance(WITH_FRONT_MATTER) else ""
        title = f"# {name.title()}\n\n" if self.dice.chance(0.5) else ""
        return front, title + self.paragraph(genre) + self.body(genre, size - len(front) - 700)

    def reworked(self, how):
        front, body = self.dice.pick(self.recent)
        if how == "derived":
            body += "## Additions\n\n" + self.body(GENRES[1], len(body) // 6)
        elif how == "variant":
            blocks = body.split("\n\n")
            body = "\n\n".join(self.sentence() if self.dice.chance(0.25) else block for block in blocks)
        return front, body

    def document(self):
        how = self.dice.weighted((("copy", COPIES), ("derived", DERIVED), ("variant", VARIANTS), ("fresh", 1 - COPIES - DERIVED - VARIANTS)))
        name = self.terms.draw()
        front, body = self.reworked(how) if self.recent and how != "fresh" else self.fresh(name)
        self.recent = [*self.recent[-199:], (front, body)]
        return name, front + body


def write(count, target):
    writer = Writer(20240229)
    for i in range(count):
        name, text = writer.document()
        path = Path(target) / f"set-{i // 100:03}" / f"{name.replace(' ', '-')}-{i}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
