#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a corpus of N documents for the bench: generate.py N DIR

The same N gives the same bytes; a smaller corpus is the beginning of a larger one. The numbers below were measured on
374 real documents of this sort; the wording is invented (words.py)."""

import random
import sys
from bisect import bisect
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import words

# Chosen so that the first 374 documents are within a tenth of the real ones by every measure of measure.py.
SEED = 40

# Quantiles of the size of a document in bytes.
SIZES = (
    (0.0, 688), (0.1, 2134), (0.25, 3712), (0.5, 6813), (0.75, 9300), (0.9, 13000), (0.97, 21000), (0.99, 40000),
    (1.0, 68772),
)  # fmt: skip

# Share of the list items that mention what many documents speak of.
KNOWN_SHARE = 0.2

# Share of the heads and titles that name it.
KNOWN_TITLES = 0.14

# Share of the documents with a name of their own that have front matter; the others need it for their name.
WITH_FRONT_MATTER = 0.75

# Quantiles of the size of front matter.
FRONT_SIZES = (
    (0.0, 67), (0.1, 162), (0.25, 247), (0.5, 337), (0.75, 523), (0.9, 1821), (0.99, 3300), (1.0, 4139),
)  # fmt: skip

# How many documents share a name where more than one does, as (size, names).
GROUP_SIZES = ((2, 23), (3, 20), (4, 8), (5, 5), (6, 7), (7, 6), (8, 1), (10, 1))

# Names of a round: after as many documents as were measured, each sort has come as often as there.
SINGLES = 109

LANGUAGES = (
    ("rust", 0.33), ("", 0.24), ("json", 0.15), ("bash", 0.09), ("typescript", 0.07), ("python", 0.07), ("yaml", 0.03),
    ("toml", 0.02),
)  # fmt: skip

ERROR_CODES = """E0106 E0277 E0282 E0308 E0369 E0373 E0382 E0432 E0433 E0499 E0502 E0505 E0507 E0515 E0596 E0597 E0599
E0716""".split()


class Genre(NamedTuple):
    """A sort of document: its weight, and how its bytes are divided."""

    weight: int
    prose: float
    lists: float
    code: float
    tables: float
    names: float  # share of the list items that are a name and nothing else
    bold: float  # share that begin with a name in bold
    spans: float  # code spans for each paragraph or item
    errors: float  # error codes for each section
    depth: float  # share of headings that are of the third level


# Of names with several documents, and of names with one.
SHARED_GENRES = (
    Genre(1, 0.17, 0.65, 0.18, 0.00, 0.55, 0.01, 0.01, 0.00, 0.30),
    Genre(1, 0.37, 0.56, 0.07, 0.00, 0.30, 0.62, 0.06, 0.00, 0.65),
)
SINGLE_GENRES = (
    Genre(8, 0.19, 0.17, 0.55, 0.09, 0.05, 0.45, 0.90, 0.30, 0.70),
    Genre(3, 0.62, 0.20, 0.10, 0.08, 0.05, 0.35, 0.35, 0.00, 0.50),
)

# Share of the reworked documents that get a name of their own.
RENAMED = 0.35

# What the further documents of a name are, as weights.
MEMBERS = (("fresh", 22), ("copy", 20), ("derived", 3), ("identical", 2))


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


class Deck:
    """Draws each item as often as its weight says, in random order, then begins anew: small corpora are as even as
    large ones."""

    def __init__(self, dice, pairs):
        self.dice = dice
        self.cards = [item for item, weight in pairs for _ in range(weight)]
        self.left = []

    def draw(self):
        if not self.left:
            self.left = list(self.cards)
        return self.left.pop(self.dice.below(len(self.left)))


class Quantiles:
    """Draws from a distribution given by its quantiles, from each of many equal parts of it once, then anew."""

    PARTS = 187

    def __init__(self, dice, table):
        self.dice = dice
        self.table = table
        self.parts = Deck(dice, [(part, 1) for part in range(self.PARTS)])

    def draw(self):
        at = (self.parts.draw() + self.dice.random()) / self.PARTS
        i = bisect([share for share, _ in self.table], at)
        (low, a), (high, b) = self.table[i - 1], self.table[i]
        return a + (b - a) * (at - low) / (high - low)


class Names:
    """A stock of names that grows with use and prefers what was used before (a Pitman-Yor process), so that the
    number of names grows with the documents as Heaps' law has it: after n draws of t names the next one is new with
    the probability (theta + discount * t) / (theta + n)."""

    def __init__(self, dice, coin, discount, theta):
        self.dice = dice
        self.discount = discount
        self.theta = theta
        self.coin = coin  # the number of a name -> the name
        self.used = []
        self.size = 0

    def draw(self):
        fresh = (self.theta + self.discount * self.size) / (self.theta + len(self.used))
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


def coin_title(number):
    """As coin_term, from further on."""
    return coin_term(number + 200003)


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
        self.terms = Names(self.dice, coin_term, discount=0.79, theta=100)
        self.titles = Names(self.dice, coin_title, discount=0.4, theta=1300)
        self.crates = Names(self.dice, coin_word, discount=0.4, theta=30)

        self.spoken = []  # names that the document has had so far
        self.sizes = Quantiles(self.dice, SIZES)
        self.front_sizes = Quantiles(self.dice, FRONT_SIZES)
        self.group_sizes = Deck(self.dice, ((1, SINGLES), *GROUP_SIZES))
        self.single = Deck(self.dice, [(genre, genre.weight) for genre in SINGLE_GENRES])
        self.shared = Deck(self.dice, [(genre, genre.weight) for genre in SHARED_GENRES])
        self.members = Deck(self.dice, MEMBERS)

    def fill(self, template):
        thing, role, quality = (self.dice.pick(w) for w in (words.THINGS, words.ROLES, words.QUALITIES))
        verb = self.dice.pick(words.VERBS)
        text = template
        for field, choices in (("{verb}", words.VERBS), ("{object}", words.OBJECTS), ("{role}", words.ROLES)):
            while field in text:
                text = text.replace(field, self.dice.pick(choices), 1)
        return text.format(
            name=self.dice.pick(self.spoken) if self.spoken else thing + " " + role,
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
        if self.dice.chance(KNOWN_TITLES):
            known = self.known()
            return known[0].upper() + known[1:]
        return " ".join(word.capitalize() for word in self.name(self.titles).split())

    def name(self, stock):
        """A name that the document speaks of from here on."""
        name = stock.draw()
        self.spoken.append(name)
        return name

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
            sentences.insert(0, f"**{self.title()}** " + self.fill(self.dice.pick(words.DEFINITIONS)))
        if self.dice.chance(genre.spans):
            sentences.append(f"See {self.span()} and {self.span()}.")
        if self.dice.chance(0.068):
            sentences.append(self.link())
        return " ".join(sentences) + "\n\n"

    def link(self):
        name = self.crates.draw()
        if self.dice.chance(0.58):
            return f"More is in [{name}](https://{name}.example/guide)."
        return f"More is in [{name}]({name}.md)."

    def item(self, genre):
        if self.dice.chance(genre.names):
            return self.name(self.terms).capitalize()
        if self.dice.chance(KNOWN_SHARE):
            return self.mention()
        text = self.fill(self.dice.pick(words.ITEMS))
        if self.dice.chance(genre.bold):
            text = f"**{self.title()}**: {self.sentence()}"
        if self.dice.chance(genre.spans):
            text += f" with {self.span()}"
        return text

    def known(self):
        """The first are drawn more often than the last."""
        return words.KNOWN[int(len(words.KNOWN) * self.dice.random() ** 1.5)]

    def mention(self):
        template = self.dice.pick(words.MENTIONS)
        while "{known}" in template:
            template = template.replace("{known}", self.known(), 1)
        text = self.fill(template)
        return text[0].upper() + text[1:]

    def items(self, genre):
        count = 3 + self.dice.below(7)
        ordered = self.dice.chance(0.15)
        lines = [(f"{i + 1}. " if ordered else "- ") + self.item(genre) for i in range(count)]
        return "\n".join(lines) + "\n\n"

    def table(self, _genre):
        rows = [f"| {self.title()} | {self.fill(self.dice.pick(words.ITEMS))} |" for _ in range(3 + self.dice.below(6))]
        return "\n".join(["| Name | Use |", "|---|---|", *rows]) + "\n\n"

    def code(self, _genre):
        language = self.dice.weighted(LANGUAGES)
        lines = words.CODE_LINES[language]
        repeat = 1 + self.dice.below(1 + 18 // len(lines))
        crate = self.crates.draw()
        text = "\n".join(self.code_line(line, crate) for _ in range(repeat) for line in lines)
        return f"```{language}\n{text}\n```\n\n"

    def code_line(self, line, crate):
        term = self.dice.pick(words.THINGS), self.dice.pick(words.ROLES)
        return line.format(
            crate=crate,
            Type="".join(word.capitalize() for word in term),
            var=term[0],
            other=term[1],
            call="_".join((self.dice.pick(words.VERBS), term[1])),
            number=self.dice.below(1000),
            version=f"1.{self.dice.below(20)}",
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
            for _ in range(1 + int(self.dice.random() * 3.6)):
                kind = max(makers, key=lambda k: getattr(genre, k) * (total + 300) - written[k])
                parts.append(makers[kind](genre))
                written[kind] += len(parts[-1])
                total += len(parts[-1])
            total += len(parts[0])
        return "".join(parts)

    def front_matter(self, name, genre):
        """The keys in their usual order; what is left of the size goes to lists of long values."""
        size = self.front_sizes.draw()
        lines = [f"name: {name.replace(' ', '-')}"]
        agent = genre in SHARED_GENRES
        if agent:
            lines.append("tools: " + ", ".join(("Read", "Write", "Edit", "Bash", "Grep")[: 2 + self.dice.below(4)]))
        if agent and self.dice.chance(0.6):
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

    def fresh(self, name, genre):
        size = self.sizes.draw()
        self.spoken = []
        with_front = genre in SHARED_GENRES or self.dice.chance(WITH_FRONT_MATTER)
        front = self.front_matter(name, genre) if with_front else ""
        title = f"# {name.title()}\n\n" if self.dice.chance(0.5) else ""
        return front, title + self.paragraph(genre) + self.body(genre, size - len(front) - 700)

    def reworked(self, how, name, genre, front, body):
        if how == "identical":
            return front, body
        if how == "derived":
            body += "## Additions\n\n" + self.body(SHARED_GENRES[1], len(body) // 3)
        if self.dice.chance(RENAMED):
            name = f"{self.dice.pick(words.THINGS)} {name}"
        return self.front_matter(name, genre), body

    def group(self):
        """Documents of one name: the first, copies of an earlier one, one with a section added, and others that share
        the name and nothing else."""
        size = self.group_sizes.draw()
        genre = (self.single if size == 1 else self.shared).draw()
        name = self.terms.draw()
        members = [self.fresh(name, genre)]
        while len(members) < size:
            how, earlier = self.members.draw(), self.dice.pick(members)
            members.append(self.fresh(name, genre) if how == "fresh" else self.reworked(how, name, genre, *earlier))
        return name, ["".join(member) for member in members]

    def documents(self):
        """Endless pairs of path and text."""
        number = 0
        while True:
            name, texts = self.group()
            for member, text in enumerate(texts):
                yield f"set-{member}/{number:05}-{name.replace(' ', '-')}.md", text
            number += 1


def write(count, target):
    for path, text in islice(Writer(SEED).documents(), count):
        file = Path(target) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
